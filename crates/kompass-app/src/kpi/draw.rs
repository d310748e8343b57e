//! Key figures as charts.

use super::selection::{Selection, gender_name};
use super::sheet::{Sheet, Year};
use super::{AreaAt, AreaKind, Cell, Comparison, Derived, Gender, KpiAt, Measure, Segment};
use kompass_core::i18n::Texts;
use kompass_core::municipality::{self, Municipality};
use kompass_report::chart::{
    self, Alt, Distribution, LinePoint, LineSeries, Lines, Part, Style, Tile, Tiles,
};

/// Parts of the municipalities on a map.
const FOURTHS: usize = 4;
/// First digits of the codes on a map that shows what maps look like.
const SAMPLE_COUNTY: &str = "20";
/// Lines that one chart tells apart.
const MOST_LINES: usize = 8;

/// The first key figure of a selection over its years, a line an area and gender; none of a single year.
pub fn lines(selection: &Selection<'_>, words: &Texts) -> Option<String> {
    let first = *selection.kpis.first()?;
    let lines = selection.lines().filter(|line| line.kpi == first).take(MOST_LINES);
    let series: Vec<LineSeries> = lines
        .enumerate()
        .map(|(at, line)| LineSeries {
            name: line_name(selection, line.area, line.gender, words),
            part: part(selection, at, line.area, line.gender),
            points: selection
                .years
                .iter()
                .filter_map(|year| point(*year, selection.cell(line, *year)))
                .collect(),
        })
        .filter(|series| series.points.iter().any(|point| point.value.is_some()))
        .collect();
    let (kpi, measure) = (selection.segment.kpi(first), selection.segment.measure(first));
    let several = series.iter().any(|series| series.points.len() > 1);
    several.then(|| {
        let lines = Lines {
            alt: Alt { title: kpi.title.to_owned(), description: words.kpi_chart_table() },
            unit: measure.unit.text().to_owned(),
            decimals: measure.decimals,
            series,
        };
        chart::lines(&lines, &Style::screen("lines", words.lang()))
    })
}

/// A key figure of an area over all its years, beside its group and the nation; none of a single year.
pub fn course(segment: &Segment, sheet: &Sheet<'_>, words: &Texts) -> Option<String> {
    let at = Gender::ALL.iter().position(|gender| *gender == sheet.gender).unwrap_or(0);
    let name = segment.area(sheet.area).title.to_owned();
    let by_gender = |place: usize, words: String, part| {
        let points = sheet.years.iter().filter_map(|it| point(it.year, it.own[place])).collect();
        LineSeries { name: words, part, points }
    };
    let mean = |name: String, part, value: &dyn Fn(&Year<'_>) -> Option<f64>| {
        let point = |it: &Year<'_>| {
            Some(LinePoint { year: it.year, value: Some(value(it)?), preliminary: false })
        };
        LineSeries { name, part, points: sheet.years.iter().filter_map(point).collect() }
    };
    let mut series = vec![by_gender(at, name, Part::Own)];
    if sheet.peers.is_some() {
        series.push(mean(words.kpi_line_peers(), Part::Group, &|it| Some(it.peers?.value().0)));
    }
    series.push(match sheet.years.iter().any(|it| it.nation.is_some()) {
        true => mean(words.kpi_group_nation(), Part::Nation, &|it| it.nation.map(|it| it.value())),
        false => mean(words.kpi_line_all(), Part::Nation, &|it| Some(it.all?.value().0)),
    });
    series.retain(|series| series.points.iter().any(|point| point.value.is_some()));
    let several = series.iter().any(|series| series.points.len() > 1);
    several.then(|| {
        let lines = Lines {
            alt: Alt { title: sheet.kpi.title.to_owned(), description: words.kpi_chart_table() },
            unit: sheet.measure.unit.text().to_owned(),
            decimals: sheet.measure.decimals,
            series,
        };
        chart::lines(&lines, &Style::screen("course", words.lang()))
    })
}

