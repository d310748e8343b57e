### Intervjuer: planen för besöket, personer, vad de intervjuade får veta och kompletteringar.

## Planen
interview-list = Intervjuer
interview-list-lead = Vem som intervjuas när och var. Namnen ser bara teamet och samordnaren.
interview-plan = Planera en intervju
interview-plan-lead = En grupp möter utvärderarna under en bestämd tid. Krockar sägs till direkt, med skälet.
interview-edit = Ändra intervjun
interview-save = Spara
interview-group = Grupp
interview-day = Dag
interview-day-help = Besökets dagar.
interview-day-open-help = Besökets dagar är inte bestämda än, så vilken dag som helst går, högst tre olika.
interview-time = Tid
interview-begins = Börjar
interview-ends = Slutar
interview-ends-help = Räkna med högst 18 frågor i timmen. En och en halv timme räcker till 27.
interview-room = Lokal
interview-evaluators = Utvärderare
interview-evaluators-help = Välj dem som ska vara med, om det är bestämt. Den som är vald kan inte sitta i två intervjuer samtidigt.
interview-state = Läge
interview-state-planned = planerad
interview-state-moved = ändrad
interview-state-held = { $people ->
    [one] hållen, { $people } person
   *[other] hållen, { $people } personer
}
interview-state-over = hållen
interview-state-cancelled = inställd
interview-schedule = Schema
interview-none = Inga intervjuer än
interview-none-next = Planera en intervju för varje grupp. Sedan lägger du till personerna.
interview-back = Tillbaka
interview-print = Skriv ut

interview-cancel = Ställ in intervjun
interview-cancel-consequence = Intervjun står kvar i schemat som inställd, och de intervjuade ser det på sin sida. Den går inte att återta; planera då en ny.
interview-cancel-go = Ställ in
done-interview-cancelled = Intervjun är inställd. Säg också till dem som skulle ha kommit.

interview-held = Intervjun är hållen
interview-held-people = Antal personer som kom
interview-held-people-help = Antalet står i rapporten, aldrig namnen. Skriv 0 om intervjun ändå inte har hållits.

interview-terms = Sista dag och kontakt
interview-terms-lead = Det här får alla som intervjuas veta på sin sida och i informationsbrevet.
interview-terms-date = Sista dag för kompletteringar
interview-terms-date-help = Det som kommer in senare märks som sent, och den som leder utvärderingen avgör om det beaktas.
interview-terms-contact = Vem kan de fråga?
interview-terms-contact-help = Namn och telefon eller e-post, till exempel till samordnaren.
interview-terms-until = Kompletteringar tas emot till och med { $date }.
interview-terms-open = Någon sista dag för kompletteringar är inte bestämd.

## Att se över
interview-warnings = Att se över
interview-warn-no-visit = Besökets dagar är inte bestämda.
interview-warn-majority = { $group }: ingen från majoriteten är med.
interview-warn-opposition = { $group }: ingen från oppositionen är med.
interview-warn-bloc-unknown = { $people ->
    [one] { $group }: för { $people } person står inte om hen hör till majoriteten eller oppositionen.
   *[other] { $group }: för { $people } personer står inte om de hör till majoriteten eller oppositionen.
}
interview-warn-no-interview = { $group }: ingen intervju är planerad.
interview-warn-no-people = { $interview }: inga personer är tillagda.
interview-warn-outside = { $interview }: dagen hör inte längre till besöket.

## Personer
interview-people = Personer
interview-people-lead = Listan används för att planera. Den kommer aldrig med i rapporten eller i filer som laddas ner.
interview-people-count = Personer
interview-people-caption = I bokstavsordning
interview-people-none = Ingen är tillagd än
interview-people-none-here = Ingen är tillagd i den här intervjun
interview-people-none-next = Lägg till en person och välj vilken intervju hen ska vara med i.
interview-person-new = Lägg till en person
interview-person-lead = Ingen ska sitta i samma intervju som sin egen chef. Ange därför chefen om hen också intervjuas.
interview-person-name = Namn
interview-person-title = Titel eller funktion
interview-person-email = E-postadress
interview-person-email-help = Visas bredvid den personliga länken, så att du vet vart den ska.
interview-person-interviews = Intervjuer
interview-person-interviews-help = Välj de intervjuer som personen ska vara med i.
interview-person-manager = Närmaste chef
interview-person-manager-help = Bara om chefen också står i listan.
interview-person-manager-none = står inte i listan
interview-person-bloc = Majoritet eller opposition
interview-person-bloc-help = För politiker. Båda sidor bör vara med.
interview-person-party = Parti
interview-bloc-majority = majoriteten
interview-bloc-opposition = oppositionen
interview-bloc-none = varken eller
interview-bloc-none-help = Tjänstepersoner och fackliga företrädare.
interview-person-remove = Ta bort { $name } ur listan
interview-person-remove-consequence = { $name } försvinner ur listan och ur sina intervjuer, och den personliga länken slutar fungera. Det som redan är inskickat finns kvar.
interview-person-remove-go = Ta bort ur listan
done-interview-person-removed = Personen är borttagen ur listan.

