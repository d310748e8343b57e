### Rapporten i tryck. Rubriker och ledtexter; bedömningarna skriver utvärderarna.

## Omslag, sidhuvud och sidfot
report-evaluation-of-year = Utvärdering { $year }
report-document-title = { $framework }: { $municipality } { $year }
report-team-on-cover = Utvärderare
report-edition = Utgåva
report-record-number = Diarienummer
report-foot-source = Efter { $source }
report-fictional = Påhittad kommun
report-fictional-about = Kommunen, personerna, underlagen och omdömena i rapporten är påhittade. Rapporten visar hur Kompass fungerar.

## Innehåll
report-contents = Innehåll

## Om utvärderingen
report-about = Om utvärderingen
report-in-brief = I korthet
report-framework = Verktyg
report-framework-version = { $title }, ägs av { $owner }
report-kind = Slag av utvärdering
report-assessment-date = Bedömningsdag
report-visit = Besök
report-feedback = Återföring
report-feedback-to = { $date }: { $audience }
report-team = Utvärderare
report-name = Namn
report-employer = Arbetsgivare
report-role = Uppgift
report-interviews = Intervjuer
report-interviews-about = Utvärderarna har träffat { $people } personer i { $groups ->
    [one] { $groups } grupp
   *[other] { $groups } grupper
}.
report-group = Grupp
report-people = Antal
report-date = Datum
report-together = Tillsammans
report-documents = Underlag
report-documents-about = Utvärderarna har läst { $n ->
    [one] { $n } dokument eller webbsida
   *[other] { $n } dokument och webbsidor
}.
report-documents-listed = Av dem räknas { $n } upp här.
report-code = Kod
report-document = Dokument eller webbsida
report-document-kind = Slag
report-missing = Det här är inte publicerat
report-missing-about = Rapporten bygger på ett publicerat resultat. Av utvärderingen återger den bara det som källan innehåller. Det som saknas skrivs som { $dash }.
report-missing-team = vilka som utvärderade
report-missing-visit = vilka dagar besöket ägde rum
report-missing-groups = vilka grupper som intervjuades
report-missing-documents = vilka dokument som lästes
report-missing-sub-area-points = poäng per delområde
report-missing-texts = omdömen i löpande text
report-missing-impact = vad varje källa säger om det som står i dokumenten
report-missing-earlier-areas = poäng per område i den tidigare utvärderingen
report-missing-n = hur många utvärderingar som ligger bakom jämförelsetalet

## Vad som har utvärderats och hur
report-method = Vad som har utvärderats och hur
report-method-how = Metod
report-basis = Poängens grund
report-basis-official = Poängen är satta av verktygets ägare och återges som de är publicerade.
report-basis-kompass-default = Poängen är en egen bedömning med Kompass standardvikter, inte SKR:s. Den officiella fördelningen av poäng inom områdena är inte känd. Jämför därför i första hand med utvärderingar som har samma grund.
report-basis-direct = Utvärderarna har satt poängen direkt per delområde. Högsta poäng per delområde är Kompass standard, inte SKR:s.
report-rounding = Ett områdes poäng är summan av delområdenas poäng, avrundad till heltal. Totalen är summan av områdenas avrundade poäng.
report-comparisons = Jämförelser
report-comparisons-about = Varje jämförelsetal gäller sin egen regel. Diagrammen visar den första jämförelsen.
report-comparison = Jämförelse
report-rule = Regel
report-n = Antal
report-no-comparison = Resultatet jämförs inte med andra utvärderingar.
report-estimate-mark = uppskattning
report-standing = Läge

## Sammanfattning
report-summary = Sammanfattning
report-total = Totalpoäng
report-of-max = av { $max } poäng
report-total-missing = Totalpoängen är inte publicerad.
report-total-not-set = Totalpoängen är ännu inte satt.
report-previous = Föregående utvärdering
report-second = Samma besök i { $framework }
report-second-about = Annat ramverk: går inte att jämföra rakt av.
report-change-since = { $change } sedan { $year }
report-whole-judgement = Samlat omdöme
report-results-by-area = Resultat per område
report-area = Område
report-sub-area = Delområde
report-area-or-sub-area = Område och delområde
report-points = Poäng
report-max = Högst
report-change = Förändring
report-sum = Summa
report-trend = Utveckling över tid
report-year = År
report-version = Version
report-version-named = version { $version }
report-version-unknown = ej angiven
report-note = Anmärkning
report-other-version = Punkter från en annan version av verktyget binds inte ihop: poängen är inte direkt jämförbara.

## Områden
report-judgement = Bedömning
report-strengths = Styrkor
report-improvements = Förbättringsområden
report-examples = Goda exempel
report-since-last = Sedan förra utvärderingen
report-since-last-then = Förbättringsområde då
report-since-last-status = Läge
report-since-last-done = Vad som har gjorts
report-sub-areas = Delområden
report-no-strengths = Inga styrkor är angivna.
report-no-improvements = Inga förbättringsområden är angivna.
report-of-points = av { $max }
report-measure = Mått
report-max-points = Högsta poäng
report-area-points-missing = Områdets poäng är inte publicerad.
report-area-points-not-set = Områdets poäng är ännu inte satt.
report-sub-area-points-missing = Poäng per delområde ej publicerade.
report-sub-area-points-not-set = Poäng per delområde är ännu inte satta.
report-not-applicable = gäller inte
report-not-applicable-about = { $codes } gäller inte kommunen. Områdets poäng är omräknad från övriga delområden till { $max }.

## Genomslag
report-impact = Genomslag
report-impact-about = Tabellen visar om det som står i dokumenten är känt och märks i vardagen. Varje grupp bekräftar, motsäger eller säger inget om det som rör delområdet.
report-not-asked = Ett streck betyder att gruppen inte fick frågan.

## Poängöversikt
report-overview = Poängöversikt
report-overview-about = Alla poäng i rapporten på ett ställe.

## Kortfakta och källor
report-facts = Kort om kommunen
report-fact = Uppgift
report-value = Värde
report-when = Avser
report-source = Källa
report-sources = Källor och ursprung
report-published-in = Publicerat underlag
report-quoted = Styrkor och förbättringsområden är återgivna som de står i källan.
report-origins = Varifrån verktygets delar kommer
report-part = Del
report-origin = Ursprung
report-digest = Kontrollsumma
report-digest-about = Verktygets fil har version { $version }. Kontrollsumman (SHA-256) nedan visar exakt vilket innehåll utvärderingen bygger på.
report-made-with = Rapporten är gjord med Kompass, öppen programvara för utvärdering enligt Kommunkompassen.

## Textbeskrivningar för den som inte ser bilden
report-alt-radar = Radardiagram: { $own }, poäng i varje område
report-alt-bars = Stapeldiagram: { $own }, poäng i varje område
report-alt-points-bar = Stapel: { $area }, { $points } av { $max } poäng
report-alt-trend = Linjediagram: totalpoäng för { $municipality } i varje utvärdering
report-alt-extremes = Högst är { $best } med { $highest } poäng, lägst { $least } med { $lowest }.
report-alt-table-beside = Siffrorna står i tabellen intill.
