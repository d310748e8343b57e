//! One question, or sub-area judged directly: everybody's judgement with reason and evidence, and the value agreed on.

use super::{Dots, Told, agreeing, area_title, points_dots, title, words};
use crate::error::{self, Answer};
use crate::evaluation::LIST;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use axum::http::StatusCode;
use kompass_app::consensus::{self, Stored, Which};
use kompass_app::evaluation::{self, Seen};
use kompass_app::live::{self, Topic};
use kompass_app::reason;
use kompass_core::consensus::{Agreeing, LONGEST_REASON, agenda, proposal};
use kompass_core::evaluation::{Agreed, AgreedPoints};
use kompass_core::framework::{Dimension, Framework};
use kompass_core::judgement::{Judged, Sheet, Unit};
use kompass_core::{Error, Lang, Points, Problem, format};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "consensus/unit.html")]
struct Shown<'a> {
    page: Page,
    place: String,
    live: String,
    from: i64,
    scales: Vec<Dots>,
    opinions: Vec<Told>,
    counts: &'a str,
    not_counts: &'a str,
    agreed: Option<Told>,
    /// Where it is agreed on what all have judged, and what that is.
    accept: Option<(String, String)>,
    /// Where it is taken back, and from which version.
    undo: Option<(String, i64)>,
    form: Option<Choosing<'a>>,
    problems: Vec<(String, String)>,
    /// What somebody else agreed on since the form was opened.
    theirs: Option<Told>,
    next: Option<Link>,
    previous: Option<Link>,
}

/// The form in which a value is chosen.
struct Choosing<'a> {
    action: String,
    dimensions: Vec<Chosen<'a>>,
    direct: bool,
    most: String,
    typed: Typed,
    longest: usize,
}

struct Chosen<'a> {
    name: String,
    title: &'a str,
    question: &'a str,
    levels: Vec<(&'a str, &'a str, &'a str, bool)>,
}

/// What stands in the form.
#[derive(Default)]
struct Typed {
    levels: Vec<String>,
    planned: bool,
    points: String,
    reason: String,
    version: i64,
}

/// `GET /evaluations/{evaluation}/consensus/{subject}`.
pub(crate) async fn show(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    show_with(&shell, id, &code, None, &[], false).await
}

/// `POST /evaluations/{evaluation}/consensus/{subject}`.
pub(crate) async fn agree(
    shell: Shell,
    Path((id, code)): Path<(Uuid, String)>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let head = evaluation::head(installation, id).await?;
    let framework = installation.framework(&head.framework_digest).await?;
    let typed = Typed::of(&framework, &fields);
    let expected = Some(typed.version).filter(|version| *version > 0);
    let agreed = match typed.agreeing(&framework, &code) {
        Ok(value) => consensus::agree(installation, caller, id, &code, expected, &value).await,
        Err(error) => Err(error),
    };
    match agreed {
        Ok(_) => page::done(&format!("{LIST}/{id}/consensus/{code}"), "consensus-agreed"),
        Err(Error::Conflict(_)) => show_with(&shell, id, &code, Some(typed), &[], true).await,
        Err(error) => {
            let problems = page::mendable(error)?;
            show_with(&shell, id, &code, Some(typed), &problems, false).await
        }
    }
}

/// `POST /evaluations/{evaluation}/consensus/{subject}/accept`.
pub(crate) async fn accept(shell: Shell, Path((id, code)): Path<(Uuid, String)>) -> Answer {
    consensus::accept(&shell.app.installation, shell.caller(), id, Which::Unit(&code)).await?;
    page::done(&format!("{LIST}/{id}/consensus"), "consensus-accepted")
}

