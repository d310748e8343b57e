//! Somebody who writes without pause, and who tries one node after the other until one of them acknowledges.

use crate::client::{Client, FORM, Sent, fields, is_done};
use crate::cluster::ORIGIN;
use crate::journal::{Acknowledged, Journal};
use crate::seats::Seat;
use anyhow::{Result, bail};
use hyper::StatusCode;
use hyper::body::Bytes;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// An answer that takes longer is none: whoever waits tries another node.
const PATIENCE: Duration = Duration::from_secs(20);

/// Before the same is tried again.
const PAUSE: Duration = Duration::from_millis(50);

/// A write that nobody takes for so long is a failure of the cluster: nothing that hits it lasts nearly as long.
const GIVE_UP: Duration = Duration::from_secs(180);

/// What all writers share.
pub(crate) struct Shared {
    pub(crate) nodes: Vec<SocketAddr>,
    pub(crate) questions: Vec<String>,
    pub(crate) journal: Journal,
    /// Acknowledged writes.
    pub(crate) written: AtomicU64,
    /// Attempts that came to nothing and were made again.
    pub(crate) again: AtomicU64,
    /// The longest that a write took until it was acknowledged, in milliseconds.
    pub(crate) longest: AtomicU64,
    pub(crate) enough: AtomicBool,
}

/// Somebody who writes.
pub(crate) struct Writer {
    shared: Arc<Shared>,
    seat: Seat,
    /// The node that is asked, and the connection to it.
    node: usize,
    client: Option<Client>,
    /// The form of a judgement as its page has it, with the token that all forms of this person carry.
    form: Vec<(String, String)>,
    token: String,
    versions: BTreeMap<String, i64>,
    written: usize,
}

impl Writer {
    pub(crate) async fn sit_down(shared: Arc<Shared>, seat: Seat, number: usize) -> Result<Self> {
        let node = number % shared.nodes.len();
        let mut client = Client::connect(shared.nodes[node], ORIGIN).await?;
        let path = format!("/evaluations/{}/scoring/{}", seat.evaluation, shared.questions[0]);
        let form = fields(&client.get(&path, &seat.person).await?, &path)?;
        let token = form.iter().find(|(name, _)| name == "csrf").map(|(_, token)| token.clone());
        Ok(Self {
            shared,
            seat,
            node,
            client: Some(client),
            form,
            token: token.unwrap_or_default(),
            versions: BTreeMap::new(),
            written: 0,
        })
    }

    /// Writes until it is enough; what was begun is seen through.
    pub(crate) async fn write(mut self) -> Result<()> {
        while !self.shared.enough.load(Ordering::Relaxed) {
            let number = self.written;
            // Mostly judgements, as people do; the others cost more the more of them there are.
            let acknowledged = match number % 40 {
                7 => self.document(number).await?,
                n if n % 5 == 0 => self.note(number).await?,
                _ => self.judgement(number).await?,
            };
            self.shared.journal.write(&acknowledged)?;
            self.shared.written.fetch_add(1, Ordering::Relaxed);
            self.written += 1;
        }
        Ok(())
    }

    async fn note(&mut self, number: usize) -> Result<Acknowledged> {
        let (evaluation, text) = (self.seat.evaluation, format!("Anteckning {number}"));
        let path = format!("/evaluations/{evaluation}/interviews/{}/notes", self.seat.interview);
        let (token, key) = (self.token.clone(), Uuid::now_v7().to_string());
        let form = [("csrf", &token), ("key", &key), ("text", &text)];
        let form = form.into_iter().map(|(name, value)| (name, value.as_str()));
        self.acknowledged(&path, form_of(form.chain([("at", ""), ("tags", "1.1")]))).await?;
        Ok(Acknowledged::Note { evaluation, text })
    }

    async fn judgement(&mut self, number: usize) -> Result<Acknowledged> {
        let (evaluation, reason) = (self.seat.evaluation, format!("Bedömning {number}"));
        let question = self.shared.questions[number % self.shared.questions.len()].clone();
        let path = format!("/evaluations/{evaluation}/scoring/{question}");
        let expected = self.versions.get(&question).copied().unwrap_or(0);
        let (key, version) = (Uuid::now_v7().to_string(), expected.to_string());
        let form = self.form.iter().map(|(name, value)| match name.as_str() {
            "key" => ("key", key.as_str()),
            "reason" => ("reason", reason.as_str()),
            "version" => ("version", version.as_str()),
            other => (other, value.as_str()),
        });
        let sent = form_of(form);
        self.acknowledged(&path, sent).await?;
        let version = expected + 1;
        self.versions.insert(question.clone(), version);
        Ok(Acknowledged::Judgement { evaluation, question, version, reason })
    }

    async fn document(&mut self, number: usize) -> Result<Acknowledged> {
        let evaluation = self.seat.evaluation;
        let name = format!("Plan {number}.txt");
        let content = format!("Plan {number} i utvärderingen {evaluation}.\n").repeat(50);
        let digest = kompass_core::digest::sha256(content.as_bytes());
        let path = format!("/evaluations/{evaluation}/documents");
        let mut body = String::new();
        let key = Uuid::now_v7().to_string();
        for (name, value) in [("csrf", &*self.token), ("key", &key), ("sub_area", "1.1")] {
            body += &format!(
                "--XX\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
        }
        body += &format!(
            "--XX\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             content-type: text/plain\r\n\r\n{content}\r\n--XX--\r\n"
        );
        let sent = Sent { kind: "multipart/form-data; boundary=XX".to_owned(), body: body.into() };
        self.acknowledged(&path, sent).await?;
        Ok(Acknowledged::Document { evaluation, name, digest })
    }

    /// Sends the same, with the same key, to one node after the other until one acknowledges it.
    ///
    /// # Errors
    /// The answer is one that does not change by being asked again.
    async fn acknowledged(&mut self, path: &str, sent: Sent) -> Result<()> {
        let begun = Instant::now();
        loop {
            let attempt = tokio::time::timeout(PATIENCE, self.attempt(path, sent.clone())).await;
            match attempt {
                Ok(Ok((status, _))) if is_done(status) => break,
                Ok(Ok((status, body))) if !is_passing(status) => {
                    bail!("{path}: {status} {}", String::from_utf8_lossy(&body));
                }
                Ok(Ok(_)) => {}
                // What comes of a connection that broke or fell silent is not known; a new one asks.
                Ok(Err(_)) | Err(_) => self.client = None,
            }
            if begun.elapsed() > GIVE_UP {
                bail!("{path}: nobody took it within {} seconds", GIVE_UP.as_secs());
            }
            self.shared.again.fetch_add(1, Ordering::Relaxed);
            self.node = (self.node + 1) % self.shared.nodes.len();
            self.client = None;
            tokio::time::sleep(PAUSE).await;
        }
        let took = u64::try_from(begun.elapsed().as_millis())?;
        self.shared.longest.fetch_max(took, Ordering::Relaxed);
        Ok(())
    }

    async fn attempt(&mut self, path: &str, sent: Sent) -> Result<(StatusCode, Bytes)> {
        let client = match &mut self.client {
            Some(client) => client,
            None => {
                let node = self.shared.nodes[self.node];
                self.client.insert(Client::connect(node, ORIGIN).await?)
            }
        };
        client.try_post(path, &self.seat.person, sent).await
    }
}

/// True for an answer that may be another one in a moment.
fn is_passing(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}

fn form_of<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Sent {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Sent { kind: FORM.to_owned(), body: body.into() }
}
