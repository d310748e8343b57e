### Underlag: lämna in, beskriva, läsa sida för sida, be om dokument.

section-documents = Underlag
documents = Inlämnade dokument
document-lead = Här ligger det som utvärderingen bygger på: styrdokument, uppföljningar, rapporter och webbsidor. Texten i dem går att söka i och läsa sida för sida.
document-code = Nummer
document-title = Titel
document-kind = Slag
document-kind-help = Till exempel policy, plan, beslut, rapport eller webbsida.
document-date = Datum
document-file = Fil
document-receipt = Inlämnat av
document-text = Text
document-download = Ladda ned
document-read = Läs
document-caption = Dokument i den ordning de lämnades in
document-none = Inga dokument än
document-none-next = Lämna in det som visar hur kommunen styrs: mål och budget, årsredovisning, policyer, uppföljningar. Märk dem med delområden, så hittar utvärderarna rätt.
document-sub-areas = Delområden
document-sub-areas-help = Välj dem som dokumenten handlar om. Det går att ändra sedan.
document-sub-areas-must = Välj minst ett av dem som du svarar för.
document-tagging = Vilka delområden gäller det?

## Lämna in
document-files = Filer
document-limits = Högst { $files } filer åt gången, { $megabytes } MB var.
document-kinds = PDF, Word, Excel, PowerPoint, ODT, text, Markdown, CSV, HTML, PNG eller JPEG.
document-drop = Du kan också dra filerna hit.
document-drop-large = – filen är för stor
document-drop-many = – för många filer på en gång
document-hand-in-go = Lämna in
document-done = Det här blev det av filerna
document-in = Inlämnad som { $code }.
document-there = Samma fil finns redan som { $code }. Den lades inte in en gång till.
document-refused-large = Filen är större än { $most } MB. Dela upp den, eller lämna in den del som behövs.
document-refused-full = Utvärderingens dokument får ta högst { $most } MB tillsammans, och det räcker inte till. Ta bort det som inte behövs, eller fråga den som sköter Kompass.
document-refused-many = Högst { $most } filer tas emot på en gång. Lämna in den här i nästa omgång.
document-refused-store = Filen kunde inte sparas: lagringen är full eller går inte att nå. Ingenting av den blev kvar. Säg till den som sköter Kompass och försök igen.
document-refused-harmful = Virusskyddet hittade något skadligt i filen. Den togs inte emot. Hämta dokumentet på nytt från källan, eller fråga it-avdelningen.
document-refused-unscanned = Virusskyddet svarade inte, så filen togs inte emot. Försök igen om en stund, och säg till den som sköter Kompass om det inte går.
document-refused-empty = Filen är tom.
document-refused-no-ending = Filens namn har ingen ändelse, som .pdf. Ge den ett namn med rätt ändelse.
document-refused-ending = Filer som slutar på .{ $ending } tas inte emot. Spara som PDF.
document-refused-is = Filen heter .{ $named } men är en { $is }-fil. Ge den rätt namn, eller spara om den.
document-refused-text = Filen heter .{ $named } men innehåller bara text. Ge den rätt namn, eller spara om den.
document-refused-old = Filen heter .{ $named } men är i ett gammalt Office-format. Spara om den i dagens format eller som PDF.
document-refused-locked = Filen heter .{ $named } men är ett lösenordsskyddat Office-dokument. Ta bort lösenordet och spara om den.
document-refused-unknown = Filen heter .{ $named } men innehåller något annat. Öppna den i sitt program och spara om den.
document-address = Lägg till en webbadress
document-address-lead = Kompass hämtar sidan som den ser ut nu och sparar den, så att alla läser samma text även om den ändras.
document-address-field = Webbadress
document-address-help = Till exempel https://www.granvik.example/mal-och-budget
document-address-title-help = Lämna tomt för att använda adressen.
document-address-go = Hämta och lämna in
done-document-added = Dokumenten är inlämnade. Texten i dem läses nu in.

## Ett dokument
document-edit = Ändra uppgifterna
document-edit-go = Spara
document-remove = Ta bort { $title }?
document-remove-short = Ta bort
document-remove-go = Ta bort dokumentet
document-remove-consequence = Dokumentet, dess fil och texten ur den tas bort för alla. Det går inte att ångra.
done-document-removed = Dokumentet är borttaget.
document-stays = När bedömningen har börjat ligger alla dokument kvar, för någon kan hänvisa till dem. Titel och delområden går att ändra.
document-used = Du ser hänvisningar till det här dokumentet i { $places }.
document-stays-back = Till dokumentet

