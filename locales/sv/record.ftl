### Handlingar, diarienummer, gallring och logg.

## Handlingar
record-report = Levererade rapporter
record-publication = Beslut om publicering
record-steps = Steg och skäl
record-team = Team och jävsdeklarationer
record-answers = Inlämnade svar på förhandsfrågor
record-answer-drafts = Utkast till svar och följdfrågor
record-documents = Filer som underlag
record-document-requests = Begärda underlag
record-since-last = Sedan sist
record-self-assessment = Självvärdering
record-interviews = Personer som intervjuas
record-notes = Intervjuanteckningar
record-supplements = Tillägg efter intervjuer
record-judgements = Var och ens bedömningar
record-agreed = Gemensamma bedömningar
record-texts = Texter i rapporten
record-review = Kvalitetsgranskarens kommentarer
record-fact-check = Faktagranskning
record-links = Personliga länkar
record-actions = Åtgärder och uppföljning
record-log = Logg över vem som gjorde vad
keep-preserve = bevaras
keep-after-delivered = gallras { $years ->
    [0] så snart rapporten är levererad
    *[other] { $years } år efter leverans
}
keep-after-closed = gallras { $years ->
    [0] så snart utvärderingen är avslutad
    *[other] { $years } år efter avslut
}
nature-working = arbetsmaterial
nature-established = allmän handling

## Handlingar i en utvärdering
records = Handlingar
records-lead = Vad som finns i ärendet, vad som är allmän handling i det steg där utvärderingen är, och hur länge det sparas.
records-caption = Handlingar i ärendet
records-type = Handling
records-count = Antal
records-hidden = räknas när alla har låst
records-nature = Är nu
records-keep = Sparas
records-due = tidigast { $day }
records-note = Om en handling är allmän avgörs i sista hand av kommunen och domstol. Uppgifter kan vara hemliga även i en allmän handling.
records-to-log = Visa loggen för utvärderingen
records-to-plan = Ändra hur länge handlingar sparas
records-number = Diarienummer
records-number-none = Utvärderingen har inget diarienummer än.
records-number-also = Samma diarienummer står på { $n ->
    [one] en annan utvärdering
   *[other] { $n } andra utvärderingar
} i organisationen. Det är rätt om de hör till samma ärende.
records-number-take = Ta nästa nummer
records-number-pattern = Nästa lediga nummer i organisationens serie, { $pattern }.
records-number-change = Skriv diarienummer
records-number-help = Så som det står i organisationens eget diarium, till exempel KS 2026/417. Redan levererade rapporter ändras inte.
records-number-save = Spara diarienummer
done-record-number = Utvärderingen har fått sitt diarienummer.

## En organisations arkivering
retention = Arkiv och gallring
retention-lead = Hur organisationen numrerar ärenden, hur länge handlingar sparas, och vad som är moget att gallras.
retention-series = Serie för diarienummer
retention-series-help = Skriv { $period } där året ska stå och { $number } där löpnumret ska stå, till exempel KS { $period }/{ $number }. Lämna tomt om numren tas ur ett annat diarium.
retention-series-save = Spara serien
retention-plan = Hur länge handlingar sparas
retention-plan-note = Planen som följer med är ett förslag. Kommunens egen informationshanteringsplan och beslut om gallring går före.
retention-why = Varför
retention-own = egen regel
retention-change = Ändra
retention-edit = Ändra hur länge { $record } sparas
retention-rule = Regel
retention-as-bundled = Som förslaget: { $keep }
retention-preserve = Bevaras
retention-preserve-help = Gallras aldrig.
retention-delivered = Gallras efter leverans
retention-delivered-help = Åren räknas från dagen då rapporten senast levererades.
retention-closed = Gallras efter avslut
retention-closed-help = Åren räknas från dagen då utvärderingen avslutades.
retention-years = Antal år
retention-years-help = 0 till 100. Gäller bara det som gallras.
retention-save = Spara regeln

