//! Values as Parquet: flat columns found by name, read in batches.

use super::Input;
use super::loader::{OPTIONAL, REQUIRED, Row, Value, Year, problem, unexpected};
use bytes::Bytes;
use bytes::buf::Reader;
use kompass_core::{Error, Problem};
use parquet::basic::{Compression, Type};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::SchemaDescriptor;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Rows decoded at a time.
const BATCH: usize = 8192;

/// Most bytes that a page unpacks to. What writes such files makes pages of about one megabyte.
const LARGEST_PAGE: usize = 64 << 20;

/// Most values of a dictionary: for each the decoder makes room for an object.
const LARGEST_DICTIONARY: usize = 4 << 20;

/// Gives every row of the file, until told to stop.
pub(super) fn each(
    input: &Input,
    take: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
) -> kompass_core::Result<()> {
    // The decoder is another's, and asserts in some places what only a well-formed file holds.
    let decoded = catch_unwind(AssertUnwindSafe(|| decode(input, take)));
    decoded.unwrap_or_else(|_| Err(damaged(input, "it contradicts itself")))
}

fn decode(
    input: &Input,
    take: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
) -> kompass_core::Result<()> {
    let broken = |error: ParquetError| damaged(input, &error.to_string());
    let file = SerializedFileReader::new(input.bytes.clone()).map_err(broken)?;
    let columns = Columns::find(input, file.metadata().file_metadata().schema_descr())?;
    let mut number = 0;
    for group in file.metadata().row_groups() {
        let mut batch = Batch::new(&input.bytes, group, &columns).map_err(broken)?;
        let mut left = usize::try_from(group.num_rows()).unwrap_or(0);
        while left > 0 {
            let rows = batch.fill(left.min(BATCH)).map_err(broken)?;
            if rows == 0 {
                return Err(damaged(input, "it has fewer rows than it says"));
            }
            left -= rows;
            for _ in 0..rows {
                number += 1;
                let row = batch.row(number).map_err(|column| {
                    let remedy = "leave out the row; only a value may be missing";
                    Error::invalid(problem(input, number, column, "there is nothing", remedy))
                })?;
                if take(row).is_break() {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

fn damaged(input: &Input, what: &str) -> Error {
    let remedy =
        "fetch or write the file again; Parquet with snappy, zstd or no compression is read";
    Error::invalid(
        Problem::new("", format!("the file cannot be read: {what}"), remedy).file(&input.name),
    )
}

/// Where the columns are.
struct Columns {
    required: [usize; 5],
    status: Option<usize>,
    wide_year: bool,
}

impl Columns {
    fn find(input: &Input, schema: &SchemaDescriptor) -> kompass_core::Result<Self> {
        let wrong = |message: String, remedy: String| {
            Error::invalid(Problem::new("columns", message, remedy).file(&input.name))
        };
        let all = schema.columns();
        let names: Vec<String> = all.iter().map(|column| column.path().string()).collect();
        if let Some(name) =
            names.iter().find(|name| *name != OPTIONAL && !REQUIRED.contains(&name.as_str()))
        {
            return Err(Error::invalid(unexpected(input, name)));
        }
        let twice = |name: &&String| names.iter().filter(|own| own == name).count() > 1;
        if let Some(name) = names.iter().find(twice) {
            let remedy = "leave out one of them".to_owned();
            return Err(wrong(format!("the column {name} stands twice"), remedy));
        }
        let place = |wanted: &str| names.iter().position(|name| name == wanted);
        let mut required = [0; 5];
        for (name, at) in REQUIRED.into_iter().zip(&mut required) {
            *at = place(name).ok_or_else(|| {
                wrong(
                    format!("there is no column {name}"),
                    format!("there are {}", names.join(", ")),
                )
            })?;
        }
        for (at, column) in all.iter().enumerate() {
            let (types, expected): (&[Type], _) = match names[at].as_str() {
                "year" => (&[Type::INT32, Type::INT64], "a whole number"),
                "value" => (&[Type::DOUBLE], "a number of 64 bits (double)"),
                _ => (&[Type::BYTE_ARRAY], "text"),
            };
            if !types.contains(&column.physical_type()) || column.max_rep_level() > 0 {
                let message = format!("the column {} is {:?}", names[at], column.physical_type());
                return Err(wrong(message, format!("write it as {expected}, one per row")));
            }
        }
        let wide_year = all[required[2]].physical_type() == Type::INT64;
        Ok(Self { required, status: place(OPTIONAL), wide_year })
    }
}

/// Some rows of a row group, decoded.
struct Batch {
    kpi: Column<ByteArrayType>,
    area: Column<ByteArrayType>,
    year: YearColumn,
    gender: Column<ByteArrayType>,
    value: Column<DoubleType>,
    status: Option<Column<ByteArrayType>>,
}

enum YearColumn {
    Short(Column<Int32Type>),
    Wide(Column<Int64Type>),
}

impl Batch {
    fn new(
        bytes: &Bytes,
        group: &RowGroupMetaData,
        columns: &Columns,
    ) -> Result<Self, ParquetError> {
        let [kpi, area, year, gender, value] = columns.required;
        Ok(Self {
            kpi: Column::new(bytes, group, kpi)?,
            area: Column::new(bytes, group, area)?,
            year: if columns.wide_year {
                YearColumn::Wide(Column::new(bytes, group, year)?)
            } else {
                YearColumn::Short(Column::new(bytes, group, year)?)
            },
            gender: Column::new(bytes, group, gender)?,
            value: Column::new(bytes, group, value)?,
            status: columns.status.map(|at| Column::new(bytes, group, at)).transpose()?,
        })
    }

    /// Decodes up to so many rows; columns of different length are an error.
    fn fill(&mut self, rows: usize) -> Result<usize, ParquetError> {
        let year = match &mut self.year {
            YearColumn::Short(column) => column.fill(rows)?,
            YearColumn::Wide(column) => column.fill(rows)?,
        };
        let status = self.status.as_mut().map_or(Ok(year), |column| column.fill(rows))?;
        let others = [
            self.kpi.fill(rows)?,
            self.area.fill(rows)?,
            self.gender.fill(rows)?,
            self.value.fill(rows)?,
            status,
        ];
        if others.iter().any(|filled| *filled != year) {
            return Err(ParquetError::General("its columns are not equally long".to_owned()));
        }
        Ok(year)
    }

    /// The next row, or the column in which it lacks something.
    fn row(&mut self, number: u64) -> Result<Row<'_>, &'static str> {
        Ok(Row {
            number,
            kpi: self.kpi.next().ok_or("kpi")?.data(),
            area: self.area.next().ok_or("municipality")?.data(),
            year: Year::Number(match &mut self.year {
                YearColumn::Short(column) => i64::from(*column.next().ok_or("year")?),
                YearColumn::Wide(column) => *column.next().ok_or("year")?,
            }),
            gender: self.gender.next().ok_or("gender")?.data(),
            value: self.value.next().map_or(Value::None, |value| Value::Number(*value)),
            status: self.status.as_mut().and_then(Column::next).map_or(&[], ByteArray::data),
        })
    }
}

/// A column with the values of some rows. A row without a value has a lower level than the highest.
struct Column<T: DataType> {
    reader: ColumnReaderImpl<T>,
    highest: i16,
    values: Vec<T::T>,
    levels: Vec<i16>,
    next_row: usize,
    next_value: usize,
}

impl<T: DataType> Column<T> {
    fn new(bytes: &Bytes, group: &RowGroupMetaData, at: usize) -> Result<Self, ParquetError> {
        let column = group.column(at).column_descr_ptr();
        let highest = column.max_def_level();
        let reader = ColumnReaderImpl::new(column, Box::new(Pages::new(bytes, group, at)?));
        let (values, levels) = (Vec::with_capacity(BATCH), Vec::with_capacity(BATCH));
        Ok(Self { reader, highest, values, levels, next_row: 0, next_value: 0 })
    }

    fn fill(&mut self, rows: usize) -> Result<usize, ParquetError> {
        self.values.clear();
        self.levels.clear();
        (self.next_row, self.next_value) = (0, 0);
        let mut filled = 0;
        while filled < rows {
            let levels = (self.highest > 0).then_some(&mut self.levels);
            let (more, ..) =
                self.reader.read_records(rows - filled, levels, None, &mut self.values)?;
            if more == 0 {
                break;
            }
            filled += more;
        }
        Ok(filled)
    }

    fn next(&mut self) -> Option<&T::T> {
        let present = self.highest == 0 || self.levels.get(self.next_row) == Some(&self.highest);
        self.next_row += 1;
        let value = self.values.get(self.next_value).filter(|_| present);
        self.next_value += usize::from(present);
        value
    }
}

/// The pages of a column, unpacked here: the decoder makes room for what a page or a dictionary says of itself, and a few
/// bytes can say that they are gigabytes.
struct Pages {
    packed: SerializedPageReader<Whole>,
    codec: Compression,
}

/// The bytes of a file. To read on at their end is an error: what the decoder does not know it skips without looking whether
/// anything is left, and a few bytes can say that it is two thousand million things.
struct Whole(Bytes);

/// Where such reading is.
struct Place(Reader<Bytes>);

impl Length for Whole {
    fn len(&self) -> u64 {
        Length::len(&self.0)
    }
}

impl ChunkReader for Whole {
    type T = Place;

    fn get_read(&self, start: u64) -> Result<Place, ParquetError> {
        self.0.get_read(start).map(Place)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        self.0.get_bytes(start, length)
    }
}

impl Read for Place {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.0.read(into)? {
            0 if !into.is_empty() => Err(io::ErrorKind::UnexpectedEof.into()),
            read => Ok(read),
        }
    }
}

impl Pages {
    fn new(bytes: &Bytes, group: &RowGroupMetaData, at: usize) -> Result<Self, ParquetError> {
        let column = group.column(at);
        // Taken for pages that are not packed, they come as they are.
        let plain = Compression::UNCOMPRESSED;
        let as_they_are = column.clone().into_builder().set_compression(plain).build()?;
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        let packed =
            SerializedPageReader::new(Arc::new(Whole(bytes.clone())), &as_they_are, rows, None)?;
        Ok(Self { packed, codec: column.compression() })
    }

    /// Unpacks what follows the first bytes, which are not packed.
    fn unpack(&self, page: &Bytes, plain: usize) -> Result<Bytes, ParquetError> {
        let (plain, packed) = page
            .split_at_checked(plain)
            .ok_or_else(|| ParquetError::General("a page is cut".to_owned()))?;
        let unpacked = match self.codec {
            _ if packed.is_empty() => Vec::new(),
            Compression::UNCOMPRESSED => return Ok(page.clone()),
            Compression::SNAPPY => {
                let size = snap::raw::decompress_len(packed)?;
                if size > LARGEST_PAGE {
                    return Err(too_large(size));
                }
                snap::raw::Decoder::new().decompress_vec(packed)?
            }
            Compression::ZSTD(_) => {
                // A frame need not say how much is in it.
                let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
                let size =
                    size.map_or(LARGEST_PAGE, |size| usize::try_from(size).unwrap_or(usize::MAX));
                if size > LARGEST_PAGE {
                    return Err(too_large(size));
                }
                zstd::bulk::decompress(packed, size)?
            }
            other => return Err(ParquetError::NYI(format!("it is packed by {other}"))),
        };
        Ok(if plain.is_empty() { unpacked } else { [plain, &unpacked].concat() }.into())
    }
}

fn too_large(bytes: usize) -> ParquetError {
    let megabytes = LARGEST_PAGE >> 20;
    ParquetError::General(format!(
        "a page unpacks to {bytes} bytes, more than {megabytes} megabytes"
    ))
}

impl Iterator for Pages {
    type Item = Result<Page, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>, ParquetError> {
        let mut page = self.packed.get_next_page()?;
        match &mut page {
            Some(Page::DataPage { buf, .. }) => *buf = self.unpack(buf, 0)?,
            Some(Page::DataPageV2 {
                buf,
                def_levels_byte_len,
                rep_levels_byte_len,
                is_compressed: true,
                ..
            }) => {
                let levels = def_levels_byte_len.saturating_add(*rep_levels_byte_len);
                *buf = self.unpack(buf, levels as usize)?;
            }
            Some(Page::DictionaryPage { buf, num_values, .. }) => {
                *buf = self.unpack(buf, 0)?;
                if *num_values as usize > buf.len().min(LARGEST_DICTIONARY) {
                    let what = format!(
                        "a dictionary says it has {num_values} values in {} bytes",
                        buf.len()
                    );
                    return Err(ParquetError::General(what));
                }
            }
            Some(Page::DataPageV2 { .. }) | None => {}
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>, ParquetError> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<(), ParquetError> {
        self.packed.skip_next_page()
    }
}
