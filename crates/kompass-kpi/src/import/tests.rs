use crate::fixtures::{
    Column, TODAY, VALUES, bytes, draft, files, input, packed_parquet, parquet, segment,
};
use crate::import::Draft;
use crate::names::{AreaKind, Gender, Owner};
use crate::segment::Cell;
use crate::segment::layout::HEADER;
use jiff::civil::date;
use parquet::basic::{Compression, ZstdLevel};
use proptest::prelude::*;
use std::sync::LazyLock;

/// What a person reads when these values are imported.
fn refusal(values: impl Into<bytes::Bytes>) -> String {
    draft(values).err().map(|error| error.to_string()).expect("it is refused")
}

const HEAD: &str = "kpi,municipality,year,gender,value\n";

#[test]
fn every_kind_of_cell_is_read_back() {
    let segment = segment(VALUES);
    let kpi = |id| segment.find_kpi(id).unwrap();
    let area = |code| segment.find_area(code).unwrap();
    let cell = |id, code, year| segment.cell(kpi(id), Gender::Total, area(code), year);
    let raw = segment.value(kpi("N00002"), Gender::Total, area("0102"), 2025).unwrap();
    assert_eq!(raw.value().to_bits(), 1, "the smallest number there is");
    assert!(raw.preliminary(), "fetched between the preliminary and the final publication of 2025");
    assert_eq!(raw.mark().text(kompass_core::Lang::Sv), "Källa: Kolada");
    assert_eq!((raw.year(), raw.source().fetched), (2025, date(2026, 4, 9)));
    assert_eq!(cell("N00002", "0103", 2025), Cell::Withheld { status: ".." });
    assert_eq!(cell("N00002", "0104", 2025), Cell::Withheld { status: "Bortfall" });
    assert_eq!(cell("N00001", "0105", 2024), Cell::Withheld { status: "" });
    assert_eq!(cell("N00001", "0106", 2024), Cell::Absent);
    assert_eq!(cell("N00001", "0106", 2021), Cell::Absent);
    assert_eq!(cell("N00001", "0106", 1900), Cell::Absent);
    assert!(!cell("N00001", "0101", 2024).value().unwrap().preliminary());
    assert_eq!(segment.status(kpi("N00914"), Gender::Total, area("0101"), 1970), "granskad");
    let series: Vec<i16> =
        segment.series(kpi("N00001"), Gender::Total, area("0105")).map(|(year, _)| year).collect();
    assert_eq!(series, [2022, 2024], "a year without a value is there, with its gap");
    assert_eq!(segment.latest_year_of(kpi("N00001"), Gender::Total, area("0105")), Some(2022));
    assert_eq!(segment.latest_year(kpi("N00001"), Gender::Total, AreaKind::Region), Some(2024));
    assert_eq!(segment.latest_year(kpi("U00003"), Gender::Total, AreaKind::Region), None);
    assert_eq!(segment.row(kpi("N00001"), Gender::Women, 2024).unwrap()[0], 510.0);
    assert_eq!((segment.counts().values, segment.counts().withheld), (14, 3));
    assert_eq!(segment.years(), 1970..2026);
}

#[test]
fn catalogue_areas_groups_and_packages_are_read_back() {
    let segment = segment(VALUES);
    let kpi = segment.kpi(segment.find_kpi("N00002").unwrap());
    assert_eq!(kpi.description, "Kostnad.\nKälla: SCB.");
    assert_eq!((kpi.owner, kpi.auspice, kpi.next_year), (Owner::Municipality, "T", Some(2025)));
    assert_eq!(kpi.published_on, Some(date(2026, 8, 28)));
    let gone = segment.kpi(segment.find_kpi("N00914").unwrap());
    assert_eq!(
        (gone.title, gone.retired),
        ("Tomtpriser", true),
        "known though no longer published"
    );
    assert_eq!(segment.kpi(segment.find_kpi("N00001").unwrap()).title, "Invånare, antal");
    let codes =
        |kind| -> Vec<&str> { segment.areas(kind).map(|at| segment.area(at).code).collect() };
    assert_eq!(codes(AreaKind::Municipality), ["0101", "0102", "0103", "0104", "0105", "0106"]);
    assert_eq!(codes(AreaKind::Region), ["0001", "0002"]);
    assert_eq!(codes(AreaKind::Nation), ["0000"]);
    let abro = segment.find_area("0101").unwrap();
    assert_eq!(segment.area(abro).skr_group, "Storstäder");
    let similar: Vec<_> = segment.similar_to(abro).map(|at| segment.group(at)).collect();
    assert_eq!(similar.len(), 1);
    assert_eq!((similar[0].family, similar[0].model_year), ("övergripande", Some(2025)));
    let members: Vec<_> = similar[0].members.iter().map(|at| segment.area(*at).title).collect();
    assert_eq!(members, ["Bodal", "Dalen"]);
    assert_eq!(segment.group(segment.find_group("G3").unwrap()).focus, None);
    let package = segment.packages().next().unwrap();
    assert_eq!(package.kpis, ["N00914", "N99999", "N00001"], "an id that nobody describes stays");
    assert_eq!(segment.sources().count(), 3);
    assert_eq!(segment.sources().last().unwrap().digest, kompass_core::digest::sha256(VALUES));
}

