### Sidene om ens egen konto: innlogging, personlige lenker, profil, sikkerhet, enheter, startside.

## Logge inn
sign-in = Logg inn
sign-in-email = E-postadresse
sign-in-password = Passord
sign-in-by-passkey = Logg inn med passnøkkel
sign-in-by-provider = Logg inn med { $provider }
sign-in-other-ways = Andre måter å logge inn på
sign-in-passkey-needs-script = Passnøkler krever JavaScript. Passord virker alltid.
sign-in-help = Glemt passordet, eller ingen konto? Be administratoren din om en lenke. Har du fått en personlig lenke, holder det å åpne den.
passkey-not-used = Passnøkkelen ble ikke brukt. Prøv igjen, eller velg en annen måte.
sign-in-code = Skriv koden
sign-in-code-lead = Passordet stemmer. Nå trengs en kode, så ingen andre kan bruke det.
sign-in-code-field = Kode fra appen
sign-in-code-help = Seks sifre. Det kommer en ny kode hvert trettiende sekund.
sign-in-recovery-field = Reservekode
sign-in-recovery-help = En av de ti reservekodene dine, for eksempel k3fp-9xqa-2m. Hver kode virker én gang.
sign-in-use-recovery = Bruk en reservekode i stedet
sign-in-use-app = Bruk appen i stedet
sign-in-stopped = Innloggingen ble ikke ferdig
sign-in-stopped-lead = Ingenting er tapt. Som regel hjelper det å begynne på nytt.
sign-in-again = Begynn på nytt
confirm-stopped = Vi fikk ikke bekreftet at det er deg
connect-stopped = Kontoen ble ikke koblet til

## Første gang
first-start = Kom i gang med Kompass
first-start-lead = Her er det ingen administrator ennå. Den første blir til på maskinen som kjører Kompass, så ingen utenfra kan ta plassen.
first-start-one = Når Kompass starter, skriver programmet ut en lenke som gjelder i en time. Åpne den og velg navn og passord.
first-start-two = Er lenken borte eller for gammel? Start Kompass på nytt, eller kjør kommandoen nedenfor med din egen adresse.
first-start-after = Deretter logger du inn her, legger til organisasjoner og inviterer de andre.
first-start-ready = Jeg har en konto

## Personlige lenker
link-administrator = Bli administrator
link-administrator-lead = Du legger til organisasjoner og inviterer dem som styrer dem. Innholdet i evalueringene ser du ikke.
link-administrator-sign-in = Du er invitert til å bli administrator. Det finnes allerede en konto med adressen { $email }. Logg inn med den, og takk ja på neste side.
link-team = Invitasjon til evalueringen av { $municipality } { $year }
link-team-lead = Du er invitert som { $role }. Velg navn og passord, så får du en konto med adressen { $email }.
link-team-mine = Du er invitert som { $role }. Takk ja, så legges rollen til kontoen din.
link-team-sign-in = Du er invitert som { $role }. Det finnes allerede en konto med adressen { $email }. Logg inn med den, og takk ja på neste side.
link-invitation = Invitasjon til { $organisation }
link-invitation-lead = Du er invitert til { $organisation } som { $role }. Velg navn og passord, så får du en konto med adressen { $email }.
link-invitation-mine = Du er invitert til { $organisation } som { $role }. Takk ja, så legges rollen til kontoen din.
link-invitation-sign-in = Du er invitert til { $organisation } som { $role }. Det finnes allerede en konto med adressen { $email }. Logg inn med den, og takk ja på neste side.
link-password = Velg et nytt passord
link-password-lead = Lenken gjelder kontoen { $email }. Når du har valgt et nytt passord, blir alle andre enheter logget ut.
link-contributor = Hjelp { $municipality } med å svare
link-contributor-lead = Koordinatoren vil gjerne ha hjelp av deg med spørsmål før evalueringen { $year }. Du trenger ingen konto.
link-interviewee = Intervjuet ditt i { $municipality }
link-interviewee-lead = Du er med i et intervju i evalueringen { $year }. Her står det hva det handler om, når og hvor. Du trenger ingen konto.
link-until = Lenken er personlig og gjelder til { $moment }. Ikke send den videre.
link-name = Navnet ditt
link-email = E-postadresse
link-accept-account = Opprett kontoen
link-accept-role = Takk ja
link-accept-password = Lagre passordet
link-accept-part = Åpne siden
link-sign-in = Logg inn
link-stopped = Lenken kan ikke brukes
link-stopped-next = Har du en konto fra før? Da kan du logge inn.

