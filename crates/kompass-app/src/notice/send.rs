//! What goes out by mail. Whether its recipient may read it is asked now, not when it was asked for.

use super::{Said, remind, say};
use crate::access::Caller;
use crate::delegation;
use crate::installation::Installation;
use crate::link::{self, Link, Opens, Purpose, unusable};
use crate::mail::{Envelope, Item, Letter, Post, Unsent};
use kompass_core::i18n::{Texts, texts};
use kompass_core::{Error, Lang, Result, format, local};
use kompass_store::account;
use kompass_store::job::{Job, Occasion};
use kompass_store::notice as store;
use kompass_store::{evaluation, link as links, organisation};
use uuid::Uuid;

/// Why a mail was not sent.
pub(crate) enum Failed {
    /// Something of ours.
    Own(Error),
    /// Something of the mail server's.
    Mail(Unsent),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Own(error)
    }
}

impl From<Unsent> for Failed {
    fn from(unsent: Unsent) -> Self {
        Self::Mail(unsent)
    }
}

/// Sends an account its notices that it may still know of and has not read, all in one letter.
pub(crate) async fn notices(
    installation: &Installation,
    job: &Job,
    account: Uuid,
    notices: &[Uuid],
) -> std::result::Result<(), Failed> {
    let db = &installation.db;
    let Some(caller) = Caller::absent(installation, account).await? else {
        return Ok(());
    };
    let mut said = Vec::new();
    for id in notices {
        let Some(notice) = store::get(db, account, *id).await? else { continue };
        let wanted = notice.read_at.is_none() || notice.subject.is_of_security();
        if let Some(it) = say(installation, &caller, &notice).await?.filter(|_| wanted) {
            said.push((it, notice.subject.is_of_security()));
        }
    }
    if !said.is_empty() {
        let account = caller.account()?;
        let letter = of_notices(installation, caller.lang, &account.name, said);
        let (name, address) = (account.name.as_str(), account.email.as_str());
        let envelope = Envelope { id: job.id, at: job.created_at, name, address };
        Post::of(&installation.config)?.send(&envelope, &letter).await?;
    }
    for id in notices {
        store::mailed(db, account, *id, installation.now()).await?;
    }
    Ok(())
}

/// Sends the owner of a personal link what it is for.
pub(crate) async fn link(
    installation: &Installation,
    job: &Job,
    link: Uuid,
    occasion: Occasion,
) -> std::result::Result<(), Failed> {
    let link = links::get(&installation.db, link).await?;
    let works = unusable(&link, installation.now()).is_none();
    if !works || !is_still_so(installation, &link, occasion).await? {
        return Ok(());
    }
    let Some(address) = link::address_of(installation, link.id).await? else {
        return Err(Unsent::Never(
            "the link was made with another web.key, so its address is not known any more – make it anew".to_owned(),
        )
        .into());
    };
    // Who has an account reads its language; of others nothing is known.
    let account = account::by_email(&installation.db, &link.email).await?;
    let lang = account.map_or(installation.config.lang, |account| account.language);
    let letter = of_link(installation, lang, &link, occasion, address).await?;
    let envelope =
        Envelope { id: job.id, at: job.created_at, name: &link.name, address: &link.email };
    Post::of(&installation.config)?.send(&envelope, &letter).await?;
    Ok(())
}

/// True unless what the letter says has changed since it was asked for: it was answered, put off or called off, or the day
/// is another.
async fn is_still_so(installation: &Installation, link: &Link, occasion: Occasion) -> Result<bool> {
    match occasion {
        Occasion::Made | Occasion::Asked => Ok(true),
        _ => {
            let now = remind::occasion(installation, link, installation.today()).await?;
            Ok(now == Some(occasion))
        }
    }
}

fn of_notices(
    installation: &Installation,
    lang: Lang,
    name: &str,
    said: Vec<(Said, bool)>,
) -> Letter {
    let t = texts(lang);
    let base = installation.config.web.public_url.trim_end_matches('/');
    let security = said.iter().any(|(_, security)| *security);
    let subject = match &said[..] {
        [(Said { title, text, .. }, false)] => t.mail_subject(text.as_str(), title.as_str()),
        [(Said { title, .. }, true)] => title.clone(),
        many => t.mail_many(many.len() as u64),
    };
    let items = said.into_iter().map(|(Said { title, text, href }, _)| Item {
        title,
        text,
        address: format!("{base}{href}"),
    });
    let mut footer = footer(installation, t);
    if !security {
        footer.push(t.mail_settings(format!("{base}/profile#mail")));
    }
    Letter {
        lang,
        subject,
        greeting: t.mail_greeting(name),
        paragraphs: Vec::new(),
        items: items.collect(),
        link: Some((t.mail_all(), format!("{base}/notices"))),
        footer,
    }
}

