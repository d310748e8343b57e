### Words that recur in the interface, reports and on the command line.

## Counts
n-evaluations = { $n ->
    [one] { $n } evaluation
   *[other] { $n } evaluations
}
points-of-max = { $points } of { $max } points

## How the evaluation was made
kind-external = external evaluation
kind-peer = peer evaluation
kind-self = self-assessment
kind-imported = published result

## Steps of the evaluation
state-planned = planned
state-preparation = preparation
state-interviews = interviews
state-scoring = scoring
state-consensus = consensus
state-review = quality review
state-fact-check = fact check
state-delivered = delivered
state-follow-up = follow-up
state-closed = closed

## Roles
role-system-administrator = system administrator
role-organisation-administrator = organisation administrator
role-lead = lead evaluator
role-evaluator = evaluator
role-reviewer = quality reviewer
role-coordinator = coordinator
role-contributor = contributor
role-interviewee = interviewee
role-reader = reader
role-account = signed in
role-public = the public

## Judgement
judgement-not-assessed = not assessed

## What each source says about what the documents claim
impact-documents = Documents
impact-confirms = confirms
impact-contradicts = contradicts
impact-silent = says nothing

## What became of an improvement area since the last evaluation
since-last-done = done
since-last-begun = begun
since-last-not-begun = not begun
since-last-declined = decided against
since-last-origin = Origin
since-last-origin-report = the report of { $year }
since-last-origin-plan = the action plan after { $year }
since-last-origin-own = added by the municipality
since-last-origin-unknown = not noted

## Place among those compared
position-highest-quarter = highest quarter
position-upper-half = upper half
position-middle = middle
position-lower-half = lower half
position-lowest-quarter = lowest quarter

## Where a part of the framework comes from
provenance-source = taken from the source
provenance-kompass-default = written by Kompass
provenance-titles = titles
provenance-structure = structure
provenance-rubric = scale of judgement
provenance-points = points per sub-area
provenance-questions = questions
provenance-groups = interview groups

## Notes that must always show
default-weights-note = own judgement on the default weights of Kompass, not those of SKR
fictional-note = The municipality is invented. The example shows how Kompass works.
sub-area-points-not-published = points per sub-area not published
not-published = not published
