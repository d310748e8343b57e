//! Imports 1 000 000 judgements into SQLite in one transaction and prints the rate: `cargo bench -p kompass-store`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement prints, and fails aloud"
)]

use kompass_core::evaluation::Judgement;
use kompass_store::evaluation;
use kompass_store::judgement::{self, Placed, Said};
use kompass_testkit::{TestDb, full_evaluation, pinned};
use std::time::Instant;
use uuid::Uuid;

/// Evaluations, and judgements of each: 125 questions by four people.
const EVALUATIONS: u32 = 2000;
const OF_EACH: u32 = 500;

#[tokio::main]
async fn main() {
    let test = TestDb::sqlite().await;
    let organisation = test.organisation().await;
    let mut ids = Vec::new();
    for number in 0..EVALUATIONS {
        let mut whole = full_evaluation(number);
        whole.areas.clear();
        let framework = pinned(&whole.framework);
        let stamp = test.stamp();
        let inserted = evaluation::insert(&test.db, &stamp, organisation, &whole, &framework).await;
        ids.push(inserted.unwrap().id);
    }
    let begin = Instant::now();
    let rows = ids.iter().flat_map(|id| (0..OF_EACH).map(|row| row_of(*id, row)));
    let counts = judgement::import_many(&test.db, &test.stamp(), "digest", rows).await.unwrap();
    let seconds = begin.elapsed().as_secs_f64();
    assert_eq!(counts.new, u64::from(EVALUATIONS * OF_EACH));
    #[expect(clippy::cast_precision_loss, reason = "a million")]
    let rate = counts.new as f64 / seconds;
    println!("{{\"judgements\":{},\"seconds\":{seconds:.2},\"per_second\":{rate:.0}}}", counts.new);
}

fn row_of(evaluation: Uuid, row: u32) -> Placed {
    let (question, person) = (row / 4, row % 4);
    let said = Said::Rubric(Judgement {
        by: format!("E{}", person + 1),
        levels: vec!["visible".into(), "most".into(), "some".into(), "all".into()],
        planned: false,
        reason: "The plan names the practice, and three of the groups told of it unasked.".into(),
        evidence: vec!["D1".into(), "group:politicians".into()],
    });
    let subject = format!("{}.{}.{}", question / 20 + 1, question / 4 % 5 + 1, question % 4 + 1);
    Placed { evaluation, subject, position: person, said }
}
