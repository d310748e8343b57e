//! The comparison page: points beside those of others, by a rule that stands in the address.

use super::fixture::{Fixture, Person, speaks, speaks_every_language};
use super::harness::{Answer, TestApp, on_both_apps};
use axum::http::StatusCode;
use kompass_app::result;
use kompass_core::Lang;
use kompass_core::evaluation::{Evaluation, State};
use kompass_core::result::{Basis, EvaluationResult, ResultOrigin};
use kompass_store::result as results;

const HEAD: &str = "country,municipality,year,framework_version,total,area1,area2,area3,area4,area5,area6,area7,area8,sub_scores,source_url,note\n";

/// Published results of version 2.0: seven with areas of 40, 45 … points, one with a total only.
async fn publish(test: &TestApp) {
    let mut csv = HEAD.to_owned();
    let names = ["Ale", "Alingsås", "Alvesta", "Aneby", "Arboga", "Arjeplog", "Arvidsjaur"];
    for (at, name) in names.iter().enumerate() {
        let area = 40 + 5 * at;
        let areas = vec![area.to_string(); 8].join(",");
        csv += &format!("SE,{name},{},2.0,{},{areas},,S,\n", 2011 + at, 8 * area);
    }
    csv += "SE,Askersund,2012,2.0,500,,,,,,,,,,S,\n";
    result::import(test.installation(), "results.csv", csv.as_bytes()).await.unwrap();
}

fn delivered(evaluation: &mut Evaluation) {
    evaluation.state = State::Delivered;
}

const PUBLISHED: &str = "origin=published&basis=official&version=2.0";

fn here(fixture: &Fixture) -> String {
    format!("/evaluations/{}/comparison", fixture.evaluation)
}

fn rule(page: &Answer) -> String {
    page.find(".rule-of").unwrap_or_else(|| panic!("no rule: {}", page.text()))
}

#[test]
fn the_page_speaks_the_language_of_its_reader() {
    on_both_apps(async |test: &TestApp| {
        publish(test).await;
        let fixture = Fixture::make(test, delivered).await;
        let here = here(&fixture);
        for path in
            [here.clone(), format!("{here}?{PUBLISHED}&window=all&group=first&statistic=median")]
        {
            speaks_every_language(test, &fixture, Person::Coordinator, &path).await;
        }
    });
}

