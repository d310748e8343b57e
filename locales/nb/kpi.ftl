### Nøkkeltall fra den nasjonale databasen, og det som regnes ut av dem.

place-key-figures = Nøkkeltall
kpi-heading = Nøkkeltall
kpi-lead = Søk blant { $n } nøkkeltall for kommuner og regioner. Verdiene ligger her og trenger ikke noe nett.
kpi-fallen-back = Den siste utgaven av nøkkeltallene kan ikke leses her. Inntil videre vises de som følger med programmet, med sine egne hentedatoer. Den som drifter systemet, ser hvorfor med kommandoen kompass doctor.
kpi-search = Hva vil du vite?
kpi-search-help = Bruk egne ord, på svensk som i databasen: sjukfrånvaro, nöjda medborgare, kostnad förskola. Nøkkeltallets id går også.
kpi-found = Nøkkeltall som passer
kpi-none = Ingen nøkkeltall passer «{ $asked }».
kpi-none-next = Prøv et annet ord, eller begynn på nytt og bla i treet.
kpi-ended = avsluttet
kpi-begin-again = Begynn på nytt
kpi-to-selection = Legg i et utvalg
kpi-no-values = ingen verdier her
kpi-values-until = verdier til og med { $year }
kpi-of-municipality = En kommune eller region
kpi-choose-area = Kommune eller region
kpi-choose-area-help = Navn eller kode.
kpi-open-profile = Vis profilen
kpi-all-areas = Alle kommuner og regioner
kpi-collections = Samlinger
kpi-collections-lead = Nøkkeltall som ofte leses sammen, og ditt eget utvalg.
kpi-tree = Bla
kpi-tree-lead = Det samme treet som i Kolada, emne for emne.

## Hva et nøkkeltall er
kpi-id = Nøkkeltall
kpi-title = Tittel
kpi-unit = Enhet
kpi-code = Kode
kpi-area = Kommune eller region
kpi-gender = Kjønn
kpi-gender-name = { $code ->
    [K] kvinner
    [M] menn
   *[T] alle
}
kpi-year = År
kpi-value = Verdi
kpi-status = Merknad
kpi-preliminary = Foreløpig
kpi-preliminary-value = { $value } f
kpi-fetched = Hentet
kpi-withheld = verdi mangler
kpi-no-value = ingen verdi
kpi-signs = – betyr at verdien mangler, f at den er foreløpig. Kolada skriver «-» for ikke innrapportert, «.» for ikke aktuelt og «..» for unntatt offentlighet.
kpi-download = Last ned:
kpi-download-all = Last ned verdiene for alle kommuner og regioner:

## Utvalg
kpi-selection = Eget utvalg
kpi-selection-lead = Legg nøkkeltall, kommuner og år ved siden av hverandre. Adressen beholder valget, så du kan lagre eller dele den.
kpi-change = Endre utvalget
kpi-which = Hvilket nøkkeltall mener du?
kpi-views = Vis som
kpi-view-table = Tabell
kpi-view-chart = Diagram
kpi-view-map = Kart
kpi-show = Vis
kpi-chosen-kpis = Valgte nøkkeltall
kpi-add-kpi = Legg til et nøkkeltall
kpi-add-kpi-help = Id eller søkeord.
kpi-chosen-areas = Valgte kommuner og regioner
kpi-add-area = Legg til en kommune eller region
kpi-groups = Grupper
kpi-group-all = alle kommuner
kpi-group-nation = riket
kpi-group-regions = alle regioner
kpi-group-similar = kommuner som ligner { $area } ({ $year })
kpi-from = Fra år
kpi-to = Til år
kpi-cut = Utvalget har { $n } celler. Siden viser de første { $shown }; alle ligger i filene.
kpi-selection-empty = Det er ingenting å vise ennå.
kpi-selection-empty-next = Velg minst ett nøkkeltall og minst én kommune, eller en gruppe. Har du valgt begge deler, finnes det ingen verdier for de årene.

## Diagram og kart
kpi-chart-table = De samme verdiene står i tabellen.
kpi-map-title = { $kpi }, { $year }
kpi-map-table = Én rute per kommune, omtrent der kommunen ligger. Verdiene står i tabellen.
kpi-map-caption = { $year }, { $gender }, { $n } kommuner med verdi
kpi-map-values = Verdiene i tabell
kpi-map-fourth = Fjerdedel
kpi-fourth-lowest = laveste firedel
kpi-fourth-lower = nest laveste firedel
kpi-fourth-upper = nest høyeste firedel
kpi-fourth-highest = høyeste firedel

