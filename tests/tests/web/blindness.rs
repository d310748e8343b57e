//! What an evaluator judged is hidden from the others until all have locked: tried by every route there is. Two
//! installations are the same but for one hidden judgement; whoever may not see it must get the same answers from both.

use super::fixture::{Fixture, Person};
use super::harness::{Answer, TestApp, on_both_apps};
use jiff::{SignedDuration, Timestamp};
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_core::evaluation::judging::{Saying, Verdict};
use kompass_core::evaluation::{Evaluation, State};
use kompass_store::judgement::{self, Request};
use kompass_testkit::{TestDb, on_both};
use kompass_web::route;
use kompass_web::routes;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const MARK: &str = "Hemligt skäl till just den här bedömningen";

/// Pages with a secret that is drawn anew for each answer, so no two answers are the same.
const DRAWN: [&str; 1] = ["/profile/totp"];

const START: Timestamp = Timestamp::constant(1_790_000_000, 0);
/// Seconds after which all is made and everything is asked.
const ASKED: i64 = 1000;

/// E2 judges the first question otherwise in every area, and says so in words that stand nowhere else.
fn judged_otherwise(evaluation: &mut Evaluation) {
    let questions = evaluation
        .areas
        .iter_mut()
        .flat_map(|area| &mut area.sub_areas)
        .flat_map(|sub| &mut sub.questions);
    let mut changed = 0;
    for judgement in
        questions.flat_map(|question| &mut question.judgements).filter(|it| it.by == "E2")
    {
        judgement.reason = MARK.to_owned();
        judgement.evidence.clear();
        changed += 1;
    }
    assert!(changed > 0);
}

/// E2 judges once more, and says the same.
async fn judges_again(test: &TestApp, fixture: &Fixture) {
    let (db, stamp) = (&test.installation().db, test.installation().stamp().unwrap());
    let (evaluation, subject, member) = (fixture.evaluation, "1.1.1", "E2");
    let there = judgement::get(db, evaluation, subject, member).await.unwrap().unwrap();
    let saying =
        Saying { verdict: Verdict::NotAssessed, reason: MARK.to_owned(), evidence: Vec::new() };
    let (area, expected, saying) = (1, Some(there.version), &saying);
    let request = Request { evaluation, area, subject, member, expected, saying };
    judgement::put(db, &stamp, &request, |_| Ok(there.placed.said.clone())).await.unwrap();
}

#[test]
fn a_hidden_judgement_cannot_be_learned_by_any_route() {
    on_both(async |db: &TestDb| {
        // A clock that goes on by a second whenever it is read, and that is set back so that everything happens at the
        // same moment in both installations.
        let read = Arc::new(AtomicI64::new(0));
        let clock = read.clone();
        let ticking = move |installation: Installation| {
            installation.with_clock(move || {
                START + SignedDuration::from_secs(clock.fetch_add(1, Ordering::Relaxed))
            })
        };
        let test = &TestApp::changed(db, Config::default(), ticking);
        let set = |seconds| read.store(seconds, Ordering::Relaxed);
        let one = Fixture::make(test, |_| {}).await;
        set(0);
        let two = Fixture::make(test, judged_otherwise).await;
        // E2 has also come back to it, so that nothing may tell how often and when somebody judged.
        set(ASKED / 2);
        judges_again(test, &two).await;
        let mut answered = BTreeMap::new();
        for route in routes::table().iter().filter(|it| it.method == route::Method::Get) {
            for person in Person::ALL {
                set(ASKED);
                let first = answer(test, &one, route.path, person).await;
                set(ASKED);
                let second = answer(test, &two, route.path, person).await;
                assert!(!second.text().contains(MARK), "{} tells {person} the reason", route.path);
                assert_eq!(first.status, second.status, "{} as {person}", route.path);
                if DRAWN.contains(&route.path) {
                    continue;
                }
                let (first, second) = (normal(&first), normal(&second));
                assert_eq!(first, second, "{} tells {person} something", route.path);
                *answered.entry(person.to_string()).or_insert(0) +=
                    usize::from(first.starts_with("200"));
            }
        }
        // A test that reads nothing finds nothing.
        assert!(answered["evaluator"] > 10 && answered["coordinator"] > 10, "{answered:?}");
    });
}

