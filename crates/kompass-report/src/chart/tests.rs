mod any;

use super::measure::{text_width, wrap};
use super::*;
use std::collections::BTreeSet;

/// A rectangle: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

/// What must hold for every chart, whatever it shows. Gives the areas of its texts.
fn check(svg: &str, style: &Style<'_>) -> Vec<Area> {
    let document =
        roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}:\n{svg}"));
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let labelled: Vec<&str> = root.attribute("aria-labelledby").unwrap().split(' ').collect();
    let mut ids = BTreeSet::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert_eq!(node.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
        let known = ["svg", "title", "desc", "g", "text", "line", "rect", "circle", "path"];
        assert!(known.contains(&node.tag_name().name()), "{svg}");
        for attribute in node.attributes() {
            let forbidden = ["style", "class", "href", "src"];
            assert!(
                !forbidden.contains(&attribute.name()) && !attribute.name().starts_with("on"),
                "{svg}"
            );
            assert!(
                !attribute.value().contains("NaN") && !attribute.value().contains("inf"),
                "{attribute:?}"
            );
        }
        if let Some(id) = node.attribute("id") {
            assert!(ids.insert(id.to_owned()), "{id} stands twice");
        }
    }
    assert_eq!(
        ids.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        labelled.into_iter().collect()
    );

    let view: Vec<f64> = numbers(root.attribute("viewBox").unwrap());
    let (width, height) = (view[2], view[3]);
    let inside = |x: f64, y: f64| {
        let slack = 0.02;
        let within =
            (-slack..=width + slack).contains(&x) && (-slack..=height + slack).contains(&y);
        assert!(within, "({x}, {y}) is outside {width} × {height}:\n{svg}");
    };
    let mut texts = Vec::new();
    for node in root.descendants().filter(roxmltree::Node::is_element) {
        let get = |name: &str| -> f64 {
            node.attribute(name).map_or(0.0, |value| value.parse().unwrap())
        };
        match node.tag_name().name() {
            "line" => {
                inside(get("x1"), get("y1"));
                inside(get("x2"), get("y2"));
            }
            "rect" => {
                assert!(get("width") >= 0.0 && get("height") >= 0.0, "{svg}");
                inside(get("x"), get("y"));
                inside(get("x") + get("width"), get("y") + get("height"));
            }
            "circle" => {
                inside(get("cx") - get("r"), get("cy") - get("r"));
                inside(get("cx") + get("r"), get("cy") + get("r"));
            }
            "path" => numbers(node.attribute("d").unwrap())
                .chunks(2)
                .for_each(|point| inside(point[0], point[1])),
            "text" => {
                let size = get("font-size");
                assert!(size >= 8.0, "text of {size} points is too small");
                let text = node.text().unwrap_or("");
                let width =
                    text_width(text, size, node.has_attribute("font-weight")) * style.font_width;
                let left = match node.attribute("text-anchor") {
                    Some("middle") => get("x") - width / 2.0,
                    Some("end") => get("x") - width,
                    _ => get("x"),
                };
                let area = (left, get("y") - 0.72 * size, left + width, get("y") + 0.22 * size);
                inside(area.0, area.1);
                inside(area.2, area.3);
                texts.push((area, text.to_owned()));
            }
            _ => {}
        }
    }
    for (index, (a, text)) in texts.iter().enumerate() {
        for (b, other) in &texts[..index] {
            let apart = a.0 >= b.2 - 0.05 || b.0 >= a.2 - 0.05 || a.1 >= b.3 || b.1 >= a.3;
            assert!(apart, "{text:?} at {a:?} meets {other:?} at {b:?}:\n{svg}");
        }
    }
    texts.into_iter().map(|(area, _)| area).collect()
}

fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    parts.filter(|part| !part.is_empty()).map(|part| part.parse().unwrap()).collect()
}

fn alt(title: &str) -> Alt {
    Alt { title: title.into(), description: "Högst är Politisk styrning med 76 poäng.".into() }
}

