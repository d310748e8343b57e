### Förberedelsen: förhandsfrågor, sedan sist och kommunens självvärdering.

section-preparation = Förhandsfrågor
section-since-last = Sedan sist
section-self-assessment = Självvärdering

preparation = Förhandsfrågor
preparation-lead = Här svarar kommunen skriftligt inför besöket. Fördela frågorna, godkänn svaren och lämna in dem. Utvärderarna ser inget förrän det är inlämnat.
preparation-lead-contributor = Det här är frågorna som du har fått. Svaren sparas medan du skriver. Markera varje svar som klart när du är färdig.
preparation-lead-evaluators = Här läser du de svar som kommunen har lämnat in. Utkast syns inte. Är ett svar oklart, öppna frågan och ställ en fråga tillbaka.
preparation-what = Vad är en förhandsfråga?
preparation-what-text = En fråga ur ramverket som kommunen besvarar skriftligt före besöket. Då kan intervjuerna handla om det som dokument och svar inte visar.
preparation-none = Ramverket har inga förhandsfrågor
preparation-none-next = Underlaget kommer då från dokument och intervjuer.
preparation-summary = { $answered } av { $all } är besvarade
preparation-summary-evaluators = { $answered } av { $all } är inlämnade
preparation-approve-ready =
    { $count ->
        [one] Godkänn det klara svaret
       *[other] Godkänn de { $count } klara svaren
    }
preparation-handed-in = Inlämnat { $moment }
preparation-not-handed-in = Inte inlämnat
preparation-hand-in-this = Lämna in området
preparation-hand-in-all = Lämna in svaren
preparation-hand-in-area = Lämna in svaren: { $area }
preparation-hand-in-go = Lämna in
preparation-hand-in-consequence = Utvärderarna kan läsa svaren direkt. Du kan komplettera så länge intervjuerna pågår, men det som kommer senare märks som tillagt efteråt.
preparation-hand-in-answers =
    { $count ->
        [one] 1 svar lämnas in
       *[other] { $count } svar lämnas in
    }
preparation-hand-in-no-answers = Inget svar är godkänt och nytt.
preparation-hand-in-without =
    { $count ->
        [one] 1 fråga lämnas utan svar
       *[other] { $count } frågor lämnas utan svar
    }
preparation-hand-in-without-text = De är inte besvarade, eller så är svaret inte godkänt. Utkast lämnas inte in. Du kan lämna in dem senare.
preparation-hand-in-nothing = Allt godkänt är redan inlämnat
preparation-hand-in-nothing-next = Godkänn ett nytt eller ändrat svar, så kan du lämna in det.
preparation-reason = Varför lämnas frågor utan svar?
preparation-reason-help = En mening räcker, till exempel ”Vi har inget att svara” eller ”Svaret kommer före besöket”. Utvärderarna läser den.

answer-question = Fråga
answer-status = Läge
answer-who = Hos
answer-due = Svara senast
answer-by = senast { $date }
answer-overdue = försenad
answer-late = kom sent
answer-later = tillagt efteråt
answer-status-asked = fråga tillbaka
answer-status-asked-by-us = väntar på svar
answer-status-unanswered = inte besvarad
answer-status-not-handed-in = inte inlämnad
answer-status-draft = utkast
answer-status-ready = klar
answer-status-ready-to-approve = klar att godkänna
answer-status-approved = godkänd
answer-status-changed = ändrad sedan inlämningen
answer-status-left-out = utan svar
answer-status-handed-in = inlämnad
answer-counts = Det här räknas
answer-not-counts = Räknas inte:
answer-yours = Kommunens svar
answer-text = Svar
answer-text-help = Beskriv hur det fungerar i praktiken i hela kommunen. Hänvisa till dokument och webbsidor. Skriv inget om enskilda personer: svaret kan bli en allmän handling.
answer-save = Spara
answer-save-help = Texten sparas medan du skriver. Ett svar måste godkännas innan det kan lämnas in. Ändrar du det efteråt blir det ett utkast igen.
answer-save-help-contributor = Texten sparas medan du skriver. Samordnaren läser svaret innan det lämnas till utvärderarna.
answer-approve = Godkänn svaret
answer-mark-ready = Markera som klart
answer-handed = Det som utvärderarna har
answer-handed-later = Inlämnat { $moment }, efter områdets övriga svar
answer-handed-same = Samma text som ovan.
answer-left-out = Lämnad utan svar.
answer-not-yet = Inget svar är inlämnat
answer-not-yet-next = Det syns här så snart kommunen lämnar in det.
answer-last = Senast ändrad
answer-written = { $moment } av { $name }
answer-delegate = Ge frågan till en kollega
answer-before = Föregående fråga
answer-next = Nästa fråga
answer-to-my-part = Till din del
answer-queries = Frågor tillbaka
answer-evaluators = utvärderarna
answer-asked-by = Fråga från { $name } { $moment }
answer-replied-by = Svar från { $name } { $moment }
answer-ask = Fråga tillbaka till kommunen
answer-ask-help = Säg vad du saknar. Frågan hamnar hos samordnaren, och de kollegor som har frågan ser den.
answer-ask-go = Skicka frågan
answer-reply = Ditt svar
answer-reply-help = Utvärderarna läser det direkt. Behöver själva svaret ändras, ändra det nedan och lämna in det igen.
answer-reply-go = Skicka svaret
answer-history = Tidigare texter
answer-history-lead = Alla texter som har sparats. Det som en person sparar inom tio minuter räknas som en.
answer-history-none = Inget är skrivet än
answer-history-none-next = Så snart någon skriver syns det här vem och när.
answer-history-caption = Senaste först
answer-history-when = När
answer-history-who = Vem
answer-restore = Använd den här texten

