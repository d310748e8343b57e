//! The comparison page. The rule stands in the address, so that what is shown can be shared and comes back the same.

use crate::asked::{Asked, address};
use crate::error::Answer;
use crate::evaluation::{LIST, name};
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell, sentence};
use askama::Template;
use axum::extract::Path;
use kompass_app::compare::{self, Charts, Compared, LEAST, LEAST_FOR_PLACE};
use kompass_app::result::{GroupQuestion, Question};
use kompass_core::comparison::{Figure, Group, LeftOut, Mixing, Own, Repeat, Statistic, Window};
use kompass_core::format::{self, MISSING};
use kompass_core::i18n::Texts;
use kompass_core::result::{Basis, ResultOrigin};
use kompass_core::{Error, Lang, Points, Problem, municipality};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "compare/show.html")]
struct Show {
    page: Page,
    fictional: bool,
    form: Form,
    here: String,
    /// True while the choice is to be made anew.
    open: bool,
    own: String,
    max: String,
    /// How the own points were set.
    basis: String,
    /// The name of the figure, to begin a line with.
    heading: String,
    figure: String,
    position: String,
    rank: String,
    rule: String,
    n: String,
    notes: Vec<String>,
    /// The widest choice, where too few fit this one.
    everything: Option<String>,
    mixed: Vec<String>,
    left_out: Vec<String>,
    previous: String,
    areas: Vec<Row>,
    total: Row,
    areas_caption: String,
    spread: Vec<String>,
    /// The same as a table: what each figure is called, and the figure.
    figures: Vec<(String, String)>,
    figures_caption: String,
    years: Vec<Year>,
    charts: Charts,
}

/// An area, or all of them together.
struct Row {
    title: String,
    own: String,
    value: String,
    previous: String,
    position: String,
    n: String,
}

/// One of the municipality's own results.
struct Year {
    year: String,
    version: String,
    total: String,
    estimate: bool,
}

/// What brings results in; no page does.
const IMPORT: &str = "kompass results import";

/// `GET /evaluations/{evaluation}/comparison`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let asked = Asked::of(&shell);
    let (mut question, mut problems) = read(&asked);
    let compared = match compare::compare(installation, caller, id, &question).await {
        Ok(compared) => compared,
        // The rest of the choice holds without the part that cannot be followed.
        Err(Error::Invalid(wrong)) => {
            problems.extend(wrong.into_iter().map(|it| Problem { place: "group".into(), ..it }));
            question.group = None;
            question.versions.clear();
            compare::compare(installation, caller, id, &question).await?
        }
        Err(error) => return Err(error.into()),
    };
    let shown = Show::of(&shell, &compared, &asked, &problems)?;
    Ok(page::html_or_wrong(&shown, !problems.is_empty()))
}

impl Show {
    fn of(
        shell: &Shell,
        compared: &Compared,
        asked: &Asked,
        problems: &[Problem],
    ) -> kompass_core::Result<Self> {
        let (t, lang) = (shell.texts(), shell.lang());
        let heading = t.compare_heading(name(&compared.head));
        let page = shell.evaluation_page(&compared.head, heading)?;
        let here = format!("{LIST}/{}/comparison", compared.head.id);
        let (comparison, figure) = (&compared.comparison, &compared.comparison.total);
        let rule = &figure.rule;
        let statistic = t.statistic(rule.statistic);
        let before = compare::previous(compared);
        let of_before = |at: usize| before.and_then(|it| it.areas.get(at).copied().flatten());
        let areas = compared.framework.areas.iter().zip(&comparison.areas).zip(0..);
        let areas = areas.map(|((area, figure), at)| {
            let title = format!("{} {}", area.number, area.title.get(lang));
            Row::of(t, title, figure, of_before(at))
        });
        Ok(Self {
            fictional: compared.head.fictional,
            open: !problems.is_empty() || figure.n < LEAST_FOR_PLACE,
            own: whole(lang, figure.own),
            basis: sentence(&match compared.own.basis {
                Basis::KompassDefault => t.default_weights_note(),
                basis => basis_words(t, basis),
            }),
            max: t.compare_of(format::whole(lang, compared.framework.points())),
            figure: points(lang, compare::value(figure)),
            position: compare::position(figure).map(|it| t.position(it)).unwrap_or_default(),
            rank: figure
                .rank
                .filter(|_| compare::position(figure).is_some())
                .map(|it| t.rank(it))
                .unwrap_or_default(),
            rule: t.rule(rule),
            n: t.compare_rule_n(figure.n as u64),
            notes: notes(t, compared, &statistic),
            everything: everything(compared, &here),
            mixed: mixed(t, comparison.mixing),
            left_out: left_out(t, comparison.left_out),
            previous: before.map(|it| it.year.to_string()).unwrap_or_default(),
            areas: areas.collect(),
            total: Row::of(t, t.compare_total(), figure, before.and_then(|it| it.total)),
            areas_caption: t.compare_areas_caption(statistic.as_str()),
            spread: spread(t, compared),
            figures: figures(t, figure),
            figures_caption: t.compare_spread_caption(figure.n as u64),
            years: years(t, compared),
            charts: compare::charts(compared, t),
            heading: sentence(&statistic),
            form: form(&page, t, compared, asked, &here).wrong(problems, t),
            page,
            here,
        })
    }
}

