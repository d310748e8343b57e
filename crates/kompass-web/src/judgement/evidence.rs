//! What stands beside a criterion: one function for each kind of evidence.

use super::verdict;
use crate::document::{unit, unit_number};
use crate::download;
use crate::evaluation::{LIST, name, sees};
use crate::kpi::outcome::{Outcome, address_of};
use crate::page::Shell;
use crate::preparation;
use kompass_app::document;
use kompass_app::document::passage::{Passage, passages};
use kompass_app::evaluation::{self, Head, Seen};
use kompass_app::kpi::outcome::questions;
use kompass_app::{answer, judgement, note, prose};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::Document;
use kompass_core::evaluation::judging::Subject;
use kompass_core::framework::{Framework, Question};
use kompass_core::judgement::Sheet;
use kompass_core::note::Note;
use kompass_core::search::Piece;
use kompass_core::{Error, Result, format, kpi};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A kind of evidence: what there is of it, or what is said if there is nothing.
pub(super) struct Block {
    pub(super) heading: String,
    /// How it was found; empty if that goes without saying.
    pub(super) about: String,
    pub(super) items: Vec<Item>,
    pub(super) none: String,
    /// Key figures with their values.
    pub(super) outcome: Option<Outcome>,
}

/// A piece of evidence.
pub(super) struct Item {
    pub(super) title: String,
    /// Where the whole of it is; empty if this is all.
    pub(super) href: String,
    /// What it says, as HTML; empty if only its name is known here.
    pub(super) html: String,
    /// Where it is from.
    pub(super) note: String,
    /// Pages of it that are worth reading.
    pub(super) leaves: Vec<Leaf>,
}

/// A page of a document, with what was found on it.
pub(super) struct Leaf {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) pieces: Vec<Piece>,
}

impl Item {
    /// Evidence that is all here.
    fn said(title: String, html: String, note: String) -> Self {
        Self { title, href: String::new(), html, note, leaves: Vec::new() }
    }
}

impl Block {
    fn new(heading: String, items: Vec<Item>, none: String) -> Self {
        Self { heading, about: String::new(), items, none, outcome: None }
    }
}

/// Where evidence is kept that two frameworks have in common, and which of it bears on a subject.
pub(super) struct Shared {
    /// The evaluation; of a second sheet that which it belongs to.
    head: Head,
    framework: Arc<Framework>,
    /// Codes of its sub-areas that bear on the subject.
    sub_areas: Vec<String>,
    /// Codes of the documents that are tagged to them.
    documents: BTreeSet<String>,
    /// What of the other framework is shown, in words; empty where there is one.
    about: String,
}

impl Shared {
    pub(super) async fn of(shell: &Shell, seen: &Seen, subject: Subject<'_>) -> Result<Self> {
        let installation = &shell.app.installation;
        let (t, code) = (shell.texts(), subject.sub_area.code.as_str());
        let Some(main) = seen.head.companion_of else {
            let sub_areas = vec![code.to_owned()];
            return Ok(Self {
                head: seen.head.clone(),
                framework: seen.framework.clone(),
                documents: tagged(&seen.evaluation.documents, &sub_areas),
                sub_areas,
                about: String::new(),
            });
        };
        let head = evaluation::head(installation, main).await?;
        let framework = installation.framework(&head.framework_digest).await?;
        let catalogue = &installation.catalogue;
        let sub_areas = catalogue.bearing_on(&framework.id, &seen.framework.id, code);
        let title = framework.title.get(shell.lang());
        let about = match sub_areas.as_slice() {
            [] => t.judgement_crosswalk_none(title),
            codes => t.judgement_crosswalk(format::list(shell.lang(), codes), title),
        };
        // The documents of a second sheet do not tell what they are tagged to: that is said in codes of the first.
        let documents = match sees(seen, Resource::Documents, Action::Read) {
            true => {
                let shelf = document::shelf(installation, shell.caller(), main).await?;
                tagged(shelf.documents.iter().map(|it| &it.document), &sub_areas)
            }
            false => BTreeSet::new(),
        };
        Ok(Self { head, framework, sub_areas, documents, about })
    }

    /// True if a document is tagged to what bears on the subject.
    pub(super) fn tagged(&self, document: &Document) -> bool {
        self.documents.contains(&document.code)
    }
}

fn tagged<'a>(
    documents: impl IntoIterator<Item = &'a Document>,
    sub_areas: &[String],
) -> BTreeSet<String> {
    let bears = |it: &&Document| it.sub_areas.iter().any(|code| sub_areas.contains(code));
    documents.into_iter().filter(bears).map(|it| it.code.clone()).collect()
}

