//! The steps of an evaluation: how far it has come, what the next one needs, and taking it or going back.

use crate::error::{self, Answer};
use crate::evaluation::LIST;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::access::Scope;
use kompass_app::evaluation::{self, Head, Next, Steps, Taken};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::lifecycle::{Requirement, Standing};
use kompass_core::evaluation::{Kind, State};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem, Result, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "steps/steps.html")]
struct StepsPage {
    page: Page,
    next: Option<NextStep>,
    ended: bool,
    line: Vec<Entry>,
    log: Vec<Row>,
    back: Vec<Link>,
}

struct NextStep {
    heading: String,
    needs: Vec<Need>,
    /// The second framework with what it needs besides.
    second: Option<(String, Vec<Need>)>,
    /// The step, once everything is in place and the caller may take it.
    go: Option<Link>,
    /// Later steps that the caller may go to at once.
    skips: Vec<Link>,
    note: String,
}

/// Something that must hold, with how it stands.
pub(crate) struct Need {
    pub(crate) words: String,
    /// Who or what stands in the way.
    pub(crate) names: String,
    pub(crate) standing: String,
    /// `good`, `waits`, or nothing where it is not told yet.
    pub(crate) tone: &'static str,
    pub(crate) sign: &'static str,
    /// Where it is put right.
    pub(crate) mend: Option<Link>,
}

/// A state on the timeline.
pub(crate) struct Entry {
    pub(crate) label: String,
    pub(crate) about: String,
    pub(crate) when: String,
    /// `past`, `here`, or nothing for what is to come.
    pub(crate) place: &'static str,
}

struct Row {
    when: String,
    what: String,
    who: String,
    why: String,
}

#[derive(Deserialize)]
pub(crate) struct Sending {
    from: String,
    #[serde(default)]
    reason: String,
}

/// `GET /evaluations/{evaluation}/steps`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let t = shell.texts();
    let steps = evaluation::steps_for(&shell.app.installation, shell.caller(), id).await?;
    let page = shell.evaluation_page(&steps.head, t.steps_page())?;
    let here = format!("{LIST}/{id}/steps");
    let next = steps.next.as_ref().map(|next| next_step(&shell, &page, &steps.head, next));
    let back = |to: &State| Link::to(t.steps_back_to(t.state(*to)), format!("{here}/back/{to}"));
    Ok(page::html(&StepsPage {
        next,
        ended: steps.head.state == State::Closed,
        line: line(&shell, &steps),
        log: steps.taken.iter().map(|it| row(&shell, it)).collect(),
        back: steps.back.iter().map(back).collect(),
        page,
    }))
}

/// `GET /evaluations/{evaluation}/steps/forward/{state}`.
pub(crate) async fn confirm_forward(shell: Shell, Path((id, to)): Path<(Uuid, String)>) -> Answer {
    let (to, head) = asked(&shell, id, &to).await?;
    forward_with(&shell, &head, to, &[])
}

/// `POST /evaluations/{evaluation}/steps/forward/{state}`.
pub(crate) async fn forward(
    shell: Shell,
    Path((id, to)): Path<(Uuid, String)>,
    Sent(sent): Sent<Sending>,
) -> Answer {
    let (to, head) = asked(&shell, id, &to).await?;
    let from = state(&sent.from)?;
    match evaluation::step_by(&shell.app.installation, shell.caller(), id, from, to, "").await {
        Ok(()) => page::done(&after(&shell, id).await?, "step-forward"),
        Err(error) => forward_with(&shell, &head, to, &page::mendable(error)?),
    }
}

/// `GET /evaluations/{evaluation}/steps/back/{state}`.
pub(crate) async fn confirm_back(shell: Shell, Path((id, to)): Path<(Uuid, String)>) -> Answer {
    let (to, head) = asked(&shell, id, &to).await?;
    back_with(&shell, &head, to, "", &[])
}

/// `POST /evaluations/{evaluation}/steps/back/{state}`.
pub(crate) async fn back(
    shell: Shell,
    Path((id, to)): Path<(Uuid, String)>,
    Sent(sent): Sent<Sending>,
) -> Answer {
    let (to, head) = asked(&shell, id, &to).await?;
    let (from, reason) = (state(&sent.from)?, sent.reason.as_str());
    let installation = &shell.app.installation;
    match evaluation::step_by(installation, shell.caller(), id, from, to, reason).await {
        Ok(()) => page::done(&after(&shell, id).await?, "step-back"),
        Err(error) => {
            let mut problems = page::mendable(error)?;
            for problem in problems.iter_mut().filter(|it| it.code == "L19") {
                "reason".clone_into(&mut problem.place);
            }
            back_with(&shell, &head, to, reason, &problems)
        }
    }
}

