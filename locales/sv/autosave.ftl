### Formulär som sparar medan man skriver.

autosave = Sparas medan du skriver
autosave-lead = Texten sparas när du gör en paus. Bryts förbindelsen ligger den kvar i webbläsaren tills den är sparad. På den här sidan sparas inget; fältet är till för att prova.
autosave-sample = Prova att skriva
autosave-saved = Sparat { $hour }.{ $minute }
autosave-found = Du skrev det här { $hour }.{ $minute }, men det hann inte sparas då. Nu sparas det.
autosave-waits = Kvar i den här webbläsaren { $hour }.{ $minute }. Inte skickat än.
autosave-away = Inte sparat – ingen förbindelse. Texten ligger kvar här i webbläsaren och sparas när förbindelsen är tillbaka.
autosave-conflict = Texten har ändrats sedan du öppnade sidan, av en kollega eller av dig i ett annat fönster. Spara för att jämföra.
autosave-wrong = Inte sparat – något behöver rättas. Spara för att se vad.
autosave-refused = Inte sparat – du är utloggad, eller så får texten inte längre ändras. Den ligger kvar här i webbläsaren. Öppna sidan på nytt.
