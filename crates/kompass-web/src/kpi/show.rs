//! One key figure: what it is, and where an area stands in it.

use super::edition::{self, Revised};
use super::selection::{file, files_of, number, value};
use super::{PLACE, crumbs, names, of};
use crate::asked::{Asked, address};
use crate::error::{Answer, NO_PAGE};
use crate::form::{Field, Form};
use crate::page::{self, Link, Page, Shell, sentence};
use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use kompass_app::kpi::selection::{find_area, gender_name};
use kompass_app::kpi::sheet::{Peers, Question, Sheet};
use kompass_app::kpi::{
    self, AreaAt, AreaKind, Comparison, Derived, Gender, Kpi, KpiAt, Marks, Measure, Others, Raw,
    Reason, Rule, Segment, reason,
};
use kompass_core::action::Value;
use kompass_core::format::{self, MISSING};
use kompass_core::i18n::Texts;
use kompass_core::kpi::{
    Band, Bands, Direction, NoBand, Operator, Standing, Step, Target, Verdict,
};
use kompass_core::{Error, Problem, Result};

#[derive(Template)]
#[template(path = "kpi/show.html")]
struct Show {
    page: Page,
    about: About,
    form: Form,
    choose: bool,
    area: Option<OfArea>,
    no_value: Option<String>,
    /// The map, and whose work it is.
    map: Option<(kpi::Map, String)>,
    /// What was changed in values that were there.
    revised: Vec<Revised>,
    own: bool,
    add: String,
    /// The years of the area, and the values of all.
    years_files: Vec<Link>,
    files: Vec<Link>,
}

/// What the key figure is.
struct About {
    facts: Vec<(String, String)>,
    description: String,
    notes: Vec<String>,
}

/// Where an area stands.
struct OfArea {
    name: String,
    profile: String,
    value: String,
    year: String,
    /// Who published the value, and when it was fetched.
    source: String,
    preliminary: bool,
    chip: Chip,
    rank: String,
    rule: String,
    compared: Vec<Row>,
    compared_caption: String,
    trend: Vec<String>,
    composed: Option<Composed>,
    gender: Option<(String, Vec<String>)>,
    lines: Option<String>,
    spread: Option<String>,
    years: Vec<Year>,
    columns: Columns,
    /// Whose figures stand in the comparison, and in the years.
    compared_sources: Vec<String>,
    years_sources: Vec<String>,
}

/// A band with sign and word; the colour only repeats them.
pub(crate) struct Chip {
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) words: String,
}

/// The value beside what some come to.
struct Row {
    whom: String,
    n: String,
    mean: String,
    from_mean: String,
    median: String,
    rank: String,
    raw: bool,
}

/// What the value was made of.
struct Composed {
    rule: String,
    /// Each with its value and year.
    parts: Vec<(Link, String, String)>,
    result: String,
    sources: Vec<String>,
}

struct Columns {
    own: String,
    women: bool,
    peers: String,
    all: bool,
    nation: bool,
}

struct Year {
    year: String,
    own: String,
    women: String,
    men: String,
    all: String,
    peers: String,
    nation: String,
}

