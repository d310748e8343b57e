//! What a file is: by its first and last bytes, never by its name alone.

use super::Format;

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something that is taken, if its name says so too.
    Of(Format),
    /// Packed files.
    Zip,
    /// Office as it was before 2007.
    OldOffice,
    /// Office behind a password.
    LockedOffice,
    /// Text of some kind.
    Text,
    /// Anything else.
    Unknown,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// Files with such an ending (without the dot) are not taken.
    Ending(String),
    /// Its name says one thing, its bytes another.
    Other {
        /// What the name ends with.
        named: String,
        /// What it is.
        is: Kind,
    },
}

/// Decides what a file is from its name, its first bytes and its last ones (as many as the caller has; the list of a packed
/// file stands at its end).
///
/// # Errors
/// It is not taken, or is not what its name says.
pub fn decide(name: &str, head: &[u8], tail: &[u8]) -> Result<Format, Refusal> {
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    let named = name.rsplit_once('.').map_or("", |(_, end)| end).to_lowercase();
    let format = Format::ALL.into_iter().find(|format| format.endings().contains(&named.as_str()));
    let kind = kind(head, tail);
    let Some(format) = format else {
        return Err(Refusal::Ending(named));
    };
    let is_text = matches!(format, Format::Text | Format::Markdown | Format::Csv | Format::Html);
    let is_office = matches!(format, Format::Docx | Format::Xlsx | Format::Pptx);
    match kind {
        Kind::Of(is) if is == format => Ok(format),
        Kind::Text if is_text => Ok(format),
        Kind::LockedOffice if is_office => Ok(format),
        is => Err(Refusal::Other { named, is }),
    }
}

fn kind(head: &[u8], tail: &[u8]) -> Kind {
    // A PDF may begin after some other bytes; readers take it all the same.
    let start = &head[..head.len().min(1024)];
    if find(start, b"%PDF-").is_some() {
        return Kind::Of(Format::Pdf);
    }
    match head {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Kind::Of(Format::Png),
        [0xff, 0xd8, 0xff, ..] => Kind::Of(Format::Jpeg),
        [b'P', b'K', 3, 4, ..] => packed(head, tail),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => {
            let wide: Vec<u8> =
                "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            if find(head, &wide).or(find(tail, &wide)).is_some() {
                Kind::LockedOffice
            } else {
                Kind::OldOffice
            }
        }
        // A byte order mark of text in two bytes; otherwise text has no NUL.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Kind::Text,
        _ if !head.contains(&0) && is_text(head) => Kind::Text,
        _ => Kind::Unknown,
    }
}

/// Control characters that no text has are a sign of something else.
fn is_text(head: &[u8]) -> bool {
    !head.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31))
}

/// What is packed, by the names of the parts in the list at the end.
fn packed(head: &[u8], tail: &[u8]) -> Kind {
    if find(&head[..head.len().min(128)], b"mimetypeapplication/vnd.oasis.opendocument.text")
        .is_some()
    {
        return Kind::Of(Format::Odt);
    }
    let has = |name: &[u8]| {
        let mut rest = tail;
        while let Some(at) = find(rest, b"PK\x01\x02") {
            rest = &rest[at + 4..];
            let length = rest.get(24..26).map(|it| usize::from(u16::from_le_bytes([it[0], it[1]])));
            if length.and_then(|length| rest.get(42..42 + length)) == Some(name) {
                return true;
            }
        }
        false
    };
    if has(b"word/document.xml") {
        Kind::Of(Format::Docx)
    } else if has(b"xl/workbook.xml") {
        Kind::Of(Format::Xlsx)
    } else if has(b"ppt/presentation.xml") {
        Kind::Of(Format::Pptx)
    } else {
        Kind::Zip
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    // Looks for the first byte first: the last million bytes of a file are looked through several times.
    let (first, _) = wanted.split_first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| byte == first) {
        if bytes[from + at..].starts_with(wanted) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}
