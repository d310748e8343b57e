### Anteckningar och guide i en intervju.

note-guide = Frågor att ställa
note-guide-about = { $n ->
    [one] { $n } fråga ryms på tiden.
   *[other] { $n } frågor ryms på tiden.
}
note-guide-how = Så valdes frågorna
note-guide-how-text = Först kommer det som varken dokument eller svar visar, sedan det som någon källa säger emot, sedan det som har ändrats sedan förra utvärderingen. Räcker tiden kommer frågor om hur det fungerar i praktiken. Högst 18 frågor i timmen, så att alla hinner svara.
note-guide-none = Inga frågor till gruppen
note-guide-none-next = Ramverket har inga frågor för gruppen, eller så är intervjun för kort. Anteckna fritt nedan.
note-why-not-shown = visas inte
note-why-not-shown-detail = Varken dokument eller svar visar det här.
note-why-contradicted = sägs emot
note-why-contradicted-detail = Säger emot: { $sources }.
note-why-documents = dokumenten
note-why-changed = ändrat
note-why-changed-detail = Något har gjorts i området sedan förra utvärderingen.
note-why-practice = i praktiken
note-why-practice-detail = Underlaget visar att det finns. Fråga hur det fungerar och vilken effekt det har.
note-asked-elsewhere = En annan grupp har redan fått frågan.
note-asked = frågan är ställd
note-counts = Vad som räknas
note-left-out = { $n ->
    [one] { $n } fråga till som tiden inte räcker till
   *[other] { $n } frågor till som tiden inte räcker till
}
note-others = Övriga anteckningar
note-none = Inga anteckningar än.
note-text = Anteckning
note-free = Fri anteckning
note-tags = Frågor och delområden
note-tags-help = Koder med komma emellan, till exempel 1.4, 3.2.1. Då syns anteckningen när frågan bedöms.
note-add = Spara anteckningen
note-mark = Markera som ställd
note-marked = Frågan ställdes.
note-corrected = rättad
note-correct = Rätta
note-correct-heading = Rätta anteckningen
note-correct-lead = Det du skrev först finns kvar i loggen. Här visas den nya texten.
note-correct-go = Spara rättelsen
note-withdraw = Ta tillbaka anteckningen
note-withdraw-help = Den visas inte längre, och frågan räknas inte som ställd genom den.
note-sent = Sparat.
note-away = Inte sparat – ingen förbindelse. Anteckningen ligger kvar i webbläsaren och skickas när förbindelsen är tillbaka.
note-refused = Inte sparat. Öppna sidan på nytt; det du skrev finns kvar i webbläsaren.
note-sample-question = Vet medarbetarna vart de vänder sig?
note-sample = Tre av fem visste, de andra frågar chefen.
done-note-added = Anteckningen är sparad.
