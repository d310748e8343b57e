//! Pre-questions: who writes, approves, hands in, reads and asks back; and that a link opens its own questions only.

use super::autosave::autosave;
use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_app::access::Caller;
use kompass_app::answer::reason;
use kompass_app::team::{self, Guest, Task};
use kompass_core::Lang;
use kompass_core::evaluation::{Evaluation, State};
use kompass_core::i18n::texts;
use uuid::Uuid;

/// Pre-questions of the framework; the contributor of the fixture has the first by its sub-area.
const OWN: &str = "1.1.1";
const OTHER: &str = "1.2.1";

fn preparation(evaluation: &mut Evaluation) {
    evaluation.state = State::Preparation;
}

fn path(fixture: &Fixture, rest: &str) -> String {
    format!("/evaluations/{}/preparation{rest}", fixture.evaluation)
}

/// Fills in the form of a question and sends it by the button `act`.
async fn write(client: &mut Client, at: &str, text: &str, act: &str) -> Answer {
    let page = client.get(at).await;
    client.send(&page, at, &[("text", text), ("act", act)]).await
}

/// Hands in everything, for a reason.
async fn hand_in(client: &mut Client, fixture: &Fixture) {
    let at = path(fixture, "/hand-in");
    let page = client.get(&at).await;
    let done = client.send(&page, &at, &[("reason", "Resten kommer före besöket.")]).await;
    assert!(done.location().ends_with("?done=answers-handed-in"), "{}", done.text());
}

async fn status(client: &mut Client, at: &str) -> String {
    client.get(at).await.find("main .tag").unwrap_or_default()
}

#[test]
fn every_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        write(&mut coordinator, &path(&fixture, "/1.1.1"), "Målen följs upp.", "approve").await;
        let link = delegated(test, &fixture, &[OTHER]).await;
        for (person, rest) in [
            (Person::Coordinator, ""),
            (Person::Coordinator, "/hand-in"),
            (Person::Coordinator, "/hand-in?area=2"),
            (Person::Coordinator, "/1.1.1"),
            (Person::Coordinator, "/1.1.1/history?number=1"),
            (Person::Coordinator, "/delegate"),
            (Person::Evaluator, ""),
            (Person::Evaluator, "/1.1.1"),
        ] {
            speaks_every_language(test, &fixture, person, &path(&fixture, rest)).await;
        }
        for rest in ["", "/remind"] {
            let at = path(&fixture, &format!("/delegate/{link}{rest}"));
            speaks_every_language(test, &fixture, Person::Coordinator, &at).await;
        }
        for reason in reason::ALL {
            for lang in Lang::ALL {
                let key = format!("problem-{}", reason.code.to_lowercase());
                assert!(texts(lang).get(&key, &[]).is_some(), "{lang}: {key}");
            }
        }
    });
}

/// Delegates questions past the pages; gives the id of the link.
async fn delegated(test: &TestApp, fixture: &Fixture, questions: &[&str]) -> Uuid {
    let questions: Vec<String> = questions.iter().map(|code| (*code).to_owned()).collect();
    let task = Task::Contribute { sub_areas: &[], questions: &questions, due: None };
    let guest = Guest { name: "Inga Lind", email: "inga@granvik.example", task };
    let caller = Caller::command_line();
    let made = team::invite_guest(test.installation(), &caller, fixture.evaluation, &guest).await;
    made.unwrap().link.id
}

