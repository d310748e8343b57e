//! The way to the mail server. What it said decides whether another attempt makes sense.

use super::letter::Letter;
use crate::config::{Config, MailConfig, MailTls};
use crate::files;
use jiff::Timestamp;
use kompass_core::{Error, Result};
use lettre::address::Address;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::error::Error as _;
use std::fmt;
use std::time::Duration;
use url::Url;
use uuid::Uuid;

/// Where the password of the server stands, if in no file.
const PASSWORD: &str = "KOMPASS_MAIL_PASSWORD";

/// How many times the patience for one answer a whole letter may take: greeting, encryption, password, letter.
const STEPS: u32 = 4;

/// A mail server, and what is said to it.
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    sender: Mailbox,
    reply_to: Option<Mailbox>,
    /// What stands after the @ in the name of a letter.
    host: String,
    server: String,
    patience: Duration,
}

/// To whom a letter goes, and what tells it from all others: sent twice, it is the same letter.
#[derive(Debug, Clone, Copy)]
pub struct Envelope<'a> {
    /// Its identity.
    pub id: Uuid,
    /// Its date.
    pub at: Timestamp,
    /// Name of whom it is for; empty if it is not known.
    pub name: &'a str,
    /// Their address.
    pub address: &'a str,
}

/// Why a letter was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsent {
    /// Another attempt may work.
    #[error("{0}")]
    Later(String),
    /// No other attempt will.
    #[error("{0}")]
    Never(String),
}

impl Post {
    /// The mail server of the configuration.
    ///
    /// # Errors
    /// None is configured; a password or certificate that cannot be read.
    pub fn of(config: &Config) -> Result<Self> {
        let mail = &config.mail;
        let server = mail.host.as_deref().ok_or_else(|| {
            Error::not_found(
                "mail server",
                "mail.host",
                "name one as docs/how-to/send-mail.md says; until then links are handed over by hand",
            )
        })?;
        let url = Url::parse(&config.web.public_url).ok();
        let host = url.and_then(|url| url.host_str().map(str::to_owned));
        let host = host.unwrap_or_else(|| "localhost".to_owned());
        let patience = Duration::from_secs(mail.seconds.into());
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server)
            .port(mail.port())
            .tls(tls(mail, server)?)
            .hello_name(ClientId::Domain(host.clone()))
            .timeout(Some(patience));
        if !mail.user.is_empty() {
            builder = builder.credentials(Credentials::new(mail.user.clone(), password(mail)?));
        }
        let box_of = |text: &str| text.parse::<Mailbox>().map_err(|error| unusable(text, &error));
        let reply_to = (!mail.reply_to.is_empty()).then(|| box_of(&mail.reply_to)).transpose()?;
        Ok(Self {
            transport: builder.build(),
            sender: box_of(&mail.sender)?,
            reply_to,
            host,
            server: format!("{server}:{}", mail.port()),
            patience: patience * STEPS,
        })
    }

    /// The server, as it is told to people.
    pub fn name(&self) -> String {
        self.server.clone()
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// [`Unsent`], with what to do about it.
    pub async fn send(
        &self,
        envelope: &Envelope<'_>,
        letter: &Letter,
    ) -> std::result::Result<(), Unsent> {
        let message = self.message(envelope, letter)?;
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(self.unsent(&error)),
            Err(_) => Err(self.too_slow()),
        }
    }

    /// Connects, and sends nothing.
    ///
    /// # Errors
    /// As [`Post::send`].
    pub async fn greet(&self) -> std::result::Result<(), Unsent> {
        match tokio::time::timeout(self.patience, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(Unsent::Later(format!(
                "the mail server {} takes no mail now; try again, or ask whoever runs it",
                self.server
            ))),
            Ok(Err(error)) => Err(self.unsent(&error)),
            Err(_) => Err(self.too_slow()),
        }
    }

    /// The letter as it goes over the wire, the same each time.
    pub(crate) fn message(
        &self,
        envelope: &Envelope<'_>,
        letter: &Letter,
    ) -> std::result::Result<Message, Unsent> {
        let Envelope { id, at, name, address } = *envelope;
        let never = |what: &dyn fmt::Display| {
            Unsent::Never(format!("no mail can go to {address:?}: {what} – correct the address"))
        };
        let address: Address = address.parse().map_err(|error| never(&error))?;
        let name = (!name.is_empty()).then(|| one_line(name));
        let parts = MultiPart::alternative()
            .boundary(format!("kompass-{id}"))
            .singlepart(SinglePart::plain(letter.text()))
            .singlepart(SinglePart::html(letter.html()));
        let mut builder = Message::builder()
            .message_id(Some(format!("<{id}@{}>", self.host)))
            .date(at.into())
            .from(self.sender.clone())
            .to(Mailbox::new(name, address))
            .subject(one_line(&letter.subject))
            .header(AutoSubmitted);
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        builder.multipart(parts).map_err(|error| never(&error))
    }

    fn unsent(&self, error: &lettre::transport::smtp::Error) -> Unsent {
        // Wrong password, or one is wanted: whoever set up the installation can mend it, and then all letters go.
        const AUTHENTICATION: [&str; 4] = ["530", "534", "535", "538"];
        let server = &self.server;
        let said = whole(error);
        let status = error.status().map(|code| code.to_string()).unwrap_or_default();
        if AUTHENTICATION.contains(&status.as_str()) {
            return Unsent::Later(format!(
                "the mail server {server} refuses user or password ({said}); see mail.user and mail.password_file"
            ));
        }
        if error.is_permanent() {
            return Unsent::Never(format!(
                "the mail server {server} refuses this for good ({said}); check the address of the recipient, and \
                 whether the server lets mail.sender send"
            ));
        }
        if error.is_transient() {
            return Unsent::Later(format!("the mail server {server} asks to come back ({said})"));
        }
        if error.is_timeout() {
            return self.too_slow();
        }
        if error.is_tls() || said.contains("certificate") {
            return Unsent::Later(format!(
                "no safe connection to the mail server {server} ({said}); see mail.tls, mail.port and mail.ca_file"
            ));
        }
        Unsent::Later(format!(
            "the mail server {server} cannot be reached ({said}); see mail.host and mail.port, and whether it runs"
        ))
    }

    fn too_slow(&self) -> Unsent {
        let server = &self.server;
        Unsent::Later(format!(
            "the mail server {server} does not answer in time; see mail.host and mail.port, and whether it runs"
        ))
    }
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Post").field("server", &self.server).finish_non_exhaustive()
    }
}

