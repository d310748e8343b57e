//! The figures: charts with what they show in words.

use super::{Writer, decimals};
use crate::chart::{
    self, Alt, Bar, Bars, Colour, Palette, PointsBar, Radar, RadarAxis, Style, Trend, TrendPoint,
    TrendVersion,
};
use crate::model::{Area, Comparison, Earlier, Template};
use kompass_core::Points;
use serde::Serialize;

/// Width of the points bar of an area, which has its table beside it.
const BAR_WIDTH: f64 = 312.0;

/// A figure as the template takes it.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    /// Name of the file.
    file: String,
    /// Width in points.
    width: f64,
    /// What it shows, for those who don't see it.
    alt: String,
}

/// The files of the figures made so far.
pub(super) type Files = Vec<(String, String)>;

impl Writer<'_> {
    /// Own points and the comparison on the axes of a compass; only where an area has points.
    pub(super) fn radar(&self, files: &mut Files) -> Option<Figure> {
        let (report, t) = (self.report, self.t);
        let comparison = self.compared_areas();
        let axes = report.areas.iter().enumerate().map(|(index, area)| RadarAxis {
            label: area.title.clone(),
            own: area.points.map(f64::from),
            comparison: comparison.and_then(|comparison| rounded(comparison, index)),
        });
        let radar = Radar {
            alt: self.alt(t.report_alt_radar(self.own())),
            max: f64::from(report.areas.iter().map(|area| area.max).max()?),
            own: self.own(),
            comparison: comparison.map(|comparison| self.named(comparison)).unwrap_or_default(),
            axes: axes.collect(),
        };
        self.any_points()
            .then(|| self.figure(files, "radar", &radar.alt, |style| chart::radar(&radar, style)))
    }

    /// A bar per area with ticks for the comparison and the previous evaluation.
    pub(super) fn bars(&self, files: &mut Files) -> Option<Figure> {
        let (report, t) = (self.report, self.t);
        let bars = Bars {
            alt: self.alt(t.report_alt_bars(self.own())),
            max: f64::from(report.areas.iter().map(|area| area.max).max()?),
            value: t.report_points(),
            mean: self
                .compared_areas()
                .map(|comparison| comparison.short.clone())
                .unwrap_or_default(),
            previous: report.previous().map(|earlier| self.year_of(earlier)).unwrap_or_default(),
            rows: report
                .areas
                .iter()
                .enumerate()
                .map(|(index, area)| Bar {
                    label: format!("{} {}", area.number, area.title),
                    ..self.bar(index, area)
                })
                .collect(),
        };
        self.any_points()
            .then(|| self.figure(files, "bars", &bars.alt, |style| chart::bars(&bars, style)))
    }

    /// The bar of one area; none where it has no points.
    pub(super) fn points_bar(
        &self,
        index: usize,
        area: &Area,
        files: &mut Files,
    ) -> Option<Figure> {
        let t = self.t;
        let points = area.points?;
        let bar = PointsBar {
            alt: Alt {
                title: t.report_alt_points_bar(&*area.title, area.max, points),
                description: t.report_alt_table_beside(),
            },
            max: f64::from(area.max),
            unit: t.report_of_max(area.max),
            mean: self
                .compared_areas()
                .map(|comparison| comparison.short.clone())
                .unwrap_or_default(),
            previous: self
                .report
                .previous()
                .map(|earlier| self.year_of(earlier))
                .unwrap_or_default(),
            bar: self.bar(index, area),
        };
        let name = format!("area-{}", area.number);
        Some(self.figure_of_width(BAR_WIDTH, files, &name, &bar.alt, |style| {
            chart::points_bar(&bar, style)
        }))
    }

    /// Totals over the years, each version of the instrument a stretch of its own.
    pub(super) fn trend_chart(&self, files: &mut Files) -> Option<Figure> {
        let (report, t) = (self.report, self.t);
        let version = |version: Option<&str>| {
            version.map_or_else(
                || t.comparison_version_unknown(),
                |version| t.report_version_named(version),
            )
        };
        let point = |earlier: &Earlier| TrendPoint {
            year: earlier.year,
            own: earlier.total.map(f64::from),
            estimate: earlier.estimate,
            comparison: None,
        };
        // Estimates are made for the present version, so they stand in its stretch, whatever was measured that year.
        let (present, past): (Vec<&Earlier>, Vec<&Earlier>) =
            report.earlier.iter().partition(|earlier| self.comparable(earlier));
        let mut versions: Vec<TrendVersion> = Vec::new();
        for earlier in past {
            let label = version(earlier.version.as_deref());
            match versions.last_mut() {
                Some(last) if last.label == label => last.points.push(point(earlier)),
                _ => versions.push(TrendVersion { label, points: vec![point(earlier)] }),
            }
        }
        let comparison = report.comparison().and_then(|comparison| comparison.total).map(to_tenth);
        let now = TrendPoint {
            year: report.year,
            own: report.total.map(f64::from),
            estimate: false,
            comparison,
        };
        let points = present.into_iter().map(point).chain([now]).collect();
        versions
            .push(TrendVersion { label: version(Some(&report.framework.results_version)), points });

        let known = versions
            .iter()
            .flat_map(|version| &version.points)
            .filter(|point| point.own.is_some())
            .count();
        let trend = Trend {
            alt: Alt {
                title: t.report_alt_trend(&*report.municipality),
                description: t.report_alt_table_beside(),
            },
            max: f64::from(report.max),
            own: report.municipality.clone(),
            comparison: report
                .comparison()
                .map(|comparison| comparison.short.clone())
                .unwrap_or_default(),
            versions,
        };
        (known > 1)
            .then(|| self.figure(files, "trend", &trend.alt, |style| chart::trend(&trend, style)))
    }

    fn figure(
        &self,
        files: &mut Files,
        name: &str,
        alt: &Alt,
        draw: impl FnOnce(&Style<'_>) -> String,
    ) -> Figure {
        self.figure_of_width(Style::print(name, self.lang).width, files, name, alt, draw)
    }

    fn figure_of_width(
        &self,
        width: f64,
        files: &mut Files,
        name: &str,
        alt: &Alt,
        draw: impl FnOnce(&Style<'_>) -> String,
    ) -> Figure {
        let template = &self.report.template;
        let own = colour(template.primary.as_deref()).unwrap_or(Palette::LIGHT.own);
        let needle = colour(template.accent.as_deref()).unwrap_or(Palette::LIGHT.needle);
        let palette = Palette { own, needle, ..Palette::LIGHT };
        let file = format!("{name}.svg");
        files
            .push((file.clone(), draw(&Style { palette, width, ..Style::print(name, self.lang) })));
        Figure { file, width, alt: format!("{}. {}", alt.title, alt.description) }
    }

    /// What the chart shows and its extremes; the figures themselves stand in the table beside it.
    fn alt(&self, title: String) -> Alt {
        let t = self.t;
        let known =
            || self.report.areas.iter().filter_map(|area| Some((area.points?, &*area.title)));
        let extremes = known()
            .max_by_key(|(points, _)| *points)
            .zip(known().min_by_key(|(points, _)| *points));
        let mut description = t.report_alt_table_beside();
        if let Some(((highest, best), (lowest, least))) =
            extremes.filter(|(high, low)| high.0 > low.0)
        {
            let extremes = t.report_alt_extremes(best, highest, least, lowest);
            description = format!("{extremes} {description}");
        }
        Alt { title, description }
    }

    fn bar(&self, index: usize, area: &Area) -> Bar {
        Bar {
            label: String::new(),
            value: area.points.map(f64::from),
            mean: self.compared_areas().and_then(|comparison| rounded(comparison, index)),
            previous: self
                .report
                .previous()
                .and_then(|earlier| earlier.areas.get(index).copied().flatten())
                .map(f64::from),
        }
    }

    /// The comparison, if it has figures for areas.
    pub(super) fn compared_areas(&self) -> Option<&Comparison> {
        self.report.comparison().filter(|comparison| comparison.areas.iter().any(Option::is_some))
    }

    fn any_points(&self) -> bool {
        self.report.areas.iter().any(|area| area.points.is_some())
    }

    fn own(&self) -> String {
        format!("{} {}", self.report.municipality, self.report.year)
    }

    fn named(&self, comparison: &Comparison) -> String {
        format!("{} ({})", comparison.short, self.n(comparison))
    }
}

impl Template {
    /// The first colour that is not one, with its place.
    pub(crate) fn wrong_colour(&self) -> Option<(&'static str, &str)> {
        [("template.primary", &self.primary), ("template.accent", &self.accent)]
            .into_iter()
            .filter_map(|(place, colour)| Some((place, colour.as_deref()?)))
            .find(|(_, text)| colour(Some(text)).is_none())
    }
}

/// `#RRGGBB` as a colour.
fn colour(text: Option<&str>) -> Option<Colour> {
    let digits = text?
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok().map(Colour)
}

/// The figure of an area with as many decimals as the tables have.
fn rounded(comparison: &Comparison, index: usize) -> Option<f64> {
    let points = comparison.areas.get(index).copied().flatten()?;
    Some(if decimals(comparison) == 0 { points.to_decimal() } else { to_tenth(points) })
}

#[expect(clippy::cast_precision_loss, reason = "points are far below 2^52")]
fn to_tenth(points: Points) -> f64 {
    (points.0 + 50).div_euclid(100) as f64 / 10.0
}
