//! Whose figures stand in a column. Tables are made of cells that know it by the type they were made of, so that no note under
//! a table can say of a computed figure that a provider published it.

use crate::figure::{Derived, Processed, Raw, SourceMark};
use kompass_core::Lang;
use kompass_core::table::{Cell, Column, Table};

/// The mark of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark<'a> {
    /// It stands there as it was published.
    Source(SourceMark<'a>),
    /// It was computed.
    Processed(Processed<'a>),
}

impl Mark<'_> {
    /// The mark in a language.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Source(mark) => mark.text(lang),
            Self::Processed(mark) => mark.text(lang),
        }
    }

    /// As it stands below figures: what was published with the day on which it was fetched.
    fn dated(&self, lang: Lang) -> String {
        match self {
            Self::Source(mark) => mark.dated(lang),
            Self::Processed(mark) => mark.text(lang),
        }
    }
}

impl<'a> From<&Raw<'a>> for Mark<'a> {
    fn from(raw: &Raw<'a>) -> Self {
        Self::Source(raw.mark())
    }
}

impl<'a, T> From<&Derived<'a, T>> for Mark<'a> {
    fn from(derived: &Derived<'a, T>) -> Self {
        Self::Processed(derived.processed())
    }
}

/// A cell, and whose figure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated<'a> {
    cell: Cell,
    mark: Option<Mark<'a>>,
}

impl<'a> Stated<'a> {
    /// What is no figure: a name, a code, a year, a remark.
    pub fn label(cell: Cell) -> Self {
        Self { cell, mark: None }
    }

    /// A text that is no figure.
    pub fn text(text: impl Into<String>) -> Self {
        Self::label(Cell::text(text))
    }

    /// A value as it was published.
    pub fn raw(raw: &Raw<'a>, decimals: usize) -> Self {
        Self { cell: Cell::Number(raw.value(), decimals), mark: Some(raw.into()) }
    }

    /// Something that was computed.
    pub fn derived<T>(derived: &Derived<'a, T>, cell: impl FnOnce(&T) -> Cell) -> Self {
        Self { cell: cell(derived.value()), mark: Some(derived.into()) }
    }

    /// A figure with the mark it was given where it was read.
    pub(crate) fn marked(cell: Cell, mark: Option<Mark<'a>>) -> Self {
        Self { cell, mark }
    }
}

/// Which columns hold whose figures, in the order in which they come.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks<'a>(Vec<(Mark<'a>, Vec<String>)>);

impl<'a> Marks<'a> {
    /// One figure under its heading.
    pub fn one(mark: impl Into<Mark<'a>>, heading: &str) -> Self {
        let mut marks = Self::default();
        marks.add(mark, heading);
        marks
    }

    /// A figure stands under a heading.
    pub fn add(&mut self, mark: impl Into<Mark<'a>>, heading: &str) {
        let mark = mark.into();
        let at = self.0.iter().position(|(known, _)| *known == mark).unwrap_or_else(|| {
            self.0.push((mark, Vec::new()));
            self.0.len() - 1
        });
        let headings = &mut self.0[at].1;
        if !headings.iter().any(|known| known == heading) {
            headings.push(heading.to_owned());
        }
    }

    /// A sentence for each: the mark, and what it stands for.
    pub fn notes(&self, lang: Lang) -> Vec<String> {
        let note = |(mark, headings): &(Mark<'_>, Vec<String>)| {
            format!("{} ({})", mark.dated(lang), headings.join(", "))
        };
        self.0.iter().map(note).collect()
    }

    /// The marks of a column.
    fn of(&self, heading: &str, lang: Lang) -> String {
        let known = self.0.iter().filter(|(_, headings)| headings.iter().any(|it| it == heading));
        // Of several days it is still one source.
        let mut texts: Vec<String> = known.map(|(mark, _)| mark.text(lang)).collect();
        texts.dedup();
        texts.join("; ")
    }
}

/// A table whose columns and notes say whose figures it holds. Headings come with their width in characters.
pub fn table(
    title: String,
    headings: impl IntoIterator<Item = (String, u8)>,
    rows: Vec<Vec<Stated<'_>>>,
    lang: Lang,
) -> Table {
    let headings: Vec<(String, u8)> = headings.into_iter().collect();
    let mut marks = Marks::default();
    for ((heading, _), at) in headings.iter().zip(0..) {
        for mark in rows.iter().filter_map(|row: &Vec<Stated<'_>>| row.get(at)?.mark) {
            marks.add(mark, heading);
        }
    }
    let column = |(heading, width): (String, u8)| Column {
        mark: marks.of(&heading, lang),
        ..Column::new(heading, width)
    };
    Table {
        title,
        columns: headings.into_iter().map(column).collect(),
        rows: rows.into_iter().map(|row| row.into_iter().map(|it| it.cell).collect()).collect(),
        notes: marks.notes(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{VALUES, segment};
    use crate::names::Gender;

    #[test]
    fn notes_come_from_the_types_of_the_values() {
        let segment = segment(VALUES);
        let (kpi, area) = (segment.find_kpi("N00001").unwrap(), segment.find_area("0101").unwrap());
        let found = segment.compare(kpi, Gender::Total, area, None, &[]).unwrap();
        let heads = ["Kommun", "Värde", "Medel", "Plats"].map(|it| (it.to_owned(), 8));
        let row = vec![
            Stated::text("Abro"),
            Stated::raw(&found.raw, 0),
            Stated::derived(&found.among_all, |all| Cell::Number(all.summary.mean, 1)),
            Stated::derived(&found.among_all, |all| Cell::Whole(all.standing.n as i64)),
        ];
        let made = table("T".to_owned(), heads.clone(), vec![row], Lang::Sv);
        let processed = "Egen bearbetning av data från Kolada";
        assert_eq!(
            made.notes,
            ["Källa: Kolada, hämtat 2026-04-09 (Värde)", &format!("{processed} (Medel, Plats)")]
        );
        let marks: Vec<&str> = made.columns.iter().map(|it| it.mark.as_str()).collect();
        assert_eq!(marks, ["", "Källa: Kolada", processed, processed]);
        let none = table("T".to_owned(), heads, vec![vec![Stated::text("Abro")]], Lang::Sv);
        assert!(none.notes.is_empty(), "where no figure is, nobody is named");
    }
}
