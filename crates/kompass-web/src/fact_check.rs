//! Fact check: the text paragraph by paragraph with the municipality's comments and the team's answers, and its deadline.

use crate::comment::{self, One, Row, place_title};
use crate::conflict::{self, Text};
use crate::error::Answer;
use crate::evaluation::sees;
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use jiff::civil::Date;
use kompass_app::fact_check::{self, Checked, Comment, ParagraphKind, Passage};
use kompass_app::prose;
use kompass_app::review::{LONGEST, reason};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::State;
use kompass_core::i18n::Texts;
use kompass_core::{Error, Problem, Result, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "fact_check/show.html")]
struct Show {
    page: Page,
    here: String,
    lead: String,
    standing: String,
    over: bool,
    opened: bool,
    deadline: Option<Form>,
    /// True for the coordinator, while it is open.
    ends: bool,
    writing: String,
    /// True for the municipality, while it is open.
    comments_now: bool,
    /// Comments to a whole place, or to a paragraph that is not there any more.
    loose: Vec<Row>,
    passages: Vec<Shown>,
    /// Comments of a fact check before this one.
    earlier: Vec<Row>,
}

struct Shown {
    place: String,
    title: String,
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    number: u32,
    /// What follows from here on, where that changes.
    heading: String,
    html: String,
    comments: Vec<Row>,
}

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    until: String,
    #[serde(default)]
    was: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    paragraph: u32,
    #[serde(default)]
    text: String,
    #[serde(default)]
    accepted: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    merge: String,
}

/// `GET /evaluations/{evaluation}/fact-check`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    show_with(&shell, id, None, &[]).await
}

