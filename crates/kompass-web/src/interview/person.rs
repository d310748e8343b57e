//! Who is interviewed: for those who plan, and the team.

use super::{Fields, here, label, one, under_slot, version};
use crate::conflict::{self, Choice};
use crate::error::{self, Answer};
use crate::form::{CheckBox, Checks, Field, Form};
use crate::page::{self, Page, Shell};
use crate::people::values;
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::interview::{self, Kept, Listed, Visit};
use kompass_core::interview::{Bloc, Interview, Person};
use kompass_core::{Error, Problem, Result};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "interview/handout.html")]
struct Handout {
    page: Page,
    lead: String,
    rows: Vec<Made>,
    /// True if some of them go out by mail.
    mailed: bool,
    until: String,
    back: String,
}

/// A personal link, shown once.
struct Made {
    name: String,
    email: String,
    link: String,
}

#[derive(Template)]
#[template(path = "interview/person.html")]
struct PersonPage {
    page: Page,
    form: Form,
    remove: Option<String>,
}

/// `GET /evaluations/{evaluation}/interviews/people/new`.
pub(crate) async fn new_person(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let visit = interview::visit(&shell.app.installation, shell.caller(), id).await?;
    let given = shell.query("interview").map(|it| ("interviews".to_owned(), it));
    person_form(&shell, &visit, None, &given.into_iter().collect(), &[])
}

/// `POST /evaluations/{evaluation}/interviews/people/new`.
pub(crate) async fn list_person(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    save(&shell, id, None, &fields).await
}

/// `GET /evaluations/{evaluation}/interviews/people/{person}`.
pub(crate) async fn edit_person(shell: Shell, Path((id, person)): Path<(Uuid, Uuid)>) -> Answer {
    let visit = interview::visit(&shell.app.installation, shell.caller(), id).await?;
    let kept = visit.person(person)?;
    person_form(&shell, &visit, Some(person), &typed(kept), &[])
}

/// `POST /evaluations/{evaluation}/interviews/people/{person}`.
pub(crate) async fn save_person(
    shell: Shell,
    Path((id, person)): Path<(Uuid, Uuid)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    save(&shell, id, Some(person), &fields).await
}

/// `GET /evaluations/{evaluation}/interviews/people/{person}/remove`.
pub(crate) async fn ask_removal(shell: Shell, Path((id, person)): Path<(Uuid, Uuid)>) -> Answer {
    let (t, visit) =
        (shell.texts(), interview::visit(&shell.app.installation, shell.caller(), id).await?);
    let name = &visit.person(person)?.value.name;
    let page = shell.evaluation_page(&visit.seen.head, t.interview_person_remove(name.as_str()))?;
    let own = format!("{}/people/{person}", here(id));
    let form = Form::new(&page, format!("{own}/remove"), t.interview_person_remove_go())
        .dangerous(t.interview_person_remove_consequence(name.as_str()))
        .cancel(own);
    Ok(shell.form_page(page, "", form))
}

/// `POST /evaluations/{evaluation}/interviews/people/{person}/remove`.
pub(crate) async fn remove_person(shell: Shell, Path((id, person)): Path<(Uuid, Uuid)>) -> Answer {
    interview::remove_person(&shell.app.installation, shell.caller(), id, person).await?;
    page::done(&here(id), "interview-person-removed")
}

/// `POST /evaluations/{evaluation}/interviews/{interview}/links`.
pub(crate) async fn invite_all(shell: Shell, Path((id, slot)): Path<(Uuid, Uuid)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let made = interview::invite_all(installation, caller, id, slot).await?;
    let visit = interview::visit(installation, caller, id).await?;
    let there = &visit.interview(slot)?.value;
    let row = |it: &kompass_app::link::Created| Made {
        name: it.link.name.clone(),
        email: it.link.email.clone(),
        link: it.address(installation),
    };
    let until = made.first().map(|it| t.interview_links_until(shell.moment(it.link.expires_at)));
    Ok(page::html(&Handout {
        page: under_slot(&shell, &visit, there, t.interview_links())?,
        lead: label(t, &visit.seen.framework, there),
        rows: made.iter().map(row).collect(),
        mailed: made.iter().any(|it| it.mailed),
        until: until.unwrap_or_default(),
        back: format!("{}/{slot}", here(id)),
    }))
}

