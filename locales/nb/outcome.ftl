### Utfall ved siden av styring: nøkkeltall som rammeverket knytter til spørsmålene sine. De hører ikke til poengene.

outcome-heading = Utfall ved siden av styring
outcome-about = Verktøyets fil knytter nøkkeltallene til spørsmålene sine. De viser utfallet for { $area } til og med { $year }. De teller ikke med i poengene. De viser heller ikke om styringen er årsaken: utfall avhenger av mye mer enn den.
outcome-method = Ved hvert område står nøkkeltall som verktøyets fil knytter til spørsmålene. Valget av dem har samme opprinnelse som spørsmålene. Plassen gjelder blant alle som har en verdi samme år. Nivået sier hvilken av tre grupper verdien hører til. { $rule }
outcome-kpi = Nøkkeltall
outcome-sub-area = Delområde
outcome-value = Verdi
outcome-year = År
outcome-preliminary = { $year } (foreløpig)
outcome-place = Plass blant alle
outcome-band = Nivå
outcome-similar = Snitt for lignende
outcome-similar-mean = { $mean } (n = { $n })
outcome-title-of = { $title } ({ $whom })
outcome-without = { $n ->
    [one] Ett nøkkeltall til hører hit, men har ingen verdi til og med { $year }.
   *[other] { $n } nøkkeltall til hører hit, men har ingen verdi til og med { $year }.
}
outcome-source = { $mark }, hentet { $days } (verdier)
outcome-fetched-between = { $first } til { $last }
outcome-processed = { $mark } (sammenligninger)
