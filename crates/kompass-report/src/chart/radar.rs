//! The radar: how an organisation's areas look together, beside those it is compared with.

use super::axis::{Scale, apart, decimals, known};
use super::svg::{ASCENT, Anchor, Font, LINE, LINES, Svg};
use super::{Radar, RadarAxis, Style};
use std::f64::consts::TAU;

/// Between the rim and a label.
const GAP: f64 = 9.0;
/// Between two labels.
const APART: f64 = 8.0;

/// A label with its place.
struct Label<'a> {
    axis: &'a RadarAxis,
    lines: Vec<String>,
    anchor: Anchor,
    x: f64,
    top: f64,
}

/// Draws a radar.
pub fn radar(radar: &Radar, style: &Style<'_>) -> String {
    let mut svg = Svg::new(style);
    let width = svg.style.width;
    let room = svg.room(radar.axes.iter().map(|axis| &axis.label), Font::new(style.palette.ink));
    let radius = (width / 2.0 - GAP - room).clamp(width * 0.16, width * 0.225).min(130.0);
    let key_bottom = key(&mut svg, radar);

    // Laid out around a centre at height 0, then moved down below the key.
    let labels = labels(&svg, radar, radius);
    let top = labels.iter().map(|label| label.top).fold(-radius - 4.0, f64::min);
    let bottom = labels
        .iter()
        .map(|label| label.top + height(label.lines.len()))
        .fold(radius + 4.0, f64::max);
    let centre = (width / 2.0, key_bottom + GAP - top);

    grid(&mut svg, radar, centre, radius);
    series(&mut svg, radar, centre, radius);
    let of_own = decimals(radar.axes.iter().map(|axis| axis.own));
    let of_other = decimals(radar.axes.iter().map(|axis| axis.comparison));
    for label in &labels {
        let own = svg.value(label.axis.own, of_own);
        let other = svg.value(label.axis.comparison, of_other);
        draw_label(
            &mut svg,
            label,
            centre.1,
            &own,
            (!radar.comparison.is_empty()).then_some(other.as_str()),
        );
    }
    svg.finish(&radar.alt, centre.1 + bottom + 6.0)
}

/// Names both series beside a sample of each; gives where it ends.
fn key(svg: &mut Svg<'_>, radar: &Radar) -> f64 {
    let palette = svg.style.palette;
    let font = Font::new(palette.ink);
    let mut bottom = 0.0;
    for (name, is_own) in [(&radar.own, true), (&radar.comparison, false)] {
        let lines = svg.wrap(name, svg.style.width - 28.0, LINES, font);
        let middle = bottom + ASCENT / 2.0 + 2.0;
        if !lines.is_empty() && is_own {
            svg.rect((1.0, middle - 4.0), (19.0, 8.0), &format!("{} {}", fill(svg), outline(svg)));
            svg.circle((10.5, middle), 2.6, &format!("fill=\"{}\"", palette.own));
        } else if !lines.is_empty() {
            svg.line((0.0, middle), (21.0, middle), palette.muted, 1.4, DASHED);
            svg.diamond((10.5, middle));
        }
        for line in &lines {
            svg.text(26.0, bottom + ASCENT + 1.0, Anchor::Start, font, line);
            bottom += LINE + 2.0;
        }
    }
    bottom
}

/// Where each label stands. Those at the top and bottom have the full width to themselves, the others a column on each
/// side of the rim; within a column they are moved apart. So no two can meet.
fn labels<'a>(svg: &Svg<'_>, radar: &'a Radar, radius: f64) -> Vec<Label<'a>> {
    let width = svg.style.width;
    let font = Font::new(svg.style.palette.ink);
    let rim = radius + GAP;
    let mut labels: Vec<Label<'a>> = Vec::new();
    let mut sides: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
    let count = radar.axes.len();
    for (index, axis) in radar.axes.iter().enumerate() {
        let (x, y) = direction(index, count);
        let is_pole = index == 0 || 2 * index == count;
        let room = if is_pole { width * 0.6 } else { (width / 2.0 - rim).max(40.0) };
        let lines = svg.wrap(&axis.label, room, LINES, font);
        let height = height(lines.len());
        let (anchor, top) = match (is_pole, y < 0.0, x > 0.0) {
            (true, true, _) => (Anchor::Middle, -rim - height),
            (true, false, _) => (Anchor::Middle, rim),
            (false, _, true) => (Anchor::Start, y * rim - height / 2.0),
            (false, _, false) => (Anchor::End, y * rim - height / 2.0),
        };
        if !is_pole {
            sides[usize::from(x > 0.0)].push(labels.len());
        }
        labels.push(Label { axis, lines, anchor, x: width / 2.0, top });
    }

    // The columns get as much height as the fuller one needs; the poles move out to make room.
    let needed = |side: &Vec<usize>| {
        side.iter().map(|index| height(labels[*index].lines.len()) + APART).sum::<f64>() - APART
    };
    let half = sides.iter().map(needed).fold(2.0 * rim - 2.0 * APART, f64::max) / 2.0;
    for side in &sides {
        let wanted: Vec<(f64, f64)> = side
            .iter()
            .map(|index| {
                let height = height(labels[*index].lines.len());
                (labels[*index].top + height / 2.0, height)
            })
            .collect();
        let middles = apart(&wanted, (-half, half), APART);
        for ((index, middle), (_, height)) in side.iter().zip(middles).zip(wanted) {
            let label = &mut labels[*index];
            label.top = middle - height / 2.0;
            // As near the rim as the label's height allows.
            let nearest = if label.top < 0.0 && label.top + height > 0.0 {
                0.0
            } else {
                label.top.abs().min((label.top + height).abs())
            };
            let out = (rim * rim - nearest * nearest).max(GAP * GAP).sqrt();
            label.x = width / 2.0 + if label.anchor == Anchor::Start { out } else { -out };
        }
    }
    for label in labels.iter_mut().filter(|label| label.anchor == Anchor::Middle) {
        let height = height(label.lines.len());
        label.top = if label.top < 0.0 {
            (-half - APART - height).min(label.top)
        } else {
            (half + APART).max(label.top)
        };
    }
    labels
}

