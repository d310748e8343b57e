//! The table of every place in the database: what of a person stands there, what of it somebody gets who asks, and what
//! becomes of it when they are erased. A test of the store holds it against the schema of both engines, so that a new column
//! is decided on before it is used.

use crate::record::Record;
use serde::Serialize;

/// What a table is a part of, in the eyes of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A record of an evaluation.
    Record(Record),
    /// Who somebody is.
    Account,
    /// What proves it.
    SignIn,
    /// Where they are signed in.
    Devices,
    /// What they may do, and where.
    Roles,
    /// What they were told.
    Notices,
    /// Selections of key figures that they keep.
    Selections,
    /// Decisions to dispose of records.
    Disposals,
    /// What is held back because it is secret.
    Secrecy,
    /// What only the program needs.
    Program,
}

/// What of a person a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A name.
    Name,
    /// An e-mail address.
    Address,
    /// Title, party, employer, telephone.
    Position,
    /// A number that stands for somebody, and names nobody by itself.
    Reference,
    /// What they may do.
    Role,
    /// What they chose.
    Wish,
    /// What proves who they are.
    Credential,
    /// Program and network address of a device.
    Device,
    /// What they did, as the program notes it.
    Trace,
}

/// What of a column somebody gets who asks for what is stored of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// All of it.
    Whole,
    /// That it is there: it is a secret that would let others in.
    Told,
    /// Nothing: it is not found by a person, or is the same as something that is shown.
    Never,
}

/// Why something stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It belongs to a record of an evaluation.
    Record(Record),
    /// The protocol of a disposal says who decided.
    Protocol,
    /// Whoever held something back answers for it.
    Secrecy,
    /// It names nobody once the account does not.
    Reference,
}

/// What becomes of it when somebody is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Erasure {
    /// The row goes.
    Goes,
    /// It is written over.
    Blank,
    /// It goes if the plan of retention lets the record go by now, else it stays until then. Without an evaluation it goes.
    WithRecord(Record),
    /// It stays.
    Stays(Ground),
    /// The program forgets it by itself within a day.
    Fades,
}

/// A column in which something of a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The column.
    pub column: &'static str,
    /// What.
    pub what: What,
    /// What somebody gets of it.
    pub shown: Shown,
    /// What becomes of it.
    pub erasure: Erasure,
}

/// A table.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it is a part of.
    pub part: Part,
    /// What becomes of a row that is about somebody.
    pub erasure: Erasure,
    /// The columns in which something of a person stands.
    pub places: &'static [Place],
    /// Columns with running text, which may name anybody: nobody is looked for in them.
    pub text: &'static [&'static str],
    /// Columns in which nothing of a person stands.
    pub plain: &'static [&'static str],
}

impl Table {
    /// All its columns.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        let places = self.places.iter().map(|place| place.column);
        places.chain(self.text.iter().copied()).chain(self.plain.iter().copied())
    }

    /// The columns that are given to somebody who asks.
    pub fn given(&self) -> impl Iterator<Item = &'static str> {
        let places = self.places.iter().filter(|place| place.shown == Shown::Whole);
        let places = places.map(|place| place.column);
        places.chain(self.text.iter().copied()).chain(self.plain.iter().copied())
    }
}

/// The table of this name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

macro_rules! own_or {
    ($common:expr,) => {
        $common
    };
    ($common:expr, $own:expr) => {
        $own
    };
}

macro_rules! tables {
    ($($name:ident: $part:expr, $erasure:expr;
        [$($column:ident $what:ident $shown:ident $(($own:expr))?),* $(,)?]
        [$($text:ident)*] [$($plain:ident)*])+) => {
        /// Every table of the schema.
        pub const TABLES: &[Table] = &[$(Table {
            name: stringify!($name),
            part: $part,
            erasure: $erasure,
            places: &[$(Place {
                column: stringify!($column),
                what: What::$what,
                shown: Shown::$shown,
                erasure: own_or!($erasure, $($own)?),
            }),*],
            text: &[$(stringify!($text)),*],
            plain: &[$(stringify!($plain)),*],
        }),+];
    };
}

use Erasure::{Blank, Fades, Goes, Stays, WithRecord};
use Part::{Account, Devices, Disposals, Notices, Program, Roles, Secrecy, Selections, SignIn};
use Record::{
    Actions, AnswerDrafts, Answers, DocumentRequests, Documents, FactCheck, Interviews, Judgements,
    Links, Log, Notes, Publication, Report, Review, SelfAssessment, SinceLast, Steps, Supplements,
    Team, Texts,
};

/// A number that names nobody once the account behind it does not.
const POINTS: Erasure = Stays(Ground::Reference);

/// It stays with this record.
const fn with(record: Record) -> Erasure {
    Stays(Ground::Record(record))
}

const fn of(record: Record) -> Part {
    Part::Record(record)
}

