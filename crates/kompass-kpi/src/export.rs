//! Parquet: values in the form that the import reads, so that no cell is lost on the way out and in again, and any table.

use kompass_core::table::{Cell, Table};
use kompass_core::{Error, Result};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

const SCHEMA: &str = "message values {
    required binary kpi (UTF8); required binary municipality (UTF8); required int32 year; required binary gender (UTF8);
    optional double value; required binary status (UTF8); }";
/// Rows in a row group.
const GROUP: usize = 1_000_000;

/// Writes rows one after the other.
pub struct ValueWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    rows: Columns,
}

/// Rows that wait to be written, by columns: KPI, area, gender, status; year; value and whether there is one.
#[derive(Default)]
struct Columns {
    texts: [Vec<ByteArray>; 4],
    years: Vec<i32>,
    values: Vec<f64>,
    levels: Vec<i16>,
}

impl<W: Write + Send> ValueWriter<W> {
    /// Begins a file, compressed by zstd at a level from 1 to 22.
    pub fn new(out: W, level: i32) -> Result<Self> {
        let schema = parse_message_type(SCHEMA).map_err(failed)?;
        let properties = Arc::new(properties(level)?);
        let file = SerializedFileWriter::new(out, Arc::new(schema), properties);
        Ok(Self { file: file.map_err(failed)?, rows: Columns::default() })
    }

    /// Adds a row: KPI, area, year, gender (`T`, `K`, `M`), the value if there is one, and what stands beside it.
    pub fn push(
        &mut self,
        kpi: &str,
        area: &str,
        year: i16,
        gender: char,
        value: Option<f64>,
        status: &str,
    ) -> Result<()> {
        let rows = &mut self.rows;
        let gender = gender.to_string();
        for (column, text) in rows.texts.iter_mut().zip([kpi, area, gender.as_str(), status]) {
            // Rows come in runs; an equal text is shared, not copied.
            let last = column.last().filter(|last| last.data() == text.as_bytes()).cloned();
            column.push(last.unwrap_or_else(|| ByteArray::from(text)));
        }
        rows.years.push(year.into());
        rows.values.extend(value);
        rows.levels.push(value.is_some().into());
        if rows.years.len() == GROUP { self.write() } else { Ok(()) }
    }

    /// Ends the file.
    pub fn finish(mut self) -> Result<()> {
        self.write()?;
        self.file.close().map_err(failed)?;
        Ok(())
    }

    fn write(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let mut texts = rows.texts.iter();
        let mut group = self.file.next_row_group().map_err(failed)?;
        while let Some(mut column) = group.next_column().map_err(failed)? {
            match column.untyped() {
                ColumnWriter::ByteArrayColumnWriter(to) => {
                    let texts = texts.next().expect("the schema has as many texts as the rows");
                    to.write_batch(texts, None, None)
                }
                ColumnWriter::Int32ColumnWriter(to) => to.write_batch(&rows.years, None, None),
                ColumnWriter::DoubleColumnWriter(to) => {
                    to.write_batch(&rows.values, Some(&rows.levels), None)
                }
                _ => unreachable!("the schema has no other type"),
            }
            .map_err(failed)?;
            column.close().map_err(failed)?;
        }
        group.close().map_err(failed)?;
        Ok(())
    }
}

