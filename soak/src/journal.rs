//! What was acknowledged, outside of every process and server that could lose it: a line on the disk for each write, before
//! whoever wrote goes on.

use anyhow::{Context, Result};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// A journal that is written.
pub(crate) struct Journal {
    path: PathBuf,
    file: Mutex<File>,
}

/// A write that was acknowledged, and what must be there because of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Acknowledged {
    /// A note of this text.
    Note { evaluation: Uuid, text: String },
    /// A judgement of this reason, which is the version of it.
    Judgement { evaluation: Uuid, question: String, version: i64, reason: String },
    /// A document of this name and content.
    Document { evaluation: Uuid, name: String, digest: String },
}

impl Journal {
    pub(crate) fn begin(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned(), file: Mutex::new(File::create_new(path)?) })
    }

    /// Returns once the disk has it.
    pub(crate) fn write(&self, acknowledged: &Acknowledged) -> Result<()> {
        let line = match acknowledged {
            Acknowledged::Note { evaluation, text } => format!("note\t{evaluation}\t{text}\n"),
            Acknowledged::Judgement { evaluation, question, version, reason } => {
                format!("judgement\t{evaluation}\t{question}\t{version}\t{reason}\n")
            }
            Acknowledged::Document { evaluation, name, digest } => {
                format!("document\t{evaluation}\t{name}\t{digest}\n")
            }
        };
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.as_bytes())?;
        Ok(file.sync_data()?)
    }

    /// Everything that was acknowledged, as the disk has it.
    pub(crate) fn read(&self) -> Result<Vec<Acknowledged>> {
        let lines = BufReader::new(File::open(&self.path)?).lines();
        lines.map(|line| read(&line?)).collect()
    }
}

fn read(line: &str) -> Result<Acknowledged> {
    let fields: Vec<&str> = line.split('\t').collect();
    Ok(match fields.as_slice() {
        ["note", evaluation, text] => {
            Acknowledged::Note { evaluation: evaluation.parse()?, text: (*text).to_owned() }
        }
        ["judgement", evaluation, question, version, reason] => Acknowledged::Judgement {
            evaluation: evaluation.parse()?,
            question: (*question).to_owned(),
            version: version.parse()?,
            reason: (*reason).to_owned(),
        },
        ["document", evaluation, name, digest] => Acknowledged::Document {
            evaluation: evaluation.parse()?,
            name: (*name).to_owned(),
            digest: (*digest).to_owned(),
        },
        _ => return None.with_context(|| format!("no line of a journal: {line}")),
    })
}
