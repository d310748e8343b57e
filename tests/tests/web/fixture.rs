//! Two organisations that evaluate, two that are evaluated, one evaluation each, and somebody in every role of the first.

use super::harness::{Client, TestApp};
use axum::http::StatusCode;
use kompass_app::session::{self, Holder, Sign};
use kompass_core::Lang;
use kompass_core::access::Role;
use kompass_core::evaluation::{Evaluation, Member, State, TeamRole, file};
use kompass_core::framework::canonical::Pinned;
use kompass_store::account::{self, NewAccount};
use kompass_store::link::{self, NewLink, Purpose};
use kompass_store::organisation::{self, Kind, NewOrganisation};
use kompass_store::session::Session;
use kompass_store::{assignment, evaluation, membership};
use kompass_testkit::step_to;
use std::fmt;
use std::sync::LazyLock;
use uuid::Uuid;

const GRANVIK: &str = include_str!("../../../data/demo/granvik-2025.toml");

/// Somebody who can call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Person {
    /// Nobody.
    Public,
    /// An account without any role.
    Account,
    /// A system administrator.
    System,
    /// Administrator of the evaluating organisation.
    Administrator,
    /// Administrator of the evaluated organisation.
    Evaluated,
    /// Reads for the evaluated organisation.
    Reader,
    Lead,
    Evaluator,
    /// An evaluator who has not signed the declaration.
    Undeclared,
    Reviewer,
    Coordinator,
    Contributor,
    Interviewee,
}

impl Person {
    pub(super) const ALL: [Self; 13] = [
        Self::Public,
        Self::Account,
        Self::Interviewee,
        Self::Contributor,
        Self::Reader,
        Self::Undeclared,
        Self::Evaluator,
        Self::Reviewer,
        Self::Coordinator,
        Self::Lead,
        Self::Evaluated,
        Self::Administrator,
        Self::System,
    ];
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Public => "public",
            Self::Account => "account",
            Self::System => "system",
            Self::Administrator => "admin",
            Self::Evaluated => "evaluated",
            Self::Reader => "reader",
            Self::Lead => "lead",
            Self::Evaluator => "evaluator",
            Self::Undeclared => "undeclared",
            Self::Reviewer => "reviewer",
            Self::Coordinator => "coordinator",
            Self::Contributor => "contributor",
            Self::Interviewee => "interviewee",
        })
    }
}

/// Everything that was made.
pub(super) struct Fixture {
    /// The evaluating organisation and the evaluated one.
    pub own: (Uuid, Uuid),
    pub evaluation: Uuid,
    /// The same of others, who have nothing to do with the people of this fixture.
    pub other: (Uuid, Uuid),
    pub other_evaluation: Uuid,
    holders: Vec<(Person, Holder)>,
}

impl Fixture {
    /// Makes it. The evaluation is the fictional Granvik, taken back to the scoring, and changed by `change`.
    pub(super) async fn make(app: &TestApp, change: impl Fn(&mut Evaluation)) -> Self {
        let maker = Maker { app, host: format!("{}.example.se", Uuid::now_v7().simple()) };
        let mut granvik = scoring();
        change(&mut granvik);
        let own = (
            maker.organisation("Kommunförbundet Mellanbygd", Kind::Federation).await,
            maker.organisation("Granvik", Kind::Municipality).await,
        );
        let other = (
            maker.organisation("Konsulten", Kind::Consultancy).await,
            maker.organisation("Åsvik", Kind::Municipality).await,
        );
        let evaluation = maker.evaluation(own, &granvik).await;
        let other_evaluation = maker
            .evaluation(other, &Evaluation { year: 2024, areas: Vec::new(), ..scoring() })
            .await;

        let mut holders = Vec::new();
        for person in Person::ALL {
            let holder = match person {
                Person::Public => continue,
                Person::Contributor => {
                    maker
                        .link(
                            evaluation,
                            Purpose::Contributor,
                            serde_json::json!({ "sub_areas": ["1.1"] }),
                        )
                        .await
                }
                Person::Interviewee => {
                    maker
                        .link(
                            evaluation,
                            Purpose::Interviewee,
                            serde_json::json!({ "group": "politicians" }),
                        )
                        .await
                }
                person => maker.account(person, own, evaluation).await,
            };
            holders.push((person, holder));
        }
        Self { own, evaluation, other, other_evaluation, holders }
    }

    /// Takes the evaluation to another state.
    pub(super) async fn step_to(&self, app: &TestApp, to: State) {
        let (db, stamp) = (&app.installation().db, app.installation().stamp().unwrap());
        let version = evaluation::head(db, self.evaluation).await.unwrap().version;
        step_to(db, &stamp, self.evaluation, version, to).await.unwrap();
    }

    /// The account of somebody.
    pub(super) fn account(&self, person: Person) -> Uuid {
        match self.holders.iter().find(|(known, _)| *known == person) {
            Some((_, Holder::Account(id))) => *id,
            _ => panic!("{person} has no account"),
        }
    }

    /// Somebody, signed in on a new device.
    pub(super) async fn client(&self, app: &TestApp, person: Person) -> Client {
        self.client_with_session(app, person).await.0
    }

    /// As above, with the session.
    pub(super) async fn client_with_session(
        &self,
        app: &TestApp,
        person: Person,
    ) -> (Client, Option<Session>) {
        let mut client = app.visitor();
        let Some((_, holder)) = self.holders.iter().find(|(known, _)| *known == person) else {
            return (client, None);
        };
        let sign = Sign { holder: *holder, method: "test", agent: "test", address: "127.0.0.1" };
        let opened = session::open(app.installation(), &sign).await.unwrap();
        client.cookies.insert("__Host-kompass".to_owned(), opened.token.expose().to_owned());
        (client, Some(opened.session))
    }
}

