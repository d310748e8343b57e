### Notes and guide of an interview.

note-guide = Questions to ask
note-guide-about = { $n ->
    [one] There is time for { $n } question.
   *[other] There is time for { $n } questions.
}
note-guide-how = How they were chosen
note-guide-how-text = First comes what neither documents nor answers show, then what some source contradicts, then what has changed since the last evaluation. If time allows, there are questions on how things work in practice. At most 18 questions an hour, so that everybody can answer.
note-guide-none = No questions for the group
note-guide-none-next = The framework has none for this group, or the interview is too short. Take notes freely below.
note-why-not-shown = not shown
note-why-not-shown-detail = Neither documents nor answers show this.
note-why-contradicted = contradicted
note-why-contradicted-detail = Contradicted by: { $sources }.
note-why-documents = the documents
note-why-changed = changed
note-why-changed-detail = Something has been done in the area since the last evaluation.
note-why-practice = in practice
note-why-practice-detail = The evidence shows that it is there. Ask how it works and what effect it has.
note-asked-elsewhere = Another group has been asked already.
note-asked = asked
note-counts = What counts
note-left-out = { $n ->
    [one] { $n } more question that there is no time for
   *[other] { $n } more questions that there is no time for
}
note-others = Other notes
note-none = No notes yet.
note-text = Note
note-free = Free note
note-tags = Questions and sub-areas
note-tags-help = Codes with commas between, for example 1.4, 3.2.1. The note then shows when the question is judged.
note-add = Save the note
note-mark = Mark as asked
note-marked = The question was asked.
note-corrected = corrected
note-correct = Correct
note-correct-heading = Correct the note
note-correct-lead = What you wrote first stays in the log. The new text is shown here.
note-correct-go = Save the correction
note-withdraw = Take the note back
note-withdraw-help = It is no longer shown, and the question does not count as asked by it.
note-sent = Saved.
note-away = Not saved – no connection. The note stays in this browser and is sent when the connection is back.
note-refused = Not saved. Open the page again; what you wrote is still in this browser.
note-sample-question = Do staff know where to turn?
note-sample = Three of five did, the others ask their manager.
done-note-added = The note is saved.
