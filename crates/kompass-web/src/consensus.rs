//! Consensus: the evaluators' judgements side by side, the largest disagreement first, and what they agree on.

mod agreement;
mod dots;
mod unit;

pub(crate) use agreement::show as agreement;
pub(crate) use dots::Dots;
pub(crate) use unit::{accept, agree, show, undo};

use crate::error::Answer;
use crate::evaluation::{LIST, sees};
use crate::form::Form;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::consensus::{self, Which};
use kompass_app::evaluation::Seen;
use kompass_app::live::{self, Topic};
use kompass_app::reason;
use kompass_core::access::{Action, Resource};
use kompass_core::consensus::{Progress, agenda, disagreements, proposals};
use kompass_core::evaluation::State;
use kompass_core::framework::{Area, Framework, Rubric};
use kompass_core::i18n::Texts;
use kompass_core::judgement::{Judged, Opinion, Sheet, Unit};
use kompass_core::{Error, Lang, Points, format};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "consensus/list.html")]
struct List {
    page: Page,
    live: String,
    from: i64,
    agreed: String,
    /// True if every unit is shown, without what each evaluator said.
    overview: bool,
    percent: usize,
    filters: Vec<Link>,
    none: Option<(String, String)>,
    rows: Vec<Row>,
    /// Where all equal judgements of an area can be agreed on at once.
    waiting: Vec<Link>,
    agreement: String,
}

/// A question or sub-area in the list.
struct Row {
    code: String,
    /// Its id in the page.
    anchor: String,
    title: String,
    href: String,
    spread: String,
    dots: Option<Dots>,
    opinions: Vec<Told>,
    agreed: Option<String>,
    /// Where what all have judged is agreed on at once.
    accept: Option<String>,
}

/// A judgement to be read.
#[derive(Clone)]
pub(crate) struct Told {
    pub(crate) code: String,
    pub(crate) name: String,
    /// What stands on each dimension, or the points.
    pub(crate) words: String,
    pub(crate) points: String,
    pub(crate) reason: String,
    pub(crate) evidence: Vec<String>,
}

#[derive(Template)]
#[template(path = "consensus/area.html")]
struct AcceptArea {
    page: Page,
    lead: String,
    rows: Vec<(String, String, String)>,
    form: Form,
}

/// Which units the list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    Open,
    Differ,
    All,
}

/// `GET /evaluations/{evaluation}/consensus`.
pub(crate) async fn list(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let from = live::cursor(installation, id, Topic::Consensus).await?;
    let seen = consensus::open(installation, shell.caller(), id).await?;
    let sheet = Sheet::read(&seen.framework, &seen.evaluation).map_err(Error::Invalid)?;
    let progress = Progress::of(&sheet, &seen.evaluation);
    let differ = disagreements(&sheet);
    let here = format!("{LIST}/{id}/consensus");
    let filter = match shell.query("show").as_deref() {
        Some("all") => Filter::All,
        Some("differ") => Filter::Differ,
        _ => Filter::Open,
    };
    let writes = sees(&seen, Resource::Consensus, Action::Write);
    let shown = agenda(&sheet).into_iter().filter(|unit| match filter {
        Filter::Open => !unit.agreed.is_assessed(),
        Filter::Differ => differ.iter().any(|it| it.code == unit.code()),
        Filter::All => true,
    });
    let rows: Vec<Row> = shown
        .map(|unit| {
            // All of them at once are an overview; who said what stands with each.
            let mut row = Row::of(&shell, &seen, unit, filter != Filter::All);
            let apart = differ.iter().find(|it| it.code == unit.code());
            row.spread = match apart {
                Some(it) if it.spread == Points::ZERO => t.consensus_spread_levels(),
                Some(it) => t.consensus_spread(format::points_to(shell.lang(), it.spread, 1)),
                None if unit.assessed().nth(1).is_some() => t.consensus_equal(),
                None if unit.assessed().next().is_some() => t.consensus_alone(),
                None => t.consensus_nobody(),
            };
            let proposed = progress.proposed.iter().any(|code| code == unit.code());
            row.accept = (writes && proposed && filter != Filter::All)
                .then(|| format!("{}/accept", row.href));
            row
        })
        .collect();
    let waiting = seen.framework.areas.iter().filter_map(|area| {
        let count = proposals(&sheet, &seen.evaluation, area.number).len();
        let label = t.consensus_waiting_area(count as u64, area_title(area, shell.lang()));
        (writes && count > 0)
            .then(|| Link::to(label, format!("{here}/areas/{}/accept", area.number)))
    });
    let filters = [
        (Filter::Open, "", t.consensus_show_open(progress.not_agreed.len() as u64)),
        (Filter::Differ, "?show=differ", t.consensus_show_differ(differ.len() as u64)),
        (Filter::All, "?show=all", t.consensus_show_all(progress.units as u64)),
    ];
    let filters = filters.into_iter().map(|(which, query, label)| Link {
        label,
        href: format!("{here}{query}"),
        here: which == filter,
    });
    let none = rows.is_empty().then(|| match filter {
        Filter::Differ => (t.consensus_none_differ(), t.consensus_none_differ_next()),
        Filter::Open | Filter::All => (t.consensus_none_open(), t.consensus_none_open_next()),
    });
    Ok(page::html(&List {
        page: shell.evaluation_page(&seen.head, t.consensus())?,
        live: format!("{LIST}/{id}/live/consensus"),
        from,
        agreed: t.consensus_progress(progress.agreed as u64, progress.units as u64),
        overview: filter == Filter::All,
        percent: (100 * progress.agreed).checked_div(progress.units).unwrap_or(100),
        filters: filters.collect(),
        none,
        waiting: waiting.collect(),
        rows,
        agreement: format!("{here}/agreement"),
    }))
}

