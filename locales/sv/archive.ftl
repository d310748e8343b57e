### Arkivpaketet: ett helt ärende till e-arkivet.

## Sidan
archive = Arkivera ärendet
archive-lead = Hämta hela ärendet som ett paket till kommunens e-arkiv. Paketet följer FGS Paketstruktur 2.0 (E-ARK CSIP och SIP).
archive-holds = I paketet finns rapporten i alla utgåvor, dokumenten som de lämnades in, alla slags handlingar som data och på en läsbar sida, loggen, sekretessmarkeringar och gallring.
archive-warning = Paketet innehåller allt som det skrevs, också det som är markerat som hemligt. Förvara det därefter. Att det hämtas skrivs i organisationens logg.
archive-not-yet = Ärendet kan arkiveras härifrån först när rapporten är levererad, och inte medan den rättas. Till dess är det dolt vem som har bedömt vad.
archive-go = Hämta arkivpaketet
archive-link = Arkivera ärendet
problem-rc09 = Ärendet kan arkiveras först när rapporten är levererad. Till dess är det dolt vem som har bedömt vad.

## Den läsbara sidan
archive-state = Steg
archive-organisation = Arkivbildare
archive-as-of = Ärendet som det var
archive-package = Arkivpaket
archive-disposal = Gallring
archive-gone = Handlingarna är gallrade, se Gallring.
archive-none = Det finns inga.
archive-secret = Det här är markerat som hemligt. I paketet står det ändå så som det skrevs.
archive-summary = Sammanfattning
archive-signed = Underskrift
archive-corrections = Vad som har rättats
archive-published = Publicerad
archive-from = Från
archive-to = Till
archive-drafts = Utkast
archive-earlier = Tidigare lydelser
archive-queries = Följdfrågor
archive-answered-by = Besvarat av
archive-path = Fil i paketet
archive-receipts = Inlämnat av
archive-interviews = Intervjuer
archive-groups = Grupper som intervjuades
archive-people = Personer
archive-effect = Vad källan säger
archive-held = genomförd
archive-areas = Områden
archive-sub-areas = Delområden
archive-findings = Styrkor och förbättringsområden
archive-set-aside = Lämnat åt sidan
archive-quote = Stycke
archive-mail = E-postadress
archive-made = Skapad
archive-expires = Gäller till
archive-progress = Uppföljning
archive-number = Nr
archive-swedish = svenska
archive-english = engelska
archive-norwegian = norska

## Vad som gjorts med ärendet
archive-delivered = Utgåva { $edition } av rapporten levererades.
archive-packed = Ärendet packades för e-arkivet, som det var vid den tidpunkten.
archive-log-walked = Ärendets logg kontrollerades från första händelsen till den sista.
archive-log-whole = Kontrollerad, ingenting är rört.
archive-log-damaged = Loggen är skadad: { $faults } fel. De står i records/log.json under proof. Kör kompass audit verify.
