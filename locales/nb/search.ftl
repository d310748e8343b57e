### Søk i alt den som søker, har lov til å se.

search = Søk i alt du har lov til å se
search-everything = Søk i alt du har lov til å se
search-field = Søkeord
search-help = Alle ordene må være med. Sett «anførselstegn» rundt ord som skal stå ved siden av hverandre.
search-go = Søk
search-empty = Skriv hva du leter etter
search-empty-next = Søket går gjennom evalueringer, dokumenter side for side, tekster, personer og tiltak. «Dialog» finner også «medborgerdialogen».
search-none = Ingenting om «{ $asked }» i det du har lov til å se.
search-none-next = Prøv færre ord eller et annet ord for det samme. Skannede dokumenter uten tekst kan ikke søkes i.
search-evaluations = Evalueringer
search-documents = Dokumenter
search-answers = Svar på forhåndsspørsmål
search-notes = Notater fra intervjuer
search-answer = Svar på spørsmål { $code }
search-note = Notat fra { $author }
search-texts = Tekster
search-more = Det finnes flere treff enn de som vises. Skriv flere ord.
search-more-pages = { $n ->
    [one] og én side til
   *[other] og { $n } sider til
}
search-summary = Sammendrag
search-place = Tekst om { $place }
search-members = Evaluatorer
search-interviewees = Intervjuede
search-supplements = Suppleringer etter intervjuer
search-since-last = Siden sist
search-actions = Tiltak
search-member = Evaluator { $code }
search-interviewee = Intervjuet
search-supplement = Supplering
search-since-last-row = Forbedringsområde fra forrige evaluering
search-action = Tiltak
search-figures = Søk etter de samme ordene blant nøkkeltallene
