//! The team of an evaluation, one member at a time.

use crate::db::{Db, args, statements};
use crate::text::{from_json, json, word};
use crate::write::{Begun, Stamp, Write};
use crate::{assignment, evaluation};
use kompass_core::evaluation::{Declaration, Member};
use kompass_core::{Error, Result};
use uuid::Uuid;

statements! {
    STATEMENTS:
    INSERT = "INSERT INTO member (evaluation_id, code, position, name, employer, role, declaration, version, changed_at)
        VALUES ($1, $2, (SELECT coalesce(max(position) + 1, 0) FROM member WHERE evaluation_id = $1), $3, $4, $5, $6, 1,
            $7)
        ON CONFLICT (evaluation_id, code) DO NOTHING";
    HAS_JUDGED = "SELECT subject FROM judgement WHERE evaluation_id = $1 AND member = $2 LIMIT 1";
    DELETE = "DELETE FROM member WHERE evaluation_id = $1 AND code = $2";
    DECLARATION = "SELECT declaration FROM member WHERE evaluation_id = $1 AND code = $2";
    SIGN = "UPDATE member SET declaration = $3, version = version + 1, changed_at = $4
        WHERE evaluation_id = $1 AND code = $2";
}

/// Takes somebody onto the team. A code that is taken is a conflict.
pub async fn add_member(db: &Db, stamp: &Stamp, evaluation: Uuid, member: &Member) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "team.add", &(evaluation, member)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let Member { code, name, employer, role, declaration } = member;
    let declaration = declaration.as_ref().map(json);
    let row = args![evaluation, code, name, employer, word(role), declaration, now];
    if write.tx.execute(&INSERT, row).await? == 0 {
        return Err(Error::Conflict(format!(
            "there is a {code} on the team already – give another code"
        )));
    }
    write.finish_in(evaluation, code, member, ()).await
}

/// Takes somebody off the team, and the roles that went with it. Whoever has judged stays.
pub async fn remove_member(db: &Db, stamp: &Stamp, evaluation: Uuid, code: &str) -> Result<()> {
    let mut write = match Write::begin(db, stamp, "team.remove", &(evaluation, code)).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    let judged: Option<(String,)> = write.tx.optional(&HAS_JUDGED, args![evaluation, code]).await?;
    if let Some((subject,)) = judged {
        return Err(Error::Conflict(format!(
            "{code} has judged ({subject}) and stays on the team – take the role away instead"
        )));
    }
    if write.tx.execute(&DELETE, args![evaluation, code]).await? == 0 {
        return Err(unknown(code));
    }
    assignment::revoke_member_in(&mut write.tx, evaluation, code).await?;
    write.finish_in(evaluation, code, (), ()).await
}

/// The conflict-of-interest declaration of a member, once it is signed.
pub async fn declaration(db: &Db, evaluation: Uuid, code: &str) -> Result<Option<Declaration>> {
    let row: Option<(Option<String>,)> = db.optional(&DECLARATION, args![evaluation, code]).await?;
    let signed = row.and_then(|(declaration,)| declaration);
    signed.map(|text| from_json("member.declaration", &text)).transpose()
}

/// Keeps the conflict-of-interest declaration of a member; a later one takes the place of an earlier one.
pub async fn sign(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    code: &str,
    declaration: &Declaration,
) -> Result<()> {
    let request = (evaluation, code, declaration);
    let mut write = match Write::begin(db, stamp, "team.sign", &request).await? {
        Begun::Repeated(()) => return Ok(()),
        Begun::New(write) => write,
    };
    let now = write.now();
    evaluation::touch_in(&mut write.tx, evaluation, now).await?;
    if write.tx.execute(&SIGN, args![evaluation, code, json(declaration), now]).await? == 0 {
        return Err(unknown(code));
    }
    write.finish_in(evaluation, code, declaration, ()).await
}

fn unknown(code: &str) -> Error {
    Error::not_found("member", code, "read the team of the evaluation")
}
