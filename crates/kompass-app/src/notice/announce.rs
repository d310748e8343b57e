//! Who is told of something that was written.

use super::say;
use crate::access::{Caller, by_account};
use crate::delegation;
use crate::installation::Installation;
use jiff::SignedDuration;
use kompass_core::access::Role;
use kompass_core::{Result, local};
use kompass_store::account::{self, Mail};
use kompass_store::assignment::{self, Assigned};
use kompass_store::evaluation;
use kompass_store::job::{self, Event, Job, Occasion, Work};
use kompass_store::notice::{self as store, New, Notice, Subject};
use kompass_store::todo as facts;
use uuid::Uuid;

/// A password that comes with a new account is no news to its owner.
const NEW_ACCOUNT: SignedDuration = SignedDuration::from_mins(1);

/// Tells those whom it concerns, but for who did it: each once, however often this runs.
pub(crate) async fn announce(
    installation: &Installation,
    job: &Job,
    event: Event,
    evaluation: Option<Uuid>,
    subject: &str,
    actor: &str,
) -> Result<()> {
    let Some(id) = evaluation else {
        return account_changed(installation, job, event, subject).await;
    };
    let people = assignment::of_evaluation(&installation.db, id).await?;
    let coordinates = |it: &&Assigned| it.role == Role::Coordinator;
    let day = local::day(job.created_at);
    let (subject, told, what): (Subject, Vec<Uuid>, String) = match event {
        Event::Appointed => {
            let of_them = people.iter().filter(|it| it.account.to_string() == subject);
            let roles: Vec<Role> = of_them.clone().map(|it| it.role).collect();
            // Who accepted an invitation knows.
            if actor.starts_with("link:") {
                return Ok(());
            }
            let told = of_them.map(|it| it.account).take(1).collect();
            (Subject::Appointed { roles }, told, format!("{}", job.id))
        }
        Event::Asked => {
            ask_contributors(installation, job, id, subject).await?;
            // Many questions in a row are one piece of news.
            let told = people.iter().filter(coordinates).map(|it| it.account).collect();
            (Subject::Asked, told, format!("asked {day}"))
        }
        Event::DocumentWanted => {
            let told = people.iter().filter(coordinates).map(|it| it.account).collect();
            (Subject::DocumentWanted, told, format!("document {day}"))
        }
        Event::FactCheck => {
            let facts = facts::facts(&installation.db, &[id]).await?;
            let check = facts.into_iter().find_map(|it| it.fact_check);
            let Some(check) = check.filter(|check| !check.done) else {
                return Ok(());
            };
            let told = people.iter().filter(coordinates).map(|it| it.account).collect();
            let until = check.until;
            (Subject::FactCheck { until }, told, format!("fact check {until}"))
        }
        Event::Delivered => {
            let told = people.iter().map(|it| it.account).collect();
            (Subject::Delivered, told, format!("delivered {subject}"))
        }
        Event::Password | Event::SecondFactor | Event::Passkey | Event::Provider => return Ok(()),
    };
    let mut news = Vec::new();
    for account in told {
        if by_account(account) != actor {
            let name = format!("{what} {id} {account}");
            news.extend(news_for(installation, account, Some(id), name, &subject).await?);
        }
    }
    store::add(&installation.db, &news, installation.now(), Uuid::now_v7).await.map(|_| ())
}

/// A notice for an account, if it may know.
pub(super) async fn news_for(
    installation: &Installation,
    account: Uuid,
    evaluation: Option<Uuid>,
    name: String,
    subject: &Subject,
) -> Result<Option<New>> {
    let Some(caller) = Caller::absent(installation, account).await? else {
        return Ok(None);
    };
    let id = Uuid::now_v7();
    let notice = Notice {
        id,
        name: name.clone(),
        account,
        evaluation,
        subject: subject.clone(),
        created_at: installation.now(),
        read_at: None,
        mailed_at: None,
    };
    if say(installation, &caller, &notice).await?.is_none() {
        return Ok(None);
    }
    let at_once =
        subject.is_of_security() || account::mail(&installation.db, account).await? == Mail::AtOnce;
    let by_mail = at_once && installation.config.mail.host.is_some();
    Ok(Some(New { id, name, account, evaluation, subject: subject.clone(), by_mail }))
}

async fn account_changed(
    installation: &Installation,
    job: &Job,
    event: Event,
    account: &str,
) -> Result<()> {
    let Ok(id) = account.parse::<Uuid>() else { return Ok(()) };
    let subject = match event {
        Event::Password => Subject::Password,
        Event::SecondFactor => Subject::SecondFactor,
        Event::Passkey => Subject::Passkey,
        Event::Provider => Subject::Provider,
        _ => return Ok(()),
    };
    let there = account::get(&installation.db, id).await?;
    if job.created_at < there.created_at + NEW_ACCOUNT {
        return Ok(());
    }
    let news = news_for(installation, id, None, job.name.clone(), &subject).await?;
    let news: Vec<New> = news.into_iter().collect();
    store::add(&installation.db, &news, installation.now(), Uuid::now_v7).await.map(|_| ())
}

/// Whoever answers the question by a personal link is asked as well.
async fn ask_contributors(
    installation: &Installation,
    job: &Job,
    evaluation: Uuid,
    question: &str,
) -> Result<()> {
    if installation.config.mail.host.is_none() {
        return Ok(());
    }
    let head = evaluation::head(&installation.db, evaluation).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    for there in delegation::all(installation, &head, &framework).await? {
        if there.questions.iter().any(|code| code == question) && !there.link.email.is_empty() {
            let work = Work::Link { link: there.link.id, occasion: Occasion::Asked };
            let name = format!("asked {} {}", there.link.id, local::day(job.created_at));
            let now = installation.now();
            job::enqueue(&installation.db, Uuid::now_v7(), &name, &work, now).await?;
        }
    }
    Ok(())
}
