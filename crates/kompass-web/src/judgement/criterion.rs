//! One criterion on one screen: the question, the levels, reason and evidence, and beside it what there is to judge by.

use super::evidence::{Block, Shared, beside};
use super::{inapplicable, missing, verdict};
use crate::conflict::{self, Compared};
use crate::error::{self, Answer};
use crate::evaluation::{LIST, sees};
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use axum::http::StatusCode;
use kompass_app::evaluation::Seen;
use kompass_app::judgement::{self, Standing};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::judging::{
    ANSWERS, GROUP, LONGEST_REASON, Said, Saying, Subject, Verdict,
};
use kompass_core::evaluation::{Document, State, Way};
use kompass_core::framework::Dimension;
use kompass_core::judgement::{Judged, Opinion, Sheet, Unit};
use kompass_core::{Error, Lang, Points, Problem, Result, format};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "judgement/criterion.html")]
struct Criterion<'a> {
    page: Page,
    code: &'a str,
    area: Link,
    part: String,
    about: &'a str,
    counts: &'a str,
    not_counts: &'a str,
    place: String,
    previous: Option<String>,
    next: Option<String>,
    /// Where the form is sent; empty if nothing can be changed.
    action: String,
    autosave: bool,
    /// Why nothing can be changed.
    closed: String,
    joint: bool,
    dimensions: Vec<DimensionView<'a>>,
    typed: Typed,
    assessed: bool,
    gives: String,
    /// Thousandths, for the script that counts along.
    max_thousandths: i64,
    max: String,
    direct: bool,
    sources: Vec<Source>,
    more: Vec<Source>,
    problems: Vec<(&'static str, String)>,
    theirs: Option<Told>,
    /// Both reasons, where somebody else saved one meanwhile.
    reasons: Option<Compared>,
    others: Vec<Told>,
    blocks: Vec<Block>,
    longest: usize,
}

/// A dimension with its levels.
struct DimensionView<'a> {
    name: String,
    title: &'a str,
    question: &'a str,
    weight: u16,
    gate: bool,
    levels: Vec<LevelView<'a>>,
}

struct LevelView<'a> {
    code: &'a str,
    title: &'a str,
    meaning: &'a str,
    share: u16,
    chosen: bool,
}

/// Something that can be ticked as evidence.
struct Source {
    code: String,
    title: String,
    ticked: bool,
}

/// A judgement to be read.
struct Told {
    by: String,
    words: String,
    points: String,
    reason: String,
    evidence: String,
}

/// What stands in the form.
#[derive(Default)]
struct Typed {
    /// A code for each dimension; empty where none is chosen.
    levels: Vec<String>,
    planned: bool,
    points: String,
    reason: String,
    evidence: Vec<String>,
    version: i64,
}

/// What a request says, field by field.
struct Fields(Vec<(String, String)>);

/// `GET /evaluations/{evaluation}/scoring/{subject}`.
pub(crate) async fn show(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    show_with(&shell, id, &code, None, &[]).await
}

/// `POST /evaluations/{evaluation}/scoring/{subject}`. Nothing is read to answer but what decides whether it may be.
pub(crate) async fn save(
    shell: Shell,
    Path((id, code)): Path<(Uuid, String)>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let fields = Fields(fields);
    let mut saying = fields.saying(shell.visit.autosave);
    if fields.get("merge") == "both" {
        let (_, there) = standing(&shell, id, &code).await?;
        saying.reason = conflict::merged(&saying.reason, there.as_ref().map_or("", reason_of));
    }
    let expected = Some(fields.version()).filter(|version| *version > 0);
    match judgement::set(installation, caller, id, &code, expected, &saying).await {
        Ok(version) => {
            let sheet = format!("{LIST}/{id}/scoring");
            let to = match (fields.get("go"), fields.get("next")) {
                ("next", "") => sheet,
                ("next", next) if is_code(next) => format!("{sheet}/{next}"),
                _ => format!("{sheet}/{code}"),
            };
            shell.saved(version, &to)
        }
        Err(Error::Conflict(why)) if !shell.visit.autosave => {
            stale(&shell, id, &code, &fields, why).await
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            show_with(&shell, id, &code, Some(fields), &problems).await
        }
    }
}

