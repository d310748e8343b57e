//! Evaluations: those that one may see, each of them at a glance, and it as a file.

use crate::download;
use crate::error::Answer;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use kompass_app::access::{self, Scope};
use kompass_app::delivery;
use kompass_app::document;
use kompass_app::evaluation::{self, Head, Seen};
use kompass_app::organisation::{self, Organisation};
use kompass_app::secrecy;
use kompass_core::access::{Action, Resource, Role};
use kompass_core::evaluation::view::{AreaProgress, Progress};
use kompass_core::evaluation::{self as core, Document, Kind, Source, State, TeamRole, file};
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use kompass_core::{Result, format};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Where all evaluations are.
pub(crate) const LIST: &str = "/evaluations";

#[derive(Template)]
#[template(path = "evaluation/list.html")]
struct List {
    page: Page,
    search: String,
    rows: Vec<Row>,
    /// Where this caller can book one.
    books: Vec<Link>,
    /// Where this caller can take over what others published.
    takes_over: Vec<Link>,
    none_next: String,
}

/// An evaluation in a list.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) municipality: String,
    pub(crate) year: i16,
    pub(crate) kind: String,
    pub(crate) step: String,
    pub(crate) tone: &'static str,
    pub(crate) roles: String,
}

#[derive(Template)]
#[template(path = "evaluation/show.html")]
struct Show {
    page: Page,
    fictional: bool,
    /// Where to sign the declaration that opens the rest.
    declare: Option<String>,
    /// Both sheets, where the evaluation is scored in two frameworks.
    sheets: Vec<SheetRow>,
    facts: Vec<(String, String)>,
    links: Vec<Link>,
    team: Option<Vec<Member>>,
    progress: Option<Judging>,
    documents: Option<Vec<Evidence>>,
    export: String,
}

/// One of the frameworks in which an evaluation is scored.
struct SheetRow {
    framework: String,
    href: String,
    here: bool,
    /// `None` for those who may not see points yet.
    points: Option<String>,
}

struct Member {
    name: String,
    employer: String,
    role: String,
}

struct Judging {
    areas: Vec<Area>,
    /// True if there is an area of which anything is told but who has locked it.
    judged: bool,
    /// True if there is an area in which only one's own is counted.
    own: bool,
    agreed: Option<String>,
}

struct Area {
    title: String,
    locked: String,
    judged: Option<Judged>,
}

struct Judged {
    percent: usize,
    words: String,
}

struct Evidence {
    title: String,
    kind: String,
    date: String,
    file: Option<String>,
    address: Option<String>,
}

/// `GET /evaluations`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let search = shell.query("search").unwrap_or_default().trim().to_owned();
    let mut heads = evaluation::list_for(installation, caller).await?;
    let wanted = search.to_lowercase();
    heads.retain(|head| {
        let code = head.code.as_deref().unwrap_or_default();
        head.municipality.to_lowercase().contains(&wanted) || code.starts_with(&wanted)
    });
    let mut books = organisation::mine(installation, caller).await?;
    books.retain(|it| may_book(&shell, it.id));
    let none_next = if !books.is_empty() {
        t.evaluations_none_book()
    } else if shell.may(Resource::Organisations, Action::Read, &Scope::Installation) {
        t.evaluations_none_system()
    } else {
        t.evaluations_none_wait()
    };
    let only = books.len() == 1;
    let book = |it: &Organisation| {
        let label = if only { t.booking() } else { t.booking_for(it.name.as_str()) };
        Link::to(label, format!("/organisations/{}/evaluations/new", it.id))
    };
    let take_over = |it: &Organisation| {
        let label = match only {
            true => t.published_result_new(),
            false => t.published_result_new_for(it.name.as_str()),
        };
        Link::to(label, format!("/organisations/{}/evaluations/published", it.id))
    };
    Ok(page::html(&List {
        page: shell.page(t.evaluations())?,
        rows: heads.iter().map(|head| Row::of(&shell, head)).collect(),
        books: books.iter().map(book).collect(),
        takes_over: books.iter().map(take_over).collect(),
        none_next,
        search,
    }))
}

