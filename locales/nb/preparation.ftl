### Forberedelsen: forhåndsspørsmål, siden sist og kommunens egenvurdering.

section-preparation = Forhåndsspørsmål
section-since-last = Siden sist
section-self-assessment = Egenvurdering

preparation = Forhåndsspørsmål
preparation-lead = Her svarer kommunen skriftlig før besøket. Fordel spørsmålene, godkjenn svarene og lever dem. Evaluatorene ser ingenting før det er levert.
preparation-lead-contributor = Dette er spørsmålene du har fått. Svarene lagres mens du skriver. Merk hvert svar som klart når du er ferdig.
preparation-lead-evaluators = Her leser du svarene kommunen har levert. Utkast vises ikke. Er et svar uklart, åpner du spørsmålet og spør tilbake.
preparation-what = Hva er et forhåndsspørsmål?
preparation-what-text = Et spørsmål fra rammeverket som kommunen besvarer skriftlig før besøket. Da kan intervjuene handle om det dokumenter og svar ikke viser.
preparation-none = Rammeverket har ingen forhåndsspørsmål
preparation-none-next = Da kommer grunnlaget fra dokumenter og intervjuer.
preparation-summary = { $answered } av { $all } er besvart
preparation-summary-evaluators = { $answered } av { $all } er levert
preparation-approve-ready =
    { $count ->
        [one] Godkjenn svaret som er klart
       *[other] Godkjenn de { $count } svarene som er klare
    }
preparation-handed-in = Levert { $moment }
preparation-not-handed-in = Ikke levert
preparation-hand-in-this = Lever området
preparation-hand-in-all = Lever svarene
preparation-hand-in-area = Lever svarene: { $area }
preparation-hand-in-go = Lever
preparation-hand-in-consequence = Evaluatorene kan lese svarene med en gang. Du kan supplere så lenge intervjuene pågår, men det som kommer senere, merkes som lagt til etterpå.
preparation-hand-in-answers =
    { $count ->
        [one] 1 svar leveres
       *[other] { $count } svar leveres
    }
preparation-hand-in-no-answers = Ingen svar er godkjent og nye.
preparation-hand-in-without =
    { $count ->
        [one] 1 spørsmål står uten svar
       *[other] { $count } spørsmål står uten svar
    }
preparation-hand-in-without-text = De er ikke besvart, eller svaret er ikke godkjent. Utkast leveres ikke. Du kan levere dem senere.
preparation-hand-in-nothing = Alt som er godkjent, er allerede levert
preparation-hand-in-nothing-next = Godkjenn et nytt eller endret svar, så kan du levere det.
preparation-reason = Hvorfor står spørsmål uten svar?
preparation-reason-help = En setning er nok, for eksempel «Vi har ikke noe å svare» eller «Svaret kommer før besøket». Evaluatorene leser den.

answer-question = Spørsmål
answer-status = Status
answer-who = Hos
answer-due = Svar innen
answer-by = innen { $date }
answer-overdue = forsinket
answer-late = kom for sent
answer-later = lagt til etterpå
answer-status-asked = spurt tilbake
answer-status-asked-by-us = venter på svar
answer-status-unanswered = ikke besvart
answer-status-not-handed-in = ikke levert
answer-status-draft = utkast
answer-status-ready = klart
answer-status-ready-to-approve = klart til godkjenning
answer-status-approved = godkjent
answer-status-changed = endret etter levering
answer-status-left-out = uten svar
answer-status-handed-in = levert
answer-counts = Dette teller
answer-not-counts = Teller ikke:
answer-yours = Kommunens svar
answer-text = Svaret
answer-text-help = Beskriv hvordan det fungerer i praksis i hele kommunen. Vis til dokumenter og nettsider. Skriv ikke noe om enkeltpersoner: svaret kan bli et offentlig dokument.
answer-save = Lagre
answer-save-help = Teksten lagres mens du skriver. Et svar må godkjennes før det kan leveres. Endrer du det etterpå, blir det et utkast igjen.
answer-save-help-contributor = Teksten lagres mens du skriver. Koordinatoren leser svaret før evaluatorene får det.
answer-approve = Godkjenn svaret
answer-mark-ready = Merk som klart
answer-handed = Det evaluatorene har
answer-handed-later = Levert { $moment }, etter de andre svarene i området
answer-handed-same = Samme tekst som over.
answer-left-out = Levert uten svar.
answer-not-yet = Ingen svar er levert
answer-not-yet-next = Det vises her så snart kommunen leverer det.
answer-last = Sist endret
answer-written = { $moment } av { $name }
answer-delegate = Gi spørsmålet til en kollega
answer-before = Forrige spørsmål
answer-next = Neste spørsmål
answer-to-my-part = Til din del
answer-queries = Spurt tilbake
answer-evaluators = evaluatorene
answer-asked-by = Spørsmål fra { $name } { $moment }
answer-replied-by = Svar fra { $name } { $moment }
answer-ask = Spør kommunen tilbake
answer-ask-help = Si hva du savner. Koordinatoren får spørsmålet, og kolleger som har det, ser det.
answer-ask-go = Send spørsmålet
answer-reply = Svar til evaluatorene
answer-reply-help = Evaluatorene leser det med en gang. Må selve svaret endres, endrer du det under og leverer det på nytt.
answer-reply-go = Send svaret
answer-history = Tidligere tekster
answer-history-lead = Alle tekster som er lagret. Det én person lagrer innen ti minutter, regnes som én.
answer-history-none = Ingenting er skrevet ennå
answer-history-none-next = Så snart noen skriver, vises det her hvem og når.
answer-history-caption = Nyeste først
answer-history-when = Når
answer-history-who = Hvem
answer-restore = Bruk denne teksten

