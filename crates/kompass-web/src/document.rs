//! The documents of an evaluation: handing in, describing, reading page by page, removing.

use crate::conflict::{self, Text as Conflicting};
use crate::document_request::{self, Asked};
use crate::download::{self, encoded};
use crate::error::{self, Answer};
use crate::form::{CheckBox, Checks, Field, Form};
use crate::page::{self, Link, Page, Shell};
use crate::people::values;
use crate::upload::{self, FILES, Fields as Sending};
use askama::Template;
use axum::body::Body;
use axum::extract::{Form as Sent, Path};
use axum::http::StatusCode;
use futures_util::TryStreamExt;
use kompass_app::document::{
    self, Description, Format, Intake, Kind, Outcome, Refusal, Refused, Shelf, Stored, Text,
    TextState, Unit, reason,
};
use kompass_core::i18n::Texts;
use kompass_core::search::{Piece, Query, marked};
use kompass_core::{Error, Problem, Result, format};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Pages to which a document's page links; more are reached from page to page.
const LINKED: u32 = 200;

#[derive(Template)]
#[template(path = "document/list.html")]
struct List {
    page: Page,
    /// The form for handing in, if the caller may.
    hand_in: Option<HandIn>,
    asked: Asked,
    rows: Vec<Row>,
    done: Vec<Done>,
}

/// The form for handing in.
struct HandIn {
    form: Form,
    limits: String,
    megabytes: u32,
    files: u32,
    address: String,
}

/// What became of a file.
struct Done {
    name: String,
    words: String,
    tone: &'static str,
    href: Option<String>,
}

/// A document in the list.
struct Row {
    code: String,
    title: String,
    about: String,
    href: String,
    sub_areas: String,
    state: State,
    file: Option<String>,
}

/// How far the text of a document is read, in words.
struct State {
    words: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "document/show.html")]
struct Show {
    page: Page,
    facts: Vec<(String, String)>,
    state: State,
    note: String,
    address: Option<String>,
    file: Option<String>,
    edit: Option<String>,
    remove: Option<String>,
    pages: Vec<Link>,
    more: bool,
}

#[derive(Template)]
#[template(path = "document/page.html")]
struct Leaf {
    page: Page,
    title: String,
    pieces: Vec<Piece>,
    before: Option<Link>,
    after: Option<Link>,
    of: String,
    file: Option<String>,
}

type Fields = Vec<(String, String)>;

/// `GET /evaluations/{evaluation}/documents`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    list_with(&shell, id, &[], &[], Vec::new()).await
}

