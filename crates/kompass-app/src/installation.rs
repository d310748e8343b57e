//! An installation: its database, documents, keys and frameworks. Everything that commands do begins here.

use crate::access::COMMAND_LINE;
use crate::config::Config;
use crate::kpi::{Kpis, Store};
use crate::live::Rooms;
use crate::oidc::Providers;
use crate::secret::{self, Secret};
use crate::{files, framework};
use kompass_core::framework::Framework;
use kompass_core::framework::catalogue::Catalogue;
use kompass_core::{Error, Problem, Result};
use kompass_store::blob::Blobs;
use kompass_store::{AuditKey, Db, Stamp, audit, framework as pins, organisation};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;
use uuid::Uuid;

/// Largest document that is kept.
const DOCUMENT_LIMIT: u64 = 512 * 1024 * 1024;
/// Where they are, in the data folder.
const DOCUMENTS: &str = "documents";

/// An open installation.
pub struct Installation {
    /// Its configuration.
    pub config: Config,
    /// Its frameworks.
    pub catalogue: Catalogue,
    /// Its database.
    pub db: Db,
    /// Its documents.
    pub blobs: Blobs,
    /// Its national key figures.
    pub kpis: Kpis,
    /// What is known of the sign-in providers.
    pub oidc: Providers,
    /// Wakes the one who reads text out of documents.
    pub(crate) unread: Notify,
    audit: AuditKey,
    secret: Secret,
    clock: Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>,
    /// Pinned frameworks that were read, by digest. They never change, so they are read once.
    pinned: Mutex<HashMap<String, Arc<Framework>>>,
    /// Evaluations whose pages somebody has open.
    pub(crate) rooms: Arc<Rooms>,
}

impl Installation {
    /// Makes what is missing: the data folder, the keys, the database with its schema, and the organisation that
    /// owns the evaluations made here. What is there stays.
    ///
    /// # Errors
    /// A folder that cannot be written, a database that cannot be reached or is newer than this program; [`Error::Conflict`] if
    /// there are organisations already and none has this name.
    pub async fn init(config: Config, organisation: Option<&str>) -> Result<Self> {
        make_folder(&config.data)?;
        let key = config.audit_key_file();
        if !key.exists() {
            let db = Db::connect(&config.database_address()).await?;
            if db.schema().await?.applied > 0 && !organisation::list(&db).await?.is_empty() {
                return Err(another_key(&key));
            }
            files::write_private(&key, AuditKey::new(secret::random()?).to_hex().as_bytes())?;
        }
        if Blobs::are_in(&config.data.join(DOCUMENTS)) {
            database_is_there(&config)?;
        }
        let installation = Self::begin(config).await?;
        installation.has_own_key().await?;
        let there = organisation::list(&installation.db).await?;
        if let (Some(first), Some(name)) = (there.first(), organisation)
            && !there.iter().any(|it| it.name == name)
        {
            return Err(Error::Conflict(format!(
                "this is the installation of {} already – system administrators add {name} under \
                 Organisationer, or name another folder with --data",
                first.name
            )));
        }
        if there.is_empty() {
            let new = organisation::NewOrganisation {
                name: organisation.unwrap_or("Kompass"),
                country: "SE",
                kind: organisation::Kind::Municipality,
                code: None,
            };
            organisation::create(&installation.db, &installation.stamp()?, &new).await?;
        }
        Ok(installation)
    }

    /// Opens an installation that was made before.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none here; [`Error::Unavailable`] if its database has to be migrated first or is gone, if
    /// its documents are gone, or with another audit key than that of its log.
    pub async fn open(config: Config) -> Result<Self> {
        let installation = Self::open_to_read(config).await?;
        installation.has_own_key().await?;
        Ok(installation)
    }

    /// As [`Installation::open`], also with another audit key than that of the log. What is opened so must not be written to.
    ///
    /// # Errors
    /// As [`Installation::open`], but for the key.
    pub async fn open_to_read(config: Config) -> Result<Self> {
        if !config.audit_key_file().exists() {
            return Err(Error::not_found(
                "installation",
                config.data.display().to_string(),
                "make one with `kompass init`, try it out with `kompass demo`, or name its folder with --data",
            ));
        }
        let installation = Self::with(config).await?;
        let schema = installation.db.schema().await?;
        if schema.applied < schema.known {
            return Err(Error::Unavailable(format!(
                "the database has schema {}, this program needs {} – make a backup with the version that ran until now, \
                 or copy the data folder, and run `kompass migrate`",
                schema.applied, schema.known
            )));
        }
        Ok(installation)
    }

    /// Connects without asking whether the schema is up to date.
    ///
    /// # Errors
    /// As [`Installation::open`].
    pub async fn with(config: Config) -> Result<Self> {
        let audit = audit_key(&config.audit_key_file())?;
        database_is_there(&config)?;
        let db = Db::connect(&config.database_address()).await?;
        Self::over(config, db, audit)
    }

    /// Connects where there may be nothing yet, and brings the database to the schema of this program. Where nothing is in it,
    /// the folder of documents is made as well.
    ///
    /// # Errors
    /// As [`Installation::with`].
    pub(crate) async fn begin(config: Config) -> Result<Self> {
        let audit = audit_key(&config.audit_key_file())?;
        let db = Db::open(&config.database_address()).await?;
        if config.documents.s3.is_none() && organisation::list(&db).await?.is_empty() {
            Blobs::folder(&config.data.join(DOCUMENTS), DOCUMENT_LIMIT)?;
        }
        Self::over(config, db, audit)
    }

