### Scoring: the table, one criterion at a time, locking, and how the areas are judged.

judgement-section = Scoring
judgement-areas = Areas
judgement-area = Area
judgement-question = Question
judgement-judged = Judgement
judgement-points = Points
judgement-most = At most
judgement-missing = missing
judgement-caption = Levels are given in the order { $dimensions }
judgement-weights = The points are: { $note }.
judgement-of = { $n } of { $of }
judgement-left = { $n ->
    [one] { $n } judgement is missing.
   *[other] { $n } judgements are missing.
}
judgement-all-done = Everything is judged.
judgement-show-missing = Show only what is missing
judgement-show-all = Show all questions
judgement-over = The scoring is over. This is what each of you judged.
judgement-planned-only = Planned but not done
judgement-locked-by = Have locked: { $names }.
judgement-to-lock = Still to lock: { $names }.
judgement-direct = { $points } points, set directly
judgement-direct-label = Points for the whole sub-area
judgement-direct-help = From 0 to { $max }. Decimals are fine: 12.5.
judgement-not-here = Does not apply to this municipality: “{ $condition }” is not the case. Its points go to the other questions.

## Before the scoring
judgement-before = The scoring has not begun
judgement-before-next = It begins once the interviews are done. All questions will then stand here, area by area. Decide before that how each area is to be judged.

## How the areas are judged
judgement-ways = How the areas are judged
judgement-ways-lead = How an area is judged is decided before anybody begins. Then it stays, so that neither a form nor an error gives away what a colleague has done.
judgement-ways-read = Whoever leads the evaluation decides how each area is judged, before anybody begins.
judgement-ways-fixed = This was decided before the scoring began and stays. To change it, the lead takes the evaluation a step back.
judgement-ways-caption = Areas in the order of the framework
judgement-ways-way = Way
judgement-ways-scale = Scale
judgement-ways-change = Change
judgement-ways-direct = Sub-areas judged directly in points
judgement-ways-direct-help = The others are judged question by question.
judgement-ways-consequence = If the evaluation was taken a step back, judgements made in the other way are removed in every sub-area that you change.
judgement-ways-go = Save
judgement-way-independent = independently
judgement-way-independent-help = Everybody judges everything. Nobody sees what the others judged until all have locked the area.
judgement-way-primary = primary and second reader
judgement-way-primary-help = One judges the whole area and locks it. Another then reads, and judges what should be otherwise.
judgement-way-joint = together
judgement-way-joint-help = There is one judgement of each question, and all can change it. The area is not locked.
judgement-by-question = question by question
judgement-all-direct = directly in points
judgement-some-direct = question by question; directly in points: { $codes }
judgement-most-points = At most { $points } points
done-judgement-way = The way is saved.

## Locking
judgement-lock = Lock the area
judgement-unlock = Unlock
judgement-locked-own = You have locked the area.
judgement-locked-open = The area is locked, and open to those who judge.
judgement-together = The area is judged together and is not locked.
judgement-lockable = Everything is judged.
judgement-not-lockable = { $n ->
    [one] { $n } judgement is missing before you can lock.
   *[other] { $n } judgements are missing before you can lock.
}
judgement-lock-heading = Lock { $area }
judgement-lock-go = Lock my judgements
judgement-lock-independent = Once you have locked, you cannot change your judgements in the area. You can unlock as long as somebody else has not locked yet. When all have locked you see each other’s judgements, and they stay as they are.
judgement-lock-primary = Once you have locked, you cannot change your judgements in the area, and the second reader sees them. You can unlock as long as nobody else has locked.
judgement-lock-joint = This area is judged together. Everybody can change the judgements until the consensus begins, so it is not locked.
judgement-lock-missing = { $n ->
    [one] { $n } judgement is missing. Make it first, then you can lock.
   *[other] { $n } judgements are missing. Make them first, then you can lock.
}
judgement-unlock-heading = Unlock { $area }
judgement-unlock-go = Unlock
judgement-unlock-lead = You can then change your judgements in the area again. It has to be locked anew before the consensus can begin.
done-judgement-locked = The area is locked.
done-judgement-unlocked = The area is unlocked. Remember to lock it again.

