//! Points as bars: a row per area with its numbers, and the single bar of one area.

use super::axis::{Scale, decimals, known};
use super::svg::{ASCENT, Anchor, Font, LINE, LINES, Svg};
use super::{Bar, Bars, PointsBar, Style};

/// Thickness of a bar.
const THICK: f64 = 9.0;
/// Between a name and its bar.
const NAME_GAP: f64 = 12.0;
/// How far a tick stands out above and below.
const OUT: f64 = 4.0;

/// A column of numbers to the right of the bars.
struct Column {
    heading: Vec<String>,
    width: f64,
    mark: Mark,
    decimals: usize,
}

/// How a value is marked on the bar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bar,
    Mean,
    Previous,
}

/// Draws a row per bar: name, bar, and its numbers in columns whose headings show the marks.
pub fn bars(bars: &Bars, style: &Style<'_>) -> String {
    let mut svg = Svg::new(style);
    let palette = style.palette;
    let columns = columns(&svg, bars);
    let numbers: f64 = columns.iter().map(|column| column.width).sum();
    let right = svg.style.width - numbers;
    let font = Font::new(palette.ink);
    let room = svg.room(bars.rows.iter().map(|row| &row.label), font) + NAME_GAP;
    let left = room.clamp(right * 0.45, right * 0.65);
    let scale = Scale::new((0.0, bars.max), (left, right));

    let heading_lines = columns.iter().map(|column| column.heading.len()).max().unwrap_or(0);
    let top = LINE * heading_lines as f64 + 8.0;
    let names: Vec<Vec<String>> =
        bars.rows.iter().map(|row| svg.wrap(&row.label, left - NAME_GAP, LINES, font)).collect();
    let heights: Vec<f64> =
        names.iter().map(|lines| (LINE * lines.len() as f64).max(THICK) + 10.0).collect();
    let bottom = top + heights.iter().sum::<f64>();

    let small = Font::small(palette.muted);
    for tick in svg.ticks(scale, 4, small) {
        let x = scale.at(tick);
        svg.line((x, top), (x, bottom), palette.line, 0.6, "");
        svg.text(x, bottom + ASCENT + 4.0, Anchor::Middle, small, &svg.number(tick));
    }
    draw_headings(&mut svg, &columns, right, heading_lines);

    let mut row_top = top;
    for ((row, lines), height) in bars.rows.iter().zip(&names).zip(heights) {
        let middle = row_top + height / 2.0;
        let mut baseline = middle - LINE * lines.len() as f64 / 2.0 + ASCENT;
        for line in lines {
            svg.text(0.0, baseline, Anchor::Start, font, line);
            baseline += LINE;
        }
        draw_bar(&mut svg, row, scale, middle, THICK);
        let mut x = right;
        for column in &columns {
            x += column.width;
            let (value, font) = column.mark.of(row, &svg.style);
            svg.text(x, middle + 3.0, Anchor::End, font, &svg.value(value, column.decimals));
        }
        row_top += height;
    }
    svg.finish(&bars.alt, bottom + LINE + 6.0)
}

/// Draws one bar with its value as a large number and its ticks named beside them.
pub fn points_bar(points: &PointsBar, style: &Style<'_>) -> String {
    let mut svg = Svg::new(style);
    let palette = style.palette;
    let large = Font { size: 22.0, ..Font::bold(palette.own) };
    let small = Font::small(palette.muted);
    let value = svg.value(points.bar.value, decimals([points.bar.value]));
    let unit = svg.wrap(&points.unit, 70.0, LINES, small);
    let value_width = svg.width(&value, large);
    let left = value_width + 5.0 + svg.widest(&unit, small) + 14.0;
    let width = svg.style.width;

    let middle = 24.0;
    svg.text(0.0, middle + 7.5, Anchor::Start, large, &value);
    let mut baseline = middle + 7.5 - LINE * (unit.len() as f64 - 1.0).max(0.0);
    for line in &unit {
        svg.text(value_width + 5.0, baseline, Anchor::Start, small, line);
        baseline += LINE;
    }

    let scale = Scale::new((0.0, points.max), (left, width - 2.5));
    draw_bar(&mut svg, &points.bar, scale, middle, 12.0);
    for (name, value, baseline) in [
        (&points.mean, points.bar.mean, middle - 14.0),
        (&points.previous, points.bar.previous, middle + 20.0),
    ] {
        let Some(at) = known(value) else { continue };
        let font = Font::new(palette.ink);
        let number = svg.number(at);
        let room = width - left - svg.width(&format!(": {number}"), font);
        let name = svg.wrap(name, room, 1, font);
        let label = name.first().map_or(number.clone(), |name| format!("{name}: {number}"));
        let half = svg.width(&label, font) / 2.0;
        let x = scale.at(at).clamp(left + half, (width - half).max(left + half));
        svg.text(x, baseline, Anchor::Middle, font, &label);
    }
    svg.finish(&points.alt, middle + 26.0)
}

