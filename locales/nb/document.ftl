### Underlag: levere, beskrive, lese side for side, be om dokumenter.

section-documents = Dokumentasjon
documents = Leverte dokumenter
document-lead = Her ligger det evalueringen bygger på: styringsdokumenter, oppfølging, rapporter og nettsider. Teksten i dem kan søkes i og leses side for side.
document-code = Nummer
document-title = Tittel
document-kind = Slag dokument
document-kind-help = For eksempel policy, plan, vedtak, rapport eller nettside.
document-date = Dato
document-file = Fil
document-receipt = Levert av
document-text = Tekst
document-download = Last ned
document-read = Les
document-caption = Dokumenter i den rekkefølgen de ble levert
document-none = Ingen dokumenter ennå
document-none-next = Lever det som viser hvordan kommunen styres: mål og budsjett, årsmelding, policyer, oppfølging. Merk dem med delområder, så finner evaluererne fram.
document-sub-areas = Delområder
document-sub-areas-help = Velg dem dokumentene handler om. Det kan endres senere.
document-sub-areas-must = Velg minst ett av dem du svarer for.
document-tagging = Hvilke delområder gjelder det?

## Levere
document-files = Filer
document-limits = Høyst { $files } filer om gangen, { $megabytes } MB hver.
document-kinds = PDF, Word, Excel, PowerPoint, ODT, tekst, Markdown, CSV, HTML, PNG eller JPEG.
document-drop = Du kan også dra filene hit.
document-drop-large = – filen er for stor
document-drop-many = – for mange filer på en gang
document-hand-in-go = Lever
document-done = Dette ble det av filene
document-in = Levert som { $code }.
document-there = Samme fil finnes allerede som { $code }. Den ble ikke lagt inn en gang til.
document-refused-large = Filen er større enn { $most } MB. Del den opp, eller lever den delen som trengs.
document-refused-full = Dokumentene i evalueringen kan ta høyst { $most } MB til sammen, og det er ikke plass til denne. Fjern det som ikke trengs, eller spør den som drifter Kompass.
document-refused-many = Høyst { $most } filer tas imot på en gang. Lever denne i neste omgang.
document-refused-store = Filen kunne ikke lagres: lageret er fullt eller kan ikke nås. Ingenting av den ble igjen. Si fra til den som drifter Kompass, og prøv igjen.
document-refused-harmful = Virusskanneren fant noe skadelig i filen. Den ble ikke tatt imot. Hent dokumentet på nytt fra kilden, eller spør it-avdelingen.
document-refused-unscanned = Virusskanneren svarte ikke, så filen ble ikke tatt imot. Prøv igjen om litt, og si fra til den som drifter Kompass hvis det ikke går.
document-refused-empty = Filen er tom.
document-refused-no-ending = Filnavnet har ingen endelse, som .pdf. Gi den et navn med riktig endelse.
document-refused-ending = Filer som slutter på .{ $ending } tas ikke imot. Lagre som PDF.
document-refused-is = Filen heter .{ $named }, men er en { $is }-fil. Gi den riktig navn, eller lagre den på nytt.
document-refused-text = Filen heter .{ $named }, men inneholder bare tekst. Gi den riktig navn, eller lagre den på nytt.
document-refused-old = Filen heter .{ $named }, men er i et gammelt Office-format. Lagre den i dagens format eller som PDF.
document-refused-locked = Filen heter .{ $named }, men er et Office-dokument med passord. Fjern passordet og lagre den på nytt.
document-refused-unknown = Filen heter .{ $named }, men inneholder noe annet. Åpne den i programmet sitt og lagre den på nytt.
document-address = Legg til en nettadresse
document-address-lead = Kompass henter siden slik den er nå og tar vare på den, så alle leser samme tekst selv om den endres.
document-address-field = Nettadresse
document-address-help = For eksempel https://www.granvik.example/mal-og-budsjett
document-address-title-help = La stå tomt for å bruke adressen.
document-address-go = Hent og lever
done-document-added = Dokumentene er levert. Teksten i dem leses nå inn.

## Et dokument
document-edit = Endre opplysningene
document-edit-go = Lagre
document-remove = Fjerne { $title }?
document-remove-short = Fjern
document-remove-go = Fjern dokumentet
document-remove-consequence = Dokumentet, filen og teksten fra den fjernes for alle. Det kan ikke angres.
done-document-removed = Dokumentet er fjernet.
document-stays = Når vurderingen har begynt, blir alle dokumenter liggende, for noen kan vise til dem. Tittel og delområder kan fortsatt endres.
document-used = Du ser henvisninger til dette dokumentet i { $places }.
document-stays-back = Til dokumentet