/// `GET /key-figures/{kpi}`.
pub(crate) async fn show(shell: Shell, Path(id): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let at = known(segment, &id)?;
    let asked = Asked::of(&shell);
    let mut problems = Vec::new();
    let area = match asked.one("area") {
        "" => kpi::own_area(&shell.app.installation, shell.caller(), segment).await?,
        name => {
            let area = find_area(segment, name);
            if area.is_none() {
                problems.push(reason::UNKNOWN_AREA.problem("area").naming([name]));
            }
            area
        }
    };
    let (question, bands) = question(&asked, &mut problems);
    let target = target(&asked, segment.measure(at).direction, &mut problems);
    let sheet = area.map(|area| Sheet::of(segment, at, area, &question)).transpose();
    let sheet = match sheet {
        Ok(sheet) => sheet,
        Err(Error::Invalid(wrong)) => {
            problems.extend(wrong);
            let question = Question { peers: None, ..question.clone() };
            area.map(|area| Sheet::of(segment, at, area, &question)).transpose()?
        }
        Err(error) => return Err(error.into()),
    };
    let (facts, measure) = (segment.kpi(at), segment.measure(at));
    let page = shell.page(facts.title)?.under(crumbs(t));
    let latest = sheet.as_ref().and_then(|sheet| sheet.latest.as_ref());
    let code = area.map(|area| segment.area(area).code).unwrap_or_default();
    let shown = Show {
        about: about(segment, &facts, &measure, shell.app.installation.today(), t),
        form: form(&page, t, segment, area, sheet.as_ref(), &asked).wrong(&problems, t),
        choose: area.is_none() || !problems.is_empty(),
        no_value: sheet
            .as_ref()
            .filter(|sheet| sheet.latest.is_none())
            .map(|sheet| sheet.without(segment, t)),
        map: map(segment, at, &sheet, t),
        revised: edition::revised(&shell, facts.id, code).await?,
        own: !code.is_empty(),
        area: sheet
            .as_ref()
            .zip(latest)
            .map(|(sheet, latest)| OfArea::of(segment, sheet, latest, bands, target, t)),
        add: address(
            &format!("{PLACE}/selection"),
            [("kpi", facts.id)].into_iter().chain(of(code)),
        ),
        years_files: files_of(|form| {
            let chosen = ["with", "gender"].into_iter().map(|name| (name, asked.one(name)));
            let chosen = of(code).into_iter().chain(chosen.filter(|(_, value)| !value.is_empty()));
            let pairs = chosen.chain([("format", form)]);
            address(&format!("{PLACE}/{}/export", facts.id), pairs)
        }),
        files: files_of(|form| {
            let pairs = [
                ("kpi", facts.id),
                ("group", "all"),
                ("group", "nation"),
                ("group", "regions"),
                ("from", "1970"),
            ];
            let genders = Gender::ALL.map(|gender| match gender {
                Gender::Total => ("gender", "T"),
                Gender::Women => ("gender", "K"),
                Gender::Men => ("gender", "M"),
            });
            let pairs = pairs.into_iter().chain(genders).chain([("format", form)]);
            address(&format!("{PLACE}/selection/export"), pairs)
        }),
        page,
    };
    Ok(page::html_or_wrong(&shown, !problems.is_empty()))
}

/// `GET /key-figures/{kpi}/export`.
pub(crate) async fn export(shell: Shell, Path(id): Path<String>) -> Answer {
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let (at, asked) = (known(segment, &id)?, Asked::of(&shell));
    let mut problems = Vec::new();
    let (question, _) = question(&asked, &mut problems);
    let typed = asked.one("area");
    let area = find_area(segment, typed);
    if area.is_none() {
        problems.push(reason::UNKNOWN_AREA.problem("area").naming([typed]));
    }
    let Some(area) = area.filter(|_| problems.is_empty()) else {
        return Err(Error::Invalid(problems).into());
    };
    let sheet = Sheet::of(segment, at, area, &question)?;
    file(&sheet.table(segment, shell.texts()), asked.one("format"), shell.lang())
}

/// The key figure of an id in an address.
fn known(segment: &Segment, id: &str) -> Result<KpiAt> {
    let missing = || Error::not_found(NO_PAGE, id, "search for it by words of its title");
    segment.find_kpi(&id.to_uppercase()).ok_or_else(missing)
}

fn question(asked: &Asked, problems: &mut Vec<Problem>) -> (Question, Bands) {
    let gender = match asked.one("gender") {
        "" => None,
        code => {
            let gender = Gender::from_code(code.as_bytes());
            if gender.is_none() {
                problems.push(reason::NO_SUCH_CHOICE.problem("gender"));
            }
            gender
        }
    };
    let bands = match asked.one("bands") {
        "" | "3" => Bands::Three,
        "4" => Bands::Four,
        _ => {
            problems.push(reason::NO_SUCH_CHOICE.problem("bands"));
            Bands::Three
        }
    };
    let peers = Some(asked.one("with").to_owned()).filter(|it| !it.is_empty());
    (Question { gender, peers }, bands)
}

