//! A client that costs the machine little: one connection that is kept open, and requests one after another.

use anyhow::{Result, ensure};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use scraper::{Html, Selector};
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// A connection to a server.
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    origin: String,
}

/// Somebody who is signed in, seen by the server at an address of their own.
#[derive(Clone)]
pub struct Person {
    /// The token of the session.
    pub token: String,
    /// The address, told by the proxy.
    pub address: String,
}

impl Person {
    /// A visitor, each number at another address.
    pub fn nobody(number: usize) -> Self {
        let address = format!("198.51.{}.{}", 100 + number / 250 % 100, number % 250);
        Self { token: String::new(), address }
    }
}

/// What a browser sends of a form.
#[derive(Clone)]
pub struct Sent {
    /// Its content type.
    pub kind: String,
    /// Its bytes.
    pub body: Bytes,
}

/// The content type of a form without files.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// True for an answer that says that a form was taken.
pub fn is_done(status: StatusCode) -> bool {
    status == StatusCode::SEE_OTHER || status == StatusCode::NO_CONTENT
}

impl Client {
    /// Connects.
    pub async fn connect(server: SocketAddr, origin: &str) -> Result<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, origin: origin.to_owned() })
    }

    /// Reads a page.
    pub async fn get(&mut self, path: &str, person: &Person) -> Result<Bytes> {
        let request = self.request("GET", path, person).body(Full::default())?;
        let (status, body) = self.send(request).await?;
        ensure!(status == StatusCode::OK, "{path}: {status}");
        Ok(body)
    }

    /// Sends a form; the answer leads on, or says that it is done.
    pub async fn post(&mut self, path: &str, person: &Person, form: String) -> Result<()> {
        let sent = Sent { kind: FORM.to_owned(), body: form.into() };
        let (status, body) = self.try_post(path, person, sent).await?;
        ensure!(is_done(status), "{path}: {status} {}", String::from_utf8_lossy(&body));
        Ok(())
    }

    /// Sends a form; what the server answers.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn try_post(
        &mut self,
        path: &str,
        person: &Person,
        sent: Sent,
    ) -> Result<(StatusCode, Bytes)> {
        let request = self
            .request("POST", path, person)
            .header("content-type", sent.kind)
            .header("origin", &self.origin)
            .body(Full::from(sent.body))?;
        self.send(request).await
    }

    fn request(&self, method: &str, path: &str, person: &Person) -> hyper::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.origin.trim_start_matches("http://"))
            .header("cookie", format!("__Host-kompass={}", person.token))
            .header("x-forwarded-for", &person.address)
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<(StatusCode, Bytes)> {
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let status = response.status();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }
}

/// The fields of the form of a page that is sent there, with what a browser would send: of radio buttons the first.
pub fn fields(page: &[u8], action: &str) -> Result<Vec<(String, String)>> {
    let html = Html::parse_document(std::str::from_utf8(page)?);
    let inside = |rest: &str| format!("form[method=post][action=\"{action}\"] {rest}");
    let selector =
        |rest: &str| Selector::parse(&inside(rest)).map_err(|error| anyhow::anyhow!("{error}"));
    let mut fields: Vec<(String, String)> = Vec::new();
    for input in html.select(&selector("input[name]")?) {
        let value = |name| input.value().attr(name).unwrap_or_default().to_owned();
        let (name, kind) = (value("name"), value("type"));
        let first = kind != "radio" || fields.iter().all(|(known, _)| *known != name);
        if first && kind != "checkbox" {
            fields.push((name, value("value")));
        }
    }
    for area in html.select(&selector("textarea[name]")?) {
        fields.push((area.value().attr("name").unwrap_or_default().to_owned(), area.inner_html()));
    }
    ensure!(!fields.is_empty(), "there is no form that is sent to {action}");
    Ok(fields)
}
