### Rapporten på trykk. Overskrifter og ledetekster; vurderingene skriver evaluatorene.

## Omslag, topptekst og bunntekst
report-evaluation-of-year = Evaluering { $year }
report-document-title = { $framework }: { $municipality } { $year }
report-team-on-cover = Evaluatorer
report-edition = Utgave
report-record-number = Saksnummer
report-foot-source = Etter { $source }
report-fictional = Oppdiktet kommune
report-fictional-about = Kommunen, personene, dokumentene og vurderingene i rapporten er oppdiktet. Rapporten viser hvordan Kompass fungerer.

## Innhold
report-contents = Innhold

## Om evalueringen
report-about = Om evalueringen
report-in-brief = Kort fortalt
report-framework = Verktøy
report-framework-version = { $title }, eies av { $owner }
report-kind = Type evaluering
report-assessment-date = Vurderingsdag
report-visit = Besøk
report-feedback = Tilbakemelding
report-feedback-to = { $date }: { $audience }
report-team = Evaluatorer
report-name = Navn
report-employer = Arbeidsgiver
report-role = Oppgave
report-interviews = Intervjuer
report-interviews-about = Evaluatorene har møtt { $people } personer i { $groups ->
    [one] { $groups } gruppe
   *[other] { $groups } grupper
}.
report-group = Gruppe
report-people = Antall
report-date = Dato
report-together = Til sammen
report-documents = Grunnlag
report-documents-about = Evaluatorene har lest { $n ->
    [one] { $n } dokument eller nettside
   *[other] { $n } dokumenter og nettsider
}.
report-documents-listed = { $n } av dem er listet opp her.
report-code = Kode
report-document = Dokument eller nettside
report-document-kind = Type
report-missing = Dette er ikke publisert
report-missing-about = Rapporten bygger på et publisert resultat. Av evalueringen gjengir den bare det kilden inneholder. Det som mangler, er skrevet som { $dash }.
report-missing-team = hvem som evaluerte
report-missing-visit = hvilke dager besøket fant sted
report-missing-groups = hvilke grupper som ble intervjuet
report-missing-documents = hvilke dokumenter som ble lest
report-missing-sub-area-points = poeng per delområde
report-missing-texts = vurderinger i løpende tekst
report-missing-impact = hva hver kilde sier om det som står i dokumentene
report-missing-earlier-areas = poeng per område i den forrige evalueringen
report-missing-n = hvor mange evalueringer som ligger bak sammenligningstallet

## Hva som er evaluert, og hvordan
report-method = Hva som er evaluert, og hvordan
report-method-how = Metode
report-basis = Grunnlaget for poengene
report-basis-official = Poengene er satt av verktøyets eier og gjengis slik de er publisert.
report-basis-kompass-default = Poengene er en egen vurdering med Kompass sine standardvekter, ikke SKRs. Den offisielle fordelingen av poeng innenfor områdene er ikke kjent. Sammenlign derfor først og fremst med evalueringer på samme grunnlag.
report-basis-direct = Evaluatorene har satt poengene direkte per delområde. Høyeste poeng per delområde er Kompass sin standard, ikke SKRs.
report-rounding = Poengene for et område er summen av delområdenes poeng, avrundet til et helt tall. Totalen er summen av de avrundede områdene.
report-comparisons = Sammenligninger
report-comparisons-about = Hvert sammenligningstall har sin egen regel. Diagrammene viser den første sammenligningen.
report-comparison = Sammenligning
report-rule = Regel
report-n = Antall
report-no-comparison = Resultatet er ikke sammenlignet med andre evalueringer.
report-estimate-mark = anslag
report-standing = Plassering

## Sammendrag
report-summary = Sammendrag
report-total = Totalpoeng
report-of-max = av { $max } poeng
report-total-missing = Totalpoengene er ikke publisert.
report-total-not-set = Totalpoengene er ikke satt ennå.
report-previous = Forrige evaluering
report-second = Samme besøk i { $framework }
report-second-about = Annet rammeverk: kan ikke sammenlignes direkte.
report-change-since = { $change } siden { $year }
report-whole-judgement = Samlet vurdering
report-results-by-area = Resultat per område
report-area = Område
report-sub-area = Delområde
report-area-or-sub-area = Område og delområde
report-points = Poeng
report-max = Høyest
report-change = Endring
report-sum = Sum
report-trend = Utvikling over tid
report-year = År
report-version = Versjon
report-version-named = versjon { $version }
report-version-unknown = ikke oppgitt
report-note = Merknad
report-other-version = Punkter fra en annen versjon av verktøyet bindes ikke sammen: poengene kan ikke sammenlignes direkte.

## Områder
report-judgement = Vurdering
report-strengths = Styrker
report-improvements = Forbedringsområder
report-examples = Gode eksempler
report-since-last = Siden forrige evaluering
report-since-last-then = Forbedringsområde da
report-since-last-status = Status
report-since-last-done = Hva som er gjort
report-sub-areas = Delområder
report-no-strengths = Ingen styrker er oppgitt.
report-no-improvements = Ingen forbedringsområder er oppgitt.
report-of-points = av { $max }
report-measure = Mål
report-max-points = Høyeste poengsum
report-area-points-missing = Områdets poeng er ikke publisert.
report-area-points-not-set = Områdets poeng er ikke satt ennå.
report-sub-area-points-missing = Poeng per delområde ikke publisert.
report-sub-area-points-not-set = Poeng per delområde er ikke satt ennå.
report-not-applicable = gjelder ikke
report-not-applicable-about = { $codes } gjelder ikke for kommunen. Områdets poeng er regnet om fra de andre delområdene til { $max }.

## Gjennomslag
report-impact = Gjennomslag
report-impact-about = Tabellen viser om det som står i dokumentene, er kjent og merkes i hverdagen. Hver gruppe bekrefter det, motsier det eller sier ikke noe om delområdet.
report-not-asked = En strek betyr at gruppen ikke fikk spørsmålet.

## Poengoversikt
report-overview = Poengoversikt
report-overview-about = Alle poengene i rapporten på ett sted.

## Fakta og kilder
report-facts = Kort om kommunen
report-fact = Opplysning
report-value = Verdi
report-when = Gjelder
report-source = Kilde
report-sources = Kilder og opphav
report-published-in = Publisert materiale
report-quoted = Styrker og forbedringsområder er gjengitt slik de står i kilden.
report-origins = Hvor verktøyets deler kommer fra
report-part = Del
report-origin = Opphav
report-digest = Kontrollsum
report-digest-about = Verktøyets fil har versjon { $version }. Kontrollsummen (SHA-256) nedenfor viser nøyaktig hvilket innhold evalueringen bygger på.
report-made-with = Rapporten er laget med Kompass, åpen programvare for evaluering etter Kommunekompasset.

## Tekstbeskrivelser for den som ikke ser bildet
report-alt-radar = Radardiagram: { $own }, poeng i hvert område
report-alt-bars = Stolpediagram: { $own }, poeng i hvert område
report-alt-points-bar = Stolpe: { $area }, { $points } av { $max } poeng
report-alt-trend = Linjediagram: totalpoeng for { $municipality } i hver evaluering
report-alt-extremes = Høyest er { $best } med { $highest } poeng, lavest { $least } med { $lowest }.
report-alt-table-beside = Tallene står i tabellen ved siden av.
