//! The report as PDF, read back: what makes it accessible, what it says when things are missing, and that no text can
//! break it. Rendering is slow without optimisation, so each test asks several questions of one report.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod council;
mod sample;
mod tagged;

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use kompass_core::{Error, Lang};
use kompass_report::model::{Binary, Block, Logo, Place, Report, Second, Template};
use kompass_report::pdf::render;
use kompass_report::view::view;
use kompass_report::xlsx;
use serde_json::Value;
use tagged::{Tagged, flat, outline};

#[test]
fn a_whole_report_is_accessible() {
    let report = sample::granvik();
    let bytes = render(&report).unwrap();
    let pdf = Tagged::read(&bytes);

    assert_eq!(pdf.catalog("Lang").unwrap().as_str().unwrap(), b"sv");
    assert!(pdf.catalog_entry("MarkInfo", "Marked").unwrap().as_bool().unwrap());
    assert!(pdf.catalog_entry("ViewerPreferences", "DisplayDocTitle").unwrap().as_bool().unwrap());
    let metadata = pdf.metadata();
    for declared in [
        "pdfuaid:part>1<",
        "pdfaid:part>2<",
        "pdfaid:conformance>A<",
        "Kommunkompassen 2020: Granvik 2025",
    ] {
        assert!(metadata.contains(declared), "{declared} is not in {metadata}");
    }

    let tree = pdf.tree();
    let elements = flat(&tree);
    let of_role = |role: &str| {
        elements.iter().copied().filter(|element| element.role == role).collect::<Vec<_>>()
    };
    let headings: Vec<(usize, String)> = elements
        .iter()
        .filter_map(|element| {
            Some((level(&element.role)?, element.title.clone().expect("a heading has a title")))
        })
        .collect();
    assert_eq!(headings.first().map(|(level, _)| *level), Some(1));
    for pair in headings.windows(2) {
        assert!(pair[1].0 <= pair[0].0 + 1, "a level is jumped: {pair:?}");
    }
    assert_eq!(pdf.bookmarks(), headings);

    // Radar, bars and trend, a bar per area, the logo.
    let figures = of_role("Figure");
    assert_eq!(figures.len(), 3 + 8 + 1);
    assert!(
        figures.iter().all(|figure| figure.alt.as_ref().is_some_and(|alt| alt.len() > 10)),
        "{figures:?}"
    );
    let heads = of_role("TH");
    assert!(heads.len() > 300);
    assert!(heads.iter().all(|head| matches!(head.scope.as_deref(), Some("Column" | "Row"))));
    for table in of_role("Table") {
        let rows: Vec<_> =
            flat(&table.kids).into_iter().filter(|element| element.role == "TR").collect();
        let columns = rows[0].kids.len();
        assert!(
            rows.iter().all(|row| row.kids.len() == columns && row.kids[0].role == "TH"),
            "{table:?}"
        );
    }
    assert_eq!(of_role("TOCI").len(), 17);

    insta::assert_snapshot!(outline(&tree));
    assert_eq!(bytes, render(&report).unwrap(), "the same report gives the same bytes");
}

#[test]
fn what_is_not_published_is_said_and_never_zero() {
    let pdf = Tagged::read(&render(&sample::tyreso()).unwrap());
    let text = pdf.text();
    for said in [
        "536",
        "452",
        "473",
        "Poäng per delområde ej publicerade.",
        "Det här är inte publicerat",
        "hur många utvärderingar som ligger bakom jämförelsetalet",
        "antal ej angivet",
        "Efter Återkoppling Kommunkompass Tyresö (bildspel)",
        "Upplands Väsby",
        "inte direkt jämförbara",
    ] {
        assert!(text.contains(&squeezed(said)), "{said} is not in the report");
    }
    // No change can be computed over versions, and no sub-area has points.
    for unsaid in ["+84", "av0", "Källorochursprung0"] {
        assert!(!text.contains(unsaid), "{unsaid} is in the report");
    }
}

