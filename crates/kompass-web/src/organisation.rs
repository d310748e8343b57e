//! Organisations: the list for those who run the installation, and each of them for its own people.

use crate::error::Answer;
use crate::evaluation;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::access::Scope;
use kompass_app::evaluation::list_for;
use kompass_app::organisation::{self, Draft, Kind, Organisation, PAGE};
use kompass_app::presence;
use kompass_core::access::{Action, Resource};
use kompass_core::i18n::Texts;
use kompass_core::{Problem, format};
use serde::Deserialize;
use uuid::Uuid;

const LIST: &str = "/organisations";

#[derive(Template)]
#[template(path = "organisation/list.html")]
struct List {
    page: Page,
    search: String,
    rows: Vec<Row>,
    more: Option<String>,
    /// True on every page but the first.
    further: bool,
    start: String,
}

struct Row {
    id: Uuid,
    name: String,
    kind: String,
    people: String,
    closed: bool,
}

#[derive(Template)]
#[template(path = "organisation/show.html")]
struct Show {
    page: Page,
    closed: Option<String>,
    kind: String,
    code: Option<String>,
    people: Option<String>,
    links: Vec<Link>,
    evaluations: Option<Vec<evaluation::Row>>,
    book: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    kind: Kind,
    #[serde(default)]
    code: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    version: i64,
}

#[derive(Deserialize)]
pub(crate) struct Version {
    version: i64,
}

/// `GET /organisations`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let search = shell.query("search").unwrap_or_default().trim().to_owned();
    let after = shell.query("after").and_then(|id| id.parse().ok());
    let organisations = organisation::list(installation, caller, &search, after).await?;
    let people = presence::people(installation, caller, &organisations).await?;
    let start = address(&search, None);
    let more = organisations.last().filter(|_| organisations.len() == PAGE as usize);
    let more = more.map(|last| address(&search, Some(last.id)));
    let row = |it: &Organisation| Row {
        id: it.id,
        name: it.name.clone(),
        kind: kind(t, it.kind),
        people: count(&shell, people.get(&it.id).copied()),
        closed: it.closed_at.is_some(),
    };
    let rows = organisations.iter().map(row).collect();
    let page = shell.page(t.organisations())?;
    Ok(page::html(&List { page, search, rows, more, further: after.is_some(), start }))
}

/// `GET /organisations/new`.
pub(crate) async fn new(shell: Shell) -> Answer {
    let typed = Typed {
        name: String::new(),
        kind: Kind::Municipality,
        code: String::new(),
        country: "SE".to_owned(),
        version: 0,
    };
    new_with(&shell, &typed, &[])
}

/// `POST /organisations/new`.
pub(crate) async fn make(shell: Shell, Sent(typed): Sent<Typed>) -> Answer {
    match organisation::make(&shell.app.installation, shell.caller(), &draft(&typed)).await {
        Ok(id) => page::done(&format!("{LIST}/{id}/people/invite"), "organisation-made"),
        Err(error) => new_with(&shell, &typed, &page::mendable(error)?),
    }
}

/// `GET /organisations/{organisation}`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let organisation = organisation::get(installation, caller, id).await?;
    let open = organisation.closed_at.is_none();
    let may = |resource, action| shell.may(resource, action, &Scope::Organisation(id));
    let people = if may(Resource::People, Action::Read) {
        let counted =
            presence::people(installation, caller, std::slice::from_ref(&organisation)).await?;
        Some(count(&shell, counted.get(&id).copied()))
    } else {
        None
    };
    let evaluations = if may(Resource::Evaluations, Action::Read) {
        let mut heads = list_for(installation, caller).await?;
        heads.retain(|head| head.organisation == id || head.evaluated_organisation == Some(id));
        Some(heads.iter().map(|head| evaluation::Row::of(&shell, head)).collect())
    } else {
        None
    };
    let here = format!("{LIST}/{id}");
    let mut links = Vec::new();
    let mut link = |shown: bool, label: String, to: &str| {
        links.extend(shown.then(|| Link::to(label, format!("{here}/{to}"))));
    };
    link(people.is_some(), t.organisation_to_people(), "people");
    link(may(Resource::Retention, Action::Read), t.retention(), "records");
    link(may(Resource::Persons, Action::Read), t.persons(), "persons");
    link(may(Resource::OrganisationLog, Action::Read), t.log_to_organisation(), "log");
    link(open && may(Resource::Organisation, Action::Write), t.organisation_edit(), "edit");
    let closes = shell.may(Resource::Organisations, Action::Write, &Scope::Installation);
    link(open && closes, t.organisation_close(), "close");
    let books = open && may(Resource::Evaluations, Action::Write);
    Ok(page::html(&Show {
        closed: organisation.closed_at.map(|at| t.organisation_closed_note(shell.moment(at))),
        kind: kind(t, organisation.kind),
        code: organisation.code.clone(),
        page: shell.page(organisation.name)?.under(above(&shell)),
        people,
        links,
        evaluations,
        book: books.then(|| format!("{here}/evaluations/new")),
    }))
}

/// `GET /organisations/{organisation}/edit`.
pub(crate) async fn edit(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let there = organisation::get(&shell.app.installation, shell.caller(), id).await?;
    let typed = Typed {
        name: there.name.clone(),
        kind: there.kind,
        code: there.code.clone().unwrap_or_default(),
        country: there.country.clone(),
        version: there.version,
    };
    edit_with(&shell, &there, &typed, &[])
}

