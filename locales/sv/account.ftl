### Sidorna om det egna kontot: logga in, personliga länkar, profil, säkerhet, enheter, startsida.

## Logga in
sign-in = Logga in
sign-in-email = E-postadress
sign-in-password = Lösenord
sign-in-by-passkey = Logga in med passnyckel
sign-in-by-provider = Logga in med { $provider }
sign-in-other-ways = Andra sätt att logga in
sign-in-passkey-needs-script = Passnyckel kräver JavaScript. Lösenord går alltid.
sign-in-help = Glömt lösenordet, eller inget konto? Be din administratör om en länk. Har du fått en personlig länk räcker det att öppna den.
passkey-not-used = Passnyckeln användes inte. Försök igen, eller välj ett annat sätt.
sign-in-code = Skriv koden
sign-in-code-lead = Lösenordet stämmer. Nu behövs en kod, så att ingen annan kan använda det.
sign-in-code-field = Kod ur appen
sign-in-code-help = Sex siffror. En ny kod kommer var trettionde sekund.
sign-in-recovery-field = Reservkod
sign-in-recovery-help = En av dina tio reservkoder, till exempel k3fp-9xqa-2m. Varje kod går att använda en gång.
sign-in-use-recovery = Använd en reservkod i stället
sign-in-use-app = Använd appen i stället
sign-in-stopped = Inloggningen blev inte klar
sign-in-stopped-lead = Inget har gått förlorat. Börja om, så går det oftast.
sign-in-again = Börja om
confirm-stopped = Det gick inte att bekräfta
connect-stopped = Kontot kopplades inte

## Första gången
first-start = Kom igång med Kompass
first-start-lead = Här finns ingen administratör än. Den första blir till på datorn där Kompass körs, så att ingen utifrån kan ta platsen.
first-start-one = När Kompass startar skriver programmet ut en länk som gäller i en timme. Öppna den och välj namn och lösenord.
first-start-two = Är länken borta eller för gammal? Starta om Kompass, eller skriv kommandot nedan med din egen adress.
first-start-after = Sedan loggar du in här, lägger till organisationer och bjuder in andra.
first-start-ready = Jag har ett konto

## Personliga länkar
link-administrator = Bli administratör
link-administrator-lead = Du lägger till organisationer och bjuder in dem som sköter dem. Utvärderingarnas innehåll ser du inte.
link-administrator-sign-in = Du är inbjuden att bli administratör. Det finns redan ett konto med adressen { $email }. Logga in med det, så tackar du ja på nästa sida.
link-team = Inbjudan till utvärderingen av { $municipality } { $year }
link-team-lead = Du är inbjuden som { $role }. Välj ett namn och ett lösenord, så får du ett konto med adressen { $email }.
link-team-mine = Du är inbjuden som { $role }. Tacka ja, så läggs rollen till ditt konto.
link-team-sign-in = Du är inbjuden som { $role }. Det finns redan ett konto med adressen { $email }. Logga in med det, så tackar du ja på nästa sida.
link-invitation = Inbjudan till { $organisation }
link-invitation-lead = Du är inbjuden som { $role } i { $organisation }. Välj ett namn och ett lösenord, så får du ett konto med adressen { $email }.
link-invitation-mine = Du är inbjuden som { $role } i { $organisation }. Tacka ja, så läggs rollen till ditt konto.
link-invitation-sign-in = Du är inbjuden som { $role } i { $organisation }. Det finns redan ett konto med adressen { $email }. Logga in med det, så tackar du ja på nästa sida.
link-password = Välj ett nytt lösenord
link-password-lead = Länken gäller kontot { $email }. När du valt ett nytt lösenord loggas alla andra enheter ut.
link-contributor = Hjälp { $municipality } att svara
link-contributor-lead = Samordnaren vill ha din hjälp med frågor inför utvärderingen { $year }. Du behöver inget konto.
link-interviewee = Din intervju i { $municipality }
link-interviewee-lead = Du är med i en intervju i utvärderingen { $year }. Här står vad den handlar om, när och var. Du behöver inget konto.
link-until = Länken är personlig och gäller till { $moment }. Skicka den inte vidare.
link-name = Ditt namn
link-email = E-postadress
link-accept-account = Skapa kontot
link-accept-role = Tacka ja
link-accept-password = Spara lösenordet
link-accept-part = Öppna sidan
link-sign-in = Logga in
link-stopped = Länken går inte att använda
link-stopped-next = Har du redan ett konto? Då kan du logga in.

