### Dokumenter, saksnummer, kassasjon og logg.

## Dokumenttyper
record-report = Leverte rapporter
record-publication = Beslutning om publisering
record-steps = Trinn og begrunnelser
record-team = Team og habilitetserklæringer
record-answers = Innleverte svar på forhåndsspørsmål
record-answer-drafts = Utkast til svar og oppfølgingsspørsmål
record-documents = Filer som underlag
record-document-requests = Etterspurt underlag
record-since-last = Siden sist
record-self-assessment = Egenvurdering
record-interviews = Personer som intervjues
record-notes = Intervjunotater
record-supplements = Tillegg etter intervjuer
record-judgements = Hver enkelts vurderinger
record-agreed = Felles vurderinger
record-texts = Tekster i rapporten
record-review = Kvalitetssikrerens kommentarer
record-fact-check = Faktasjekk
record-links = Personlige lenker
record-actions = Tiltak og oppfølging
record-log = Logg over hvem som gjorde hva
keep-preserve = bevares
keep-after-delivered = kasseres { $years ->
    [0] så snart rapporten er levert
    *[other] { $years } år etter levering
}
keep-after-closed = kasseres { $years ->
    [0] så snart evalueringen er avsluttet
    *[other] { $years } år etter avslutning
}
nature-working = arbeidsmateriale
nature-established = offentlig dokument

## Dokumenter i en evaluering
records = Dokumenter
records-lead = Hva som finnes i saken, hva som er offentlig dokument i det trinnet evalueringen er i, og hvor lenge det tas vare på.
records-caption = Dokumenter i saken
records-type = Dokument
records-count = Antall
records-hidden = telles når alle har låst
records-nature = Er nå
records-keep = Oppbevares
records-due = tidligst { $day }
records-note = Om et dokument er offentlig, avgjøres til slutt av kommunen og domstolene. Opplysninger kan være taushetsbelagte også i et offentlig dokument.
records-to-log = Vis loggen for evalueringen
records-to-plan = Endre hvor lenge dokumenter oppbevares
records-number = Saksnummer
records-number-none = Evalueringen har ikke noe saksnummer ennå.
records-number-also = Samme saksnummer står på { $n ->
    [one] en annen evaluering
   *[other] { $n } andre evalueringer
} i organisasjonen. Det er riktig om de hører til samme sak.
records-number-take = Ta neste nummer
records-number-pattern = Neste ledige nummer i organisasjonens serie, { $pattern }.
records-number-change = Skriv saksnummer
records-number-help = Slik det står i organisasjonens egen journal, for eksempel KS 2026/417. Rapporter som allerede er levert, endres ikke.
records-number-save = Lagre saksnummer
done-record-number = Evalueringen har fått saksnummer.

## En organisasjons arkivering
retention = Arkiv og kassasjon
retention-lead = Hvordan organisasjonen nummererer saker, hvor lenge dokumenter oppbevares, og hva som er modent for kassasjon.
retention-series = Serie for saksnummer
retention-series-help = Skriv { $period } der året skal stå og { $number } der løpenummeret skal stå, for eksempel KS { $period }/{ $number }. La det stå tomt hvis numrene tas fra en annen journal.
retention-series-save = Lagre serien
retention-plan = Hvor lenge dokumenter oppbevares
retention-plan-note = Planen som følger med, er et forslag. Kommunens egen arkivplan og vedtak om kassasjon går foran.
retention-why = Hvorfor
retention-own = egen regel
retention-change = Endre
retention-edit = Endre hvor lenge dette oppbevares: { $record }
retention-rule = Regel
retention-as-bundled = Som forslaget: { $keep }
retention-preserve = Bevares
retention-preserve-help = Kasseres aldri.
retention-delivered = Kasseres etter levering
retention-delivered-help = Årene regnes fra dagen rapporten sist ble levert.
retention-closed = Kasseres etter avslutning
retention-closed-help = Årene regnes fra dagen evalueringen ble avsluttet.
retention-years = Antall år
retention-years-help = 0 til 100. Gjelder bare det som kasseres.
retention-save = Lagre regelen

