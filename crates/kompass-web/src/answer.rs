//! One pre-question: its answer as it is written, what is asked back, and every text it had.

use crate::conflict;
use crate::error::Answer;
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell};
use crate::preparation::{here, status_words, title_only};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::answer::{self, Handed, Opened, Query, Side, State, Typed};
use kompass_app::evaluation::{self, Head};
use kompass_core::answer::LONGEST;
use kompass_core::{Error, Problem, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "preparation/question.html")]
struct Shown {
    page: Page,
    code: String,
    place: String,
    side: Side,
    tag: String,
    tone: &'static str,
    counts: String,
    not_counts: String,
    facts: Vec<(String, String)>,
    /// Who has the question, with where to change that.
    holders: Vec<Link>,
    delegate: Option<String>,
    overdue: bool,
    queries: Vec<Asked>,
    ask: Option<Form>,
    /// The form of the answer, for those who may write it.
    form: Option<Form>,
    /// What can be read by those who may not.
    text: String,
    handed: Option<HandedIn>,
    history: Option<String>,
    before: Option<Link>,
    next: Option<Link>,
}

struct Asked {
    text: String,
    who: String,
    reply: Option<(String, String)>,
    form: Option<Form>,
}

/// What the evaluators have.
struct HandedIn {
    words: String,
    text: String,
    reason: String,
    /// True if it is what stands in the form.
    same: bool,
}

#[derive(Template)]
#[template(path = "preparation/history.html")]
struct History {
    page: Page,
    rows: Vec<(String, String, String)>,
    text: Option<(String, String, Form)>,
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    text: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    merge: String,
}

#[derive(Deserialize)]
pub(crate) struct Restored {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    number: i64,
}

#[derive(Deserialize)]
pub(crate) struct Queried {
    #[serde(default)]
    query: String,
}

#[derive(Deserialize)]
pub(crate) struct Replied {
    #[serde(default)]
    reply: String,
}

/// `GET /evaluations/{evaluation}/preparation/{question}`.
pub(crate) async fn show(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    show_with(&shell, &head, &code, &Wrong::default()).await
}

/// `POST /evaluations/{evaluation}/preparation/{question}`.
pub(crate) async fn save(
    shell: Shell,
    Path((id, code)): Path<(Uuid, String)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    let said = match fields.act.as_str() {
        "ready" => Some(State::Ready),
        "approve" => Some(State::Approved),
        _ => None,
    };
    let mut text = fields.text.clone();
    if fields.merge == "both" {
        let there = answer::for_question(installation, caller, &head, &code).await?;
        text = conflict::merged(&text, there.as_ref().map_or("", |answer| answer.text.as_str()));
    }
    let typed = Typed { version: fields.version, text: &text, said };
    let own = format!("{}/{code}", here(&head));
    match answer::save(installation, caller, &head, &code, &typed).await {
        Ok(version) if said.is_none() => shell.saved(version, &own),
        Ok(_) => {
            page::done(&own, if fields.act == "ready" { "answer-ready" } else { "answer-approved" })
        }
        Err(Error::Conflict(_)) if !shell.visit.autosave => {
            compare(&shell, &head, &code, &text, &fields.act).await
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            let wrong =
                Wrong { answer: Some((fields.text, fields.version)), problems, ..Wrong::default() };
            show_with(&shell, &head, &code, &wrong).await
        }
    }
}

/// `GET /evaluations/{evaluation}/preparation/{question}/history`.
pub(crate) async fn history(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    let opened = answer::open(installation, caller, &head, &code).await?;
    let versions = answer::history(installation, caller, &head, &code).await?;
    let own = format!("{}/{code}", here(&head));
    let title = title_only(&opened.framework, &code, shell.lang());
    let page = shell
        .evaluation_page(&head, t.answer_history())?
        .under_more([Link::to(format!("{code} {title}"), &own)]);
    let rows = versions.iter().map(|version| {
        let href = format!("{own}/history?number={}", version.number);
        (href, shell.moment(version.changed_at), version.author_name.clone())
    });
    let chosen = shell.query("number").and_then(|number| number.parse::<i64>().ok());
    let text = match versions.iter().find(|version| Some(version.number) == chosen) {
        None => None,
        Some(version) => {
            let number = version.number;
            let text = answer::version(installation, caller, &head, &code, number).await?;
            let there = opened.item.answer.as_ref().map_or(0, |answer| answer.version);
            let form = Form::new(&page, format!("{own}/restore"), t.answer_restore())
                .field(Field::hidden("number", number.to_string()))
                .field(Field::hidden("version", there.to_string()));
            let who = t.answer_written(shell.moment(version.changed_at), &version.author_name);
            opened.writes.then_some((who, text, form))
        }
    };
    Ok(page::html(&History { rows: rows.collect(), text, page }))
}

