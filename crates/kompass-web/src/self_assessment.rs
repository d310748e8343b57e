//! The sealed self-assessment of the municipality.

use crate::conflict;
use crate::error::{self, Answer};
use crate::evaluation::LIST;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use crate::self_image;
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::access::Scope;
use kompass_app::answer::reason;
use kompass_app::evaluation::{self, Head};
use kompass_app::self_assessment::{self, LONGEST, Position, SelfAssessment, Typed};
use kompass_core::access::{Action, Resource};
use kompass_core::framework::{Framework, SubArea};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem, Result, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "self_assessment/list.html")]
struct List {
    page: Page,
    lead: String,
    sealed: Option<String>,
    /// Where it is compared with what was agreed on, once the caller may see that.
    image: Option<Link>,
    writes: bool,
    /// Where to go on: the first sub-area without a position.
    next: Option<String>,
    seal: Option<String>,
    summary: String,
    areas: Vec<(String, Vec<Row>)>,
}

struct Row {
    code: String,
    title: String,
    position: String,
    points: String,
    text: String,
    href: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    level: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    merge: String,
}

/// `GET /evaluations/{evaluation}/self-assessment`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    let there = self_assessment::read(installation, caller, &head).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let page = shell.evaluation_page(&head, t.self_assessment())?;
    let seal = there.as_ref().and_then(|it| it.seal.as_ref());
    let own = shell.may(Resource::SelfAssessment, Action::Write, &Scope::Evaluation(&head));
    let writes = own && seal.is_none();
    let taken = |code: &str| {
        let positions = there.as_ref().map(|it| &it.positions);
        positions.and_then(|it| it.get(code)).is_some_and(|it| it.points.is_some())
    };
    let all = framework.sub_areas().count();
    let done = framework.sub_areas().filter(|(_, it)| taken(&it.code)).count();
    let next = framework.sub_areas().map(|(_, it)| &it.code).find(|code| !taken(code));
    let lead = if there.is_none() { t.self_assessment_none() } else { t.self_assessment_lead() };
    let areas = framework.areas.iter().map(|area| {
        let rows = area.sub_areas.iter().map(|it| row(&shell, &head, there.as_ref(), it, writes));
        (format!("{}. {}", area.number, area.title.get(shell.lang())), rows.collect())
    });
    let areas = if there.is_some() { areas.collect() } else { Vec::new() };
    Ok(page::html(&List {
        page,
        lead,
        image: self_image::link(&shell, &head),
        sealed: seal.map(|it| t.self_assessment_sealed(shell.moment(it.at), &it.author_name)),
        writes,
        next: next.filter(|_| writes).map(|code| format!("{}/{code}", here(&head))),
        seal: (writes && done > 0).then(|| format!("{}/seal", here(&head))),
        summary: t.self_assessment_summary(all as u64, done as u64),
        areas,
    }))
}

/// `GET /evaluations/{evaluation}/self-assessment/{part}`.
pub(crate) async fn edit(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    let framework = shell.app.installation.framework(&head.framework_digest).await?;
    let sub_area = sub_area(&framework, &code)?;
    let there = position(&shell, &head, &code).await?;
    edit_with(&shell, &head, sub_area, &Fields::of(sub_area, there.as_ref()), &[])
}

