//! The interviews of a visit: the plan by day, and each slot planned, moved, held and called off.

mod live;
mod mine;
mod person;
mod supplement;
mod told;
mod words;

pub(crate) use live::{add_note, correct, show};
pub(crate) use mine::{add_own, part, part_calendar};
pub(crate) use person::{
    ask_removal, edit_person, invite_all, list_person, new_person, remove_person, save_person,
};
pub(crate) use supplement::{add_supplement, ask_ruling, new_supplement, rule, supplements};
pub(crate) use told::letter;

use crate::conflict::{self, Choice};
use crate::download;
use crate::error::{self, Answer};
use crate::evaluation::{name, sees};
use crate::form::{CheckBox, Checks, Field, Form};
use crate::page::{self, Link, Page, Shell};
use crate::people::values;
use askama::Template;
use axum::body::Body;
use axum::extract::{Form as Sent, Path};
use jiff::civil::Time;
use kompass_app::interview::{self, Kept, Slot, Terms, Visit};
use kompass_core::access::{Action, Resource};
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use kompass_core::interview::guide::Coverage;
use kompass_core::interview::{Interview, Person, Standing};
use kompass_core::{Error, Lang, Problem, Result, format};
use uuid::Uuid;
use words::{day, evaluators, group, label, names, question, side, standing, warning};

/// What a form was sent with.
type Fields = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "interview/list.html")]
struct List {
    page: Page,
    here: String,
    /// True if this caller plans.
    plans: bool,
    days: Vec<Day>,
    warnings: Vec<String>,
    people: Vec<Row>,
    /// Letters to the groups.
    letters: Vec<Link>,
    /// What is asked and what is not; `None` for those who may not know.
    coverage: Option<Covered>,
    supplements: Option<String>,
    until: String,
}

struct Day {
    heading: String,
    slots: Vec<Listed>,
}

/// A slot in the plan.
struct Listed {
    href: String,
    time: String,
    group: String,
    room: String,
    evaluators: String,
    people: String,
    state: String,
    tone: &'static str,
}

struct Row {
    href: String,
    name: String,
    title: String,
    side: String,
    interviews: String,
    manager: String,
}

/// What nobody has been asked yet.
struct Covered {
    summary: String,
    areas: Vec<CoveredArea>,
}

struct CoveredArea {
    heading: String,
    count: String,
    open: Vec<OpenQuestion>,
}

struct OpenQuestion {
    title: String,
    can: String,
}

/// `GET /evaluations/{evaluation}/interviews`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let visit = interview::visit(installation, caller, id).await?;
    let may = |resource, action| sees(&visit.seen, resource, action);
    let here = here(id);
    let mut days: Vec<Day> = Vec::new();
    for kept in &visit.planned.interviews {
        let heading = day(t, &kept.value);
        if days.last().is_none_or(|day| day.heading != heading) {
            days.push(Day { heading, slots: Vec::new() });
        }
        if let Some(day) = days.last_mut() {
            day.slots.push(Listed::of(t, &visit, &kept.value, &here));
        }
    }
    // Before anything is planned nobody could have been asked, and nobody is left to be.
    let coverage = if may(Resource::Notes, Action::Read)
        && visit.plan.interviews.iter().any(Interview::counts)
    {
        let (_, notes) = interview::live(installation, caller, &visit).await?;
        Some(Covered::of(t, &visit.seen.framework, &visit.coverage(&notes)))
    } else {
        None
    };
    let letter =
        |it: &String| Link::to(group(t, &visit.seen.framework, it), format!("{here}/letter/{it}"));
    let supplements = may(Resource::Supplements, Action::Read);
    Ok(page::html(&List {
        page: shell.evaluation_page(&visit.seen.head, t.interview_list())?,
        plans: may(Resource::Schedule, Action::Write),
        days,
        warnings: visit.plan.warnings().iter().map(|it| warning(t, &visit, it)).collect(),
        people: visit.plan.people.iter().map(|it| Row::of(t, &visit, it, &here)).collect(),
        letters: visit.plan.groups.iter().map(letter).collect(),
        coverage,
        supplements: supplements.then(|| format!("{here}/supplements")),
        until: match visit.planned.terms.supplements_until {
            Some(until) => t.interview_terms_until(format::date(until)),
            None => t.interview_terms_open(),
        },
        here,
    }))
}

