//! The audit log as people read it: who did what to what, and when, the last first. What was written is not in it.

use super::Chain;
use crate::db::{Db, args, statements};
use crate::text::{instant, json};
use jiff::Timestamp;
use kompass_core::{Error, Result};

/// What is asked of the lines of chains. Chain and digest say where a page ends: the digest is salted, so it tells nothing,
/// while a number would tell how much there is that may not be seen.
macro_rules! lines {
    ($chains:literal, $closed:literal, $contains:literal) => {
        concat!(
            "SELECT chain, at, operation, subject, actor, digest FROM audit_entry WHERE chain ",
            $chains,
            " AND ($3 = '' OR operation LIKE $3 || '.%') AND at >= $4 AND at < $5
                AND (at < $6 OR (at = $6 AND (chain < $7 OR (chain = $7 AND digest < $13)))) AND ($8 = '' OR ",
            $contains,
            "(subject, $8) > 0 OR ",
            $contains,
            "(operation, $8) > 0)
                AND ($9 = '' OR actor = $11 OR actor IN (
                    SELECT 'account:' || id FROM account WHERE email = $11 OR (name_sort >= $9 AND name_sort < $10)))
                AND NOT ((operation LIKE 'judgement.%' OR operation LIKE 'consensus.%' OR operation LIKE 'impact.%')
                    AND chain ",
            $closed,
            ") ORDER BY at DESC, chain DESC, digest DESC LIMIT $12"
        )
    };
}

statements! {
    LIST_STATEMENTS:
    LINES =
        lines!("IN (SELECT value FROM json_each($1))", "IN (SELECT value FROM json_each($2))", "instr"),
        lines!(
            "= ANY (ARRAY(SELECT json_array_elements_text($1::json)))",
            "= ANY (ARRAY(SELECT json_array_elements_text($2::json)))",
            "strpos"
        );
}

/// What is asked for; what is empty asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// What it was done to: `document`, the first part of an operation.
    pub noun: String,
    /// Beginning of the name of who did it, if it was an account, or its address of mail, or what the log calls them.
    pub person: String,
    /// First moment.
    pub from: Option<Timestamp>,
    /// The moment after the last.
    pub until: Option<Timestamp>,
    /// A part of subject or operation.
    pub text: String,
    /// The last line of the page before.
    pub after: Option<Place>,
}

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The evaluation or organisation it is about.
    pub chain: Chain,
    /// When.
    pub at: Timestamp,
    /// What was done: `judgement.put`.
    pub operation: String,
    /// To what.
    pub subject: String,
    /// By whom; `None` once disposed of.
    pub actor: Option<String>,
    /// Where a page ends that ends with it.
    pub place: Place,
}

/// Where a page ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Moment of the line in microseconds.
    pub at: i64,
    /// Name of its chain.
    pub chain: String,
    /// Its digest.
    pub digest: String,
}

/// At most so many lines of these chains, the last first. Of those that are `closed` what tells that somebody judged is left
/// out.
pub async fn lines(
    db: &Db,
    (chains, closed): (&[Chain], &[Chain]),
    asked: &Asked,
    most: u32,
) -> Result<Vec<Line>> {
    let names = |chains: &[Chain]| json(&chains.iter().map(Chain::to_string).collect::<Vec<_>>());
    let first = Place { at: i64::MAX, chain: String::new(), digest: String::new() };
    let last = asked.after.as_ref().unwrap_or(&first);
    let person = asked.person.trim();
    let prefix = crate::sort::prefix(person);
    // Comes after every hexadecimal digit.
    let end = format!("{prefix}g");
    let row = args![
        names(chains),
        names(closed),
        &asked.noun,
        asked.from.map_or(0, Timestamp::as_microsecond),
        asked.until.map_or(i64::MAX, Timestamp::as_microsecond),
        last.at,
        &last.chain,
        &asked.text,
        prefix,
        end,
        person.to_lowercase(),
        most,
        &last.digest,
    ];
    let rows: Vec<Row> = db.all(&LINES, row).await?;
    rows.into_iter().map(line).collect()
}

type Row = (String, i64, String, String, Option<String>, String);

fn line((chain, at, operation, subject, actor, digest): Row) -> Result<Line> {
    Ok(Line {
        chain: chain_of(&chain)?,
        at: instant("audit_entry.at", at)?,
        operation,
        subject,
        actor,
        place: Place { at, chain, digest },
    })
}

fn chain_of(name: &str) -> Result<Chain> {
    let id = |text: &str| crate::text::id("audit_entry.chain", text);
    match name.split_once(':') {
        Some(("evaluation", uuid)) => id(uuid).map(Chain::Evaluation),
        Some(("organisation", uuid)) => id(uuid).map(Chain::Organisation),
        _ if name == "installation" => Ok(Chain::Installation),
        _ => Err(Error::Internal(format!("audit_entry.chain holds {name:?}"))),
    }
}
