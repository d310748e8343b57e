### Utfall bredvid styrning: nyckeltal som ramverket knyter till sina frågor. De hör inte till poängen.

outcome-heading = Utfall bredvid styrning
outcome-about = Verktygets fil knyter nyckeltalen till sina frågor. De visar utfallet för { $area } till och med { $year }. De räknas inte in i poängen. De visar heller inte om styrningen är orsaken: utfall beror på mycket mer än den.
outcome-method = Vid områdena står nyckeltal som verktygets fil knyter till frågorna. Valet av dem har samma ursprung som frågorna. Platsen gäller bland alla som har ett värde samma år. Läget säger vilken av tre grupper värdet hör till. { $rule }
outcome-kpi = Nyckeltal
outcome-sub-area = Delområde
outcome-value = Värde
outcome-year = År
outcome-preliminary = { $year } (prel.)
outcome-place = Plats bland alla
outcome-band = Läge
outcome-similar = Medel för liknande
outcome-similar-mean = { $mean } (n = { $n })
outcome-title-of = { $title } ({ $whom })
outcome-without = { $n ->
    [one] Ett nyckeltal till hör hit men har inget värde till och med { $year }.
   *[other] { $n } nyckeltal till hör hit men har inget värde till och med { $year }.
}
outcome-source = { $mark }, hämtat { $days } (värden)
outcome-fetched-between = { $first } till { $last }
outcome-processed = { $mark } (jämförelser)
