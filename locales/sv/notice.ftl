### Aviseringar och mejl: vad en person får veta, på sidan och i mejlet.

## Det som har hänt
notice-place = { $municipality } { $year }
notice-appointed = Du är nu { $roles }
notice-asked = Utvärderarna frågar mer om era svar
notice-document = Utvärderarna ber om ett dokument
notice-fact-check = Texten kan läsas och kommenteras till och med { $date }
notice-delivered = Rapporten är levererad
notice-password = Lösenordet till ditt konto har ändrats
notice-second-factor = Engångskoder har slagits på eller av för ditt konto
notice-passkey = En passnyckel har lagts till eller tagits bort för ditt konto
notice-provider = En inloggningstjänst har kopplats till eller från ditt konto
notice-security-text = Var det inte du? Byt lösenord och kontakta den som är systemadministratör.

## Påminnelser
notice-soon = { $what } – senast { $date }
notice-late = { $what } – skulle ha varit klart { $date }
notice-interviews = { $n ->
    [one] En intervju att hålla i morgon
   *[other] { $n } intervjuer att hålla i morgon
}
notice-actions = { $n ->
    [one] En åtgärd ska bli klar
   *[other] { $n } åtgärder ska bli klara
}

## Sidan
notices = Aviseringar
notices-lead = Det som har hänt i dina utvärderingar och med ditt konto, det senaste först.
notices-unread = { $n ->
    [one] En oläst avisering
   *[other] { $n } olästa aviseringar
}
notices-none = Inga aviseringar
notices-none-lead = När något händer som rör dig står det här.
notices-gone = Avisering om något som du inte längre kommer åt
notices-new = Ny
notices-open = Öppna
notices-read = Markera som läst
notices-read-all = Markera alla som lästa
done-notice-read = Aviseringen är markerad som läst.
done-notices-read = Alla aviseringar är markerade som lästa.

## Profilen
profile-mail = Mejl
profile-mail-lead = Om ditt konto och med personliga länkar får du alltid mejl direkt.
profile-mail-when = När vill du ha mejl om utvärderingar?
profile-mail-at-once = När det händer
profile-mail-daily = En gång om dagen, allt i ett mejl
profile-mail-none = Den här installationen skickar inga mejl. Allt står under Aviseringar.
profile-mail-save = Spara valet
done-mail-wish = Valet är sparat.

## Mejl
mail-greeting = Hej { $name }!
mail-subject = { $place }: { $title }
mail-many = { $n ->
    [one] En sak i Kompass
   *[other] { $n } saker i Kompass
}
mail-all = Se alla aviseringar
mail-reminder = Påminnelse: { $subject }
mail-from = Mejlet kommer från Kompass på { $address }
mail-no-reply = Det går inte att svara på det.
mail-settings = Välj hur ofta du får mejl: { $address }
mail-link-invitation = Öppna inbjudan
mail-link-part = Öppna frågorna
mail-link-interview = Öppna sidan om intervjun
mail-invited = Du är inbjuden som { $roles }. Öppna länken för att tacka ja.
mail-password = Den som administrerar Kompass har gjort en länk där du väljer ett nytt lösenord till kontot { $email }.
mail-password-not-you = Har du inte bett om det? Använd inte länken, och berätta det för den som administrerar Kompass.
mail-questions = { $n ->
    [one] Du har en fråga att besvara.
   *[other] Du har { $n } frågor att besvara.
}
mail-questions-by = { $n ->
    [one] Du har en fråga att besvara senast { $date }.
   *[other] Du har { $n } frågor att besvara senast { $date }.
}
mail-asked = Utvärderarna frågar mer om något som du har svarat på.
mail-answers-soon = Du har frågor kvar att besvara, senast { $date }.
mail-answers-late = Du har frågor kvar som skulle ha besvarats { $date }. Svara gärna så snart du kan.
mail-interview-tomorrow = Din intervju är i morgon, { $date }. På sidan står när och var.
mail-test-subject = Prov från Kompass
mail-test-text = Mejlet fungerar. Det skickades från Kompass på { $address } som ett prov.

## Mejl som inte kom fram
jobs = Mejl och jobb
jobs-lead = Det som Kompass gör i efterhand: skickar mejl och letar efter det som snart ska vara klart.
jobs-waiting = { $n ->
    [0] Ingenting väntar.
    [one] Ett jobb väntar.
   *[other] { $n } jobb väntar.
}
jobs-oldest = Det äldsta sedan { $moment }.
jobs-no-mail = Ingen mejlserver är inställd: inga mejl skickas, och personliga länkar lämnas över för hand.
jobs-failed = Försöks igen
jobs-failed-lead = Det som inte gick. Kompass försöker igen av sig självt, med allt längre mellanrum i två dygn.
jobs-next = Nästa försök { $moment }
jobs-aside = Kunde inte göras
jobs-none = Inget jobb har getts upp.
jobs-link = Mejl med en personlig länk
jobs-notices = Mejl med aviseringar
jobs-announce = Avisering om något som har hänt
jobs-day = Dagens påminnelser
jobs-to = till { $address }
jobs-attempts = { $n ->
    [one] ett försök
   *[other] { $n } försök
}
jobs-take-up = Försök igen
jobs-take-up-now = Försök nu
jobs-take-up-all = Försök igen med alla
jobs-drop = Låt bli
done-job-taken-up = Det görs om strax.
done-job-dropped = Det görs inte.

## Länkar som skickas
handout-mailed = Länken skickas till { $address }. Kommer mejlet inte fram kan du lämna över länken själv: den visas bara nu.
handout-mailed-all = Den som har en e-postadress får sin länk med mejl också.
delegation-remind-lead-mail = Kompass påminner med mejl tre dagar före och dagen efter. Vill du själv påminna, skicka texten i ditt eget e-postprogram och markera sedan att du har påmint.
