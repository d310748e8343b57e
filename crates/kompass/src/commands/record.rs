//! `kompass record …`

use crate::args::{Record as Command, Whose};
use crate::commands::word;
use crate::output::{Output, table, words};
use anyhow::Result;
use kompass_app::access::Caller;
use kompass_app::disposal::{self, Typed};
use kompass_app::evaluation;
use kompass_app::installation::Installation;
use kompass_app::record::{self, Record, Records};
use kompass_core::i18n::texts;
use serde_json::json;
use uuid::Uuid;

pub async fn run(command: Command, installation: &Installation, output: Output) -> Result<()> {
    let (caller, t) = (Caller::command_line(), texts(output.lang));
    match command {
        Command::Number { evaluation, number, next } => {
            let id = evaluation::find(installation, &evaluation).await?;
            let there = record::of_evaluation(installation, &caller, id).await?.number;
            if next {
                record::take_number(installation, &caller, id).await?;
            } else if let Some(number) = number {
                record::set_number(installation, &caller, id, &there, &number).await?;
            }
            let Records { number, also, .. } =
                record::of_evaluation(installation, &caller, id).await?;
            let answer = json!({ "evaluation": id, "number": number, "also": also });
            output.answer(&answer, |_| match i64::try_from(also) {
                Ok(0) => number.clone(),
                also => format!("{number}\n{}", t.records_number_also(also.unwrap_or(i64::MAX))),
            })
        }
        Command::Series { pattern, whose } => {
            let id = organisation(installation, &whose).await?;
            let there = record::series(installation, &caller, id).await?;
            if let Some(pattern) = pattern {
                record::set_series(installation, &caller, id, there.version, &pattern).await?;
            }
            let series = record::series(installation, &caller, id).await?;
            output.answer(&json!({ "pattern": series.pattern }), |_| series.pattern.clone())
        }
        Command::Plan { whose } => {
            let id = organisation(installation, &whose).await?;
            let plan = record::plan(installation, &caller, id).await?;
            let rows: Vec<_> = Record::ALL
                .iter()
                .map(|it| (it.to_string(), t.record(*it), t.keep(plan[it].keep), plan[it].own))
                .collect();
            output.answer(&rows, |rows| {
                let own = |own| if own { t.retention_own() } else { String::new() };
                let rows = rows.iter().map(|(code, name, keep, is_own)| {
                    vec![code.clone(), name.clone(), keep.clone(), own(*is_own)]
                });
                table(&["", &t.records_type(), &t.records_keep(), ""], &[], rows)
            })
        }
        Command::Due { whose } => {
            let id = organisation(installation, &whose).await?;
            let due = disposal::due(installation, &caller, id).await?;
            let rows: Vec<_> = due.iter().map(|it| (&it.due, it.count)).collect();
            output.answer(&rows, |rows| {
                if rows.is_empty() {
                    return t.disposal_none();
                }
                let rows = rows.iter().map(|(due, count)| {
                    vec![
                        due.label.clone(),
                        due.record_number.clone(),
                        t.record(due.record),
                        count.to_string(),
                        due.due_on.to_string(),
                    ]
                });
                let headings = [
                    &*t.disposal_evaluation(),
                    &t.disposal_number(),
                    &t.records_type(),
                    &t.records_count(),
                    &t.disposal_due(),
                ];
                table(&headings, &[3], rows)
            })
        }
        Command::Dispose { decision, day, section, types, whose } => {
            let id = organisation(installation, &whose).await?;
            let types: Vec<Record> =
                types.iter().map(|it| word("--type", it)).collect::<Result<_>>()?;
            let due = disposal::due(installation, &caller, id).await?;
            let chosen: Vec<(Uuid, Record)> = due
                .iter()
                .map(|it| (it.due.evaluation, it.due.record))
                .filter(|(_, record)| types.is_empty() || types.contains(record))
                .collect();
            let typed =
                Typed { decision: &decision, day: &day, section: &section, chosen: &chosen };
            let made = disposal::decide(installation, &caller, id, &typed).await?;
            output.answer(&json!({ "decision": made, "items": chosen.len() }), |_| {
                format!("{made}\n{}", t.get("done-disposal", &[]).unwrap_or_default())
            })
        }
        Command::Protocol { decision: None, whose } => {
            let id = organisation(installation, &whose).await?;
            let made = disposal::list(installation, &caller, id).await?;
            output.answer(&made, |made| {
                let rows = made.iter().map(|it| {
                    let decision = format!("{} {}", it.decision, it.section);
                    vec![it.id.to_string(), decision.trim().to_owned(), it.decided_on.to_string()]
                });
                table(&["", &t.disposal_decision(), &t.disposal_day()], &[], rows)
            })
        }
        Command::Protocol { decision: Some(made), whose } => {
            let id = organisation(installation, &whose).await?;
            let (decided, items) = disposal::get(installation, &caller, id, made).await?;
            let protocol = disposal::table(installation, &caller, id, made, t).await?;
            output.answer(&json!({ "decision": decided, "items": items }), |_| {
                words(&protocol, &[6, 7])
            })
        }
    }
}

async fn organisation(installation: &Installation, whose: &Whose) -> Result<Uuid> {
    Ok(match whose.organisation {
        Some(id) => id,
        None => installation.owner().await?,
    })
}
