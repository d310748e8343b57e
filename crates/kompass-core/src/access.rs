//! Who may do what: role × resource × action × state, as one table that can be read and reviewed as a whole. What stands
//! in no row may nobody. To write something is not to read it: each has rows of its own.
//!
//! The table answers for a role alone. What else depends on the person is asked where the person is known: whose note,
//! declaration or judgement it is, which questions a link names, and what is hidden until all have locked
//! ([`view`](crate::evaluation::view)).

#[cfg(test)]
mod tests;

use crate::evaluation::lifecycle::{ANY, IMPORTED, JUDGED, OUTSIDE};
use crate::evaluation::{Kind, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What somebody is: to the installation, to an organisation, to an evaluation. Somebody with several roles may do what
/// any of them may.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation. Never sees or writes content.
    SystemAdministrator,
    /// Runs an organisation in it: books evaluations and appoints teams.
    OrganisationAdministrator,
    /// Leads the evaluation; also evaluates.
    LeadEvaluator,
    /// Evaluates.
    Evaluator,
    /// Reviews before publication; does not judge.
    QualityReviewer,
    /// Answers for the municipality (samordnare).
    Coordinator,
    /// Answers what the coordinator delegated, by a personal link.
    Contributor,
    /// Is interviewed; comes by a personal link.
    Interviewee,
    /// Reads what the municipality may read.
    Reader,
    /// Anybody signed in with an account.
    Account,
    /// Anybody at all.
    Public,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 11] = [
        Self::SystemAdministrator,
        Self::OrganisationAdministrator,
        Self::LeadEvaluator,
        Self::Evaluator,
        Self::QualityReviewer,
        Self::Coordinator,
        Self::Contributor,
        Self::Interviewee,
        Self::Reader,
        Self::Account,
        Self::Public,
    ];
}

/// As it is written in files and in the database.
impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|role| role.to_string() == code)
            .ok_or_else(|| format!("unknown role {code:?}"))
    }
}

/// What is done to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Seeing it.
    Read,
    /// Making, changing or taking it away.
    Write,
}

impl Action {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Read, Self::Write];
}

