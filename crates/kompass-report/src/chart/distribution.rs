//! The distribution strip: every evaluation a dot at its value, the own one marked, the quartiles as a bracket.

use super::axis::{Scale, apart, decimals, known};
use super::svg::{ASCENT, Anchor, Font, LINE, LINES, Svg};
use super::{Distribution, Style};

/// Height that the dots may take.
const FIELD: f64 = 62.0;
/// Radius of a dot where there is room.
const DOT: f64 = 3.2;
/// Half the height of the own mark.
const OWN: f64 = 5.0;

/// Draws a distribution strip.
pub fn distribution(distribution: &Distribution, style: &Style<'_>) -> String {
    let mut svg = Svg::new(style);
    let palette = style.palette;
    let small = Font::small(palette.muted);
    let ends = [distribution.min, distribution.max].map(|end| svg.width(&svg.number(end), small));
    let inset = (ends[0].max(ends[1]) / 2.0 + 1.0).clamp(8.0, 60.0);
    let scale = Scale::new((distribution.min, distribution.max), (inset, svg.style.width - inset));

    let own = known(distribution.own).map(|value| (scale.at(value), value));
    let label_bottom = own.map_or(0.0, |own| own_label(&mut svg, distribution, own));
    let others: Vec<f64> = distribution
        .others
        .iter()
        .filter_map(|value| known(Some(*value)))
        .map(|value| scale.at(value))
        .collect();
    let (dots, radius, step) = stack(others);
    let highest = dots.iter().map(|(_, level)| *level).max().unwrap_or(0);
    let baseline = label_bottom + 22.0 + 2.0 * radius + step * f64::from(highest);
    let height = |level: u32| baseline - radius - 1.0 - step * f64::from(level);
    // The own mark stands on top of the dots it would cover.
    let own_base = own.map_or(baseline, |(own, _)| {
        let covered = dots.iter().filter(|(x, _)| (x - own).abs() < OWN + radius);
        covered.map(|(_, level)| height(*level) - radius).fold(baseline, f64::min)
    });

    let grey = format!("fill=\"{}\"", palette.muted);
    if let Some((x, _)) = own {
        svg.line((x, label_bottom + 2.0), (x, baseline), palette.needle, 1.0, "");
    }
    for (x, level) in dots {
        svg.circle((x, height(level)), radius, &grey);
    }
    let (left, right) = scale.ends();
    svg.line((left - 6.0, baseline), (right + 6.0, baseline), palette.muted, 0.9, "");
    for tick in svg.ticks(scale, 10, small) {
        let x = scale.at(tick);
        svg.line((x, baseline), (x, baseline + 3.0), palette.muted, 0.9, "");
        svg.text(x, baseline + ASCENT + 5.0, Anchor::Middle, small, &svg.number(tick));
    }
    if let Some((x, _)) = own {
        let y = own_base - OWN - 1.0;
        let mark = [(x, y - OWN), (x + OWN, y), (x, y + OWN), (x - OWN, y)];
        svg.path(&mark, true, &format!("fill=\"{}\"", palette.needle));
    }
    let bottom = quartiles(&mut svg, distribution, scale, baseline + LINE + 10.0);
    svg.finish(&distribution.alt, bottom)
}

/// Writes the own name and value above their place; gives where they end.
fn own_label(svg: &mut Svg<'_>, distribution: &Distribution, (x, value): (f64, f64)) -> f64 {
    let font = Font::bold(svg.style.palette.needle);
    let text = format!("{}: {}", distribution.own_label, svg.number(value));
    let lines = svg.wrap(&text, svg.style.width * 0.45, LINES, font);
    let half = svg.widest(&lines, font) / 2.0;
    let x = x.clamp(half, svg.style.width - half);
    let mut bottom = 0.0;
    for line in &lines {
        svg.text(x, bottom + ASCENT + 1.0, Anchor::Middle, font, line);
        bottom += LINE;
    }
    bottom
}

/// Puts each dot on the lowest level on which it touches no other. Dots get smaller, and at last closer, until all are in
/// the field. Gives places with levels, the radius, and the step between levels.
fn stack(mut dots: Vec<f64>) -> (Vec<(f64, u32)>, f64, f64) {
    dots.sort_by(f64::total_cmp);
    let mut radius = DOT;
    loop {
        let apart = 2.0 * radius + 0.4;
        let mut ends: Vec<f64> = Vec::new();
        let levels: Vec<u32> = dots
            .iter()
            .map(|x| {
                let mut level = 0;
                while ends.get(level).is_some_and(|end| x - end < apart) {
                    level += 1;
                }
                if ends.len() <= level {
                    ends.resize(level + 1, f64::NEG_INFINITY);
                }
                ends[level] = *x;
                u32::try_from(level).unwrap_or(u32::MAX)
            })
            .collect();
        let highest = f64::from(levels.iter().copied().max().unwrap_or(0));
        if apart * highest <= FIELD || radius < 1.0 {
            let step = apart.min(FIELD / highest.max(1.0));
            return (dots.into_iter().zip(levels).collect(), radius, step);
        }
        radius *= 0.85;
    }
}

/// A bracket from the lower to the upper quartile with the median, named below; gives where it ends.
fn quartiles(svg: &mut Svg<'_>, distribution: &Distribution, scale: Scale, top: f64) -> f64 {
    let palette = svg.style.palette;
    let Some(quartiles) = &distribution.quartiles else { return top };
    if quartiles.iter().any(|(_, value)| known(Some(*value)).is_none()) {
        return top;
    }
    let [lower, median, upper] = quartiles.each_ref().map(|(_, value)| scale.at(*value));
    svg.line((lower, top + 6.0), (upper, top + 6.0), palette.ink, 1.1, "");
    svg.line((lower, top), (lower, top + 6.0), palette.ink, 1.1, "");
    svg.line((upper, top), (upper, top + 6.0), palette.ink, 1.1, "");
    svg.line((median, top - 1.0), (median, top + 6.0), palette.ink, 2.4, "");

    let (name_font, number_font) = (Font::small(palette.muted), Font::bold(palette.ink));
    let room = svg.style.width / 3.0 - 10.0;
    let names: Vec<Vec<String>> =
        quartiles.iter().map(|(name, _)| svg.wrap(name, room, LINES, name_font)).collect();
    let decimals = decimals(quartiles.iter().map(|(_, value)| Some(*value)));
    let numbers: Vec<String> =
        quartiles.iter().map(|(_, value)| svg.value(Some(*value), decimals)).collect();
    let wanted: Vec<(f64, f64)> = names
        .iter()
        .zip(&numbers)
        .zip([lower, median, upper])
        .map(|((lines, number), x)| {
            (x, svg.widest(lines, name_font).max(svg.width(number, number_font)))
        })
        .collect();
    let places = apart(&wanted, (0.0, svg.style.width), 8.0);
    let mut bottom = top;
    for (((lines, number), x), (from, _)) in names.iter().zip(&numbers).zip(places).zip(&wanted) {
        svg.line((*from, top + 6.0), (x, top + 13.0), palette.muted, 0.6, "");
        let mut baseline = top + 14.0 + ASCENT;
        svg.text(x, baseline, Anchor::Middle, number_font, number);
        for line in lines {
            baseline += LINE - 1.0;
            svg.text(x, baseline, Anchor::Middle, name_font, line);
        }
        bottom = bottom.max(baseline + 4.0);
    }
    bottom
}
