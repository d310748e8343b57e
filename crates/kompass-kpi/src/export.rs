//! Values as a Parquet file of the form that the import reads: no cell is lost on the way out and in again.

use kompass_core::{Error, Result};
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
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
        let compression = Compression::ZSTD(ZstdLevel::try_new(level).map_err(failed)?);
        // No name of a library, so that the same rows give the same file after an upgrade.
        let properties = WriterProperties::builder()
            .set_compression(compression)
            .set_created_by("kompass".to_owned())
            .build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties));
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

/// The rows fit the schema, so only the place they are written to can fail.
fn failed(error: ParquetError) -> Error {
    Error::Unavailable(format!("the Parquet file cannot be written: {error}"))
}
