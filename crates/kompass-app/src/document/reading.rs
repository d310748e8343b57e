//! Reads the text out of documents that were handed in, one after another, in the background. The reader is a process of
//! its own: what is broken or hostile in a file ends that process and nothing else.

use crate::config::ExtractConfig;
use crate::installation::Installation;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt};
use jiff::SignedDuration;
use kompass_core::{Error, Result};
use kompass_report::extract::{self, Format, Read, Trouble};
use kompass_store::page::{self, Claim, Ending, State};
use rlimit::Resource;
use serde::{Deserialize, Serialize};
use std::io::{Read as _, Write as _};
use std::process::{ExitCode, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

/// The reader looks for files again after this time: another node or a command may have added some.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// A file that ended its reader so many times is left alone.
const MOST_TRIES: u32 = 3;

/// Most bytes that a reader may say.
const MOST_SAID: u64 = 128 * 1024 * 1024;

/// What was read out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What the file is; nothing if it is of no kind that is read.
    pub format: Option<Format>,
    /// Its pages.
    pub pages: Vec<String>,
    /// How it ended.
    pub end: std::result::Result<Read, Trouble>,
}

/// What a reader says, a line of JSON each.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// What the file is.
    Format(Option<Format>),
    /// The next page.
    Page(String),
    /// It came to its end.
    End(Read),
    /// It did not.
    Trouble(Trouble),
}

/// Reads whatever waits, for as long as the program runs.
pub async fn work(installation: &Installation) {
    if let Err(error) = page::await_all(&installation.db).await {
        tracing::warn!(%error, "documents that were never read could not be listed");
    }
    loop {
        let config = &installation.config.extract;
        match read_next(installation, |name, bytes| in_process(config, name, bytes)).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "a document could not be read"),
        }
        let _ = tokio::time::timeout(LOOK_EVERY, installation.unread.notified()).await;
    }
}

/// Reads the next file that waits by a reader: its name and its bytes in, its text out. False if none waits.
///
/// # Errors
/// The database or the store of documents is away; the file is taken up again later.
pub async fn read_next<Fut: Future<Output = Result<Reading>>>(
    installation: &Installation,
    read: impl FnOnce(String, BytesOfFile) -> Fut,
) -> Result<bool> {
    let (db, now) = (&installation.db, installation.now());
    let patience =
        SignedDuration::from_secs(2 * i64::from(installation.config.extract.seconds) + 30);
    let Some(claim) = page::claim(db, now, now - patience).await? else { return Ok(false) };
    if claim.tries > MOST_TRIES {
        return end(installation, &claim, None, &[], Err(Trouble::TooHeavy)).await;
    }
    let bytes = match installation.blobs.get_stream(&claim.digest).await {
        Ok(bytes) => BytesOfFile::of(bytes),
        Err(Error::NotFound { .. }) => {
            return end(installation, &claim, None, &[], Err(Trouble::Broken)).await;
        }
        Err(error) => return Err(error),
    };
    let Reading { format, pages, end: ended } = read(claim.file_name.clone(), bytes).await?;
    end(installation, &claim, format, &pages, ended).await
}

/// The bytes of a file as they come out of the store.
pub struct BytesOfFile(BoxStream<'static, Result<Bytes>>);

impl From<Vec<u8>> for BytesOfFile {
    fn from(bytes: Vec<u8>) -> Self {
        Self(futures_util::stream::iter([Ok(Bytes::from(bytes))]).boxed())
    }
}

impl BytesOfFile {
    /// As they come.
    pub(super) fn of(bytes: impl Stream<Item = Result<Bytes>> + Send + 'static) -> Self {
        Self(bytes.boxed())
    }

    /// All of them.
    ///
    /// # Errors
    /// The store of documents is away.
    pub async fn whole(mut self) -> Result<Vec<u8>> {
        let mut whole = Vec::new();
        while let Some(chunk) = self.0.next().await {
            whole.extend_from_slice(&chunk?);
        }
        Ok(whole)
    }
}

async fn end(
    installation: &Installation,
    claim: &Claim,
    format: Option<Format>,
    pages: &[String],
    ended: std::result::Result<Read, Trouble>,
) -> Result<bool> {
    let empty = pages.iter().all(String::is_empty);
    let (state, reason, cut) = match ended {
        _ if format.is_none() => (State::None, Some("unknown".to_owned()), false),
        Ok(_) if format.is_some_and(|format| !format.has_text()) => (State::None, None, false),
        Ok(_) if empty => (State::None, Some("no_text".to_owned()), false),
        Ok(Read { cut }) => (State::Done, None, cut),
        // What was read before it took too long is worth having.
        Err(Trouble::TooHeavy | Trouble::TooLarge) if !empty => (State::Done, None, true),
        Err(trouble) => (State::Refused, Some(word(&trouble)), false),
    };
    let pages = if state == State::Done { pages } else { &[] };
    let format = format.map(|format| word(&format));
    let ending = Ending { state, reason: reason.as_deref(), format: format.as_deref(), cut };
    page::end(&installation.db, claim, pages, &ending).await?;
    Ok(true)
}

fn word(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().trim_matches('"').to_owned()
}

/// Reads a file in a process of its own, which is ended when it takes too long or when nobody waits for it any more.
///
/// # Errors
/// The process cannot be started; the bytes do not come.
pub async fn in_process(
    config: &ExtractConfig,
    name: String,
    bytes: BytesOfFile,
) -> Result<Reading> {
    let name = name.as_str();
    let mut child = command(config, name)?
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .env_clear()
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| {
            Error::Unavailable(format!("the reader of documents cannot start: {error}"))
        })?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let mut reading = Reading { format: None, pages: Vec::new(), end: Err(Trouble::TooHeavy) };
    let mut spoken = false;
    let work = async {
        let said = async {
            if let Some(stdout) = stdout {
                spoken = listen(stdout, &mut reading).await;
            }
        };
        let fed = async {
            if let Some(stdin) = stdin {
                feed(stdin, bytes).await?;
            }
            Ok::<(), Error>(())
        };
        let ((), fed) = tokio::join!(said, fed);
        fed
    };
    let patience = Duration::from_secs(u64::from(config.seconds));
    match tokio::time::timeout(patience, work).await {
        Ok(fed) => fed?,
        Err(_) => {
            let _ = child.kill().await;
            reading.end = Err(Trouble::TooHeavy);
        }
    }
    // A panic ends with a code; what is out of memory or time ends by a signal.
    if let Ok(Ok(status)) = tokio::time::timeout(Duration::from_secs(5), child.wait()).await
        && !status.success()
        && status.code().is_some()
    {
        reading.end = Err(Trouble::Broken);
    }
    // Which kind it is is said first; a reader that ended before that fell over the file all the same.
    if !spoken {
        reading.format = named(name);
    }
    Ok(reading)
}

