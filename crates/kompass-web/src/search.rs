//! The search over everything that somebody may see.

use crate::document::{address_of, unit_number};
use crate::download::encoded;
use crate::error::Answer;
use crate::evaluation::name;
use crate::page::{self, Page, Shell};
use askama::Template;
use kompass_app::document::Unit;
use kompass_app::search::{self, Group, Hit, LONGEST, Place, Source};
use kompass_core::search::Piece;

#[derive(Template)]
#[template(path = "search/results.html")]
struct Results {
    page: Page,
    asked: String,
    /// True if there was a word to look for.
    looked: bool,
    groups: Vec<Found>,
    none: String,
    /// Where the same words are looked for among the key figures.
    figures: String,
}

/// What a source found.
struct Found {
    heading: String,
    hits: Vec<Row>,
    more: bool,
}

/// Something that was found.
pub(crate) struct Row {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) about: String,
    pub(crate) pieces: Vec<Piece>,
}

/// `GET /search`.
pub(crate) async fn show(shell: Shell) -> Answer {
    let t = shell.texts();
    let asked: String = shell.query("q").unwrap_or_default().trim().chars().take(LONGEST).collect();
    let found = search::search(&shell.app.installation, shell.caller(), &asked).await?;
    let looked = found.is_some();
    let groups: Vec<Found> =
        found.into_iter().flatten().map(|group| Found::of(&shell, &asked, group)).collect();
    Ok(page::html(&Results {
        page: shell.page(t.search())?,
        none: t.search_none(asked.as_str()),
        figures: format!("/key-figures?q={}", encoded(&asked)),
        looked,
        asked,
        groups,
    }))
}

impl Found {
    fn of(shell: &Shell, asked: &str, group: Group) -> Self {
        let t = shell.texts();
        let heading = match group.source {
            Source::Evaluations => t.search_evaluations(),
            Source::Documents => t.search_documents(),
            Source::Answers => t.search_answers(),
            Source::Notes => t.search_notes(),
            Source::Texts => t.search_texts(),
            Source::Members => t.search_members(),
            Source::Interviewees => t.search_interviewees(),
            Source::Supplements => t.search_supplements(),
            Source::SinceLast => t.search_since_last(),
            Source::Actions => t.search_actions(),
        };
        let hits = group.hits.into_iter().map(|hit| Row::of(shell, asked, hit)).collect();
        Self { heading, hits, more: group.more }
    }
}

impl Row {
    fn of(shell: &Shell, asked: &str, hit: Hit) -> Self {
        let (t, id) = (shell.texts(), hit.head.id);
        let evaluation = name(&hit.head);
        let (title, href, about) = match &hit.place {
            Place::Evaluation(record) => (evaluation, format!("/evaluations/{id}"), record.clone()),
            Place::Document(code) => {
                (hit.title, address_of(id, code), format!("{code}, {evaluation}"))
            }
            Place::Page(code, number, more) => {
                let page = unit_number(t, Unit::Page, *number);
                let more = (*more > 0).then(|| t.search_more_pages(*more as u64));
                let about = [Some(format!("{code}, {page}")), more, Some(evaluation)];
                let href = format!("{}/pages/{number}?q={}", address_of(id, code), encoded(asked));
                (hit.title, href, about.into_iter().flatten().collect::<Vec<_>>().join(" · "))
            }
            Place::Answer(code) => {
                let href = format!("/evaluations/{id}/preparation/{}", encoded(code));
                (t.search_answer(code.as_str()), href, evaluation)
            }
            Place::Note(interview, author) => {
                let href = format!("/evaluations/{id}/interviews/{interview}");
                (t.search_note(author.as_str()), href, evaluation)
            }
            Place::Text(place) => {
                let title = if place.is_empty() {
                    t.search_summary()
                } else {
                    t.search_place(place.as_str())
                };
                (title, format!("/evaluations/{id}"), evaluation)
            }
            Place::Member(code) => {
                (t.search_member(code.as_str()), format!("/evaluations/{id}/people"), evaluation)
            }
            Place::Interviewee => {
                (t.search_interviewee(), format!("/evaluations/{id}/interviews"), evaluation)
            }
            Place::Supplement => {
                let href = format!("/evaluations/{id}/interviews/supplements");
                (t.search_supplement(), href, evaluation)
            }
            Place::SinceLast => {
                (t.search_since_last_row(), format!("/evaluations/{id}/since-last"), evaluation)
            }
            Place::Action(action) => {
                let href = format!("/evaluations/{id}/actions/{}", encoded(action));
                (t.search_action(), href, evaluation)
            }
        };
        // An evaluation is found by its name, which stands there already.
        let shown = !matches!(hit.place, Place::Evaluation(_));
        Self { title, href, about, pieces: if shown { hit.pieces } else { Vec::new() } }
    }
}