delegation-new = Ge frågor till en kollega
delegation-new-lead = Kollegan svarar genom en personlig länk, utan konto, och ser bara de frågor som du väljer.
delegation-people = Kollegor som svarar
delegation-people-caption = Länkar som gäller eller har gått ut
delegation-questions = Frågor
delegation-has =
    { $count ->
        [one] 1 fråga
       *[other] { $count } frågor
    }
delegation-left =
    { $count ->
        [0] alla klara
       *[other] { $count } kvar
    }
delegation-reminded = Påmind
delegation-to-remind = Påminn
delegation-to-change = Ändra
delegation-due-help = Efter den dagen märks obesvarade frågor som försenade. Kollegan kan svara ändå, tills du har lämnat in.
delegation-scope = Frågor
delegation-scope-help = Välj enstaka frågor eller hela delområden. Den som får ett helt delområde kan också lämna dokument till det.
delegation-scope-change-help = Ta bort krysset för att ta tillbaka en fråga. Det som är skrivet finns kvar.
delegation-whole = Hela delområde { $code }
delegation-change = Ändra vad { $name } svarar på
delegation-change-lead = Ändringen gäller direkt. Länken är densamma.
delegation-change-go = Spara
delegation-link = Länken
delegation-link-text = Har kollegan tappat bort länken, gör en ny. Ska kollegan inte svara alls, stäng den.
delegation-link-new = Gör en ny länk
delegation-link-revoke = Stäng länken
delegation-remind = Påminn { $name }
delegation-remind-lead = Kompass skickar ingen påminnelse till den här personen. Skicka texten i ditt eget e-postprogram och markera sedan att du har påmint.
delegation-remind-link = Länken visas bara en gång och står därför inte i texten.
delegation-open-mail = Öppna i e-postprogrammet
delegation-copy = Kopiera texten
delegation-copied = Kopierad
delegation-reminded-go = Jag har påmint
delegation-reminded-at = Senast påmind { $moment }.
delegation-mail-subject = Påminnelse: dina frågor i utvärderingen { $evaluation }
delegation-mail-hello = Hej { $name }!
delegation-mail-asked =
    { $count ->
        [one] Du har en fråga att svara på inför Kommunkompassens utvärdering { $evaluation }.
       *[other] Du har { $count } frågor att svara på inför Kommunkompassens utvärdering { $evaluation }.
    }
delegation-mail-due = Svara senast { $date }.
delegation-mail-soon = Svara så snart du kan.
delegation-mail-link = Du svarar genom den personliga länk som du har fått. Det du redan har skrivit är sparat. Hittar du inte länken, säg till så får du en ny.

