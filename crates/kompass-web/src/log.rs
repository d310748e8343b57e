//! The audit log for those who run what it is about, and its checkpoints.

use crate::asked::{Asked, address};
use crate::download;
use crate::error::Answer;
use crate::evaluation;
use crate::form::{Field, Form};
use crate::kpi::selection::file as table_file;
use crate::organisation::under;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use kompass_app::audit::{self, Entry, Log, Place, Typed, Whose, what, who};
use kompass_app::evaluation::list_for;
use kompass_app::organisation;
use kompass_core::format;
use kompass_core::i18n::Texts;
use uuid::Uuid;

const INSTALLATION: &str = "/log";
const CHECKPOINTS: &str = "/log/checkpoints";

/// What entries of a log can be about.
const NOUNS: [&str; 36] = [
    "account",
    "action",
    "answer",
    "assignment",
    "audit",
    "consensus",
    "disposal",
    "document",
    "evaluation",
    "fact_check",
    "feedback",
    "identity",
    "impact",
    "interview",
    "judgement",
    "kpi",
    "link",
    "membership",
    "note",
    "organisation",
    "passkey",
    "publication",
    "record",
    "report",
    "request",
    "result",
    "retention",
    "review",
    "secrecy",
    "selection",
    "self_assessment",
    "setting",
    "since_last",
    "supplement",
    "team",
    "text",
];

#[derive(Template)]
#[template(path = "log/list.html")]
struct List {
    page: Page,
    lead: String,
    links: Vec<Link>,
    form: Form,
    filtered: bool,
    rows: Vec<Row>,
    older: Option<String>,
    newest: Option<String>,
    files: Vec<Link>,
}

struct Row {
    at: String,
    who: String,
    what: String,
    operation: String,
    subject: String,
    place: Option<Link>,
}

#[derive(Template)]
#[template(path = "log/checkpoints.html")]
struct Checkpoints {
    page: Page,
    verified: String,
    tone: &'static str,
    rows: Vec<Made>,
}

struct Made {
    name: String,
    at: String,
    file: Option<&'static str>,
}

/// `GET /log`.
pub(crate) async fn installation(shell: Shell) -> Answer {
    let t = shell.texts();
    let page = shell.page(t.log())?.under([Link::to(t.administrators(), "/administrators")]);
    let links = vec![Link::to(t.log_checkpoints(), CHECKPOINTS)];
    let lead = t.log_lead_installation();
    list_with(&shell, page, (Whose::Installation, INSTALLATION), (lead, links), None).await
}

/// `GET /log/export`.
pub(crate) async fn export_installation(shell: Shell) -> Answer {
    export_with(&shell, Whose::Installation).await
}

/// `GET /organisations/{organisation}/log`.
pub(crate) async fn of_organisation(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let there = organisation::get(installation, caller, id).await?;
    let mut heads = list_for(installation, caller).await?;
    heads.retain(|head| head.organisation == id);
    let choices = heads.iter().map(|head| (head.id.to_string(), evaluation::name(head)));
    let page = shell.page(t.log())?.under(under(&shell, &there));
    let here = format!("/organisations/{id}/log");
    let whose = Whose::Organisation(id, chosen(&shell));
    let choices = Some(choices.collect());
    list_with(&shell, page, (whose, &here), (t.log_lead(), Vec::new()), choices).await
}

/// `GET /organisations/{organisation}/log/export`.
pub(crate) async fn export_of_organisation(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    export_with(&shell, Whose::Organisation(id, chosen(&shell))).await
}

/// `GET /log/checkpoints`.
pub(crate) async fn checkpoints(shell: Shell) -> Answer {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let (bound, verified) = audit::checkpoints(installation, shell.caller()).await?;
    let whole = |count: u64| format::whole(shell.lang(), i64::try_from(count).unwrap_or(i64::MAX));
    let (words, tone) = match verified {
        None => (t.log_unverified(), "waits"),
        Some(it) if it.faults == 0 => {
            (t.log_verified(shell.moment(it.at), whole(it.chains), whole(it.entries)), "good")
        }
        Some(it) => (t.log_damaged(shell.moment(it.at), whole(it.faults)), "mid"),
    };
    let made = |it: &audit::Bound| Made {
        name: t.log_checkpoint(it.number),
        at: shell.moment(it.at),
        file: it.has_heads.then_some("/log/checkpoints/newest"),
    };
    let crumbs = [Link::to(t.administrators(), "/administrators"), Link::to(t.log(), INSTALLATION)];
    Ok(page::html(&Checkpoints {
        page: shell.page(t.log_checkpoints())?.under(crumbs),
        verified: words,
        tone,
        rows: bound.iter().map(made).collect(),
    }))
}

/// `POST /log/checkpoints`.
pub(crate) async fn make_checkpoint(shell: Shell) -> Answer {
    audit::make_checkpoint(&shell.app.installation, shell.caller()).await?;
    page::done(CHECKPOINTS, "checkpoint")
}