## Gallring
disposal-due-heading = Moget att gallras
disposal-none = Ingenting är moget att gallras i dag.
disposal-count = { $count ->
    [one] En sorts handlingar i en utvärdering är mogen att gallras.
    *[other] { $count } sorters handlingar är mogna att gallras.
}
disposal-to = Gå igenom och gallra
disposal = Gallra handlingar
disposal-lead = Välj vad som ska gallras och ange beslutet. Du som fattar eller verkställer beslutet ansvarar för att det finns.
disposal-chosen = Handlingar
disposal-choice = { $record }, { $count } st, { $keep } (mogen { $day })
disposal-decision = Beslut
disposal-decision-help = Vad beslutet heter där det står, till exempel diarienummer eller protokoll.
disposal-day = Beslutsdag
disposal-section = Paragraf
disposal-consequence = Texten försvinner för gott ur Kompass, också ur loggen. Att den fanns, när den gallrades och med vilket stöd står kvar i protokollet. Äldre säkerhetskopior har den tills de skrivs över.
disposal-go = Gallra
done-disposal = Beslutet är registrerat. Gallringen görs nu i bakgrunden.
disposal-protocols = Gallringsprotokoll
disposal-protocols-none = Ingenting har gallrats än.
disposal-protocol = Gallringsprotokoll { $decision }
disposal-decided = Beslut { $decision } { $day }, { $organisation }. Registrerat av { $by }.
disposal-evaluation = Utvärdering
disposal-number = Diarienummer
disposal-due = Mogen
disposal-standing = Läge
disposal-records = Handlingar
disposal-entries = Rader i loggen
disposal-done-at = Gallrad
disposal-waiting = på gång
disposal-done = gallrad
disposal-kept-correction = sparad: utvärderingen rättas
disposal-kept-plan = sparad: regeln har ändrats sedan beslutet
disposal-kept-gone = sparad: utvärderingen finns inte längre
disposal-files = Hämta protokollet

## Loggen
log = Logg
log-lead = Vem som gjorde vad och när. Det som skrevs läser du där det står. Vad som bedömts syns först när alla har låst.
log-lead-installation = Vem som gjorde vad i installationen och organisationerna. Utvärderingarnas loggar läser den organisation som äger dem.
log-find = Sök
log-evaluation-choice = Utvärdering
log-evaluation-all = alla
log-about = Vad det gäller
log-about-all = allt
log-person = Vem
log-person-help = Början av namnet, eller e-postadressen.
log-from = Från och med
log-to = Till och med
log-subject-part = Beteckning
log-subject-part-help = En del av det som står under Beteckning eller Händelse, till exempel 4.1.1 eller judgement.put.
log-caption = Händelser, den senaste först
log-at = När
log-who = Vem
log-who-disposed = gallrat
log-who-command-line = kommandoraden
log-who-disposal = gallringen
log-who-provider = inloggningstjänsten { $provider }
log-who-link = personlig länk
log-who-link-of = personlig länk, { $name }
log-what = Vad
log-operation = Händelse
log-subject = Beteckning
log-place = Var
log-none = Ingen händelse stämmer.
log-none-next = Välj färre villkor.
log-older = Visa äldre
log-newest = Till de senaste
log-file = Hämta urvalet som { $form }
log-cut = Filen har de { $most } senaste händelserna. Välj en kortare tid för att få med fler.
log-to-organisation = Visa loggen
log-checkpoints = Kontrollpunkter
log-checkpoints-lead = En kontrollpunkt binder slutet på alla kedjor i loggen. Förvarat på en annan dator visar det om något har klippts bort. En görs varje vecka.
log-verified = Loggen kontrollerades { $at }: { $entries } händelser i { $chains } kedjor, allt är orört.
log-damaged = Loggen kontrollerades { $at }: { $faults } fel. En kontrollpunkt binder inte det som är skadat. Rör inte databasen, och kör kompass audit verify.
log-unverified = Loggen har inte kontrollerats än.
log-checkpoint-make = Kontrollera nu och gör en kontrollpunkt
log-checkpoint-none = Ingen kontrollpunkt är gjord än.
log-checkpoint = Kontrollpunkt { $number }
log-checkpoint-download = Hämta
done-checkpoint = Loggen är kontrollerad och kontrollpunkten finns.
log-account = Konto
log-action = Åtgärd
log-answer = Svar
log-assignment = Roll i utvärdering
log-audit = Loggens text
log-consensus = Sambedömning
log-disposal = Gallring
log-document = Dokument
log-evaluation = Utvärdering
log-fact-check = Faktagranskning
log-feedback = Återföring
log-identity = Inloggningstjänst
log-impact = Genomslag
log-interview = Intervju
log-judgement = Bedömning
log-kpi = Nyckeltal
log-link = Personlig länk
log-membership = Roll i organisation
log-note = Anteckning
log-organisation = Organisation
log-passkey = Passnyckel
log-publication = Publicering
log-record = Diarienummer
log-report = Rapport
log-request = Begärt underlag
log-result = Resultat
log-retention = Gallringsregel
log-review = Kvalitetsgranskning
log-selection = Sparat urval
log-self-assessment = Självvärdering
log-setting = Inställning
log-since-last = Sedan sist
log-supplement = Tillägg
log-team = Team
log-text = Text
log-verb-added = tillagt
log-verb-removed = borttaget
log-verb-changed = ändrat
log-verb-signed = undertecknat eller lämnat
log-verb-disposed = gallrat
log-verb-archived = arkiverat
log-verb-decided = beslutat
log-verb-said = fråga eller svar
log-secrecy = Sekretess

