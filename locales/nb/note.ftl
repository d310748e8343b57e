### Notater og guide i et intervju.

note-guide = Spørsmål å stille
note-guide-about = { $n ->
    [one] Det er tid til { $n } spørsmål.
   *[other] Det er tid til { $n } spørsmål i alt.
}
note-guide-how = Slik ble spørsmålene valgt
note-guide-how-text = Først kommer det som verken dokumenter eller svar viser, så det som en kilde sier imot, så det som er endret siden forrige evaluering. Er det tid igjen, kommer spørsmål om hvordan det virker i praksis. Høyst 18 spørsmål i timen, så alle rekker å svare.
note-guide-none = Ingen spørsmål til gruppen
note-guide-none-next = Rammeverket har ingen spørsmål til gruppen, eller så er intervjuet for kort. Noter fritt nedenfor.
note-why-not-shown = vises ikke
note-why-not-shown-detail = Verken dokumenter eller svar viser dette.
note-why-contradicted = blir sagt imot
note-why-contradicted-detail = Sier imot: { $sources }.
note-why-documents = dokumentene
note-why-changed = endret
note-why-changed-detail = Noe er gjort i området siden forrige evaluering.
note-why-practice = i praksis
note-why-practice-detail = Grunnlaget viser at det finnes. Spør hvordan det virker og hvilken effekt det har.
note-asked-elsewhere = En annen gruppe har alt fått spørsmålet.
note-asked = spørsmålet er stilt
note-counts = Hva som teller
note-left-out = { $n ->
    [one] { $n } spørsmål til som det ikke er tid til
   *[other] { $n } flere spørsmål som det ikke er tid til
}
note-others = Andre notater
note-none = Ingen notater ennå.
note-text = Notat
note-free = Fritt notat
note-tags = Spørsmål og delområder
note-tags-help = Koder med komma mellom, for eksempel 1.4, 3.2.1. Da vises notatet når spørsmålet vurderes.
note-add = Lagre notatet
note-mark = Merk som stilt
note-marked = Spørsmålet ble stilt.
note-corrected = rettet
note-correct = Rett
note-correct-heading = Rett notatet
note-correct-lead = Det du skrev først, blir stående i loggen. Her vises den nye teksten.
note-correct-go = Lagre rettelsen
note-withdraw = Ta tilbake notatet
note-withdraw-help = Det vises ikke lenger, og spørsmålet regnes ikke som stilt ved det.
note-sent = Lagret.
note-away = Ikke lagret – ingen forbindelse. Notatet ligger i nettleseren og sendes når forbindelsen er tilbake.
note-refused = Ikke lagret. Åpne siden på nytt; det du skrev, ligger fortsatt i nettleseren.
note-sample-question = Vet medarbeiderne hvor de kan henvende seg?
note-sample = Tre av fem visste det, de andre spør lederen.
done-note-added = Notatet er lagret.
