//! The impact matrix (genomslag): what documents and interview groups say about each sub-area.

use crate::error::Answer;
use crate::evaluation::{LIST, sees};
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use axum::http::StatusCode;
use kompass_app::evaluation::Seen;
use kompass_app::impact::{self, Cells};
use kompass_app::reason;
use kompass_core::Error;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::Impact;
use kompass_core::evidence::{DOCUMENTS, ImpactCounts, ImpactMatrix, SubAreaRow};
use kompass_core::i18n::Texts;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "impact/matrix.html")]
struct Matrix {
    page: Page,
    sources: Vec<(String, String)>,
    areas: Vec<Area>,
    /// Sub-areas that are written but not known to everybody, and to whom not.
    unknown: Vec<(String, String)>,
    recorded: bool,
}

struct Area {
    title: String,
    /// Where it is recorded.
    edit: Option<String>,
    rows: Vec<Row>,
}

struct Row {
    title: String,
    /// Sign and words of each source, with the name of the source.
    cells: Vec<(&'static str, String, String)>,
    unknown: bool,
}

#[derive(Template)]
#[template(path = "impact/area.html")]
struct Edit {
    page: Page,
    action: String,
    cancel: String,
    version: i64,
    sources: Vec<String>,
    choices: Vec<(&'static str, String)>,
    rows: Vec<EditRow>,
    /// What somebody else recorded otherwise since the form was opened.
    differs: Vec<String>,
    next: Option<String>,
}

struct EditRow {
    title: String,
    cells: Vec<Cell>,
}

struct Cell {
    /// Its field: sub-area and source.
    name: String,
    source: String,
    /// What is chosen.
    chosen: &'static str,
}

/// `GET /evaluations/{evaluation}/impact`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let seen = impact::open(&shell.app.installation, shell.caller(), id).await?;
    let matrix = ImpactMatrix::of(&seen.framework, &seen.evaluation);
    let writes = sees(&seen, Resource::Impact, Action::Write);
    let names: Vec<String> =
        matrix.sources.iter().map(|source| source_name(&shell, &seen, &source.code)).collect();
    let title = |code: &str| {
        let sub_area = seen.framework.sub_area(code);
        format!("{code} {}", sub_area.map_or("", |it| it.short.get(lang)))
    };
    let row = |row: &SubAreaRow| Row {
        title: title(&row.code),
        cells: row
            .impacts
            .iter()
            .zip(&names)
            .map(|(impact, name)| (sign(*impact), words(t, *impact), name.clone()))
            .collect(),
        unknown: !row.not_known_to.is_empty(),
    };
    let areas = seen.framework.areas.iter().map(|area| Area {
        title: format!("{}. {}", area.number, area.title.get(lang)),
        edit: writes.then(|| format!("{LIST}/{id}/impact/{}", area.number)),
        rows: matrix
            .sub_areas
            .iter()
            .filter(|it| area.sub_areas.iter().any(|sub_area| sub_area.code == it.code))
            .map(row)
            .collect(),
    });
    let unknown = matrix.written_but_not_known().map(|row| {
        let groups: Vec<String> =
            row.not_known_to.iter().map(|code| source_name(&shell, &seen, code)).collect();
        (title(&row.code), groups.join("; "))
    });
    let counts = matrix.sources.iter().map(|source| counts(t, source.counts));
    Ok(page::html(&Matrix {
        page: shell.evaluation_page(&seen.head, t.impacts())?,
        recorded: matrix.sub_areas.iter().any(|row| row.impacts.iter().any(Option::is_some)),
        unknown: unknown.collect(),
        areas: areas.collect(),
        sources: names.iter().cloned().zip(counts).collect(),
    }))
}

/// `GET /evaluations/{evaluation}/impact/{area}`.
pub(crate) async fn edit(shell: Shell, Path((id, number)): Path<(Uuid, u8)>) -> Answer {
    edit_with(&shell, id, number, None).await
}

/// `POST /evaluations/{evaluation}/impact/{area}`.
pub(crate) async fn save(
    shell: Shell,
    Path((id, number)): Path<(Uuid, u8)>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let version = fields.iter().find(|(name, _)| name == "version");
    let version = version.and_then(|(_, version)| version.parse().ok()).unwrap_or(0);
    let mut typed = Cells::new();
    for (name, value) in &fields {
        if let (Some((sub_area, source)), Some(impact)) = (name.split_once(':'), impact_of(value)) {
            typed.entry(sub_area.to_owned()).or_default().insert(source.to_owned(), impact);
        }
    }
    match impact::save(installation, caller, id, number, version, typed.clone()).await {
        Ok(version) => shell.saved(version, &format!("{LIST}/{id}/impact")),
        Err(Error::Conflict(_)) => edit_with(&shell, id, number, Some(typed)).await,
        Err(error) => Err(error.into()),
    }
}

/// The form of an area. With what was typed it was refused, because somebody else recorded something meanwhile.
async fn edit_with(shell: &Shell, id: Uuid, number: u8, typed: Option<Cells>) -> Answer {
    let (installation, t, lang) = (&shell.app.installation, shell.texts(), shell.lang());
    let seen = impact::open(installation, shell.caller(), id).await?;
    let there = impact::area(installation, &seen, number).await?;
    let area = seen.framework.area(number);
    let area =
        area.ok_or_else(|| Error::not_found("area", number.to_string(), reason::NOT_THERE.remedy))?;
    let codes: Vec<&str> = std::iter::once(DOCUMENTS)
        .chain(seen.framework.groups.iter().map(|group| group.code.as_str()))
        .collect();
    let cell = |cells: &Cells, sub_area: &str, source: &str| {
        cells.get(sub_area).and_then(|row| row.get(source)).copied()
    };
    let mut differs = Vec::new();
    let stale = typed.is_some();
    let shown = typed.unwrap_or_else(|| there.clone());
    let rows: Vec<EditRow> = area
        .sub_areas
        .iter()
        .map(|sub_area| {
            let title = format!("{} {}", sub_area.code, sub_area.short.get(lang));
            let cells = codes.iter().map(|source| {
                let (mine, theirs) =
                    (cell(&shown, &sub_area.code, source), cell(&there, &sub_area.code, source));
                let name = source_name(shell, &seen, source);
                if mine != theirs {
                    differs.push(t.impacts_differs(
                        words(t, mine),
                        name.as_str(),
                        words(t, theirs),
                        title.as_str(),
                    ));
                }
                let field = format!("{}:{source}", sub_area.code);
                Cell { name: field, source: name, chosen: code(mine) }
            });
            let cells = cells.collect();
            EditRow { title, cells }
        })
        .collect();
    let here = format!("{LIST}/{id}/impact");
    let heading = t.impacts_area(format!("{number}. {}", area.title.get(lang)));
    let following = number.checked_add(1).filter(|next| seen.framework.area(*next).is_some());
    let impacts = [None, Some(Impact::Confirms), Some(Impact::Contradicts), Some(Impact::Silent)];
    let page = shell.evaluation_page(&seen.head, heading)?;
    let shown = Edit {
        page,
        action: format!("{here}/{number}"),
        cancel: here.clone(),
        version: impact::version(&there),
        sources: codes.iter().map(|source| source_name(shell, &seen, source)).collect(),
        choices: impacts.map(|impact| (code(impact), words(t, impact))).into(),
        rows,
        differs,
        next: following.map(|next| format!("{here}/{next}")),
    };
    let mut response = page::html(&shown);
    if stale {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}

fn source_name(shell: &Shell, seen: &Seen, code: &str) -> String {
    if code == DOCUMENTS {
        return shell.texts().impacts_documents();
    }
    let group = seen.framework.groups.iter().find(|group| group.code == code);
    group.map_or(code, |group| group.title.get(shell.lang())).to_owned()
}

fn sign(impact: Option<Impact>) -> &'static str {
    match impact {
        Some(Impact::Confirms) => "+",
        Some(Impact::Contradicts) => "−",
        Some(Impact::Silent) => "○",
        None => "",
    }
}

fn words(t: &Texts, impact: Option<Impact>) -> String {
    match impact {
        Some(Impact::Confirms) => t.impacts_confirms(),
        Some(Impact::Contradicts) => t.impacts_contradicts(),
        Some(Impact::Silent) => t.impacts_silent(),
        None => t.impacts_unrecorded(),
    }
}

fn code(impact: Option<Impact>) -> &'static str {
    match impact {
        Some(Impact::Confirms) => "confirms",
        Some(Impact::Contradicts) => "contradicts",
        Some(Impact::Silent) => "silent",
        None => "",
    }
}

fn impact_of(word: &str) -> Option<Impact> {
    let all = [Impact::Confirms, Impact::Contradicts, Impact::Silent];
    all.into_iter().find(|impact| code(Some(*impact)) == word)
}

fn counts(t: &Texts, counts: ImpactCounts) -> String {
    let ImpactCounts { confirms, contradicts, silent, .. } = counts;
    t.impacts_counts(u64::from(confirms), u64::from(contradicts), u64::from(silent))
}
