//! One error for all operations, neutral to how it reaches the person: it becomes an HTTP answer, a line on the terminal
//! or problem details (RFC 9457) once, at the edge.

use std::fmt;

/// What an operation of any crate gives back.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an operation did not happen. Whatever the variant, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The thing asked for does not exist, or may not be seen by the one who asks.
    #[error("{what} {id} was not found{}", hint(.remedy))]
    NotFound {
        /// What kind of thing, as a noun: `evaluation`, `framework`.
        what: &'static str,
        /// What it was called by the one who asked.
        id: String,
        /// What to do instead; empty if there is nothing to say.
        remedy: String,
    },
    /// The one who asks may not do this here and now.
    #[error("{0}")]
    Forbidden(String),
    /// Somebody else changed the same thing in the meantime, or the same key was used for another content.
    #[error("{0}")]
    Conflict(String),
    /// The input is wrong: every problem, with where and what to do.
    #[error("{}", lines(.0))]
    Invalid(Vec<Problem>),
    /// Something outside is away or full (database, disk, network); the same call may go through later.
    #[error("{0}")]
    Unavailable(String),
    /// A mistake of ours. The text is for the log.
    #[error("internal error: {0}")]
    Internal(String),
}

impl Error {
    /// A single problem as an error.
    pub fn invalid(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }

    /// `NotFound` with what to do instead.
    pub fn not_found(what: &'static str, id: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::NotFound { what, id: id.into(), remedy: remedy.into() }
    }
}

/// One thing wrong with an input: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// File name, or empty where the input is no file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Line in the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Code of the rule (`F003`, `E012`), or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The place inside the input: `areas[2].points`, `question 1.1.3`, `column total`.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// Whom or what it names, for words in the reader's language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

impl Problem {
    /// A problem at a place, with what to do; file, line and code can be added.
    pub fn new(
        place: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            file: String::new(),
            line: None,
            code: String::new(),
            place: place.into(),
            message: message.into(),
            remedy: remedy.into(),
            names: Vec::new(),
        }
    }

    /// The same problem with whom or what it names: `$first` and `$second` in the texts.
    #[must_use]
    pub fn naming(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.names = names.into_iter().map(Into::into).collect();
        self
    }

    /// The same problem with the code of the rule that found it.
    #[must_use]
    pub fn code(mut self, code: &str) -> Self {
        self.code = code.to_owned();
        self
    }

    /// The same problem with its line, counted from 1.
    #[must_use]
    pub fn line(mut self, line: Option<usize>) -> Self {
        self.line = line;
        self
    }

    /// The same problem with the name of the file.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }
}

/// `file:line: code place: message: names – remedy`, with the parts that are there.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.file.is_empty(), self.line) {
            (false, Some(line)) => write!(f, "{}:{line}: ", self.file)?,
            (false, None) => write!(f, "{}: ", self.file)?,
            (true, Some(line)) => write!(f, "line {line}: ")?,
            (true, None) => {}
        }
        if !self.code.is_empty() {
            write!(f, "{} ", self.code)?;
        }
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)?;
        if !self.names.is_empty() {
            write!(f, ": {}", self.names.join(", "))?;
        }
        if !self.remedy.is_empty() {
            write!(f, " – {}", self.remedy)?;
        }
        Ok(())
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}

fn hint(remedy: &str) -> String {
    if remedy.is_empty() { String::new() } else { format!(" – {remedy}") }
}
