//! The self-image of the municipality beside what the evaluators agreed on.

use crate::error::Answer;
use crate::evaluation::LIST;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::access::Scope;
use kompass_app::evaluation::Head;
use kompass_app::self_image::{self, Imaged};
use kompass_core::access::{Action, Resource};
use kompass_core::framework::Framework;
use kompass_core::i18n::Texts;
use kompass_core::self_image::{Gap, Picture, SelfImage};
use kompass_core::{Lang, format};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "self_assessment/image.html")]
struct Show {
    page: Page,
    /// Where the self-assessment is with its reasons.
    own: String,
    compared: Option<Compared>,
    /// What is said if there is nothing to compare.
    none: String,
}

/// What there is to compare.
struct Compared {
    sealed: String,
    whole: String,
    counts: String,
    chart: String,
    areas: Vec<Row>,
    sub_areas: Vec<Row>,
    left_out: Vec<String>,
}

/// An area or a sub-area.
struct Row {
    title: String,
    href: String,
    own: String,
    judged: String,
    max: String,
    gap: String,
    share: String,
    words: String,
}

/// `GET /evaluations/{evaluation}/self-image`.
pub(crate) async fn show(shell: Shell, Path(id): Path<Uuid>) -> Answer {
    let t = shell.texts();
    let imaged = self_image::open(&shell.app.installation, shell.caller(), id).await?;
    let head = &imaged.head;
    let page = shell.evaluation_page(head, t.self_image())?;
    let own = format!("{LIST}/{id}/self-assessment");
    let page = page.under_more([Link::to(t.section_self_assessment(), own.clone())]);
    let none =
        if imaged.image.is_none() { t.self_image_none() } else { t.self_image_no_stand_at_all() };
    Ok(page::html(&Show { compared: compared(&shell, &imaged), page, own, none }))
}

/// The way to it, for those who may see it.
pub(crate) fn link(shell: &Shell, head: &Head) -> Option<Link> {
    let scope = Scope::Evaluation(head);
    shell.may(Resource::SelfImage, Action::Read, &scope).then(|| {
        Link::to(shell.texts().self_image_to(), format!("{LIST}/{}/self-image", head.main()))
    })
}

fn compared(shell: &Shell, imaged: &Imaged) -> Option<Compared> {
    let (t, lang) = (shell.texts(), shell.lang());
    let (image, seal) = imaged.image.as_ref()?;
    let whole = image.whole.as_ref()?;
    let framework = &imaged.framework;
    let area = |gap: &Gap| {
        let title = framework.areas.iter().find(|it| it.number.to_string() == gap.code);
        let title = title.map_or("", |area| area.title.get(lang));
        Row::of(t, lang, gap, format!("{}. {title}", gap.code), String::new())
    };
    let reads = shell.may(Resource::Report, Action::Read, &Scope::Evaluation(&imaged.head));
    let sub_area = |gap: &Gap| {
        let href = match reads {
            true => format!("{LIST}/{}/report/{}", imaged.head.id, gap.code),
            false => String::new(),
        };
        Row::of(t, lang, gap, sub_area_title(framework, lang, &gap.code), href)
    };
    Some(Compared {
        sealed: t.self_image_sealed(shell.moment(seal.at), &seal.author_name),
        whole: t.self_image_whole(
            format::points_to(lang, whole.judged, 1),
            format::points_to(lang, whole.max, 0),
            format::points_to(lang, whole.own, 1),
            whole.sub_areas as u64,
        ),
        counts: t.self_image_counts(
            image.count(Picture::Brighter) as u64,
            image.count(Picture::Darker) as u64,
            image.count(Picture::Same) as u64,
        ),
        chart: self_image::chart(framework, image, t),
        areas: image.areas.iter().map(area).collect(),
        sub_areas: image.sub_areas.iter().map(sub_area).collect(),
        left_out: left_out(t, lang, framework, image),
    })
}

impl Row {
    fn of(t: &Texts, lang: Lang, gap: &Gap, title: String, href: String) -> Self {
        Self {
            title,
            href,
            own: format::points_to(lang, gap.own, 1),
            judged: format::points_to(lang, gap.judged, 1),
            max: format::points(lang, gap.max),
            gap: format::change(lang, gap.points().to_decimal(), 1),
            share: format::percent_change(
                lang,
                100.0 * gap.points().to_decimal() / gap.max.to_decimal(),
                0,
            ),
            words: match gap.picture() {
                Picture::Brighter => t.self_image_brighter(),
                Picture::Same => t.self_image_same(),
                Picture::Darker => t.self_image_darker(),
            },
        }
    }
}

/// What is not compared, and why.
fn left_out(t: &Texts, lang: Lang, framework: &Framework, image: &SelfImage) -> Vec<String> {
    let named = |codes: &[String]| {
        let titles: Vec<String> =
            codes.iter().map(|code| sub_area_title(framework, lang, code)).collect();
        (!titles.is_empty()).then(|| format::list(lang, &titles))
    };
    let no_stand = named(&image.no_stand).map(|which| t.self_image_no_stand(which));
    let not_judged = named(&image.not_judged).map(|which| t.self_image_not_judged(which));
    no_stand.into_iter().chain(not_judged).collect()
}

fn sub_area_title(framework: &Framework, lang: Lang, code: &str) -> String {
    let title = framework.sub_area(code).map_or("", |it| it.title.get(lang));
    format!("{code} {title}")
}
