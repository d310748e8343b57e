### Intervjuer: planen for besøket, personer, hva de intervjuede får vite, og suppleringer.

## Planen
interview-list = Intervjuer
interview-list-lead = Hvem som blir intervjuet, når og hvor. Bare teamet og koordinatoren ser navnene.
interview-plan = Planlegg et intervju
interview-plan-lead = En gruppe møter evaluererne til en bestemt tid. Kollisjoner blir sagt fra om med en gang, med grunnen.
interview-edit = Endre intervjuet
interview-save = Lagre
interview-group = Gruppe
interview-day = Dag
interview-day-help = Dagene for besøket.
interview-day-open-help = Dagene for besøket er ikke bestemt ennå, så hvilken som helst går, høyst tre ulike.
interview-time = Tid
interview-begins = Begynner
interview-ends = Slutter
interview-ends-help = Regn med høyst 18 spørsmål i timen. Halvannen time holder til 27.
interview-room = Rom
interview-evaluators = Evaluerere
interview-evaluators-help = Velg dem som skal være med, hvis det er bestemt. Ingen du velger, kan sitte i to intervjuer samtidig.
interview-state = Status
interview-state-planned = planlagt
interview-state-moved = endret
interview-state-held = { $people ->
    [one] holdt, { $people } person
   *[other] holdt, { $people } personer
}
interview-state-over = holdt
interview-state-cancelled = avlyst
interview-schedule = Timeplan
interview-none = Ingen intervjuer ennå
interview-none-next = Planlegg et intervju for hver gruppe. Så legger du til personene.
interview-back = Tilbake
interview-print = Skriv ut

interview-cancel = Avlys intervjuet
interview-cancel-consequence = Intervjuet blir stående i timeplanen som avlyst, og de intervjuede ser det på siden sin. Det kan ikke gjøres om; planlegg da et nytt.
interview-cancel-go = Avlys
done-interview-cancelled = Intervjuet er avlyst. Si også fra til dem som skulle ha kommet.

interview-held = Intervjuet er holdt
interview-held-people = Antall personer som kom
interview-held-people-help = Antallet står i rapporten, navnene aldri. Skriv 0 hvis intervjuet likevel ikke ble holdt.

interview-terms = Siste dag og kontakt
interview-terms-lead = Dette får alle som blir intervjuet, vite på siden sin og i informasjonsbrevet.
interview-terms-date = Siste dag for suppleringer
interview-terms-date-help = Det som kommer senere, merkes som sent, og den som leder evalueringen, avgjør om det tas hensyn til.
interview-terms-contact = Hvem kan de spørre?
interview-terms-contact-help = Navn og telefon eller e-post, for eksempel til koordinatoren.
interview-terms-until = Suppleringer tas imot til og med { $date }.
interview-terms-open = Ingen siste dag for suppleringer er bestemt.

## Å se over
interview-warnings = Å se over
interview-warn-no-visit = Dagene for besøket er ikke bestemt.
interview-warn-majority = { $group }: ingen fra flertallet er med.
interview-warn-opposition = { $group }: ingen fra opposisjonen er med.
interview-warn-bloc-unknown = { $people ->
    [one] { $group }: for { $people } person står det ikke om hen hører til flertallet eller opposisjonen.
   *[other] { $group }: for { $people } personer står det ikke om de hører til flertallet eller opposisjonen.
}
interview-warn-no-interview = { $group }: ikke noe intervju er planlagt.
interview-warn-no-people = { $interview }: ingen personer er lagt til.
interview-warn-outside = { $interview }: dagen hører ikke lenger til besøket.

## Personer
interview-people = Personer
interview-people-lead = Listen brukes til å planlegge. Den er aldri med i rapporten eller i filer som lastes ned.
interview-people-count = Personer
interview-people-caption = I alfabetisk rekkefølge
interview-people-none = Ingen er lagt til ennå
interview-people-none-here = Ingen er lagt til i dette intervjuet
interview-people-none-next = Legg til en person og velg hvilket intervju hen skal være med i.
interview-person-new = Legg til en person
interview-person-lead = Ingen skal sitte i samme intervju som sin egen leder. Oppgi derfor lederen hvis hen også blir intervjuet.
interview-person-name = Navn
interview-person-title = Tittel eller funksjon
interview-person-email = E-postadresse
interview-person-email-help = Vises ved siden av den personlige lenken, så du vet hvor den skal.
interview-person-interviews = Intervjuer
interview-person-interviews-help = Velg intervjuene som personen skal være med i.
interview-person-manager = Nærmeste leder
interview-person-manager-help = Bare hvis lederen også står i listen.
interview-person-manager-none = står ikke i listen
interview-person-bloc = Flertall eller opposisjon
interview-person-bloc-help = For politikere. Begge sider bør være med.
interview-person-party = Parti
interview-bloc-majority = flertallet
interview-bloc-opposition = opposisjonen
interview-bloc-none = ingen av delene
interview-bloc-none-help = Ansatte og tillitsvalgte.
interview-person-remove = Ta { $name } ut av listen
interview-person-remove-consequence = { $name } forsvinner fra listen og fra intervjuene sine, og den personlige lenken slutter å virke. Det som er sendt inn, blir stående.
interview-person-remove-go = Ta ut av listen
done-interview-person-removed = Personen er tatt ut av listen.

