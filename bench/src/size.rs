//! A full installation beside one that is nearly empty: what pages take in both, and what backup and restore of the full one
//! take.

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_app::report;
use kompass_app::result::Question;
use kompass_app::session::{self, Holder, Sign};
use kompass_core::access::Role;
use kompass_core::evaluation::{Evaluation, Municipality, State, file};
use kompass_core::framework::Framework;
use kompass_core::framework::canonical::Pinned;
use kompass_core::result::EvaluationResult;
use kompass_core::{Lang, scoring};
use kompass_soak::client::Person;
use kompass_soak::seats::{self, Seat};
use kompass_store::account::{self, NewAccount};
use kompass_store::notice::{self, New, Subject};
use kompass_store::organisation::{self, Kind, NewOrganisation};
use kompass_store::{
    Db, Stamp, assignment, audit, backup, blob::Blobs, evaluation, membership, publication, result,
};
use kompass_testkit::TestDb;
use kompass_web::App;
use std::path::Path;
use std::time::Instant;
use tower::ServiceExt;
use uuid::Uuid;

/// People who take turns, each with an evaluation, in both installations.
const SEATS: usize = 12;
/// Pages by what they are called here and their address. Those who lead an evaluation that is judged read the first ones, an
/// administrator of organisation and system the others, one of which is of an evaluation that is delivered.
const PAGES: [(&str, Reader, &str); 25] = [
    ("an evaluation", Reader::Lead, "/evaluations/{evaluation}"),
    ("judging", Reader::Lead, "/evaluations/{evaluation}/scoring"),
    ("documents", Reader::Lead, "/evaluations/{evaluation}/documents"),
    ("interviews", Reader::Lead, "/evaluations/{evaluation}/interviews"),
    ("one's evaluations", Reader::Lead, "/evaluations"),
    ("search", Reader::Lead, "/search?q=medborgardialog"),
    ("start", Reader::Lead, "/"),
    ("notices", Reader::Lead, "/notices"),
    ("own data", Reader::Lead, "/profile/data"),
    ("records", Reader::Lead, "/evaluations/{evaluation}/records"),
    ("archive", Reader::Administrator, "/evaluations/{delivered}/archive"),
    ("report", Reader::Administrator, "/evaluations/{delivered}/report"),
    ("published report", Reader::Administrator, "/published/{delivered}"),
    ("plan of records", Reader::Administrator, "/organisations/{organisation}/records"),
    ("disposal", Reader::Administrator, "/organisations/{organisation}/disposals/new"),
    ("people", Reader::Administrator, "/organisations/{organisation}/people"),
    ("find a person", Reader::Administrator, "/organisations/{organisation}/persons?who=Person"),
    ("a person", Reader::Administrator, "/organisations/{organisation}/persons/account.{account}"),
    ("log of an organisation", Reader::Administrator, "/organisations/{organisation}/log"),
    ("organisations", Reader::Administrator, "/organisations"),
    ("log", Reader::Administrator, "/log"),
    ("log of a person", Reader::Administrator, "/log?person=Person+E1"),
    ("checkpoints", Reader::Administrator, "/log/checkpoints"),
    ("jobs", Reader::Administrator, "/jobs"),
    ("comparison", Reader::Administrator, "/evaluations/{delivered}/comparison"),
];
/// Those who run organisation and system, by turns: of one so many pages in so short a time would be refused.
const ADMINISTRATORS: usize = 24;
/// Organisations in both installations, so that a page of them is full.
const OTHERS: usize = 60;
/// How often each page is read.
const READS: usize = 120;
/// Behind this proxy everybody has an address of their own.
const PROXY: &str = "127.0.0.1";
const GRANVIK: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/demo/granvik-2025.toml"));

/// Measures on both engines, with so many organisations and evaluations, one in so many filled in to its end.
pub async fn measure(organisations: usize, evaluations: usize, filled_in: usize) -> Result<()> {
    for engine in ["SQLite", "PostgreSQL"] {
        let (empty, full) = (database(engine).await, database(engine).await);
        // A comparison is with as many results in both.
        let results = evaluations / filled_in.max(1);
        let (empty, mut full) = (Site::make(empty, results).await?, Site::make(full, 0).await?);
        let start = Instant::now();
        full.fill(organisations, evaluations, filled_in).await?;
        println!(
            "{engine}, {organisations} organisations and {evaluations} evaluations made in {:.0} s",
            start.elapsed().as_secs_f64()
        );
        // As autovacuum does it within a minute, and SQLite when it is asked to.
        for site in [&empty, &full] {
            site.db.tamper("ANALYZE").await;
        }
        for page in &PAGES {
            compare(engine, page, [&empty, &full]).await?;
        }
        full.save_and_restore(engine).await?;
        for site in [empty, full] {
            site.db.remove().await;
        }
    }
    Ok(())
}