## Din del: siden for den som kom med en lenke
my-part-interview = Intervjuet ditt
my-part-answers = Din del av svarene
my-part-lead = Evalueringen av { $municipality } { $year }
my-part-about = Hva det handler om
my-part-about-text = Kommunkompassen ser på hvordan en kommune ledes og styres som helhet. Evaluererne leser kommunens dokumenter og nettsider, stiller spørsmål på forhånd og intervjuer grupper av politikere, ledere og tillitsvalgte. Resultatet er poeng på åtte områder og en rapport om styrker og forbedringsområder.
my-part-when = Når og hvor
my-part-when-unknown = Dagen er ikke bestemt ennå. Den står her så snart den er det.
my-part-day = Dag
my-part-group = Gruppe
my-part-not-now = Evalueringen er ikke i trinnet der du trengs, eller den er ferdig. Lenken virker igjen når det er på tide.
my-part-over = Denne delen av evalueringen er ferdig. Takk for at du er med.
my-part-answer = Dette blir du bedt om
my-part-answer-text = Svar ut fra det du vet og hvordan det virker i praksis. Vis gjerne til dokumenter og nettsider. Det som er planlagt, men ikke gjort, teller ikke. Svarene lagres mens du skriver; merk dem som klare når du er ferdig.
my-part-public = Hva som kan bli offentlig
my-part-public-report = Rapporten blir som regel et offentlig dokument når kommunen har fått den. Den peker ikke ut noen person, og heller ikke en funksjon som bare én person har.
my-part-public-written = Det du selv skriver her, kan bli offentlig. Skriv ikke om enkeltpersoner, og ikke noe som er taushetsbelagt.
my-part-data = Personopplysningene dine
my-part-data-kept = Kompass har disse opplysningene om deg, og din del i evalueringen: { $who }.
my-part-data-use = De brukes til å invitere deg og til å planlegge, og gis ikke videre. Vil du vite mer eller få noe rettet, henvend deg til { $organisation }.
my-part-link = Lenken din
my-part-link-until = Lenken gjelder til { $moment }. Den åpner bare denne delen av evalueringen.
my-part-link-covers = Lenken gjelder disse delområdene:
my-part-leave = Ferdig? Lukk siden, så kan ingen andre bruke den på denne maskinen. Lenken åpner den igjen.
my-part-leave-button = Lukk siden
my-part-decline = Vil du ikke være med? Si fra til den som sendte lenken, så blir den stengt.
done-part-closed = Siden er lukket. Lenken åpner den igjen.

## Startsiden
start = Velkommen, { $name }
start-waits-second-factor = Slå på engangskoder eller legg til en passnøkkel, så passordet ikke er nok for den som vil ta over kontoen
start-waits-recovery = { $n ->
    [0] Skaff nye reservekoder: alle er brukt
    [one] Skaff nye reservekoder: bare { $n } er igjen
   *[other] Skaff nye reservekoder: bare { $n } er igjen
}
start-evaluations = Evalueringer
start-evaluations-caption = Evalueringene du har en rolle i, eller som organisasjonen din har.
start-evaluation = Evaluering
start-kind = Måte
start-step = Trinn
start-role = Rollen din
start-no-evaluations = Ingen evalueringer ennå
start-no-evaluations-manage = Når organisasjonen din har bestilt en evaluering, står den her. Du kan bestille den.
start-no-evaluations-wait = Når du får en rolle i en evaluering, står den her. Den som leder evalueringen, peker deg ut.
start-book = Bestill en evaluering
start-organisations = Organisasjoner
start-runs-installation = Du driver installasjonen
start-runs-installation-next = Legg til organisasjonene som skal evaluere eller evalueres, og inviter dem som skal styre dem. Innholdet i evalueringene ser du ikke.
start-add-organisation = Legg til en organisasjon
start-nothing = Du har ingen rolle her ennå
start-nothing-next = Be administratoren din om å invitere deg til organisasjonen, eller den som leder evalueringen om å peke deg ut.