/// `POST /organisations/{organisation}/edit`.
pub(crate) async fn update(shell: Shell, Path(id): Path<Uuid>, Sent(typed): Sent<Typed>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match organisation::update(installation, caller, id, typed.version, &draft(&typed)).await {
        Ok(_) => page::done(&format!("{LIST}/{id}"), "saved"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let there = organisation::get(installation, caller, id).await?;
            edit_with(&shell, &there, &typed, &problems)
        }
    }
}

/// `GET /organisations/{organisation}/close`.
pub(crate) async fn confirm_close(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let t = shell.texts();
    let there = organisation::get(&shell.app.installation, shell.caller(), id).await?;
    let page = shell.page(t.organisation_close())?.under(under(&shell, &there));
    let form = Form::new(
        &page,
        format!("{LIST}/{id}/close"),
        t.organisation_close_go(there.name.as_str()),
    )
    .field(Field::hidden("version", there.version.to_string()))
    .dangerous(t.organisation_close_consequence(there.name.as_str()))
    .cancel(format!("{LIST}/{id}"));
    Ok(shell.form_page(page, "", form))
}

/// `POST /organisations/{organisation}/close`.
pub(crate) async fn close(shell: Shell, Path(id): Path<Uuid>, Sent(sent): Sent<Version>) -> Answer {
    organisation::close(&shell.app.installation, shell.caller(), id, sent.version).await?;
    page::done(LIST, "organisation-closed")
}

/// The way to an organisation: through the list for those who see it.
pub(crate) fn above(shell: &Shell) -> Vec<Link> {
    let lists = shell.may(Resource::Organisations, Action::Read, &Scope::Installation);
    lists.then(|| Link::to(shell.texts().organisations(), LIST)).into_iter().collect()
}

/// The way to what is under an organisation.
pub(crate) fn under(shell: &Shell, organisation: &Organisation) -> Vec<Link> {
    let mut crumbs = above(shell);
    crumbs.push(Link::to(&organisation.name, format!("{LIST}/{}", organisation.id)));
    crumbs
}

fn new_with(shell: &Shell, typed: &Typed, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let page = shell.page(t.organisation_new())?.under(above(shell));
    let countries = vec![
        ("SE".to_owned(), t.organisation_country_se()),
        ("NO".to_owned(), t.organisation_country_no()),
    ];
    let form = Form::new(&page, format!("{LIST}/new"), t.organisation_add());
    let form = with_fields(form, typed, t)
        .field(Field::choice("country", t.organisation_country(), countries).value(&typed.country))
        .cancel(LIST)
        .wrong(problems, t);
    Ok(shell.form_page(page, t.organisation_new_lead(), form))
}

fn edit_with(shell: &Shell, there: &Organisation, typed: &Typed, problems: &[Problem]) -> Answer {
    let (t, here) = (shell.texts(), format!("{LIST}/{}", there.id));
    let page = shell.page(t.organisation_edit())?.under(under(shell, there));
    let form = Form::new(&page, format!("{here}/edit"), t.organisation_save());
    let form = if shell.may(Resource::Organisations, Action::Write, &Scope::Installation) {
        with_fields(form, typed, t)
    } else {
        let name = Field::text("name", t.organisation_name()).help(t.organisation_name_only());
        form.field(name.most(200).value(&typed.name))
            .field(Field::hidden("kind", word(there.kind)))
            .field(Field::hidden("code", there.code.as_deref().unwrap_or_default()))
    };
    let form = form
        .field(Field::hidden("version", typed.version.to_string()))
        .cancel(here)
        .wrong(problems, t);
    Ok(shell.form_page(page, "", form))
}

fn with_fields(form: Form, typed: &Typed, t: &Texts) -> Form {
    let help = |kind| match kind {
        Kind::Federation => t.organisation_kind_federation_help(),
        Kind::Municipality => t.organisation_kind_municipality_help(),
        Kind::Region => t.organisation_kind_region_help(),
        Kind::Consultancy => t.organisation_kind_consultancy_help(),
    };
    let kinds = Kind::ALL.map(|it| (word(it).to_owned(), kind(t, it), help(it)));
    let name = Field::text("name", t.organisation_name()).help(t.organisation_name_help());
    let code = Field::text("code", t.organisation_code()).help(t.organisation_code_help());
    form.field(name.most(200).value(&typed.name))
        .field(Field::radios("kind", t.organisation_kind(), kinds.into()).value(word(typed.kind)))
        .field(code.most(4).optional().value(&typed.code))
}

fn draft(typed: &Typed) -> Draft<'_> {
    let Typed { name, kind, code, country, .. } = typed;
    Draft { name, kind: *kind, code, country }
}

/// What an organisation is, in words.
fn kind(t: &Texts, kind: Kind) -> String {
    match kind {
        Kind::Federation => t.organisation_kind_federation(),
        Kind::Municipality => t.organisation_kind_municipality(),
        Kind::Region => t.organisation_kind_region(),
        Kind::Consultancy => t.organisation_kind_consultancy(),
    }
}

/// As it is sent.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Federation => "federation",
        Kind::Municipality => "municipality",
        Kind::Region => "region",
        Kind::Consultancy => "consultancy",
    }
}

fn count(shell: &Shell, people: Option<u64>) -> String {
    format::whole(shell.lang(), i64::try_from(people.unwrap_or_default()).unwrap_or(i64::MAX))
}

/// The list from the first name that begins so, or after an organisation.
fn address(search: &str, after: Option<Uuid>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !search.is_empty() {
        query.append_pair("search", search);
    }
    if let Some(after) = after {
        query.append_pair("after", &after.to_string());
    }
    match query.finish() {
        query if query.is_empty() => LIST.to_owned(),
        query => format!("{LIST}?{query}"),
    }
}