    /// Sees that the audit log was begun with this key. What is written with another one cannot be told from what was tampered
    /// with, for ever.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with where the right key has to be.
    pub(crate) async fn has_own_key(&self) -> Result<()> {
        let own = audit::is_own(&self.db, &self.audit).await?;
        own.then_some(()).ok_or_else(|| another_key(&self.config.audit_key_file()))
    }

    /// An installation over a database that is connected already. The key of sessions is made if it is missing:
    /// installations of before there were pages have none.
    ///
    /// # Errors
    /// A framework of one's own that is wrong; a data folder that cannot be written; a bucket without a key.
    pub fn over(config: Config, db: Db, audit: AuditKey) -> Result<Self> {
        let catalogue = framework::catalogue(config.frameworks.as_deref())?;
        let blobs = match &config.documents.s3 {
            None => {
                let folder = config.data.join(DOCUMENTS);
                // Whoever has a key has been here before.
                if config.web_key_file().exists() && !Blobs::are_in(&folder) {
                    return Err(gone("folder of documents", &folder));
                }
                Blobs::folder(&folder, DOCUMENT_LIMIT)?
            }
            Some(s3) => Blobs::bucket(&s3.bucket()?, DOCUMENT_LIMIT)?,
        };
        let secret = Secret::at(&config.web_key_file())?;
        let kpis = Kpis::of(Arc::new(Store::at(config.kpi_folder())));
        Ok(Self {
            config,
            catalogue,
            db,
            blobs,
            kpis,
            oidc: Providers::default(),
            unread: Notify::new(),
            audit,
            secret,
            clock: Arc::new(jiff::Timestamp::now),
            pinned: Mutex::default(),
            rooms: Arc::default(),
        })
    }

    /// The same installation with another clock.
    #[must_use]
    pub fn with_clock(
        mut self,
        clock: impl Fn() -> jiff::Timestamp + Send + Sync + 'static,
    ) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The same installation with key figures that are in use already.
    #[must_use]
    pub fn with_kpis(mut self, store: Arc<Store>) -> Self {
        self.kpis = Kpis::of(store);
        self
    }

    /// The organisation that owns the evaluations made on the command line.
    ///
    /// # Errors
    /// The database cannot be read, or was never initialised.
    pub async fn owner(&self) -> Result<Uuid> {
        // Ids are in the order in which they were made; the first one was made by `kompass init`.
        let all = organisation::list(&self.db).await?;
        let first = all.into_iter().min_by_key(|organisation| organisation.id);
        let missing =
            || Error::not_found("organisation", "of this installation", "run `kompass init` first");
        first.map(|organisation| organisation.id).ok_or_else(missing)
    }

    /// The framework that was pinned under this digest.
    ///
    /// # Errors
    /// None was; it was damaged.
    pub async fn framework(&self, digest: &str) -> Result<Arc<Framework>> {
        let known = || self.pinned.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(framework) = known().get(digest) {
            return Ok(framework.clone());
        }
        let framework = Arc::new(pins::get(&self.db, digest).await?.framework()?);
        known().insert(digest.to_owned(), framework.clone());
        Ok(framework)
    }

    /// What a write needs: the clock, a fresh idempotency key and randomness.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if the system gives no randomness.
    pub fn stamp(&self) -> Result<Stamp> {
        self.stamp_by(COMMAND_LINE.to_owned(), Uuid::now_v7().to_string())
    }

    /// As [`Installation::stamp`], for somebody and a key of theirs.
    pub(crate) fn stamp_by(&self, by: String, key: String) -> Result<Stamp> {
        let seed = secret::random()?;
        Ok(Stamp { now: self.now(), by, key, seed, audit: self.audit.clone() })
    }

    /// The key of sessions, second factors and forms.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The clock.
    pub fn now(&self) -> jiff::Timestamp {
        (self.clock)()
    }

    /// The key of the audit chains.
    pub fn audit_key(&self) -> &AuditKey {
        &self.audit
    }

    /// Today, where the people are.
    pub fn today(&self) -> jiff::civil::Date {
        kompass_core::local::day(self.now())
    }
}

/// Reads the key of the audit chains.
///
/// # Errors
/// [`Error::NotFound`] if the file is missing, [`Error::Invalid`] if it holds no key.
pub fn audit_key(path: &Path) -> Result<AuditKey> {
    if !path.exists() {
        let remedy = "put there the one that you kept apart from the backups";
        return Err(Error::not_found("audit key", path.display().to_string(), remedy));
    }
    let bytes = files::read(path)?;
    let text = std::str::from_utf8(&bytes).unwrap_or_default().trim();
    AuditKey::from_hex(text).map_err(|_| {
        let problem = Problem::new(
            "",
            "the file holds no audit key",
            "put back the key that you kept apart from the backups",
        );
        Error::invalid(problem.file(path.display().to_string()))
    })
}

fn another_key(path: &Path) -> Error {
    Error::Unavailable(format!(
        "the audit log of this database was written with another key than that of {} – put there the one that you kept apart \
         from the backups; until then nothing is written",
        path.display()
    ))
}

fn database_is_there(config: &Config) -> Result<()> {
    let address = config.database_address();
    match Db::file(&address) {
        // Whoever has a key has been here before.
        Some(file) if config.web_key_file().exists() && !file.exists() => {
            Err(gone("database", file))
        }
        _ => Ok(()),
    }
}

/// What was here before is never begun anew: that would look as if all were well.
fn gone(what: &str, path: &Path) -> Error {
    Error::Unavailable(format!(
        "the {what} {} is gone – mount its disk, or bring everything back with `kompass restore` into a new data folder with \
         the same audit.key; nothing is made in its place",
        path.display()
    ))
}

fn make_folder(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).map_err(|error| {
        Error::Unavailable(format!(
            "the folder {} could not be made ({error}); name another with --data",
            path.display()
        ))
    })
}
