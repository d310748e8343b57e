//! The map of tiles: one a municipality, about where it lies, shaded and signed by band.

use super::svg::{ASCENT, Anchor, Font, LINE, Svg};
use super::{Colour, Palette, Style, Tile, Tiles};

/// From one column to the next, at most.
const COLUMN: f64 = 24.0;
/// From one row to the next.
const ROW: f64 = 17.0;
/// Between two tiles.
const GAP: f64 = 1.4;
/// From one dash of a sign to the next, and how much of that is dash.
const DASH: (f64, f64) = (4.2, 3.0);
/// Width of the frame of the own tile.
const FRAME: f64 = 2.2;
/// Between a tile of the legend and its words.
const WORD_GAP: f64 = 6.0;
/// Lines that an entry of the legend takes at most.
const WORD_LINES: usize = 2;

/// Draws a map of tiles. Its legend takes the upper left corner, which Sweden leaves free.
pub fn tiles(map: &Tiles, style: &Style<'_>) -> String {
    let mut svg = Svg::new(style);
    let columns =
        map.tiles.iter().map(|tile| tile.column).max().map_or(1.0, |last| f64::from(last) + 1.0);
    let column = ((svg.style.width - FRAME) / columns).min(COLUMN);
    let left = svg.style.width - FRAME / 2.0 - columns * column;
    let bands = map.bands.len();

    let (end, height) = legend(&mut svg, map, column - GAP);
    // As high as can be beside the legend.
    let below = |x: f64| if x < end { height } else { 0.0 };
    let place = |tile: &Tile| (left + f64::from(tile.column) * column, f64::from(tile.row) * ROW);
    let top = map.tiles.iter().map(place).map(|(x, y)| below(x) - y).fold(FRAME / 2.0, f64::max);
    let mut bottom = height;
    // The frame of the own tile lies over its neighbours.
    for own in [false, true] {
        for tile in map.tiles.iter().filter(|tile| tile.own == own) {
            let (x, y) = place(tile);
            svg.group(&tile.title, |svg| draw(svg, (x, top + y), column - GAP, tile, bands));
            bottom = bottom.max(top + y + ROW);
        }
    }
    svg.finish(&map.alt, bottom + FRAME / 2.0)
}

/// Draws the legend: the own tile with its name and value, the bands from the highest, and what has none. Gives where it
/// ends to the right and below.
fn legend(svg: &mut Svg<'_>, map: &Tiles, width: f64) -> (f64, f64) {
    let palette = svg.style.palette;
    let font = Font::new(palette.ink);
    let own = map.tiles.iter().find(|tile| tile.own);
    let own = own.map(|tile| (tile.clone(), &tile.title, Font::bold(palette.needle)));
    let bands = (0..=u8::MAX).zip(&map.bands).rev();
    let bands =
        bands.map(|(band, word)| (Tile { band: Some(band), ..Tile::default() }, word, font));
    let none = (Tile::default(), &map.none, font);
    let (mut end, mut top) = (0.0_f64, FRAME / 2.0);
    for (tile, words, font) in own.into_iter().chain(bands).chain([none]) {
        let lines = svg.wrap(words, svg.style.width * 0.4, WORD_LINES, font);
        if lines.is_empty() {
            continue;
        }
        let text_height = LINE * lines.len() as f64;
        let height = text_height.max(ROW);
        draw(svg, (FRAME / 2.0, top + (height - ROW) / 2.0), width, &tile, map.bands.len());
        let x = FRAME / 2.0 + width + WORD_GAP;
        let mut baseline = top + (height - text_height - GAP) / 2.0 + ASCENT;
        for line in &lines {
            svg.text(x, baseline, Anchor::Start, font, line);
            baseline += LINE;
        }
        end = end.max(x + svg.widest(&lines, font) + 2.0 * WORD_GAP);
        top += height + 2.0;
    }
    (end, top + WORD_GAP)
}

/// Draws a tile: ground, letters, and one dash more than there are bands below its own.
fn draw(svg: &mut Svg<'_>, (x, y): (f64, f64), width: f64, tile: &Tile, bands: usize) {
    let palette = svg.style.palette;
    let (mut corner, mut size) = ((x, y), (width, ROW - GAP));
    if tile.own {
        let paint = format!(
            "fill=\"{}\" stroke=\"{}\" stroke-width=\"{FRAME}\"",
            palette.paper, palette.needle
        );
        svg.rect(corner, size, &paint);
        // A light seam keeps the frame apart from a dark ground.
        corner = (x + FRAME, y + FRAME);
        size = ((size.0 - 2.0 * FRAME).max(0.0), size.1 - 2.0 * FRAME);
    }
    let band = tile.band.map(usize::from).filter(|band| *band < bands);
    let (ground, colour) = shade(palette, band, bands);
    svg.rect(corner, size, &ground);
    let middle = x + width / 2.0;
    let font = Font { bold: tile.own, ..Font::small(colour) };
    // Wide letters, as in Emm, make room by being one fewer.
    let ends = tile.label.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let mut labels = ends.rev().take(2).map(|end| &tile.label[..end]);
    if let Some(label) = labels.find(|label| svg.width(label, font) <= width - FRAME) {
        svg.text(middle, y + 9.2, Anchor::Middle, font, label);
    }
    let length = band.map_or(0.0, |band| band as f64 * DASH.0 + DASH.1);
    if length > 0.0 && length <= size.0 {
        let dashes = format!(" stroke-dasharray=\"{} {:.1}\"", DASH.1, DASH.0 - DASH.1);
        let (from, to) = (middle - length / 2.0, middle + length / 2.0);
        svg.line((from, y + 12.4), (to, y + 12.4), colour, 1.5, &dashes);
    }
}

/// The ground of a tile, stronger from band to band, and the colour of what stands on it.
fn shade(palette: Palette, band: Option<usize>, bands: usize) -> (String, Colour) {
    let Some(band) = band else {
        let ground = format!(
            "fill=\"{}\" stroke=\"{}\" stroke-width=\"0.6\" stroke-dasharray=\"1.5 1.5\"",
            palette.paper, palette.muted
        );
        return (ground, palette.muted);
    };
    let edge = format!("stroke=\"{}\" stroke-width=\"0.6\"", palette.bar);
    if band == 0 {
        (format!("fill=\"{}\" {edge}", palette.track), palette.ink)
    } else if band + 1 == bands {
        (format!("fill=\"{}\" {edge}", palette.own), palette.paper)
    } else {
        // Never so strong that ink cannot be read on it, nor its light kin on dark pages.
        let share = band as f64 / (bands as f64 - 1.0);
        let opacity = 0.05 + 1.05 * share.min(2.0 / 3.0);
        (format!("fill=\"{}\" fill-opacity=\"{opacity:.2}\" {edge}", palette.bar), palette.ink)
    }
}