## Kassasjon
disposal-due-heading = Modent for kassasjon
disposal-none = Ingenting er modent for kassasjon i dag.
disposal-count = { $count ->
    [one] Én type dokumenter i en evaluering er moden for kassasjon.
    *[other] { $count } typer dokumenter er modne for kassasjon.
}
disposal-to = Gå gjennom og kasser
disposal = Kasser dokumenter
disposal-lead = Velg hva som skal kasseres, og oppgi vedtaket. Den som fatter eller iverksetter vedtaket, svarer for at det finnes.
disposal-chosen = Dokumenter
disposal-choice = { $record }, { $count } stk., { $keep } (moden { $day })
disposal-decision = Vedtak
disposal-decision-help = Hva vedtaket heter der det står, for eksempel saksnummer eller protokoll.
disposal-day = Vedtaksdag
disposal-section = Paragraf
disposal-consequence = Teksten forsvinner for godt fra Kompass, også fra loggen. At den fantes, når den ble kassert og med hvilken hjemmel, blir stående i protokollen. Eldre sikkerhetskopier har den til de overskrives.
disposal-go = Kasser
done-disposal = Vedtaket er registrert. Kassasjonen gjøres nå i bakgrunnen.
disposal-protocols = Kassasjonsprotokoller
disposal-protocols-none = Ingenting er kassert ennå.
disposal-protocol = Kassasjonsprotokoll { $decision }
disposal-decided = Vedtak { $decision } { $day }, { $organisation }. Registrert av { $by }.
disposal-evaluation = Evaluering
disposal-number = Saksnummer
disposal-due = Moden
disposal-standing = Status
disposal-records = Dokumenter
disposal-entries = Linjer i loggen
disposal-done-at = Kassert
disposal-waiting = underveis
disposal-done = kassert
disposal-kept-correction = beholdt: evalueringen rettes
disposal-kept-plan = beholdt: regelen er endret siden vedtaket
disposal-kept-gone = beholdt: evalueringen finnes ikke lenger
disposal-files = Last ned protokollen

## Loggen
log = Logg
log-lead = Hvem som gjorde hva og når. Det som ble skrevet, leser du der det står. Det som er vurdert, vises først når alle har låst.
log-lead-installation = Hvem som gjorde hva i installasjonen og organisasjonene. Loggene for evalueringene leses av organisasjonen som eier dem.
log-find = Søk
log-evaluation-choice = Evaluering
log-evaluation-all = alle
log-about = Hva det gjelder
log-about-all = alt
log-person = Hvem
log-person-help = Begynnelsen av navnet, eller e-postadressen.
log-from = Fra og med
log-to = Til og med
log-subject-part = Betegnelse
log-subject-part-help = En del av det som står under Betegnelse eller Hendelse, for eksempel 4.1.1 eller judgement.put.
log-caption = Hendelser, den siste først
log-at = Når
log-who = Hvem
log-who-disposed = kassert
log-who-command-line = kommandolinjen
log-who-disposal = kassasjonen
log-who-provider = innloggingstjenesten { $provider }
log-who-link = personlig lenke
log-who-link-of = personlig lenke, { $name }
log-what = Hva
log-operation = Hendelse
log-subject = Betegnelse
log-place = Hvor
log-none = Ingen hendelse passer.
log-none-next = Velg færre vilkår.
log-older = Vis eldre
log-newest = Til de siste
log-file = Last ned utvalget som { $form }
log-cut = Filen har de { $most } siste hendelsene. Velg en kortere periode for å få med flere.
log-to-organisation = Vis loggen
log-checkpoints = Kontrollpunkter
log-checkpoints-lead = Et kontrollpunkt binder slutten på alle kjeder i loggen. Oppbevart på en annen maskin viser det om noe er klippet bort. Ett lages hver uke.
log-verified = Loggen ble kontrollert { $at }: { $entries } hendelser i { $chains } kjeder, alt er urørt.
log-damaged = Loggen ble kontrollert { $at }: { $faults } feil. Et kontrollpunkt binder ikke det som er skadet. Ikke rør databasen, og kjør kompass audit verify.
log-unverified = Loggen er ikke kontrollert ennå.
log-checkpoint-make = Kontroller nå og lag et kontrollpunkt
log-checkpoint-none = Ingen kontrollpunkter er laget ennå.
log-checkpoint = Kontrollpunkt nr. { $number }
log-checkpoint-download = Last ned
done-checkpoint = Loggen er kontrollert, og kontrollpunktet finnes.
log-account = Konto
log-action = Tiltak
log-answer = Svar
log-assignment = Rolle i evaluering
log-audit = Loggens tekst
log-consensus = Samvurdering
log-disposal = Kassasjon
log-document = Dokument
log-evaluation = Evaluering
log-fact-check = Faktasjekk
log-feedback = Tilbakemelding
log-identity = Innloggingstjeneste
log-impact = Gjennomslag
log-interview = Intervju
log-judgement = Vurdering
log-kpi = Nøkkeltall
log-link = Personlig lenke
log-membership = Rolle i organisasjon
log-note = Notat
log-organisation = Organisasjon
log-passkey = Passnøkkel
log-publication = Publisering
log-record = Saksnummer
log-report = Rapport
log-request = Etterspurt underlag
log-result = Resultat
log-retention = Kassasjonsregel
log-review = Kvalitetssikring
log-selection = Lagret utvalg
log-self-assessment = Egenvurdering
log-setting = Innstilling
log-since-last = Siden sist
log-supplement = Tillegg
log-team = Team
log-text = Tekst
log-verb-added = lagt til
log-verb-removed = fjernet
log-verb-changed = endret
log-verb-signed = undertegnet eller levert
log-verb-disposed = kassert
log-verb-archived = arkivert
log-verb-decided = besluttet
log-verb-said = spørsmål eller svar
log-secrecy = Taushetsplikt

