//! Personal data: one's own, and that of anybody in an organisation – what there is, a copy of it, erasure.

use crate::confirm;
use crate::download;
use crate::error::Answer;
use crate::form::Form;
use crate::organisation::under;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use kompass_app::person::{self, Anchor, Line, Person, Stored};
use kompass_app::{organisation, people};
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem, Result, format};
use uuid::Uuid;

/// Most letters of what is looked for.
const LONGEST: usize = 254;

#[derive(Template)]
#[template(path = "person/mine.html")]
struct Mine {
    page: Page,
    rows: Vec<Row>,
    /// The administrators of each of one's organisations.
    administrators: Vec<String>,
}

#[derive(Template)]
#[template(path = "person/find.html")]
struct Find {
    page: Page,
    id: Uuid,
    who: String,
    found: Vec<Found>,
}

struct Found {
    name: String,
    email: String,
    href: String,
}

#[derive(Template)]
#[template(path = "person/show.html")]
struct Show {
    page: Page,
    emails: String,
    rows: Vec<Row>,
    obstacles: Vec<String>,
    copy: String,
    /// The way to the erasure, if nothing stands in it.
    erase: Option<String>,
}

#[derive(Template)]
#[template(path = "person/erase.html")]
struct Erase {
    page: Page,
    /// True if all that there is stays.
    nothing: bool,
    rows: Vec<Row>,
    obstacles: Vec<String>,
    form: Option<Form>,
    wrong: Vec<String>,
}

/// Where something stands.
struct Row {
    part: String,
    evaluation: String,
    rows: String,
    outcome: String,
    certain: bool,
}

/// `GET /profile/data`.
pub(crate) async fn mine(shell: Shell) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let stored = person::mine(installation, caller, t).await?;
    let mut administrators = Vec::new();
    for it in organisation::mine(installation, caller).await? {
        let names = people::administrators(installation, caller, it.id).await?;
        if !names.is_empty() {
            let names = format::list(shell.lang(), &names);
            administrators.push(t.person_how_to(names, it.name.as_str()));
        }
    }
    let crumbs = [Link::to(t.profile(), "/profile")];
    Ok(page::html(&Mine {
        page: shell.page(t.person_mine())?.under(crumbs),
        rows: rows(&shell, &stored.lines),
        administrators,
    }))
}

/// `GET /profile/data/export`.
pub(crate) async fn export_mine(shell: Shell) -> Answer {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let stored = person::mine(installation, shell.caller(), t).await?;
    file(&shell, &stored)
}

/// `GET /organisations/{organisation}/persons`.
pub(crate) async fn find(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let there = organisation::get(installation, caller, id).await?;
    let who: String = shell.query("who").unwrap_or_default();
    let who: String = who.trim().chars().take(LONGEST).collect();
    let people = person::find(installation, caller, Some(id), &who).await?;
    let found = people.iter().filter_map(|it| {
        let anchor = it.anchor()?;
        Some(Found { name: name(it), email: emails(t, it), href: address(id, anchor) })
    });
    Ok(page::html(&Find {
        page: shell.page(t.persons())?.under(under(&shell, &there)),
        id,
        found: found.collect(),
        who,
    }))
}

/// `GET /organisations/{organisation}/persons/{person}`.
pub(crate) async fn show(shell: Shell, Path((id, who)): Path<(Uuid, String)>) -> Answer {
    let t = shell.texts();
    let (anchor, stored, crumbs) = stored(&shell, id, &who).await?;
    let here = address(id, &anchor);
    Ok(page::html(&Show {
        page: shell.page(name(&stored.person))?.under(crumbs),
        emails: emails(t, &stored.person),
        rows: rows(&shell, &stored.lines),
        obstacles: stored.obstacles.iter().map(|it| t.person_obstacle(it)).collect(),
        copy: format!("{here}/export"),
        erase: stored.erasable().then(|| format!("{here}/erase")),
    }))
}

