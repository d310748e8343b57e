### Platserna inom en utvärdering.

sections = Delar av utvärderingen
section-overview = Översikt
section-people = Team och behörigheter
section-links = Personliga länkar