#[test]
fn an_answer_goes_from_draft_to_the_evaluators_and_back() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let at = path(&fixture, &format!("/{OWN}"));
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        assert_eq!(status(&mut coordinator, &at).await, "inte besvarad");

        let saved = write(&mut coordinator, &at, "Ett hemligt utkast", "").await;
        assert_eq!(saved.location(), format!("{at}?done=saved"));
        assert_eq!(status(&mut coordinator, &at).await, "utkast");
        // Nothing is approved, so nothing can be handed in without saying why.
        let form = path(&fixture, "/hand-in");
        let page = coordinator.get(&form).await;
        let refused = coordinator.send(&page, &form, &[("reason", " ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find("#reason-error").unwrap().contains("varför"));

        write(&mut coordinator, &at, "Målen följs upp i bolagen också.", "ready").await;
        assert_eq!(status(&mut coordinator, &at).await, "klar att godkänna");
        let list = coordinator.get(&path(&fixture, "")).await;
        let approved = coordinator.send(&list, &path(&fixture, "/approve"), &[]).await;
        assert!(approved.location().ends_with("?done=answers-approved"));
        assert_eq!(status(&mut coordinator, &at).await, "godkänd");
        let seen = evaluator.get(&at).await;
        assert!(!seen.text().contains("bolagen också"), "approved is not handed in");
        assert!(seen.find(".empty").unwrap().contains("Inget svar är inlämnat"));
        assert!(evaluator.get(&path(&fixture, "")).await.text().contains("0 av 43"));

        hand_in(&mut coordinator, &fixture).await;
        assert_eq!(status(&mut coordinator, &at).await, "inlämnad");
        let seen = evaluator.get(&at).await;
        assert_eq!(seen.find(".written").as_deref(), Some("Målen följs upp i bolagen också."));
        let left = evaluator.get(&path(&fixture, &format!("/{OTHER}"))).await;
        assert!(left.text().contains("Resten kommer före besöket."), "why there is no answer");
        assert_eq!(left.find("main .tag").as_deref(), Some("utan svar"));

        // What is written afterwards is a draft again, and the evaluators keep what they have.
        write(&mut coordinator, &at, "En ny formulering", "").await;
        assert_eq!(status(&mut coordinator, &at).await, "ändrad sedan inlämningen");
        let seen = evaluator.get(&at).await;
        assert!(!seen.text().contains("ny formulering") && seen.text().contains("bolagen också"));
        assert_eq!(status(&mut evaluator, &at).await, "inlämnad", "that it changed is not told");
        write(&mut coordinator, &at, "En ny formulering", "approve").await;
        hand_in(&mut coordinator, &fixture).await;
        let seen = evaluator.get(&at).await;
        assert!(seen.text().contains("ny formulering"));
        assert!(seen.text().contains("efter områdets övriga svar"), "marked as added later");
    });
}

