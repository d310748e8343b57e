### Fact check, report, publication, feedback and the paper for the council.

## Fact check
fact-check = Fact check
fact-check-lead = Read the text as it will stand in the report, and comment on what is wrong or missing. Comment on facts; the judgement is the evaluators'. Every comment gets an answer.
fact-check-lead-team = The municipality reads the text and comments on it paragraph by paragraph. Answer each comment before the report is delivered.
fact-check-not-open = The fact check is not open. The one who leads the evaluation sets the last day.
fact-check-open-until = Open until { $date }.
fact-check-is-done = The municipality is done.
fact-check-is-over = The last day was { $date }.
fact-check-unanswered = { $n ->
    [0] No comments wait for an answer.
    [one] { $n } comment waits for an answer.
   *[other] { $n } comments wait for an answer.
}
fact-check-deadline-set = Last day for comments
fact-check-until = Comments until
fact-check-until-help = Give the municipality time to read, two weeks if you can. The day can be moved.
fact-check-deadline-go = Open it until that day
fact-check-done = We are done
fact-check-done-consequence = The municipality cannot comment any more. Comments that were sent stay and are answered.
fact-check-no-text = There is no text to read yet.
fact-check-paragraph = paragraph
fact-check-comment = Comment
fact-check-comments = Comments
fact-check-comment-text = Your comment
fact-check-comment-help = Write what is wrong and what is right. Refer to a document if you can.
fact-check-comment-go = Send the comment
fact-check-comment-to = Comment on { $place }
fact-check-change = Change the comment
fact-check-back = Back to the fact check
fact-check-waits = waits for an answer
fact-check-accepted = the text is changed
fact-check-accepted-help = Write how.
fact-check-not-accepted = the text is not changed
fact-check-not-accepted-help = Write why.
fact-check-verdict = What came of the comment?
fact-check-answer-help = The municipality reads the answer.
fact-check-to-text = Change the text
fact-check-earlier = Comments from an earlier fact check
fact-check-earlier-about = The evaluation has gone back since then. The comments stay, but need no new answer.

done-fact-check-opened = The fact check is open.
done-fact-check-done = The municipality is done with the fact check.
done-fact-check-commented = The comment is sent.
done-fact-check-changed = The comment is changed.
done-fact-check-answered = The answer is saved.

## Report
delivery = Report
delivery-heading = Report: { $name }
delivery-draft = Draft
delivery-draft-about = This is the report as it would be if it were delivered now. It can still change, and nobody outside the team has it.
delivery-draft-pdf = Download the draft (PDF)
delivery-draft-file = draft
delivery-last-edition = Read the report as last delivered
delivery-being-corrected = The report is being corrected
delivery-being-corrected-about = This is the edition that was delivered last. It holds until the corrected one is delivered.
delivery-unmet = Before the report can be delivered
delivery-deliver = Deliver the report
delivery-with-first = Delivered with the report on the first framework
delivery-with-second = The report on { $framework } is delivered at the same time.
delivery-deliver-lead = The report is frozen as it is now, with date and checksum, and the municipality may read it.
delivery-consequence = What stands in the edition cannot be changed afterwards. A correction is a new edition, and both are kept. A delivered report may be a public record.
delivery-note = What was corrected, and why?
delivery-note-help = Stands beside the new edition.
delivery-editions = Editions
delivery-editions-about = All delivered editions are kept.
delivery-edition = Edition
delivery-edition-file = edition { $number }
delivery-delivered-at = Delivered
delivery-corrected = Corrected
delivery-file = File
delivery-correct = Correct the report
delivery-correct-lead = The evaluation goes back to the fact check, so that the text can be changed. The municipality reads it again, and then a new edition is delivered.
delivery-correct-why = What needs to be corrected?
delivery-correct-consequence = The delivered edition stays. If it is published, everybody can read it until the new one is delivered.
delivery-back = Back to the report
delivery-behind-link = show what the points rest on
delivery-behind-none = Nothing in the sub-area applies to the municipality.
delivery-behind-points-only = What the points rest on is shown to the evaluators and to the municipality's coordinator.
delivery-points-of = { $points } of { $max } points
delivery-agreed = Judgement
delivery-planned = planned but not done, which gives 0 points
delivery-direct = { $points } points, set directly
delivery-not-assessed = not assessed
delivery-evidence = Evidence
delivery-evidence-none = No evidence is named.
delivery-evidence-answers = The municipality's own answers
delivery-evidence-interview = Group interview
delivery-evidence-group = Group interview: { $group }
delivery-to-consensus = Show the single judgements

done-report-delivered = The report is delivered.
done-report-reopened = The text is open again. Correct it, open the fact check and deliver a new edition.

## Publication
publication = Publication
publication-lead = The municipality decides whether the report is published. Then everybody can read it on a page of its own, without signing in.
publication-undecided = The municipality has not decided about publication.
publication-open = Published. { $by }, { $when }.
publication-embargo = Will be published on { $date }. Until then the page is closed. Decided by { $by }.
publication-withdrawn = Not published. { $by }, { $when }.
publication-public-page = To the public page
publication-decision = Decision
publication-publish = Publish the report
publication-publish-help = The edition delivered last is shown, with points and text.
publication-keep = Do not publish
publication-keep-help = The public page is closed.
publication-from = From
publication-from-help = Leave empty to publish now.
publication-go = Save the decision
publication-consequence = What is published may have been read and saved by anybody, even if it is closed again.
published-pdf = Download the report (PDF)

done-published = The decision to publish is saved.
done-not-published = The report is not published.

## Feedback
feedback = Feedback
feedback-lead = The oral feedback is a meeting of its own, where the evaluators tell what they have seen.
feedback-without-points = If the feedback is held now, before the report is delivered, it is without points.
feedback-none = No feedback is planned.
feedback-none-next = Decide the day and who is invited. Usually that is everybody who was interviewed.
feedback-date = Day
feedback-audience = To whom
feedback-audience-help = Who is invited.
feedback-audience-default = Everybody who was interviewed
feedback-go = Save the feedback

done-feedback-set = The feedback is saved.

## Paper for the council
council-download = Download the paper for the council (DOCX)
council-file = council paper
workbook-download = Download the points (XLSX)
workbook-file = points
council-title = Paper for the council: evaluation of { $municipality } { $year } by { $framework }
council-date = Date: { $date }
council-record = Record number: { $number }
council-to = To: the council
council-proposal = Proposed decision
council-proposal-lead = The council decides
council-proposal-note = to take note of the report of the { $year } evaluation by { $framework },
council-proposal-plan = to instruct the executive board to draw up a plan for the improvement areas, with an owner, a time and an indicator for each action, and
council-proposal-publish = to instruct the executive board to report back to the council on how the plan goes.
council-background = Background
council-background-about = { $title } is an instrument for evaluating how a municipality is led and governed. It is owned by { $owner }.
council-background-dated = The evaluation was made in { $year } and is about the state of affairs on { $date }. Kind of evaluation: { $kind }.
council-background-kind = The evaluation was made in { $year }. Kind of evaluation: { $kind }.
council-result = The result in short
council-total = { $municipality } got { $total } of { $max } points.
council-mean = { $label }: { $mean } ({ $rule }).
council-previous = In the evaluation before, in { $year } (version { $version }), the total was { $points } points.
council-documents = Documents
council-report = Report of the evaluation, { $label }, { $date }
