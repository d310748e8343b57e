### Sammenligningssiden: evalueringens poeng ved siden av andres, etter en regel som leseren velger.

compare-section = Sammenligning
compare-heading = { $own } sammenlignet med andre
compare-points = Poeng
compare-own = Egne poeng
compare-of = av { $max } mulige
compare-rule = Sammenlignet med
compare-rule-n = { $n ->
    [0] Ingen resultater passer regelen.
    [one] { $n } resultat passer regelen.
   *[other] { $n } resultater passer regelen.
}
compare-change = Endre hva du sammenligner med
compare-go = Sammenlign
compare-reset = Tilbake til standardvalget
compare-position = Plassering
compare-n = n
compare-named = { $statistic }, n = { $n }
compare-too-few = For få å sammenligne med: { $n } passer regelen, og plassering og spredning vises fra { $least }. Velg flere år, flere opphav eller en større gruppe.
compare-too-few-figure = { $statistic } vises ikke for færre enn { $least } resultater: det ville vært én eller to kommuners poeng.
compare-everything = Sammenlign med alle resultatene som finnes her, av ulike slag
compare-areas-too-few = { $areas ->
    [one] Ett område mangler sammenligningstall: færre enn { $least } resultater er kjent med poeng for det.
   *[other] { $areas } områder mangler sammenligningstall: færre enn { $least } resultater er kjent med poeng for dem.
}
compare-mixed = Merk: Ulike slags resultater er blandet, fordi du har valgt det.
compare-mixed-origins = Opphavet er ikke det samme som den egne evalueringens.
compare-mixed-bases = Poengene er ikke satt på samme måte som i den egne evalueringen.
compare-mixed-versions = Versjonene er ulike: totalene sammenlignes, men områdene bare innenfor samme versjon.
compare-which = Publiserte resultater teller, og evalueringer gjort her når de er levert.
compare-no-points = Poengene er ikke ferdige ennå. De vises når alt er avstemt.
compare-alone = Det finnes ingen andre resultater å sammenligne med her ennå. Den som drifter installasjonen, leser inn de publiserte resultatene med { $command }. Evalueringer som gjøres her, teller når de er levert.

compare-origin = Opphav
compare-origin-help = Hvordan resultatene er blitt til.
compare-basis = Poenggrunnlag
compare-basis-help = Hvordan poengene er satt. Ulike grunnlag kan ikke sammenlignes direkte.
compare-version = Versjon
compare-window = Tidsrom
compare-window-version = siden den egne versjonen ble innført
compare-window-all = alle år
compare-window-latest = de siste evalueringene
compare-window-years = fra ett år til et annet
compare-latest = Hvor mange av de siste
compare-from = Fra og med år
compare-to = Til og med år
compare-only-if = Brukes bare hvis du valgte det ovenfor.
compare-repeat = Kommuner som er evaluert flere ganger
compare-own-in = Regn med den egne kommunen
compare-group = Hvilke kommuner
compare-group-size = i samme størrelsesklasse
compare-group-skr = i samme kommunegruppe
compare-group-similar = som ligner på kommunen
compare-group-similar-help = Lignende kommuner er valgt av Koladas modell (overordnet): { $names }. Kilde: Kolada
compare-group-unknown = Størrelsesklasse, kommunegruppe og lignende kommuner kan bare velges for kommuner med svensk kommunekode. Skriv selv hvilke kommuner du vil sammenligne med.
compare-group-chosen = de jeg velger
compare-codes = Valgte kommuner
compare-codes-help = Navn eller kommunekoder med komma mellom. Brukes bare hvis du valgte det ovenfor.
compare-statistic = Sammenligningstall

compare-areas = Område for område
compare-areas-caption = Poeng per område, med { $statistic } av dem som passer regelen
compare-area = Område
compare-total = I alt
compare-previous = Forrige gang
compare-spread = Alle resultater
compare-spread-text = { $own } ligger i { $position } blant { $of }.
compare-spread-middle = Halvparten av de andre ligger mellom { $lower } og { $upper } poeng.
compare-spread-caption = Totalpoeng, n = { $n }
compare-trend = Egne evalueringer over tid
compare-trend-caption = Kommunens egne resultater, eldst først
compare-trend-year = År
compare-trend-note = Linjen brytes der versjonen skifter. Et anslag er regnet ut fra en annen versjon, og rangeres aldri.
compare-trend-one = Kommunen har ikke noe tidligere resultat her å sammenligne med.
compare-estimate = anslag
compare-alt-radar = Radardiagram: { $own }, poeng i hvert område
compare-alt-bars = Stolpediagram: { $own }, poeng i hvert område
compare-alt-table = Tallene står i tabellen på siden.
compare-alt-distribution = Spredning: { $n } resultater, ett per prikk
compare-alt-distribution-text = { $own } er merket. Nedre kvartil { $lower }, median { $median }, øvre kvartil { $upper } poeng.
compare-alt-trend = Linjediagram: samlede poeng for { $municipality } i hver evaluering
compare-alt-trend-text = Tallene står i tabellen ved siden av. Linjen brytes der versjonen skifter.
compare-to-page = Sammenlign med andre

compare-style = Diagrammer
compare-style-lead = Oppdiktede tall. Den egne kommunen er fylt ut eller merket, de andre tegnet i kontur eller grått.

problem-fu20 = Skriv to år, det tidligste først, for eksempel 2015 og 2019.
problem-fu21 = Skriv hvor mange du vil sammenligne med, fra 1 til 1 000.
problem-fu22 = En av kommunene finnes ikke. Skriv navn eller kommunekoder med komma mellom.
problem-fu23 = Et av valgene i adressen finnes ikke. Resten av valget ditt gjelder.
problem-fu24 = Størrelse, kommunegruppe og lignende kommuner er bare kjent for kommuner med svensk kommunekode. Velg kommuner selv i stedet.
