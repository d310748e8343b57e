### Sökning i allt som den som söker får se.

search = Sök i allt du får se
search-everything = Sök i allt du får se
search-field = Sökord
search-help = Alla ord ska finnas med. Sätt ”citattecken” runt ord som ska stå intill varandra.
search-go = Sök
search-empty = Skriv vad du letar efter
search-empty-next = Sökningen går igenom utvärderingar, dokument sida för sida, texter, personer och åtgärder. ”Dialog” hittar också ”medborgardialogen”.
search-none = Inget om ”{ $asked }” i det som du får se.
search-none-next = Pröva färre ord eller ett annat ord för samma sak. Inskannade dokument utan text går inte att söka i.
search-evaluations = Utvärderingar
search-documents = Dokument
search-answers = Svar på förhandsfrågor
search-notes = Anteckningar från intervjuer
search-answer = Svar på fråga { $code }
search-note = Anteckning av { $author }
search-texts = Texter
search-more = Det finns fler träffar än som visas. Skriv fler ord.
search-more-pages = { $n ->
    [one] och en sida till
   *[other] och { $n } sidor till
}
search-summary = Sammanfattning
search-place = Text om { $place }
search-members = Utvärderare
search-interviewees = Intervjuade
search-supplements = Kompletteringar efter intervjuer
search-since-last = Sedan sist
search-actions = Åtgärder
search-member = Utvärderare { $code }
search-interviewee = Intervjuad
search-supplement = Komplettering
search-since-last-row = Förbättringsområde från förra utvärderingen
search-action = Åtgärd
search-figures = Sök samma ord bland nyckeltalen
