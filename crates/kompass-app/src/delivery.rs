//! Delivery: the report as it is or will be, its frozen editions, what lies behind a point, the paper for the council,
//! when the oral feedback is held, and the municipality's decision to publish.

use crate::access::{self, Caller, Scope, authorise_in, head_for};
use crate::evaluation::{self, Head};
use crate::installation::Installation;
use crate::report::{self, Edition};
use crate::result::Question;
use crate::review::{self, reason};
use crate::secrecy;
use bytes::Bytes;
use jiff::civil::Date;
use kompass_core::access::{Action, Resource, Role, may_in};
use kompass_core::evaluation::{Feedback, Kind, State};
use kompass_core::judgement::{Judged, Sheet, Unit};
use kompass_core::scoring::Score;
use kompass_core::{Error, Lang, Points, Result};
use kompass_report::{council, model, xlsx};
use kompass_store::blob::Blob;
use kompass_store::evaluation as store_evaluation;
use kompass_store::publication as store;
pub use kompass_store::publication::Publication;
use kompass_store::report::{self as reports, Draft, Report};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A report with what is known about it.
pub struct Shown {
    /// The evaluation.
    pub head: Head,
    /// The second sheet of it, which is delivered with it.
    pub second: Option<Head>,
    /// The report.
    pub report: model::Report,
    /// True if it may still change.
    pub draft: bool,
    /// True if it is corrected, by those who may read what it becomes; the last edition is shown until then.
    pub corrected: bool,
    /// The editions that were delivered, oldest first.
    pub editions: Vec<Report>,
}

/// What lies behind the points of a sub-area, as far as the caller may know.
pub struct Behind {
    /// The evaluation.
    pub head: Head,
    /// Code of the sub-area.
    pub code: String,
    /// Its points.
    pub points: Option<Points>,
    /// The most they could be.
    pub max: Option<Points>,
    /// What was agreed on, question by question; `None` for those who read points only.
    pub units: Option<Vec<UnitBehind>>,
    /// True if the single judgements are the caller's to read, on the page of the consensus.
    pub judgements: bool,
}

/// What was agreed on about a question, or about a sub-area that was judged directly.
pub struct UnitBehind {
    /// Code.
    pub code: String,
    /// The question; empty for a sub-area.
    pub title: String,
    /// What was agreed on.
    pub judged: Judged,
    /// Codes of documents on which judgements rest.
    pub documents: BTreeSet<String>,
    /// True if judgements rest on the municipality's own answers.
    pub answers: bool,
    /// Codes of the interview groups on which judgements rest; which, only for those who read judgements.
    pub groups: BTreeSet<String>,
    /// True if judgements rest on a group interview.
    pub interviews: bool,
}

