### Stedene i en evaluering.

sections = Deler av evalueringen
section-overview = Oversikt
section-people = Team og tilgang
section-links = Personlige lenker
