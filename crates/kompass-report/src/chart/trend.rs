//! The trend: one municipality's results over the years. Each version of the framework is a stretch of its own; no line
//! joins two of them.

use super::axis::{Scale, apart, decimals, known};
use super::svg::{ASCENT, Anchor, Font, LINE, LINES, Svg};
use super::{Style, Trend, TrendPoint, TrendVersion};

/// Height of the field of values.
const FIELD: f64 = 150.0;
/// Years of empty room that a version gets beside its own, so that its ends keep apart from its neighbours'.
const MARGIN: f64 = 2.0;
/// Room that a version needs for its name.
const NAME: f64 = 24.0;

/// A value with its place.
#[derive(Clone, Copy)]
struct Spot {
    x: f64,
    y: f64,
    value: f64,
    estimate: bool,
}

/// The places of a series, per version by year; `None` is a gap.
type Series = Vec<Vec<Option<Spot>>>;

/// A rectangle that is taken: left, top, right, bottom.
type Taken = (f64, f64, f64, f64);

/// Draws a trend.
pub fn trend(trend: &Trend, style: &Style<'_>) -> String {
    let mut svg = Svg::new(style);
    let small = Font::small(style.palette.muted);
    let numbers_of_axis = Scale::new((0.0, trend.max), (0.0, FIELD)).ticks(4.0);
    let left =
        numbers_of_axis.iter().map(|tick| svg.width(&svg.number(*tick), small)).fold(0.0, f64::max)
            + 8.0;
    let names = names(&svg, trend);
    let names_width =
        names.iter().map(|name| svg.widest(&name.lines, name.font)).fold(0.0, f64::max);
    let right = svg.style.width - names_width - 20.0;
    let stretches = stretches(trend, (left, right));

    let heads: Vec<Vec<String>> = trend
        .versions
        .iter()
        .zip(&stretches)
        .map(|(version, (from, to))| {
            let room = to - from - 8.0;
            if room < NAME { Vec::new() } else { svg.wrap(&version.label, room, LINES, small) }
        })
        .collect();
    let top = heads.iter().map(Vec::len).max().unwrap_or(0) as f64 * LINE + 16.0;
    let bottom = top + FIELD;
    let values = Scale::new((0.0, trend.max), (bottom, top));

    frame(&mut svg, &stretches, values, left - 8.0);
    for ((from, to), lines) in stretches.iter().zip(&heads) {
        for (line, baseline) in
            lines.iter().zip((0_u8..).map(|line| ASCENT + LINE * f64::from(line)))
        {
            svg.text(f64::midpoint(*from, *to), baseline, Anchor::Middle, small, line);
        }
    }
    years(&mut svg, trend, &stretches, bottom);

    let series = |value: fn(&TrendPoint) -> Option<f64>, estimates: bool| -> Series {
        let spots = |(version, stretch): (&TrendVersion, &(f64, f64))| {
            let years = year_scale(version, *stretch);
            let spot = |point: &TrendPoint| {
                known(value(point)).map(|value| Spot {
                    x: years.at(f64::from(point.year)),
                    y: values.at(value),
                    value,
                    estimate: estimates && point.estimate,
                })
            };
            in_order(version).iter().map(spot).collect()
        };
        trend.versions.iter().zip(&stretches).map(spots).collect()
    };
    let own = series(|point| point.own, true);
    let other = if trend.comparison.is_empty() {
        Vec::new()
    } else {
        series(|point| point.comparison, false)
    };
    draw_other(&mut svg, &other);
    draw_own(&mut svg, &own);
    numbers(&mut svg, &own, &other, (left, top - 12.0, right, bottom));
    draw_names(&mut svg, names, [&own, &other], right + 8.0, (top - 6.0, bottom));
    svg.finish(&trend.alt, bottom + LINE + 8.0)
}

