### Faktagranskning, rapport, publicering, återföring och underlag till fullmäktige.

## Faktagranskning
fact-check = Faktagranskning
fact-check-lead = Läs texten som den kommer att stå i rapporten och kommentera det som är fel eller saknas. Kommentera fakta; bedömningen är utvärderarnas. Varje kommentar får ett svar.
fact-check-lead-team = Kommunen läser texten och kommenterar den stycke för stycke. Svara på varje kommentar innan rapporten levereras.
fact-check-not-open = Faktagranskningen är inte öppnad. Den som leder utvärderingen sätter sista dag.
fact-check-open-until = Öppen till och med { $date }.
fact-check-is-done = Kommunen är klar.
fact-check-is-over = Sista dagen var { $date }.
fact-check-unanswered = { $n ->
    [0] Inga kommentarer väntar på svar.
    [one] { $n } kommentar väntar på svar.
   *[other] { $n } kommentarer väntar på svar.
}
fact-check-deadline-set = Sista dag för kommentarer
fact-check-until = Kommentarer till och med
fact-check-until-help = Ge kommunen tid att läsa, gärna två veckor. Dagen kan flyttas.
fact-check-deadline-go = Öppna till den dagen
fact-check-done = Vi är klara
fact-check-done-consequence = Kommunen kan inte kommentera mer. Skickade kommentarer ligger kvar och besvaras.
fact-check-no-text = Det finns ingen text att läsa ännu.
fact-check-paragraph = stycke
fact-check-comment = Kommentera
fact-check-comments = Kommentarer
fact-check-comment-text = Kommentar
fact-check-comment-help = Skriv vad som är fel och vad som är rätt. Hänvisa gärna till ett dokument.
fact-check-comment-go = Skicka kommentaren
fact-check-comment-to = Kommentar till { $place }
fact-check-change = Ändra kommentaren
fact-check-back = Tillbaka till faktagranskningen
fact-check-waits = väntar på svar
fact-check-accepted = texten är ändrad
fact-check-accepted-help = Skriv hur.
fact-check-not-accepted = texten är inte ändrad
fact-check-not-accepted-help = Skriv varför.
fact-check-verdict = Vad blev det av kommentaren?
fact-check-answer-help = Svaret läses av kommunen.
fact-check-to-text = Ändra texten
fact-check-earlier = Kommentarer från en tidigare faktagranskning
fact-check-earlier-about = Utvärderingen har gått tillbaka sedan dess. Kommentarerna ligger kvar men behöver inget nytt svar.

done-fact-check-opened = Faktagranskningen är öppen.
done-fact-check-done = Kommunen är klar med faktagranskningen.
done-fact-check-commented = Kommentaren är skickad.
done-fact-check-changed = Kommentaren är ändrad.
done-fact-check-answered = Svaret är sparat.

## Rapport
delivery = Rapport
delivery-heading = Rapport: { $name }
delivery-draft = Utkast
delivery-draft-about = Så här ser rapporten ut om den levereras nu. Den kan fortfarande ändras och är inte spridd utanför teamet.
delivery-draft-pdf = Ladda ned utkastet (PDF)
delivery-draft-file = utkast
delivery-last-edition = Läs den senast levererade rapporten
delivery-being-corrected = Rapporten rättas
delivery-being-corrected-about = Här står den utgåva som senast levererades. Den gäller tills den rättade är levererad.
delivery-unmet = Innan rapporten kan levereras
delivery-deliver = Leverera rapporten
delivery-with-first = Levereras med rapporten på det första ramverket
delivery-with-second = Rapporten på { $framework } levereras samtidigt.
delivery-deliver-lead = Rapporten fryses som den är nu, med datum och kontrollsumma, och kommunen får läsa den.
delivery-consequence = Det som står i utgåvan kan inte ändras efteråt. En rättelse blir en ny utgåva, och båda sparas. En levererad rapport kan vara allmän handling.
delivery-note = Vad är rättat, och varför?
delivery-note-help = Står bredvid den nya utgåvan.
delivery-editions = Utgåvor
delivery-editions-about = Alla levererade utgåvor sparas.
delivery-edition = Utgåva
delivery-edition-file = utgåva { $number }
delivery-delivered-at = Levererad
delivery-corrected = Rättat
delivery-file = Fil
delivery-correct = Rätta rapporten
delivery-correct-lead = Utvärderingen går tillbaka till faktagranskningen så att texten kan ändras. Kommunen läser den på nytt, och sedan levereras en ny utgåva.
delivery-correct-why = Vad behöver rättas?
delivery-correct-consequence = Den levererade utgåvan ligger kvar. Är den publicerad kan alla läsa den tills den nya är levererad.
delivery-back = Tillbaka till rapporten
delivery-behind-link = visa vad poängen bygger på
delivery-behind-none = Inget i delområdet gäller kommunen.
delivery-behind-points-only = Vad poängen bygger på visas för utvärderarna och för kommunens samordnare.
delivery-points-of = { $points } av { $max } poäng
delivery-agreed = Bedömning
delivery-planned = planerat men inte genomfört, vilket ger 0 poäng
delivery-direct = { $points } poäng, satta direkt
delivery-not-assessed = inte bedömt
delivery-evidence = Underlag
delivery-evidence-none = Inget underlag är angivet.
delivery-evidence-answers = Kommunens egna svar
delivery-evidence-interview = Gruppintervju
delivery-evidence-group = Gruppintervju: { $group }
delivery-to-consensus = Visa de enskilda bedömningarna

