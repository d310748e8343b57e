### Nyckeltal i ord: riktning, band, förändring. Ett band visas aldrig med bara en färg.

measure-higher-is-better = högre är bättre
measure-lower-is-better = lägre är bättre
measure-neutral = varken högre eller lägre är bättre

measure-second-highest-quarter = näst högsta fjärdedelen
measure-middle-half = mellersta hälften
measure-second-lowest-quarter = näst lägsta fjärdedelen
measure-no-band-few = färre än fyra har ett värde
measure-no-band-equal = alla har samma värde
## Regeln för band
measure-bands-three = Den fjärdedel som har bäst värden, hälften i mitten och den fjärdedel som har sämst. De som har samma värde hamnar i samma grupp, och i den bättre om det kunde bli två. Gruppen visar bara plats bland dem som jämförs, inte om värdet är bra nog.
measure-bands-four = Fyra lika stora grupper efter värde. De som har samma värde hamnar i samma grupp, och i den bättre om det kunde bli två. Gruppen visar bara plats bland dem som jämförs, inte om värdet är bra nog.

## Förändring
measure-better = bättre
measure-worse = sämre
measure-unchanged = oförändrat
measure-rose = högre
measure-fell = lägre
measure-unbroken-years = { $verdict } varje år sedan { $since-year }
measure-unbroken-measurements = { $verdict } vid varje mätning sedan { $since-year }
measure-at-least = minst { $number }
measure-at-most = högst { $number }
measure-above = över { $number }
measure-below = under { $number }

## Kvinnor och män
measure-women-better = bättre för kvinnor
measure-men-better = bättre för män
measure-total-outside = Värdet för alla ligger utanför värdena för kvinnor och män. Det kan bero på svar utan uppgift om kön eller på att det är beräknat för sig.

## Vad som avviker, i en mening
measure-n-municipalities = { $n } kommuner
measure-n-regions = { $n } regioner
measure-above-middle = över medianen för
measure-below-middle = under medianen för
measure-at-middle = lika med medianen för
measure-away = { $value } { $year }, { $side } { $among } ({ $middle })
measure-middle-peers = { $middle }; för { $n } liknande { $peers }
measure-lasting = { $held ->
    [one] så var det också vid mätningen före, och det är mer än värdena brukar svänga
   *[other] så var det också vid { $held } mätningar före, och det är mer än värdena brukar svänga
}
measure-new = det bryter mot mätningarna före ({ $past })
measure-chance = det är inte mer än värdena brukar svänga
measure-unknown = mätningarna är för få för att skilja slump från mönster
measure-divided = kvinnor och män avviker åt olika håll
measure-wide-gap = skillnaden mellan kvinnor och män är ovanlig