/// A table as Parquet: a column of whole numbers as integers, one with other numbers as doubles, any other as texts;
/// what is not known is null.
///
/// # Errors
/// Two columns of the same name.
pub fn table(table: &Table) -> Result<Vec<u8>> {
    let kinds: Vec<Physical> = (0..table.columns.len()).map(|at| kind(table, at)).collect();
    let fields = table.columns.iter().zip(&kinds).map(|(column, kind)| {
        let text = (*kind == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        let field = Type::primitive_type_builder(&column.heading, *kind).with_logical_type(text);
        field.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    });
    let fields = fields.collect::<std::result::Result<_, _>>().map_err(failed)?;
    let schema = Type::group_type_builder("table").with_fields(fields).build().map_err(failed)?;
    let mut out = Vec::new();
    // Beside the rows, and with nothing between them, so that programs read them as they are.
    let notes = vec![KeyValue::new("notes".to_owned(), table.notes.join("\n"))];
    let properties = properties(9)?.into_builder().set_key_value_metadata(Some(notes));
    let mut file =
        SerializedFileWriter::new(&mut out, Arc::new(schema), Arc::new(properties.build()))
            .map_err(failed)?;
    let mut group = file.next_row_group().map_err(failed)?;
    let mut at = 0;
    while let Some(mut column) = group.next_column().map_err(failed)? {
        let cells = table.rows.iter().map(|row| row.get(at).unwrap_or(&Cell::Empty));
        let levels: Vec<i16> = cells.clone().map(|cell| (*cell != Cell::Empty).into()).collect();
        let levels = Some(&levels[..]);
        match column.untyped() {
            ColumnWriter::Int64ColumnWriter(to) => {
                let whole = cells.filter_map(|cell| match cell {
                    Cell::Whole(number) => Some(*number),
                    _ => None,
                });
                to.write_batch(&whole.collect::<Vec<_>>(), levels, None)
            }
            ColumnWriter::DoubleColumnWriter(to) => {
                let numbers = cells.filter_map(|cell| match cell {
                    Cell::Whole(number) => Some(*number as f64),
                    Cell::Number(number, _) => Some(*number),
                    _ => None,
                });
                to.write_batch(&numbers.collect::<Vec<_>>(), levels, None)
            }
            ColumnWriter::ByteArrayColumnWriter(to) => {
                let texts = cells.filter_map(|cell| match cell {
                    Cell::Text(text) => Some(ByteArray::from(text.as_str())),
                    Cell::Whole(number) => Some(ByteArray::from(number.to_string().as_str())),
                    Cell::Number(number, _) => Some(ByteArray::from(number.to_string().as_str())),
                    Cell::Empty => None,
                });
                to.write_batch(&texts.collect::<Vec<_>>(), levels, None)
            }
            _ => unreachable!("the schema has no other type"),
        }
        .map_err(failed)?;
        column.close().map_err(failed)?;
        at += 1;
    }
    group.close().map_err(failed)?;
    file.close().map_err(failed)?;
    Ok(out)
}

/// The type that takes every cell of a column.
fn kind(table: &Table, at: usize) -> Physical {
    let cells = table.rows.iter().filter_map(|row| row.get(at));
    let mut kind = None;
    for cell in cells {
        let own = match cell {
            Cell::Empty => continue,
            Cell::Whole(_) => Physical::INT64,
            Cell::Number(..) => Physical::DOUBLE,
            Cell::Text(_) => return Physical::BYTE_ARRAY,
        };
        if kind != Some(Physical::DOUBLE) {
            kind = Some(own);
        }
    }
    kind.unwrap_or(Physical::BYTE_ARRAY)
}

/// Compressed by zstd at a level from 1 to 22. No name of a library, so that the same rows give the same file after an
/// upgrade.
fn properties(level: i32) -> Result<WriterProperties> {
    let compression = Compression::ZSTD(ZstdLevel::try_new(level).map_err(failed)?);
    let properties = WriterProperties::builder().set_compression(compression);
    Ok(properties.set_created_by("kompass".to_owned()).build())
}

/// The rows fit the schema, so only the place they are written to can fail.
fn failed(error: ParquetError) -> Error {
    Error::Unavailable(format!("the Parquet file cannot be written: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kompass_core::table::Column;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    #[test]
    fn a_table_keeps_its_cells() {
        let written = Table {
            columns: ["kod", "plats", "värde", "tom"].map(|it| Column::new(it, 8)).into(),
            rows: vec![
                vec![Cell::text("0138"), Cell::Whole(3), Cell::Whole(2), Cell::Empty],
                vec![Cell::text("Åmål"), Cell::Empty, Cell::Number(0.1, 1), Cell::Empty],
            ],
            notes: vec!["Källa: Kolada (värde)".to_owned()],
            ..Table::default()
        };
        let bytes = bytes::Bytes::from(table(&written).unwrap());
        let read = SerializedFileReader::new(bytes).unwrap();
        let notes = read.metadata().file_metadata().key_value_metadata().unwrap();
        let noted: Vec<_> = notes.iter().map(|it| (it.key.as_str(), it.value.as_deref())).collect();
        assert_eq!(noted, [("notes", Some("Källa: Kolada (värde)"))]);
        let rows = read.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string());
        let rows: Vec<String> = rows.collect();
        assert_eq!(
            rows,
            [
                "{kod: \"0138\", plats: 3, värde: 2.0, tom: null}",
                "{kod: \"Åmål\", plats: null, värde: 0.1, tom: null}",
            ]
        );
    }
}
