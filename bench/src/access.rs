//! Sessions, sign-in and a signed-in page: in an installation with one organisation, and in one with a thousand.

use crate::print;
use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_app::password::{self, Password};
use kompass_app::session::{self, Holder, Sign};
use kompass_app::signin::{self, Attempt};
use kompass_core::Lang;
use kompass_core::access::Role;
use kompass_store::account::{self, NewAccount};
use kompass_store::membership;
use kompass_store::organisation::{self, Kind, NewOrganisation};
use kompass_testkit::TestDb;
use kompass_web::App;
use std::time::Instant;
use tower::ServiceExt;
use uuid::Uuid;

/// People of each organisation.
const PEOPLE: usize = 50;
/// Organisations of the small and the large installation.
const SIZES: [usize; 2] = [1, 1000];
const PASSWORD: &str = "korrekt häst batteri klammer";
/// Behind this proxy every request may come from an address of its own, so that no limit is measured.
const PROXY: &str = "127.0.0.1";

/// Measures everything on both engines; the two sizes take turns, because a machine is seldom quiet.
pub async fn measure() -> Result<()> {
    for engine in ["SQLite", "PostgreSQL"] {
        let mut installations = Vec::new();
        for organisations in SIZES {
            let db =
                if engine == "SQLite" { TestDb::sqlite().await } else { TestDb::postgres().await };
            installations.push(Seeded::make(db, organisations).await?);
        }
        for seeded in &installations {
            // As autovacuum does it within a minute, and SQLite when it is asked to.
            seeded.db.tamper("ANALYZE").await;
        }
        for what in [What::Session, What::People, What::Evaluations] {
            let mut times = [Vec::new(), Vec::new()];
            for round in 0..400 {
                for (at, seeded) in installations.iter().enumerate() {
                    times[at].push(seeded.measure(what, round).await?);
                }
            }
            let mut medians = Vec::new();
            for (size, times) in SIZES.iter().zip(&mut times) {
                print(&format!("{engine}, {what:?}, {size} × {PEOPLE}"), times, "ms");
                medians.push(times[times.len() / 2]);
            }
            println!("  large against small: {:.2} times", medians[1] / medians[0]);
        }
        let large = &installations[1];
        let mut sign_ins = Vec::new();
        for number in 0..20 {
            sign_ins.push(large.sign_in(number).await?);
        }
        print(&format!("{engine}, sign-in by password"), &mut sign_ins, "ms");
        large.throughput(engine).await?;
        for seeded in installations {
            seeded.db.remove().await;
        }
    }
    Ok(())
}

/// What takes turns.
#[derive(Debug, Clone, Copy)]
enum What {
    /// Who shows a token, with everything that was given to them.
    Session,
    /// The page of the people of an organisation.
    People,
    /// The page of one's evaluations.
    Evaluations,
}

struct Seeded {
    db: TestDb,
    app: App,
    router: Router,
    /// The organisation in the middle, and the tokens of its people, who take turns: nobody may ask without end.
    organisation: Uuid,
    tokens: Vec<String>,
    _folder: tempfile::TempDir,
}

impl Seeded {
    async fn make(db: TestDb, organisations: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut config = Config { data: folder.path().to_owned(), ..Config::default() };
        config.web.trusted_proxies = vec![PROXY.to_owned()];
        let app = App::new(Installation::over(config, db.db.clone(), db.key())?)?;
        let installation = &app.installation;
        let hash = password::hash(&Password::new(PASSWORD)).await?;
        let (mut middle, mut people) = (Uuid::nil(), Vec::new());
        for number in 0..organisations {
            let name = format!("Kommun {number}");
            let new = NewOrganisation {
                name: &name,
                country: "SE",
                kind: Kind::Municipality,
                code: None,
            };
            let organisation = organisation::create(&db.db, &installation.stamp()?, &new).await?;
            let made = futures_util::future::try_join_all((0..PEOPLE).map(|person| {
                let hash = (person == 0).then_some(hash.as_str());
                add(installation, organisation, number, person, hash)
            }))
            .await?;
            if number == organisations / 2 {
                (middle, people) = (organisation, made);
            }
        }
        let mut tokens = Vec::new();
        for account in people {
            let holder = Holder::Account(account);
            let sign = Sign { holder, method: "password", agent: "bench", address: PROXY };
            tokens.push(session::open(installation, &sign).await?.token.expose().to_owned());
        }
        Ok(Self {
            db,
            router: kompass_web::router(&app),
            app,
            organisation: middle,
            tokens,
            _folder: folder,
        })
    }

