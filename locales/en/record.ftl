### Records, record numbers, disposal and log.

## Types of record
record-report = Delivered reports
record-publication = Decision to publish
record-steps = Steps and reasons
record-team = Team and conflict-of-interest declarations
record-answers = Answers to pre-questions that were handed in
record-answer-drafts = Drafts of answers and questions asked back
record-documents = Files handed in as evidence
record-document-requests = Evidence that was asked for
record-since-last = Since last time
record-self-assessment = Self-assessment
record-interviews = People to be interviewed
record-notes = Interview notes
record-supplements = Supplements after interviews
record-judgements = Judgements of each evaluator
record-agreed = Agreed judgements
record-texts = Texts of the report
record-review = The quality reviewer’s comments
record-fact-check = Fact check
record-links = Personal links
record-actions = Actions and follow-up
record-log = Log of who did what
keep-preserve = preserved
keep-after-delivered = disposed of { $years ->
    [0] as soon as the report is delivered
    [1] 1 year after delivery
    *[other] { $years } years after delivery
}
keep-after-closed = disposed of { $years ->
    [0] as soon as the evaluation is closed
    [1] 1 year after closing
    *[other] { $years } years after closing
}
nature-working = working material
nature-established = public record

## Records of an evaluation
records = Records
records-lead = What there is in the case, what is a public record in the step where the evaluation is, and how long it is kept.
records-caption = Records of the case
records-type = Record
records-count = How many
records-hidden = counted once all have locked
records-nature = Is now
records-keep = Kept
records-due = { $day } at the earliest
records-note = Whether a record is public is in the end for the municipality and the courts to say. What stands in a public record can still be secret.
records-to-log = Show the log of the evaluation
records-to-plan = Change how long records are kept
records-number = Record number
records-number-none = The evaluation has no record number yet.
records-number-also = The same record number stands on { $n ->
    [one] another evaluation
   *[other] { $n } other evaluations
} of the organisation. That is right if they belong to one case.
records-number-take = Take the next number
records-number-pattern = The next free number of the organisation’s series, { $pattern }.
records-number-change = Write the record number
records-number-help = As it stands in the organisation’s own register, for example KS 2026/417. Reports that were delivered do not change.
records-number-save = Save the record number
done-record-number = The evaluation has its record number.

## Record-keeping of an organisation
retention = Archive and disposal
retention-lead = How the organisation numbers its cases, how long records are kept, and what is due for disposal.
retention-series = Series of record numbers
retention-series-help = Write { $period } where the year goes and { $number } where the number goes, for example KS { $period }/{ $number }. Leave it empty if numbers are taken from another register.
retention-series-save = Save the series
retention-plan = How long records are kept
retention-plan-note = The plan that comes with the program is a proposal. The municipality’s own plan and decisions on disposal go before it.
retention-why = Why
retention-own = own rule
retention-change = Change
retention-edit = Change how long is kept: { $record }
retention-rule = Rule
retention-as-bundled = As proposed: { $keep }
retention-preserve = Preserved
retention-preserve-help = Never disposed of.
retention-delivered = Disposed of after delivery
retention-delivered-help = Years count from the day on which the report was delivered last.
retention-closed = Disposed of after closing
retention-closed-help = Years count from the day on which the evaluation was closed.
retention-years = Years
retention-years-help = 0 to 100. Only for what is disposed of.
retention-save = Save the rule

## Disposal
disposal-due-heading = Due for disposal
disposal-none = Nothing is due for disposal today.
disposal-count = { $count ->
    [one] One type of record of an evaluation is due for disposal.
    *[other] { $count } types of records are due for disposal.
}
disposal-to = Look through and dispose
disposal = Dispose of records
disposal-lead = Choose what is to be disposed of and name the decision. Whoever takes or carries out the decision answers for its being there.
disposal-chosen = Records
disposal-choice = { $record }, { $count }, { $keep } (due { $day })
disposal-decision = Decision
disposal-decision-help = What the decision is called where it stands, for example a record number or minutes.
disposal-day = Day of the decision
disposal-section = Section
disposal-consequence = The text goes from Kompass for good, from the log too. That it was there, when it was disposed of and by which decision stays in the protocol. Older backups have it until they are overwritten.
disposal-go = Dispose
done-disposal = The decision is entered. The disposal is done in the background now.
disposal-protocols = Disposal protocols
disposal-protocols-none = Nothing was disposed of yet.
disposal-protocol = Disposal protocol { $decision }
disposal-decided = Decision { $decision } of { $day }, { $organisation }. Entered by { $by }.
disposal-evaluation = Evaluation
disposal-number = Record number
disposal-due = Due
disposal-standing = State
disposal-records = Records
disposal-entries = Log entries
disposal-done-at = Disposed of
disposal-waiting = under way
disposal-done = disposed of
disposal-kept-correction = kept: the evaluation is being corrected
disposal-kept-plan = kept: the rule was changed since the decision
disposal-kept-gone = kept: the evaluation is gone
disposal-files = Download the protocol