#[test]
fn every_figure_has_its_rule_and_its_n() {
    on_both_apps(async |test: &TestApp| {
        publish(test).await;
        let fixture = Fixture::make(test, delivered).await;
        let mut reader = fixture.client(test, Person::Reader).await;
        let page = reader.get(&format!("{}?{PUBLISHED}&window=all", here(&fixture))).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let said = rule(&page);
        assert!(
            said.contains("medelvärde: publicerade resultat; poäng satta av verktygets ägare"),
            "{said}"
        );
        assert!(said.contains("egna kommunen ingår inte. 8 resultat passar regeln."), "{said}");
        assert!(page.text().contains("Olika slags resultat är blandade"), "other origin and basis");
        // (320 + 360 + … + 560 + 500) / 8
        let total = page.find("tbody tr:last-child").unwrap();
        assert!(total.contains("447,5") && total.ends_with('8'), "{total}");
        assert_eq!(page.attributes(".chart svg", "role").len(), 4, "radar, bars, strip, trend");
        let strip = page.text();
        assert_eq!(
            page.attributes("svg[aria-labelledby^=strip] circle", "cx").len(),
            8,
            "every evaluation a dot"
        );
        for words in ["undre kvartil", "median", "övre kvartil"] {
            assert!(strip.contains(words), "{words}");
        }
        assert!(page.find("dl.headline").unwrap().contains("plats"), "a place in words");
        assert!(page.text().contains("Kompass standardvikter, inte SKR:s"), "whose weights");
        assert!(!page.text().contains("style="), "nothing inline");
        assert!(page.body.len() < 100_000, "{} bytes", page.body.len());

        // The same address gives the same choice.
        let again = reader.get(&format!("{}?{PUBLISHED}&own=on&repeat=latest&window=years&from=2012&to=2014&statistic=highest", here(&fixture))).await;
        let said = rule(&again);
        for words in [
            "högst: ",
            "åren 2012–2014",
            "bara kommunens senaste",
            "egna kommunen ingår. 4 resultat",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert_eq!(again.attributes("input[name=window][checked]", "value"), ["years"]);
        assert_eq!(again.attributes("input[name=origin][checked]", "value"), ["published"]);
        assert_eq!(again.attributes("#from", "value"), ["2012"]);
        assert_eq!(again.attributes("#statistic option[selected]", "value"), ["highest"]);
    });
}

#[test]
fn too_few_is_said_plainly() {
    on_both_apps(async |test: &TestApp| {
        publish(test).await;
        let fixture = Fixture::make(test, delivered).await;
        let mut reader = fixture.client(test, Person::Reader).await;
        let nobody = reader.get(&here(&fixture)).await;
        assert!(rule(&nobody).contains("Inget resultat passar regeln."), "{}", rule(&nobody));
        assert!(nobody.text().contains("För få att jämföra med"));
        assert!(nobody.find("details.choose[open]").is_some(), "the choice is offered");
        let all = nobody.attributes(".goes a", "href").remove(0);
        let all = reader.get(&all).await;
        assert_eq!(all.status, StatusCode::OK, "{}", all.text());
        assert!(
            rule(&all).contains("alla år") && rule(&all).contains("8 resultat"),
            "{}",
            rule(&all)
        );
        assert!(all.text().contains("Olika slags resultat är blandade"), "and says so");
        assert!(all.find(".goes a").is_none(), "enough fit");

        let two = reader
            .get(&format!(
                "{}?{PUBLISHED}&window=all&group=chosen&codes=Ale,Arboga",
                here(&fixture)
            ))
            .await;
        assert!(rule(&two).contains("2 resultat passar"), "{}", rule(&two));
        let total = two.find("tbody tr:last-child").unwrap();
        assert!(
            total.contains('–') && !total.contains("400"),
            "the mean of two is not told: {total}"
        );
        let three = reader
            .get(&format!("{}?{PUBLISHED}&window=years&from=2015&to=2017", here(&fixture)))
            .await;
        assert!(three.find("tbody tr:last-child").unwrap().contains("520,0"));
        assert!(three.find("dl.headline").unwrap().contains("520,0"));
        assert!(!three.find("dl.headline").unwrap().contains("plats"), "no place among three");
        assert!(three.find("svg[aria-labelledby^=strip]").is_none(), "no distribution of three");
    });
}

#[test]
fn a_wrong_choice_is_named_and_the_rest_holds() {
    on_both_apps(async |test: &TestApp| {
        publish(test).await;
        let fixture = Fixture::make(test, delivered).await;
        let mut reader = fixture.client(test, Person::Reader).await;
        for (wrong, place) in [
            ("origin=gissat", "#origin-error"),
            ("basis=gissat", "#basis-error"),
            ("version=9.9", "#version-error"),
            ("window=igår", "#window-error"),
            ("window=latest&latest=0", "#latest-error"),
            ("window=latest&latest=många", "#latest-error"),
            ("window=years&from=2019&to=2011", "#from-error"),
            ("window=years&from=2019", "#from-error"),
            ("repeat=ibland", "#repeat-error"),
            ("group=vänner", "#group-error"),
            ("group=size", "#group-error"),
            ("group=skr", "#group-error"),
            ("group=chosen", "#codes-error"),
            ("group=chosen&codes=Ale,Atlantis", "#codes-error"),
            ("statistic=summa", "#statistic-error"),
        ] {
            let wrong = wrong.replace('å', "%C3%A5").replace('ä', "%C3%A4");
            let path =
                format!("{}?{wrong}&origin=published&basis=official&version=2.0", here(&fixture));
            let page = reader.get(&path).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(page.find(place).is_some(), "{wrong}: {}", page.text());
            let said = rule(&page);
            assert!(
                said.contains("publicerade resultat; poäng satta av verktygets"),
                "{wrong}: {said}"
            );
        }
    });
}

#[test]
fn similar_municipalities_are_a_group_of_their_own() {
    on_both_apps(async |test: &TestApp| {
        let mut csv = HEAD.to_owned();
        // Four of the seven that are similar to Tyresö, and one that is not.
        for (name, total) in [
            ("Vallentuna", 400),
            ("Österåker", 440),
            ("Vellinge", 480),
            ("Lerum", 520),
            ("Ale", 799),
        ] {
            csv += &format!("SE,{name},2016,2.0,{total},,,,,,,,,,S,\n");
        }
        result::import(test.installation(), "results.csv", csv.as_bytes()).await.unwrap();
        let fixture = Fixture::make(test, |it| {
            delivered(it);
            it.municipality.name = "Tyresö".to_owned();
            it.municipality.code = Some("0138".to_owned());
        })
        .await;
        let mut reader = fixture.client(test, Person::Reader).await;
        let path = format!("{}?{PUBLISHED}&window=all&group=similar", here(&fixture));
        let page = reader.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let said = rule(&page);
        let names = "Upplands Väsby, Vallentuna, Österåker, Vellinge, Härryda, Lerum och Gällivare";
        let words = format!("liknande kommuner enligt Kolada 2025, övergripande ({names})");
        assert!(said.contains(&words), "{said}");
        assert!(said.contains("4 resultat passar regeln."), "{said}");
        assert!(page.find("dl.headline").unwrap().contains("460,0"), "{said}");
        assert_eq!(page.attributes("input[name=group][checked]", "value"), ["similar"]);
        let help = page.find("#group-help").unwrap();
        assert!(help.contains(names) && help.contains("Källa: Kolada"), "{help}");
        // The own municipality is not similar to itself; it counts if the rule says so.
        let with_own = reader.get(&format!("{path}&own=on")).await;
        assert!(
            rule(&with_own).contains("4 resultat passar"),
            "another origin: {}",
            rule(&with_own)
        );
        let with_own = reader
            .get(&format!("{path}&own=on&origin=external&basis=kompass_default&version=2020"))
            .await;
        assert!(rule(&with_own).contains("5 resultat passar"), "{}", rule(&with_own));

        // Granvik is invented: nothing is known to be like it, and the page says what to do.
        let granvik = Fixture::make(test, delivered).await;
        let mut reader = granvik.client(test, Person::Reader).await;
        let page = reader.get(&here(&granvik)).await;
        assert!(page.find("input[name=group][value=similar]").is_none());
        assert!(page.find("#group-help").unwrap().contains("svensk kommunkod"));
        let page = reader.get(&format!("{}?group=similar", here(&granvik))).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.find("#group-error").unwrap().contains("Välj kommuner själv"));
    });
}

