//! Scoring: the table of everything that is judged, with what is missing and who has locked; and locking an area.

mod criterion;
mod evidence;
mod manner;

pub(crate) use criterion::{save, show};
pub(crate) use manner::{change as change_manner, form as manner};

use crate::error::Answer;
use crate::evaluation::{LIST, sees};
use crate::form::Form;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::evaluation::{self, Seen};
use kompass_app::{judgement, reason};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::view::AreaProgress;
use kompass_core::evaluation::{State, Way, judging};
use kompass_core::framework::{Area, Framework, Origin, Part, Rubric, SubArea};
use kompass_core::i18n::Texts;
use kompass_core::judgement::{Judged, Sheet, Unit};
use kompass_core::{Error, Lang, Points, Problem, Result, format};
use manner::Ways;
use std::collections::HashSet;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "judgement/sheet.html")]
struct Table<'a> {
    page: Page,
    /// Names of the dimensions, in the order in which a judgement names its levels.
    dimensions: String,
    /// What is to be known of the points.
    own_weights: bool,
    judges: bool,
    scoring: bool,
    only_missing: bool,
    missing: usize,
    areas: Vec<AreaTable<'a>>,
    ways: Ways,
    words: Columns,
}

/// Words that stand in every row.
struct Columns {
    judged: String,
    points: String,
    most: String,
    missing: String,
}

struct AreaTable<'a> {
    number: u8,
    title: &'a str,
    way: String,
    assessed: usize,
    of: usize,
    percent: usize,
    /// What is said of locking, and where it is done.
    standing: String,
    act: Option<Link>,
    /// Who has locked, and who is known to have to.
    locked: String,
    to_lock: String,
    parts: Vec<PartTable<'a>>,
}

struct PartTable<'a> {
    code: &'a str,
    short: &'a str,
    points: u32,
    direct: bool,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    code: &'a str,
    title: &'a str,
    missing: bool,
    words: String,
    points: String,
    most: String,
}

#[derive(Template)]
#[template(path = "judgement/before.html")]
struct Before {
    page: Page,
    ways: Ways,
}

#[derive(Template)]
#[template(path = "judgement/lock.html")]
struct Lock {
    page: Page,
    lead: String,
    missing: Vec<Link>,
    form: Form,
}

/// `GET /evaluations/{evaluation}/scoring`.
pub(crate) async fn sheet(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let head = evaluation::head(installation, id).await?;
    if head.state < State::Scoring {
        let manners = judgement::manners(installation, caller, id).await?;
        let page = shell.evaluation_page(&manners.head, t.judgement_section())?;
        return Ok(page::html(&Before { page, ways: Ways::before(&shell, &manners) }));
    }
    let seen = judgement::open(installation, caller, id).await?;
    let sheet = Sheet::read(&seen.framework, &seen.evaluation).map_err(Error::Invalid)?;
    let only_missing = shell.query("missing").is_some();
    let scoring = seen.head.state == State::Scoring;
    let judges = scoring && judgement::author(&seen, 0).is_some();
    let areas: Vec<AreaTable<'_>> = seen
        .framework
        .areas
        .iter()
        .map(|area| AreaTable::of(&shell, &seen, &sheet, area, only_missing))
        .collect();
    Ok(page::html(&Table {
        page: shell.evaluation_page(&seen.head, t.judgement_section())?,
        dimensions: dimensions(&seen.framework, shell.lang()),
        own_weights: own_weights(&seen.framework),
        judges,
        scoring,
        only_missing,
        missing: areas.iter().map(|area| area.of - area.assessed).sum(),
        areas,
        ways: Ways::fixed(&shell, &seen),
        words: Columns {
            judged: t.judgement_judged(),
            points: t.judgement_points(),
            most: t.judgement_most(),
            missing: t.judgement_missing(),
        },
    }))
}

/// `GET /evaluations/{evaluation}/scoring/areas/{area}/lock`.
pub(crate) async fn ask_lock(shell: Shell, Path((id, area)): Path<(Uuid, u8)>) -> Answer {
    lock_with(&shell, id, area, &[]).await
}

/// `POST /evaluations/{evaluation}/scoring/areas/{area}/lock`.
pub(crate) async fn lock(shell: Shell, Path((id, area)): Path<(Uuid, u8)>) -> Answer {
    match judgement::lock(&shell.app.installation, shell.caller(), id, area).await {
        Ok(()) => page::done(&format!("{LIST}/{id}/scoring"), "judgement-locked"),
        Err(error) => lock_with(&shell, id, area, &page::mendable(error)?).await,
    }
}

/// `GET /evaluations/{evaluation}/scoring/areas/{area}/unlock`.
pub(crate) async fn ask_unlock(shell: Shell, Path((id, area)): Path<(Uuid, u8)>) -> Answer {
    unlock_with(&shell, id, area, &[]).await
}

