### Kvalitetssikring.

review = Gjennomgang
review-lead = Her kontrolleres rapporten før den forlater teamet: grunnlag, tekster, poeng mot tekst og navn på enkeltpersoner. Kontrollene varsler, men stopper ingenting.
review-before = Evaluatorene er ikke ferdige ennå. Gå gjennom varslene før dere overlater rapporten til kvalitetssikreren.
review-unsigned = Kvalitetssikreren har ikke signert ennå.
review-signed = { $name } signerte { $date }. Signaturen gjelder det som står nå. Sendes evalueringen tilbake, må den signeres på nytt.
review-sign = Signer gjennomgangen
review-return = Send tilbake til evaluatorene
review-return-lead = Evalueringen går tilbake til samvurderingen. Evaluatorene leser kommentarene dine der og svarer på dem.
review-return-why = Hvorfor sender du den tilbake?
review-return-why-help = Begrunnelsen logges og vises for evaluatorene.
review-return-consequence = En signatur som er gitt, slutter å gjelde.
review-back = Tilbake til gjennomgangen

## Kontroller
review-checks = Kontrollene
review-checks-lead = Hver linje leder til stedet sitt. Det som er i orden, kan legges til side med en begrunnelse.
review-compared = Områdenes poeng er sammenlignet med { $n } tidligere evalueringer med samme versjon, opphav og grunnlag. Uvanlig er det som ligger utenfor 5. til 95. persentil, eller mer enn 2,5 medianavvik fra medianen.
review-compared-few = Om poengene er uvanlige, sies ikke: det finnes { $n } tidligere evalueringer med samme versjon, opphav og grunnlag, og det trengs minst { $least }.
review-nothing = Kontrollene fant ingenting å se på.
review-open = { $n ->
    [0] ingenting igjen
    [one] { $n } å se på
   *[other] { $n } å se på
}
review-no-evidence = gir poeng, men ingen som vurderte, har oppgitt grunnlag.
review-no-text = mangler tekst.
review-much-but-improvements = har { $share } % av poengene, men bare forbedringsområder er nevnt.
review-little-but-strengths = har { $share } % av poengene, men bare styrker er nevnt.
review-unusual = har { $points } poeng, noe som er uvanlig: medianen av { $n } tidligere evalueringer er { $median }.
review-person = nevner en person: «{ $name }».
review-function = nevner en funksjon som bare én person har: «{ $name }».
review-set-aside = Legg til side
review-aside-heading = Legg til side: { $place }
review-aside-why = Hvorfor kan det bli stående?
review-aside-why-help = Begrunnelsen vises i gjennomgangen. Endres teksten slik at varselet blir et annet, kommer det tilbake.
review-set-aside-by = { $by }, lagt til side
review-take-up = Ta opp igjen

## Kommentarer
review-comments = Kvalitetssikrerens kommentarer
review-comments-none = Ingen kommentarer.
review-comments-none-next = Kvalitetssikreren kan kommentere hvert sted i rapporten. Evaluatorene svarer her.
review-comment = Kommenter rapporten
review-comment-summary = Kommenter rapporten
review-comment-area = Kommenter området
review-comment-to = Kommentar til { $place }
review-comment-text = Din kommentar
review-comment-text-help = Skriv hva som bør endres, og hvorfor.
review-comment-go = Lagre kommentaren
review-place = Sted i rapporten
review-answer = Svaret
review-answer-go = Svar
review-answered = besvart
review-waits = venter på svar
review-resolve = Merk som ferdig
review-resolved = ferdig

done-review-signed = Gjennomgangen er signert.
done-review-returned = Evalueringen er sendt tilbake til evaluatorene.
done-review-set-aside = Varselet er lagt til side.
done-review-taken-up = Varselet er tatt opp igjen.
done-review-commented = Kommentaren er lagret.
done-review-answered = Svaret er lagret.
done-review-resolved = Kommentaren er ferdig.

problem-rv01 = Stedet finnes ikke i rapporten. Velg et sted på siden.
problem-rv02 = Det står ingen tekst. Skriv noe.
problem-rv03 = Teksten er lengre enn 5 000 tegn. Kort den ned.
problem-rv04 = Varselet finnes ikke lenger. Last siden på nytt.
problem-rv05 = Begrunnelsen mangler. Skriv hvorfor.
problem-rv06 = Dagen har allerede vært. Velg en dag fra og med i dag.
problem-rv07 = Faktasjekken er over eller ikke åpnet. Be den som leder evalueringen, om å flytte siste dag.
problem-rv08 = Bare den som skrev kommentaren, kan endre den, og bare før den er besvart. Skriv en ny kommentar.
problem-rv09 = Skriv hva som er rettet, og hvorfor. Det står ved siden av den nye utgaven.
problem-rv10 = Velg om teksten er endret eller ikke.
problem-rv11 = Skriv dagen som 2026-03-12.
problem-rv12 = Skriv hvem tilbakemeldingen er for.
problem-rv13 = Du er ikke med i teamet og kan ikke signere. Be den som leder evalueringen.
problem-rv14 = Ingen rapport er levert ennå. Lever den først.
