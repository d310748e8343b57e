//! What the documents say about a sub-area, for reading beside what is judged.

use super::{Stored, Text, opens};
use crate::access::{Caller, authorise_in};
use crate::evaluation::Head;
use crate::installation::Installation;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::Document;
use kompass_core::search::{Piece, Query, passage};
use kompass_store::document as store;
use kompass_store::page::{self, Match};
use std::cmp::Reverse;

/// Pages that are looked at, and those of a document that are shown.
const LOOKED_AT: u32 = 300;
const SHOWN: usize = 3;

/// About so many characters of a page are shown.
const LENGTH: usize = 280;

/// A document that bears on a sub-area, with the pages that say most about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The document.
    pub document: Document,
    /// Its pages that have words of the sub-area's title, the best first: number and text.
    pub pages: Vec<(u32, Vec<Piece>)>,
    /// How far its text is read.
    pub text: Option<Text>,
    /// True if there is a file.
    pub file: bool,
}

/// What documents say about a sub-area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passages {
    /// The words that were looked for.
    pub words: String,
    /// The documents that bear on it.
    pub documents: Vec<Passage>,
}

/// The documents that bear on a sub-area. A second sheet has those of its evaluation.
///
/// # Errors
/// The caller may read no documents of the evaluation.
pub async fn passages(
    installation: &Installation,
    caller: &Caller,
    head: &Head,
    sub_area: &str,
) -> Result<Passages> {
    authorise_in(installation, caller, head, Resource::Documents, Action::Read).await?;
    let bears = |it: &Stored| {
        it.document.sub_areas.iter().any(|code| code == sub_area) && opens(caller, &it.document)
    };
    let mut documents = store::list(&installation.db, head.main()).await?;
    documents.retain(bears);
    let framework = installation.framework(&head.framework_digest).await?;
    let title = framework.sub_area(sub_area).map_or("", |it| it.title.get(caller.lang));
    let mut best: Vec<(u32, u32, String, Vec<Piece>)> = Vec::new();
    if let Some(query) = Query::parse(title).filter(|_| !documents.is_empty()) {
        let within = [head.main()];
        let hits =
            page::search(&installation.db, &query, Match::Any, &within, Some(sub_area), LOOKED_AT);
        for hit in hits.await? {
            if let Some(found) = query.find_any(&hit.body) {
                let pieces = passage(&hit.body, &found, LENGTH);
                best.push((found.score, hit.page()?, hit.code, pieces));
            }
        }
    }
    best.sort_by_key(|(score, page, ..)| (Reverse(*score), *page));
    let of = |it: Stored| {
        let own = best.iter().filter(|(_, _, code, _)| *code == it.document.code);
        Passage {
            pages: own.take(SHOWN).map(|(_, page, _, pieces)| (*page, pieces.clone())).collect(),
            text: it.text,
            file: it.file.blob.is_some(),
            document: it.document,
        }
    };
    let documents = documents.into_iter().map(of).collect();
    Ok(Passages { words: title.to_owned(), documents })
}
