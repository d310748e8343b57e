//! All frameworks that an installation knows: those compiled in, and those of a folder.

use super::Framework;
use super::crosswalk::{Crosswalk, CrosswalkKind};
use super::parse::{self, FRAMEWORK_FILE};
use super::sources::SourceLines;
use crate::error::{Error, Problem, Result};
use crate::locations::located;
use crate::nearest::remedy;
use std::sync::OnceLock;

/// The files under `frameworks/`, as (name, text).
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../frameworks/", $name)))),+]
    };
}

const SOURCES: (&str, &str) = files!("sources.toml")[0];

/// In the order in which they are listed.
const FRAMEWORKS: &[(&str, &str)] = files!(
    "kommunkompassen-2020.toml",
    "kommunkompassen-2.0.toml",
    "kommunkompassen-original.toml",
    "kommunekompasset-2020.toml",
    "kommunekompasset-2010.toml",
);

const CROSSWALKS: &[(&str, &str)] = files!(
    "crosswalks/kommunkompassen-2.0--2020.toml",
    "crosswalks/kommunkompassen-original--2.0.toml",
    "crosswalks/kommunkompassen-2.0--no-2010.toml",
);

/// Frameworks, crosswalks between them, and the sources they come from.
#[derive(Debug, Clone)]
pub struct Catalogue {
    frameworks: Vec<Framework>,
    crosswalks: Vec<Crosswalk>,
    sources: SourceLines,
}