## Profil
profile-lead = Navnet står i rapporter og erklæringer du er med i. Språket gjelder sider og meldinger.
profile-name = Navn
profile-email = E-postadresse
profile-email-help = Du logger inn med den. Administratoren din kan endre den.
profile-language = Språk
profile-save = Lagre
profile-roles = Rollene dine

## Innlogging og sikkerhet
security-lead = Slik logger du inn, og slik er kontoen beskyttet.
security-demanded = Her kreves en andre faktor i tillegg til passordet. Slå på engangskoder, eller legg til en passnøkkel og logg inn med den. Inntil da er bare din egen konto åpen.
security-password = Passord
security-password-set = Du har et passord.
security-password-none = Du har ikke noe passord. Du logger inn på en annen måte.
security-totp = Engangskoder
security-totp-on = På: etter passordet ber vi om en kode fra appen din.
security-totp-off = Av. Med en kode fra en app på telefonen holder det ikke at noen har fått tak i passordet.
security-totp-no-password = Engangskoder hører til passordet, og du har ikke noe.
security-recovery = Reservekoder
security-recovery-left = { $n ->
    [0] Alle er brukt. Lag nye.
    [one] { $n } er igjen. Lag nye.
   *[other] { $n } er igjen.
}
security-recovery-none = Reservekoder slipper deg inn når telefonen er borte. Du får dem når du slår på engangskoder.
security-passkeys = Passnøkler
security-passkeys-n = { $n ->
    [0] Ingen ennå. Med en passnøkkel logger du inn med fingeravtrykk, ansikt eller skjermlås, uten passord.
    [one] Du har { $n } passnøkkel.
   *[other] Du har { $n } passnøkler.
}
security-connected = koblet til
security-not-connected = ikke koblet til
security-connect = Koble til
security-disconnect = Koble fra
security-change = Bytt
security-choose = Velg passord
security-turn-on = Slå på
security-turn-off = Slå av
security-new-codes = Lag nye
security-manage = Administrer
security-on = på
security-off = av
security-devices-next = Se hvor du er logget inn
connect = Koble til { $provider }
connect-lead = Du blir sendt til { $provider } og logger inn der. Deretter kan du logge inn her med { $provider }.
connect-go = Fortsett til { $provider }
disconnect = Koble fra { $provider }
disconnect-consequence = Du kan ikke lenger logge inn her med { $provider }. Roller som { $provider } har gitt deg, står til administratoren din fjerner dem.
disconnect-submit = Koble fra

## Passord
password-change = Bytt passord
password-choose = Velg passord
password-lead = Minst 12 tegn. Tre eller fire ord som ikke hører sammen, er lette å huske og vanskelige å gjette. Når du bytter, blir de andre enhetene dine logget ut.
password-current = Nåværende passord
password-new = Nytt passord
password-new-help = Minst 12 tegn: tre eller fire ord som ikke hører sammen.
password-save = Lagre passordet
done-password = Passordet er byttet. De andre enhetene dine er logget ut.
strength-score-0 = Gjettes med én gang
strength-score-1 = Lett å gjette
strength-score-2 = Kan gjettes
strength-score-3 = Vanskelig å gjette
strength-score-4 = Svært vanskelig å gjette
strength-hint-short = det må ha minst 12 tegn
strength-hint-long = det kan ha høyst 256 tegn
strength-hint-common = mange bruker det
strength-hint-own-words = navnet eller adressen din står i det
strength-hint-word = ett enkelt ord eller navn er ikke nok
strength-hint-keyboard = taster på rad er lette å gjette
strength-hint-repeats = gjentakelser hjelper ikke
strength-hint-sequence = rekker som abc og 123 hjelper ikke
strength-hint-date = datoer og årstall er lette å gjette
strength-hint-more-words = legg til et ord eller to

