//! Lines: values of several over the years on one axis, each named where it ends.

use super::axis::{Scale, apart, around};
use super::svg::{ASCENT, Anchor, Font, LINE, LINES, Svg};
use super::{Colour, LinePoint, LineSeries, Lines, Palette, Part, Style};
use kompass_core::format;
use kompass_core::i18n::texts;

/// Height of the field of values, where the names beside it need no more.
const FIELD: f64 = 150.0;
/// Beyond the last year: room for the lines that lead to the names.
const GUTTER: f64 = 18.0;
/// Lines that a name takes at most, with or without its value.
const NAME_LINES: usize = 2;
/// Between two names.
const NAME_GAP: f64 = 3.0;
/// Half the size of a mark.
const MARK: f64 = 2.8;
/// Where years are closer than this, only marks that say something of their own are drawn.
const CLOSE: f64 = 11.0;
/// A value beyond this has no room to be written, and counts as missing.
const LIMIT: f64 = 1e11;

/// The place of a value.
#[derive(Clone, Copy)]
struct Spot {
    x: f64,
    y: f64,
    preliminary: bool,
}

/// What stands at the end of a line.
struct Name {
    lines: Vec<String>,
    part: Part,
    year: i16,
    value: f64,
}

/// Draws lines.
pub fn lines(lines: &Lines, style: &Style<'_>) -> String {
    let mut svg = Svg::new(style);
    let palette = style.palette;
    let small = Font::small(palette.muted);
    let mut baseline = ASCENT;
    for line in svg.wrap(&lines.unit, svg.style.width, LINES, small) {
        svg.text(0.0, baseline, Anchor::Start, small, &line);
        baseline += LINE;
    }
    let known = || lines.series.iter().flat_map(known);
    let years = known().map(|(year, _, _)| year);
    let Some((first, last)) = years.clone().min().zip(years.max()) else {
        return svg.finish(&lines.alt, baseline);
    };

    let decimals = lines.decimals.min(3);
    let ticks = axis(known().map(|(_, value, _)| value), decimals);
    let numbers = numbers(&ticks, style);
    let widest = |texts: &[String], font: Font| svg.widest(texts, font);
    let year_width = [first, last]
        .map(|year| svg.width(&year.to_string(), small))
        .into_iter()
        .fold(0.0, f64::max);
    let left = (widest(&numbers, small) + 8.0).max(year_width / 2.0);
    let names: Vec<Name> =
        lines.series.iter().filter_map(|series| name(&svg, series, last, decimals)).collect();
    let names_width =
        names.iter().map(|name| widest(&name.lines, font(name.part, palette))).fold(0.0, f64::max);
    let right = svg.style.width - names_width - GUTTER - 10.0;
    let names_height: f64 =
        names.iter().map(|name| LINE * name.lines.len() as f64 + NAME_GAP).sum();
    let top = baseline + 2.0;
    let bottom = top + names_height.max(FIELD);

    let ends = (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
    let values = Scale::new(ends, (bottom, top));
    for (tick, number) in ticks.iter().zip(&numbers) {
        let y = values.at(*tick);
        // Only 0 is a ground to stand on.
        let (colour, width) = if *tick == 0.0 { (palette.muted, 0.9) } else { (palette.line, 0.6) };
        svg.line((left, y), (right + 4.0, y), colour, width, "");
        svg.text(left - 5.0, y + 2.8, Anchor::End, small, number);
    }
    let along = Scale::new((f64::from(first) - 0.25, f64::from(last) + 0.25), (left, right));
    draw_years(&mut svg, (first, last), year_width + 6.0, along, bottom);

    let a_year = along.at(f64::from(first) + 1.0) - along.at(f64::from(first));
    let mut order: Vec<&LineSeries> = lines.series.iter().collect();
    order.sort_by_key(|series| std::cmp::Reverse(rank(series.part)));
    for series in order {
        draw_series(&mut svg, series, along, values, a_year >= CLOSE);
    }
    draw_names(&mut svg, &names, values, along, last, right);

    let words = texts(style.lang);
    let mut notes = Vec::new();
    if ends.0 > 0.0 || ends.1 < 0.0 {
        notes.push(words.chart_axis_not_from_zero());
    }
    if known().any(|(_, _, preliminary)| preliminary) {
        notes.push(words.chart_hollow_is_preliminary());
    }
    let mut baseline = bottom + 2.0 * LINE + ASCENT;
    for line in svg.wrap(&notes.join(" "), svg.style.width, LINES, small) {
        svg.text(0.0, baseline, Anchor::Start, small, &line);
        baseline += LINE;
    }
    svg.finish(&lines.alt, baseline - ASCENT)
}

/// The value of a point, if there is one that can be shown.
fn value(point: &LinePoint) -> Option<f64> {
    point.value.filter(|value| value.abs() < LIMIT)
}

/// The values of a series with their years and whether they are preliminary.
fn known(series: &LineSeries) -> impl Iterator<Item = (i16, f64, bool)> + Clone {
    let points = series.points.iter();
    points.filter_map(|point| Some((point.year, value(point)?, point.preliminary)))
}

/// Round numbers from one end of the axis to the other: around the values, and from 0 if that costs little height.
fn axis(values: impl Iterator<Item = f64> + Clone, decimals: usize) -> Vec<f64> {
    let (low, high) = (values.clone().fold(f64::MAX, f64::min), values.fold(f64::MIN, f64::max));
    // Values that are written alike are not to look different: four of their smallest steps are the least there is.
    let least = 4.0 / 10_f64.powi(decimals as i32);
    let spare = ((least - (high - low)) / 2.0).max(0.0);
    let (from, to) = (low - spare, high + spare);
    let near = (to - from) / 2.0;
    if low >= 0.0 && from < near {
        around((0.0, to.max(least)), 4.0)
    } else if high <= 0.0 && to > -near {
        around((from.min(-least), 0.0), 4.0)
    } else {
        around((from, to), 4.0)
    }
}

fn numbers(ticks: &[f64], style: &Style<'_>) -> Vec<String> {
    let decimals = ticks.iter().copied().map(format::decimals).max().unwrap_or(0);
    ticks.iter().map(|tick| format::decimal(style.lang, *tick, decimals)).collect()
}

/// The last value of a series by its name, with its year if the others go on.
fn name(svg: &Svg<'_>, series: &LineSeries, last: i16, decimals: usize) -> Option<Name> {
    let (year, value, _) = known(series).max_by_key(|(year, _, _)| *year)?;
    let font = font(series.part, svg.style.palette);
    let number = format::decimal(svg.style.lang, value, decimals);
    let number = if year == last { number } else { format!("{number} ({year})") };
    let room = (svg.style.width * 0.28).min(130.0);
    let mut lines = svg.wrap(&series.name, room, NAME_LINES, font);
    match lines.last_mut() {
        Some(line) if svg.width(&format!("{line}: {number}"), font) <= room => {
            line.push_str(": ");
            line.push_str(&number);
        }
        _ => lines.push(number),
    }
    Some(Name { lines, part: series.part, year, value })
}

/// Years under the field: as many as have room, counted back from the last.
fn draw_years(svg: &mut Svg<'_>, (first, last): (i16, i16), room: f64, along: Scale, bottom: f64) {
    let palette = svg.style.palette;
    let font = Font::small(palette.ink);
    let (first, last) = (i32::from(first), i32::from(last));
    let x = |year: i32| along.at(f64::from(year));
    let fits = |step: &i32| *step >= last - first || x(last) - x(last - step) >= room;
    let steps = [1, 2, 5, 10, 20, 50, 100, 1_000, 10_000];
    let step = steps.into_iter().find(fits).unwrap_or(100_000);
    let mut labelled: Vec<i32> =
        (0..).map(|index| last - index * step).take_while(|year| *year >= first).collect();
    if labelled.last().is_some_and(|earliest| x(*earliest) - x(first) >= room) {
        labelled.push(first);
    }
    for year in labelled {
        svg.line((x(year), bottom), (x(year), bottom + 3.0), palette.muted, 0.9, "");
        svg.text(x(year), bottom + ASCENT + 5.0, Anchor::Middle, font, &year.to_string());
    }
}

fn draw_series(svg: &mut Svg<'_>, series: &LineSeries, along: Scale, values: Scale, roomy: bool) {
    let palette = svg.style.palette;
    let mut points = series.points.clone();
    points.sort_by_key(|point| point.year);
    let spots: Vec<Option<Spot>> = points
        .iter()
        .map(|point| {
            let (x, y) = (along.at(f64::from(point.year)), values.at(value(point)?));
            Some(Spot { x, y, preliminary: point.preliminary })
        })
        .collect();
    let (width, dashes) = stroke(series.part);
    let paint = format!(
        "fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{dashes}",
        colour(series.part, palette)
    );
    for run in spots.split(Option::is_none) {
        let run: Vec<Spot> = run.iter().copied().flatten().collect();
        let line: Vec<(f64, f64)> = run.iter().map(|spot| (spot.x, spot.y)).collect();
        if line.len() > 1 {
            svg.path(&line, false, &paint);
        }
        for (index, spot) in run.iter().enumerate() {
            if roomy || spot.preliminary || index == 0 || index + 1 == run.len() {
                mark(svg, series.part, (spot.x, spot.y), spot.preliminary);
            }
        }
    }
}

/// Writes each name at the height where its line ends, and leads the line to it.
fn draw_names(
    svg: &mut Svg<'_>,
    names: &[Name],
    values: Scale,
    along: Scale,
    last: i16,
    right: f64,
) {
    let palette = svg.style.palette;
    let (bottom, top) = values.ends();
    let wanted: Vec<(f64, f64)> =
        names.iter().map(|name| (values.at(name.value), LINE * name.lines.len() as f64)).collect();
    let middles = apart(&wanted, (top, bottom), NAME_GAP);
    let sign = right + GUTTER + 1.0;
    for ((name, (end, height)), middle) in names.iter().zip(wanted).zip(middles) {
        let mut baseline = middle - height / 2.0 + ASCENT;
        let y = baseline - 3.0;
        if name.year == last {
            let x = along.at(f64::from(last));
            svg.line((x + MARK + 1.0, end), (sign - MARK - 1.0, y), palette.muted, 0.5, "");
        }
        mark(svg, name.part, (sign, y), false);
        for line in &name.lines {
            svg.text(sign + 7.0, baseline, Anchor::Start, font(name.part, palette), line);
            baseline += LINE;
        }
    }
}

/// Lower is drawn over higher.
fn rank(part: Part) -> u8 {
    match part {
        Part::Own => 0,
        Part::Women => 1,
        Part::Men => 2,
        Part::Group => 3,
        Part::Nation => 4,
    }
}

fn colour(part: Part, palette: Palette) -> Colour {
    match part {
        Part::Own | Part::Women | Part::Men => palette.own,
        Part::Group => palette.muted,
        Part::Nation => palette.ink,
    }
}

fn font(part: Part, palette: Palette) -> Font {
    Font { bold: part == Part::Own, ..Font::new(colour(part, palette)) }
}

/// Width and dashes of a line.
fn stroke(part: Part) -> (f64, &'static str) {
    match part {
        Part::Own => (1.8, ""),
        Part::Group => (1.2, " stroke-dasharray=\"4 2.5\""),
        Part::Nation => (1.2, " stroke-dasharray=\"1.2 2.2\""),
        Part::Women => (1.1, " stroke-dasharray=\"9 2\""),
        Part::Men => (1.1, " stroke-dasharray=\"7 2 1.2 2\""),
    }
}

/// The mark of a value: circle, diamond, square, and triangles that stand on a side or on a corner.
fn mark(svg: &mut Svg<'_>, part: Part, (x, y): (f64, f64), hollow: bool) {
    let colour = colour(part, svg.style.palette);
    let fill = if hollow { svg.style.palette.paper } else { colour };
    let paint = format!("fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.1\"");
    let m = MARK;
    match part {
        Part::Own => svg.circle((x, y), m, &paint),
        Part::Group => svg.path(&[(x, y - m), (x + m, y), (x, y + m), (x - m, y)], true, &paint),
        Part::Nation => {
            svg.rect((x - m + 0.5, y - m + 0.5), (2.0 * m - 1.0, 2.0 * m - 1.0), &paint)
        }
        Part::Women => {
            svg.path(&[(x, y - m), (x + m, y + m * 0.8), (x - m, y + m * 0.8)], true, &paint)
        }
        Part::Men => {
            svg.path(&[(x, y + m), (x + m, y - m * 0.8), (x - m, y - m * 0.8)], true, &paint)
        }
    }
}
