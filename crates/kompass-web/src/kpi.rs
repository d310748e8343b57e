//! National key figures: finding one among six thousand, and the way to everything else that is known of them.

mod alike;
pub(crate) mod deviations;
pub(crate) mod edition;
pub(crate) mod outcome;
pub(crate) mod profile;
pub(crate) mod saved;
pub(crate) mod selection;
pub(crate) mod show;

use crate::asked::{Asked, address};
use crate::error::Answer;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::response::{IntoResponse, Redirect};
use kompass_app::kpi::selection::{by_name, find_area};
use kompass_app::kpi::tree::{Branch, branches};
use kompass_app::kpi::{self, AreaKind, Gender, KpiAt, Segment};
use kompass_core::i18n::Texts;

/// Where the key figures are.
pub(crate) const PLACE: &str = "/key-figures";
/// Key figures that a search or a branch shows.
const SHOWN: usize = 50;
/// Longest question, in characters.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "kpi/find.html")]
struct Find {
    page: Page,
    asked: String,
    /// The area whose figures are looked at, carried along.
    area: String,
    areas: Vec<String>,
    /// The same as links to their profiles.
    profiles: Vec<Link>,
    /// What was found; `None` if nothing was asked for.
    found: Option<Vec<Hit>>,
    none: String,
    /// The branch of the tree that is looked at.
    branch: Option<Link>,
    branches: Vec<(Link, Vec<Link>)>,
    packages: Vec<Link>,
    lead: String,
    unknown_area: bool,
    fallen_back: bool,
}

/// A key figure in a list.
pub(crate) struct Hit {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) about: String,
    pub(crate) ended: bool,
    pub(crate) add: String,
}

/// `GET /key-figures`.
pub(crate) async fn find(shell: Shell) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let (segment, asked) = (&*generation.segment, Asked::of(&shell));
    let area = asked.one("area");
    let known = find_area(segment, area).map(|area| segment.area(area).code);
    if let Some(code) = known.filter(|_| asked.has("go")) {
        return Ok(Redirect::to(&format!("{PLACE}/municipalities/{code}")).into_response());
    }
    let typed: String = asked.one("q").chars().take(LONGEST).collect();
    let code = known.unwrap_or_default();
    let branch = branches().iter().find(|branch| branch.id == asked.one("branch"));
    let found: Option<Vec<KpiAt>> = match branch {
        _ if !typed.is_empty() => {
            Some(segment.search(&typed, SHOWN).into_iter().map(|hit| hit.kpi).collect())
        }
        Some(branch) => Some(branch.kpis.iter().filter_map(|id| segment.find_kpi(id)).collect()),
        None => None,
    };
    let hits = found.map(|found| found.into_iter().map(|kpi| Hit::of(segment, kpi, code, t)));
    let unknown_area = known.is_none() && !area.is_empty();
    let page = shell.page(t.kpi_heading())?;
    let find = Find {
        lead: t.kpi_lead(segment.kpis().len() as u64),
        none: t.kpi_none(typed.as_str()),
        asked: typed,
        area: area.to_owned(),
        areas: names(segment),
        profiles: profiles(segment),
        found: hits.map(Iterator::collect),
        branch: branch.map(|branch| branch_link(branch, code)),
        branches: tree(code),
        packages: segment
            .packages()
            .map(|it| Link::to(it.title, address(&format!("{PLACE}/packages/{}", it.id), of(code))))
            .collect(),
        unknown_area,
        fallen_back: shell.app.installation.kpis.falls_back(),
        page,
    };
    Ok(page::html_or_wrong(&find, unknown_area))
}

impl Hit {
    /// A key figure, with the area whose figures are looked at.
    fn of(segment: &Segment, kpi: KpiAt, code: &str, t: &Texts) -> Self {
        let (facts, measure) = (segment.kpi(kpi), segment.measure(kpi));
        let latest = [AreaKind::Municipality, AreaKind::Region, AreaKind::Nation]
            .into_iter()
            .filter_map(|kind| segment.latest_year(kpi, Gender::Total, kind))
            .max();
        let known = latest.map_or_else(|| t.kpi_no_values(), |year| t.kpi_values_until(year));
        let about = [
            facts.id.to_owned(),
            measure.unit.text().to_owned(),
            facts.operating_area.to_owned(),
            known,
        ];
        let about: Vec<String> = about.into_iter().filter(|it| !it.is_empty()).collect();
        Self {
            title: facts.title.to_owned(),
            href: address(&format!("{PLACE}/{}", facts.id), of(code)),
            about: about.join(" · "),
            ended: facts.retired || kpi::ended(facts.title).is_some(),
            add: address(
                &format!("{PLACE}/selection"),
                [("kpi", facts.id)].into_iter().chain(of(code)),
            ),
        }
    }
}

/// The part of an address that carries an area along.
pub(crate) fn of(code: &str) -> Option<(&'static str, &str)> {
    (!code.is_empty()).then_some(("area", code))
}

/// The areas as one writes them, to choose from.
pub(crate) fn names(segment: &Segment) -> Vec<String> {
    by_name(segment).into_iter().map(|it| format!("{} {}", it.title, it.code)).collect()
}

/// Every area as a link to its profile.
fn profiles(segment: &Segment) -> Vec<Link> {
    let areas = by_name(segment).into_iter();
    areas.map(|it| Link::to(it.title, format!("{PLACE}/municipalities/{}", it.code))).collect()
}

/// The way to a page of the key figures.
pub(crate) fn crumbs(t: &Texts) -> [Link; 1] {
    [Link::to(t.place_key_figures(), PLACE)]
}

/// The main branches of the tree, each with those under it that hold key figures.
fn tree(code: &str) -> Vec<(Link, Vec<Link>)> {
    let under = |above: &Branch| {
        let mut under = Vec::new();
        let mut open = vec![above.id.as_str()];
        // Each branch stands after the one above it.
        for branch in branches() {
            if open.contains(&branch.parent.as_str()) {
                open.push(&branch.id);
                if !branch.kpis.is_empty() {
                    under.push(branch_link(branch, code));
                }
            }
        }
        under
    };
    let main = branches().iter().filter(|branch| branch.parent.is_empty());
    main.map(|branch| (branch_link(branch, code), under(branch))).collect()
}

fn branch_link(branch: &Branch, code: &str) -> Link {
    let pairs = [("branch", branch.id.as_str())].into_iter().chain(of(code));
    Link::to(branch.title.trim(), address(PLACE, pairs))
}
