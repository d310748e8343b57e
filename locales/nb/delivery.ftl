### Faktasjekk, rapport, publisering, tilbakemelding og saksframlegg til kommunestyret.

## Faktasjekk
fact-check = Faktasjekk
fact-check-lead = Les teksten slik den kommer til å stå i rapporten, og kommenter det som er feil eller mangler. Kommenter fakta; vurderingen er evaluatorenes. Hver kommentar får et svar.
fact-check-lead-team = Kommunen leser teksten og kommenterer den avsnitt for avsnitt. Svar på hver kommentar før rapporten leveres.
fact-check-not-open = Faktasjekken er ikke åpnet. Den som leder evalueringen, setter siste dag.
fact-check-open-until = Åpen til og med { $date }.
fact-check-is-done = Kommunen er ferdig.
fact-check-is-over = Siste dag var { $date }.
fact-check-unanswered = { $n ->
    [0] Ingen kommentarer venter på svar.
    [one] { $n } kommentar venter på svar.
   *[other] { $n } kommentarer venter på svar.
}
fact-check-deadline-set = Siste dag for kommentarer
fact-check-until = Kommentarer til og med
fact-check-until-help = Gi kommunen tid til å lese, gjerne to uker. Dagen kan flyttes.
fact-check-deadline-go = Åpne til den dagen
fact-check-done = Vi er ferdige
fact-check-done-consequence = Kommunen kan ikke kommentere mer. Kommentarer som er sendt, blir liggende og besvares.
fact-check-no-text = Det finnes ingen tekst å lese ennå.
fact-check-paragraph = avsnitt
fact-check-comment = Kommenter
fact-check-comments = Kommentarene
fact-check-comment-text = Kommentaren din
fact-check-comment-help = Skriv hva som er feil, og hva som er riktig. Vis gjerne til et dokument.
fact-check-comment-go = Send kommentaren
fact-check-comment-to = Om { $place }
fact-check-change = Endre kommentaren
fact-check-back = Tilbake til faktasjekken
fact-check-waits = venter på svar
fact-check-accepted = teksten er endret
fact-check-accepted-help = Skriv hvordan.
fact-check-not-accepted = teksten er ikke endret
fact-check-not-accepted-help = Skriv hvorfor.
fact-check-verdict = Hva ble det av kommentaren?
fact-check-answer-help = Kommunen leser svaret.
fact-check-to-text = Endre teksten
fact-check-earlier = Kommentarer fra en tidligere faktasjekk
fact-check-earlier-about = Evalueringen har gått tilbake siden da. Kommentarene blir liggende, men trenger ikke noe nytt svar.

done-fact-check-opened = Faktasjekken er åpen.
done-fact-check-done = Kommunen er ferdig med faktasjekken.
done-fact-check-commented = Kommentaren er sendt.
done-fact-check-changed = Kommentaren er endret.
done-fact-check-answered = Svaret er lagret.

## Rapport
delivery = Rapporten
delivery-heading = Rapport om { $name }
delivery-draft = Kladd
delivery-draft-about = Slik ser rapporten ut hvis den leveres nå. Den kan fortsatt endres, og ingen utenfor teamet har den.
delivery-draft-pdf = Last ned kladden (PDF)
delivery-draft-file = kladd
delivery-last-edition = Les rapporten slik den sist ble levert
delivery-being-corrected = Rapporten rettes
delivery-being-corrected-about = Her står utgaven som sist ble levert. Den gjelder til den rettede er levert.
delivery-unmet = Før rapporten kan leveres
delivery-deliver = Lever rapporten
delivery-with-first = Leveres med rapporten på det første rammeverket
delivery-with-second = Rapporten på { $framework } leveres samtidig.
delivery-deliver-lead = Rapporten fryses slik den er nå, med dato og kontrollsum, og kommunen får lese den.
delivery-consequence = Det som står i utgaven, kan ikke endres etterpå. En rettelse blir en ny utgave, og begge tas vare på. En levert rapport kan være et offentlig dokument.
delivery-note = Hva er rettet, og hvorfor?
delivery-note-help = Står ved siden av den nye utgaven.
delivery-editions = Utgaver
delivery-editions-about = Alle leverte utgaver tas vare på.
delivery-edition = Utgave
delivery-edition-file = utgave { $number }
delivery-delivered-at = Levert
delivery-corrected = Rettet
delivery-file = Filen
delivery-correct = Rett rapporten
delivery-correct-lead = Evalueringen går tilbake til faktasjekken, slik at teksten kan endres. Kommunen leser den på nytt, og så leveres en ny utgave.
delivery-correct-why = Hva må rettes?
delivery-correct-consequence = Den leverte utgaven blir liggende. Er den publisert, kan alle lese den til den nye er levert.
delivery-back = Tilbake til rapporten
delivery-behind-link = vis hva poengene bygger på
delivery-behind-none = Ingenting i delområdet gjelder kommunen.
delivery-behind-points-only = Hva poengene bygger på, vises for evaluatorene og for kommunens koordinator.
delivery-points-of = { $points } av { $max } poeng
delivery-agreed = Vurdering
delivery-planned = planlagt, men ikke gjennomført, noe som gir 0 poeng
delivery-direct = { $points } poeng, satt direkte
delivery-not-assessed = ikke vurdert
delivery-evidence = Grunnlag
delivery-evidence-none = Ikke noe grunnlag er oppgitt.
delivery-evidence-answers = Kommunens egne svar
delivery-evidence-interview = Gruppeintervju
delivery-evidence-group = Gruppeintervju: { $group }
delivery-to-consensus = Vis de enkelte vurderingene

