//! The client of Kolada's API: polite, patient, and not to be led elsewhere.
//!
//! It asks at most so often a second, however many questions are open; it waits when it is told to, and asks again what came
//! broken. It goes only to the address of the configuration: a next page on another machine is refused.

#[cfg(test)]
mod tests;

use crate::config::Config;
use crate::fetch;
use jiff::Timestamp;
use kompass_core::{Error, Problem, Result};
use kompass_kpi::sync::Ask;
use reqwest::header::RETRY_AFTER;
use reqwest::{Response, StatusCode};
use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::{Host, Url};

/// Most bytes of one page. A full page has less than three million.
const PAGE_BYTES: usize = 64 << 20;

/// Most pages of one answer.
const MOST_PAGES: usize = 1000;

/// Characters of an answer that stand in a message.
const QUOTED: usize = 300;

/// How Kolada is asked.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// Time between two requests.
    pub every: Duration,
    /// Questions that are open at the same time.
    pub at_once: usize,
    /// Longest time for an answer.
    pub patience: Duration,
    /// How often a question is asked before it is given up.
    pub tries: u32,
    /// Time before the second try; it doubles with each.
    pub pause: Duration,
    /// Time to wait when Kolada asks for less without saying how long, and the longest that it may ask for.
    pub told: (Duration, Duration),
}

impl Default for Manner {
    /// Five requests a second are the most that other programs send, and nobody was ever told off.
    fn default() -> Self {
        Self {
            every: Duration::from_millis(200),
            at_once: 4,
            patience: Duration::from_secs(60),
            tries: 6,
            pause: Duration::from_secs(2),
            told: (Duration::from_mins(1), Duration::from_mins(15)),
        }
    }
}

/// The client.
pub(super) struct Client {
    http: reqwest::Client,
    base: Url,
    manner: Manner,
    /// When the next request may go.
    next: Mutex<Instant>,
}

/// Why there is no answer.
enum Trouble {
    /// It may come the next time, perhaps after a while that was named.
    Again(String, Option<Duration>),
    /// It will not.
    Never(Error),
}

impl Client {
    /// A client of the address in a configuration.
    ///
    /// # Errors
    /// The address is none, or not a safe one.
    pub(super) fn new(config: &Config, manner: Manner) -> Result<Self> {
        let base = address(&config.kpi.address)?;
        let contact = [&config.web.public_url, &config.kpi.contact];
        let contact: Vec<&str> =
            contact.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        let agent = concat!("Kompass/", env!("CARGO_PKG_VERSION"));
        let agent = format!("{agent} ({})", contact.join("; "));
        let http = fetch::client(|builder| {
            builder
                .user_agent(agent)
                .pool_max_idle_per_host(manner.at_once)
                .timeout(manner.patience)
        })?;
        Ok(Self { http, base, manner, next: Mutex::new(Instant::now()) })
    }

    /// Questions that it has open at the same time.
    pub(super) fn at_once(&self) -> usize {
        self.manner.at_once
    }

    /// All pages of an answer, whole and fitting together.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with the address and why there is none, after all tries.
    pub(super) async fn ask(&self, ask: &Ask) -> Result<Vec<Vec<u8>>> {
        let mut tries = 0;
        loop {
            let pages = self.chain(ask).await?;
            let (asked, checked) = (ask.clone(), pages);
            let (pages, together) = super::in_background(move || {
                let together = asked.check_together(&checked);
                Ok((checked, together))
            })
            .await?;
            let Err(why) = together else { return Ok(pages) };
            tries += 1;
            if tries >= self.manner.tries {
                return Err(self.given_up(&ask.path(), &why));
            }
            tracing::warn!(path = ask.path(), why, "an answer of Kolada does not fit together");
        }
    }

    /// Follows an answer from page to page.
    async fn chain(&self, ask: &Ask) -> Result<Vec<Vec<u8>>> {
        let first = self.base.join(&ask.path());
        let mut url = first.map_err(|error| Error::Internal(error.to_string()))?;
        let (mut pages, mut seen) = (Vec::new(), HashSet::new());
        while seen.insert(url.clone()) && pages.len() < MOST_PAGES {
            let (page, next) = self.page(ask, &url).await?;
            pages.push(page);
            match next {
                Some(next) => url = self.onward(&url, &next)?,
                None => return Ok(pages),
            }
        }
        Err(self.given_up(url.as_str(), "its pages lead in a circle"))
    }