impl Row {
    fn of(t: &Texts, title: String, figure: &Figure, previous: Option<u32>) -> Self {
        let lang = t.lang();
        Self {
            title,
            own: whole(lang, figure.own),
            value: points(lang, compare::value(figure)),
            previous: whole(lang, previous),
            position: compare::position(figure).map(|it| t.position(it)).unwrap_or_default(),
            n: figure.n.to_string(),
        }
    }
}

/// What is missing, said plainly.
fn notes(t: &Texts, compared: &Compared, statistic: &str) -> Vec<String> {
    let figure = &compared.comparison.total;
    let few = compared.comparison.areas.iter().filter(|it| it.n < LEAST).count();
    let (least, n) = (LEAST as u64, figure.n as u64);
    let mut notes = Vec::new();
    if figure.own.is_none() {
        notes.push(t.compare_no_points());
    }
    if compared.alone {
        notes.push(t.compare_alone(IMPORT));
    } else if figure.n < LEAST_FOR_PLACE {
        notes.push(t.compare_too_few(LEAST_FOR_PLACE as u64, n));
    }
    if figure.n < LEAST && !compared.alone {
        notes.push(t.compare_too_few_figure(least, sentence(statistic)));
    } else if few > 0 {
        notes.push(t.compare_areas_too_few(few as u64, least));
    }
    notes
}

/// The address that asks for all results there are, whatever their origin, basis, version and year. That they are mixed is
/// said there. None where enough fit, where nothing else is known, and where all is asked for already.
fn everything(compared: &Compared, here: &str) -> Option<String> {
    let few = compared.comparison.total.n < LEAST_FOR_PLACE && !compared.alone;
    let versions = compared.choices.versions.iter().map(|version| ("version", version.as_str()));
    let pairs = ORIGINS.map(|(word, _)| ("origin", word)).into_iter();
    let pairs = pairs.chain(BASES.map(|(word, _)| ("basis", word))).chain(versions);
    let widest = address(here, pairs.chain([("window", "all")]));
    let rule = &compared.comparison.total.rule;
    let all = rule.origins.len() == ORIGINS.len()
        && rule.bases.len() == BASES.len()
        && rule.versions.len() == compared.choices.versions.len()
        && (rule.window, &rule.group) == (Window::All, &Group::All);
    (few && !all).then_some(widest)
}

/// What is mixed; empty if like is compared with like.
fn mixed(t: &Texts, mixing: Mixing) -> Vec<String> {
    let of = [
        (mixing.origins, t.compare_mixed_origins()),
        (mixing.bases, t.compare_mixed_bases()),
        (mixing.versions, t.compare_mixed_versions()),
    ];
    of.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect()
}

fn left_out(t: &Texts, out: LeftOut) -> Vec<String> {
    let of = [
        (out.aggregates, t.comparison_left_out_aggregates(out.aggregates as u64)),
        (out.without_year, t.comparison_left_out_year(out.without_year as u64)),
        (out.without_population, t.comparison_left_out_population(out.without_population as u64)),
        (out.without_skr_group, t.comparison_left_out_group(out.without_skr_group as u64)),
        (out.without_code, t.comparison_left_out_code(out.without_code as u64)),
    ];
    of.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect()
}

