//! Files that people take away. What somebody uploaded is never shown by us: browsers save it, whatever it says it is.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Write;

/// What a file may call itself, by the end of its name; anything else is just bytes. None of these is run by a browser.
const MEDIA_TYPES: [(&str, &str); 15] = [
    ("pdf", "application/pdf"),
    ("txt", "text/plain; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("json", "application/json"),
    ("parquet", "application/vnd.apache.parquet"),
    ("ics", "text/calendar; charset=utf-8"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
];

/// Should a browser show it all the same, nothing in it is run or loaded.
const POLICY: &str = "sandbox; default-src 'none'";

/// A file as an answer.
pub(crate) fn answer(name: &str, size: u64, body: Body) -> Response {
    let name = plain(name);
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Made of letters that any header may have.
    if let Ok(value) = HeaderValue::from_str(&disposition(&name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn media_type(name: &str) -> &'static str {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    let known = MEDIA_TYPES.iter().find(|(known, _)| *known == end);
    known.map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// A name without folders and without what no file system takes; never empty, never hidden.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept =
        last.chars().map(|it| if it.is_control() || "\"*:<>?|".contains(it) { '_' } else { it });
    let kept: String = kept.take(200).collect();
    match kept.trim_matches([' ', '.']) {
        "" => "dokument".to_owned(),
        name => name.to_owned(),
    }
}

/// To be saved under this name (RFC 6266): in letters for old programs, and as it is (RFC 5987).
fn disposition(name: &str) -> String {
    let old: String =
        name.chars().map(|it| if it.is_ascii() && it != '%' { it } else { '_' }).collect();
    format!("attachment; filename=\"{old}\"; filename*=UTF-8''{}", encoded(name))
}

/// A text with everything escaped that means something in an address or in a header.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_calls_itself_something() {
        assert_eq!(media_type("Mål och budget.PDF"), "application/pdf");
        for name in ["a.html", "a.svg", "a.xhtml", "a.js", "a.pdf.exe", "pdf", ""] {
            assert_eq!(media_type(name), "application/octet-stream", "{name}");
        }
    }

    #[test]
    fn a_name_stays_in_its_folder_and_in_its_header() {
        assert_eq!(plain("../../etc/passwd"), "passwd");
        assert_eq!(plain("C:\\Mina filer\\plan.pdf"), "plan.pdf");
        assert_eq!(plain("a\r\nSet-Cookie: x=\"1\""), "a__Set-Cookie_ x=_1_");
        assert_eq!(plain(".htaccess"), "htaccess");
        assert_eq!(plain(" .. "), "dokument");
        assert_eq!(
            disposition("Årsplan 100%.pdf"),
            "attachment; filename=\"_rsplan 100_.pdf\"; filename*=UTF-8''%C3%85rsplan%20100%25.pdf"
        );
    }
}
