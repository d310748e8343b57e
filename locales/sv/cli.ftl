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
cli-code = Kod
cli-edition = Utgåva
cli-delivered = Levererad
cli-next-step = Nästa steg
cli-largest-disagreement = Störst oenighet
cli-alpha = Samstämmighet mellan utvärderarna: alfa { $alpha } (95 % intervall { $low } till { $high }, { $units } bedömda enheter)
cli-no-alpha = Samstämmigheten kan inte räknas på { $units } bedömda enheter.
cli-equal = { $equal } av { $units } bedömda lika
cli-demo-made = Exemplet finns i { $folder } med { $results } publicerade resultat och två utvärderingar.
not-published-or-set = Saknas
