//! People who evaluate, each an evaluation of their own.

use crate::client::Person;
use anyhow::Result;
use jiff::civil;
use kompass_app::installation::Installation;
use kompass_app::session::{self, Holder, Sign};
use kompass_core::Lang;
use kompass_core::access::Role;
use kompass_core::evaluation::{
    Declaration, Evaluation, Kind, Member, Municipality, State, TeamRole, file,
};
use kompass_core::framework::canonical::Pinned;
use kompass_core::interview::{Interview, Standing};
use kompass_store::account::{self, NewAccount};
use kompass_store::{assignment, evaluation, interview};
use uuid::Uuid;

/// The framework with the most questions: 168.
const FRAMEWORK: &str = "kommunkompassen-2.0";
const GRANVIK: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/demo/granvik-2025.toml"));

/// Somebody who leads an evaluation that is judged, with the interview of it that they take notes of.
#[derive(Clone)]
pub struct Seat {
    /// The evaluation.
    pub evaluation: Uuid,
    /// The interview.
    pub interview: Uuid,
    /// Who leads it, signed in.
    pub person: Person,
}

/// Codes of the questions that are judged.
pub fn questions(installation: &Installation) -> Result<Vec<String>> {
    let framework = installation.catalogue.framework(FRAMEWORK)?;
    Ok(framework.questions().map(|(_, question)| question.code.clone()).collect())
}

/// Makes a seat.
pub async fn take(installation: &Installation, number: usize) -> Result<Seat> {
    let (db, stamp) = (&installation.db, || installation.stamp());
    let framework = installation.catalogue.framework(FRAMEWORK)?;
    let granvik = file::read("granvik-2025.toml", GRANVIK)
        .map_err(|problems| anyhow::anyhow!("the sample evaluation: {problems:?}"))?;
    let leader = Member {
        code: "E1".to_owned(),
        name: "Person E1".to_owned(),
        employer: "Förbundet".to_owned(),
        role: TeamRole::Lead,
        declaration: Some(Declaration { date: installation.today(), conflict: String::new() }),
    };
    let evaluation = Evaluation {
        id: None,
        fictional: true,
        framework: framework.id.clone(),
        kind: Kind::External,
        state: State::Scoring,
        team: vec![leader],
        municipality: Municipality {
            name: format!("Kommun {number}"),
            country: "SE".to_owned(),
            code: None,
            facts: Vec::new(),
        },
        areas: Vec::new(),
        documents: Vec::new(),
        groups: Vec::new(),
        ..granvik
    };
    let owner = installation.owner().await?;
    let pinned = Pinned::new(framework);
    let id = evaluation::insert(db, &stamp()?, owner, &evaluation, &pinned).await?.id;
    let group = framework.groups.first().map(|group| group.code.clone()).unwrap_or_default();
    let slot = Interview {
        id: Uuid::nil(),
        group,
        day: civil::date(2025, 10, 14),
        begins: civil::time(9, 0, 0, 0),
        ends: civil::time(10, 0, 0, 0),
        room: "Sal A".to_owned(),
        evaluators: Vec::new(),
        standing: Standing::Planned,
        met: 0,
        moved: 0,
    };
    let (interview, _) = interview::put(db, &stamp()?, id, &slot, None, |_, _| Ok(())).await?;
    let person = sign_in(installation, id, number).await?;
    Ok(Seat { evaluation: id, interview, person })
}

/// Makes the account that leads an evaluation as E1, and signs it in at an address of its own.
pub async fn sign_in(
    installation: &Installation,
    evaluation: Uuid,
    number: usize,
) -> Result<Person> {
    let (db, stamp) = (&installation.db, || installation.stamp());
    let email = format!("person{number}@example.se");
    let new = NewAccount {
        email: &email,
        name: "Person E1",
        language: Lang::Sv,
        system_administrator: false,
        break_glass: false,
    };
    let account = account::create(db, &stamp()?, &new).await?.id;
    assignment::assign(db, &stamp()?, evaluation, account, Role::LeadEvaluator, Some("E1")).await?;
    // Behind the proxy everybody has an address of their own, so that no limit of one stops another.
    let address = format!("198.18.{}.{}", number / 250, number % 250);
    let holder = Holder::Account(account);
    let sign = Sign { holder, method: "password", agent: "measured", address: &address };
    let token = session::open(installation, &sign).await?.token.expose().to_owned();
    Ok(Person { token, address })
}
