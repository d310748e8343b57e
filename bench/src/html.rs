//! The same content as the report, as plain HTML for programs that make PDF from it: the same texts, tables and charts.

use kompass_core::Lang;
use kompass_report::chart::{self, Alt, Bar, PointsBar, Radar, RadarAxis, Style};
use kompass_report::model::{Area, Report};
use std::fmt::Write as _;

/// The report as one page of HTML with print styles.
pub fn page(report: &Report) -> String {
    let mut html = format!(
        "<!doctype html><html lang=\"sv\"><meta charset=\"utf-8\"><title>{} {}</title><style>\
         @page{{size:A4;margin:25mm}}body{{font:11pt/1.4 serif}}section{{break-before:page}}\
         table{{border-collapse:collapse;width:100%}}td,th{{border-bottom:1px solid #ccc;text-align:left}}</style>\
         <h1>{} {}</h1>",
        report.municipality, report.year, report.municipality, report.year
    );
    table(
        &mut html,
        &["Dokument", "Slag"],
        report.documents.iter().map(|it| vec![it.title.clone(), it.kind.clone()]),
    );
    let _ =
        write!(html, "<section><h2>Sammanfattning</h2>{}{}", text(&report.summary), radar(report));
    let points =
        |area: &Area| area.points.map_or_else(|| "–".to_owned(), |points| points.to_string());
    table(
        &mut html,
        &["Område", "Poäng"],
        report.areas.iter().map(|area| vec![area.title.clone(), points(area)]),
    );
    html.push_str("</section>");
    for area in &report.areas {
        let _ = write!(
            html,
            "<section><h2>{} {}</h2>{}{}",
            area.number,
            escape(&area.title),
            bar(area),
            text(&area.text)
        );
        for (heading, findings) in
            [("Styrkor", &area.strengths), ("Förbättringsområden", &area.improvements)]
        {
            let _ = write!(html, "<h3>{heading}</h3><ul>");
            for finding in findings {
                let _ = write!(html, "<li>{}</li>", escape(&finding.text));
            }
            html.push_str("</ul>");
        }
        let since = area.since_last.iter().map(|it| vec![it.improvement.clone(), it.done.clone()]);
        table(&mut html, &["Förbättringsområde då", "Vad som har gjorts"], since);
        for sub in &area.sub_areas {
            let _ = write!(html, "<h3>{} {}</h3>{}", sub.code, escape(&sub.short), text(&sub.text));
        }
        html.push_str("</section>");
    }
    let heads: Vec<&str> = std::iter::once("Delområde")
        .chain(report.impact.sources.iter().map(String::as_str))
        .collect();
    let rows = report.impact.rows.iter().map(|row| {
        let marks =
            row.marks.iter().map(|mark| mark.map_or_else(String::new, |mark| format!("{mark:?}")));
        std::iter::once(row.short.clone()).chain(marks).collect()
    });
    table(&mut html, &heads, rows);
    html
}

fn radar(report: &Report) -> String {
    let axes = report.areas.iter().map(|area| RadarAxis {
        label: area.title.clone(),
        own: area.points.map(f64::from),
        comparison: None,
    });
    let radar = Radar {
        alt: alt("Radar"),
        max: 100.0,
        own: "Granvik".to_owned(),
        comparison: String::new(),
        axes: axes.collect(),
    };
    chart::radar(&radar, &Style::print("radar", Lang::Sv))
}

fn bar(area: &Area) -> String {
    let bar = PointsBar {
        alt: alt(&area.title),
        max: 100.0,
        unit: "av 100 poäng".to_owned(),
        bar: Bar { value: area.points.map(f64::from), ..Bar::default() },
        ..PointsBar::default()
    };
    chart::points_bar(&bar, &Style::print(&format!("bar{}", area.number), Lang::Sv))
}

fn alt(title: &str) -> Alt {
    Alt { title: title.to_owned(), description: title.to_owned() }
}

fn table(html: &mut String, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    html.push_str("<table><thead><tr>");
    for head in heads {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escape(head));
    }
    html.push_str("</tr></thead><tbody>");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = write!(html, "<td>{}</td>", escape(&cell));
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
}

/// Paragraphs; emphasis stays as it is written, which costs the peers nothing.
fn text(markdown: &str) -> String {
    markdown.split("\n\n").map(|paragraph| format!("<p>{}</p>", escape(paragraph))).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