## The log
log = Log
log-lead = Who did what and when. What was written is read where it stands. What was judged shows only once all have locked.
log-lead-installation = Who did what in the installation and its organisations. The logs of evaluations are read by the organisation that owns them.
log-find = Search
log-evaluation-choice = Evaluation
log-evaluation-all = all
log-about = What it is about
log-about-all = everything
log-person = Who
log-person-help = Beginning of the name, or the e-mail address.
log-from = From
log-to = To
log-subject-part = Designation
log-subject-part-help = A part of what stands under Designation or Event, for example 4.1.1 or judgement.put.
log-caption = Events, the last first
log-at = When
log-who = Who
log-who-disposed = disposed of
log-who-command-line = the command line
log-who-disposal = disposal
log-who-provider = the sign-in provider { $provider }
log-who-link = a personal link
log-who-link-of = a personal link, { $name }
log-what = What
log-operation = Event
log-subject = Designation
log-place = Where
log-none = No event fits.
log-none-next = Choose fewer conditions.
log-older = Show older
log-newest = To the latest
log-file = Download the selection as { $form }
log-cut = The file has the last { $most } events. Choose a shorter time to have more.
log-to-organisation = Show the log
log-checkpoints = Checkpoints
log-checkpoints-lead = A checkpoint binds the end of every chain of the log. Kept on another machine it shows whether anything was cut off. One is made every week.
log-verified = The log was checked { $at }: { $entries } events in { $chains } chains, nothing was touched.
log-damaged = The log was checked { $at }: { $faults } faults. A checkpoint does not bind what is damaged. Leave the database alone and run kompass audit verify.
log-unverified = The log was not checked yet.
log-checkpoint-make = Check now and make a checkpoint
log-checkpoint-none = No checkpoint was made yet.
log-checkpoint = Checkpoint { $number }
log-checkpoint-download = Download
done-checkpoint = The log is checked and the checkpoint is there.
log-account = Account
log-action = Action
log-answer = Answer
log-assignment = Role in an evaluation
log-audit = Text of the log
log-consensus = Consensus
log-disposal = Disposal
log-document = Document
log-evaluation = Evaluation
log-fact-check = Fact check
log-feedback = Feedback
log-identity = Sign-in provider
log-impact = Impact
log-interview = Interview
log-judgement = Judgement
log-kpi = Key figures
log-link = Personal link
log-membership = Role in an organisation
log-note = Note
log-organisation = Organisation
log-passkey = Passkey
log-publication = Publication
log-record = Record number
log-report = Report
log-request = Evidence asked for
log-result = Result
log-retention = Rule of retention
log-review = Quality review
log-selection = Kept selection
log-self-assessment = Self-assessment
log-setting = Setting
log-since-last = Since last time
log-supplement = Supplement
log-team = Team
log-text = Text
log-verb-added = added
log-verb-removed = removed
log-verb-changed = changed
log-verb-signed = signed or handed in
log-verb-disposed = disposed of
log-verb-archived = archived
log-verb-decided = decided
log-verb-said = question or answer
log-secrecy = Secrecy

## Secrecy
secrecy = Secrecy marks
secrecy-lead = What is marked does not leave the case: not on the public page, in the published report, in the paper for the council, in files or in the API. It says there that something is held back and why. The delivered report in the archive is untouched.
secrecy-held = [Held back, { $law }]
secrecy-none = Nothing is marked.
secrecy-mark = Mark
secrecy-document = Document
secrecy-answer = Answer to a pre-question
secrecy-note = Interview note
secrecy-comment = Comment of the fact check
secrecy-text = Paragraph of the report
secrecy-chosen = What
secrecy-choose = choose
secrecy-law = Legal ground
secrecy-law-help = For example OSL 39 kap. 2 §. It is shown instead of what is held back.
secrecy-go = Mark as secret
secrecy-by = Marked by
secrecy-lift = Lift the mark
secrecy-lift-consequence = It shows again wherever it would stand otherwise.
secrecy-to = Secrecy marks
done-secrecy = It is marked and does not leave the case.
done-secrecy-lifted = The mark is lifted.
jobs-checkpoint = Checkpoint of the log
jobs-dispose = Disposal

## Why something did not work
problem-rc01 = The series must have both a place for the year and one for the number, once each. Write it as in the example.
problem-rc02 = The record number is too long. Write at most 100 characters on one line.
problem-rc03 = The organisation has no series of record numbers. Write the number, or ask the administrator to set a series.
problem-rc04 = The record cannot be kept so. Choose to preserve it, or 0 to 100 years.
problem-rc05 = The decision is missing. Write what it is called where it stands.
problem-rc06 = This is no day until today. Write the day of the decision as 2026-03-12.
problem-rc07 = Nothing was chosen, or it is not due any more. Choose from the list.
problem-se01 = The legal ground is missing or too long. Write for example OSL 39 kap. 2 §.
problem-se02 = It is not there any more. Choose from the list.
problem-rc08 = The text is too long. Write at most 200 characters.
