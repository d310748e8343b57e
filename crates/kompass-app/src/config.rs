//! Configuration: one TOML file, `KOMPASS_*` variables over it, options of the command line over both.

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use kompass_core::{Error, Lang, Problem, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Everything that can be configured. Every key has a default, so no file is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Folder of the embedded database, the documents and the keys.
    pub data: PathBuf,
    /// Database address: `sqlite:FILE` or `postgres://…`. Without it `kompass.db` in the data folder.
    pub database: Option<String>,
    /// Folder with frameworks of your own, besides those built in.
    pub frameworks: Option<PathBuf>,
    /// Language of what is printed from the data: `sv`, `en` or `nb`.
    #[schemars(with = "String", regex(pattern = "^(sv|en|nb)$"))]
    pub lang: Lang,
    /// File with the key of the audit log. Without it `audit.key` in the data folder. Keep a copy apart from the backups.
    pub audit_key: Option<PathBuf>,
    /// How reports look.
    pub report: ReportConfig,
}

/// How reports look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReportConfig {
    /// Logo on the cover, SVG or PNG.
    pub logo: Option<PathBuf>,
    /// What the logo shows, for those who cannot see it. Needed with a logo.
    pub logo_alt: String,
    /// Main colour as `#RRGGBB`.
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub colour: Option<String>,
    /// Accent colour as `#RRGGBB`.
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub accent: Option<String>,
    /// Font files (TTF or OTF); the first family found is used for text.
    pub fonts: Vec<PathBuf>,
    /// Markdown file printed after the contents, for example a foreword.
    pub foreword: Option<PathBuf>,
    /// Markdown file printed at the end, for example how to reach the publisher.
    pub closing: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("kompass-data"),
            database: None,
            frameworks: None,
            lang: Lang::Sv,
            audit_key: None,
            report: ReportConfig::default(),
        }
    }
}

impl Config {
    /// Reads the file, if one is named or `kompass.toml` is here, and the environment.
    ///
    /// # Errors
    /// A file that is named but missing, an unknown key, a wrong type: where, and what to do.
    pub fn load(file: Option<&Path>) -> Result<Self> {
        let path = file.unwrap_or(Path::new("kompass.toml"));
        if file.is_some() && !path.is_file() {
            return Err(Error::not_found(
                "configuration file",
                path.display().to_string(),
                "name one that exists with --config, or leave the option out",
            ));
        }
        // These are no keys: the name of the file, what is logged, and what belongs to the tests.
        let other = ["config", "log", "kills"];
        let environment = Env::prefixed("KOMPASS_")
            .filter(move |key| !other.iter().any(|name| key == *name) && !key.starts_with("test_"))
            .map(|key| key.as_str().to_lowercase().replacen("report_", "report.", 1).into());
        let defaults = Figment::from(Serialized::defaults(Self::default()));
        let filed = if path.is_file() { defaults.merge(Toml::file_exact(path)) } else { defaults };
        filed.merge(environment).extract().map_err(|error| {
            Error::Invalid(error.into_iter().map(|error| problem(path, &error)).collect())
        })
    }

    /// The address of the database.
    pub fn database_address(&self) -> String {
        self.database
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}", self.data.join("kompass.db").display()))
    }

    /// The file with the key of the audit log.
    pub fn audit_key_file(&self) -> PathBuf {
        self.audit_key.clone().unwrap_or_else(|| self.data.join("audit.key"))
    }

    /// The JSON Schema of the file, for editors.
    pub fn schema() -> serde_json::Value {
        serde_json::to_value(schemars::schema_for!(Self)).unwrap_or_default()
    }
}

fn problem(path: &Path, error: &figment::Error) -> Problem {
    let place =
        if error.path.is_empty() { "configuration".to_owned() } else { error.path.join(".") };
    let from_environment =
        error.metadata.as_ref().is_some_and(|data| data.name.contains("environment"));
    let file = if from_environment { String::new() } else { path.display().to_string() };
    Problem::new(
        place,
        error.kind.to_string(),
        "docs/how-to/configure.md lists every key with its type and default",
    )
    .code("C001")
    .file(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schema_is_the_real_one() {
        insta::assert_json_snapshot!("schema", Config::schema());
    }

    #[test]
    fn an_unknown_key_is_named_with_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kompass.toml");
        std::fs::write(&file, "databas = \"x\"\n").unwrap();
        let error = Config::load(Some(&file)).unwrap_err().to_string();
        assert!(error.contains("databas") && error.contains("kompass.toml"), "{error}");
    }
}
