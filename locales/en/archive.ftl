### The archive package: a whole case for the e-archive.

## The page
archive = Archive the case
archive-lead = Take the whole case as one package for the municipality’s e-archive. The package follows FGS Paketstruktur 2.0 (E-ARK CSIP and SIP).
archive-holds = The package holds every edition of the report, the documents as they were handed in, all types of record as data and on a page to read, the log, secrecy marks and disposal.
archive-warning = The package holds everything as it was written, also what is marked as secret. Keep it accordingly. That it is taken is written in the organisation’s log.
archive-not-yet = The case can be archived from here only once the report is delivered, and not while it is being corrected. Until then it is hidden who judged what.
archive-go = Take the archive package
archive-link = Archive the case
problem-rc09 = The case can be archived only once the report is delivered. Until then it is hidden who judged what.

## The page to read
archive-state = Step
archive-organisation = Records creator
archive-as-of = The case as it was
archive-package = Archive package
archive-disposal = Disposal
archive-gone = The records were disposed of, see Disposal.
archive-none = There are none.
archive-secret = This is marked as secret. In the package it stands as it was written all the same.
archive-summary = Summary
archive-signed = Signature
archive-corrections = What was corrected
archive-published = Published
archive-from = From
archive-to = To
archive-drafts = Drafts
archive-earlier = Earlier wordings
archive-queries = Follow-up questions
archive-answered-by = Answered by
archive-path = File in the package
archive-receipts = Handed in by
archive-interviews = Interviews
archive-groups = Groups that were interviewed
archive-people = People
archive-effect = What the source says
archive-held = held
archive-areas = Areas
archive-sub-areas = Sub-areas
archive-findings = Strengths and improvement areas
archive-set-aside = Set aside
archive-quote = Paragraph
archive-mail = E-mail address
archive-made = Made
archive-expires = Valid until
archive-progress = Follow-up
archive-number = No.
archive-swedish = Swedish
archive-english = English
archive-norwegian = Norwegian

## What was done with the case
archive-delivered = Edition { $edition } of the report was delivered.
archive-packed = The case was packed for the e-archive as it was at that moment.
archive-log-walked = The log of the case was checked from its first event to the last.
archive-log-whole = Checked, nothing was touched.
archive-log-damaged = The log is damaged: { $faults ->
    [one] { $faults } fault
   *[other] { $faults } faults
}. They stand in records/log.json under proof. Run kompass audit verify.
