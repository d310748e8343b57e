//! What programs may ask. The types here are what is really sent; the OpenAPI document is made of their schemas.

use crate::csrf;
use crate::error::Answer;
use crate::page::Shell;
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use jiff::Timestamp;
use kompass_app::access::{self, Scope};
use kompass_app::evaluation::{self, Head};
use kompass_app::secrecy;
use kompass_app::{organisation, people, presence, session};
use kompass_core::access::Role;
use kompass_core::evaluation::{Evaluation, Kind, State};
use kompass_core::{Error, Lang};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// The account that is signed in.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Me {
    id: Uuid,
    name: String,
    email: String,
    /// Language of the interface.
    language: Lang,
    /// Runs the installation.
    system_administrator: bool,
    /// Roles in organisations that are not closed.
    organisations: Vec<InOrganisation>,
    /// Roles in evaluations.
    evaluations: Vec<InEvaluation>,
    /// To be sent in the header `x-kompass-csrf` with everything that changes something.
    csrf: String,
}

/// A role in an organisation; `account` is a mere member.
#[derive(Serialize, JsonSchema)]
struct InOrganisation {
    organisation: Uuid,
    role: Role,
}

/// A role in an evaluation.
#[derive(Serialize, JsonSchema)]
struct InEvaluation {
    evaluation: Uuid,
    role: Role,
    /// Code on the team.
    member: Option<String>,
}

/// A device on which the account is signed in.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Session {
    id: Uuid,
    /// How it was signed in: `password`, `password+totp`, `passkey`, `oidc:ID`.
    method: String,
    /// What the device says it is.
    agent: String,
    /// Network address it was signed in from.
    address: String,
    created_at: Timestamp,
    /// When it was last used, to the minute.
    seen_at: Timestamp,
    /// When it ends, used or not.
    expires_at: Timestamp,
    /// True for the one that asks.
    here: bool,
}

/// A device that was signed out.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Ended {
    id: Uuid,
}

/// An organisation.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Organisation {
    id: Uuid,
    name: String,
    /// `federation`, `municipality`, `region` or `consultancy`.
    #[schemars(with = "String")]
    kind: organisation::Kind,
    /// Country code (ISO 3166-1).
    country: String,
    /// Code of the municipality or region, with its leading zero.
    code: Option<String>,
    /// Since when nobody has a role in it any more.
    closed_at: Option<Timestamp>,
}

/// Somebody in an organisation.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Person {
    account: Uuid,
    name: String,
    email: String,
    /// Roles in the organisation; `account` is a mere member.
    roles: Vec<Role>,
    /// True if a password alone does not sign in, or a passkey does.
    second_factor: bool,
    /// When the account was last active on a device that is signed in.
    active_at: Option<Timestamp>,
    /// True if the account cannot sign in.
    disabled: bool,
}

/// An evaluation in a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListedEvaluation")]
pub(crate) struct Listed {
    id: Uuid,
    /// The organisation that evaluates.
    organisation: Uuid,
    municipality: String,
    /// Municipality code, with its leading zero.
    code: Option<String>,
    /// Country code (ISO 3166-1).
    country: String,
    year: i16,
    kind: Kind,
    state: State,
    /// Id of the framework.
    framework: String,
    /// True for invented municipalities.
    fictional: bool,
    /// What the caller is in it.
    roles: Vec<Role>,
}

/// An evaluation as the caller may see it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SeenEvaluation")]
pub(crate) struct Seen {
    /// What the caller is in it.
    roles: Vec<Role>,
    /// The caller's code on the team.
    member: Option<String>,
    /// The evaluation without what the caller may not read; the same as the file that can be downloaded.
    evaluation: Evaluation,
}