/// `GET /log/checkpoints/newest`.
pub(crate) async fn newest_checkpoint(shell: Shell) -> Answer {
    let (name, bytes) = audit::newest_checkpoint(&shell.app.installation, shell.caller()).await?;
    Ok(download::answer(&name, bytes.len() as u64, Body::from(bytes)))
}

/// The evaluation that is asked for.
fn chosen(shell: &Shell) -> Option<Uuid> {
    shell.query("evaluation").and_then(|id| id.parse().ok())
}

fn typed(asked: &Asked) -> Typed {
    let one = |name| asked.one(name).chars().take(200).collect::<String>();
    Typed {
        noun: NOUNS.into_iter().find(|noun| *noun == asked.one("about")).unwrap_or("").to_owned(),
        person: one("person"),
        from: one("from"),
        to: one("to"),
        text: one("text"),
        after: one("after"),
    }
}

/// Names and values of what is asked for, without where a page begins.
fn pairs(asked: &Asked) -> Vec<(&str, &str)> {
    let kept = ["evaluation", "about", "person", "from", "to", "text"];
    asked.iter().filter(|(name, value)| kept.contains(name) && !value.is_empty()).collect()
}

async fn list_with(
    shell: &Shell,
    page: Page,
    (whose, here): (Whose, &str),
    (lead, links): (String, Vec<Link>),
    evaluations: Option<Vec<(String, String)>>,
) -> Answer {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let asked = Asked::of(shell);
    let mut problems = Vec::new();
    let log = match audit::lines(installation, shell.caller(), whose, &typed(&asked)).await {
        Ok(log) => log,
        Err(error) => {
            problems = page::mendable(error)?;
            Log { entries: Vec::new(), next: None }
        }
    };
    let row = |it: &Entry| Row {
        at: shell.moment(it.at),
        who: who(t, &it.who),
        what: what(t, &it.operation),
        operation: it.operation.clone(),
        subject: it.subject.clone(),
        place: it.place.as_ref().map(|place| match place {
            Place::Evaluation(id, name) => Link::to(name, format!("/evaluations/{id}")),
            Place::Organisation(id, name) => Link::to(name, format!("/organisations/{id}")),
        }),
    };
    let wanted = pairs(&asked);
    let list = List {
        form: form(&page, t, here, &asked, evaluations).wrong(&problems, t),
        filtered: !wanted.is_empty(),
        rows: log.entries.iter().map(row).collect(),
        older: log
            .next
            .map(|next| address(here, wanted.iter().copied().chain([("after", next.as_str())]))),
        newest: (!asked.one("after").is_empty()).then(|| address(here, wanted.iter().copied())),
        files: ["xlsx", "csv"]
            .map(|form| {
                let to = format!("{here}/export");
                let to = address(&to, wanted.iter().copied().chain([("format", form)]));
                Link::to(t.log_file(form.to_uppercase()), to)
            })
            .into(),
        lead,
        links,
        page,
    };
    Ok(page::html_or_wrong(&list, !problems.is_empty()))
}

async fn export_with(shell: &Shell, whose: Whose) -> Answer {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let asked = Asked::of(shell);
    let table = audit::table(installation, shell.caller(), whose, &typed(&asked), t).await?;
    // Text, unless something else is asked for: whoever reads it can compare two of them.
    let form = Some(asked.one("format")).filter(|form| !form.is_empty()).unwrap_or("csv");
    table_file(&table, form, shell.lang())
}

fn form(
    page: &Page,
    t: &Texts,
    here: &str,
    asked: &Asked,
    evaluations: Option<Vec<(String, String)>>,
) -> Form {
    let mut form = Form::new(page, here, t.log_find());
    if let Some(mut choices) = evaluations {
        choices.insert(0, (String::new(), t.log_evaluation_all()));
        let field = Field::choice("evaluation", t.log_evaluation_choice(), choices).optional();
        form = form.field(field.value(asked.one("evaluation")));
    }
    let noun = |noun: &str| (noun.to_owned(), t.log_noun(noun).unwrap_or_else(|| noun.to_owned()));
    let mut nouns: Vec<(String, String)> = NOUNS.map(noun).into();
    nouns.sort_by_key(|(_, words)| words.to_lowercase());
    nouns.insert(0, (String::new(), t.log_about_all()));
    form.field(Field::choice("about", t.log_about(), nouns).optional().value(asked.one("about")))
        .field(
            Field::text("person", t.log_person())
                .optional()
                .most(200)
                .help(t.log_person_help())
                .value(asked.one("person")),
        )
        .field(Field::date("from", t.log_from()).optional().value(asked.one("from")))
        .field(Field::date("to", t.log_to()).optional().value(asked.one("to")))
        .field(
            Field::text("text", t.log_subject_part())
                .optional()
                .most(200)
                .help(t.log_subject_part_help())
                .value(asked.one("text")),
        )
}