/// `POST /evaluations/{evaluation}/fact-check`.
pub(crate) async fn set_deadline(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let was: Option<Date> = typed.was.parse().ok();
    let done = match typed.until.trim().parse() {
        Ok(until) => fact_check::set_deadline(installation, caller, id, was, until).await,
        Err(_) => Err(reason::DAY.invalid("until")),
    };
    match done {
        Ok(()) => page::done(&here(id), "fact-check-opened"),
        Err(error) => show_with(&shell, id, Some(&typed.until), &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/fact-check/done`.
pub(crate) async fn ask_done(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (t, checked) = (shell.texts(), open(&shell, id).await?);
    let page = shell.evaluation_page(&checked.seen.head, t.fact_check_done())?;
    let form = Form::new(&page, format!("{}/done", here(id)), t.fact_check_done())
        .dangerous(t.fact_check_done_consequence())
        .cancel(here(id));
    Ok(shell.form_page(page, "", form))
}

/// `POST /evaluations/{evaluation}/fact-check/done`.
pub(crate) async fn end(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    fact_check::end(&shell.app.installation, shell.caller(), id).await?;
    page::done(&here(id), "fact-check-done")
}

/// `GET /evaluations/{evaluation}/fact-check/comment`.
pub(crate) async fn new_comment(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let place = shell.query("place").unwrap_or_default();
    let paragraph = shell.query("paragraph").and_then(|it| it.parse().ok()).unwrap_or_default();
    comment_with(&shell, id, &Typed { place, paragraph, ..Typed::default() }, &[]).await
}

/// `POST /evaluations/{evaluation}/fact-check/comment`.
pub(crate) async fn comment(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let at = (typed.place.as_str(), typed.paragraph);
    match fact_check::comment(installation, caller, id, at, &typed.text).await {
        Ok(()) => page::done(&here(id), "fact-check-commented"),
        Err(error) => comment_with(&shell, id, &typed, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/fact-check/comments/{comment}`.
pub(crate) async fn one(shell: Shell, Path((id, comment)): Path<(Uuid, Uuid)>) -> Answer {
    one_with(&shell, id, comment, None, &[]).await
}

/// `POST /evaluations/{evaluation}/fact-check/comments/{comment}`.
pub(crate) async fn change(
    shell: Shell,
    Path((id, comment)): Path<(Uuid, Uuid)>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let there = fact_check::find(installation, caller, id, comment).await?;
    let text = comment::chosen(&typed.merge, &typed.text, &there.said.text);
    match fact_check::change(installation, caller, id, comment, typed.version, &text).await {
        Ok(()) => page::done(&here(id), "fact-check-changed"),
        Err(Error::Conflict(_)) => {
            let there = fact_check::find(installation, caller, id, comment).await?;
            let label = shell.texts().fact_check_comment_text();
            let text = Text { name: "text", label, mine: &text, theirs: &there.said.text };
            let action = format!("{}/comments/{comment}", here(id));
            differs(&shell, id, action, there.said.version, text, Vec::new()).await
        }
        Err(error) => {
            let typed = Typed { text, ..typed };
            one_with(&shell, id, comment, Some(&typed), &page::mendable(error)?).await
        }
    }
}

/// `POST /evaluations/{evaluation}/fact-check/comments/{comment}/answer`.
pub(crate) async fn answer(
    shell: Shell,
    Path((id, comment)): Path<(Uuid, Uuid)>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let there = fact_check::find(installation, caller, id, comment).await?;
    let text = comment::chosen(&typed.merge, &typed.answer, &there.said.answer);
    let verdict = match typed.accepted.as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(reason::VERDICT.invalid("accepted")),
    };
    let done = match verdict {
        Ok(accepted) => {
            let said = (accepted, text.as_str());
            fact_check::answer(installation, caller, id, comment, typed.version, said).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => page::done(&here(id), "fact-check-answered"),
        Err(Error::Conflict(_)) => {
            let there = fact_check::find(installation, caller, id, comment).await?;
            let label = shell.texts().review_answer();
            let text = Text { name: "answer", label, mine: &text, theirs: &there.said.answer };
            let action = format!("{}/comments/{comment}/answer", here(id));
            let others = vec![("accepted", typed.accepted.clone())];
            differs(&shell, id, action, there.said.version, text, others).await
        }
        Err(error) => {
            let typed = Typed { answer: text, ..typed };
            one_with(&shell, id, comment, Some(&typed), &page::mendable(error)?).await
        }
    }
}

fn here(id: Uuid) -> String {
    format!("/evaluations/{id}/fact-check")
}

async fn open(shell: &Shell, id: Uuid) -> Result<Checked> {
    fact_check::open(&shell.app.installation, shell.caller(), id).await
}

async fn differs(
    shell: &Shell,
    id: Uuid,
    action: String,
    version: i64,
    text: Text<'_>,
    others: Vec<(&'static str, String)>,
) -> Answer {
    let checked = open(shell, id).await?;
    let page = shell.evaluation_page(&checked.seen.head, shell.texts().fact_check())?;
    conflict::page(shell, page, action, here(id), version, vec![text], others)
}

/// What the caller can do in it.
struct Rights {
    /// Leads the evaluation, in the fact check.
    leads: bool,
    /// Answers comments.
    answers: bool,
    /// Comments, while it is open.
    comments: bool,
    /// Writes the text.
    writes: bool,
}

impl Rights {
    fn of(checked: &Checked) -> Self {
        let may = |resource| sees(&checked.seen, resource, Action::Write);
        let (now, open) =
            (checked.seen.head.state == State::FactCheck, checked.check.is_some() && !checked.over);
        Self {
            leads: now && may(Resource::Report),
            answers: may(Resource::FactCheckAnswers),
            comments: open && may(Resource::FactCheckComments),
            writes: now && may(Resource::Texts),
        }
    }
}

async fn show_with(shell: &Shell, id: Uuid, typed: Option<&str>, problems: &[Problem]) -> Answer {
    let (t, checked, own) = (shell.texts(), open(shell, id).await?, here(id));
    let rights = Rights::of(&checked);
    let page = shell.evaluation_page(&checked.seen.head, t.fact_check())?;
    let deadline = rights.leads.then(|| {
        let was = checked.check.as_ref().map(|check| format::date(check.until)).unwrap_or_default();
        let until = Field::date("until", t.fact_check_until()).help(t.fact_check_until_help());
        Form::new(&page, &*own, t.fact_check_deadline_go())
            .field(until.value(typed.unwrap_or(&was)))
            .field(Field::hidden("was", &*was))
            .wrong(problems, t)
    });
    let row = |comment: &Comment| row(shell, comment, &rights, &own);
    let (current, earlier): (Vec<&Comment>, Vec<&Comment>) =
        checked.comments.iter().partition(|comment| comment.current);
    let passages: Vec<Shown> =
        checked.passages.iter().map(|it| Shown::of(shell, &checked, it, &current, &row)).collect();
    let placed = |comment: &&&Comment| {
        checked.passages.iter().any(|it| {
            it.place == comment.said.place
                && it.paragraphs.iter().any(|at| at.number == comment.paragraph)
        })
    };
    let loose = current.iter().filter(|comment| !placed(comment)).map(|comment| {
        let place = place_title(&checked.seen.framework, &comment.said.place, t, shell.lang());
        let quote = format!("{place} {}", comment.quote);
        Row { quote: quote.trim_end().to_owned(), ..row(comment) }
    });
    let writing = rights.writes.then(|| format!("/evaluations/{id}/writing"));
    let municipality = rights.comments || shell.caller().link.is_some();
    Ok(page::html_or_wrong(
        &Show {
            lead: if municipality { t.fact_check_lead() } else { t.fact_check_lead_team() },
            standing: standing(&checked, t),
            over: checked.over,
            opened: checked.check.is_some(),
            deadline,
            ends: rights.comments && shell.caller().account.is_some(),
            writing: writing.unwrap_or_default(),
            comments_now: rights.comments,
            loose: loose.collect(),
            passages,
            earlier: earlier.into_iter().map(row).collect(),
            here: own,
            page,
        },
        !problems.is_empty(),
    ))
}

impl Shown {
    fn of(
        shell: &Shell,
        checked: &Checked,
        passage: &Passage,
        comments: &[&Comment],
        row: &impl Fn(&Comment) -> Row,
    ) -> Self {
        let t = shell.texts();
        let mut before = ParagraphKind::Text;
        let paragraphs = passage.paragraphs.iter().map(|paragraph| {
            let changes = paragraph.kind != before;
            before = paragraph.kind;
            let heading = match paragraph.kind {
                ParagraphKind::Strength if changes => t.report_strengths(),
                ParagraphKind::Improvement if changes => t.report_improvements(),
                ParagraphKind::Example if changes => t.report_examples(),
                _ => String::new(),
            };
            let of = comments.iter().filter(|comment| {
                comment.said.place == passage.place && comment.paragraph == paragraph.number
            });
            let html = prose::html(&paragraph.text);
            Paragraph {
                number: paragraph.number,
                heading,
                html,
                comments: of.map(|comment| row(comment)).collect(),
            }
        });
        Self {
            place: passage.place.clone(),
            title: place_title(&checked.seen.framework, &passage.place, t, shell.lang()),
            paragraphs: paragraphs.collect(),
        }
    }
}

fn row(shell: &Shell, comment: &Comment, rights: &Rights, here: &str) -> Row {
    let t = shell.texts();
    let (standing, tone) = match (comment.accepted, comment.said.answer.is_empty()) {
        (_, true) => (t.fact_check_waits(), "waits"),
        (Some(true), _) => (t.fact_check_accepted(), "good"),
        (Some(false), _) => (t.fact_check_not_accepted(), "mid"),
        (None, false) => (t.review_answered(), "info"),
    };
    let own = fact_check::is_own(shell.caller(), comment);
    let act = if !comment.current {
        String::new()
    } else if rights.answers {
        t.review_answer_go()
    } else if rights.comments && own && comment.said.answer.is_empty() {
        t.fact_check_change()
    } else {
        String::new()
    };
    Row::of(shell, &comment.said, comment.quote.clone(), (standing, tone), act, here)
}

fn standing(checked: &Checked, t: &Texts) -> String {
    let waiting =
        checked.comments.iter().filter(|it| it.current && it.said.answer.is_empty()).count();
    let waiting = t.fact_check_unanswered(waiting as u64);
    match &checked.check {
        None => t.fact_check_not_open(),
        Some(check) if check.done => format!("{} {waiting}", t.fact_check_is_done()),
        Some(check) if checked.over => {
            format!("{} {waiting}", t.fact_check_is_over(format::date(check.until)))
        }
        Some(check) => format!("{} {waiting}", t.fact_check_open_until(format::date(check.until))),
    }
}

async fn comment_with(shell: &Shell, id: Uuid, typed: &Typed, problems: &[Problem]) -> Answer {
    let (t, checked) = (shell.texts(), open(shell, id).await?);
    let passage = checked.passages.iter().find(|it| it.place == typed.place);
    let paragraph =
        passage.and_then(|it| it.paragraphs.iter().find(|it| it.number == typed.paragraph));
    let missing = || Error::not_found("paragraph", &*typed.place, "");
    let paragraph = paragraph.ok_or_else(missing)?;
    let page = shell.evaluation_page(&checked.seen.head, t.fact_check_comment())?;
    let text = Field::lines("text", t.fact_check_comment_text()).most(LONGEST);
    let back = format!("{}#p-{}-{}", here(id), typed.place, typed.paragraph);
    let form = Form::new(&page, format!("{}/comment", here(id)), t.fact_check_comment_go())
        .field(Field::hidden("place", &typed.place))
        .field(Field::hidden("paragraph", typed.paragraph.to_string()))
        .field(text.help(t.fact_check_comment_help()).value(&typed.text))
        .drafted(&page, format!("{}/{}", typed.place, typed.paragraph))
        .wrong(problems, t);
    let wrong = form.has_errors();
    let quote = place_title(&checked.seen.framework, &typed.place, t, shell.lang());
    let shown = One {
        page,
        row: Row { quote, text: paragraph.plain(), ..Row::default() },
        writing: String::new(),
        forms: vec![form],
        back,
        back_label: t.fact_check_back(),
    };
    Ok(page::html_or_wrong(&shown, wrong))
}

async fn one_with(
    shell: &Shell,
    id: Uuid,
    comment: Uuid,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Answer {
    let (t, checked, own) = (shell.texts(), open(shell, id).await?, here(id));
    let found = checked.comments.iter().find(|it| it.said.id == comment);
    let comment = found.ok_or_else(|| Error::not_found("comment", comment, ""))?;
    let rights = Rights::of(&checked);
    let row = row(shell, comment, &rights, &own);
    let place = place_title(&checked.seen.framework, &comment.said.place, t, shell.lang());
    let page = shell.evaluation_page(&checked.seen.head, t.fact_check_comment_to(place))?;
    let form = if row.act.is_empty() {
        None
    } else if rights.answers {
        let verdicts = [
            ("yes", t.fact_check_accepted(), t.fact_check_accepted_help()),
            ("no", t.fact_check_not_accepted(), t.fact_check_not_accepted_help()),
        ];
        let verdicts = verdicts.map(|(value, words, help)| (value.to_owned(), words, help));
        let chosen = match (typed, comment.accepted) {
            (Some(typed), _) => typed.accepted.as_str(),
            (None, Some(true)) => "yes",
            (None, Some(false)) => "no",
            (None, None) => "",
        };
        let verdict = Field::radios("accepted", t.fact_check_verdict(), verdicts.into());
        let (action, said) = (format!("{}/answer", row.href), &comment.said);
        let answer = typed.map(|typed| typed.answer.as_str());
        let (first, help) = (Some(verdict.value(chosen)), t.fact_check_answer_help());
        Some(comment::answering(&page, action, said, answer, first, help))
    } else {
        let text = typed.map_or(comment.said.text.as_str(), |typed| &typed.text);
        let field = Field::lines("text", t.fact_check_comment_text()).most(LONGEST);
        Some(
            Form::new(&page, &*row.href, t.fact_check_change())
                .field(field.value(text))
                .field(Field::hidden("version", comment.said.version.to_string()))
                .drafted(&page, ""),
        )
    };
    if form.is_none() && !problems.is_empty() {
        // What was refused can no longer be mended here.
        return Err(Error::Invalid(problems.to_vec()).into());
    }
    let form = form.map(|form| form.wrong(problems, t));
    let writes = rights.writes.then(|| comment::written(id, &comment.said.place));
    // Whoever answers has the answer in the form.
    let answer = if rights.answers { String::new() } else { row.answer };
    let shown = One {
        page,
        row: Row { answer, ..row },
        writing: writes.unwrap_or_default(),
        forms: form.into_iter().collect(),
        back: own,
        back_label: t.fact_check_back(),
    };
    Ok(page::html_or_wrong(&shown, !problems.is_empty()))
}