/// `GET /organisations/{organisation}/persons/{person}/export`.
pub(crate) async fn export(shell: Shell, Path((id, who)): Path<(Uuid, String)>) -> Answer {
    let (_, stored, _) = stored(&shell, id, &who).await?;
    file(&shell, &stored)
}

/// `GET /organisations/{organisation}/persons/{person}/erase`.
pub(crate) async fn confirm_erase(shell: Shell, Path((id, who)): Path<(Uuid, String)>) -> Answer {
    confirm::proved(&shell)?;
    erase_with(&shell, id, &who, &[]).await
}

/// `POST /organisations/{organisation}/persons/{person}/erase`.
pub(crate) async fn erase(shell: Shell, Path((id, who)): Path<(Uuid, String)>) -> Answer {
    let anchor = anchor(&who)?;
    match person::erase(&shell.app.installation, shell.caller(), Some(id), &anchor).await {
        Ok(_) => page::done(&format!("/organisations/{id}/persons"), "person-erased"),
        Err(error) => erase_with(&shell, id, &who, &page::mendable(error)?).await,
    }
}

async fn erase_with(shell: &Shell, id: Uuid, who: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let (anchor, stored, mut crumbs) = stored(shell, id, who).await?;
    let here = address(id, &anchor);
    crumbs.push(Link::to(name(&stored.person), &here));
    let page = shell.page(t.person_erase_heading(name(&stored.person)))?.under(crumbs);
    let mut consequence = t.person_erase_consequence();
    if !stored.whole {
        consequence = format!("{} {consequence}", t.person_erase_part());
    }
    let form = stored.erasable().then(|| {
        Form::new(&page, format!("{here}/erase"), t.person_erase())
            .dangerous(consequence)
            .cancel(here.clone())
    });
    let erase = Erase {
        nothing: form.is_none() && stored.obstacles.is_empty(),
        rows: rows(shell, &stored.lines),
        obstacles: stored.obstacles.iter().map(|it| t.person_obstacle(it)).collect(),
        wrong: problems.iter().map(|problem| crate::error::words(problem, t)).collect(),
        form,
        page,
    };
    Ok(page::html_or_wrong(&erase, !problems.is_empty()))
}

/// The one of an address, and the way to them.
async fn stored(shell: &Shell, id: Uuid, who: &str) -> Result<(Anchor, Stored, Vec<Link>)> {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let there = organisation::get(installation, caller, id).await?;
    let anchor = anchor(who)?;
    let stored = person::get(installation, caller, Some(id), &anchor, t).await?;
    let mut crumbs = under(shell, &there);
    crumbs.push(Link::to(t.persons(), format!("/organisations/{id}/persons")));
    Ok((anchor, stored, crumbs))
}

fn anchor(who: &str) -> Result<Anchor> {
    who.parse().map_err(|_| Error::not_found("person", who, "look for them again"))
}

fn address(id: Uuid, anchor: &Anchor) -> String {
    let anchor = download::encoded(&anchor.to_string());
    format!("/organisations/{id}/persons/{anchor}")
}

fn file(shell: &Shell, stored: &Stored) -> Answer {
    let bytes = person::copy(&shell.app.installation, stored, shell.texts())?;
    let name = format!("{}.json", name(&stored.person));
    Ok(download::answer(&name, bytes.len() as u64, Body::from(bytes)))
}

fn rows(shell: &Shell, lines: &[Line]) -> Vec<Row> {
    let t = shell.texts();
    let row = |line: &Line| Row {
        part: t.person_part(line.part),
        evaluation: line.evaluation.clone(),
        rows: format::whole(shell.lang(), i64::try_from(line.rows).unwrap_or(i64::MAX)),
        outcome: t.person_outcome(line.outcome),
        certain: line.certain,
    };
    lines.iter().map(row).collect()
}

fn name(person: &Person) -> String {
    person.names.first().or(person.emails.first()).cloned().unwrap_or_default()
}

fn emails(t: &Texts, person: &Person) -> String {
    if person.emails.is_empty() {
        return t.persons_no_email();
    }
    person.emails.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}
