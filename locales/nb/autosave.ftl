### Skjemaer som lagrer mens man skriver.

autosave = Lagres mens du skriver
autosave-lead = Teksten lagres når du tar en pause. Brytes forbindelsen, blir den liggende i nettleseren til den er lagret. På denne siden lagres ingenting; feltet er her for å prøves.
autosave-sample = Prøv å skrive
autosave-saved = Lagret { $hour }.{ $minute }
autosave-found = Du skrev dette { $hour }.{ $minute }, men det rakk ikke å bli lagret da. Nå lagres det.
autosave-waits = Ligger i denne nettleseren { $hour }.{ $minute }. Ikke sendt ennå.
autosave-away = Ikke lagret – ingen forbindelse. Teksten ligger her i nettleseren og lagres når forbindelsen er tilbake.
autosave-conflict = Teksten er endret siden du åpnet siden, av en kollega eller av deg i et annet vindu. Lagre for å sammenligne.
autosave-wrong = Ikke lagret – noe må rettes. Lagre for å se hva.
autosave-refused = Ikke lagret – du er logget ut, eller teksten kan ikke lenger endres. Den ligger her i nettleseren. Åpne siden på nytt.
