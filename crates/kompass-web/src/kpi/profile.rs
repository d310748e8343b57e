//! A municipality or region in its key figures: field by field, and those most like it.

use super::alike::{self, Own};
use super::selection::{file, files_of, number, value_of};
use super::show::{Chip, group_name, peers_name};
use super::{PLACE, crumbs};
use crate::asked::{Asked, address};
use crate::error::{Answer, NO_PAGE};
use crate::page::{self, Link, Page, Shell, sentence};
use askama::Template;
use axum::extract::Path;
use kompass_app::kpi::sheet::Peers;
use kompass_app::kpi::{self, Area, AreaAt, Comparison, KpiAt, Marks, Segment, listing, reason};
use kompass_core::comparison::Rank;
use kompass_core::format::{self, MISSING};
use kompass_core::i18n::Texts;
use kompass_core::kpi::{Bands, Verdict};
use kompass_core::{Error, Result};

#[derive(Template)]
#[template(path = "kpi/profile.html")]
struct Show {
    page: Page,
    facts: Vec<(String, String)>,
    links: Vec<Link>,
    fields: Vec<Field>,
    chosen: Option<Listing>,
    /// Whom key figures are compared with, if the address says so, and the address without.
    with: Option<(String, String)>,
    /// The overview of the fields.
    files: Vec<Link>,
    rule: String,
    sources: Vec<String>,
}

/// A field of operations.
struct Field {
    link: Link,
    known: usize,
    best: String,
    worst: String,
}

/// Key figures, one a row.
struct Listing {
    title: String,
    rows: Vec<Row>,
    files: Vec<Link>,
}

/// A key figure of the area.
struct Row {
    title: String,
    href: String,
    value: String,
    year: String,
    chip: Chip,
    rank: String,
    peers: String,
    change: String,
}

#[derive(Template)]
#[template(path = "kpi/similar.html")]
struct Similar {
    page: Page,
    name: String,
    families: Vec<Family>,
    others: Vec<Link>,
    /// Our own measure; none for regions.
    own: Option<Own>,
    files: Vec<Link>,
}

/// Those that are alike in something.
struct Family {
    name: String,
    year: String,
    members: Vec<Link>,
    selection: String,
}

#[derive(Template)]
#[template(path = "kpi/package.html")]
struct Package {
    page: Page,
    origin: String,
    dated: bool,
    area: String,
    areas: Vec<String>,
    unknown_area: bool,
    listing: Option<Listing>,
    titles: Vec<Link>,
    rule: String,
    sources: Vec<String>,
    /// What the list names and the catalogue no longer has.
    gone: String,
}

/// `GET /key-figures/municipalities/{area}`.
pub(crate) async fn show(shell: Shell, Path(code): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let (at, area) = known(segment, &code)?;
    let here = format!("{PLACE}/municipalities/{code}");
    let asked = Asked::of(&shell);
    let field = asked.has("field").then(|| asked.one("field"));
    let with = with(segment, at, &asked)?;
    let carried = || with.as_ref().map(|peers| ("with", peers.id()));
    let fields = listing::fields(segment, at);
    if let Some(unknown) = field.filter(|field| !fields.contains_key(field)) {
        return Err(unknown_field(unknown).into());
    }
    let field_name = |name: &str| if name.is_empty() { t.kpi_no_field() } else { name.to_owned() };
    let share = |part: usize, of: usize| match of {
        0 => MISSING.to_owned(),
        of => t.kpi_of(of as u64, part as u64),
    };
    let mut marks = Marks::default();
    let facts = facts(segment, at, &area, t, &mut marks);
    let chosen = field.map(|field| Listing {
        title: field_name(field),
        rows: rows(
            segment,
            at,
            &listing::of_field(segment, at, field),
            with.as_ref(),
            t,
            &mut marks,
        ),
        files: files_of(|form| {
            let mut pairs = vec![("field", field), ("format", form)];
            pairs.extend(carried());
            address(&format!("{here}/export"), pairs)
        }),
    });
    for tally in fields.values() {
        for heading in [t.kpi_known(), t.kpi_in_best(), t.kpi_in_worst()] {
            marks.add(tally, &heading);
        }
    }
    let show = Show {
        facts,
        links: vec![
            Link::to(t.kpi_deviations(), format!("{here}/deviations")),
            Link::to(t.kpi_similar(), format!("{here}/similar")),
            Link::to(t.kpi_find_in(area.title), address(PLACE, [("area", area.code)])),
        ],
        chosen,
        files: files_of(|form| address(&format!("{here}/export"), [("format", form)])),
        with: with.as_ref().map(|peers| (sentence(&peers_name(peers, t)), here.clone())),
        fields: fields
            .iter()
            .map(|(name, tally)| {
                let tally = tally.value();
                Field {
                    link: Link {
                        here: field == Some(name),
                        ..Link::to(
                            field_name(name),
                            address(&here, [("field", *name)].into_iter().chain(carried())),
                        )
                    },
                    known: tally.known,
                    best: share(tally.best, tally.banded),
                    worst: share(tally.worst, tally.banded),
                }
            })
            .collect(),
        rule: t.bands(Bands::Three),
        sources: marks.notes(shell.lang()),
        page: shell.page(t.kpi_profile(area.title))?.under(crumbs(t)),
    };
    Ok(page::html(&show))
}