    async fn measure(&self, what: What, round: usize) -> Result<f64> {
        match what {
            What::Session => self.check_session(round).await,
            What::People => {
                self.page(round, &format!("/organisations/{}/people", self.organisation)).await
            }
            What::Evaluations => self.page(round, "/evaluations").await,
        }
    }

    async fn check_session(&self, round: usize) -> Result<f64> {
        let start = Instant::now();
        let caller =
            session::caller(&self.app.installation, &self.tokens[round % PEOPLE], Lang::Sv).await?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        caller.context("the session is good")?;
        Ok(took)
    }

    async fn page(&self, round: usize, path: &str) -> Result<f64> {
        let start = Instant::now();
        let response =
            self.router.clone().oneshot(self.request(path, &self.tokens[round % PEOPLE])?).await?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        ensure!(response.status() == StatusCode::OK, "{path}: {}", response.status());
        Ok(took)
    }

    async fn sign_in(&self, number: usize) -> Result<f64> {
        let attempt = Attempt {
            email: &email(number, 0),
            password: Password::new(PASSWORD),
            agent: "bench",
            address: &address(number),
        };
        let start = Instant::now();
        signin::password(&self.app.installation, &attempt).await?;
        Ok(start.elapsed().as_secs_f64() * 1000.0)
    }

    /// Signed-in pages from many people at once, through the whole router.
    async fn throughput(&self, engine: &str) -> Result<()> {
        const REQUESTS: usize = 4000;
        const AT_ONCE: usize = 16;
        let mut tokens = Vec::new();
        for number in 0..200 {
            let account =
                account::by_email(&self.db.db, &email(number, 0)).await?.context("was seeded")?;
            let address = address(number);
            let sign = Sign {
                holder: Holder::Account(account.id),
                method: "password",
                agent: "bench",
                address: &address,
            };
            tokens.push(
                session::open(&self.app.installation, &sign).await?.token.expose().to_owned(),
            );
        }
        let start = Instant::now();
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..AT_ONCE {
            let router = self.router.clone();
            let requests: Vec<_> = (0..REQUESTS / AT_ONCE)
                .map(|number| {
                    self.request("/evaluations", &tokens[(task + number * AT_ONCE) % tokens.len()])
                })
                .collect::<Result<_>>()?;
            tasks.spawn(async move {
                for request in requests {
                    let response = router.clone().oneshot(request).await?;
                    ensure!(response.status() == StatusCode::OK, "{}", response.status());
                    axum::body::to_bytes(response.into_body(), usize::MAX).await?;
                }
                Ok(())
            });
        }
        while let Some(done) = tasks.join_next().await {
            done??;
        }
        let rate = REQUESTS as f64 / start.elapsed().as_secs_f64();
        print(&format!("{engine}, signed-in pages, {AT_ONCE} at once"), &mut [rate], "pages/s");
        Ok(())
    }

    fn request(&self, path: &str, token: &str) -> Result<Request<Body>> {
        let address = address(usize::try_from(Uuid::now_v7().as_u128() & 0xffff)?);
        let request = Request::get(path)
            .header("cookie", format!("__Host-kompass={token}"))
            .header("x-forwarded-for", address);
        Ok(request.body(Body::empty())?)
    }
}

/// Makes a person who runs the organisation; the first of each has a password.
async fn add(
    installation: &Installation,
    organisation: Uuid,
    number: usize,
    person: usize,
    hash: Option<&str>,
) -> Result<Uuid> {
    let db = &installation.db;
    let email = email(number, person);
    let new = NewAccount {
        email: &email,
        name: &format!("Person {person}"),
        language: Lang::Sv,
        system_administrator: false,
        break_glass: false,
    };
    let account = account::create(db, &installation.stamp()?, &new).await?.id;
    let role = Role::OrganisationAdministrator;
    membership::grant(db, &installation.stamp()?, account, organisation, role, "local").await?;
    if hash.is_some() {
        account::set_password(db, &installation.stamp()?, account, hash).await?;
    }
    Ok(account)
}

fn email(organisation: usize, person: usize) -> String {
    format!("person{person}@kommun{organisation}.example.se")
}

fn address(number: usize) -> String {
    format!("198.{}.{}.{}", 18 + number % 2, number / 250 % 250, number % 250)
}
