### Planering, villkor och steg.

## Bokning, utöver det som står bland utvärderingarna
planning-municipality-help = Skriv namnet eller kommunkoden och välj i listan, till exempel Tyresö eller 0138.
planning-second = Ett andra ramverk
planning-second-help = Då bedöms besöket på två underlag, vart och ett med egna poäng. Team, dokument, svar och intervjuer är gemensamma. Används när en ny version ska kunna jämföras med en äldre.
planning-second-none = Inget
planning-visit-day = Besöksdag { $number }
planning-visit-help = Dagar då teamet är på plats. Kan fyllas i senare.
planning-lead = Vem leder utvärderingen?
planning-lead-help = Namnet som det ska stå i rapporten. Kontot kopplar du till platsen när du utser personen.
planning-lead-employer = Arbetsgivare för den som leder

## Planen
planning = Planera
planning-lead-text = Det här går att ändra tills intervjuerna börjar. Alla i utvärderingen ser det.
planning-date = Bedömningsdag
planning-date-help = Det är läget den dagen som bedöms.
planning-record = Diarienummer
planning-language = Rapportens språk
planning-framework = Ramverk
planning-framework-help = Går att byta så länge utvärderingen är planerad och ingen har bedömt något.
planning-facts = Kortfakta
planning-facts-help = En rad för varje uppgift: vad | värde | när | källa. Till exempel: Invånare | 23 400 | 2025 | SCB
planning-go = Spara planen
planning-to-edit = Ändra planen
planning-to-conditions = Villkor i ramverket

## Två ramverk
planning-two = Utvärderingen bedöms i två ramverk
planning-two-lead = Besöket, teamet och underlaget är gemensamt. Bedömningar, poäng och rapport finns för vart och ett.
planning-two-caption = Ramverk med poäng
planning-two-framework = Ramverk
planning-two-points = Poäng
planning-two-none = inte satta
planning-two-basis = Ramverken frågar efter olika saker. Poängen går därför inte att jämföra rakt av.
planning-two-here = du är här

## Villkor
conditions = Villkor i ramverket
conditions-lead = Några frågor gäller bara om kommunen har det som frågan handlar om. Det som inte finns sänker inte poängen.
conditions-term = Vad händer med poängen?
conditions-term-text = En fråga som inte gäller ger sina poäng till de andra frågorna i delområdet. Gäller ingen fråga lämnas delområdet ut, och området räknas om till 100 poäng. Rapporten säger det.
conditions-holding = Det här stämmer för kommunen
conditions-help = Kryssa för det som stämmer. Ta bort krysset där det inte gör det.
conditions-questions = Om inte: { $n ->
    [one] frågan { $codes } gäller inte
   *[other] frågorna { $codes } gäller inte
}
conditions-sub-areas = , och { $n ->
    [one] delområde { $codes } lämnas ut
   *[other] delområdena { $codes } lämnas ut
}
conditions-go = Spara villkoren
conditions-caption = Villkor i ramverkets ordning
conditions-condition = Villkor
conditions-holds = Stämmer
conditions-meaning = Vad det betyder
conditions-yes = ja
conditions-no = nej
conditions-none = Ramverket har inga villkor
conditions-none-next = Alla frågor gäller alla kommuner.

