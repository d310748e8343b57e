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
cli-code = Kode
cli-edition = Utgave
cli-delivered = Levert
cli-next-step = Neste trinn
cli-largest-disagreement = Størst uenighet
cli-alpha = Samsvar mellom evaluatorene: alfa { $alpha } (95 % intervall { $low } til { $high }, { $units } vurderte enheter)
cli-no-alpha = Samsvaret kan ikke regnes ut på { $units } vurderte enheter.
cli-equal = { $equal } av { $units } vurdert likt
cli-demo-made = Eksempelet ligger i { $folder } med { $results } publiserte resultater og to evalueringer.
not-published-or-set = Mangler