async fn save(shell: &Shell, id: Uuid, person: Option<Uuid>, fields: &Fields) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let saved = match listed(fields) {
        Ok(listed) => {
            let there = person.map(|person| version(fields).map(|it| (person, it))).transpose()?;
            interview::save_person(installation, caller, id, there, listed).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(_) => page::done(&here(id), "saved"),
        Err(error) => {
            let visit = interview::visit(installation, caller, id).await?;
            match (error, person) {
                (Error::Conflict(_), Some(person)) => {
                    differs(shell, &visit, visit.person(person)?, fields)
                }
                (error, _) => person_form(shell, &visit, person, fields, &page::mendable(error)?),
            }
        }
    }
}

/// Somebody else changed the same person meanwhile: both are shown.
fn differs(shell: &Shell, visit: &Visit, there: &Kept<Person>, mine: &Fields) -> Answer {
    let (t, theirs) = (shell.texts(), typed(there));
    let names = [
        ("name", t.interview_person_name()),
        ("title", t.interview_person_title()),
        ("email", t.interview_person_email()),
        ("party", t.interview_person_party()),
    ];
    let texts = names.map(|(name, label)| {
        let (mine, theirs) = (one(mine, name), one(&theirs, name));
        conflict::Text { name, label, mine, theirs }
    });
    let words = |fields: &Fields, name: &str| match name {
        "bloc" => match one(fields, name) {
            "majority" => t.interview_bloc_majority(),
            "opposition" => t.interview_bloc_opposition(),
            _ => t.interview_bloc_none(),
        },
        "manager" => {
            let chosen = |it: &&Person| it.id.to_string() == one(fields, name);
            let manager = visit.plan.people.iter().find(chosen);
            manager.map_or_else(|| t.interview_person_manager_none(), |it| it.name.clone())
        }
        _ => {
            let chosen = |it: &&Interview| values(fields, name).any(|id| id == it.id.to_string());
            let all = visit.plan.interviews.iter().filter(chosen);
            let labels: Vec<String> = all.map(|it| label(t, &visit.seen.framework, it)).collect();
            labels.join("; ")
        }
    };
    let choices = [
        ("interviews", t.interview_person_interviews()),
        ("manager", t.interview_person_manager()),
        ("bloc", t.interview_person_bloc()),
    ];
    let choices = choices.map(|(name, label)| {
        let (mine, theirs) = (words(mine, name), words(&theirs, name));
        Choice { label, mine, theirs }
    });
    let carried = ["name", "title", "email", "party", "interviews", "manager", "bloc"];
    let others = carried.iter().flat_map(|name| {
        values(mine, name).map(|value| (*name, value.to_owned())).collect::<Vec<_>>()
    });
    let others = others.collect();
    let page = shell.evaluation_page(&visit.seen.head, there.value.name.clone())?;
    let back = here(visit.seen.head.id);
    let action = format!("{back}/people/{}", there.value.id);
    let changed = (choices.into(), texts.into());
    conflict::fields(shell, page, action, back, there.version, changed, others)
}

fn listed(fields: &Fields) -> Result<Listed> {
    let id = |place: &'static str, given: &str| -> Result<Uuid> {
        let wrong = |_| error::invalid("W05", place, "this is none of the list");
        given.parse().map_err(wrong)
    };
    Ok(Listed {
        name: one(fields, "name").to_owned(),
        title: one(fields, "title").to_owned(),
        bloc: match one(fields, "bloc") {
            "majority" => Some(Bloc::Majority),
            "opposition" => Some(Bloc::Opposition),
            _ => None,
        },
        party: one(fields, "party").to_owned(),
        email: one(fields, "email").to_owned(),
        manager: match one(fields, "manager") {
            "" => None,
            given => Some(id("manager", given)?),
        },
        interviews: values(fields, "interviews")
            .map(|given| id("interviews", given))
            .collect::<Result<_>>()?,
    })
}

