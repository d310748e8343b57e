//! What holds for every chart, of whatever it is made.

use super::*;
use proptest::prelude::*;

/// Swedish words, long ones, markup, characters that XML forbids, emoji, right-to-left text.
fn hostile() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[A-Za-zåäöÅÄÖéüæø–/-]{1,20}",
        1 => Just("</text><script>alert(1)</script>".to_owned()),
        1 => Just("\" onload=\"x\" ' & &amp; ]]> <!--".to_owned()),
        1 => Just("\0\u{1b}\u{fffe}\u{202e}\u{85}".to_owned()),
        1 => any::<String>(),
    ];
    let text = prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "));
    text.prop_map(|text| text.chars().take(60).collect())
}

fn value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        6 => (-100_i32..2_000).prop_map(|tenths| Some(f64::from(tenths) / 10.0)),
        1 => Just(None),
        1 => Just(Some(f64::NAN)),
        1 => Just(Some(f64::NEG_INFINITY)),
        1 => Just(Some(1e300)),
    ]
}

fn max() -> impl Strategy<Value = f64> {
    prop_oneof![6 => 1.0..2_000.0, 1 => Just(0.0), 1 => Just(-5.0), 1 => Just(f64::NAN), 1 => Just(f64::INFINITY)]
}

fn style() -> impl Strategy<Value = Style<'static>> {
    let width = prop_oneof![Just(0.0), Just(454.0), Just(f64::NAN), 360.0..900.0];
    let id = prop_oneof![Just("a-1"), Just("1 \"><"), Just("å")];
    (width, id, 0..3_usize, 0.9..1.2).prop_map(|(width, id, lang, font_width)| Style {
        width,
        font_width,
        font: "O'Neil & \"Söner\"",
        ..Style::print(id, Lang::ALL[lang])
    })
}

fn hostile_alt() -> impl Strategy<Value = Alt> {
    (hostile(), hostile()).prop_map(|(title, description)| Alt { title, description })
}

