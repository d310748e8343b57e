//! Documents that the evaluators ask for: asking, answering, taking back.

use crate::document::{address_of, one, sub_areas};
use crate::error::{self, Answer};
use crate::form::{CheckBox, Checks, Field, Form};
use crate::page::{self, Link, Shell};
use crate::people::values;
use axum::extract::{Form as Sent, Path};
use kompass_app::document;
use kompass_app::document::request::{self, Answer as Said, Request, Saying};
use kompass_app::evaluation::{self, Head};
use kompass_core::{Error, Problem, Result, format, local};
use uuid::Uuid;

/// The requests of an evaluation as the list of documents shows them.
pub(crate) struct Asked {
    /// Where to ask, if the caller may.
    pub(crate) new: Option<String>,
    pub(crate) rows: Vec<Row>,
}

/// A request.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) about: String,
    pub(crate) until: String,
    pub(crate) late: bool,
    pub(crate) state: String,
    pub(crate) tone: &'static str,
    pub(crate) text: String,
    pub(crate) documents: Vec<Link>,
    pub(crate) answer: Option<String>,
    pub(crate) withdraw: Option<String>,
}

type Fields = Vec<(String, String)>;

/// What is asked for in an evaluation.
pub(crate) async fn asked(shell: &Shell, id: Uuid) -> Result<Asked> {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let (requests, may) = request::list(installation, caller, id).await?;
    let here = format!("/evaluations/{id}/document-requests");
    let today = installation.today();
    let row = |it: &Request| {
        let open = it.answered.is_none();
        let late =
            it.asked.until < it.answered.as_ref().map_or(today, |answered| local::day(answered.at));
        let (state, tone) = match it.answered.as_ref().map(|answered| answered.answer) {
            None => (t.request_waits(), "waits"),
            Some(Said::Documents) => (t.request_answered(), "good"),
            Some(Said::Missing) => (t.request_missing(), "mid"),
            Some(Said::Withdrawn) => (t.request_withdrawn(), ""),
        };
        let answered = it.answered.as_ref();
        Row {
            what: it.asked.what.clone(),
            about: it.asked.sub_areas.join(", "),
            until: format::date(it.asked.until),
            late: late && answered.is_none_or(|it| it.answer != Said::Withdrawn),
            state,
            tone,
            text: answered.map(|it| it.text.clone()).unwrap_or_default(),
            documents: answered
                .iter()
                .flat_map(|it| &it.documents)
                .map(|code| Link::to(code.clone(), address_of(id, code)))
                .collect(),
            answer: (open && may.answer).then(|| format!("{here}/{}/answer", it.id)),
            withdraw: (open && may.ask).then(|| format!("{here}/{}/withdraw", it.id)),
        }
    };
    Ok(Asked {
        new: may.ask.then(|| format!("{here}/new")),
        rows: requests.iter().map(row).collect(),
    })
}

/// `GET /evaluations/{evaluation}/document-requests/new`.
pub(crate) async fn new(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    new_with(&shell, id, &Fields::new(), &[]).await
}