## Din del: sidan för den som kommit med en länk
my-part-interview = Din intervju
my-part-answers = Din del av svaren
my-part-lead = Utvärderingen av { $municipality } { $year }
my-part-about = Vad det handlar om
my-part-about-text = Kommunkompassen prövar hur en kommun leds och styrs som helhet. Utvärderarna läser kommunens dokument och webbplats, ställer frågor i förväg och intervjuar grupper från politiken, cheferna och facken. Det ger poäng i åtta områden och en rapport om styrkor och förbättringsområden.
my-part-when = När och var
my-part-when-unknown = Dagen är inte bestämd än. Den visas här så snart den är det.
my-part-day = Dag
my-part-group = Grupp
my-part-not-now = Utvärderingen är inte i det steg där du behövs, eller så är den klar. Länken fungerar igen när det är dags.
my-part-over = Den här delen av utvärderingen är klar. Tack för att du är med.
my-part-answer = Det här behöver du göra
my-part-answer-text = Svara utifrån det du vet och hur det fungerar i praktiken. Hänvisa gärna till dokument och webbsidor. Det som är planerat men inte gjort räknas inte. Svaren sparas medan du skriver; markera dem som klara när du är färdig.
my-part-public = Vad som kan bli offentligt
my-part-public-report = Rapporten blir i regel en allmän handling när kommunen har fått den. Den pekar inte ut någon person, och inte heller en funktion som bara en person har.
my-part-public-written = Det du själv skriver här kan bli allmän handling. Skriv inget om enskilda personer, och inget som är hemligt.
my-part-data = Dina personuppgifter
my-part-data-kept = Kompass har dessa uppgifter om dig, och din del i utvärderingen: { $who }.
my-part-data-use = De används för att bjuda in dig och planera, och lämnas inte vidare. Vill du veta mer eller få något rättat, vänd dig till { $organisation }.
my-part-link = Din länk
my-part-link-until = Länken gäller till { $moment }. Den öppnar bara den här delen av utvärderingen.
my-part-link-covers = Länken gäller de här delområdena:
my-part-leave = Klar? Stäng sidan, så kan ingen annan använda den på den här datorn. Länken öppnar den igen.
my-part-leave-button = Stäng sidan
my-part-decline = Vill du inte vara med? Säg till den som skickade länken, så stängs den.
done-part-closed = Sidan är stängd. Länken öppnar den igen.

## Startsidan
start = Välkommen, { $name }
start-waits-second-factor = Slå på engångskoder eller lägg till en passnyckel, så att lösenordet inte räcker för den som vill ta över kontot
start-waits-recovery = { $n ->
    [0] Skaffa nya reservkoder: alla är använda
    [one] Skaffa nya reservkoder: bara { $n } är kvar
   *[other] Skaffa nya reservkoder: bara { $n } är kvar
}
start-evaluations = Utvärderingar
start-evaluations-caption = De utvärderingar du har en roll i, eller som din organisation har.
start-evaluation = Utvärdering
start-kind = Sätt
start-step = Steg
start-role = Din roll
start-no-evaluations = Inga utvärderingar än
start-no-evaluations-manage = När din organisation har bokat en utvärdering står den här. Du kan boka den.
start-no-evaluations-wait = När du får en roll i en utvärdering står den här. Den som leder utvärderingen utser dig.
start-book = Boka en utvärdering
start-organisations = Organisationer
start-runs-installation = Du sköter installationen
start-runs-installation-next = Lägg till organisationerna som ska utvärdera eller utvärderas, och bjud in dem som ska sköta dem. Innehållet i utvärderingar ser du inte.
start-add-organisation = Lägg till en organisation
start-nothing = Du har ingen roll här än
start-nothing-next = Be din administratör att bjuda in dig till organisationen, eller den som leder utvärderingen att utse dig.