## Tekst
document-state-waiting = leses inn
document-state-done = kan søkes i
document-state-cut = delvis lest inn
document-state-scanned = uten tekst
document-state-none = uten tekst
document-state-encrypted = kryptert
document-state-broken = kan ikke leses
document-state-heavy = for tung å lese
document-note-waiting = Teksten leses inn i bakgrunnen. Det tar som oftest noen sekunder. Last inn siden på nytt om litt.
document-note-pages = { $n ->
    [one] Én side er lest inn.
   *[other] { $n } sider er lest inn.
}
document-note-slides = { $n ->
    [one] Ett lysbilde er lest inn.
   *[other] { $n } lysbilder er lest inn.
}
document-note-parts = { $n ->
    [one] Teksten er lest inn.
   *[other] Teksten er lest inn i { $n } deler.
}
document-note-cut = De første { $n } sidene er lest inn. Resten er for mye; last ned filen for å lese alt.
document-note-scanned = Det er ingen tekst i filen. Trolig er den skannet. Den kan lastes ned, men ikke søkes i.
document-note-none = Det leses ingen tekst fra en slik fil. Last den ned for å se den.
document-note-encrypted = Filen er låst med passord, så teksten kan ikke leses inn. Lever den uten passord.
document-note-broken = Filen ser ut til å være skadet, så teksten kan ikke leses inn. Åpne den i programmet sitt, lagre den på nytt og lever den igjen.
document-note-heavy = Det tok for mye tid eller minne å lese inn teksten. Del opp filen, eller last den ned for å lese.
document-note-no-file = Ingen fil er levert. Følg nettadressen for å lese.
document-pages = Sidene i dokumentet
document-pages-more = Resten når du ved å bla fra side til side.
document-page-of = { $n } av { $of } i alt
document-page-empty = Det er ingen tekst på denne siden. Kanskje er det et bilde.
document-page-note = Her vises bare teksten. Bilder, tabeller og utseende er i filen.
document-unit-page = Side { $n }
document-unit-slide = Lysbilde { $n }
document-unit-part = Tekstdel { $n }

## Be om dokumenter
requests = Etterspurte dokumenter
requests-none = Ingen dokumenter er etterspurt.
request-waits = venter på svar
request-answered = besvart
request-missing = finnes ikke
request-withdrawn = trukket tilbake
request-late = forsinket
request-until-short = Ønskes senest
request-new = Be om et dokument
request-new-lead = Koordinatoren ser det du ber om, med dagen, på startsiden sin og her.
request-what = Hvilket dokument trenger dere?
request-what-help = Skriv slik at den som leser, vet hva som menes, for eksempel «den siste oppfølgingen av næringsstrategien».
request-until = Senest
request-sub-areas-help = De som svarer for delområdene med en personlig lenke, ser det da også.
request-new-go = Be om dokumentet
request-answer = Svar
request-answer-heading = Svar på ønsket
request-answer-lead = Ønskes senest { $until }: { $what }
request-answer-how = Svaret ditt
request-answer-documents = Dokumentet er her
request-answer-documents-help = Lever det først hvis det ikke allerede står i listen.
request-answer-missing = Det finnes ikke noe slikt dokument
request-answer-missing-help = Det er også et svar. Skriv gjerne hvordan det gjøres i stedet.
request-documents = Dokumenter
request-documents-help = De sist leverte står øverst.
request-text = Merknad
request-answer-go = Send svaret
request-withdraw = Trekk tilbake
request-withdraw-go = Trekk spørsmålet tilbake
request-withdraw-consequence = Koordinatoren trenger ikke å svare. Spørsmålet blir stående i listen som trukket tilbake.
done-request-asked = Koordinatoren ser nå at dere trenger dokumentet.
done-request-answered = Svaret er lagret.
done-request-withdrawn = Spørsmålet er trukket tilbake.

## Blant annet
document-my-part = Lever dokumenter for delområdene dine

## Hva som er galt
problem-do01 = Tittelen mangler eller har flere enn 300 tegn. Skriv hva dokumentet heter.
problem-do02 = Velg minst ett av delområdene du svarer for.
problem-do03 = Når vurderingen har begynt, blir alle dokumenter liggende. Endre tittel eller delområder i stedet.
problem-do04 = Noen andre leverte dette dokumentet. Be koordinatoren endre det.
problem-do05 = Det som ligger på adressen, er ikke et dokument som tas imot. Lever filen i stedet.
problem-do06 = Dokumentene i evalueringen tar så mye plass som de kan. Fjern det som ikke trengs, eller spør den som drifter Kompass.
problem-do07 = Det ble for mye på en gang. Lever færre filer om gangen.
problem-do08 = Alt kom ikke fram. Se hva som står i listen, og lever resten på nytt.
problem-do09 = Mange leverer akkurat nå. Vent et minutt og prøv igjen.
problem-do10 = Skriv hvilket dokument dere trenger, med høyst 500 tegn.
problem-do11 = Den dagen har vært. Velg i dag eller en senere dag.
problem-do12 = Velg om dokumentet finnes eller ikke.
problem-do13 = Velg minst én fil eller ett dokument.
problem-do14 = Spørsmålet er allerede besvart. Svaret står i listen.
problem-do15 = Teksten er for lang. Gjør den kortere.
problem-do16 = Noen andre fjernet dokumentet mens du leverte det. Lever det på nytt.
problem-do17 = Skriv nettadressen som https://www.kommune.no/side, med høyst 2 000 tegn.
problem-do18 = Virusskanneren fant noe skadelig i filen. Lever en annen.
problem-n01 = Dette er ikke en nettadresse som kan hentes. Skriv den som https://www.kommune.no/side.
problem-n02 = Adressen fører ikke til et åpent nettsted. Kontroller stavemåten, eller lever filen.
problem-n03 = Nettstedet svarer ikke. Kontroller adressen og prøv igjen.
problem-n04 = Det tok for lang tid å hente siden. Prøv igjen, eller lever filen.
problem-n05 = Det som ligger på adressen, er for stort. Lever den delen som trengs, som fil.
problem-n06 = Adressen fører videre for mange ganger. Lever adressen som siden til slutt har.
problem-n07 = Nettstedet svarer med en feil. Åpne adressen i nettleseren og lever den som virker.
problem-n08 = Nettstedet svarer i et format som ikke kan leses. Lever filen i stedet.