/// `GET /evaluations/{evaluation}`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let seen = evaluation::open_for(installation, caller, id).await?;
    let here = format!("{LIST}/{id}");
    let may = |resource, action| sees(&seen, resource, action);
    let declares = caller.member(id).is_some() && may(Resource::Declaration, Action::Write);
    let documents = if may(Resource::Documents, Action::Read) {
        let files = document::with_file(installation, caller, seen.head.main()).await?;
        let evidence = |it: &Document| Evidence::of(it, &files, &here);
        Some(seen.evaluation.documents.iter().map(evidence).collect())
    } else {
        None
    };
    let member = |it: &core::Member| Member {
        name: it.name.clone(),
        employer: it.employer.clone(),
        role: team_role(t, it.role),
    };
    let mut links = Vec::new();
    let mut link = |shown: bool, label: String, to: &str| {
        links.extend(shown.then(|| Link::to(label, format!("{here}/{to}"))));
    };
    link(declares && seen.viewer.declared, t.evaluation_to_declaration(), "declaration");
    let plans = may(Resource::Head, Action::Write) && seen.head.companion_of.is_none();
    link(plans, t.planning_to_edit(), "plan");
    link(may(Resource::Published, Action::Write), t.published_result_to_edit(), "published");
    link(may(Resource::Conditions, Action::Read), t.planning_to_conditions(), "conditions");
    let reads = may(Resource::Report, Action::Read);
    let corrected = !reads && delivery::has_edition(installation, caller, &seen.head).await?;
    link(corrected, t.delivery_last_edition(), "report");
    let compares = seen.head.state >= State::Delivered && may(Resource::Points, Action::Read);
    link(compares, t.compare_to_page(), "comparison");
    link(may(Resource::SelfImage, Action::Read), t.self_image_to(), "self-image");
    Ok(page::html(&Show {
        page: shell.evaluation_page(&seen.head, name(&seen.head))?,
        fictional: seen.head.fictional,
        declare: (declares && !seen.viewer.declared).then(|| format!("{here}/declaration")),
        facts: facts(&shell, &seen),
        sheets: sheets(&shell, &seen).await?,
        links,
        team: may(Resource::Team, Action::Read)
            .then(|| seen.evaluation.team.iter().map(member).collect()),
        progress: seen
            .progress
            .as_ref()
            .filter(|_| seen.head.state >= State::Scoring)
            .map(|progress| Judging::of(&shell, &seen.framework, progress)),
        documents,
        export: format!("{here}/export"),
    }))
}

/// `GET /evaluations/{evaluation}/export`.
pub(crate) async fn export(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let seen = evaluation::open_for(&shell.app.installation, shell.caller(), id).await?;
    let name = format!("{} {}.json", seen.head.municipality, seen.head.year);
    let installation = &shell.app.installation;
    let outside = secrecy::outside(installation, &seen.head, seen.evaluation).await?;
    let body = file::to_json(&outside);
    Ok(download::answer(&name, body.len() as u64, Body::from(body)))
}

impl Row {
    /// An evaluation with what the caller is in it.
    pub(crate) fn of(shell: &Shell, head: &Head) -> Self {
        let t = shell.texts();
        Self {
            id: head.id,
            municipality: head.municipality.clone(),
            year: head.year,
            kind: t.kind(head.kind),
            step: t.state(head.state),
            tone: match head.state {
                State::Planned => "",
                State::Closed => "good",
                _ => "info",
            },
            roles: role_words(shell, &access::roles(shell.caller(), &Scope::Evaluation(head))),
        }
    }
}

impl Judging {
    fn of(shell: &Shell, framework: &Framework, progress: &Progress) -> Self {
        let t = shell.texts();
        let judging = || progress.areas.iter().filter_map(|area| area.judging.as_ref());
        let area = |it: &AreaProgress| {
            let title = framework.area(it.number).map_or("", |area| area.title.get(shell.lang()));
            let (locked, of) = (it.locked.len(), it.locked.len() + it.to_lock.len());
            Area {
                title: format!("{}. {title}", it.number),
                locked: match of {
                    0 => t.evaluation_locked_together(),
                    _ => t.evaluation_locked_by(locked as u64, of as u64),
                },
                judged: it.judging.as_ref().map(|judging| Judged {
                    percent: (100 * judging.assessed).checked_div(judging.units).unwrap_or(100),
                    words: t.evaluation_judged_of(judging.assessed as u64, judging.units as u64),
                }),
            }
        };
        let consensus = progress.consensus.as_ref();
        Self {
            areas: progress.areas.iter().map(area).collect(),
            judged: judging().next().is_some(),
            own: judging().any(|judging| !judging.everybody),
            agreed: consensus.map(|it| t.evaluation_agreed(it.agreed as u64, it.units as u64)),
        }
    }
}

