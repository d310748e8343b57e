### Samvurdering, og tekster som to har skrevet.

conflict-heading = Noen andre endret samme tekst
conflict-lead = Mens du skrev, lagret en kollega samme tekst. Ingenting er skrevet over. Sammenlign tekstene og velg hva som skal gjelde.
conflict-theirs = Lagret av kollegaen din
conflict-mine = Din versjon
conflict-empty = Tom.
conflict-only-here = bare her:
conflict-end = slutt på det som bare er her
conflict-field = Tekst som skal lagres
conflict-field-help = Her står teksten din. Endre den om du vil før du lagrer.
conflict-save-mine = Lagre min tekst
conflict-save-both = Lagre begge
conflict-keep-theirs = Behold den andre teksten
conflict-both-help = Lagrer du begge, står kollegaens tekst først og din etterpå. Så kan du arbeide dem sammen.
style-conflict = To har skrevet samme tekst
style-conflict-mine = Målene er kjent i hele kommunen og følges opp hvert tertial. Selskapene er ikke med.
style-conflict-theirs = Målene er kjent i hele kommunen, men følges ikke opp. Selskapene er ikke med.