/// Everything that belongs to a subject, in the order in which it is read.
pub(super) async fn beside(
    shell: &Shell,
    seen: &Seen,
    subject: Subject<'_>,
    shared: &Shared,
) -> Result<Vec<Block>> {
    let blocks = [
        answers(shell, seen, shared).await?,
        documents(shell, seen, shared).await?,
        notes(shell, seen, subject, shared).await?,
        last(shell, seen, subject).await?,
        key_figures(shell, seen, subject),
    ];
    Ok(blocks.into_iter().flatten().collect())
}

/// What the municipality answered, as far as it is handed in, to the pre-questions of the sub-area.
async fn answers(shell: &Shell, seen: &Seen, shared: &Shared) -> Result<Option<Block>> {
    let bears = |code: &String| shared.sub_areas.contains(code);
    let sub_areas = shared.framework.sub_areas().map(|(_, it)| it).filter(|it| bears(&it.code));
    let asked: Vec<&Question> =
        sub_areas.flat_map(|it| &it.questions).filter(|question| question.pre_question).collect();
    if asked.is_empty() || !sees(seen, Resource::Answers, Action::Read) {
        return Ok(None);
    }
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let mut items = Vec::new();
    for Question { code, title, .. } in asked {
        let there = answer::for_question(installation, caller, &shared.head, code).await?;
        let Some(handed) = there.and_then(|answer| answer.handed) else { continue };
        let said = if handed.text.is_empty() { &handed.reason } else { &handed.text };
        items.push(Item {
            href: format!("{}/{code}", preparation::here(&shared.head)),
            ..Item::said(
                format!("{code} {}", title.get(shell.lang())),
                prose::html(said),
                t.preparation_handed_in(shell.moment(handed.at)),
            )
        });
    }
    let block = Block::new(t.judgement_answers(), items, t.answer_not_yet());
    Ok(Some(Block { about: shared.about.clone(), ..block }))
}

/// Documents that are tagged to the sub-area, each with the pages that say most about it.
async fn documents(shell: &Shell, seen: &Seen, shared: &Shared) -> Result<Option<Block>> {
    if !sees(seen, Resource::Documents, Action::Read) {
        return Ok(None);
    }
    let (installation, t) = (&shell.app.installation, shell.texts());
    let here = format!("{LIST}/{}", shared.head.id);
    let (mut items, mut words, mut shown) = (Vec::new(), Vec::new(), BTreeSet::new());
    for code in &shared.sub_areas {
        let found = passages(installation, shell.caller(), &shared.head, code).await?;
        if found.documents.iter().any(|it| !it.pages.is_empty()) {
            words.push(found.words.clone());
        }
        let new = found.documents.iter().filter(|it| shown.insert(it.document.code.clone()));
        items.extend(new.map(|it: &Passage| document_item(shell, it, &here, &found.words)));
    }
    let read = (!words.is_empty()).then(|| t.judgement_passages(words.join("; ")));
    let about: Vec<String> =
        Some(shared.about.clone()).filter(|it| !it.is_empty()).into_iter().chain(read).collect();
    let about = about.join(" ");
    let block = Block::new(t.judgement_documents(), items, t.judgement_documents_none());
    Ok(Some(Block { about, ..block }))
}

fn document_item(shell: &Shell, found: &Passage, here: &str, words: &str) -> Item {
    let Document { code, title, kind, date, address, .. } = &found.document;
    let own = format!("{here}/documents/{}", download::encoded(code));
    // An address that somebody wrote is a link only if it leads to the web.
    let web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    let href = match (found.file, web) {
        (true, _) => own.clone(),
        (false, true) => address.clone(),
        (false, false) => String::new(),
    };
    let t = shell.texts();
    let text = found.text.as_ref();
    let nothing = found.pages.is_empty() && text.is_some_and(|text| text.pages > 0);
    let notes = [
        kind.clone(),
        date.map(format::date).unwrap_or_default(),
        if nothing { t.judgement_passages_none() } else { String::new() },
    ];
    let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    let leaf = |(number, pieces): &(u32, Vec<Piece>)| Leaf {
        label: unit_number(t, unit(text), *number),
        href: format!("{own}/pages/{number}?q={}", download::encoded(words)),
        pieces: pieces.clone(),
    };
    Item {
        href,
        leaves: found.pages.iter().map(leaf).collect(),
        ..Item::said(format!("{code} {title}"), String::new(), notes.join(", "))
    }
}

