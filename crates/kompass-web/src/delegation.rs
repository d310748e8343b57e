//! Questions in the hands of colleagues without an account: giving, changing and taking back, and reminding.

use crate::download::encoded;
use crate::error::{self, Answer};
use crate::evaluation::name;
use crate::form::{CheckBox, Checks, Field, Form};
use crate::page::{self, Page, Shell};
use crate::people::{handout, values};
use crate::preparation::here;
use askama::Template;
use axum::extract::{Form as Sent, Path};
use jiff::civil::Date;
use kompass_app::answer;
use kompass_app::delegation::{self, Delegation};
use kompass_app::evaluation::{self, Head};
use kompass_app::team::{self, Guest, Task};
use kompass_core::framework::Framework;
use kompass_core::i18n::texts;
use kompass_core::{Lang, Problem, Result, format};
use uuid::Uuid;

/// What a form about a colleague was sent with.
type Fields = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "preparation/change.html")]
struct Change {
    page: Page,
    form: Form,
    revoke: String,
    links: String,
}

#[derive(Template)]
#[template(path = "preparation/remind.html")]
struct Remind {
    page: Page,
    lead: String,
    subject: String,
    body: String,
    mail: Option<String>,
    last: String,
    form: Form,
    links: String,
}

/// `GET /evaluations/{evaluation}/preparation/delegate`.
pub(crate) async fn new(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    team::must_invite_contributors(installation, caller, &head).await?;
    let question = shell.query("question").map(|code| ("scope".to_owned(), code));
    new_with(&shell, &head, &question.into_iter().collect(), &[]).await
}

