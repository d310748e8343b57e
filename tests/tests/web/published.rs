//! Published results: taken over by hand, changed, delivered, and counted in the comparison of others.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_core::Points;
use kompass_core::evaluation::{Kind, State};
use kompass_core::result::ResultOrigin;
use kompass_store::{evaluation, result};
use uuid::Uuid;

const AREAS: [(&str, &str); 8] = [
    ("points-1", "74"),
    ("points-2", "60"),
    ("points-3", "61"),
    ("points-4", "62"),
    ("points-5", "63"),
    ("points-6", "64"),
    ("points-7", "65"),
    ("points-8", "66"),
];

/// Takes over what a source says of a municipality; returns the new evaluation.
async fn taken_over(office: &mut Client, fixture: &Fixture, name: &str) -> Uuid {
    let new = format!("/organisations/{}/evaluations/published", fixture.own.0);
    let page = office.get(&new).await;
    let fields = [
        ("municipality", name),
        ("year", "2016"),
        ("title", "Återrapport Kommunkompassen"),
        ("publisher", "Revisorerna (påhittade)"),
        ("published-on", "2016-06-01"),
        ("address", "https://example.se/rapport.pdf"),
    ];
    let made = office.send(&page, &new, &fields).await;
    let (path, query) =
        made.location().split_once('?').unwrap_or_else(|| panic!("{}", made.text()));
    assert_eq!(query, "done=published-taken-over");
    path.split('/').nth(2).unwrap().parse().unwrap()
}

fn link(page: &Answer, href: &str) -> bool {
    page.attributes("a", "href").iter().any(|it| it == href)
}

#[test]
fn a_published_result_is_taken_over_from_booking_to_comparison() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let db = &test.installation().db;
        let mut office = fixture.client(test, Person::Administrator).await;
        let booking = format!("/organisations/{}/evaluations/new", fixture.own.0);
        let page = office.get(&booking).await;
        assert!(page.attributes("input[name=kind]", "value").contains(&"imported".into()));
        let asked = [("municipality", "Åmål"), ("kind", "imported")];
        let sent = office.send(&page, &booking, &asked).await;
        let form = office.get(sent.location()).await;
        assert_eq!(form.attributes("#municipality", "value"), ["Åmål"]);

        let id = taken_over(&mut office, &fixture, "Åmål").await;
        let here = format!("/evaluations/{id}/published");
        let page = office.get(&here).await;
        assert_eq!(
            page.find("#framework option[selected]").as_deref(),
            Some("Kommunkompassen 2.0")
        );
        let fields = [&AREAS[..], &[("total", "515"), ("points-1.1", "14,5")]].concat();
        let saved = office.send(&page, &here, &fields).await;
        assert_eq!(saved.location(), format!("{here}?done=saved"), "{}", saved.text());
        let page = office.get(&here).await;
        assert!(page.find(".notice.waits").is_none(), "the areas come to the total");
        assert_eq!(page.attributes("[id='points-1.1']", "value"), ["14,5"]);

        let stored = evaluation::load(db, id).await.unwrap().evaluation;
        assert_eq!((stored.kind, stored.state), (Kind::Imported, State::Planned));
        assert_eq!((stored.total, stored.areas[0].points), (Some(515), Some(74)));
        assert_eq!(stored.areas[0].sub_areas[0].points, Some(Points(14_500)));
        assert_eq!((stored.year, stored.assessment_date), (2016, None));

        // Its strengths are copied where texts are written.
        let writing = format!("/evaluations/{id}/writing");
        assert!(link(&page, &writing));
        let area = format!("{writing}/1");
        let page = office.get(&area).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());

        // It is taken to the end in one step, and then it is nobody's to change.
        let steps = office.get(&format!("/evaluations/{id}/steps")).await;
        assert!(steps.find(".needs .tag.waits").is_none(), "{}", steps.text());
        let forward = format!("/evaluations/{id}/steps/forward/delivered");
        assert!(link(&steps, &forward), "{}", steps.text());
        let page = office.get(&forward).await;
        let done = office.send(&page, &forward, &[]).await;
        assert!(done.status.is_redirection(), "{}", done.text());
        assert_eq!(office.get(&here).await.status, StatusCode::FORBIDDEN);
        let report = office.get(&format!("/evaluations/{id}/report")).await;
        assert!(report.text().contains("515") && report.text().contains("14,5"));
        assert!(report.find(".notice.waits").is_none(), "it is no draft");

        let shown = office.get(&format!("/evaluations/{id}/comparison")).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        let kept = result::of_evaluation(db, id).await.unwrap().expect("a result");
        assert_eq!((kept.origin, kept.total), (ResultOrigin::Published, Some(515)));
        assert_eq!((kept.code.as_deref(), kept.framework.as_str()), (Some("1492"), "2.0"));
        assert_eq!(kept.source, "https://example.se/rapport.pdf");
    });
}

