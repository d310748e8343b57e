//! Text out of PDF, page by page: a page that the reader of others stumbles over is empty, the ones after it are read.

use super::{MOST_PAGES, Pages, Trouble};
use pdf_extract::{Document, ObjectId, PlainTextOutput, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most parents of a page, itself counted. A tree of a million pages has some twenty.
const MOST_PARENTS: usize = 256;

pub(super) fn read<F: FnMut(&str)>(bytes: &[u8], pages: &mut Pages<F>) -> Result<(), Trouble> {
    let opened = catch_unwind(|| Document::load_mem(bytes));
    let mut document = match opened {
        Ok(Ok(document)) => document,
        _ => return Err(unread(bytes)),
    };
    // Many are encrypted with an empty password, only to forbid printing.
    if document.is_encrypted() {
        let opened = catch_unwind(AssertUnwindSafe(|| document.decrypt("").is_ok()));
        if !opened.unwrap_or(false) {
            return Err(Trouble::Encrypted);
        }
    }
    let found = catch_unwind(AssertUnwindSafe(|| document.get_pages())).unwrap_or_default();
    if found.is_empty() {
        return Err(unread(bytes));
    }
    for (number, id) in found.iter().take(MOST_PAGES as usize) {
        let mut text = String::new();
        let read = catch_unwind(AssertUnwindSafe(|| {
            has_first_parent(&document, *id)
                && output_doc_page(&document, &mut PlainTextOutput::new(&mut text), *number).is_ok()
        }));
        pages.page(if read.unwrap_or(false) { &text } else { "" });
    }
    pages.cut |= found.len() > MOST_PAGES as usize;
    Ok(())
}

/// Whether the parents of a page come to an end. What a page lacks the reader asks its parents for, and would do so for ever where
/// they lead in a circle.
fn has_first_parent(document: &Document, page: ObjectId) -> bool {
    let above =
        |id: &ObjectId| document.get_dictionary(*id).ok()?.get(b"Parent").ok()?.as_reference().ok();
    std::iter::successors(Some(page), above).take(MOST_PARENTS + 1).count() <= MOST_PARENTS
}

/// Why nothing could be opened: a password may be needed already for that.
fn unread(bytes: &[u8]) -> Trouble {
    let locked = bytes.windows(8).any(|it| it == b"/Encrypt");
    if locked { Trouble::Encrypted } else { Trouble::Broken }
}
