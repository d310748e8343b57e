//! What stands beside a criterion: one function for each kind of evidence.

use super::verdict;
use crate::download;
use crate::evaluation::{LIST, name, sees};
use crate::page::Shell;
use crate::preparation;
use kompass_app::evaluation::Seen;
use kompass_app::{answer, document, judgement, note, prose};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::Document;
use kompass_core::evaluation::judging::Subject;
use kompass_core::framework::Question;
use kompass_core::judgement::Sheet;
use kompass_core::note::Note;
use kompass_core::{Error, Result, format};
use std::collections::BTreeSet;

/// A kind of evidence: what there is of it, or what is said if there is nothing.
pub(super) struct Block {
    pub(super) heading: String,
    pub(super) items: Vec<Item>,
    pub(super) none: String,
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
}

/// Everything that belongs to a subject, in the order in which it is read.
pub(super) async fn beside(shell: &Shell, seen: &Seen, subject: Subject<'_>) -> Result<Vec<Block>> {
    let blocks = [
        answers(shell, seen, subject).await?,
        documents(shell, seen, subject).await?,
        notes(shell, seen, subject).await?,
        last(shell, seen, subject).await?,
        key_figures(shell, subject),
    ];
    Ok(blocks.into_iter().flatten().collect())
}

/// What the municipality answered, as far as it is handed in, to the pre-questions of the sub-area.
async fn answers(shell: &Shell, seen: &Seen, subject: Subject<'_>) -> Result<Option<Block>> {
    let asked: Vec<&Question> =
        subject.sub_area.questions.iter().filter(|question| question.pre_question).collect();
    if asked.is_empty() || !sees(seen, Resource::Answers, Action::Read) {
        return Ok(None);
    }
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let mut items = Vec::new();
    for Question { code, title, .. } in asked {
        let there = answer::for_question(installation, caller, &seen.head, code).await?;
        let Some(handed) = there.and_then(|answer| answer.handed) else { continue };
        let said = if handed.text.is_empty() { &handed.reason } else { &handed.text };
        items.push(Item {
            title: format!("{code} {}", title.get(shell.lang())),
            href: format!("{}/{code}", preparation::here(&seen.head)),
            html: prose::html(said),
            note: t.preparation_handed_in(shell.moment(handed.at)),
        });
    }
    Ok(Some(Block { heading: t.judgement_answers(), items, none: t.answer_not_yet() }))
}

/// Documents that are tagged to the sub-area.
async fn documents(shell: &Shell, seen: &Seen, subject: Subject<'_>) -> Result<Option<Block>> {
    if !sees(seen, Resource::Documents, Action::Read) {
        return Ok(None);
    }
    let (installation, id, t) = (&shell.app.installation, seen.head.id, shell.texts());
    let files = document::with_file(installation, shell.caller(), id).await?;
    let tagged = tagged(seen, subject);
    let items = tagged.map(|it| document_item(it, &files, &format!("{LIST}/{id}"))).collect();
    Ok(Some(Block { heading: t.judgement_documents(), items, none: t.judgement_documents_none() }))
}

/// The documents that bear on the sub-area of a subject.
pub(super) fn tagged<'a>(
    seen: &'a Seen,
    subject: Subject<'a>,
) -> impl Iterator<Item = &'a Document> {
    let code = &subject.sub_area.code;
    seen.evaluation.documents.iter().filter(move |it| it.sub_areas.contains(code))
}

fn document_item(document: &Document, files: &BTreeSet<String>, here: &str) -> Item {
    let Document { code, title, kind, date, address, .. } = document;
    // An address that somebody wrote is a link only if it leads to the web.
    let web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    let href = if files.contains(code) {
        format!("{here}/documents/{}", download::encoded(code))
    } else if web {
        address.clone()
    } else {
        String::new()
    };
    let notes = [kind.clone(), date.map(format::date).unwrap_or_default()];
    let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    Item { title: format!("{code} {title}"), href, html: String::new(), note: notes.join(", ") }
}

/// Notes of the interviews that bear on it; a mark that something was asked says nothing here.
async fn notes(shell: &Shell, seen: &Seen, subject: Subject<'_>) -> Result<Option<Block>> {
    if !sees(seen, Resource::Notes, Action::Read) {
        return Ok(None);
    }
    let (installation, t) = (&shell.app.installation, shell.texts());
    let notes =
        note::for_question(installation, shell.caller(), &seen.head, subject.code()).await?;
    let item = |note: Note| {
        let author = seen.evaluation.team.iter().find(|member| member.code == note.author);
        Item {
            title: author.map_or(note.author, |member| member.name.clone()),
            href: String::new(),
            html: prose::html(&note.text),
            note: shell.moment(note.at),
        }
    };
    let said = notes.into_iter().filter(|note| !note.text.trim().is_empty());
    Ok(Some(Block {
        heading: t.judgement_notes(),
        items: said.map(item).collect(),
        none: t.judgement_notes_none(),
    }))
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
        items.push(Item {
            title: format!("{} {}", unit.code(), verdict(t, lang, rubric, &unit.agreed)),
            href: String::new(),
            html: String::new(),
            note: unit.points(rubric, &unit.agreed).map_or_else(String::new, |points| {
                t.judgement_points_of(
                    format::points_to(lang, unit.max(), 1),
                    format::points_to(lang, points, 1),
                )
            }),
        });
    }
    let parts = before.evaluation.areas.iter().flat_map(|area| &area.sub_areas);
    let part = parts.into_iter().find(|part| part.code == subject.sub_area.code);
    if let Some(part) = part.filter(|part| !part.text.trim().is_empty()) {
        items.push(Item {
            title: format!("{} {}", part.code, subject.sub_area.short.get(lang)),
            href: String::new(),
            html: prose::html(&part.text),
            note: String::new(),
        });
    }
    Ok(Some(Block {
        heading: t.judgement_last(name(&before.head)),
        items,
        none: t.judgement_last_none(),
    }))
}

/// The key figures that mirror the outcome of the question.
fn key_figures(shell: &Shell, subject: Subject<'_>) -> Option<Block> {
    let t = shell.texts();
    let kpis = &subject.question?.kpis;
    let items = kpis.iter().map(|id| Item {
        title: id.clone(),
        href: String::new(),
        html: String::new(),
        note: String::new(),
    });
    (!kpis.is_empty()).then(|| Block {
        heading: t.judgement_key_figures(),
        items: items.collect(),
        none: String::new(),
    })
}