fn typed(kept: &Kept<Person>) -> Fields {
    let Kept { value, version, .. } = kept;
    let bloc = match value.bloc {
        Some(Bloc::Majority) => "majority",
        Some(Bloc::Opposition) => "opposition",
        None => "none",
    };
    let mut fields: Fields = [
        ("name", value.name.clone()),
        ("title", value.title.clone()),
        ("bloc", bloc.to_owned()),
        ("party", value.party.clone()),
        ("email", value.email.clone()),
        ("manager", value.manager.map(|id| id.to_string()).unwrap_or_default()),
        ("version", version.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    fields.extend(value.interviews.iter().map(|id| ("interviews".to_owned(), id.to_string())));
    fields
}

fn person_form(
    shell: &Shell,
    visit: &Visit,
    person: Option<Uuid>,
    fields: &Fields,
    problems: &[Problem],
) -> Answer {
    let (t, here) = (shell.texts(), here(visit.seen.head.id));
    let (heading, action) = match person {
        None => (t.interview_person_new(), format!("{here}/people/new")),
        Some(id) => (visit.person(id)?.value.name.clone(), format!("{here}/people/{id}")),
    };
    let page = shell.evaluation_page(&visit.seen.head, heading)?;
    let boxes = visit.plan.interviews.iter().filter(|it| it.counts()).map(|it| CheckBox {
        value: it.id.to_string(),
        words: label(t, &visit.seen.framework, it),
        help: String::new(),
        chosen: values(fields, "interviews").any(|id| id == it.id.to_string()),
    });
    let interviews = Checks { heading: String::new(), boxes: boxes.collect() };
    let blocs = [
        ("none", t.interview_bloc_none(), t.interview_bloc_none_help()),
        ("majority", t.interview_bloc_majority(), String::new()),
        ("opposition", t.interview_bloc_opposition(), String::new()),
    ];
    let bloc = match one(fields, "bloc") {
        "" => "none",
        given => given,
    };
    let others = visit.plan.people.iter().filter(|it| Some(it.id) != person);
    let mut managers = vec![(String::new(), t.interview_person_manager_none())];
    managers.extend(others.map(|it| (it.id.to_string(), it.name.clone())));
    let email = Field { autocomplete: "off", ..Field::email("email", t.interview_person_email()) };
    let mut remove = None;
    let mut form = Form::new(&page, action, t.interview_save())
        .field(Field::text("name", t.interview_person_name()).most(200).value(one(fields, "name")))
        .field(
            Field::text("title", t.interview_person_title())
                .most(200)
                .optional()
                .value(one(fields, "title")),
        )
        .field(email.optional().help(t.interview_person_email_help()).value(one(fields, "email")))
        .field(
            Field::checks("interviews", t.interview_person_interviews(), vec![interviews])
                .help(t.interview_person_interviews_help()),
        )
        .field(
            Field::choice("manager", t.interview_person_manager(), managers)
                .help(t.interview_person_manager_help())
                .value(one(fields, "manager")),
        )
        .field(
            Field::radios(
                "bloc",
                t.interview_person_bloc(),
                blocs.map(|(value, words, help)| (value.to_owned(), words, help)).into(),
            )
            .help(t.interview_person_bloc_help())
            .value(bloc),
        )
        .field(
            Field::text("party", t.interview_person_party())
                .most(200)
                .optional()
                .value(one(fields, "party")),
        )
        .cancel(here.clone());
    if let Some(id) = person {
        form = form.field(Field::hidden("version", one(fields, "version")));
        remove = Some(format!("{here}/people/{id}/remove"));
    }
    let form = form.wrong(problems, t);
    let wrong = form.has_errors();
    Ok(page::html_or_wrong(&PersonPage { page, form, remove }, wrong))
}
