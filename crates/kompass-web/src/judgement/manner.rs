//! How each area is judged: shown to all who judge, set by the lead before anybody judges.

use super::{area_of, area_title, way_words};
use crate::conflict::{self, Choice};
use crate::error::{self, Answer};
use crate::evaluation::LIST;
use crate::form::{CheckBox, Checks, Field, Form};
use crate::page::{self, Shell};
use axum::extract::{Form as Sent, Path};
use kompass_app::access::Scope;
use kompass_app::evaluation::Seen;
use kompass_app::judgement::{self, Manners, StoredManner};
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::Way;
use kompass_core::evaluation::judging::Manner;
use kompass_core::framework::Framework;
use kompass_core::{Error, Lang, Problem, format};
use uuid::Uuid;

/// How the areas are judged, as a table.
pub(super) struct Ways {
    pub(super) rows: Vec<WayRow>,
    /// True if the caller can change them.
    pub(super) changes: bool,
}

/// How an area is judged.
pub(super) struct WayRow {
    pub(super) title: String,
    pub(super) way: String,
    pub(super) direct: String,
    pub(super) change: String,
}

impl Ways {
    /// Before anybody judges.
    pub(super) fn before(shell: &Shell, manners: &Manners) -> Self {
        let scope = Scope::Evaluation(&manners.head);
        let (id, framework) = (manners.head.id, &manners.framework);
        let rows = manners
            .areas
            .iter()
            .map(|it| WayRow::of(shell, id, framework, it.number, &it.manner))
            .collect();
        Self { rows, changes: shell.may(Resource::Ways, Action::Write, &scope) }
    }

    /// Once it is fixed.
    pub(super) fn fixed(shell: &Shell, seen: &Seen) -> Self {
        let row = |number| {
            let part = seen.evaluation.areas.iter().find(|part| part.number == number);
            let direct = part.map(|part| part.direct.clone()).unwrap_or_default();
            let manner = Manner { way: judgement::way(seen, number), direct };
            WayRow::of(shell, seen.head.id, &seen.framework, number, &manner)
        };
        let rows = seen.framework.areas.iter().map(|area| row(area.number)).collect();
        Self { rows, changes: false }
    }
}

impl WayRow {
    fn of(shell: &Shell, id: Uuid, framework: &Framework, number: u8, manner: &Manner) -> Self {
        let (t, lang) = (shell.texts(), shell.lang());
        let area = framework.area(number);
        let all = area.map_or(0, |area| area.sub_areas.len());
        let direct = match manner.direct.len() {
            0 => t.judgement_by_question(),
            some if some == all => t.judgement_all_direct(),
            _ => t.judgement_some_direct(format::list(lang, &manner.direct)),
        };
        Self {
            title: area.map(|area| area_title(area, lang)).unwrap_or_default(),
            way: way_words(t, manner.way),
            direct,
            change: format!("{LIST}/{id}/scoring/areas/{number}"),
        }
    }
}

/// `GET /evaluations/{evaluation}/scoring/areas/{area}`.
pub(crate) async fn form(shell: Shell, Path((id, number)): Path<(Uuid, u8)>) -> Answer {
    let there = judgement::manners(&shell.app.installation, shell.caller(), id).await?;
    let area = there.areas.iter().find(|it| it.number == number);
    let (manner, version) = match area {
        Some(area) => (area.manner.clone(), area.version),
        None => return Err(Error::not_found("area", number.to_string(), "").into()),
    };
    form_with(&shell, &there, number, &manner, version, &[])
}

/// `POST /evaluations/{evaluation}/scoring/areas/{area}`.
pub(crate) async fn change(
    shell: Shell,
    Path((id, number)): Path<(Uuid, u8)>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Answer {
    let (installation, caller) = (&shell.app.installation, shell.caller());
    let given =
        |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, it)| it.as_str());
    let way = way_of(given("way"))
        .ok_or_else(|| error::invalid("JU16", "way", "choose how the area is judged"));
    let direct = fields.iter().filter(|(name, _)| name == "direct").map(|(_, code)| code.clone());
    let direct: Vec<String> = direct.collect();
    let version = given("version").and_then(|it| it.parse().ok()).unwrap_or(0);
    let changed = match way {
        Ok(way) => {
            let manner = Manner { way, direct: direct.clone() };
            judgement::set_manner(installation, caller, id, number, version, &manner).await
        }
        Err(error) => Err(error),
    };
    let typed = |way| Manner { way, direct: direct.clone() };
    match changed {
        Ok(_) => page::done(&format!("{LIST}/{id}/scoring"), "judgement-way"),
        Err(Error::Conflict(why)) => {
            let there = judgement::manners(installation, caller, id).await?;
            let now = there.areas.iter().find(|it| it.number == number);
            let Some(now) = now.filter(|now| now.version != version) else {
                return Err(Error::Conflict(why).into());
            };
            differs(&shell, &there, now, way_of(given("way")), &direct)
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            let there = judgement::manners(installation, caller, id).await?;
            let way = way_of(given("way")).unwrap_or(Way::Independent);
            form_with(&shell, &there, number, &typed(way), version, &problems)
        }
    }
}

