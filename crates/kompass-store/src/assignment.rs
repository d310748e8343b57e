//! Roles of accounts in evaluations, and which code on the team an account judges under.

use crate::db::{Db, Tx, args, statements};
use crate::text::{from_word, id, word};
use crate::write::{Begun, Stamp, Write};
use kompass_core::access::Role;
use kompass_core::{Error, Problem, Result};
use serde::Serialize;
use uuid::Uuid;

/// The roles that are given in an evaluation to an account.
pub const ROLES: [Role; 5] =
    [Role::LeadEvaluator, Role::Evaluator, Role::QualityReviewer, Role::Coordinator, Role::Reader];

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO assignment (evaluation_id, account_id, role, member, created_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (evaluation_id, account_id, role) DO UPDATE SET member = excluded.member
            WHERE assignment.member IS DISTINCT FROM excluded.member";
    DELETE = "DELETE FROM assignment WHERE evaluation_id = $1 AND account_id = $2 AND role = $3";
    DELETE_OF_MEMBER = "DELETE FROM assignment WHERE evaluation_id = $1 AND member = $2";
    OF_EVALUATION = "SELECT assignment.account_id, account.email, account.name, assignment.role, assignment.member
        FROM assignment JOIN account ON account.id = assignment.account_id
        WHERE assignment.evaluation_id = $1 ORDER BY account.name_sort, assignment.account_id, assignment.role";
    OF_ACCOUNT = "SELECT evaluation_id, role, member FROM assignment
        WHERE account_id = $1 ORDER BY evaluation_id, role";
    HAS_MEMBER = "SELECT member.code, assignment.account_id, assignment.role
        FROM member LEFT JOIN assignment
            ON assignment.evaluation_id = member.evaluation_id AND assignment.member = member.code
        WHERE member.evaluation_id = $1 AND member.code = $2";
}

/// Somebody with a role in an evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assigned {
    /// The account.
    pub account: Uuid,
    /// Its e-mail address.
    pub email: String,
    /// Its name.
    pub name: String,
    /// The role, one of [`ROLES`].
    pub role: Role,
    /// Code on the team.
    pub member: Option<String>,
}

/// Gives an account a role in an evaluation, with a code on the team that nobody else has. The same again changes nothing; with
/// another code, it gets that one.
pub async fn assign(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    account: Uuid,
    role: Role,
    member: Option<&str>,
) -> Result<()> {
    check(role)?;
    let request = (evaluation, account, role, member);
    let mut write = match Write::begin(db, stamp, "assignment.assign", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    if let Some(code) = member {
        check_member(&mut write, evaluation, account, role, code).await?;
    }
    let row = args![evaluation, account, word(&role), member, write.now()];
    if write.tx.execute(&INSERT, row).await? == 0 {
        return Ok(());
    }
    write.finish_in(evaluation, account, (role, member), ()).await
}

/// Takes a role in an evaluation from an account. What is not there changes nothing.
pub async fn revoke(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    account: Uuid,
    role: Role,
) -> Result<()> {
    let request = (evaluation, account, role);
    let mut write = match Write::begin(db, stamp, "assignment.revoke", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    if write.tx.execute(&DELETE, args![evaluation, account, word(&role)]).await? == 0 {
        return Ok(());
    }
    write.finish_in(evaluation, account, role, ()).await
}

/// Takes the roles that go with a code on the team, as a part of another write.
pub(crate) async fn revoke_member_in(tx: &mut Tx, evaluation: Uuid, code: &str) -> Result<()> {
    tx.execute(&DELETE_OF_MEMBER, args![evaluation, code]).await.map(|_| ())
}

/// Everybody with a role in an evaluation, by name.
pub async fn of_evaluation(db: &Db, evaluation: Uuid) -> Result<Vec<Assigned>> {
    let rows: Vec<(String, String, String, String, Option<String>)> =
        db.all(&OF_EVALUATION, args![evaluation]).await?;
    rows.into_iter()
        .map(|(account, email, name, role, member)| {
            let account = id("assignment.account_id", &account)?;
            Ok(Assigned {
                account,
                email,
                name,
                role: from_word("assignment.role", &role)?,
                member,
            })
        })
        .collect()
}

/// The evaluations in which an account has a role: which, what, and under which code on the team.
pub async fn of_account(db: &Db, account: Uuid) -> Result<Vec<(Uuid, Role, Option<String>)>> {
    let rows: Vec<(String, String, Option<String>)> = db.all(&OF_ACCOUNT, args![account]).await?;
    rows.into_iter()
        .map(|(evaluation, role, member)| {
            let evaluation = id("assignment.evaluation_id", &evaluation)?;
            Ok((evaluation, from_word("assignment.role", &role)?, member))
        })
        .collect()
}

fn check(role: Role) -> Result<()> {
    if ROLES.contains(&role) {
        return Ok(());
    }
    Err(Error::invalid(Problem::new(
        "role",
        format!("{} is no role of an account in an evaluation", word(&role)),
        format!("give one of {}", ROLES.map(|role| word(&role)).join(", ")),
    )))
}

/// The code is on the team, and free. Two who ask at once are told apart by an index.
async fn check_member(
    write: &mut Write<'_>,
    evaluation: Uuid,
    account: Uuid,
    role: Role,
    code: &str,
) -> Result<()> {
    let row: Option<(String, Option<String>, Option<String>)> =
        write.tx.optional(&HAS_MEMBER, args![evaluation, code]).await?;
    let Some((_, holder, held)) = row else {
        return Err(Error::not_found("member", code, "add it to the team of the evaluation first"));
    };
    let same = holder == Some(account.to_string()) && held == Some(word(&role));
    match held {
        Some(held) if !same => Err(Error::Conflict(format!(
            "{code} on the team is taken, by the {held} – take that role away first, or give another code"
        ))),
        _ => Ok(()),
    }
}