#[test]
fn with_nothing_to_compare_with_it_says_where_results_come_from() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, delivered).await;
        let mut reader = fixture.client(test, Person::Reader).await;
        let page = reader.get(&here(&fixture)).await.text();
        assert!(page.contains("kompass results import"), "{page}");
        assert!(!page.contains("För få att jämföra med"), "{page}");
        result::import_bundled(test.installation()).await.unwrap();
        let page = reader.get(&here(&fixture)).await.text();
        assert!(!page.contains("kompass results import"), "{page}");
    });
}

/// What is read on the page, each piece on a line of its own.
fn read(page: &Answer) -> String {
    let html = page.text();
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    let pieces = main.split('<').filter_map(|it| Some(it.split_once('>')?.1.trim()));
    pieces.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_read_in_each_language() {
    on_both_apps(async |test: &TestApp| {
        publish(test).await;
        let fixture = Fixture::make(test, delivered).await;
        for lang in Lang::ALL {
            speaks(test, fixture.account(Person::Reader), lang).await;
            let mut reader = fixture.client(test, Person::Reader).await;
            let path = format!("{}?{PUBLISHED}&window=all&repeat=latest", here(&fixture));
            let page = reader.get(&path).await;
            insta::assert_snapshot!(format!("page_{}", lang.code()), read(&page));
        }
    });
}

#[test]
fn nobody_compares_points_that_are_not_theirs_to_read() {
    on_both_apps(async |test: &TestApp| {
        publish(test).await;
        let scoring = Fixture::make(test, |_| {}).await;
        for person in Person::ALL {
            let answer = scoring.client(test, person).await.get(&here(&scoring)).await;
            assert!(!answer.status.is_success(), "{person} while judging: {}", answer.status);
        }
        let agreed = Fixture::make(test, |it| it.state = State::Consensus).await;
        for (person, status) in [
            (Person::Lead, StatusCode::OK),
            (Person::Evaluator, StatusCode::OK),
            (Person::Undeclared, StatusCode::FORBIDDEN),
            (Person::Coordinator, StatusCode::FORBIDDEN),
            (Person::Reader, StatusCode::FORBIDDEN),
            (Person::Administrator, StatusCode::FORBIDDEN),
            (Person::Contributor, StatusCode::FORBIDDEN),
        ] {
            let mut client = agreed.client(test, person).await;
            assert_eq!(client.get(&here(&agreed)).await.status, status, "{person}");
            let overview = client.get(&format!("/evaluations/{}", agreed.evaluation)).await;
            let offered = overview.attributes(".sections a", "href").contains(&here(&agreed));
            // Who has not signed is told so, there as everywhere.
            let undeclared = person == Person::Undeclared;
            assert_eq!(offered, status == StatusCode::OK || undeclared, "{person}");
        }
    });
}

#[test]
fn evaluations_made_here_count_once_they_are_delivered() {
    on_both_apps(async |test: &TestApp| {
        let own = Fixture::make(test, delivered).await;
        let put = async |fixture: &Fixture, total| {
            let stored = EvaluationResult {
                country: "SE".into(),
                municipality: format!("Ort {total}"),
                code: None,
                year: Some(2025),
                framework: "2020".into(),
                total: Some(total),
                areas: vec![None; 8],
                origin: ResultOrigin::External,
                basis: Basis::KompassDefault,
                source: String::new(),
                note: String::new(),
            };
            let (db, stamp) = (&test.installation().db, test.installation().stamp().unwrap());
            results::put(db, &stamp, fixture.evaluation, &stored).await.unwrap();
        };
        let others = [
            Fixture::make(test, delivered).await,
            Fixture::make(test, delivered).await,
            Fixture::make(test, |it| it.state = State::Closed).await,
            Fixture::make(test, |it| it.state = State::Consensus).await,
            Fixture::make(test, |it| it.state = State::FactCheck).await,
        ];
        for (fixture, total) in others.iter().zip([400, 420, 440, 701, 702]) {
            put(fixture, total).await;
        }
        // What it once came to does not count beside what it comes to now.
        put(&own, 799).await;
        let mut reader = own.client(test, Person::Reader).await;
        let path = format!(
            "{}?window=all&own=on&origin=external&basis=kompass_default&version=2020",
            here(&own)
        );
        let page = reader.get(&path).await;
        assert!(rule(&page).contains("4 resultat passar regeln."), "{}", rule(&page));
        let path = format!("{path}&statistic=highest");
        let highest = reader.get(&path).await.find("tbody tr:last-child").unwrap();
        assert!(!highest.contains("70") && !highest.contains("799"), "{highest}");
    });
}

#[test]
fn own_results_over_time_break_where_the_version_does() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| {
            it.state = State::Delivered;
            it.earlier.clear();
        })
        .await;
        let csv = format!("{HEAD}SE,Granvik,2012,2.0,410,,,,,,,,,,S,\n");
        result::import(test.installation(), "results.csv", csv.as_bytes()).await.unwrap();
        let page = fixture.client(test, Person::Coordinator).await.get(&here(&fixture)).await;
        let text = page.text();
        assert!(text.contains("version 2.0") && text.contains("410"), "{text}");
        assert_eq!(text.matches("stroke-dasharray=\"1.5 2.5\"").count(), 1, "a break, not a line");
    });
}

#[test]
fn every_colour_of_a_chart_has_a_dark_one() {
    on_both_apps(async |test: &TestApp| {
        publish(test).await;
        let fixture = Fixture::make(test, delivered).await;
        let mut reader = fixture.client(test, Person::Reader).await;
        let page = reader.get(&format!("{}?{PUBLISHED}&window=all", here(&fixture))).await;
        let sheet = page.attributes("link[rel=stylesheet]", "href").remove(0);
        let sheet = reader.get(&sheet).await.text();
        let mut colours = 0;
        for name in ["fill", "stroke"] {
            for colour in page.attributes(".chart svg *", name) {
                assert!(!colour.starts_with("rgb"), "{colour}");
                if colour.starts_with('#') {
                    assert!(
                        sheet.contains(&format!(".chart [{name}=\"{colour}\"]")),
                        "{name} {colour}"
                    );
                    colours += 1;
                }
            }
        }
        assert!(colours > 50);
    });
}
