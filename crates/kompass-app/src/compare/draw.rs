//! A comparison as charts.

use super::{Compared, LEAST_FOR_PLACE, previous, value};
use kompass_core::Points;
use kompass_core::i18n::Texts;
use kompass_report::chart::{
    self, Alt, Bar, Bars, Distribution, Radar, RadarAxis, Style, Trend, TrendPoint, TrendVersion,
};
use kompass_report::model::Earlier;

/// The charts of a comparison as SVG; each is there if there is something to see in it.
pub struct Charts {
    /// The areas together.
    pub radar: Option<String>,
    /// The areas one by one.
    pub bars: Option<String>,
    /// The totals of everybody.
    pub distribution: Option<String>,
    /// The municipality's own totals over the years.
    pub trend: Option<String>,
}

/// Draws a comparison in the words of a language.
pub fn charts(compared: &Compared, words: &Texts) -> Charts {
    let any = compared.own.areas.iter().any(Option::is_some);
    Charts {
        radar: any.then(|| radar(compared, words)),
        bars: any.then(|| bars(compared, words)),
        distribution: distribution(compared, words),
        trend: trend(compared, words),
    }
}

fn radar(compared: &Compared, words: &Texts) -> String {
    let axes = areas(compared, words).map(|(label, at)| RadarAxis {
        label,
        own: own(compared, at),
        comparison: compared_value(compared, at),
    });
    let radar = Radar {
        alt: Alt {
            title: words.compare_alt_radar(name(compared)),
            description: words.compare_alt_table(),
        },
        max: max(compared),
        own: name(compared),
        comparison: comparison_name(compared, words),
        axes: axes.collect(),
    };
    chart::radar(&radar, &Style::screen("radar", words.lang()))
}

fn bars(compared: &Compared, words: &Texts) -> String {
    let before = previous(compared);
    let rows = areas(compared, words).map(|(label, at)| Bar {
        label,
        value: own(compared, at),
        mean: compared_value(compared, at),
        previous: before.and_then(|it| it.areas.get(at).copied().flatten()).map(f64::from),
    });
    let bars = Bars {
        alt: Alt {
            title: words.compare_alt_bars(name(compared)),
            description: words.compare_alt_table(),
        },
        max: max(compared),
        value: words.compare_points(),
        mean: words.statistic(compared.comparison.total.rule.statistic),
        previous: before.map(|it| it.year.to_string()).unwrap_or_default(),
        rows: rows.collect(),
    };
    chart::bars(&bars, &Style::screen("bars", words.lang()))
}

/// Every evaluation as a dot; only of as many as places are given among.
fn distribution(compared: &Compared, words: &Texts) -> Option<String> {
    let figure = &compared.comparison.total;
    let all = figure.statistics.as_ref().filter(|_| figure.n >= LEAST_FOR_PLACE)?;
    let own = figure.own.map(f64::from);
    let others: Vec<f64> = figure.others.iter().copied().map(f64::from).collect();
    let values = || others.iter().copied().chain(own);
    let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
    // With one decimal, as they stand in the words and in the table.
    let quartile =
        |name: String, points: Points| (name, (points.to_decimal() * 10.0).round() / 10.0);
    let distribution = Distribution {
        alt: Alt {
            title: words.compare_alt_distribution(figure.n as u64),
            description: words.compare_alt_distribution_text(
                tenth(all.lower_quartile, words),
                tenth(all.median, words),
                name(compared),
                tenth(all.upper_quartile, words),
            ),
        },
        min: ((low - 10.0) / 50.0).floor() * 50.0,
        max: ((high + 10.0) / 50.0).ceil() * 50.0,
        own_label: name(compared),
        own,
        others: others.clone(),
        quartiles: Some([
            quartile(words.comparison_quartile_lower(), all.lower_quartile),
            quartile(words.comparison_statistic_median(), all.median),
            quartile(words.comparison_quartile_upper(), all.upper_quartile),
        ]),
    };
    Some(chart::distribution(&distribution, &Style::screen("strip", words.lang())))
}