fn command(config: &ExtractConfig, name: &str) -> Result<Command> {
    let mut command = match config.command.split_first() {
        Some((program, first)) => {
            let mut command = Command::new(program);
            command.args(first);
            command
        }
        None => {
            let own = std::env::current_exe().map_err(|error| {
                Error::Unavailable(format!("this program does not find itself: {error}"))
            })?;
            let mut command = Command::new(own);
            command.arg("extract");
            command
        }
    };
    // Only the ending: what a file is called may be personal, and everybody on the machine sees the arguments.
    let ending = named(name).map_or("", |format| format.endings()[0]);
    command.arg(format!("--ending={ending}"));
    command.arg(format!("--seconds={}", config.seconds));
    command.arg(format!("--megabytes={}", config.megabytes));
    Ok(command)
}

fn named(name: &str) -> Option<Format> {
    let ending = name.rsplit_once('.')?.1.to_lowercase();
    Format::ALL.into_iter().find(|format| format.endings().contains(&ending.as_str()))
}

/// Gives a process the bytes of a file, as many as it takes.
pub(super) async fn feed(
    mut stdin: tokio::process::ChildStdin,
    mut bytes: BytesOfFile,
) -> Result<()> {
    while let Some(chunk) = bytes.0.next().await {
        // A reader that has fallen over takes no more; how it ended is told elsewhere.
        if stdin.write_all(&chunk?).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// Takes down what a reader says; true if it said anything.
async fn listen(stdout: tokio::process::ChildStdout, reading: &mut Reading) -> bool {
    let mut lines = BufReader::new(stdout.take(MOST_SAID)).lines();
    let mut spoken = false;
    while let Ok(Some(line)) = lines.next_line().await {
        match serde_json::from_str(&line) {
            Ok(Line::Format(format)) => reading.format = format,
            Ok(Line::Page(page)) => {
                if reading.pages.len() < extract::MOST_PAGES as usize {
                    reading.pages.push(page);
                }
            }
            Ok(Line::End(read)) => reading.end = Ok(read),
            Ok(Line::Trouble(trouble)) => reading.end = Err(trouble),
            Err(_) => break,
        }
        spoken = true;
    }
    spoken
}

impl Reading {
    /// Reads a file where it is called, without a process of its own: for files one knows.
    pub fn of(ending: &str, bytes: &[u8]) -> Self {
        let mut reading = Self { format: None, pages: Vec::new(), end: Err(Trouble::Broken) };
        read(ending, bytes, |line| match line {
            Line::Format(format) => reading.format = format,
            Line::Page(page) => reading.pages.push(page),
            Line::End(read) => reading.end = Ok(read),
            Line::Trouble(trouble) => reading.end = Err(trouble),
        });
        reading
    }
}

/// The reader itself: takes limits upon itself, reads a file from standard input, and says its text on standard output.
pub fn child(ending: &str, seconds: u32, megabytes: u32) -> ExitCode {
    let memory = u64::from(megabytes) * 1024 * 1024;
    let limits = [
        (Resource::AS, memory),
        (Resource::CPU, u64::from(seconds)),
        // It writes no files, and leaves none when it falls over.
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
        (Resource::NOFILE, 16),
    ];
    if limits.into_iter().any(|(resource, most)| resource.set(most, most).is_err()) {
        return ExitCode::FAILURE;
    }
    // What a panic says may be out of the document.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    if std::io::stdin().take(memory).read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let mut out = std::io::stdout().lock();
    let mut heard = true;
    read(ending, &bytes, |line| {
        let text = serde_json::to_string(&line).unwrap_or_default();
        heard &= writeln!(out, "{text}").and_then(|()| out.flush()).is_ok();
    });
    if heard { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read(ending: &str, bytes: &[u8], mut say: impl FnMut(Line)) {
    let format = extract::decide(&format!("file.{ending}"), bytes, bytes).ok();
    say(Line::Format(format));
    let Some(format) = format else { return };
    let read = extract::extract(format, bytes, |page| say(Line::Page(page.to_owned())));
    say(match read {
        Ok(read) => Line::End(read),
        Err(trouble) => Line::Trouble(trouble),
    });
}