    /// One page, and where the next one is. What comes broken is asked for again.
    async fn page(&self, ask: &Ask, url: &Url) -> Result<(Vec<u8>, Option<String>)> {
        let mut tries = 0;
        let mut pause = self.manner.pause;
        loop {
            let trouble = match self.get(url).await {
                Ok(page) => match ask.check(&page) {
                    Ok(checked) => return Ok((page, checked.next)),
                    Err(why) => Trouble::Again(why, None),
                },
                Err(trouble) => trouble,
            };
            let (why, after) = match trouble {
                Trouble::Again(why, after) => (why, after),
                Trouble::Never(error) => return Err(error),
            };
            tries += 1;
            if tries >= self.manner.tries {
                return Err(self.given_up(url.as_str(), &why));
            }
            tracing::warn!(%url, why, "asking Kolada again");
            match after {
                // Everybody waits.
                Some(after) => {
                    let mut next = self.next.lock().await;
                    *next = (*next).max(Instant::now() + after);
                }
                None => tokio::time::sleep(pause).await,
            }
            pause *= 2;
        }
    }

    async fn get(&self, url: &Url) -> std::result::Result<Vec<u8>, Trouble> {
        let again = |error: reqwest::Error| {
            let why = if error.is_timeout() { "it takes too long" } else { "it breaks off" };
            tracing::debug!(?error, "a request to Kolada failed");
            Trouble::Again(why.to_owned(), None)
        };
        self.turn().await;
        let response = self.http.get(url.clone()).send().await.map_err(again)?;
        let status = response.status();
        if status == StatusCode::OK {
            let page = fetch::read(response, PAGE_BYTES).await.map_err(again)?;
            return page.ok_or_else(|| {
                Trouble::Never(self.given_up(url.as_str(), "it is larger than 64 megabytes"))
            });
        }
        let waits =
            matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        if status.is_server_error() || waits || status == StatusCode::REQUEST_TIMEOUT {
            let after = waits.then(|| self.told(&response)).flatten();
            return Err(Trouble::Again(format!("it answers {status}"), after));
        }
        let said = fetch::read(response, PAGE_BYTES).await.ok().flatten().unwrap_or_default();
        let said: String = String::from_utf8_lossy(&said)
            .chars()
            .filter(|letter| !letter.is_control())
            .take(QUOTED)
            .collect();
        Err(Trouble::Never(match status {
            StatusCode::GONE => Error::Unavailable(format!(
                "{} is no longer served ({said}) – set kpi.address to the API that is",
                self.base
            )),
            _ => self.given_up(url.as_str(), &format!("it answers {status}: {said}")),
        }))
    }

    /// How long Kolada asks to wait, in seconds or until when.
    fn told(&self, response: &Response) -> Option<Duration> {
        let (usual, longest) = self.manner.told;
        let Some(said) = response.headers().get(RETRY_AFTER).and_then(|it| it.to_str().ok()) else {
            return (response.status() == StatusCode::TOO_MANY_REQUESTS).then_some(usual);
        };
        let seconds = said.trim().parse().map(Duration::from_secs).ok();
        let until = || {
            let until = jiff::fmt::rfc2822::parse(said.trim()).ok()?.timestamp();
            Duration::try_from(until.duration_since(Timestamp::now())).ok()
        };
        Some(seconds.or_else(until).unwrap_or(usual).min(longest))
    }

    /// Waits until the next request may go.
    async fn turn(&self) {
        let mut next = self.next.lock().await;
        tokio::time::sleep_until(*next).await;
        *next = Instant::now() + self.manner.every;
    }

    /// The address of a next page. It is on the same machine, whatever scheme and port a proxy made of it.
    fn onward(&self, from: &Url, next: &str) -> Result<Url> {
        let found = from.join(next).ok().filter(|next| {
            next.host() == self.base.host() && next.path().starts_with(self.base.path())
        });
        let mut url = found.ok_or_else(|| {
            self.given_up(from.as_str(), &format!("its next page is elsewhere: {next:?}"))
        })?;
        // Both are of the web and have a host, so neither fails.
        let _ = url.set_scheme(self.base.scheme());
        let _ = url.set_port(self.base.port());
        Ok(url)
    }

    fn given_up(&self, address: &str, why: &str) -> Error {
        Error::Unavailable(format!(
            "Kolada gives no answer that can be used to {address}: {why}; the old key figures stay in use – sync again later, \
             it goes on where it was"
        ))
    }
}

/// The address of the API, with a slash at its end.
fn address(text: &str) -> Result<Url> {
    let wrong = |message: &str| {
        let problem = Problem::new(
            "kpi.address",
            format!("{text:?} {message}"),
            "write the address of the API: https://api.kolada.se/v3/",
        );
        Err(Error::invalid(problem.code("C004")))
    };
    let Ok(mut url) = Url::parse(text) else { return wrong("is no address") };
    let local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(number)) => number.is_loopback(),
        Some(Host::Ipv6(number)) => number.is_loopback(),
        None => return wrong("names no machine"),
    };
    if url.scheme() != "https" && !(url.scheme() == "http" && local) {
        return wrong("is not safe");
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}