since-last = Sedan sist
since-last-lead = Berätta vad kommunen har gjort åt varje förbättringsområde från förra utvärderingen. Utvärderarna läser det inför besöket.
since-last-lead-read = Så säger kommunen att det har gått med förbättringsområdena från förra utvärderingen.
since-last-found =
    { $count ->
        [one] { $evaluation } har 1 förbättringsområde som inte står här.
       *[other] { $evaluation } har { $count } förbättringsområden som inte står här.
    }
since-last-take-over = Hämta alla
since-last-offers = Visa dem, eller hämta ett i taget
since-last-take-one = Hämta
since-last-new = Lägg till ett förbättringsområde
since-last-new-lead = Skriv av det ur rapporten från förra gången.
since-last-none = Inga förbättringsområden än
since-last-none-next = Har kommunen utvärderats förut, lägg till dem ur den rapporten. Är det första gången lämnar du sidan tom.
since-last-none-read = Kommunen har inte skrivit något. Det kan vara första gången den utvärderas.
since-last-edit = Vad har hänt?
since-last-save = Spara
since-last-area = Område
since-last-improvement = Förbättringsområde
since-last-improvement-help = Som det stod i förra rapporten.
since-last-status = Hur långt har det kommit?
since-last-status-done = klart, och syns i praktiken
since-last-status-begun = påbörjat
since-last-status-not-begun = inte påbörjat
since-last-status-declined = kommunen har valt att avstå
since-last-what = Vad är gjort?
since-last-what-help = Vad gjordes, när, och vad blev resultatet? Om kommunen har avstått, säg varför.
since-last-nothing = Inget är skrivet.
since-last-tell = Berätta
since-last-remove = Ta bort
since-last-remove-heading = Ta bort förbättringsområdet
since-last-remove-consequence = Förbättringsområdet och det som är skrivet om det försvinner ur listan.

self-assessment = Självvärdering
self-assessment-lead = Hur långt har kommunen kommit i varje delområde, tycker ni själva? Svaret förseglas och jämförs med utvärderarnas poäng när de är överens. Det är frivilligt.
self-assessment-none = Kommunen har inte förseglat någon självvärdering.
self-assessment-until-sealed = Ingen utanför kommunen kan läsa den. Utvärderarna ser den först efter sambedömningen, och bara om ni förseglar den innan intervjuerna är slut.
self-assessment-sealed = Förseglad { $moment } av { $name }. Den ändras inte mer, och visas för utvärderarna efter sambedömningen.
self-assessment-summary = { $done } av { $all } delområden har en bedömning
self-assessment-go-on = Fortsätt
self-assessment-seal = Försegla
self-assessment-seal-heading = Försegla självvärderingen
self-assessment-seal-lead = Gå igenom svaren en sista gång innan du förseglar dem.
self-assessment-seal-consequence = Självvärderingen kan inte ändras efteråt. Den visas för utvärderarna först efter sambedömningen.
self-assessment-sub-area = Delområde
self-assessment-position = Hur långt har ni kommit?
self-assessment-standing = Läge
self-assessment-points = Poäng
self-assessment-reason = Skäl
self-assessment-worth = Motsvarar { $points } poäng.
self-assessment-text = Varför?
self-assessment-text-help = En mening räcker.
self-assessment-save = Spara och gå vidare
self-assessment-level-open = inte besvarat än
self-assessment-level-none = Vi tar inte ställning
self-assessment-level-0 = Det finns inte
self-assessment-level-1 = Vi har börjat
self-assessment-level-2 = Delvis
self-assessment-level-3 = Till stor del
self-assessment-level-4 = Fullt ut, i hela kommunen

self-image = Självbild och bedömning
self-image-to = Självbilden bredvid bedömningen
self-image-lead = Så såg kommunen på sig själv innan bedömningen, bredvid det som utvärderarna blev överens om.
self-image-none = Det finns ingen förseglad självvärdering att jämföra med
self-image-no-stand-at-all = Kommunen tog inte ställning i något delområde som är bedömt
self-image-none-next = Självvärderingen är frivillig och måste förseglas innan intervjuerna är slut. Vid nästa utvärdering kan kommunen göra en för att se hur väl den känner sig själv.
self-image-sealed = Självvärderingen förseglades { $moment } av { $name }.
self-image-reasons = Läs kommunens egna motiveringar
self-image-whole =
    { $sub_areas ->
        [one] I det delområde där båda finns gav kommunen sig själv { $own } av { $max } poäng. Utvärderarna gav { $judged }.
       *[other] I de { $sub_areas } delområden där båda finns gav kommunen sig själv { $own } av { $max } poäng. Utvärderarna gav { $judged }.
    }