/// The distribution in words.
fn spread(t: &Texts, compared: &Compared) -> Vec<String> {
    let figure = &compared.comparison.total;
    let own = name(&compared.head);
    let mut words = Vec::new();
    if let Some((position, rank)) = compare::position(figure).zip(figure.rank) {
        let of = t.n_evaluations(rank.of as u64);
        words.push(t.compare_spread_text(of, own, t.position(position)));
    }
    if let Some(all) = figure.statistics.as_ref().filter(|_| figure.n >= LEAST_FOR_PLACE) {
        let quartile = |points: Points| format::points_to(t.lang(), points, 1);
        words.push(
            t.compare_spread_middle(quartile(all.lower_quartile), quartile(all.upper_quartile)),
        );
    }
    words
}

/// The distribution in figures; none of too few.
fn figures(t: &Texts, figure: &Figure) -> Vec<(String, String)> {
    let Some(all) = figure.statistics.as_ref().filter(|_| figure.n >= LEAST_FOR_PLACE) else {
        return Vec::new();
    };
    use Statistic::{Highest, LowerQuartile, Lowest, Mean, Median, UpperQuartile};
    [Lowest, LowerQuartile, Median, Mean, UpperQuartile, Highest]
        .map(|it| (sentence(&t.statistic(it)), points(t.lang(), Some(all.get(it)))))
        .into()
}

/// The own results, the present one last; none if there is no earlier one.
fn years(t: &Texts, compared: &Compared) -> Vec<Year> {
    let lang = t.lang();
    let earlier = compared.earlier.iter().map(|it| Year {
        year: it.year.to_string(),
        version: compare::version(it, t),
        total: whole(lang, it.total),
        estimate: it.estimate,
    });
    let now = Year {
        year: compared.head.year.to_string(),
        version: t.version(&compared.own.framework),
        total: whole(lang, compared.own.total),
        estimate: false,
    };
    if compared.earlier.is_empty() { Vec::new() } else { earlier.chain([now]).collect() }
}

