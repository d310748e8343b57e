//! The report: as it is or will be, its frozen editions, delivery and correction, what lies behind a point, and the paper
//! for the council.

use crate::download;
use crate::error::{self, Answer};
use crate::evaluation::name;
use crate::form::{Field, Form};
use crate::kpi::outcome::Outcome;
use crate::page::{self, Link, Page, Shell};
use crate::report_view::Whole;
use crate::self_image;
use askama::Template;
use axum::body::Body;
use axum::extract::{Form as Sent, Path};
use axum::response::Response;
use kompass_app::access::Scope;
use kompass_app::delivery::{self, UnitBehind};
use kompass_app::evaluation::{self, Head};
use kompass_app::kpi;
use kompass_app::review::LONGEST;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::{Kind, State};
use kompass_core::framework::Framework;
use kompass_core::judgement::Judged;
use kompass_core::{Problem, Result, format};
use serde::Deserialize;
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "report/show.html")]
struct Show {
    page: Page,
    here: String,
    draft: bool,
    corrected: bool,
    /// Where what lies behind the points is; empty for those who may not read it now.
    behind: String,
    /// What keeps it from being delivered, for who delivers it.
    unmet: Vec<String>,
    /// True if the caller can deliver it now.
    delivers: bool,
    links: Vec<Link>,
    files: Vec<Link>,
    editions: Vec<Edition>,
    report: Whole,
}

struct Edition {
    number: i64,
    at: String,
    note: String,
    digest: String,
    href: String,
}

#[derive(Template)]
#[template(path = "report/deliver.html")]
struct Deliver {
    page: Page,
    unmet: Vec<String>,
    form: Form,
    back: String,
}

#[derive(Template)]
#[template(path = "report/behind.html")]
struct Behind {
    page: Page,
    points: String,
    units: Option<Vec<Unit>>,
    outcome: Option<Outcome>,
    back: String,
}

struct Unit {
    heading: String,
    /// Dimension and level, in words.
    levels: Vec<(String, String)>,
    evidence: Vec<String>,
    /// Where the single judgements are, for those who may read them.
    judgements: String,
}

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    version: i64,
    second: Option<i64>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    reason: String,
}

/// `GET /evaluations/{evaluation}/report`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let shown = delivery::show(installation, caller, id).await?;
    let (head, here) = (&shown.head, here(id));
    let may = |resource, action| shell.may(resource, action, &Scope::Evaluation(head));
    // A second sheet is delivered, published and corrected with the evaluation that it belongs to.
    let (main, is_main) = (head.main(), head.companion_of.is_none());
    let leads = may(Resource::Report, Action::Write);
    let writes = leads && is_main;
    let unmet = if writes { unmet(&shell, id).await? } else { Vec::new() };
    let mut links = Vec::new();
    let mut link = |shown: bool, label: String, to: &str| {
        links.extend(shown.then(|| Link::to(label, format!("/evaluations/{main}/{to}"))));
    };
    let delivered = head.state == State::Delivered;
    link(leads && !is_main, t.delivery_with_first(), "report");
    link(may(Resource::Publication, Action::Read), t.publication(), "publication");
    link(may(Resource::Feedback, Action::Read), t.feedback(), "feedback");
    link(
        delivered && may(Resource::StepBack, Action::Write),
        t.delivery_correct(),
        "report/correct",
    );
    links.extend(self_image::link(&shell, head));
    let mut files = Vec::new();
    if shown.draft || shown.editions.is_empty() {
        let label = if shown.draft { t.delivery_draft_pdf() } else { t.published_pdf() };
        files.push(Link::to(label, format!("{here}/draft.pdf")));
    }
    if !shown.editions.is_empty() && !shown.corrected {
        files.push(Link::to(t.council_download(), format!("{here}/council.docx")));
        files.push(Link::to(t.workbook_download(), format!("{here}/points.xlsx")));
    }
    let editions = shown.editions.iter().map(|edition| Edition {
        number: edition.edition,
        at: shell.moment(edition.delivered_at),
        note: edition.note.clone(),
        digest: edition.blob.digest.clone(),
        href: format!("{here}/editions/{}", edition.id),
    });
    Ok(page::html(&Show {
        page: shell.evaluation_page(head, t.delivery_heading(name(head)))?,
        draft: shown.draft,
        corrected: shown.corrected,
        behind: if shown.corrected { String::new() } else { here.clone() },
        delivers: writes && unmet.is_empty(),
        unmet,
        links,
        files,
        editions: editions.collect(),
        report: Whole::of(&shown.report)?,
        here,
    }))
}