/// `POST /evaluations/{evaluation}/preparation/delegate`.
pub(crate) async fn make(shell: Shell, Path(id): Path<Uuid>, Sent(fields): Sent<Fields>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    let made = match due(&fields) {
        Ok(due) => {
            // A code of two numbers is a whole sub-area, one of three a question.
            let whole = |code: &&str| code.matches('.').count() == 1;
            let codes = |wanted: bool| {
                let codes = values(&fields, "scope").filter(|code| whole(code) == wanted);
                codes.map(str::to_owned).collect::<Vec<_>>()
            };
            let (sub_areas, questions) = (codes(true), codes(false));
            let task = Task::Contribute { sub_areas: &sub_areas, questions: &questions, due };
            let guest = Guest { name: one(&fields, "name"), email: one(&fields, "email"), task };
            team::invite_guest(installation, caller, id, &guest).await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(created) => {
            let heading = shell.texts().links_handout(created.link.name.as_str());
            let page = shell.evaluation_page(&head, heading)?;
            handout(&shell, page, &created, here(&head))
        }
        Err(error) => new_with(&shell, &head, &fields, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/preparation/delegate/{link}`.
pub(crate) async fn edit(shell: Shell, Path((id, link)): Path<(Uuid, Uuid)>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    let there = delegation::get(&shell.app.installation, shell.caller(), &head, link).await?;
    let mut fields: Fields =
        there.questions.iter().map(|code| ("scope".to_owned(), code.clone())).collect();
    let due = there.opens.due.map(|due| due.to_string()).unwrap_or_default();
    fields.push(("due".to_owned(), due));
    edit_with(&shell, &head, &there, &fields, &[]).await
}

/// `POST /evaluations/{evaluation}/preparation/delegate/{link}`.
pub(crate) async fn change(
    shell: Shell,
    Path((id, link)): Path<(Uuid, Uuid)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    let codes: Vec<String> = values(&fields, "scope").map(str::to_owned).collect();
    let done = match due(&fields) {
        Ok(due) => delegation::change(installation, caller, &head, link, &codes, due).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => page::done(&here(&head), "delegation-changed"),
        Err(error) => {
            let problems = page::mendable(error)?;
            let there = delegation::get(installation, caller, &head, link).await?;
            edit_with(&shell, &head, &there, &fields, &problems).await
        }
    }
}

/// `GET /evaluations/{evaluation}/preparation/delegate/{link}/remind`.
pub(crate) async fn remind(shell: Shell, Path((id, link)): Path<(Uuid, Uuid)>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    let there = delegation::get(installation, caller, &head, link).await?;
    let (subject, body) = reminder(&head, &there, &caller.name, shell.lang());
    let address = there.link.email.as_str();
    let mail = (!address.is_empty()).then(|| mail_to(address, &subject, &body));
    let page = shell.evaluation_page(&head, t.delegation_remind(there.link.name.as_str()))?;
    let own = format!("{}/delegate/{link}/remind", here(&head));
    let form = Form::new(&page, own, t.delegation_reminded_go()).cancel(here(&head));
    let last = there.opens.reminded.map(|at| t.delegation_reminded_at(shell.moment(at)));
    let links = format!("/evaluations/{id}/links");
    let by_itself =
        installation.config.mail.host.is_some() && there.opens.due.is_some() && !address.is_empty();
    let lead = if by_itself { t.delegation_remind_lead_mail() } else { t.delegation_remind_lead() };
    Ok(page::html(&Remind {
        page,
        lead,
        subject,
        body,
        mail,
        last: last.unwrap_or_default(),
        form,
        links,
    }))
}

/// `POST /evaluations/{evaluation}/preparation/delegate/{link}/remind`.
pub(crate) async fn reminded(shell: Shell, Path((id, link)): Path<(Uuid, Uuid)>) -> Answer {
    let head = evaluation::head(&shell.app.installation, id).await?;
    delegation::reminded(&shell.app.installation, shell.caller(), &head, link).await?;
    page::done(&here(&head), "delegation-reminded")
}

async fn new_with(shell: &Shell, head: &Head, fields: &Fields, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let framework = shell.app.installation.framework(&head.framework_digest).await?;
    let page = shell.evaluation_page(head, t.delegation_new())?;
    let email = Field { autocomplete: "off", ..Field::email("email", t.links_person_email()) };
    let form = Form::new(&page, format!("{}/delegate", here(head)), t.links_go())
        .field(Field::text("name", t.links_person_name()).most(200).value(one(fields, "name")))
        .field(email.optional().value(one(fields, "email")))
        .field(due_field(shell, fields))
        .field(scope(shell, &framework, fields, true))
        .cancel(here(head))
        .wrong(problems, t);
    Ok(shell.form_page(page, t.delegation_new_lead(), form))
}

async fn edit_with(
    shell: &Shell,
    head: &Head,
    there: &Delegation,
    fields: &Fields,
    problems: &[Problem],
) -> Answer {
    let t = shell.texts();
    let framework = shell.app.installation.framework(&head.framework_digest).await?;
    let page = shell.evaluation_page(head, t.delegation_change(there.link.name.as_str()))?;
    let own = format!("{}/delegate/{}", here(head), there.link.id);
    let form = Form::new(&page, own, t.delegation_change_go())
        .field(due_field(shell, fields))
        .field(scope(shell, &framework, fields, false))
        .cancel(here(head))
        .wrong(problems, t);
    let links = format!("/evaluations/{}/links", head.id);
    let revoke = format!("{links}/{}/revoke", there.link.id);
    let wrong = form.has_errors();
    Ok(page::html_or_wrong(&Change { page, form, revoke, links }, wrong))
}

fn due_field(shell: &Shell, fields: &Fields) -> Field {
    let t = shell.texts();
    let field = Field::date("due", t.answer_due()).help(t.delegation_due_help()).optional();
    field.value(one(fields, "due"))
}

/// A box for each pre-question, by sub-area; with `whole` one for each sub-area too.
fn scope(shell: &Shell, framework: &Framework, fields: &Fields, whole: bool) -> Field {
    let (t, lang) = (shell.texts(), shell.lang());
    let chosen = |code: &str| values(fields, "scope").any(|value| value == code);
    let groups = framework.sub_areas().filter_map(|(_, sub_area)| {
        let asked = sub_area.questions.iter().filter(|question| question.pre_question);
        let mut boxes: Vec<CheckBox> = asked
            .map(|question| CheckBox {
                value: question.code.clone(),
                words: format!("{} {}", question.code, question.title.get(lang)),
                help: String::new(),
                chosen: chosen(&question.code),
            })
            .collect();
        if boxes.is_empty() {
            return None;
        }
        if whole {
            boxes.insert(
                0,
                CheckBox {
                    value: sub_area.code.clone(),
                    words: t.delegation_whole(sub_area.code.as_str()),
                    help: String::new(),
                    chosen: chosen(&sub_area.code),
                },
            );
        }
        let heading = format!("{} {}", sub_area.code, sub_area.short.get(lang));
        Some(Checks { heading, boxes })
    });
    let help = if whole { t.delegation_scope_help() } else { t.delegation_scope_change_help() };
    Field::checks("scope", t.delegation_scope(), groups.collect()).help(help)
}

/// What to write to somebody who has not answered, in the language of the country of the municipality.
fn reminder(head: &Head, there: &Delegation, sender: &str, lang: Lang) -> (String, String) {
    let lang = match head.country.as_str() {
        "SE" => Lang::Sv,
        "NO" => Lang::Nb,
        _ => lang,
    };
    let (t, evaluation) = (texts(lang), name(head));
    let due = match there.opens.due {
        Some(due) => t.delegation_mail_due(format::date(due)),
        None => t.delegation_mail_soon(),
    };
    let body = [
        t.delegation_mail_hello(there.link.name.as_str()),
        t.delegation_mail_asked(there.questions.len() as u64, &evaluation),
        due,
        t.delegation_mail_link(),
        sender.to_owned(),
    ];
    (t.delegation_mail_subject(evaluation), body.join("\n\n"))
}

fn mail_to(address: &str, subject: &str, body: &str) -> String {
    // Lines of mail end so.
    let body = body.replace('\n', "\r\n");
    format!("mailto:{}?subject={}&body={}", encoded(address), encoded(subject), encoded(&body))
}

fn due(fields: &Fields) -> Result<Option<Date>> {
    match one(fields, "due").trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| {
            let due = &answer::reason::DUE;
            error::invalid(due.code, "due", due.message)
        }),
    }
}

fn one<'a>(fields: &'a Fields, name: &'a str) -> &'a str {
    values(fields, name).next().unwrap_or_default()
}