impl Catalogue {
    /// What is compiled in. Read once; a test lints it, so it is not linted again.
    ///
    /// # Panics
    /// If a file that is compiled in cannot be read, which that test makes impossible.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Catalogue> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            let read = || -> std::result::Result<Self, Vec<Problem>> {
                let frameworks = FRAMEWORKS.iter().map(|(name, text)| parse::parse(name, text));
                let crosswalks = CROSSWALKS.iter().map(|(name, text)| Crosswalk::parse(name, text));
                Ok(Self {
                    frameworks: frameworks.collect::<std::result::Result<_, _>>()?,
                    crosswalks: crosswalks.collect::<std::result::Result<_, _>>()?,
                    sources: SourceLines::parse(SOURCES.0, SOURCES.1)?,
                })
            };
            read().expect("a test reads and lints the files that are compiled in")
        })
    }

    /// What is compiled in and the files of a folder, given with their names inside it: `sources.toml` adds sources,
    /// `crosswalks/…` are crosswalks, all others frameworks. With any problem in any file nothing is added.
    pub fn with_files(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> std::result::Result<Self, Vec<Problem>> {
        let mut catalogue = Self::built_in().clone();
        let mut problems = Vec::new();
        let (mut frameworks, mut crosswalks) = (Vec::new(), Vec::new());
        for (name, bytes) in files {
            let plain = name.replace('\\', "/");
            if plain.split('/').next_back() == Some("sources.toml") {
                catalogue.add_sources(&name, &bytes).unwrap_or_else(|found| problems.extend(found));
            } else if plain.split('/').rev().skip(1).any(|folder| folder == "crosswalks") {
                crosswalks.push((name, bytes));
            } else {
                frameworks.push((name, bytes));
            }
        }
        for (name, bytes) in frameworks {
            catalogue.add_framework(&name, &bytes).unwrap_or_else(|found| problems.extend(found));
        }
        for (name, bytes) in crosswalks {
            catalogue.add_crosswalk(&name, &bytes).unwrap_or_else(|found| problems.extend(found));
        }
        if problems.is_empty() { Ok(catalogue) } else { Err(problems) }
    }

    /// All frameworks, in the order in which they are listed.
    pub fn frameworks(&self) -> &[Framework] {
        &self.frameworks
    }

    /// All crosswalks.
    pub fn crosswalks(&self) -> &[Crosswalk] {
        &self.crosswalks
    }

    /// The source documents and the lines quoted from them.
    pub fn sources(&self) -> &SourceLines {
        &self.sources
    }

    /// The framework with this id.
    pub fn framework(&self, id: &str) -> Result<&Framework> {
        let found = self.frameworks.iter().find(|framework| framework.id == id);
        found
            .ok_or_else(|| Error::not_found("framework", id, remedy("frameworks", id, &self.ids())))
    }

    /// The framework that published results call by this name: `2.0`. Of several the first, so never one of a folder
    /// where there is one compiled in.
    pub fn by_results_version(&self, version: &str) -> Result<&Framework> {
        let found = self.frameworks.iter().find(|framework| framework.results_version == version);
        found.ok_or_else(|| {
            let mut known: Vec<&str> = self
                .frameworks
                .iter()
                .map(|framework| framework.results_version.as_str())
                .collect();
            known.dedup();
            Error::not_found("framework version", version, remedy("versions", version, &known))
        })
    }

    /// The framework that a country's evaluations of this year were on.
    pub fn of_year(&self, country: &str, year: i16) -> Option<&Framework> {
        let of_country = self.frameworks.iter().filter(|framework| framework.country == country);
        let begun = of_country.filter(|framework| framework.valid_from <= year);
        // Of several that began in one year the first, as by the name of a version.
        begun.rev().max_by_key(|framework| framework.valid_from)
    }

    /// The crosswalk from one framework to another, by their ids.
    pub fn crosswalk(&self, from: &str, to: &str) -> Option<&Crosswalk> {
        self.crosswalks.iter().find(|crosswalk| crosswalk.from == from && crosswalk.to == to)
    }

    /// The sub-areas of one framework that bear on a sub-area of another, in order: itself within the same framework, else
    /// those that a crosswalk links with it, whichever way it goes.
    pub fn bearing_on(&self, from: &str, to: &str, code: &str) -> Vec<String> {
        if from == to {
            return vec![code.to_owned()];
        }
        let links = |from, to| {
            let found = self.crosswalk(from, to).filter(|it| it.kind == CrosswalkKind::SubAreas);
            found.into_iter().flat_map(|crosswalk| &crosswalk.links)
        };
        let forth = links(from, to).filter(|it| it.to == code).map(|it| &it.from);
        let back = links(to, from).filter(|it| it.from == code).map(|it| &it.to);
        let mut codes: Vec<String> = forth.chain(back).cloned().collect();
        let numbers = |code: &String| -> Vec<u32> {
            code.split('.').map_while(|part| part.parse().ok()).collect()
        };
        codes.sort_by_key(numbers);
        codes.dedup();
        codes
    }

    /// Reads and lints a framework file against the sources of this catalogue, without adding it.
    pub fn lint_file(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> std::result::Result<Framework, Vec<Problem>> {
        parse::load(name, bytes, &self.sources)
    }

    /// Reads and lints a crosswalk file against the frameworks of this catalogue, without adding it.
    pub fn lint_crosswalk(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> std::result::Result<Crosswalk, Vec<Problem>> {
        Crosswalk::load(name, bytes, &self.ids(), |id| self.framework(id).ok())
    }

    fn ids(&self) -> Vec<&str> {
        self.frameworks.iter().map(|framework| framework.id.as_str()).collect()
    }

    fn add_sources(&mut self, name: &str, bytes: &[u8]) -> std::result::Result<(), Vec<Problem>> {
        let text = FRAMEWORK_FILE.text(name, bytes)?;
        self.sources = self.sources.with(name, text)?;
        Ok(())
    }

    fn add_framework(&mut self, name: &str, bytes: &[u8]) -> std::result::Result<(), Vec<Problem>> {
        let framework = self.lint_file(name, bytes)?;
        if self.ids().contains(&framework.id.as_str()) {
            let message = format!("there is already a framework {:?}", framework.id);
            let problem = Problem::new("id", message, "give it an id of its own").code("F002");
            return Err(located(name, FRAMEWORK_FILE.text(name, bytes)?, vec![problem]));
        }
        self.frameworks.push(framework);
        Ok(())
    }

    fn add_crosswalk(&mut self, name: &str, bytes: &[u8]) -> std::result::Result<(), Vec<Problem>> {
        let crosswalk = self.lint_crosswalk(name, bytes)?;
        if self.crosswalk(&crosswalk.from, &crosswalk.to).is_some() {
            let message =
                format!("there is already a crosswalk from {} to {}", crosswalk.from, crosswalk.to);
            let problem = Problem::new("from", message, "take one of them away").code("F002");
            return Err(located(name, FRAMEWORK_FILE.text(name, bytes)?, vec![problem]));
        }
        self.crosswalks.push(crosswalk);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