/// `POST /evaluations/{evaluation}/scoring/areas/{area}/unlock`.
pub(crate) async fn unlock(shell: Shell, Path((id, area)): Path<(Uuid, u8)>) -> Answer {
    match judgement::unlock(&shell.app.installation, shell.caller(), id, area).await {
        Ok(()) => page::done(&format!("{LIST}/{id}/scoring"), "judgement-unlocked"),
        Err(error) => unlock_with(&shell, id, area, &page::mendable(error)?).await,
    }
}

async fn lock_with(shell: &Shell, id: Uuid, number: u8, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let seen = judgement::open(&shell.app.installation, shell.caller(), id).await?;
    let area = area_of(&seen.framework, number)?;
    let title = area_title(area, shell.lang());
    let page = shell.evaluation_page(&seen.head, t.judgement_lock_heading(title.as_str()))?;
    let here = format!("{LIST}/{id}/scoring");
    let missing = missing(&seen, number);
    let to = |code: &String| Link::to(code.clone(), format!("{here}/{code}"));
    let form = Form::new(&page, format!("{here}/areas/{number}/lock"), t.judgement_lock_go())
        .cancel(format!("{here}#a{number}"))
        .wrong(problems, t);
    let wrong = form.has_errors();
    let lead = match judgement::way(&seen, number) {
        Way::Independent => t.judgement_lock_independent(),
        Way::PrimarySecond => t.judgement_lock_primary(),
        Way::Joint => t.judgement_lock_joint(),
    };
    let missing = missing.iter().map(to).collect();
    Ok(page::html_or_wrong(&Lock { page, lead, missing, form }, wrong))
}

async fn unlock_with(shell: &Shell, id: Uuid, number: u8, problems: &[Problem]) -> Answer {
    let t = shell.texts();
    let seen = judgement::open(&shell.app.installation, shell.caller(), id).await?;
    let title = area_title(area_of(&seen.framework, number)?, shell.lang());
    let page = shell.evaluation_page(&seen.head, t.judgement_unlock_heading(title.as_str()))?;
    let here = format!("{LIST}/{id}/scoring");
    let form = Form::new(&page, format!("{here}/areas/{number}/unlock"), t.judgement_unlock_go())
        .cancel(format!("{here}#a{number}"))
        .wrong(problems, t);
    Ok(shell.form_page(page, t.judgement_unlock_lead(), form))
}

impl<'a> AreaTable<'a> {
    fn of(
        shell: &Shell,
        seen: &'a Seen,
        sheet: &'a Sheet<'a>,
        area: &'a Area,
        only_missing: bool,
    ) -> Self {
        let (t, lang) = (shell.texts(), shell.lang());
        let missing = missing(seen, area.number);
        let holes: HashSet<&str> = missing.iter().map(String::as_str).collect();
        let units = || sheet.units.iter().filter(|unit| unit.area.number == area.number);
        let of = units().filter(|unit| unit.inapplicable().is_none()).count();
        let author = judgement::author(seen, area.number);
        let mut parts: Vec<PartTable<'a>> = Vec::new();
        for unit in units().filter(|it| !only_missing || holes.contains(it.code())) {
            let SubArea { code, short, points, .. } = unit.sub_area;
            if parts.last().is_none_or(|part| part.code != code) {
                let (short, direct) = (short.get(lang), unit.question.is_none());
                parts.push(PartTable { code, short, points: *points, direct, rows: Vec::new() });
            }
            let row = Row::of(shell, seen, unit, author, holes.contains(unit.code()));
            if let Some(part) = parts.last_mut() {
                part.rows.push(row);
            }
        }
        let assessed = of - missing.len();
        let (standing, act) = standing(shell, seen, area.number, missing.len());
        let known = progress(seen, area.number);
        let waits = known.filter(|_| seen.head.state == State::Scoring);
        let to_lock = waits.map_or(&[][..], |it| &it.to_lock);
        Self {
            number: area.number,
            title: area.title.get(lang),
            way: way_words(t, judgement::way(seen, area.number)),
            assessed,
            of,
            percent: (100 * assessed).checked_div(of).unwrap_or(100),
            standing,
            act,
            locked: names(shell, seen, known.map_or(&[][..], |it| &it.locked)),
            to_lock: names(shell, seen, to_lock),
            parts,
        }
    }
}

impl<'a> Row<'a> {
    fn of(
        shell: &Shell,
        seen: &'a Seen,
        unit: &'a Unit<'a>,
        author: Option<&str>,
        missing: bool,
    ) -> Self {
        let (t, lang) = (shell.texts(), shell.lang());
        let rubric = seen.framework.rubric.as_ref();
        let own = author.map(|author| unit.by(author)).filter(|judged| judged.is_assessed());
        let words = match (own, unit.inapplicable()) {
            (_, Some(condition)) => inapplicable(t, lang, &seen.framework, condition),
            (Some(own), None) => verdict(t, lang, rubric, own),
            (None, None) => {
                let others = unit
                    .assessed()
                    .map(|it| format!("{}: {}", it.by, verdict(t, lang, rubric, &it.judged)));
                others.collect::<Vec<_>>().join("; ")
            }
        };
        let points = own.and_then(|own| unit.points(rubric, own));
        let most = unit.inapplicable().is_none().then(|| unit.max());
        let tenths = |points: Option<Points>| points.map(|it| format::points_to(lang, it, 1));
        Self {
            code: unit.code(),
            title: unit.question.map_or(&unit.sub_area.short, |question| &question.title).get(lang),
            missing,
            words,
            points: tenths(points).unwrap_or_default(),
            most: tenths(most).unwrap_or_default(),
        }
    }
}