## Personliga länkar till alla
interview-links = Personliga länkar till intervjun
interview-links-lead = Med en personlig länk ser var och en när och var intervjun är och kan komplettera efteråt. Nya länkar ersätter de gamla.
interview-links-go = Gör länkar till alla i intervjun
interview-links-once = Länkarna visas bara nu. Lämna dem en och en, så att ingen annan kan läsa.
interview-links-until = De gäller till { $moment }.
interview-links-none = Ingen att göra länkar till
interview-links-caption = En länk till var och en
interview-links-link = Personlig länk

## Vad ingen har fått frågan om
interview-coverage = Vad som är frågat
interview-coverage-summary = { $asked } av { $of } frågor är ställda till någon grupp.
interview-coverage-lead = En fråga räknas som ställd när den har en anteckning eller är markerad.
interview-coverage-count = { $asked } av { $of }
interview-coverage-can = Kan ställas till: { $groups }
interview-coverage-nobody = Ingen grupp som kan få frågan återstår.
interview-coverage-all = Allt är frågat.

## Kalender
interview-calendar = Intervjuer { $place }
interview-calendar-of = Intervju: { $group }
interview-calendar-about = Kommunkompassen { $place }
interview-calendar-mine = Intervju för Kommunkompassen i { $municipality }
interview-calendar-told = Öppna din personliga länk för att läsa om intervjun. Frågor besvaras av { $organisation }.
interview-calendar-fetch = Hämta till kalendern (.ics)
interview-mine-moved = Tiden eller platsen har ändrats. Har du lagt in intervjun i din kalender, hämta filen igen, så byts den gamla ut.
interview-mine-cancelled = Intervjun är inställd. Har du lagt in den i din kalender, hämta filen igen, så stryks den.

## Information till grupperna
interview-letters = Informationsbrev
interview-letters-lead = Ett brev för varje grupp, att skriva ut eller kopiera till mejl.
interview-letter = Information till: { $group }
interview-letter-lead = { $organisation } utvärderar { $municipality } med Kommunkompassen { $year }. Du är inbjuden till en av gruppintervjuerna. Här står vad det handlar om.
interview-letter-help = Skriv ut sidan eller kopiera texten till ett mejl. Samma text står på den personliga sidan.
interview-letter-open = Informationsbrev till gruppen
interview-told-about = Vad det handlar om
interview-told-about-text = Kommunkompassen prövar hur kommunen leds och styrs som helhet, inte hur enskilda personer sköter sitt arbete. Utvärderarna har läst kommunens dokument och webbplats och fått svar på frågor i förväg. I intervjuerna vill de höra det som inte syns där. Kommunen får poäng i vart och ett av de här områdena:
interview-told-groups = Gruppintervjuer hålls med:
interview-told-before = Inför samtalet
interview-told-practice = Berätta hur det fungerar i praktiken och hur du ser på verksamheten. Det är svårt att läsa sig till.
interview-told-effect = Tänk igenom vilka resultat och effekter ni har sett av arbetet. Det väger tungt i slutändan.
interview-told-snapshot = Det är läget i dag som bedöms. Det som är planerat men inte genomfört räknas inte.
interview-told-short = Tiden är knapp och alla ska komma till tals, så svara gärna kort och konkret.
interview-told-some = Alla grupper får inte alla frågor. En del ställs bara till en eller ett par grupper.
interview-told-unknown = Vet du inte, så säg det. Ingen pressar fram ett svar.
interview-told-supplement = Kommer du på något viktigt efteråt kan du komplettera på din personliga sida.
interview-told-supplement-until = Kommer du på något viktigt efteråt kan du komplettera på din personliga sida till och med { $date }.
interview-told-sought = Vad utvärderarna letar efter
interview-told-strategy = Ett gemensamt sätt att arbeta, nedskrivet eller synligt i det som görs.
interview-told-scope = Att alla verksamheter som berörs arbetar så, och hur det fungerar.
interview-told-results = Att det ger resultat för invånare och brukare, och att resultaten följs upp och analyseras.
interview-told-use = Så används det du säger
interview-told-whole = Svaren läggs ihop med dokument och andra intervjuer till en bild av hela kommunen.
interview-told-nobody = Rapporten pekar inte ut någon person, och inte heller en funktion som bara en person har. Där står bara vilka grupper som intervjuats och hur många.
interview-told-feedback = Resultatet blir en skriftlig rapport och en muntlig återföring. Kommunen bestämmer vem som bjuds in dit; vi rekommenderar att alla som intervjuats får vara med.
interview-told-public = Vad som kan bli offentligt
interview-told-notes = Utvärderarnas anteckningar är arbetsmaterial som kommunen inte ser. De kan bli allmän handling om de tas om hand för arkivering.
interview-told-supplements = En komplettering som du skickar in läses av utvärderarna och av kommunens samordnare. Den kan bli allmän handling när den har kommit in. Skriv inget om enskilda personer, och inget som är hemligt.
interview-told-report = Rapporten blir i regel allmän handling när kommunen har fått den.
interview-told-data = Dina personuppgifter
interview-told-data-what = I Kompass finns ditt namn, vilken intervju du är med i och, om det behövs för planeringen, titel, e-postadress, parti och närmaste chef.
interview-told-data-who = Uppgifterna används för att planera intervjuerna. De ses av utvärderingens team och av kommunens samordnare, och lämnas inte vidare.
interview-told-data-long = De finns kvar tills de tas bort ur planen eller tills utvärderingen gallras enligt den plan som { $organisation } har för sina handlingar.
interview-told-ask = Vill du veta vad som finns om dig, få något rättat eller fråga om intervjun: vänd dig till { $organisation }.
interview-told-ask-contact = Frågor om intervjun: { $contact }. Vill du veta vad som finns om dig eller få något rättat, vänd dig till { $organisation }.

