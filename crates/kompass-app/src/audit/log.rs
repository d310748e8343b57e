//! The audit log as people read it: who did what, when and to what. What was written is read where it stands.

use crate::access::{self, COMMAND_LINE, Caller, Scope};
use crate::installation::Installation;
use crate::reason;
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::State;
use kompass_core::i18n::Texts;
use kompass_core::table::{Cell, Column, Table};
use kompass_core::{Error, Result, local};
use kompass_store::audit::{self as store, Asked, Chain, Line, Of};
use kompass_store::{account, evaluation, link, organisation, person};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Most lines of a page.
const SHOWN: u32 = 100;

/// Most lines of a file.
const IN_FILE: u32 = 20_000;

/// Whose log is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// What belongs to no evaluation: of the installation and its organisations.
    Installation,
    /// Of an organisation with its evaluations, or of one of these.
    Organisation(Uuid, Option<Uuid>),
}

/// What is asked for, as somebody wrote it; what is empty asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// What it was done to: the first part of an operation.
    pub noun: String,
    /// Beginning of the name of who did it, or their address of mail.
    pub person: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// A part of what it was done to.
    pub text: String,
    /// Where the page before ended.
    pub after: String,
}

/// Lines of the log.
#[derive(Debug)]
pub struct Log {
    /// The lines, the last first.
    pub entries: Vec<Entry>,
    /// Where the next page begins, if there is more.
    pub next: Option<String>,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// What was done: `judgement.put`.
    pub operation: String,
    /// To what.
    pub subject: String,
    /// Who did it.
    pub who: Author,
    /// Which evaluation or organisation it is about, with its name.
    pub place: Option<Place>,
}

/// Who did something, by what the log itself says: a name that somebody chose is never taken for more than a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// Somebody with an account: their name, and their address of mail while there is one.
    Account(String, Option<String>),
    /// Who came by a personal link: the name that it was made for, which may be empty.
    Link(String),
    /// Whoever works at the machine.
    CommandLine,
    /// A disposal that was decided.
    Disposal,
    /// A provider of sign-in.
    Provider(String),
    /// Somebody of whom nothing more is known.
    Unknown(String),
    /// That was disposed of.
    Disposed,
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An evaluation.
    Evaluation(Uuid, String),
    /// An organisation.
    Organisation(Uuid, String),
}

/// A page of the log.
///
/// # Errors
/// The caller does not run it; a day that is none.
pub async fn lines(
    installation: &Installation,
    caller: &Caller,
    whose: Whose,
    typed: &Typed,
) -> Result<Log> {
    read(installation, caller, whose, typed, SHOWN).await
}

/// The log as a table, as far as a file holds it.
///
/// # Errors
/// As [`lines`].
pub async fn table(
    installation: &Installation,
    caller: &Caller,
    whose: Whose,
    typed: &Typed,
    t: &Texts,
) -> Result<Table> {
    let typed = Typed { after: String::new(), ..typed.clone() };
    let log = read(installation, caller, whose, &typed, IN_FILE).await?;
    let row = |entry: &Entry| {
        let place = match &entry.place {
            Some(Place::Evaluation(_, name) | Place::Organisation(_, name)) => name.as_str(),
            None => "",
        };
        vec![
            // Sorts as text, and says which zone it is.
            Cell::text(entry.at.to_string()),
            Cell::text(who(t, &entry.who)),
            Cell::text(what(t, &entry.operation)),
            Cell::text(&entry.operation),
            Cell::text(&entry.subject),
            Cell::text(place),
        ]
    };
    Ok(Table {
        title: t.log(),
        notes: log.next.iter().map(|_| t.log_cut(u64::from(IN_FILE))).collect(),
        columns: vec![
            Column::new(t.log_at(), 28),
            Column::new(t.log_who(), 28),
            Column::new(t.log_what(), 32),
            Column::new(t.log_operation(), 24),
            Column::new(t.log_subject(), 40),
            Column::new(t.log_place(), 32),
        ],
        rows: log.entries.iter().map(row).collect(),
    })
}