/// As it is written in files.
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// Something that can be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Of the installation: its organisations – to list, make and close them.
    Organisations,
    /// Of the installation: system administrators and their accounts.
    Administrators,
    /// Of the installation: health in detail, metrics, what `doctor` finds.
    Operations,
    /// Of an organisation: its name and settings.
    Organisation,
    /// Of an organisation: accounts and roles in it, invitations.
    People,
    /// Of an organisation: the list of its evaluations, and booking one.
    Evaluations,
    /// Of the installation: the audit log of what belongs to no evaluation, and its checkpoints; writing is making one.
    AuditLog,
    /// Of an organisation: the audit log of it and of its evaluations. Never written by people.
    OrganisationLog,
    /// Of an organisation: how its records are numbered, how long they are kept, and what is disposed of.
    Retention,
    /// Of an organisation: what is stored of a person in it; writing is erasing them.
    Persons,
    /// Of oneself: profile, devices, password, second factors, passkeys, and what one has a role in.
    OwnAccount,
    /// Of everybody: sign in, first start, style page, assets, health, API description.
    Pages,
    /// Of everybody: opening a personal link.
    PersonalLink,
    /// Of everybody: the national key figures. Never written by people; the program fetches them.
    KeyFigures,
    /// Municipality, framework, kind, dates, record number, earlier results.
    Head,
    /// Which records there are and how long they are kept; writing is giving the record number, in every state.
    Records,
    /// What is held back from everything that leaves the case; writing is marking and lifting.
    Secrecy,
    /// Who is on the team.
    Team,
    /// Conflict-of-interest declarations; everybody writes only their own.
    Declaration,
    /// Which accounts have a role in the evaluation.
    Assignments,
    /// Personal links of the evaluation.
    Links,
    /// How far the evaluation has come, in counts that tell nothing about judgements one may not read.
    Progress,
    /// Which conditions of the framework hold for the municipality.
    Conditions,
    /// How each area is judged, and which sub-areas in points: fixed before anybody judges.
    Ways,
    /// Answers to pre-questions.
    Answers,
    /// What evaluators ask back about an answer; the reply belongs to the answer.
    AnswerQueries,
    /// Documents and web addresses.
    Documents,
    /// Documents that the evaluators ask for; writing is asking.
    DocumentRequests,
    /// What was done about the improvement areas of the last evaluation.
    SinceLast,
    /// The self-assessment, sealed for the evaluators until they have agreed.
    SelfAssessment,
    /// How the self-assessment differs from what the evaluators agreed on. Never written.
    SelfImage,
    /// Slots, groups and people of the visit.
    Schedule,
    /// The interview of an interviewee: when and where, and what it is about.
    OwnInterview,
    /// Notes of the interviews: evaluators read those of all, and append their own.
    Notes,
    /// What interviewees and the coordinator add afterwards.
    Supplements,
    /// What an interviewee added.
    OwnSupplements,
    /// Whether a late supplement was considered, and why.
    SupplementRulings,
    /// One's own judgements.
    Judgements,
    /// Judgements of others, and what is made of them: agreement, disagreements. Never written.
    OthersJudgements,
    /// What each source says about what is written (genomslag).
    Impact,
    /// Agreed values and their reasons.
    Consensus,
    /// What the agreed values come to. Never written.
    Points,
    /// Prose, strengths, improvement areas, good examples.
    Texts,
    /// Signing or returning, and the reviewer's comments.
    Review,
    /// What the evaluators answer to those comments.
    ReviewAnswers,
    /// Which of the automatic findings are set aside, and why.
    ReviewFindings,
    /// The municipality's comments on the text.
    FactCheckComments,
    /// Answers to those comments.
    FactCheckAnswers,
    /// Points of an imported result, and where they were published.
    Published,
    /// The report as it is being made, and once it is delivered.
    Report,
    /// The editions that were delivered; that there is one is asked where it is known.
    Editions,
    /// Date and audience of the oral feedback.
    Feedback,
    /// The municipality's decision to publish, with an embargo date if it wants one.
    Publication,
    /// The report that the municipality has published; whether it has is asked where the decision is known.
    PublishedReport,
    /// Improvement actions.
    Actions,
    /// A step to a later state; reading: what still keeps it from being taken.
    StepForward,
    /// A step back to an earlier state, with a reason; reading: the steps taken, and why.
    StepBack,
}

impl Resource {
    /// All resources.
    pub const ALL: [Self; 57] = [
        Self::Organisations,
        Self::Administrators,
        Self::Operations,
        Self::Organisation,
        Self::People,
        Self::Evaluations,
        Self::AuditLog,
        Self::OrganisationLog,
        Self::Retention,
        Self::Persons,
        Self::OwnAccount,
        Self::Pages,
        Self::PersonalLink,
        Self::KeyFigures,
        Self::Head,
        Self::Records,
        Self::Secrecy,
        Self::Team,
        Self::Declaration,
        Self::Assignments,
        Self::Links,
        Self::Progress,
        Self::Conditions,
        Self::Ways,
        Self::Answers,
        Self::AnswerQueries,
        Self::Documents,
        Self::DocumentRequests,
        Self::SinceLast,
        Self::SelfAssessment,
        Self::SelfImage,
        Self::Schedule,
        Self::OwnInterview,
        Self::Notes,
        Self::Supplements,
        Self::OwnSupplements,
        Self::SupplementRulings,
        Self::Judgements,
        Self::OthersJudgements,
        Self::Impact,
        Self::Consensus,
        Self::Points,
        Self::Texts,
        Self::Review,
        Self::ReviewAnswers,
        Self::ReviewFindings,
        Self::FactCheckComments,
        Self::FactCheckAnswers,
        Self::Published,
        Self::Report,
        Self::Editions,
        Self::Feedback,
        Self::Publication,
        Self::PublishedReport,
        Self::Actions,
        Self::StepForward,
        Self::StepBack,
    ];

