//! A mail server that really speaks SMTP, from the machine's own packages, and what it took. A machine without it makes the
//! tests fail with a message that says what to install.

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What the server runs on: the interpreter that the system's packages are for.
const PYTHON: &str = "/usr/bin/python3";

/// A server of a test's own; it ends with the test.
#[derive(Debug)]
pub struct MailServer {
    /// Its port on `localhost`.
    pub port: u16,
    child: Child,
    folder: tempfile::TempDir,
}

/// How the connection to a server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all.
    None,
    /// By STARTTLS, which it demands.
    Starttls,
    /// From the first byte.
    Implicit,
}

/// A letter that a server took, as another program read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Who it said it came from.
    pub sender: String,
    /// To whom it went.
    pub recipients: Vec<String>,
    /// Its headers, by name in lower case.
    pub headers: BTreeMap<String, String>,
    /// The names of all headers, as often as they came.
    pub names: Vec<String>,
    /// The types of its parts.
    pub types: Vec<String>,
    /// The text.
    pub text: String,
    /// The page.
    pub html: String,
}

impl MailServer {
    /// A server without encryption.
    pub fn start() -> Self {
        Self::with(Encryption::None)
    }

    /// A server with this encryption, and a certificate of its own for `localhost`.
    pub fn with(encryption: Encryption) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let script = folder.path().join("smtp.py");
        std::fs::write(&script, include_str!("smtp.py")).expect("a file in a temporary folder");
        let mut command = Command::new(PYTHON);
        command.arg(&script).arg(folder.path());
        if encryption != Encryption::None {
            certify(folder.path());
            let word = if encryption == Encryption::Starttls { "starttls" } else { "implicit" };
            command.args([folder.path().join("certificate.pem"), folder.path().join("key.pem")]);
            command.arg(word);
        }
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.unwrap_or_else(|error| panic!("{PYTHON}: {error}; {INSTALL}"));
        let mut line = String::new();
        let output = child.stdout.take().expect("it is a pipe");
        BufReader::new(output).read_line(&mut line).expect("a line of a child");
        let port = line.trim().parse().unwrap_or_else(|_| panic!("no mail server: {INSTALL}"));
        Self { port, child, folder }
    }

    /// The certificate authority that its certificate is of.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("certificate.pem")
    }

    /// Everything it took, in order.
    pub fn letters(&self) -> Vec<Received> {
        let entries = std::fs::read_dir(self.folder.path()).expect("its folder");
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        files.sort();
        files.iter().map(|path| read(path)).collect()
    }

    /// Everything it took for this address, in order.
    pub fn letters_to(&self, address: &str) -> Vec<Received> {
        let mut letters = self.letters();
        letters.retain(|letter| letter.recipients.iter().any(|it| it == address));
        letters
    }

    /// Asks everybody to come back later, or not any more.
    pub fn close(&self, closed: bool) {
        self.flag("closed", closed);
    }

    /// Takes connections and says nothing, or speaks again.
    pub fn mute(&self, mute: bool) {
        self.flag("mute", mute);
    }

    fn flag(&self, name: &str, set: bool) {
        let path = self.folder.path().join(name);
        let done = if set { std::fs::write(path, "") } else { std::fs::remove_file(path) };
        done.expect("a file in a temporary folder");
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const INSTALL: &str =
    "install python3-aiosmtpd and openssl (Debian, Ubuntu), or run cargo xtask test, which does";

/// A certificate for `localhost` that lasts a day.
fn certify(folder: &Path) {
    let done = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"])
        .args(["-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .args(["-keyout".as_ref(), folder.join("key.pem").as_os_str()])
        .args(["-out".as_ref(), folder.join("certificate.pem").as_os_str()])
        .stderr(Stdio::null())
        .status();
    assert!(done.is_ok_and(|status| status.success()), "no certificate: {INSTALL}");
}

fn read(path: &Path) -> Received {
    let text = std::fs::read_to_string(path).expect("a letter");
    let value: Value = serde_json::from_str(&text).expect("the server writes JSON");
    let string = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |name: &str| -> Vec<String> {
        value[name].as_array().into_iter().flatten().map(string).collect()
    };
    let headers = value["headers"].as_object().into_iter().flatten();
    Received {
        sender: string(&value["sender"]),
        recipients: list("recipients"),
        headers: headers.map(|(name, value)| (name.clone(), string(value))).collect(),
        names: list("names"),
        types: list("types"),
        text: string(&value["text"]),
        html: string(&value["html"]),
    }
}