## Profil
profile-lead = Namnet står i rapporter och intyg där du är med. Språket gäller sidor och meddelanden.
profile-name = Namn
profile-email = E-postadress
profile-email-help = Du loggar in med den. Din administratör kan ändra den.
profile-language = Språk
profile-save = Spara
profile-roles = Dina roller

## Inloggning och säkerhet
security-lead = Så loggar du in, och så skyddas kontot.
security-demanded = Här krävs en andra faktor utöver lösenordet. Slå på engångskoder, eller lägg till en passnyckel och logga in med den. Till dess är bara ditt eget konto öppet.
security-password = Lösenord
security-password-set = Du har ett lösenord.
security-password-none = Du har inget lösenord. Du loggar in på ett annat sätt.
security-totp = Engångskoder
security-totp-on = Påslaget: efter lösenordet frågar vi efter en kod ur din app.
security-totp-off = Avslaget. Med en kod ur en app i telefonen räcker det inte att någon kommit över lösenordet.
security-totp-no-password = Engångskoder hör till lösenordet, och du har inget.
security-recovery = Reservkoder
security-recovery-left = { $n ->
    [0] Alla är använda. Gör nya.
    [one] { $n } är kvar. Gör nya.
   *[other] { $n } är kvar.
}
security-recovery-none = Reservkoder släpper in dig när telefonen är borta. Du får dem när du slår på engångskoder.
security-passkeys = Passnycklar
security-passkeys-n = { $n ->
    [0] Ingen än. Med en passnyckel loggar du in med fingeravtryck, ansikte eller skärmlås, utan lösenord.
    [one] Du har { $n } passnyckel.
   *[other] Du har { $n } passnycklar.
}
security-connected = kopplat
security-not-connected = inte kopplat
security-connect = Koppla
security-disconnect = Koppla bort
security-change = Byt
security-choose = Välj lösenord
security-turn-on = Slå på
security-turn-off = Stäng av
security-new-codes = Gör nya
security-manage = Hantera
security-on = på
security-off = av
security-devices-next = Se var du är inloggad
connect = Koppla { $provider }
connect-lead = Du skickas till { $provider } och loggar in där. Sedan kan du logga in här med { $provider }.
connect-go = Fortsätt till { $provider }
disconnect = Koppla bort { $provider }
disconnect-consequence = Du kan inte längre logga in här med { $provider }. Roller som { $provider } har gett dig finns kvar tills din administratör tar bort dem.
disconnect-submit = Koppla bort

## Lösenord
password-change = Byt lösenord
password-choose = Välj lösenord
password-lead = Minst 12 tecken. Tre eller fyra ord som inte hör ihop är lätta att minnas och svåra att gissa. När du byter loggas dina andra enheter ut.
password-current = Nuvarande lösenord
password-new = Nytt lösenord
password-new-help = Minst 12 tecken: tre eller fyra ord som inte hör ihop.
password-save = Spara lösenordet
done-password = Lösenordet är bytt. Dina andra enheter är utloggade.
strength-score-0 = Gissas direkt
strength-score-1 = Lätt att gissa
strength-score-2 = Går att gissa
strength-score-3 = Svårt att gissa
strength-score-4 = Mycket svårt att gissa
strength-hint-short = minst 12 tecken behövs
strength-hint-long = högst 256 tecken går
strength-hint-common = det används av många
strength-hint-own-words = ditt namn eller din adress finns i det
strength-hint-word = ett ensamt ord eller namn räcker inte
strength-hint-keyboard = tangenter i rad är lätta att gissa
strength-hint-repeats = upprepningar hjälper inte
strength-hint-sequence = följder som abc och 123 hjälper inte
strength-hint-date = datum och årtal är lätta att gissa
strength-hint-more-words = lägg till ett ord eller två