delegation-new = Gi spørsmål til en kollega
delegation-new-lead = Kollegaen svarer med en personlig lenke, uten konto, og ser bare spørsmålene du velger.
delegation-people = Kolleger som svarer
delegation-people-caption = Lenker som gjelder eller har utløpt
delegation-questions = Spørsmål
delegation-has =
    { $count ->
        [one] 1 spørsmål
       *[other] { $count } spørsmål
    }
delegation-left =
    { $count ->
        [0] alle klare
       *[other] { $count } igjen
    }
delegation-reminded = Påminnet
delegation-to-remind = Minn på
delegation-to-change = Endre
delegation-due-help = Etter den dagen merkes ubesvarte spørsmål som forsinket. Kollegaen kan svare likevel, til du har levert.
delegation-scope = Spørsmål
delegation-scope-help = Velg enkelte spørsmål eller hele delområder. Den som får et helt delområde, kan også levere dokumenter til det.
delegation-scope-change-help = Fjern krysset for å ta et spørsmål tilbake. Det som er skrevet, blir stående.
delegation-whole = Hele delområde { $code }
delegation-change = Endre hva { $name } svarer på
delegation-change-lead = Endringen gjelder med en gang. Lenken er den samme.
delegation-change-go = Lagre
delegation-link = Lenken
delegation-link-text = Har kollegaen mistet lenken, lager du en ny. Skal kollegaen ikke svare i det hele tatt, stenger du den.
delegation-link-new = Lag en ny lenke
delegation-link-revoke = Steng lenken
delegation-remind = Minn { $name } på svarene
delegation-remind-lead = Kompass sender ingen påminnelse til denne personen. Send teksten fra ditt eget e-postprogram, og merk så av at du har minnet om det.
delegation-remind-link = Lenken vises bare én gang og står derfor ikke i teksten.
delegation-open-mail = Åpne i e-postprogrammet
delegation-copy = Kopier teksten
delegation-copied = Kopiert
delegation-reminded-go = Jeg har minnet om det
delegation-reminded-at = Sist påminnet { $moment }.
delegation-mail-subject = Påminnelse: spørsmålene dine i evalueringen { $evaluation }
delegation-mail-hello = Hei, { $name }!
delegation-mail-asked =
    { $count ->
        [one] Du har ett spørsmål å svare på før Kommunekompasset-evalueringen { $evaluation }.
       *[other] Du har { $count } spørsmål å svare på før Kommunekompasset-evalueringen { $evaluation }.
    }
delegation-mail-due = Svar innen { $date }.
delegation-mail-soon = Svar så snart du kan.
delegation-mail-link = Du svarer med den personlige lenken du har fått. Det du allerede har skrevet, er lagret. Finner du ikke lenken, si fra, så får du en ny.

since-last = Siden sist
since-last-lead = Fortell hva kommunen har gjort med hvert forbedringsområde fra forrige evaluering. Evaluatorene leser det før besøket.
since-last-lead-read = Slik sier kommunen at det har gått med forbedringsområdene fra forrige evaluering.
since-last-found =
    { $count ->
        [one] { $evaluation } har 1 forbedringsområde som ikke står her.
       *[other] { $evaluation } har { $count } forbedringsområder som ikke står her.
    }