async fn database(engine: &str) -> TestDb {
    if engine == "SQLite" { TestDb::sqlite().await } else { TestDb::postgres().await }
}

/// Reads a page in turn in both.
async fn compare(
    engine: &str,
    (name, reader, address): &(&str, Reader, &str),
    sites: [&Site; 2],
) -> Result<()> {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..READS {
        for (site, times) in sites.iter().zip(&mut times) {
            times.push(site.read(*reader, address, round).await?);
        }
    }
    let [empty, full] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    let ratio = full / empty;
    println!(
        "{engine}, {name}: empty {empty:.2} ms, full {full:.2} ms, {ratio:.2} times, n = {READS}"
    );
    Ok(())
}

/// Who reads a page.
#[derive(Clone, Copy)]
enum Reader {
    /// Those who lead an evaluation, by turns.
    Lead,
    /// Those who run organisation and system, by turns.
    Administrator,
}

/// An installation in this process.
struct Site {
    db: TestDb,
    app: App,
    router: Router,
    seats: Vec<Seat>,
    administrators: Vec<Person>,
    organisation: Uuid,
    /// One of the administrators.
    account: Uuid,
    delivered: Uuid,
    folder: tempfile::TempDir,
}

impl Site {
    /// An installation with so many results that were published elsewhere.
    async fn make(db: TestDb, results: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut config = Config { data: folder.path().to_owned(), ..Config::default() };
        config.web.trusted_proxies = vec![PROXY.to_owned()];
        let app = App::new(Installation::over(config, db.db.clone(), db.key())?)?;
        for number in 0..OTHERS {
            organise(&app.installation, number).await?;
        }
        let mut made = Vec::new();
        for number in 0..SEATS {
            made.push(seats::take(&app.installation, number).await?);
        }
        let (installation, granvik) = (&app.installation, granvik()?);
        let organisation = installation.owner().await?;
        let framework = installation.catalogue.framework(&granvik.framework)?;
        let (pinned, came_to) = (Pinned::new(framework), came_to(framework, &granvik)?);
        let (store, stamp) = (&installation.db, || installation.stamp());
        let published = |number| EvaluationResult {
            municipality: format!("Kommun {number}"),
            ..came_to.clone()
        };
        let published: Vec<EvaluationResult> = (0..results).map(published).collect();
        result::import(store, &stamp()?, "results", "digest", &published).await?;
        let writing = Evaluation { state: State::Delivered, ..granvik };
        let delivered =
            evaluation::insert(store, &stamp()?, organisation, &writing, &pinned).await?.id;
        report::deliver(installation, delivered, &Question::default()).await?;
        publication::decide(store, &stamp()?, delivered, 0, true, None, "Person").await?;
        let (mut administrators, mut account) = (Vec::new(), Uuid::nil());
        for number in 0..ADMINISTRATORS {
            account = administrator(installation, organisation, number, true).await?;
            assignment::assign(store, &stamp()?, delivered, account, Role::Coordinator, None)
                .await?;
            let (holder, address) = (Holder::Account(account), format!("198.19.0.{number}"));
            let sign = Sign { holder, method: "password", agent: "measured", address: &address };
            let token = session::open(installation, &sign).await?.token.expose().to_owned();
            administrators.push(Person { token, address });
        }
        let router = kompass_web::router(&app);
        let seats = made;
        Ok(Self {
            db,
            app,
            router,
            seats,
            administrators,
            organisation,
            account,
            delivered,
            folder,
        })
    }

    /// Makes organisations with their administrators, evaluations, results and notices.
    async fn fill(
        &mut self,
        organisations: usize,
        evaluations: usize,
        filled_in: usize,
    ) -> Result<()> {
        let installation = &self.app.installation;
        let granvik = granvik()?;
        let framework = installation.catalogue.framework(&granvik.framework)?;
        let pinned = Pinned::new(framework);
        let came_to = came_to(framework, &granvik)?;
        let of_each = evaluations.div_ceil(organisations.max(1));
        for number in OTHERS..OTHERS + organisations {
            let owner = organise(installation, number).await?;
            let account =
                administrator(installation, owner, ADMINISTRATORS + number, false).await?;
            for year in 0..of_each {
                let filled_in = (number * of_each + year).is_multiple_of(filled_in);
                let content = Evaluation {
                    id: None,
                    year: i16::try_from(2000 + year)?,
                    state: if filled_in { granvik.state } else { State::Preparation },
                    areas: if filled_in { granvik.areas.clone() } else { Vec::new() },
                    municipality: Municipality {
                        name: format!("Kommun {number}"),
                        code: None,
                        ..granvik.municipality.clone()
                    },
                    ..granvik.clone()
                };
                // By those who run it, as it would be.
                let by = format!("account:{account}");
                let stamp = || installation.stamp().map(|it| Stamp { by: by.clone(), ..it });
                let db = &installation.db;
                let id = evaluation::insert(db, &stamp()?, owner, &content, &pinned).await?.id;
                let news = New {
                    id: Uuid::now_v7(),
                    name: format!("delivered {id}"),
                    account,
                    evaluation: Some(id),
                    subject: Subject::Delivered,
                    by_mail: false,
                };
                let now = jiff::Timestamp::now();
                notice::add(db, &[news], now, Uuid::now_v7).await?;
                if filled_in {
                    let municipality = content.municipality.name;
                    let result = EvaluationResult {
                        municipality,
                        year: Some(content.year),
                        ..came_to.clone()
                    };
                    result::put(db, &stamp()?, id, &result).await?;
                }
            }
        }
        Ok(())
    }