#[test]
fn a_byte_order_mark_and_old_codes_are_read() {
    let text = format!("\u{feff}{HEAD}N00001,0101,2024,F,1\nN00001,0101,2024,m,2\n");
    let segment = segment(text);
    assert_eq!(
        segment.row(segment.find_kpi("N00001").unwrap(), Gender::Women, 2024).unwrap()[0],
        1.0
    );
}

#[test]
fn what_is_wrong_with_a_row_is_named() {
    for (row, told) in [
        (
            "N99999,0101,2024,T,1",
            r#"values.csv:2: column kpi: "N99999" is in no catalogue; rows with it: 1"#,
        ),
        ("N00001,9999,2024,T,1", r#"column municipality: "9999" is not in the list of areas"#),
        ("N00001,G175905,2024,T,1", "groups and units are not imported"),
        ("N00001,0101,2027,T,1", "column year: 2027 is in the future"),
        ("N00001,0101,24,T,1", "column year: 24 is before 1900"),
        ("N00001,0101,2024.0,T,1", r#"column year: "2024.0" is no year"#),
        ("N00001,0101,9223372036854775807,T,1", "is in the future"),
        ("N00001,0101,-9223372036854775808,T,1", "is before 1900"),
        ("N00001,0101,2024,A,1", r#"column gender: "A" is no gender – write T (total)"#),
        ("N00001,0101,2024,T,NaN", "column value: NaN is no value"),
        ("N00001,0101,2024,T,-inf", "column value: -inf is no value"),
        ("N00001,0101,2024,T,1e999", "column value: inf is no value"),
        ("N00001,0101,2024,T,\"12,5\"", "write decimals with a point: 12.5"),
        ("N00001,0101,2024,T,1 000", r#""1 000" is no number"#),
        ("N00001,0101,2024,T", "values.csv:2: "),
    ] {
        let text = refusal(format!("{HEAD}{row}\n"));
        assert!(text.contains(told), "{row}: {text}");
    }
    let many = refusal(format!("{HEAD}{}", "N00001,0101,2024,A,1\n".repeat(30)));
    assert_eq!(many.lines().count(), 21, "twenty are told, the rest counted: {many}");
    assert!(many.contains("10 more problems"), "{many}");
}

#[test]
fn the_same_cell_twice_with_different_values_names_both() {
    let rows = "N00001,0101,2024,T,1\nN00001,0102,2024,T,5\nN00001,0101,2024,T,1.5\n";
    let text = refusal(format!("{HEAD}{rows}"));
    assert!(text.contains("values.csv:4: column value: N00001 T 2024 in Abro is 1.5 here, and 1 in values.csv line 2"), "{text}");
    let gap = refusal(format!("{HEAD}N00001,0101,2024,T,\nN00001,0101,2024,T,1\n"));
    assert!(gap.contains("is 1 here, and published without a value in values.csv line 2"), "{gap}");
    assert!(draft(format!("{HEAD}N00001,0101,2024,T,1\nN00001,0101,2024,T,1.0\n")).is_ok());
    let status = "kpi,municipality,year,gender,value,status\nN00001,0101,2024,T,,-\nN00001,0101,2024,T,,..\n";
    let text = refusal(status);
    let told = r#"N00001 T 2024 in Abro: the status is ".." here, and "-" before"#;
    assert!(text.contains(told), "{text}");
    let free = |at: usize| {
        let (year, gender, area) = (1900 + at % 120, ["T", "K", "M"][at / 120 % 3], 1 + at / 360);
        format!("N00001,010{area},{year},{gender},,text {at}\n")
    };
    let texts: String = (0..1001).map(free).collect();
    let many = refusal(format!("kpi,municipality,year,gender,value,status\n{texts}"));
    assert!(many.contains("is the 1000th different status, or a later one"), "{many}");
}

#[test]
fn two_files_do_not_share_a_row() {
    let mut both = files(format!("{HEAD}N00001,0101,2024,T,1\n"));
    both.values.push(input("later.csv", format!("{HEAD}N00001,0102,2024,T,2\n")));
    let text = Draft::read(&both, TODAY).err().unwrap().to_string();
    assert!(
        text.contains(
            "later.csv:2: column kpi: a file before this one already has values of N00001 T 2024"
        ),
        "{text}"
    );
    both.values[1].bytes = format!("{HEAD}N00001,0102,2023,T,2\n").into();
    assert!(Draft::read(&both, TODAY).is_ok());
}

#[test]
fn what_is_wrong_with_a_table_is_named() {
    for (table, told) in [
        (
            "kpi,municipality,year,value\n",
            "there is no column gender – the header row has: kpi, municipality",
        ),
        ("kpi,municipality,year,gender,value,value\n", "the column value stands twice"),
        (
            "kpi;municipality;year;gender;value\n",
            "separate the columns by commas, not by semicolons",
        ),
        (
            "kpi,municipality,year,gender,value,count\n",
            r#"the column "count" is not one of a file of values"#,
        ),
        ("", "there is no column kpi, municipality, year, gender, value"),
    ] {
        let text = refusal(table);
        assert!(text.contains(told), "{table}: {text}");
    }
    let latin = [HEAD.as_bytes(), b"N00001,0101,2024,T,\xe5\n"].concat();
    assert!(refusal(latin).contains("values.csv:2: the row is not UTF-8"));
    // Together the bytes at both ends are a letter; apart they are none, and no gap.
    let split = [HEAD.as_bytes(), b"N00001,0101,2024,T\xc3,\xa5\n"].concat();
    assert!(refusal(split).contains("values.csv:2: the row is not UTF-8"));
}

#[test]
fn what_is_wrong_with_the_other_files_is_named() {
    let read = |change: fn(&mut crate::Files)| {
        let mut files = files(VALUES);
        change(&mut files);
        Draft::read(&files, TODAY).err().map(|error| error.to_string()).unwrap_or_default()
    };
    for (change, told) in [
        (
            (|files| files.areas.bytes = "id,title,type\n101,Abro,K\n".into())
                as fn(&mut crate::Files),
            "areas.csv:2: column id: \"101\" is no code",
        ),
        (
            |files| files.areas.bytes = "id,title,type\n0101,Abro,X\n".into(),
            "\"X\" is no type of an area",
        ),
        (
            |files| files.areas.bytes = "id,title,type\n0101,Abro,K\n0101,Abro,K\n".into(),
            "areas.csv:3: column id: the code 0101 stands twice",
        ),
        (
            |files| {
                files.skr_groups = Some(input("skr.csv", "municipality,skr_kommungrupp\n0999,x\n"))
            },
            "skr.csv:2: column municipality: the area \"0999\" is not in areas.csv",
        ),
        (
            |files| {
                files.catalogues[0].bytes =
                    "id,title,municipality_type\nN00001,A,K\nN00001,B,K\n".into()
            },
            "kpis.csv:3: column id: N00001 stands twice, as \"A\" and as \"B\"",
        ),
        (
            |files| files.catalogues[0].bytes = "id,title,municipality_type\nN00001,A,Q\n".into(),
            "column municipality_type: \"Q\" cannot be read – write K, L or A",
        ),
        (
            |files| files.catalogues[0].bytes = "id,title,municipality_type\nN 1,A,K\n".into(),
            "write a letter and five digits",
        ),
        (
            |files| {
                files.catalogues[0].bytes =
                    "id,title,municipality_type,publication_date\nN00001,A,K,2026-02-30\n".into()
            },
            "write a day as 2026-04-01",
        ),
        (
            |files| files.groups.as_mut().unwrap().1.bytes = "group_id,member_id\nG9,0101\n".into(),
            "members.csv:2: column group_id: the group \"G9\" is not in groups.csv",
        ),
        (
            |files| files.groups.as_mut().unwrap().1.bytes = "group_id,member_id\nG1,0999\n".into(),
            "the area \"0999\" is not in the list of areas",
        ),
        (
            |files| files.groups.as_mut().unwrap().1.bytes = "group_id,member_id\nG1,0101\n".into(),
            "groups.csv:2: column n_members: G2 should have 2 members, members.csv gives 0",
        ),
        (
            |files| files.packages[0].list.bytes = "id\nN00001\n".into(),
            "quality.csv:1: header: there is no column kpi",
        ),
    ] {
        let text = read(change);
        assert!(text.contains(told), "{told}\n{text}");
    }
}

#[test]
fn a_span_of_years_beyond_the_format_is_refused() {
    let rows = "N00001,0101,1900,T,1\nN00001,0101,2040,T,1\n";
    let read = Draft::read(&files(format!("{HEAD}{rows}")), date(2040, 1, 1));
    let text = read.err().unwrap().to_string();
    assert!(text.contains("column year: from 1900 to 2040 are more than 128 years"), "{text}");
}

fn columns() -> Vec<Column> {
    vec![
        Column::Number("value", vec![Some(1000.0), None, Some(-0.5)]),
        Column::Text("kpi", vec!["N00001", "N00001", "N00002"]),
        Column::Text("gender", vec!["T", "K", "T"]),
        Column::Year("year", vec![2024, 2024, 2025]),
        Column::Text("municipality", vec!["0101", "0102", "0101"]),
    ]
}

#[test]
fn parquet_and_csv_give_the_same_values() {
    let text =
        format!("{HEAD}N00001,0101,2024,T,1000\nN00001,0102,2024,K,\nN00002,0101,2025,T,-0.5\n");
    let from_text = segment(text);
    let zstd = Compression::ZSTD(ZstdLevel::default());
    for (wide, codec) in
        [(false, Compression::UNCOMPRESSED), (true, Compression::SNAPPY), (true, zstd)]
    {
        let mut columns = columns();
        if wide {
            columns[3] = Column::WideYear("year", vec![2024, 2024, 2025]);
        }
        columns.push(Column::Text("status", vec!["", "..", ""]));
        let from_parquet = segment(packed_parquet(&columns, codec));
        for kpi in from_text.kpis() {
            for gender in Gender::ALL {
                for year in 2024..=2025 {
                    let bits = |segment: &crate::Segment| -> Option<Vec<u64>> {
                        Some(
                            segment
                                .row(kpi, gender, year)?
                                .iter()
                                .map(|value| value.to_bits())
                                .collect(),
                        )
                    };
                    assert_eq!(bits(&from_text), bits(&from_parquet));
                }
            }
        }
        let (kpi, area) =
            (from_parquet.find_kpi("N00001").unwrap(), from_parquet.find_area("0102").unwrap());
        assert_eq!(
            from_parquet.cell(kpi, Gender::Women, area, 2024),
            Cell::Withheld { status: ".." }
        );
    }
}

#[test]
fn what_is_wrong_with_a_parquet_file_is_named() {
    let with = |change: fn(&mut Vec<Column>)| {
        let mut columns = columns();
        change(&mut columns);
        refusal(parquet(&columns))
    };
    for (change, told) in [
        (
            (|columns| drop(columns.pop())) as fn(&mut Vec<Column>),
            "there is no column municipality",
        ),
        (
            |columns| columns.push(Column::Text("count", vec!["1"; 3])),
            "the column \"count\" is not one",
        ),
        (
            |columns| columns.push(Column::Number("value", vec![None; 3])),
            "the column value stands twice",
        ),
        (
            |columns| columns[0] = Column::Text("value", vec!["1"; 3]),
            "the column value is BYTE_ARRAY – write it as a number of 64 bits",
        ),
        (
            |columns| columns[3] = Column::Number("year", vec![Some(2024.0); 3]),
            "write it as a whole number",
        ),
        (
            |columns| columns[0] = Column::Number("value", vec![None, None, Some(f64::NAN)]),
            "row 3, column value: NaN is no value",
        ),
        (
            |columns| columns[4] = Column::Text("municipality", vec!["0101"; 2]),
            "the file cannot be read",
        ),
    ] {
        // The last has too few rows in one column: some writers refuse to make such a file, and so does this one.
        if told == "the file cannot be read" {
            let made = std::panic::catch_unwind(|| with(change));
            assert!(made.is_err() || made.is_ok_and(|text| text.contains(told)));
            continue;
        }
        let text = with(change);
        assert!(text.contains(told), "{told}\n{text}");
    }
    let whole = parquet(&columns());
    assert!(refusal(whole[..whole.len() - 1].to_vec()).contains("the file cannot be read"));
    assert!(refusal(b"PAR1".to_vec()).contains("the file cannot be read"));
    // Found by fuzzing: the decoder asserts that no length is negative.
    let found = include_bytes!("../../../../fuzz/seeds/values/contradicts.parquet");
    assert!(refusal(&found[..]).contains("the file cannot be read: it contradicts itself"));
    // Found by fuzzing: a kilobyte that says a dictionary in it has 75 million values took two gigabytes.
    let found = include_bytes!("../../../../fuzz/seeds/values/claims-too-much.parquet");
    let told = refusal(&found[..]);
    assert!(told.contains("a dictionary says it has") && told.contains("8 bytes"), "{told}");
    // Found by fuzzing: a page that says of itself that it has hundreds of millions of things was skipped over one by one.
    let found = include_bytes!("../../../../fuzz/seeds/values/never-ends.parquet");
    assert!(refusal(&found[..]).contains("the file cannot be read"));
}

#[test]
fn a_page_that_unpacks_to_more_than_memory_should_hold_is_refused() {
    static LONG: LazyLock<String> = LazyLock::new(|| "0".repeat(65 << 20));
    let mut columns = columns();
    columns[4] = Column::Text("municipality", vec![LONG.as_str(); 3]);
    for codec in [Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default())] {
        let packed = packed_parquet(&columns, codec);
        assert!(packed.len() < 20 << 20, "{}", packed.len());
        let told = refusal(packed);
        assert!(told.contains("more than 64 megabytes"), "{told}");
    }
}

proptest! {
    /// The order of rows does not matter: not to the last byte of the file.
    #[test]
    fn rows_come_in_any_order(order in Just((0..17).collect::<Vec<usize>>()).prop_shuffle()) {
        let (head, rows) = VALUES.split_once('\n').unwrap();
        let rows: Vec<&str> = rows.lines().collect();
        let shuffled: Vec<&str> = order.iter().map(|at| rows[*at]).collect();
        let text = format!("{head}\n{}\n", shuffled.join("\n"));
        let mut written = bytes(&draft(text.clone()).unwrap());
        let usual = bytes(&draft(VALUES).unwrap());
        // The digest of the source is that of its file, and the header has a sum over it.
        let (own, other) = (kompass_core::digest::sha256(&text), kompass_core::digest::sha256(VALUES));
        let at = written.windows(64).position(|window| window == own.as_bytes()).unwrap();
        written[at..at + 64].copy_from_slice(other.as_bytes());
        prop_assert!(written[HEADER..] == usual[HEADER..]);
    }

    /// Every finite number is read back to the last bit.
    #[test]
    fn numbers_are_exact(values in proptest::collection::vec(any::<f64>().prop_filter("finite", |it| it.is_finite()), 6)) {
        let rows: String =
            values.iter().zip(1..).map(|(value, at)| format!("N00001,010{at},2024,T,{value:e}\n")).collect();
        let segment = segment(format!("{HEAD}{rows}"));
        let row = segment.row(segment.find_kpi("N00001").unwrap(), Gender::Total, 2024).unwrap();
        for (read, value) in row.iter().zip(&values) {
            prop_assert_eq!(read.to_bits(), value.to_bits());
        }
    }

    /// Whatever the bytes, there is an answer.
    #[test]
    fn garbage_is_refused(garbage in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(draft(garbage.clone()).is_err());
        let _ = draft([HEAD.as_bytes(), &garbage].concat());
        let _ = draft([b"PAR1", garbage.as_slice(), b"PAR1"].concat());
    }

    /// A damaged Parquet file is refused or gives other values; it never ends the program.
    #[test]
    fn a_damaged_parquet_file_is_survived(at in any::<proptest::sample::Index>(), with in 1..=255_u8) {
        let mut whole = parquet(&columns());
        let at = at.index(whole.len());
        whole[at] ^= with;
        let _ = draft(whole);
    }
}