/// `GET /evaluations/{evaluation}/report/draft.pdf`.
pub(crate) async fn draft_pdf(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let pdf = delivery::draft_pdf(&shell.app.installation, shell.caller(), id).await?;
    let head = evaluation::head(&shell.app.installation, id).await?;
    let draft = shell.texts().delivery_draft_file();
    let file_name = match head.kind {
        Kind::Imported => format!("{}.pdf", name(&head)),
        _ => format!("{} {draft}.pdf", name(&head)),
    };
    Ok(file(&file_name, pdf))
}

/// `GET /evaluations/{evaluation}/report/editions/{edition}`.
pub(crate) async fn edition(shell: Shell, Path((id, edition)): Path<(Uuid, Uuid)>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let (head, number, pdf) = delivery::edition(installation, caller, id, edition).await?;
    let what = shell.texts().delivery_edition_file(number);
    Ok(file(&format!("{} {what}.pdf", name(&head)), pdf.to_vec()))
}

/// `GET /evaluations/{evaluation}/report/council.docx`.
pub(crate) async fn council(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (head, docx) = delivery::council(&shell.app.installation, shell.caller(), id).await?;
    Ok(file(&format!("{} {}.docx", name(&head), shell.texts().council_file()), docx))
}

/// `GET /evaluations/{evaluation}/report/points.xlsx`.
pub(crate) async fn workbook(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (head, xlsx) = delivery::workbook(&shell.app.installation, shell.caller(), id).await?;
    Ok(file(&format!("{} {}.xlsx", name(&head), shell.texts().workbook_file()), xlsx))
}

/// `GET /evaluations/{evaluation}/report/deliver`.
pub(crate) async fn ask_delivery(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    deliver_with(&shell, id, "", &[]).await
}