/// `POST /evaluations/{evaluation}/self-assessment/{part}`.
pub(crate) async fn save(
    shell: Shell,
    Path((id, code)): Path<(Uuid, String)>,
    Sent(mut fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let there = sub_area(&framework, &code)?;
    if fields.merge == "both" {
        let theirs = position(&shell, &head, &code).await?.map(|it| it.text).unwrap_or_default();
        fields.text = conflict::merged(&fields.text, &theirs);
    }
    let done = match level(&fields.level) {
        Ok(level) => {
            let typed = Typed { version: fields.version, level, text: &fields.text };
            self_assessment::put(installation, caller, &head, &code, &typed).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(version) => shell.saved(version, &after(&framework, &head, &code)),
        Err(Error::Conflict(_)) if !shell.visit.autosave => {
            compare(&shell, &head, &code, &fields).await
        }
        Err(error) => edit_with(&shell, &head, there, &fields, &page::mendable(error)?),
    }
}

/// `GET /evaluations/{evaluation}/self-assessment/seal`.
pub(crate) async fn confirm_seal(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    seal_with(&shell, &head, &[])
}

/// `POST /evaluations/{evaluation}/self-assessment/seal`.
pub(crate) async fn seal(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    match self_assessment::seal(&shell.app.installation, shell.caller(), &head).await {
        Ok(()) => page::done(&here(&head), "self-assessment-sealed"),
        Err(error) => seal_with(&shell, &head, &page::mendable(error)?),
    }
}

impl Fields {
    fn of(sub_area: &SubArea, there: Option<&Position>) -> Self {
        let level = there.map(|it| it.points.and_then(|it| self_assessment::level(sub_area, it)));
        Self {
            version: there.map_or(0, |it| it.version),
            level: match level {
                None => String::new(),
                Some(None) => "none".to_owned(),
                Some(Some(level)) => level.to_string(),
            },
            text: there.map(|it| it.text.clone()).unwrap_or_default(),
            merge: String::new(),
        }
    }
}

fn seal_with(shell: &Shell, head: &Head, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.evaluation_page(head, t.self_assessment_seal_heading())?;
    let form = Form::new(&page, format!("{}/seal", here(head)), t.self_assessment_seal())
        .dangerous(t.self_assessment_seal_consequence())
        .cancel(here(head))
        .wrong(problems, t);
    Ok(shell.form_page(page, t.self_assessment_seal_lead(), form))
}

fn edit_with(
    shell: &Shell,
    head: &Head,
    sub_area: &SubArea,
    fields: &Fields,
    problems: &[Problem],
) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let page =
        shell.evaluation_page(head, format!("{} {}", sub_area.code, sub_area.short.get(lang)))?;
    let levels = (0..=self_assessment::HIGHEST).rev().map(|level| {
        let points = format::points(lang, self_assessment::points(sub_area, level));
        (level.to_string(), level_words(t, level), t.self_assessment_worth(points))
    });
    let none = ("none".to_owned(), t.self_assessment_level_none(), String::new());
    let form =
        Form::new(&page, format!("{}/{}", here(head), sub_area.code), t.self_assessment_save())
            .field(Field::hidden("version", fields.version.to_string()))
            .field(
                Field::radios(
                    "level",
                    t.self_assessment_position(),
                    levels.chain([none]).collect(),
                )
                .value(&fields.level),
            )
            .field(
                Field::lines("text", t.self_assessment_text())
                    .help(t.self_assessment_text_help())
                    .most(LONGEST)
                    .optional()
                    .value(&fields.text),
            )
            .autosaved(&page)
            .cancel(here(head))
            .wrong(problems, t);
    Ok(shell.form_page(page, sub_area.about.get(lang), form))
}

fn row(
    shell: &Shell,
    head: &Head,
    there: Option<&SelfAssessment>,
    sub_area: &SubArea,
    writes: bool,
) -> Row {
    let t = shell.texts();
    let position = there.and_then(|it| it.positions.get(&sub_area.code));
    let taken = position.and_then(|it| it.points);
    let words = match (position, taken) {
        (None, _) => t.self_assessment_level_open(),
        (Some(_), None) => t.self_assessment_level_none(),
        (Some(_), Some(points)) => self_assessment::level(sub_area, points)
            .map_or(String::new(), |level| level_words(t, level)),
    };
    Row {
        code: sub_area.code.clone(),
        title: sub_area.short.get(shell.lang()).to_owned(),
        position: words,
        points: taken.map(|it| format::points(shell.lang(), it)).unwrap_or_default(),
        text: position.map(|it| it.text.clone()).unwrap_or_default(),
        href: writes.then(|| format!("{}/{}", here(head), sub_area.code)),
    }
}

fn level_words(t: &Texts, level: u8) -> String {
    match level {
        0 => t.self_assessment_level_0(),
        1 => t.self_assessment_level_1(),
        2 => t.self_assessment_level_2(),
        3 => t.self_assessment_level_3(),
        _ => t.self_assessment_level_4(),
    }
}

/// What is written about a sub-area, for those who write it.
async fn position(shell: &Shell, head: &Head, code: &str) -> Result<Option<Position>> {
    let there = self_assessment::read(&shell.app.installation, shell.caller(), head).await?;
    Ok(there.and_then(|mut it| it.positions.remove(code)))
}

fn sub_area<'a>(framework: &'a Framework, code: &str) -> Result<&'a SubArea> {
    framework.sub_area(code).ok_or_else(|| Error::not_found("sub_area", code, ""))
}

/// The sub-area after this one; the list after the last.
fn after(framework: &Framework, head: &Head, code: &str) -> String {
    let mut rest = framework.sub_areas().skip_while(|(_, it)| it.code != code).skip(1);
    rest.next().map_or_else(|| here(head), |(_, it)| format!("{}/{}", here(head), it.code))
}

fn level(typed: &str) -> Result<Option<u8>> {
    match typed {
        "none" => Ok(None),
        typed => typed
            .parse()
            .map(Some)
            .map_err(|_| error::invalid(reason::LEVEL.code, "level", reason::LEVEL.message)),
    }
}

fn here(head: &Head) -> String {
    format!("{LIST}/{}/self-assessment", head.id)
}

/// Both versions, when somebody else saved in the meantime.
async fn compare(shell: &Shell, head: &Head, code: &str, fields: &Fields) -> Answer {
    let t = shell.texts();
    let framework = shell.app.installation.framework(&head.framework_digest).await?;
    let there = position(shell, head, code).await?;
    let theirs = Fields::of(sub_area(&framework, code)?, there.as_ref());
    let page = shell.evaluation_page(head, "")?;
    let own = format!("{}/{code}", here(head));
    let words = |fields: &Fields| match fields.level.parse() {
        Ok(level) => level_words(t, level),
        Err(_) => t.self_assessment_level_none(),
    };
    let choice = conflict::Choice {
        label: t.self_assessment_position(),
        mine: words(fields),
        theirs: words(&theirs),
    };
    let label = t.self_assessment_text();
    let (mine, other) = (&fields.text, &theirs.text);
    let text = conflict::Text { name: "text", label, mine, theirs: other };
    let others = vec![("level", fields.level.clone()), ("text", fields.text.clone())];
    let changed = (vec![choice], vec![text]);
    conflict::chosen(shell, page, own.clone(), own, theirs.version, changed, others)
}