## Lagrede utvalg
kpi-save = Lagre utvalget
kpi-save-lead = Utvalget lagres med nøkkeltall, kommuner og år. Verdiene er de som gjelder når du åpner det.
kpi-save-name = Navn
kpi-saved = Lagrede utvalg
kpi-saved-lead = Verdiene er de som gjelder når du åpner utvalget.
kpi-saved-since = Lagret
kpi-saved-empty = Du har ikke lagret noe utvalg.
kpi-saved-empty-next = Lag et utvalg og lagre det, så kommer du tilbake til samme visning.
kpi-remove = Fjern utvalget { $name }
kpi-remove-go = Fjern
kpi-remove-means = Utvalget forsvinner fra listen din. Ingen verdier fjernes.
done-kpi-saved = Utvalget er lagret.
done-kpi-removed = Utvalget er fjernet.

## Ett nøkkeltall
kpi-change-view = Velg kommune, gruppe, kjønn og mål
kpi-area-without = { $gender ->
    [K] { $area } har ingen verdi for kvinner i dette nøkkeltallet. Det kan finnes en for alle.
    [M] { $area } har ingen verdi for menn i dette nøkkeltallet. Det kan finnes en for alle.
   *[T] { $area } har ingen verdi for dette nøkkeltallet.
}
kpi-area-withheld = For { $year } oppgir Kolada: { $status }.
kpi-status-unknown = verdien mangler, ingen grunn er oppgitt
kpi-status-missing = ikke innrapportert (-)
kpi-status-not-applicable = ikke aktuelt (.)
kpi-status-secret = unntatt offentlighet, for få personer (..)
kpi-among-all = Blant alle
kpi-source-fetched = { $source }, hentet { $date }
kpi-compared = Sammenlignet med andre
kpi-compared-caption = Verdier for { $year }. Gjennomsnitt er uvektede: hver kommune teller like mye.
kpi-compared-caption-regions = Verdier for { $year }. Gjennomsnitt er uvektede: hver region teller like mye.
kpi-whom = Sammenlignes med
kpi-n = Antall
kpi-mean = Gjennomsnitt
kpi-difference = Forskjell
kpi-median = Median
kpi-rank = Plass
kpi-own-value = egen verdi, ofte vektet
kpi-over-time = Over tid
kpi-changed-since = { $verdict } siden { $year }: { $change }
kpi-unchanged-since = uendret siden { $year }
kpi-aim = Målet er
kpi-target = Mål
kpi-target-help = Et tall å holde verdien mot, for eksempel 80 eller 5,5.
kpi-target-met = Målet { $target } er nådd. Avstand: { $difference }
kpi-target-missed = Målet { $target } er ikke nådd. Avstand: { $difference }
kpi-composed = Slik er verdien satt sammen
kpi-composed-result = Det regelen gir
kpi-composed-efficiency = Gjennomsnittet av ressursindeks og kvalitetsindeks, flyttet slik at 2,5-persentilen blant alle kommuner blir 0 og 97,5-persentilen 100. Det som ligger utenfor, blir 0 eller 100.
kpi-composed-net-cost = Forskjellen mellom nettokostnad og referansekostnad, i prosent av referansekostnaden.
kpi-composed-engagement = Gjennomsnittet av de tre delene.
kpi-composed-three-years = Den siste målingen i året eller de to årene før.
kpi-composed-same = Regelen gir { $value }, det samme som den publiserte verdien.
kpi-composed-other = Regelen gir { $value }, men { $published } er publisert. Delene kan ha endret seg etter at verdien ble beregnet, eller den ble beregnet på en annen måte.
kpi-women-men = Kvinner og menn
kpi-women = Kvinner
kpi-men = Menn
kpi-gap = Kvinner { $women }, menn { $men }.
kpi-gap-difference = Forskjell: { $difference }
kpi-every-year = Alle år
kpi-line-peers = gruppen
kpi-line-all = alle, uvektet
kpi-nation = Riket
kpi-map = Kart
kpi-spread-title = Spredningen blant { $n }
kpi-about = Om nøkkeltallet
kpi-direction = Retning
kpi-no-direction = uten retning
kpi-direction-why = Retningen bygger på
kpi-why-hand = en vurdering av akkurat dette nøkkeltallet, gjort av oss
kpi-why-word = ordet «{ $word }» i tittelen, etter en regel vi har laget
kpi-why-unit = enheten, etter en regel vi har laget
kpi-why-nothing = ingen regel: nøkkeltallet regnes som nøytralt
kpi-operating-area = Virksomhetsområde
kpi-perspective = Perspektiv
kpi-published-on = Publiseres neste gang
kpi-preliminary-on = Foreløpig neste gang
kpi-described-by = Beskrivelsen er
kpi-fetched-on = hentet fra { $provider } { $date }
kpi-retired = Nøkkeltallet publiseres ikke lenger. Eldre verdier finnes fortsatt.
kpi-ended-in = Serien er avsluttet: siste år er { $year }.
kpi-with = Sammenlign med
kpi-bands = Grupper
kpi-bands-three = beste firedel, midterste halvdel, dårligste firedel
kpi-bands-four = fire firedeler
kpi-similar-in = Lignende, { $family } ({ $year })