self-image-counts = Självbilden är ljusare i { $brighter }, mörkare i { $darker } och ungefär densamma i { $same }.
self-image-how = Hur räknas skillnaden?
self-image-how-text = Kommunen tog ställning i fem steg, från att det inte finns till fullt ut. Varje steg motsvarar en fjärdedel av delområdets poäng. Skillnaden är kommunens poäng minus utvärderarnas. Är den mindre än ett halvt steg säger den inget, och bilderna räknas som ungefär desamma. Listorna är ordnade efter hur stor skillnaden är som andel av poängen som går att få.
self-image-areas = Områden
self-image-areas-caption = Bara de delområden där både kommunen och utvärderarna har poäng är med. Störst skillnad först.
self-image-area = Område
self-image-sub-areas = Delområden
self-image-sub-areas-caption = Störst skillnad först.
self-image-own = Kommunen
self-image-judged = Utvärderarna
self-image-max = Högst
self-image-gap = Skillnad, poäng
self-image-share = Skillnad, andel
self-image-says = Självbilden är
self-image-brighter = ljusare än bedömningen
self-image-darker = mörkare än bedömningen
self-image-same = ungefär densamma
self-image-no-stand = Kommunen tog inte ställning till { $which }.
self-image-not-judged = Utvärderarna har inga poäng för { $which }.
self-image-chart = Självbild och bedömning per område, i procent av poängen
self-image-chart-text = Stapeln är utvärderarnas poäng, strecket kommunens egna. Samma uppgifter står i tabellen under.
self-image-chart-judged = Utvärderarna, %
self-image-chart-own = Kommunen, %
self-image-meaning = Vad skillnaden kan betyda
self-image-meaning-lead = En skillnad är inget fel. Den visar var det lönar sig att prata.
self-image-brighter-means = Det som ledningen räknar med kanske inte märks i vardagen, eller så fick utvärderarna aldrig se underlaget. Fråga vilka som känner till arbetssättet, och var det syns.
self-image-darker-means = Kommunen kan ha höga krav på sig själv, eller vara så van vid en styrka att den inte märks inifrån. Ta reda på vad andra ser. Det kan vara ett gott exempel.
self-image-same-means = Kommunen känner sig själv. Är poängen låga finns redan en gemensam bild att utgå från i förbättringsarbetet.

done-answers-approved = De klara svaren är godkända.
done-answers-handed-in = Svaren är inlämnade. Utvärderarna kan läsa dem nu.
done-answer-ready = Svaret är markerat som klart.
done-answer-approved = Svaret är godkänt.
done-answer-asked = Frågan är skickad till kommunen.
done-answer-replied = Svaret är skickat till utvärderarna.
done-delegation-changed = Ändringen gäller nu.
done-delegation-reminded = Det är noterat att du har påmint.
done-since-last-taken-over = Förbättringsområdena är hämtade. Berätta om vart och ett.
done-since-last-removed = Förbättringsområdet är borttaget.
done-self-assessment-sealed = Självvärderingen är förseglad.

problem-pr01 = Texten är för lång. Ett svar har högst 20 000 tecken; lägg resten i ett dokument.
problem-pr02 = Skriv en text först.
problem-pr03 = Det är ingen kommande dag. Skriv den som 2026-03-12.
problem-pr04 = Skriv varför frågor lämnas utan svar. En mening räcker.
problem-pr05 = Allt som är godkänt är redan inlämnat.
problem-pr06 = Svaret är inlämnat, så bara samordnaren kan ändra det. Hör av dig till den som skickade länken.
problem-pr07 = Svaret är inte inlämnat än, så det finns inget att fråga om.
problem-pr08 = Skriv förbättringsområdet, med högst 2 000 tecken.
problem-pr09 = Välj ett område.
problem-pr10 = Det finns inga fler förbättringsområden att hämta. Lägg till dem för hand.
problem-pr11 = Självvärderingen är förseglad och kan inte ändras.
problem-pr12 = Välj hur långt ni har kommit, eller att ni inte tar ställning.
problem-pr13 = Ta ställning i minst ett delområde innan du förseglar.
