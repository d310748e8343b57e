//! What is added after the interviews, in time and late.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Client, TestApp, on_both_apps};
use super::interview::{come_in, last, links, person, plan_of, slot, visiting};
use axum::http::StatusCode;

const SLOT: [(&str, &str); 4] =
    [("group", "unions"), ("day", "2025-10-14"), ("begins", "09:00"), ("ends", "10:00")];

async fn terms(client: &mut Client, plan: &str, until: &str, contact: &str) {
    let path = format!("{plan}/terms");
    let page = client.get(&path).await;
    let set = client.send(&page, &path, &[("until", until), ("contact", contact)]).await;
    assert_eq!(set.location(), format!("{plan}?done=saved"), "{}", set.text());
}

async fn add(client: &mut Client, text: &str) -> StatusCode {
    let page = client.get("/my-part").await;
    client.send(&page, "/my-part/supplement", &[("text", text)]).await.status
}

#[test]
fn an_interviewee_adds_something_and_sees_only_their_own() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let mut lead = fixture.client(test, Person::Lead).await;
        let one = slot(&mut lead, &plan, &SLOT).await;
        for name in ["Kim Ek", "Lo Alm"] {
            person(&mut lead, &plan, &[("name", name), ("interviews", last(&one))]).await;
        }
        let made = links(&mut lead, &one).await;
        let mut kim = come_in(test, &made[0]).await;
        let mut lo = come_in(test, &made[1]).await;
        assert_eq!(add(&mut kim, "  ").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(add(&mut kim, "Vi glömde fackrådet.").await, StatusCode::SEE_OTHER);
        let page = kim.get("/my-part").await;
        assert!(page.find(".said").unwrap().contains("fackrådet"), "{}", page.text());
        assert!(page.find(".said .tag").is_none(), "in time");
        assert!(!lo.get("/my-part").await.text().contains("fackrådet"));

        // After the date it is taken, marked, and waits for the lead.
        terms(&mut lead, &plan, "2020-01-31", "Sam Ordnare, 08-123").await;
        assert!(kim.get("/my-part").await.text().contains("Sam Ordnare, 08-123"));
        assert_eq!(add(&mut lo, "Och schemat.").await, StatusCode::SEE_OTHER);
        assert!(lo.get("/my-part").await.find(".said .tag").unwrap().contains("sen"));
        // A new link of the same person shows what came by the old one.
        let anew = links(&mut lead, &one).await;
        let mut kim = come_in(test, &anew[0]).await;
        assert!(kim.get("/my-part").await.text().contains("fackrådet"));
    });
}

#[test]
fn the_lead_rules_on_what_came_late_and_says_why() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, visiting).await;
        let plan = plan_of(&fixture);
        let all = format!("{plan}/supplements");
        let mut lead = fixture.client(test, Person::Lead).await;
        let mut coordinator = fixture.client(test, Person::Coordinator).await;
        assert!(lead.get(&all).await.find(".empty").is_some());
        let path = format!("{plan}/terms");
        let page = lead.get(&path).await;
        let refused = lead.send(&page, &path, &[("until", "snart")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find("#until-error").is_some());
        terms(&mut lead, &plan, "2020-01-31", "").await;
        let stale = lead.send(&page, &path, &[("contact", "Kim")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.find("form.merging").unwrap().contains("2020-01-31"), "{}", stale.text());
        let merged = lead.send(&stale, &path, &[("until", "2020-01-31")]).await;
        assert!(merged.status.is_redirection(), "{}", merged.text());
        let page = lead.get(&path).await;
        let both = (page.attributes("#until", "value"), page.attributes("#contact", "value"));
        assert_eq!(both, (vec!["2020-01-31".to_owned()], vec!["Kim".to_owned()]));

        let new = format!("{all}/new");
        let page = coordinator.get(&new).await;
        let empty = coordinator.send(&page, &new, &[("text", "")]).await;
        assert!(empty.find("#text-error").is_some());
        let added = coordinator.send(&page, &new, &[("text", "Planen antogs i juni.")]).await;
        assert_eq!(added.location(), format!("{all}?done=supplement-added"));
        assert_eq!(lead.get(&new).await.status, StatusCode::FORBIDDEN, "the team adds notes");

        let page = lead.get(&all).await;
        assert!(page.find(".ledger").unwrap().contains("väntar på beslut"), "{}", page.text());
        let rule = page.attributes(".ledger .acts a", "href").remove(0);
        speaks_every_language(test, &fixture, Person::Lead, &rule).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let form = lead.get(&rule).await;
        let nothing = lead.send(&form, &rule, &[("reason", "Ja")]).await;
        assert!(nothing.find("#considered-error").is_some());
        let silent = lead.send(&form, &rule, &[("considered", "no"), ("reason", " ")]).await;
        assert!(silent.find("#reason-error").is_some());
        let fields = [("considered", "yes"), ("reason", "Den rättar ett fel")];
        assert_eq!(lead.send(&form, &rule, &fields).await.location(), format!("{all}?done=saved"));
        let stale = lead.send(&form, &rule, &[("considered", "no"), ("reason", "Nej")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let shown = stale.find("form.merging").unwrap();
        assert!(shown.contains("Den rättar ett fel") && shown.contains("Nej"), "{shown}");

        let mut evaluator = fixture.client(test, Person::Evaluator).await;
        assert!(evaluator.get(&all).await.text().contains("Den rättar ett fel"));
        assert_eq!(evaluator.get(&rule).await.status, StatusCode::FORBIDDEN);
        let seen = coordinator.get(&all).await.text();
        assert!(seen.contains("antogs i juni") && !seen.contains("rättar ett fel"), "{seen}");
        assert!(!seen.contains("beaktad") && !seen.contains("väntar på beslut"));
    });
}
