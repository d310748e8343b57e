### Personopplysninger: hva som finnes om noen, innsyn og sletting.

## Hva som finnes hvor
person-part-account = Brukerkonto
person-part-sign-in = Pålogging
person-part-devices = Pålogde enheter
person-part-roles = Tildelte roller
person-part-notices = Varsler
person-part-selections = Lagrede utvalg
person-part-disposals = Kassasjonsvedtak
person-part-secrecy = Merking av taushetsplikt
person-part-program = Programmets egne opplysninger
person-outcome-goes = Fjernes.
person-outcome-blank = Gjøres anonymt.
person-outcome-fades = Forsvinner av seg selv innen et døgn.
person-outcome-kept = Blir stående: { $why } Kan fjernes tidligst { $day }.
person-outcome-kept-open = Blir stående: { $why } Årene til kassasjon har ikke begynt å løpe, eller dokumentet bevares.
person-outcome-record = Blir stående som offentlig dokument: { $why }
person-outcome-protocol = Blir stående: kassasjonsprotokollen viser hvem som bestemte.
person-outcome-secrecy = Blir stående: viser hvem som svarer for at noe ble holdt tilbake.
person-outcome-reference = Blir stående som et nummer som ikke peker på noen når kontoen er anonym.
person-outcome-elsewhere = Blir stående: personen har en plass i en annen organisasjon også. Be systemadministratoren.
person-outcome-namesake = Blir stående: bare navnet stemmer. Er det samme person, slettes den for seg.
person-withheld = Teksten gis ikke ut her: rapporten er ikke levert, eller bare navnet stemmer.
person-erased = Slettet person
person-not-found = Personer søkes på konto, e-postadresse og navn. Navn i løpende tekst, i filer og i leverte rapporter blir ikke funnet slik. Les dem, og merk det som er hemmelig der det trengs.

## Mine opplysninger
person-mine = Mine opplysninger
person-mine-lead = Alt som er lagret om deg, hvor det står, og hva som skjer med det hvis du ber om å bli slettet.
person-mine-open = Vis
person-caption = Hvor opplysningene finnes
person-column-part = Hva
person-column-evaluation = Evaluering
person-column-rows = Antall
person-column-outcome = Ved sletting
person-by-name = samme navn, kanskje noen andre
person-download = Last ned alt (JSON)
person-how = Slik ber du om sletting
person-how-text = Henvend deg til den som administrerer organisasjonen din i Kompass. Den ser samme liste, og sletter det loven tillater. Det som er offentlig dokument, kan kommunen ikke fjerne før det kan kasseres.
person-how-to = Administratorer i { $organisation }: { $names }
person-none = Ingenting er lagret.

## Søk i en organisasjon
persons = Personopplysninger
persons-lead = Finn en person for å gi innsyn eller slette det loven tillater.
persons-who = E-postadresse eller navn
persons-who-help = Hele e-postadressen, eller en del av navnet.
persons-go = Søk
persons-none = Ingen med det navnet eller den adressen finnes i organisasjonen.
persons-none-next = Prøv en annen del av navnet. Navn i løpende tekst blir ikke funnet.
persons-none-here = Ingen med det navnet eller den adressen finnes her.
persons-caption = Personer som passer
persons-name = Navn
persons-email = E-postadresse
persons-no-email = ingen adresse
person-lead = Det som finnes om personen i organisasjonen, og hva som skjer med det ved sletting.
person-erase = Slett personen
person-erase-heading = Slett { $name }
person-erase-lead = Dette skjer. Les listen før du går videre.
person-erase-nothing = Ingenting ville blitt slettet: alt som finnes om personen blir værende, og grunnen står i listen.
person-erase-consequence = Det kan ikke angres. Det som fjernes, kommer ikke tilbake, og teksten i loggen forsvinner også. Eldre sikkerhetskopier har det til de overskrives.
person-erase-part = Kontoen blir stående, for personen har en plass i en annen organisasjon også. Bare det som hører til denne organisasjonen, fjernes.
person-yes = Ingenting er endret. Kjør samme kommando med --yes for å slette.
person-obstacles = Kan ikke slettes nå
person-obstacle-role = Har en rolle i { $evaluation }, der rapporten ikke er levert. Fjern rollen først.
person-obstacle-link = Har en personlig lenke til { $evaluation }, der rapporten ikke er levert. Trekk tilbake lenken først.
person-obstacle-interview = Er blant dem som intervjues i { $evaluation }, der rapporten ikke er levert. Ta personen ut av listen først, eller vent.
person-obstacle-last = Ingen andre er systemadministrator. Utnevn en til først.
person-obstacle-leads = Ingen andre er administrator for { $organisation }. Utnevn en til først.
done-person-erased = Personen er slettet. Det loven krever, finnes fortsatt.
problem-pd01 = Det finnes ingen slik person. Søk på e-postadressen eller en del av navnet.
problem-pd02 = Flere personer passer. Velg en av dem.
problem-pd03 = Personen har arbeid i en evaluering der rapporten ikke er levert. Fjern rollen, lenken eller intervjuet først.
problem-pd04 = Ingen andre er systemadministrator. Utnevn en til først.
problem-pd05 = Ingen sletter seg selv. Be en annen administrator.
problem-pd06 = Ingen andre er administrator for en organisasjon som denne personen har ansvar for. Utnevn en til der først.