## Kompletteringar
supplement-list = Kompletteringar
supplement-lead = Det som intervjuade och samordnaren har lagt till efter intervjuerna.
supplement-none = Inga kompletteringar än
supplement-none-next = Den som intervjuats kan komplettera på sin personliga sida. Samordnaren kan göra det här.
supplement-new = Lämna en komplettering
supplement-new-lead = Kompletteringen läses av utvärderarna och kan bli allmän handling.
supplement-interview = Gäller
supplement-no-interview = ingen särskild intervju
supplement-late = sen
supplement-waits = väntar på beslut
supplement-considered = beaktad
supplement-not-considered = inte beaktad
supplement-rule = Avgör
supplement-rule-heading = Beaktas den sena kompletteringen?
supplement-rule-lead = { $name } skrev efter sista dagen: ”{ $text }”
supplement-ruling = Beaktas kompletteringen?
supplement-reason = Skäl
supplement-reason-help = Läses av teamet.
supplement-own = Komplettera
supplement-own-lead = Skriv sådant som är viktigt men som inte kom upp. Det läses av utvärderarna och av kommunens samordnare, och kan bli allmän handling.
supplement-own-text = Komplettering
supplement-own-until = Senast { $date }. Det som kommer in senare märks som sent, och den som leder utvärderingen avgör om det beaktas.
supplement-own-open = Skriv så snart du kan, medan utvärderarna arbetar med underlaget.
supplement-own-go = Skicka in
done-supplement-added = Tack, kompletteringen har kommit in.

## Varför något inte gick
problem-in01 = Ramverket har ingen sådan grupp. Välj en av dem som finns.
problem-in02 = Intervjun slutar innan den börjar. Ange en senare tid.
problem-in03 = { $first } är inte en av besökets dagar. Välj en av dem, eller ändra besöket.
problem-in04 = Intervjuerna får ta högst tre dagar. Välj en dag som redan har intervjuer.
problem-in05 = { $first } är ingen utvärderare i teamet. Välj någon annan.
problem-in06 = { $first } är upptagen { $second }. Välj en annan lokal eller tid.
problem-in07 = { $first } är med i en annan intervju { $second }. Välj någon annan eller en annan tid.
problem-in08 = { $first } är med i en annan intervju { $second }. Flytta den ena.
problem-in09 = { $first } skulle sitta i samma intervju som sin chef, { $second }. Låt dem vara med i var sin intervju.
problem-in10 = Chefen måste vara någon annan i listan.
problem-in11 = Någon av intervjuerna finns inte. Öppna sidan på nytt och välj igen.
problem-in12 = Intervjun är redan hållen eller inställd. Planera en ny.
problem-in13 = Anteckningen är tom. Skriv vad som sades.
problem-in14 = Anteckningen har fler än 10 000 tecken. Dela den i två.
problem-in15 = { $first } är varken en fråga eller ett delområde. Skriv koder som 1.4 eller 1.4.2.
problem-in16 = Du kan bara rätta dina egna anteckningar i samma intervju.
problem-in17 = Texten har fler än 200 tecken. Korta den.
problem-in18 = Kompletteringen är tom eller har fler än 10 000 tecken.
problem-in19 = Skriv skälet, med högst 10 000 tecken.
problem-in20 = Det här är inget klockslag. Skriv det som 09.30.
problem-in21 = Skriv antalet personer med siffror, till exempel 7.
problem-in23 = Välj om kompletteringen beaktas eller inte.
problem-in24 = Intervjun är planerad till en senare dag. Markera den när den är hållen, eller ändra dagen först.
