//! Spreadsheets.

use crate::council;
use crate::model::Report;
use crate::view::{Together, named};
use kompass_core::framework::Framework;
use kompass_core::i18n::texts;
use kompass_core::table::{Cell, Column, Table};
use kompass_core::{Error, Lang, Points, Text};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

/// A framework as a workbook: areas and sub-areas, questions, rubric, and where each part comes from. The same framework
/// gives the same bytes.
///
/// # Errors
/// [`Error::Internal`] if the workbook cannot be made.
pub fn framework(framework: &Framework, lang: Lang) -> Result<Vec<u8>, Error> {
    write(framework, lang).map_err(|error| Error::Internal(format!("workbook: {error}")))
}

fn write(framework: &Framework, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let words = texts(lang);
    let mut workbook = Workbook::new();
    // A fixed date: the content decides the bytes, not the day on which it was exported.
    let date = ExcelDateTime::from_ymd(u16::try_from(framework.valid_from).unwrap_or(2000), 1, 1)?;
    let properties = DocProperties::new()
        .set_title(framework.title.get(lang))
        .set_author("Kompass")
        .set_creation_datetime(&date);
    workbook.set_properties(&properties);

    let title = |text: &Text| text.get(lang).to_owned();
    let mut sheet = Sheet::new(&mut workbook, &words.xlsx_areas())?;
    sheet.head(&[
        (words.xlsx_code(), 8.0),
        (words.xlsx_title(), 60.0),
        (words.cli_points(), 8.0),
        (words.xlsx_about(), 80.0),
    ])?;
    for area in &framework.areas {
        sheet.row(
            &[
                area.number.to_string(),
                title(&area.title),
                area.points.to_string(),
                title(&area.about),
            ],
            true,
        )?;
        for sub in &area.sub_areas {
            sheet.row(
                &[sub.code.clone(), title(&sub.title), sub.points.to_string(), title(&sub.about)],
                false,
            )?;
        }
    }

    if framework.questions().next().is_some() {
        let mut sheet = Sheet::new(&mut workbook, &words.xlsx_questions())?;
        sheet.head(&[
            (words.xlsx_code(), 8.0),
            (words.xlsx_question(), 60.0),
            (words.xlsx_counts(), 60.0),
            (words.xlsx_not_counts(), 60.0),
            (words.xlsx_groups(), 30.0),
            (words.xlsx_pre_question(), 14.0),
            ("Kolada".to_owned(), 20.0),
            (words.cli_source(), 20.0),
        ])?;
        for (_, question) in framework.questions() {
            let groups =
                framework.groups.iter().filter(|group| question.groups.contains(&group.code));
            let groups: Vec<&str> = groups.map(|group| group.title.get(lang)).collect();
            let pre_question = if question.pre_question { words.xlsx_yes() } else { String::new() };
            sheet.row(
                &[
                    question.code.clone(),
                    title(&question.title),
                    title(&question.counts),
                    title(&question.not_counts),
                    groups.join("; "),
                    pre_question,
                    question.kpis.join(", "),
                    question.sources.join(", "),
                ],
                false,
            )?;
        }
    }

    if let Some(rubric) = &framework.rubric {
        let mut sheet = Sheet::new(&mut workbook, &words.xlsx_rubric())?;
        sheet.head(&[
            (words.xlsx_dimension(), 30.0),
            (words.xlsx_weight(), 10.0),
            (words.xlsx_level(), 24.0),
            (words.xlsx_share(), 10.0),
            (words.xlsx_meaning(), 80.0),
        ])?;
        for dimension in &rubric.dimensions {
            for level in &dimension.levels {
                sheet.row(
                    &[
                        title(&dimension.title),
                        dimension.weight.to_string(),
                        title(&level.title),
                        level.share.to_string(),
                        title(&level.meaning),
                    ],
                    false,
                )?;
            }
        }
    }

    let mut sheet = Sheet::new(&mut workbook, &words.xlsx_origin())?;
    sheet.head(&[
        (words.xlsx_part(), 24.0),
        (words.xlsx_origin(), 28.0),
        (words.cli_source(), 10.0),
        (words.cli_note(), 90.0),
    ])?;
    for provenance in &framework.provenance {
        let (part, origin) = (words.part(provenance.part), words.origin(provenance.origin));
        sheet.row(
            &[part, origin, provenance.source.clone().unwrap_or_default(), title(&provenance.note)],
            false,
        )?;
    }
    workbook.save_to_buffer()
}

