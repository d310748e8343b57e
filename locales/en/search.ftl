### A search over everything that the one who searches may see.

search = Search everything you may see
search-everything = Search everything you may see
search-field = Words
search-help = All words have to be there. Put “quotation marks” around words that stand side by side.
search-go = Search
search-empty = Write what you are looking for
search-empty-next = The search goes through evaluations, documents page by page, texts, people and actions. “Dialog” also finds “medborgardialogen”.
search-none = Nothing about “{ $asked }” in what you may see.
search-none-next = Try fewer words, or another word for the same thing. Scanned documents without text cannot be searched.
search-evaluations = Evaluations
search-documents = Documents
search-answers = Answers to pre-questions
search-notes = Notes from interviews
search-answer = Answer to question { $code }
search-note = Note by { $author }
search-texts = Texts
search-more = There is more than is shown. Write more words.
search-more-pages = { $n ->
    [one] and one more page
   *[other] and { $n } more pages
}
search-summary = Summary
search-place = Text on { $place }
search-members = Evaluators
search-interviewees = Interviewees
search-supplements = Supplements after interviews
search-since-last = Since last time
search-actions = Actions
search-member = Evaluator { $code }
search-interviewee = Interviewee
search-supplement = Supplement
search-since-last-row = Improvement area of the last evaluation
search-action = Action
search-figures = Search the key figures for the same words