/// `GET /evaluations/{evaluation}/interviews/new`.
pub(crate) async fn new(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let visit = interview::visit(&shell.app.installation, shell.caller(), id).await?;
    slot_form(&shell, &visit, None, &Fields::new(), &[])
}

/// `POST /evaluations/{evaluation}/interviews/new`.
pub(crate) async fn plan(shell: Shell, Path(id): Path<Uuid>, Sent(fields): Sent<Fields>) -> Answer {
    save(&shell, id, None, &fields).await
}

/// `GET /evaluations/{evaluation}/interviews/{interview}/edit`.
pub(crate) async fn edit(shell: Shell, Path((id, slot)): Path<(Uuid, Uuid)>) -> Answer {
    let visit = interview::visit(&shell.app.installation, shell.caller(), id).await?;
    let kept = visit.interview(slot)?;
    slot_form(&shell, &visit, Some(slot), &typed(shell.lang(), kept), &[])
}

/// `POST /evaluations/{evaluation}/interviews/{interview}/edit`.
pub(crate) async fn change(
    shell: Shell,
    Path((id, slot)): Path<(Uuid, Uuid)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    save(&shell, id, Some(slot), &fields).await
}

/// `GET /evaluations/{evaluation}/interviews/{interview}/cancel`.
pub(crate) async fn ask_cancel(shell: Shell, Path((id, slot)): Path<(Uuid, Uuid)>) -> Answer {
    let (t, visit) =
        (shell.texts(), interview::visit(&shell.app.installation, shell.caller(), id).await?);
    let kept = visit.interview(slot)?;
    let page = under_slot(&shell, &visit, &kept.value, t.interview_cancel())?;
    let own = format!("{}/{slot}", here(id));
    let form = Form::new(&page, format!("{own}/cancel"), t.interview_cancel_go())
        .field(Field::hidden("version", kept.version.to_string()))
        .dangerous(t.interview_cancel_consequence())
        .cancel(own);
    Ok(shell.form_page(page, label(t, &visit.seen.framework, &kept.value), form))
}

/// `POST /evaluations/{evaluation}/interviews/{interview}/cancel`.
pub(crate) async fn cancel(
    shell: Shell,
    Path((id, slot)): Path<(Uuid, Uuid)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let version = version(&fields)?;
    interview::cancel(&shell.app.installation, shell.caller(), id, slot, version).await?;
    page::done(&format!("{}/{slot}", here(id)), "interview-cancelled")
}

/// `GET /evaluations/{evaluation}/interviews/{interview}/held`.
pub(crate) async fn ask_held(shell: Shell, Path((id, slot)): Path<(Uuid, Uuid)>) -> Answer {
    let visit = interview::visit(&shell.app.installation, shell.caller(), id).await?;
    let kept = visit.interview(slot)?;
    let people = match kept.value.standing {
        Standing::Held => kept.value.met.to_string(),
        _ => match visit.plan.people_of(slot).count() {
            0 => String::new(),
            listed => listed.to_string(),
        },
    };
    held_form(&shell, &visit, kept, people, &[])
}

