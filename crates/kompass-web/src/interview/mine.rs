//! The page of an interviewee: their own interview, what they are told, and what they add afterwards.

use super::told::Told;
use super::{Fields, day, group, one, standing};
use crate::download;
use crate::error::Answer;
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::body::Body;
use axum::extract::Form as Sent;
use kompass_app::interview::{self, Mine};
use kompass_app::reason;
use kompass_app::start;
use kompass_app::supplement::{self, Supplement};
use kompass_core::access::{Action, Resource, Role, may_in};
use kompass_core::interview::Standing;
use kompass_core::{Error, Problem, format};

/// Where this page is.
const HERE: &str = "/my-part";

#[derive(Template)]
#[template(path = "interview/mine.html")]
struct MyInterview {
    page: Page,
    lead: String,
    /// Why there is nothing to see now.
    closed: String,
    group: String,
    slots: Vec<Slot>,
    told: Option<Told>,
    /// Where something can be added; `None` before and after.
    form: Option<Form>,
    own: Vec<Added>,
    data: String,
    until: String,
}

struct Slot {
    day: String,
    time: String,
    room: String,
    state: String,
    tone: &'static str,
    /// True if it was moved or called off since it was first told.
    changed: bool,
    cancelled: bool,
}

/// Something that was added.
pub(super) struct Added {
    at: String,
    late: bool,
    text: String,
}

/// The page.
pub(crate) async fn part(shell: &Shell) -> Answer {
    part_with(shell, "", &[]).await
}

/// `POST /my-part/supplement`.
pub(crate) async fn add_own(shell: Shell, Sent(fields): Sent<Fields>) -> Answer {
    let text = one(&fields, "text");
    match supplement::add_own(&shell.app.installation, shell.caller(), text).await {
        Ok(_) => page::done(HERE, "supplement-added"),
        Err(error) => part_with(&shell, text, &page::mendable(error)?).await,
    }
}

/// `GET /my-part/interview.ics`.
pub(crate) async fn part_calendar(shell: Shell) -> Answer {
    let t = shell.texts();
    let mine = interview::mine(&shell.app.installation, shell.caller()).await?;
    let place = format!("{} {}", mine.head.municipality, mine.head.year);
    let summary = t.interview_calendar_mine(mine.head.municipality.as_str());
    let about = t.interview_calendar_told(mine.organisation.as_str());
    let events = mine.interviews.iter().map(|kept| (kept, summary.clone(), about.clone()));
    let file = interview::calendar::file(&t.interview_calendar(place), events)?;
    Ok(download::answer("intervju.ics", file.len() as u64, Body::from(file)))
}

async fn part_with(shell: &Shell, text: &str, problems: &[Problem]) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let link = caller.link.as_ref().ok_or_else(|| reason::SIGN_IN_FIRST.forbidden())?;
    let page = shell.page(t.my_part_interview())?;
    let part = start::part(installation, caller).await?;
    let mine = match interview::mine(installation, caller).await {
        Ok(mine) => Some(mine),
        Err(Error::Forbidden(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let who = [link.name.as_str(), link.email.as_str()].into_iter().filter(|it| !it.is_empty());
    let lead = part.seen.as_ref();
    let lead = lead.map(|seen| t.my_part_lead(&seen.head.municipality, seen.head.year));
    let mut shown = MyInterview {
        lead: lead.unwrap_or_default(),
        closed: match (&part.seen, &mine) {
            (_, Some(_)) => String::new(),
            (Some(_), None) => t.my_part_over(),
            (None, None) => t.my_part_not_now(),
        },
        group: String::new(),
        slots: Vec::new(),
        told: None,
        form: None,
        own: Vec::new(),
        data: t.my_part_data_kept(who.collect::<Vec<_>>().join(", ")),
        until: t.my_part_link_until(shell.moment(link.expires_at)),
        page,
    };
    if let Some(mine) = &mine {
        shown.fill(shell, mine);
        let adds = |action| {
            let Mine { head, .. } = mine;
            may_in(Role::Interviewee, Resource::OwnSupplements, action, head.state, head.kind)
        };
        if adds(Action::Read) {
            let own = supplement::own(installation, caller).await?;
            shown.own = own.iter().map(|it| Added::of(shell, it)).collect();
        }
        if adds(Action::Write) {
            let help = match mine.terms.supplements_until {
                Some(until) => t.supplement_own_until(format::date(until)),
                None => t.supplement_own_open(),
            };
            let field = Field::lines("text", t.supplement_own_text()).most(10_000);
            let form = Form::new(&shown.page, format!("{HERE}/supplement"), t.supplement_own_go())
                .field(field.help(help).value(text));
            shown.form = Some(form.wrong(problems, t));
        }
    }
    let wrong = !problems.is_empty();
    Ok(page::html_or_wrong(&shown, wrong))
}

impl MyInterview {
    fn fill(&mut self, shell: &Shell, mine: &Mine) {
        let t = shell.texts();
        let slot = |it: &interview::Kept<kompass_core::interview::Interview>| {
            let (state, tone) = standing(t, &it.value);
            Slot {
                day: day(t, &it.value),
                time: it.value.hours(t.lang()),
                room: it.value.room.clone(),
                changed: it.value.moved > 0,
                cancelled: it.value.standing == Standing::Cancelled,
                // How many came is not for them.
                state: if it.value.standing == Standing::Held {
                    t.interview_state_over()
                } else {
                    state
                },
                tone,
            }
        };
        let code = mine.interviews.first().map(|it| it.value.group.as_str());
        let code = code.or(mine.group.as_deref()).unwrap_or_default();
        self.group = group(t, &mine.framework, code);
        self.slots = mine.interviews.iter().map(slot).collect();
        self.told = Some(Told::of(t, &mine.framework, &mine.organisation, &mine.terms));
    }
}

impl Added {
    pub(super) fn of(shell: &Shell, supplement: &Supplement) -> Self {
        Self {
            at: shell.moment(supplement.at),
            late: supplement.late,
            text: supplement.text.clone(),
        }
    }
}
