//! The rows of the lists – strengths, improvement areas, good examples –, one at a time.

use super::{area_title, not_there};
use crate::conflict::{self, Choice, Text};
use crate::error::Answer;
use crate::evaluation::LIST;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::evaluation::Seen;
use kompass_app::writing::{self, Item, List, Reusable, Wording};
use kompass_core::{Error, Problem};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "writing/reuse.html")]
struct Reuse {
    page: Page,
    action: String,
    examples: Vec<Reusable>,
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    body: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    sub_area: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    merge: String,
}

#[derive(Deserialize)]
pub(crate) struct Moved {
    #[serde(default)]
    direction: String,
}

#[derive(Deserialize)]
pub(crate) struct Read {
    #[serde(default)]
    version: i64,
}

/// `GET /evaluations/{evaluation}/writing/{place}/rows/{list}`.
pub(crate) async fn new(shell: Shell, Path((id, area, list)): Path<(Uuid, u8, List)>) -> Answer {
    let seen = writing::open(&shell.app.installation, shell.caller(), id).await?;
    new_with(&shell, &seen, area, list, &Typed::of(&Wording::default(), 0), &[])
}

/// `POST /evaluations/{evaluation}/writing/{place}/rows/{list}`.
pub(crate) async fn add(
    shell: Shell,
    Path((id, area, list)): Path<(Uuid, u8, List)>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match writing::add(installation, caller, id, area, list, &typed.wording()).await {
        Ok(_) => page::done(&format!("{LIST}/{id}/writing/{area}"), "writing-added"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let seen = writing::open(installation, caller, id).await?;
            new_with(&shell, &seen, area, list, &typed, &problems)
        }
    }
}

/// `GET /evaluations/{evaluation}/writing/row/{row}`.
pub(crate) async fn edit(shell: Shell, Path((id, row)): Path<(Uuid, Uuid)>) -> Answer {
    let (seen, item) = open(&shell, id, row).await?;
    let typed = Typed::of(&item.wording, item.version);
    edit_with(&shell, &seen, &item, &typed, &[])
}

/// `POST /evaluations/{evaluation}/writing/row/{row}`.
pub(crate) async fn change(
    shell: Shell,
    Path((id, row)): Path<(Uuid, Uuid)>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let (seen, item) = open(&shell, id, row).await?;
    let mut wording = typed.wording();
    if typed.merge == "both" {
        wording.text = conflict::merged(&wording.text, &item.wording.text);
    }
    let to = format!("{LIST}/{id}/writing/{}", item.area);
    match writing::change(installation, caller, id, row, typed.version, &wording).await {
        Ok(version) => shell.saved(version, &to),
        Err(Error::Conflict(_)) => {
            let (seen, there) = open(&shell, id, row).await?;
            let action = format!("{LIST}/{id}/writing/row/{row}");
            let page = shell.evaluation_page(&seen.head, heading(&shell, there.list))?;
            let (label, theirs) = (heading(&shell, there.list), &there.wording);
            let part = |code: &str| {
                let found = seen.framework.sub_area(code);
                found
                    .map_or_else(String::new, |it| format!("{code} {}", it.short.get(shell.lang())))
            };
            let (mut choices, mut texts) = (Vec::new(), Vec::new());
            let mut others = vec![("body", typed.body.clone())];
            match there.list {
                List::Example if typed.who != theirs.who => texts.push(Text {
                    name: "who",
                    label: t.writing_who(),
                    mine: &typed.who,
                    theirs: &theirs.who,
                }),
                List::Example => others.push(("who", typed.who.clone())),
                List::Strength | List::Improvement => {
                    others.push(("sub_area", typed.sub_area.clone()));
                    choices.push(Choice {
                        label: t.writing_belongs(),
                        mine: part(&typed.sub_area),
                        theirs: theirs.sub_area.as_deref().map_or_else(String::new, part),
                    });
                }
            }
            texts.push(Text { name: "body", label, mine: &typed.body, theirs: &theirs.text });
            conflict::chosen(&shell, page, action, to, there.version, (choices, texts), others)
        }
        Err(error) => edit_with(&shell, &seen, &item, &typed, &page::mendable(error)?),
    }
}

