### Arkivpakken: en hel sak til e-arkivet.

## Siden
archive = Arkiver saken
archive-lead = Hent hele saken som én pakke til kommunens e-arkiv. Pakken følger FGS Paketstruktur 2.0 (E-ARK CSIP og SIP).
archive-holds = Pakken har alle utgaver av rapporten, dokumentene slik de ble levert inn, alle slags dokumenter i saken som data og på en lesbar side, loggen, merking av taushetsbelagte opplysninger og kassasjon.
archive-warning = Pakken har alt slik det ble skrevet, også det som er merket som taushetsbelagt. Oppbevar den deretter. At den hentes, skrives i organisasjonens logg.
archive-not-yet = Saken kan arkiveres herfra først når rapporten er levert, og ikke mens den rettes. Til da er det skjult hvem som har vurdert hva.
archive-go = Hent arkivpakken
archive-link = Arkiver saken
problem-rc09 = Saken kan arkiveres først når rapporten er levert. Til da er det skjult hvem som har vurdert hva.

## Den lesbare siden
archive-state = Trinn
archive-organisation = Arkivskaper
archive-as-of = Saken slik den var
archive-package = Arkivpakke
archive-disposal = Kassasjon
archive-gone = Dokumentene er kassert, se Kassasjon.
archive-none = Det finnes ingen.
archive-secret = Dette er merket som taushetsbelagt. I pakken står det likevel slik det ble skrevet.
archive-summary = Sammendrag
archive-signed = Underskrift
archive-corrections = Hva som er rettet
archive-published = Publisert
archive-from = Fra
archive-to = Til
archive-drafts = Utkast
archive-earlier = Tidligere ordlyd
archive-queries = Oppfølgingsspørsmål
archive-answered-by = Besvart av
archive-path = Fil i pakken
archive-receipts = Levert inn av
archive-interviews = Intervjuer
archive-groups = Grupper som ble intervjuet
archive-people = Personer
archive-effect = Hva kilden sier
archive-held = gjennomført
archive-areas = Områder
archive-sub-areas = Delområder
archive-findings = Styrker og forbedringsområder
archive-set-aside = Lagt til side
archive-quote = Avsnitt
archive-mail = E-postadresse
archive-made = Laget
archive-expires = Gjelder til
archive-progress = Oppfølging
archive-number = Nr.
archive-swedish = svensk
archive-english = engelsk
archive-norwegian = norsk

## Hva som er gjort med saken
archive-delivered = Utgave { $edition } av rapporten ble levert.
archive-packed = Saken ble pakket for e-arkivet slik den var på det tidspunktet.
archive-log-walked = Loggen for saken ble kontrollert fra den første hendelsen til den siste.
archive-log-whole = Kontrollert, ingenting er rørt.
archive-log-damaged = Loggen er skadet: { $faults } feil. De står i records/log.json under proof. Kjør kompass audit verify.
