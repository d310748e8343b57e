### Nøkkeltall i ord: retning, bånd, endring. Et bånd vises aldri med bare en farge.

measure-higher-is-better = høyere er bedre
measure-lower-is-better = lavere er bedre
measure-neutral = verken høyere eller lavere er bedre

measure-second-highest-quarter = nest høyeste fjerdedel
measure-middle-half = midterste halvdel
measure-second-lowest-quarter = nest laveste fjerdedel
measure-no-band-few = færre enn fire har en verdi
measure-no-band-equal = alle har samme verdi
## Regelen for bånd
measure-bands-three = Fjerdedelen med best verdier, halvdelen i midten og fjerdedelen med dårligst. De som har samme verdi, havner i samme gruppe, og i den bedre hvis det kunne bli to. Gruppen viser bare plassen blant dem som sammenlignes, ikke om verdien er god nok.
measure-bands-four = Fire like store grupper etter verdi. De som har samme verdi, havner i samme gruppe, og i den bedre hvis det kunne bli to. Gruppen viser bare plassen blant dem som sammenlignes, ikke om verdien er god nok.

## Endring
measure-better = bedre
measure-worse = dårligere
measure-unchanged = uendret
measure-rose = høyere
measure-fell = lavere
measure-unbroken-years = { $verdict } hvert år siden { $since-year }
measure-unbroken-measurements = { $verdict } ved hver måling siden { $since-year }
measure-at-least = minst { $number }
measure-at-most = høyst { $number }
measure-above = over { $number }
measure-below = under { $number }

## Kvinner og menn
measure-women-better = bedre for kvinner
measure-men-better = bedre for menn
measure-total-outside = Verdien for alle ligger utenfor verdiene for kvinner og menn. Det kan skyldes svar uten opplysning om kjønn, eller at den er beregnet for seg.

## Det som avviker, i én setning
measure-n-municipalities = { $n } kommuner
measure-n-regions = { $n } regioner
measure-above-middle = over medianen for
measure-below-middle = under medianen for
measure-at-middle = lik medianen for
measure-away = { $value } i { $year }, { $side } { $among } ({ $middle })
measure-middle-peers = { $middle }; for { $n } lignende { $peers }
measure-lasting = { $held ->
    [one] slik var det også ved målingen før, og det er mer enn verdiene pleier å svinge
   *[other] slik var det også ved { $held } målinger før, og det er mer enn verdiene pleier å svinge
}
measure-new = det bryter med målingene før ({ $past })
measure-chance = det er ikke mer enn verdiene pleier å svinge
measure-unknown = målingene er for få til å skille tilfeldighet fra mønster
measure-divided = kvinner og menn avviker hver sin vei
measure-wide-gap = forskjellen mellom kvinner og menn er uvanlig
