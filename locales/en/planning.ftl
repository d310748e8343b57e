### Planning, conditions and steps.

## Booking, beyond what stands with the evaluations
planning-municipality-help = Write the name or the municipality code and choose from the list, for example Tyresö or 0138.
planning-second = A second framework
planning-second-help = The visit is then judged on two sheets, each with points of its own. Team, documents, answers and interviews are shared. Used where a new version is to be compared with an older one.
planning-second-none = None
planning-visit-day = Visit, day { $number }
planning-visit-help = Days on which the team is on site. Can be filled in later.
planning-lead = Who leads the evaluation?
planning-lead-help = The name as the report will print it. You tie the account to this place when you appoint the person.
planning-lead-employer = Employer of the lead

## The plan
planning = Plan
planning-lead-text = This can be changed until the interviews begin. Everybody in the evaluation sees it.
planning-date = Assessment date
planning-date-help = The state of affairs on that day is judged.
planning-record = Record number
planning-language = Language of the report
planning-framework = Framework
planning-framework-help = Can be changed while the evaluation is planned and nobody has judged anything.
planning-facts = Short facts
planning-facts-help = One line for each: what | value | when | source. For example: Inhabitants | 23,400 | 2025 | SCB
planning-go = Save the plan
planning-to-edit = Change the plan
planning-to-conditions = Conditions of the framework

## Two frameworks
planning-two = The evaluation is scored in two frameworks
planning-two-lead = Visit, team and evidence are shared. Judgements, points and report are there for each.
planning-two-caption = Frameworks with points
planning-two-framework = Framework
planning-two-points = Points
planning-two-none = not set
planning-two-basis = The frameworks ask for different things, so their points cannot be compared as they stand.
planning-two-here = you are here

## Conditions
conditions = Conditions of the framework
conditions-lead = Some questions only apply if the municipality has what they are about. What does not exist lowers no points.
conditions-term = What happens to the points?
conditions-term-text = A question that does not apply gives its points to the other questions of the sub-area. If no question applies the sub-area is left out, and its area is scaled to 100 points. The report says so.
conditions-holding = This is true of the municipality
conditions-help = Tick what is true. Remove the tick where it is not.
conditions-questions = If not: { $n ->
    [one] question { $codes } does not apply
   *[other] questions { $codes } do not apply
}
conditions-sub-areas = , and { $n ->
    [one] sub-area { $codes } is left out
   *[other] sub-areas { $codes } are left out
}
conditions-go = Save the conditions
conditions-caption = Conditions in the order of the framework
conditions-condition = Condition
conditions-holds = True
conditions-meaning = What it means
conditions-yes = yes
conditions-no = no
conditions-none = The framework has no conditions
conditions-none-next = Every question applies to every municipality.