/// What those who did something are called, by what the log calls them. Without addresses of mail.
pub(crate) async fn called(
    installation: &Installation,
    actors: BTreeSet<String>,
    t: &Texts,
) -> Result<BTreeMap<String, String>> {
    let mut names = Names { installation, who: HashMap::new(), places: HashMap::new() };
    let mut called = BTreeMap::new();
    for actor in actors.into_iter().filter(|actor| !actor.is_empty()) {
        let name = names.who(&actor).await?.called(t);
        called.insert(actor, name);
    }
    Ok(called)
}

/// What was done, in words: "dokument: tillagt".
pub fn what(t: &Texts, operation: &str) -> String {
    let (noun, verb) = operation.split_once('.').unwrap_or((operation, ""));
    match t.log_noun(noun) {
        Some(noun) => format!("{noun}: {}", t.log_verb(verb)),
        None => operation.to_owned(),
    }
}

/// Who did it, in words: name and address of a person, since two may have one name, or what it was if it was none.
pub fn who(t: &Texts, author: &Author) -> String {
    match author {
        Author::Account(name, Some(email)) => format!("{name} ({email})"),
        other => other.called(t),
    }
}

impl Author {
    /// A name, or what it was if it was no person.
    fn called(&self, t: &Texts) -> String {
        match self {
            Self::Account(name, _) => name.clone(),
            Self::Link(name) if name.is_empty() => t.log_who_link(),
            Self::Link(name) => t.log_who_link_of(name.as_str()),
            Self::CommandLine => t.log_who_command_line(),
            Self::Disposal => t.log_who_disposal(),
            Self::Provider(name) => t.log_who_provider(name.as_str()),
            Self::Unknown(actor) => actor.clone(),
            Self::Disposed => t.log_who_disposed(),
        }
    }
}

async fn read(
    installation: &Installation,
    caller: &Caller,
    whose: Whose,
    typed: &Typed,
    most: u32,
) -> Result<Log> {
    let (chains, closed);
    let of = match whose {
        Whose::Installation => {
            let (log, scope) = (Resource::AuditLog, Scope::Installation);
            access::authorise(installation, caller, log, Action::Read, &scope).await?;
            Of::General
        }
        Whose::Organisation(id, chosen) => {
            (chains, closed) = chains_of(installation, caller, id, chosen).await?;
            Of::Chains(&chains, &closed)
        }
    };
    let asked = asked(typed)?;
    let mut lines = store::lines(&installation.db, of, &asked, most + 1).await?;
    let more = lines.len() > most as usize;
    lines.truncate(most as usize);
    let next = lines.last().filter(|_| more).map(|last| {
        let store::Place { at, chain, digest } = &last.place;
        format!("{at}.{chain}.{digest}")
    });
    let mut names = Names { installation, who: HashMap::new(), places: HashMap::new() };
    let mut entries = Vec::with_capacity(lines.len());
    for line in lines {
        entries.push(names.entry(line).await?);
    }
    Ok(Log { entries, next })
}

/// The chains of an organisation that are read, and those of them in which it may not show yet that somebody judged.
async fn chains_of(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    chosen: Option<Uuid>,
) -> Result<(Vec<Chain>, Vec<Chain>)> {
    let db = &installation.db;
    let (log, scope) = (Resource::OrganisationLog, Scope::Organisation(id));
    access::authorise(installation, caller, log, Action::Read, &scope).await?;
    let mut heads = evaluation::list(db, Some(id)).await?;
    if let Some(chosen) = chosen {
        heads.retain(|head| head.id == chosen || head.companion_of == Some(chosen));
        if heads.is_empty() {
            return Err(reason::not_there("evaluation", chosen));
        }
    }
    let closed = heads.iter().filter(|head| head.state < State::Consensus);
    let closed = closed.map(|head| Chain::Evaluation(head.id)).collect();
    let own = chosen.is_none().then_some(Chain::Organisation(id));
    let chains = own.into_iter().chain(heads.iter().map(|head| Chain::Evaluation(head.id)));
    Ok((chains.collect(), closed))
}

