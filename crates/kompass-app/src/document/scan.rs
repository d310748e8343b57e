//! Asks the malware scanner of the installation about bytes, before they are kept. It is a program of the administrator's
//! choice that reads the bytes from standard input and answers by how it ends: 0 for nothing found, 1 for something
//! harmful. Whatever else it does is no answer, and without an answer nothing is kept.

use super::reading::{BytesOfFile, feed};
use crate::config::ScanConfig;
use kompass_core::{Error, Result};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;

/// How the scanner ends when it has found something harmful.
const HARMFUL: i32 = 1;

/// What a scanner says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found, or nobody is to look.
    Clean,
    /// Something harmful was found.
    Harmful,
}

/// Asks about bytes. They are clean where no scanner is configured.
///
/// # Errors
/// [`Unavailable`](Error::Unavailable) if the scanner cannot be started, takes too long or ends otherwise than it should;
/// the store of documents is away.
pub async fn scan(config: &ScanConfig, bytes: BytesOfFile) -> Result<Verdict> {
    let Some((program, arguments)) = config.command.split_first() else {
        return Ok(Verdict::Clean);
    };
    let silent = |why: String| {
        Error::Unavailable(format!(
            "the malware scanner {program} gave no answer: {why} – see scan.command in docs/how-to/configure.md"
        ))
    };
    // Of the environment it gets what it needs to find programs: the rest has secrets of ours.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut child = Command::new(program)
        .args(arguments)
        .env_clear()
        .env("PATH", path)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| silent(error.to_string()))?;
    let stdin = child.stdin.take();
    let work = async {
        if let Some(stdin) = stdin {
            feed(stdin, bytes).await?;
        }
        child.wait().await.map_err(|error| silent(error.to_string()))
    };
    let seconds = u64::from(config.seconds);
    let ended = tokio::time::timeout(Duration::from_secs(seconds), work).await;
    let status = ended.map_err(|_| silent(format!("it took longer than {seconds} seconds")))??;
    match status.code() {
        Some(0) => Ok(Verdict::Clean),
        Some(HARMFUL) => Ok(Verdict::Harmful),
        _ => Err(silent(format!("it ended with {status}"))),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// A scanner of one line, which finds the word "harmful".
    async fn ask(line: &str, seconds: u32, bytes: &[u8]) -> Result<Verdict> {
        let command = ["sh", "-c", line].map(str::to_owned).to_vec();
        scan(&ScanConfig { command, seconds }, bytes.to_vec().into()).await
    }

    const FINDS: &str = "if grep -q harmful; then exit 1; fi";

    #[tokio::test]
    async fn how_it_ends_is_the_answer() {
        assert_eq!(ask(FINDS, 10, b"a plan").await.unwrap(), Verdict::Clean);
        assert_eq!(ask(FINDS, 10, b"something harmful").await.unwrap(), Verdict::Harmful);
        let early = ask("exit 0", 10, &vec![0; 4 << 20]).await.unwrap();
        assert_eq!(early, Verdict::Clean, "it may stop early");
        let none = ScanConfig { command: Vec::new(), seconds: 1 };
        assert_eq!(scan(&none, b"harmful".to_vec().into()).await.unwrap(), Verdict::Clean);
    }

    #[tokio::test]
    async fn no_answer_is_no_clean_bill() {
        for line in ["exit 2", "kill -9 $$", "exec sleep 60"] {
            let answer = ask(line, 1, b"a plan").await;
            assert!(matches!(answer, Err(Error::Unavailable(_))), "{line}: {answer:?}");
        }
        let command = vec!["/nowhere/scanner".to_owned()];
        let missing = scan(&ScanConfig { command, seconds: 1 }, b"x".to_vec().into()).await;
        assert!(missing.unwrap_err().to_string().contains("/nowhere/scanner"));
    }

    #[tokio::test]
    async fn it_learns_no_secrets_of_ours() {
        // Cargo sets this for every test.
        assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some());
        let answer = ask("test -z \"$CARGO_MANIFEST_DIR\"", 10, b"").await;
        assert_eq!(answer.unwrap(), Verdict::Clean);
    }
}