async fn of_link(
    installation: &Installation,
    lang: Lang,
    link: &Link,
    occasion: Occasion,
    address: String,
) -> Result<Letter> {
    let (t, db) = (texts(lang), &installation.db);
    let head = match link.evaluation {
        Some(id) => Some(evaluation::head(db, id).await?),
        None => None,
    };
    let place = match link.organisation {
        Some(id) => organisation::get(db, id).await?.name,
        None => head.as_ref().map(|head| head.municipality.clone()).unwrap_or_default(),
    };
    let year = head.as_ref().map_or(0, |head| head.year);
    let (place, opens) = (place.as_str(), Opens::of(link));
    let (subject, mut paragraphs, go) = match link.purpose {
        Purpose::Administrator => {
            (t.link_administrator(), vec![t.link_administrator_lead()], t.mail_link_invitation())
        }
        Purpose::Invitation => {
            let subject = match &head {
                Some(_) => t.link_team(place, year),
                None => t.link_invitation(place),
            };
            let roles = link.role.iter().chain(&opens.roles).map(|role| t.role(*role));
            let roles: Vec<String> = roles.collect();
            let text = t.mail_invited(format::list(lang, &roles));
            (subject, vec![text], t.mail_link_invitation())
        }
        Purpose::Password => {
            let text = vec![t.mail_password(link.email.as_str()), t.mail_password_not_you()];
            (t.link_password(), text, t.link_password())
        }
        Purpose::Contributor => {
            let text = contributor(installation, t, link, &opens, occasion, year).await?;
            (t.link_contributor(place), text, t.mail_link_part())
        }
        Purpose::Interviewee => {
            let text = match occasion {
                Occasion::Interview { day } => t.mail_interview_tomorrow(format::date(day)),
                _ => t.link_interviewee_lead(year),
            };
            (t.link_interviewee(place), vec![text], t.mail_link_interview())
        }
    };
    let subject = match occasion {
        Occasion::Soon { .. } | Occasion::Late { .. } | Occasion::Interview { .. } => {
            t.mail_reminder(subject)
        }
        Occasion::Made | Occasion::Asked => subject,
    };
    let until = local::clock(link.expires_at);
    paragraphs.push(t.link_until(format::moment(lang, until)));
    Ok(Letter {
        lang,
        subject,
        greeting: t.mail_greeting(link.name.as_str()),
        paragraphs,
        items: Vec::new(),
        link: Some((go, address)),
        footer: footer(installation, t),
    })
}

async fn contributor(
    installation: &Installation,
    t: &Texts,
    link: &Link,
    opens: &Opens,
    occasion: Occasion,
    year: i16,
) -> Result<Vec<String>> {
    let mut text = Vec::new();
    match occasion {
        Occasion::Asked => text.push(t.mail_asked()),
        Occasion::Soon { due } => text.push(t.mail_answers_soon(format::date(due))),
        Occasion::Late { due } => text.push(t.mail_answers_late(format::date(due))),
        Occasion::Made | Occasion::Interview { .. } => {
            text.push(t.link_contributor_lead(year));
            if let Some(id) = link.evaluation {
                let head = evaluation::head(&installation.db, id).await?;
                let framework = installation.framework(&head.framework_digest).await?;
                let count = delegation::questions(opens, &framework).count();
                text.push(match opens.due {
                    Some(due) => t.mail_questions_by(format::date(due), count as u64),
                    None => t.mail_questions(count as u64),
                });
            }
        }
    }
    Ok(text)
}

fn footer(installation: &Installation, t: &Texts) -> Vec<String> {
    let mut footer = vec![t.mail_from(installation.config.web.public_url.as_str())];
    if installation.config.mail.reply_to.is_empty() {
        footer.push(t.mail_no_reply());
    }
    footer
}
