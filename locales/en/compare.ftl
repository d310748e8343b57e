### The comparison page: an evaluation's points beside those of others, by a rule that the reader chooses.

compare-section = Comparison
compare-heading = { $own } compared with others
compare-points = Points
compare-own = Own points
compare-of = out of { $max }
compare-rule = Compared with
compare-rule-n = { $n ->
    [0] No result fits the rule.
    [one] { $n } result fits the rule.
   *[other] { $n } results fit the rule.
}
compare-change = Change what you compare with
compare-go = Compare
compare-reset = Back to the standard choice
compare-position = Position
compare-n = n
compare-named = { $statistic }, n = { $n }
compare-too-few = Too few to compare with: { $n } fit the rule, and position and spread are shown from { $least }. Choose more years, more origins or a larger group.
compare-too-few-figure = The { $statistic } is not shown for fewer than { $least } results: it would be the points of one or two municipalities.
compare-everything = Compare with all results there are here, of different kinds
compare-areas-too-few = { $areas ->
    [one] One area has no figure to compare with: fewer than { $least } results are known with points for it.
   *[other] { $areas } areas have no figure to compare with: fewer than { $least } results are known with points for them.
}
compare-mixed = Note: unlike results are mixed, because you chose so.
compare-mixed-origins = The origin is not that of the own evaluation.
compare-mixed-bases = The points were not set in the same way as in the own evaluation.
compare-mixed-versions = The versions differ: totals are compared, but areas only within the same version.
compare-which = Published results count, and evaluations made here once they are delivered.
compare-no-points = The points are not complete yet. They are shown once everything is agreed.
compare-alone = There are no other results here to compare with yet. Whoever runs the installation reads in the published results with { $command }. Evaluations made here count once they are delivered.

compare-origin = Origin
compare-origin-help = How the results came about.
compare-basis = Basis of the points
compare-basis-help = How the points were set. Different bases cannot be compared directly.
compare-version = Version of the instrument
compare-window = Time
compare-window-version = since the own version came into use
compare-window-all = all years
compare-window-latest = the latest evaluations
compare-window-years = from one year to another
compare-latest = How many of the latest
compare-from = From year
compare-to = To year
compare-only-if = Only used if you chose it above.
compare-repeat = Municipalities evaluated several times
compare-own-in = Count the own municipality too
compare-group = Which municipalities
compare-group-size = in the same size class
compare-group-skr = in the same SKR group
compare-group-similar = similar to the municipality
compare-group-similar-help = Similar municipalities are chosen by Kolada’s model (overall): { $names }. Source: Kolada
compare-group-unknown = Size class, SKR group and similar municipalities can be chosen only for municipalities with a Swedish municipality code. Write yourself which municipalities to compare with.
compare-group-chosen = those I choose
compare-codes = Chosen municipalities
compare-codes-help = Names or municipality codes with commas between. Only used if you chose it above.
compare-statistic = Figure

compare-areas = Area by area
compare-areas-caption = Points per area, with the { $statistic } of those that fit the rule
compare-area = Area
compare-total = In total
compare-previous = Last time
compare-spread = All results
compare-spread-text = { $own } is in the { $position } among { $of }.
compare-spread-middle = Half of the others lie between { $lower } and { $upper } points.
compare-spread-caption = Total points, n = { $n }
compare-trend = Own evaluations over time
compare-trend-caption = The municipality's own results, oldest first
compare-trend-year = Year
compare-trend-note = The line breaks where the version changes. An estimate is computed from another version, and is never ranked.
compare-trend-one = There is no earlier result of the municipality here to compare with.
compare-estimate = estimate
compare-alt-radar = Radar chart: { $own }, points in each area
compare-alt-bars = Bar chart: { $own }, points in each area
compare-alt-table = The figures stand in the table on the page.
compare-alt-distribution = Spread: { $n } results, a dot for each
compare-alt-distribution-text = { $own } is marked. Lower quartile { $lower }, median { $median }, upper quartile { $upper } points.
compare-alt-trend = Line chart: total points of { $municipality } in each evaluation
compare-alt-trend-text = The figures stand in the table beside it. The line breaks where the version changes.
compare-to-page = Compare with others

compare-style = Charts
compare-style-lead = Made-up figures. The own municipality is filled in or marked, the others outlined or grey.

problem-fu20 = Write two years, the earlier one first, for example 2015 and 2019.
problem-fu21 = Write how many you want to compare with, from 1 to 1,000.
problem-fu22 = One of the municipalities does not exist. Write names or municipality codes with commas between.
problem-fu23 = One of the choices in the address does not exist. The rest of your choice holds.
problem-fu24 = Size, SKR group and similar municipalities are known only for municipalities with a Swedish municipality code. Choose municipalities yourself instead.
