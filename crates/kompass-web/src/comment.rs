//! Comments with their answers, as the pages of review and fact check show them: in a list, and one by one with what can be
//! done about it.

use crate::conflict;
use crate::form::{Field, Form};
use crate::page::{Page, Shell};
use askama::Template;
use jiff::Timestamp;
use kompass_app::review::{LONGEST, Said};
use kompass_core::Lang;
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use uuid::Uuid;

/// A comment in a list.
#[derive(Default)]
pub(crate) struct Row {
    /// What it is about: a place, or how the paragraph began.
    pub(crate) quote: String,
    /// The comment.
    pub(crate) text: String,
    /// Who wrote it, and when.
    pub(crate) by: String,
    /// How it stands.
    pub(crate) standing: String,
    pub(crate) tone: &'static str,
    /// The answer; empty until there is one.
    pub(crate) answer: String,
    /// Who answered, and when.
    pub(crate) answered: String,
    /// What the reader can do about it; empty for nothing.
    pub(crate) act: String,
    /// Where.
    pub(crate) href: String,
}

impl Row {
    /// A comment of the page at `here`.
    pub(crate) fn of(
        shell: &Shell,
        said: &Said,
        quote: String,
        (standing, tone): (String, &'static str),
        act: String,
        here: &str,
    ) -> Self {
        Self {
            quote,
            text: said.text.clone(),
            by: signed_by(shell, &said.by, said.at),
            standing,
            tone,
            answer: said.answer.clone(),
            answered: signed_by(shell, &said.answered_by, said.answered_at),
            act,
            href: format!("{here}/comments/{}", said.id),
        }
    }
}

/// The page of one comment, or of what is commented on.
#[derive(Template)]
#[template(path = "comment.html")]
pub(crate) struct One {
    pub(crate) page: Page,
    /// The comment, or the text.
    pub(crate) row: Row,
    /// Where the text is written, for those who may.
    pub(crate) writing: String,
    pub(crate) forms: Vec<Form>,
    pub(crate) back: String,
    pub(crate) back_label: String,
}

/// The form in which a comment is answered, with the version that was read.
pub(crate) fn answering(
    page: &Page,
    action: String,
    said: &Said,
    typed: Option<&str>,
    first: Option<Field>,
    help: String,
) -> Form {
    let t = page.t;
    let answer = Field::lines("answer", t.review_answer()).help(help).most(LONGEST);
    let form = Form::new(page, action, t.review_answer_go());
    let form = first.into_iter().fold(form, Form::field);
    form.field(answer.value(typed.unwrap_or(&said.answer)))
        .field(Field::hidden("version", said.version.to_string()))
        .drafted(page, "")
}

/// What is sent from the page of a conflict: both texts where that was chosen, else mine.
pub(crate) fn chosen(merge: &str, mine: &str, theirs: &str) -> String {
    if merge == "both" { conflict::merged(mine, theirs) } else { mine.to_owned() }
}

/// What a place of a report is called: `1.4 Tydliga roller`.
pub(crate) fn place_title(framework: &Framework, place: &str, t: &Texts, lang: Lang) -> String {
    if place == "summary" {
        return t.report_summary();
    }
    let area = framework.areas.iter().find(|it| it.number.to_string() == place);
    let sub_area = framework.sub_areas().find(|(_, it)| it.code == place);
    let title = match (area, sub_area) {
        (Some(area), _) => area.title.get(lang),
        (None, Some((_, sub_area))) => sub_area.short.get(lang),
        _ => "",
    };
    format!("{place} {title}").trim_end().to_owned()
}

/// Where the text of a place is written.
pub(crate) fn written(evaluation: Uuid, place: &str) -> String {
    format!("/evaluations/{evaluation}/writing/{place}")
}

/// Who did something, and when.
pub(crate) fn signed_by(shell: &Shell, by: &str, at: Option<Timestamp>) -> String {
    match at {
        Some(at) if by.is_empty() => shell.moment(at),
        Some(at) => format!("{by}, {}", shell.moment(at)),
        None => by.to_owned(),
    }
}