/// `GET /key-figures/municipalities/{area}/export`.
pub(crate) async fn export(shell: Shell, Path(code): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let (at, area) = known(segment, &code)?;
    let asked = Asked::of(&shell);
    let (name, kpis) = match (asked.one("package"), asked.one("field")) {
        ("", _) if !asked.has("field") => {
            let table = listing::overview(segment, at, t);
            return file(&table, asked.one("format"), shell.lang());
        }
        ("", field) if !listing::fields(segment, at).contains_key(field) => {
            return Err(unknown_field(field).into());
        }
        ("", field) => (field.to_owned(), listing::of_field(segment, at, field)),
        (id, _) => {
            let package = package_of(segment, id)?;
            (package.title.to_owned(), in_package(segment, &package))
        }
    };
    let title = format!("{} {name}", area.title);
    let with = with(segment, at, &asked)?;
    let table = listing::table(segment, at, title, &kpis, with.as_ref().map(Peers::members), t);
    file(&table, asked.one("format"), shell.lang())
}

/// `GET /key-figures/municipalities/{area}/similar`.
pub(crate) async fn similar(shell: Shell, Path(code): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let (at, area) = known(segment, &code)?;
    let groups = segment.groups_of(at);
    let (families, others): (Vec<_>, Vec<_>) =
        groups.into_iter().map(|(_, group)| group).partition(|group| group.focus.is_some());
    let choose =
        |id: &str| address(&format!("{PLACE}/selection"), [("area", area.code), ("group", id)]);
    let page = shell.page(t.kpi_similar_to(area.title))?.under(
        crumbs(t)
            .into_iter()
            .chain([Link::to(area.title, format!("{PLACE}/municipalities/{code}"))]),
    );
    let own = alike::own(segment, at, &Asked::of(&shell), &page, t);
    let wrong = own.as_ref().is_some_and(|own| own.form.has_errors());
    let files = format!("{PLACE}/municipalities/{code}/similar/export");
    let most = own.as_ref().map(|own| own.alike.most.to_string());
    let features = own.iter().flat_map(|own| own.alike.features.iter().map(|it| ("feature", *it)));
    let pairs: Vec<_> = features.chain(most.as_deref().map(|most| ("most", most))).collect();
    let show = Similar {
        files: files_of(|form| address(&files, pairs.iter().copied().chain([("format", form)]))),
        own,
        families: families
            .iter()
            .map(|group| Family {
                name: sentence(group.family),
                year: group.model_year.map(|year| year.to_string()).unwrap_or_default(),
                members: group
                    .members
                    .iter()
                    .map(|at| segment.area(*at))
                    .map(|it| Link::to(it.title, format!("{PLACE}/municipalities/{}", it.code)))
                    .collect(),
                selection: choose(group.id),
            })
            .collect(),
        others: others
            .iter()
            .map(|group| Link::to(group_name(group, t), choose(group.id)))
            .collect(),
        name: area.title.to_owned(),
        page,
    };
    Ok(page::html_or_wrong(&show, wrong))
}