## Sekretess
secrecy = Sekretessmarkeringar
secrecy-lead = Det som är markerat lämnar inte ärendet: det syns inte på den offentliga sidan, i den publicerade rapporten, i underlaget till fullmäktige, i filer eller i API:t. Där står i stället att uppgiften är utelämnad och varför. Den levererade rapporten i arkivet är orörd.
secrecy-held = [Uppgift utelämnad, { $law }]
secrecy-none = Ingenting är markerat.
secrecy-mark = Markera
secrecy-document = Dokument
secrecy-answer = Svar på förhandsfråga
secrecy-note = Intervjuanteckning
secrecy-comment = Kommentar i faktagranskningen
secrecy-text = Stycke i rapporten
secrecy-chosen = Vad
secrecy-choose = välj
secrecy-law = Lagrum
secrecy-law-help = Till exempel OSL 39 kap. 2 §. Lagrummet visas i stället för uppgiften.
secrecy-go = Markera som hemligt
secrecy-by = Markerat av
secrecy-lift = Ta bort markeringen
secrecy-lift-consequence = Uppgiften syns igen överallt där den annars skulle stå.
secrecy-to = Sekretessmarkeringar
done-secrecy = Uppgiften är markerad och lämnar inte ärendet.
done-secrecy-lifted = Markeringen är borttagen.
jobs-checkpoint = Kontrollpunkt för loggen
jobs-dispose = Gallring

## Varför något inte gick
problem-rc01 = Serien måste ha både plats för året och plats för löpnumret, en gång var. Skriv som i exemplet.
problem-rc02 = Diarienumret är för långt. Skriv högst 100 tecken på en rad.
problem-rc03 = Organisationen har ingen serie för diarienummer. Skriv numret för hand, eller be administratören lägga upp en serie.
problem-rc04 = Så kan handlingen inte sparas. Välj att den bevaras, eller 0 till 100 år.
problem-rc05 = Beslutet saknas. Skriv vad det heter där det står.
problem-rc06 = Det är ingen dag till och med i dag. Skriv beslutsdagen som 2026-03-12.
problem-rc07 = Ingenting är valt, eller så är det inte moget längre. Välj i listan.
problem-se01 = Lagrummet saknas eller är för långt. Skriv till exempel OSL 39 kap. 2 §.
problem-se02 = Det finns inte längre. Välj i listan.
problem-rc08 = Texten är för lång. Skriv högst 200 tecken.
