//! The audit log as people read it: who did what to what, and when, the last first. What was written is not in it.

use super::Chain;
use crate::db::{Db, args, statements};
use crate::text::{instant, json};
use jiff::Timestamp;
use kompass_core::Result;

/// What is asked of lines. Chain and digest say where a page ends: the digest is salted, so it tells nothing, while a number
/// would tell how much there is that may not be seen. The order is by `$at`.
macro_rules! lines {
    ($contains:literal, $chains:expr, $who:expr, $at:literal) => {
        concat!(
            "SELECT chain, at, operation, subject, actor, digest FROM audit_entry WHERE ",
            $chains,
            " AND ($1 = '' OR operation LIKE $1 || '.%') AND ",
            $at,
            " >= $2 AND ",
            $at,
            " < $3 AND ",
            $at,
            " <= $4 AND (at < $4 OR chain < $5 OR (chain = $5 AND digest < $6)) AND ($7 = '' OR ",
            $contains,
            "(subject, $7) > 0 OR ",
            $contains,
            "(operation, $7) > 0)",
            $who,
            " ORDER BY ",
            $at,
            " DESC, chain DESC, digest DESC LIMIT $8"
        )
    };
}

/// Lines of the chains in the list `$9`; of those in the list `$10` none that tells that somebody judged.
macro_rules! of_chains {
    ($contains:literal, $values:literal, $end:literal, $who:expr) => {
        lines!(
            $contains,
            concat!(
                "chain IN (",
                $values,
                "$9",
                $end,
                ") AND NOT ((operation LIKE 'judgement.%' OR operation LIKE 'consensus.%' OR operation LIKE 'impact.%')
                    AND chain IN (",
                $values,
                "$10",
                $end,
                "))"
            ),
            $who,
            "at"
        )
    };
}

/// By whom: an account by its address or the beginning of its name, from a key to before another; else what the log calls them.
macro_rules! by {
    ($begin:literal, $end:literal, [$email:literal, $from:literal, $until:literal]) => {
        concat!(
            " AND actor ",
            $begin,
            "SELECT CAST(",
            $email,
            " AS TEXT) UNION ALL SELECT 'account:' || id FROM account WHERE email = ",
            $email,
            " OR (name_sort >= ",
            $from,
            " AND name_sort < ",
            $until,
            ")",
            $end
        )
    };
}

statements! {
    LIST_STATEMENTS:
    OF_CHAINS =
        of_chains!("instr", "SELECT value FROM json_each(", ")", ""),
        of_chains!("strpos", "SELECT json_array_elements_text(", "::json)", "");
    OF_CHAINS_BY =
        of_chains!("instr", "SELECT value FROM json_each(", ")", by!("IN (", ")", ["$11", "$12", "$13"])),
        of_chains!("strpos", "SELECT json_array_elements_text(", "::json)", by!("= ANY (ARRAY(", "))", ["$11", "$12", "$13"]));
    // What belongs to no evaluation, by an index in the order of a page.
    GENERAL =
        lines!("instr", "chain NOT LIKE 'evaluation:%'", "", "at"),
        lines!("strpos", "chain NOT LIKE 'evaluation:%'", "", "at");
    // Few of the lines are by one person: the index of those is the better one, so that no engine may go by time.
    GENERAL_BY =
        lines!("instr", "chain NOT LIKE 'evaluation:%'", by!("IN (", ")", ["$9", "$10", "$11"]), "+at"),
        lines!("strpos", "chain NOT LIKE 'evaluation:%'", by!("= ANY (ARRAY(", "))", ["$9", "$10", "$11"]), "+at");
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
    /// The evaluation or organisation it is about; `None` if no such thing is called so, which only a foreign hand can write.
    pub chain: Option<Chain>,
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

/// Which lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of<'a> {
    /// What belongs to no evaluation: of the installation and all its organisations.
    General,
    /// Those of chains. Of the second ones what tells that somebody judged is left out.
    Chains(&'a [Chain], &'a [Chain]),
}

/// At most so many lines, the last first.
pub async fn lines(db: &Db, of: Of<'_>, asked: &Asked, most: u32) -> Result<Vec<Line>> {
    let first = Place { at: i64::MAX, chain: String::new(), digest: String::new() };
    let last = asked.after.as_ref().unwrap_or(&first);
    let mut row = args![
        &asked.noun,
        asked.from.map_or(0, Timestamp::as_microsecond),
        asked.until.map_or(i64::MAX, Timestamp::as_microsecond),
        last.at,
        &last.chain,
        &last.digest,
        &asked.text,
        most,
    ]
    .to_vec();
    if let Of::Chains(chains, closed) = of {
        let names =
            |chains: &[Chain]| json(&chains.iter().map(Chain::to_string).collect::<Vec<_>>());
        row.extend_from_slice(args![names(chains), names(closed)]);
    }
    let person = asked.person.trim();
    if !person.is_empty() {
        let prefix = crate::sort::prefix(person);
        // Comes after every hexadecimal digit. Where there is no letter to begin with, no name does.
        let end = if prefix.is_empty() { String::new() } else { format!("{prefix}g") };
        row.extend_from_slice(args![person.to_lowercase(), prefix, end]);
    }
    let statement = match (of, person.is_empty()) {
        (Of::General, true) => &GENERAL,
        (Of::General, false) => &GENERAL_BY,
        (Of::Chains(..), true) => &OF_CHAINS,
        (Of::Chains(..), false) => &OF_CHAINS_BY,
    };
    let rows: Vec<Row> = db.all(statement, &row).await?;
    rows.into_iter().map(line).collect()
}

type Row = (String, i64, String, String, Option<String>, String);

fn line((chain, at, operation, subject, actor, digest): Row) -> Result<Line> {
    Ok(Line {
        chain: chain_of(&chain),
        at: instant("audit_entry.at", at)?,
        operation,
        subject,
        actor,
        place: Place { at, chain, digest },
    })
}

fn chain_of(name: &str) -> Option<Chain> {
    match name.split_once(':') {
        Some(("evaluation", id)) => id.parse().ok().map(Chain::Evaluation),
        Some(("organisation", id)) => id.parse().ok().map(Chain::Organisation),
        _ => (name == "installation").then_some(Chain::Installation),
    }
}