/// `POST /evaluations/{evaluation}/report/deliver`.
pub(crate) async fn deliver(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let versions = (typed.version, typed.second);
    match delivery::deliver(installation, caller, id, versions, &typed.note).await {
        Ok(_) => page::done(&here(id), "report-delivered"),
        Err(error) => deliver_with(&shell, id, &typed.note, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/report/correct`.
pub(crate) async fn ask_correction(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    correct_with(&shell, id, "", &[]).await
}

/// `POST /evaluations/{evaluation}/report/correct`.
pub(crate) async fn correct(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match delivery::reopen(installation, caller, id, &typed.reason).await {
        Ok(()) => page::done(&format!("/evaluations/{id}/fact-check"), "report-reopened"),
        Err(error) => correct_with(&shell, id, &typed.reason, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/report/{code}`.
pub(crate) async fn behind(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let behind = delivery::behind(installation, caller, id, &code).await?;
    let framework = installation.framework(&behind.head.framework_digest).await?;
    let seen = evaluation::open_for(installation, caller, id).await?;
    let sub_area = framework.sub_areas().find(|(_, it)| it.code == code);
    let title = sub_area.map_or("", |(_, it)| it.short.get(shell.lang()));
    let questions = sub_area.into_iter().flat_map(|(_, it)| kpi::outcome::questions(it));
    let outcome = Outcome::of(&shell, &seen.evaluation, questions);
    let documents: Vec<(String, String)> =
        seen.evaluation.documents.into_iter().map(|it| (it.code, it.title)).collect();
    let unit = |it: UnitBehind| {
        let mut unit = unit(&shell, &framework, &documents, &it);
        if behind.judgements {
            unit.judgements = format!("/evaluations/{id}/consensus/{}", it.code);
        }
        unit
    };
    let points = match (behind.points, behind.max) {
        (Some(points), Some(max)) => {
            let lang = shell.lang();
            t.delivery_points_of(format::points(lang, max), format::points_to(lang, points, 1))
        }
        _ => String::new(),
    };
    let page = shell.evaluation_page(&behind.head, format!("{code} {title}"))?;
    Ok(page::html(&Behind {
        page,
        points,
        units: behind.units.map(|units| units.into_iter().map(unit).collect()),
        outcome,
        back: format!("{}#sub-{code}", here(id)),
    }))
}

fn here(id: Uuid) -> String {
    format!("/evaluations/{id}/report")
}

/// A file to be saved.
pub(crate) fn file(name: &str, bytes: Vec<u8>) -> Response {
    download::answer(name, bytes.len() as u64, Body::from(bytes))
}

fn unit(
    shell: &Shell,
    framework: &Framework,
    documents: &[(String, String)],
    unit: &UnitBehind,
) -> Unit {
    let (t, lang) = (shell.texts(), shell.lang());
    let agreed = |words: String| vec![(t.delivery_agreed(), words)];
    let levels = match &unit.judged {
        Judged::Rubric(levels) => {
            let dimensions = framework.rubric.iter().flat_map(|rubric| &rubric.dimensions);
            let named = dimensions.zip(levels).filter_map(|(dimension, level)| {
                let level = dimension.levels.get(usize::from(*level))?;
                Some((dimension.title.get(lang).to_owned(), level.title.get(lang).to_owned()))
            });
            named.collect()
        }
        Judged::PlannedOnly => agreed(t.delivery_planned()),
        Judged::Direct(points) => agreed(t.delivery_direct(format::points(lang, *points))),
        Judged::NotAssessed => agreed(t.delivery_not_assessed()),
        Judged::Inapplicable(_) => agreed(t.report_not_applicable()),
    };
    let title = |code: &String| {
        documents.iter().find(|(known, _)| known == code).map(|(_, title)| title.clone())
    };
    let mut evidence: Vec<String> = unit.documents.iter().filter_map(title).collect();
    evidence.extend(unit.answers.then(|| t.delivery_evidence_answers()));
    evidence.extend(interviews(shell, framework, &unit.groups, unit.interviews));
    let heading = format!("{} {}", unit.code, unit.title).trim_end().to_owned();
    Unit { heading, levels, evidence, judgements: String::new() }
}

/// Which groups were interviewed, for those who may know; else only that one was.
fn interviews(
    shell: &Shell,
    framework: &Framework,
    groups: &BTreeSet<String>,
    any: bool,
) -> Vec<String> {
    let t = shell.texts();
    if groups.is_empty() {
        return any.then(|| t.delivery_evidence_interview()).into_iter().collect();
    }
    let title = |code: &String| {
        let group = framework.groups.iter().find(|group| group.code == *code);
        group.map_or(code.clone(), |group| group.title.get(shell.lang()).to_owned())
    };
    groups.iter().map(|code| t.delivery_evidence_group(title(code))).collect()
}

async fn unmet(shell: &Shell, id: Uuid) -> Result<Vec<String>> {
    let unmet = delivery::unmet(&shell.app.installation, shell.caller(), id).await?;
    Ok(unmet.iter().map(|problem| error::words(problem, shell.texts())).collect())
}

async fn deliver_with(shell: &Shell, id: Uuid, note: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let unmet = unmet(shell, id).await?;
    let shown = delivery::show(&shell.app.installation, shell.caller(), id).await?;
    let page = shell.evaluation_page(&shown.head, t.delivery_deliver())?;
    let form = Form::new(&page, format!("{}/deliver", here(id)), t.delivery_deliver());
    let form = form.field(Field::hidden("version", shown.head.version.to_string()));
    let second = shown.second.as_ref();
    let form = second
        .into_iter()
        .fold(form, |form, second| form.field(Field::hidden("second", second.version.to_string())));
    let form = if shown.editions.is_empty() {
        form
    } else {
        let field = Field::lines("note", t.delivery_note()).help(t.delivery_note_help());
        form.field(field.value(note).most(LONGEST))
    };
    let mut consequence = t.delivery_consequence();
    if let Some(second) = second {
        let framework = shell.app.installation.framework(&second.framework_digest).await?;
        let title = framework.title.get(shell.lang());
        consequence = format!("{consequence} {}", t.delivery_with_second(title));
    }
    let form = form.dangerous(consequence).cancel(here(id)).wrong(problems, t);
    let wrong = form.has_errors();
    Ok(page::html_or_wrong(&Deliver { page, unmet, form, back: here(id) }, wrong))
}

async fn correct_with(shell: &Shell, id: Uuid, why: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let head: Head = delivery::show(&shell.app.installation, shell.caller(), id).await?.head;
    let page = shell.evaluation_page(&head, t.delivery_correct())?;
    let field = Field::lines("reason", t.delivery_correct_why()).most(LONGEST);
    let form = Form::new(&page, format!("{}/correct", here(id)), t.delivery_correct())
        .field(field.value(why))
        .dangerous(t.delivery_correct_consequence())
        .cancel(here(id))
        .wrong(problems, t);
    Ok(shell.form_page(page, t.delivery_correct_lead(), form))
}
