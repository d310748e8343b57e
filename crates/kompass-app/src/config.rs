//! Configuration: one TOML file, `KOMPASS_*` variables over it, options of the command line over both.

mod mail;
mod oidc;
mod s3;

pub use mail::{JobsConfig, MailConfig, MailTls};
pub use oidc::{OidcConfig, OidcRole};
pub use s3::S3Config;

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
    /// Folder in which the checkpoint of the audit log is kept that is made every week: best on another machine. Without it
    /// beside the documents.
    pub checkpoints: Option<PathBuf>,
    /// How reports look.
    pub report: ReportConfig,
    /// Pages and API.
    pub web: WebConfig,
    /// Documents that are handed in.
    pub documents: DocumentsConfig,
    /// Who looks for malware in them.
    pub scan: ScanConfig,
    /// How text is read out of them.
    pub extract: ExtractConfig,
    /// National key figures.
    pub kpi: KpiConfig,
    /// Mail that people get.
    pub mail: MailConfig,
    /// What is to be done later.
    pub jobs: JobsConfig,
    /// Providers that people sign in with, by OpenID Connect.
    pub oidc: Vec<OidcConfig>,
}

/// Documents that are handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentsConfig {
    /// Largest file, in megabytes.
    #[schemars(range(min = 1, max = 512))]
    pub file_megabytes: u32,
    /// All files of an evaluation together, in megabytes.
    #[schemars(range(min = 1))]
    pub evaluation_megabytes: u32,
    /// Files sent at once: how many megabytes together.
    #[schemars(range(min = 1, max = 4096))]
    pub request_megabytes: u32,
    /// Files sent at once: how many.
    #[schemars(range(min = 1, max = 1000))]
    pub request_files: u32,
    /// Minutes after which sending is broken off.
    #[schemars(range(min = 1, max = 240))]
    pub request_minutes: u32,
    /// Where they are kept. Without it `documents` in the data folder.
    pub s3: Option<S3Config>,
}

/// Who looks for malware in documents before they are kept: a program that reads a file from standard input and ends with
/// 0 if it found nothing, with 1 if it found something harmful. If it ends otherwise, or too late, the file is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ScanConfig {
    /// The program and its arguments. Without it nobody looks.
    pub command: Vec<String>,
    /// Seconds that a file may take.
    #[schemars(range(min = 1, max = 600))]
    pub seconds: u32,
}

/// How text is read out of documents: by a program of its own, which may fail without harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExtractConfig {
    /// The program and its first arguments. Without it this program with `extract`.
    pub command: Vec<String>,
    /// Seconds that a document may take.
    #[schemars(range(min = 1, max = 3600))]
    pub seconds: u32,
    /// Megabytes of memory that it may take.
    #[schemars(range(min = 256, max = 16384))]
    pub megabytes: u32,
}

/// National key figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct KpiConfig {
    /// Folder of the key figures, on a disk of this machine. Without it `kpis` in the data folder.
    pub folder: Option<PathBuf>,
    /// Address of Kolada's API, version 3.
    pub address: String,
    /// How the people who run this installation are reached, for Kolada: an e-mail address.
    pub contact: String,
    /// Hour of the day, 0 to 23, at which the server asks Kolada for news. Without it only `kompass kpi sync` does.
    #[schemars(range(max = 23))]
    pub sync_hour: Option<u8>,
}

/// Pages and API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WebConfig {
    /// Address and port that `kompass serve` listens on.
    pub address: String,
    /// Address that people type: `https://kompass.example.se`. Personal links, passkeys and sign-in providers depend on it.
    pub public_url: String,
    /// Address and port on which the server tells those who run it whether it is well, with figures for Prometheus. It asks
    /// nobody to sign in: only they may reach it. Without it nothing is told.
    pub operations_address: Option<String>,
    /// Proxies whose word is taken for where a request came from: addresses, or networks as `10.0.0.0/8`.
    pub trusted_proxies: Vec<String>,
    /// File with the key that second factors and forms are protected with. Without it `web.key` in the data folder. The
    /// same on every node; keep a copy apart from the backups.
    pub key_file: Option<PathBuf>,
    /// Who needs a second factor beside a password: a one-time code, or a passkey instead of the password. What a sign-in
    /// provider demands is the provider's matter.
    pub second_factor: SecondFactor,
    /// How long somebody stays signed in.
    pub session: SessionConfig,
}

