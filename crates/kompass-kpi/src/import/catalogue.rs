//! The catalogue of KPIs, in the form of version 3 or 2 of the provider's API.

use super::Input;
use super::sheet::Sheet;
use super::wrong::Wrong;
use crate::names::{Kpi, Owner};
use jiff::civil::Date;
use kompass_core::Problem;
use std::collections::BTreeMap;

/// Longest id: the importer of values holds one in a word.
const LONGEST_ID: usize = 7;

/// Reads catalogues, the newest first, and gives all KPIs by id, each as its newest catalogue describes it.
pub(crate) fn read(catalogues: &[Input]) -> kompass_core::Result<Vec<Kpi>> {
    let mut all: BTreeMap<String, Kpi> = BTreeMap::new();
    let mut wrong = Wrong::default();
    for (source, input) in catalogues.iter().enumerate() {
        let mut sheet = Sheet::open(
            input,
            &["id", "title", "municipality_type"],
            &[
                "description",
                "operating_area",
                "perspective",
                "auspice",
                "auspices",
                "is_divided_by_gender",
                "has_ou_data",
                "prel_publication_date",
                "publication_date",
                "publ_period",
            ],
        )?;
        while let Some(line) = sheet.next()? {
            match kpi(&sheet, line, source) {
                Ok(kpi) => match all.get(&kpi.id) {
                    None => drop(all.insert(kpi.id.clone(), kpi)),
                    Some(known) if usize::from(known.source) != source || *known == kpi => {}
                    Some(known) => wrong.add(sheet.problem(
                        line,
                        "id",
                        format!(
                            "{} stands twice, as {:?} and as {:?}",
                            kpi.id, known.title, kpi.title
                        ),
                        "keep one of the rows",
                    )),
                },
                Err(problem) => wrong.add(*problem),
            }
        }
    }
    wrong.done()?;
    Ok(all.into_values().collect())
}

fn kpi(sheet: &Sheet<'_>, line: u64, source: usize) -> Result<Kpi, Box<Problem>> {
    let wrong = |column: &str, expected: &str| {
        let message = format!("{:?} cannot be read", sheet.get(column));
        Box::new(sheet.problem(line, column, message, format!("write {expected}")))
    };
    let yes = |column: &str| match sheet.get(column) {
        "True" | "true" | "1" => Ok(true),
        "False" | "false" | "0" | "" => Ok(false),
        _ => Err(wrong(column, "true or false")),
    };
    let day = |column: &str| match sheet.get(column) {
        "" => Ok(None),
        text => text.parse::<Date>().map(Some).map_err(|_| wrong(column, "a day as 2026-04-01")),
    };
    let id = sheet.get("id");
    if id.is_empty()
        || id.len() > LONGEST_ID
        || !id.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return Err(wrong("id", "a letter and five digits"));
    }
    Ok(Kpi {
        id: id.to_owned(),
        title: sheet.get("title").to_owned(),
        // The provider's own export writes some line ends as a backslash and an n.
        description: sheet.get("description").replace("\\n", "\n").trim().to_owned(),
        operating_area: sheet.get("operating_area").to_owned(),
        perspective: sheet.get("perspective").to_owned(),
        auspice: format!("{}{}", sheet.get("auspice"), sheet.get("auspices")),
        owner: match sheet.get("municipality_type") {
            "K" => Owner::Municipality,
            "L" => Owner::Region,
            "A" => Owner::Both,
            _ => return Err(wrong("municipality_type", "K, L or A")),
        },
        by_gender: yes("is_divided_by_gender")?,
        has_units: yes("has_ou_data")?,
        retired: source > 0,
        preliminary_on: day("prel_publication_date")?,
        published_on: day("publication_date")?,
        next_year: match sheet.get("publ_period") {
            "" => None,
            text => Some(text.parse().map_err(|_| wrong("publ_period", "a year as 2025"))?),
        },
        source: u16::try_from(source).expect("the number of files was held against the format"),
    })
}
