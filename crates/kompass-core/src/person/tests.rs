use super::places::{Ground, Shown, TABLES, table};
use super::*;
use crate::record::After;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 3, 1);
const HERE: Uuid = Uuid::from_u128(1);
const THERE: Uuid = Uuid::from_u128(2);
const CASE: Uuid = Uuid::from_u128(3);
const ANNA: Uuid = Uuid::from_u128(4);

fn known(anchor: Anchor, email: &str, name: &str) -> Known {
    Known {
        anchor,
        same: None,
        email: email.into(),
        name: name.into(),
        organisations: BTreeSet::from([HERE]),
        evaluation: None,
    }
}

fn anna() -> Person {
    people(&[known(Anchor::Account(ANNA), "anna@granvik.se", "Anna Berg")]).remove(0)
}

fn row(name: &str, values: serde_json::Value) -> Row {
    let Value::Object(values) = values else { panic!("an object") };
    Row { table: table(name).unwrap(), certain: true, values }
}

fn case(state: State, delivered: Option<Date>) -> Case {
    let reached = Reached { delivered, closed: None };
    Case { label: "Granvik 2024".into(), organisation: HERE, state, reached }
}

fn found(rows: Vec<Row>, case: Case) -> Found {
    Found { rows, cases: BTreeMap::from([(CASE, case)]), ..Found::default() }
}

fn outcomes(plan: &Plan) -> Vec<(&'static str, Outcome)> {
    plan.rows.iter().map(|(row, outcome)| (row.table.name, *outcome)).collect()
}

#[test]
fn the_table_of_places_is_consistent() {
    let mut names = BTreeSet::new();
    for table in TABLES {
        assert!(names.insert(table.name), "{} twice", table.name);
        let mut columns = BTreeSet::new();
        for column in table.columns() {
            assert!(columns.insert(column), "{}.{column} twice", table.name);
        }
        for place in table.places {
            let at = format!("{}.{}", table.name, place.column);
            for erasure in [place.erasure, table.erasure] {
                if let Erasure::WithRecord(record) = erasure {
                    assert!(record.is_disposable(), "{at} waits for what never goes");
                    assert_eq!(table.part.record(), Some(record), "{at}");
                }
            }
            // What proves who somebody is is never shown: whoever reads it could come in with it.
            let secret = place.what == places::What::Credential;
            assert!(!secret || place.shown != Shown::Whole || at == "identity.subject", "{at}");
        }
    }
}

#[test]
fn whoever_has_the_same_address_is_one_person() {
    let (link, listed) = (Anchor::Link(Uuid::from_u128(8)), Anchor::Interviewee(THERE));
    let member = Anchor::Member(CASE, "E1".into());
    let all = [
        known(Anchor::Account(ANNA), "anna@granvik.se", "Anna Berg"),
        known(link.clone(), "ANNA@granvik.se", "A. Berg"),
        Known { same: Some(Anchor::Account(ANNA)), ..known(member.clone(), "", "Anna Berg") },
        known(listed.clone(), "", "Anna Berg"),
        known(Anchor::Member(THERE, "E2".into()), "", "anna berg"),
    ];
    let people = people(&all);
    assert_eq!(people.len(), 2, "{people:?}");
    let one = people.iter().find(|person| !person.emails.is_empty()).unwrap();
    assert_eq!(one.anchors, BTreeSet::from([Anchor::Account(ANNA), link, member]));
    assert_eq!(one.names.len(), 2);
    // A name alone makes no account somebody's: those without an address are a person by themselves.
    let other = people.iter().find(|person| person.emails.is_empty()).unwrap();
    assert_eq!(other.anchors, BTreeSet::from([listed, Anchor::Member(THERE, "E2".into())]));
    for who in ["anna@granvik.se", "BERG", &Anchor::Account(ANNA).to_string()] {
        assert!(one.is_meant(who), "{who}");
    }
    for who in ["", "  ", "granvik", "anna@granvik"] {
        assert!(!one.is_meant(who), "{who:?}");
    }
}