fn rows() -> [(&'static str, f64, f64, f64); 8] {
    [
        ("Offentlighet och demokrati", 65.0, 57.0, 48.0),
        ("Tillgänglighet och brukarorientering", 74.0, 60.5, 58.0),
        ("Politisk styrning och kontroll", 76.0, 69.0, 66.0),
        ("Ledarskap, ansvar och delegation", 71.0, 64.0, 71.0),
        ("Resultat och effektivitet", 62.0, 56.0, 51.0),
        ("Kommunen som arbetsgivare – personalpolitik", 66.0, 60.0, 62.0),
        ("Verksamhetsutveckling", 54.0, 51.0, 40.0),
        ("Kommunen som samhällsbyggare", 68.0, 66.0, 63.0),
    ]
}

fn a_radar() -> Radar {
    let axes = rows().map(|(label, own, mean, _)| RadarAxis {
        label: label.into(),
        own: Some(own),
        comparison: Some(mean),
    });
    Radar {
        alt: alt("Poäng per område"),
        max: 100.0,
        own: "Granvik 2026".into(),
        comparison: "Medelvärde, n = 58".into(),
        axes: axes.into(),
    }
}

fn some_bars() -> Bars {
    let rows = rows().map(|(label, value, mean, previous)| Bar {
        label: label.into(),
        value: Some(value),
        mean: Some(mean),
        previous: Some(previous),
    });
    Bars {
        alt: alt("Poäng per område"),
        max: 100.0,
        value: "Poäng".into(),
        mean: "Medel".into(),
        previous: "2023".into(),
        rows: rows.into(),
    }
}

fn a_points_bar() -> PointsBar {
    PointsBar {
        alt: alt("Poäng"),
        max: 100.0,
        unit: "av 100 poäng".into(),
        mean: "medelvärde".into(),
        previous: "2023".into(),
        bar: some_bars().rows[1].clone(),
    }
}

fn a_trend() -> Trend {
    let point =
        |year, own, comparison| TrendPoint { year, own: Some(own), estimate: false, comparison };
    let estimate = TrendPoint { estimate: true, ..point(2018, 530.0, None) };
    Trend {
        alt: alt("Summa poäng över åren"),
        max: 800.0,
        own: "Granvik".into(),
        comparison: "Medelvärde av alla utvärderingar".into(),
        versions: vec![
            TrendVersion {
                label: "Version 2.0".into(),
                points: vec![point(2012, 452.0, Some(440.0)), point(2015, 536.0, Some(473.0))],
            },
            TrendVersion {
                label: "Version 2020".into(),
                points: vec![estimate, point(2021, 580.0, Some(517.0))],
            },
        ],
    }
}

fn a_distribution() -> Distribution {
    Distribution {
        alt: alt("Alla utvärderingar"),
        min: 250.0,
        max: 700.0,
        own_label: "Granvik 2026".into(),
        own: Some(536.0),
        others: vec![324.0, 350.0, 420.0, 422.0, 424.0, 471.0, 512.0, 536.0, 540.0, 679.0],
        quartiles: Some([
            ("undre kvartil".into(), 420.5),
            ("median".into(), 447.5),
            ("övre kvartil".into(), 530.0),
        ]),
    }
}

fn a_course() -> Course {
    let day = |month| jiff::civil::date(2026, month, 1);
    Course {
        alt: alt("Nämnder som följer upp"),
        own: "nu".into(),
        points: vec![(day(5), 4.0), (day(1), 2.0), (day(3), 3.5)],
        target_label: "mål".into(),
        target: Some((day(12), 7.0)),
    }
}

fn some_lines() -> Lines {
    let series = |name: &str, part, first: f64, step: f64| LineSeries {
        name: name.into(),
        part,
        points: (2015..=2024)
            .zip(0_i32..)
            .map(|(year, index)| LinePoint {
                year,
                value: (year != 2019).then(|| first + step * f64::from(index)),
                preliminary: year == 2024 && part == Part::Own,
            })
            .collect(),
    };
    Lines {
        alt: alt("Nettokostnad hemtjänst"),
        unit: "kronor per invånare 80 år och äldre".into(),
        decimals: 0,
        series: vec![
            series("Granvik", Part::Own, 61_200.0, 1_480.0),
            series("Liknande kommuner, n = 7", Part::Group, 64_000.0, 1_020.0),
            series("Alla kommuner, n = 290", Part::Nation, 65_300.0, 890.0),
        ],
    }
}

fn some_tiles() -> Tiles {
    let tile = |column, row, label: &str, value: &str, band| Tile {
        column,
        row,
        label: label.into(),
        title: format!("{label}: {value}"),
        band,
        own: label == "Gra",
    };
    Tiles {
        alt: alt("Andel behöriga lärare"),
        bands: ["lägsta fjärdedelen", "näst lägsta", "näst högsta", "högsta fjärdedelen"]
            .map(Into::into)
            .into(),
        none: "värde saknas".into(),
        tiles: vec![
            tile(12, 0, "Kir", "61,0 %", Some(0)),
            tile(11, 1, "Gäl", "70,2 %", Some(1)),
            tile(12, 1, "Paj", "74,5 %", Some(2)),
            tile(11, 2, "Gra", "88,1 %", Some(3)),
            tile(10, 2, "Arj", "–", None),
            tile(0, 7, "Str", "65,0 %", Some(0)),
        ],
    }
}

#[test]
fn the_course_goes_from_day_to_day() {
    let style = Style::screen("a", Lang::Sv);
    let svg = course(&a_course(), &style);
    check(&svg, &style);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let line = document.descendants().find(|it| it.attribute("stroke-width") == Some("1.8"));
    let xs: Vec<f64> =
        numbers(line.unwrap().attribute("d").unwrap()).into_iter().step_by(2).collect();
    assert!(xs.len() == 3 && xs.is_sorted(), "{xs:?}");
    for text in ["nu 4,0", "mål 7,0", "2026-01-01", "2026-12-01"] {
        assert!(svg.contains(&format!(">{text}<")), "{text}: {svg}");
    }
    let alone = Course { points: vec![a_course().points[0]], target: None, ..a_course() };
    let svg = course(&alone, &style);
    check(&svg, &style);
    assert_eq!((svg.matches("<circle").count(), svg.matches("<path").count()), (1, 0));
}

#[test]
fn the_charts_look_as_they_did() {
    let style = Style::print("figur", Lang::Sv);
    for (name, svg) in [
        ("radar", radar(&a_radar(), &style)),
        ("bars", bars(&some_bars(), &style)),
        ("points_bar", points_bar(&a_points_bar(), &style)),
        ("trend", trend(&a_trend(), &style)),
        ("distribution", distribution(&a_distribution(), &style)),
        ("lines", lines(&some_lines(), &style)),
        ("tiles", tiles(&some_tiles(), &style)),
    ] {
        check(&svg, &style);
        insta::assert_snapshot!(name, svg);
    }
}

#[test]
fn numbers_are_written_in_the_language() {
    let mut data = some_bars();
    data.max = 1_250.0;
    data.rows[0].value = Some(1_234.5);
    assert!(bars(&data, &Style::print("a", Lang::Sv)).contains(">1\u{202f}234,5<"));
    assert!(bars(&data, &Style::print("a", Lang::En)).contains(">1,234.5<"));
    let svg = bars(&data, &Style::print("a", Lang::Sv));
    assert!(
        svg.contains(">60,5<") && svg.contains(">57,0<"),
        "a column has the same decimals throughout"
    );
    assert!(svg.contains(">48<"), "and no more than it needs");
}

#[test]
fn a_missing_value_is_a_gap_and_never_zero() {
    let style = Style::print("a", Lang::Sv);
    let mut data = a_radar();
    data.axes[2].own = None;
    data.axes[5].own = Some(f64::NAN);
    let svg = radar(&data, &style);
    assert_eq!(svg.matches(">–<").count(), 2);
    assert_eq!(svg.matches("r=\"2.6\"").count(), 1 + 6, "one mark in the key, six on the axes");
    assert_eq!(
        svg.matches("stroke-width=\"1.6\" stroke-linejoin").count(),
        1 + 2,
        "two outlines, none over a gap"
    );

    let mut data = some_bars();
    data.rows.truncate(1);
    data.rows[0].value = None;
    let svg = bars(&data, &style);
    assert!(svg.contains(">–<"));
    assert_eq!(
        svg.matches("fill=\"#6B8C8A\"").count(),
        1,
        "only the heading shows the colour of bars"
    );

    let mut data = a_trend();
    data.versions[0].points.insert(1, TrendPoint { year: 2013, ..TrendPoint::default() });
    assert_eq!(
        trend(&data, &style).matches("stroke-width=\"1.8\"").count(),
        1,
        "the line over 2013 is gone"
    );
}

#[test]
fn the_axis_of_lines_goes_as_far_as_the_values_and_says_so() {
    let style = Style::print("a", Lang::Sv);
    let axis = |values: &[f64]| {
        let points = values.iter().zip(2020..);
        let points = points.map(|(value, year)| LinePoint {
            year,
            value: Some(*value),
            ..LinePoint::default()
        });
        let series = LineSeries { points: points.collect(), ..LineSeries::default() };
        let svg = lines(&Lines { series: vec![series], ..Lines::default() }, &style);
        check(&svg, &style);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let ends =
            document.descendants().filter(|node| node.attribute("text-anchor") == Some("end"));
        let ends: Vec<String> = ends.map(|node| node.text().unwrap().to_owned()).collect();
        (ends[0].clone(), ends[ends.len() - 1].clone(), svg.contains("börjar inte vid 0"))
    };
    let ends = |from: &str, to: &str, said| (from.to_owned(), to.to_owned(), said);
    assert_eq!(axis(&[61_200.0, 74_520.0]), ends("60\u{202f}000", "75\u{202f}000", true));
    assert_eq!(axis(&[20.0, 74.0]), ends("0", "80", false), "from 0 where that costs little");
    assert_eq!(axis(&[-8.0, 9.0]), ends("−10", "10", false));
    assert_eq!(axis(&[-48.0, -65.0]), ends("−65", "−45", true));
    assert_eq!(axis(&[-2.0, -65.0]), ends("−80", "0", false));
    assert_eq!(axis(&[100.0, 100.0]), ends("98", "102", true));
    assert_eq!(axis(&[0.0]), ends("0", "4", false));
}

#[test]
fn lines_keep_gaps_and_say_what_is_preliminary() {
    let style = Style::screen("a", Lang::En);
    let data = some_lines();
    let svg = lines(&data, &style);
    assert_eq!(svg.matches("stroke-width=\"1.8\"").count(), 2, "2019 is a gap");
    assert_eq!(svg.matches("fill=\"#FFFFFF\"").count(), 1, "one value is preliminary");
    assert!(svg.contains(">The axis does not start at 0. Hollow mark: preliminary value.<"));
    let mut data = some_lines();
    data.series[0].points.retain(|point| point.year % 2 == 0);
    data.series[1].points.truncate(8);
    let svg = lines(&data, &style);
    check(&svg, &style);
    assert_eq!(
        svg.matches("stroke-width=\"1.8\"").count(),
        1,
        "a survey of every other year has no gaps"
    );
    assert!(svg.contains(">71,140 (2022)<"), "a line that ends early says when: {svg}");
}

#[test]
fn every_tile_has_its_title_and_its_sign() {
    let style = Style::screen("a", Lang::Sv);
    let svg = tiles(&some_tiles(), &style);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let groups: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "g")))
        .collect();
    assert_eq!(groups.len(), 6);
    let dashes = |node: &roxmltree::Node<'_, '_>| -> Option<f64> {
        let line = node.children().find(|it| it.tag_name().name() == "line")?;
        let get = |name| line.attribute(name).unwrap().parse::<f64>().unwrap();
        Some(((get("x2") - get("x1")) / 4.2).ceil())
    };
    let of = |title: &str| {
        let is = |node: &&roxmltree::Node<'_, '_>| {
            node.first_element_child().and_then(|it| it.text()) == Some(title)
        };
        dashes(groups.iter().find(is).unwrap())
    };
    assert_eq!(of("Kir: 61,0 %"), Some(1.0));
    assert_eq!(of("Paj: 74,5 %"), Some(3.0));
    assert_eq!(of("Arj: –"), None);
    assert_eq!(of("Gra: 88,1 %"), Some(4.0));
    let framed = groups.last().unwrap();
    assert!(
        framed.children().any(|it| it.attribute("stroke") == Some("#A8431B")),
        "the own tile lies on top"
    );
    let mut wide = some_tiles();
    wide.tiles[3].label = "Mun".into();
    assert_eq!(tiles(&wide, &style).matches(">Mun<").count(), 2, "on the map and in the legend");
    let mut unknown = some_tiles();
    unknown.tiles[0].band = Some(9);
    assert_eq!(
        tiles(&unknown, &style).matches("stroke-dasharray=\"1.5 1.5\"").count(),
        3,
        "a band that is none"
    );
}