## Engangskoder
totp-on = Slå på engangskoder
totp-on-lead = Du trenger en app for engangskoder på telefonen; passordlageret på telefonen kan ofte brukes.
totp-step-one = Les av bildet med appen
totp-picture = QR-kode til appen
totp-typed = Går det ikke? Skriv nøkkelen i appen i stedet:
totp-step-two = Skriv koden som appen viser
totp-code = Kode fra appen
totp-code-help = Seks sifre. Det kommer en ny kode hvert trettiende sekund.
totp-turn-on = Slå på
totp-stopped = Engangskodene er ikke slått på
totp-off = Slå av engangskoder
totp-off-consequence = Da er passordet alene nok til å logge inn. Reservekodene slutter å gjelde.
totp-turn-off = Slå av
done-totp-off = Engangskodene er slått av.
done-totp-on = Engangskoder er allerede slått på.

## Reservekoder
recovery = Nye reservekoder
recovery-lead = Du får ti nye koder. De gamle slutter å gjelde.
recovery-make = Vis nye koder
recovery-codes = Reservekodene dine
recovery-codes-lead = Skriv dem ut eller lagre dem i et passordlager. De vises bare nå. Hver kode slipper deg inn én gang hvis telefonen er borte.
recovery-copy = Kopier
recovery-copied = Kopiert
recovery-print = Skriv ut siden
recovery-done = Jeg har lagret dem
recovery-printed = Reservekoder til Kompass for { $email }, { $date }

## Passnøkler
passkeys = Passnøkler
passkeys-lead = En passnøkkel ligger på en enhet eller i et passordlager og åpnes med fingeravtrykk, ansikt, skjermlås eller en sikkerhetsnøkkel. Den kan ikke gjettes og virker bare her.
passkeys-caption = Passnøklene dine
passkeys-name = Navn
passkeys-made = Lagt til
passkeys-used = Sist brukt
passkeys-never = ennå ikke
passkeys-none = Ingen passnøkler ennå
passkeys-none-next = Legg til en for hver enhet du bruker, så logger du inn uten passord.
passkeys-add = Legg til en passnøkkel
passkeys-add-name = Navn på enheten
passkeys-add-name-help = Så du kjenner den igjen, for eksempel Jobbtelefon.
passkeys-add-button = Legg til
passkeys-confirm-first = Bekreft først at det er deg, så kan du legge til en passnøkkel.
passkeys-needs-script = For å legge til en passnøkkel trengs JavaScript. Uten det kan du logge inn med passord og engangskode.
passkeys-remove = Fjern
passkey-remove = Fjern passnøkkelen { $name }
passkey-remove-consequence = Du kan ikke lenger logge inn med den. Fjern den på enheten også, så den ikke blir foreslått.
done-passkey = Passnøkkelen er lagt til.
done-passkey-removed = Passnøkkelen er fjernet.
done-connected = Kontoen er koblet til.
done-disconnected = Kontoen er koblet fra.
done-accepted = Rollen er din.

## Enheter
devices-lead = Her er du logget inn. Er det noe du ikke kjenner igjen? Logg det ut og bytt passord.
devices-caption = Enheter som er logget inn, den sist brukte først
devices-device = Enheten
devices-method = Logget inn med
devices-address = IP-adresse
devices-since = Logget inn
devices-seen = Sist brukt
devices-here = denne enheten
devices-end = Logg ut
devices-end-others = Logg ut alle andre
devices-only-this = Du er bare logget inn på denne enheten.
device-browser = { $browser } på { $system }
device-unknown = ukjent program
method-password = passord
method-password-totp = passord og kode
method-password-recovery = passord og reservekode
method-passkey = passnøkkel
method-link = personlig lenke
done-device-ended = Enheten er logget ut.
done-devices-ended = Alle andre enheter er logget ut.