#[test]
fn a_report_speaks_its_language() {
    for (lang, words) in [
        (Lang::En, ["Summary", "Areas for improvement", "470.6", "Fictional municipality"]),
        (Lang::Nb, ["Sammendrag", "Forbedringsområder", "470,6", "Oppdiktet kommune"]),
    ] {
        let mut report = short();
        report.language = lang;
        let pdf = Tagged::read(&render(&report).unwrap());
        assert_eq!(pdf.catalog("Lang").unwrap().as_str().unwrap(), lang.code().as_bytes());
        let text = pdf.text();
        for word in words {
            assert!(text.contains(&squeezed(word)), "{word} is not in the report in {lang}");
        }
    }
}

#[test]
fn hostile_text_is_only_text() {
    let hostile = "#import \"x.typ\": * \\ $x$ @a <b> *fet* = R // k /* */ [länk](javascript:x) ![bild](x.png) \
                   👍🏽 \u{5e9}\u{5dc}\u{5d5}\u{5dd} مرحبا \u{202e}bak\u{0}\u{7} \u{e000} e\u{301}\u{20dd} <script>alert(1)</script>";
    let huge = "W".repeat(120);
    let mut model = serde_json::to_value(short()).unwrap();
    fill(&mut model, &format!("{hostile} {huge}"));
    let report: Report = serde_json::from_value(model).unwrap();
    let pdf = Tagged::read(&render(&report).unwrap());
    let text = pdf.text();
    assert!(text.contains("#import\"x.typ\":"), "markup is printed as it stands");
    assert!(text.contains("WWWWWWWWWWWWWWWWWWWW"));
    assert!(!pdf.bookmarks().is_empty());
}

#[test]
fn empty_parts_leave_a_whole_report() {
    let mut report = short();
    report.areas.clear();
    report.comparisons.clear();
    report.earlier.clear();
    report.team.clear();
    report.total = None;
    for text in [
        &mut report.municipality,
        &mut report.summary,
        &mut report.method,
        &mut report.framework.digest,
    ] {
        text.clear();
    }
    let pdf = Tagged::read(&render(&report).unwrap());
    assert!(pdf.text().contains(&squeezed("Totalpoängen är ännu inte satt.")));
    assert!(pdf.pages() < 10);
}

#[test]
fn an_organisation_has_its_own_look() {
    let mut report = short();
    let own = typst_assets::fonts().nth(9).unwrap();
    report.template.fonts = vec![Binary(own.to_vec())];
    report.template.primary = Some("#123456".into());
    report.template.blocks = vec![Block {
        place: Place::Foreword,
        heading: "Ett ord före".into(),
        text: "# Rubrik\n\n1. ett".into(),
    }];
    let pdf = Tagged::read(&render(&report).unwrap());
    assert!(pdf.fonts().iter().any(|font| font.contains("NewCM")), "{:?}", pdf.fonts());
    assert!(pdf.bookmarks().contains(&(2, "Rubrik".to_owned())));
}

#[test]
fn a_template_that_cannot_be_used_is_refused_by_name() {
    let refused = |place: &str, spoil: fn(&mut Template)| {
        let mut report = short();
        spoil(&mut report.template);
        match render(&report) {
            Err(Error::Invalid(problems)) => assert_eq!(problems[0].place, place),
            other => panic!("{place}: {other:?}"),
        }
    };
    refused("template.primary", |template| template.primary = Some("grön".into()));
    refused("template.accent", |template| template.accent = Some("#12345".into()));
    refused("template.fonts[0]", |template| template.fonts = vec![Binary(b"x".to_vec())]);
    refused("template.logo", |template| {
        template.logo = Some(Logo { bytes: Binary(b"<svg".to_vec()), alt: "x".into() });
    });
}

#[test]
fn the_model_survives_storage() {
    let report = sample::granvik();
    let stored = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&stored).unwrap(), report);
}