/// `GET /evaluations/{evaluation}/writing/row/{row}/remove`.
pub(crate) async fn ask_remove(shell: Shell, Path((id, row)): Path<(Uuid, Uuid)>) -> Answer {
    let t = shell.texts();
    let (seen, item) = open(&shell, id, row).await?;
    let page = under(&shell, &seen, item.area, t.writing_remove())?;
    let here = format!("{LIST}/{id}/writing");
    let Wording { who, text, .. } = &item.wording;
    let told: Vec<&str> =
        [who.as_str(), text.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
    let form = Form::new(&page, format!("{here}/row/{row}/remove"), t.writing_remove_go())
        .field(Field::hidden("version", item.version.to_string()))
        .cancel(format!("{here}/{}", item.area))
        .dangerous(t.writing_remove_consequence());
    Ok(shell.form_page(page, told.join(" – "), form))
}

/// `POST /evaluations/{evaluation}/writing/row/{row}/remove`.
pub(crate) async fn remove(
    shell: Shell,
    Path((id, row)): Path<(Uuid, Uuid)>,
    Sent(read): Sent<Read>,
) -> Answer {
    let (_, item) = open(&shell, id, row).await?;
    writing::remove(&shell.app.installation, shell.caller(), id, row, read.version).await?;
    page::done(&format!("{LIST}/{id}/writing/{}", item.area), "writing-removed")
}

/// `POST /evaluations/{evaluation}/writing/row/{row}/move`.
pub(crate) async fn shift(
    shell: Shell,
    Path((id, row)): Path<(Uuid, Uuid)>,
    Sent(moved): Sent<Moved>,
) -> Answer {
    let up = moved.direction == "up";
    let area = writing::shift(&shell.app.installation, shell.caller(), id, row, up).await?;
    page::done(&format!("{LIST}/{id}/writing/{area}"), "writing-moved")
}

/// `GET /evaluations/{evaluation}/writing/{place}/reuse`.
pub(crate) async fn reuse(shell: Shell, Path((id, area)): Path<(Uuid, u8)>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let seen = writing::open(installation, caller, id).await?;
    let examples = writing::reusable(installation, caller, &seen.head, area).await?;
    let page = under(&shell, &seen, area, shell.texts().writing_reuse())?;
    let action = format!("{LIST}/{id}/writing/{area}/rows/example");
    Ok(page::html(&Reuse { page, action, examples }))
}

async fn open(shell: &Shell, id: Uuid, row: Uuid) -> kompass_core::Result<(Seen, Item)> {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let seen = writing::open(installation, caller, id).await?;
    let item = writing::item(installation, caller, &seen.head, row).await?;
    Ok((seen, item))
}

fn new_with(
    shell: &Shell,
    seen: &Seen,
    area: u8,
    list: List,
    typed: &Typed,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let here = format!("{LIST}/{}/writing/{area}", seen.head.id);
    let word = match list {
        List::Strength => "strength",
        List::Improvement => "improvement",
        List::Example => "example",
    };
    let page = under(shell, seen, area, heading(shell, list))?;
    let form = Form::new(&page, format!("{here}/rows/{word}"), t.writing_add());
    let form = fields(shell, seen, area, list, form, typed).cancel(here).wrong(problems, t);
    Ok(shell.form_page(page, guide(shell, list), form))
}

fn edit_with(
    shell: &Shell,
    seen: &Seen,
    item: &Item,
    typed: &Typed,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let writing = format!("{LIST}/{}/writing", seen.head.id);
    let page = under(shell, seen, item.area, heading(shell, item.list))?;
    let form = Form::new(&page, format!("{writing}/row/{}", item.id), t.writing_save())
        .field(Field::hidden("version", typed.version.to_string()))
        .autosaved(&page);
    let form = fields(shell, seen, item.area, item.list, form, typed)
        .cancel(format!("{writing}/{}", item.area))
        .wrong(problems, t);
    Ok(shell.form_page(page, guide(shell, item.list), form))
}

fn fields(shell: &Shell, seen: &Seen, area: u8, list: List, form: Form, typed: &Typed) -> Form {
    let (t, lang) = (shell.texts(), shell.lang());
    let body = Field::lines("body", t.writing_text())
        .help(t.writing_text_help())
        .most(writing::LONGEST_ROW)
        .value(&typed.body);
    if list == List::Example {
        let who = Field::text("who", t.writing_who()).help(t.writing_who_help()).most(200);
        return form
            .field(who.value(&typed.who))
            .field(body.optional())
            .field(Field::hidden("source", &typed.source));
    }
    let sub_areas = seen.framework.area(area).map_or(&[][..], |area| &area.sub_areas);
    let choices = std::iter::once((String::new(), t.writing_whole_area())).chain(
        sub_areas.iter().map(|it| (it.code.clone(), format!("{} {}", it.code, it.short.get(lang)))),
    );
    let choice = Field::choice("sub_area", t.writing_belongs(), choices.collect());
    form.field(body).field(choice.value(&typed.sub_area))
}

/// A page under that of an area.
fn under(
    shell: &Shell,
    seen: &Seen,
    area: u8,
    heading: impl Into<String>,
) -> kompass_core::Result<Page> {
    let number = area;
    let area = seen.framework.area(number).ok_or_else(|| not_there(number))?;
    let href = format!("{LIST}/{}/writing/{number}", seen.head.id);
    let page = shell.evaluation_page(&seen.head, heading)?;
    Ok(page.under_more([Link::to(area_title(area, shell.lang()), href)]))
}

fn heading(shell: &Shell, list: List) -> String {
    let t = shell.texts();
    match list {
        List::Strength => t.writing_strength(),
        List::Improvement => t.writing_improvement(),
        List::Example => t.writing_example(),
    }
}

fn guide(shell: &Shell, list: List) -> String {
    let t = shell.texts();
    match list {
        List::Strength => t.writing_strengths_help(),
        List::Improvement => t.writing_improvements_help(),
        List::Example => t.writing_examples_help(),
    }
}

impl Typed {
    fn of(wording: &Wording, version: i64) -> Self {
        let Wording { text, who, sub_area, source } = wording.clone();
        let (sub_area, source) = (sub_area.unwrap_or_default(), source.unwrap_or_default());
        Self { body: text, who, sub_area, source, version, merge: String::new() }
    }

    fn wording(&self) -> Wording {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Wording {
            text: self.body.clone(),
            who: self.who.clone(),
            sub_area: some(&self.sub_area),
            source: some(&self.source),
        }
    }
}
