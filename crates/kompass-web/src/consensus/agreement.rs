//! How far the evaluators agree, explained in plain words.

use crate::error::Answer;
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::consensus;
use kompass_core::agreement::{Agreement, Alpha, UNITS_TO_SHOW};
use kompass_core::framework::Framework;
use kompass_core::{Lang, format, i18n::Texts};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "consensus/agreement.html")]
struct Shown {
    page: Page,
    /// Nothing where only one judges.
    facts: Vec<(String, String)>,
    rows: Vec<(String, String, String)>,
    too_few: Option<String>,
    basis: String,
}

/// `GET /evaluations/{evaluation}/consensus/agreement`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let (t, lang) = (shell.texts(), shell.lang());
    let seen = consensus::open(&shell.app.installation, shell.caller(), id).await?;
    let page = shell.evaluation_page(&seen.head, t.consensus_agreement())?;
    let Some((judges, agreement)) = consensus::agreement(&seen)? else {
        let nothing = Shown {
            page,
            facts: Vec::new(),
            rows: Vec::new(),
            too_few: Some(t.consensus_agreement_alone()),
            basis: String::new(),
        };
        return Ok(page::html(&nothing));
    };
    let percent = 100.0 * agreement.equal as f64 / agreement.units.max(1) as f64;
    let mut facts = vec![(
        t.consensus_agreement_equal(),
        t.consensus_agreement_share(
            agreement.equal as u64,
            format::percent(lang, percent, 0),
            agreement.units as u64,
        ),
    )];
    if let Some(difference) = agreement.mean_difference {
        let points = t.consensus_points(format::points_to(lang, difference, 1));
        facts.push((t.consensus_agreement_difference(), points));
    }
    let too_few = matches!(agreement.points, Alpha::TooFew { .. })
        .then(|| t.consensus_agreement_few(UNITS_TO_SHOW as u64, agreement.units as u64));
    let rows =
        if too_few.is_some() { Vec::new() } else { rows(t, lang, &seen.framework, &agreement) };
    let basis = t.consensus_agreement_basis(judges as u64, agreement.units as u64);
    Ok(page::html(&Shown { page, facts, rows, too_few, basis }))
}

/// What alpha is about, its value, and its interval.
fn rows(
    t: &Texts,
    lang: Lang,
    framework: &Framework,
    agreement: &Agreement,
) -> Vec<(String, String, String)> {
    let dimensions = framework.rubric.iter().flat_map(|rubric| &rubric.dimensions);
    let levels = agreement.levels.iter().map(|(code, alpha)| {
        let dimension = dimensions.clone().find(|dimension| dimension.code == *code);
        (dimension.map_or(code.clone(), |it| it.title.get(lang).to_owned()), alpha)
    });
    let all = levels.chain([(t.consensus_agreement_points(), &agreement.points)]);
    let row = |(what, alpha): (String, &Alpha)| match alpha {
        Alpha::Value { alpha, low, high, .. } => {
            let two = |value: &f64| format::decimal(lang, *value, 2);
            (what, two(alpha), t.consensus_agreement_interval(two(high), two(low)))
        }
        Alpha::NoVariation { .. } => (what, "–".to_owned(), t.consensus_agreement_same()),
        Alpha::TooFew { .. } => (what, "–".to_owned(), String::new()),
    };
    all.map(row).collect()
}
