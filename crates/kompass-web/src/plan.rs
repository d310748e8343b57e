//! The plan of an evaluation and the conditions of its framework.

use crate::conflict;
use crate::error::Answer;
use crate::form::{CheckBox, Checks, Field, Form};
use crate::page::{self, Page, Shell};
use crate::people::values;
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::access::Scope;
use kompass_app::evaluation::{self, Conditions, Planned, Typed};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::plan::{Draft, MOST_DAYS, Meaning, Plan};
use kompass_core::{Error, Lang, Problem, format, municipality};
use uuid::Uuid;

/// The days of a visit, each a field.
pub(crate) const VISIT: [&str; MOST_DAYS] = [
    "visit-1", "visit-2", "visit-3", "visit-4", "visit-5", "visit-6", "visit-7", "visit-8",
    "visit-9", "visit-10",
];

/// Days that are always offered.
const LEAST_DAYS: usize = 3;

/// What a form was sent with.
type Fields = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "plan/conditions.html")]
struct ConditionsPage {
    page: Page,
    rows: Vec<Row>,
    /// For those who say which of them hold.
    form: Option<Form>,
}

struct Row {
    title: String,
    holds: String,
    meaning: String,
}

/// `GET /evaluations/{evaluation}/plan`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let planned = evaluation::plan_for(&shell.app.installation, shell.caller(), id).await?;
    form_with(&shell, &planned, &fields(&planned), &[])
}

/// `POST /evaluations/{evaluation}/plan`.
pub(crate) async fn save(shell: Shell, Path(id): Path<Uuid>, Sent(sent): Sent<Fields>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let facts = match one(&sent, "merge") {
        // Only the facts are a list, to which both can have added.
        "both" => {
            let there = evaluation::plan_for(installation, caller, id).await?;
            let theirs = Plan::facts_text(&there.plan.municipality.facts);
            conflict::merged(one(&sent, "facts"), &theirs)
        }
        _ => one(&sent, "facts").to_owned(),
    };
    let visit: Vec<String> =
        VISIT.iter().flat_map(|name| values(&sent, name)).map(str::to_owned).collect();
    let draft = Draft {
        municipality: one(&sent, "municipality"),
        date: one(&sent, "date"),
        visit: &visit,
        record_number: one(&sent, "record"),
        language: one(&sent, "language"),
        facts: &facts,
    };
    let framework = values(&sent, "framework").next();
    let typed = Typed { draft, framework, second: one(&sent, "second") };
    let version = one(&sent, "version").parse().unwrap_or_default();
    match evaluation::save_plan(installation, caller, id, version, &typed).await {
        Ok(_) => page::done(&format!("/evaluations/{id}"), "saved"),
        Err(Error::Conflict(_)) => {
            let planned = evaluation::plan_for(installation, caller, id).await?;
            compare(&shell, &planned, &sent)
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            let planned = evaluation::plan_for(installation, caller, id).await?;
            form_with(&shell, &planned, &sent, &problems)
        }
    }
}

/// `GET /evaluations/{evaluation}/conditions`.
pub(crate) async fn conditions(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let there = evaluation::conditions_for(&shell.app.installation, shell.caller(), id).await?;
    conditions_with(&shell, &there)
}

/// `POST /evaluations/{evaluation}/conditions`.
pub(crate) async fn save_conditions(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(sent): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let holding: Vec<String> = values(&sent, "holding").map(str::to_owned).collect();
    let version = one(&sent, "version").parse().unwrap_or_default();
    let own = format!("/evaluations/{id}/conditions");
    match evaluation::set_conditions(installation, caller, id, version, &holding).await {
        Ok(_) => page::done(&own, "saved"),
        Err(Error::Conflict(_)) => {
            let there = evaluation::conditions_for(installation, caller, id).await?;
            let words = |holds: &dyn Fn(&str) -> bool| {
                let held = there.meanings.iter().filter(|it| holds(&it.code));
                held.map(|it| condition(&shell, &there, &it.code)).collect::<Vec<_>>().join("\n")
            };
            let choice = conflict::Choice {
                label: shell.texts().conditions_holding(),
                mine: words(&|code| holding.iter().any(|it| it == code)),
                theirs: words(&|code| there.holding.get(code) != Some(&false)),
            };
            let page = shell.evaluation_page(&there.head, shell.texts().conditions())?;
            let others = holding.into_iter().map(|code| ("holding", code)).collect();
            let (back, choices) = (own.clone(), vec![choice]);
            conflict::choices(&shell, page, own, back, there.version, choices, others)
        }
        Err(error) => Err(error.into()),
    }
}