done-report-delivered = Rapporten er levert.
done-report-reopened = Teksten er åpen igjen. Rett den, åpne faktasjekken og lever en ny utgave.

## Publisering
publication = Publisering
publication-lead = Kommunen avgjør om rapporten skal publiseres. Da kan alle lese den på en egen side, uten å logge inn.
publication-undecided = Kommunen har ikke bestemt noe om publisering.
publication-open = Publisert. { $by }, { $when }.
publication-embargo = Publiseres { $date }. Til da er siden stengt. Besluttet av { $by }.
publication-withdrawn = Ikke publisert. { $by }, { $when }.
publication-public-page = Til den offentlige siden
publication-decision = Beslutning
publication-publish = Publiser rapporten
publication-publish-help = Den sist leverte utgaven vises, med poeng og tekst.
publication-keep = Ikke publiser
publication-keep-help = Den offentlige siden stenges.
publication-from = Fra og med
publication-from-help = La stå tomt for å publisere nå.
publication-go = Lagre beslutningen
publication-consequence = Det som er publisert, kan ha blitt lest og lagret av hvem som helst, også om det stenges igjen.
published-pdf = Last ned rapporten (PDF)

done-published = Beslutningen om å publisere er lagret.
done-not-published = Rapporten er ikke publisert.

## Tilbakemelding
feedback = Tilbakemelding
feedback-lead = Den muntlige tilbakemeldingen er et eget møte der evaluatorene forteller hva de har sett.
feedback-without-points = Holdes tilbakemeldingen nå, før rapporten er levert, er den uten poeng.
feedback-none = Ingen tilbakemelding er planlagt.
feedback-none-next = Bestem dag og hvem som inviteres. Det vanlige er alle som er intervjuet.
feedback-date = Dagen
feedback-audience = For hvem
feedback-audience-help = Hvem som inviteres.
feedback-audience-default = Alle som er intervjuet
feedback-go = Lagre tilbakemeldingen

done-feedback-set = Tilbakemeldingen er lagret.

## Saksframlegg til kommunestyret
council-download = Last ned saksframlegget (DOCX)
council-file = saksframlegg
workbook-download = Last ned poengene (XLSX)
workbook-file = poeng
council-title = Saksframlegg: evaluering av { $municipality } { $year } etter { $framework }
council-date = Dato: { $date }
council-record = Saksnummer: { $number }
council-to = Til: kommunestyret
council-proposal = Forslag til vedtak
council-proposal-lead = Kommunestyret vedtar
council-proposal-note = å ta rapporten fra evalueringen i { $year } etter { $framework } til orientering,
council-proposal-plan = å be formannskapet legge fram en plan for forbedringsområdene, med ansvarlig, tid og indikator for hvert tiltak, og
council-proposal-publish = å be formannskapet komme tilbake til kommunestyret med en oppfølging av planen.
council-background = Bakgrunn
council-background-about = { $title } er et verktøy for å evaluere hvordan en kommune ledes og styres. Det eies av { $owner }.
council-background-dated = Evalueringen ble gjort i { $year } og gjelder situasjonen { $date }. Type evaluering: { $kind }.
council-background-kind = Evalueringen ble gjort i { $year }. Type evaluering: { $kind }.
council-result = Resultatet i korte trekk
council-total = { $municipality } fikk { $total } av { $max } poeng.
council-mean = { $label }: { $mean } ({ $rule }).
council-previous = I forrige evaluering i { $year } (versjon { $version }) var totalen { $points } poeng.
council-documents = Dokumenter i saken
council-report = Rapport fra evalueringen, { $label }, { $date }