impl Evidence {
    fn of(document: &Document, files: &BTreeSet<String>, here: &str) -> Self {
        let Document { code, title, kind, date, address, .. } = document;
        // An address that somebody wrote is a link only if it leads to the web.
        let web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
        Self {
            title: title.clone(),
            kind: kind.clone(),
            date: date.map(format::date).unwrap_or_default(),
            file: files
                .contains(code)
                .then(|| format!("{here}/documents/{}/file", download::encoded(code))),
            address: web.then(|| address.clone()),
        }
    }
}

/// What an evaluation is called.
pub(crate) fn name(head: &Head) -> String {
    format!("{} {}", head.municipality, head.year)
}

/// What a member of the team does, in words.
pub(crate) fn team_role(t: &Texts, role: TeamRole) -> String {
    t.role(match role {
        TeamRole::Lead => Role::LeadEvaluator,
        TeamRole::Evaluator => Role::Evaluator,
        TeamRole::Reviewer => Role::QualityReviewer,
    })
}

/// The way to an evaluation; who came by a personal link has no list.
pub(crate) fn above(shell: &Shell) -> Vec<Link> {
    let account = shell.caller().account.is_some();
    account.then(|| Link::to(shell.texts().evaluations(), LIST)).into_iter().collect()
}

/// True if this part of an evaluation is the caller's to read or write.
pub(crate) fn sees(seen: &Seen, resource: Resource, action: Action) -> bool {
    seen.viewer.may(resource, action, seen.head.state, seen.head.kind)
}

/// Roles in an evaluation; running the installation is none.
fn role_words(shell: &Shell, roles: &[Role]) -> String {
    let of_it = roles.iter().filter(|role| **role != Role::SystemAdministrator);
    let words: Vec<String> = of_it.map(|role| shell.texts().role(*role)).collect();
    format::list(shell.lang(), &words)
}

fn facts(shell: &Shell, seen: &Seen) -> Vec<(String, String)> {
    let (t, it) = (shell.texts(), &seen.evaluation);
    let visit = match it.visit.as_slice() {
        [] => t.evaluation_visit_none(),
        days => format::days(shell.lang(), days),
    };
    let facts = [
        (t.evaluation_role(), role_words(shell, &seen.viewer.roles)),
        (t.evaluation_kind(), t.kind(it.kind)),
        (t.evaluation_framework(), seen.framework.title.get(shell.lang()).to_owned()),
        (t.evaluation_date(), it.assessment_date.map(format::date).unwrap_or_default()),
        (t.evaluation_visit(), if it.kind == Kind::Imported { String::new() } else { visit }),
        (t.evaluation_source(), it.source.as_ref().map(source).unwrap_or_default()),
        (t.evaluation_code(), it.municipality.code.clone().unwrap_or_default()),
        (t.evaluation_record(), it.record_number.clone()),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// Where a result was published: title, publisher, day.
fn source(source: &Source) -> String {
    let date = source.date.map(format::date).unwrap_or_default();
    let parts = [source.title.as_str(), source.publisher.as_str(), date.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Both frameworks of an evaluation with what they come to, as far as this caller may see it; nothing where there is one.
async fn sheets(shell: &Shell, seen: &Seen) -> Result<Vec<SheetRow>> {
    let (installation, t) = (&shell.app.installation, shell.texts());
    let Some(other) = evaluation::other_sheet(installation, &seen.head).await? else {
        return Ok(Vec::new());
    };
    let other = evaluation::open_for(installation, shell.caller(), other.id).await?;
    let mut both = [seen, &other];
    both.sort_by_key(|it| it.head.companion_of);
    let mut rows = Vec::new();
    for it in both {
        let score = evaluation::score_for(installation, it).await?;
        rows.push(SheetRow {
            framework: it.framework.title.get(shell.lang()).to_owned(),
            href: format!("{LIST}/{}", it.head.id),
            here: it.head.id == seen.head.id,
            points: score.map(|score| match score.total {
                Some(total) => t.points_of_max(score.max, total),
                None => t.planning_two_none(),
            }),
        });
    }
    Ok(rows)
}

/// True if the caller books evaluations for this organisation.
pub(crate) fn may_book(shell: &Shell, organisation: Uuid) -> bool {
    shell.may(Resource::Evaluations, Action::Write, &Scope::Organisation(organisation))
}