/// Where each version begins and ends, all on one scale of years.
fn stretches(trend: &Trend, (left, right): (f64, f64)) -> Vec<(f64, f64)> {
    let lengths: Vec<f64> = trend
        .versions
        .iter()
        .map(|version| {
            let (from, to) = first_and_last(version);
            f64::from(to) - f64::from(from) + MARGIN
        })
        .collect();
    let a_year = (right - left) / lengths.iter().sum::<f64>().max(1.0);
    let mut end = left;
    lengths
        .into_iter()
        .map(|length| {
            let start = end;
            end += length * a_year;
            (start, end)
        })
        .collect()
}

fn first_and_last(version: &TrendVersion) -> (i16, i16) {
    let years = version.points.iter().map(|point| point.year);
    (years.clone().min().unwrap_or(0), years.max().unwrap_or(0))
}

fn year_scale(version: &TrendVersion, (from, to): (f64, f64)) -> Scale {
    let (first, last) = first_and_last(version);
    let half = MARGIN / 2.0;
    Scale::new((f64::from(first) - half, f64::from(last) + half), (from, to))
}

fn in_order(version: &TrendVersion) -> Vec<TrendPoint> {
    let mut points = version.points.clone();
    points.sort_by_key(|point| point.year);
    points
}

/// Lines at round values, open where a version ends, and the break between two versions.
fn frame(svg: &mut Svg<'_>, stretches: &[(f64, f64)], values: Scale, numbers: f64) {
    let palette = svg.style.palette;
    let (bottom, top) = values.ends();
    for tick in values.ticks(4.0) {
        let y = values.at(tick);
        let (colour, width) = if y == bottom { (palette.muted, 0.9) } else { (palette.line, 0.6) };
        svg.text(numbers, y + 2.8, Anchor::End, Font::small(palette.muted), &svg.number(tick));
        for (from, to) in stretches {
            svg.line((from + 3.0, y), (to - 3.0, y), colour, width, "");
        }
    }
    for (_, end) in stretches.iter().rev().skip(1) {
        svg.line(
            (*end, top - 4.0),
            (*end, bottom + 4.0),
            palette.muted,
            0.9,
            " stroke-dasharray=\"1.5 2.5\"",
        );
    }
}

fn years(svg: &mut Svg<'_>, trend: &Trend, stretches: &[(f64, f64)], bottom: f64) {
    let palette = svg.style.palette;
    let font = Font::small(palette.ink);
    let mut free_from = f64::MIN;
    for (version, stretch) in trend.versions.iter().zip(stretches) {
        let scale = year_scale(version, *stretch);
        for point in in_order(version) {
            let x = scale.at(f64::from(point.year));
            let text = point.year.to_string();
            let half = svg.width(&text, font) / 2.0;
            svg.line((x, bottom), (x, bottom + 3.0), palette.muted, 0.9, "");
            if x - half >= free_from {
                svg.text(x, bottom + ASCENT + 5.0, Anchor::Middle, font, &text);
                free_from = x + half + 3.0;
            }
        }
    }
}

/// The runs of neighbouring values without a gap.
fn runs(series: &Series) -> Vec<Vec<(f64, f64)>> {
    let runs = series.iter().flat_map(|version| version.split(Option::is_none));
    runs.map(|run| run.iter().flatten().map(|spot| (spot.x, spot.y)).collect()).collect()
}

fn draw_own(svg: &mut Svg<'_>, own: &Series) {
    let palette = svg.style.palette;
    let paint = format!(
        "fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\" stroke-linejoin=\"round\"",
        palette.own
    );
    for run in runs(own).iter().filter(|run| run.len() > 1) {
        svg.path(run, false, &paint);
    }
    for spot in own.iter().flatten().flatten() {
        own_mark(svg, (spot.x, spot.y), spot.estimate);
    }
}

fn draw_other(svg: &mut Svg<'_>, other: &Series) {
    let palette = svg.style.palette;
    let paint = format!(
        "fill=\"none\" stroke=\"{}\" stroke-width=\"1.2\" stroke-dasharray=\"4 2.5\"",
        palette.muted
    );
    for run in runs(other).iter().filter(|run| run.len() > 1) {
        svg.path(run, false, &paint);
    }
    for spot in other.iter().flatten().flatten() {
        svg.diamond((spot.x, spot.y));
    }
}

