//! What was added after the interviews, and what the lead ruled about what came late.

use super::{Fields, here, label, one, version};
use crate::conflict::{self, Choice};
use crate::error::{self, Answer};
use crate::evaluation::sees;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::interview::{self, Visit};
use kompass_app::supplement::{self, Supplement};
use kompass_core::access::{Action, Resource};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem, Result, format};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "interview/supplements.html")]
struct Supplements {
    page: Page,
    here: String,
    until: String,
    /// True if this caller adds for the municipality.
    adds: bool,
    /// True if this caller rules.
    rules: bool,
    rows: Vec<Row>,
}

struct Row {
    id: Uuid,
    name: String,
    at: String,
    interview: String,
    text: String,
    late: bool,
    /// What was ruled; `None` while nothing was, or for those who may not know.
    ruling: Option<(String, String)>,
    /// True if a ruling is missing, and this caller may know.
    waits: bool,
}

/// `GET /evaluations/{evaluation}/interviews/supplements`.
pub(crate) async fn supplements(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let visit = interview::visit(installation, caller, id).await?;
    let may = |resource, action| sees(&visit.seen, resource, action);
    let there = supplement::list(installation, caller, &visit.seen.head).await?;
    let knows = may(Resource::SupplementRulings, Action::Read);
    let row = |it: &Supplement| Row {
        id: it.id,
        name: it.name.clone(),
        at: shell.moment(it.at),
        interview: of_interview(t, &visit, it),
        text: it.text.clone(),
        late: it.late,
        ruling: it.ruling.as_ref().map(|ruling| {
            let said = if ruling.considered {
                t.supplement_considered()
            } else {
                t.supplement_not_considered()
            };
            (said, ruling.reason.clone())
        }),
        waits: knows && it.late && it.ruling.is_none(),
    };
    Ok(page::html(&Supplements {
        page: shell.evaluation_page(&visit.seen.head, t.supplement_list())?,
        until: match visit.planned.terms.supplements_until {
            Some(until) => t.interview_terms_until(format::date(until)),
            None => t.interview_terms_open(),
        },
        adds: may(Resource::Supplements, Action::Write),
        rules: may(Resource::SupplementRulings, Action::Write),
        rows: there.iter().map(row).collect(),
        here: format!("{}/supplements", here(id)),
    }))
}

/// `GET /evaluations/{evaluation}/interviews/supplements/new`.
pub(crate) async fn new_supplement(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let visit = interview::visit(&shell.app.installation, shell.caller(), id).await?;
    add_form(&shell, &visit, &Fields::new(), &[])
}

/// `POST /evaluations/{evaluation}/interviews/supplements/new`.
pub(crate) async fn add_supplement(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let slot = match one(&fields, "interview") {
        "" => None,
        given => Some(given.parse().map_err(|_| Error::not_found("interview", given, ""))?),
    };
    match supplement::add(installation, caller, id, slot, one(&fields, "text")).await {
        Ok(_) => page::done(&format!("{}/supplements", here(id)), "supplement-added"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let visit = interview::visit(installation, caller, id).await?;
            add_form(&shell, &visit, &fields, &problems)
        }
    }
}

/// `GET /evaluations/{evaluation}/interviews/supplements/{supplement}`.
pub(crate) async fn ask_ruling(shell: Shell, Path((id, which)): Path<(Uuid, Uuid)>) -> Answer {
    let (visit, there) = late(&shell, id, which).await?;
    let ruling = there.ruling.as_ref();
    let chosen = ruling.map_or("", |it| if it.considered { "yes" } else { "no" });
    let fields = vec![
        ("considered".to_owned(), chosen.to_owned()),
        ("reason".to_owned(), ruling.map(|it| it.reason.clone()).unwrap_or_default()),
        ("version".to_owned(), there.version.to_string()),
    ];
    ruling_form(&shell, &visit, &there, &fields, &[])
}

/// `POST /evaluations/{evaluation}/interviews/supplements/{supplement}`.
pub(crate) async fn rule(
    shell: Shell,
    Path((id, which)): Path<(Uuid, Uuid)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let considered = match one(&fields, "considered") {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(error::invalid("IN23", "considered", "say whether it was considered")),
    };
    let ruled = match considered {
        Ok(considered) => {
            let (why, version) = (one(&fields, "reason"), version(&fields)?);
            supplement::rule(installation, caller, id, which, version, considered, why).await
        }
        Err(error) => Err(error),
    };
    match ruled {
        Ok(()) => page::done(&format!("{}/supplements", here(id)), "saved"),
        Err(error) => {
            let (visit, there) = late(&shell, id, which).await?;
            if matches!(error, Error::Conflict(_)) {
                return differs(&shell, &visit, &there, &fields);
            }
            ruling_form(&shell, &visit, &there, &fields, &page::mendable(error)?)
        }
    }
}

