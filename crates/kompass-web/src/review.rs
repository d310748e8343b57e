//! Quality review: what the checks found, the reviewer's comments and their answers, signature and return.

use crate::comment::{self, One, Row, place_title, signed_by};
use crate::conflict::{self, Text};
use crate::download::encoded;
use crate::error::Answer;
use crate::evaluation::sees;
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use kompass_app::review::{self, Comment, Found, LONGEST, Reviewed};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::{Signature, State};
use kompass_core::i18n::Texts;
use kompass_core::review::{Finding, LEAST, What};
use kompass_core::{Error, Lang, Problem, Result, format};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "review/show.html")]
struct Show {
    page: Page,
    here: String,
    /// True once the reviewer has signed.
    signed: bool,
    standing: String,
    /// True for the reviewer, in the review.
    reviews: bool,
    sign: Option<Form>,
    comments: Vec<Row>,
    /// Whether anything could be called unusual, and why not.
    compared: String,
    sets_aside: bool,
    groups: Vec<Group>,
}

/// The findings of an area.
struct Group {
    title: String,
    /// Findings that are not set aside.
    open: usize,
    words: String,
    findings: Vec<Shown>,
    /// Where to comment on the area.
    comment: String,
}

struct Shown {
    key: String,
    place: String,
    sentence: String,
    /// Where the place is.
    to: String,
    /// Where it is set aside.
    aside: String,
    reason: String,
    by: String,
}

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    finding: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    merge: String,
}

/// `GET /evaluations/{evaluation}/review`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let t = shell.texts();
    let reviewed = review::open(&shell.app.installation, shell.caller(), id).await?;
    let may = |resource| sees(&reviewed.seen, resource, Action::Write);
    let (here, page) = (here(id), shell.evaluation_page(&reviewed.seen.head, t.review())?);
    let (reviews, answers) = (may(Resource::Review), may(Resource::ReviewAnswers));
    let signature = reviewed.seen.evaluation.review.as_ref();
    let version = reviewed.seen.head.version.to_string();
    let sign = (reviews && signature.is_none()).then(|| {
        Form::new(&page, format!("{here}/sign"), t.review_sign())
            .field(Field::hidden("version", version))
    });
    let compared = match reviewed.compared {
        enough if enough >= LEAST => t.review_compared(enough as u64),
        few => t.review_compared_few(LEAST as u64, few as u64),
    };
    let standing = standing(&reviewed, signature, t);
    let comments = reviewed.comments.iter();
    let comments = comments.map(|it| comment_row(&shell, &reviewed, it, &here, reviews, answers));
    Ok(page::html(&Show {
        signed: signature.is_some(),
        standing,
        reviews,
        sign,
        comments: comments.collect(),
        compared,
        sets_aside: may(Resource::ReviewFindings),
        groups: groups(&shell, &reviewed, &here),
        here,
        page,
    }))
}

/// `POST /evaluations/{evaluation}/review/sign`.
pub(crate) async fn sign(shell: Shell, Path(id): Path<Uuid>, Sent(typed): Sent<Typed>) -> Answer {
    review::sign(&shell.app.installation, shell.caller(), id, typed.version).await?;
    page::done(&here(id), "review-signed")
}

/// `GET /evaluations/{evaluation}/review/return`.
pub(crate) async fn ask_return(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    return_with(&shell, id, "", &[]).await
}

