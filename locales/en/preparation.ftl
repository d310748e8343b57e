### Preparation: pre-questions, since last time and the municipality's self-assessment.

section-preparation = Pre-questions
section-since-last = Since last time
section-self-assessment = Self-assessment

preparation = Pre-questions
preparation-lead = Here the municipality answers in writing before the visit. Share out the questions, approve the answers and hand them in. The evaluators see nothing until it is handed in.
preparation-lead-contributor = These are the questions you were given. Answers are saved as you type. Mark each answer as ready when you are done.
preparation-lead-evaluators = Here you read the answers the municipality has handed in. Drafts are not shown. If an answer is unclear, open the question and ask back.
preparation-what = What is a pre-question?
preparation-what-text = A question of the framework that the municipality answers in writing before the visit, so that the interviews can deal with what documents and answers do not show.
preparation-none = The framework has no pre-questions
preparation-none-next = Evidence then comes from documents and interviews.
preparation-summary = { $answered } of { $all } are answered
preparation-summary-evaluators = { $answered } of { $all } are handed in
preparation-approve-ready =
    { $count ->
        [one] Approve the answer that is ready
       *[other] Approve the { $count } answers that are ready
    }
preparation-handed-in = Handed in { $moment }
preparation-not-handed-in = Not handed in
preparation-hand-in-this = Hand in this area
preparation-hand-in-all = Hand in the answers
preparation-hand-in-area = Hand in the answers: { $area }
preparation-hand-in-go = Hand in
preparation-hand-in-consequence = The evaluators can read the answers at once. You can add to them while the interviews last, but what comes later is marked as added afterwards.
preparation-hand-in-answers =
    { $count ->
        [one] 1 answer is handed in
       *[other] { $count } answers are handed in
    }
preparation-hand-in-no-answers = No answer is approved and new.
preparation-hand-in-without =
    { $count ->
        [one] 1 question is left without an answer
       *[other] { $count } questions are left without an answer
    }
preparation-hand-in-without-text = They are unanswered, or the answer is not approved. Drafts are not handed in. You can hand them in later.
preparation-hand-in-nothing = Everything approved is handed in already
preparation-hand-in-nothing-next = Approve a new or changed answer, then you can hand it in.
preparation-reason = Why are questions left without an answer?
preparation-reason-help = A sentence will do, such as “We have nothing to answer” or “The answer will come before the visit”. The evaluators read it.

answer-question = Question
answer-status = Status
answer-who = With
answer-due = Answer by
answer-by = by { $date }
answer-overdue = late
answer-late = came late
answer-later = added afterwards
answer-status-asked = asked back
answer-status-asked-by-us = waiting for a reply
answer-status-unanswered = not answered
answer-status-not-handed-in = not handed in
answer-status-draft = draft
answer-status-ready = ready
answer-status-ready-to-approve = ready to approve
answer-status-approved = approved
answer-status-changed = changed since handed in
answer-status-left-out = no answer
answer-status-handed-in = handed in
answer-counts = What counts
answer-not-counts = Does not count:
answer-yours = The municipality's answer
answer-text = Answer
answer-text-help = Describe how it works in practice across the municipality. Refer to documents and web pages. Write nothing about individuals: the answer may become a public record.
answer-save = Save
answer-save-help = The text is saved as you type. An answer has to be approved before it can be handed in. If you change it afterwards it becomes a draft again.
answer-save-help-contributor = The text is saved as you type. The coordinator reads the answer before the evaluators get it.
answer-approve = Approve the answer
answer-mark-ready = Mark as ready
answer-handed = What the evaluators have
answer-handed-later = Handed in { $moment }, after the other answers of the area
answer-handed-same = The same text as above.
answer-left-out = Left without an answer.
answer-not-yet = No answer has been handed in
answer-not-yet-next = It appears here as soon as the municipality hands it in.
answer-last = Last changed
answer-written = { $moment } by { $name }
answer-delegate = Give the question to a colleague
answer-before = Previous question
answer-next = Next question
answer-to-my-part = To your part
answer-queries = Asked back
answer-evaluators = the evaluators
answer-asked-by = Asked by { $name } { $moment }
answer-replied-by = Reply from { $name } { $moment }
answer-ask = Ask the municipality back
answer-ask-help = Say what is missing. The coordinator gets it, and colleagues who have the question see it.
answer-ask-go = Send the question
answer-reply = Your reply
answer-reply-help = The evaluators read it at once. If the answer itself has to change, change it below and hand it in again.
answer-reply-go = Send the reply
answer-history = Earlier texts
answer-history-lead = Every text that was saved. What one person saves within ten minutes counts as one.
answer-history-none = Nothing has been written yet
answer-history-none-next = As soon as somebody writes, this page shows who and when.
answer-history-caption = Latest first
answer-history-when = When
answer-history-who = Who
answer-restore = Use this text