## Engångskoder
totp-on = Slå på engångskoder
totp-on-lead = Du behöver en app för engångskoder i telefonen, till exempel den som redan finns i telefonens lösenordshanterare.
totp-step-one = Läs av bilden med appen
totp-picture = QR-kod för appen
totp-typed = Går det inte? Skriv nyckeln i appen i stället:
totp-step-two = Skriv koden som appen visar
totp-code = Kod ur appen
totp-code-help = Sex siffror. En ny kod kommer var trettionde sekund.
totp-turn-on = Slå på
totp-stopped = Engångskoderna är inte påslagna
totp-off = Stäng av engångskoder
totp-off-consequence = Därefter räcker lösenordet för att logga in. Reservkoderna slutar gälla.
totp-turn-off = Stäng av
done-totp-off = Engångskoderna är avstängda.
done-totp-on = Engångskoder är redan påslagna.

## Reservkoder
recovery = Nya reservkoder
recovery-lead = Du får tio nya koder. De gamla slutar gälla.
recovery-make = Visa nya koder
recovery-codes = Dina reservkoder
recovery-codes-lead = Skriv ut dem eller spara dem i en lösenordshanterare. De visas bara nu. Varje kod släpper in dig en gång om telefonen är borta.
recovery-copy = Kopiera
recovery-copied = Kopierat
recovery-print = Skriv ut
recovery-done = Jag har sparat dem
recovery-printed = Reservkoder till Kompass för { $email }, { $date }

## Passnycklar
passkeys = Passnycklar
passkeys-lead = En passnyckel ligger på en enhet eller i en lösenordshanterare och öppnas med fingeravtryck, ansikte, skärmlås eller en säkerhetsnyckel. Den kan inte gissas och fungerar bara här.
passkeys-caption = Dina passnycklar
passkeys-name = Namn
passkeys-made = Tillagd
passkeys-used = Senast använd
passkeys-never = aldrig
passkeys-none = Inga passnycklar än
passkeys-none-next = Lägg till en för varje enhet du använder, så loggar du in utan lösenord.
passkeys-add = Lägg till en passnyckel
passkeys-add-name = Namn på enheten
passkeys-add-name-help = Så att du känner igen den, till exempel Jobbtelefonen.
passkeys-add-button = Lägg till
passkeys-confirm-first = Bekräfta först att det är du, så kan du lägga till en passnyckel.
passkeys-needs-script = För att lägga till en passnyckel behövs JavaScript. Utan det kan du logga in med lösenord och engångskod.
passkeys-remove = Ta bort
passkey-remove = Ta bort passnyckeln { $name }
passkey-remove-consequence = Du kan inte längre logga in med den. Ta bort den även på enheten, så att den inte föreslås.
done-passkey = Passnyckeln är tillagd.
done-passkey-removed = Passnyckeln är borttagen.
done-connected = Kontot är kopplat.
done-disconnected = Kontot är bortkopplat.
done-accepted = Rollen är din.

## Enheter
devices-lead = Här är du inloggad. Känner du inte igen något? Logga ut det och byt lösenord.
devices-caption = Inloggade enheter, den senast använda först
devices-device = Enhet
devices-method = Inloggad med
devices-address = Adress
devices-since = Inloggad
devices-seen = Senast använd
devices-here = den här enheten
devices-end = Logga ut
devices-end-others = Logga ut alla andra
devices-only-this = Du är bara inloggad på den här enheten.
device-browser = { $browser } i { $system }
device-unknown = okänt program
method-password = lösenord
method-password-totp = lösenord och kod
method-password-recovery = lösenord och reservkod
method-passkey = passnyckel
method-link = personlig länk
done-device-ended = Enheten är utloggad.
done-devices-ended = Alla andra enheter är utloggade.