/// The rule as a form, as it holds; what was typed wrong stands as it was typed.
fn form(page: &Page, t: &Texts, compared: &Compared, asked: &Asked, here: &str) -> Form {
    let rule = &compared.comparison.total.rule;
    let typed = |name: &str| asked.one(name).to_owned();
    let radios = |name, label: String, of: Vec<(&str, String)>, chosen: &str| {
        let of = of.into_iter().map(|(value, words)| (value.to_owned(), words, String::new()));
        Field::radios(name, label, of.collect()).value(chosen)
    };
    let origins = ORIGINS.map(|(word, origin)| {
        (word.to_owned(), origin_words(t, origin), rule.origins.contains(&origin))
    });
    let bases = BASES
        .map(|(word, basis)| (word.to_owned(), basis_words(t, basis), rule.bases.contains(&basis)));
    let versions = compared
        .choices
        .versions
        .iter()
        .map(|version| (version.clone(), t.version(version), rule.versions.contains(version)));
    let (window, latest, from, to) = match rule.window {
        Window::SinceVersionStart { .. } => ("version", None, None, None),
        Window::All => ("all", None, None, None),
        Window::Latest { count } => ("latest", Some(count), None, None),
        Window::Years { from, to } => ("years", None, Some(from), Some(to)),
    };
    let window = if asked.has("window") {
        WINDOWS.into_iter().find(|it| *it == asked.one("window")).unwrap_or(window)
    } else {
        window
    };
    let repeat = match rule.repeat {
        Repeat::Every => "every",
        Repeat::LatestPerMunicipality => "latest",
    };
    let group = match rule.group {
        Group::All => "all",
        Group::FirstTimers => "first",
        Group::SizeClass { .. } => "size",
        Group::SkrGroup { .. } => "skr",
        Group::Similar { .. } => "similar",
        Group::Chosen { .. } => "chosen",
    };
    let asked_group = GROUPS.into_iter().find(|it| *it == asked.one("group"));
    let choices = &compared.choices;
    let similar = !choices.similar.is_empty();
    let mut groups =
        vec![("all", t.comparison_group_all()), ("first", t.comparison_group_first_timers())];
    groups.extend(choices.size.then(|| ("size", t.compare_group_size())));
    groups.extend(choices.skr_group.then(|| ("skr", t.compare_group_skr())));
    groups.extend(similar.then(|| ("similar", t.compare_group_similar())));
    groups.push(("chosen", t.compare_group_chosen()));
    let which = match similar {
        true => t.compare_group_similar_help(t.municipalities(choices.similar)),
        false => t.compare_group_unknown(),
    };
    let windows = vec![
        ("version", t.compare_window_version()),
        ("all", t.compare_window_all()),
        ("latest", t.compare_window_latest()),
        ("years", t.compare_window_years()),
    ];
    let repeats =
        vec![("every", t.comparison_repeat_every()), ("latest", t.comparison_repeat_latest())];
    let statistics = STATISTICS.map(|(word, it)| (word.to_owned(), t.statistic(it)));
    let statistic = STATISTICS.iter().find(|(_, it)| *it == rule.statistic).map_or("", |it| it.0);
    let number = |name, label: String, typed: String, holds: Option<String>| {
        let value = if typed.is_empty() { holds.unwrap_or_default() } else { typed };
        Field::text(name, label).optional().most(9).value(value)
    };
    let own = if rule.own == Own::Included { "on" } else { "" };
    Form::new(page, here, t.compare_go())
        .field(Field::boxes("origin", t.compare_origin(), origins).help(t.compare_origin_help()))
        .field(Field::boxes("basis", t.compare_basis(), bases).help(t.compare_basis_help()))
        .field(Field::boxes("version", t.compare_version(), versions))
        .field(radios("window", t.compare_window(), windows, window))
        .field(
            number("latest", t.compare_latest(), typed("latest"), latest.map(|it| it.to_string()))
                .help(t.compare_only_if()),
        )
        .field(
            number("from", t.compare_from(), typed("from"), from.map(|it| it.to_string()))
                .help(t.compare_only_if()),
        )
        .field(number("to", t.compare_to(), typed("to"), to.map(|it| it.to_string())))
        .field(radios("repeat", t.compare_repeat(), repeats, repeat))
        .field(Field::check("own", t.compare_own_in()).value(own))
        .field(radios("group", t.compare_group(), groups, asked_group.unwrap_or(group)).help(which))
        .field(
            Field::text("codes", t.compare_codes())
                .help(t.compare_codes_help())
                .optional()
                .most(2000)
                .value(typed("codes")),
        )
        .field(
            Field::choice("statistic", t.compare_statistic(), statistics.into()).value(statistic),
        )
}

const ORIGINS: [(&str, ResultOrigin); 4] = [
    ("published", ResultOrigin::Published),
    ("external", ResultOrigin::External),
    ("peer", ResultOrigin::Peer),
    ("self", ResultOrigin::SelfEvaluation),
];

const BASES: [(&str, Basis); 3] = [
    ("official", Basis::Official),
    ("kompass_default", Basis::KompassDefault),
    ("direct", Basis::Direct),
];

const STATISTICS: [(&str, Statistic); 6] = [
    ("mean", Statistic::Mean),
    ("median", Statistic::Median),
    ("lower_quartile", Statistic::LowerQuartile),
    ("upper_quartile", Statistic::UpperQuartile),
    ("lowest", Statistic::Lowest),
    ("highest", Statistic::Highest),
];

const WINDOWS: [&str; 4] = ["version", "all", "latest", "years"];
const GROUPS: [&str; 6] = ["all", "first", "size", "skr", "similar", "chosen"];