delegation-new = Give questions to a colleague
delegation-new-lead = Your colleague answers by a personal link, without an account, and sees only the questions you choose.
delegation-people = Colleagues who answer
delegation-people-caption = Links that work or have expired
delegation-questions = Questions
delegation-has =
    { $count ->
        [one] 1 question
       *[other] { $count } questions
    }
delegation-left =
    { $count ->
        [0] all done
       *[other] { $count } to go
    }
delegation-reminded = Reminded
delegation-to-remind = Remind
delegation-to-change = Change
delegation-due-help = After that day unanswered questions are marked as late. Your colleague can answer all the same, until you have handed in.
delegation-scope = Questions
delegation-scope-help = Choose single questions or whole sub-areas. Whoever gets a whole sub-area can hand in documents for it too.
delegation-scope-change-help = Clear a box to take a question back. What was written stays.
delegation-whole = All of sub-area { $code }
delegation-change = Change what { $name } answers
delegation-change-lead = The change takes effect at once. The link stays the same.
delegation-change-go = Save
delegation-link = The link
delegation-link-text = If your colleague has lost the link, make a new one. If they are not to answer at all, close it.
delegation-link-new = Make a new link
delegation-link-revoke = Close the link
delegation-remind = Remind { $name }
delegation-remind-lead = Kompass sends no reminder to this person. Send the text from your own mail program, then mark that you have reminded.
delegation-remind-link = The link is shown only once, so it is not in the text.
delegation-open-mail = Open in the mail program
delegation-copy = Copy the text
delegation-copied = Copied
delegation-reminded-go = I have reminded them
delegation-reminded-at = Last reminded { $moment }.
delegation-mail-subject = Reminder: your questions in the evaluation { $evaluation }
delegation-mail-hello = Hello { $name },
delegation-mail-asked =
    { $count ->
        [one] You have one question to answer before the Kommunkompassen evaluation { $evaluation }.
       *[other] You have { $count } questions to answer before the Kommunkompassen evaluation { $evaluation }.
    }
delegation-mail-due = Please answer by { $date }.
delegation-mail-soon = Please answer as soon as you can.
delegation-mail-link = You answer by the personal link you were given. What you have written already is saved. If you cannot find the link, tell me and you will get a new one.

since-last = Since last time
since-last-lead = Tell what the municipality has done about each improvement area of the last evaluation. The evaluators read it before the visit.
since-last-lead-read = This is how the municipality says it went with the improvement areas of the last evaluation.
since-last-found =
    { $count ->
        [one] { $evaluation } has 1 improvement area that is not listed here.
       *[other] { $evaluation } has { $count } improvement areas that are not listed here.
    }
since-last-take-over = Bring all of them in
since-last-offers = Show them, or bring in one at a time
since-last-take-one = Bring in
since-last-new = Add an improvement area
since-last-new-lead = Copy it from the report of last time.
since-last-none = No improvement areas yet
since-last-none-next = If the municipality has been evaluated before, add them from that report. If this is the first time, leave the page empty.
since-last-none-read = The municipality has written nothing. It may be evaluated for the first time.
since-last-edit = What has happened?
since-last-save = Save
since-last-area = Area
since-last-improvement = Improvement area
since-last-improvement-help = As it was put in the last report.
since-last-status = How far has it come?
since-last-status-done = done, and seen in practice
since-last-status-begun = begun
since-last-status-not-begun = not begun
since-last-status-declined = the municipality chose not to
since-last-what = What has been done?
since-last-what-help = What was done, when, and what came of it? If the municipality chose not to, say why.
since-last-nothing = Nothing is written.
since-last-tell = Tell
since-last-remove = Remove
since-last-remove-heading = Remove the improvement area
since-last-remove-consequence = The improvement area and what is written about it disappear from the list.

self-assessment = Self-assessment
self-assessment-lead = How far do you yourselves think the municipality has come in each sub-area? The answer is sealed and compared with the evaluators' points once they agree. It is voluntary.
self-assessment-none = The municipality has not sealed a self-assessment.
self-assessment-until-sealed = Nobody outside the municipality can read it. The evaluators see it only after the consensus, and only if you seal it before the interviews are over.
self-assessment-sealed = Sealed { $moment } by { $name }. It does not change any more, and is shown to the evaluators after the consensus.
self-assessment-summary = { $done } of { $all } sub-areas have a position
self-assessment-go-on = Go on
self-assessment-seal = Seal
self-assessment-seal-heading = Seal the self-assessment
self-assessment-seal-lead = Go through the answers a last time before you seal them.
self-assessment-seal-consequence = The self-assessment cannot be changed afterwards. It is shown to the evaluators only after the consensus.
self-assessment-sub-area = Sub-area
self-assessment-position = How far have you come?
self-assessment-standing = Position
self-assessment-points = Points
self-assessment-reason = Reason
self-assessment-worth = Worth { $points } points.
self-assessment-text = Why?
self-assessment-text-help = A sentence will do.
self-assessment-save = Save and go on
self-assessment-level-open = not answered yet
self-assessment-level-none = We take no stand
self-assessment-level-0 = It does not exist
self-assessment-level-1 = We have begun
self-assessment-level-2 = Partly
self-assessment-level-3 = To a large extent
self-assessment-level-4 = Fully, in the whole municipality