/// Somebody else ruled meanwhile: both rulings are shown.
fn differs(shell: &Shell, visit: &Visit, there: &Supplement, mine: &Fields) -> Answer {
    let (t, ruling) = (shell.texts(), there.ruling.as_ref());
    let words = |considered: bool| match considered {
        true => t.supplement_considered(),
        false => t.supplement_not_considered(),
    };
    let considered = Choice {
        label: t.supplement_ruling(),
        mine: words(one(mine, "considered") == "yes"),
        theirs: ruling.map_or_else(String::new, |it| words(it.considered)),
    };
    let reason = conflict::Text {
        name: "reason",
        label: t.supplement_reason(),
        mine: one(mine, "reason"),
        theirs: ruling.map_or("", |it| it.reason.as_str()),
    };
    let others = ["considered", "reason"].map(|name| (name, one(mine, name).to_owned()));
    let back = format!("{}/supplements", here(visit.seen.head.id));
    let page = shell.evaluation_page(&visit.seen.head, t.supplement_rule_heading())?;
    let (action, changed) = (format!("{back}/{}", there.id), (vec![considered], vec![reason]));
    conflict::fields(shell, page, action, back, there.version, changed, others.into())
}

/// A supplement that came late; no other needs a ruling.
async fn late(shell: &Shell, id: Uuid, which: Uuid) -> Result<(Visit, Supplement)> {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let visit = interview::visit(installation, caller, id).await?;
    let there = supplement::list(installation, caller, &visit.seen.head).await?;
    let found = there.into_iter().find(|it| it.id == which && it.late);
    let found = found.ok_or_else(|| Error::not_found("supplement", which, ""))?;
    Ok((visit, found))
}

fn add_form(shell: &Shell, visit: &Visit, fields: &Fields, problems: &[Problem]) -> Answer {
    let (t, own) = (shell.texts(), format!("{}/supplements", here(visit.seen.head.id)));
    let page =
        shell.evaluation_page(&visit.seen.head, t.supplement_new())?.under_more([up(t, &own)]);
    let mut slots = vec![(String::new(), t.supplement_no_interview())];
    let counting = visit.plan.interviews.iter().filter(|it| it.counts());
    slots.extend(counting.map(|it| (it.id.to_string(), label(t, &visit.seen.framework, it))));
    let form = Form::new(&page, format!("{own}/new"), t.supplement_own_go())
        .field(
            Field::choice("interview", t.supplement_interview(), slots)
                .value(one(fields, "interview")),
        )
        .field(
            Field::lines("text", t.supplement_own_text()).most(10_000).value(one(fields, "text")),
        )
        .cancel(own)
        .wrong(problems, t);
    Ok(shell.form_page(page, t.supplement_new_lead(), form))
}

fn ruling_form(
    shell: &Shell,
    visit: &Visit,
    there: &Supplement,
    fields: &Fields,
    problems: &[Problem],
) -> Answer {
    let (t, own) = (shell.texts(), format!("{}/supplements", here(visit.seen.head.id)));
    let page = shell
        .evaluation_page(&visit.seen.head, t.supplement_rule_heading())?
        .under_more([up(t, &own)]);
    let answers = [("yes", t.supplement_considered()), ("no", t.supplement_not_considered())];
    let answers = answers.map(|(value, words)| (value.to_owned(), words, String::new()));
    let form = Form::new(&page, format!("{own}/{}", there.id), t.interview_save())
        .field(
            Field::radios("considered", t.supplement_ruling(), answers.into())
                .value(one(fields, "considered")),
        )
        .field(
            Field::lines("reason", t.supplement_reason())
                .most(10_000)
                .help(t.supplement_reason_help())
                .value(one(fields, "reason")),
        )
        .field(Field::hidden("version", one(fields, "version")))
        .cancel(own)
        .wrong(problems, t);
    let lead = t.supplement_rule_lead(there.name.as_str(), there.text.as_str());
    Ok(shell.form_page(page, lead, form))
}

fn up(t: &Texts, own: &str) -> Link {
    Link::to(t.supplement_list(), own)
}

fn of_interview(t: &Texts, visit: &Visit, supplement: &Supplement) -> String {
    let slot = supplement.interview.and_then(|id| visit.plan.interview(id));
    slot.map_or_else(String::new, |slot| label(t, &visit.seen.framework, slot))
}