/// Who needs a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// Nobody; it is offered to all.
    #[default]
    Offered,
    /// Who runs the installation or an organisation.
    Administrators,
    /// Everybody with an account.
    Everybody,
}

/// How long somebody stays signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SessionConfig {
    /// Minutes without a request after which a session ends.
    #[schemars(range(min = 1, max = 1440))]
    pub idle_minutes: u16,
    /// Hours after which a session ends in any case.
    #[schemars(range(min = 1, max = 168))]
    pub absolute_hours: u16,
    /// Minutes for which a proof of identity is enough for dangerous acts.
    #[schemars(range(min = 1, max = 60))]
    pub step_up_minutes: u16,
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
            checkpoints: None,
            report: ReportConfig::default(),
            web: WebConfig::default(),
            documents: DocumentsConfig::default(),
            scan: ScanConfig::default(),
            extract: ExtractConfig::default(),
            kpi: KpiConfig::default(),
            mail: MailConfig::default(),
            jobs: JobsConfig::default(),
            oidc: Vec::new(),
        }
    }
}

impl Default for DocumentsConfig {
    fn default() -> Self {
        Self {
            file_megabytes: 64,
            evaluation_megabytes: 2048,
            request_megabytes: 512,
            request_files: 100,
            request_minutes: 30,
            s3: None,
        }
    }
}

impl Default for ScanConfig {
    fn default() -> Self {
        Self { command: Vec::new(), seconds: 60 }
    }
}

impl Default for ExtractConfig {
    fn default() -> Self {
        Self { command: Vec::new(), seconds: 60, megabytes: 1024 }
    }
}

impl Default for KpiConfig {
    fn default() -> Self {
        Self {
            folder: None,
            address: "https://api.kolada.se/v3/".to_owned(),
            contact: String::new(),
            sync_hour: None,
        }
    }
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            address: "127.0.0.1:8080".to_owned(),
            public_url: "http://localhost:8080".to_owned(),
            operations_address: None,
            trusted_proxies: Vec::new(),
            key_file: None,
            second_factor: SecondFactor::default(),
            session: SessionConfig::default(),
        }
    }
}

impl Default for SessionConfig {
    fn default() -> Self {
        Self { idle_minutes: 60, absolute_hours: 12, step_up_minutes: 15 }
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
        // These are no keys: the name of the file, what is logged, a secret that is read when it is needed, and what
        // belongs to the tests.
        let other = ["config", "log", "mail_password", "s3_secret_key", "kills"];
        let environment = Env::prefixed("KOMPASS_")
            .filter(move |key| !other.iter().any(|name| key == *name) && !key.starts_with("test_"))
            .map(|key| path_of(key.as_str()).into());
        let defaults = Figment::from(Serialized::defaults(Self::default()));
        let filed = if path.is_file() { defaults.merge(Toml::file_exact(path)) } else { defaults };
        let config: Self = filed.merge(environment).extract().map_err(|error| {
            Error::Invalid(error.into_iter().map(|error| problem(path, &error)).collect())
        })?;
        config.check()?;
        oidc::check(&config.oidc)?;
        Ok(config)
    }