self-image = Self-image and judgement
self-image-to = The self-image beside the judgement
self-image-lead = How the municipality saw itself before it was judged, beside what the evaluators agreed on.
self-image-none = There is no sealed self-assessment to compare with
self-image-no-stand-at-all = The municipality took no stand in any sub-area that is judged
self-image-none-next = A self-assessment is voluntary and has to be sealed before the interviews are over. At the next evaluation the municipality can make one to see how well it knows itself.
self-image-sealed = The self-assessment was sealed { $moment } by { $name }.
self-image-reasons = Read the municipality's own reasons
self-image-whole =
    { $sub_areas ->
        [one] In the one sub-area that has both, the municipality gave itself { $own } of { $max } points. The evaluators gave { $judged }.
       *[other] In the { $sub_areas } sub-areas that have both, the municipality gave itself { $own } of { $max } points. The evaluators gave { $judged }.
    }
self-image-counts = The self-image is brighter in { $brighter }, darker in { $darker } and about the same in { $same }.
self-image-how = How is the difference calculated?
self-image-how-text = The municipality took its position in five steps, from not there to fully there. Each step is worth a quarter of the points of the sub-area. The difference is the municipality's points less those of the evaluators. If it is smaller than half a step it says nothing, and the pictures count as about the same. The lists are in order of how large the difference is as a share of the points there are.
self-image-areas = Areas
self-image-areas-caption = Only sub-areas in which both the municipality and the evaluators have points are counted. The largest difference first.
self-image-area = Area
self-image-sub-areas = Sub-areas
self-image-sub-areas-caption = The largest difference first.
self-image-own = Municipality
self-image-judged = Evaluators
self-image-max = At most
self-image-gap = Difference, points
self-image-share = Difference, share
self-image-says = The self-image is
self-image-brighter = brighter than the judgement
self-image-darker = darker than the judgement
self-image-same = about the same
self-image-no-stand = The municipality took no stand on { $which }.
self-image-not-judged = The evaluators have no points for { $which }.
self-image-chart = Self-image and judgement by area, in per cent of the points
self-image-chart-text = The bar is the evaluators' points, the tick the municipality's own. The same figures are in the table below.
self-image-chart-judged = Evaluators, %
self-image-chart-own = Municipality, %
self-image-meaning = What the difference can mean
self-image-meaning-lead = A difference is no fault. It shows where talking pays.
self-image-brighter-means = What the management relies on may not be felt in daily work, or the evaluators never saw what it rests on. Ask who knows of the way of working, and where it shows.
self-image-darker-means = The municipality may demand much of itself, or be so used to a strength that nobody inside notices it. Find out what others see. It may be a good example.
self-image-same-means = The municipality knows itself. If the points are low, there is a shared picture to start improving from.

done-answers-approved = The answers that were ready are approved.
done-answers-handed-in = The answers are handed in. The evaluators can read them now.
done-answer-ready = The answer is marked as ready.
done-answer-approved = The answer is approved.
done-answer-asked = The question has been sent to the municipality.
done-answer-replied = The reply has been sent to the evaluators.
done-delegation-changed = The change has taken effect.
done-delegation-reminded = It is noted that you have reminded them.
done-since-last-taken-over = The improvement areas are brought in. Tell about each of them.
done-since-last-removed = The improvement area is removed.
done-self-assessment-sealed = The self-assessment is sealed.

problem-pr01 = The text is too long. An answer has at most 20,000 characters; put the rest in a document.
problem-pr02 = Write a text first.
problem-pr03 = This is no day to come. Write it as 2026-03-12.
problem-pr04 = Write why questions are left without an answer. A sentence will do.
problem-pr05 = Everything that is approved has been handed in already.
problem-pr06 = The answer is handed in, so only the coordinator can change it. Tell the person who sent you the link.
problem-pr07 = The answer is not handed in yet, so there is nothing to ask about.
problem-pr08 = Write the improvement area, in at most 2,000 characters.
problem-pr09 = Choose an area.
problem-pr10 = There are no more improvement areas to bring in. Add them by hand.
problem-pr11 = The self-assessment is sealed and cannot be changed.
problem-pr12 = Choose how far you have come, or that you take no stand.
problem-pr13 = Take a position in at least one sub-area before you seal.