## Text
document-state-waiting = läses in
document-state-done = går att söka
document-state-cut = delvis inläst
document-state-scanned = ingen text
document-state-none = ingen text
document-state-encrypted = krypterad
document-state-broken = går inte att läsa
document-state-heavy = för tung att läsa
document-note-waiting = Texten läses in i bakgrunden. Det tar oftast några sekunder. Ladda om sidan om en stund.
document-note-pages = { $n ->
    [one] En sida är inläst.
   *[other] { $n } sidor är inlästa.
}
document-note-slides = { $n ->
    [one] En bild är inläst.
   *[other] { $n } bilder är inlästa.
}
document-note-parts = { $n ->
    [one] Texten är inläst.
   *[other] Texten är inläst i { $n } delar.
}
document-note-cut = De första { $n } sidorna är inlästa. Resten är för mycket; ladda ned filen för att läsa allt.
document-note-scanned = Det finns ingen text i filen. Troligen är den inskannad. Den går att ladda ned, men inte att söka i.
document-note-none = Ur en sådan fil läses ingen text. Ladda ned den för att se den.
document-note-encrypted = Filen är låst med lösenord, så texten går inte att läsa in. Lämna in den utan lösenord.
document-note-broken = Filen verkar vara skadad, så texten går inte att läsa in. Öppna den i sitt program, spara om den och lämna in den igen.
document-note-heavy = Det tog för mycket tid eller minne att läsa in texten. Dela upp filen, eller ladda ned den för att läsa.
document-note-no-file = Ingen fil är inlämnad. Följ webbadressen för att läsa.
document-pages = Dokumentets sidor
document-pages-more = Resten når du genom att bläddra från sida till sida.
document-page-of = { $n } av { $of }
document-page-empty = Det finns ingen text på den här sidan. Kanske är det en bild.
document-page-note = Här syns bara texten. Bilder, tabeller och utseende finns i filen.
document-unit-page = Sida { $n }
document-unit-slide = Bild { $n }
document-unit-part = Del { $n }

## Be om dokument
requests = Efterfrågade dokument
requests-none = Inga dokument är efterfrågade.
request-waits = väntar på svar
request-answered = besvarad
request-missing = finns inte
request-withdrawn = återtagen
request-late = försenad
request-until-short = Önskas senast
request-new = Be om ett dokument
request-new-lead = Samordnaren ser det du ber om, med dagen, på sin startsida och här.
request-what = Vilket dokument behöver ni?
request-what-help = Skriv så att den som läser vet vad som menas, till exempel ”den senaste uppföljningen av näringslivsstrategin”.
request-until = Senast
request-sub-areas-help = Den som svarar för delområdena genom en personlig länk ser det då också.
request-new-go = Be om dokumentet
request-answer = Svara
request-answer-heading = Svara på önskemålet
request-answer-lead = Önskas senast { $until }: { $what }
request-answer-how = Ditt svar
request-answer-documents = Dokumentet finns här
request-answer-documents-help = Lämna in det först om det inte redan ligger i listan.
request-answer-missing = Det finns inget sådant dokument
request-answer-missing-help = Det är också ett svar. Skriv gärna hur det sköts i stället.
request-documents = Dokument
request-documents-help = De senast inlämnade står överst.
request-text = Kommentar
request-answer-go = Svara
request-withdraw = Ta tillbaka
request-withdraw-go = Ta tillbaka frågan
request-withdraw-consequence = Samordnaren behöver inte svara. Frågan står kvar i listan som återtagen.
done-request-asked = Samordnaren ser nu att ni behöver dokumentet.
done-request-answered = Svaret är sparat.
done-request-withdrawn = Frågan är återtagen.

## Bland annat underlag
document-my-part = Lämna in underlag för dina delområden

## Vad som är fel
problem-do01 = Titeln saknas eller har fler än 300 tecken. Skriv vad dokumentet heter.
problem-do02 = Välj minst ett av de delområden som du svarar för.
problem-do03 = När bedömningen har börjat ligger alla dokument kvar. Ändra titel eller delområden i stället.
problem-do04 = Någon annan lämnade in det här dokumentet. Be samordnaren ändra det.
problem-do05 = Det som finns på adressen är inget dokument som tas emot. Lämna in filen i stället.
problem-do06 = Utvärderingens dokument tar så mycket plats som de får. Ta bort det som inte behövs, eller fråga den som sköter Kompass.
problem-do07 = Det blev för mycket på en gång. Lämna in färre filer åt gången.
problem-do08 = Allt kom inte fram. Se efter vad som finns i listan och lämna in resten igen.
problem-do09 = Många lämnar in just nu. Vänta en minut och försök igen.
problem-do10 = Skriv vilket dokument ni behöver, med högst 500 tecken.
problem-do11 = Den dagen har varit. Välj i dag eller en senare dag.
problem-do12 = Välj om dokumentet finns eller inte.
problem-do13 = Välj minst en fil eller ett dokument.
problem-do14 = Frågan är redan besvarad. Svaret står i listan.
problem-do15 = Texten är för lång. Korta den.
problem-do16 = Dokumentet togs bort av någon annan medan du lämnade in det. Lämna in det igen.
problem-do17 = Skriv webbadressen som https://www.kommun.se/sida, med högst 2 000 tecken.
problem-do18 = Virusskyddet hittade något skadligt i filen. Lämna in en annan.
problem-n01 = Det är ingen webbadress som går att hämta. Skriv den som https://www.kommun.se/sida.
problem-n02 = Adressen leder inte till en öppen webbplats. Kontrollera stavningen, eller lämna in filen.
problem-n03 = Webbplatsen svarar inte. Kontrollera adressen och försök igen.
problem-n04 = Det tog för lång tid att hämta sidan. Försök igen, eller lämna in filen.
problem-n05 = Det som finns på adressen är för stort. Lämna in den del som behövs som fil.
problem-n06 = Adressen leder vidare för många gånger. Lämna in den adress som sidan till slut har.
problem-n07 = Webbplatsen svarar med ett fel. Öppna adressen i webbläsaren och lämna in den som fungerar.
problem-n08 = Webbplatsen svarar i ett format som inte går att läsa. Lämna in filen i stället.