#[test]
fn evaluators_ask_back_and_the_coordinator_replies() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let at = path(&fixture, &format!("/{OWN}"));
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        let mut colleague = fixture.client(test, Person::Contributor).await;
        let asking = format!("{at}/ask");
        let early = evaluator.get("/style").await.csrf();
        let fields = [("csrf".to_owned(), early), ("query".to_owned(), "Hur?".to_owned())];
        let refused = evaluator.post(&asking, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is handed in");

        write(&mut colleague, &at, "Vi följer upp.", "ready").await;
        write(&mut coordinator, &at, "Vi följer upp.", "approve").await;
        hand_in(&mut coordinator, &fixture).await;
        // It is with the evaluators, so the colleague writes no more.
        assert_eq!(colleague.get(&at).await.find("textarea"), None);
        let late = colleague.get("/style").await.csrf();
        let fields = [("csrf".to_owned(), late), ("text".to_owned(), "Efteråt".to_owned())];
        assert_eq!(colleague.post(&at, &fields).await.status, StatusCode::FORBIDDEN);

        let page = evaluator.get(&at).await;
        let empty = evaluator.send(&page, &asking, &[("query", " ")]).await;
        assert!(empty.find("#query-error").is_some(), "{}", empty.text());
        let asked = evaluator.send(&page, &asking, &[("query", "Hur ofta?")]).await;
        assert!(asked.location().ends_with("?done=answer-asked"), "{}", asked.text());
        assert_eq!(status(&mut evaluator, &at).await, "väntar på svar");
        assert_eq!(status(&mut coordinator, &at).await, "fråga tillbaka");
        let seen = colleague.get(&at).await;
        assert!(seen.text().contains("Hur ofta?") && !seen.text().contains("Person evaluator"));
        assert!(seen.find("textarea").is_some(), "the colleague may write again");

        let page = coordinator.get(&at).await;
        let replying = page.attributes("form", "action");
        let replying = replying.iter().find(|it| it.contains("/reply/")).unwrap();
        let empty = coordinator.send(&page, replying, &[("reply", "")]).await;
        assert!(empty.find("#reply-error").is_some());
        let replied = coordinator.send(&page, replying, &[("reply", "Varje månad.")]).await;
        assert!(replied.location().ends_with("?done=answer-replied"), "{}", replied.text());
        let again =
            coordinator.send(&page, replying, &[("reply", "Varje vecka."), ("key", "2")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "one reply");
        let seen = evaluator.get(&at).await;
        assert!(seen.text().contains("Varje månad.") && !seen.text().contains("Varje vecka."));
        assert_eq!(status(&mut coordinator, &at).await, "inlämnad");
        // Who may not evaluate does not ask.
        let fields = [("csrf".to_owned(), page.csrf()), ("query".to_owned(), "Hur?".to_owned())];
        assert_eq!(coordinator.post(&asking, &fields).await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_link_opens_its_own_questions_and_no_others() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let mut colleague = fixture.client(test, Person::Contributor).await;
        let (own, other) = (path(&fixture, "/1.1.1"), path(&fixture, "/1.2.1"));
        write(&mut coordinator, &other, "Någon annans svar", "").await;
        let part = colleague.get("/my-part").await;
        assert_eq!(part.attributes("table a", "href"), [own.as_str()], "{}", part.text());
        let list = colleague.get(&path(&fixture, "")).await;
        assert_eq!(list.attributes("table a", "href"), [own.as_str()]);
        assert!(!list.text().contains("Någon annans"));

        // What is not theirs looks as if it were not there, whatever is asked for.
        let csrf = colleague.get(&own).await.csrf();
        let fields = |text: &str| {
            [
                ("csrf", csrf.as_str()),
                ("version", "1"),
                ("text", text),
                ("query", text),
                ("number", "1"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let missing = path(&fixture, "/9.9.9");
        for at in [&other, &missing] {
            assert_eq!(colleague.get(at).await.status, StatusCode::NOT_FOUND, "{at}");
            assert_eq!(colleague.post(at, &fields("Intrång")).await.status, StatusCode::NOT_FOUND);
            assert_eq!(
                autosave(&mut colleague, at, &fields("Intrång")).await.status,
                StatusCode::NOT_FOUND
            );
        }
        // Of their own they see the text; history, approving, handing in and delegating are the coordinator's.
        for rest in ["/1.1.1/history", "/1.2.1/history", "/hand-in", "/delegate"] {
            let answer = colleague.get(&path(&fixture, rest)).await;
            let refused = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&answer.status);
            assert!(refused, "{rest}: {}", answer.status);
        }
        for rest in
            ["/approve", "/hand-in", "/1.1.1/restore", "/1.2.1/restore", "/1.1.1/ask", "/delegate"]
        {
            let answer = colleague.post(&path(&fixture, rest), &fields("Intrång")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{rest}");
        }
        let mut approving = fields("Mitt").to_vec();
        approving.push(("act".to_owned(), "approve".to_owned()));
        assert_eq!(colleague.post(&own, &approving).await.status, StatusCode::FORBIDDEN);
        let theirs = coordinator.get(&other).await;
        assert_eq!(theirs.find("textarea").as_deref(), Some("Någon annans svar"));

        // An evaluator, a reader and the coordinator of another evaluation write nothing.
        for person in [Person::Evaluator, Person::Lead, Person::Reader, Person::Interviewee] {
            let mut client = fixture.client(test, person).await;
            let csrf = client.get("/style").await.csrf();
            let fields = [("csrf".to_owned(), csrf), ("text".to_owned(), "Intrång".to_owned())];
            let answer = client.post(&own, &fields).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{person}");
        }
        assert_eq!(coordinator.get(&own).await.find("textarea").as_deref(), Some(""));
    });
}

#[test]
fn questions_are_given_changed_taken_back_and_reminded_of() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let new = path(&fixture, "/delegate");
        let page = coordinator.get(&format!("{new}?question=2.3.1")).await;
        assert_eq!(page.attributes("input[name=scope][checked]", "value"), ["2.3.1"]);
        for (fields, place) in [
            (vec![("name", ""), ("scope", "2.3.1")], "#name-error"),
            (vec![("name", "Inga"), ("scope", "9.9.9")], "#scope-error"),
            (vec![("name", "Inga"), ("scope", "1.1.2")], "#scope-error"),
            (vec![("name", "Inga"), ("scope", "2.3.1"), ("due", "i morgon")], "#due-error"),
            (vec![("name", "Inga"), ("scope", "2.3.1"), ("due", "2020-01-01")], "#due-error"),
        ] {
            let refused = coordinator.send(&page, &new, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(refused.find(place).is_some(), "{fields:?}: {}", refused.text());
        }
        let fields = [
            ("name", "Inga Lind"),
            ("email", "inga@granvik.example"),
            ("due", "2999-01-31"),
            ("scope", "2.3.1"),
            ("scope", "3.1"),
        ];
        let made = coordinator.send(&page, &new, &fields).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        let address = made.find("code").unwrap();
        let here = address.strip_prefix("http://localhost:8080").unwrap().to_owned();
        let mut inga = test.visitor();
        let page = inga.get(&here).await;
        inga.send(&page, &here, &[]).await;
        let part = inga.get("/my-part").await;
        let given = ["/2.3.1", "/3.1.1", "/3.1.3"].map(|rest| path(&fixture, rest));
        assert_eq!(part.attributes("table a", "href"), given);
        assert!(part.text().contains("2999-01-31"));

        // Both sides see who has what.
        let list = coordinator.get(&path(&fixture, "")).await;
        assert!(
            list.text().contains("3 frågor") && list.text().contains("3 kvar"),
            "{}",
            list.text()
        );
        // The last row: the link of the fixture is older.
        let edit = list.attributes("td.act a", "href").pop().unwrap();
        let edit = edit.as_str();
        write(&mut inga, &given[1], "Medborgarna deltar.", "ready").await;

        // One of the three is taken back: at once it is not there any more, the text stays.
        let page = coordinator.get(edit).await;
        assert_eq!(
            page.attributes("input[name=scope][checked]", "value"),
            ["2.3.1", "3.1.1", "3.1.3"]
        );
        let nothing = coordinator.send(&page, edit, &[("scope", "9.9.9")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("scope", "2.3.1"), ("scope", "3.1.3"), ("due", "2999-01-31")];
        let changed = coordinator.send(&page, edit, &fields).await;
        assert!(changed.location().ends_with("?done=delegation-changed"), "{}", changed.text());
        assert_eq!(inga.get(&given[1]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(inga.get(&given[2]).await.status, StatusCode::OK);
        let there = coordinator.get(&given[1]).await;
        assert_eq!(there.find("textarea").as_deref(), Some("Medborgarna deltar."));

        // A reminder is written to be sent, and noted.
        let remind = format!("{edit}/remind");
        let page = coordinator.get(&remind).await;
        let mail = page.attributes("a[href^=mailto]", "href").pop().unwrap();
        assert!(
            mail.starts_with("mailto:inga%40granvik.example?subject=P%C3%A5minnelse"),
            "{mail}"
        );
        assert!(page.find("#reminder").unwrap().contains("senast 2999-01-31"));
        assert!(!page.text().contains(&here), "the link is not told again");
        let noted = coordinator.send(&page, &remind, &[]).await;
        assert!(noted.location().ends_with("?done=delegation-reminded"));
        assert!(coordinator.get(&remind).await.text().contains("Senast påmind"));

        // Revoked, nothing opens; neither by the old session.
        let link = edit.rsplit('/').next().unwrap();
        let revoke = format!("/evaluations/{}/links/{link}/revoke", fixture.evaluation);
        let page = coordinator.get(&revoke).await;
        coordinator.send(&page, &revoke, &[]).await;
        assert_eq!(inga.get(&given[0]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(test.visitor().get(&here).await.status, StatusCode::GONE);
    });
}

#[test]
fn what_is_late_is_marked_and_can_still_be_answered() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let today = test.installation().today();
        let questions = [OTHER.to_owned()];
        let task = Task::Contribute { sub_areas: &[], questions: &questions, due: Some(today) };
        let guest = Guest { name: "Inga Lind", email: "", task };
        let caller = Caller::command_line();
        let made = team::invite_guest(test.installation(), &caller, fixture.evaluation, &guest);
        let made = made.await.unwrap();
        let list = path(&fixture, "");
        assert_eq!(
            coordinator.get(&list).await.find(".tag.bad"),
            None,
            "the day itself is in time"
        );

        let link = made.link.clone();
        let mut scope = link.scope.clone();
        scope["due"] = serde_json::json!(today.yesterday().unwrap().to_string());
        let stamp = test.installation().stamp().unwrap();
        kompass_store::link::rescope(&test.installation().db, &stamp, &link, &scope).await.unwrap();
        assert_eq!(coordinator.get(&list).await.find(".tag.bad").as_deref(), Some("försenad"));
        let here = made.address(test.installation());
        let here = here.strip_prefix("http://localhost:8080").unwrap();
        let mut inga = test.visitor();
        let page = inga.get(here).await;
        inga.send(&page, here, &[]).await;
        assert_eq!(inga.get("/my-part").await.find(".tag.bad").as_deref(), Some("försenad"));
        write(&mut inga, &path(&fixture, &format!("/{OTHER}")), "Sent, men här.", "ready").await;
        assert_eq!(inga.get("/my-part").await.find(".tag.bad"), None);
        assert_eq!(coordinator.get(&list).await.find(".tag.mid").as_deref(), Some("kom sent"));
    });
}

#[test]
fn two_people_who_write_the_same_answer_compare_and_lose_nothing() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let at = path(&fixture, &format!("/{OWN}"));
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let mut colleague = fixture.client(test, Person::Contributor).await;
        let (one, other) = (coordinator.get(&at).await, colleague.get(&at).await);
        coordinator.send(&one, &at, &[("text", "Samordnarens text")]).await;

        let fields = other.form(&at, &[("text", "Kollegans text")]);
        let quiet = autosave(&mut colleague, &at, &fields).await;
        assert_eq!(quiet.status, StatusCode::CONFLICT);
        let both = colleague.post(&at, &fields).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        assert!(both.text().contains("Samordnarens") && both.text().contains("Kollegans"));
        let merged =
            colleague.send(&both, &at, &[("merge", "both"), ("text", "Kollegans text")]).await;
        assert_eq!(merged.location(), format!("{at}?done=saved"), "{}", merged.text());
        let there = coordinator.get(&at).await.find("textarea").unwrap();
        assert_eq!(there, "Samordnarens text\n\nKollegans text");
    });
}