/// `POST /evaluations/{evaluation}/interviews/{interview}/held`.
pub(crate) async fn hold(
    shell: Shell,
    Path((id, slot)): Path<(Uuid, Uuid)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let typed = one(&fields, "people").trim().to_owned();
    let done = match typed.parse::<u16>() {
        Ok(people) => {
            interview::hold(installation, caller, id, slot, version(&fields)?, people.into()).await
        }
        Err(_) => Err(error::invalid("IN21", "people", "this is no number of people")),
    };
    match done {
        Ok(()) => page::done(&format!("{}/{slot}", here(id)), "saved"),
        Err(error) => {
            let visit = interview::visit(installation, caller, id).await?;
            let kept = visit.interview(slot)?;
            if matches!(error, Error::Conflict(_)) {
                let t = shell.texts();
                let page = under_slot(&shell, &visit, &kept.value, t.interview_held())?;
                let back = format!("{}/{slot}", here(id));
                let now = kept.value.met.to_string();
                let label = t.interview_held_people();
                let people = conflict::Text { name: "people", label, mine: &typed, theirs: &now };
                let texts = (Vec::new(), vec![people]);
                let (action, others) = (format!("{back}/held"), vec![("people", typed.clone())]);
                return conflict::fields(&shell, page, action, back, kept.version, texts, others);
            }
            held_form(&shell, &visit, kept, typed, &page::mendable(error)?)
        }
    }
}

/// `GET /evaluations/{evaluation}/interviews/terms`.
pub(crate) async fn terms(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let visit = interview::visit(&shell.app.installation, shell.caller(), id).await?;
    let Terms { supplements_until, contact, version } = &visit.planned.terms;
    let until = supplements_until.map(format::date).unwrap_or_default();
    terms_form(&shell, &visit, [&until, contact, &version.to_string()], &[])
}

/// `POST /evaluations/{evaluation}/interviews/terms`.
pub(crate) async fn set_terms(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let (until, contact) = (one(&fields, "until").trim(), one(&fields, "contact"));
    let supplements_until = match until {
        "" => Ok(None),
        given => given.parse().map(Some).map_err(|_| no_day("until")),
    };
    let set = match supplements_until {
        Ok(supplements_until) => {
            let (contact, version) = (contact.to_owned(), version(&fields)?);
            let terms = Terms { supplements_until, contact, version };
            interview::set_terms(installation, caller, id, terms).await
        }
        Err(error) => Err(error),
    };
    match set {
        Ok(()) => page::done(&here(id), "saved"),
        Err(error) => {
            let visit = interview::visit(installation, caller, id).await?;
            if matches!(error, Error::Conflict(_)) {
                let t = shell.texts();
                let Terms { supplements_until, contact: theirs, version } = &visit.planned.terms;
                let page = shell.evaluation_page(&visit.seen.head, t.interview_terms())?;
                let day = supplements_until.map(format::date).unwrap_or_default();
                let label = t.interview_terms_date();
                let until = conflict::Text { name: "until", label, mine: until, theirs: &day };
                let label = t.interview_terms_contact();
                let contact = conflict::Text { name: "contact", label, mine: contact, theirs };
                let others = [&until, &contact].map(|it| (it.name, it.mine.to_owned())).into();
                let (action, texts) = (format!("{}/terms", here(id)), vec![until, contact]);
                let changed = (Vec::new(), texts);
                return conflict::fields(&shell, page, action, here(id), *version, changed, others);
            }
            let typed = [until, contact, one(&fields, "version")];
            terms_form(&shell, &visit, typed, &page::mendable(error)?)
        }
    }
}

/// `GET /evaluations/{evaluation}/interviews.ics`.
pub(crate) async fn calendar(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (t, visit) =
        (shell.texts(), interview::visit(&shell.app.installation, shell.caller(), id).await?);
    let head = &visit.seen.head;
    let events = visit.planned.interviews.iter().map(|kept| {
        let group = group(t, &visit.seen.framework, &kept.value.group);
        (kept, t.interview_calendar_of(group.as_str()), t.interview_calendar_about(name(head)))
    });
    let file = interview::calendar::file(&t.interview_calendar(name(head)), events)?;
    Ok(download::answer("intervjuer.ics", file.len() as u64, Body::from(file)))
}

/// Where the interviews of an evaluation are.
fn here(evaluation: Uuid) -> String {
    format!("/evaluations/{evaluation}/interviews")
}

