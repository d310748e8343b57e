### Sammenligningsregelen i ord. Hvert sammenligningstall vises med sin regel og med antall.

## Statistiske mål
comparison-statistic-mean = gjennomsnitt
comparison-statistic-median = median
comparison-statistic-rank = plassering
comparison-quartile-lower = nedre kvartil
comparison-quartile-upper = øvre kvartil
comparison-minimum = lavest
comparison-maximum = høyest
comparison-rank = plass { $rank } av { $n }
comparison-rank-alone = ingen andre å sammenligne med
comparison-rank-shared = delt plass { $rank } av { $n }

## Hvordan resultatene er blitt til
comparison-origin-published = publiserte resultater
comparison-origin-external = eksterne evalueringer
comparison-origin-peer = kollegaevalueringer
comparison-origin-self = egenvurderinger
comparison-origin-mixed = blandet opphav: { $origins }

## Hvordan poengene er satt
comparison-basis-official = poeng satt av verktøyets eier
comparison-basis-kompass-default = poeng med Kompass sine standardvekter
comparison-basis-direct = poeng satt direkte per delområde
comparison-basis-mixed = blandede poenggrunnlag: { $bases }

## Versjon av verktøyet
comparison-version-original = den opprinnelige versjonen
comparison-version-2-0 = versjon 2.0
comparison-version-2020 = versjon 2020
comparison-version-no-2010 = den norske versjonen fra 2010
comparison-version-no-2020 = den norske versjonen fra 2020
comparison-version-unknown = ukjent versjon
comparison-version-mixed = blandede versjoner: { $versions }

## Tid
comparison-window-all = alle år
comparison-window-since-version = siden versjonen ble innført i { $year }
comparison-window-latest = { $n ->
    [one] den siste evalueringen
   *[other] de { $n } siste evalueringene
}
comparison-window-year = året { $year }
comparison-window-years = årene { $from-year }–{ $to-year }

## Gjentatte evalueringer
comparison-repeat-every = hver evaluering teller
comparison-repeat-latest = bare kommunens siste teller

## Egen kommune
comparison-own-included = egen kommune er med
comparison-own-excluded = egen kommune er ikke med

## Hvilke kommuner
comparison-group-all = alle kommuner
comparison-group-first-timers = kommuner som er evaluert for første gang
comparison-group-size = kommuner med { $from }–{ $to } innbyggere
comparison-group-size-below = kommuner med færre enn { $to } innbyggere
comparison-group-size-above = kommuner med minst { $from } innbyggere
comparison-group-skr = kommunegruppen { $name }
comparison-group-similar = lignende kommuner etter { $by } ({ $names })
comparison-group-chosen = valgte kommuner ({ $names })

## Hele regelen
comparison-n = n = { $n }
comparison-n-unknown = antall ikke oppgitt
comparison-rule = { $statistic }: { $parts }
comparison-mixed-note = Resultater som ikke er direkte sammenlignbare, er blandet på forespørsel.
comparison-estimate-note = Anslåtte poeng brukes bare i kommunens egen trend og rangeres aldri.

## Endring
comparison-previous = forrige ({ $year })
comparison-left-out-aggregates = { $n } trykte gjennomsnitt eller rekorder er ikke tatt med.
comparison-left-out-year = { $n } uten kjent år er ikke tatt med.
comparison-left-out-population = { $n } uten kjent folketall er ikke tatt med.
comparison-left-out-group = { $n } uten kjent kommunegruppe er ikke tatt med.
comparison-left-out-code = { $n } uten kjent kommunekode er ikke tatt med.
comparison-areas-have = Totalen sammenlignes med flere resultater enn områdene: for områdene er n mellom { $least } og { $most }.
comparison-label = Andre evalueringer, { $statistic }
comparison-areas-too-few = Områdene sammenlignes ikke: for få av resultatene er publisert med poeng per område.