/// What the value is meant to be, if the address says it.
fn target(asked: &Asked, direction: Direction, problems: &mut Vec<Problem>) -> Option<Target> {
    let code = asked.one("aim");
    let operator = Operator::ALL.into_iter().find(|it| it.code() == code);
    if operator.is_none() && !code.is_empty() {
        problems.push(reason::NO_SUCH_CHOICE.problem("aim").naming([code]));
    }
    let typed = Some(asked.one("target")).filter(|it| !it.is_empty())?;
    let Some(value) = Value::parse(typed).map(Value::to_decimal) else {
        problems.push(reason::NO_NUMBER.problem("target"));
        return None;
    };
    let operator = operator.unwrap_or_else(|| Operator::usual(direction));
    Some(Target { operator, value })
}

fn about(
    segment: &Segment,
    facts: &Kpi<&str>,
    measure: &Measure<'_>,
    today: Date,
    t: &Texts,
) -> About {
    let mut rows = vec![(t.kpi_id(), facts.id.to_owned())];
    let mut push = |name: String, value: &str| {
        if !value.is_empty() {
            rows.push((name, value.to_owned()));
        }
    };
    push(t.kpi_unit(), measure.unit.text());
    push(t.kpi_direction(), &sentence(&t.direction(measure.direction)));
    push(t.kpi_direction_why(), &why(measure.reason, t));
    push(t.kpi_operating_area(), facts.operating_area);
    push(t.kpi_perspective(), facts.perspective);
    // A day that has passed since the catalogue was fetched tells nothing of the next one.
    let day =
        |day: Option<Date>| day.filter(|day| *day >= today).map(format::date).unwrap_or_default();
    push(t.kpi_published_on(), &day(facts.published_on));
    push(t.kpi_preliminary_on(), &day(facts.preliminary_on));
    let mut notes = Vec::new();
    if facts.retired {
        notes.push(t.kpi_retired());
    } else if let Some(year) = kpi::ended(facts.title) {
        notes.push(t.kpi_ended_in(year));
    }
    let catalogue = segment.sources().nth(facts.source.into());
    if let Some(source) = catalogue {
        push(
            t.kpi_described_by(),
            &t.kpi_fetched_on(format::date(source.fetched), source.provider),
        );
    }
    About { facts: rows, description: facts.description.to_owned(), notes }
}

/// What decided which way is good, since the provider does not say it.
fn why(reason: Reason, t: &Texts) -> String {
    match reason {
        Reason::Hand(_) => t.kpi_why_hand(),
        Reason::Word(word) => t.kpi_why_word(word),
        Reason::Unit => t.kpi_why_unit(),
        Reason::Nothing => t.kpi_why_nothing(),
    }
}

fn form(
    page: &Page,
    t: &Texts,
    segment: &Segment,
    area: Option<AreaAt>,
    sheet: Option<&Sheet<'_>>,
    asked: &Asked,
) -> Form {
    let typed = match (asked.one("area"), area) {
        ("", Some(area)) => segment.area(area).title.to_owned(),
        (typed, _) => typed.to_owned(),
    };
    let mut form = Form::new(page, page.here.split('?').next().unwrap_or_default(), t.kpi_show())
        .field(
            Field::text("area", t.kpi_choose_area())
                .help(t.kpi_choose_area_help())
                .most(100)
                .list(names(segment))
                .value(typed),
        );
    if let Some(area) = area {
        let groups = segment.groups_of(area).into_iter();
        let groups = groups.map(|(_, group)| (group.id.to_owned(), group_name(&group, t)));
        let own = sheet.and_then(|sheet| sheet.peers.as_ref());
        let own = own.filter(|peers| matches!(peers, Peers::Own(..)));
        let own = own.map(|peers| (peers.id().to_owned(), peers_name(peers, t)));
        let chosen = sheet.and_then(|sheet| sheet.peers.as_ref()).map_or("", Peers::id);
        let genders = Gender::ALL
            .map(|gender| (gender.code().to_string(), sentence(&gender_name(gender, t))));
        let gender = sheet.map_or(Gender::Total, |sheet| sheet.gender).code().to_string();
        let bands = [("3", t.kpi_bands_three()), ("4", t.kpi_bands_four())];
        let bands = bands.map(|(value, words)| (value.to_owned(), words));
        form = form
            .field(Field::choice("with", t.kpi_with(), groups.chain(own).collect()).value(chosen))
            .field(Field::choice("gender", t.kpi_gender(), genders.into()).value(gender))
            .field(Field::choice("bands", t.kpi_bands(), bands.into()).value(
                match asked.one("bands") {
                    "" => "3",
                    bands => bands,
                },
            ));
        let aims = Operator::ALL.map(|it| (it.code().to_owned(), t.operator(it, "…".to_owned())));
        let usual = sheet.map_or(Direction::Neutral, |sheet| sheet.measure.direction);
        let aim = match asked.one("aim") {
            "" => Operator::usual(usual).code(),
            aim => aim,
        };
        form = form.field(Field::choice("aim", t.kpi_aim(), aims.into()).value(aim)).field(
            Field::text("target", t.kpi_target())
                .help(t.kpi_target_help())
                .optional()
                .most(20)
                .value(asked.one("target")),
        );
    }
    form
}