/// `POST /evaluations/{evaluation}/preparation/{question}/restore`.
pub(crate) async fn restore(
    shell: Shell,
    Path((id, code)): Path<(Uuid, String)>,
    Sent(sent): Sent<Restored>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    let text = answer::version(installation, caller, &head, &code, sent.number).await?;
    let typed = Typed { version: sent.version, text: &text, said: None };
    match answer::save(installation, caller, &head, &code, &typed).await {
        Ok(_) => page::done(&format!("{}/{code}", here(&head)), "saved"),
        Err(Error::Conflict(_)) => compare(&shell, &head, &code, &text, "").await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /evaluations/{evaluation}/preparation/{question}/ask`.
pub(crate) async fn ask(
    shell: Shell,
    Path((id, code)): Path<(Uuid, String)>,
    Sent(sent): Sent<Queried>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    match answer::ask(installation, caller, &head, &code, &sent.query).await {
        Ok(()) => page::done(&format!("{}/{code}", here(&head)), "answer-asked"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let wrong = Wrong { query: Some(sent.query), problems, ..Wrong::default() };
            show_with(&shell, &head, &code, &wrong).await
        }
    }
}

/// `POST /evaluations/{evaluation}/preparation/{question}/reply/{query}`.
pub(crate) async fn reply(
    shell: Shell,
    Path((id, code, query)): Path<(Uuid, String, Uuid)>,
    Sent(sent): Sent<Replied>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    match answer::reply(installation, caller, &head, &code, query, &sent.reply).await {
        Ok(()) => page::done(&format!("{}/{code}", here(&head)), "answer-replied"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let wrong = Wrong { reply: Some((query, sent.reply)), problems, ..Wrong::default() };
            show_with(&shell, &head, &code, &wrong).await
        }
    }
}

/// What was typed in the form that was refused, and what is wrong with it.
#[derive(Default)]
struct Wrong {
    answer: Option<(String, i64)>,
    query: Option<String>,
    reply: Option<(Uuid, String)>,
    problems: Vec<Problem>,
}

async fn show_with(shell: &Shell, head: &Head, code: &str, wrong: &Wrong) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let opened = answer::open(installation, caller, head, code).await?;
    let lang = shell.lang();
    let question =
        opened.framework.question(code).ok_or_else(|| Error::not_found("question", code, ""))?;
    let page = shell.evaluation_page(head, question.title.get(lang))?;
    let own = format!("{}/{code}", here(head));
    let (tag, tone) = status_words(t, opened.side, opened.item.status);
    let coordinates = opened.side == Side::Coordinator;
    let sub_area = opened.framework.sub_area(&opened.item.sub_area);
    let place = sub_area.map_or(String::new(), |it| format!("{} {}", it.code, it.short.get(lang)));
    let codes: Vec<&str> = {
        let all = answer_codes(&opened);
        all.collect()
    };
    let at = codes.iter().position(|it| *it == code);
    // A colleague goes back to the list: the questions beside this one may not be theirs.
    let beside = |step: isize| {
        let to = at?.checked_add_signed(step).and_then(|at| codes.get(at))?;
        (opened.side != Side::Contributor).then(|| {
            Link::to(title_only(&opened.framework, to, lang), format!("{}/{to}", here(head)))
        })
    };
    let queries: Vec<Asked> =
        opened.queries.iter().map(|it| asked(shell, &page, &own, &opened, it, wrong)).collect();
    let ask = opened.asks.then(|| {
        let typed = wrong.query.as_deref().unwrap_or_default();
        let field = Field::lines("query", t.answer_ask()).help(t.answer_ask_help()).most(2_000);
        let form =
            Form::new(&page, format!("{own}/ask"), t.answer_ask_go()).field(field.value(typed));
        if wrong.query.is_some() { form.wrong(&wrong.problems, t) } else { form }
    });
    let form = opened.writes.then(|| answer_form(shell, &page, &own, &opened, wrong));
    let current = opened.item.answer.as_ref();
    let handed = current.and_then(|it| it.handed.as_ref()).map(|it| handed_in(shell, it, current));
    let holder = |it: &answer::Holder| {
        let due = it.due.map(|due| t.answer_by(format::date(due))).unwrap_or_default();
        let words = if due.is_empty() { it.name.clone() } else { format!("{}, {due}", it.name) };
        Link::to(words, format!("{}/delegate/{}", here(head), it.link))
    };
    let mut facts = Vec::new();
    if let Some(answer) = current.filter(|it| !it.author_name.is_empty()) {
        let written = t.answer_written(shell.moment(answer.changed_at), &answer.author_name);
        facts.push((t.answer_last(), written));
    }
    if let Some(due) = opened.item.due.filter(|_| !coordinates) {
        facts.push((t.answer_due(), format::date(due)));
    }
    let status_wrong = !wrong.problems.is_empty();
    let shown = Shown {
        code: code.to_owned(),
        place,
        side: opened.side,
        tag,
        tone,
        counts: question.counts.get(lang).to_owned(),
        not_counts: question.not_counts.get(lang).to_owned(),
        facts,
        holders: if coordinates {
            opened.item.holders.iter().map(holder).collect()
        } else {
            Vec::new()
        },
        delegate: (coordinates && opened.writes)
            .then(|| format!("{}/delegate?question={code}", here(head))),
        overdue: opened.item.overdue,
        queries,
        ask,
        text: if form.is_none() {
            current.map(|it| it.text.clone()).unwrap_or_default()
        } else {
            String::new()
        },
        form,
        handed,
        history: coordinates.then(|| format!("{own}/history")),
        before: beside(-1),
        next: beside(1),
        page,
    };
    Ok(page::html_or_wrong(&shown, status_wrong))
}

fn answer_codes(opened: &Opened) -> impl Iterator<Item = &str> {
    kompass_core::answer::questions(&opened.framework).map(|(_, question)| question.code.as_str())
}

fn answer_form(shell: &Shell, page: &Page, own: &str, opened: &Opened, wrong: &Wrong) -> Form {
    let t = shell.texts();
    let there = opened.item.answer.as_ref().map_or(("", 0), |it| (it.text.as_str(), it.version));
    let (text, version) =
        wrong.answer.as_ref().map_or(there, |(text, version)| (text.as_str(), *version));
    let form = Form::new(page, own, t.answer_save())
        .field(Field::hidden("version", version.to_string()))
        .field(
            Field::lines("text", t.answer_text())
                .help(t.answer_text_help())
                .most(LONGEST)
                .value(text),
        )
        .autosaved(page);
    if wrong.answer.is_some() { form.wrong(&wrong.problems, t) } else { form }
}

fn asked(
    shell: &Shell,
    page: &Page,
    own: &str,
    opened: &Opened,
    query: &Query,
    wrong: &Wrong,
) -> Asked {
    let t = shell.texts();
    // A colleague by link is not told who of the evaluators asks.
    let name = if opened.side == Side::Contributor {
        t.answer_evaluators()
    } else {
        query.author_name.clone()
    };
    let replies = opened.side == Side::Coordinator && opened.writes && query.reply.is_none();
    let form = replies.then(|| {
        let typed = wrong.reply.as_ref().filter(|(id, _)| *id == query.id);
        let field = Field::lines("reply", t.answer_reply()).help(t.answer_reply_help()).most(2_000);
        let value = typed.map_or("", |(_, text)| text.as_str());
        let form = Form::new(page, format!("{own}/reply/{}", query.id), t.answer_reply_go())
            .field(field.value(value));
        if typed.is_some() { form.wrong(&wrong.problems, t) } else { form }
    });
    Asked {
        text: query.text.clone(),
        who: t.answer_asked_by(shell.moment(query.asked_at), name),
        reply: query.reply.as_ref().map(|reply| {
            (reply.text.clone(), t.answer_replied_by(shell.moment(reply.at), &reply.author_name))
        }),
        form,
    }
}

fn handed_in(shell: &Shell, handed: &Handed, current: Option<&answer::Answer>) -> HandedIn {
    let (t, at) = (shell.texts(), shell.moment(handed.at));
    HandedIn {
        words: if handed.later { t.answer_handed_later(at) } else { t.preparation_handed_in(at) },
        text: handed.text.clone(),
        reason: handed.reason.clone(),
        same: current.is_some_and(|it| it.text == handed.text),
    }
}

/// Both texts, when somebody else saved in the meantime.
async fn compare(shell: &Shell, head: &Head, code: &str, mine: &str, act: &str) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let there = answer::for_question(installation, caller, head, code).await?;
    let (theirs, version) =
        there.as_ref().map_or(("", 0), |answer| (answer.text.as_str(), answer.version));
    let page = shell.evaluation_page(head, "")?;
    let own = format!("{}/{code}", here(head));
    let texts = vec![conflict::Text { name: "text", label: t.answer_text(), mine, theirs }];
    conflict::page(shell, page, own.clone(), own, version, texts, vec![("act", act.to_owned())])
}