/// Codes of what this caller knows to be missing in an area: one's own, and what anybody may judge.
fn missing(seen: &Seen, number: u8) -> Vec<String> {
    let judging = progress(seen, number).and_then(|area| area.judging.as_ref());
    let own = |by: Option<&str>| by.is_none_or(|by| Some(by) == seen.viewer.member.as_deref());
    let missing = judging.iter().flat_map(|it| &it.missing);
    let mut codes: Vec<String> =
        missing.filter(|it| own(it.by.as_deref())).map(|it| it.code.clone()).collect();
    codes.dedup();
    codes
}

fn progress(seen: &Seen, number: u8) -> Option<&AreaProgress> {
    seen.progress.as_ref()?.areas.iter().find(|area| area.number == number)
}

/// How locking stands for the caller, and what can be done about it.
fn standing(shell: &Shell, seen: &Seen, number: u8, missing: usize) -> (String, Option<Link>) {
    let t = shell.texts();
    let to = |what: &str| format!("{LIST}/{}/scoring/areas/{number}/{what}", seen.head.id);
    let (Some(member), State::Scoring) = (&seen.viewer.member, seen.head.state) else {
        return (String::new(), None);
    };
    if !sees(seen, Resource::Judgements, Action::Write) {
        return (String::new(), None);
    }
    let known = progress(seen, number).and_then(|area| area.judging.as_ref());
    let holes = known.map_or(&[][..], |judging| &judging.missing);
    if progress(seen, number).is_some_and(|area| area.locked.contains(member)) {
        return match judging::unlock(&seen.evaluation, &seen.viewer, number) {
            Ok(()) => {
                let act = Link::to(t.judgement_unlock(), to("unlock"));
                (t.judgement_locked_own(), Some(act))
            }
            Err(_) => (t.judgement_locked_open(), None),
        };
    }
    if judgement::way(seen, number) == Way::Joint {
        return (t.judgement_together(), None);
    }
    match judging::lockable(&seen.evaluation, &seen.viewer, number, holes) {
        Ok(()) => (t.judgement_lockable(), Some(Link::to(t.judgement_lock(), to("lock")))),
        Err(_) => (t.judgement_not_lockable(missing as u64), None),
    }
}

/// Members of the team by name, in a sentence.
fn names(shell: &Shell, seen: &Seen, codes: &[String]) -> String {
    let team = seen.evaluation.team.iter().filter(|it| codes.contains(&it.code));
    format::list(shell.lang(), &team.map(|it| it.name.as_str()).collect::<Vec<_>>())
}

fn area_of(framework: &Framework, number: u8) -> Result<&Area> {
    framework
        .area(number)
        .ok_or_else(|| Error::not_found("area", number.to_string(), reason::NOT_THERE.remedy))
}

fn area_title(area: &Area, lang: Lang) -> String {
    format!("{}. {}", area.number, area.title.get(lang))
}

fn way_words(t: &Texts, way: Way) -> String {
    match way {
        Way::Independent => t.judgement_way_independent(),
        Way::PrimarySecond => t.judgement_way_primary(),
        Way::Joint => t.judgement_way_joint(),
    }
}

/// A judgement in words: the level on each dimension, in their order.
fn verdict(t: &Texts, lang: Lang, rubric: Option<&Rubric>, judged: &Judged) -> String {
    match judged {
        Judged::Rubric(levels) => {
            let dimensions = rubric.iter().flat_map(|rubric| &rubric.dimensions);
            let titles = dimensions.zip(levels).filter_map(|(dimension, level)| {
                Some(dimension.levels.get(usize::from(*level))?.title.get(lang))
            });
            titles.collect::<Vec<_>>().join(" · ")
        }
        Judged::PlannedOnly => t.judgement_planned_only(),
        Judged::Direct(points) => t.judgement_direct(format::points(lang, *points)),
        Judged::NotAssessed | Judged::Inapplicable(_) => t.judgement_not_assessed(),
    }
}

fn inapplicable(t: &Texts, lang: Lang, framework: &Framework, condition: &str) -> String {
    let condition = framework.conditions.iter().find(|it| it.code == condition);
    t.judgement_not_here(condition.map_or("", |it| it.title.get(lang)))
}

fn dimensions(framework: &Framework, lang: Lang) -> String {
    let dimensions = framework.rubric.iter().flat_map(|rubric| &rubric.dimensions);
    dimensions.map(|dimension| dimension.title.get(lang)).collect::<Vec<_>>().join(" · ")
}

fn own_weights(framework: &Framework) -> bool {
    framework.origin(Part::Points) == Some(Origin::KompassDefault)
}
