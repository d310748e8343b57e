//! Evaluators judge: the built program serves an installation with a thousand evaluations, and is asked over the network as
//! browsers do, with permission, lock check and audit on.

use crate::server::{Server, memory, print};
use anyhow::{Result, ensure};
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_core::evaluation::{
    Declaration, Evaluation, Judgement, Kind, Member, State, TeamRole, file,
};
use kompass_core::framework::Framework;
use kompass_core::framework::canonical::Pinned;
use kompass_soak::client::{Client, Person, fields};
use kompass_soak::seats;
use kompass_store::evaluation;
use kompass_store::judgement::{self, Placed, Said};
use kompass_testkit::TestDb;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Evaluations that are stored, each with a lead evaluator of its own.
const EVALUATIONS: usize = 1000;
/// The framework with the most questions: 168.
const FRAMEWORK: &str = "kommunkompassen-2.0";
/// Judgements that are set on one connection, and on sixteen.
const ALONE: usize = 1000;
const TOGETHER: usize = 16_000;
const CONNECTIONS: usize = 16;
const GRANVIK: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/demo/granvik-2025.toml"));
/// How often the table of all judgements is read.
const TABLES: usize = 300;
/// Starts of the program.
const STARTS: usize = 9;

/// Measures on both engines.
pub async fn measure(program: &Path) -> Result<()> {
    for engine in ["SQLite", "PostgreSQL"] {
        let server = match engine {
            "SQLite" => None,
            _ => Some(TestDb::postgres().await),
        };
        let site = Site::make(program, server.as_ref().map(|it| it.url.clone())).await?;
        site.start_first(engine).await?;
        Arc::clone(&site).judge(engine).await?;
        site.start_again(engine).await?;
        if let Some(server) = server {
            server.remove().await;
        }
    }
    Ok(())
}

/// An evaluation and the one who leads it.
struct Seat {
    evaluation: Uuid,
    person: Person,
}

/// An installation, and how the program serves it.
struct Site {
    server: Server,
    questions: Vec<String>,
    seats: Vec<Seat>,
}

impl Site {
    async fn make(program: &Path, database: Option<String>) -> Result<Arc<Self>> {
        let server = Server::new(program, database)?;
        let config = Config::load(Some(&server.config))?;
        let installation = Installation::init(config, Some("Förbundet")).await?;
        let framework = installation.catalogue.framework(FRAMEWORK)?;
        let questions = framework.questions().map(|(_, it)| it.code.clone()).collect();
        let mut seats = Vec::new();
        for number in 0..EVALUATIONS {
            seats.push(seat(&installation, framework, number).await?);
        }
        let rows = seats.iter().flat_map(|seat| judgements(framework, seat.evaluation));
        let stamp = installation.stamp()?;
        judgement::import_many(&installation.db, &stamp, "bench", rows).await?;
        installation.db.close().await;
        Ok(Arc::new(Self { server, questions, seats }))
    }