fn asked(typed: &Typed) -> Result<Asked> {
    let mut problems = Vec::new();
    let mut day = |name: &str, text: &str| -> Option<Date> {
        let day = text.trim().parse().ok();
        if day.is_none() && !text.trim().is_empty() {
            problems.push(crate::review::reason::DAY.problem(name));
        }
        day
    };
    let (from, to) = (day("from", &typed.from), day("to", &typed.to));
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let begin = |day: Date| {
        let midnight = day.to_datetime(Time::midnight()).to_zoned(local::zone());
        midnight.ok().map(|it| it.timestamp())
    };
    let parts: Vec<&str> = typed.after.split('.').collect();
    let after = match parts[..] {
        [at, chain, digest] => at.parse().ok().map(|at| store::Place {
            at,
            chain: chain.to_owned(),
            digest: digest.to_owned(),
        }),
        _ => None,
    };
    Ok(Asked {
        noun: typed.noun.trim().to_owned(),
        person: typed.person.trim().to_owned(),
        from: from.and_then(begin),
        until: to.and_then(|day| day.checked_add(1.day()).ok()).and_then(begin),
        text: typed.text.trim().to_owned(),
        after,
    })
}

/// What accounts, links, evaluations and organisations are called; each is looked up once.
struct Names<'a> {
    installation: &'a Installation,
    who: HashMap<String, Author>,
    places: HashMap<String, Option<Place>>,
}

impl Names<'_> {
    async fn entry(&mut self, line: Line) -> Result<Entry> {
        let who = match &line.actor {
            None => Author::Disposed,
            Some(actor) => self.who(actor).await?,
        };
        let place = match line.chain {
            Some(chain) => self.place(chain).await?,
            None => None,
        };
        let Line { at, operation, subject, .. } = line;
        Ok(Entry { at, operation, subject, who, place })
    }

    async fn who(&mut self, actor: &str) -> Result<Author> {
        if let Some(known) = self.who.get(actor) {
            return Ok(known.clone());
        }
        let db = &self.installation.db;
        let unknown = || Author::Unknown(actor.to_owned());
        let id = |text: &str| text.parse::<Uuid>().ok();
        let found = match actor.split_once(':') {
            None if actor == COMMAND_LINE => Ok(Author::CommandLine),
            Some(("disposal", _)) => Ok(Author::Disposal),
            Some(("oidc", provider)) => Ok(Author::Provider(provider.to_owned())),
            Some(("account", text)) => match id(text) {
                Some(id) => account::get(db, id).await.map(|it| {
                    let email = Some(it.email).filter(|email| !email.starts_with(person::ERASED));
                    Author::Account(it.name, email)
                }),
                None => Ok(unknown()),
            },
            Some(("link", text)) => match id(text) {
                Some(id) => link::get(db, id).await.map(|it| Author::Link(it.name)),
                None => Ok(unknown()),
            },
            _ => Ok(unknown()),
        };
        let author = match found {
            Ok(author) => author,
            // It was disposed of.
            Err(Error::NotFound { .. }) if actor.starts_with("link:") => {
                Author::Link(String::new())
            }
            Err(Error::NotFound { .. }) => unknown(),
            Err(error) => return Err(error),
        };
        self.who.insert(actor.to_owned(), author.clone());
        Ok(author)
    }

    async fn place(&mut self, chain: Chain) -> Result<Option<Place>> {
        let key = chain.to_string();
        if let Some(known) = self.places.get(&key) {
            return Ok(known.clone());
        }
        let db = &self.installation.db;
        let found = match chain {
            Chain::Installation => Ok(None),
            Chain::Evaluation(id) => evaluation::head(db, id)
                .await
                .map(|it| Some(Place::Evaluation(id, format!("{} {}", it.municipality, it.year)))),
            Chain::Organisation(id) => {
                organisation::get(db, id).await.map(|it| Some(Place::Organisation(id, it.name)))
            }
        };
        let place = match found {
            Ok(place) => place,
            Err(Error::NotFound { .. }) => None,
            Err(error) => return Err(error),
        };
        self.places.insert(key, place.clone());
        Ok(place)
    }
}