    async fn read(&self, reader: Reader, address: &str, round: usize) -> Result<f64> {
        let seat = &self.seats[round % SEATS];
        let person = match reader {
            Reader::Lead => &seat.person,
            Reader::Administrator => &self.administrators[round % ADMINISTRATORS],
        };
        let path = address
            .replace("{evaluation}", &seat.evaluation.to_string())
            .replace("{delivered}", &self.delivered.to_string())
            .replace("{account}", &self.account.to_string())
            .replace("{organisation}", &self.organisation.to_string());
        let request = Request::get(&path)
            .header("cookie", format!("__Host-kompass={}", person.token))
            .header("x-forwarded-for", &person.address)
            .body(Body::empty())?;
        let start = Instant::now();
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status();
        axum::body::to_bytes(response.into_body(), usize::MAX).await?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        ensure!(status == StatusCode::OK, "{path}: {status}");
        Ok(took)
    }

    /// A backup, and the way back into either engine.
    async fn save_and_restore(&self, engine: &str) -> Result<()> {
        let (installation, path) = (&self.app.installation, self.folder.path().join("backup"));
        let start = Instant::now();
        let now = jiff::Timestamp::now();
        let manifest = backup::backup(&installation.db, &installation.blobs, &path, now).await?;
        let rows: u64 = manifest.tables.values().map(|table| table.rows).sum();
        told(&format!("{engine}, backup of {rows} rows"), start, &path)?;
        for target in ["SQLite", "PostgreSQL"] {
            let fresh = database(target).await;
            let folder = tempfile::tempdir()?;
            let blobs = Blobs::folder(folder.path(), 1 << 30)?;
            let start = Instant::now();
            backup::restore(&fresh.db, &blobs, &path).await?;
            told(&format!("{engine}, restore into {target}"), start, &path)?;
            intact(&fresh.db, &fresh).await?;
            fresh.remove().await;
        }
        Ok(())
    }
}

fn came_to(framework: &Framework, evaluation: &Evaluation) -> Result<EvaluationResult> {
    scoring::result(framework, evaluation)
        .map_err(|problems| anyhow::anyhow!("the sample evaluation: {problems:?}"))
}

fn granvik() -> Result<Evaluation> {
    file::read("granvik-2025.toml", GRANVIK)
        .map_err(|problems| anyhow::anyhow!("the sample evaluation: {problems:?}"))
}

/// Makes an account that runs an organisation, and the system as well if asked to.
async fn administrator(
    installation: &Installation,
    organisation: Uuid,
    number: usize,
    system_administrator: bool,
) -> Result<Uuid> {
    let (db, stamp) = (&installation.db, || installation.stamp());
    let email = format!("administrator{number}@example.se");
    let new = NewAccount {
        email: &email,
        name: "Person A1",
        language: Lang::Sv,
        system_administrator,
        break_glass: false,
    };
    let account = account::create(db, &stamp()?, &new).await?.id;
    let role = Role::OrganisationAdministrator;
    membership::grant(db, &stamp()?, account, organisation, role, "measured").await?;
    Ok(account)
}

async fn organise(installation: &Installation, number: usize) -> Result<Uuid> {
    let name = format!("Organisation {number}");
    let new = NewOrganisation { name: &name, country: "SE", kind: Kind::Municipality, code: None };
    Ok(organisation::create(&installation.db, &installation.stamp()?, &new).await?)
}

async fn intact(db: &Db, test: &TestDb) -> Result<()> {
    let start = Instant::now();
    let report = audit::verify(db, &test.key(), None).await?;
    ensure!(report.is_intact(), "the chains are damaged: {:?}", report.faults);
    let seconds = start.elapsed().as_secs_f64();
    println!("  {} chains with {} entries intact: {seconds:.1} s", report.chains, report.entries);
    Ok(())
}

/// Seconds, and megabytes of the file in a second.
fn told(what: &str, start: Instant, file: &Path) -> Result<()> {
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = std::fs::metadata(file).context("the backup")?.len() as f64 / 1e6;
    println!("{what}: {seconds:.1} s, file of {megabytes:.1} MB, {:.1} MB/s", megabytes / seconds);
    Ok(())
}
