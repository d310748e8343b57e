### Det som kommandoraden skriver som innehåll: tabellrubriker och rader med resultat.

cli-area = Område
cli-points = Poäng
cli-max = Max
cli-mean = Medel
cli-median = Median
cli-previous = Föregående
cli-change = Förändring
cli-total = Summa
cli-municipality = Kommun
cli-year = År
cli-framework = Ramverk
cli-state = Steg
cli-kind = Typ
cli-source = Källa
cli-note = Anmärkning
cli-report-written = Rapporten för { $municipality } är skriven: { $path }