## En kommune
kpi-profile = { $area } i nøkkeltall
kpi-deviations = Det som avviker
kpi-similar = Lignende kommuner
kpi-similar-to = Kommuner som ligner { $area }
kpi-similar-lead = Kolada velger for hver virksomhet ut dem som ligner mest. Likheten går ikke alltid begge veier, og den endrer seg mellom årene.
kpi-similar-empty = Det finnes ingen grupper med lignende kommuner her.
kpi-alike-in = Ligner i
kpi-model-year = Modell for
kpi-members = Kommuner og regioner
kpi-compare-them = Sammenlign dem
kpi-other-groups = Andre grupper
kpi-other-groups-lead = Grupper som { $area } er med i. Lenken åpner et utvalg med alle i gruppen.
kpi-find-in = Søk nøkkeltall for { $area }
kpi-population = Innbyggere
kpi-population-of = { $number } ({ $year })
kpi-skr-group = Kommunegruppe (SKR)
kpi-fields = Virksomhetsområder
kpi-fields-caption = Nøkkeltall med verdi for alle, siste år. De som mangler retning telles ikke i noen firedel.
kpi-no-field = Uten område
kpi-known = Nøkkeltall
kpi-with-band = Herav sammenlignbare
kpi-in-best = I beste firedel
kpi-in-worst = I dårligste firedel
kpi-of = { $part } av { $n }
kpi-peers-n = { $mean } (n = { $n })
kpi-profile-empty = Det finnes ingen verdier her.
kpi-profile-empty-next = Velg en annen kommune, eller vent til verdiene er hentet.
kpi-band = Gruppe
kpi-mean-of-all = Snitt, alle
kpi-mean-of-similar = Snitt, lignende
kpi-change-from-previous = Endring siden forrige måling
kpi-package-lead = Nøkkeltallene leses sammen. Velg kommune for å se hvor den står.
kpi-package-dated = Listen er fra året i tittelen og kan ha endret seg siden. Velg kommune for å se hvor den står.
kpi-in-package = Nøkkeltall i samlingen
kpi-package-origin = Listen kommer fra { $origin }.
kpi-package-gone = Av de { $all } nøkkeltallene på listen er { $count } ikke i katalogen som er lest inn: { $ids }.

## Avvik
kpi-deviations-of = Det som avviker i { $area }
kpi-deviations-lead = Her begynner en analyse: nøkkeltall der kommunen skiller seg mest fra andre, fra lignende kommuner eller fra sine egne tidligere år. Det som bare ser ut som tilfeldighet, kommer langt ned.
kpi-deviations-peers = Lignende kommuner er de som Kolada regner som mest like, { $family } ({ $year }): { $members }.
kpi-deviations-nation = Landet sammenlignes ikke: det finnes ikke noe annet av samme slag.
kpi-deviations-nation-next = Velg en kommune eller en region.
kpi-deviations-none = Ingenting avviker med disse valgene.
kpi-deviations-none-next = Ta bort et filter, eller krev at færre har en verdi.
kpi-change-filter = Filtrer
kpi-any = alle
kpi-way = Hvilken vei
kpi-way-both = både bedre og dårligere, og det som mangler retning
kpi-way-worse = dårligere enn midten
kpi-way-better = bedre enn midten
kpi-against = Sammenlignet med
kpi-against-any = det som er lengst borte
kpi-against-all = alle kommuner
kpi-against-peers = lignende kommuner
kpi-against-past = egne tidligere år
kpi-least = Minst så mange har en verdi
kpi-signals = Bare det som kan være mer enn tilfeldighet
kpi-only-gap = Bare der kvinner og menn skiller seg mer enn vanlig
kpi-background = Ta med det som beskriver kommunen, men som ingen styrer
kpi-better-than-middle = bedre enn midten
kpi-worse-than-middle = dårligere enn midten
kpi-spreads = Spredninger
kpi-evidence = Tilfeldighet eller signal
kpi-in-words = Med ord
kpi-evidence-lasting = varig
kpi-evidence-new = nytt
kpi-evidence-unknown = for få målinger
kpi-evidence-chance = kan være tilfeldig
kpi-how-deviations = Hvordan velges det som avviker?
kpi-how-deviations-text = Hver verdi sammenlignes med medianen for alle, for lignende kommuner og for de egne tre målingene før. Avstanden måles i spredninger, slik at noen få ytterpunkter ikke teller. En avstand teller mindre jo mer kommunens verdier varierer fra en måling til den neste, og jo færre innbyggere den har. Det som har vart, teller mest.