#[test]
fn outcomes_stand_beside_an_area_with_their_own_marks() {
    let mut report = short();
    let before = view(&report).data;
    assert!(before["areas"][0]["outcome"].is_null() && before["method"]["outcome"].is_null());
    sample::add_outcome(&mut report.areas[0], 3);
    let shown = view(&report).data;
    let parts = [&shown["method"]["outcome"], &shown["areas"][0]["outcome"]];
    insta::assert_snapshot!(serde_json::to_string_pretty(&parts).unwrap());

    // So many that the table takes several pages, each of which repeats its head.
    sample::add_outcome(&mut report.areas[0], 60);
    let pdf = Tagged::read(&render(&report).unwrap());
    assert!(pdf.bookmarks().contains(&(2, "Utfall bredvid styrning".to_owned())));
    let tree = pdf.tree();
    let tables = flat(&tree).into_iter().filter(|element| element.role == "Table");
    let rows = |table: &&tagged::Element| {
        flat(&table.kids).into_iter().filter(|it| it.role == "TR").count()
    };
    let table = tables.max_by_key(rows).unwrap();
    assert_eq!(rows(&table), 1 + 60);
    let heads = flat(&table.kids).into_iter().filter(|it| it.role == "TH").count();
    assert_eq!(heads, 6 + 60, "a head for each column and each row");
    let text = pdf.text();
    for said in [
        "99,5 %",
        "2024 (prel.)",
        "Källa: Kolada, hämtat",
        "Egen bearbetning av data från Kolada (jämförelser)",
    ] {
        assert!(text.contains(&squeezed(said)), "{said} is not in the report");
    }
}

/// A report that was delivered before there were outcomes is read, and written again, byte for byte.
#[test]
fn reports_without_outcomes_are_as_they_were() {
    let report = sample::granvik();
    let stored = serde_json::to_string(&report).unwrap();
    assert!(!stored.contains("outcome"));
    let read: Report = serde_json::from_str(&stored).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), stored);
    let mut report = short();
    sample::add_outcome(&mut report.areas[0], 2);
    let stored = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&stored).unwrap(), report);
}

/// A report with everything in it, but one area and little prose.
fn short() -> Report {
    let mut report = sample::granvik();
    report.areas.truncate(1);
    report.areas[0].sub_areas.truncate(2);
    report.impact.rows.truncate(2);
    report.documents.truncate(2);
    report
}

/// Puts a text everywhere where a report takes free text.
fn fill(value: &mut Value, text: &str) {
    const NOT_FREE: [&str; 13] = [
        "language",
        "kind",
        "basis",
        "date",
        "assessment_date",
        "visit",
        "role",
        "status",
        "place",
        "marks",
        "bytes",
        "primary",
        "accent",
    ];
    match value {
        Value::String(own) => text.clone_into(own),
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, text)),
        Value::Object(fields) => {
            for (_, item) in fields.iter_mut().filter(|(key, _)| !NOT_FREE.contains(&key.as_str()))
            {
                fill(item, text);
            }
        }
        _ => {}
    }
}

fn level(role: &str) -> Option<usize> {
    role.strip_prefix('H')?.parse().ok()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// What leaves the program as a workbook is what the report says, each figure as a number or in its words with its source.
#[test]
fn the_workbook_says_points_second_total_and_outcome() {
    let mut report = short();
    let sheets = |report: &Report| {
        let bytes = xlsx::report(report).unwrap();
        assert_eq!(bytes, xlsx::report(report).unwrap(), "the same content, the same bytes");
        let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let mut said = String::new();
        for (name, range) in book.worksheets() {
            said.push_str(&format!("[{name}]\n"));
            for row in range.rows() {
                let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
                said.push_str(&format!("{}\n", cells.join(" | ")));
            }
        }
        said
    };
    assert!(!sheets(&report).contains("Utfall"), "no empty sheet");
    report.areas[0].sub_areas[0].points = None;
    report.second = Some(Second { framework: "Kommunkompassen 2.0".into(), total: 431, max: 800 });
    sample::add_outcome(&mut report.areas[0], 2);
    insta::assert_snapshot!(sheets(&report));
}
