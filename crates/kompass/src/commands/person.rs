//! `kompass person …`: personal data of anybody in the installation.

use crate::args::Person as Act;
use crate::output::{Output, table};
use anyhow::Result;
use kompass_app::access::Caller;
use kompass_app::installation::Installation;
use kompass_app::person::{self, Line, Person, Stored};
use kompass_app::{files, person::Anchor};
use kompass_core::i18n::{Texts, texts};
use serde_json::json;

/// Runs `kompass person …`.
pub async fn run(act: Act, installation: &Installation, output: Output) -> Result<()> {
    let (caller, t) = (Caller::command_line(), texts(output.lang));
    match act {
        Act::Find { who } => {
            let found = person::find(installation, &caller, None, &who).await?;
            output.answer(&found, |found| {
                if found.is_empty() {
                    return t.persons_none_here();
                }
                table(&["", &t.persons_name(), &t.persons_email()], &[], found.iter().map(row))
            })
        }
        Act::Export { who, file } => {
            let anchor = person::one(installation, &caller, &who).await?;
            let stored = person::get(installation, &caller, None, &anchor, t).await?;
            files::write_new_private(&file, &person::copy(installation, &stored, t)?)?;
            let rows: u64 = stored.lines.iter().map(|line| line.rows).sum();
            output.answer(&json!({ "person": anchor, "rows": rows, "file": file }), |_| {
                format!("{}\n\n{}", plan(t, &stored), t.person_not_found())
            })
        }
        Act::Erase { who, yes } => {
            let anchor = person::one(installation, &caller, &who).await?;
            let stored = person::get(installation, &caller, None, &anchor, t).await?;
            if !yes {
                return output.answer(&answer(t, &anchor, &stored), |_| {
                    format!("{}\n\n{}", plan(t, &stored), t.person_yes())
                });
            }
            let erased = person::erase(installation, &caller, None, &anchor).await?;
            output.answer(&json!({ "person": anchor, "erased": erased }), |_| {
                let done = t.get("done-person-erased", &[]).unwrap_or_default();
                format!("{}\n\n{done}", plan(t, &stored))
            })
        }
    }
}

fn row(person: &Person) -> Vec<String> {
    let list = |words: &std::collections::BTreeSet<String>| {
        words.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let anchor = person.anchor().map(ToString::to_string).unwrap_or_default();
    vec![anchor, list(&person.names), list(&person.emails)]
}

/// What would become of everything, in words.
fn plan(t: &Texts, stored: &Stored) -> String {
    let line = |line: &Line| {
        let mut outcome = t.person_outcome(line.outcome);
        if !line.certain {
            outcome = format!("({}) {outcome}", t.person_by_name());
        }
        vec![t.person_part(line.part), line.evaluation.clone(), line.rows.to_string(), outcome]
    };
    let headings = [
        &*t.person_column_part(),
        &t.person_column_evaluation(),
        &t.person_column_rows(),
        &t.person_column_outcome(),
    ];
    let mut words = table(&headings, &[2], stored.lines.iter().map(line));
    for obstacle in &stored.obstacles {
        words.push_str(&format!("\n! {}", t.person_obstacle(obstacle)));
    }
    words
}

/// The same for programs.
fn answer(t: &Texts, anchor: &Anchor, stored: &Stored) -> serde_json::Value {
    let line = |line: &Line| {
        json!({
            "part": t.person_part(line.part),
            "evaluation": line.evaluation,
            "rows": line.rows,
            "certain": line.certain,
            "outcome": line.outcome,
            "why": t.person_outcome(line.outcome),
        })
    };
    json!({
        "person": anchor,
        "obstacles": stored.obstacles,
        "lines": stored.lines.iter().map(line).collect::<Vec<_>>(),
    })
}