## Oppdateringer
kpi-editions = Oppdateringer av nøkkeltallene
kpi-editions-lead = Verdier endres noen ganger i etterkant uten at det blir sagt. Her står hver oppdatering og hva den endret.
kpi-editions-none = Nøkkeltallene er de som følger med programmet.
kpi-editions-none-next = Når verdier hentes eller leses inn fra filer, står det her.
kpi-editions-first = Den første oppdateringen sammenlignes med det som følger med programmet.
kpi-edition = Oppdatering { $number }
kpi-edition-name = Oppdatering
kpi-edition-when = Tatt i bruk
kpi-edition-from = Hvorfra
kpi-edition-import = Filer
kpi-edition-full = Kolada, alt
kpi-edition-changes = Kolada, det som er endret
kpi-edition-as-of = Hentet
kpi-edition-values = Verdier
kpi-edition-added = Nye verdier
kpi-edition-revised = Endrede verdier
kpi-edition-removed = Fjernede verdier
kpi-edition-new = Nye nøkkeltall
kpi-edition-gone = Avsluttede nøkkeltall
kpi-edition-in-kpis = { $kpis ->
    [one] { $n } i ett nøkkeltall
   *[other] { $n } i { $kpis } nøkkeltall
}
kpi-edition-unknown = Nøkkeltall uten beskrivelse, utelatt
kpi-edition-more = … og { $n } til
kpi-changes = Endrede verdier
kpi-changes-lead = Verdier som fantes og ble andre, eller ble fjernet.
kpi-changes-none = Ingen verdi som fantes, er endret.
kpi-changes-none-next = Ta bort et filter for å se flere.
kpi-changes-kpi-help = Id-en til nøkkeltallet, for eksempel N01951.
kpi-changes-first = Fra begynnelsen
kpi-changes-more = Vis flere
kpi-changes-cut = Filen har de første { $n } endringene.
kpi-changes-all = Alle områder
kpi-changes-own = Her
kpi-changed-values = { $n ->
    [one] én verdi
   *[other] { $n } verdier
}
kpi-never-changed = Ingen verdi er endret i etterkant, så langt Kompass har sett.
kpi-was = Var
kpi-is = Er

## En egen sammenligningsgruppe
kpi-own = En egen sammenligningsgruppe
kpi-own-lead = Velg hva kommunene skal ligne hverandre i. Dette er vårt eget mål og ikke Koladas modell.
kpi-own-features = Teller
kpi-own-most = Antall kommuner
kpi-own-distance = Avstand
kpi-own-group = de { $n } mest like etter egen bearbeiding
kpi-own-counts = Teller: { $features }.
kpi-own-n = { $n } kommuner har verdi i alt som teller. De andre er ikke med.
kpi-own-without = Kommunen mangler verdi, og derfor teller ikke: { $features }.
kpi-own-profile = Profilen for { $area } sammenlignet med dem
kpi-own-none = Det går ikke an å regne ut hvem som er mest like med disse valgene.
kpi-own-how = Hvordan regnes avstanden?
kpi-own-how-text = For hvert nøkkeltall tas forskjellen mellom kommunene, uten fortegn, delt på standardavviket blant alle kommuner. Avstanden er gjennomsnittet av dem, og hvert nøkkeltall veier likt. Null betyr at kommunene er like i alt som teller. Folketallet teller som logaritme, slik at tusen innbyggere til betyr mer i en liten kommune enn i en stor. En kommune som mangler en verdi, er ikke med.
kpi-compared-with = Sammenlignet med: { $group }.
kpi-compared-usual = Sammenlign som vanlig

## Feil
problem-k01 = Nøkkeltallet { $first } finnes ikke. Søk på ord fra tittelen.
problem-k02 = Den kommunen eller regionen finnes ikke. Skriv navnet eller koden med fire sifre.
problem-k03 = Det året finnes ikke blant verdiene. Skriv et år som har vært, med fire sifre.
problem-k04 = Det første året kommer etter det siste. Endre ett av dem.
problem-k05 = Det er for mange nøkkeltall på én gang. Velg høyst 50.
problem-k06 = Det er for mange kommuner én og én. Velg høyst 60, eller alle kommuner.
problem-k07 = Den gruppen finnes ikke. Velg en i listen.
problem-k08 = Det valget finnes ikke. Velg ett i listen.
problem-k09 = Skriv et navn på høyst 100 tegn.
problem-k10 = Du har allerede 100 lagrede utvalg. Fjern et du ikke trenger.
problem-k11 = Skriv et helt tall fra 1 til 50.
problem-k12 = Skriv et tall, med høyst tre desimaler.
problem-k13 = Den dagen har ikke vært ennå. Skriv dagen da filene ble hentet.
problem-k14 = Det mangler hvor filene kommer fra. Skriv en adresse, eller et lager med dets commit.