/// `GET /evaluations/{evaluation}/consensus/areas/{area}/accept`.
pub(crate) async fn ask_accept(shell: Shell, Path((id, number)): Path<(Uuid, u8)>) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let seen = consensus::open(&shell.app.installation, shell.caller(), id).await?;
    let area = area(&seen.framework, number)?;
    let sheet = Sheet::read(&seen.framework, &seen.evaluation).map_err(Error::Invalid)?;
    let rubric = seen.framework.rubric.as_ref();
    let here = format!("{LIST}/{id}/consensus");
    let rows =
        proposals(&sheet, &seen.evaluation, number).into_iter().filter_map(|(code, judged)| {
            let unit = sheet.units.iter().find(|unit| unit.code() == code)?;
            Some((code.to_owned(), title(unit, lang).to_owned(), words(t, lang, rubric, judged)))
        });
    let page =
        shell.evaluation_page(&seen.head, t.consensus_accept_area(area_title(area, lang)))?;
    let action = format!("{here}/areas/{number}/accept");
    let form = Form::new(&page, action, t.consensus_accept_area_go()).cancel(&here);
    let rows: Vec<_> = rows.collect();
    let lead = match rows.is_empty() {
        true => t.consensus_accept_area_none(),
        false => t.consensus_accept_area_lead(rows.len() as u64),
    };
    Ok(page::html(&AcceptArea { page, lead, rows, form }))
}

/// `POST /evaluations/{evaluation}/consensus/areas/{area}/accept`.
pub(crate) async fn accept_area(shell: Shell, Path((id, number)): Path<(Uuid, u8)>) -> Answer {
    consensus::accept(&shell.app.installation, shell.caller(), id, Which::Area(number)).await?;
    page::done(&format!("{LIST}/{id}/consensus"), "consensus-accepted")
}

impl Row {
    /// A unit, with where each evaluator stands if it is to be `whole`.
    fn of(shell: &Shell, seen: &Seen, unit: &Unit<'_>, whole: bool) -> Self {
        let (t, lang) = (shell.texts(), shell.lang());
        let rubric = seen.framework.rubric.as_ref();
        let opinions = unit.assessed().filter(|_| whole);
        Self {
            code: unit.code().to_owned(),
            anchor: format!("u-{}", unit.code().replace('.', "-")),
            title: title(unit, lang).to_owned(),
            href: format!("{LIST}/{}/consensus/{}", seen.head.id, unit.code()),
            spread: String::new(),
            dots: whole.then(|| points_dots(shell, unit, rubric)).flatten(),
            opinions: opinions.map(|it| Told::of(shell, seen, unit, it)).collect(),
            agreed: unit.agreed.is_assessed().then(|| words(t, lang, rubric, &unit.agreed)),
            accept: None,
        }
    }
}