done-report-delivered = Rapporten är levererad.
done-report-reopened = Texten är öppen igen. Rätta den, öppna faktagranskningen och leverera en ny utgåva.

## Publicering
publication = Publicering
publication-lead = Kommunen avgör om rapporten ska publiceras. Då kan alla läsa den på en egen sida, utan att logga in.
publication-undecided = Kommunen har inte bestämt något om publicering.
publication-open = Publicerad. { $by }, { $when }.
publication-embargo = Publiceras { $date }. Till dess är sidan stängd. Beslutat av { $by }.
publication-withdrawn = Inte publicerad. { $by }, { $when }.
publication-public-page = Till den publika sidan
publication-decision = Beslut
publication-publish = Publicera rapporten
publication-publish-help = Den senast levererade utgåvan visas, med poäng och text.
publication-keep = Publicera inte
publication-keep-help = Den publika sidan stängs.
publication-from = Från och med
publication-from-help = Lämna tomt för att publicera nu.
publication-go = Spara beslutet
publication-consequence = Det som är publicerat kan ha lästs och sparats av vem som helst, också om det stängs igen.
published-pdf = Ladda ned rapporten (PDF)

done-published = Beslutet att publicera är sparat.
done-not-published = Rapporten är inte publicerad.

## Återföring
feedback = Återföring
feedback-lead = Den muntliga återföringen är ett eget möte där utvärderarna berättar vad de har sett.
feedback-without-points = Hålls återföringen nu, innan rapporten är levererad, sker den utan poäng.
feedback-none = Ingen återföring är planerad.
feedback-none-next = Bestäm dag och vem som bjuds in. Det vanliga är alla som har intervjuats.
feedback-date = Dag
feedback-audience = Till vem
feedback-audience-help = Vilka som bjuds in.
feedback-audience-default = Alla som har intervjuats
feedback-go = Spara återföringen

done-feedback-set = Återföringen är sparad.

## Tjänsteskrivelse till fullmäktige
council-download = Ladda ned tjänsteskrivelsen (DOCX)
council-file = tjänsteskrivelse
workbook-download = Ladda ned poängen (XLSX)
workbook-file = poäng
council-title = Tjänsteskrivelse: utvärdering av { $municipality } { $year } enligt { $framework }
council-date = Datum: { $date }
council-record = Diarienummer: { $number }
council-to = Till: fullmäktige
council-proposal = Förslag till beslut
council-proposal-lead = Fullmäktige beslutar
council-proposal-note = att ta del av rapporten från { $year } års utvärdering enligt { $framework },
council-proposal-plan = att uppdra åt styrelsen att ta fram en plan för förbättringsområdena, med ansvarig, tid och mått för varje åtgärd, och
council-proposal-publish = att uppdra åt styrelsen att återkomma till fullmäktige med en uppföljning av planen.
council-background = Bakgrund
council-background-about = { $title } är ett verktyg för att utvärdera hur en kommun leds och styrs. Det ägs av { $owner }.
council-background-dated = Utvärderingen gjordes { $year } och gäller läget { $date }. Slag av utvärdering: { $kind }.
council-background-kind = Utvärderingen gjordes { $year }. Slag av utvärdering: { $kind }.
council-result = Resultatet i korthet
council-total = { $municipality } fick { $total } av { $max } poäng.
council-mean = { $label }: { $mean } ({ $rule }).
council-previous = I den föregående utvärderingen { $year } (version { $version }) var totalen { $points } poäng.
council-documents = Handlingar i ärendet
council-report = Rapport från utvärderingen, { $label }, { $date }