/// `POST /evaluations/{evaluation}/review/return`.
pub(crate) async fn give_back(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    match review::give_back(&shell.app.installation, shell.caller(), id, &typed.reason).await {
        // In the consensus the review is not the reviewer's to read.
        Ok(()) => page::done(&format!("/evaluations/{id}"), "review-returned"),
        Err(error) => return_with(&shell, id, &typed.reason, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/review/set-aside`.
pub(crate) async fn ask_aside(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let finding = shell.query("finding").unwrap_or_default();
    aside_with(&shell, id, &finding, "", &[]).await
}

/// `POST /evaluations/{evaluation}/review/set-aside`.
pub(crate) async fn set_aside(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match review::set_aside(installation, caller, id, &typed.finding, &typed.reason).await {
        Ok(()) => page::done(&here(id), "review-set-aside"),
        Err(error) => {
            let problems = page::mendable(error)?;
            aside_with(&shell, id, &typed.finding, &typed.reason, &problems).await
        }
    }
}

/// `POST /evaluations/{evaluation}/review/take-up`.
pub(crate) async fn take_up(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    review::take_up(&shell.app.installation, shell.caller(), id, &typed.finding).await?;
    page::done(&here(id), "review-taken-up")
}

/// `GET /evaluations/{evaluation}/review/comment`.
pub(crate) async fn new_comment(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let place = shell.query("place").unwrap_or_default();
    comment_with(&shell, id, &Typed { place, ..Typed::default() }, &[]).await
}

/// `POST /evaluations/{evaluation}/review/comment`.
pub(crate) async fn comment(
    shell: Shell,
    Path(id): Path<Uuid>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    match review::comment(installation, caller, id, &typed.place, &typed.text).await {
        Ok(()) => page::done(&here(id), "review-commented"),
        Err(error) => comment_with(&shell, id, &typed, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/review/comments/{comment}`.
pub(crate) async fn one(shell: Shell, Path((id, comment)): Path<(Uuid, Uuid)>) -> Answer {
    one_with(&shell, id, comment, None, &[]).await
}

/// `POST /evaluations/{evaluation}/review/comments/{comment}`.
pub(crate) async fn answer(
    shell: Shell,
    Path((id, comment)): Path<(Uuid, Uuid)>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let there = find(&shell, id, comment).await?.1;
    let text = comment::chosen(&typed.merge, &typed.answer, &there.said.answer);
    match review::answer(installation, caller, id, comment, typed.version, &text).await {
        Ok(()) => page::done(&here(id), "review-answered"),
        Err(Error::Conflict(_)) if there.resolved_at.is_none() => {
            let (reviewed, there) = find(&shell, id, comment).await?;
            let texts = vec![Text {
                name: "answer",
                label: shell.texts().review_answer(),
                mine: &text,
                theirs: &there.said.answer,
            }];
            let page =
                shell.evaluation_page(&reviewed.seen.head, shell.texts().review_comment())?;
            let action = format!("{}/comments/{comment}", here(id));
            conflict::page(&shell, page, action, here(id), there.said.version, texts, Vec::new())
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            one_with(&shell, id, comment, Some(&text), &problems).await
        }
    }
}

/// `POST /evaluations/{evaluation}/review/comments/{comment}/resolve`.
pub(crate) async fn resolve(
    shell: Shell,
    Path((id, comment)): Path<(Uuid, Uuid)>,
    Sent(typed): Sent<Typed>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    review::resolve(installation, caller, id, comment, typed.version).await?;
    page::done(&here(id), "review-resolved")
}

fn here(id: Uuid) -> String {
    format!("/evaluations/{id}/review")
}

fn standing(reviewed: &Reviewed, signature: Option<&Signature>, t: &Texts) -> String {
    match (signature, reviewed.seen.head.state) {
        (Some(Signature { by, date }), _) => {
            let team = &reviewed.seen.evaluation.team;
            let name = team.iter().find(|it| it.code == *by).map_or(by.as_str(), |it| &it.name);
            t.review_signed(format::date(*date), name)
        }
        (None, State::Consensus) => t.review_before(),
        (None, _) => t.review_unsigned(),
    }
}

fn comment_row(
    shell: &Shell,
    reviewed: &Reviewed,
    comment: &Comment,
    here: &str,
    reviews: bool,
    answers: bool,
) -> Row {
    let t = shell.texts();
    let (standing, tone) = match (comment.resolved_at, comment.said.answer.is_empty()) {
        (Some(_), _) => (t.review_resolved(), "good"),
        (None, false) => (t.review_answered(), "info"),
        (None, true) => (t.review_waits(), "waits"),
    };
    let act = match comment.resolved_at {
        None if answers => t.review_answer_go(),
        None if reviews => t.review_resolve(),
        _ => String::new(),
    };
    let quote = place_title(&reviewed.seen.framework, &comment.said.place, t, shell.lang());
    Row::of(shell, &comment.said, quote, (standing, tone), act, here)
}

/// The findings by area; the summary comes first.
fn groups(shell: &Shell, reviewed: &Reviewed, here: &str) -> Vec<Group> {
    let (t, framework) = (shell.texts(), &reviewed.seen.framework);
    let numbers = framework.areas.iter().map(|area| Some(area.number));
    let groups = std::iter::once(None).chain(numbers).map(|area| {
        let of = reviewed.findings.iter().filter(|it| it.finding.area() == area);
        let findings: Vec<Shown> = of.map(|it| shown(shell, reviewed, it, here)).collect();
        let open = findings.iter().filter(|it| it.reason.is_empty()).count();
        let place = area.map_or("summary".to_owned(), |number| number.to_string());
        Group {
            title: place_title(framework, &place, t, shell.lang()),
            open,
            words: t.review_open(open as u64),
            findings,
            comment: area.map(|_| format!("{here}/comment?place={place}")).unwrap_or_default(),
        }
    });
    groups.filter(|group| !group.findings.is_empty()).collect()
}

fn shown(shell: &Shell, reviewed: &Reviewed, found: &Found, here: &str) -> Shown {
    let (finding, aside) = (&found.finding, found.set_aside.as_ref());
    let (t, lang) = (shell.texts(), shell.lang());
    let key = finding.key();
    Shown {
        place: place_title(&reviewed.seen.framework, &finding.place, t, lang),
        sentence: sentence(finding, t, lang),
        to: leads(reviewed, finding),
        aside: format!("{here}/set-aside?finding={}", encoded(&key)),
        reason: aside.map(|it| it.reason.clone()).unwrap_or_default(),
        by: aside.map(|it| signed_by(shell, &it.by, Some(it.at))).unwrap_or_default(),
        key,
    }
}

/// Where a finding can be looked at: what was agreed on, or the text; for who writes it, where it is mended. A name can
/// also stand in a list of the area, so it is looked for there. Empty where the caller may read neither.
fn leads(reviewed: &Reviewed, finding: &Finding) -> String {
    let own = format!("/evaluations/{}", reviewed.seen.head.id);
    let may = |action| sees(&reviewed.seen, Resource::Texts, action);
    let place = &finding.place;
    let area = finding.area().map_or("summary".to_owned(), |number| number.to_string());
    match finding.what {
        What::NoEvidence => format!("{own}/consensus/{place}"),
        _ if !may(Action::Read) => String::new(),
        What::NoText if may(Action::Write) => comment::written(reviewed.seen.head.id, place),
        What::Person(_) | What::Function(_) if may(Action::Write) && *place != area => {
            format!("{own}/writing/{area}#t-{}", place.replace('.', "-"))
        }
        _ => format!("{own}/writing/{area}"),
    }
}

/// A finding in words.
fn sentence(finding: &Finding, t: &Texts, lang: Lang) -> String {
    match &finding.what {
        What::NoEvidence => t.review_no_evidence(),
        What::NoText => t.review_no_text(),
        What::MuchButImprovements(share) => t.review_much_but_improvements(*share),
        What::LittleButStrengths(share) => t.review_little_but_strengths(*share),
        What::Unusual { points, median, n } => {
            t.review_unusual(format::points(lang, *median), *n as u64, *points)
        }
        What::Person(name) => t.review_person(name.as_str()),
        What::Function(name) => t.review_function(name.as_str()),
    }
}

async fn return_with(shell: &Shell, id: Uuid, reason: &str, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let reviewed = review::open(&shell.app.installation, shell.caller(), id).await?;
    let page = shell.evaluation_page(&reviewed.seen.head, t.review_return())?;
    let why = Field::lines("reason", t.review_return_why()).help(t.review_return_why_help());
    let form = Form::new(&page, format!("{}/return", here(id)), t.review_return())
        .field(why.value(reason).most(LONGEST))
        .dangerous(t.review_return_consequence())
        .cancel(here(id))
        .wrong(problems, t);
    Ok(shell.form_page(page, t.review_return_lead(), form))
}

async fn aside_with(
    shell: &Shell,
    id: Uuid,
    finding: &str,
    reason: &str,
    problems: &[Problem],
) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let reviewed = review::open(&shell.app.installation, shell.caller(), id).await?;
    let found = reviewed.findings.iter().find(|it| it.finding.key() == finding);
    let found = found.ok_or_else(|| Error::not_found("finding", finding, ""))?;
    let place = place_title(&reviewed.seen.framework, &found.finding.place, t, lang);
    let page = shell.evaluation_page(&reviewed.seen.head, t.review_aside_heading(place))?;
    let why = Field::lines("reason", t.review_aside_why()).help(t.review_aside_why_help());
    let form = Form::new(&page, format!("{}/set-aside", here(id)), t.review_set_aside())
        .field(Field::hidden("finding", finding))
        .field(why.value(reason).most(LONGEST))
        .cancel(here(id))
        .wrong(problems, t);
    Ok(shell.form_page(page, sentence(&found.finding, t, lang), form))
}

async fn comment_with(shell: &Shell, id: Uuid, typed: &Typed, problems: &[Problem]) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let reviewed = review::open(&shell.app.installation, shell.caller(), id).await?;
    let framework = &reviewed.seen.framework;
    let page = shell.evaluation_page(&reviewed.seen.head, t.review_comment())?;
    let areas = framework.areas.iter().flat_map(|area| {
        let sub_areas = area.sub_areas.iter().map(|sub_area| sub_area.code.clone());
        std::iter::once(area.number.to_string()).chain(sub_areas)
    });
    let places = std::iter::once("summary".to_owned()).chain(areas).map(|place| {
        let title = place_title(framework, &place, t, lang);
        (place, title)
    });
    let text = Field::lines("text", t.review_comment_text()).help(t.review_comment_text_help());
    let form = Form::new(&page, format!("{}/comment", here(id)), t.review_comment_go())
        .field(Field::choice("place", t.review_place(), places.collect()).value(&typed.place))
        .field(text.value(&typed.text).most(LONGEST))
        .drafted(&page, "")
        .cancel(here(id))
        .wrong(problems, t);
    Ok(shell.form_page(page, "", form))
}

async fn one_with(
    shell: &Shell,
    id: Uuid,
    comment: Uuid,
    typed: Option<&str>,
    problems: &[Problem],
) -> Answer {
    let (t, own) = (shell.texts(), here(id));
    let (reviewed, comment) = find(shell, id, comment).await?;
    let may =
        |resource| comment.resolved_at.is_none() && sees(&reviewed.seen, resource, Action::Write);
    let (reviews, answers) = (may(Resource::Review), may(Resource::ReviewAnswers));
    let row = comment_row(shell, &reviewed, &comment, &own, reviews, answers);
    let page = shell.evaluation_page(&reviewed.seen.head, t.review_comment_to(&*row.quote))?;
    let mut forms = Vec::new();
    if answers {
        let (action, said) = (row.href.clone(), &comment.said);
        let form = comment::answering(&page, action, said, typed, None, String::new());
        forms.push(form.wrong(problems, t));
    }
    if reviews {
        let form = Form::new(&page, format!("{}/resolve", row.href), t.review_resolve());
        forms.push(form.field(Field::hidden("version", comment.said.version.to_string())));
    }
    let writes = sees(&reviewed.seen, Resource::Texts, Action::Write)
        .then(|| comment::written(id, &comment.said.place));
    // Whoever answers has the answer in the form.
    let answer = if answers { String::new() } else { row.answer };
    let shown = One {
        page,
        row: Row { quote: String::new(), answer, ..row },
        writing: writes.unwrap_or_default(),
        forms,
        back: own,
        back_label: t.review_back(),
    };
    Ok(page::html_or_wrong(&shown, !problems.is_empty()))
}

async fn find(shell: &Shell, id: Uuid, comment: Uuid) -> Result<(Reviewed, Comment)> {
    let reviewed = review::open(&shell.app.installation, shell.caller(), id).await?;
    let found = reviewed.comments.iter().find(|it| it.said.id == comment).cloned();
    let found = found.ok_or_else(|| Error::not_found("comment", comment, ""))?;
    Ok((reviewed, found))
}
