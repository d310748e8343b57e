//! National key figures: finding, one key figure, a municipality, selections and their files.

use super::fixture::{Fixture, Person};
use super::harness::{Answer, TestApp, on_both_apps};
use axum::http::StatusCode;

fn said(page: &Answer, words: &[&str]) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    // What is said, whatever keeps a number together.
    let text = page.find("main").unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    for word in words {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn anybody_finds_a_key_figure_by_own_words_or_in_the_tree() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        said(&visitor.get("/key-figures").await, &["6 142", "Bläddra", "HME"]);
        let found = visitor.get("/key-figures?q=sjukfr%C3%A5nvaro&area=0138").await;
        said(
            &found,
            &["Sjukfrånvaro totalt bland anställda, kommun", "N00090", "till och med 2022"],
        );
        let links = found.attributes("main ol a", "href");
        assert_eq!(links[0], "/key-figures/N00090?area=0138");
        let none = visitor.get("/key-figures?q=xyzzy").await;
        said(&none, &["Inget nyckeltal passar ”xyzzy”"]);
        let branch = visitor.get("/key-figures?branch=G2KPI115967").await;
        said(&branch, &["Heltidsresan", "Sjukfrånvaro"]);
        let profile = visitor.get("/key-figures?go=1&area=Tyres%C3%B6+kommun").await;
        assert_eq!(profile.location(), "/key-figures/municipalities/0138");
        let wrong = visitor.get("/key-figures?go=1&area=Nowhere").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.find("#area-error").unwrap().contains("finns inte"));
    });
}

#[test]
fn a_key_figure_says_where_a_municipality_stands_and_whose_the_figures_are() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let page = visitor.get("/key-figures/N00090?area=Tyres%C3%B6").await;
        said(
            &page,
            &[
                "8,3 %",
                "Källa: Kolada, hämtat 2024-08-30",
                "delad plats 163 av 269",
                "mellersta hälften",
                "Egen bearbetning av data från Kolada",
                "Bättre varje år sedan 2020",
                "Kvinnor 8,8 %, män 6,5 %",
                "Lägre är bättre",
                "ordet ”sjukfrånvaro” i titeln",
            ],
        );
        let four = visitor.get("/key-figures/N00090?area=0138&bands=4&gender=K").await;
        said(&four, &["Fyra lika stora grupper", "8,8 %"]);
        let alone = visitor.get("/key-figures/N00090").await;
        said(&alone, &["Om nyckeltalet", "Karta"]);
        assert!(alone.find(".headline").is_none());
        let wrong = visitor.get("/key-figures/N00090?area=0138&with=G1&gender=x").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.find("#with-error").is_some() && wrong.find("#gender-error").is_some());
        assert_eq!(visitor.get("/key-figures/N99999").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_municipality_is_read_field_by_field_and_beside_those_like_it() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let here = "/key-figures/municipalities/0138";
        said(&visitor.get(here).await, &["49 214 (2022)", "Demokrati", "Kommunen, övergripande"]);
        let field = visitor.get(&format!("{here}?field=Demokrati")).await;
        said(&field, &["Valdeltagande", "utan riktning"]);
        let unknown = visitor.get(&format!("{here}?field=Nej")).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        said(
            &visitor.get(&format!("{here}/similar")).await,
            &["Övergripande", "2025", "Österåker"],
        );
        let package = visitor.get("/key-figures/packages/kkik-2013?area=0138").await;
        said(&package, &["kan ha ändrats sedan dess", "Valdeltagande i senaste kommunalvalet"]);
        said(&visitor.get("/key-figures/packages/hme").await, &["Totalindex"]);
        for missing in ["/key-figures/municipalities/9999", "/key-figures/packages/nej"] {
            assert_eq!(visitor.get(missing).await.status, StatusCode::NOT_FOUND);
        }
    });
}

#[test]
fn a_selection_stands_in_its_address_and_leaves_as_files() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let chosen = "kpi=N00090&area=0138&area=Stockholm&group=nation&from=2020&to=2022";
        let page = visitor.get(&format!("/key-figures/selection?{chosen}")).await;
        said(&page, &["Tyresö", "Stockholm", "Riket", "8,3", "9,8"]);
        for view in ["chart", "map"] {
            let page = visitor.get(&format!("/key-figures/selection?{chosen}&view={view}")).await;
            said(&page, &["Sjukfrånvaro"]);
            assert!(page.find("main svg").is_some(), "{view}");
        }
        let words = visitor.get("/key-figures/selection?add=sjukfr%C3%A5nvaro").await;
        said(&words, &["Vilket nyckeltal menar du?", "N00090"]);
        let wrong = "kpi=N9&area=Nowhere&group=x&gender=q&from=2030&to=abc&view=cake";
        let refused = visitor.get(&format!("/key-figures/selection?{wrong}")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["group", "gender", "from", "to"] {
            assert!(refused.find(&format!("#{field}-error")).is_some(), "{field}");
        }
        assert!(refused.text().contains("Nyckeltalet N9 finns inte"));

        let file = |form: &str| format!("/key-figures/selection/export?{chosen}&format={form}");
        let csv = visitor.get(&file("csv")).await.text();
        assert!(
            csv.contains("N00090;Sjukfrånvaro") && csv.contains(";0138;Tyresö;alla;2022;8,3;"),
            "{csv}"
        );
        for form in ["xlsx", "parquet"] {
            let answer = visitor.get(&file(form)).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.body.len() > 500, "{form}");
        }
        assert_eq!(visitor.get(&file("exe")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let field = "/key-figures/municipalities/0138/export?field=Demokrati&format=csv";
        assert!(visitor.get(field).await.text().contains("Valdeltagande"));
    });
}

#[test]
fn who_has_an_account_keeps_selections() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        let list = "/key-figures/selections";
        said(&lead.get(list).await, &["Du har inte sparat något urval"]);
        let page = lead.get("/key-figures/selection?kpi=N00090&area=0138").await;
        let refused = lead.send(&page, list, &[("name", " ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.find("#name-error").is_some());
        let done = lead.send(&page, list, &[("name", "Sjukfrånvaron")]).await;
        assert_eq!(done.location(), format!("{list}?done=kpi-saved"));
        let page = lead.get(list).await;
        said(&page, &["Sjukfrånvaron"]);
        let links = page.attributes("main td a, main th a", "href");
        assert_eq!(links[0], "/key-figures/selection?kpi=N00090&area=0138");
        let mut other = fixture.client(test, Person::Evaluator).await;
        said(&other.get(list).await, &["Du har inte sparat något urval"]);
        assert_eq!(other.get(&links[1]).await.status, StatusCode::NOT_FOUND);
        let ask = lead.get(&links[1]).await;
        let done = lead.send(&ask, &links[1], &[]).await;
        assert_eq!(done.location(), format!("{list}?done=kpi-removed"));
    });
}