#[test]
fn what_is_no_longer_hidden_is_found_by_the_same_search() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |evaluation| {
            judged_otherwise(evaluation);
            evaluation.state = State::Consensus;
        })
        .await;
        let mut seen = BTreeMap::new();
        for route in routes::table().iter().filter(|it| it.method == route::Method::Get) {
            for person in Person::ALL {
                if answer(test, &fixture, route.path, person).await.text().contains(MARK) {
                    *seen.entry(person.to_string()).or_insert(0) += 1;
                }
            }
        }
        let who: Vec<_> = seen.keys().map(String::as_str).collect();
        assert_eq!(who, ["evaluator", "lead"], "only those who judge, once they agree");
    });
}

/// Nobody but E3 has judged the first question, and E2 has judged nothing of area 1.
fn judged_less(evaluation: &mut Evaluation) {
    judged_otherwise(evaluation);
    for part in evaluation.areas[0].sub_areas.iter_mut().flat_map(|it| &mut it.questions) {
        part.judgements.retain(|it| it.by == "E3");
    }
}

#[test]
fn no_answer_to_a_form_tells_what_others_judged() {
    on_both_apps(async |test: &TestApp| {
        let fixtures = [Fixture::make(test, |_| {}).await, Fixture::make(test, judged_less).await];
        let best = [("d0", "clear"), ("d1", "all"), ("d2", "clear"), ("d3", "analysed")];
        let form = |more: &[(&str, &str)]| -> Vec<(String, String)> {
            let fields = best.iter().chain(&[("dimensions", "4")]).chain(more);
            fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let judged = "scoring/1.1.1";
        let asked = [
            (judged, form(&[("version", "1")])),
            (judged, form(&[("version", "1")])),
            (judged, form(&[])),
            (judged, form(&[("version", "9")])),
            (judged, form(&[("version", "2"), ("d2", "none at all")])),
            (judged, form(&[("version", "2"), ("points", "5")])),
            ("scoring/1.1", form(&[("points", "5")])),
            ("scoring/7.1.1", form(&[])),
            ("scoring/areas/1/unlock", form(&[])),
            ("scoring/areas/1/lock", form(&[])),
            ("scoring/areas/1/lock", form(&[])),
            (judged, form(&[("version", "2")])),
            ("scoring/areas/1/unlock", form(&[])),
            ("scoring/areas/7/lock", form(&[])),
        ];
        let mut told: Vec<Vec<String>> = Vec::new();
        for fixture in &fixtures {
            let mut client = fixture.client(test, Person::Evaluator).await;
            let csrf = client.get("/style").await.csrf();
            let mut answers = Vec::new();
            for (path, fields) in &asked {
                let path = format!("/evaluations/{}/{path}", fixture.evaluation);
                let fields = [&fields[..], &[("csrf".to_owned(), csrf.clone())]].concat();
                answers.push(normal(&client.post(&path, &fields).await));
            }
            told.push(answers);
        }
        for (at, (path, _)) in asked.iter().enumerate() {
            assert_eq!(told[0][at], told[1][at], "{at}: {path}");
        }
        let done = told[0].iter().filter(|it| it.starts_with("303")).count();
        assert!(done >= 4 && done < asked.len(), "{done} of them were done");
    });
}

async fn answer(test: &TestApp, fixture: &Fixture, path: &str, person: Person) -> Answer {
    let path = path
        .replace("{organisation}", &fixture.own.0.to_string())
        .replace("{evaluation}", &fixture.evaluation.to_string())
        .replace("{code}", "D1")
        .replace("{subject}", "1.1.1")
        .replace("{area}", "1")
        .replace("{account}", &fixture.account(Person::Evaluator).to_string());
    fixture.client(test, person).await.get(&path).await
}

/// Status, address and text of an answer, without the ids and tokens in it, which are hexadecimal.
fn normal(answer: &Answer) -> String {
    let text = format!("{} {} {}", answer.status.as_u16(), answer.location(), answer.text());
    let mut kept = String::new();
    for word in text.split_inclusive(|it: char| !it.is_ascii_hexdigit() && it != '-') {
        let end = word.trim_end_matches(|it: char| !it.is_ascii_hexdigit() && it != '-');
        let digits = end.chars().filter(char::is_ascii_digit).count();
        kept.push_str(if end.len() >= 16 && digits > 0 { "#" } else { end });
        kept.push_str(&word[end.len()..]);
    }
    kept
}
