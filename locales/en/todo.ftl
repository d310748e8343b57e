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
todo-answers-open = { $n ->
    [one] One pre-question to answer
   *[other] { $n } pre-questions to answer
}
todo-answers-asked = { $n ->
    [one] One question asked back to reply to
   *[other] { $n } questions asked back to reply to
}
todo-answers-late = { $n ->
    [one] One question that a colleague should have answered
   *[other] { $n } questions that colleagues should have answered
}
todo-answers-ready = { $n ->
    [one] One answer to approve
   *[other] { $n } answers to approve
}
todo-answers-approved = { $n ->
    [one] One approved answer to hand in
   *[other] { $n } approved answers to hand in
}
todo-interviews = { $n ->
    [one] One interview should have been held: say whether it was
   *[other] { $n } interviews should have been held: say whether they were
}
todo-notes = { $n ->
    [one] One interview of which you have written no notes
   *[other] { $n } interviews of which you have written no notes
}
todo-supplements = { $n ->
    [one] One late supplement to rule on
   *[other] { $n } late supplements to rule on
}
todo-actions-late = { $n ->
    [one] One action should have been done
   *[other] { $n } actions should have been done
}
todo-actions-quiet = { $n ->
    [one] One action has not been followed up for { $days } days
   *[other] { $n } actions have not been followed up for { $days } days
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
