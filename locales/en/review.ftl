### Quality review.

review = Review
review-lead = Here the report is checked before it leaves the team: evidence, texts, points against text, and names of individuals. The checks warn; they block nothing.
review-before = The evaluators are not done yet. Go through the warnings before you hand over to the quality reviewer.
review-unsigned = The quality reviewer has not signed yet.
review-signed = { $name } signed on { $date }. The signature is for what stands now. If the evaluation is returned, it has to be signed anew.
review-sign = Sign the review
review-return = Return to the evaluators
review-return-lead = The evaluation goes back to the consensus. The evaluators read your comments there and answer them.
review-return-why = Why do you return it?
review-return-why-help = The reason is logged and shown to the evaluators.
review-return-consequence = A signature that has been given is void.
review-back = Back to the review

## Checks
review-checks = Checks
review-checks-lead = Every line leads to its place. What is in order can be set aside with a reason.
review-compared = The points of the areas are compared with { $n } earlier evaluations of the same version, origin and basis. Unusual is what lies outside the 5th to 95th percentile, or more than 2.5 median deviations from the median.
review-compared-few = Whether the points are unusual is not said: there are { $n } earlier evaluations of the same version, origin and basis, and it takes at least { $least }.
review-nothing = The checks found nothing to look at.
review-open = { $n ->
    [0] nothing left
    [one] { $n } to look at
   *[other] { $n } to look at
}
review-no-evidence = gives points, but nobody who judged it named any evidence.
review-no-text = has no text.
review-much-but-improvements = has { $share }% of the points, yet only improvement areas are named.
review-little-but-strengths = has { $share }% of the points, yet only strengths are named.
review-unusual = has { $points } points, which is unusual: the median of { $n } earlier evaluations is { $median }.
review-person = names a person: “{ $name }”.
review-function = names a function that only one person holds: “{ $name }”.
review-set-aside = Set aside
review-aside-heading = Set aside: { $place }
review-aside-why = Why may it stand?
review-aside-why-help = The reason is shown in the review. If the text changes so that the warning is another one, it comes back.
review-set-aside-by = Set aside by { $by }
review-take-up = Take up again

## Comments
review-comments = The reviewer's comments
review-comments-none = No comments.
review-comments-none-next = The quality reviewer can comment on every place in the report. The evaluators answer here.
review-comment = Comment on the report
review-comment-summary = Comment on the report
review-comment-area = Comment on the area
review-comment-to = Comment on { $place }
review-comment-text = Comment
review-comment-text-help = Write what should change, and why.
review-comment-go = Save the comment
review-place = Place in the report
review-answer = Answer
review-answer-go = Answer it
review-answered = answered
review-waits = waits for an answer
review-resolve = Mark as settled
review-resolved = settled

done-review-signed = The review is signed.
done-review-returned = The evaluation is returned to the evaluators.
done-review-set-aside = The warning is set aside.
done-review-taken-up = The warning is up again.
done-review-commented = The comment is saved.
done-review-answered = The answer is saved.
done-review-resolved = The comment is settled.

problem-rv01 = The report has no such place. Choose one on the page.
problem-rv02 = There is no text. Write something.
problem-rv03 = The text is longer than 5,000 characters. Shorten it.
problem-rv04 = The warning is not there any more. Read the page again.
problem-rv05 = The reason is missing. Say why.
problem-rv06 = That day has passed. Choose today or later.
problem-rv07 = The fact check is over, or has not been opened. Ask the one who leads the evaluation to move the last day.
problem-rv08 = Only the one who wrote a comment can change it, and only before it is answered. Write another comment.
problem-rv09 = Say what was corrected, and why. It stands beside the new edition.
problem-rv10 = Choose whether the text was changed or not.
problem-rv11 = Write the day as 2026-03-12.
problem-rv12 = Write whom the feedback is for.
problem-rv13 = You are not on the team and cannot sign. Ask the one who leads the evaluation.
problem-rv14 = No report is delivered yet. Deliver it first.