/// A group as one chooses it: what its members are alike in, or what they are.
pub(super) fn group_name(group: &kpi::Group<&str>, t: &Texts) -> String {
    match (group.focus, group.model_year) {
        (Some(_), Some(year)) => t.kpi_similar_in(group.family, year),
        _ => group.title.replace("(ovägt medel)", "").trim().to_owned(),
    }
}

/// Whom an area is compared with, in words.
pub(super) fn peers_name(peers: &Peers<'_>, t: &Texts) -> String {
    match peers {
        Peers::Group(group) => group_name(group, t),
        Peers::Own(_, members) => t.kpi_own_group(members.len() as u64),
    }
}

fn map(
    segment: &Segment,
    at: KpiAt,
    sheet: &Option<Sheet<'_>>,
    t: &Texts,
) -> Option<(kpi::Map, String)> {
    let gender = sheet.as_ref().map_or(Gender::Total, |sheet| sheet.gender);
    let of_area = sheet.as_ref().and_then(|sheet| Some(sheet.latest.as_ref()?.raw.year()));
    let year = of_area.or_else(|| segment.latest_year(at, gender, AreaKind::Municipality))?;
    let map = kpi::map(segment, (at, gender, year), sheet.as_ref().map(|sheet| sheet.area), t)?;
    Some((map.value().clone(), map.processed().text(t.lang())))
}

impl OfArea {
    fn of(
        segment: &Segment,
        sheet: &Sheet<'_>,
        latest: &Comparison<'_>,
        bands: Bands,
        target: Option<Target>,
        t: &Texts,
    ) -> Self {
        let (measure, lang) = (&sheet.measure, t.lang());
        let area = segment.area(sheet.area);
        let all = latest.among_all.value().standing;
        let fetched = format::date(latest.raw.source().fetched);
        let whom = match area.kind {
            AreaKind::Region => t.kpi_group_regions(),
            _ => t.kpi_group_all(),
        };
        let compared_caption = match area.kind {
            AreaKind::Region => t.kpi_compared_caption_regions(latest.raw.year()),
            _ => t.kpi_compared_caption(latest.raw.year()),
        };
        let mut compared = Vec::new();
        // The nation is the only one of its kind.
        if all.n > 1 {
            compared.push(Row::of(whom, &latest.among_all, measure, t));
        }
        if let Some((peers, among)) = sheet.peers.as_ref().zip(latest.among_peers.as_ref()) {
            compared.push(Row::of(peers_name(peers, t), among, measure, t));
        }
        if let Some(nation) = &latest.nation {
            compared.push(Row::nation(nation, latest, measure, t));
        }
        Self {
            name: area.title.to_owned(),
            profile: format!("{PLACE}/municipalities/{}", area.code),
            value: measure.print(lang, latest.raw.value()),
            year: latest.raw.year().to_string(),
            source: t.kpi_source_fetched(fetched, latest.raw.mark().text(lang)),
            preliminary: latest.raw.preliminary(),
            chip: Chip::of(all, measure, bands, t),
            rank: t.rank(all.rank(measure.direction)),
            rule: t.bands(bands),
            compared,
            compared_caption,
            trend: trend(latest, measure, target, t),
            composed: Composed::of(segment, sheet, latest, t),
            gender: gender(segment, sheet, latest, t),
            lines: kpi::course(segment, sheet, t),
            spread: kpi::spread(segment, sheet, latest, t),
            years: years(sheet, t),
            columns: Columns {
                own: area.title.to_owned(),
                women: latest.gap.is_some(),
                peers: sheet.peers.as_ref().map(|peers| peers_name(peers, t)).unwrap_or_default(),
                all: sheet.years.iter().any(|year| year.all.is_some()),
                nation: sheet.years.iter().any(|year| year.nation.is_some()),
            },
            compared_sources: compared_marks(latest, t).notes(lang),
            years_sources: year_marks(sheet, area.title, t).notes(lang),
        }
    }
}

