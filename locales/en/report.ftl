### The report in print. Headings and labels; the judgements are written by the evaluators.

## Cover, running head and foot
report-evaluation-of-year = Evaluation { $year }
report-document-title = { $framework }: { $municipality } { $year }
report-team-on-cover = Evaluators
report-edition = Issue
report-record-number = Record number
report-foot-source = After { $source }
report-fictional = Fictional municipality
report-fictional-about = The municipality, people, documents and judgements in this report are invented. The report shows how Kompass works.

## Contents
report-contents = Contents

## About the evaluation
report-about = About the evaluation
report-in-brief = In brief
report-framework = Instrument
report-framework-version = { $title }, owned by { $owner }
report-kind = Kind of evaluation
report-assessment-date = Assessment date
report-visit = Visit
report-feedback = Feedback
report-feedback-to = { $date }: { $audience }
report-team = Evaluators
report-name = Name
report-employer = Employer
report-role = Task
report-interviews = Interviews
report-interviews-about = The evaluators met { $people } people in { $groups ->
    [one] { $groups } group
   *[other] { $groups } groups
}.
report-group = Group
report-people = People
report-date = Date
report-together = Together
report-documents = Evidence
report-documents-about = The evaluators read { $n ->
    [one] { $n } document or web page
   *[other] { $n } documents and web pages
}.
report-documents-listed = { $n } of them are listed here.
report-code = Code
report-document = Document or web page
report-document-kind = Kind
report-missing = What is not published
report-missing-about = The report rests on a published result. Of the evaluation it gives only what its source contains. What is missing is written as { $dash }.
report-missing-team = who evaluated
report-missing-visit = the days of the visit
report-missing-groups = which groups were interviewed
report-missing-documents = which documents were read
report-missing-sub-area-points = points per sub-area
report-missing-texts = judgements in running text
report-missing-impact = what each source says about what is written in the documents
report-missing-earlier-areas = points per area in the earlier evaluation
report-missing-n = how many evaluations lie behind the comparison figure

## What was evaluated and how
report-method = What was evaluated and how
report-method-how = Method
report-basis = Basis of the points
report-basis-official = The points were set by the owner of the instrument and are given as published.
report-basis-kompass-default = The points are our own assessment with Kompass default weights, not SKR's. How the official points are shared out within the areas is not known. Compare therefore first of all with evaluations on the same basis.
report-basis-direct = The evaluators set the points directly per sub-area. The highest points of each sub-area are Kompass defaults, not SKR's.
report-rounding = The points of an area are the sum of those of its sub-areas, rounded to a whole number. The total is the sum of the rounded areas.
report-comparisons = Comparisons
report-comparisons-about = Every comparison figure has a rule of its own. Charts show the first comparison.
report-comparison = Comparison
report-rule = Rule
report-n = Number
report-no-comparison = The result is not compared with other evaluations.
report-estimate-mark = estimate
report-standing = Position

## Summary
report-summary = Summary
report-total = Total
report-of-max = of { $max } points
report-total-missing = The total is not published.
report-total-not-set = The total has not been set yet.
report-previous = Previous evaluation
report-second = The same visit on { $framework }
report-second-about = Another framework: not directly comparable.
report-change-since = { $change } since { $year }
report-whole-judgement = Overall judgement
report-results-by-area = Result by area
report-area = Area
report-sub-area = Sub-area
report-area-or-sub-area = Area and sub-area
report-points = Points
report-max = Highest
report-change = Change
report-sum = Total
report-trend = Over time
report-year = Year
report-version = Version
report-version-named = version { $version }
report-version-unknown = not stated
report-note = Note
report-other-version = Points from another version of the instrument are not joined by a line: they cannot be compared directly.

## Areas
report-judgement = Judgement
report-strengths = Strengths
report-improvements = Areas for improvement
report-examples = Good examples
report-since-last = Since the last evaluation
report-since-last-then = To be improved then
report-since-last-status = Status
report-since-last-done = What has been done
report-sub-areas = Sub-areas
report-no-strengths = No strengths are given.
report-no-improvements = No areas for improvement are given.
report-of-points = of { $max }
report-measure = Measure
report-max-points = Highest points
report-area-points-missing = The points of this area are not published.
report-area-points-not-set = The points of this area have not been set yet.
report-sub-area-points-missing = Points per sub-area not published.
report-sub-area-points-not-set = Points per sub-area have not been set yet.
report-not-applicable = does not apply
report-not-applicable-about = { $codes } does not apply to the municipality. The points of the area are scaled from the other sub-areas to { $max }.

## Impact
report-impact = Impact
report-impact-about = The table shows whether what is written in the documents is known and felt in daily work. Each group confirms it, contradicts it or says nothing about the sub-area.
report-not-asked = A dash means that the group was not asked.

## Overview of points
report-overview = Overview of points
report-overview-about = All points of the report in one place.

## Facts and sources
report-facts = The municipality in brief
report-fact = Fact
report-value = Value
report-when = As of
report-source = Source
report-sources = Sources and origin
report-published-in = Published material
report-quoted = Strengths and areas for improvement are given as they stand in the source.
report-origins = Where the parts of the instrument come from
report-part = Part
report-origin = Origin
report-digest = Checksum
report-digest-about = The file of the instrument has version { $version }. The checksum (SHA-256) below shows exactly which content the evaluation rests on.
report-made-with = The report was made with Kompass, open-source software for evaluations with Kommunkompassen.

## Descriptions for those who do not see the picture
report-alt-radar = Radar chart: { $own }, points in each area
report-alt-bars = Bar chart: { $own }, points in each area
report-alt-points-bar = Bar: { $area }, { $points } of { $max } points
report-alt-trend = Line chart: total of { $municipality } in each evaluation
report-alt-extremes = Highest is { $best } with { $highest } points, lowest { $least } with { $lowest }.
report-alt-table-beside = The figures stand in the table beside it.