/// Where somebody is led after a step: who returned an evaluation may not see its steps any more.
async fn after(shell: &Shell, id: Uuid) -> Result<String> {
    let head = evaluation::head(&shell.app.installation, id).await?;
    let sees = shell.may(Resource::StepBack, Action::Read, &Scope::Evaluation(&head));
    Ok(if sees { format!("{LIST}/{id}/steps") } else { format!("{LIST}/{id}") })
}

async fn asked(shell: &Shell, id: Uuid, to: &str) -> Result<(State, Head)> {
    Ok((state(to)?, evaluation::head(&shell.app.installation, id).await?))
}

fn state(code: &str) -> Result<State> {
    let found = State::ALL.into_iter().find(|state| state.to_string() == code);
    found.ok_or_else(|| Error::not_found("state", code, ""))
}

fn forward_with(shell: &Shell, head: &Head, to: State, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = under(shell, head, t.steps_forward_heading(t.state(to)))?;
    let (here, lead) = (format!("{LIST}/{}/steps", head.id), means(t, to));
    let form = Form::new(&page, format!("{here}/forward/{to}"), t.steps_go(t.state(to)))
        .field(Field::hidden("from", head.state.to_string()))
        .cancel(here)
        .wrong(problems, t);
    Ok(shell.form_page(page, lead, form))
}

fn back_with(shell: &Shell, head: &Head, to: State, reason: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = under(shell, head, t.steps_back_heading(t.state(to)))?;
    let here = format!("{LIST}/{}/steps", head.id);
    // In the order in which it was done; each step back undoes what lies after it.
    let mut undone = vec![t.steps_back_kept()];
    undone.extend((to <= State::Scoring).then(|| t.steps_back_locks()));
    undone.extend(
        (to <= State::Review && head.state >= State::Review).then(|| t.steps_back_review()),
    );
    undone.extend(
        (to <= State::FactCheck && head.state >= State::FactCheck)
            .then(|| t.steps_back_fact_check()),
    );
    let why = Field::lines("reason", t.steps_back_reason()).most(2000);
    let form = Form::new(&page, format!("{here}/back/{to}"), t.steps_back_to(t.state(to)))
        .field(why.help(t.steps_back_reason_help()).value(reason))
        .field(Field::hidden("from", head.state.to_string()))
        .dangerous(undone.join(" "))
        .cancel(here)
        .wrong(problems, t);
    Ok(shell.form_page(page, t.steps_back_lead(), form))
}

fn under(shell: &Shell, head: &Head, heading: String) -> Result<Page> {
    shell.evaluation_page(head, heading)
}

fn next_step(shell: &Shell, page: &Page, head: &Head, next: &Next) -> NextStep {
    let t = shell.texts();
    let here = format!("{LIST}/{}/steps/forward", head.id);
    let need = |it: &Requirement| Need::of(shell, page, head, it);
    let (first, later) = match next.may.split_first() {
        Some((first, later)) => (Some(*first), later),
        None => (None, &[][..]),
    };
    let ready = next.ready();
    let go = |to: State, words: String| Link::to(words, format!("{here}/{to}"));
    // A report that is judged here is delivered on its own page.
    let skips = |to: &&State| **to != State::Delivered || head.kind == Kind::Imported;
    NextStep {
        heading: t.steps_next(t.state(next.to)),
        needs: next.requirements.iter().map(need).collect(),
        second: next.second.as_ref().map(|(framework, needs)| {
            let title = framework.title.get(shell.lang());
            (t.steps_second(title), needs.iter().map(need).collect())
        }),
        go: first.filter(|_| ready).map(|to| go(to, t.steps_go(t.state(to)))),
        skips: later.iter().filter(skips).map(|to| go(*to, t.steps_skip(t.state(*to)))).collect(),
        note: match (ready, first) {
            (true, Some(to)) => means(t, to),
            (true, None) => t.steps_ready_wait(),
            (false, _) => t.steps_not_ready(),
        },
    }
}

impl Need {
    fn of(shell: &Shell, page: &Page, head: &Head, requirement: &Requirement) -> Self {
        let t = shell.texts();
        let words = error::words(&Problem::new("", "", "").code(requirement.code), t);
        let (standing, tone, sign) = match requirement.standing {
            Standing::Holds => (t.steps_holds(), "good", "✓"),
            Standing::Missing(_) => (t.steps_missing(), "waits", "!"),
            Standing::Hidden => (t.steps_hidden(), "", "…"),
        };
        let names = match &requirement.standing {
            // Comments are counted, not named.
            Standing::Missing(count) if requirement.code == "L14" => {
                t.steps_unanswered(count.concat().parse().unwrap_or(0))
            }
            Standing::Missing(names) => format::list(shell.lang(), names),
            _ => String::new(),
        };
        let missing = requirement.standing != Standing::Holds;
        let mend = if missing { mend(shell, page, head, requirement.code) } else { None };
        Self { words, names, standing, tone, sign, mend }
    }
}