/// Notes of the interviews that bear on it; a mark that something was asked says nothing here.
async fn notes(
    shell: &Shell,
    seen: &Seen,
    subject: Subject<'_>,
    shared: &Shared,
) -> Result<Option<Block>> {
    if !sees(seen, Resource::Notes, Action::Read) {
        return Ok(None);
    }
    let (installation, t) = (&shell.app.installation, shell.texts());
    // Notes are tagged to questions of the framework that the interviews were held on.
    let codes = match seen.head.companion_of {
        None => vec![subject.code().to_owned()],
        Some(_) => shared.sub_areas.clone(),
    };
    let mut notes: Vec<Note> = Vec::new();
    for code in &codes {
        let more = note::for_question(installation, shell.caller(), &shared.head, code).await?;
        notes.extend(
            more.into_iter()
                .filter(|it| notes.iter().all(|there| there.id != it.id))
                .collect::<Vec<_>>(),
        );
    }
    let item = |note: Note| {
        let author = seen.evaluation.team.iter().find(|member| member.code == note.author);
        let name = author.map_or(note.author, |member| member.name.clone());
        Item::said(name, prose::html(&note.text), shell.moment(note.at))
    };
    let said = notes.into_iter().filter(|note| !note.text.trim().is_empty());
    let items = said.map(item).collect();
    let block = Block::new(t.judgement_notes(), items, t.judgement_notes_none());
    Ok(Some(Block { about: shared.about.clone(), ..block }))
}

/// What the last evaluation of the same municipality said about the same sub-area.
async fn last(shell: &Shell, seen: &Seen, subject: Subject<'_>) -> Result<Option<Block>> {
    let (t, lang) = (shell.texts(), shell.lang());
    let installation = &shell.app.installation;
    let Some(before) = judgement::last(installation, shell.caller(), &seen.head).await? else {
        return Ok(None);
    };
    let sheet = Sheet::read(&before.framework, &before.evaluation).map_err(Error::Invalid)?;
    let rubric = before.framework.rubric.as_ref();
    let mut items = Vec::new();
    let same = |code: &str| {
        code == subject.code()
            || (subject.question.is_none() && code.starts_with(&format!("{}.", subject.code())))
    };
    for unit in sheet.units.iter().filter(|unit| same(unit.code()) && unit.agreed.is_assessed()) {
        let points = unit.points(rubric, &unit.agreed).map_or_else(String::new, |points| {
            t.judgement_points_of(
                format::points_to(lang, unit.max(), 1),
                format::points_to(lang, points, 1),
            )
        });
        let title = format!("{} {}", unit.code(), verdict(t, lang, rubric, &unit.agreed));
        items.push(Item::said(title, String::new(), points));
    }
    let parts = before.evaluation.areas.iter().flat_map(|area| &area.sub_areas);
    let part = parts.into_iter().find(|part| part.code == subject.sub_area.code);
    if let Some(part) = part.filter(|part| !part.text.trim().is_empty()) {
        let title = format!("{} {}", part.code, subject.sub_area.short.get(lang));
        items.push(Item::said(title, prose::html(&part.text), String::new()));
    }
    let heading = t.judgement_last(name(&before.head));
    Ok(Some(Block::new(heading, items, t.judgement_last_none())))
}

/// The key figures that mirror the outcome of the question; of a whole sub-area those of its questions. Where there is no
/// value their names alone.
fn key_figures(shell: &Shell, seen: &Seen, subject: Subject<'_>) -> Option<Block> {
    let t = shell.texts();
    let code = subject.sub_area.code.as_str();
    let questions: Vec<(&str, &Question)> = match subject.question {
        Some(question) => vec![(code, question)],
        None => questions(subject.sub_area).collect(),
    };
    let mut ids: Vec<&String> = Vec::new();
    for id in questions.iter().flat_map(|(_, question)| &question.kpis) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.is_empty() {
        return None;
    }
    let block = |items| Block::new(t.judgement_key_figures(), items, String::new());
    let outcome = Outcome::of(shell, &seen.evaluation, questions);
    if outcome.is_some() {
        return Some(Block { outcome, ..block(Vec::new()) });
    }
    let item = |id: &String| {
        let href = address_of(shell, id).unwrap_or_default();
        let (title, note) = match kpi::title(id) {
            Some(title) => (title.to_owned(), id.clone()),
            None => (id.clone(), String::new()),
        };
        Item { href, ..Item::said(title, String::new(), note) }
    };
    let items = ids.into_iter().map(item).collect();
    Some(Block { about: t.judgement_key_figures_about(), ..block(items) })
}
