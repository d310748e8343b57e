//! The streams by which open pages learn that something was written. A stream tells nothing but a number, and lasts as
//! long as its reader may read the topic: both are asked anew before each word.

use crate::app::App;
use crate::error::Answer;
use crate::page::Shell;
use crate::visit::{SESSION, cookie};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use kompass_app::access::{Caller, Who};
use kompass_app::live::{self, Cursors, Topic};
use kompass_app::{reason, session};
use kompass_core::{Lang, Result};
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// A stream says this often that it is there, and asks whether it still may be.
const BREATH: Duration = Duration::from_secs(15);
/// A browser whose stream broke comes back after this long.
const RETRY: Duration = Duration::from_secs(5);
/// Streams of one person: a browser has six connections to a host, and pages need some.
const MOST_OF_ONE: usize = 4;
/// Streams in all: at most half of the connections that the server holds.
const MOST: usize = 400;

/// Proxies must not wait for a stream to end.
const UNBUFFERED: HeaderName = HeaderName::from_static("x-accel-buffering");

/// The streams that are open, by whom.
#[derive(Default)]
pub(crate) struct Streams(Mutex<HashMap<Uuid, usize>>);

/// A stream that is open; dropped, it makes room for another.
struct Seat {
    streams: Arc<Streams>,
    holder: Uuid,
}

struct Following {
    app: App,
    token: String,
    lang: Lang,
    evaluation: Uuid,
    topic: Topic,
    cursors: watch::Receiver<Cursors>,
    stopping: watch::Receiver<bool>,
    /// What the page knows.
    from: i64,
    greeted: bool,
    _seat: Seat,
}

/// `GET /evaluations/{evaluation}/live/consensus`.
pub(crate) async fn consensus(shell: Shell, Path(id): Path<Uuid>, headers: HeaderMap) -> Answer {
    follow(&shell, id, Topic::Consensus, &headers).await
}

/// `GET /evaluations/{evaluation}/live/texts`.
pub(crate) async fn texts(shell: Shell, Path(id): Path<Uuid>, headers: HeaderMap) -> Answer {
    follow(&shell, id, Topic::Texts, &headers).await
}

/// `GET /evaluations/{evaluation}/live/notes`.
pub(crate) async fn notes(shell: Shell, Path(id): Path<Uuid>, headers: HeaderMap) -> Answer {
    follow(&shell, id, Topic::Notes, &headers).await
}

async fn follow(shell: &Shell, evaluation: Uuid, topic: Topic, headers: &HeaderMap) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    live::may_follow(installation, caller, evaluation, topic).await?;
    let token = cookie(headers, SESSION).ok_or_else(|| reason::SIGN_IN_FIRST.forbidden())?;
    let seat = Streams::seat(&shell.app.streams, caller)?;
    let cursors = live::follow(installation, evaluation).await?;
    // A browser that comes back says what it heard last, a page what it was made from; else nothing is new.
    let last =
        headers.get("last-event-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let known = last.or_else(|| shell.query("from")).and_then(|text| text.parse().ok());
    let following = Following {
        from: known.unwrap_or_else(|| at(&cursors.borrow(), topic)),
        app: shell.app.clone(),
        token,
        lang: shell.lang(),
        evaluation,
        topic,
        cursors,
        stopping: shell.app.stopping.subscribe(),
        greeted: false,
        _seat: seat,
    };
    Ok(answer(following))
}

fn answer(following: Following) -> Response {
    let events = stream::unfold(following, async |mut it| {
        let event = it.next().await?;
        Some((Ok::<_, Infallible>(event), it))
    });
    let mut response = Sse::new(events).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(UNBUFFERED, HeaderValue::from_static("no"));
    response
}

fn at(cursors: &Cursors, topic: Topic) -> i64 {
    cursors.get(&topic).copied().unwrap_or(0)
}

impl Following {
    /// What is said next; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        if !self.greeted {
            self.greeted = true;
            return Some(Event::default().retry(RETRY).id(self.from.to_string()));
        }
        loop {
            let now = at(&self.cursors.borrow_and_update(), self.topic);
            if now > self.from {
                self.from = now;
                let event =
                    Event::default().event("changed").id(now.to_string()).data(now.to_string());
                return self.may_read().await.then_some(event);
            }
            let quiet = tokio::select! {
                changed = tokio::time::timeout(BREATH, self.cursors.changed()) => match changed {
                    Ok(changed) => { changed.ok()?; false }
                    Err(_) => true,
                },
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
            };
            if quiet {
                return self.may_read().await.then(|| Event::default().comment(""));
            }
        }
    }

    /// True if the session lasts and its holder may read the topic, now.
    async fn may_read(&self) -> bool {
        let installation = &self.app.installation;
        let caller = session::unattended(installation, &self.token, self.lang).await;
        let Ok(Some(caller)) = caller else {
            return false;
        };
        live::may_follow(installation, &caller, self.evaluation, self.topic).await.is_ok()
    }
}

impl Streams {
    /// How many are open.
    pub(crate) fn open_now(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }

    /// Room for one more stream of this caller.
    fn seat(streams: &Arc<Self>, caller: &Caller) -> Result<Seat> {
        let (Who::Account(holder) | Who::Link(holder)) = caller.who else {
            return Err(reason::SIGN_IN_FIRST.forbidden());
        };
        let mut open = streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = open.values().sum();
        let own = open.get(&holder).copied().unwrap_or(0);
        if own >= MOST_OF_ONE || all >= MOST {
            return Err(reason::TOO_MANY.invalid(""));
        }
        open.insert(holder, own + 1);
        Ok(Seat { streams: streams.clone(), holder })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(&self.holder) {
            *own -= 1;
            if *own == 0 {
                open.remove(&self.holder);
            }
        }
    }
}