    /// True for what belongs to an evaluation, so that state and kind matter.
    pub fn of_evaluation(self) -> bool {
        self >= Self::Head
    }
}

/// As it is written in files.
impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// One row of the table: this to that, in these states (from, to), for these kinds, these roles may. A resource without
/// state stands in it with all states and kinds.
struct Row(Resource, Action, State, State, &'static [Kind], &'static [Role]);

const SELF: &[Kind] = &[Kind::SelfEvaluation];

const SYSTEM: &[Role] = &[Role::SystemAdministrator];
const ADMINISTRATORS: &[Role] = &[Role::SystemAdministrator, Role::OrganisationAdministrator];
const ORGANISATION: &[Role] = &[Role::OrganisationAdministrator];
const ACCOUNT: &[Role] = &[Role::Account];
const ANYBODY: &[Role] = &Role::ALL;
const OFFICE: &[Role] = &[Role::OrganisationAdministrator, Role::LeadEvaluator];
const LEAD: &[Role] = &[Role::LeadEvaluator];
const EVALUATORS: &[Role] = &[Role::LeadEvaluator, Role::Evaluator];
const TEAM: &[Role] = &[Role::LeadEvaluator, Role::Evaluator, Role::QualityReviewer];
const REVIEWER: &[Role] = &[Role::QualityReviewer];
const COORDINATOR: &[Role] = &[Role::Coordinator];
const MUNICIPALITY: &[Role] = &[Role::Coordinator, Role::Contributor];
const READERS: &[Role] = &[Role::Coordinator, Role::Reader];
const INTERVIEWEE: &[Role] = &[Role::Interviewee];
const CONTRIBUTOR: &[Role] = &[Role::Contributor];
const BY_LINK: &[Role] = &[Role::Contributor, Role::Interviewee];
const BOTH_SIDES: &[Role] = &[Role::LeadEvaluator, Role::Coordinator];
const BOTH_SIDES_READ: &[Role] = &[Role::LeadEvaluator, Role::Evaluator, Role::Coordinator];
const LINKERS: &[Role] = &[Role::OrganisationAdministrator, Role::LeadEvaluator, Role::Coordinator];

