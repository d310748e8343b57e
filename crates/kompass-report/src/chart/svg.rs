//! Writes SVG: the frame every chart has, and the few shapes they are made of.

use super::axis::{Scale, known};
use super::measure::{text_width, widest_word, wrap};
use super::{Alt, Colour, MIN_WIDTH, Style};
use kompass_core::format;
use std::fmt::{self, Write as _};

/// Text at its smallest: 8 points on paper.
pub(super) const SMALL: f64 = 8.0;
/// Labels and numbers.
pub(super) const NORMAL: f64 = 9.0;
/// Most lines of a label.
pub(super) const LINES: usize = 3;
/// From one line of labels to the next.
pub(super) const LINE: f64 = 11.0;
/// From the top of a line to its baseline, and about the height of its capitals.
pub(super) const ASCENT: f64 = 8.0;

/// Markup in the making. Coordinates are in points from the upper left corner.
pub(super) struct Svg<'a> {
    pub(super) style: Style<'a>,
    body: String,
}

/// Which end of a text its coordinate names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Font {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) colour: Colour,
}

impl Font {
    pub(super) fn new(colour: Colour) -> Self {
        Self { size: NORMAL, bold: false, colour }
    }

    pub(super) fn small(colour: Colour) -> Self {
        Self { size: SMALL, ..Self::new(colour) }
    }

    pub(super) fn bold(colour: Colour) -> Self {
        Self { bold: true, ..Self::new(colour) }
    }
}

impl<'a> Svg<'a> {
    pub(super) fn new(style: &Style<'a>) -> Self {
        let width = if style.width.is_finite() {
            style.width.clamp(MIN_WIDTH, 10_000.0)
        } else {
            MIN_WIDTH
        };
        Self { style: Style { width, ..style.clone() }, body: String::new() }
    }

    /// A number as the language writes it.
    pub(super) fn number(&self, value: f64) -> String {
        format::number(self.style.lang, value)
    }

    /// A value with so many decimals, or the sign for one that is missing.
    pub(super) fn value(&self, value: Option<f64>, decimals: usize) -> String {
        let write = |value| format::decimal(self.style.lang, value, decimals);
        known(value).map_or(format::MISSING.to_owned(), write)
    }

    /// Width that this text takes at most.
    pub(super) fn width(&self, text: &str, font: Font) -> f64 {
        text_width(text, font.size, font.bold) * self.style.font_width
    }

    /// Lines of this text that fit a width.
    pub(super) fn wrap(&self, text: &str, width: f64, most: usize, font: Font) -> Vec<String> {
        wrap(text, width, most, |line| self.width(line, font))
    }

    /// Room in which no word of these labels needs to be broken.
    pub(super) fn room<'b>(&self, labels: impl Iterator<Item = &'b String>, font: Font) -> f64 {
        labels.map(|label| widest_word(label, |word| self.width(word, font))).fold(0.0, f64::max)
            + 1.0
    }

    /// The widest of these lines.
    pub(super) fn widest(&self, lines: &[String], font: Font) -> f64 {
        lines.iter().map(|line| self.width(line, font)).fold(0.0, f64::max)
    }

    /// Round numbers along a scale of this length, at most so many steps, and as many as have room to be written.
    pub(super) fn ticks(&self, scale: Scale, most: u32, font: Font) -> Vec<f64> {
        let (start, end) = scale.ends();
        let mut steps = most;
        loop {
            let ticks = scale.ticks(f64::from(steps));
            let widths: f64 =
                ticks.iter().map(|tick| self.width(&self.number(*tick), font) + 6.0).sum();
            if widths <= (end - start).abs() || steps <= 1 {
                return ticks;
            }
            steps /= 2;
        }
    }

    /// A text with its baseline at `y`.
    pub(super) fn text(&mut self, x: f64, y: f64, anchor: Anchor, font: Font, text: &str) {
        self.text_with(x, y, anchor, font, "", text);
    }

    /// A text that keeps lines behind it away.
    pub(super) fn text_on_line(&mut self, x: f64, y: f64, anchor: Anchor, font: Font, text: &str) {
        let halo = format!(
            " stroke=\"{}\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
            self.style.palette.paper
        );
        self.text_with(x, y, anchor, font, &halo, text);
    }

    fn text_with(&mut self, x: f64, y: f64, anchor: Anchor, font: Font, more: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if font.bold { " font-weight=\"700\"" } else { "" };
        self.write(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{anchor}{weight}{more}>{}</text>",
            Number(x),
            Number(y),
            Number(font.size),
            font.colour,
            Escaped(text)
        ));
    }

    /// A straight line; `more` holds further attributes.
    pub(super) fn line(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        colour: Colour,
        width: f64,
        more: &str,
    ) {
        self.write(format_args!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{colour}\" stroke-width=\"{}\"{more}/>",
            Number(from.0),
            Number(from.1),
            Number(to.0),
            Number(to.1),
            Number(width)
        ));
    }

    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), paint: &str) {
        self.write(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {paint}/>",
            Number(x),
            Number(y),
            Number(width),
            Number(height)
        ));
    }

    pub(super) fn circle(&mut self, (x, y): (f64, f64), radius: f64, paint: &str) {
        self.write(format_args!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {paint}/>",
            Number(x),
            Number(y),
            Number(radius)
        ));
    }

    /// Straight lines from point to point.
    pub(super) fn path(&mut self, points: &[(f64, f64)], closed: bool, paint: &str) {
        let Some(((x, y), rest)) = points.split_first() else { return };
        let mut d = format!("M{} {}", Number(*x), Number(*y));
        for (x, y) in rest {
            let _ = write!(d, "L{} {}", Number(*x), Number(*y));
        }
        self.write(format_args!("<path d=\"{d}{}\" {paint}/>", if closed { "Z" } else { "" }));
    }

    /// The mark of a value compared with: a hollow diamond.
    pub(super) fn diamond(&mut self, (x, y): (f64, f64)) {
        let paint = format!(
            "fill=\"{}\" stroke=\"{}\" stroke-width=\"1.1\"",
            self.style.palette.paper, self.style.palette.muted
        );
        self.path(&[(x, y - 3.2), (x + 3.2, y), (x, y + 3.2), (x - 3.2, y)], true, &paint);
    }

    /// Shapes that belong together, with a title shown where one points at them.
    pub(super) fn group(&mut self, title: &str, draw: impl FnOnce(&mut Self)) {
        self.write(format_args!("<g>\n<title>{}</title>", Escaped(title)));
        draw(self);
        self.write(format_args!("</g>"));
    }

    /// The whole document.
    pub(super) fn finish(self, alt: &Alt, height: f64) -> String {
        let id = id(self.style.id);
        let (width, height) = (Number(self.style.width), Number(height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             font-family=\"{}\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{}</svg>\n",
            Escaped(self.style.font),
            Escaped(&alt.title),
            Escaped(&alt.description),
            self.body
        )
    }

    fn write(&mut self, element: fmt::Arguments<'_>) {
        let _ = writeln!(self.body, "{element}");
    }
}

/// A coordinate with at most two decimals.
struct Number(f64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = (self.0 * 100.0).round() / 100.0;
        write!(f, "{}", if rounded == 0.0 { 0.0 } else { rounded })
    }
}

/// Text as XML takes it: mark-up characters written out, characters that XML forbids left out.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// The prefix as an id may be: letters, digits, `-` and `_`, with a letter first.
fn id(prefix: &str) -> String {
    let allowed = prefix.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let id: String = allowed.collect();
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("chart{id}") }
}
