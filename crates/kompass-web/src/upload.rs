//! Files on their way in, as forms send them (`multipart/form-data`). The token of the form comes before the files, so that
//! nothing is received for somebody who may not send it; what follows is read piece by piece, never as a whole.

use crate::app::App;
use crate::csrf;
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Request, header};
use axum::response::{IntoResponse, Response};
use kompass_app::access::Who;
use kompass_app::document::reason;
use kompass_core::{Error, Result};
use multer::{Constraints, Field, Multipart, SizeLimit};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Uploads under way at the same time, of one caller and of all.
const CALLER_OPEN: usize = 2;
const ALL_OPEN: usize = 8;

/// Longest field that is no file, in bytes.
const LONGEST_FIELD: u64 = 1000;

/// The name of the field with files.
pub(crate) const FILES: &str = "files";

/// The fields of a form after its token and its key.
pub(crate) struct Fields {
    fields: Multipart<'static>,
    _seat: Seat,
}

/// From the guard to the handler; taken once.
#[derive(Clone)]
pub(crate) struct Passed(Arc<Mutex<Option<Fields>>>);

/// The uploads that are under way, by whom.
#[derive(Default)]
pub(crate) struct Uploads(Mutex<HashMap<String, usize>>);

/// An upload under way; dropped, it makes room for another.
struct Seat {
    uploads: Arc<Uploads>,
    who: String,
}

/// What stands before the files of a form.
pub(crate) struct Begun {
    /// The token of the form.
    pub(crate) token: Option<String>,
    /// Its idempotency key.
    pub(crate) key: Option<String>,
    /// What follows, once the sender is known to be allowed to send it.
    pub(crate) fields: Option<Fields>,
}

/// Reads the beginning of a form with files: its token and its key, in this order. A script that sends the token in a
/// header sends nothing before the files.
pub(crate) async fn begin(app: &App, who: &Who, request: &mut Request<Body>) -> Result<Begun> {
    let Heading { token, boundary, announced } = Heading::of(request.headers());
    let most = u64::from(app.installation.config.documents.request_megabytes) << 20;
    let Some(boundary) = boundary else {
        return match token {
            // The caller is let in or not before the handler says that this is no form.
            Some(token) => Ok(Begun { token: Some(token), key: None, fields: None }),
            None => Err(csrf::forged("the request is no form with files")),
        };
    };
    if announced.is_some_and(|length| length > most) {
        return Err(reason::TOO_MUCH.invalid(""));
    }
    let seat = Uploads::seat(&app.uploads, who)?;
    let sizes = ["csrf", "key", "sub_area"]
        .into_iter()
        .fold(SizeLimit::new().whole_stream(most), |sizes, name| {
            sizes.for_field(name, LONGEST_FIELD)
        });
    let body = std::mem::take(request.body_mut()).into_data_stream();
    let fields = Multipart::with_constraints(body, boundary, Constraints::new().size_limit(sizes));
    let mut fields = Fields { fields, _seat: seat };
    if token.is_some() {
        return Ok(Begun { token, key: None, fields: Some(fields) });
    }
    let token = Some(fields.expect("csrf").await?);
    let key = Some(fields.expect("key").await?);
    Ok(Begun { token, key, fields: Some(fields) })
}

/// What the headers say of a form with files.
struct Heading {
    token: Option<String>,
    boundary: Option<String>,
    announced: Option<u64>,
}

impl Heading {
    fn of(headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            token: text(header::HeaderName::from_static(csrf::HEADER)).map(str::to_owned),
            boundary: text(header::CONTENT_TYPE).and_then(|it| multer::parse_boundary(it).ok()),
            announced: text(header::CONTENT_LENGTH).and_then(|length| length.parse().ok()),
        }
    }
}

impl Fields {
    /// The next field, if there is one.
    pub(crate) async fn next(&mut self) -> Result<Option<Field<'static>>> {
        self.fields.next_field().await.map_err(|error| broken(&error))
    }

    /// The text of the field that must come now.
    async fn expect(&mut self, name: &str) -> Result<String> {
        match self.next().await? {
            Some(field) if field.name() == Some(name) && field.file_name().is_none() => {
                text(field).await
            }
            _ => Err(csrf::forged("the token of the form does not come before its files")),
        }
    }

    /// To the handler.
    pub(crate) fn pass(self) -> Passed {
        Passed(Arc::new(Mutex::new(Some(self))))
    }
}

/// The text of a field.
pub(crate) async fn text(field: Field<'static>) -> Result<String> {
    field.text().await.map_err(|error| broken(&error))
}

/// What a form that cannot be read on says.
pub(crate) fn broken(error: &multer::Error) -> Error {
    tracing::info!(%error, "an upload broke off");
    match error {
        multer::Error::StreamSizeExceeded { .. } => reason::TOO_MUCH.invalid(""),
        _ => reason::BROKEN_OFF.invalid(""),
    }
}

impl Uploads {
    fn seat(uploads: &Arc<Self>, who: &Who) -> Result<Seat> {
        let who = format!("{who:?}");
        let mut open = uploads.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = open.values().sum();
        let own = open.entry(who.clone()).or_default();
        if *own >= CALLER_OPEN || all >= ALL_OPEN {
            return Err(reason::BUSY.invalid(""));
        }
        *own += 1;
        Ok(Seat { uploads: uploads.clone(), who })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self.uploads.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.who) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.who);
            }
        }
    }
}

impl FromRequestParts<App> for Fields {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> std::result::Result<Self, Response> {
        let passed = parts.extensions.remove::<Passed>();
        let fields =
            passed.and_then(|it| it.0.lock().unwrap_or_else(PoisonError::into_inner).take());
        fields.ok_or_else(|| crate::error::Failed(reason::BROKEN_OFF.invalid("")).into_response())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    #[test]
    fn nobody_takes_all_the_seats() {
        let (uploads, one, two) =
            (Arc::default(), Who::Account(uuid::Uuid::nil()), Who::CommandLine);
        let seats: Vec<_> = (0..CALLER_OPEN).map(|_| Uploads::seat(&uploads, &one)).collect();
        assert!(seats.iter().all(Result::is_ok));
        let refused = Uploads::seat(&uploads, &one).err().unwrap();
        assert_eq!(crate::error::status(&refused), StatusCode::TOO_MANY_REQUESTS, "it may wait");
        assert!(Uploads::seat(&uploads, &two).is_ok());
        drop(seats);
        assert!(Uploads::seat(&uploads, &one).is_ok());
        assert!(uploads.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty());
    }
}