async fn save(shell: &Shell, id: Uuid, slot: Option<Uuid>, fields: &Fields) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let saved = match slot_of(fields) {
        Ok(new) => {
            let there = slot.map(|slot| version(fields).map(|it| (slot, it))).transpose()?;
            interview::save(installation, caller, id, there, new).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(slot) => page::done(&format!("{}/{slot}", here(id)), "saved"),
        Err(error) => {
            let visit = interview::visit(installation, caller, id).await?;
            match (error, slot) {
                (Error::Conflict(_), Some(slot)) => {
                    differs(shell, &visit, visit.interview(slot)?, fields)
                }
                (error, _) => slot_form(shell, &visit, slot, fields, &page::mendable(error)?),
            }
        }
    }
}

/// Somebody else planned the same interview meanwhile: both are shown.
fn differs(shell: &Shell, visit: &Visit, there: &Kept<Interview>, mine: &Fields) -> Answer {
    let (t, slot) = (shell.texts(), there.value.id);
    let theirs = typed(shell.lang(), there);
    let words = |fields: &Fields, name: &str| match name {
        "group" => group(t, &visit.seen.framework, one(fields, name)),
        "evaluators" => names(visit, values(fields, name)),
        "begins" | "ends" => time(one(fields, name))
            .map_or_else(|| one(fields, name).to_owned(), |it| format::time(shell.lang(), it)),
        _ => one(fields, name).trim().to_owned(),
    };
    let named = [
        ("group", t.interview_group()),
        ("day", t.interview_day()),
        ("begins", t.interview_begins()),
        ("ends", t.interview_ends()),
        ("room", t.interview_room()),
        ("evaluators", t.interview_evaluators()),
    ];
    let others = named.iter().flat_map(|(name, _)| {
        values(mine, name).map(|value| (*name, value.to_owned())).collect::<Vec<_>>()
    });
    let others = others.collect();
    let choices = named.map(|(name, label)| {
        let (mine, theirs) = (words(mine, name), words(&theirs, name));
        Choice { label, mine, theirs }
    });
    let page = under_slot(shell, visit, &there.value, t.interview_edit())?;
    let back = format!("{}/{slot}", here(visit.seen.head.id));
    conflict::choices(
        shell,
        page,
        format!("{back}/edit"),
        back,
        there.version,
        choices.into(),
        others,
    )
}

/// A slot as a form sent it; everything in it that cannot be read.
fn slot_of(fields: &Fields) -> Result<Slot> {
    let mut problems = Vec::new();
    let mut read = |name: &'static str| -> Time {
        time(one(fields, name)).unwrap_or_else(|| {
            let problem = Problem::new(name, "this is no time of day", "write it as 09.30");
            problems.push(problem.code("IN20"));
            Time::midnight()
        })
    };
    let (begins, ends) = (read("begins"), read("ends"));
    let day = one(fields, "day").trim().parse();
    if day.is_err()
        && let Error::Invalid(mut no_day) = no_day("day")
    {
        problems.append(&mut no_day);
    }
    let (Ok(day), true) = (day, problems.is_empty()) else { return Err(Error::Invalid(problems)) };
    Ok(Slot {
        group: one(fields, "group").to_owned(),
        day,
        begins,
        ends,
        room: one(fields, "room").to_owned(),
        evaluators: values(fields, "evaluators").map(str::to_owned).collect(),
    })
}

/// The time of day in a field: `09:30`, or as it is written in Swedish `9.30`.
fn time(given: &str) -> Option<Time> {
    let given = given.trim().replace('.', ":");
    let (hour, minute) = given.split_once(':').unwrap_or((&given, "00"));
    Time::new(hour.parse().ok()?, minute.get(..2)?.parse().ok()?, 0, 0).ok()
}