## Bekrefte
confirm = Bekreft at det er deg
confirm-lead = Det du er i ferd med å gjøre, er følsomt. Derfor spør vi en gang til.
confirm-password = Passordet ditt
confirm-by-code = Eller en kode
confirm-code = Kode fra appen, eller en reservekode
confirm-by-passkey = Bekreft med passnøkkel
confirm-by-provider = Bekreft hos { $provider }
confirm-submit = Bekreft
confirm-no-way = Her er det ingen måte å bekrefte på. Logg ut og inn igjen, så gjelder innloggingen som bekreftelse en stund.

## Hvorfor en passnøkkel ikke ble godtatt, etter kode
problem-p01 = Passnøkler virker ikke her, fordi Kompass mangler en ordentlig adresse. Si fra til administratoren din, og logg inn på en annen måte.
problem-p02 = Det tok mer enn fem minutter, eller var allerede ferdig. Begynn på nytt.
problem-p03 = Passnøkkelen gjelder ikke her. Bruk en annen, eller logg inn på en annen måte.
problem-p04 = Passnøkkelen kan være kopiert. Logg inn på en annen måte, fjern den og lag en ny.
problem-p05 = Du har allerede 20 passnøkler. Fjern en du ikke bruker.
problem-p06 = Du har ingen passnøkkel. Bekreft på en annen måte.

## Hvorfor innlogging hos andre ikke gikk, etter kode
problem-o01 = Innloggingstjenesten er ikke tilgjengelig. Prøv igjen om litt, eller logg inn på en annen måte.
problem-o02 = Innloggingstjenesten svarer for sakte. Prøv igjen om litt, eller logg inn på en annen måte.
problem-o03 = Innloggingstjenesten sender mer enn den skal. Si fra til administratoren din.
problem-o04 = Innloggingstjenesten svarer noe som ikke er til å forstå. Si fra til administratoren din.
problem-o05 = Svaret kom fra en annen innloggingstjeneste enn den vi spurte. Si fra til administratoren din.
problem-o06 = Innloggingstjenesten viser til en ubeskyttet adresse. Si fra til administratoren din.
problem-o07 = Innloggingen begynte ikke i denne nettleseren, tok for lang tid eller er allerede ferdig. Begynn på nytt.
problem-o08 = Innloggingstjenesten slapp deg ikke inn. Prøv igjen, eller spør dem som driver den.
problem-o09 = Innloggingstjenesten godtar ikke Kompass. Si fra til administratoren din.
problem-o10 = Svaret fra innloggingstjenesten gjelder ikke lenger. Begynn på nytt.
problem-o11 = Innloggingstjenesten sier ikke hvem du er. Si fra til administratoren din.
problem-o12 = Svaret er ikke signert av innloggingstjenesten. Si fra til administratoren din.
problem-o13 = Svaret er ment for noen andre. Begynn på nytt, og si fra til administratoren din hvis det skjer igjen.
problem-o14 = Svaret er for gammelt, eller fra framtiden. Begynn på nytt. Skjer det igjen, går klokkene ulikt.
problem-o15 = Innloggingstjenesten ba deg ikke bekrefte at det er deg. Logg ut der og prøv igjen.
problem-o16 = Du er med i så mange grupper at innloggingstjenesten ikke sender dem. Be dem som driver den, sende bare dem som gjelder Kompass.
problem-o17 = Innloggingstjenesten går ikke god for noen e-postadresse. Be administratoren din om en invitasjon.
problem-o18 = Du har ingen konto her. Be administratoren din om en invitasjon.
problem-o19 = Kontoen din er ikke koblet til den innloggingstjenesten. Logg inn på en annen måte og koble den til under Innlogging og sikkerhet.
problem-o20 = I innloggingstjenesten er du en annen enn her. Logg ut der og prøv igjen.
problem-o21 = Kontoen din er stengt. Spør administratoren din.
problem-o22 = En nødkonto kobles ikke til noen innloggingstjeneste. Bruk passordet.
problem-o23 = Hemmeligheten til innloggingstjenesten kan ikke leses. Si fra til administratoren din.

## Siden med deler
style-waiting = Det som venter og det som hindrer
style-todo = Trinn å ta
style-ledger = Fortegnelse med det som kan gjøres