    /// Numbers within their limits, all of them.
    fn check(&self) -> Result<()> {
        let (session, documents, extract) = (&self.web.session, &self.documents, &self.extract);
        let limits = [
            ("web.session.idle_minutes", u32::from(session.idle_minutes), 1, 1440),
            ("web.session.absolute_hours", u32::from(session.absolute_hours), 1, 168),
            ("web.session.step_up_minutes", u32::from(session.step_up_minutes), 1, 60),
            ("documents.file_megabytes", documents.file_megabytes, 1, 512),
            ("documents.evaluation_megabytes", documents.evaluation_megabytes, 1, u32::MAX),
            ("documents.request_megabytes", documents.request_megabytes, 1, 4096),
            ("documents.request_files", documents.request_files, 1, 1000),
            ("documents.request_minutes", documents.request_minutes, 1, 240),
            ("scan.seconds", self.scan.seconds, 1, 600),
            ("kpi.sync_hour", self.kpi.sync_hour.unwrap_or_default().into(), 0, 23),
            ("mail.seconds", self.mail.seconds, 1, 30),
            ("mail.daily_hour", self.mail.daily_hour.into(), 0, 23),
            ("extract.seconds", extract.seconds, 1, 3600),
            ("extract.megabytes", extract.megabytes, 256, 16384),
        ];
        let outside =
            limits.iter().filter(|(_, given, least, most)| !(least..=most).contains(&given));
        let mut problems: Vec<Problem> = outside
            .map(|(key, given, least, most)| {
                let message = format!("{given} is not between {least} and {most}");
                Problem::new(*key, message, "choose a number between them").code("C003")
            })
            .collect();
        problems.extend(mail::check(&self.mail));
        problems.extend(documents.s3.iter().flat_map(s3::check));
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
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

    /// The file with the key of sessions and second factors.
    pub fn web_key_file(&self) -> PathBuf {
        self.web.key_file.clone().unwrap_or_else(|| self.data.join("web.key"))
    }

    /// The folder of the key figures.
    pub fn kpi_folder(&self) -> PathBuf {
        self.kpi.folder.clone().unwrap_or_else(|| self.data.join("kpis"))
    }

    /// The JSON Schema of the file, for editors.
    pub fn schema() -> serde_json::Value {
        serde_json::to_value(schemars::schema_for!(Self)).unwrap_or_default()
    }
}

/// `WEB_SESSION_IDLE_MINUTES` is `web.session.idle_minutes`: the names of tables become steps, the other underscores stay.
fn path_of(variable: &str) -> String {
    let key = variable.to_lowercase();
    let tables = [
        ("web_session_", "web.session."),
        ("web_", "web."),
        ("report_", "report."),
        ("documents_s3_", "documents.s3."),
        ("documents_", "documents."),
        ("scan_", "scan."),
        ("extract_", "extract."),
        ("kpi_", "kpi."),
        ("mail_", "mail."),
        ("jobs_", "jobs."),
    ];
    let inside =
        |(prefix, path): (&str, &str)| Some(format!("{path}{}", key.strip_prefix(prefix)?));
    tables.into_iter().find_map(inside).unwrap_or(key.clone())
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
    fn variables_reach_every_table() {
        for (variable, key) in [
            ("DATA", "data"),
            ("AUDIT_KEY", "audit_key"),
            ("REPORT_LOGO_ALT", "report.logo_alt"),
            ("WEB_PUBLIC_URL", "web.public_url"),
            ("WEB_KEY_FILE", "web.key_file"),
            ("WEB_SECOND_FACTOR", "web.second_factor"),
            ("WEB_SESSION_IDLE_MINUTES", "web.session.idle_minutes"),
            ("DOCUMENTS_FILE_MEGABYTES", "documents.file_megabytes"),
            ("DOCUMENTS_S3_ACCESS_KEY", "documents.s3.access_key"),
            ("SCAN_COMMAND", "scan.command"),
            ("EXTRACT_SECONDS", "extract.seconds"),
            ("KPI_SYNC_HOUR", "kpi.sync_hour"),
            ("MAIL_DAILY_HOUR", "mail.daily_hour"),
            ("JOBS_IN_SERVE", "jobs.in_serve"),
        ] {
            assert_eq!(path_of(variable), key);
        }
    }

    #[test]
    fn a_session_without_end_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kompass.toml");
        std::fs::write(&file, "[web.session]\nidle_minutes = 0\nabsolute_hours = 1000\n").unwrap();
        let error = Config::load(Some(&file)).unwrap_err().to_string();
        assert!(error.contains("idle_minutes") && error.contains("absolute_hours"), "{error}");
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