/// Says to programs that nobody wrote this by hand, so that none answers by itself (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// A text that stands in one line of a head, whatever was in it.
fn one_line(text: &str) -> String {
    text.replace(|letter: char| letter.is_control(), " ")
}

/// An error with what caused it.
fn whole(error: &lettre::transport::smtp::Error) -> String {
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let more = cause.to_string();
        if !said.contains(&more) {
            said = format!("{said}: {more}");
        }
        source = cause.source();
    }
    // What a server says may be long, and hold anything.
    said.chars().filter(|it| !it.is_control()).take(300).collect()
}

fn tls(mail: &MailConfig, server: &str) -> Result<Tls> {
    if mail.tls == MailTls::None {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(server.to_owned());
    if let Some(path) = &mail.ca_file {
        let authority = Certificate::from_pem(&files::read(path)?);
        let authority = authority.map_err(|error| unusable(&path.display().to_string(), &error))?;
        parameters = parameters.add_root_certificate(authority);
    }
    let parameters = parameters.build().map_err(|error| unusable("mail.tls", &error))?;
    Ok(match mail.tls {
        MailTls::Implicit => Tls::Wrapper(parameters),
        _ => Tls::Required(parameters),
    })
}

fn password(mail: &MailConfig) -> Result<String> {
    let text = match &mail.password_file {
        Some(path) => String::from_utf8(files::read(path)?)
            .map_err(|error| unusable(&path.display().to_string(), &error))?,
        None => std::env::var(PASSWORD).map_err(|_| {
            Error::Unavailable(format!(
                "mail.user is set, but there is no password: name a file in mail.password_file, or set {PASSWORD}"
            ))
        })?,
    };
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn unusable(what: &str, error: &dyn fmt::Display) -> Error {
    Error::Unavailable(format!(
        "{what} cannot be used for mail ({error}) – docs/how-to/send-mail.md says what it should be"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kompass_core::Lang;

    #[test]
    fn a_letter_that_is_sent_twice_is_the_same_letter() {
        let mail = MailConfig {
            host: Some("localhost".to_owned()),
            tls: MailTls::None,
            sender: "Kompass <kompass@granvik.example>".to_owned(),
            reply_to: "Utvärdering <fraga@granvik.example>".to_owned(),
            ..MailConfig::default()
        };
        let config = Config { mail, ..Config::default() };
        let letter = Letter {
            lang: Lang::Sv,
            subject: "Åtgärder\r\nBcc: x@y.example".to_owned(),
            greeting: String::new(),
            paragraphs: vec!["Hej".to_owned()],
            items: Vec::new(),
            link: None,
            footer: Vec::new(),
        };
        let envelope = Envelope {
            id: Uuid::from_u128(7),
            at: "2026-03-02T12:00:00Z".parse().unwrap(),
            name: "Eva\r\nBcc: x@y.example",
            address: "eva@granvik.example",
        };
        let sent = || {
            let message = Post::of(&config).unwrap().message(&envelope, &letter).unwrap();
            String::from_utf8(message.formatted()).unwrap()
        };
        assert_eq!(sent(), sent());
        let (head, _) =
            sent().split_once("\r\n\r\n").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        for line in [
            "Message-ID: <00000000-0000-0000-0000-000000000007@localhost>",
            "Date: Mon, 02 Mar 2026 12:00:00 +0000",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(head.lines().any(|it| it == line), "{line}: {head}");
        }
        assert!(head.contains("Reply-To: "), "{head}");
        assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{head}");
        let odd = Envelope { address: "not an address", ..envelope };
        let never = Post::of(&config).unwrap().message(&odd, &letter).unwrap_err();
        assert!(matches!(never, Unsent::Never(_)), "{never:?}");
    }
}
