### Jämförelsesidan: utvärderingens poäng bredvid andras, efter en regel som läsaren väljer.

compare-section = Jämförelse
compare-heading = { $own } jämfört med andra
compare-points = Poäng
compare-own = Egen poäng
compare-of = av { $max }
compare-rule = Jämfört med
compare-rule-n = { $n ->
    [0] Inget resultat passar regeln.
    [one] { $n } resultat passar regeln.
   *[other] { $n } resultat passar regeln.
}
compare-change = Ändra vad du jämför med
compare-go = Jämför
compare-reset = Tillbaka till standardvalet
compare-position = Läge
compare-n = n
compare-named = { $statistic }, n = { $n }
compare-too-few = För få att jämföra med: { $n } passar regeln, och läge och spridning visas från { $least }. Välj fler år, fler ursprung eller en större grupp.
compare-too-few-figure = { $statistic } visas inte för färre än { $least } resultat: det vore en eller två kommuners poäng.
compare-everything = Jämför med alla resultat som finns här, av olika slag
compare-areas-too-few = { $areas ->
    [one] Ett område saknar jämförelsetal: färre än { $least } resultat är kända med poäng för det.
   *[other] { $areas } områden saknar jämförelsetal: färre än { $least } resultat är kända med poäng för dem.
}
compare-mixed = Obs! Olika slags resultat är blandade, för att du har valt det.
compare-mixed-origins = Ursprunget är inte detsamma som den egna utvärderingens.
compare-mixed-bases = Poängen är inte satta på samma sätt som i den egna utvärderingen.
compare-mixed-versions = Versionerna är olika: totalerna jämförs, men områdena bara inom samma version.
compare-which = Publicerade resultat räknas, och utvärderingar gjorda här när de är levererade.
compare-no-points = Poängen är inte klara än. De visas när allt är sambedömt.
compare-alone = Det finns inga andra resultat att jämföra med här än. Den som sköter installationen läser in de publicerade resultaten med { $command }. Utvärderingar som görs här räknas när de är levererade.

compare-origin = Ursprung
compare-origin-help = Hur resultaten har kommit till.
compare-basis = Poänggrund
compare-basis-help = Hur poängen har satts. Olika grunder går inte att jämföra rakt av.
compare-version = Version
compare-window = Tid
compare-window-version = sedan den egna versionen infördes
compare-window-all = alla år
compare-window-latest = de senaste utvärderingarna
compare-window-years = från ett år till ett annat
compare-latest = Hur många av de senaste
compare-from = Från år
compare-to = Till år
compare-only-if = Används bara om du valt det ovan.
compare-repeat = Kommuner som utvärderats flera gånger
compare-own-in = Räkna med den egna kommunen
compare-group = Vilka kommuner
compare-group-size = i samma storleksklass
compare-group-skr = i samma kommungrupp
compare-group-similar = som liknar kommunen
compare-group-similar-help = Liknande kommuner väljs av Koladas modell (övergripande): { $names }. Källa: Kolada
compare-group-unknown = Storleksklass, kommungrupp och liknande kommuner kan väljas bara för kommuner med svensk kommunkod. Skriv själv vilka kommuner du vill jämföra med.
compare-group-chosen = de jag väljer
compare-codes = Valda kommuner
compare-codes-help = Namn eller kommunkoder med komma emellan. Används bara om du valt det ovan.
compare-statistic = Jämförelsetal

compare-areas = Område för område
compare-areas-caption = Poäng per område, med { $statistic } av dem som passar regeln
compare-area = Område
compare-total = Totalt
compare-previous = Förra gången
compare-spread = Alla resultat
compare-spread-text = { $own } ligger i { $position } bland { $of }.
compare-spread-middle = Hälften av de andra ligger mellan { $lower } och { $upper } poäng.
compare-spread-caption = Totalpoäng, n = { $n }
compare-trend = Egna utvärderingar över tid
compare-trend-caption = Kommunens egna resultat, äldst först
compare-trend-year = År
compare-trend-note = Linjen bryts där versionen byts. En uppskattning är räknad från en annan version, och rangordnas aldrig.
compare-trend-one = Kommunen har inget tidigare resultat här att jämföra med.
compare-estimate = uppskattning
compare-alt-radar = Radardiagram: { $own }, poäng i varje område
compare-alt-bars = Stapeldiagram: { $own }, poäng i varje område
compare-alt-table = Siffrorna står i tabellen på sidan.
compare-alt-distribution = Spridning: { $n } resultat, ett per prick
compare-alt-distribution-text = { $own } är markerad. Undre kvartil { $lower }, median { $median }, övre kvartil { $upper } poäng.
compare-alt-trend = Linjediagram: totalpoäng för { $municipality } i varje utvärdering
compare-alt-trend-text = Siffrorna står i tabellen intill. Linjen bryts där versionen byts.
compare-to-page = Jämför med andra

compare-style = Diagram
compare-style-lead = Påhittade siffror. Den egna kommunen är ifylld eller utmärkt, de andra ritade i kontur eller grått.

problem-fu20 = Skriv två år, det tidigare först, till exempel 2015 och 2019.
problem-fu21 = Skriv hur många du vill jämföra med, från 1 till 1 000.
problem-fu22 = Någon av kommunerna finns inte. Skriv namn eller kommunkoder med komma emellan.
problem-fu23 = Ett av valen i adressen finns inte. Resten av ditt val gäller.
problem-fu24 = Storlek, kommungrupp och liknande kommuner är kända bara för kommuner med svensk kommunkod. Välj kommuner själv i stället.
