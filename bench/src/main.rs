//! What is measured inside a process. `cargo xtask bench` builds this in release, runs it, and measures whole processes –
//! ours and the peers – in turn.

mod access;
mod figures;
mod html;
mod judging;
mod nodes;
mod server;
mod size;

use anyhow::{Context, Result, bail};
use kompass_app::config::Config;
use kompass_app::evaluation;
use kompass_app::installation::Installation;
use kompass_app::report::{self, Edition};
use kompass_app::result::Question;
use kompass_core::comparison::{Candidate, Comparison, Repeat, Rule, Window};
use kompass_core::evaluation::Judgement;
use kompass_core::result::{Basis, EvaluationResult, ResultOrigin};
use kompass_report::{model, pdf};
use kompass_store::judgement::{self, Placed, Said};
use std::path::Path;
use std::time::Instant;
use uuid::Uuid;

/// Results that one is compared with.
const RESULTS: u32 = 10_000;

/// Judgements that are imported.
const JUDGEMENTS: u32 = 1_000_000;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["model", model, html] => write_model(Path::new(model), Path::new(html)).await,
        ["report", model, pdf] => cold(Path::new(model), Path::new(pdf)),
        ["warm", model] => warm(Path::new(model)),
        ["comparison"] => comparison(),
        ["import"] => import().await,
        ["access"] => access::measure().await,
        ["figures", program, values] => {
            figures::measure(Path::new(program), Path::new(values)).await
        }
        ["judging", program] => judging::measure(Path::new(program)).await,
        ["nodes", program] => nodes::measure(Path::new(program)).await,
        ["size", organisations, evaluations, filled_in] => {
            size::measure(organisations.parse()?, evaluations.parse()?, filled_in.parse()?).await
        }
        _ => bail!(
            "usage: kompass-bench model JSON HTML | report JSON PDF | warm JSON | comparison | import | access | \
             judging PROGRAM | figures PROGRAM VALUES | nodes PROGRAM | size ORGANISATIONS EVALUATIONS ONE-IN"
        ),
    }
}

/// The report of Granvik as a model, and the same content as HTML for the peers.
async fn write_model(model: &Path, html: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let config = Config { data: folder.path().join("data"), ..Config::default() };
    let installation = Installation::init(config, Some("bench")).await?;
    let file =
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/demo/granvik-2025.toml"));
    let imported = evaluation::import(&installation, "granvik-2025.toml", file, false).await?;
    let report =
        report::draft(&installation, imported.id, &Question::default(), Edition::Draft).await?;
    std::fs::write(html, html::page(&report))?;
    std::fs::write(model, serde_json::to_vec(&report)?)?;
    Ok(())
}

/// One report in a fresh process.
fn cold(model: &Path, file: &Path) -> Result<()> {
    std::fs::write(file, pdf::render(&read(model)?)?)?;
    Ok(())
}

/// Reports in a process that has made one before, each with another paragraph changed.
fn warm(model: &Path) -> Result<()> {
    let mut report = read(model)?;
    pdf::render(&report)?;
    let mut times = Vec::new();
    for round in 0..20 {
        let area = round % report.areas.len();
        report.areas[area].text.push_str(" En mening till.");
        let start = Instant::now();
        pdf::render(&report)?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    print("report, warm, one paragraph changed", &mut times, "ms");
    Ok(())
}

/// One evaluation with ten thousand generated ones, on every part of the rule that costs most.
fn comparison() -> Result<()> {
    let candidates: Vec<Candidate> = (0..RESULTS).map(generated).collect();
    let own = candidates.last().context("there are candidates")?;
    let alike = Rule::alike(&own.result);
    let rules = [
        ("comparison, every evaluation", alike.clone()),
        (
            "comparison, latest per municipality",
            Rule { repeat: Repeat::LatestPerMunicipality, ..alike.clone() },
        ),
        (
            "comparison, years 2015–2020",
            Rule { window: Window::Years { from: 2015, to: 2020 }, ..alike },
        ),
    ];
    for (name, rule) in rules {
        let mut times: Vec<f64> = (0..200)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(Comparison::of(own, &candidates, &rule));
                start.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        print(name, &mut times, "ms");
    }
    Ok(())
}

/// A million judgements into SQLite, in one transaction.
async fn import() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let config = Config { data: folder.path().join("data"), ..Config::default() };
    let installation = Installation::init(config, Some("bench")).await?;
    let file =
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/demo/tyreso-2015.toml"));
    let evaluation = evaluation::import(&installation, "tyreso-2015.toml", file, false).await?.id;
    let rows = (0..JUDGEMENTS).map(move |number| Placed {
        evaluation,
        subject: format!("{}.{}.{}", number / 10_000, number / 100 % 100, number % 100),
        position: 0,
        said: Said::Rubric(Judgement {
            by: "E1".to_owned(),
            levels: ["clear", "some", "some", "none"].map(str::to_owned).to_vec(),
            planned: false,
            reason: "Policyn är antagen och känd, men följs inte upp i alla förvaltningar."
                .to_owned(),
            evidence: vec!["D1".to_owned(), "group:politicians".to_owned()],
        }),
    });
    let start = Instant::now();
    let counts =
        judgement::import_many(&installation.db, &installation.stamp()?, "bench", rows).await?;
    let seconds = start.elapsed().as_secs_f64();
    print("import of judgements, SQLite", &mut [counts.new as f64 / seconds], "rows/s");
    Ok(())
}

fn generated(number: u32) -> Candidate {
    let points = |area: u32| 40 + (number * 7 + area * 13) % 50;
    let areas: Vec<Option<u32>> = (1..=8).map(|area| Some(points(area))).collect();
    let code = number % 1000;
    Candidate {
        id: Uuid::from_u128(u128::from(number) + 1),
        population: Some(5_000 + code * 100),
        skr_group: Some(format!("group {}", code % 9)),
        result: EvaluationResult {
            country: "SE".to_owned(),
            municipality: format!("Kommun {code}"),
            code: Some(format!("{code:04}")),
            year: Some(2010 + i16::try_from(number / 1000).unwrap_or(0)),
            framework: "2020".to_owned(),
            total: areas.iter().copied().sum(),
            areas,
            origin: ResultOrigin::External,
            basis: Basis::KompassDefault,
            source: String::new(),
            note: String::new(),
        },
    }
}

fn read(path: &Path) -> Result<model::Report> {
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}

/// Minimum, median and maximum, one line.
fn print(name: &str, values: &mut [f64], unit: &str) {
    values.sort_by(f64::total_cmp);
    let (least, median, most) = (values[0], values[values.len() / 2], values[values.len() - 1]);
    println!(
        "{name}: median {median:.2} {unit} (min {least:.2}, max {most:.2}, n = {})",
        values.len()
    );
}