## Steps
planning-section = Steps
steps-page = Steps
steps-lead = An evaluation takes ten steps. Each opens what is to be done in it and locks what is finished.
steps-next = Next step: { $state }
steps-needs = This has to be in place first
steps-holds = done
steps-missing = missing
steps-hidden = shown once all have locked
steps-mend = Go to { $place }
steps-unanswered = { $n ->
    [one] 1 comment waits for an answer
   *[other] { $n } comments wait for an answer
}
steps-second = And for { $framework }
steps-second-all = Everything is in place there as well.
steps-go = Go on to { $state }
steps-skip = Skip to { $state }
steps-ready-wait = Everything is in place. Whoever leads the evaluation, or the coordinator after delivery, goes on.
steps-not-ready = Once everything is in place the evaluation can go on.
steps-end = The evaluation has ended.
steps-line = How far the evaluation has come
steps-entered = { $date }
steps-entered-by = { $date }, { $name }
steps-before = done before the evaluation was entered here
steps-skipped = was skipped
steps-here = going on now
steps-later = not yet
steps-log = Every step that was taken
steps-log-caption = Steps in the order in which they were taken
steps-when = When
steps-what = Step
steps-who = Who
steps-why = Why
steps-made = entered as { $state }
steps-from-to = { $from } → { $to }
steps-by-machine = on the server
steps-back = Go back
steps-back-lead = If something has to be done again the evaluation can be taken back. It is logged, and everybody in the evaluation sees why.
steps-back-to = Go back to { $state }
steps-back-heading = Go back to { $state }
steps-back-reason = Why?
steps-back-reason-help = Write it so that team and municipality understand. The text is shown on this page.
steps-back-kept = Everything that was written and judged stays.
steps-back-fact-check = The fact check is taken away and done again.
steps-back-review = The quality reviewer's signature is taken away.
steps-back-locks = All areas are unlocked.
steps-forward-heading = Go on to { $state }
steps-about-planned = Municipality, framework, days and team are decided.
steps-about-preparation = The municipality answers pre-questions and hands in documents. The interviews are planned.
steps-about-interviews = The team is on site and meets the groups.
steps-about-scoring = Each evaluator judges and locks their areas.
steps-about-consensus = The team compares, agrees on values and writes the texts.
steps-about-review = The quality reviewer reads, and signs or returns.
steps-about-fact-check = The municipality reads the text and comments; each comment is answered.
steps-about-delivered = The report is frozen and handed over.
steps-about-follow-up = The municipality turns improvement areas into actions and follows them.
steps-about-closed = Nothing more is changed.
steps-means-preparation = The municipality's coordinator can answer pre-questions and hand in documents. The framework stays from now on.
steps-means-interviews = The plan stays as it is. Answers and documents can still be added.
steps-means-scoring = The municipality can no longer change its answers. The evaluators begin to judge, each alone.
steps-means-consensus = Nobody can change their own judgements any more. The team sees each other's.
steps-means-review = What was agreed on and the texts are locked while the quality reviewer reads.
steps-means-fact-check = The municipality may read the text and comment on it.
steps-means-delivered = The report stands. The municipality and its readers see points and text.
steps-means-follow-up = The municipality can begin to work on its actions.
steps-means-closed = The evaluation ends. Its actions can no longer be changed.
done-step-forward = The evaluation has gone on to the next step.
done-step-back = The evaluation is back in an earlier step.

## What must hold
problem-l01 = The framework must be chosen.
problem-l02 = The assessment date must be set.
problem-l03 = Somebody on the team must lead the evaluation.
problem-l04 = Everybody on the team must have signed the conflict-of-interest declaration.
problem-l05 = Nobody on the team may have a conflict of interest.
problem-l06 = At least one day of the visit must be set.
problem-l07 = At least one interview group must be recorded as met.
problem-l08 = Every evaluator must have locked their judgements.
problem-l09 = Everything that applies to the municipality must be judged.
problem-l10 = The team must have agreed on everything that applies to the municipality.
problem-l11 = The team must have a quality reviewer who does not judge.
problem-l12 = The quality reviewer must have signed.
problem-l13 = The fact check must be over: the municipality is done, or its time is up.
problem-l14 = Every comment of the fact check must be answered.
problem-l15 = The report must be made.
problem-l16 = The source of the result must be named.
problem-l17 = There must be total points, or points of an area.
problem-l18 = The evaluation is in that step already.
problem-l19 = Write why the evaluation is taken back.
problem-l20 = This kind of evaluation takes one step at a time.

## What is wrong with a plan
problem-pl01 = Write which municipality it is about.
problem-pl02 = This is no day. Write it as 2026-03-12.
problem-pl03 = A visit has at most ten days. Leave some out.
problem-pl04 = The record number is too long. It may have at most 100 characters.
problem-pl05 = Choose one of the languages in the list.
problem-pl06 = A line of the short facts has no value, or too many parts. Write: what | value | when | source.
problem-pl07 = The instrument was not there then. Check the year.
problem-pl08 = That framework only has areas, so nothing can be judged on it. Choose another.
problem-pl09 = The second framework is the same as the first. Choose another, or none.
problem-pl10 = The framework stays once the preparation has begun or somebody has judged. Book a new evaluation if it has to be another.
problem-a38 = This belongs to the evaluation that the second framework is scored beside. Open that one instead.
problem-a39 = The place on the team is taken, or is for another role. Choose another, or a new place.
problem-a40 = Whoever contributes answers for the municipality, so its coordinator makes their link. Ask the coordinator for it.

## A place on the team
planning-place = Place on the team
planning-place-help = Those who are on the team without an account can get one. The name is then taken from the place unless you write another.
planning-place-new = A new place
planning-place-of = { $code }: { $name }, { $role }
