//! A small made-up country for tests: six municipalities, two regions, the nation; four KPIs.

use crate::import::{Draft, Files, Input, PackageFile};
use crate::segment::Segment;
use crate::segment::write::Prepared;
use bytes::Bytes;
use jiff::civil::{Date, date};
use kompass_core::Result;
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) const TODAY: Date = date(2026, 4, 10);

const AREAS: &str = "id,title,type
0002,Region Ett,L
0000,Riket,L
0103,Cevik,K
0101,Abro,K
0102,Bodal,K
0104,Dalen,K
0105,Ekeby,K
0106,Forsa,K
0001,Region Två,L
";
const CATALOGUE: &str = "id,title,description,is_divided_by_gender,municipality_type,auspice,operating_area,perspective,prel_publication_date,publication_date,publ_period,has_ou_data
N00002,\"Kostnad, kr/inv\",Kostnad.\\nKälla: SCB. ,False,K,T,Övergripande,Resurser,2026-04-01,2026-08-28,2025,False
N00001,\"Invånare, antal\",,True,A,X,Befolkning,Volymer,,2027-02-20,2026,0
U00003,Nöjda (-2024),,0,L,,Hälso- och sjukvård,,,,,1
";
const OLDER: &str = "id,title,description,municipality_type,perspective,auspices,is_divided_by_gender,operating_area,ou_publication_date,publication_date,prel_publication_date,has_ou_data,tags
N00001,Invånare,,A,,T,1,,,,,False,
N00914,Tomtpriser,,K,,E,0,,,,,,
";
const GROUPS: &str = "id,title,n_members
G2,\"Liknande kommuner, övergripande, Abro, 2025\",2
G1,\"Liknande kommuner IFO, Bodal, 2024\",1
G3,Slättbygden (ovägt medel),3
";
const MEMBERS: &str = "group_id,member_id,member_title
G2,0104,Dalen
G2,0102,Bodal
G1,0101,Abro
G3,0102,Bodal
G3,0101,Abro
G3,0106,Forsa
";

/// Values of the country: every kind of cell.
pub(crate) const VALUES: &str = "kpi,municipality,year,gender,value,status
N00001,0101,2024,T,1000,
N00001,0102,2024,T,3000,
N00001,0103,2024,T,2000,
N00001,0104,2024,T,2000,
N00001,0105,2024,T,,
N00001,0000,2024,T,8000,
N00001,0001,2024,T,5000,
N00001,0101,2024,K,510,
N00001,0101,2024,M,490,
N00001,0101,2023,T,990,
N00001,0105,2022,T,700,
N00001,0106,2022,T,600,
N00002,0101,2025,T,-0.1,
N00002,0102,2025,T,5e-324,
N00002,0103,2025,T,..,
N00002,0104,2025,T,,Bortfall
N00914,0101,1970,T,12.5,granskad
";

pub(crate) fn input(name: &str, content: impl Into<Bytes>) -> Input {
    Input {
        name: name.to_owned(),
        bytes: content.into(),
        provider: "Kolada".to_owned(),
        origin: format!("made up: {name}"),
        fetched: date(2026, 4, 9),
    }
}

/// The files of the country with these values.
pub(crate) fn files(values: impl Into<Bytes>) -> Files {
    Files {
        areas: input("areas.csv", AREAS),
        skr_groups: Some(input("skr.csv", "municipality,skr_kommungrupp\n0101,Storstäder\n")),
        catalogues: vec![input("kpis.csv", CATALOGUE), input("kpis-2024.csv", OLDER)],
        groups: Some((input("groups.csv", GROUPS), input("members.csv", MEMBERS))),
        packages: vec![PackageFile {
            id: "quality-2013".to_owned(),
            title: "Kvalitet 2013".to_owned(),
            list: input("quality.csv", "kpi,title\nN00914,\nN99999,\nN00001,\n"),
        }],
        values: vec![input("values.csv", values)],
    }
}

pub(crate) fn draft(values: impl Into<Bytes>) -> Result<Draft> {
    Draft::read(&files(values), TODAY)
}