/// What the address asks for, and what of it cannot be understood; the rest holds.
fn read(asked: &Asked) -> (Question, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut unknown = |place: &str| {
        problems.push(Problem::new(place, "this choice is not known", "").code("FU23"));
    };
    let mut question = Question::default();
    for (name, value) in asked.iter() {
        match name {
            "origin" => match word(ORIGINS, value) {
                Some(origin) => question.origins.push(origin),
                None => unknown("origin"),
            },
            "basis" => match word(BASES, value) {
                Some(basis) => question.bases.push(basis),
                None => unknown("basis"),
            },
            "version" => match kompass_core::result::VERSIONS.contains(&value) {
                true => question.versions.push(value.to_owned()),
                false => unknown("version"),
            },
            "repeat" => match value {
                "every" => question.repeat = Some(Repeat::Every),
                "latest" => question.repeat = Some(Repeat::LatestPerMunicipality),
                _ => unknown("repeat"),
            },
            "own" => question.include_own = value == "on",
            "statistic" => match word(STATISTICS, value) {
                Some(statistic) => question.statistic = Some(statistic),
                None => unknown("statistic"),
            },
            "window" if !WINDOWS.contains(&value) => unknown("window"),
            "group" if !GROUPS.contains(&value) => unknown("group"),
            _ => {}
        }
    }
    match window(asked) {
        Ok(window) => question.window = window,
        Err(problem) => problems.push(problem),
    }
    match group(asked) {
        Ok(group) => question.group = group,
        Err(problem) => problems.push(problem),
    }
    (question, problems)
}

fn window(asked: &Asked) -> Result<Option<Window>, Problem> {
    let years = 1900..=2200;
    Ok(match asked.one("window") {
        "all" => Some(Window::All),
        "latest" => {
            let count = asked.number::<usize>("latest").filter(|it| (1..=1000).contains(it));
            let wrong = || Problem::new("latest", "this is no number of them", "").code("FU21");
            Some(Window::Latest { count: count.ok_or_else(wrong)? })
        }
        "years" => {
            let year = |name| asked.number::<i16>(name).filter(|it| years.contains(it));
            let both = year("from").zip(year("to")).filter(|(from, to)| from <= to);
            let wrong = || Problem::new("from", "these are no two years", "").code("FU20");
            let (from, to) = both.ok_or_else(wrong)?;
            Some(Window::Years { from, to })
        }
        _ => None,
    })
}

fn group(asked: &Asked) -> Result<Option<GroupQuestion>, Problem> {
    Ok(match asked.one("group") {
        "first" => Some(GroupQuestion::FirstTimers),
        "size" => Some(GroupQuestion::OwnSize),
        "skr" => Some(GroupQuestion::OwnSkrGroup),
        "similar" => Some(GroupQuestion::Similar),
        "chosen" => {
            let given = asked.one("codes").split([',', ';', '\n']).map(str::trim);
            let codes: Option<Vec<String>> = given
                .filter(|it| !it.is_empty())
                .map(|it| municipality::by_code(it).or_else(|| municipality::by_name(it)))
                .map(|known| known.map(|it| it.code.clone()))
                .collect();
            let wrong = || Problem::new("codes", "this is no municipality", "").code("FU22");
            let codes = codes.filter(|codes| !codes.is_empty()).ok_or_else(wrong)?;
            Some(GroupQuestion::Codes(codes))
        }
        _ => None,
    })
}

fn word<T, const N: usize>(of: [(&str, T); N], value: &str) -> Option<T> {
    of.into_iter().find(|(word, _)| *word == value).map(|(_, it)| it)
}

fn origin_words(t: &Texts, origin: ResultOrigin) -> String {
    match origin {
        ResultOrigin::Published => t.comparison_origin_published(),
        ResultOrigin::External => t.comparison_origin_external(),
        ResultOrigin::Peer => t.comparison_origin_peer(),
        ResultOrigin::SelfEvaluation => t.comparison_origin_self(),
    }
}

fn basis_words(t: &Texts, basis: Basis) -> String {
    match basis {
        Basis::Official => t.comparison_basis_official(),
        Basis::KompassDefault => t.comparison_basis_kompass_default(),
        Basis::Direct => t.comparison_basis_direct(),
    }
}

fn points(lang: Lang, points: Option<Points>) -> String {
    points.map_or_else(|| MISSING.to_owned(), |points| format::points_to(lang, points, 1))
}

fn whole(lang: Lang, points: Option<u32>) -> String {
    points.map_or_else(|| MISSING.to_owned(), |points| format::whole(lang, points))
}