## Personlige lenker til alle
interview-links = Personlige lenker til intervjuet
interview-links-lead = Med en personlig lenke ser hver og en når og hvor intervjuet er, og kan supplere etterpå. Nye lenker erstatter de gamle.
interview-links-go = Lag lenker til alle i intervjuet
interview-links-once = Lenkene vises bare nå. Gi dem til én og én, slik at ingen andre kan lese dem.
interview-links-until = De gjelder til { $moment }.
interview-links-none = Ingen å lage lenker til
interview-links-caption = En lenke til hver
interview-links-link = Personlig lenke

## Hva ingen er spurt om
interview-coverage = Hva det er spurt om
interview-coverage-summary = { $asked } av { $of } spørsmål er stilt til en gruppe.
interview-coverage-lead = Et spørsmål regnes som stilt når det har et notat eller er merket.
interview-coverage-count = { $asked } av { $of }
interview-coverage-can = Kan fortsatt spørres: { $groups }
interview-coverage-nobody = Ingen gruppe som kan få spørsmålet, gjenstår.
interview-coverage-all = Alt er spurt om.

## Kalender
interview-calendar = Intervjuer i { $place }
interview-calendar-of = Intervju med: { $group }
interview-calendar-about = Kommunkompassen i { $place }
interview-calendar-mine = Intervju til Kommunkompassen i { $municipality }
interview-calendar-told = Åpne den personlige lenken din for å lese om intervjuet. { $organisation } svarer på spørsmål.
interview-calendar-fetch = Hent til kalenderen (.ics)
interview-mine-moved = Tiden eller stedet er endret. Har du lagt intervjuet i kalenderen din, hent filen igjen, så byttes den gamle ut.
interview-mine-cancelled = Intervjuet er avlyst. Har du lagt det i kalenderen din, hent filen igjen, så blir det strøket.

## Informasjon til gruppene
interview-letters = Informasjonsbrev
interview-letters-lead = Et brev til hver gruppe, til å skrive ut eller kopiere inn i en e-post.
interview-letter = Informasjon til: { $group }
interview-letter-lead = { $organisation } evaluerer { $municipality } med Kommunkompassen { $year }. Du er invitert til et av gruppeintervjuene. Her står det hva det handler om.
interview-letter-help = Skriv ut siden, eller kopier teksten inn i en e-post. Det samme står på den personlige siden.
interview-letter-open = Informasjonsbrev til gruppen
interview-told-about = Hva det handler om
interview-told-about-text = Kommunkompassen ser på hvordan kommunen ledes og styres som helhet, ikke på hvordan enkeltpersoner gjør arbeidet sitt. Evaluererne har lest kommunens dokumenter og nettsider og fått svar på spørsmål på forhånd. I intervjuene vil de høre det som ikke vises der. Kommunen får poeng på hvert av disse områdene:
interview-told-groups = Gruppeintervjuer holdes med:
interview-told-before = Før samtalen
interview-told-practice = Fortell hvordan det virker i praksis og hvordan du ser på det. Det er vanskelig å lese seg til.
interview-told-effect = Tenk gjennom hvilke resultater og virkninger dere har sett av arbeidet. Det teller mye til slutt.
interview-told-snapshot = Det er situasjonen i dag som vurderes. Det som er planlagt, men ikke gjennomført, teller ikke.
interview-told-short = Tiden er knapp og alle skal komme til orde, så svar gjerne kort og konkret.
interview-told-some = Ikke alle grupper får alle spørsmål. Noen stilles bare til én eller to grupper.
interview-told-unknown = Vet du det ikke, så si det. Ingen presser fram et svar.
interview-told-supplement = Kommer du på noe viktig etterpå, kan du supplere på den personlige siden din.
interview-told-supplement-until = Kommer du på noe viktig etterpå, kan du supplere på den personlige siden din til og med { $date }.
interview-told-sought = Hva evaluererne ser etter
interview-told-strategy = En felles måte å arbeide på, skrevet ned eller synlig i det som gjøres.
interview-told-scope = At alle virksomheter det gjelder, arbeider slik, og hvordan det virker.
interview-told-results = At det gir resultater for innbyggere og brukere, og at resultatene følges opp og analyseres.
interview-told-use = Slik brukes det du sier
interview-told-whole = Svarene settes sammen med dokumenter og andre intervjuer til et bilde av hele kommunen.
interview-told-nobody = Rapporten peker ikke ut noen person, og heller ikke en funksjon som bare én person har. Der står det bare hvilke grupper som er intervjuet, og hvor mange.
interview-told-feedback = Resultatet blir en skriftlig rapport og en muntlig tilbakemelding. Kommunen bestemmer hvem som inviteres; vi anbefaler at alle som ble intervjuet, får være med.
interview-told-public = Hva som kan bli offentlig
interview-told-notes = Evaluerernes notater er arbeidsmateriale som kommunen ikke ser. De kan bli offentlige dokumenter hvis de arkiveres.
interview-told-supplements = En supplering som du sender inn, leses av evaluererne og av kommunens koordinator. Den kan bli et offentlig dokument når den er kommet inn. Skriv ikke om enkeltpersoner, og ikke noe som er taushetsbelagt.
interview-told-report = Rapporten blir som regel et offentlig dokument når kommunen har fått den.
interview-told-data = Personopplysningene dine
interview-told-data-what = I Kompass står navnet ditt, hvilket intervju du er med i, og, hvis planleggingen trenger det, tittel, e-postadresse, parti og nærmeste leder.
interview-told-data-who = Opplysningene brukes til å planlegge intervjuene. Teamet i evalueringen og kommunens koordinator ser dem, og de gis ikke videre.
interview-told-data-long = De blir stående til de tas ut av planen, eller til evalueringen kasseres etter planen som { $organisation } har for dokumentene sine.
interview-told-ask = Vil du vite hva som står om deg, få noe rettet eller spørre om intervjuet, henvend deg til { $organisation }.
interview-told-ask-contact = Spørsmål om intervjuet: { $contact }. Vil du vite hva som står om deg eller få noe rettet, henvend deg til { $organisation }.

