### Organisasjoner, menneskene i dem, invitasjoner og systemadministratorer.

## Slag
organisation-kind-federation = forbund
organisation-kind-municipality = kommune
organisation-kind-region = region
organisation-kind-consultancy = konsulentfirma

## Alle organisasjoner
organisations = Organisasjoner
organisations-lead = Alle som bruker denne installasjonen. De ser ikke hverandre.
organisations-find = Søk etter organisasjon
organisations-find-help = Skriv begynnelsen av navnet.
organisations-find-go = Søk
organisations-caption = Organisasjoner i alfabetisk rekkefølge
organisations-name = Navn
organisations-kind = Type
organisations-people = Personer
organisations-state = Status
organisations-open = åpen
organisations-closed = stengt
organisations-more = Vis flere
organisations-from-start = Til begynnelsen av listen
organisations-all = Vis alle
organisations-not-found = Ingen organisasjon begynner på «{ $search }».
organisations-not-found-next = Kontroller stavemåten, eller vis alle.

organisation-new = Legg til en organisasjon
organisation-new-lead = Når organisasjonen finnes, inviterer du den første administratoren, som tar seg av resten.
organisation-name = Navn
organisation-name-help = Slik det skal stå på alle sider, for eksempel Granviks kommun.
organisation-kind = Type
organisation-kind-federation-help = Har kommuner som medlemmer og evaluerer dem.
organisation-kind-municipality-help = Blir evaluert, eller evaluerer seg selv.
organisation-kind-region-help = Blir evaluert, eller evaluerer seg selv.
organisation-kind-consultancy-help = Evaluerer på oppdrag fra andre.
organisation-code = Kommunenummer eller regionkode
organisation-name-only = Type og kommunenummer endres av den som driver installasjonen.
organisation-code-help = Fire sifre med nullen foran, for eksempel 0138. Bare for kommuner og regioner.
organisation-country = Land
organisation-country-se = Sverige
organisation-country-no = Norge
organisation-add = Legg til

## Én organisasjon
organisation-people = Personer
organisation-evaluations = Evalueringer
organisation-evaluations-not-yours = Bare organisasjonens egne administratorer og lesere ser evalueringene.
organisation-closed-note = Organisasjonen er stengt siden { $when }. Ingen har lenger noen rolle i den. Evalueringene er der fortsatt.
organisation-to-people = Vis personer
organisation-edit = Endre opplysninger
organisation-close = Steng organisasjonen
organisation-close-consequence = Alle roller i { $name } opphører straks: den som er innlogget, ser ikke mer ved neste klikk. Evalueringene blir værende, og organisasjonen kan ikke åpnes igjen her.
organisation-close-go = Steng { $name }
organisation-save = Lagre
done-organisation-made = Organisasjonen finnes nå. Inviter den første administratoren.
done-organisation-closed = Organisasjonen er stengt.

## Personer
people = Personer
people-lead = De som har en rolle i { $organisation }. Hvem som er med i en enkelt evaluering, står på siden til evalueringen.
rows-act = Handlinger
people-caption = Personer i alfabetisk rekkefølge
people-name = Navn
people-email = E-postadresse
people-roles = Roller
people-factor = Andre faktor
people-factor-yes = ja
people-factor-no = nei
people-seen = Aktiv
people-not-active = ikke nå
people-disabled = slått av
people-none = Ingen har en rolle her ennå
people-none-next = Inviter den som skal administrere organisasjonen. Personen får en personlig lenke og velger selv hvordan innloggingen skal skje.
people-invite = Inviter noen
people-invitations = { $n ->
    [0] Invitasjoner
    [one] { $n } åpen invitasjon
   *[other] { $n } åpne invitasjoner
}
people-member = medlem
people-own-role = Rolle i organisasjonen
people-from-provider = Rollen kommer fra innloggingstjenesten og endres der.
people-role-organisation-administrator = Administrator
people-role-organisation-administrator-help = Bestiller evalueringer, oppnevner team og inviterer andre.
people-role-reader = Leser
people-role-reader-help = Leser det kommunen får lese, når rapporten er levert.
people-role-account = Medlem
people-role-account-help = Har en konto, men ser ingenting før noen oppnevner personen i en evaluering.

person-roles = Endre roller
person-roles-help = Endringen gjelder straks, også for den som er innlogget.
person-save = Lagre rollene
person-password = Nytt passord
person-password-lead = Har { $name } glemt passordet? Lag en personlig lenke og gi den videre. Det gamle passordet gjelder til et nytt er valgt.
person-password-go = Lag en lenke for nytt passord
person-remove = Fjern { $name }
person-remove-link = Fjern fra organisasjonen
person-remove-consequence = { $name } mister straks alle roller i { $organisation }. Kontoen blir værende, og det som er skrevet i evalueringer, beholder navnet.
person-remove-go = Fjern
done-person-saved = Rollene er lagret og gjelder fra nå av.
done-person-removed = Personen er fjernet fra organisasjonen.

## Invitasjoner
invite = Inviter noen
invite-lead = Personen får en personlig lenke til { $organisation } og velger selv hvordan innloggingen skal skje.
invite-email = E-postadresse
invite-name = Navn
invite-role = Rolle
invite-go = Lag en personlig lenke
invitations = Invitasjoner
invitations-lead = Personlige lenker til { $organisation } som ingen har brukt ennå.
invitations-caption = Åpne invitasjoner, den eldste først
invitations-until = Gjelder til
invitations-expired = gikk ut { $when }
invitations-renew = Lag ny lenke
invitations-revoke = Trekk tilbake
invitations-revoke-heading = Trekk tilbake invitasjonen til { $name }
invitations-revoke-consequence = Lenken til { $name } slutter å virke. Du kan invitere på nytt.
invitations-none = Ingen åpne invitasjoner
invitations-none-next = Når du inviterer noen, står invitasjonen her til lenken er brukt.
done-invitation-revoked = Invitasjonen er trukket tilbake. Lenken virker ikke lenger.

## En personlig lenke som vises én gang
handout-invitation = Invitasjonen til { $name } er klar
handout-password = Lenken til { $name } er klar
handout-lead = Lenken vises bare nå. Kopier den og gi den selv til { $name }, på en måte som ingen andre kan lese.
handout-until = Den gjelder til { $when }.
handout-once = Den virker én gang.
handout-many = Den kan åpnes flere ganger.
handout-label = Personlig lenke
handout-copy = Kopier lenken
handout-copied = Lenken er kopiert
handout-back = Tilbake til listen

## Systemadministratorer
administrators = Systemadministratorer
administrators-lead = De driver installasjonen og legger til organisasjoner. De ser ikke innholdet i noen evaluering.
administrators-caption = Systemadministratorer i alfabetisk rekkefølge
administrators-emergency = nødkonto
administrators-new = Oppnevn en systemadministrator
administrators-new-lead = Personen får en personlig lenke. Den som har en konto her, logger inn med den; ellers blir det laget en.
administrators-new-consequence = Med lenken kan personen legge til og stenge organisasjoner, invitere administratorene deres og oppnevne flere systemadministratorer.
administrators-remove = Fjern rollen
administrators-remove-heading = Fjern { $name } som systemadministrator
administrators-remove-consequence = { $name } driver ikke lenger installasjonen. Kontoen og rollene i organisasjoner blir værende.
administrators-remove-go = Fjern rollen
done-administrator-removed = Personen er ikke lenger systemadministrator.