fn way_of(given: Option<&str>) -> Option<Way> {
    let ways = [Way::Independent, Way::PrimarySecond, Way::Joint];
    ways.into_iter().find(|way| given == Some(way_value(*way)))
}

/// As the form sends it.
fn way_value(way: Way) -> &'static str {
    match way {
        Way::Independent => "independent",
        Way::PrimarySecond => "primary_second",
        Way::Joint => "joint",
    }
}

/// Somebody else set it meanwhile: both are shown.
fn differs(
    shell: &Shell,
    there: &Manners,
    now: &StoredManner,
    way: Option<Way>,
    direct: &[String],
) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let way = way.unwrap_or(now.manner.way);
    let area = area_of(&there.framework, now.number)?;
    let named = |codes: &[String]| {
        let chosen = area.sub_areas.iter().filter(|sub| codes.contains(&sub.code));
        let words = chosen.map(|sub| format!("{} {}", sub.code, sub.short.get(lang)));
        words.collect::<Vec<_>>().join("\n")
    };
    let choices = vec![
        Choice {
            label: t.judgement_ways_way(),
            mine: way_words(t, way),
            theirs: way_words(t, now.manner.way),
        },
        Choice {
            label: t.judgement_ways_direct(),
            mine: named(direct),
            theirs: named(&now.manner.direct),
        },
    ];
    let mut others = vec![("way", way_value(way).to_owned())];
    others.extend(direct.iter().map(|code| ("direct", code.clone())));
    let here = format!("{LIST}/{}/scoring", there.head.id);
    let page = shell.evaluation_page(&there.head, area_title(area, lang))?;
    let action = format!("{here}/areas/{}", now.number);
    conflict::choices(shell, page, action, here, now.version, choices, others)
}

fn form_with(
    shell: &Shell,
    there: &Manners,
    number: u8,
    manner: &Manner,
    version: i64,
    problems: &[Problem],
) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let area = area_of(&there.framework, number)?;
    let here = format!("{LIST}/{}/scoring", there.head.id);
    let page = shell.evaluation_page(&there.head, area_title(area, lang))?;
    let ways = [
        (Way::Independent, t.judgement_way_independent_help()),
        (Way::PrimarySecond, t.judgement_way_primary_help()),
        (Way::Joint, t.judgement_way_joint_help()),
    ];
    let ways = ways.map(|(way, help)| (way_value(way).to_owned(), way_words(t, way), help));
    let chosen = way_value(manner.way);
    let boxes = area.sub_areas.iter().filter(|sub| !sub.questions.is_empty()).map(|sub| CheckBox {
        value: sub.code.clone(),
        words: format!("{} {}", sub.code, sub.short.get(lang)),
        help: points(shell, lang, sub.points),
        chosen: manner.direct.contains(&sub.code),
    });
    let boxes = vec![Checks { heading: String::new(), boxes: boxes.collect() }];
    let direct = Field::checks("direct", t.judgement_ways_direct(), boxes);
    let mut form = Form::new(&page, format!("{here}/areas/{number}"), t.judgement_ways_go())
        .field(Field::radios("way", t.judgement_ways_way(), ways.into()).value(chosen))
        .field(direct.help(t.judgement_ways_direct_help()))
        .field(Field::hidden("version", version.to_string()))
        .cancel(here)
        .wrong(problems, t);
    form.consequence = t.judgement_ways_consequence();
    Ok(shell.form_page(page, t.judgement_ways_lead(), form))
}

fn points(shell: &Shell, lang: Lang, points: u32) -> String {
    shell.texts().judgement_most_points(format::whole(lang, points))
}