/// Somebody wrote the same judgement since it was opened: both are shown, and what was typed stands in the form.
async fn stale(shell: &Shell, id: Uuid, code: &str, fields: &Fields, why: String) -> Answer {
    let (seen, there) = standing(shell, id, code).await?;
    let Some(there) = there.filter(|there| there.version != fields.version()) else {
        return Err(Error::Conflict(why).into());
    };
    let mut typed = fields.typed(&seen);
    typed.version = there.version;
    let mut response = render(shell, &seen, code, Some(&there), Some(typed), &[], true).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

async fn show_with(
    shell: &Shell,
    id: Uuid,
    code: &str,
    fields: Option<Fields>,
    problems: &[Problem],
) -> Answer {
    let (seen, there) = standing(shell, id, code).await?;
    let typed = fields.map(|fields| fields.typed(&seen));
    render(shell, &seen, code, there.as_ref(), typed, problems, false).await
}

/// The evaluation as the caller sees it, and what stands of the caller's own about a subject.
async fn standing(shell: &Shell, id: Uuid, code: &str) -> Result<(Seen, Option<Standing>)> {
    let installation = &shell.app.installation;
    let seen = judgement::open(installation, shell.caller(), id).await?;
    let framework = seen.framework.clone();
    let subject = Subject::of(&framework, code).ok_or_else(|| judgement::unknown(code))?;
    let there = judgement::own(installation, &seen, subject).await?;
    Ok((seen, there))
}

fn reason_of(there: &Standing) -> &str {
    match &there.said {
        Said::Rubric(said) => &said.reason,
        Said::Direct(said) => &said.reason,
    }
}

async fn render(
    shell: &Shell,
    seen: &Seen,
    code: &str,
    there: Option<&Standing>,
    typed: Option<Typed>,
    problems: &[Problem],
    stale: bool,
) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let sheet = Sheet::read(&seen.framework, &seen.evaluation).map_err(Error::Invalid)?;
    let at = sheet.units.iter().position(|unit| unit.code() == code);
    let at = at.ok_or_else(|| judgement::unknown(code))?;
    let unit = &sheet.units[at];
    let subject = Subject { area: unit.area, sub_area: unit.sub_area, question: unit.question };
    let here = format!("{LIST}/{}/scoring", seen.head.id);
    let applies = |unit: &&Unit<'_>| unit.inapplicable().is_none();
    let to = |unit: &Unit<'_>| unit.code().to_owned();
    let closed = closed(shell, seen, unit);
    let title = unit.question.map_or(&unit.sub_area.short, |question| &question.title).get(lang);
    let author = judgement::author(seen, unit.area.number);
    let others = unit.opinions.iter().filter(|it| Some(it.by) != author);
    let said = |opinion: &Opinion<'_>| read(shell, seen, unit, opinion);
    let own = unit.opinions.iter().find(|it| Some(it.by) == author);
    let assessed = own.is_some_and(|it| it.judged.is_assessed());
    let typed = typed.unwrap_or_else(|| Typed::of(there.map(|it| &it.said), seen, there, lang));
    let gives = own.and_then(|it| unit.points(seen.framework.rubric.as_ref(), &it.judged));
    let max = match unit.question {
        Some(_) => format::points_to(lang, unit.max(), 1),
        None => format::points(lang, unit.max()),
    };
    let shown = |it: &Opinion<'_>| stale || (!closed.is_empty() && Some(it.by) == author);
    let shared = Shared::of(shell, seen, subject).await?;
    let (sources, more) = sources(shell, seen, &shared, &typed.evidence);
    let area = unit.area;
    let units =
        || sheet.units.iter().filter(|unit| unit.area.number == area.number).filter(applies);
    let place = units().position(|other| other.code() == code).map_or(0, |place| place + 1);
    let mut page = shell.evaluation_page(&seen.head, title)?;
    let label = format!("{}. {}", area.number, area.title.get(lang));
    let area_link = Link::to(label, format!("{here}#a{}", area.number));
    page = page.under_more([area_link.clone()]);
    let wrong = !problems.is_empty();
    let reasons = there.filter(|_| stale).map(|there| {
        let (mine, theirs) = (typed.reason.as_str(), reason_of(there));
        Compared::of(conflict::Text { name: "reason", label: t.judgement_reason(), mine, theirs })
    });
    let criterion = Criterion {
        code: unit.code(),
        area: area_link,
        part: format!("{} {}", unit.sub_area.code, unit.sub_area.short.get(lang)),
        about: unit.sub_area.about.get(lang),
        counts: unit.question.map_or("", |question| question.counts.get(lang)),
        not_counts: unit.question.map_or("", |question| question.not_counts.get(lang)),
        place: t.judgement_place(
            missing(seen, area.number).len() as u64,
            place as u64,
            units().count() as u64,
        ),
        previous: sheet.units[..at].iter().rev().find(applies).map(to),
        next: sheet.units[at + 1..].iter().find(applies).map(to),
        action: if closed.is_empty() { format!("{here}/{code}") } else { String::new() },
        autosave: unit.question.is_some() || assessed,
        joint: judgement::way(seen, area.number) == Way::Joint,
        dimensions: dimensions(seen, unit, &typed, lang),
        assessed,
        gives: gives.map_or_else(String::new, |points| {
            t.judgement_gives(max.as_str(), format::points_to(lang, points, 1))
        }),
        max_thousandths: unit.max().0,
        max,
        direct: unit.question.is_none(),
        sources,
        more,
        problems: problems.iter().map(|it| (anchor(&it.place), error::words(it, t))).collect(),
        theirs: own.filter(|it| shown(it)).map(said),
        reasons,
        others: others.map(said).collect(),
        blocks: beside(shell, seen, subject, &shared).await?,
        closed,
        typed,
        page,
        longest: LONGEST_REASON,
    };
    Ok(page::html_or_wrong(&criterion, wrong))
}

