### Kvalitetsgranskning.

review = Granskning
review-lead = Här kontrolleras rapporten innan den lämnar teamet: underlag, texter, poäng mot text och namn på enskilda. Kontrollerna varnar men hindrar inget.
review-before = Utvärderarna är inte klara ännu. Gå igenom varningarna innan ni lämnar över till kvalitetsgranskaren.
review-unsigned = Kvalitetsgranskaren har inte skrivit under ännu.
review-signed = { $name } skrev under { $date }. Underskriften gäller det som står nu. Lämnas utvärderingen tillbaka måste den skrivas under på nytt.
review-sign = Skriv under granskningen
review-return = Lämna tillbaka till utvärderarna
review-return-lead = Utvärderingen går tillbaka till sambedömningen. Utvärderarna läser dina kommentarer där och svarar på dem.
review-return-why = Varför lämnar du tillbaka?
review-return-why-help = Skälet loggas och visas för utvärderarna.
review-return-consequence = En underskrift som finns upphör att gälla.
review-back = Tillbaka till granskningen

## Kontroller
review-checks = Kontroller
review-checks-lead = Varje rad leder till sin plats. Det som är i sin ordning kan lämnas åt sidan med ett skäl.
review-compared = Områdenas poäng är jämförda med { $n } tidigare utvärderingar med samma version, ursprung och grund. Ovanligt är det som ligger utanför den 5:e till 95:e percentilen, eller mer än 2,5 medianavvikelser från medianen.
review-compared-few = Om poängen är ovanliga sägs inte: det finns { $n } tidigare utvärderingar med samma version, ursprung och grund, och det behövs minst { $least }.
review-nothing = Kontrollerna hittade inget att titta på.
review-open = { $n ->
    [0] inget kvar
    [one] { $n } att titta på
   *[other] { $n } att titta på
}
review-no-evidence = ger poäng, men ingen som bedömde har angett underlag.
review-no-text = saknar text.
review-much-but-improvements = har { $share } % av poängen, men bara förbättringsområden är angivna.
review-little-but-strengths = har { $share } % av poängen, men bara styrkor är angivna.
review-unusual = har { $points } poäng, vilket är ovanligt: medianen av { $n } tidigare utvärderingar är { $median }.
review-person = nämner en person: ”{ $name }”.
review-function = nämner en funktion som bara en person har: ”{ $name }”.
review-set-aside = Lämna åt sidan
review-aside-heading = Lämna åt sidan: { $place }
review-aside-why = Varför kan det stå kvar?
review-aside-why-help = Skälet visas i granskningen. Ändras texten så att varningen blir en annan, kommer den tillbaka.
review-set-aside-by = { $by }, lämnat åt sidan
review-take-up = Ta upp igen

## Kommentarer
review-comments = Granskarens kommentarer
review-comments-none = Inga kommentarer.
review-comments-none-next = Kvalitetsgranskaren kan kommentera varje plats i rapporten. Utvärderarna svarar här.
review-comment = Kommentera rapporten
review-comment-summary = Kommentera rapporten
review-comment-area = Kommentera området
review-comment-to = Kommentar till { $place }
review-comment-text = Kommentar
review-comment-text-help = Skriv vad som bör ändras och varför.
review-comment-go = Spara kommentaren
review-place = Plats i rapporten
review-answer = Svar
review-answer-go = Svara
review-answered = besvarad
review-waits = väntar på svar
review-resolve = Markera som klar
review-resolved = klar

done-review-signed = Granskningen är underskriven.
done-review-returned = Utvärderingen är lämnad tillbaka till utvärderarna.
done-review-set-aside = Varningen är lämnad åt sidan.
done-review-taken-up = Varningen är uppe igen.
done-review-commented = Kommentaren är sparad.
done-review-answered = Svaret är sparat.
done-review-resolved = Kommentaren är klar.

problem-rv01 = Platsen finns inte i rapporten. Välj en plats på sidan.
problem-rv02 = Det står ingen text. Skriv något.
problem-rv03 = Texten är längre än 5 000 tecken. Korta den.
problem-rv04 = Varningen finns inte längre. Läs om sidan.
problem-rv05 = Skälet saknas. Skriv varför.
problem-rv06 = Dagen har redan varit. Välj en dag från och med i dag.
problem-rv07 = Faktagranskningen är slut eller inte öppnad. Be den som leder utvärderingen att flytta sista dagen.
problem-rv08 = Bara den som skrev kommentaren kan ändra den, och bara innan den är besvarad. Skriv en ny kommentar.
problem-rv09 = Skriv vad som är rättat och varför. Det visas bredvid den nya utgåvan.
problem-rv10 = Välj om texten är ändrad eller inte.
problem-rv11 = Skriv dagen som 2026-03-12.
problem-rv12 = Skriv vem återföringen är till för.
problem-rv13 = Du är inte med i teamet och kan inte skriva under. Be den som leder utvärderingen.
problem-rv14 = Ingen rapport är levererad ännu. Leverera den först.