/// The report: the last delivered edition, or before there is one – and of a published result – as it would be now. While it
/// is corrected, those who may not read that go on reading the last edition.
///
/// # Errors
/// The caller may not read it, or not yet.
pub async fn show(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Shown> {
    let head = head_for(installation, caller, id, Resource::Editions, Action::Read).await?;
    let editions = reports::list(&installation.db, id).await?;
    let now = authorise_in(installation, caller, &head, Resource::Report, Action::Read).await;
    let corrected = now.is_err();
    if editions.is_empty() {
        now?;
    }
    let delivered = head.state >= State::Delivered || corrected;
    let last = if delivered { editions.last() } else { None };
    let (report, draft) = match last {
        Some(last) => (model(installation, last).await?, false),
        None => {
            let question = Question::default();
            let report = report::draft(installation, id, &question, Edition::Draft);
            // What others published is not delivered as an edition of ours.
            (report.await?, head.kind != Kind::Imported || head.state < State::Delivered)
        }
    };
    let second = store_evaluation::companion(&installation.db, id).await?;
    Ok(Shown { head, second, report, draft, corrected, editions })
}

/// The report as it would be now, as PDF.
///
/// # Errors
/// As [`show`]; too many reports are being rendered.
pub async fn draft_pdf(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Vec<u8>> {
    head_for(installation, caller, id, Resource::Report, Action::Read).await?;
    let draft = report::draft(installation, id, &Question::default(), Edition::Draft).await?;
    report::render(draft).await
}

/// What keeps a report from being delivered; nothing, if it can be.
///
/// # Errors
/// The caller may not deliver it.
pub async fn unmet(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<Vec<kompass_core::Problem>> {
    let head = head_for(installation, caller, id, Resource::Report, Action::Write).await?;
    if head.companion_of.is_some() {
        return Err(crate::reason::SECOND_SHEET.forbidden());
    }
    let mut unmet = evaluation::unmet(installation, id, State::Delivered).await?;
    // That the report is stored is what delivering does.
    unmet.retain(|problem| problem.code != "L15");
    Ok(unmet)
}

/// Freezes the report as an edition and takes the evaluation to [`State::Delivered`], both or neither, if nothing was
/// written in it since this version. Its second sheet, which the caller read at `second`, is delivered with it. Of a later
/// edition it is said what was corrected and why.
///
/// # Errors
/// The caller may not, or it is the second sheet; each thing that does not hold yet; [`reason::NOTE`]; [`Error::Conflict`].
pub async fn deliver(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    (version, second): (i64, Option<i64>),
    note: &str,
) -> Result<Report> {
    let unmet = unmet(installation, caller, id).await?;
    if !unmet.is_empty() {
        return Err(Error::Invalid(unmet));
    }
    let companion = store_evaluation::companion(&installation.db, id).await?;
    let other = match (companion, second) {
        (Some(head), Some(version)) => Some(Made::of(installation, head.id, version, note).await?),
        (None, None) => None,
        _ => return Err(Error::Conflict("a second framework came or went – read it again".into())),
    };
    let own = Made::of(installation, id, version, note).await?;
    let (db, stamp) = (&installation.db, installation.stamp_for(caller)?);
    let second = other.as_ref().map(Made::draft);
    let delivered = reports::freeze_both(db, &stamp, &own.draft(), second.as_ref()).await?;
    for made in std::iter::once(&own).chain(&other) {
        evaluation::keep_result_of(installation, made.evaluation).await?;
    }
    Ok(delivered)
}

/// A report that is made and kept, but not delivered yet.
struct Made<'a> {
    evaluation: Uuid,
    version: i64,
    language: Lang,
    blob: Blob,
    model: String,
    note: &'a str,
}

impl<'a> Made<'a> {
    async fn of(
        installation: &Installation,
        evaluation: Uuid,
        version: i64,
        note: &'a str,
    ) -> Result<Self> {
        let before = reports::list(&installation.db, evaluation).await?;
        let note = if before.is_empty() { "" } else { review::text(note, "note", &reason::NOTE)? };
        let number = u32::try_from(before.len() + 1).unwrap_or(u32::MAX);
        let (edition, question) = (Edition::Delivered(number), Question::default());
        let report = report::draft(installation, evaluation, &question, edition).await?;
        let model =
            serde_json::to_string(&report).map_err(|error| Error::Internal(error.to_string()))?;
        let language = report.language;
        let bytes = report::render(report).await?;
        let blob = installation.blobs.put(Uuid::now_v7(), bytes.into()).await?;
        Ok(Self { evaluation, version, language, blob, model, note })
    }

    fn draft(&self) -> Draft<'_> {
        let Self { evaluation, version, language, blob, model, note } = self;
        let deliver = Some(*version);
        Draft { evaluation: *evaluation, language: *language, blob, model, deliver, note }
    }
}

/// Takes a delivered evaluation back to the fact check, so that its text can be corrected. The editions stay.
///
/// # Errors
/// The caller may not; [`reason::WHY`].
pub async fn reopen(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    why: &str,
) -> Result<()> {
    let why = review::text(why, "reason", &reason::WHY)?;
    evaluation::step_by(installation, caller, id, State::Delivered, State::FactCheck, why).await
}

/// The bytes of a delivered edition, with its number.
///
/// # Errors
/// The caller may not read it; there is no such edition of this evaluation.
pub async fn edition(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    edition: Uuid,
) -> Result<(Head, i64, Bytes)> {
    let head = head_for(installation, caller, id, Resource::Editions, Action::Read).await?;
    let all = reports::list(&installation.db, id).await?;
    let found = all.into_iter().find(|report| report.id == edition);
    let found = found.ok_or_else(|| crate::reason::not_there("report", edition))?;
    let bytes = installation.blobs.get(&found.blob.digest).await?;
    Ok((head, found.edition, bytes))
}

/// True if an edition was delivered that the caller may read, also while the next one is made.
///
/// # Errors
/// The database cannot be read.
pub async fn has_edition(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
) -> Result<bool> {
    match authorise_in(installation, caller, head, Resource::Editions, Action::Read).await {
        Ok(()) => Ok(!reports::list(&installation.db, head.id).await?.is_empty()),
        Err(_) => Ok(false),
    }
}

/// The paper for the council, made of the last delivered edition.
///
/// # Errors
/// The caller may not read the report; [`reason::NOT_DELIVERED`].
pub async fn council(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<(Head, Vec<u8>)> {
    let (head, model) = last_delivered(installation, caller, id).await?;
    Ok((head, council::docx(&model)?))
}

/// The points of the last delivered edition as a workbook, with the outcome beside them.
///
/// # Errors
/// As [`council`].
pub async fn workbook(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<(Head, Vec<u8>)> {
    let (head, model) = last_delivered(installation, caller, id).await?;
    Ok((head, xlsx::report(&model)?))
}

async fn last_delivered(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<(Head, model::Report)> {
    let head = head_for(installation, caller, id, Resource::Report, Action::Read).await?;
    let last = reports::list(&installation.db, id).await?.pop();
    let last = last.ok_or_else(|| reason::NOT_DELIVERED.invalid(""))?;
    let report = model(installation, &last).await?;
    let (report, _) = secrecy::report_outside(installation, &head, report).await?;
    Ok((head, report))
}

/// What lies behind the points of a sub-area: what was agreed on, and the evidence. The municipality reads documents, its own
/// answers and that there was a group interview; which one, and who judged what, the evaluators and the reviewer.
///
/// # Errors
/// The caller may not read the report; there is no such sub-area.
pub async fn behind(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    code: &str,
) -> Result<Behind> {
    let head = head_for(installation, caller, id, Resource::Report, Action::Read).await?;
    let roles = access::roles(caller, &Scope::Evaluation(&head));
    let reads = |resource| {
        roles.iter().any(|role| may_in(*role, resource, Action::Read, head.state, head.kind))
    };
    let (points, consensus, judgements) =
        (reads(Resource::Points), reads(Resource::Consensus), reads(Resource::OthersJudgements));
    let loaded = evaluation::load(installation, id).await?;
    if !loaded.framework.sub_areas().any(|(_, sub_area)| sub_area.code == code) {
        return Err(crate::reason::not_there("sub-area", code));
    }
    let score = Score::of(&loaded.framework, &loaded.evaluation).map_err(Error::Invalid)?;
    let scored = score.areas.iter().flat_map(|area| &area.sub_areas).find(|it| it.code == code);
    let sheet = Sheet::read(&loaded.framework, &loaded.evaluation).map_err(Error::Invalid)?;
    let lang = caller.lang;
    let units = sheet.units.iter().filter(|unit| unit.sub_area.code == code);
    let units: Vec<UnitBehind> = units.map(|unit| unit_behind(unit, judgements, lang)).collect();
    Ok(Behind {
        code: code.to_owned(),
        points: scored.and_then(|it| it.points).filter(|_| points),
        max: scored.map(|it| it.max),
        units: consensus.then_some(units),
        judgements,
        head,
    })
}

fn unit_behind(unit: &Unit<'_>, judgements: bool, lang: Lang) -> UnitBehind {
    let evidence = || unit.opinions.iter().flat_map(|opinion| opinion.evidence);
    let groups: BTreeSet<String> =
        evidence().filter_map(|code| code.strip_prefix("group:")).map(str::to_owned).collect();
    let documents = evidence().filter(|code| *code != "answers" && !code.contains(':'));
    UnitBehind {
        code: unit.code().to_owned(),
        title: unit.question.map(|it| it.title.get(lang).to_owned()).unwrap_or_default(),
        judged: unit.agreed.clone(),
        documents: documents.cloned().collect(),
        answers: evidence().any(|code| code == "answers"),
        interviews: !groups.is_empty(),
        groups: if judgements { groups } else { BTreeSet::new() },
    }
}

/// What the municipality decided about publication, if it has.
///
/// # Errors
/// The caller may not read it.
pub async fn publication(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<(Head, Option<Publication>)> {
    let head = head_for(installation, caller, id, Resource::Publication, Action::Read).await?;
    Ok((head, store::get(&installation.db, id).await?))
}

/// Publishes the report, at once or from a day on, or takes that back.
///
/// # Errors
/// The caller does not speak for the municipality; [`reason::NOT_DELIVERED`]; [`Error::Conflict`] if it was decided
/// otherwise since this version.
pub async fn publish(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    version: i64,
    published: bool,
    embargo: Option<Date>,
) -> Result<()> {
    head_for(installation, caller, id, Resource::Publication, Action::Write).await?;
    if reports::list(&installation.db, id).await?.is_empty() {
        return Err(reason::NOT_DELIVERED.invalid(""));
    }
    let (db, stamp) = (&installation.db, installation.stamp_for(caller)?);
    let embargo = embargo.filter(|_| published);
    store::decide(db, &stamp, id, version, published, embargo, &caller.name).await.map(|_| ())
}

/// A published report: for anybody. Its last edition, with its bytes.
///
/// # Errors
/// [`Error::NotFound`] if there is none, if it is not published, or not yet.
pub async fn published(installation: &Installation, id: Uuid) -> Result<(Head, model::Report)> {
    let (head, last) = published_edition(installation, id).await?;
    let report = model(installation, &last).await?;
    let (report, _) = secrecy::report_outside(installation, &head, report).await?;
    Ok((head, report))
}

/// The bytes of a published report: the edition as it was delivered, or made anew without what is held back since.
///
/// # Errors
/// As [`published`]; too many reports are being rendered.
pub async fn published_pdf(installation: &Installation, id: Uuid) -> Result<(Head, Bytes)> {
    let (head, last) = published_edition(installation, id).await?;
    let report = model(installation, &last).await?;
    let (report, held) = secrecy::report_outside(installation, &head, report).await?;
    let bytes = match held {
        true => report::render(report).await?.into(),
        false => installation.blobs.get(&last.blob.digest).await?,
    };
    Ok((head, bytes))
}

async fn published_edition(installation: &Installation, id: Uuid) -> Result<(Head, Report)> {
    let hidden = || crate::reason::not_there("published report", id);
    let head = match evaluation::head(installation, id).await {
        Err(Error::NotFound { .. }) => return Err(hidden()),
        head => head?,
    };
    let (resource, action) = (Resource::PublishedReport, Action::Read);
    let today = installation.today();
    let decided = store::get(&installation.db, id).await?;
    let open = decided.is_some_and(|it| it.published && it.embargo.is_none_or(|day| day <= today));
    if !open || !may_in(Role::Public, resource, action, head.state, head.kind) {
        return Err(hidden());
    }
    let last = reports::list(&installation.db, id).await?.pop().ok_or_else(hidden)?;
    Ok((head, last))
}

/// When the oral feedback is held, with the version to change it at.
///
/// # Errors
/// The caller may not read it.
pub async fn feedback(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<(Head, Option<Feedback>, i64)> {
    let head = head_for(installation, caller, id, Resource::Feedback, Action::Read).await?;
    let feedback = evaluation::open_for(installation, caller, id).await?.evaluation.feedback;
    let version = store::feedback_version(&installation.db, id).await?;
    Ok((head, feedback, version))
}

/// Sets when the oral feedback is held and to whom, if that is as it was at this version.
///
/// # Errors
/// The caller may not; [`reason::AUDIENCE`]; [`Error::Conflict`].
pub async fn set_feedback(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    version: i64,
    date: Date,
    audience: &str,
) -> Result<()> {
    head_for(installation, caller, id, Resource::Feedback, Action::Write).await?;
    let audience = review::text(audience, "audience", &reason::AUDIENCE)?.to_owned();
    let feedback = Feedback { date, audience };
    let stamp = installation.stamp_for(caller)?;
    store::set_feedback(&installation.db, &stamp, id, version, Some(&feedback)).await.map(|_| ())
}

async fn model(installation: &Installation, report: &Report) -> Result<model::Report> {
    let model = reports::model(&installation.db, report.id).await?;
    serde_json::from_str(&model).map_err(|error| Error::Internal(format!("stored report: {error}")))
}