/// Why nothing can be changed; empty if it can.
fn closed(shell: &Shell, seen: &Seen, unit: &Unit<'_>) -> String {
    let t = shell.texts();
    if let Some(condition) = unit.inapplicable() {
        return inapplicable(t, shell.lang(), &seen.framework, condition);
    }
    let writes = sees(seen, Resource::Judgements, Action::Write);
    if seen.head.state != State::Scoring || !writes {
        return t.judgement_closed();
    }
    let number = unit.area.number;
    let area = seen.evaluation.areas.iter().find(|part| part.number == number);
    let locked = area.is_some_and(|area| {
        area.locked.iter().any(|code| Some(code) == seen.viewer.member.as_ref())
    });
    if locked {
        return t.judgement_closed_locked();
    }
    match judgement::author(seen, number) {
        Some(_) => String::new(),
        None => t.judgement_closed(),
    }
}

fn dimensions<'a>(
    seen: &'a Seen,
    unit: &Unit<'_>,
    typed: &Typed,
    lang: Lang,
) -> Vec<DimensionView<'a>> {
    if unit.question.is_none() {
        return Vec::new();
    }
    let all = seen.framework.rubric.iter().flat_map(|rubric| &rubric.dimensions);
    let view = |(at, dimension): (usize, &'a Dimension)| {
        let chosen = typed.levels.get(at).map(String::as_str).unwrap_or_default();
        let level = |level: &'a kompass_core::framework::Level| LevelView {
            code: &level.code,
            title: level.title.get(lang),
            meaning: level.meaning.get(lang),
            share: level.share,
            chosen: level.code == chosen,
        };
        DimensionView {
            name: format!("d{at}"),
            title: dimension.title.get(lang),
            question: dimension.question.get(lang),
            weight: dimension.weight,
            gate: dimension.gate,
            levels: dimension.levels.iter().map(level).collect(),
        }
    };
    all.enumerate().map(view).collect()
}

/// What can be ticked: first what bears on the sub-area – of a second sheet by the crosswalk – or is ticked already, then
/// the other documents.
fn sources(
    shell: &Shell,
    seen: &Seen,
    shared: &Shared,
    ticked: &[String],
) -> (Vec<Source>, Vec<Source>) {
    let source = |code: String, title: String| {
        let ticked = ticked.contains(&code);
        Source { code, title, ticked }
    };
    let (near, far): (Vec<&Document>, Vec<&Document>) = seen
        .evaluation
        .documents
        .iter()
        .partition(|it| shared.tagged(it) || ticked.contains(&it.code));
    let document = |it: &Document| source(it.code.clone(), format!("{} {}", it.code, it.title));
    let mut first: Vec<Source> = near.into_iter().map(document).collect();
    let more = far.into_iter().map(document).collect();
    first.push(source(ANSWERS.to_owned(), shell.texts().judgement_answers()));
    // Nobody rests on a group that was not met; what somebody did rest on stays.
    let met =
        |code: &str| seen.evaluation.groups.iter().any(|it| it.group == code && it.people > 0);
    let rested = |code: &str| ticked.iter().any(|it| it.strip_prefix(GROUP) == Some(code));
    let groups = seen.framework.groups.iter().filter(|it| met(&it.code) || rested(&it.code));
    first.extend(groups.map(|group| {
        source(format!("{GROUP}{}", group.code), group.title.get(shell.lang()).to_owned())
    }));
    (first, more)
}

