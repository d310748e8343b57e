//! A search over everything that somebody may see. Each source of the list asks for its own right in each evaluation before
//! it looks, so what may not be read is neither found nor counted.

use crate::access::{self, Caller, Scope};
use crate::answer;
use crate::evaluation::{self, Head};
use crate::installation::Installation;
use kompass_core::access::{Action, Resource};
use kompass_core::search::{Piece, Query, marked, passage};
use kompass_core::{Error, Result};
use kompass_store::page::{self, Match};
use kompass_store::search::{self as store, Kind};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Pages and texts of a source that are looked at, and finds that are shown.
const LOOKED_AT: u32 = 400;
const SHOWN: usize = 30;

/// About so many characters are shown around what was found.
const LENGTH: usize = 240;

/// Longest question, in characters.
pub const LONGEST: usize = 200;

/// Where the search looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Evaluations: municipality, code, record number.
    Evaluations,
    /// Documents: titles and pages.
    Documents,
    /// What the municipality answered.
    Answers,
    /// Notes of the interviews.
    Notes,
    /// What is written for the report.
    Texts,
    /// Evaluators.
    Members,
    /// Interviewees.
    Interviewees,
    /// What was added after the interviews.
    Supplements,
    /// What became of the improvement areas of the last evaluation.
    SinceLast,
    /// Actions after the evaluation.
    Actions,
}

impl Source {
    /// All of them, in the order in which they are shown. A noun with texts of its own is added here.
    const ALL: [Self; 10] = [
        Self::Evaluations,
        Self::Documents,
        Self::Answers,
        Self::Notes,
        Self::Texts,
        Self::Members,
        Self::Interviewees,
        Self::Supplements,
        Self::SinceLast,
        Self::Actions,
    ];

    /// What one must be allowed to read in an evaluation for the source to look there.
    fn resource(self) -> Resource {
        match self {
            Self::Evaluations => Resource::Head,
            Self::Documents => Resource::Documents,
            Self::Answers => Resource::Answers,
            Self::Notes => Resource::Notes,
            Self::Texts => Resource::Texts,
            Self::Members => Resource::Team,
            Self::Interviewees => Resource::Schedule,
            Self::Supplements => Resource::Supplements,
            Self::SinceLast => Resource::SinceLast,
            Self::Actions => Resource::Actions,
        }
    }
}

/// Where something that was found stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An evaluation; its record number if that was found.
    Evaluation(String),
    /// A document by its code.
    Document(String),
    /// A page of a document: its code, the page, and how many more of its pages were found.
    Page(String, u32, usize),
    /// The answer to a pre-question, by the code of the question.
    Answer(String),
    /// A note: the interview, and who wrote it, by code on the team.
    Note(Uuid, String),
    /// A text of the report: a sub-area, an area or, if empty, the whole.
    Text(String),
    /// Somebody on the team, by code.
    Member(String),
    /// An interviewee.
    Interviewee,
    /// A supplement.
    Supplement,
    /// An improvement area of the last evaluation.
    SinceLast,
    /// An action, by id.
    Action(String),
}

/// Something that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The evaluation it is in.
    pub head: Head,
    /// Where in it.
    pub place: Place,
    /// What it is called.
    pub title: String,
    /// Its words, with what was found marked.
    pub pieces: Vec<Piece>,
    score: u32,
}

/// What a source found.
#[derive(Debug)]
pub struct Group {
    /// The source.
    pub source: Source,
    /// The best first.
    pub hits: Vec<Hit>,
    /// True if there is more than is shown.
    pub more: bool,
}

/// What was asked for and by whom.
struct Asked<'a> {
    installation: &'a Installation,
    query: &'a Query,
    /// The evaluations that the source may look into.
    heads: HashMap<Uuid, &'a Head>,
}

