//! Municipalities that are alike by our own measure: what counts stands in the address, and the group can be compared with.

use super::PLACE;
use crate::asked::{Asked, address};
use crate::form::{Field, Form};
use crate::page::{Link, Page};
use kompass_app::kpi::alike::{Alike, FEATURES, Found, MOST};
use kompass_app::kpi::{AreaAt, AreaKind, KpiAt, Marks, Segment, reason};
use kompass_core::i18n::Texts;
use kompass_core::{Problem, format};

/// The part of the page that is about them.
pub(super) struct Own {
    pub(super) form: Form,
    /// Municipalities with their distance, the nearest first.
    pub(super) rows: Vec<(Link, String)>,
    /// What counts, of which year; how many were compared; what was left out.
    pub(super) notes: Vec<String>,
    /// Where the group can be used.
    pub(super) uses: Vec<Link>,
    pub(super) sources: Vec<String>,
    /// What was asked for.
    pub(super) alike: Alike,
}

/// The municipalities most like one in what the address names; none for a region.
pub(super) fn own(
    segment: &Segment,
    at: AreaAt,
    asked: &Asked,
    page: &Page,
    t: &Texts,
) -> Option<Own> {
    let area = segment.area(at);
    if area.kind != AreaKind::Municipality {
        return None;
    }
    let (alike, problems) = wanted(asked);
    let title = |kpi: KpiAt| segment.kpi(kpi).title.to_owned();
    let boxes = FEATURES.into_iter().filter_map(|id| {
        let kpi = segment.find_kpi(id)?;
        Some((id.to_owned(), title(kpi), alike.features.contains(&id)))
    });
    let here = page.here.split('?').next().unwrap_or_default();
    let typed = match asked.one("most") {
        "" => alike.most.to_string(),
        typed => typed.to_owned(),
    };
    let form = Form::new(page, here, t.kpi_show())
        .field(Field::boxes("feature", t.kpi_own_features(), boxes))
        .field(Field::text("most", t.kpi_own_most()).most(2).value(typed))
        .wrong(&problems, t);
    let found = alike.find(segment, at);
    let (mut marks, group) = (Marks::default(), alike.group(area.code));
    let rows = found.iter().flat_map(|found| &found.members).map(|(member, distance)| {
        marks.add(distance, &t.kpi_own_distance());
        let member = segment.area(*member);
        let link = Link::to(member.title, format!("{PLACE}/municipalities/{}", member.code));
        (link, format::decimal(t.lang(), *distance.value(), 2))
    });
    let rows: Vec<_> = rows.collect();
    Some(Own {
        form,
        notes: found.as_ref().map(|found| notes(found, &title, t)).unwrap_or_default(),
        uses: match rows.is_empty() {
            true => Vec::new(),
            false => vec![
                Link::to(
                    t.kpi_compare_them(),
                    address(
                        &format!("{PLACE}/selection"),
                        [("area", area.code), ("group", &group)],
                    ),
                ),
                Link::to(
                    t.kpi_own_profile(area.title),
                    address(&format!("{PLACE}/municipalities/{}", area.code), [("with", &*group)]),
                ),
            ],
        },
        rows,
        sources: marks.notes(t.lang()),
        alike,
    })
}

/// What the address asks for, and what is wrong with it; the usual where it says nothing or what is wrong.
pub(super) fn wanted(asked: &Asked) -> (Alike, Vec<Problem>) {
    let (mut problems, usual) = (Vec::new(), Alike::default());
    let most = match asked.one("most") {
        "" => usual.most,
        typed => typed.parse().ok().filter(|most| (1..=MOST).contains(most)).unwrap_or_else(|| {
            problems.push(reason::HOW_MANY.problem("most"));
            usual.most
        }),
    };
    let named: Vec<&str> = asked.all("feature").collect();
    let alike = match named.is_empty() {
        true => Alike { most, ..usual },
        false => Alike::by(named, most).unwrap_or_else(|unknown| {
            problems.push(reason::NO_SUCH_CHOICE.problem("feature").naming([unknown]));
            Alike { most, ..usual }
        }),
    };
    (alike, problems)
}

fn notes(found: &Found<'_>, title: &dyn Fn(KpiAt) -> String, t: &Texts) -> Vec<String> {
    let feature = |(kpi, year): &(KpiAt, i16)| format!("{} ({year})", title(*kpi));
    let features: Vec<String> = found.features.iter().map(feature).collect();
    let mut notes = vec![t.kpi_own_counts(features.join(", ")), t.kpi_own_n(found.n as u64)];
    if !found.without.is_empty() {
        let without: Vec<String> = found.without.iter().map(|kpi| title(*kpi)).collect();
        notes.push(t.kpi_own_without(without.join(", ")));
    }
    notes
}