/// The bytes of the segment of a draft.
pub(crate) fn bytes(draft: &Draft) -> Vec<u8> {
    let mut bytes = Vec::new();
    Prepared::new(draft).write(&mut bytes).unwrap();
    bytes
}

/// A file that is gone with the test.
pub(crate) struct Temporary {
    _folder: tempfile::TempDir,
    pub(crate) path: PathBuf,
}

impl Temporary {
    pub(crate) fn with(content: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.kpis");
        std::fs::write(&path, content).unwrap();
        Self { _folder: folder, path }
    }
}

/// The segment of values in a file of the test.
pub(crate) fn segment(values: impl Into<Bytes>) -> Segment {
    let file = Temporary::with(&bytes(&draft(values).unwrap()));
    let segment = Segment::open(&file.path).unwrap();
    segment.verify().unwrap();
    segment
}

/// A column of a Parquet file.
pub(crate) enum Column {
    Text(&'static str, Vec<&'static str>),
    Year(&'static str, Vec<i32>),
    WideYear(&'static str, Vec<i64>),
    Number(&'static str, Vec<Option<f64>>),
}

/// Writes columns as Parquet, in two row groups.
pub(crate) fn parquet(columns: &[Column]) -> Vec<u8> {
    packed_parquet(columns, Compression::UNCOMPRESSED)
}

/// The same, with packed pages.
pub(crate) fn packed_parquet(columns: &[Column], codec: Compression) -> Vec<u8> {
    let of = |column: &Column| match column {
        Column::Text(name, _) => format!("optional binary {name} (UTF8);"),
        Column::Year(name, _) => format!("required int32 {name};"),
        Column::WideYear(name, _) => format!("optional int64 {name};"),
        Column::Number(name, _) => format!("optional double {name};"),
    };
    let fields: String = columns.iter().map(of).collect();
    let schema = Arc::new(parse_message_type(&format!("message values {{ {fields} }}")).unwrap());
    let mut out = Vec::new();
    let properties = WriterProperties::builder().set_compression(codec).build();
    let mut file = SerializedFileWriter::new(&mut out, schema, Arc::new(properties)).unwrap();
    for half in 0..2 {
        let range = |length: usize| if half == 0 { 0..length / 2 } else { length / 2..length };
        let mut group = file.next_row_group().unwrap();
        for column in columns {
            let mut writer = group.next_column().unwrap().unwrap();
            match (writer.untyped(), column) {
                (ColumnWriter::ByteArrayColumnWriter(to), Column::Text(_, texts)) => {
                    let texts: Vec<ByteArray> = texts[range(texts.len())]
                        .iter()
                        .map(|text| ByteArray::from(*text))
                        .collect();
                    to.write_batch(&texts, Some(&vec![1; texts.len()]), None).unwrap();
                }
                (ColumnWriter::Int32ColumnWriter(to), Column::Year(_, years)) => {
                    to.write_batch(&years[range(years.len())], None, None).unwrap();
                }
                (ColumnWriter::Int64ColumnWriter(to), Column::WideYear(_, years)) => {
                    let years = &years[range(years.len())];
                    to.write_batch(years, Some(&vec![1; years.len()]), None).unwrap();
                }
                (ColumnWriter::DoubleColumnWriter(to), Column::Number(_, values)) => {
                    let values = &values[range(values.len())];
                    let levels: Vec<i16> =
                        values.iter().map(|it| i16::from(it.is_some())).collect();
                    let present: Vec<f64> = values.iter().copied().flatten().collect();
                    to.write_batch(&present, Some(&levels), None).unwrap();
                }
                _ => unreachable!("the schema is made of the columns"),
            }
            writer.close().unwrap();
        }
        group.close().unwrap();
    }
    file.close().unwrap();
    out
}

/// Few different values, so that many are equal; both zeros, the ends of what is finite, gaps.
pub(crate) fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(f64::NAN),
        Just(0.0),
        Just(-0.0),
        Just(f64::MAX),
        Just(f64::MIN),
        Just(f64::MIN_POSITIVE / 4.0),
        (-3..3_i32).prop_map(f64::from),
        any::<f64>(),
    ]
}