#[test]
fn a_name_goes_when_the_plan_lets_the_record_go_and_not_before() {
    let person = anna();
    let rows = || {
        vec![
            row("interview_person", serde_json::json!({ "evaluation_id": CASE, "name": "Anna" })),
            row("answer_history", serde_json::json!({ "evaluation_id": CASE })),
            row("member", serde_json::json!({ "evaluation_id": CASE })),
            row("passkey", serde_json::json!({})),
            row("link", serde_json::json!({ "organisation_id": HERE })),
        ]
    };
    let of = |delivered| {
        let found = found(rows(), case(State::Delivered, Some(delivered)));
        plan(&person, found, Within::Installation, TODAY, 0)
    };
    let due = of(date(2025, 3, 1));
    assert_eq!(
        outcomes(&due),
        [
            ("interview_person", Outcome::Goes),
            ("answer_history", Outcome::Blank),
            ("member", Outcome::Stays(Ground::Record(Record::Team))),
            ("passkey", Outcome::Goes),
            ("link", Outcome::Goes),
        ]
    );
    assert!(due.obstacles.is_empty());
    let early = of(date(2025, 3, 2));
    let day = Some(date(2026, 3, 2));
    assert_eq!(outcomes(&early)[0].1, Outcome::Kept(Record::Interviews, day));
    assert_eq!(outcomes(&early)[1].1, Outcome::Kept(Record::AnswerDrafts, day));
    // An organisation that preserves them preserves the name in them.
    let mut kept = found(rows(), case(State::Delivered, Some(date(2000, 1, 1))));
    kept.plans.insert((HERE, Record::Interviews), Keep::Preserve);
    let kept = plan(&person, kept, Within::Installation, TODAY, 0);
    assert_eq!(outcomes(&kept)[0].1, Outcome::Kept(Record::Interviews, None));
}

#[test]
fn nobody_is_erased_in_the_middle_of_their_work() {
    let person = anna();
    let of = |name: &str, values: serde_json::Value, state| {
        plan(
            &person,
            found(vec![row(name, values)], case(state, None)),
            Within::Installation,
            TODAY,
            5,
        )
    };
    let here = serde_json::json!({ "evaluation_id": CASE });
    let label = || "Granvik 2024".to_owned();
    for state in [State::Planned, State::FactCheck] {
        let role = of("assignment", here.clone(), state);
        assert_eq!(role.obstacles, BTreeSet::from([Obstacle::Role(label())]));
        let listed = of("interview_person", here.clone(), state);
        assert_eq!(listed.obstacles, BTreeSet::from([Obstacle::Interview(label())]));
    }
    assert!(of("assignment", here.clone(), State::Delivered).obstacles.is_empty());
    for (expires, revoked, stands) in [(6, None, true), (5, None, false), (6, Some(1), false)] {
        let values = serde_json::json!({ "evaluation_id": CASE, "expires_at": expires, "revoked_at": revoked });
        let link = of("link", values, State::Scoring);
        assert_eq!(!link.obstacles.is_empty(), stands, "{expires} {revoked:?}");
    }
}

#[test]
fn the_last_administrator_stays() {
    let person = anna();
    let with = |administrators: &[Uuid]| {
        let mut found = found(Vec::new(), case(State::Planned, None));
        found.administrators = administrators.iter().copied().collect();
        plan(&person, found, Within::Installation, TODAY, 0).obstacles
    };
    assert_eq!(with(&[ANNA]), BTreeSet::from([Obstacle::LastAdministrator]));
    let leads = |within, leaders: &[Uuid]| {
        let mut found = found(Vec::new(), case(State::Planned, None));
        let leaders = leaders.iter().copied().collect();
        found.organisations.insert(HERE, ("Granvik".to_owned(), leaders));
        plan(&person, found, within, TODAY, 0).obstacles
    };
    let last = BTreeSet::from([Obstacle::LastOfOrganisation("Granvik".to_owned())]);
    assert_eq!(leads(Within::Installation, &[ANNA]), last);
    assert_eq!(leads(Within::Organisation(HERE), &[ANNA]), last);
    assert!(leads(Within::Organisation(THERE), &[ANNA]).is_empty());
    assert!(leads(Within::Installation, &[ANNA, THERE]).is_empty());
    assert!(leads(Within::Installation, &[THERE]).is_empty());
    assert!(leads(Within::Installation, &[]).is_empty(), "nobody ran it");
    assert!(with(&[ANNA, THERE]).is_empty());
    assert!(with(&[THERE]).is_empty());
}