impl Told {
    pub(crate) fn of(shell: &Shell, seen: &Seen, unit: &Unit<'_>, opinion: &Opinion<'_>) -> Self {
        let (t, lang) = (shell.texts(), shell.lang());
        let rubric = seen.framework.rubric.as_ref();
        let member = seen.evaluation.team.iter().find(|member| member.code == opinion.by);
        Self {
            code: opinion.by.to_owned(),
            name: member.map(|member| member.name.clone()).unwrap_or_default(),
            words: words(t, lang, rubric, &opinion.judged),
            points: unit
                .points(rubric, &opinion.judged)
                .map(|points| t.consensus_points(format::points_to(lang, points, 1)))
                .unwrap_or_default(),
            reason: opinion.reason.trim().to_owned(),
            evidence: opinion.evidence.iter().map(|code| source(shell, seen, code)).collect(),
        }
    }
}

/// Where the evaluators stand in points; `None` where nobody has judged.
fn points_dots(shell: &Shell, unit: &Unit<'_>, rubric: Option<&Rubric>) -> Option<Dots> {
    let most = unit.max();
    let at = |judged: &Judged| {
        let points = unit.points(rubric, judged)?;
        u32::try_from(points.scaled(1000, most.0.max(1)).0).ok()
    };
    let marks: Vec<_> =
        unit.assessed().filter_map(|it| Some((it.by.to_owned(), at(&it.judged)?))).collect();
    let label = shell.texts().consensus_scale_points(format::points_to(shell.lang(), most, 1));
    (!marks.is_empty()).then(|| Dots::new(label, [0, 500, 1000], marks, at(&unit.agreed)))
}

/// A judgement in words: the level on each dimension, in their order.
fn words(t: &Texts, lang: Lang, rubric: Option<&Rubric>, judged: &Judged) -> String {
    match judged {
        Judged::Rubric(levels) => {
            let dimensions = rubric.iter().flat_map(|rubric| &rubric.dimensions);
            let titles = dimensions.zip(levels).filter_map(|(dimension, level)| {
                Some(dimension.levels.get(usize::from(*level))?.title.get(lang))
            });
            titles.collect::<Vec<_>>().join(" · ")
        }
        Judged::PlannedOnly => t.consensus_planned(),
        Judged::Direct(points) => t.consensus_points(format::points_to(lang, *points, 1)),
        Judged::NotAssessed | Judged::Inapplicable(_) => t.consensus_not_assessed(),
    }
}

/// What evidence is called: a document, the answers, or a group that was met.
fn source(shell: &Shell, seen: &Seen, code: &str) -> String {
    if code == "answers" {
        return shell.texts().consensus_answers();
    }
    if let Some(group) = code.strip_prefix("group:") {
        let group = seen.framework.groups.iter().find(|it| it.code == group);
        return group.map_or(code, |group| group.title.get(shell.lang())).to_owned();
    }
    let document = seen.evaluation.documents.iter().find(|document| document.code == code);
    document.map_or(code.to_owned(), |document| format!("{code} {}", document.title))
}

fn title<'a>(unit: &'a Unit<'_>, lang: Lang) -> &'a str {
    unit.question.map_or(&unit.sub_area.short, |question| &question.title).get(lang)
}

fn area(framework: &Framework, number: u8) -> kompass_core::Result<&Area> {
    let missing = || Error::not_found("area", number.to_string(), reason::NOT_THERE.remedy);
    framework.area(number).ok_or_else(missing)
}

fn area_title(area: &Area, lang: Lang) -> String {
    format!("{}. {}", area.number, area.title.get(lang))
}

/// True if the evaluators are agreeing, so that what is agreed on can still change.
fn agreeing(seen: &Seen) -> bool {
    seen.head.state == State::Consensus && sees(seen, Resource::Consensus, Action::Write)
}
