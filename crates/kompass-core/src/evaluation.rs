//! An evaluation as a whole: head, team, evidence, judgements, texts and findings. The same type is what the database
//! holds, what `kompass evaluation export` writes and what `import` reads (TOML or JSON, `kompass-evaluation/1`).

pub mod check;
pub mod file;
pub mod judging;
pub mod lifecycle;
pub mod plan;
pub mod published;
#[cfg(test)]
pub(crate) mod testdata;
pub mod view;

use crate::i18n::Texts;
use crate::points::Points;
use crate::text::Lang;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Value of `format` in the file.
pub const FORMAT: &str = "kompass-evaluation/1";

/// An evaluation of one municipality on one framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Always [`FORMAT`].
    pub format: String,
    /// Identity; a file without one makes a new evaluation unless the same content was imported before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<uuid::Uuid>,
    /// True for invented municipalities; everything made from it says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fictional: bool,
    /// Id of the framework.
    pub framework: String,
    /// How the evaluation came about.
    pub kind: Kind,
    /// Where in its life it is.
    pub state: State,
    /// Year of the evaluation.
    pub year: i16,
    /// The day whose state of affairs is judged; unknown for most imported results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment_date: Option<Date>,
    /// Language of the texts.
    pub language: Lang,
    /// Record number (diarienummer).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub record_number: String,
    /// Who is evaluated.
    pub municipality: Municipality,
    /// Where an imported evaluation was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Days of the visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visit: Vec<Date>,
    /// Evaluators and reviewer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub team: Vec<Member>,
    /// Interview groups met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupInterview>,
    /// Documents and web pages read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
    /// Which conditions of the framework hold for the municipality; those not named hold.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub conditions: BTreeMap<String, bool>,
    /// Oral feedback.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
    /// Who signed the quality review (kvalitetsgranskning).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Signature>,
    /// The municipality's reading before delivery (faktagranskning).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact_check: Option<FactCheck>,
    /// Judgement of the whole, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Published total of an imported result, in whole points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u32>,
    /// Earlier results of the same municipality, as far as they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierResult>,
    /// Comparison figures that were printed beside the result in its source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub printed_comparisons: Vec<PrintedComparison>,
    /// The areas, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaPart>,
}

/// How an evaluation came about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// By the owner of the instrument or hired evaluators.
    External,
    /// By evaluators from other municipalities.
    Peer,
    /// By the municipality itself.
    #[serde(rename = "self")]
    SelfEvaluation,
    /// Taken over from a published report.
    Imported,
}

/// Where in its life an evaluation is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Booked: framework, date, team.
    Planned,
    /// Pre-questions and documents.
    Preparation,
    /// The visit.
    Interviews,
    /// Evaluators judge.
    Scoring,
    /// Evaluators agree (sambedömning).
    Consensus,
    /// Quality review (kvalitetsgranskning).
    Review,
    /// The municipality reads the text (faktagranskning).
    FactCheck,
    /// Report frozen.
    Delivered,
    /// Improvement areas are worked on.
    FollowUp,
    /// Ended.
    Closed,
}

/// The organisation evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// Name without "kommun": `Tyresö`.
    pub name: String,
    /// Country code (ISO 3166-1).
    pub country: String,
    /// Municipality code as text, leading zero kept: `0138`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Short facts for the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
}

/// A short fact about the municipality (kortfakta).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What: "Invånare".
    pub label: String,
    /// The value as it is printed, with unit.
    pub value: String,
    /// Year or date it holds for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// Where from: "Källa: Kolada" only for raw values.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// Where something was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Title of the document or page.
    pub title: String,
    /// Who published it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub publisher: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Web address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// What a reader should know, for example what was not published.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A member of the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Code used in judgements: `E1`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Employer.
    pub employer: String,
    /// What the member does.
    pub role: TeamRole,
    /// The conflict-of-interest declaration (jäv), once it is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration: Option<Declaration>,
}

/// A conflict-of-interest declaration: employment, office or assignment in the municipality within two years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// When it was signed.
    pub date: Date,
    /// The conflict; empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub conflict: String,
}

/// A signature of a member of the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Code of the team member.
    pub by: String,
    /// When.
    pub date: Date,
}

/// The municipality's reading of the text before delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactCheck {
    /// Until when it may comment.
    pub until: Date,
    /// True once it said that it is done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub done: bool,
    /// Its comments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
}

/// A comment of the municipality, and the team's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Which part of the report: number of an area, code of a sub-area, or `summary`.
    pub place: String,
    /// The comment.
    pub text: String,
    /// The answer; empty until there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
}

/// What a member of the team does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TeamRole {
    /// Leads the evaluation; also evaluates.
    Lead,
    /// Evaluates.
    Evaluator,
    /// Reviews before publication; does not judge.
    Reviewer,
}

/// An interview group and how many of it were met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupInterview {
    /// Code of the group in the framework.
    pub group: String,
    /// Number of people met.
    pub people: u32,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// A document or web page that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Code used as evidence: `D1`.
    pub code: String,
    /// Title.
    pub title: String,
    /// What it is: policy, plan, decision, report, web page …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Date of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Web address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Codes of the sub-areas it bears on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_areas: Vec<String>,
}

/// The oral feedback (återföring).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// When.
    pub date: Date,
    /// To whom.
    pub audience: String,
}