fn own_mark(svg: &mut Svg<'_>, place: (f64, f64), estimate: bool) {
    let palette = svg.style.palette;
    let fill = if estimate { palette.paper } else { palette.own };
    svg.circle(
        place,
        3.2,
        &format!("fill=\"{fill}\" stroke=\"{}\" stroke-width=\"1.4\"", palette.own),
    );
}

/// Writes the numbers: the higher of the two above its mark, the lower below. One that would meet another is left to the
/// table; the own numbers come first.
fn numbers(svg: &mut Svg<'_>, own: &Series, other: &Series, field: Taken) {
    let palette = svg.style.palette;
    let mut taken: Vec<Taken> = own
        .iter()
        .chain(other)
        .flatten()
        .flatten()
        .map(|spot| (spot.x - 3.5, spot.y - 3.5, spot.x + 3.5, spot.y + 3.5))
        .collect();
    for (series, rival, is_own) in [(own, other, true), (other, own, false)] {
        let font = if is_own { Font::bold(palette.own) } else { Font::small(palette.muted) };
        let decimals = decimals(series.iter().flatten().map(|spot| spot.map(|spot| spot.value)));
        for (version, spots) in series.iter().enumerate() {
            for (index, spot) in spots.iter().enumerate() {
                let Some(spot) = spot else { continue };
                let rival =
                    rival.get(version).and_then(|spots| spots.get(index)).copied().flatten();
                let is_higher = rival.map_or(is_own, |rival| (spot.y, !is_own) < (rival.y, is_own));
                let number = svg.value(Some(spot.value), decimals);
                let text = if spot.estimate { format!("≈\u{a0}{number}") } else { number };
                let half = svg.width(&text, font) / 2.0 + 1.0;
                let (above, below) = (spot.y - 6.0, spot.y + 6.0 + ASCENT);
                let choices = if is_higher { [above, below] } else { [below, above] };
                for baseline in choices {
                    let place = (spot.x - half, baseline - ASCENT, spot.x + half, baseline + 2.0);
                    let inside = place.0 >= field.0
                        && place.1 >= field.1
                        && place.2 <= field.2
                        && place.3 <= field.3;
                    if inside && taken.iter().all(|other| !meet(place, *other)) {
                        taken.push(place);
                        svg.text_on_line(spot.x, baseline, Anchor::Middle, font, &text);
                        break;
                    }
                }
            }
        }
    }
}

fn meet(a: Taken, b: Taken) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// The name of a series, to stand where it ends.
struct Name {
    lines: Vec<String>,
    font: Font,
    is_own: bool,
}

fn names(svg: &Svg<'_>, trend: &Trend) -> [Name; 2] {
    let palette = svg.style.palette;
    let name = |name: &str, font: Font, is_own: bool| Name {
        lines: svg.wrap(name, (svg.style.width * 0.22).min(120.0), LINES, font),
        font,
        is_own,
    };
    [
        name(&trend.own, Font::bold(palette.own), true),
        name(&trend.comparison, Font::new(palette.muted), false),
    ]
}

/// Writes each name at the height where its series ends.
fn draw_names(
    svg: &mut Svg<'_>,
    names: [Name; 2],
    series: [&Series; 2],
    x: f64,
    range: (f64, f64),
) {
    let last = |series: &Series| series.iter().flatten().flatten().last().map(|spot| spot.y);
    let (names, wanted): (Vec<Name>, Vec<(f64, f64)>) = names
        .into_iter()
        .zip(series)
        .filter_map(|(name, series)| {
            let height = LINE * name.lines.len() as f64;
            last(series).map(|y| (name, (y, height)))
        })
        .unzip();
    for (middle, name) in apart(&wanted, range, 6.0).into_iter().zip(names) {
        let mut baseline = middle - LINE * name.lines.len() as f64 / 2.0 + ASCENT;
        if name.is_own {
            own_mark(svg, (x, baseline - 3.0), false);
        } else {
            svg.diamond((x, baseline - 3.0));
        }
        for line in &name.lines {
            svg.text(x + 8.0, baseline, Anchor::Start, name.font, line);
            baseline += LINE;
        }
    }
}
