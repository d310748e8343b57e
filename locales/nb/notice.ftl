### Varsler og e-post: hva en person får vite, på siden og i e-posten.

## Det som har skjedd
notice-place = { $municipality } { $year }
notice-appointed = Du er nå { $roles }
notice-asked = Evaluatorene spør mer om svarene deres
notice-document = Evaluatorene ber om et dokument
notice-fact-check = Teksten kan leses og kommenteres til og med { $date }
notice-delivered = Rapporten er levert
notice-password = Passordet til kontoen din er endret
notice-second-factor = Engangskoder er slått på eller av for kontoen din
notice-passkey = En passnøkkel er lagt til eller fjernet for kontoen din
notice-provider = En innloggingstjeneste er koblet til eller fra kontoen din
notice-security-text = Var det ikke deg? Bytt passord og kontakt systemadministratoren.

## Påminnelser
notice-soon = { $what } – senest { $date }
notice-late = { $what } – skulle vært ferdig { $date }
notice-interviews = { $n ->
    [one] Ett intervju å holde i morgen
   *[other] { $n } intervjuer å holde i morgen
}
notice-actions = { $n ->
    [one] Ett tiltak skal bli ferdig
   *[other] { $n } tiltak skal bli ferdige
}

## Siden
notices = Varsler
notices-lead = Det som har skjedd i evalueringene dine og med kontoen din, det siste først.
notices-unread = { $n ->
    [one] Ett ulest varsel
   *[other] { $n } uleste varsler
}
notices-none = Ingen varsler
notices-none-lead = Når det skjer noe som gjelder deg, står det her.
notices-gone = Varsel om noe du ikke lenger har tilgang til
notices-new = Ny
notices-open = Åpne
notices-read = Merk som lest
notices-read-all = Merk alle som lest
done-notice-read = Varselet er merket som lest.
done-notices-read = Alle varsler er merket som lest.

## Profilen
profile-mail = E-post
profile-mail-lead = Om kontoen din og med personlige lenker får du alltid e-post med en gang.
profile-mail-when = Når vil du ha e-post om evalueringer?
profile-mail-at-once = Når det skjer
profile-mail-daily = Én gang om dagen, alt i én e-post
profile-mail-none = Denne installasjonen sender ingen e-post. Alt står under Varsler.
profile-mail-save = Lagre valget
done-mail-wish = Valget er lagret.

## E-post
mail-greeting = Hei { $name }!
mail-subject = { $place }: { $title }
mail-many = { $n ->
    [one] Én ting i Kompass
   *[other] { $n } ting i Kompass
}
mail-all = Se alle varsler
mail-reminder = Påminnelse: { $subject }
mail-from = E-posten kommer fra Kompass på { $address }
mail-no-reply = Den kan ikke besvares.
mail-settings = Velg hvor ofte du får e-post: { $address }
mail-link-invitation = Åpne invitasjonen
mail-link-part = Åpne spørsmålene
mail-link-interview = Åpne siden om intervjuet
mail-invited = Du er invitert som { $roles }. Åpne lenken for å takke ja.
mail-password = Den som administrerer Kompass, har laget en lenke der du velger et nytt passord til kontoen { $email }.
mail-password-not-you = Har du ikke bedt om det? Ikke bruk lenken, og si fra til den som administrerer Kompass.
mail-questions = { $n ->
    [one] Du har ett spørsmål å besvare.
   *[other] Du har { $n } spørsmål å besvare.
}
mail-questions-by = { $n ->
    [one] Du har ett spørsmål å besvare senest { $date }.
   *[other] Du har { $n } spørsmål å besvare senest { $date }.
}
mail-asked = Evaluatorene spør mer om noe du har svart på.
mail-answers-soon = Du har spørsmål igjen å besvare, senest { $date }.
mail-answers-late = Du har spørsmål igjen som skulle vært besvart { $date }. Svar gjerne så snart du kan.
mail-interview-tomorrow = Intervjuet ditt er i morgen, { $date }. På siden står det når og hvor.
mail-test-subject = Prøve fra Kompass
mail-test-text = E-posten virker. Den ble sendt fra Kompass på { $address } som en prøve.

## E-post som ikke kom fram
jobs = E-post og jobber
jobs-lead = Det Kompass gjør i etterkant: sender e-post og ser etter det som snart skal være ferdig.
jobs-waiting = { $n ->
    [0] Ingenting venter.
    [one] Én jobb venter.
   *[other] { $n } jobber venter.
}
jobs-oldest = Den eldste siden { $moment }.
jobs-no-mail = Ingen e-posttjener er satt opp: ingen e-post sendes, og personlige lenker gis videre for hånd.
jobs-failed = Prøves igjen
jobs-failed-lead = Det som ikke gikk. Kompass prøver igjen av seg selv, med stadig lengre mellomrom i to døgn.
jobs-next = Neste forsøk { $moment }
jobs-aside = Kunne ikke gjøres
jobs-none = Ingen jobber er gitt opp.
jobs-link = E-post med en personlig lenke
jobs-notices = E-post med varsler
jobs-announce = Varsel om noe som har skjedd
jobs-day = Dagens påminnelser
jobs-to = til { $address }
jobs-attempts = { $n ->
    [one] ett forsøk
   *[other] { $n } forsøk
}
jobs-take-up = Prøv igjen
jobs-take-up-now = Prøv nå
jobs-take-up-all = Prøv alle igjen
jobs-drop = La det være
done-job-taken-up = Det gjøres om straks.
done-job-dropped = Det blir ikke gjort.

## Lenker som sendes
handout-mailed = Lenken sendes til { $address }. Kommer ikke e-posten fram, kan du gi lenken videre selv: den vises bare nå.
handout-mailed-all = Den som har en e-postadresse, får lenken på e-post også.
delegation-remind-lead-mail = Kompass påminner på e-post tre dager før og dagen etter. Vil du påminne selv, send teksten i ditt eget e-postprogram og merk deretter at du har påminnet.
