### Jämförelseregeln i ord. Varje jämförelsetal visas med sin regel och med antal.

## Statistiska mått
comparison-statistic-mean = medelvärde
comparison-statistic-median = median
comparison-statistic-rank = placering
comparison-quartile-lower = undre kvartil
comparison-quartile-upper = övre kvartil
comparison-minimum = lägst
comparison-maximum = högst
comparison-rank = plats { $rank } av { $n }
comparison-rank-alone = inga andra att jämföra med
comparison-rank-shared = delad plats { $rank } av { $n }

## Hur resultaten har kommit till
comparison-origin-published = publicerade resultat
comparison-origin-external = externa utvärderingar
comparison-origin-peer = kollegiala utvärderingar
comparison-origin-self = självvärderingar
comparison-origin-mixed = blandat ursprung: { $origins }

## Hur poängen har satts
comparison-basis-official = poäng satta av verktygets ägare
comparison-basis-kompass-default = poäng med Kompass standardvikter
comparison-basis-direct = poäng satta direkt per delområde
comparison-basis-mixed = blandade poänggrunder: { $bases }

## Version av verktyget
comparison-version-original = ursprungliga versionen
comparison-version-2-0 = version 2.0
comparison-version-2020 = version 2020
comparison-version-no-2010 = norska versionen 2010
comparison-version-no-2020 = norska versionen 2020
comparison-version-unknown = okänd version
comparison-version-mixed = blandade versioner: { $versions }

## Tid
comparison-window-all = alla år
comparison-window-since-version = sedan versionen infördes { $year }
comparison-window-latest = { $n ->
    [one] den senaste utvärderingen
   *[other] de { $n } senaste utvärderingarna
}
comparison-window-year = år { $year }
comparison-window-years = åren { $from-year }–{ $to-year }

## Upprepade utvärderingar
comparison-repeat-every = varje utvärdering räknas
comparison-repeat-latest = bara kommunens senaste räknas

## Den egna kommunen
comparison-own-included = egna kommunen ingår
comparison-own-excluded = egna kommunen ingår inte

## Vilka kommuner
comparison-group-all = alla kommuner
comparison-group-first-timers = kommuner som utvärderats för första gången
comparison-group-size = kommuner med { $from }–{ $to } invånare
comparison-group-size-below = kommuner med färre än { $to } invånare
comparison-group-size-above = kommuner med minst { $from } invånare
comparison-group-skr = kommungruppen { $name }
comparison-group-similar = liknande kommuner enligt { $by } ({ $names })
comparison-group-chosen = valda kommuner ({ $names })

## Hela regeln
comparison-n = n = { $n }
comparison-n-unknown = antal ej angivet
comparison-rule = { $statistic }: { $parts }
comparison-mixed-note = Resultat som inte är direkt jämförbara har blandats på begäran.
comparison-estimate-note = Uppskattade poäng används bara i kommunens egen trend och rangordnas aldrig.

## Förändring
comparison-previous = föregående ({ $year })
comparison-left-out-aggregates = { $n } tryckta medelvärden eller rekord är inte räknade.
comparison-left-out-year = { $n } utan känt år är inte räknade.
comparison-left-out-population = { $n } utan känd befolkning är inte räknade.
comparison-left-out-group = { $n } utan känd kommungrupp är inte räknade.
comparison-left-out-code = { $n } utan känd kommunkod är inte räknade.
comparison-areas-have = Totalen jämförs med fler resultat än områdena: för områdena är n mellan { $least } och { $most }.
comparison-label = Andra utvärderingar, { $statistic }
comparison-areas-too-few = Områdena jämförs inte: för få av resultaten är publicerade med poäng per område.
