//! Mail: the server that takes it, and when it is sent.

use kompass_core::Problem;
use lettre::message::Mailbox;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::path::PathBuf;

/// Mail that people get. The password of the server stands in a file, or in `KOMPASS_MAIL_PASSWORD`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    /// Server that takes mail by SMTP. Without it no mail is sent, and personal links have to be handed over.
    pub host: Option<String>,
    /// Its port. Without it that of `tls`: 587, 465, 25.
    pub port: Option<u16>,
    /// How the connection is encrypted.
    pub tls: MailTls,
    /// File with the certificate authority of the server (PEM), besides those of the system.
    pub ca_file: Option<PathBuf>,
    /// User name at the server; empty if it wants none.
    pub user: String,
    /// File with the password of that user.
    pub password_file: Option<PathBuf>,
    /// Whom mail comes from: `Kompass <kompass@example.se>`. Needed with a server.
    pub sender: String,
    /// Where answers go, in the same form; without it people are told not to answer.
    pub reply_to: String,
    /// Seconds that the server may take for one answer.
    #[schemars(range(min = 1, max = 30))]
    pub seconds: u32,
    /// Hour of the day, 0 to 23, from which reminders and the mail of the day are sent.
    #[schemars(range(max = 23))]
    pub daily_hour: u8,
}

/// How the connection to the mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailTls {
    /// Begun in the clear, then encrypted; never sent otherwise.
    #[default]
    Starttls,
    /// From the first byte.
    Implicit,
    /// Not at all: for a server on this machine, or one that wants no password.
    None,
}

/// Who does what is to be done later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct JobsConfig {
    /// False if `kompass serve` leaves it to `kompass worker`.
    pub in_serve: bool,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            host: None,
            port: None,
            tls: MailTls::default(),
            ca_file: None,
            user: String::new(),
            password_file: None,
            sender: String::new(),
            reply_to: String::new(),
            seconds: 20,
            daily_hour: 7,
        }
    }
}

impl Default for JobsConfig {
    fn default() -> Self {
        Self { in_serve: true }
    }
}

impl MailConfig {
    /// The port of the server.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            MailTls::Starttls => 587,
            MailTls::Implicit => 465,
            MailTls::None => 25,
        })
    }
}

/// What is wrong with it.
pub(super) fn check(mail: &MailConfig) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |key: &str, message: &str, remedy: &str| {
        problems.push(Problem::new(key, message, remedy).code("C004"));
    };
    let Some(host) = &mail.host else { return problems };
    if host.is_empty() || host.contains(|it: char| it.is_whitespace() || it.is_control()) {
        wrong("mail.host", "it is no name of a server", "write it as smtp.example.se");
    }
    let form = "write it as kompass@example.se or Kompass <kompass@example.se>";
    if mail.sender.parse::<Mailbox>().is_err() {
        wrong("mail.sender", "mail needs a sender, and this is none", form);
    }
    if !mail.reply_to.is_empty() && mail.reply_to.parse::<Mailbox>().is_err() {
        wrong("mail.reply_to", "it is no address", form);
    }
    if mail.tls == MailTls::None && !mail.user.is_empty() && !is_this_machine(host) {
        wrong(
            "mail.tls",
            "the password would be sent in the clear",
            "use starttls or implicit, or a server that wants no password",
        );
    }
    problems
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_work_or_is_unsafe_is_refused() {
        let keys = |mail: &MailConfig| -> Vec<String> {
            check(mail).into_iter().map(|problem| problem.place).collect()
        };
        assert!(keys(&MailConfig::default()).is_empty(), "no mail");
        let good = MailConfig {
            host: Some("smtp.granvik.example".to_owned()),
            sender: "Kompass i Granvik <kompass@granvik.example>".to_owned(),
            user: "kompass".to_owned(),
            ..MailConfig::default()
        };
        assert!(keys(&good).is_empty());
        assert_eq!(good.port(), 587);
        for (wrong, key) in [
            (MailConfig { sender: String::new(), ..good.clone() }, "mail.sender"),
            (MailConfig { sender: "Kompass\r\nBcc: x@y.se".into(), ..good.clone() }, "mail.sender"),
            (MailConfig { reply_to: "nobody".into(), ..good.clone() }, "mail.reply_to"),
            (MailConfig { host: Some("a b".into()), ..good.clone() }, "mail.host"),
            (MailConfig { tls: MailTls::None, ..good.clone() }, "mail.tls"),
        ] {
            assert_eq!(keys(&wrong), [key]);
        }
        let local = MailConfig { host: Some("127.0.0.1".into()), tls: MailTls::None, ..good };
        assert!(keys(&local).is_empty());
        assert_eq!(local.port(), 25);
    }
}