/// The latest value of an area among those of all areas of its kind; none where places are not given.
pub fn spread(
    segment: &Segment,
    sheet: &Sheet<'_>,
    latest: &Comparison<'_>,
    words: &Texts,
) -> Option<String> {
    let (summary, standing) = {
        let among = latest.among_all.value();
        (among.summary, among.standing)
    };
    let row = segment.row(sheet.at, sheet.gender, latest.raw.year())?;
    let areas = segment.areas(segment.area(sheet.area).kind).filter(|at| *at != sheet.area);
    let others: Vec<f64> =
        areas.filter_map(|at| row.get(at.index()).copied()).filter(|it| !it.is_nan()).collect();
    let round = |value: f64| {
        let scale = 10_f64.powi(sheet.measure.decimals.min(3) as i32);
        (value * scale).round() / scale
    };
    let names = [
        words.comparison_quartile_lower(),
        words.comparison_statistic_median(),
        words.comparison_quartile_upper(),
    ];
    let values = [summary.lower_quartile, summary.median, summary.upper_quartile].map(round);
    let distribution = Distribution {
        alt: Alt {
            title: words.kpi_spread_title(standing.n as u64),
            description: words.kpi_chart_table(),
        },
        min: round(summary.lowest),
        max: round(summary.highest),
        own_label: segment.area(sheet.area).title.to_owned(),
        own: Some(round(latest.raw.value())),
        others: others.into_iter().map(round).collect(),
        quartiles: Some([0, 1, 2].map(|at| (names[at].clone(), values[at]))),
    };
    (standing.n >= FOURTHS)
        .then(|| chart::distribution(&distribution, &Style::screen("spread", words.lang())))
}

/// A map, and what it shows in words.
#[derive(Debug, Clone)]
pub struct Map {
    /// The tiles, as SVG.
    pub picture: String,
    /// Year, whom the values count, and how many municipalities have one.
    pub caption: String,
    /// Each municipality with its value and the fourth it is in.
    pub rows: Vec<[String; 3]>,
}

/// All municipalities in a key figure and year, by fourths, which are ours; none if nothing is known of that year.
pub fn map<'a>(
    segment: &'a Segment,
    (kpi, gender, year): (KpiAt, Gender, i16),
    own: Option<AreaAt>,
    words: &Texts,
) -> Option<Derived<'a, Map>> {
    let mut areas = segment.areas(AreaKind::Municipality);
    let provider = areas.find_map(|at| segment.value(kpi, gender, at, year))?.source().provider;
    let values = segment.row(kpi, gender, year)?;
    let fourths = fourths(segment, kpi, gender, year)?;
    let (facts, measure) = (segment.kpi(kpi), segment.measure(kpi));
    let tiles = segment.areas(AreaKind::Municipality).filter_map(|at| {
        let area = segment.area(at);
        let (column, row) = municipality::tile(area.code)?;
        let value = printed(&measure, values[at.index()], words);
        let title = format!("{} {value}", area.title);
        let label = area.title.chars().take(3).collect();
        let band = fourths[at.index()];
        Some(Tile { column, row, label, title, band, own: own == Some(at) })
    });
    let names = fourth_names(words);
    let row = |at: AreaAt| {
        let value = printed(&measure, values[at.index()], words);
        let fourth = fourths[at.index()].map(|fourth| names[usize::from(fourth)].clone());
        [segment.area(at).title.to_owned(), value, fourth.unwrap_or_default()]
    };
    let municipalities = || segment.areas(AreaKind::Municipality);
    let n = municipalities().filter(|at| !values[at.index()].is_nan()).count();
    let tiles = Tiles {
        alt: Alt {
            title: words.kpi_map_title(facts.title, year),
            description: words.kpi_map_table(),
        },
        bands: names.clone().into(),
        none: words.kpi_no_value(),
        tiles: tiles.collect(),
    };
    let map = Map {
        picture: chart::tiles(&tiles, &Style::screen("map", words.lang())),
        caption: words.kpi_map_caption(gender_name(gender, words), n as u64, year),
        rows: municipalities().map(row).collect(),
    };
    Some(Derived::new(map, provider))
}