## A criterion
judgement-place = question { $n } of { $of } in the area, { $left } missing
judgement-between = Between the questions
judgement-previous = Previous
judgement-next = Next
judgement-to-sheet = To the table
judgement-counts = What counts
judgement-not-counts = What does not count
judgement-planned-help = There is a decision or a plan, but nothing has changed yet. It is recorded and gives 0 points, whichever levels you have chosen.
judgement-gives = Gives { $points } of { $max } points
judgement-points-of = { $points } of { $max } points
judgement-reason = Reason
judgement-reason-help = What did you see, and where? One sentence is often enough. The others see it only once the judgements are opened.
judgement-evidence = Evidence
judgement-evidence-help = Tick what the judgement rests on.
judgement-crosswalk = From { $framework }: sub-area { $codes }, which corresponds to this one.
judgement-crosswalk-none = No sub-area of { $framework } corresponds to this one. The evidence is tagged by that framework.
judgement-answers = Answers to pre-questions
judgement-more = { $n ->
    [one] { $n } more document
   *[other] { $n } more documents
}
judgement-save-next = Save and next
judgement-save-last = Save and to the table
judgement-save = Save
judgement-save-both = Save with both reasons
judgement-clear = Remove the judgement
judgement-take-back = Take the points back
judgement-own = The judgement
judgement-others = What others judged
judgement-joint = The area is judged together: there is one judgement, and all can change it.
judgement-closed = The judgement cannot be changed here and now.
judgement-closed-locked = You have locked the area, so the judgement cannot be changed.
judgement-stale = The judgement was not saved, because it has changed since you opened the page. It now reads:
judgement-stale-next = The form below holds what you chose and wrote. Compare, change what needs changing, and save. Your judgement then replaces the one shown here.
judgement-stale-keep = Keep the one shown here
judgement-keys = Keys
judgement-keys-text = J goes to the next question and K to the previous one. Digits choose a level on the dimension you are in, otherwise on the first empty one. Ctrl and Enter save and go on. Arrow keys change the level. In text fields J, K and digits do nothing special.
judgement-keys-on = Use J, K and digits

## Beside it
judgement-beside = What there is to judge by
judgement-documents = Documents on the sub-area
judgement-documents-none = No documents are tagged with the sub-area.
judgement-passages = Pages with words from the title of the sub-area: { $words }.
judgement-passages-none = no page has words from the title of the sub-area
judgement-leaf-close = Close the page
judgement-notes = Notes from the interviews
judgement-notes-none = No note is tagged with the question or the sub-area.
judgement-last = Last time: { $name }
judgement-last-none = That evaluation says nothing about the sub-area that you may read.
judgement-key-figures = Key figures in Kolada
judgement-key-figures-about = They belong to the question in the framework and say something about the outcome. Titles as in Kolada, in Swedish.

## Problems
problem-ju01 = The evaluation is not in scoring, so nothing can be judged now.
problem-ju02 = Only those who lead and evaluate on the team judge.
problem-ju03 = You have locked the area. Unlock it first, unless judgements were opened.
problem-ju04 = The sub-area is judged in the other way. Open it anew from the table.
problem-ju05 = The question does not apply to the municipality. Go on to the next one.
problem-ju06 = Choose a level on each dimension, or tick that it is only planned.
problem-ju07 = Write points from 0 to the most the sub-area can give, for example 12.5.
problem-ju08 = The reason is too long. Shorten it to 5,000 characters.
problem-ju09 = A piece of evidence is not there any more. Tick what is there and save again.
problem-ju10 = An area that is judged together is not locked.
problem-ju11 = Not everything is judged. Make what is missing, then you can lock.
problem-ju12 = You have not locked the area.
problem-ju13 = The judgements are open to others, so the lock stays. The lead can take the evaluation a step back.
problem-ju14 = The scoring has begun, so the way stays. The lead can take the evaluation a step back.
problem-ju15 = One of the sub-areas is not in the area. Choose among those shown.
problem-ju16 = Choose how the area is to be judged.