/// What an evaluation came to, as a workbook: the points, and the outcome that stands beside them if there is any. The same
/// report gives the same bytes.
///
/// # Errors
/// [`Error::Internal`] if the workbook cannot be made.
pub fn report(report: &Report) -> Result<Vec<u8>, Error> {
    let (t, whole) = (texts(report.language), |points: u32| Cell::Whole(points.into()));
    let thousandths = |points: Points| Cell::Number(points.0 as f64 / 1000.0, 1);
    let mut rows = Vec::new();
    for area in &report.areas {
        let points = area.points.map_or(Cell::Empty, whole);
        rows.push(vec![
            Cell::text(area.number.to_string()),
            Cell::text(&*area.title),
            points,
            whole(area.max),
        ]);
        rows.extend(area.sub_areas.iter().map(|sub| {
            let points = sub.points.map_or(Cell::Empty, thousandths);
            let max = sub.max.map_or(Cell::Empty, thousandths);
            vec![Cell::text(&*sub.code), Cell::text(&*sub.title), points, max]
        }));
    }
    let total = report.total.map_or(Cell::Empty, whole);
    rows.push(vec![Cell::Empty, Cell::text(t.report_sum()), total, whole(report.max)]);
    let fictional = report.fictional.then(|| t.report_fictional_about());
    let number = Some(&*report.edition.record_number).filter(|number| !number.is_empty());
    let number = number.map(|number| t.council_record(number));
    let notes = number.into_iter().chain(fictional).chain(council::second(report, t));
    let columns =
        [(t.xlsx_code(), 8), (t.report_area(), 70), (t.report_points(), 10), (t.report_max(), 10)];
    let points = Table {
        title: t.report_points(),
        notes: notes.chain([council::basis(report.basis, t)]).collect(),
        columns: columns.map(|(heading, width)| Column::new(heading, width)).into(),
        rows,
    };
    let outcome = Together::of(report, t).map(|Together { about, columns, rows, notes }| Table {
        title: t.outcome_heading(),
        notes: [about].into_iter().chain(notes).collect(),
        columns: columns
            .into_iter()
            .zip([50, 14, 18, 14, 18, 24])
            .map(|(heading, width)| Column::new(heading, width))
            .collect(),
        rows: rows.into_iter().map(|row| row.map(Cell::text).into()).collect(),
    });
    let name = named(&report.framework.title, &report.framework.results_version);
    let title = format!("{} {}, {name}", report.municipality, report.year);
    tables(&title, &[points].into_iter().chain(outcome).collect::<Vec<_>>())
}

/// A table as a workbook of one sheet, its notes under the rows. The same table gives the same bytes.
///
/// # Errors
/// [`Error::Internal`] if the workbook cannot be made.
pub fn table(table: &Table) -> Result<Vec<u8>, Error> {
    tables(&table.title, std::slice::from_ref(table))
}

fn tables(title: &str, tables: &[Table]) -> Result<Vec<u8>, Error> {
    let write = || {
        let mut workbook = Workbook::new();
        let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new().set_title(title).set_author("Kompass");
        workbook.set_properties(&properties.set_creation_datetime(&date));
        for table in tables {
            let mut sheet = Sheet::new(&mut workbook, &table.title)?;
            let headings = table.columns.iter();
            let headings: Vec<(String, f64)> =
                headings.map(|it| (it.heading.clone(), f64::from(it.width))).collect();
            sheet.head(&headings)?;
            for row in &table.rows {
                sheet.cells(row)?;
            }
            for note in &table.notes {
                sheet.note(note)?;
            }
        }
        workbook.save_to_buffer()
    };
    write().map_err(|error: XlsxError| Error::Internal(format!("workbook: {error}")))
}

/// A worksheet filled from the top.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    next: u32,
}

impl<'a> Sheet<'a> {
    fn new(workbook: &'a mut Workbook, name: &str) -> Result<Self, XlsxError> {
        // A sheet name has at most 31 characters, and some it may not have.
        let name = name.replace(['[', ']', ':', '*', '?', '/', '\\'], "–");
        let name: String = name.chars().take(31).collect();
        Ok(Self { sheet: workbook.add_worksheet().set_name(name)?, next: 0 })
    }

    /// Headings with column widths in characters; they stay in sight and repeat in print.
    fn head(&mut self, headings: &[(String, f64)]) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold().set_align(FormatAlign::Top);
        for (column, (heading, width)) in (0u16..).zip(headings) {
            self.sheet.set_column_width(column, *width)?;
            self.sheet.write_string_with_format(0, column, heading, &bold)?;
        }
        self.sheet.set_freeze_panes(1, 0)?;
        self.sheet.set_repeat_rows(0, 0)?;
        self.next = 1;
        Ok(())
    }

    /// A row of texts; whole numbers become numbers, codes such as `1.4` stay text.
    fn row(&mut self, cells: &[String], bold: bool) -> Result<(), XlsxError> {
        let mut format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        if bold {
            format = format.set_bold();
        }
        for (column, cell) in (0u16..).zip(cells) {
            match cell.parse::<u32>() {
                Ok(number) => {
                    self.sheet.write_number_with_format(self.next, column, number, &format)?
                }
                Err(_) => self.sheet.write_string_with_format(self.next, column, cell, &format)?,
            };
        }
        self.next += 1;
        Ok(())
    }

    /// A row of cells of their own kinds.
    fn cells(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        let top = || Format::new().set_align(FormatAlign::Top);
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Text(text) => {
                    let wrapped = top().set_text_wrap();
                    self.sheet.write_string_with_format(self.next, column, text, &wrapped)?;
                }
                Cell::Whole(number) => {
                    self.sheet.write_number_with_format(
                        self.next,
                        column,
                        *number as f64,
                        &top(),
                    )?;
                }
                Cell::Number(number, decimals) => {
                    let zeros = "0".repeat(*decimals);
                    let form =
                        if zeros.is_empty() { "#,##0".into() } else { format!("#,##0.{zeros}") };
                    let format = top().set_num_format(form);
                    self.sheet.write_number_with_format(self.next, column, *number, &format)?;
                }
                Cell::Empty => {}
            }
        }
        self.next += 1;
        Ok(())
    }

    /// A line of text under the rows, with an empty one above the first.
    fn note(&mut self, note: &str) -> Result<(), XlsxError> {
        self.next += 1;
        let muted = Format::new().set_italic();
        self.sheet.write_string_with_format(self.next, 0, note, &muted)?;
        Ok(())
    }
}
