//! National key figures: finding, one key figure, a municipality, selections and their files.

use super::fixture::{Fixture, Person};
use super::harness::{Answer, TestApp, on_both_apps};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use kompass_app::kpi::Summary;
use kompass_app::kpi::revision::{Change, Gap, Known};
use kompass_store::blob::Blob;
use kompass_store::kpi::{Kind, NewEdition, add};

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
        let aimed = visitor.get("/key-figures/N00090?area=0138&target=7,5").await;
        said(&aimed, &["Målet högst 7,5 är inte nått"]);
        let aimed = visitor.get("/key-figures/N00090?area=0138&target=7.5&aim=above").await;
        said(&aimed, &["Målet över 7,5 är nått"]);
        for wrong in ["target=mycket", "target=5&aim=near"] {
            let refused = visitor.get(&format!("/key-figures/N00090?area=0138&{wrong}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let made = visitor.get("/key-figures/U20900?area=Danderyd").await;
        said(&made, &["Så är värdet sammansatt", "2,5-percentilen", "Resursindex", "Regeln ger"]);
        let other = visitor.get("/key-figures/U20900?area=0126").await;
        said(&other, &["Regeln ger 60,6, men 61,2 är publicerat"]);
        let nation = visitor.get("/key-figures/N01951?area=0000").await;
        said(&nation, &["inga andra att jämföra med"]);
        assert!(!nation.text().contains("Jämfört med andra"));
        assert!(!nation.text().contains("ovägt"));
        let deviations = visitor.get("/key-figures/municipalities/0000/deviations").await;
        said(&deviations, &["Riket jämförs inte", "Välj en kommun eller en region"]);
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
        said(&package, &["finns 26 inte i katalogen", "N15474"]);
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
        let profile = "/key-figures/municipalities/0138/export";
        let field = visitor.get(&format!("{profile}?field=Demokrati&format=csv")).await;
        assert!(field.text().contains("Valdeltagande"));
        let overview = visitor.get(&format!("{profile}?format=csv")).await.text();
        assert!(overview.contains("Varav jämförbara") && overview.contains("\nDemokrati;"));
        let unknown = visitor.get(&format!("{profile}?field=Nej&format=csv")).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (path, status) in [
            (file("exe"), StatusCode::UNPROCESSABLE_ENTITY),
            (file("csv"), StatusCode::OK),
            (format!("/key-figures/selection?{wrong}"), StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let head = visitor.call(Method::HEAD, &path, &[], Body::empty()).await;
            assert_eq!((head.status, head.body.len()), (status, 0), "{path}");
        }
        let years = "/key-figures/N00090/export?format=csv";
        let of_area = visitor.get(&format!("{years}&area=0138")).await.text();
        for words in ["Medel, liknande", "\n2022;8,3;8,8;6,5;", "Källa: Kolada"] {
            assert!(of_area.contains(words), "{words}: {of_area}");
        }
        for wrong in ["", "&area=Nowhere", "&area=0138&with=G1", "&area=0138&gender=x"] {
            let refused = visitor.get(&format!("{years}{wrong}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
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

/// Two editions over the key figures that come with the program: one changed nothing, one a few values of Tyresö and one of
/// every municipality.
async fn editions(test: &TestApp) {
    let installation = test.installation();
    let current = installation.kpis.current().unwrap();
    let blob = Blob { digest: current.digest.clone(), size: current.segment.counts().bytes };
    let none = Summary { values: 1_283_000, added: 12, ..Summary::default() };
    let new = NewEdition { base: 0, kind: Kind::Import, as_of: None, summary: &none };
    let nothing: &[(String, Vec<Change>)] = &[];
    let db = &installation.db;
    add(db, &installation.stamp().unwrap(), &new, &blob, nothing).await.unwrap();
    let change =
        |area: &str, year, was, is| Change { area: area.to_owned(), gender: 'T', year, was, is };
    let value = Known::Value;
    let everybody = current.segment.areas(kompass_app::kpi::AreaKind::Municipality);
    let revisions = vec![
        (
            "N00090".to_owned(),
            vec![
                change("0138", 2021, value(8.0), value(7.5)),
                change("0138", 2022, value(8.25), Known::Gap(Gap::Withheld)),
            ],
        ),
        (
            "N01951".to_owned(),
            everybody
                .map(|at| change(current.segment.area(at).code, 2022, value(1000.0), value(1001.0)))
                .collect(),
        ),
    ];
    let summary = Summary {
        values: 1_283_001,
        revised: 292,
        revised_kpis: 2,
        gone_kpis: vec!["N00914".to_owned()].into(),
        ..Summary::default()
    };
    let as_of = Some(jiff::civil::date(2026, 4, 1));
    let new = NewEdition { base: 1, kind: Kind::Changes, as_of, summary: &summary };
    add(db, &installation.stamp().unwrap(), &new, &blob, &revisions).await.unwrap();
}

#[test]
fn everybody_sees_what_was_changed_without_notice() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let list = "/key-figures/editions";
        said(&visitor.get(list).await, &["de som följer med programmet"]);
        said(&visitor.get("/key-figures/N00090").await, &["Inget värde har ändrats"]);
        editions(test).await;
        said(
            &visitor.get(list).await,
            &["Uppdatering 2", "Kolada, det som ändrats", "292", "Uppdatering 1", "Filer"],
        );
        let quiet = visitor.get(&format!("{list}/1")).await;
        said(&quiet, &["Inget värde som fanns har ändrats"]);
        assert!(quiet.find(".source").is_none(), "where no value is, nobody is named");

        let here = format!("{list}/2");
        let page = visitor.get(&here).await;
        said(
            &page,
            &[
                "2026-04-01",
                "292 i 2 nyckeltal",
                "Upphörda nyckeltal",
                "N00914",
                "−0,5",
                "värde saknas",
                "Källa: Kolada (Var, Är)",
                "Egen bearbetning av data från Kolada (Skillnad)",
            ],
        );
        assert_eq!(page.attributes("main tbody tr", "class").len(), 0);
        let next = page.attributes("main a[rel=next]", "href");
        assert_eq!(next, [format!("{here}?from=N01951.198")]);
        let rest = visitor.get(&next[0]).await;
        assert_eq!(rest.attributes("main tbody th a", "href").len(), 92);
        assert!(rest.attributes("main a[rel=next]", "href").is_empty());
        assert_eq!(
            rest.attributes("main nav.goes a, main nav .goes a", "href"),
            std::slice::from_ref(&here)
        );

        let own = visitor.get(&format!("{here}?area=Tyres%C3%B6&kpi=n00090")).await;
        let links = own.attributes("main tbody th a", "href");
        assert_eq!(links, ["/key-figures/N00090?area=0138"; 2]);
        let wrong = visitor.get(&format!("{here}?area=Nowhere&kpi=N9&from=x")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.find("#area-error").is_some() && wrong.find("#kpi-error").is_some());
        for missing in ["3", "0", "x", "99999999999"] {
            let answer = visitor.get(&format!("{list}/{missing}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
        }

        let file = |form: &str| format!("{here}/export?kpi=N00090&format={form}");
        let csv = visitor.get(&file("csv")).await.text();
        assert!(
            csv.contains("Var (Källa: Kolada);Är (Källa: Kolada);Skillnad (Egen bearbetning"),
            "{csv}"
        );
        assert!(
            csv.contains("N00090;") && csv.contains(";0138;Tyresö;alla;2021;8;7,5;-0,5\n"),
            "{csv}"
        );
        for form in ["xlsx", "parquet"] {
            assert_eq!(visitor.get(&file(form)).await.status, StatusCode::OK);
        }
        for wrong in ["format=exe", "area=Nowhere"] {
            let answer = visitor.get(&format!("{here}/export?{wrong}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }

        let kpi = visitor.get("/key-figures/N00090?area=0138").await;
        said(&kpi, &["Ändrade värden", "Uppdatering 2", "2 värden"]);
        let links = kpi.attributes("main tbody th a", "href");
        assert!(links.contains(&format!("{here}?kpi=N00090&area=0138")), "{links:?}");
        for lang in ["en", "nb"] {
            let mut reader = test.visitor();
            reader.lang = lang;
            for path in [list, &here] {
                assert_eq!(reader.get(path).await.status, StatusCode::OK);
            }
        }
    });
}

#[test]
fn municipalities_are_alike_in_what_somebody_chooses() {
    on_both_apps(async |test: &TestApp| {
        let mut visitor = test.visitor();
        let here = "/key-figures/municipalities/0138";
        let page = visitor.get(&format!("{here}/similar")).await;
        said(
            &page,
            &[
                "vårt eget mått och inte Koladas modell",
                "Invånare totalt, antal (2022)",
                "Egen bearbetning av data från Kolada (Avstånd)",
                "standardavvikelsen",
            ],
        );
        let own = visitor.get(&format!("{here}/similar?feature=N01951&most=3")).await;
        let links = own.attributes("main ul.goes a", "href");
        let group = "own%3A0138%3A3%3AN01951";
        let profile = format!("{here}?with={group}");
        assert!(
            links.contains(&format!("/key-figures/selection?area=0138&group={group}")),
            "{links:?}"
        );
        assert!(links.contains(&profile), "{links:?}");
        let wrong = visitor.get(&format!("{here}/similar?feature=N00090&most=51")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.find("#most-error").is_some());
        let region = visitor.get("/key-figures/municipalities/0001/similar").await;
        assert!(region.find("#own").is_none());
        let files = own.attributes("main p.files a", "href");
        let csv = files.iter().find(|it| it.ends_with("format=csv")).unwrap();
        assert!(csv.contains("feature=N01951&most=3"), "{csv}");
        let file = visitor.get(csv).await.text();
        let lines: Vec<&str> = file.lines().collect();
        assert!(lines[0].contains("Avstånd"), "{}", lines[0]);
        let own = lines.iter().filter(|line| line.contains("Egen jämförelsegrupp"));
        assert_eq!(own.count(), 3, "{file}");
        assert!(lines.len() > 3 + 12 * 7, "and the groups of the provider: {file}");
        let wrong = visitor.get(&format!("{here}/similar/export?most=51")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);

        said(&visitor.get(&profile).await, &["De 3 mest lika enligt egen bearbetning"]);
        let field = visitor.get(&format!("{profile}&field=Demokrati")).await;
        said(&field, &["(n = 3)"]);
        let kpi = format!("/key-figures/N00090?area=0138&with={group}");
        said(&visitor.get(&kpi).await, &["De 3 mest lika enligt egen bearbetning"]);
        let chosen = visitor
            .get(&format!("/key-figures/selection?kpi=N00090&area=0138&group={group}"))
            .await;
        assert_eq!(chosen.attributes("main tbody th", "scope").len(), 4, "itself and three");
        for wrong in ["own:0180:3:N01951", "own:0138:3:N00090", "own:0138:0:N01951", "own:"] {
            let refused = visitor.get(&format!("{here}?with={wrong}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let file =
            visitor.get(&format!("{here}/export?field=Demokrati&with={group}&format=csv")).await;
        assert!(file.text().contains("Medel, liknande (Egen bearbetning av data från Kolada)"));
    });
}