/// Where something is put right, for those who may go there.
fn mend(shell: &Shell, page: &Page, head: &Head, code: &str) -> Option<Link> {
    let (t, own) = (shell.texts(), format!("{LIST}/{}", head.id));
    let may = |resource, action| shell.may(resource, action, &Scope::Evaluation(head));
    let path = match code {
        "L01" | "L02" | "L06" if may(Resource::Head, Action::Write) => {
            return Some(Link::to(t.steps_mend(t.planning()), format!("{own}/plan")));
        }
        "L03" | "L11" if may(Resource::Team, Action::Write) => {
            return Some(Link::to(t.steps_mend(t.team_appoint()), format!("{own}/people/appoint")));
        }
        "L03" | "L04" | "L05" | "L11" => "/people",
        "L16" | "L17" if may(Resource::Published, Action::Write) => {
            let label = t.steps_mend(t.published_result());
            return Some(Link::to(label, format!("{own}/published")));
        }
        "L07" => "/interviews",
        "L08" | "L09" => "/scoring",
        "L10" => "/consensus",
        "L12" => "/review",
        "L13" | "L14" => "/fact-check",
        "L15" => "/report",
        _ => return None,
    };
    let sections = page.frame.iter().flat_map(|frame| &frame.sections);
    let place = sections.into_iter().find(|it| it.href == format!("{own}{path}"))?;
    Some(Link::to(t.steps_mend(place.label.as_str()), place.href.clone()))
}

/// The ten states with when each was entered last, as far as that is known.
fn line(shell: &Shell, steps: &Steps) -> Vec<Entry> {
    let t = shell.texts();
    // What lies before the first step that was noted was done elsewhere; what was not entered since was left out.
    let first = steps.taken.first();
    let before =
        |state: State| first.is_none_or(|it| it.from.map_or(state < it.to, |from| state <= from));
    let entry = |state: State| {
        let entered = steps.taken.iter().rev().find(|it| it.to == state);
        let (place, otherwise) = if state < steps.head.state {
            ("past", if before(state) { t.steps_before() } else { t.steps_skipped() })
        } else if state == steps.head.state {
            ("here", t.steps_here())
        } else {
            ("", t.steps_later())
        };
        let when = match entered.filter(|_| !place.is_empty()) {
            Some(Taken { at, by: Some(name), .. }) => {
                t.steps_entered_by(shell.moment(*at), name.as_str())
            }
            Some(Taken { at, .. }) => t.steps_entered(shell.moment(*at)),
            None => otherwise,
        };
        Entry { label: t.state(state), about: about(t, state), when, place }
    };
    State::ALL.into_iter().map(entry).collect()
}

fn row(shell: &Shell, taken: &Taken) -> Row {
    let t = shell.texts();
    Row {
        when: shell.moment(taken.at),
        what: match taken.from {
            Some(from) => t.steps_from_to(t.state(from), t.state(taken.to)),
            None => t.steps_made(t.state(taken.to)),
        },
        who: taken.by.clone().unwrap_or_else(|| t.steps_by_machine()),
        why: taken.reason.clone(),
    }
}

/// What is done in a state.
pub(crate) fn about(t: &Texts, state: State) -> String {
    match state {
        State::Planned => t.steps_about_planned(),
        State::Preparation => t.steps_about_preparation(),
        State::Interviews => t.steps_about_interviews(),
        State::Scoring => t.steps_about_scoring(),
        State::Consensus => t.steps_about_consensus(),
        State::Review => t.steps_about_review(),
        State::FactCheck => t.steps_about_fact_check(),
        State::Delivered => t.steps_about_delivered(),
        State::FollowUp => t.steps_about_follow_up(),
        State::Closed => t.steps_about_closed(),
    }
}

/// What changes when a state is entered.
fn means(t: &Texts, to: State) -> String {
    match to {
        State::Planned => t.steps_about_planned(),
        State::Preparation => t.steps_means_preparation(),
        State::Interviews => t.steps_means_interviews(),
        State::Scoring => t.steps_means_scoring(),
        State::Consensus => t.steps_means_consensus(),
        State::Review => t.steps_means_review(),
        State::FactCheck => t.steps_means_fact_check(),
        State::Delivered => t.steps_means_delivered(),
        State::FollowUp => t.steps_means_follow_up(),
        State::Closed => t.steps_means_closed(),
    }
}