/// A judgement as it is read.
fn read(shell: &Shell, seen: &Seen, unit: &Unit<'_>, opinion: &Opinion<'_>) -> Told {
    let (t, lang) = (shell.texts(), shell.lang());
    let rubric = seen.framework.rubric.as_ref();
    let member = seen.evaluation.team.iter().find(|member| member.code == opinion.by);
    let points = unit.points(rubric, &opinion.judged);
    let words = |code: &String| match code.strip_prefix(GROUP) {
        Some(group) => {
            let known = seen.framework.groups.iter().find(|it| it.code == group);
            known.map_or(group, |it| it.title.get(lang)).to_owned()
        }
        None if code == ANSWERS => t.judgement_answers(),
        None => code.clone(),
    };
    let evidence: Vec<String> = opinion.evidence.iter().map(words).collect();
    Told {
        by: member.map_or(opinion.by, |member| member.name.as_str()).to_owned(),
        words: verdict(t, lang, rubric, &opinion.judged),
        points: match (points, &opinion.judged) {
            (Some(points), Judged::Rubric(_) | Judged::PlannedOnly) => t.judgement_points_of(
                format::points_to(lang, unit.max(), 1),
                format::points_to(lang, points, 1),
            ),
            _ => String::new(),
        },
        reason: opinion.reason.to_owned(),
        evidence: format::list(lang, &evidence),
    }
}

/// The field of the form in which something is wrong.
fn anchor(place: &str) -> &'static str {
    match place {
        "levels" => "d0",
        "points" => "points",
        "reason" => "reason",
        "evidence" => "evidence",
        _ => "",
    }
}

impl Typed {
    /// What is stored.
    fn of(said: Option<&Said>, seen: &Seen, there: Option<&Standing>, lang: Lang) -> Self {
        let version = there.map_or(0, |there| there.version);
        let dimensions = seen.framework.rubric.as_ref().map_or(0, |it| it.dimensions.len());
        let none = Self { levels: vec![String::new(); dimensions], version, ..Self::default() };
        match said {
            None => none,
            Some(Said::Rubric(said)) => Self {
                levels: if said.levels.is_empty() { none.levels } else { said.levels.clone() },
                planned: said.planned,
                reason: said.reason.clone(),
                evidence: said.evidence.clone(),
                ..none
            },
            Some(Said::Direct(said)) => Self {
                points: format::points(lang, said.points),
                reason: said.reason.clone(),
                evidence: said.evidence.clone(),
                ..none
            },
        }
    }
}

impl Fields {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(0)
    }

    /// The level chosen on each dimension; empty where none is.
    fn levels(&self) -> Vec<String> {
        let dimensions: usize = self.get("dimensions").parse().unwrap_or(0);
        (0..dimensions.min(10)).map(|at| self.get(&format!("d{at}")).to_owned()).collect()
    }

    /// What is said. What saves by itself while somebody chooses has not chosen all levels yet.
    fn saying(&self, autosave: bool) -> Saying {
        let levels = self.levels();
        let chosen = levels.iter().filter(|level| !level.is_empty()).count();
        let verdict = if self.get("go") == "clear" {
            Verdict::NotAssessed
        } else if self.0.iter().any(|(name, _)| name == "points") {
            Verdict::Points(Points::typed(self.get("points")))
        } else if self.get("planned") == "on" {
            Verdict::Planned
        } else if chosen == 0 || (autosave && chosen < levels.len()) {
            Verdict::NotAssessed
        } else {
            Verdict::Levels(levels)
        };
        Saying { verdict, reason: self.get("reason").to_owned(), evidence: self.evidence() }
    }

    fn evidence(&self) -> Vec<String> {
        let ticked = self.0.iter().filter(|(name, _)| name == "evidence");
        ticked.map(|(_, code)| code.clone()).collect()
    }

    fn typed(&self, seen: &Seen) -> Typed {
        let dimensions = seen.framework.rubric.as_ref().map_or(0, |it| it.dimensions.len());
        let mut levels = self.levels();
        levels.resize(dimensions, String::new());
        Typed {
            levels,
            planned: self.get("planned") == "on",
            points: self.get("points").to_owned(),
            reason: self.get("reason").to_owned(),
            evidence: self.evidence(),
            version: self.version(),
        }
    }
}

/// True for what can be the code of a question or sub-area, so that an address made of it stays where it is.
fn is_code(text: &str) -> bool {
    text.len() <= 16 && text.chars().all(|it| it.is_ascii_digit() || it == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_of_codes_only() {
        assert!(is_code("1.4.2"));
        for wrong in ["1/2", "../1", "1?x", "12345678901234567"] {
            assert!(!is_code(wrong), "{wrong}");
        }
    }
}
