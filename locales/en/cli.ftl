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