since-last-take-over = Hent alle
since-last-offers = Vis dem, eller hent ett om gangen
since-last-take-one = Hent
since-last-new = Legg til et forbedringsområde
since-last-new-lead = Skriv det av fra rapporten fra forrige gang.
since-last-none = Ingen forbedringsområder ennå
since-last-none-next = Har kommunen vært evaluert før, legger du dem til fra den rapporten. Er det første gang, lar du siden stå tom.
since-last-none-read = Kommunen har ikke skrevet noe. Det kan være første gang den evalueres.
since-last-edit = Hva har skjedd?
since-last-save = Lagre
since-last-area = Hovedområde
since-last-improvement = Forbedringsområde
since-last-improvement-help = Slik det sto i forrige rapport.
since-last-status = Hvor langt har det kommet?
since-last-status-done = ferdig, og synlig i praksis
since-last-status-begun = påbegynt
since-last-status-not-begun = ikke påbegynt
since-last-status-declined = kommunen har valgt å la være
since-last-what = Hva er gjort?
since-last-what-help = Hva ble gjort, når, og hva kom det ut av det? Har kommunen latt være, si hvorfor.
since-last-nothing = Ingenting er skrevet.
since-last-tell = Fortell
since-last-remove = Fjern
since-last-remove-heading = Fjern forbedringsområdet
since-last-remove-consequence = Forbedringsområdet og det som er skrevet om det, forsvinner fra listen.

self-assessment = Egenvurdering
self-assessment-lead = Hvor langt mener dere selv at kommunen har kommet i hvert delområde? Svaret forsegles og sammenlignes med evaluatorenes poeng når de er enige. Det er frivillig.
self-assessment-none = Kommunen har ikke forseglet noen egenvurdering.
self-assessment-until-sealed = Ingen utenfor kommunen kan lese den. Evaluatorene ser den først etter samvurderingen, og bare hvis dere forsegler den før intervjuene er over.
self-assessment-sealed = Forseglet { $moment } av { $name }. Den endres ikke mer, og vises for evaluatorene etter samvurderingen.
self-assessment-summary = { $done } av { $all } delområder har en vurdering
self-assessment-go-on = Fortsett
self-assessment-seal = Forsegle
self-assessment-seal-heading = Forsegl egenvurderingen
self-assessment-seal-lead = Gå gjennom svarene en siste gang før du forsegler dem.
self-assessment-seal-consequence = Egenvurderingen kan ikke endres etterpå. Den vises for evaluatorene først etter samvurderingen.
self-assessment-sub-area = Delområdet
self-assessment-position = Hvor langt har dere kommet?
self-assessment-standing = Nivå
self-assessment-points = Poeng
self-assessment-reason = Begrunnelse
self-assessment-worth = Tilsvarer { $points } poeng.
self-assessment-text = Hvorfor?
self-assessment-text-help = En setning er nok.
self-assessment-save = Lagre og gå videre
self-assessment-level-open = ikke besvart ennå
self-assessment-level-none = Vi tar ikke stilling
self-assessment-level-0 = Det finnes ikke
self-assessment-level-1 = Vi har begynt
self-assessment-level-2 = Delvis på plass
self-assessment-level-3 = I stor grad
self-assessment-level-4 = Fullt ut, i hele kommunen

self-image = Selvbilde og vurdering
self-image-to = Selvbildet ved siden av vurderingen
self-image-lead = Slik så kommunen på seg selv før den ble vurdert, ved siden av det evaluatorene ble enige om.
self-image-none = Det finnes ingen forseglet egenvurdering å sammenligne med
self-image-no-stand-at-all = Kommunen tok ikke stilling i noe delområde som er vurdert
self-image-none-next = Egenvurderingen er frivillig og må forsegles før intervjuene er over. Ved neste evaluering kan kommunen lage en for å se hvor godt den kjenner seg selv.
self-image-sealed = Egenvurderingen ble forseglet { $moment } av { $name }.
self-image-reasons = Les kommunens egne begrunnelser
self-image-whole =
    { $sub_areas ->
        [one] I det ene delområdet der begge finnes, ga kommunen seg selv { $own } av { $max } poeng. Evaluatorene ga { $judged }.
       *[other] I de { $sub_areas } delområdene der begge finnes, ga kommunen seg selv { $own } av { $max } poeng. Evaluatorene ga { $judged }.
    }