/// Looks for words in everything that the caller may see. `None` if nothing is asked for.
///
/// # Errors
/// Nobody is signed in.
pub async fn search(
    installation: &Installation,
    caller: &Caller,
    typed: &str,
) -> Result<Option<Vec<Group>>> {
    let known = evaluation::list_for(installation, caller).await?;
    let typed: String = typed.chars().take(LONGEST).collect();
    let Some(query) = Query::parse(&typed) else { return Ok(None) };
    let mut groups = Vec::new();
    for source in Source::ALL {
        let mut heads = HashMap::new();
        for head in &known {
            let (scope, resource) = (Scope::Evaluation(head), source.resource());
            match access::authorise(installation, caller, resource, Action::Read, &scope).await {
                Ok(()) => {
                    heads.insert(head.id, head);
                }
                Err(Error::Forbidden(_) | Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        if heads.is_empty() {
            continue;
        }
        let asked = Asked { installation, query: &query, heads };
        let (mut hits, more) = match source {
            Source::Evaluations => asked.evaluations().await?,
            Source::Documents => asked.documents().await?,
            Source::Answers => asked.answers(caller).await?,
            Source::Notes => asked.notes().await?,
            Source::Texts => asked.texts().await?,
            Source::Members => asked.others(Kind::Members, Place::Member).await?,
            Source::Interviewees => {
                asked.others(Kind::Interviewees, |_| Place::Interviewee).await?
            }
            Source::Supplements => asked.others(Kind::Supplements, |_| Place::Supplement).await?,
            Source::SinceLast => asked.others(Kind::SinceLast, |_| Place::SinceLast).await?,
            Source::Actions => asked.others(Kind::Actions, Place::Action).await?,
        };
        hits.sort_by_key(|hit| (Reverse(hit.score), Reverse(hit.head.year)));
        let more = more || hits.len() > SHOWN;
        hits.truncate(SHOWN);
        if !hits.is_empty() {
            groups.push(Group { source, hits, more });
        }
    }
    Ok(Some(groups))
}

impl Asked<'_> {
    fn ids(&self) -> Vec<Uuid> {
        let mut ids: Vec<Uuid> = self.heads.keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    fn hit(
        &self,
        evaluation: Uuid,
        place: Place,
        title: &str,
        score: u32,
        pieces: Vec<Piece>,
    ) -> Option<Hit> {
        let head = (*self.heads.get(&evaluation)?).clone();
        Some(Hit { head, place, title: title.to_owned(), pieces, score })
    }

    async fn evaluations(&self) -> Result<(Vec<Hit>, bool)> {
        let db = &self.installation.db;
        let records: BTreeMap<Uuid, String> =
            store::records(db, &self.ids()).await?.into_iter().collect();
        let mut hits = Vec::new();
        for (id, head) in &self.heads {
            let record = records.get(id).map_or("", String::as_str);
            let code = head.code.as_deref().unwrap_or_default();
            let name = format!("{} {}", head.municipality, head.year);
            // A record number is one word, however it is written.
            let text = format!("{name} {code} {record}");
            let Some(found) = self.query.find(&text) else { continue };
            let pieces = marked(&text, &found);
            let place = Place::Evaluation(record.to_owned());
            hits.extend(self.hit(*id, place, &name, found.score, pieces));
        }
        hits.sort_by(|one, two| one.head.municipality.cmp(&two.head.municipality));
        Ok((hits, false))
    }

    async fn documents(&self) -> Result<(Vec<Hit>, bool)> {
        let (db, ids) = (&self.installation.db, self.ids());
        let mut hits = Vec::new();
        for title in store::titles(db, &ids).await? {
            let words = format!("{} {}", title.title, title.kind);
            let Some(found) = self.query.find(&words) else { continue };
            let place = Place::Document(title.code);
            // What a document is called says more about it than a page.
            let score = found.score + 20;
            hits.extend(self.hit(title.evaluation, place, &title.title, score, Vec::new()));
        }
        let mut found = page::search(db, self.query, Match::Whole, &ids, None, LOOKED_AT).await?;
        if found.len() < LOOKED_AT as usize {
            found = page::search(db, self.query, Match::Parts, &ids, None, LOOKED_AT).await?;
        }
        let more = found.len() == LOOKED_AT as usize;
        let mut best: BTreeMap<(Uuid, String), (Hit, usize)> = BTreeMap::new();
        for page in found {
            let Some(found) = self.query.find(&page.body) else { continue };
            let (evaluation, number) = (page.evaluation()?, page.page()?);
            let place = Place::Page(page.code.clone(), number, 0);
            let pieces = passage(&page.body, &found, LENGTH);
            let Some(hit) = self.hit(evaluation, place, &page.title, found.score, pieces) else {
                continue;
            };
            match best.entry((evaluation, page.code)) {
                std::collections::btree_map::Entry::Vacant(empty) => {
                    empty.insert((hit, 0));
                }
                std::collections::btree_map::Entry::Occupied(mut there) => {
                    let (known, others) = there.get_mut();
                    *others += 1;
                    if hit.score > known.score {
                        *known = hit;
                    }
                }
            }
        }
        for (mut hit, others) in best.into_values() {
            if let Place::Page(_, _, more) = &mut hit.place {
                *more = others;
            }
            hits.push(hit);
        }
        Ok((hits, more))
    }

    /// Whoever answers for the municipality looks in what it writes, everybody else in what was handed in.
    async fn answers(&self, caller: &Caller) -> Result<(Vec<Hit>, bool)> {
        let (own, handed): (Vec<Uuid>, Vec<Uuid>) =
            self.ids().into_iter().partition(|id| answer::coordinates(caller, self.heads[id]));
        let db = &self.installation.db;
        let answers = store::answers(db, &own, &handed, self.query, LOOKED_AT).await?;
        let more = answers.len() == LOOKED_AT as usize;
        Ok((self.found(answers, Place::Answer), more))
    }

    async fn notes(&self) -> Result<(Vec<Hit>, bool)> {
        let notes = store::notes(&self.installation.db, &self.ids(), self.query, LOOKED_AT).await?;
        let more = notes.len() == LOOKED_AT as usize;
        let mut hits = Vec::new();
        for note in notes {
            let Some(found) = self.query.find(&note.body) else { continue };
            let pieces = passage(&note.body, &found, LENGTH);
            let place = Place::Note(note.interview, note.author);
            hits.extend(self.hit(note.evaluation, place, "", found.score, pieces));
        }
        Ok((hits, more))
    }

    async fn texts(&self) -> Result<(Vec<Hit>, bool)> {
        let texts = store::texts(&self.installation.db, &self.ids(), self.query, LOOKED_AT).await?;
        let more = texts.len() == LOOKED_AT as usize;
        Ok((self.found(texts, Place::Text), more))
    }

    async fn others(&self, kind: Kind, place: fn(String) -> Place) -> Result<(Vec<Hit>, bool)> {
        let (db, ids) = (&self.installation.db, self.ids());
        let texts = store::texts_of(db, kind, &ids, self.query, LOOKED_AT).await?;
        let more = texts.len() == LOOKED_AT as usize;
        Ok((self.found(texts, place), more))
    }

    /// The texts that have what is asked for, in their passages.
    fn found(&self, texts: Vec<store::Text>, place: fn(String) -> Place) -> Vec<Hit> {
        let hit = |text: store::Text| {
            let found = self.query.find(&text.body)?;
            let pieces = passage(&text.body, &found, LENGTH);
            self.hit(text.evaluation, place(text.place), "", found.score, pieces)
        };
        texts.into_iter().filter_map(hit).collect()
    }
}