// The columns of a table: those in which something of a person stands, those with running text, and the others.
tables! {
    // Who somebody is, and what lets them in.
    account: Account, Blank;
        [id Reference Whole (POINTS), email Address Whole, name Name Whole, name_sort Name Never, language Wish Whole,
            system_administrator Role Whole, break_glass Role Whole, password Credential Told, totp Credential Told,
            mail Wish Whole]
        [] [disabled_at totp_step version created_at changed_at]
    identity: SignIn, Goes; [subject Credential Whole, account_id Reference Whole] [] [provider created_at]
    passkey: SignIn, Goes;
        [id Reference Whole, account_id Reference Whole, name Name Whole, credential Credential Told] [] [created_at used_at]
    recovery_code: SignIn, Goes; [account_id Reference Whole, digest Credential Told] [] [used_at]
    session: Devices, Goes;
        [id Reference Whole, digest Credential Told, account_id Reference Whole, link_id Reference Whole,
            csrf Credential Told, agent Device Whole, address Device Whole]
        [] [method created_at seen_at expires_at stepped_up_at]
    membership: Roles, Goes; [account_id Reference Whole, role Role Whole] [] [organisation_id origin created_at]
    assignment: Roles, Goes;
        [account_id Reference Whole, role Role Whole, member Reference Whole] [] [evaluation_id created_at]
    link: of(Links), WithRecord(Links);
        [id Reference Whole, digest Credential Told, account_id Reference Whole, role Role Whole, email Address Whole,
            name Name Whole, created_by Reference Whole (POINTS)]
        [] [purpose organisation_id evaluation_id scope expires_at most_uses uses revoked_at created_at]
    notice: Notices, Goes;
        [account_id Reference Whole, subject Trace Whole] [] [id name evaluation_id created_at read_at mailed_at]
    selection: Selections, Goes; [account_id Reference Whole, name Wish Whole, choice Wish Whole] [] [id created_at]

    // What an evaluation keeps of those who take part.
    member: of(Team), with(Team);
        [code Reference Whole, name Name Whole, employer Position Whole, role Role Whole, declaration Position Whole]
        [] [evaluation_id position version changed_at]
    interview_person: of(Interviews), WithRecord(Interviews);
        [id Reference Whole, name Name Whole, name_sort Name Never, title Position Whole, bloc Position Whole,
            party Position Whole, email Address Whole, manager Reference Whole]
        [] [evaluation_id interviews version changed_at]
    note: of(Notes), with(Notes);
        [author Reference Whole] [body] [id evaluation_id interview_id tags corrects at]
    supplement: of(Supplements), WithRecord(Supplements);
        [person_id Reference Whole (POINTS), author Reference Whole (POINTS), name Name Whole,
            ruled_by Reference Whole (POINTS)]
        [body reason] [id evaluation_id interview_id late considered at version changed_at]
    judgement: of(Judgements), with(Judgements);
        [member Reference Whole]
        [reason] [evaluation_id subject position levels planned points evidence version changed_at]
    answer: of(Answers), with(Answers);
        [author Reference Whole, author_name Name Whole]
        [body handed_body handed_reason]
        [evaluation_id question state ready_at handed_at handed_later version changed_at]
    answer_history: of(AnswerDrafts), WithRecord(AnswerDrafts);
        [author Reference Whole (POINTS), author_name Name Whole] [body] [evaluation_id question number began_at changed_at]
    answer_query: of(AnswerDrafts), WithRecord(AnswerDrafts);
        [author_name Name Whole, reply_name Name Whole] [body reply] [id evaluation_id question asked_at replied_at]
    answer_hand_in: of(Answers), with(Answers); [author_name Name Whole] [] [evaluation_id area handed_at]
    self_assessment_seal: of(SelfAssessment), with(SelfAssessment);
        [author_name Name Whole] [] [evaluation_id sealed_at]
    document_receipt: of(Documents), with(Documents);
        [actor Reference Whole, name Name Whole] [] [evaluation_id code at]
    document_request: of(DocumentRequests), WithRecord(DocumentRequests);
        [asked_by Reference Whole (POINTS), asked_name Name Whole, answered_name Name Whole]
        [what body] [id evaluation_id sub_areas until asked_at answer documents answered_at version changed_at]
    review_setting_aside: of(Review), WithRecord(Review);
        [author Reference Whole (POINTS), author_name Name Whole] [reason] [evaluation_id finding at]
    review_comment: of(Review), WithRecord(Review);
        [author Reference Whole (POINTS), author_name Name Whole, answered_name Name Whole, resolved_name Name Whole]
        [body answer] [id evaluation_id place at answered_at resolved_at version]
    fact_check_comment: of(FactCheck), with(FactCheck);
        [author Reference Whole, author_name Name Whole, answered_name Name Whole]
        [quote body answer] [id evaluation_id is_current place paragraph at accepted answered_at version]
    publication: of(Publication), with(Publication);
        [author Reference Whole, author_name Name Whole] [] [evaluation_id published embargo at version]
    step_taken: of(Steps), with(Steps);
        [account_id Reference Whole] [reason] [evaluation_id number from_state to_state at]
    action: of(Actions), with(Actions);
        [owner Name Whole]
        [improvement title cause theory indicator]
        [id evaluation_id area sub_area unit baseline baseline_on target target_on due effect resource status version
            created_at changed_at]
    report: of(Report), with(Report);
        [model Name Never] [] [id evaluation_id edition language digest framework_digest delivered_at]
    secrecy: Secrecy, Stays(Ground::Secrecy);
        [author_name Name Whole] [quote] [id evaluation_id kind subject law at]
    disposal: Disposals, Stays(Ground::Protocol);
        [author Reference Whole, author_name Name Whole]
        [] [id organisation_id decision decided_on section at done_at]
    audit_entry: of(Log), with(Log);
        [subject Reference Whole, actor Reference Whole, content Trace Whole] [] [chain number at operation salt digest mac]

    // What only the program needs.
    idempotency_key: Program, Goes;
        [actor Reference Told, key Trace Told, outcome Trace Told] [] [operation digest at]
    job: Program, Goes; [work Reference Never, error Trace Never] [] [id name state due_at attempts lease created_at changed_at]
    kpi_edition: Program, POINTS; [actor Reference Never] [] [number digest size kind as_of summary made_at]
    ceremony: Program, Fades; [body Trace Never] [] [digest purpose expires_at]
    attempt: Program, Fades; [name Trace Never] [] [began_at count]
    rate: Program, Fades; [name Trace Never] [] [used told_at]

    // Where nobody stands but in running text, and by codes of the team.
    evaluation: of(Texts), with(Texts);
        [review Reference Never]
        [summary feedback fact_check]
        [id organisation_id framework framework_digest fictional kind state year assessment_date language record_number
            municipality municipality_sort country code facts source visit conditions total content_digest version
            created_at changed_at evaluated_organisation_id plan_version companion_of feedback_version]
    area_part: of(Texts), with(Texts);
        [locked Reference Never] [body] [evaluation_id number position way points version changed_at direct]
    interview: of(Interviews), with(Interviews);
        [evaluators Reference Never]
        [room] [id evaluation_id group_code day begins ends standing met moved version changed_at]
    interview_terms: of(Interviews), with(Interviews);
        [] [contact] [evaluation_id supplements_until version changed_at]
    sub_area_part: of(Texts), with(Texts);
        [] [body] [evaluation_id code area position questions version changed_at points]
    finding: of(Texts), with(Texts);
        [] [body] [id evaluation_id area kind position sub_area source version changed_at]
    example: of(Texts), with(Texts); [] [who body] [id evaluation_id area position source version changed_at]
    since_last: of(SinceLast), with(SinceLast);
        [] [improvement done] [id evaluation_id area position status version changed_at origin]
    agreed: of(Record::Agreed), with(Record::Agreed);
        [] [reason] [evaluation_id subject levels planned points version changed_at]
    document: of(Documents), with(Documents);
        [] [title title_sort address file_name]
        [evaluation_id code position kind day sub_areas blob_digest version changed_at]
    self_assessment: of(SelfAssessment), with(SelfAssessment);
        [] [body] [evaluation_id sub_area points version changed_at]
    report_note: of(Report), with(Report); [] [note] [report_id]
    action_progress: of(Actions), with(Actions); [] [note] [id action_id day value created_at]
    disposal_item: Disposals, Stays(Ground::Protocol);
        [] [] [disposal_id evaluation_id record label record_number years after due_on state why records entries files done_at]
    document_page: of(Documents), with(Documents); [] [body] [digest page]
    page_search: of(Documents), with(Documents); [] [words stems ends] [rowid]

    // Where nobody stands at all.
    setting: Program, POINTS; [] [] [name value changed_at]
    organisation: Program, POINTS; [] [] [id name name_sort country version created_at changed_at kind code closed_at]
    framework: Program, POINTS; [] [] [digest id version canonical pinned_at]
    blob: Program, POINTS; [] [] [digest size created_at]
    group_interview: Program, POINTS; [] [] [id evaluation_id position group_code people day version changed_at]
    impact: Program, POINTS; [] [] [evaluation_id sub_area source effect version changed_at]
    earlier_result: Program, POINTS;
        [] [] [id evaluation_id position year framework_version total areas note version changed_at]
    printed_comparison: Program, POINTS;
        [] [] [id evaluation_id position label total areas evaluations rule version changed_at]
    result: Program, POINTS;
        [] []
        [id identity evaluation_id country municipality municipality_sort code year framework total areas origin basis
            source note version created_at changed_at]
    audit_head: Program, POINTS; [] [] [chain number mac]
    audit_checkpoint: Program, POINTS; [] [] [number at heads heads_digest mac]
    live: Program, POINTS; [] [] [evaluation_id topic cursor]
    document_text: Program, POINTS; [] [] [digest number state reason format pages cut tries claimed_at]
    kpi_revision: Program, POINTS; [] [] [number kpi cells]
    kpi_turn: Program, POINTS; [] [] [name holder until]
    record_series: Program, POINTS; [] [] [organisation_id pattern version changed_at]
    record_count: Program, POINTS; [] [] [organisation_id year last]
    retention: Program, POINTS; [] [] [organisation_id record own years after version changed_at]
}
