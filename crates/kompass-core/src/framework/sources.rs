//! The documents that frameworks come from, and the lines in them that titles and questions refer to
//! (`frameworks/sources.toml`).

use super::parse::FRAMEWORK_FILE;
use crate::error::Problem;
use crate::locations::located;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Source documents and the lines quoted from them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceLines {
    /// The documents.
    #[serde(default)]
    pub sources: Vec<SourceDocument>,
    /// The lines, by document.
    #[serde(default)]
    pub lines: Vec<SourceLine>,
}

/// A document that a framework comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceDocument {
    /// Short id: `001`.
    pub id: String,
    /// Title of the document.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as far as it is known: `2012-09`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A line quoted from a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceLine {
    /// Id of the document, what the line is about, and what it is: `001/1.2/t`, `001/1/s3`.
    pub id: String,
    /// What it is.
    pub kind: LineKind,
    /// The line as it stands in the document.
    pub text: String,
    /// The line without the document's slips of spelling, where it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
}

/// What a quoted line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// Title of a field, area or sub-area.
    Title,
    /// A strength found in an evaluation.
    Strength,
    /// An improvement area found in an evaluation.
    Improvement,
    /// A statement of what evaluators look for.
    Principle,
}

impl SourceLines {
    /// Reads a file of sources.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, Vec<Problem>> {
        Self::default().with(file_name, text)
    }

    /// These sources and those of another file. An id that is in both is a problem of the other file.
    pub fn with(&self, file_name: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let added: Self = FRAMEWORK_FILE.toml(file_name, text)?;
        let problems = self.problems_of(&added);
        if !problems.is_empty() {
            return Err(located(file_name, text, problems));
        }
        Ok(Self {
            sources: [self.sources.as_slice(), &added.sources].concat(),
            lines: [self.lines.as_slice(), &added.lines].concat(),
        })
    }

    /// The document with this id.
    pub fn source(&self, id: &str) -> Option<&SourceDocument> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The line with this id.
    pub fn line(&self, id: &str) -> Option<&SourceLine> {
        self.lines.iter().find(|line| line.id == id)
    }

    fn problems_of(&self, added: &Self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut documents: HashSet<&str> = self.sources.iter().map(|s| s.id.as_str()).collect();
        for (index, source) in added.sources.iter().enumerate() {
            if !documents.insert(source.id.as_str()) {
                let message = format!("the source {:?} is there twice", source.id);
                let place = format!("sources[{index}].id");
                problems.push(Problem::new(place, message, "give it another id").code("F002"));
            }
        }
        let mut ids: HashSet<&str> = self.lines.iter().map(|line| line.id.as_str()).collect();
        for (index, line) in added.lines.iter().enumerate() {
            let place = format!("lines[{index}].id");
            if !ids.insert(line.id.as_str()) {
                let message = format!("the line {:?} is there twice", line.id);
                problems.push(Problem::new(&place, message, "give it another id").code("F002"));
            }
            let document = line.id.split('/').next().unwrap_or_default();
            if !documents.contains(document) {
                let message = format!("the line {:?} belongs to no source", line.id);
                let remedy = "begin the id with the id of a source and a slash: 001/1.2/t";
                problems.push(Problem::new(&place, message, remedy).code("F004"));
            }
        }
        problems
    }
}

impl SourceLine {
    /// The text to compare with: without slips of spelling.
    pub fn reading(&self) -> &str {
        self.corrected.as_deref().unwrap_or(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_begin_with_their_source() {
        let text = "[[sources]]\nid = \"001\"\ntitle = \"a\"\npublisher = \"b\"\n\n[[lines]]\nid = \"001/1/t\"\n\
                    kind = \"title\"\ntext = \"x\"\n\n[[lines]]\nid = \"001/1/t\"\nkind = \"strength\"\ntext = \"y\"\n\n\
                    [[lines]]\nid = \"002/1/t\"\nkind = \"principle\"\ntext = \"z\"\n";
        let problems = SourceLines::parse("sources.toml", text).unwrap_err();
        let found: Vec<_> = problems.iter().map(|p| (p.line, p.code.as_str())).collect();
        assert_eq!(found, [(Some(12), "F002"), (Some(17), "F004")]);
    }
}
