### What the command line prints as content: table headings and lines with results.

cli-area = Area
cli-points = Points
cli-max = Max.
cli-mean = Mean
cli-median = Median
cli-previous = Previous
cli-change = Change
cli-total = Total
cli-municipality = Municipality
cli-year = Year
cli-framework = Framework
cli-state = Step
cli-kind = Kind
cli-source = Source
cli-note = Note
cli-report-written = The report for { $municipality } is written: { $path }
cli-code = Code
cli-edition = Edition
cli-delivered = Delivered
cli-next-step = Next step
cli-largest-disagreement = Largest disagreement
cli-alpha = Agreement between the evaluators: alpha { $alpha } (95% interval { $low } to { $high }, { $units } units judged)
cli-no-alpha = Agreement cannot be computed on { $units } units judged.
cli-equal = { $equal } of { $units } judged the same
cli-demo-made = The demonstration is in { $folder }, with { $results } published results and two evaluations.
not-published-or-set = Missing