self-image-counts = Selvbildet er lysere i { $brighter }, mørkere i { $darker } og omtrent det samme i { $same }.
self-image-how = Hvordan regnes forskjellen ut?
self-image-how-text = Kommunen tok stilling i fem trinn, fra at det ikke finnes til fullt ut. Hvert trinn tilsvarer en fjerdedel av poengene i delområdet. Forskjellen er kommunens poeng minus evaluatorenes. Er den mindre enn et halvt trinn, sier den ingenting, og bildene regnes som omtrent like. Listene er ordnet etter hvor stor forskjellen er som andel av poengene det går an å få.
self-image-areas = Hovedområder
self-image-areas-caption = Bare delområder der både kommunen og evaluatorene har poeng, er med. Størst forskjell først.
self-image-area = Hovedområde
self-image-sub-areas = Delområder
self-image-sub-areas-caption = Størst forskjell først.
self-image-own = Kommunens egne
self-image-judged = Evaluatorenes
self-image-max = Høyst
self-image-gap = Forskjell, poeng
self-image-share = Forskjell, andel
self-image-says = Selvbildet er
self-image-brighter = lysere enn vurderingen
self-image-darker = mørkere enn vurderingen
self-image-same = omtrent det samme
self-image-no-stand = Kommunen tok ikke stilling til { $which }.
self-image-not-judged = Evaluatorene har ingen poeng for { $which }.
self-image-chart = Selvbilde og vurdering per hovedområde, i prosent av poengene
self-image-chart-text = Søylen er evaluatorenes poeng, streken kommunens egne. De samme tallene står i tabellen under.
self-image-chart-judged = Evaluatorene, %
self-image-chart-own = Kommunen, %
self-image-meaning = Hva forskjellen kan bety
self-image-meaning-lead = En forskjell er ingen feil. Den viser hvor det lønner seg å snakke sammen.
self-image-brighter-means = Det ledelsen regner med, merkes kanskje ikke i hverdagen, eller evaluatorene fikk aldri se grunnlaget. Spør hvem som kjenner til arbeidsmåten, og hvor den vises.
self-image-darker-means = Kommunen kan stille høye krav til seg selv, eller være så vant til en styrke at den ikke merkes innenfra. Finn ut hva andre ser. Det kan være et godt eksempel.
self-image-same-means = Kommunen kjenner seg selv. Er poengene lave, finnes det allerede et felles bilde å gå ut fra i forbedringsarbeidet.

done-answers-approved = Svarene som var klare, er godkjent.
done-answers-handed-in = Svarene er levert. Evaluatorene kan lese dem nå.
done-answer-ready = Svaret er merket som klart.
done-answer-approved = Svaret er godkjent.
done-answer-asked = Spørsmålet er sendt til kommunen.
done-answer-replied = Svaret er sendt til evaluatorene.
done-delegation-changed = Endringen gjelder nå.
done-delegation-reminded = Det er notert at du har minnet om det.
done-since-last-taken-over = Forbedringsområdene er hentet. Fortell om hvert av dem.
done-since-last-removed = Forbedringsområdet er fjernet.
done-self-assessment-sealed = Egenvurderingen er forseglet.

problem-pr01 = Teksten er for lang. Et svar har høyst 20 000 tegn; legg resten i et dokument.
problem-pr02 = Skriv en tekst først.
problem-pr03 = Det er ingen kommende dag. Skriv den som 2026-03-12.
problem-pr04 = Skriv hvorfor spørsmål står uten svar. En setning er nok.
problem-pr05 = Alt som er godkjent, er allerede levert.
problem-pr06 = Svaret er levert, så bare koordinatoren kan endre det. Ta kontakt med den som sendte lenken.
problem-pr07 = Svaret er ikke levert ennå, så det er ingenting å spørre om.
problem-pr08 = Skriv forbedringsområdet, med høyst 2 000 tegn.
problem-pr09 = Velg et hovedområde.
problem-pr10 = Det er ikke flere forbedringsområder å hente. Legg dem til for hånd.
problem-pr11 = Egenvurderingen er forseglet og kan ikke endres.
problem-pr12 = Velg hvor langt dere har kommet, eller at dere ikke tar stilling.
problem-pr13 = Ta stilling i minst ett delområde før du forsegler.