/// Who may do what, when. Nothing of an evaluation is read or written by a system administrator; what the evaluators found
/// is not written once the report is delivered; a reviewer reads from the review on what the evaluators read.
const TABLE: &[Row] = {
    use Action::{Read, Write};
    use State::{
        Closed, Consensus, Delivered, FactCheck, FollowUp, Interviews, Planned, Preparation,
        Review, Scoring,
    };
    &[
        // Of the installation.
        Row(Resource::Organisations, Read, Planned, Closed, ANY, SYSTEM),
        Row(Resource::Organisations, Write, Planned, Closed, ANY, SYSTEM),
        Row(Resource::Administrators, Read, Planned, Closed, ANY, SYSTEM),
        Row(Resource::Administrators, Write, Planned, Closed, ANY, SYSTEM),
        Row(Resource::Operations, Read, Planned, Closed, ANY, SYSTEM),
        // Of an organisation. A system administrator appoints its first administrator.
        Row(Resource::Organisation, Read, Planned, Closed, ANY, ADMINISTRATORS),
        Row(Resource::Organisation, Read, Planned, Closed, ANY, &[Role::Reader]),
        Row(Resource::Organisation, Write, Planned, Closed, ANY, ADMINISTRATORS),
        Row(Resource::People, Read, Planned, Closed, ANY, ADMINISTRATORS),
        Row(Resource::People, Write, Planned, Closed, ANY, ADMINISTRATORS),
        Row(Resource::Evaluations, Read, Planned, Closed, ANY, ORGANISATION),
        Row(Resource::Evaluations, Read, Planned, Closed, ANY, &[Role::Reader]),
        Row(Resource::Evaluations, Write, Planned, Closed, ANY, ORGANISATION),
        // Who did what is read by those who run it; who runs the installation reads nothing of an evaluation.
        Row(Resource::AuditLog, Read, Planned, Closed, ANY, SYSTEM),
        Row(Resource::AuditLog, Write, Planned, Closed, ANY, SYSTEM),
        Row(Resource::OrganisationLog, Read, Planned, Closed, ANY, ORGANISATION),
        Row(Resource::Retention, Read, Planned, Closed, ANY, ORGANISATION),
        Row(Resource::Retention, Write, Planned, Closed, ANY, ORGANISATION),
        Row(Resource::Persons, Read, Planned, Closed, ANY, ORGANISATION),
        Row(Resource::Persons, Write, Planned, Closed, ANY, ORGANISATION),
        // Of oneself and of everybody.
        Row(Resource::OwnAccount, Read, Planned, Closed, ANY, ACCOUNT),
        Row(Resource::OwnAccount, Write, Planned, Closed, ANY, ACCOUNT),
        Row(Resource::Pages, Read, Planned, Closed, ANY, ANYBODY),
        Row(Resource::Pages, Write, Planned, Closed, ANY, ANYBODY),
        Row(Resource::PersonalLink, Read, Planned, Closed, ANY, ANYBODY),
        Row(Resource::PersonalLink, Write, Planned, Closed, ANY, ANYBODY),
        Row(Resource::KeyFigures, Read, Planned, Closed, ANY, ANYBODY),
        // What an evaluation is, and who takes part.
        Row(Resource::Head, Read, Planned, Closed, ANY, OFFICE),
        Row(Resource::Head, Read, Planned, Closed, ANY, TEAM),
        Row(Resource::Head, Read, Planned, Closed, ANY, READERS),
        Row(Resource::Head, Read, Preparation, Closed, ANY, BY_LINK),
        Row(Resource::Head, Write, Planned, Preparation, JUDGED, OFFICE),
        // The register gives a number when it does.
        Row(Resource::Records, Read, Planned, Closed, ANY, OFFICE),
        Row(Resource::Records, Read, Planned, Closed, JUDGED, EVALUATORS),
        Row(Resource::Records, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Records, Read, Planned, Closed, ANY, COORDINATOR),
        Row(Resource::Records, Write, Planned, Closed, ANY, OFFICE),
        // Of each kind only to those who read it: see `secrecy` among the operations.
        Row(Resource::Secrecy, Read, Planned, Closed, ANY, OFFICE),
        Row(Resource::Secrecy, Read, Planned, Closed, JUDGED, EVALUATORS),
        Row(Resource::Secrecy, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Secrecy, Read, Planned, Closed, ANY, COORDINATOR),
        Row(Resource::Secrecy, Write, Planned, Closed, JUDGED, BOTH_SIDES),
        Row(Resource::Secrecy, Write, Planned, Closed, IMPORTED, OFFICE),
        Row(Resource::Team, Read, Planned, Closed, ANY, OFFICE),
        Row(Resource::Team, Read, Planned, Closed, ANY, TEAM),
        Row(Resource::Team, Read, Planned, Closed, ANY, COORDINATOR),
        Row(Resource::Team, Write, Planned, Interviews, JUDGED, OFFICE),
        Row(Resource::Declaration, Read, Planned, Closed, OUTSIDE, OFFICE),
        Row(Resource::Declaration, Read, Planned, Closed, OUTSIDE, TEAM),
        Row(Resource::Declaration, Write, Planned, Review, OUTSIDE, TEAM),
        // Who has access can be changed in every state: people leave.
        Row(Resource::Assignments, Read, Planned, Closed, ANY, OFFICE),
        Row(Resource::Assignments, Write, Planned, Closed, ANY, OFFICE),
        Row(Resource::Links, Read, Planned, Closed, ANY, LINKERS),
        Row(Resource::Links, Write, Planned, Closed, ANY, LINKERS),
        Row(Resource::Progress, Read, Planned, Closed, JUDGED, OFFICE),
        Row(Resource::Progress, Read, Planned, Closed, JUDGED, EVALUATORS),
        Row(Resource::Progress, Read, Review, Closed, JUDGED, REVIEWER),
        // What the municipality hands in.
        Row(Resource::Conditions, Read, Planned, Closed, JUDGED, EVALUATORS),
        Row(Resource::Conditions, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Conditions, Read, Delivered, Closed, JUDGED, COORDINATOR),
        Row(Resource::Conditions, Write, Planned, Consensus, JUDGED, LEAD),
        // Not once somebody may have judged: whether it still could be changed would tell whether somebody has.
        Row(Resource::Ways, Read, Planned, Closed, JUDGED, EVALUATORS),
        Row(Resource::Ways, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Ways, Write, Planned, Interviews, JUDGED, LEAD),
        Row(Resource::Answers, Read, Preparation, Closed, JUDGED, BOTH_SIDES_READ),
        Row(Resource::Answers, Read, Preparation, Interviews, JUDGED, CONTRIBUTOR),
        Row(Resource::Answers, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Answers, Write, Preparation, Interviews, JUDGED, MUNICIPALITY),
        Row(Resource::AnswerQueries, Read, Preparation, Closed, JUDGED, BOTH_SIDES_READ),
        Row(Resource::AnswerQueries, Read, Preparation, Interviews, JUDGED, CONTRIBUTOR),
        Row(Resource::AnswerQueries, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::AnswerQueries, Write, Preparation, Interviews, JUDGED, EVALUATORS),
        Row(Resource::Documents, Read, Preparation, Closed, JUDGED, BOTH_SIDES_READ),
        Row(Resource::Documents, Read, Preparation, Interviews, JUDGED, CONTRIBUTOR),
        Row(Resource::Documents, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Documents, Write, Preparation, Interviews, JUDGED, MUNICIPALITY),
        Row(Resource::Documents, Write, Preparation, Scoring, JUDGED, EVALUATORS),
        // A request is answered by handing in, so nothing is asked for that the municipality can no longer hand in.
        Row(Resource::DocumentRequests, Read, Preparation, Closed, JUDGED, BOTH_SIDES_READ),
        Row(Resource::DocumentRequests, Read, Preparation, Interviews, JUDGED, CONTRIBUTOR),
        Row(Resource::DocumentRequests, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::DocumentRequests, Write, Preparation, Interviews, JUDGED, EVALUATORS),
        Row(Resource::SinceLast, Read, Preparation, Closed, JUDGED, BOTH_SIDES_READ),
        Row(Resource::SinceLast, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::SinceLast, Write, Preparation, Interviews, JUDGED, COORDINATOR),
        // Opened after consensus, so that it moves no judgement.
        Row(Resource::SelfAssessment, Read, Preparation, Closed, OUTSIDE, COORDINATOR),
        Row(Resource::SelfAssessment, Read, Review, Closed, OUTSIDE, TEAM),
        Row(Resource::SelfAssessment, Write, Preparation, Interviews, OUTSIDE, COORDINATOR),
        // For each side once it may read both: the municipality reads what was agreed on when it is delivered.
        Row(Resource::SelfImage, Read, Review, Closed, OUTSIDE, TEAM),
        Row(Resource::SelfImage, Read, Delivered, Closed, OUTSIDE, COORDINATOR),
        // The visit.
        Row(Resource::Schedule, Read, Preparation, Closed, JUDGED, BOTH_SIDES_READ),
        Row(Resource::Schedule, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Schedule, Write, Preparation, Interviews, JUDGED, BOTH_SIDES),
        // Of the plan an interviewee sees one slot, never who else comes.
        Row(Resource::OwnInterview, Read, Preparation, Scoring, JUDGED, INTERVIEWEE),
        Row(Resource::Notes, Read, Preparation, Closed, JUDGED, EVALUATORS),
        Row(Resource::Notes, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Notes, Write, Preparation, Consensus, JUDGED, EVALUATORS),
        Row(Resource::Supplements, Read, Interviews, Closed, JUDGED, BOTH_SIDES_READ),
        Row(Resource::Supplements, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Supplements, Write, Interviews, Scoring, JUDGED, COORDINATOR),
        Row(Resource::OwnSupplements, Read, Interviews, Scoring, JUDGED, INTERVIEWEE),
        Row(Resource::OwnSupplements, Write, Interviews, Scoring, JUDGED, INTERVIEWEE),
        Row(Resource::SupplementRulings, Read, Interviews, Closed, JUDGED, EVALUATORS),
        Row(Resource::SupplementRulings, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::SupplementRulings, Write, Interviews, Consensus, JUDGED, LEAD),
        // What the evaluators find.
        Row(Resource::Judgements, Read, Scoring, Closed, JUDGED, EVALUATORS),
        Row(Resource::Judgements, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Judgements, Write, Scoring, Scoring, JUDGED, EVALUATORS),
        // While judging only where all have locked, which no table knows: see `view`.
        Row(Resource::OthersJudgements, Read, Consensus, Closed, JUDGED, EVALUATORS),
        Row(Resource::OthersJudgements, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Impact, Read, Interviews, Closed, JUDGED, EVALUATORS),
        Row(Resource::Impact, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Impact, Read, Delivered, Closed, JUDGED, COORDINATOR),
        Row(Resource::Impact, Write, Interviews, Consensus, JUDGED, EVALUATORS),
        Row(Resource::Consensus, Read, Consensus, Closed, JUDGED, EVALUATORS),
        Row(Resource::Consensus, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Consensus, Read, Delivered, Closed, JUDGED, COORDINATOR),
        Row(Resource::Consensus, Write, Consensus, Consensus, JUDGED, EVALUATORS),
        Row(Resource::Points, Read, Consensus, Closed, JUDGED, EVALUATORS),
        Row(Resource::Points, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Points, Read, Planned, Closed, IMPORTED, OFFICE),
        Row(Resource::Points, Read, Delivered, Closed, ANY, READERS),
        // Not while judging: a shared text would tell the others what one thinks.
        Row(Resource::Texts, Read, Consensus, Closed, JUDGED, EVALUATORS),
        Row(Resource::Texts, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Texts, Read, FactCheck, FactCheck, JUDGED, MUNICIPALITY),
        Row(Resource::Texts, Read, Planned, Closed, IMPORTED, OFFICE),
        Row(Resource::Texts, Read, Delivered, Closed, ANY, READERS),
        Row(Resource::Texts, Write, Consensus, Consensus, JUDGED, EVALUATORS),
        Row(Resource::Texts, Write, FactCheck, FactCheck, JUDGED, LEAD),
        Row(Resource::Texts, Write, Planned, FactCheck, IMPORTED, OFFICE),
        // Review, fact check and delivery.
        // From the consensus on, so that the evaluators check before they hand over and answer what was returned.
        Row(Resource::Review, Read, Consensus, Closed, JUDGED, EVALUATORS),
        Row(Resource::Review, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Review, Write, Review, Review, JUDGED, REVIEWER),
        Row(Resource::ReviewAnswers, Read, Consensus, Closed, JUDGED, EVALUATORS),
        Row(Resource::ReviewAnswers, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::ReviewAnswers, Write, Consensus, Review, JUDGED, EVALUATORS),
        Row(Resource::ReviewFindings, Read, Consensus, Closed, JUDGED, EVALUATORS),
        Row(Resource::ReviewFindings, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::ReviewFindings, Write, Consensus, Review, JUDGED, LEAD),
        Row(Resource::ReviewFindings, Write, Review, Review, JUDGED, REVIEWER),
        Row(Resource::FactCheckComments, Read, FactCheck, Closed, JUDGED, TEAM),
        Row(Resource::FactCheckComments, Read, FactCheck, Closed, JUDGED, COORDINATOR),
        Row(Resource::FactCheckComments, Read, FactCheck, FactCheck, JUDGED, CONTRIBUTOR),
        Row(Resource::FactCheckComments, Write, FactCheck, FactCheck, JUDGED, MUNICIPALITY),
        Row(Resource::FactCheckAnswers, Read, FactCheck, Closed, JUDGED, TEAM),
        Row(Resource::FactCheckAnswers, Read, FactCheck, Closed, JUDGED, COORDINATOR),
        Row(Resource::FactCheckAnswers, Read, FactCheck, FactCheck, JUDGED, CONTRIBUTOR),
        Row(Resource::FactCheckAnswers, Write, FactCheck, FactCheck, JUDGED, EVALUATORS),
        Row(Resource::Published, Read, Planned, Closed, IMPORTED, OFFICE),
        Row(Resource::Published, Read, Delivered, Closed, IMPORTED, READERS),
        Row(Resource::Published, Write, Planned, FactCheck, IMPORTED, OFFICE),
        Row(Resource::Report, Read, FactCheck, Closed, OUTSIDE, TEAM),
        Row(Resource::Report, Read, Consensus, Closed, SELF, EVALUATORS),
        Row(Resource::Report, Read, Review, Closed, SELF, REVIEWER),
        Row(Resource::Report, Read, Delivered, Closed, ANY, OFFICE),
        Row(Resource::Report, Read, Delivered, Closed, ANY, READERS),
        Row(Resource::Report, Write, FactCheck, FactCheck, OUTSIDE, LEAD),
        Row(Resource::Report, Write, Consensus, FactCheck, SELF, LEAD),
        // In every state: what was delivered stays to be read while the next edition is made.
        Row(Resource::Editions, Read, Planned, Closed, JUDGED, TEAM),
        Row(Resource::Editions, Read, Planned, Closed, ANY, OFFICE),
        Row(Resource::Editions, Read, Planned, Closed, ANY, READERS),
        Row(Resource::Feedback, Read, Interviews, Closed, JUDGED, BOTH_SIDES_READ),
        Row(Resource::Feedback, Read, Review, Closed, JUDGED, REVIEWER),
        Row(Resource::Feedback, Write, Interviews, FollowUp, JUDGED, BOTH_SIDES),
        Row(Resource::Publication, Read, Delivered, Closed, ANY, TEAM),
        Row(Resource::Publication, Read, Delivered, Closed, ANY, COORDINATOR),
        Row(Resource::Publication, Write, Delivered, Closed, ANY, COORDINATOR),
        // In every state: a report that was published stays so while the next edition is made.
        Row(Resource::PublishedReport, Read, Planned, Closed, ANY, ANYBODY),
        // What the municipality makes of it.
        Row(Resource::Actions, Read, Delivered, Closed, ANY, READERS),
        Row(Resource::Actions, Read, FollowUp, FollowUp, ANY, CONTRIBUTOR),
        Row(Resource::Actions, Write, FollowUp, FollowUp, ANY, MUNICIPALITY),
        // From state to state.
        Row(Resource::StepForward, Read, Planned, FactCheck, JUDGED, EVALUATORS),
        Row(Resource::StepForward, Read, Review, FactCheck, JUDGED, REVIEWER),
        Row(Resource::StepForward, Read, Planned, FactCheck, IMPORTED, OFFICE),
        Row(Resource::StepForward, Read, Delivered, FollowUp, ANY, COORDINATOR),
        Row(Resource::StepForward, Write, Planned, FactCheck, JUDGED, LEAD),
        Row(Resource::StepForward, Write, Planned, FactCheck, IMPORTED, OFFICE),
        Row(Resource::StepForward, Write, Delivered, FollowUp, ANY, COORDINATOR),
        Row(Resource::StepBack, Read, Planned, Closed, JUDGED, EVALUATORS),
        Row(Resource::StepBack, Read, Review, Closed, JUDGED, REVIEWER),
        // Whoever books an evaluation follows how far it has come, not what keeps it there.
        Row(Resource::StepBack, Read, Planned, Closed, JUDGED, ORGANISATION),
        Row(Resource::StepBack, Read, Planned, Closed, IMPORTED, OFFICE),
        Row(Resource::StepBack, Read, Delivered, Closed, ANY, COORDINATOR),
        Row(Resource::StepBack, Write, Preparation, Delivered, JUDGED, LEAD),
        Row(Resource::StepBack, Write, Preparation, Delivered, IMPORTED, OFFICE),
        Row(Resource::StepBack, Write, Review, Review, JUDGED, REVIEWER),
        Row(Resource::StepBack, Write, FollowUp, Closed, ANY, COORDINATOR),
    ]
};

