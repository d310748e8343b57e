### Planlegging, vilkår og trinn.

## Bestilling, utover det som står blant evalueringene
planning-municipality-help = Skriv navnet eller kommunenummeret og velg i listen, for eksempel Tyresö eller 0138.
planning-second = Et andre rammeverk
planning-second-help = Da vurderes besøket på to ark, hvert med egne poeng. Team, dokumenter, svar og intervjuer er felles. Brukes når en ny versjon skal kunne sammenlignes med en eldre.
planning-second-none = Ingen
planning-visit-day = Besøksdag { $number }
planning-visit-help = Dager da teamet er på stedet. Kan fylles ut senere.
planning-lead = Hvem leder evalueringen?
planning-lead-help = Navnet slik det skal stå i rapporten. Kontoen kobler du til plassen når du oppnevner personen.
planning-lead-employer = Arbeidsgiver for den som leder

## Planen
planning = Planlegg
planning-lead-text = Dette kan endres til intervjuene begynner. Alle i evalueringen ser det.
planning-date = Vurderingsdato
planning-date-help = Det er situasjonen den dagen som vurderes.
planning-record = Saksnummer
planning-language = Språket i rapporten
planning-framework = Rammeverk
planning-framework-help = Kan byttes så lenge evalueringen er planlagt og ingen har vurdert noe.
planning-facts = Korte fakta
planning-facts-help = Én linje for hver opplysning: hva | verdi | når | kilde. For eksempel: Innbyggere | 23 400 | 2025 | SCB
planning-go = Lagre planen
planning-to-edit = Endre planen
planning-to-conditions = Vilkår i rammeverket

## To rammeverk
planning-two = Evalueringen vurderes i to rammeverk
planning-two-lead = Besøket, teamet og underlaget er felles. Vurderinger, poeng og rapport finnes for hvert av dem.
planning-two-caption = Rammeverk med poeng
planning-two-framework = Rammeverk
planning-two-points = Poeng
planning-two-none = ikke satt
planning-two-basis = Rammeverkene spør etter ulike ting. Poengene kan derfor ikke sammenlignes direkte.
planning-two-here = du er her

## Vilkår
conditions = Vilkår i rammeverket
conditions-lead = Noen spørsmål gjelder bare hvis kommunen har det spørsmålet handler om. Det som ikke finnes, trekker ikke ned poengene.
conditions-term = Hva skjer med poengene?
conditions-term-text = Et spørsmål som ikke gjelder, gir poengene sine til de andre spørsmålene i delområdet. Gjelder ingen spørsmål, utelates delområdet, og området regnes om til 100 poeng. Rapporten sier det.
conditions-holding = Dette stemmer for kommunen
conditions-help = Kryss av for det som stemmer. Ta bort krysset der det ikke gjør det.
conditions-questions = Hvis ikke: { $n ->
    [one] spørsmål { $codes } gjelder ikke
   *[other] spørsmålene { $codes } gjelder ikke
}
conditions-sub-areas = , og { $n ->
    [one] delområde { $codes } utelates
   *[other] delområdene { $codes } utelates
}
conditions-go = Lagre vilkårene
conditions-caption = Vilkår i rammeverkets rekkefølge
conditions-condition = Vilkår
conditions-holds = Stemmer
conditions-meaning = Hva det betyr
conditions-yes = ja
conditions-no = nei
conditions-none = Rammeverket har ingen vilkår
conditions-none-next = Alle spørsmål gjelder alle kommuner.