impl Chip {
    /// The band of a value, or why it has none.
    pub(super) fn of(standing: Standing, measure: &Measure<'_>, bands: Bands, t: &Texts) -> Self {
        match standing.band(measure.direction, bands) {
            Ok(band) => Self::named(band, measure.direction, t),
            Err(NoBand::Neutral) => Self { class: "", sign: "", words: t.kpi_no_direction() },
            Err(why) => Self { class: "", sign: "", words: t.no_band(why) },
        }
    }

    /// A band in its words and colour.
    pub(crate) fn named(band: Band, direction: Direction, t: &Texts) -> Self {
        let (class, sign) = match band {
            Band::BestQuarter => ("good", "✓"),
            Band::WorstQuarter => ("bad", "!"),
            Band::SecondQuarter | Band::MiddleHalf | Band::ThirdQuarter => ("mid", "·"),
        };
        Self { class, sign, words: t.band(band, direction) }
    }
}

impl Row {
    fn of(whom: String, among: &Derived<'_, Others>, measure: &Measure<'_>, t: &Texts) -> Self {
        let (among, lang) = (among.value(), t.lang());
        let summary = &among.summary;
        Self {
            whom: sentence(&whom),
            n: summary.n.to_string(),
            mean: number(measure, summary.mean, lang),
            from_mean: measure.print_change(lang, among.from_mean.absolute),
            median: number(measure, summary.median, lang),
            rank: t.rank(among.standing.rank(measure.direction)),
            raw: false,
        }
    }

    /// The nation has a value of its own, mostly weighted: no mean of the others.
    fn nation(nation: &Raw<'_>, latest: &Comparison<'_>, measure: &Measure<'_>, t: &Texts) -> Self {
        let lang = t.lang();
        Self {
            whom: sentence(&t.kpi_group_nation()),
            n: MISSING.to_owned(),
            mean: number(measure, nation.value(), lang),
            // What a whole country has of something says nothing of how much a part of it should have.
            from_mean: match measure.unit.is_rate() {
                true => measure.print_change(lang, latest.raw.value() - nation.value()),
                false => MISSING.to_owned(),
            },
            median: MISSING.to_owned(),
            rank: MISSING.to_owned(),
            raw: true,
        }
    }
}

impl Composed {
    fn of(
        segment: &Segment,
        sheet: &Sheet<'_>,
        latest: &Comparison<'_>,
        t: &Texts,
    ) -> Option<Self> {
        let (measure, lang, raw) = (&sheet.measure, t.lang(), &latest.raw);
        let made = segment.composed(sheet.at, raw.gender(), sheet.area, raw.year())?;
        let code = segment.area(sheet.area).code;
        let mut marks = Marks::one(&made.result, &t.kpi_composed_result());
        let part = |raw: &Raw<'_>| {
            let (facts, measure) = (segment.kpi(raw.kpi()), segment.measure(raw.kpi()));
            let href = address(&format!("{PLACE}/{}", facts.id), of(code));
            (Link::to(facts.title, href), measure.print(lang, raw.value()), raw.year().to_string())
        };
        let parts = made.parts.iter().map(part).collect();
        made.parts.iter().for_each(|raw| marks.add(raw, &t.kpi_value()));
        let (own, published) =
            (measure.print(lang, *made.result.value()), measure.print(lang, raw.value()));
        Some(Self {
            rule: match made.rule {
                Rule::Efficiency => t.kpi_composed_efficiency(),
                Rule::NetCost => t.kpi_composed_net_cost(),
                Rule::Engagement => t.kpi_composed_engagement(),
                Rule::ThreeYears => t.kpi_composed_three_years(),
            },
            result: if own == published {
                t.kpi_composed_same(own)
            } else {
                t.kpi_composed_other(published, own)
            },
            parts,
            sources: marks.notes(lang),
        })
    }
}