proptest! {
    #[test]
    fn any_radar(
        style in style(),
        alt in hostile_alt(),
        max in max(),
        own in hostile(),
        comparison in hostile(),
        axes in prop::collection::vec((hostile(), value(), value()), 0..14),
    ) {
        let axes = axes.into_iter().map(|(label, own, comparison)| RadarAxis { label, own, comparison }).collect();
        check(&radar(&Radar { alt, max, own, comparison, axes }, &style), &style);
    }

    #[test]
    fn a_radar_of_eight_long_labels_shows_them_all_apart(
        style in style(),
        labels in prop::collection::vec("[A-ZÅÄÖ][a-zåäö]{3,14}( [a-zåäö]{2,14}){1,6}", 8),
    ) {
        let mut data = a_radar();
        for (axis, label) in data.axes.iter_mut().zip(&labels) {
            axis.label = label.chars().take(60).collect();
        }
        let texts = check(&radar(&data, &style), &style);
        prop_assert!(texts.len() >= 2 + 4 + 8 * 3, "both names, the rings, and of each axis its label and values");
    }

    #[test]
    fn any_bars(
        style in style(),
        alt in hostile_alt(),
        max in max(),
        (value_name, mean, previous) in (hostile(), hostile(), hostile()),
        rows in prop::collection::vec((hostile(), value(), value(), value()), 0..10),
    ) {
        let rows = rows
            .into_iter()
            .map(|(label, value, mean, previous)| Bar { label, value, mean, previous });
        let data = Bars { alt, max, value: value_name, mean, previous, rows: rows.collect() };
        check(&bars(&data, &style), &style);
    }

    #[test]
    fn any_points_bar(
        style in style(),
        alt in hostile_alt(),
        max in max(),
        (unit, mean_name, previous_name) in (hostile(), hostile(), hostile()),
        (value, mean, previous) in (value(), value(), value()),
    ) {
        let bar = Bar { label: String::new(), value, mean, previous };
        let data = PointsBar { alt, max, unit, mean: mean_name, previous: previous_name, bar };
        check(&points_bar(&data, &style), &style);
    }

    #[test]
    fn any_trend(
        style in style(),
        alt in hostile_alt(),
        max in max(),
        (own, comparison) in (hostile(), hostile()),
        versions in prop::collection::vec(
            (hostile(), prop::collection::vec((1_990_i16..2_040, value(), any::<bool>(), value()), 0..12)),
            0..5,
        ),
    ) {
        let point = |(year, own, estimate, comparison)| TrendPoint { year, own, estimate, comparison };
        let versions = versions
            .into_iter()
            .map(|(label, points)| TrendVersion { label, points: points.into_iter().map(point).collect() });
        let data = Trend { alt, max, own, comparison, versions: versions.collect() };
        check(&trend(&data, &style), &style);
    }

    #[test]
    fn any_distribution(
        style in style(),
        alt in hostile_alt(),
        (min, max) in (max(), max()),
        own_label in hostile(),
        own in value(),
        others in prop::collection::vec(value(), 0..300),
        quartiles in prop::option::of([(hostile(), value()), (hostile(), value()), (hostile(), value())]),
    ) {
        let data = Distribution {
            alt,
            min,
            max,
            own_label,
            own,
            others: others.into_iter().flatten().collect(),
            quartiles: quartiles.map(|three| three.map(|(name, value)| (name, value.unwrap_or(0.0)))),
        };
        check(&distribution(&data, &style), &style);
    }

    #[test]
    fn any_lines(
        style in style(),
        alt in hostile_alt(),
        unit in hostile(),
        decimals in 0_usize..5,
        size in prop_oneof![4 => Just(1.0), 1 => Just(1e6), 1 => Just(1e-4), 1 => Just(-3.0), 1 => Just(0.0)],
        series in prop::collection::vec(
            (hostile(), 0..5_usize, prop::collection::vec((any_year(), value(), any::<bool>()), 0..30)),
            0..9,
        ),
    ) {
        let part = [Part::Own, Part::Group, Part::Nation, Part::Women, Part::Men];
        let point = |(year, value, preliminary): (i16, Option<f64>, bool)| {
            LinePoint { year, value: value.map(|value| value * size), preliminary }
        };
        let series = series.into_iter().map(|(name, index, points)| LineSeries {
            name,
            part: part[index],
            points: points.into_iter().map(point).collect(),
        });
        let data = Lines { alt, unit, decimals, series: series.collect() };
        check(&lines(&data, &style), &style);
    }

    #[test]
    fn any_tiles(
        style in style(),
        alt in hostile_alt(),
        none in hostile(),
        bands in prop::collection::vec(hostile(), 0..6),
        columns in prop_oneof![4 => Just(18_u8), 1 => Just(1), 1 => Just(255)],
        cells in prop::collection::btree_map(
            (0..255_u8, 0..60_u8),
            (hostile(), "[A-ZÅÄÖWM]{0,4}", prop::option::of(0..6_u8), prop::bool::weighted(0.05)),
            0..300,
        ),
    ) {
        let cells = cells.into_iter().filter(|((column, _), _)| *column < columns);
        let tile = |((column, row), (title, label, band, own))| Tile { column, row, label, title, band, own };
        let data = Tiles { alt, bands, none, tiles: cells.map(tile).collect() };
        check(&tiles(&data, &style), &style);
    }

    #[test]
    fn any_course(
        style in style(),
        alt in hostile_alt(),
        (own, target_label) in (hostile(), hostile()),
        points in prop::collection::vec((day(), value()), 0..40),
        target in prop::option::of((day(), value())),
    ) {
        let known = |(day, value): (jiff::civil::Date, Option<f64>)| (day, value.unwrap_or(f64::NAN));
        let data = Course {
            alt,
            own,
            points: points.into_iter().map(known).collect(),
            target_label,
            target: target.map(known),
        };
        check(&course(&data, &style), &style);
    }
}

fn day() -> impl Strategy<Value = jiff::civil::Date> {
    (1990_i16..2040, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn any_year() -> impl Strategy<Value = i16> {
    prop_oneof![8 => 1990_i16..2030, 1 => any::<i16>()]
}
