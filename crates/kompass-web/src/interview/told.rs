//! What those who are interviewed are told: on their own page, and in a letter that the municipality sends on.

use super::{day, here};
use crate::error::Answer;
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::interview;
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use kompass_core::interview::Interview;
use kompass_core::{Error, format};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "interview/letter.html")]
struct Letter {
    page: Page,
    back: String,
    lead: String,
    slots: Vec<String>,
    told: Told,
}

/// What every interviewee is told.
pub(crate) struct Told {
    /// The parts in order, each with its heading and its points.
    pub(crate) parts: Vec<(String, Vec<String>)>,
    /// Areas of the framework with what they are about.
    pub(crate) areas: Vec<String>,
    /// Names of the groups.
    pub(crate) groups: Vec<String>,
}

impl Told {
    /// In words of our own, what the owner of the instrument tells interview groups, and how data is used here.
    pub(crate) fn of(
        t: &Texts,
        framework: &Framework,
        organisation: &str,
        terms: &interview::Terms,
    ) -> Self {
        let until = match terms.supplements_until {
            Some(until) => t.interview_told_supplement_until(format::date(until)),
            None => t.interview_told_supplement(),
        };
        let ask = if terms.contact.is_empty() {
            t.interview_told_ask(organisation)
        } else {
            t.interview_told_ask_contact(terms.contact.as_str(), organisation)
        };
        let parts = vec![
            (
                t.interview_told_before(),
                vec![
                    t.interview_told_practice(),
                    t.interview_told_effect(),
                    t.interview_told_snapshot(),
                    t.interview_told_short(),
                    t.interview_told_some(),
                    t.interview_told_unknown(),
                    until,
                ],
            ),
            (
                t.interview_told_sought(),
                vec![
                    t.interview_told_strategy(),
                    t.interview_told_scope(),
                    t.interview_told_results(),
                ],
            ),
            (
                t.interview_told_use(),
                vec![
                    t.interview_told_whole(),
                    t.interview_told_nobody(),
                    t.interview_told_feedback(),
                ],
            ),
            (
                t.interview_told_public(),
                vec![
                    t.interview_told_notes(),
                    t.interview_told_supplements(),
                    t.interview_told_report(),
                ],
            ),
            (
                t.interview_told_data(),
                vec![
                    t.interview_told_data_what(),
                    t.interview_told_data_who(),
                    t.interview_told_data_long(organisation),
                    ask,
                ],
            ),
        ];
        let areas = framework.areas.iter();
        let groups = framework.groups.iter();
        Self {
            parts,
            areas: areas.map(|it| format!("{}. {}", it.number, it.title.get(t.lang()))).collect(),
            groups: groups.map(|it| it.title.get(t.lang()).to_owned()).collect(),
        }
    }
}

/// `GET /evaluations/{evaluation}/interviews/letter/{group}`.
pub(crate) async fn letter(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let visit = interview::visit(installation, caller, id).await?;
    let framework = &visit.seen.framework;
    let found = framework.groups.iter().find(|group| group.code == code);
    let Some(group) = found else { return Err(Error::not_found("group", code, "").into()) };
    let organisation = interview::organisation(installation, &visit).await?;
    let head = &visit.seen.head;
    let own = |it: &&Interview| it.counts() && it.group == code;
    let slots = visit.plan.interviews.iter().filter(own);
    Ok(page::html(&Letter {
        page: shell.evaluation_page(head, t.interview_letter(group.title.get(t.lang())))?,
        back: here(id),
        lead: t.interview_letter_lead(head.municipality.as_str(), organisation.as_str(), head.year),
        slots: slots.map(|it| slot(t, it)).collect(),
        told: Told::of(t, framework, &organisation, &visit.planned.terms),
    }))
}

/// When and where, on one line.
fn slot(t: &Texts, slot: &Interview) -> String {
    let all = [day(t, slot), slot.hours(t.lang()), slot.room.clone()];
    all.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}