#[test]
fn what_is_typed_is_saved_and_every_text_is_kept() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let at = path(&fixture, &format!("/{OWN}"));
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let mut colleague = fixture.client(test, Person::Contributor).await;
        let mut version = "0".to_owned();
        for text in ["Må", "Målen", "Målen följs upp."] {
            let page = colleague.get(&at).await;
            let fields = page.form(&at, &[("version", &version), ("text", text)]);
            let saved = autosave(&mut colleague, &at, &fields).await;
            assert_eq!(saved.status, StatusCode::NO_CONTENT);
            saved.header("x-kompass-version").clone_into(&mut version);
        }
        assert_eq!(version, "3");
        // The same text again changes nothing, also under another key.
        let page = colleague.get(&at).await;
        let fields = page.form(&at, &[("key", "another")]);
        let same = autosave(&mut colleague, &at, &fields).await;
        assert_eq!(same.header("x-kompass-version"), "3");

        let long = "å".repeat(20_001);
        let refused = write(&mut colleague, &at, &long, "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.find("textarea").unwrap(), long, "what was typed is kept");
        let refused = write(&mut colleague, &at, " ", "ready").await;
        assert!(refused.find("#text-error").unwrap().contains("Skriv en text"));

        write(&mut coordinator, &at, "Målen följs upp varje månad.", "approve").await;
        let history = format!("{at}/history");
        let page = coordinator.get(&history).await;
        let rows = page.attributes("tbody a", "href");
        assert_eq!(rows.len(), 2, "one text a person: {}", page.text());
        assert!(page.text().contains("Person länk") && page.text().contains("Person coordinator"));
        let page = coordinator.get(&rows[1]).await;
        assert_eq!(page.find(".written").as_deref(), Some("Målen följs upp."));
        let restored = coordinator.send(&page, &format!("{at}/restore"), &[]).await;
        assert_eq!(restored.location(), format!("{at}?done=saved"), "{}", restored.text());
        let page = coordinator.get(&at).await;
        assert_eq!(page.find("textarea").as_deref(), Some("Målen följs upp."));
        assert_eq!(status(&mut coordinator, &at).await, "utkast");
        assert_eq!(coordinator.get(&history).await.attributes("tbody a", "href").len(), 3);
    });
}