#[test]
fn the_legend_of_tiles_takes_what_room_there_is() {
    let style = Style::screen("a", Lang::Sv);
    let tile =
        |column, row| Tile { column, row, title: format!("{column}, {row}"), ..Tile::default() };
    let words = Tiles {
        none: "värde saknas".into(),
        bands: vec!["låg".into(), "hög".into()],
        ..Tiles::default()
    };
    let height = |cells: Vec<Tile>| {
        let svg = tiles(&Tiles { tiles: cells, ..words.clone() }, &style);
        check(&svg, &style);
        numbers(
            roxmltree::Document::parse(&svg).unwrap().root_element().attribute("viewBox").unwrap(),
        )[3]
    };
    let free = height((0..40).map(|row| tile(15, row)).collect());
    let taken = height((0..40).map(|row| tile(15 * u8::from(row > 0), row)).collect());
    assert!(taken > free + 40.0, "{taken} and {free}");
}

#[test]
fn no_line_crosses_a_change_of_version() {
    let svg = trend(&a_trend(), &Style::print("a", Lang::Sv));
    let document = roxmltree::Document::parse(&svg).unwrap();
    let breaks: Vec<f64> = document
        .descendants()
        .filter(|node| node.attribute("stroke-dasharray") == Some("1.5 2.5"))
        .map(|node| node.attribute("x1").unwrap().parse().unwrap())
        .collect();
    assert_eq!(breaks.len(), 1);
    let paths = document.descendants().filter_map(|node| node.attribute("d"));
    for xs in paths.map(|d| numbers(d).into_iter().step_by(2).collect::<Vec<_>>()) {
        let right = xs.iter().filter(|x| **x > breaks[0]).count();
        assert!(right == 0 || right == xs.len(), "{xs:?} on both sides of {breaks:?}");
    }
}

