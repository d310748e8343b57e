//! The course of an indicator: its values by day, and the value it should reach.

use super::axis::{Scale, apart, decimals, known};
use super::svg::{ASCENT, Anchor, Font, LINE, Svg};
use super::{Course, Style};
use jiff::civil::Date;

/// Height of the field of values.
const FIELD: f64 = 110.0;
/// Lines that a name beside the field takes at most.
const NAME_LINES: usize = 2;

/// Draws a course.
pub fn course(course: &Course, style: &Style<'_>) -> String {
    let mut svg = Svg::new(style);
    let palette = style.palette;
    let (small, bold) = (Font::small(palette.muted), Font::bold(palette.own));
    let points: Vec<(Date, f64)> = course
        .points
        .iter()
        .filter_map(|(day, value)| known(Some(*value)).map(|value| (*day, value)))
        .collect();
    let target = course.target.filter(|(_, value)| known(Some(*value)).is_some());

    let all = || points.iter().copied().chain(target);
    let values = || all().map(|(_, value)| value);
    let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
    // One value alone stands in the middle of a field of its own.
    let (low, high) = if high > low { (low, high) } else { (low - 1.0, low + 1.0) };
    let (top, bottom) = (LINE + 4.0, LINE + 4.0 + FIELD);
    let height = Scale::new((low, high), (bottom, top));
    let ticks = height.ticks(4.0);
    let written = |svg: &Svg<'_>, value: f64| svg.number(value);
    let left =
        ticks.iter().map(|tick| svg.width(&written(&svg, *tick), small)).fold(0.0, f64::max) + 8.0;

    // What stands beside the field: the last value, and the target.
    let places = decimals(values().map(Some));
    let name = |svg: &Svg<'_>, label: &str, value: f64, font: Font| {
        let text = format!("{label} {}", svg.value(Some(value), places));
        svg.wrap(&text, svg.style.width * 0.25, NAME_LINES, font)
    };
    let last = points.iter().max_by_key(|(day, _)| *day).copied();
    let beside: Vec<(f64, Vec<String>, Font)> = [
        last.map(|(_, value)| (height.at(value), name(&svg, &course.own, value, bold), bold)),
        target.map(|(_, value)| {
            (height.at(value), name(&svg, &course.target_label, value, small), small)
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    let beside_width =
        beside.iter().map(|(_, lines, font)| svg.widest(lines, *font)).fold(0.0, f64::max);
    let right = svg.style.width - beside_width - 14.0;

    let first = all().map(|(day, _)| day).min();
    let last_day = all().map(|(day, _)| day).max();
    let span = first.zip(last_day).map_or(0.0, |(first, last)| days(first, last));
    let along = Scale::new((0.0, span.max(1.0)), (left + 4.0, right - 4.0));
    let place = |(day, value): (Date, f64)| {
        (along.at(first.map_or(0.0, |first| days(first, day))), height.at(value))
    };

    for tick in &ticks {
        let y = height.at(*tick);
        svg.line((left, y), (right, y), palette.line, 0.6, "");
        let number = written(&svg, *tick);
        svg.text(left - 5.0, y + 3.0, Anchor::End, small, &number);
    }
    if let Some(target) = target {
        let (x, y) = place(target);
        svg.line((left, y), (right, y), palette.muted, 1.0, " stroke-dasharray=\"3 3\"");
        svg.diamond((x, y));
    }
    let mut line: Vec<(f64, f64)> = points.iter().map(|point| place(*point)).collect();
    line.sort_by(|a, b| a.0.total_cmp(&b.0));
    let paint = format!(
        "fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\" stroke-linejoin=\"round\"",
        palette.own
    );
    if line.len() > 1 {
        svg.path(&line, false, &paint);
    }
    for spot in &line {
        svg.circle(*spot, 2.8, &format!("fill=\"{}\"", palette.own));
    }

    let wanted: Vec<(f64, f64)> =
        beside.iter().map(|(y, lines, _)| (*y, lines.len() as f64 * LINE)).collect();
    let middles = apart(&wanted, (0.0, bottom), 2.0);
    for ((_, lines, font), middle) in beside.iter().zip(middles) {
        let mut baseline = middle - lines.len() as f64 * LINE / 2.0 + ASCENT;
        for text in lines {
            svg.text(right + 8.0, baseline, Anchor::Start, *font, text);
            baseline += LINE;
        }
    }
    let under = bottom + ASCENT + 8.0;
    if let Some(first) = first {
        svg.text(left, under, Anchor::Start, small, &first.to_string());
    }
    if let Some(last) = last_day.filter(|last| Some(*last) != first) {
        svg.text(right, under, Anchor::End, small, &last.to_string());
    }
    svg.finish(&course.alt, under + 6.0)
}

fn days(from: Date, to: Date) -> f64 {
    from.duration_until(to).as_secs_f64() / 86_400.0
}
