//! Booking an evaluation: for whom, on which frameworks, when, and who leads it.

use crate::error::Answer;
use crate::evaluation::LIST;
use crate::form::{Field, Form};
use crate::organisation::under;
use crate::page::{self, Shell};
use crate::people::values;
use crate::plan::{VISIT, frameworks, municipalities, one};
use axum::extract::{Form as Sent, Path};
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;
use kompass_app::evaluation::{self, Booking, Imported};
use kompass_app::organisation::{self, Organisation};
use kompass_core::evaluation::Kind;
use kompass_core::{Error, Problem, Result};
use uuid::Uuid;

/// Days of the visit that are offered; more are added in the plan.
const DAYS: usize = 3;

/// What the form was sent with.
type Fields = Vec<(String, String)>;

/// `GET /organisations/{organisation}/evaluations/new`.
pub(crate) async fn new(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let there = organisation::get(&shell.app.installation, shell.caller(), id).await?;
    let municipality = there.code.iter().map(|_| there.name.clone()).collect();
    let fields =
        vec![("municipality".to_owned(), municipality), ("kind".to_owned(), "external".to_owned())];
    new_with(&shell, &there, &fields, &[])
}

/// `POST /organisations/{organisation}/evaluations/new`.
pub(crate) async fn book(shell: Shell, Path(id): Path<Uuid>, Sent(fields): Sent<Fields>) -> Answer {
    if one(&fields, "kind") == "imported" {
        // Of what others evaluated there is no team and no visit, but a source: it has a form of its own.
        let municipality = [("municipality", one(&fields, "municipality"))];
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(municipality)
            .finish();
        let to = format!("/organisations/{id}/evaluations/published?{query}");
        return Ok(Redirect::to(&to).into_response());
    }
    let booked = match booking(&fields) {
        Ok(booking) => {
            evaluation::book_by(&shell.app.installation, shell.caller(), id, &booking).await
        }
        Err(problems) => Err(Error::Invalid(problems)),
    };
    booked_or_mended(&shell, id, &fields, booked).await
}

async fn booked_or_mended(
    shell: &Shell,
    id: Uuid,
    fields: &Fields,
    booked: Result<Imported>,
) -> Answer {
    match booked {
        Ok(booked) => {
            page::done(&format!("{LIST}/{}/people/appoint", booked.id), "evaluation-booked")
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            let there = organisation::get(&shell.app.installation, shell.caller(), id).await?;
            new_with(shell, &there, fields, &problems)
        }
    }
}

/// What was typed, or which days are none.
fn booking(fields: &Fields) -> std::result::Result<Booking, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut day = |name: &str| -> Option<Date> {
        let text = values(fields, name).next().unwrap_or_default().trim();
        let day = text.parse().ok();
        if day.is_none() && (!text.is_empty() || name == "date") {
            problems.push(Problem::new(name, "this is no day", "").code("W10"));
        }
        day
    };
    let date = day("date");
    let visit = VISIT[..DAYS].iter().filter_map(|name| day(name)).collect();
    let kind = match one(fields, "kind") {
        "peer" => Kind::Peer,
        "self" => Kind::SelfEvaluation,
        _ => Kind::External,
    };
    let (lead, employer) = (one(fields, "lead").trim(), one(fields, "employer").trim());
    let second = one(fields, "second");
    match date {
        Some(date) if problems.is_empty() => Ok(Booking {
            municipality: one(fields, "municipality").to_owned(),
            framework: one(fields, "framework").to_owned(),
            second: (!second.is_empty()).then(|| second.to_owned()),
            kind,
            date,
            visit,
            lead: (!lead.is_empty()).then(|| format!("{lead}, {employer}")),
        }),
        _ => Err(problems),
    }
}

fn new_with(shell: &Shell, there: &Organisation, fields: &Fields, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.page(t.booking())?.under(under(shell, there));
    let frameworks = frameworks(shell);
    let mut second = vec![(String::new(), t.planning_second_none())];
    second.extend(frameworks.iter().cloned());
    let kinds = [
        ("external", Kind::External, t.booking_kind_external_help()),
        ("peer", Kind::Peer, t.booking_kind_peer_help()),
        ("self", Kind::SelfEvaluation, t.booking_kind_self_help()),
        ("imported", Kind::Imported, t.booking_kind_imported_help()),
    ];
    let kinds = kinds.map(|(word, kind, help)| (word.to_owned(), t.kind(kind), help));
    let typed = |name| one(fields, name);
    let municipality = Field::text("municipality", t.booking_municipality()).most(200);
    let here = format!("/organisations/{}", there.id);
    let mut form = Form::new(&page, format!("{here}/evaluations/new"), t.booking_go())
        .field(
            municipality
                .help(t.planning_municipality_help())
                .list(municipalities())
                .value(typed("municipality")),
        )
        .field(
            Field::choice("framework", t.booking_framework(), frameworks).value(typed("framework")),
        )
        .field(
            Field::choice("second", t.planning_second(), second)
                .optional()
                .help(t.planning_second_help())
                .value(typed("second")),
        )
        .field(Field::radios("kind", t.booking_kind(), kinds.into()).value(typed("kind")))
        .field(
            Field::date("date", t.booking_date()).help(t.booking_date_help()).value(typed("date")),
        );
    for (name, number) in VISIT[..DAYS].iter().zip(1_u64..) {
        let day = Field::date(name, t.planning_visit_day(number)).optional().value(typed(name));
        form = form.field(if number == 1 { day.help(t.planning_visit_help()) } else { day });
    }
    let lead = Field::text("lead", t.planning_lead()).most(200).optional();
    let employer = Field::text("employer", t.planning_lead_employer()).most(200).optional();
    let form = form
        .field(lead.help(t.planning_lead_help()).value(typed("lead")))
        .field(employer.value(typed("employer")))
        .cancel(here)
        .wrong(problems, t);
    Ok(shell.form_page(page, t.booking_lead(there.name.as_str()), form))
}
