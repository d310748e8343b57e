//! Disposal of records: what is due, the decision, and the protocol.

use crate::asked::{Asked, address};
use crate::confirm;
use crate::error::Answer;
use crate::form::{CheckBox, Checks, Field, Form};
use crate::kpi::selection::file as table_file;
use crate::organisation::under;
use crate::page::{self, Link, Page, Shell};
use crate::people::values;
use crate::plan::one;
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::access;
use kompass_app::disposal::{self, Item, Proposed, Standing, Typed, standing_words};
use kompass_app::organisation;
use kompass_app::record::{Keep, Record};
use kompass_core::{Problem, format};
use uuid::Uuid;

/// What the form was sent with.
type Fields = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "disposal/show.html")]
struct Show {
    page: Page,
    decided: String,
    rows: Vec<Row>,
    files: Vec<Link>,
}

struct Row {
    evaluation: String,
    number: String,
    what: String,
    keep: String,
    standing: String,
    tone: &'static str,
    records: String,
    entries: String,
    at: String,
}

/// `GET /organisations/{organisation}/disposals/new`.
pub(crate) async fn new(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    confirm::proved(&shell)?;
    new_with(&shell, id, &Fields::new(), &[]).await
}

/// `POST /organisations/{organisation}/disposals/new`.
pub(crate) async fn decide(shell: Shell, Path(id): Path<Uuid>, Sent(sent): Sent<Fields>) -> Answer {
    let chosen: Vec<(Uuid, Record)> = values(&sent, "chosen").filter_map(chosen).collect();
    let typed = Typed {
        decision: one(&sent, "decision"),
        day: one(&sent, "day"),
        section: one(&sent, "section"),
        chosen: &chosen,
    };
    match disposal::decide(&shell.app.installation, shell.caller(), id, &typed).await {
        Ok(made) => page::done(&format!("/organisations/{id}/disposals/{made}"), "disposal"),
        Err(error) => {
            let problems = page::mendable(error)?;
            new_with(&shell, id, &sent, &problems).await
        }
    }
}

/// `GET /organisations/{organisation}/disposals/{disposal}`.
pub(crate) async fn show(shell: Shell, Path((id, made)): Path<(Uuid, Uuid)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let there = organisation::get(installation, caller, id).await?;
    let (it, items) = disposal::get(installation, caller, id, made).await?;
    let whole = |count: u64| format::whole(shell.lang(), i64::try_from(count).unwrap_or(i64::MAX));
    let row = |item: &Item| Row {
        evaluation: item.due.label.clone(),
        number: item.due.record_number.clone(),
        what: t.record(item.due.record),
        keep: t.keep(Keep::Dispose { years: item.due.years, after: item.due.after }),
        standing: standing_words(t, item.standing, item.why),
        tone: match item.standing {
            Standing::Waiting | Standing::Emptied => "waits",
            Standing::Done => "good",
            Standing::Kept => "mid",
        },
        records: whole(item.records),
        entries: whole(item.entries),
        at: item.done_at.map(|at| shell.moment(at)).unwrap_or_default(),
    };
    let here = format!("/organisations/{id}");
    let crumbs = under(&shell, &there).into_iter();
    let crumbs = crumbs.chain([Link::to(t.retention(), format!("{here}/records"))]);
    let decision = format!("{} {}", it.decision, it.section);
    Ok(page::html(&Show {
        decided: t.disposal_decided(
            &*access::shown(t, &it.by),
            format::date(it.decided_on),
            decision.trim().to_owned(),
            there.name.as_str(),
        ),
        rows: items.iter().map(row).collect(),
        files: ["xlsx", "csv"]
            .map(|form| {
                let to = address(&format!("{here}/disposals/{made}/export"), [("format", form)]);
                Link::to(form.to_uppercase(), to)
            })
            .into(),
        page: shell.page(t.disposal_protocol(it.decision.as_str()))?.under(crumbs),
    }))
}

/// `GET /organisations/{organisation}/disposals/{disposal}/export`.
pub(crate) async fn export(shell: Shell, Path((id, made)): Path<(Uuid, Uuid)>) -> Answer {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let table = disposal::table(installation, shell.caller(), id, made, t).await?;
    table_file(&table, Asked::of(&shell).one("format"), shell.lang())
}

/// What a box of the form stands for.
fn chosen(value: &str) -> Option<(Uuid, Record)> {
    let (evaluation, record) = value.split_once('.')?;
    let record = Record::ALL.into_iter().find(|it| it.to_string() == record)?;
    Some((evaluation.parse().ok()?, record))
}

async fn new_with(shell: &Shell, id: Uuid, sent: &Fields, problems: &[Problem]) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let there = organisation::get(installation, caller, id).await?;
    let due = disposal::due(installation, caller, id).await?;
    let here = format!("/organisations/{id}");
    let crumbs = under(shell, &there).into_iter();
    let crumbs = crumbs.chain([Link::to(t.retention(), format!("{here}/records"))]);
    let page = shell.page(t.disposal())?.under(crumbs);
    let value = |it: &Proposed| format!("{}.{}", it.due.evaluation, it.due.record);
    let chosen: Vec<&str> = values(sent, "chosen").collect();
    let mut groups: Vec<Checks> = Vec::new();
    for it in &due {
        let heading = format!("{} {}", it.due.label, it.due.record_number).trim().to_owned();
        let value = value(it);
        let keep = t.keep(Keep::Dispose { years: it.due.years, after: it.due.after });
        let chosen = chosen.contains(&value.as_str());
        let words =
            t.disposal_choice(it.count, format::date(it.due.due_on), keep, t.record(it.due.record));
        let check = CheckBox { value, words, help: String::new(), chosen };
        match groups.last_mut().filter(|group| group.heading == heading) {
            Some(group) => group.boxes.push(check),
            None => groups.push(Checks { heading, boxes: vec![check] }),
        }
    }
    let form = Form::new(&page, format!("{here}/disposals/new"), t.disposal_go())
        .field(Field::checks("chosen", t.disposal_chosen(), groups))
        .field(
            Field::text("decision", t.disposal_decision())
                .most(200)
                .help(t.disposal_decision_help())
                .value(one(sent, "decision")),
        )
        .field(Field::date("day", t.disposal_day()).value(one(sent, "day")))
        .field(
            Field::text("section", t.disposal_section())
                .most(200)
                .optional()
                .value(one(sent, "section")),
        )
        .dangerous(t.disposal_consequence())
        .cancel(format!("{here}/records"))
        .wrong(problems, t);
    let lead = if due.is_empty() { t.disposal_none() } else { t.disposal_lead() };
    Ok(shell.form_page(page, lead, form))
}