/// `GET /key-figures/municipalities/{area}/similar/export`.
pub(crate) async fn export_similar(shell: Shell, Path(code): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let (at, area) = known(segment, &code)?;
    let asked = Asked::of(&shell);
    let (wanted, problems) = alike::wanted(&asked);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems).into());
    }
    let table = kpi::alike::table(segment, at, t.kpi_similar_to(area.title), Some(&wanted), t);
    file(&table, asked.one("format"), shell.lang())
}

/// Whom the address says that key figures are compared with.
fn with<'a>(segment: &'a Segment, at: AreaAt, asked: &Asked) -> Result<Option<Peers<'a>>> {
    let named = Some(asked.one("with")).filter(|it| !it.is_empty());
    named.map(|name| Peers::of(segment, at, name)).transpose()
}

/// `GET /key-figures/packages/{package}`.
pub(crate) async fn package(shell: Shell, Path(id): Path<String>) -> Answer {
    let t = shell.texts();
    let generation = kpi::read(&shell.app.installation, shell.caller()).await?;
    let segment = &*generation.segment;
    let package = package_of(segment, &id)?;
    let asked = Asked::of(&shell);
    let typed = asked.one("area");
    let area = match typed {
        "" => kpi::own_area(&shell.app.installation, shell.caller(), segment).await?,
        typed => kpi::selection::find_area(segment, typed),
    };
    let kpis = in_package(segment, &package);
    let gone: Vec<&str> =
        package.kpis.iter().copied().filter(|id| segment.find_kpi(id).is_none()).collect();
    let mut marks = Marks::default();
    let listing = area.map(|at| {
        let area = segment.area(at);
        let export = format!("{PLACE}/municipalities/{}/export", area.code);
        Listing {
            title: area.title.to_owned(),
            rows: rows(segment, at, &kpis, None, t, &mut marks),
            files: files_of(|form| address(&export, [("package", package.id), ("format", form)])),
        }
    });
    let unknown_area = area.is_none() && !typed.is_empty();
    let title = |kpi: &KpiAt| {
        let facts = segment.kpi(*kpi);
        Link::to(facts.title, format!("{PLACE}/{}", facts.id))
    };
    let shown = Package {
        origin: package.origin.to_owned(),
        dated: package.id.rsplit_once('-').is_some_and(|(_, year)| year.parse::<u16>().is_ok()),
        area: area.map_or(typed, |at| segment.area(at).title).to_owned(),
        areas: super::names(segment),
        unknown_area,
        titles: if listing.is_none() { kpis.iter().map(title).collect() } else { Vec::new() },
        listing,
        rule: t.bands(Bands::Three),
        sources: marks.notes(shell.lang()),
        gone: if gone.is_empty() {
            String::new()
        } else {
            t.kpi_package_gone(package.kpis.len() as u64, gone.len() as u64, gone.join(", "))
        },
        page: shell.page(package.title)?.under(crumbs(t)),
    };
    Ok(page::html_or_wrong(&shown, unknown_area))
}

/// Key figures of an area, one a row.
fn rows<'a>(
    segment: &'a Segment,
    area: AreaAt,
    kpis: &[KpiAt],
    with: Option<&Peers<'_>>,
    t: &Texts,
    marks: &mut Marks<'a>,
) -> Vec<Row> {
    let code = segment.area(area).code;
    let row = |kpi: &KpiAt| {
        let facts = segment.kpi(*kpi);
        let pairs = [("area", code)].into_iter().chain(with.map(|peers| ("with", peers.id())));
        let href = address(&format!("{PLACE}/{}", facts.id), pairs);
        let found = listing::compared(segment, area, *kpi, with.map(Peers::members));
        if let Some(it) = &found {
            marks.add(&it.raw, &t.kpi_value());
            for heading in [t.kpi_among_all(), t.kpi_rank()] {
                marks.add(&it.among_all, &heading);
            }
            if let Some(peers) = &it.among_peers {
                marks.add(peers, &t.kpi_mean_of_similar());
            }
            marks.add(&it.trend, &t.kpi_over_time());
        }
        found.map_or_else(
            || Row::empty(facts.title, href.clone(), t),
            |it| Row::of(&it, facts.title, href.clone(), t),
        )
    };
    kpis.iter().map(row).collect()
}