## Taushetsplikt
secrecy = Taushetsmerking
secrecy-lead = Det som er merket, forlater ikke saken: det vises ikke på den offentlige siden, i den publiserte rapporten, i saksframlegget til kommunestyret, i filer eller i API-et. Der står det i stedet at opplysningen er utelatt og hvorfor. Den leverte rapporten i arkivet er urørt.
secrecy-held = [Opplysning utelatt, { $law }]
secrecy-none = Ingenting er merket.
secrecy-mark = Merk
secrecy-document = Dokument
secrecy-answer = Svar på forhåndsspørsmål
secrecy-note = Intervjunotat
secrecy-comment = Kommentar i faktasjekken
secrecy-text = Avsnitt i rapporten
secrecy-chosen = Hva
secrecy-choose = velg
secrecy-law = Lovhjemmel
secrecy-law-help = For eksempel OSL 39 kap. 2 §. Hjemmelen vises i stedet for opplysningen.
secrecy-go = Merk som taushetsbelagt
secrecy-by = Merket av
secrecy-lift = Fjern merkingen
secrecy-lift-consequence = Opplysningen vises igjen overalt der den ellers ville stått.
secrecy-to = Taushetsmerking
done-secrecy = Opplysningen er merket og forlater ikke saken.
done-secrecy-lifted = Merkingen er fjernet.
jobs-checkpoint = Kontrollpunkt for loggen
jobs-dispose = Kassasjon

## Hvorfor noe ikke gikk
problem-rc01 = Serien må ha både plass til året og plass til løpenummeret, én gang hver. Skriv som i eksempelet.
problem-rc02 = Saksnummeret er for langt. Skriv høyst 100 tegn på én linje.
problem-rc03 = Organisasjonen har ingen serie for saksnummer. Skriv nummeret for hånd, eller be administratoren lage en serie.
problem-rc04 = Slik kan dokumentet ikke oppbevares. Velg at det bevares, eller 0 til 100 år.
problem-rc05 = Vedtaket mangler. Skriv hva det heter der det står.
problem-rc06 = Det er ingen dag til og med i dag. Skriv vedtaksdagen som 2026-03-12.
problem-rc07 = Ingenting er valgt, eller det er ikke modent lenger. Velg i listen.
problem-se01 = Lovhjemmelen mangler eller er for lang. Skriv for eksempel OSL 39 kap. 2 §.
problem-se02 = Det finnes ikke lenger. Velg fra listen.
problem-rc08 = Teksten er for lang. Skriv høyst 200 tegn.