/// Own totals over the years, each version a stretch of its own; of two measured ones at least.
fn trend(compared: &Compared, words: &Texts) -> Option<String> {
    let own = &compared.own;
    let point = |earlier: &Earlier| TrendPoint {
        year: earlier.year,
        own: earlier.total.map(f64::from),
        estimate: earlier.estimate,
        comparison: None,
    };
    // An estimate is made for the present version, so it stands in its stretch.
    let present = |it: &&Earlier| it.estimate || it.version.as_ref() == Some(&own.framework);
    let mut versions: Vec<TrendVersion> = Vec::new();
    for earlier in compared.earlier.iter().filter(|it| !present(it)) {
        let label = version(earlier, words);
        match versions.last_mut() {
            Some(last) if last.label == label => last.points.push(point(earlier)),
            _ => versions.push(TrendVersion { label, points: vec![point(earlier)] }),
        }
    }
    let now = TrendPoint {
        year: own.year?,
        own: own.total.map(f64::from),
        estimate: false,
        comparison: value(&compared.comparison.total).map(Points::to_decimal),
    };
    let points = compared.earlier.iter().filter(present).map(point).chain([now]).collect();
    versions.push(TrendVersion { label: words.version(&own.framework), points });
    let points = || versions.iter().flat_map(|it| &it.points);
    if points().filter(|it| it.own.is_some()).count() < 2 {
        return None;
    }
    let statistic = words.statistic(compared.comparison.total.rule.statistic);
    let trend = Trend {
        alt: Alt {
            title: words.compare_alt_trend(own.municipality.as_str()),
            description: words.compare_alt_trend_text(),
        },
        max: f64::from(compared.framework.points()),
        own: own.municipality.clone(),
        comparison: if now.comparison.is_some() { statistic } else { String::new() },
        versions,
    };
    Some(chart::trend(&trend, &Style::screen("trend", words.lang())))
}

/// The version of an earlier result in words.
pub fn version(earlier: &Earlier, words: &Texts) -> String {
    let known = earlier.version.as_deref().map(|version| words.version(version));
    known.unwrap_or_else(|| words.comparison_version_unknown())
}

/// "Granvik 2025".
fn name(compared: &Compared) -> String {
    format!("{} {}", compared.head.municipality, compared.head.year)
}

/// "medelvärde, n = 58"; empty where no area is compared. An area may have fewer behind it than another.
fn comparison_name(compared: &Compared, words: &Texts) -> String {
    let areas = &compared.comparison.areas;
    let n = areas.iter().filter(|area| value(area).is_some()).map(|area| area.n);
    let statistic = words.statistic(compared.comparison.total.rule.statistic);
    match (n.clone().min(), n.max()) {
        (Some(least), Some(most)) if least == most => {
            words.compare_named(least.to_string(), statistic)
        }
        (Some(least), Some(most)) => words.compare_named(format!("{least}–{most}"), statistic),
        _ => String::new(),
    }
}

fn areas<'a>(
    compared: &'a Compared,
    words: &'a Texts,
) -> impl Iterator<Item = (String, usize)> + 'a {
    let areas = compared.framework.areas.iter().zip(0..);
    areas.map(|(area, at)| (format!("{} {}", area.number, area.title.get(words.lang())), at))
}

fn own(compared: &Compared, at: usize) -> Option<f64> {
    compared.own.areas.get(at).copied().flatten().map(f64::from)
}

fn compared_value(compared: &Compared, at: usize) -> Option<f64> {
    compared.comparison.areas.get(at).and_then(value).map(|points| points.to_decimal())
}

fn max(compared: &Compared) -> f64 {
    f64::from(compared.framework.areas.iter().map(|area| area.points).max().unwrap_or(100))
}

fn tenth(points: Points, words: &Texts) -> String {
    kompass_core::format::points_to(words.lang(), points, 1)
}