#[test]
fn an_organisation_sees_and_erases_what_is_its_own() {
    let mut person = anna();
    let rows = || {
        vec![
            row("account", serde_json::json!({})),
            row("session", serde_json::json!({})),
            row("membership", serde_json::json!({ "organisation_id": HERE })),
            row("membership", serde_json::json!({ "organisation_id": THERE })),
            row("assignment", serde_json::json!({ "evaluation_id": CASE })),
            row("audit_entry", serde_json::json!({ "chain": format!("organisation:{THERE}") })),
        ]
    };
    let within = |person: &Person, organisation| {
        let case = case(State::Closed, None);
        plan(person, found(rows(), case), Within::Organisation(organisation), TODAY, 0)
    };
    let alone = within(&person, HERE);
    assert!(alone.whole);
    assert_eq!(
        outcomes(&alone),
        [
            ("account", Outcome::Blank),
            ("session", Outcome::Goes),
            ("membership", Outcome::Goes),
            ("assignment", Outcome::Goes),
        ]
    );
    person.organisations.insert(THERE);
    let shared = within(&person, HERE);
    assert!(!shared.whole);
    assert_eq!(
        outcomes(&shared),
        [
            ("account", Outcome::Elsewhere),
            ("membership", Outcome::Goes),
            ("assignment", Outcome::Goes)
        ]
    );
    let other = within(&person, THERE);
    assert_eq!(other.rows.len(), 3);
}

fn anchors() -> impl Strategy<Value = Anchor> {
    (0..4u8, 0..6u128, "[A-Z][0-9.]{1,3}").prop_map(|(kind, id, code)| {
        let id = Uuid::from_u128(id);
        match kind {
            0 => Anchor::Account(id),
            1 => Anchor::Link(id),
            2 => Anchor::Interviewee(id),
            _ => Anchor::Member(id, code),
        }
    })
}

fn rows_of_people() -> impl Strategy<Value = Vec<Known>> {
    let one = (anchors(), proptest::option::of(anchors()), "[a-c]{0,1}", "[A-Ca-c]{0,2}").prop_map(
        |(anchor, same, email, name)| {
            let email = if email.is_empty() { email } else { format!("{email}@x.se") };
            Known { same, ..known(anchor, &email, &name) }
        },
    );
    proptest::collection::vec(one, 0..12)
}

proptest! {
    #[test]
    fn what_names_somebody_reads_back(anchor in anchors()) {
        prop_assert_eq!(anchor.to_string().parse::<Anchor>().unwrap(), anchor);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = text.parse::<Anchor>();
    }

    #[test]
    fn everything_known_belongs_to_one_person(known in rows_of_people()) {
        let people = people(&known);
        let mut seen = BTreeMap::new();
        for (at, person) in people.iter().enumerate() {
            for anchor in &person.anchors {
                prop_assert_eq!(seen.insert(anchor.clone(), at), None);
            }
        }
        for it in &known {
            prop_assert!(seen.contains_key(&it.anchor));
            for other in &known {
                let same = !it.email.is_empty() && it.email == other.email
                    || it.same.as_ref() == Some(&other.anchor);
                prop_assert!(!same || seen[&it.anchor] == seen[&other.anchor]);
            }
        }
    }

    #[test]
    fn the_order_in_which_they_are_read_does_not_matter(known in rows_of_people()) {
        let mut turned = known.clone();
        turned.reverse();
        let anchors = |people: Vec<Person>| -> BTreeSet<BTreeSet<Anchor>> {
            people.into_iter().map(|person| person.anchors).collect()
        };
        prop_assert_eq!(anchors(people(&known)), anchors(people(&turned)));
    }

    #[test]
    fn nothing_goes_before_its_day(at in 0..Record::ALL.len(), years in 0..30u16, ago in 0..12_000i32, preserve: bool) {
        let record = Record::ALL[at];
        let day = TODAY.checked_sub(jiff::Span::new().days(ago)).unwrap();
        let keep = if preserve { Keep::Preserve } else { Keep::Dispose { years, after: After::Closed } };
        let reached = Reached { delivered: None, closed: Some(day) };
        let outcome = of_record(record, Some(keep), reached, TODAY);
        let due = keep.due(reached).is_some_and(|due| due <= TODAY);
        prop_assert_eq!(outcome.is_gone(), due);
        let never = of_record(record, Some(keep), Reached::default(), TODAY);
        prop_assert_eq!(never, Outcome::Kept(record, None));
    }
}