/// The frameworks that something can be judged on: id and title.
pub(crate) fn frameworks(shell: &Shell) -> Vec<(String, String)> {
    let all = shell.app.installation.catalogue.frameworks().iter();
    let judged = all.filter(|framework| framework.questions().next().is_some());
    judged.map(|it| (it.id.clone(), it.title.get(shell.lang()).to_owned())).collect()
}

/// The languages of reports, each in its own name.
pub(crate) fn languages() -> Vec<(String, String)> {
    let all = [(Lang::Sv, "Svenska"), (Lang::En, "English"), (Lang::Nb, "Norsk")];
    all.map(|(lang, name)| (lang.code().to_owned(), name.to_owned())).into()
}

/// Names of municipalities and regions to choose from.
pub(crate) fn municipalities() -> Vec<String> {
    let mut names: Vec<String> = municipality::all().iter().map(|it| it.name.clone()).collect();
    names.dedup();
    names
}

/// The value of a field that is sent once.
pub(crate) fn one<'a>(fields: &'a [(String, String)], name: &'a str) -> &'a str {
    values(fields, name).next().unwrap_or_default()
}

/// A plan as its form sends it.
fn fields(planned: &Planned) -> Fields {
    let Plan { municipality, assessment_date, visit, record_number, language, .. } = &planned.plan;
    let second = planned.second.as_ref().map(|head| head.framework.clone()).unwrap_or_default();
    let mut fields = vec![
        ("municipality", municipality.name.clone()),
        ("date", assessment_date.map(format::date).unwrap_or_default()),
        ("record", record_number.clone()),
        ("language", language.code().to_owned()),
        ("facts", Plan::facts_text(&municipality.facts)),
        ("framework", planned.head.framework.clone()),
        ("second", second),
    ];
    fields.extend(VISIT.into_iter().zip(visit.iter().map(|day| format::date(*day))));
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn form_with(shell: &Shell, planned: &Planned, typed: &Fields, problems: &[Problem]) -> Answer {
    let (t, id) = (shell.texts(), planned.head.id);
    let page = shell.evaluation_page(&planned.head, t.planning())?;
    let value = |name| one(typed, name);
    let back = format!("/evaluations/{id}");
    let mut form = Form::new(&page, format!("{back}/plan"), t.planning_go())
        .field(
            Field::text("municipality", t.booking_municipality())
                .most(200)
                .help(t.planning_municipality_help())
                .list(municipalities())
                .value(value("municipality")),
        )
        .field(
            Field::date("date", t.planning_date())
                .help(t.planning_date_help())
                .value(value("date")),
        );
    let given = VISIT.iter().filter(|name| !one(typed, name).is_empty()).count();
    let shown = (given + 1).clamp(LEAST_DAYS, MOST_DAYS);
    for (name, number) in VISIT[..shown].iter().zip(1_u64..) {
        let day = Field::date(name, t.planning_visit_day(number)).optional().value(value(name));
        form = form.field(if number == 1 { day.help(t.planning_visit_help()) } else { day });
    }
    if planned.frameworks_open {
        let offered = frameworks(shell);
        let mut second = vec![(String::new(), t.planning_second_none())];
        second.extend(offered.iter().cloned());
        form = form
            .field(
                Field::choice("framework", t.planning_framework(), offered)
                    .help(t.planning_framework_help())
                    .value(value("framework")),
            )
            .field(
                Field::choice("second", t.planning_second(), second)
                    .optional()
                    .help(t.planning_second_help())
                    .value(value("second")),
            );
    }
    let form = form
        .field(
            Field::text("record", t.planning_record()).most(100).optional().value(value("record")),
        )
        .field(
            Field::choice("language", t.planning_language(), languages()).value(value("language")),
        )
        .field(
            Field::lines("facts", t.planning_facts())
                .optional()
                .most(4000)
                .help(t.planning_facts_help())
                .value(value("facts")),
        )
        .field(Field::hidden("version", version(planned, typed)))
        .cancel(back)
        .wrong(problems, t);
    Ok(shell.form_page(page, t.planning_lead_text(), form))
}

/// A form that is shown again keeps the version it began with, so that what somebody else saved meanwhile is not lost.
fn version(planned: &Planned, typed: &Fields) -> String {
    match one(typed, "version") {
        "" => planned.version.to_string(),
        begun => begun.to_owned(),
    }
}

/// Two people planned at once: what differs is shown in both versions.
fn compare(shell: &Shell, planned: &Planned, sent: &Fields) -> Answer {
    let t = shell.texts();
    let there = fields(planned);
    let id = planned.head.id;
    let page = shell.evaluation_page(&planned.head, t.planning())?;
    let mut named = vec![
        ("municipality", t.booking_municipality()),
        ("date", t.planning_date()),
        ("record", t.planning_record()),
        ("facts", t.planning_facts()),
    ];
    let mut chosen = vec![("language", t.planning_language())];
    if planned.frameworks_open {
        chosen.push(("framework", t.planning_framework()));
        chosen.push(("second", t.planning_second()));
    }
    named.extend(
        VISIT.iter().zip(1_u64..).map(|(name, number)| (*name, t.planning_visit_day(number))),
    );
    let catalogue = &shell.app.installation.catalogue;
    let words = |code: &str| match languages().into_iter().find(|(it, _)| it == code) {
        Some((_, name)) => name,
        None => catalogue
            .framework(code)
            .map_or(String::new(), |it| it.title.get(shell.lang()).to_owned()),
    };
    let mut others = Vec::new();
    let mut choices = Vec::new();
    for (name, label) in chosen {
        let (mine, theirs) = (one(sent, name), one(&there, name));
        others.push((name, mine.to_owned()));
        choices.push(conflict::Choice { label, mine: words(mine), theirs: words(theirs) });
    }
    let mut texts = Vec::new();
    for (name, label) in named {
        let (mine, theirs) = (one(sent, name), one(&there, name));
        others.push((name, mine.to_owned()));
        texts.push(conflict::Text { name, label, mine, theirs });
    }
    let (action, back) = (format!("/evaluations/{id}/plan"), format!("/evaluations/{id}"));
    conflict::fields(shell, page, action, back, planned.version, (choices, texts), others)
}

fn conditions_with(shell: &Shell, there: &Conditions) -> Answer {
    let (t, id) = (shell.texts(), there.head.id);
    let page = shell.evaluation_page(&there.head, t.conditions())?;
    let title = |code: &str| condition(shell, there, code);
    let holds = |code: &str| there.holding.get(code) != Some(&false);
    let row = |it: &Meaning| Row {
        title: title(&it.code),
        holds: if holds(&it.code) { t.conditions_yes() } else { t.conditions_no() },
        meaning: meaning(shell, it),
    };
    let writes = shell.may(Resource::Conditions, Action::Write, &Scope::Evaluation(&there.head));
    let form = (writes && !there.meanings.is_empty()).then(|| {
        let boxes = there.meanings.iter().map(|it| CheckBox {
            value: it.code.clone(),
            words: title(&it.code),
            help: meaning(shell, it),
            chosen: holds(&it.code),
        });
        let groups = vec![Checks { heading: String::new(), boxes: boxes.collect() }];
        let back = format!("/evaluations/{id}");
        Form::new(&page, format!("{back}/conditions"), t.conditions_go())
            .field(
                Field::checks("holding", t.conditions_holding(), groups).help(t.conditions_help()),
            )
            .field(Field::hidden("version", there.version.to_string()))
            .cancel(back)
    });
    let rows = there.meanings.iter().map(row).collect();
    Ok(page::html(&ConditionsPage { page, rows, form }))
}

/// What a condition is called.
fn condition(shell: &Shell, there: &Conditions, code: &str) -> String {
    let found = there.framework.conditions.iter().find(|it| it.code == code);
    found.map_or("", |it| it.title.get(shell.lang())).to_owned()
}

/// What falls away if a condition does not hold.
fn meaning(shell: &Shell, meaning: &Meaning) -> String {
    let (t, lang) = (shell.texts(), shell.lang());
    let mut words = t.conditions_questions(
        format::list(lang, &meaning.questions),
        meaning.questions.len() as u64,
    );
    if !meaning.sub_areas.is_empty() {
        let codes = format::list(lang, &meaning.sub_areas);
        words.push_str(&t.conditions_sub_areas(codes, meaning.sub_areas.len() as u64));
    }
    words.push('.');
    words
}
