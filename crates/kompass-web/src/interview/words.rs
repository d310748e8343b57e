//! What stands in the plan of a visit, in words.

use kompass_app::interview::Visit;
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use kompass_core::interview::{Bloc, Interview, Person, Standing, Warning};
use kompass_core::{Lang, format};
use uuid::Uuid;

/// `2026-05-12 v. 20`.
pub(super) fn day(t: &Texts, slot: &Interview) -> String {
    format!("{}, {}", format::date(slot.day), format::week(t.lang(), slot.day))
}

/// What a slot is called among others.
pub(super) fn label(t: &Texts, framework: &Framework, slot: &Interview) -> String {
    let (day, span) = (format::date(slot.day), slot.hours(t.lang()));
    format!("{}, {day} {span}", group(t, framework, &slot.group))
}

/// The name of a group.
pub(super) fn group(t: &Texts, framework: &Framework, code: &str) -> String {
    let found = framework.groups.iter().find(|group| group.code == code);
    found.map_or(code, |group| group.title.get(t.lang())).to_owned()
}

/// Code and words of a question.
pub(super) fn question(lang: Lang, framework: &Framework, code: &str) -> String {
    let title = framework.question(code).map_or("", |question| question.title.get(lang));
    format!("{code} {title}")
}

/// Names of the evaluators of a slot.
pub(super) fn evaluators(visit: &Visit, slot: &Interview) -> String {
    names(visit, slot.evaluators.iter().map(String::as_str))
}

pub(super) fn names<'a>(visit: &Visit, codes: impl Iterator<Item = &'a str>) -> String {
    let name = |code: &'a str| {
        let member = visit.plan.team.iter().find(|member| member.code == code);
        member.map_or(code, |member| member.name.as_str()).to_owned()
    };
    codes.map(name).collect::<Vec<_>>().join(", ")
}

pub(super) fn standing(t: &Texts, slot: &Interview) -> (String, &'static str) {
    match slot.standing {
        Standing::Held => (t.interview_state_held(u64::from(slot.met)), "good"),
        Standing::Cancelled => (t.interview_state_cancelled(), "bad"),
        Standing::Planned if slot.moved > 0 => (t.interview_state_moved(), "mid"),
        Standing::Planned => (t.interview_state_planned(), "info"),
    }
}

/// Party and side of a politician.
pub(super) fn side(t: &Texts, person: &Person) -> String {
    let bloc = match person.bloc {
        Some(Bloc::Majority) => t.interview_bloc_majority(),
        Some(Bloc::Opposition) => t.interview_bloc_opposition(),
        None => String::new(),
    };
    let both = [person.party.clone(), bloc];
    both.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

pub(super) fn warning(t: &Texts, visit: &Visit, warning: &Warning) -> String {
    let of_group = |code: &str| group(t, &visit.seen.framework, code);
    let of_slot = |id: &Uuid| {
        let slot = visit.plan.interview(*id);
        slot.map_or_else(String::new, |slot| label(t, &visit.seen.framework, slot))
    };
    match warning {
        Warning::NoVisit => t.interview_warn_no_visit(),
        Warning::BlocMissing(code, Bloc::Majority) => t.interview_warn_majority(of_group(code)),
        Warning::BlocMissing(code, Bloc::Opposition) => t.interview_warn_opposition(of_group(code)),
        Warning::BlocUnknown(code, people) => {
            t.interview_warn_bloc_unknown(of_group(code), *people as u64)
        }
        Warning::NoInterview(code) => t.interview_warn_no_interview(of_group(code)),
        Warning::NoPeople(id) => t.interview_warn_no_people(of_slot(id)),
        Warning::OutsideVisit(id) => t.interview_warn_outside(of_slot(id)),
    }
}