fn typed(lang: Lang, kept: &Kept<Interview>) -> Fields {
    let Kept { value, version, .. } = kept;
    let clock = |time: Time| format::time(lang, time).replace('.', ":");
    let mut fields: Fields = [
        ("group", value.group.clone()),
        ("day", value.day.to_string()),
        ("begins", clock(value.begins)),
        ("ends", clock(value.ends)),
        ("room", value.room.clone()),
        ("version", version.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    fields.extend(value.evaluators.iter().map(|code| ("evaluators".to_owned(), code.clone())));
    fields
}

fn slot_form(
    shell: &Shell,
    visit: &Visit,
    slot: Option<Uuid>,
    fields: &Fields,
    problems: &[Problem],
) -> Answer {
    let (t, here) = (shell.texts(), here(visit.seen.head.id));
    let (page, action, back) = match slot {
        None => {
            let page = shell.evaluation_page(&visit.seen.head, t.interview_plan())?;
            (page, format!("{here}/new"), here)
        }
        Some(slot) => {
            let there = &visit.interview(slot)?.value;
            let page = under_slot(shell, visit, there, t.interview_edit())?;
            (page, format!("{here}/{slot}/edit"), format!("{here}/{slot}"))
        }
    };
    let groups =
        visit.plan.groups.iter().map(|code| (code.clone(), group(t, &visit.seen.framework, code)));
    let mut days: Vec<String> = visit.plan.visit.iter().map(ToString::to_string).collect();
    let day = one(fields, "day");
    let day_field = if days.is_empty() {
        Field::date("day", t.interview_day()).help(t.interview_day_open_help())
    } else {
        if !day.is_empty() && !days.iter().any(|it| it == day) {
            days.push(day.to_owned());
        }
        let days = days.into_iter().map(|day| (day.clone(), day)).collect();
        Field::choice("day", t.interview_day(), days).help(t.interview_day_help())
    };
    let boxes = visit.plan.team.iter().map(|member| CheckBox {
        value: member.code.clone(),
        words: format!("{} ({})", member.name, member.code),
        help: String::new(),
        chosen: values(fields, "evaluators").any(|code| code == member.code),
    });
    let evaluators = Checks { heading: String::new(), boxes: boxes.collect() };
    let mut form = Form::new(&page, action, t.interview_save())
        .field(
            Field::choice("group", t.interview_group(), groups.collect())
                .value(one(fields, "group")),
        )
        .field(day_field.value(day))
        .field(Field::time("begins", t.interview_begins()).value(one(fields, "begins")))
        .field(
            Field::time("ends", t.interview_ends())
                .help(t.interview_ends_help())
                .value(one(fields, "ends")),
        )
        .field(
            Field::text("room", t.interview_room()).most(200).optional().value(one(fields, "room")),
        )
        .field(
            Field::checks("evaluators", t.interview_evaluators(), vec![evaluators])
                .help(t.interview_evaluators_help()),
        )
        .cancel(back);
    if slot.is_some() {
        form = form.field(Field::hidden("version", one(fields, "version")));
    }
    Ok(shell.form_page(page, t.interview_plan_lead(), form.wrong(problems, t)))
}

fn held_form(
    shell: &Shell,
    visit: &Visit,
    kept: &Kept<Interview>,
    people: String,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let page = under_slot(shell, visit, &kept.value, t.interview_held())?;
    let own = format!("{}/{}", here(visit.seen.head.id), kept.value.id);
    let people = Field::text("people", t.interview_held_people()).most(5).value(people);
    let form = Form::new(&page, format!("{own}/held"), t.interview_save())
        .field(people.help(t.interview_held_people_help()))
        .field(Field::hidden("version", kept.version.to_string()))
        .cancel(own)
        .wrong(problems, t);
    Ok(shell.form_page(page, label(t, &visit.seen.framework, &kept.value), form))
}

fn terms_form(
    shell: &Shell,
    visit: &Visit,
    [until, contact, version]: [&str; 3],
    problems: &[Problem],
) -> Answer {
    let (t, here) = (shell.texts(), here(visit.seen.head.id));
    let page = shell.evaluation_page(&visit.seen.head, t.interview_terms())?;
    let until = Field::date("until", t.interview_terms_date()).optional().value(until);
    let contact = Field::text("contact", t.interview_terms_contact()).optional().value(contact);
    let form = Form::new(&page, format!("{here}/terms"), t.interview_save())
        .field(until.help(t.interview_terms_date_help()))
        .field(contact.most(200).help(t.interview_terms_contact_help()))
        .field(Field::hidden("version", version))
        .cancel(here)
        .wrong(problems, t);
    Ok(shell.form_page(page, t.interview_terms_lead(), form))
}

/// A page about one slot.
fn under_slot(shell: &Shell, visit: &Visit, slot: &Interview, heading: String) -> Result<Page> {
    let t = shell.texts();
    let own = format!("{}/{}", here(visit.seen.head.id), slot.id);
    let above = Link::to(label(t, &visit.seen.framework, slot), own);
    Ok(shell.evaluation_page(&visit.seen.head, heading)?.under_more([above]))
}

impl Listed {
    fn of(t: &Texts, visit: &Visit, slot: &Interview, here: &str) -> Self {
        let (state, tone) = standing(t, slot);
        Self {
            href: format!("{here}/{}", slot.id),
            time: slot.hours(t.lang()),
            group: group(t, &visit.seen.framework, &slot.group),
            room: slot.room.clone(),
            evaluators: evaluators(visit, slot),
            people: visit.plan.people_of(slot.id).count().to_string(),
            state,
            tone,
        }
    }
}

impl Row {
    fn of(t: &Texts, visit: &Visit, person: &Person, here: &str) -> Self {
        let sits = visit.plan.interviews.iter().filter(|it| person.sits_in(it.id));
        let sits: Vec<String> = sits.map(|it| label(t, &visit.seen.framework, it)).collect();
        let manager = person.manager.and_then(|id| visit.plan.person(id));
        Self {
            href: format!("{here}/people/{}", person.id),
            name: person.name.clone(),
            title: person.title.clone(),
            side: side(t, person),
            interviews: sits.join("; "),
            manager: manager.map(|it| it.name.clone()).unwrap_or_default(),
        }
    }
}

impl Covered {
    fn of(t: &Texts, framework: &Framework, rows: &[Coverage]) -> Self {
        let (mut asked, mut of) = (0, 0);
        let mut areas: Vec<CoveredArea> = Vec::new();
        for area in &framework.areas {
            let (mut asked_here, mut of_here, mut open) = (0, 0, Vec::new());
            let own = |row: &&Coverage| area.sub_areas.iter().any(|sub| sub.code == row.sub_area);
            for row in rows.iter().filter(own) {
                (asked_here, of_here) = (asked_here + row.asked, of_here + row.of);
                open.extend(row.open.iter().map(|it| {
                    let can: Vec<String> =
                        it.can.iter().map(|code| group(t, framework, code)).collect();
                    OpenQuestion {
                        title: question(t.lang(), framework, &it.question),
                        can: if can.is_empty() {
                            t.interview_coverage_nobody()
                        } else {
                            t.interview_coverage_can(can.join("; "))
                        },
                    }
                }));
            }
            (asked, of) = (asked + asked_here, of + of_here);
            if of_here > 0 {
                areas.push(CoveredArea {
                    heading: format!("{}. {}", area.number, area.title.get(t.lang())),
                    count: t.interview_coverage_count(asked_here as u64, of_here as u64),
                    open,
                });
            }
        }
        Self { summary: t.interview_coverage_summary(asked as u64, of as u64), areas }
    }
}

/// The version that a form was made of.
fn version(fields: &Fields) -> Result<i64> {
    let given = one(fields, "version");
    given.parse().map_err(|_| error::invalid("W05", "", "the version is missing"))
}

fn no_day(place: &str) -> Error {
    error::invalid("W10", place, "this is no day: write it as 2026-03-12")
}

fn one<'a>(fields: &'a Fields, name: &'a str) -> &'a str {
    values(fields, name).next().unwrap_or_default()
}