/// `POST /evaluations/{evaluation}/consensus/{subject}/undo`.
pub(crate) async fn undo(
    shell: Shell,
    Path((id, code)): Path<(Uuid, String)>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Answer {
    let version = value(&fields, "version").parse().unwrap_or(0);
    match consensus::undo(&shell.app.installation, shell.caller(), id, &code, version).await {
        Ok(()) => page::done(&format!("{LIST}/{id}/consensus/{code}"), "consensus-undone"),
        Err(Error::Conflict(_)) => show_with(&shell, id, &code, None, &[], true).await,
        Err(error) => Err(error.into()),
    }
}

async fn show_with(
    shell: &Shell,
    id: Uuid,
    code: &str,
    typed: Option<Typed>,
    problems: &[Problem],
    stale: bool,
) -> Answer {
    let (installation, t, lang) = (&shell.app.installation, shell.texts(), shell.lang());
    let from = live::cursor(installation, id, Topic::Consensus).await?;
    let seen = consensus::open(installation, shell.caller(), id).await?;
    if stale && !agreeing(&seen) {
        let gone_on = "the evaluation went on to another step in the meantime";
        return Err(Error::Conflict(gone_on.to_owned()).into());
    }
    let sheet = Sheet::read(&seen.framework, &seen.evaluation).map_err(Error::Invalid)?;
    let units = agenda(&sheet);
    let at = units.iter().position(|unit| unit.code() == code);
    let at = at.ok_or_else(|| Error::not_found("question", code, reason::NOT_THERE.remedy))?;
    let unit = units[at];
    let standing = consensus::standing(installation, &seen, code).await?;
    let here = format!("{LIST}/{id}/consensus");
    let link = |unit: &Unit<'_>| {
        Link::to(
            format!("{} {}", unit.code(), title(unit, lang)),
            format!("{here}/{}", unit.code()),
        )
    };
    let open = |it: &&&Unit<'_>| !it.agreed.is_assessed() && it.code() != code;
    // The next to talk about, from here on and then from the beginning.
    let next = units[at..].iter().find(open).or_else(|| units.iter().find(open));
    let agreed = standing.as_ref().map(|standing| told(shell, &seen, unit, standing));
    let proposed = proposal(unit, &seen.evaluation).filter(|_| standing.is_none());
    let rubric = seen.framework.rubric.as_ref();
    let may = agreeing(&seen);
    let form = may.then(|| {
        let version = standing.as_ref().map_or(0, |standing| standing.version);
        let start = standing.as_ref().map(|standing| standing.value.clone());
        let start = start.or_else(|| Agreeing::on(proposed?, rubric, ""));
        let mut typed = typed.unwrap_or_else(|| Typed::from(lang, start));
        if problems.is_empty() {
            typed.version = version;
        }
        Choosing::of(shell, &seen.framework, unit, typed, format!("{here}/{code}"))
    });
    let problems = problems.iter().map(|problem| {
        let dimension =
            rubric.iter().flat_map(|it| &it.dimensions).find(|it| it.code == problem.place);
        match dimension {
            Some(it) => {
                let words = error::words(problem, t);
                (field(it), format!("{}: {words}", it.title.get(lang)))
            }
            None => (problem.place.clone(), error::words(problem, t)),
        }
    });
    let problems: Vec<_> = problems.collect();
    let wrong = !problems.is_empty();
    let heading = format!("{code} {}", title(unit, lang));
    let shown = Shown {
        page: shell.evaluation_page(&seen.head, heading)?,
        place: format!("{} › {}", area_title(unit.area, lang), unit.sub_area.short.get(lang)),
        live: format!("{LIST}/{id}/live/consensus"),
        from,
        scales: scales(shell, &seen.framework, unit),
        opinions: unit.assessed().map(|it| Told::of(shell, &seen, unit, it)).collect(),
        counts: unit.question.map_or("", |question| question.counts.get(lang)),
        not_counts: unit.question.map_or("", |question| question.not_counts.get(lang)),
        accept: proposed
            .filter(|_| may)
            .map(|judged| (format!("{here}/{code}/accept"), words(t, lang, rubric, judged))),
        undo: standing.filter(|_| may).map(|it| (format!("{here}/{code}/undo"), it.version)),
        theirs: if stale { agreed.clone().or_else(|| Some(Told::nothing(shell))) } else { None },
        agreed,
        form,
        problems,
        next: next.map(|unit| link(unit)),
        previous: at.checked_sub(1).map(|before| link(units[before])),
    };
    let mut response = page::html_or_wrong(&shown, wrong);
    if stale {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}

/// What is agreed on, as a judgement to be read.
fn told(shell: &Shell, seen: &Seen, unit: &Unit<'_>, standing: &Stored) -> Told {
    let (t, lang) = (shell.texts(), shell.lang());
    let rubric = seen.framework.rubric.as_ref();
    let points = unit.points(rubric, &unit.agreed);
    Told {
        words: words(t, lang, rubric, &unit.agreed),
        points: points
            .map(|it| t.consensus_points(format::points_to(lang, it, 1)))
            .unwrap_or_default(),
        reason: standing.value.reason().to_owned(),
        ..Told::nothing(shell)
    }
}

impl Told {
    /// Nothing is agreed on any more.
    fn nothing(shell: &Shell) -> Self {
        Self {
            code: String::new(),
            name: String::new(),
            words: shell.texts().consensus_open(),
            points: String::new(),
            reason: String::new(),
            evidence: Vec::new(),
        }
    }
}

/// A scale for each dimension, or one in points.
fn scales(shell: &Shell, framework: &Framework, unit: &Unit<'_>) -> Vec<Dots> {
    let rubric = framework.rubric.as_ref();
    let levels = || unit.assessed().any(|it| matches!(it.judged, Judged::Rubric(_)));
    let Some(known) = rubric.filter(|_| unit.question.is_some() && levels()) else {
        return points_dots(shell, unit, rubric).into_iter().collect();
    };
    let scale = |(at, dimension): (usize, &Dimension)| {
        let last = u32::try_from(dimension.levels.len()).unwrap_or(1).saturating_sub(1).max(1);
        let place = |level: u8| u32::from(level) * 1000 / last;
        let marks =
            unit.assessed().filter_map(|it| Some((it.by.to_owned(), place(it.judged.level(at)?))));
        let ticks = (0..=last).map(|level| level * 1000 / last);
        let agreed = unit.agreed.level(at).map(place);
        Dots::new(dimension.title.get(shell.lang()), ticks, marks, agreed)
    };
    known.dimensions.iter().enumerate().map(scale).collect()
}

impl<'a> Choosing<'a> {
    fn of(
        shell: &Shell,
        framework: &'a Framework,
        unit: &Unit<'a>,
        typed: Typed,
        action: String,
    ) -> Self {
        let lang = shell.lang();
        let dimensions = framework.rubric.iter().flat_map(|rubric| &rubric.dimensions);
        let dimensions = dimensions.enumerate().map(|(at, dimension)| Chosen {
            name: field(dimension),
            title: dimension.title.get(lang),
            question: dimension.question.get(lang),
            levels: dimension
                .levels
                .iter()
                .map(|level| {
                    let chosen = typed.levels.get(at) == Some(&level.code);
                    (level.code.as_str(), level.title.get(lang), level.meaning.get(lang), chosen)
                })
                .collect(),
        });
        let direct = unit.question.is_none();
        Self {
            action,
            dimensions: if direct { Vec::new() } else { dimensions.collect() },
            direct,
            most: format::whole(lang, i64::from(unit.sub_area.points)),
            typed,
            longest: LONGEST_REASON,
        }
    }
}

impl Typed {
    /// What was sent.
    fn of(framework: &Framework, fields: &[(String, String)]) -> Self {
        let dimensions = framework.rubric.iter().flat_map(|rubric| &rubric.dimensions);
        let planned = value(fields, "planned") == "on";
        let levels = dimensions.map(|dimension| value(fields, &field(dimension)).to_owned());
        Self {
            levels: levels.filter(|_| !planned).collect(),
            planned,
            points: value(fields, "points").trim().to_owned(),
            reason: value(fields, "reason").trim().to_owned(),
            version: value(fields, "version").parse().unwrap_or(0),
        }
    }

    /// What there is to begin with.
    fn from(lang: Lang, value: Option<Agreeing>) -> Self {
        match value {
            None => Self::default(),
            Some(Agreeing::Direct(AgreedPoints { points, reason })) => {
                Self { points: format::points(lang, points), reason, ..Self::default() }
            }
            Some(Agreeing::Rubric(Agreed { levels, planned, reason })) => {
                Self { levels, planned, reason, ..Self::default() }
            }
        }
    }

    /// What it says about a question, or a sub-area.
    fn agreeing(&self, framework: &Framework, code: &str) -> kompass_core::Result<Agreeing> {
        let reason = self.reason.clone();
        let Self { levels, planned, .. } = self;
        if framework.question(code).is_some() && self.points.is_empty() {
            let (levels, planned) = (levels.clone(), *planned);
            return Ok(Agreeing::Rubric(Agreed { levels, planned, reason }));
        }
        let number = self.points.replace(',', ".").replace('\u{2212}', "-").parse().ok();
        let points = number.and_then(Points::from_decimal);
        let points = points.ok_or_else(|| error::invalid("CO07", "points", "this is no number"))?;
        Ok(Agreeing::Direct(AgreedPoints { points, reason }))
    }
}

/// The field of a dimension: a framework may call one as it likes.
fn field(dimension: &Dimension) -> String {
    format!("level-{}", dimension.code)
}

fn value<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
}
