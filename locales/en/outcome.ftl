### Outcome beside governance: key figures that the framework ties to its questions. They are no part of the points.

outcome-heading = Outcome beside governance
outcome-about = The instrument's file ties these key figures to its questions. They show the outcome for { $area } up to { $year }. They do not count towards the points. Nor do they show that governance is the cause: outcomes depend on far more than that.
outcome-method = With each area stand key figures that the instrument's file ties to its questions. The choice of them has the same origin as the questions. The place is among all that have a value in the same year. The standing says to which of three groups the value belongs. { $rule }
outcome-kpi = Key figure
outcome-sub-area = Sub-area
outcome-value = Value
outcome-year = Year
outcome-preliminary = { $year } (prelim.)
outcome-place = Place among all
outcome-band = Standing
outcome-similar = Mean of similar
outcome-similar-mean = { $mean } (n = { $n })
outcome-title-of = { $title } ({ $whom })
outcome-without = { $n ->
    [one] One more key figure belongs here but has no value up to { $year }.
   *[other] { $n } more key figures belong here but have no value up to { $year }.
}
outcome-source = { $mark }, fetched { $days } (values)
outcome-fetched-between = { $first } to { $last }
outcome-processed = { $mark } (comparisons)