/// `POST /evaluations/{evaluation}/documents`.
pub(crate) async fn hand_in(shell: Shell, Path(id): Path<Uuid>, mut sent: Sending) -> Answer {
    let (mut chosen, mut done) = (Vec::new(), Vec::new());
    let taken = take(&shell, id, &mut sent, &mut chosen, &mut done).await;
    let problems = match taken {
        Ok(()) => Vec::new(),
        Err(error) => page::mendable(error)?,
    };
    let all_in = done.iter().all(|(_, outcome)| matches!(outcome, Outcome::Added(..)));
    if problems.is_empty() && all_in && !done.is_empty() {
        return page::done(&format!("/evaluations/{id}/documents"), "document-added");
    }
    let away = [Refused::Store, Refused::Unscanned];
    let store_away = done
        .iter()
        .any(|(_, outcome)| matches!(outcome, Outcome::Refused(why) if away.contains(why)));
    let problems = if done.is_empty() && problems.is_empty() {
        vec![reason::CHOOSE.problem(FILES)]
    } else {
        problems
    };
    let mut answer = list_with(&shell, id, &chosen, &problems, done).await?;
    *answer.status_mut() =
        if store_away { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(answer)
}

async fn take(
    shell: &Shell,
    id: Uuid,
    sent: &mut Sending,
    chosen: &mut Vec<String>,
    done: &mut Vec<(String, Outcome)>,
) -> Result<()> {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let mut intake = None;
    while let Some(field) = sent.next().await? {
        match (field.name(), field.file_name().map(str::to_owned)) {
            (Some("sub_area"), None) if intake.is_none() => chosen.push(upload::text(field).await?),
            // What a browser sends for a field without a file.
            (Some(FILES), Some(name)) if name.is_empty() => {}
            (Some(FILES), Some(name)) => {
                let taking = match &mut intake {
                    Some(taking) => taking,
                    None => intake.insert(Intake::begin(installation, caller, id, chosen).await?),
                };
                let bytes = field.map_err(|error| upload::broken(&error));
                let outcome = taking.file(&name, bytes).await?;
                done.push((name, outcome));
            }
            _ => {}
        }
    }
    Ok(())
}

/// `GET /evaluations/{evaluation}/document-address`.
pub(crate) async fn address(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    address_with(&shell, id, &Fields::new(), &[], None).await
}

/// `POST /evaluations/{evaluation}/document-address`.
pub(crate) async fn take_address(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let chosen: Vec<String> = values(&fields, "sub_area").map(str::to_owned).collect();
    let here = format!("/evaluations/{id}/documents");
    let taken = async {
        let mut intake = Intake::begin(installation, caller, id, &chosen).await?;
        intake.address(one(&fields, "address"), one(&fields, "title")).await
    };
    match taken.await {
        Ok(Outcome::Added(..)) => page::done(&here, "document-added"),
        Ok(outcome) => address_with(&shell, id, &fields, &[], Some(outcome)).await,
        Err(error) => address_with(&shell, id, &fields, &page::mendable(error)?, None).await,
    }
}

async fn address_with(
    shell: &Shell,
    id: Uuid,
    fields: &Fields,
    problems: &[Problem],
    outcome: Option<Outcome>,
) -> Answer {
    let t = shell.texts();
    let shelf = document::shelf(&shell.app.installation, shell.caller(), id).await?;
    let here = format!("/evaluations/{id}/documents");
    let page = shell
        .evaluation_page(&shelf.head, t.document_address())?
        .under_more([Link::to(t.section_documents(), here.clone())]);
    let chosen: Vec<String> = values(fields, "sub_area").map(str::to_owned).collect();
    let mut form =
        Form::new(&page, format!("/evaluations/{id}/document-address"), t.document_address_go())
            .field(
                Field::text("address", t.document_address_field())
                    .help(t.document_address_help())
                    .most(2000)
                    .value(one(fields, "address")),
            )
            .field(
                Field::text("title", t.document_title())
                    .help(t.document_address_title_help())
                    .most(300)
                    .optional()
                    .value(one(fields, "title")),
            )
            .field(sub_areas(shell, &shelf, &chosen))
            .cancel(here)
            .wrong(problems, t);
    if let Some(outcome) = outcome {
        form.errors.push(said(t, id, one(fields, "address"), &outcome).words);
    }
    Ok(shell.form_page(page, t.document_address_lead(), form))
}

/// `GET /evaluations/{evaluation}/documents/{code}`.
pub(crate) async fn show(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let (shelf, stored) = document::one(installation, caller, id, &code).await?;
    let here = address_of(id, &code);
    let it = &stored.document;
    let receipt = stored.receipt.as_ref();
    let facts = [
        (t.document_code(), code),
        (t.document_kind(), it.kind.clone()),
        (t.document_date(), it.date.map(format::date).unwrap_or_default()),
        (t.document_sub_areas(), titles(&shell, &shelf, &it.sub_areas)),
        (t.document_file(), stored.file.name.clone()),
        (
            t.document_receipt(),
            receipt.map(|it| format!("{}, {}", it.name, shell.moment(it.at))).unwrap_or_default(),
        ),
    ];
    let unit = unit(stored.text.as_ref());
    let count = stored.text.as_ref().map_or(0, |text| text.pages);
    let leaf = |number: u32| Link::to(number.to_string(), format!("{here}/pages/{number}"));
    let changes = shelf.may_change(&stored);
    let page = shell.evaluation_page(&shelf.head, it.title.clone())?;
    Ok(page::html(&Show {
        facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        state: State::of(t, stored.text.as_ref()),
        note: note(t, stored.text.as_ref(), unit),
        address: web(&it.address),
        file: stored.file.blob.as_ref().map(|_| format!("{here}/file")),
        edit: changes.then(|| format!("{here}/edit")),
        remove: changes.then(|| format!("{here}/remove")),
        pages: (1..=count.min(LINKED)).map(leaf).collect(),
        more: count > LINKED,
        page,
    }))
}

/// `GET /evaluations/{evaluation}/documents/{code}/file`.
pub(crate) async fn file(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let file = document::download(&shell.app.installation, shell.caller(), id, &code).await?;
    Ok(download::answer(&file.name, file.size, Body::from_stream(file.bytes)))
}

/// `GET /evaluations/{evaluation}/documents/{code}/pages/{page}`.
pub(crate) async fn page(
    shell: Shell,
    Path((id, code, number)): Path<(Uuid, String, u32)>,
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let leaf = document::leaf(installation, caller, id, &code, number).await?;
    let asked = shell.query("q").unwrap_or_default();
    let found = Query::parse(&asked).and_then(|query| query.find_any(&leaf.text));
    let plain = || vec![Piece { text: leaf.text.clone(), marked: false }];
    let pieces = found.map_or_else(plain, |found| marked(&leaf.text, &found));
    let here = address_of(id, &code);
    let unit = unit(leaf.stored.text.as_ref());
    let count = leaf.stored.text.as_ref().map_or(0, |text| text.pages);
    // What was asked for stays marked from page to page.
    let kept = if asked.is_empty() { String::new() } else { format!("?q={}", encoded(&asked)) };
    let to = |number: u32| {
        Link::to(unit_number(t, unit, number), format!("{here}/pages/{number}{kept}"))
    };
    let title = leaf.stored.document.title.clone();
    let page = shell
        .evaluation_page(&leaf.shelf.head, unit_number(t, unit, number))?
        .under_more([Link::to(title.clone(), here.clone())]);
    Ok(page::html(&Leaf {
        page,
        title,
        pieces,
        before: (number > 1).then(|| to(number - 1)),
        after: (number < count).then(|| to(number + 1)),
        of: t.document_page_of(u64::from(number), u64::from(count)),
        file: leaf.stored.file.blob.as_ref().map(|_| format!("{here}/file")),
    }))
}

/// `GET /evaluations/{evaluation}/documents/{code}/edit`.
pub(crate) async fn edit(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let (shelf, stored) = document::one(installation, caller, id, &code).await?;
    if !shelf.may_change(&stored) {
        return Err(reason::NOT_YOURS.forbidden().into());
    }
    let it = &stored.document;
    let fields = [
        ("version", stored.version.to_string()),
        ("title", it.title.clone()),
        ("kind", it.kind.clone()),
        ("date", it.date.map(format::date).unwrap_or_default()),
        ("address", it.address.clone()),
    ];
    let tagged = it.sub_areas.iter().map(|code| ("sub_area", code.clone()));
    let fields: Fields =
        fields.into_iter().chain(tagged).map(|(name, value)| (name.to_owned(), value)).collect();
    edit_with(&shell, &shelf, &code, &fields, &[])
}

/// `POST /evaluations/{evaluation}/documents/{code}/edit`.
pub(crate) async fn update(
    shell: Shell,
    Path((id, code)): Path<(Uuid, String)>,
    Sent(mut fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    if one(&fields, "merge") == "both" {
        let (_, there) = document::one(installation, caller, id, &code).await?;
        for (name, value) in &mut fields {
            match name.as_str() {
                "title" => *value = joined(value, &there.document.title),
                "kind" => *value = joined(value, &there.document.kind),
                "date" if value.is_empty() => {
                    *value = there.document.date.map(format::date).unwrap_or_default();
                }
                "address" if value.is_empty() => value.clone_from(&there.document.address),
                _ => {}
            }
        }
    }
    let version = one(&fields, "version").parse().unwrap_or(0);
    let date = match one(&fields, "date").trim() {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| error::invalid("W10", "date", "this is no day: write it as 2026-03-12")),
    };
    let saved = match date {
        Ok(date) => {
            let said = Description {
                title: one(&fields, "title").to_owned(),
                kind: one(&fields, "kind").to_owned(),
                date,
                address: one(&fields, "address").to_owned(),
                sub_areas: values(&fields, "sub_area").map(str::to_owned).collect(),
            };
            document::describe(installation, caller, id, &code, version, &said).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(_) => page::done(&address_of(id, &code), "saved"),
        Err(Error::Conflict(_)) => conflict_with(&shell, id, &code, &fields).await,
        Err(error) => {
            let problems = page::mendable(error)?;
            let (shelf, _) = document::one(installation, caller, id, &code).await?;
            edit_with(&shell, &shelf, &code, &fields, &problems)
        }
    }
}

/// Titles are one line, so both stand in it one after the other.
fn joined(mine: &str, theirs: &str) -> String {
    conflict::merged(mine, theirs).replace("\n\n", " / ")
}

async fn conflict_with(shell: &Shell, id: Uuid, code: &str, fields: &Fields) -> Answer {
    let t = shell.texts();
    let (shelf, there) = document::one(&shell.app.installation, shell.caller(), id, code).await?;
    let here = address_of(id, code);
    let page = shell.evaluation_page(&shelf.head, t.document_edit())?;
    let it = &there.document;
    let date = it.date.map(format::date).unwrap_or_default();
    let both = [
        ("title", t.document_title(), it.title.as_str()),
        ("kind", t.document_kind(), it.kind.as_str()),
        ("date", t.document_date(), date.as_str()),
        ("address", t.document_address_field(), it.address.as_str()),
    ];
    let (mut texts, mut others) = (Vec::new(), Vec::new());
    for (name, label, theirs) in both {
        let mine = one(fields, name);
        if name == "title" || mine != theirs {
            texts.push(Conflicting { name, label, mine, theirs });
        } else {
            others.push((name, mine.to_owned()));
        }
    }
    // What either of them chose stays chosen.
    let chosen: BTreeSet<&str> =
        values(fields, "sub_area").chain(it.sub_areas.iter().map(String::as_str)).collect();
    others.extend(chosen.into_iter().map(|code| ("sub_area", code.to_owned())));
    conflict::page(shell, page, format!("{here}/edit"), here, there.version, texts, others)
}

fn edit_with(
    shell: &Shell,
    shelf: &Shelf,
    code: &str,
    fields: &Fields,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let here = address_of(shelf.head.id, code);
    let page = shell
        .evaluation_page(&shelf.head, t.document_edit())?
        .under_more([Link::to(code, here.clone())]);
    let chosen: Vec<String> = values(fields, "sub_area").map(str::to_owned).collect();
    let form = Form::new(&page, format!("{here}/edit"), t.document_edit_go())
        .field(Field::hidden("version", one(fields, "version")))
        .field(Field::text("title", t.document_title()).most(300).value(one(fields, "title")))
        .field(
            Field::text("kind", t.document_kind())
                .help(t.document_kind_help())
                .most(100)
                .optional()
                .value(one(fields, "kind")),
        )
        .field(Field::date("date", t.document_date()).optional().value(one(fields, "date")))
        .field(
            Field::text("address", t.document_address_field())
                .most(2000)
                .optional()
                .value(one(fields, "address")),
        )
        .field(sub_areas(shell, shelf, &chosen))
        .cancel(here)
        .wrong(problems, t);
    Ok(shell.form_page(page, String::new(), form))
}

/// `GET /evaluations/{evaluation}/documents/{code}/remove`.
pub(crate) async fn confirm_remove(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let (shelf, stored) = document::one(installation, caller, id, &code).await?;
    if !shelf.may_change(&stored) {
        return Err(reason::NOT_YOURS.forbidden().into());
    }
    let here = address_of(id, &code);
    let page = shell
        .evaluation_page(&shelf.head, t.document_remove(stored.document.title.as_str()))?
        .under_more([Link::to(stored.document.title.clone(), here.clone())]);
    if !shelf.may_remove {
        let places = document::used(installation, caller, id, &code).await?;
        let used = match places.as_slice() {
            [] => String::new(),
            places => t.document_used(format::list(shell.lang(), places)),
        };
        return Ok(page::html(&Stays { page, used, back: here }));
    }
    let form = Form::new(&page, format!("{here}/remove"), t.document_remove_go())
        .field(Field::hidden("version", stored.version.to_string()))
        .cancel(here)
        .dangerous(t.document_remove_consequence());
    Ok(shell.form_page(page, String::new(), form))
}

#[derive(Template)]
#[template(path = "document/stays.html")]
struct Stays {
    page: Page,
    used: String,
    back: String,
}

/// `POST /evaluations/{evaluation}/documents/{code}/remove`.
pub(crate) async fn remove(
    shell: Shell,
    Path((id, code)): Path<(Uuid, String)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let version = one(&fields, "version").parse().unwrap_or(0);
    document::remove(&shell.app.installation, shell.caller(), id, &code, version).await?;
    page::done(&format!("/evaluations/{id}/documents"), "document-removed")
}

async fn list_with(
    shell: &Shell,
    id: Uuid,
    chosen: &[String],
    problems: &[Problem],
    done: Vec<(String, Outcome)>,
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let shelf = document::shelf(installation, caller, id).await?;
    let here = format!("/evaluations/{id}/documents");
    let page = shell.evaluation_page(&shelf.head, t.section_documents())?;
    let row = |it: &Stored| {
        let href = address_of(id, &it.document.code);
        let date = it.document.date.map(format::date).unwrap_or_default();
        let about = [it.document.kind.clone(), date];
        Row {
            code: it.document.code.clone(),
            title: it.document.title.clone(),
            about: about.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", "),
            sub_areas: it.document.sub_areas.join(", "),
            state: State::of(t, it.text.as_ref()),
            file: it.file.blob.as_ref().map(|_| format!("{href}/file")),
            href,
        }
    };
    let config = &installation.config.documents;
    let (megabytes, files) = (config.file_megabytes, config.request_files);
    let hand_in = shelf.may_add.then(|| HandIn {
        form: Form::new(&page, here.clone(), t.document_hand_in_go())
            .field(sub_areas(shell, &shelf, chosen))
            .field(Field::text(FILES, t.document_files()))
            .wrong(problems, t),
        limits: t.document_limits(u64::from(files), u64::from(megabytes)),
        megabytes,
        files,
        address: format!("/evaluations/{id}/document-address"),
    });
    Ok(page::html(&List {
        asked: document_request::asked(shell, id).await?,
        rows: shelf.documents.iter().map(row).collect(),
        done: done.iter().map(|(name, outcome)| said(t, id, name, outcome)).collect(),
        hand_in,
        page,
    }))
}

/// The boxes of the sub-areas that the caller may choose.
pub(crate) fn sub_areas(shell: &Shell, shelf: &Shelf, chosen: &[String]) -> Field {
    let t = shell.texts();
    let areas = shelf.framework.areas.iter().map(|area| Checks {
        heading: format!("{}. {}", area.number, area.title.get(shell.lang())),
        boxes: area
            .sub_areas
            .iter()
            .filter(|sub| shelf.sub_areas.contains(&sub.code))
            .map(|sub| CheckBox {
                value: sub.code.clone(),
                words: format!("{} {}", sub.code, sub.short.get(shell.lang())),
                help: String::new(),
                chosen: chosen.contains(&sub.code),
            })
            .collect(),
    });
    let areas = areas.filter(|area| !area.boxes.is_empty()).collect();
    let field = Field::checks("sub_area", t.document_sub_areas(), areas);
    if shelf.must_choose {
        field.help(t.document_sub_areas_must())
    } else {
        field.help(t.document_sub_areas_help()).optional()
    }
}

/// Where a document is.
pub(crate) fn address_of(evaluation: Uuid, code: &str) -> String {
    format!("/evaluations/{evaluation}/documents/{}", encoded(code))
}

/// A page, slide or part by its number.
pub(crate) fn unit_number(t: &Texts, unit: Unit, number: u32) -> String {
    let number = u64::from(number);
    match unit {
        Unit::Page => t.document_unit_page(number),
        Unit::Slide => t.document_unit_slide(number),
        Unit::Part => t.document_unit_part(number),
    }
}

/// What the text of a document is divided into.
pub(crate) fn unit(text: Option<&Text>) -> Unit {
    let format = text.and_then(|text| text.format.as_deref());
    let known = Format::ALL
        .into_iter()
        .find(|it| serde_json::to_value(it).is_ok_and(|word| word.as_str() == format));
    known.map_or(Unit::Part, Format::unit)
}

impl State {
    fn of(t: &Texts, text: Option<&Text>) -> Self {
        let Some(text) = text else {
            return Self { words: String::new(), tone: "" };
        };
        let (words, tone) = match (text.state, text.reason.as_deref()) {
            (TextState::Waiting | TextState::Reading, _) => (t.document_state_waiting(), "info"),
            (TextState::Done, _) if text.cut => (t.document_state_cut(), "mid"),
            (TextState::Done, _) => (t.document_state_done(), "good"),
            (TextState::None, Some("no_text")) => (t.document_state_scanned(), "mid"),
            (TextState::None, _) => (t.document_state_none(), ""),
            (TextState::Refused, Some("encrypted")) => (t.document_state_encrypted(), "bad"),
            (TextState::Refused, Some("broken")) => (t.document_state_broken(), "bad"),
            (TextState::Refused, _) => (t.document_state_heavy(), "bad"),
        };
        Self { words, tone }
    }
}

/// What a state means for the reader.
fn note(t: &Texts, text: Option<&Text>, unit: Unit) -> String {
    let Some(text) = text else { return String::new() };
    let pages = u64::from(text.pages);
    match (text.state, text.reason.as_deref()) {
        (TextState::Waiting | TextState::Reading, _) => t.document_note_waiting(),
        (TextState::Done, _) if text.cut => t.document_note_cut(pages),
        (TextState::Done, _) => match unit {
            Unit::Page => t.document_note_pages(pages),
            Unit::Slide => t.document_note_slides(pages),
            Unit::Part => t.document_note_parts(pages),
        },
        (TextState::None, Some("no_text")) => t.document_note_scanned(),
        (TextState::None, _) => t.document_note_none(),
        (TextState::Refused, Some("encrypted")) => t.document_note_encrypted(),
        (TextState::Refused, Some("broken")) => t.document_note_broken(),
        (TextState::Refused, _) => t.document_note_heavy(),
    }
}

/// What became of a file, in words.
fn said(t: &Texts, evaluation: Uuid, name: &str, outcome: &Outcome) -> Done {
    let to = |code: &str| Some(address_of(evaluation, code));
    let (words, tone, href) = match outcome {
        Outcome::Added(code, _) => (t.document_in(code.as_str()), "good", to(code)),
        Outcome::There(code) => (t.document_there(code.as_str()), "", to(code)),
        Outcome::Refused(refused) => (refused_words(t, refused), "bad", None),
    };
    Done { name: name.to_owned(), words, tone, href }
}

fn refused_words(t: &Texts, refused: &Refused) -> String {
    match refused {
        Refused::TooLarge(most) => t.document_refused_large(u64::from(*most)),
        Refused::Full(most) => t.document_refused_full(u64::from(*most)),
        Refused::TooMany(most) => t.document_refused_many(u64::from(*most)),
        Refused::Store => t.document_refused_store(),
        Refused::Harmful => t.document_refused_harmful(),
        Refused::Unscanned => t.document_refused_unscanned(),
        Refused::Kind(Refusal::Empty) => t.document_refused_empty(),
        Refused::Kind(Refusal::Ending(ending)) if ending.is_empty() => {
            t.document_refused_no_ending()
        }
        Refused::Kind(Refusal::Ending(ending)) => t.document_refused_ending(ending.as_str()),
        Refused::Kind(Refusal::Other { named, is }) => match is {
            Kind::Of(format) => t.document_refused_is(format.endings()[0], named.as_str()),
            Kind::Zip => t.document_refused_is("zip", named.as_str()),
            Kind::Text => t.document_refused_text(named.as_str()),
            Kind::OldOffice => t.document_refused_old(named.as_str()),
            Kind::LockedOffice => t.document_refused_locked(named.as_str()),
            Kind::Unknown => t.document_refused_unknown(named.as_str()),
        },
    }
}

/// Sub-areas with their titles.
fn titles(shell: &Shell, shelf: &Shelf, codes: &[String]) -> String {
    let title = |code: &String| {
        let title = shelf.framework.sub_area(code).map_or("", |it| it.short.get(shell.lang()));
        format!("{code} {title}").trim().to_owned()
    };
    codes.iter().map(title).collect::<Vec<_>>().join("; ")
}

/// An address that somebody wrote is a link only if it leads to the web.
fn web(address: &str) -> Option<String> {
    ["http://", "https://"].iter().any(|it| address.starts_with(it)).then(|| address.to_owned())
}

pub(crate) fn one<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
}