#[test]
fn what_cannot_be_is_refused_at_its_field_and_what_does_not_add_up_is_told() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut office = fixture.client(test, Person::Administrator).await;
        let new = format!("/organisations/{}/evaluations/published", fixture.own.0);
        let page = office.get(&new).await;
        let right = [("municipality", "Åmål"), ("year", "2016"), ("title", "Rapport")];
        for (field, value, place) in [
            ("municipality", " ", "#municipality-error"),
            ("year", "nitton", "#year-error"),
            ("year", "1999", "#framework-error"),
            ("date", "2015-01-02", "#date-error"),
            ("title", "", "#title-error"),
            ("address", "example.se", "#address-error"),
        ] {
            let mut fields = right.to_vec();
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            let refused = office.send(&page, &new, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            assert!(refused.find(place).is_some(), "{field}: {}", refused.text());
        }
        let id = taken_over(&mut office, &fixture, "Åmål").await;
        let here = format!("/evaluations/{id}/published");
        let page = office.get(&here).await;
        let steps = office.get(&format!("/evaluations/{id}/steps")).await;
        assert!(link(&steps, &here), "the points are missing, and it says where: {}", steps.text());
        for (field, value, place) in [
            ("total", "", "#total-error"),
            ("total", "801", "#total-error"),
            ("points-1", "101", "#points-1-error"),
            ("points-1", "7,5", "#points-1-error"),
            ("points-1.1", "14,1234", "[id='points-1.1-error']"),
        ] {
            let refused = office.send(&page, &here, &[(field, value)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            assert!(refused.find(place).is_some(), "{field}: {}", refused.text());
        }
        let odd = [&AREAS[..], &[("total", "520"), ("points-1.1", "3")]].concat();
        let saved = office.send(&page, &here, &odd).await;
        assert_eq!(saved.location(), format!("{here}?done=saved"), "{}", saved.text());
        let page = office.get(&here).await;
        let told = page.find(".notice.waits").expect("a notice");
        assert!(told.contains("515") && told.contains("520"), "{told}");

        // A version without that sub-area is refused, until its points are taken away.
        let other = [("framework", "kommunkompassen-original")];
        let refused = office.send(&page, &here, &other).await;
        assert!(refused.find("#framework-error").is_some(), "{}", refused.text());
        let other = [other[0], ("points-1.1", "")];
        let saved = office.send(&page, &here, &other).await;
        assert!(saved.status.is_redirection(), "{}", saved.text());
        let db = &test.installation().db;
        let stored = evaluation::load(db, id).await.unwrap().evaluation;
        assert_eq!(stored.framework, "kommunkompassen-original");
        assert_eq!(stored.areas[1].points, Some(60));
        let kept = result::of_evaluation(db, id).await.unwrap().expect("a result");
        assert_eq!(kept.framework, "original", "the result follows");
    });
}

#[test]
fn two_who_copy_at_once_see_what_both_wrote() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut office = fixture.client(test, Person::Administrator).await;
        let id = taken_over(&mut office, &fixture, "Åmål").await;
        let here = format!("/evaluations/{id}/published");
        let stale = office.get(&here).await;
        let page = office.get(&here).await;
        let first = [("total", "515"), ("note", "Bara summan är publicerad.")];
        assert!(office.send(&page, &here, &first).await.status.is_redirection());
        let second = [("total", "516"), ("note", "Se sidan 4."), ("points-2", "60")];
        let both = office.send(&stale, &here, &second).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        for text in ["515", "516", "Bara summan"] {
            assert!(both.text().contains(text), "{text}");
        }
        let merged = office.send(&both, &here, &[("total", "515"), ("merge", "both")]).await;
        assert!(merged.status.is_redirection(), "{}", merged.text());
        let stored = evaluation::load(&test.installation().db, id).await.unwrap().evaluation;
        assert_eq!(stored.total, Some(515));
        assert_eq!(stored.areas[0].points, Some(60));
        let note = stored.source.unwrap().note;
        assert!(note.contains("Bara summan") && note.contains("sidan 4"), "{note}");
    });
}

#[test]
fn only_the_office_takes_results_over_and_reads_of_it_in_its_language() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut office = fixture.client(test, Person::Administrator).await;
        let id = taken_over(&mut office, &fixture, "Åmål").await;
        let new = format!("/organisations/{}/evaluations/published", fixture.own.0);
        let here = format!("/evaluations/{id}/published");
        for person in [Person::Lead, Person::Coordinator, Person::System, Person::Evaluated] {
            let mut client = fixture.client(test, person).await;
            for path in [&new, &here] {
                let status = client.get(path).await.status;
                assert!(
                    [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status),
                    "{person} {path}: {status}"
                );
            }
        }
        let judged = format!("/evaluations/{}/published", fixture.evaluation);
        assert_eq!(office.get(&judged).await.status, StatusCode::FORBIDDEN, "it is judged here");
        let plan = format!("/evaluations/{id}/plan");
        assert_eq!(office.get(&plan).await.status, StatusCode::FORBIDDEN, "nothing is planned");
        for path in [&new, &here] {
            speaks_every_language(test, &fixture, Person::Administrator, path).await;
        }
    });
}