fn rows(role: Role, resource: Resource, action: Action) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |Row(of, what, _, _, _, roles)| {
        *of == resource && *what == action && roles.contains(&role)
    })
}

/// True if this role may do this to a resource without state. What belongs to an evaluation is never allowed so: ask
/// [`may_in`].
pub fn may(role: Role, resource: Resource, action: Action) -> bool {
    !resource.of_evaluation() && rows(role, resource, action).next().is_some()
}

/// True if this role may do this to a resource of an evaluation of this kind in this state. What does not belong to an
/// evaluation is never allowed so: ask [`may`].
pub fn may_in(role: Role, resource: Resource, action: Action, state: State, kind: Kind) -> bool {
    resource.of_evaluation()
        && rows(role, resource, action).any(|Row(_, _, first, last, kinds, _)| {
            (*first..=*last).contains(&state) && kinds.contains(&kind)
        })
}

/// True if this role may take an evaluation of this kind from one state to another. A step over several states needs the
/// right in each state that it leaves, so a coordinator reopens the follow-up but never the judgements, and a reviewer
/// returns to the evaluators but no further.
pub fn may_step(role: Role, from: State, to: State, kind: Kind) -> bool {
    let leaves = |state: State| (from..to).contains(&state) || (to < state && state <= from);
    let step = if to > from { Resource::StepForward } else { Resource::StepBack };
    to != from
        && State::ALL
            .into_iter()
            .filter(|state| leaves(*state))
            .all(|state| may_in(role, step, Action::Write, state, kind))
}