/// A map of one county that says nothing true, to show what a map looks like.
pub fn sample_map(words: &Texts) -> String {
    let county = municipality::all().iter().filter(|it| it.code.starts_with(SAMPLE_COUNTY));
    let placed: Vec<_> =
        county.filter_map(|it| Some((it, municipality::tile(&it.code)?))).collect();
    let left = placed.iter().map(|(_, (column, _))| *column).min().unwrap_or_default();
    let top = placed.iter().map(|(_, (_, row))| *row).min().unwrap_or_default();
    let tile = |(at, (it, (column, row))): (usize, &(&Municipality, (u8, u8)))| Tile {
        column: column - left,
        row: row - top,
        label: it.name.chars().take(3).collect(),
        title: it.name.clone(),
        // One in five has no value.
        band: u8::try_from(at % (FOURTHS + 1)).ok().filter(|band| usize::from(*band) < FOURTHS),
        own: at == 2,
    };
    let map = Tiles {
        alt: Alt { title: words.kpi_map(), description: words.compare_style_lead() },
        bands: fourth_names(words).into(),
        none: words.kpi_no_value(),
        tiles: placed.iter().enumerate().map(tile).collect(),
    };
    chart::tiles(&map, &Style::screen("map", words.lang()))
}

/// A value as it is printed; words where there is none.
fn printed(measure: &Measure<'_>, value: f64, words: &Texts) -> String {
    if value.is_nan() { words.kpi_no_value() } else { measure.print(words.lang(), value) }
}

/// In which fourth of the municipalities each stands, from the lowest; those with the same value stand together, in the
/// lower one. Fewer than four have none.
fn fourths(segment: &Segment, kpi: KpiAt, gender: Gender, year: i16) -> Option<Vec<Option<u8>>> {
    let municipalities = segment.areas(AreaKind::Municipality).len();
    let lower = &segment.order(kpi, gender, year)?[..municipalities];
    let n = lower.iter().filter(|lower| **lower != u16::MAX).count();
    let fourth = |lower: &u16| {
        let known = *lower != u16::MAX && n >= FOURTHS;
        known.then(|| (usize::from(*lower) * FOURTHS / n) as u8)
    };
    Some(lower.iter().map(fourth).collect())
}

fn fourth_names(words: &Texts) -> [String; 4] {
    [
        words.kpi_fourth_lowest(),
        words.kpi_fourth_lower(),
        words.kpi_fourth_upper(),
        words.kpi_fourth_highest(),
    ]
}

fn point(year: i16, cell: Cell<'_>) -> Option<LinePoint> {
    let raw = match cell {
        Cell::Value(raw) => Some(raw),
        Cell::Withheld { .. } => None,
        Cell::Absent => return None,
    };
    let preliminary = raw.is_some_and(|raw| raw.preliminary());
    Some(LinePoint { year, value: raw.map(|raw| raw.value()), preliminary })
}

fn line_name(selection: &Selection<'_>, area: AreaAt, gender: Gender, words: &Texts) -> String {
    let name = selection.segment.area(area).title.to_owned();
    match selection.genders.len() {
        1 => name,
        _ => format!("{name}, {}", gender_name(gender, words)),
    }
}

/// The first area is the own one; the nation is the nation; all others are what they are compared with.
fn part(selection: &Selection<'_>, at: usize, area: AreaAt, gender: Gender) -> Part {
    let first = selection.areas.first() == Some(&area);
    match gender {
        Gender::Women if first => Part::Women,
        Gender::Men if first => Part::Men,
        _ if at == 0 => Part::Own,
        _ if selection.segment.area(area).kind == AreaKind::Nation => Part::Nation,
        _ => Part::Group,
    }
}