/// The change in words: since the first year, since the one before, and how long it has gone the same way.
fn trend(
    latest: &Comparison<'_>,
    measure: &Measure<'_>,
    target: Option<Target>,
    t: &Texts,
) -> Vec<String> {
    let (trend, lang) = (latest.trend.value(), t.lang());
    let words = |step: &Step| {
        let change = measure.print_change(lang, step.change);
        match step.verdict {
            Verdict::Unchanged => sentence(&t.kpi_unchanged_since(step.from.year)),
            verdict => sentence(&t.kpi_changed_since(change, t.verdict(verdict), step.from.year)),
        }
    };
    let first = trend.since_first.as_ref().map(words);
    let previous = trend
        .since_previous
        .as_ref()
        .filter(|step| trend.since_first.is_none_or(|first| first.from.year != step.from.year))
        .map(words);
    let run = trend.unbroken.map(|run| sentence(&t.unbroken(run)));
    let held = target.map(|target| {
        let value = latest.raw.value();
        let far = measure.print_change(lang, target.difference(value));
        let aim = t.operator(target.operator, format::number(lang, target.value));
        if target.is_met(value) {
            t.kpi_target_met(far, aim)
        } else {
            t.kpi_target_missed(far, aim)
        }
    });
    previous.into_iter().chain(first).chain(run).chain(held).collect()
}

fn gender(
    segment: &Segment,
    sheet: &Sheet<'_>,
    latest: &Comparison<'_>,
    t: &Texts,
) -> Option<(String, Vec<String>)> {
    let (gap, lang) = (latest.gap.as_ref()?.value(), t.lang());
    let of = |gender| {
        let raw = segment.value(sheet.at, gender, sheet.area, latest.raw.year())?;
        Some(sheet.measure.print(lang, raw.value()))
    };
    let mut words = vec![t.kpi_gap(of(Gender::Men)?, of(Gender::Women)?)];
    words.extend(gap.better.map(|sex| format!("{}.", sentence(&t.better_for(sex)))));
    if gap.total_outside {
        words.push(t.measure_total_outside());
    }
    Some((
        format!("{}.", t.kpi_gap_difference(sheet.measure.print_change(lang, gap.difference))),
        words,
    ))
}

fn years(sheet: &Sheet<'_>, t: &Texts) -> Vec<Year> {
    let (measure, lang) = (&sheet.measure, t.lang());
    let mean = |it: Option<Derived<'_, (f64, usize)>>| {
        it.map_or_else(|| MISSING.to_owned(), |it| number(measure, it.value().0, lang))
    };
    let place = Gender::ALL.iter().position(|gender| *gender == sheet.gender).unwrap_or(0);
    let year = |it: &kpi::sheet::Year<'_>| Year {
        year: it.year.to_string(),
        own: value(measure, it.own[place], t),
        women: value(measure, it.own[1], t),
        men: value(measure, it.own[2], t),
        all: mean(it.all),
        peers: mean(it.peers),
        nation: it
            .nation
            .map_or_else(|| MISSING.to_owned(), |raw| number(measure, raw.value(), lang)),
    };
    sheet.years.iter().rev().map(year).collect()
}

/// Whose figures stand beside the value.
fn compared_marks<'a>(latest: &Comparison<'a>, t: &Texts) -> Marks<'a> {
    let mut marks = Marks::default();
    for heading in [t.kpi_n(), t.kpi_mean(), t.kpi_difference(), t.kpi_median(), t.kpi_rank()] {
        marks.add(&latest.among_all, &heading);
    }
    if let Some(nation) = &latest.nation {
        marks.add(nation, &t.kpi_nation());
    }
    marks
}

/// Whose figures stand in the years.
fn year_marks<'a>(sheet: &Sheet<'a>, own: &str, t: &Texts) -> Marks<'a> {
    let mut marks = Marks::default();
    for year in &sheet.years {
        let own = year.own.iter().filter_map(|cell| cell.value()).map(|raw| (raw, own.to_owned()));
        let nation = year.nation.map(|raw| (raw, t.kpi_nation()));
        own.chain(nation).for_each(|(raw, heading)| marks.add(&raw, &heading));
        let means = [(&year.peers, t.kpi_line_peers()), (&year.all, t.kpi_line_all())];
        for (mean, heading) in means {
            mean.iter().for_each(|mean| marks.add(mean, &heading));
        }
    }
    marks
}