/// An earlier result of the same municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlierResult {
    /// Year of that evaluation.
    pub year: i16,
    /// Results version, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Total, whole points.
    pub total: u32,
    /// Area points by number; `None` where not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<u32>,
    /// Where from, and what is uncertain.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A comparison figure as the source printed it. We cannot recompute it, so it is never mixed with our own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintedComparison {
    /// What it is: "Genomsnitt samtliga utvärderingar".
    pub label: String,
    /// Total.
    pub total: u32,
    /// Area values by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<u32>,
    /// How many evaluations, if the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    /// What the source says, or does not say, about the rule.
    pub rule: String,
}

/// What an evaluation says about an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaPart {
    /// Number of the area.
    pub number: u8,
    /// How its judgements are made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    /// Codes of the evaluators who have locked their judgements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locked: Vec<String>,
    /// Codes of its sub-areas that are judged directly, in points, instead of by question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub direct: Vec<String>,
    /// Published points of an imported result, in whole points. Never computed, never split.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// The judgement in one paragraph, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Strengths.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strengths: Vec<Finding>,
    /// Improvement areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub improvements: Vec<Finding>,
    /// Good examples, of this municipality or of others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// What became of the improvement areas of the last evaluation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub since_last: Vec<SinceLast>,
    /// The sub-areas, by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_areas: Vec<SubAreaPart>,
}

impl AreaPart {
    /// Codes of the sub-areas that are judged directly: those of which it was said, and those in which it was done by a
    /// file that did not say so.
    pub fn judged_directly(&self) -> Vec<String> {
        let done = self.sub_areas.iter().filter(|it| !it.direct.is_empty() || it.agreed.is_some());
        let mut codes = self.direct.clone();
        codes.extend(done.map(|it| it.code.clone()).filter(|code| !self.direct.contains(code)));
        codes
    }
}

/// How the judgements of an area are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Each alone, hidden until all have locked.
    Independent,
    /// One judges, a second reads.
    PrimarySecond,
    /// Together.
    Joint,
}

/// A strength or an improvement area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The text.
    pub text: String,
    /// Code of the sub-area it belongs to, if one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_area: Option<String>,
    /// Id of the source line it quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A good example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Name of the municipality, or of the department within it.
    pub who: String,
    /// What it does; empty where the source only names it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Id of the source line it quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What became of an improvement area of the last evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SinceLast {
    /// The improvement area as it was put then.
    pub improvement: String,
    /// How far it came.
    pub status: SinceLastStatus,
    /// What was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub done: String,
    /// Where it comes from; nothing if nobody noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<SinceLastOrigin>,
}

/// Where an improvement area of the last evaluation comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SinceLastOrigin {
    /// The report of the evaluation of this year.
    Report(i16),
    /// The action plan after the evaluation of this year.
    Plan(i16),
    /// The municipality wrote it in.
    Own,
}

impl SinceLastOrigin {
    /// In words; also where nobody noted it.
    pub fn words(this: Option<Self>, t: &Texts) -> String {
        match this {
            Some(Self::Report(year)) => t.since_last_origin_report(year),
            Some(Self::Plan(year)) => t.since_last_origin_plan(year),
            Some(Self::Own) => t.since_last_origin_own(),
            None => t.since_last_origin_unknown(),
        }
    }
}

/// How far an improvement area of the last evaluation came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SinceLastStatus {
    /// Done, and seen in practice.
    Done,
    /// Begun.
    Begun,
    /// Nothing done yet.
    NotBegun,
    /// The municipality decided not to.
    Declined,
}

/// What an evaluation says about a sub-area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubAreaPart {
    /// Code of the sub-area.
    pub code: String,
    /// Prose of the report, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Published points of an imported result, as its source prints them. Never computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<f64>")]
    pub points: Option<Points>,
    /// Judgements as points of the whole sub-area, instead of by question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub direct: Vec<DirectJudgement>,
    /// The points agreed on, where judged directly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<AgreedPoints>,
    /// What each source says about what is written: `documents` or a group code → effect.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub impact: BTreeMap<String, Impact>,
    /// The questions, by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionPart>,
}

/// What a source says about what is claimed (genomslag).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Impact {
    /// It is so.
    Confirms,
    /// It is not so.
    Contradicts,
    /// Says nothing about it.
    Silent,
}

/// One evaluator's points for a sub-area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectJudgement {
    /// Code of the team member.
    pub by: String,
    /// Points from 0 to the sub-area's.
    #[schemars(with = "f64")]
    pub points: Points,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Codes of documents, `answers`, or `group:CODE`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// The points agreed on for a sub-area judged directly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedPoints {
    /// Points from 0 to the sub-area's.
    #[schemars(with = "f64")]
    pub points: Points,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What an evaluation says about a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionPart {
    /// Code of the question.
    pub code: String,
    /// The evaluators' judgements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judgement>,
    /// The judgement agreed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Agreed>,
}

/// One evaluator's judgement of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Code of the team member.
    pub by: String,
    /// Code of the level on each dimension of the rubric, in order; empty while not assessed, and where only planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// Planned but not done: recorded, and worth 0.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Codes of documents, `answers`, or `group:CODE`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// The judgement of a question that the evaluators agreed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreed {
    /// Code of the level on each dimension, in order; empty where only planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// Planned but not done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
    /// Why, where the evaluators differed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}