    /// Starts the program as on its first day, until it has made its key figures.
    async fn start_first(&self, engine: &str) -> Result<()> {
        let (mut child, _) = self.server.serve().await?;
        let made = self.server.config.with_file_name("data").join("kpis/current");
        while !made.exists() {
            ensure!(child.try_wait()?.is_none(), "the program ended");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        println!("{engine}, memory on the first day: {:.0} MB at most", memory(&child)?);
        child.kill().await?;
        Ok(())
    }

    async fn judge(self: Arc<Self>, engine: &str) -> Result<()> {
        let (child, _) = self.server.serve().await?;
        let mut client = self.server.client().await?;
        // What the form of everybody carries; of two questions only the address differs.
        let mut forms = Vec::new();
        for seat in self.seats.iter() {
            let action = self.address(seat, 0);
            forms.push(fields(&client.get(&action, &seat.person).await?, &action)?);
        }
        let forms = Arc::new(forms);

        let mut tables = Vec::new();
        for number in 0..TABLES {
            let seat = &self.seats[number * 7 % EVALUATIONS];
            let path = format!("/evaluations/{}/scoring", seat.evaluation);
            let start = Instant::now();
            client.get(&path, &seat.person).await?;
            tables.push(start.elapsed());
        }
        print(&format!("{engine}, table of {} questions", self.questions.len()), tables, None);

        let mut alone = Vec::new();
        for number in 0..ALONE {
            alone.push(self.set(&mut client, &forms, number).await?);
        }
        print(&format!("{engine}, set one judgement, 1 connection"), alone, None);

        let start = Instant::now();
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..CONNECTIONS {
            let (site, forms) = (self.clone(), forms.clone());
            tasks.spawn(async move {
                let mut client = site.server.client().await?;
                let mut times = Vec::new();
                for number in (task..TOGETHER).step_by(CONNECTIONS) {
                    times.push(site.set(&mut client, &forms, ALONE + number).await?);
                }
                anyhow::Ok(times)
            });
        }
        let mut together = Vec::new();
        while let Some(times) = tasks.join_next().await {
            together.extend(times??);
        }
        let took = start.elapsed();
        print(
            &format!("{engine}, set one judgement, {CONNECTIONS} connections"),
            together,
            Some(took),
        );
        println!("{engine}, memory under that load: {:.0} MB at most", memory(&child)?);
        Ok(())
    }

    async fn start_again(&self, engine: &str) -> Result<()> {
        let mut times = Vec::new();
        for _ in 0..STARTS {
            let (mut child, took) = self.server.serve().await?;
            times.push(took);
            child.kill().await?;
        }
        print(&format!("{engine}, start to first page"), times, None);
        Ok(())
    }

    /// Sets the judgement of this number: each is another question or another evaluation.
    async fn set(
        &self,
        client: &mut Client,
        forms: &[Vec<(String, String)>],
        number: usize,
    ) -> Result<Duration> {
        let at = number % EVALUATIONS;
        let (seat, form) = (&self.seats[at], &forms[at]);
        let body = filled_in(form);
        let path = self.address(seat, 1 + number / EVALUATIONS);
        let start = Instant::now();
        client.post(&path, &seat.person, body).await?;
        Ok(start.elapsed())
    }

    fn address(&self, seat: &Seat, question: usize) -> String {
        format!("/evaluations/{}/scoring/{}", seat.evaluation, self.questions[question])
    }
}

/// One of the evaluations, its team and the session of its leader.
async fn seat(installation: &Installation, framework: &Framework, number: usize) -> Result<Seat> {
    let (db, stamp) = (&installation.db, || installation.stamp());
    let member = |code: &str, role| Member {
        code: code.to_owned(),
        name: format!("Person {code}"),
        employer: "Förbundet".to_owned(),
        role,
        declaration: Some(Declaration { date: installation.today(), conflict: String::new() }),
    };
    let evaluation = Evaluation {
        id: None,
        fictional: true,
        framework: framework.id.clone(),
        kind: Kind::External,
        state: State::Scoring,
        team: vec![member("E1", TeamRole::Lead), member("E2", TeamRole::Evaluator)],
        municipality: kompass_core::evaluation::Municipality {
            name: format!("Kommun {number}"),
            country: "SE".to_owned(),
            code: None,
            facts: Vec::new(),
        },
        ..file::read("granvik-2025.toml", GRANVIK)
            .map_err(|problems| anyhow::anyhow!("the sample evaluation: {problems:?}"))?
    };
    let evaluation = Evaluation { areas: Vec::new(), documents: Vec::new(), ..evaluation };
    let owner = installation.owner().await?;
    let pinned = Pinned::new(framework);
    let id = evaluation::insert(db, &stamp()?, owner, &evaluation, &pinned).await?.id;
    let person = seats::sign_in(installation, id, number).await?;
    Ok(Seat { evaluation: id, person })
}

/// The fields of a form as they are sent, with a reason and a key of its own.
pub(crate) fn filled_in(form: &[(String, String)]) -> String {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in form {
        match name.as_str() {
            "key" => body.append_pair(name, &Uuid::now_v7().to_string()),
            "reason" => body.append_pair(name, "Policyn är känd, men följs inte upp."),
            _ => body.append_pair(name, value),
        };
    }
    body.finish()
}

/// What both evaluators have judged already: every question on the highest level of everything.
fn judgements(framework: &Framework, evaluation: Uuid) -> Vec<Placed> {
    let dimensions = framework.rubric.iter().flat_map(|rubric| &rubric.dimensions);
    let levels: Vec<String> = dimensions
        .filter_map(|dimension| dimension.levels.last().map(|level| level.code.clone()))
        .collect();
    let judged = |by: &str, subject: &str| Placed {
        evaluation,
        subject: subject.to_owned(),
        position: 0,
        said: Said::Rubric(Judgement {
            by: by.to_owned(),
            levels: levels.clone(),
            planned: false,
            reason: "Policyn är antagen och känd i alla förvaltningar.".to_owned(),
            evidence: vec!["answers".to_owned()],
        }),
    };
    let subjects = framework.questions().map(|(_, question)| question.code.as_str());
    subjects.flat_map(|subject| [judged("E1", subject), judged("E2", subject)]).collect()
}
