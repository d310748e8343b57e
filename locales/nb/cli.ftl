### Det som kommandolinjen skriver som innhold: tabelloverskrifter og linjer med resultater.

cli-area = Område
cli-points = Poeng
cli-max = Maks
cli-mean = Snitt
cli-median = Median
cli-previous = Forrige
cli-change = Endring
cli-total = Sum
cli-municipality = Kommune
cli-year = År
cli-framework = Rammeverk
cli-state = Trinn
cli-kind = Type
cli-source = Kilde
cli-note = Merknad
cli-report-written = Rapporten for { $municipality } er skrevet: { $path }