## Suppleringer
supplement-list = Suppleringer
supplement-lead = Det som intervjuede og koordinatoren har lagt til etter intervjuene.
supplement-none = Ingen suppleringer ennå
supplement-none-next = Den som er intervjuet, kan supplere på den personlige siden sin. Koordinatoren kan gjøre det her.
supplement-new = Lever en supplering
supplement-new-lead = Suppleringen leses av evaluererne og kan bli et offentlig dokument.
supplement-interview = Gjelder
supplement-no-interview = ikke noe bestemt intervju
supplement-late = for sent
supplement-waits = venter på avgjørelse
supplement-considered = tatt hensyn til
supplement-not-considered = ikke tatt hensyn til
supplement-rule = Avgjør
supplement-rule-heading = Skal det tas hensyn til den sene suppleringen?
supplement-rule-lead = { $name } skrev etter siste dag: «{ $text }»
supplement-ruling = Skal det tas hensyn til suppleringen?
supplement-reason = Begrunnelse
supplement-reason-help = Leses av teamet.
supplement-own = Suppler
supplement-own-lead = Skriv det som er viktig, men som ikke kom opp. Det leses av evaluererne og av kommunens koordinator, og kan bli et offentlig dokument.
supplement-own-text = Supplering
supplement-own-until = Senest { $date }. Det som kommer senere, merkes som sent, og den som leder evalueringen, avgjør om det tas hensyn til.
supplement-own-open = Skriv så snart du kan, mens evaluererne arbeider med grunnlaget.
supplement-own-go = Send inn
done-supplement-added = Takk, suppleringen er kommet inn.

## Hvorfor noe ikke gikk
problem-in01 = Rammeverket har ingen slik gruppe. Velg en av dem som finnes.
problem-in02 = Intervjuet slutter før det begynner. Oppgi et senere tidspunkt.
problem-in03 = { $first } er ikke en av dagene for besøket. Velg en av dem, eller endre besøket.
problem-in04 = Intervjuene kan ta høyst tre dager. Velg en dag som alt har intervjuer.
problem-in05 = { $first } er ingen evaluerer i teamet. Velg en annen.
problem-in06 = { $first } er opptatt { $second }. Velg et annet rom eller en annen tid.
problem-in07 = { $first } er med i et annet intervju { $second }. Velg en annen, eller en annen tid.
problem-in08 = { $first } er med i et annet intervju { $second }. Flytt det ene.
problem-in09 = { $first } ville sittet i samme intervju som lederen sin, { $second }. La dem være med i hvert sitt.
problem-in10 = Lederen må være en annen i listen.
problem-in11 = Et av intervjuene finnes ikke. Åpne siden på nytt og velg igjen.
problem-in12 = Intervjuet er alt holdt eller avlyst. Planlegg et nytt.
problem-in13 = Notatet er tomt. Skriv hva som ble sagt.
problem-in14 = Notatet har flere enn 10 000 tegn. Del det i to.
problem-in15 = { $first } er verken et spørsmål eller et delområde. Skriv koder som 1.4 eller 1.4.2.
problem-in16 = Du kan bare rette dine egne notater i samme intervju.
problem-in17 = Teksten har flere enn 200 tegn. Kort den ned.
problem-in18 = Suppleringen er tom eller har flere enn 10 000 tegn.
problem-in19 = Skriv begrunnelsen, med høyst 10 000 tegn.
problem-in20 = Dette er ikke et klokkeslett. Skriv det som 09.30.
problem-in21 = Skriv antall personer med siffer, for eksempel 7.
problem-in23 = Velg om det skal tas hensyn til suppleringen.
problem-in24 = Intervjuet er planlagt til en senere dag. Merk det når det er holdt, eller endre dagen først.