/// `GET /api/v1/me`.
pub(crate) async fn me(shell: Shell) -> Answer {
    let (caller, account) = (shell.caller(), shell.caller().account()?);
    let (memberships, assignments) = (&caller.grants.memberships, &caller.grants.assignments);
    let organisation =
        |(id, role): &(Uuid, Role)| InOrganisation { organisation: *id, role: *role };
    let evaluation = |(id, role, member): &(Uuid, Role, Option<String>)| InEvaluation {
        evaluation: *id,
        role: *role,
        member: member.clone(),
    };
    let me = Me {
        id: account.id,
        name: account.name.clone(),
        email: account.email.clone(),
        language: account.language,
        system_administrator: account.system_administrator,
        organisations: memberships.iter().map(organisation).collect(),
        evaluations: assignments.iter().map(evaluation).collect(),
        csrf: csrf::token(&shell.visit)?,
    };
    Ok(Json(me).into_response())
}

/// `GET /api/v1/me/sessions`.
pub(crate) async fn sessions(shell: Shell) -> Answer {
    let here = shell.caller().session.as_ref().map(|session| session.id);
    let devices = session::devices(&shell.app.installation, shell.caller()).await?;
    let session = |it: session::Session| Session {
        here: Some(it.id) == here,
        id: it.id,
        method: it.method,
        agent: it.agent,
        address: it.address,
        created_at: it.created_at,
        seen_at: it.seen_at,
        expires_at: it.expires_at,
    };
    Ok(Json(devices.into_iter().map(session).collect::<Vec<_>>()).into_response())
}

/// `DELETE /api/v1/me/sessions/{session}`.
pub(crate) async fn end_session(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    session::end(&shell.app.installation, shell.caller(), id).await?;
    Ok(Json(Ended { id }).into_response())
}

/// `GET /api/v1/organisations`.
pub(crate) async fn organisations(shell: Shell) -> Answer {
    let mine = organisation::mine(&shell.app.installation, shell.caller()).await?;
    let organisation = |it: organisation::Organisation| Organisation {
        id: it.id,
        name: it.name,
        kind: it.kind,
        country: it.country,
        code: it.code,
        closed_at: it.closed_at,
    };
    Ok(Json(mine.into_iter().map(organisation).collect::<Vec<_>>()).into_response())
}

/// `GET /api/v1/organisations/{organisation}/people`.
pub(crate) async fn people(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let people = people::list(installation, caller, id).await?;
    let presence = presence::of_organisation(installation, caller, id).await?;
    let person = |people::Person { account, roles }: people::Person| {
        let presence = presence.get(&account.id);
        let mut roles: Vec<Role> = roles.into_iter().map(|(role, _)| role).collect();
        roles.dedup();
        Person {
            account: account.id,
            name: account.name,
            email: account.email,
            roles,
            second_factor: account.has_totp || presence.is_some_and(|it| it.passkeys > 0),
            active_at: presence.and_then(|it| it.active_at),
            disabled: account.disabled_at.is_some(),
        }
    };
    Ok(Json(people.into_iter().map(person).collect::<Vec<_>>()).into_response())
}

/// `GET /api/v1/evaluations`.
pub(crate) async fn evaluations(shell: Shell) -> Answer {
    let heads = evaluation::list_for(&shell.app.installation, shell.caller()).await?;
    let listed = |head: Head| Listed {
        roles: access::roles(shell.caller(), &Scope::Evaluation(&head)),
        id: head.id,
        organisation: head.organisation,
        municipality: head.municipality,
        code: head.code,
        country: head.country,
        year: head.year,
        kind: head.kind,
        state: head.state,
        framework: head.framework,
        fictional: head.fictional,
    };
    Ok(Json(heads.into_iter().map(listed).collect::<Vec<_>>()).into_response())
}

/// `GET /api/v1/evaluations/{evaluation}`.
pub(crate) async fn evaluation(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let seen = evaluation::open_for(&shell.app.installation, shell.caller(), id).await?;
    let installation = &shell.app.installation;
    let outside = secrecy::outside(installation, &seen.head, seen.evaluation).await?;
    let seen = Seen { roles: seen.viewer.roles, member: seen.viewer.member, evaluation: outside };
    Ok(Json(seen).into_response())
}

/// `GET /api/v1/evaluations/{evaluation}/progress`.
pub(crate) async fn progress(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let seen = evaluation::open_for(&shell.app.installation, shell.caller(), id).await?;
    let progress = seen.progress.ok_or_else(|| Error::not_found("progress", id, ""))?;
    Ok(Json(progress).into_response())
}
