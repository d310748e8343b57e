### To do: what waits on the start page.

todo = To do
todo-declaration = Sign your conflict-of-interest declaration
todo-lead = Appoint whoever is to lead the evaluation
todo-coordinator = Appoint a coordinator in the municipality
todo-invitations = { $n ->
    [one] One invitation waits for an answer
   *[other] { $n } invitations wait for an answer
}
todo-missing = { $n ->
    [one] One thing is missing before { $step }
   *[other] { $n } things are missing before { $step }
}
todo-step = Everything is in place: go on to { $step }
todo-documents = { $n ->
    [one] One document to hand in
   *[other] { $n } documents to hand in
}
todo-areas = { $n ->
    [one] One area to judge and lock
   *[other] { $n } areas to judge and lock
}
todo-review = Review it, and sign or return
todo-fact-check = Read the text and comment on it
todo-fact-check-answers = { $n ->
    [one] One comment to answer
   *[other] { $n } comments to answer
}
todo-due = by { $date }
todo-late = late, was to be done by { $date }
todo-account = Your account
todo-none = Nothing waits for you just now
todo-next-lead = When something has to be done in your evaluations it stands here, what is late first.
todo-next-evaluator = When it is time to judge your areas stand here.
todo-next-reviewer = When an evaluation is ready for review it stands here.
todo-next-coordinator = When the evaluators ask for something, or the text is ready to be read, it stands here.
todo-next-administrator = When an evaluation needs somebody to lead or to coordinate it stands here.
todo-next-reader = Once the report is delivered you can read it from the page of the evaluation.
todo-more = Show all { $n } evaluations
todo-installation = The installation
todo-administrators = Administrators