## Trinn
planning-section = Trinn
steps-page = Trinn
steps-lead = En evaluering går i ti trinn. Hvert trinn åpner det som skal gjøres i det, og låser det som er ferdig.
steps-next = Neste trinn: { $state }
steps-needs = Dette må være på plass først
steps-holds = ferdig
steps-missing = mangler
steps-hidden = vises når alle har låst
steps-mend = Til { $place }
steps-unanswered = { $n ->
    [one] 1 merknad venter på svar
   *[other] { $n } merknader venter på svar
}
steps-second = Dessuten for { $framework }
steps-second-all = Alt er på plass der også.
steps-go = Gå videre til { $state }
steps-skip = Hopp til { $state }
steps-ready-wait = Alt er på plass. Den som leder evalueringen, eller koordinatoren etter leveringen, går videre.
steps-not-ready = Når alt er på plass, kan evalueringen gå videre.
steps-end = Evalueringen er avsluttet.
steps-line = Så langt har evalueringen kommet
steps-entered = { $date }
steps-entered-by = { $date }, { $name }
steps-before = ble gjort før evalueringen ble lagt inn her
steps-skipped = ble hoppet over
steps-here = pågår nå
steps-later = ikke ennå
steps-log = Alle trinn som er tatt
steps-log-caption = Trinn i den rekkefølgen de ble tatt
steps-when = Når
steps-what = Trinn
steps-who = Hvem
steps-why = Hvorfor
steps-made = lagt inn som { $state }
steps-from-to = { $from } → { $to }
steps-by-machine = på serveren
steps-back = Gå tilbake
steps-back-lead = Må noe gjøres om, kan evalueringen tas tilbake. Det logges, og alle i evalueringen ser hvorfor.
steps-back-to = Gå tilbake til { $state }
steps-back-heading = Gå tilbake til { $state }
steps-back-reason = Hvorfor?
steps-back-reason-help = Skriv slik at teamet og kommunen forstår. Teksten vises her på siden.
steps-back-kept = Alt som er skrevet og vurdert, blir stående.
steps-back-fact-check = Faktasjekken fjernes og gjøres om.
steps-back-review = Underskriften til kvalitetsgranskeren fjernes.
steps-back-locks = Alle områder låses opp.
steps-forward-heading = Gå videre til { $state }
steps-about-planned = Kommune, rammeverk, dager og team bestemmes.
steps-about-preparation = Kommunen svarer på forhåndsspørsmål og leverer dokumenter. Intervjuene planlegges.
steps-about-interviews = Teamet er på stedet og møter gruppene.
steps-about-scoring = Hver evaluator vurderer og låser områdene sine.
steps-about-consensus = Teamet sammenligner, blir enige om verdier og skriver tekstene.
steps-about-review = Kvalitetsgranskeren leser, og skriver under eller sender tilbake.
steps-about-fact-check = Kommunen leser teksten og gir merknader, som får svar.
steps-about-delivered = Rapporten er frosset og overlevert.
steps-about-follow-up = Kommunen gjør forbedringsområdene om til tiltak og følger dem.
steps-about-closed = Ingenting mer endres.
steps-means-preparation = Kommunens koordinator kan svare på forhåndsspørsmål og levere dokumenter. Rammeverket ligger fast fra nå av.
steps-means-interviews = Planen ligger fast. Svar og dokumenter kan fortsatt suppleres.
steps-means-scoring = Kommunen kan ikke lenger endre svarene sine. Evaluatorene begynner å vurdere, hver for seg.
steps-means-consensus = Ingen kan lenger endre sine egne vurderinger. Teamet ser hverandres.
steps-means-review = Det teamet er enig om, og tekstene, låses mens kvalitetsgranskeren leser.
steps-means-fact-check = Kommunen får lese teksten og gi merknader.
steps-means-delivered = Rapporten gjelder. Kommunen og leserne dens ser poeng og tekst.
steps-means-follow-up = Kommunen kan begynne å arbeide med tiltakene sine.
steps-means-closed = Evalueringen avsluttes. Tiltakene kan ikke lenger endres.
done-step-forward = Evalueringen har gått videre til neste trinn.
done-step-back = Evalueringen er tilbake i et tidligere trinn.

## Det som skal gjelde
problem-l01 = Rammeverket skal være valgt.
problem-l02 = Vurderingsdatoen skal være bestemt.
problem-l03 = Noen i teamet skal lede evalueringen.
problem-l04 = Alle i teamet skal ha skrevet under erklæringen om inhabilitet.
problem-l05 = Ingen i teamet kan være inhabil.
problem-l06 = Minst én besøksdag skal være bestemt.
problem-l07 = Minst én intervjugruppe skal være notert som møtt.
problem-l08 = Alle evaluatorer skal ha låst vurderingene sine.
problem-l09 = Alt som gjelder kommunen, skal være vurdert.
problem-l10 = Teamet skal være enig om alt som gjelder kommunen.
problem-l11 = Teamet skal ha en kvalitetsgransker som ikke vurderer.
problem-l12 = Kvalitetsgranskeren skal ha skrevet under.
problem-l13 = Faktasjekken skal være over: kommunen er ferdig, eller tiden er ute.
problem-l14 = Alle merknader i faktasjekken skal ha fått svar.
problem-l15 = Rapporten skal være laget.
problem-l16 = Kilden til resultatet skal være oppgitt.
problem-l17 = Det skal finnes totalpoeng, eller poeng for et område.
problem-l18 = Evalueringen er allerede i det trinnet.
problem-l19 = Skriv hvorfor evalueringen tas tilbake.
problem-l20 = Denne typen evaluering tar ett trinn om gangen.

## Feil i planen
problem-pl01 = Skriv hvilken kommune det gjelder.
problem-pl02 = Dette er ingen dag. Skriv den som 2026-03-12.
problem-pl03 = Et besøk har høyst ti dager. Ta bort noen.
problem-pl04 = Saksnummeret er for langt. Det kan ha høyst 100 tegn.
problem-pl05 = Velg et av språkene i listen.
problem-pl06 = En linje i de korte faktaene mangler verdi eller har for mange deler. Skriv: hva | verdi | når | kilde.
problem-pl07 = Instrumentet fantes ikke da. Kontroller årstallet.
problem-pl08 = Det rammeverket har bare områder, så det kan ikke brukes til å vurdere. Velg et annet.
problem-pl09 = Det andre rammeverket er det samme som det første. Velg et annet, eller ingen.
problem-pl10 = Rammeverket ligger fast når forberedelsen har begynt eller noen har vurdert. Bestill en ny evaluering hvis det må byttes.
problem-a38 = Dette hører til evalueringen som det andre rammeverket vurderes ved siden av. Åpne den i stedet.
problem-a39 = Plassen i teamet er opptatt, eller er til en annen rolle. Velg en annen, eller en ny plass.
problem-a40 = Den som medvirker, svarer for kommunen, så lenken lages av kommunens koordinator. Be koordinatoren om den.

## Plass i teamet
planning-place = Plass i teamet
planning-place-help = De som er i teamet uten konto, kan få en. Navnet hentes da fra plassen hvis du ikke skriver et annet.
planning-place-new = Ny plass
planning-place-of = { $code }: { $name }, { $role }