## Steg
planning-section = Steg
steps-page = Steg
steps-lead = En utvärdering går i tio steg. Varje steg öppnar det som ska göras i det och låser det som är klart.
steps-next = Nästa steg: { $state }
steps-needs = Det här behöver vara klart först
steps-holds = klart
steps-missing = saknas
steps-hidden = visas när alla har låst
steps-mend = Till sidan { $place }
steps-unanswered = { $n ->
    [one] 1 synpunkt väntar på svar
   *[other] { $n } synpunkter väntar på svar
}
steps-second = Dessutom för { $framework }
steps-second-all = Allt är klart också där.
steps-go = Gå vidare till { $state }
steps-skip = Hoppa till { $state }
steps-ready-wait = Allt är klart. Den som leder utvärderingen, eller samordnaren efter leveransen, går vidare.
steps-not-ready = När allt är klart kan utvärderingen gå vidare.
steps-end = Utvärderingen är avslutad.
steps-line = Så långt har utvärderingen kommit
steps-entered = { $date }
steps-entered-by = { $date }, { $name }
steps-before = gjordes innan utvärderingen lades in här
steps-skipped = hoppades över
steps-here = pågår nu
steps-later = inte än
steps-log = Alla steg som har tagits
steps-log-caption = Steg i den ordning de togs
steps-when = När
steps-what = Steg
steps-who = Vem
steps-why = Varför
steps-made = lades in som { $state }
steps-from-to = { $from } → { $to }
steps-by-machine = på servern
steps-back = Gå tillbaka
steps-back-lead = Behöver något göras om kan utvärderingen tas tillbaka. Det loggas, och alla i utvärderingen ser varför.
steps-back-to = Gå tillbaka till { $state }
steps-back-heading = Gå tillbaka till { $state }
steps-back-reason = Varför?
steps-back-reason-help = Skriv så att teamet och kommunen förstår. Texten visas här på sidan.
steps-back-kept = Allt som är skrivet och bedömt finns kvar.
steps-back-fact-check = Faktagranskningen tas bort och görs om.
steps-back-review = Kvalitetsgranskarens underskrift tas bort.
steps-back-locks = Alla områden låses upp.
steps-forward-heading = Gå vidare till { $state }
steps-about-planned = Kommun, ramverk, dagar och team bestäms.
steps-about-preparation = Kommunen svarar på förhandsfrågor och lämnar dokument. Intervjuerna planeras.
steps-about-interviews = Teamet är på plats och träffar grupperna.
steps-about-scoring = Var och en bedömer och låser sina områden.
steps-about-consensus = Teamet jämför, enas om värden och skriver texterna.
steps-about-review = Kvalitetsgranskaren läser, skriver under eller skickar tillbaka.
steps-about-fact-check = Kommunen läser texten och lämnar synpunkter, som får svar.
steps-about-delivered = Rapporten är fryst och överlämnad.
steps-about-follow-up = Kommunen gör åtgärder av förbättringsområdena och följer dem.
steps-about-closed = Inget mer ändras.
steps-means-preparation = Kommunens samordnare kan svara på förhandsfrågor och lämna dokument. Ramverket ligger fast från och med nu.
steps-means-interviews = Planen ligger fast. Svar och dokument går fortfarande att komplettera.
steps-means-scoring = Kommunen kan inte längre ändra sina svar. Utvärderarna börjar bedöma, var och en för sig.
steps-means-consensus = Ingen kan längre ändra sina egna bedömningar. Teamet ser varandras.
steps-means-review = Det överenskomna och texterna låses medan kvalitetsgranskaren läser.
steps-means-fact-check = Kommunen får läsa texten och lämna synpunkter.
steps-means-delivered = Rapporten gäller. Kommunen och dess läsare ser poäng och text.
steps-means-follow-up = Kommunen kan börja arbeta med sina åtgärder.
steps-means-closed = Utvärderingen avslutas. Åtgärderna går inte längre att ändra.
done-step-forward = Utvärderingen har gått vidare till nästa steg.
done-step-back = Utvärderingen är tillbaka i ett tidigare steg.

## Det som ska gälla
problem-l01 = Ramverket ska vara valt.
problem-l02 = Bedömningsdagen ska vara bestämd.
problem-l03 = Någon i teamet ska leda utvärderingen.
problem-l04 = Alla i teamet ska ha skrivit under jävsdeklarationen.
problem-l05 = Ingen i teamet får ha jäv.
problem-l06 = Minst en besöksdag ska vara bestämd.
problem-l07 = Minst en intervjugrupp ska vara antecknad som träffad.
problem-l08 = Alla utvärderare ska ha låst sina bedömningar.
problem-l09 = Allt som gäller kommunen ska vara bedömt.
problem-l10 = Teamet ska ha enats om allt som gäller kommunen.
problem-l11 = Teamet ska ha en kvalitetsgranskare som inte bedömer.
problem-l12 = Kvalitetsgranskaren ska ha skrivit under.
problem-l13 = Faktagranskningen ska vara avslutad: kommunen är klar, eller tiden är ute.
problem-l14 = Alla synpunkter i faktagranskningen ska ha fått svar.
problem-l15 = Rapporten ska vara skapad.
problem-l16 = Källan till resultatet ska vara angiven.
problem-l17 = Totalpoäng, eller poäng för något område, ska finnas.
problem-l18 = Utvärderingen är redan i det steget.
problem-l19 = Skriv varför utvärderingen tas tillbaka.
problem-l20 = Den här sortens utvärdering tar ett steg i taget.

## Fel i planen
problem-pl01 = Skriv vilken kommun det gäller.
problem-pl02 = Det här är ingen dag. Skriv den som 2026-03-12.
problem-pl03 = Ett besök har högst tio dagar. Ta bort någon.
problem-pl04 = Diarienumret är för långt. Det får ha högst 100 tecken.
problem-pl05 = Välj ett av språken i listan.
problem-pl06 = En rad i kortfakta saknar värde eller har för många delar. Skriv: vad | värde | när | källa.
problem-pl07 = Instrumentet fanns inte då. Kontrollera årtalet.
problem-pl08 = Det ramverket har bara områden, så det går inte att bedöma på. Välj ett annat.
problem-pl09 = Det andra ramverket är samma som det första. Välj ett annat, eller inget.
problem-pl10 = Ramverket ligger fast när förberedelsen har börjat eller någon har bedömt. Boka en ny utvärdering om det måste bytas.
problem-a38 = Det här hör till utvärderingen som det andra ramverket bedöms bredvid. Öppna den i stället.
problem-a39 = Platsen i teamet är upptagen, eller är till för en annan roll. Välj en annan, eller en ny plats.
problem-a40 = Den som medverkar svarar för kommunen, så länken görs av kommunens samordnare. Be hen om den.

## Plats i teamet
planning-place = Plats i teamet
planning-place-help = De som finns i teamet men inte har något konto kan få ett. Namnet tas då från platsen om du inte skriver något annat.
planning-place-new = Ny plats
planning-place-of = { $code }: { $name }, { $role }