fn draw_label(svg: &mut Svg<'_>, label: &Label<'_>, centre: f64, own: &str, other: Option<&str>) {
    let palette = svg.style.palette;
    let mut baseline = centre + label.top + ASCENT;
    for line in &label.lines {
        svg.text(label.x, baseline, label.anchor, Font::new(palette.ink), line);
        baseline += LINE;
    }
    let (bold, plain) = (Font::bold(palette.own), Font::new(palette.muted));
    baseline += 1.0;
    let Some(other) = other else {
        svg.text(label.x, baseline, label.anchor, bold, own);
        return;
    };
    let (own_width, other_width) = (svg.width(own, bold), svg.width(other, plain));
    let sign = 13.0;
    let total = own_width + sign + other_width;
    let start = match label.anchor {
        Anchor::Start => label.x,
        Anchor::Middle => label.x - total / 2.0,
        Anchor::End => label.x - total,
    };
    svg.text(start, baseline, Anchor::Start, bold, own);
    svg.diamond((start + own_width + sign / 2.0 + 1.0, baseline - 3.0));
    svg.text(start + own_width + sign, baseline, Anchor::Start, plain, other);
}

/// Rings at round values with their numbers, and a spoke for each axis.
fn grid(svg: &mut Svg<'_>, radar: &Radar, centre: (f64, f64), radius: f64) {
    let palette = svg.style.palette;
    let scale = Scale::new((0.0, radar.max), (0.0, radius));
    for index in 0..radar.axes.len() {
        svg.line(centre, place(centre, radius, index, radar.axes.len()), palette.line, 0.6, "");
    }
    let ticks = scale.ticks(4.0).into_iter().filter(|tick| *tick > 0.0);
    for tick in ticks {
        let ring = scale.at(tick);
        svg.circle(
            centre,
            ring,
            &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"0.6\"", palette.line),
        );
        // Between the first two axes, where no label is.
        let (x, y) = place(centre, ring, 1, 2 * radar.axes.len().max(4));
        let number = svg.number(tick);
        svg.text_on_line(x, y + 2.8, Anchor::Middle, Font::small(palette.muted), &number);
    }
}

const DASHED: &str = " stroke-dasharray=\"4 2.5\"";

fn series(svg: &mut Svg<'_>, radar: &Radar, centre: (f64, f64), radius: f64) {
    let palette = svg.style.palette;
    let scale = Scale::new((0.0, radar.max), (0.0, radius));
    let count = radar.axes.len();
    let places = |value: fn(&RadarAxis) -> Option<f64>| -> Vec<Option<(f64, f64)>> {
        let axes = radar.axes.iter().enumerate();
        axes.map(|(index, axis)| {
            known(value(axis)).map(|v| place(centre, scale.at(v), index, count))
        })
        .collect()
    };
    let own = places(|axis| axis.own);
    let other =
        if radar.comparison.is_empty() { Vec::new() } else { places(|axis| axis.comparison) };

    let (fill, outline) = (fill(svg), outline(svg));
    for stretch in stretches(&own) {
        // At a gap the filled shape runs to the centre without an outline, so nothing is drawn where nothing is known.
        let whole = stretch.len() == count;
        let shape: Vec<_> = stretch.iter().copied().chain((!whole).then_some(centre)).collect();
        svg.path(&shape, true, &fill);
        svg.path(&stretch, whole, &format!("fill=\"none\" {outline}"));
    }
    let other_paint =
        format!("fill=\"none\" stroke=\"{}\" stroke-width=\"1.4\"{DASHED}", palette.muted);
    for stretch in stretches(&other) {
        svg.path(&stretch, stretch.len() == count, &other_paint);
    }
    for place in other.into_iter().flatten() {
        svg.diamond(place);
    }
    for place in own.into_iter().flatten() {
        svg.circle(place, 2.6, &format!("fill=\"{}\"", palette.own));
    }
}

/// The neighbouring places without a gap between them, going round.
fn stretches(places: &[Option<(f64, f64)>]) -> Vec<Vec<(f64, f64)>> {
    let count = places.len();
    let start = places.iter().position(Option::is_none).map_or(0, |gap| gap + 1);
    let mut stretches = vec![Vec::new()];
    for offset in 0..count {
        match (places[(start + offset) % count], stretches.last_mut()) {
            (Some(place), Some(stretch)) => stretch.push(place),
            _ => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|stretch| stretch.len() > 1);
    stretches
}

fn fill(svg: &Svg<'_>) -> String {
    format!("fill=\"{}\" fill-opacity=\"0.16\"", svg.style.palette.own)
}

fn outline(svg: &Svg<'_>) -> String {
    format!("stroke=\"{}\" stroke-width=\"1.6\" stroke-linejoin=\"round\"", svg.style.palette.own)
}

/// Height of a label of so many lines, with its line of values.
fn height(lines: usize) -> f64 {
    LINE * lines as f64 + LINE + 1.0
}

/// Unit vector of an axis: the first points up, the others follow clockwise.
fn direction(index: usize, count: usize) -> (f64, f64) {
    let angle = TAU * index as f64 / count as f64;
    (angle.sin(), -angle.cos())
}

fn place(centre: (f64, f64), distance: f64, index: usize, count: usize) -> (f64, f64) {
    let (x, y) = direction(index, count);
    (centre.0 + x * distance, centre.1 + y * distance)
}