/// `POST /evaluations/{evaluation}/document-requests/new`.
pub(crate) async fn ask(shell: Shell, Path(id): Path<Uuid>, Sent(fields): Sent<Fields>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let made = match one(&fields, "until").trim().parse() {
        Ok(until) => {
            let asked = request::Asked {
                what: one(&fields, "what").to_owned(),
                sub_areas: values(&fields, "sub_area").map(str::to_owned).collect(),
                until,
            };
            request::ask(installation, caller, id, &asked).await.map(|_| ())
        }
        Err(_) => Err(error::invalid("W10", "until", "this is no day: write it as 2026-03-12")),
    };
    match made {
        Ok(()) => page::done(&format!("/evaluations/{id}/documents"), "request-asked"),
        Err(error) => new_with(&shell, id, &fields, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/document-requests/{request}/answer`.
pub(crate) async fn show_answer(shell: Shell, Path((id, request)): Path<(Uuid, Uuid)>) -> Answer {
    answer_with(&shell, id, request, &Fields::new(), &[]).await
}

/// `POST /evaluations/{evaluation}/document-requests/{request}/answer`.
pub(crate) async fn answer(
    shell: Shell,
    Path((id, request)): Path<(Uuid, Uuid)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let saying = Saying {
        answer: one(&fields, "answer").to_owned(),
        text: one(&fields, "text").to_owned(),
        documents: values(&fields, "document").map(str::to_owned).collect(),
    };
    let version = one(&fields, "version").parse().unwrap_or(0);
    match request::answer(installation, caller, id, request, version, &saying).await {
        Ok(()) => page::done(&format!("/evaluations/{id}/documents"), "request-answered"),
        Err(error) => answer_with(&shell, id, request, &fields, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/document-requests/{request}/withdraw`.
pub(crate) async fn confirm_withdraw(
    shell: Shell,
    Path((id, request)): Path<(Uuid, Uuid)>,
) -> Answer {
    let t = shell.texts();
    let (head, found) = open(&shell, id, request).await?;
    let here = format!("/evaluations/{id}/documents");
    let page = shell
        .evaluation_page(&head, t.request_withdraw())?
        .under_more([Link::to(t.section_documents(), here.clone())]);
    let form = Form::new(
        &page,
        format!("/evaluations/{id}/document-requests/{request}/withdraw"),
        t.request_withdraw_go(),
    )
    .field(Field::hidden("version", found.version.to_string()))
    .cancel(here)
    .dangerous(t.request_withdraw_consequence());
    Ok(shell.form_page(page, found.asked.what, form))
}

/// `POST /evaluations/{evaluation}/document-requests/{request}/withdraw`.
pub(crate) async fn withdraw(
    shell: Shell,
    Path((id, request)): Path<(Uuid, Uuid)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let version = one(&fields, "version").parse().unwrap_or(0);
    request::withdraw(&shell.app.installation, shell.caller(), id, request, version).await?;
    page::done(&format!("/evaluations/{id}/documents"), "request-withdrawn")
}

/// A request that is still open; who comes too late is led to the answer.
async fn open(shell: &Shell, id: Uuid, request: Uuid) -> Result<(Head, Request)> {
    let found = request::get(&shell.app.installation, shell.caller(), id, request).await?;
    match found.1.answered {
        None => Ok(found),
        Some(_) => Err(document::reason::ANSWERED.forbidden()),
    }
}

async fn new_with(shell: &Shell, id: Uuid, fields: &Fields, problems: &[Problem]) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    let shelf = document::shelf(installation, caller, id).await?;
    let here = format!("/evaluations/{id}/documents");
    let page = shell
        .evaluation_page(&head, t.request_new())?
        .under_more([Link::to(t.section_documents(), here.clone())]);
    let chosen: Vec<String> = values(fields, "sub_area").map(str::to_owned).collect();
    let what = Field::lines("what", t.request_what()).help(t.request_what_help()).most(500);
    let form =
        Form::new(&page, format!("/evaluations/{id}/document-requests/new"), t.request_new_go())
            .field(what.value(one(fields, "what")))
            .field(Field::date("until", t.request_until()).value(one(fields, "until")))
            .field(sub_areas(shell, &shelf, &chosen).help(t.request_sub_areas_help()))
            .cancel(here)
            .wrong(problems, t);
    Ok(shell.form_page(page, t.request_new_lead(), form))
}

async fn answer_with(
    shell: &Shell,
    id: Uuid,
    request: Uuid,
    fields: &Fields,
    problems: &[Problem],
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let (head, found) = open(shell, id, request).await?;
    let shelf = match document::shelf(installation, caller, id).await {
        Ok(shelf) => shelf,
        Err(error @ Error::Forbidden(_)) => return Err(error.into()),
        Err(error) => return Err(error.into()),
    };
    let here = format!("/evaluations/{id}/documents");
    let page = shell
        .evaluation_page(&head, t.request_answer_heading())?
        .under_more([Link::to(t.section_documents(), here.clone())]);
    let boxes = shelf.documents.iter().rev().map(|it| CheckBox {
        value: it.document.code.clone(),
        words: format!("{} {}", it.document.code, it.document.title),
        help: String::new(),
        chosen: values(fields, "document").any(|code| code == it.document.code),
    });
    let documents = vec![Checks { heading: String::new(), boxes: boxes.collect() }];
    let answers = [
        ("documents", t.request_answer_documents(), t.request_answer_documents_help()),
        ("missing", t.request_answer_missing(), t.request_answer_missing_help()),
    ];
    let answers = answers.map(|(value, words, help)| (value.to_owned(), words, help));
    let form = Form::new(
        &page,
        format!("/evaluations/{id}/document-requests/{request}/answer"),
        t.request_answer_go(),
    )
    .field(Field::hidden("version", found.version.to_string()))
    .field(
        Field::radios("answer", t.request_answer_how(), answers.into())
            .value(one(fields, "answer")),
    )
    .field(
        Field::checks("document", t.request_documents(), documents)
            .help(t.request_documents_help())
            .optional(),
    )
    .field(Field::lines("text", t.request_text()).most(2000).optional().value(one(fields, "text")))
    .cancel(here)
    .wrong(problems, t);
    let lead = t.request_answer_lead(format::date(found.asked.until), found.asked.what.as_str());
    Ok(shell.form_page(page, lead, form))
}
