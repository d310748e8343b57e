//! How the municipality saw itself, beside what the evaluators agreed on: made once both may be read, and only of a
//! self-assessment that was sealed before anybody judged.

use crate::access::{Caller, head_for};
use crate::evaluation::{self, Head, Seen};
use crate::installation::Installation;
use kompass_core::access::{Action, Resource};
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use kompass_core::self_image::{Gap, SelfImage};
use kompass_core::{Points, Result};
use kompass_report::chart::{self, Alt, Bar, Bars, Style};
use kompass_store::self_assessment as store;
pub use kompass_store::self_assessment::Seal;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// An evaluation with the self-image of its municipality.
pub struct Imaged {
    /// The evaluation.
    pub head: Head,
    /// Its framework.
    pub framework: Arc<Framework>,
    /// The comparison and the seal; `None` if nothing was sealed.
    pub image: Option<(SelfImage, Seal)>,
}

/// The self-image beside the judgements.
///
/// # Errors
/// The caller may not see it, or not yet.
pub async fn open(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Imaged> {
    let head = head_for(installation, caller, id, Resource::SelfImage, Action::Read).await?;
    let Some(seal) = store::sealed(&installation.db, id).await? else {
        let framework = installation.framework(&head.framework_digest).await?;
        return Ok(Imaged { head, framework, image: None });
    };
    let seen = evaluation::open_for(installation, caller, id).await?;
    let score = evaluation::score_for(installation, &seen).await?;
    let Seen { head, framework, .. } = seen;
    let positions = store::list(&installation.db, id).await?.into_iter();
    let positions: BTreeMap<String, Points> =
        positions.filter_map(|it| Some((it.sub_area, it.points?))).collect();
    let image = score.map(|score| (SelfImage::of(&framework, &positions, &score), seal));
    Ok(Imaged { head, framework, image })
}

/// The areas as bars: what the evaluators agreed on, with a tick where the municipality saw itself, each as a share of
/// what the compared sub-areas can give.
pub fn chart(framework: &Framework, image: &SelfImage, words: &Texts) -> String {
    let percent = |points: Points, of: &Gap| {
        Some((100.0 * points.to_decimal() / of.max.to_decimal()).round())
    };
    let row = |gap: &Gap| {
        let mut areas = framework.areas.iter();
        let title = areas.find(|it| it.number.to_string() == gap.code);
        let title = title.map_or("", |area| area.title.get(words.lang()));
        Bar {
            label: format!("{} {title}", gap.code),
            value: percent(gap.judged, gap),
            mean: percent(gap.own, gap),
            previous: None,
        }
    };
    let bars = Bars {
        alt: Alt { title: words.self_image_chart(), description: words.self_image_chart_text() },
        max: 100.0,
        value: words.self_image_chart_judged(),
        mean: words.self_image_chart_own(),
        previous: String::new(),
        rows: image.areas.iter().map(row).collect(),
    };
    chart::bars(&bars, &Style::screen("self-image", words.lang()))
}