#[test]
fn a_chart_without_anything_to_show_is_still_a_picture() {
    let style = Style::print("", Lang::Nb);
    check(&radar(&Radar::default(), &style), &style);
    check(&bars(&Bars::default(), &style), &style);
    check(&points_bar(&PointsBar::default(), &style), &style);
    check(&trend(&Trend::default(), &style), &style);
    check(&distribution(&Distribution::default(), &style), &style);
    check(&course(&Course::default(), &style), &style);
    check(&lines(&Lines::default(), &style), &style);
    check(&tiles(&Tiles::default(), &style), &style);
}

#[test]
fn ten_thousand_evaluations_fit_the_strip() {
    let mut data = a_distribution();
    data.others = (0..10_000).map(|index| 300.0 + f64::from(index * 7919 % 3_000) / 10.0).collect();
    let style = Style::print("a", Lang::Sv);
    let svg = distribution(&data, &style);
    check(&svg, &style);
    assert_eq!(svg.matches("<circle").count(), 10_000, "every evaluation is a dot");
}

#[test]
fn labels_break_where_they_may() {
    let measure = |line: &str| text_width(line, 10.0, false);
    let lines = wrap("Kommunen som arbetsgivare – personalpolitik", 110.0, 3, measure);
    assert_eq!(lines, ["Kommunen som", "arbetsgivare –", "personalpolitik"]);
    let lines = wrap("Samhällsbyggnadsförvaltningsövergripande", 80.0, 3, measure);
    assert_eq!(lines.join("").replace('-', ""), "Samhällsbyggnadsförvaltningsövergripande");
    assert!(lines[0].ends_with('-'), "{lines:?}");
    let lines = wrap("a b c d e f g h i j k l m n o p", 20.0, 2, measure);
    assert_eq!(lines.len(), 2);
    assert!(lines[1].ends_with('…'), "{lines:?}");
    assert!(wrap("  ", 20.0, 3, measure).is_empty());
    let lines = wrap("Alla kommuner, n\u{a0}=\u{a0}290", 90.0, 3, measure);
    assert_eq!(lines, ["Alla kommuner,", "n\u{a0}=\u{a0}290"]);
}