#[test]
fn what_is_handed_in_stands_beside_the_criterion() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let at = path(&fixture, &format!("/{OWN}"));
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        write(&mut coordinator, &at, "Fullmäktige beslutar målen.", "approve").await;
        hand_in(&mut coordinator, &fixture).await;
        write(&mut coordinator, &at, "Ett senare utkast", "").await;
        fixture.step_to(test, State::Scoring).await;
        let criterion = format!("/evaluations/{}/scoring/{OWN}", fixture.evaluation);
        let page = fixture.client(test, Person::Evaluator).await.get(&criterion).await;
        assert!(page.text().contains("Fullmäktige beslutar målen."), "{}", page.text());
        assert!(!page.text().contains("Ett senare utkast"));
        assert!(page.attributes("main a", "href").contains(&at), "the way to the question");
    });
}

#[test]
fn nothing_is_written_once_the_interviews_are_over() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, preparation).await;
        let at = path(&fixture, &format!("/{OWN}"));
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        let open = coordinator.get(&at).await;
        fixture.step_to(test, State::Scoring).await;
        let late = coordinator.send(&open, &at, &[("text", "Försent skrivet svar i rutan")]).await;
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        assert!(
            late.text().contains("Försent skrivet svar i rutan"),
            "what was typed is given back"
        );
        assert_eq!(coordinator.get(&at).await.find("textarea"), None);
        let mut colleague = fixture.client(test, Person::Contributor).await;
        assert_eq!(colleague.get(&at).await.status, StatusCode::FORBIDDEN);
    });
}
