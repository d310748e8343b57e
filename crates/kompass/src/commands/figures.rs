//! `kompass kpi search | show | compare | deviations | export`: reading the key figures.

use crate::args::{CompareKpis, Deviations, ShowKpi};
use crate::output::{Output, table};
use anyhow::Result;
use kompass_app::files;
use kompass_app::kpi::deviation::Filter;
use kompass_app::kpi::selection::{self, Choice, Selection};
use kompass_app::kpi::sheet::{Peers, Question, Sheet};
use kompass_app::kpi::{self, AreaKind, Gender, Hit, Others, Segment, deviations, reason};
use kompass_core::Error;
use kompass_core::format::{self, MISSING};
use kompass_core::i18n::texts;
use kompass_core::kpi::Bands;
use kompass_core::table::{Cell, Column, Table};
use serde_json::{Map, Value, json};
use std::path::Path;

/// The key figures that fit some words.
pub fn search(segment: &Segment, words: &str, limit: usize, output: Output) -> Result<()> {
    let t = texts(output.lang);
    let columns =
        [(t.kpi_id(), 8), (t.kpi_title(), 60), (t.kpi_unit(), 12), (t.kpi_operating_area(), 30)];
    let row = |hit: &Hit| {
        let (facts, measure) = (segment.kpi(hit.kpi), segment.measure(hit.kpi));
        vec![
            Cell::text(facts.id),
            Cell::text(facts.title),
            Cell::text(measure.unit.text()),
            Cell::text(facts.operating_area),
        ]
    };
    let rows: Vec<_> = segment.search(words, limit).iter().map(row).collect();
    if rows.is_empty() {
        output.note(&t.kpi_none(words));
    }
    let columns = columns.map(|(heading, width)| Column::new(heading, width)).into();
    print(&Table { title: t.kpi_found(), notes: Vec::new(), columns, rows }, None, output)
}

/// A key figure, and where an area stands in it.
pub fn show(segment: &Segment, asked: &ShowKpi, output: Output) -> Result<()> {
    let (t, lang) = (texts(output.lang), output.lang);
    let at = segment.find_kpi(&asked.kpi.to_uppercase()).ok_or_else(|| {
        Error::not_found("key figure", asked.kpi.as_str(), "kompass kpi search finds it by words")
    })?;
    let (facts, measure) = (segment.kpi(at), segment.measure(at));
    let mut lines = vec![
        format!("{} {}", facts.id, facts.title),
        facts.description.to_owned(),
        format!("{}: {}", t.kpi_direction(), t.direction(measure.direction)),
    ];
    let mut value = json!({
        "id": facts.id, "title": facts.title, "description": facts.description, "unit": measure.unit.text(),
        "direction": measure.direction.code(), "operating_area": facts.operating_area, "perspective": facts.perspective,
    });
    let wanted = gender(asked.gender.as_deref())?;
    if let Some(name) = &asked.area {
        let area = selection::find_area(segment, name)
            .ok_or_else(|| reason::UNKNOWN_AREA.invalid("area"))?;
        let question = Question { gender: wanted, peers: None };
        let sheet = Sheet::of(segment, at, area, &question)?;
        let Some(found) = &sheet.latest else {
            lines.push(sheet.without(segment, t));
            return output.answer(&value, |_| lines.join("\n"));
        };
        let all = found.among_all.value();
        let rank = all.standing.rank(measure.direction);
        let band = all.standing.band(measure.direction, Bands::Three);
        let band = band.map_or_else(|why| t.no_band(why), |band| t.band(band, measure.direction));
        let fetched = format::date(found.raw.source().fetched);
        let change = |change| measure.print_change(lang, change);
        lines.push(String::new());
        let printed = measure.print(lang, found.raw.value());
        let printed =
            if found.raw.preliminary() { t.kpi_preliminary_value(printed) } else { printed };
        lines.push(format!(
            "{}, {} {}: {printed} ({})",
            segment.area(area).title,
            selection::gender_name(found.raw.gender(), t),
            found.raw.year(),
            t.kpi_source_fetched(fetched.as_str(), found.raw.mark().text(lang))
        ));
        lines.push(format!("{}, {band}", t.rank(rank)));
        let beside = |words: String, others: &Others| {
            let mean = measure.print(lang, others.summary.mean);
            format!(
                "{words}: {mean} ({}), n = {}",
                change(others.from_mean.absolute),
                others.summary.n
            )
        };
        if all.standing.n > 1 {
            lines.push(beside(t.kpi_mean_of_all(), all));
        }
        let peers = found.among_peers.as_ref();
        let group = match &sheet.peers {
            Some(Peers::Group(group)) => group.title,
            Some(Peers::Own(..)) | None => "",
        };
        let similar = format!("{} ({group})", t.kpi_mean_of_similar());
        lines.extend(peers.map(|peers| beside(similar, peers.value())));
        lines.push(found.among_all.processed().text(lang));
        value["area"] = json!(segment.area(area).code);
        value["gender"] = json!(found.raw.gender().code());
        value["source"] = json!(found.raw.mark().text(lang));
        value["fetched"] = json!(fetched);
        value["processed"] = json!(found.among_all.processed().text(lang));
        value["similar"] = json!(group);
        value["mean_of_similar"] = json!(peers.map(|peers| peers.value().summary.mean));
        value["year"] = json!(found.raw.year());
        value["value"] = json!(found.raw.value());
        value["preliminary"] = json!(found.raw.preliminary());
        value["rank"] = json!(rank.place);
        value["n"] = json!(rank.of);
        value["mean"] = json!(all.summary.mean);
        value["median"] = json!(all.summary.median);
    }
    output.answer(&value, |_| lines.join("\n"))
}