impl Row {
    fn of(found: &Comparison<'_>, title: &str, href: String, t: &Texts) -> Self {
        let (measure, lang) = (&found.measure, t.lang());
        let all = found.among_all.value();
        let peers = found.among_peers.as_ref();
        let step = found.trend.value().since_previous.as_ref();
        let change = step.map(|step| {
            let change = measure.print_change(lang, step.change);
            match step.verdict {
                Verdict::Unchanged => t.kpi_unchanged_since(step.from.year),
                verdict => t.kpi_changed_since(change, t.verdict(verdict), step.from.year),
            }
        });
        Self {
            title: title.to_owned(),
            href,
            value: value_of(measure, &found.raw, t),
            year: found.raw.year().to_string(),
            chip: Chip::of(all.standing, measure, Bands::Three, t),
            rank: place(all.standing.rank(measure.direction), t),
            peers: peers.map_or_else(
                || MISSING.to_owned(),
                |it| {
                    t.kpi_peers_n(
                        number(measure, it.value().summary.mean, lang),
                        it.value().summary.n as u64,
                    )
                },
            ),
            change: change.unwrap_or_else(|| MISSING.to_owned()),
        }
    }

    fn empty(title: &str, href: String, t: &Texts) -> Self {
        let none = || MISSING.to_owned();
        Self {
            title: title.to_owned(),
            href,
            value: none(),
            year: none(),
            chip: Chip { class: "", sign: "", words: t.kpi_no_value() },
            rank: none(),
            peers: none(),
            change: none(),
        }
    }
}

/// A rank in few words, for a column.
fn place(rank: Rank, t: &Texts) -> String {
    t.kpi_of(rank.of as u64, rank.place as u64)
}

fn unknown_field(name: &str) -> Error {
    Error::invalid(reason::NO_SUCH_CHOICE.problem("field").naming([name]))
}

/// The area of a code in an address.
pub(super) fn known<'a>(segment: &'a Segment, code: &str) -> Result<(AreaAt, Area<&'a str>)> {
    let missing = || Error::not_found(NO_PAGE, code, "choose a municipality or region by its name");
    let at = segment.find_area(code).ok_or_else(missing)?;
    Ok((at, segment.area(at)))
}

fn package_of<'a>(segment: &'a Segment, id: &str) -> Result<kpi::Package<&'a str>> {
    let missing = || Error::not_found(NO_PAGE, id, "choose one of the collections");
    segment.packages().find(|package| package.id == id).ok_or_else(missing)
}

fn in_package(segment: &Segment, package: &kpi::Package<&str>) -> Vec<KpiAt> {
    package.kpis.iter().filter_map(|id| segment.find_kpi(id)).collect()
}

fn facts<'a>(
    segment: &'a Segment,
    at: AreaAt,
    area: &Area<&str>,
    t: &Texts,
    marks: &mut Marks<'a>,
) -> Vec<(String, String)> {
    let mut facts = vec![(t.kpi_code(), area.code.to_owned())];
    if let Some(raw) = listing::population(segment, at) {
        let number = format::whole(t.lang(), raw.value() as i64);
        marks.add(&raw, &t.kpi_population());
        facts.push((t.kpi_population(), t.kpi_population_of(number, raw.year())));
    }
    if !area.skr_group.is_empty() {
        facts.push((t.kpi_skr_group(), area.skr_group.to_owned()));
    }
    facts
}
