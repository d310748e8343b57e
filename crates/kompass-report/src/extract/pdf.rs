//! Text out of PDF, page by page: a page that the reader of others stumbles over is empty, the ones after it are read.

use super::{MOST_PAGES, Pages, Trouble};
use pdf_extract::{Document, PlainTextOutput, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

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
    let count = catch_unwind(AssertUnwindSafe(|| document.get_pages().len())).unwrap_or(0);
    if count == 0 {
        return Err(unread(bytes));
    }
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    for number in 1..=count.min(MOST_PAGES) {
        let mut text = String::new();
        let read = catch_unwind(AssertUnwindSafe(|| {
            output_doc_page(&document, &mut PlainTextOutput::new(&mut text), number).is_ok()
        }));
        pages.page(if read.unwrap_or(false) { &text } else { "" });
    }
    pages.cut |= count > MOST_PAGES;
    Ok(())
}

/// Why nothing could be opened: a password may be needed already for that.
fn unread(bytes: &[u8]) -> Trouble {
    let locked = bytes.windows(8).any(|it| it == b"/Encrypt");
    if locked { Trouble::Encrypted } else { Trouble::Broken }
}