/// Key figures of areas over years, side by side: a row an area, a column a year.
pub fn compare(segment: &Segment, asked: &CompareKpis, output: Output) -> Result<()> {
    let selection = Selection::of(segment, &choice(asked)?)?;
    print(&selection.beside(texts(output.lang)), None, output)
}

/// A selection as a file, one value a row.
pub fn export(segment: &Segment, asked: &CompareKpis, file: &Path, output: Output) -> Result<()> {
    let selection = Selection::of(segment, &choice(asked)?)?;
    print(&selection.table(texts(output.lang)), Some(file), output)
}

/// Where an area stands out.
pub fn find_deviations(segment: &Segment, asked: &Deviations, output: Output) -> Result<()> {
    let area = selection::find_area(segment, &asked.area)
        .ok_or_else(|| reason::UNKNOWN_AREA.invalid("area"))?;
    let known = [
        ("field", asked.field.as_deref(), deviations::is_field as fn(&Segment, &str) -> bool),
        ("perspective", asked.perspective.as_deref(), deviations::is_perspective),
    ];
    for (place, typed, is_known) in known {
        if let Some(typed) = typed.filter(|typed| !is_known(segment, typed)) {
            return Err(
                Error::invalid(reason::NO_SUCH_CHOICE.problem(place).naming([typed])).into()
            );
        }
    }
    let filter = Filter {
        operating_area: asked.field.clone(),
        perspective: asked.perspective.clone(),
        gender_gap: asked.gap,
        least: asked.least.unwrap_or(Filter::default().least),
        better: match asked.way.as_deref() {
            None => None,
            Some("better") => Some(true),
            Some("worse") => Some(false),
            Some(_) => return Err(reason::NO_SUCH_CHOICE.invalid("way").into()),
        },
        signals: asked.signals,
        limit: asked.limit.get(),
        ..Filter::default()
    };
    let lines = segment.deviations(area, &deviations::peers(segment, area), &filter);
    if segment.area(area).kind == AreaKind::Nation {
        output.note(&texts(output.lang).kpi_deviations_nation());
    } else if lines.is_empty() {
        output.note(&texts(output.lang).kpi_deviations_none());
    }
    let table = deviations::table(segment, area, &lines, texts(output.lang));
    if output.json || asked.out.is_some() {
        return print(&table, asked.out.as_deref(), output);
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| {
            let facts = segment.kpi(line.raw.kpi());
            format!("{} {}\n    {}", facts.id, facts.title, line.sentence(output.lang))
        })
        .collect();
    output.answer(&lines, |lines| format!("{}\n\n{}", lines.join("\n"), table.notes.join("\n")))
}

fn choice(asked: &CompareKpis) -> Result<Choice> {
    let genders = asked.gender.iter().map(|code| Ok(gender(Some(code))?.unwrap_or(Gender::Total)));
    Ok(Choice {
        kpis: asked.kpis.clone(),
        areas: asked.area.clone(),
        groups: asked.group.clone(),
        genders: genders.collect::<Result<_>>()?,
        from: asked.from,
        to: asked.to,
    })
}

fn gender(code: Option<&str>) -> Result<Option<Gender>> {
    let Some(code) = code else { return Ok(None) };
    let known = Gender::from_code(code.as_bytes());
    Ok(Some(known.ok_or_else(|| reason::NO_SUCH_CHOICE.invalid("gender"))?))
}

/// A table for people, as objects for programs, or as a file whose ending says its form.
fn print(content: &Table, file: Option<&Path>, output: Output) -> Result<()> {
    if let Some(file) = file {
        let form = file.extension().and_then(|end| end.to_str()).unwrap_or_default();
        files::write(file, &kpi::file(content, form, output.lang)?)?;
        output.note(&format!("{}: rows written: {}", file.display(), content.rows.len()));
        return Ok(());
    }
    let value = |cell: &Cell| match cell {
        Cell::Text(text) => json!(text),
        Cell::Whole(number) => json!(number),
        Cell::Number(number, _) => json!(number),
        Cell::Empty => Value::Null,
    };
    let object = |row: &Vec<Cell>| {
        let pairs = content.columns.iter().zip(row);
        Value::Object(
            pairs
                .map(|(column, cell)| (column.heading.clone(), value(cell)))
                .collect::<Map<_, _>>(),
        )
    };
    let objects: Vec<Value> = content.rows.iter().map(object).collect();
    let words = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number, decimals) => format::decimal(output.lang, *number, *decimals),
        Cell::Empty => MISSING.to_owned(),
    };
    let is_number = |at: &usize| {
        let mut cells = content.rows.iter().map(|row| &row[*at]);
        cells.all(|cell| !matches!(cell, Cell::Text(_)))
    };
    let numbers: Vec<usize> = (0..content.columns.len()).filter(is_number).collect();
    let whole = json!({ "title": content.title, "rows": objects, "notes": content.notes });
    output.answer(&whole, |_| {
        let headings: Vec<&str> = content.columns.iter().map(|it| it.heading.as_str()).collect();
        let rows = content.rows.iter().map(|row| row.iter().map(words).collect());
        let mut text = table(&headings, &numbers, rows);
        for note in &content.notes {
            text = format!("{text}\n{note}");
        }
        text
    })
}