## Bekräfta
confirm = Bekräfta att det är du
confirm-lead = Det du är på väg att göra är känsligt. Därför frågar vi en gång till.
confirm-password = Ditt lösenord
confirm-by-code = Eller en kod
confirm-code = Kod ur appen, eller en reservkod
confirm-by-passkey = Bekräfta med passnyckel
confirm-by-provider = Bekräfta hos { $provider }
confirm-submit = Bekräfta
confirm-no-way = Här finns inget sätt att bekräfta. Logga ut och in igen, så gäller inloggningen som bekräftelse en stund.

## Varför en passnyckel inte togs emot, på kod
problem-p01 = Passnycklar fungerar inte här, för att Kompass saknar en riktig adress. Säg det till din administratör, och logga in på ett annat sätt.
problem-p02 = Det tog mer än fem minuter, eller var redan klart. Börja om.
problem-p03 = Passnyckeln gäller inte här. Använd en annan, eller logga in på ett annat sätt.
problem-p04 = Passnyckeln kan ha kopierats. Logga in på ett annat sätt, ta bort den och gör en ny.
problem-p05 = Du har redan 20 passnycklar. Ta bort en som du inte använder.
problem-p06 = Du har ingen passnyckel. Bekräfta på ett annat sätt.

## Varför inloggningen hos någon annan inte gick, på kod
problem-o01 = Inloggningstjänsten går inte att nå. Försök igen om en stund, eller logga in på ett annat sätt.
problem-o02 = Inloggningstjänsten svarar för långsamt. Försök igen om en stund, eller logga in på ett annat sätt.
problem-o03 = Inloggningstjänsten skickar mer än den ska. Säg det till din administratör.
problem-o04 = Inloggningstjänsten svarar något som inte går att förstå. Säg det till din administratör.
problem-o05 = Svaret kom från en annan inloggningstjänst än den vi frågade. Säg det till din administratör.
problem-o06 = Inloggningstjänsten hänvisar till en oskyddad adress. Säg det till din administratör.
problem-o07 = Inloggningen började inte i den här webbläsaren, tog för lång tid eller är redan klar. Börja om.
problem-o08 = Inloggningstjänsten släppte inte in dig. Försök igen, eller fråga dem som sköter den.
problem-o09 = Inloggningstjänsten godtar inte Kompass. Säg det till din administratör.
problem-o10 = Inloggningstjänstens svar gäller inte längre. Börja om.
problem-o11 = Inloggningstjänsten säger inte vem du är. Säg det till din administratör.
problem-o12 = Svaret är inte underskrivet av inloggningstjänsten. Säg det till din administratör.
problem-o13 = Svaret är avsett för någon annan. Börja om, och säg till din administratör om det händer igen.
problem-o14 = Svaret är för gammalt, eller från framtiden. Börja om. Händer det igen går klockorna olika.
problem-o15 = Inloggningstjänsten bad dig inte bekräfta att det är du. Logga ut där och försök igen.
problem-o16 = Du är med i så många grupper att inloggningstjänsten inte skickar dem. Be dem som sköter den att bara skicka dem som gäller Kompass.
problem-o17 = Inloggningstjänsten går inte i god för någon e-postadress. Be din administratör om en inbjudan.
problem-o18 = Du har inget konto här. Be din administratör om en inbjudan.
problem-o19 = Ditt konto är inte kopplat till den inloggningstjänsten. Logga in på ett annat sätt och koppla det under Inloggning och säkerhet.
problem-o20 = I inloggningstjänsten är du någon annan än här. Logga ut där och försök igen.
problem-o21 = Ditt konto är stängt. Fråga din administratör.
problem-o22 = Ett nödkonto kopplas inte till någon inloggningstjänst. Använd lösenordet.
problem-o23 = Hemligheten för inloggningstjänsten går inte att läsa. Säg det till din administratör.

## Delsidan
style-waiting = Det som väntar och det som hindrar
style-todo = Steg att ta
style-ledger = Förteckning med det som kan göras