/// True for what two frameworks scored in one evaluation have in common. It is kept and written where the evaluation
/// itself is; its companion – the second sheet – has judgements, agreement, texts, review and report of its own.
pub fn is_shared(resource: Resource, action: Action) -> bool {
    match resource {
        Resource::Head => action == Action::Write,
        Resource::Records => action == Action::Write,
        Resource::Team
        | Resource::Declaration
        | Resource::Assignments
        | Resource::Links
        | Resource::Answers
        | Resource::AnswerQueries
        | Resource::Documents
        | Resource::DocumentRequests
        | Resource::SinceLast
        | Resource::SelfAssessment
        | Resource::SelfImage
        | Resource::Schedule
        | Resource::OwnInterview
        | Resource::Notes
        | Resource::Supplements
        | Resource::OwnSupplements
        | Resource::SupplementRulings
        | Resource::Feedback
        | Resource::Publication
        | Resource::Actions
        | Resource::StepForward
        | Resource::StepBack => true,
        _ => false,
    }
}

/// True if this role may do this only once the person has signed a conflict-of-interest declaration that names no
/// conflict. Before, a member of the team of an external or peer evaluation reads what the evaluation is and who is on
/// the team, and writes the declaration.
pub fn needs_declaration(role: Role, resource: Resource, action: Action, kind: Kind) -> bool {
    let before = matches!(
        (resource, action),
        (Resource::Head | Resource::Team, Action::Read) | (Resource::Declaration, Action::Write)
    );
    OUTSIDE.contains(&kind) && TEAM.contains(&role) && resource.of_evaluation() && !before
}