/// Reads a page as somebody in each language: it is marked so, and says something else in each.
pub(super) async fn speaks_every_language(
    test: &TestApp,
    fixture: &Fixture,
    person: Person,
    path: &str,
) {
    let mut bodies = Vec::new();
    for lang in Lang::ALL {
        speaks(test, fixture.account(person), lang).await;
        let answer = fixture.client(test, person).await.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        assert_eq!(answer.attributes("html", "lang"), [lang.code()], "{path}");
        bodies.push(answer.find("main").unwrap());
    }
    assert!(
        bodies[0] != bodies[1] && bodies[1] != bodies[2],
        "{path} says the same in two languages"
    );
}

/// Somebody chooses a language.
pub(super) async fn speaks(test: &TestApp, id: Uuid, lang: Lang) {
    let installation = test.installation();
    let there = account::get(&installation.db, id).await.unwrap();
    let stamp = installation.stamp().unwrap();
    account::update_profile(&installation.db, &stamp, id, there.version, &there.name, lang)
        .await
        .unwrap();
}

/// The fictional Granvik while its evaluators judge: nothing is locked, nothing agreed, nothing written.
pub(super) fn scoring() -> Evaluation {
    static GRANVIK_TAKEN_BACK: LazyLock<Evaluation> = LazyLock::new(taken_back);
    GRANVIK_TAKEN_BACK.clone()
}

fn taken_back() -> Evaluation {
    let mut granvik = file::read("granvik-2025.toml", GRANVIK.as_bytes()).unwrap();
    granvik.state = State::Scoring;
    for area in &mut granvik.areas {
        area.locked.clear();
    }
    granvik.team.push(Member {
        code: "E4".to_owned(),
        name: "Vendela Strand".to_owned(),
        employer: "Lidbro kommun (påhittad)".to_owned(),
        role: TeamRole::Evaluator,
        declaration: None,
    });
    granvik
}

struct Maker<'a> {
    app: &'a TestApp,
    /// Nobody has the same address in another fixture of the same database.
    host: String,
}

impl Maker<'_> {
    async fn organisation(&self, name: &str, kind: Kind) -> Uuid {
        let installation = self.app.installation();
        let new = NewOrganisation { name, country: "SE", kind, code: None };
        organisation::create(&installation.db, &installation.stamp().unwrap(), &new).await.unwrap()
    }

    async fn evaluation(
        &self,
        (evaluating, evaluated): (Uuid, Uuid),
        content: &Evaluation,
    ) -> Uuid {
        let installation = self.app.installation();
        let framework = installation.catalogue.framework(&content.framework).unwrap();
        let (db, pinned) = (&installation.db, Pinned::new(framework));
        let stamp = || installation.stamp().unwrap();
        let made = evaluation::insert(db, &stamp(), evaluating, content, &pinned).await.unwrap();
        evaluation::share(db, &stamp(), made.id, None, Some(evaluated)).await.unwrap();
        made.id
    }

    async fn account(&self, person: Person, own: (Uuid, Uuid), evaluation: Uuid) -> Holder {
        let installation = self.app.installation();
        let (db, stamp) = (&installation.db, || installation.stamp().unwrap());
        let email = format!("{person}@{}", self.host);
        let new = NewAccount {
            email: &email,
            name: &format!("Person {person}"),
            language: Lang::Sv,
            system_administrator: person == Person::System,
            break_glass: false,
        };
        let id = account::create(db, &stamp(), &new).await.unwrap().id;
        let in_organisation = match person {
            Person::Administrator => Some((own.0, Role::OrganisationAdministrator)),
            Person::Evaluated => Some((own.1, Role::OrganisationAdministrator)),
            Person::Reader => Some((own.1, Role::Reader)),
            _ => None,
        };
        if let Some((organisation, role)) = in_organisation {
            membership::grant(db, &stamp(), id, organisation, role, "local").await.unwrap();
        }
        let in_evaluation = match person {
            Person::Lead => Some((Role::LeadEvaluator, Some("E1"))),
            Person::Evaluator => Some((Role::Evaluator, Some("E3"))),
            Person::Undeclared => Some((Role::Evaluator, Some("E4"))),
            Person::Reviewer => Some((Role::QualityReviewer, Some("R1"))),
            Person::Coordinator => Some((Role::Coordinator, None)),
            _ => None,
        };
        if let Some((role, member)) = in_evaluation {
            assignment::assign(db, &stamp(), evaluation, id, role, member).await.unwrap();
        }
        Holder::Account(id)
    }

    async fn link(&self, evaluation: Uuid, purpose: Purpose, scope: serde_json::Value) -> Holder {
        let installation = self.app.installation();
        let expires_at = installation.now() + jiff::SignedDuration::from_hours(24);
        let digest = kompass_app::secret::digest(&Uuid::now_v7().to_string());
        let new = NewLink {
            id: Uuid::now_v7(),
            digest: &digest,
            purpose,
            organisation: None,
            evaluation: Some(evaluation),
            account: None,
            role: None,
            email: "",
            name: "Person länk",
            scope,
            expires_at,
            most_uses: None,
            by_mail: false,
        };
        let link =
            link::create(&installation.db, &installation.stamp().unwrap(), &new).await.unwrap();
        Holder::Link(link.id, expires_at)
    }
}