impl Mark {
    fn of(self, row: &Bar, style: &Style<'_>) -> (Option<f64>, Font) {
        match self {
            Self::Bar => (row.value, Font::bold(style.palette.own)),
            Self::Mean => (row.mean, Font::new(style.palette.muted)),
            Self::Previous => (row.previous, Font::new(style.palette.muted)),
        }
    }
}

/// The columns that have something to say, as wide as their headings and numbers.
fn columns(svg: &Svg<'_>, bars: &Bars) -> Vec<Column> {
    let marks =
        [(Mark::Bar, &bars.value), (Mark::Mean, &bars.mean), (Mark::Previous, &bars.previous)];
    let used = |mark: Mark| {
        mark == Mark::Bar || bars.rows.iter().any(|row| known(mark.of(row, &svg.style).0).is_some())
    };
    let columns = marks.into_iter().filter(|(mark, _)| used(*mark)).map(|(mark, heading)| {
        let font = Font::new(svg.style.palette.muted);
        let heading = svg.wrap(heading, svg.style.width * 0.13, LINES, font);
        let decimals = decimals(bars.rows.iter().map(|row| mark.of(row, &svg.style).0));
        let numbers = bars.rows.iter().map(|row| {
            let (value, font) = mark.of(row, &svg.style);
            svg.width(&svg.value(value, decimals), font)
        });
        let width = numbers.fold(svg.widest(&heading, font) + 12.0, f64::max) + 14.0;
        Column { heading, width, mark, decimals }
    });
    columns.collect()
}

/// The headings, each with its mark, so that no legend is needed.
fn draw_headings(svg: &mut Svg<'_>, columns: &[Column], left: f64, lines: usize) {
    let palette = svg.style.palette;
    let font = Font::new(palette.muted);
    let mut x = left;
    for column in columns {
        x += column.width;
        let mut baseline = ASCENT + LINE * (lines - column.heading.len()) as f64;
        for (index, line) in column.heading.iter().enumerate() {
            svg.text(x, baseline, Anchor::End, font, line);
            if index == 0 {
                let at = (x - svg.width(line, font) - 7.0, baseline - 3.0);
                match column.mark {
                    Mark::Bar => svg.rect(
                        (at.0 - 4.0, at.1 - 2.5),
                        (8.0, 5.0),
                        &format!("fill=\"{}\"", palette.bar),
                    ),
                    Mark::Mean => mean_tick(svg, at.0, at.1, 4.5),
                    Mark::Previous => previous_tick(svg, at.0, at.1, 4.5),
                }
            }
            baseline += LINE;
        }
    }
}

fn draw_bar(svg: &mut Svg<'_>, bar: &Bar, scale: Scale, middle: f64, thick: f64) {
    let palette = svg.style.palette;
    let (left, right) = scale.ends();
    let top = middle - thick / 2.0;
    svg.rect((left, top), (right - left, thick), &format!("fill=\"{}\"", palette.track));
    if let Some(value) = known(bar.value) {
        svg.rect(
            (left, top),
            (scale.at(value) - left, thick),
            &format!("fill=\"{}\"", palette.bar),
        );
    }
    if let Some(previous) = known(bar.previous) {
        previous_tick(svg, scale.at(previous), middle, thick / 2.0 + OUT);
    }
    if let Some(mean) = known(bar.mean) {
        mean_tick(svg, scale.at(mean), middle, thick / 2.0 + OUT);
    }
}

fn mean_tick(svg: &mut Svg<'_>, x: f64, middle: f64, half: f64) {
    svg.line((x, middle - half), (x, middle + half), svg.style.palette.ink, 1.6, "");
}

fn previous_tick(svg: &mut Svg<'_>, x: f64, middle: f64, half: f64) {
    let palette = svg.style.palette;
    let paint =
        format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"0.9\"", palette.paper, palette.ink);
    svg.rect((x - 1.7, middle - half), (3.4, 2.0 * half), &paint);
}
