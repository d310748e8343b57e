//! The style page: every part of the interface, each made once, in the states it can be in.

use crate::conflict::{Compared, Text};
use crate::consensus::Dots;
use crate::error::{self, Answer};
use crate::form::{CheckBox, Checks, Field, Form};
use crate::kpi::show::Chip;
use crate::page::{self, Page, Shell};
use crate::steps::{self, Entry, Need};
use askama::Template;
use axum::extract::Form as Sent;
use kompass_app::compare::{self, Charts};
use kompass_app::kpi;
use kompass_core::Problem;
use kompass_core::evaluation::State;
use kompass_core::i18n::Texts;
use kompass_core::kpi::{Band, Direction};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "style.html")]
struct Style {
    page: Page,
    colours: [&'static str; 10],
    steps: Vec<Step>,
    line: Vec<Entry>,
    needs: Vec<Need>,
    form: Form,
    draft: Form,
    conflict: Compared,
    /// What two people chose.
    chosen: Compared,
    chips: [Chip; 4],
    map: String,
    removal: Form,
    dots: Dots,
    charts: Charts,
}

#[derive(Deserialize)]
pub(crate) struct Tried {
    #[serde(default)]
    version: i64,
}

/// A step of an evaluation as the line of steps shows it.
#[derive(Clone)]
pub(crate) struct Step {
    pub(crate) label: String,
    pub(crate) past: bool,
    pub(crate) here: bool,
}

/// The line of steps with the needle at the present one.
pub(crate) fn steps(texts: &Texts, at: State) -> Vec<Step> {
    let step =
        |state: State| Step { label: texts.state(state), past: state < at, here: state == at };
    State::ALL.into_iter().map(step).collect()
}

/// `GET /style`.
pub(crate) async fn show(shell: Shell) -> Answer {
    let t = shell.texts();
    let page = shell.page(t.style_page())?;
    let choices = [("1", t.style_choice_first()), ("2", t.style_choice_second())];
    let choices: Vec<_> = choices.map(|(value, words)| (value.to_owned(), words)).into();
    let radios = choices.iter().map(|(value, words)| (value.clone(), words.clone(), String::new()));
    let boxes = choices.iter().map(|(value, words)| CheckBox {
        value: value.clone(),
        words: words.clone(),
        help: String::new(),
        chosen: value == "2",
    });
    let checks = vec![Checks { heading: t.style_checks_group(), boxes: boxes.collect() }];
    let wrong = Problem::new("style-mail", t.style_field_wrong(), "");
    let form = Form::new(&page, "/style", t.style_send())
        .field(
            Field::text("style-name", t.style_field())
                .help(t.style_field_help())
                .value("Åsa Öberg"),
        )
        .field(Field::email("style-mail", t.style_field_mail()).value("asa.oberg"))
        .field(Field::number("style-number", t.style_field_number()).value("14,5").optional())
        .field(Field::date("style-day", t.style_field_date()).value("2026-11-21").optional())
        .field(Field::choice("style-choice", t.style_choice(), choices.clone()).value("2"))
        .field(Field::radios("style-radio", t.style_choice(), radios.collect()).value("1"))
        .field(Field::checks("style-checks", t.style_checks(), checks))
        .field(Field::check("style-check", t.style_check()).value("on"))
        .field(Field::lines("style-lines", t.style_lines()).optional())
        .wrong(&[wrong], t)
        .cancel("/style");
    let draft = Form::new(&page, "/style", t.style_send())
        .field(Field::hidden("version", "1"))
        .field(Field::lines("style-draft", t.autosave_sample()).optional())
        .autosaved(&page);
    let line = [(State::Scoring, "past"), (State::Consensus, "here"), (State::Review, "")];
    let line = line.map(|(state, place)| Entry {
        label: t.state(state),
        about: steps::about(t, state),
        when: match place {
            "past" => t.steps_entered_by("2026-03-12 10.42", "Åsa Öberg"),
            "here" => t.steps_here(),
            _ => t.steps_later(),
        },
        place,
    });
    let needs = [
        ("L06", t.steps_holds(), "good", "✓"),
        ("L08", t.steps_missing(), "waits", "!"),
        ("L09", t.steps_hidden(), "", "…"),
    ];
    let needs = needs.map(|(code, standing, tone, sign)| Need {
        words: error::words(&Problem::new("", "", "").code(code), t),
        names: if tone == "waits" { "Åsa Öberg".to_owned() } else { String::new() },
        standing,
        tone,
        sign,
        mend: None,
    });
    let (mine, theirs) = (t.style_conflict_mine(), t.style_conflict_theirs());
    let label = t.style_conflict();
    let conflict = Compared::of(Text { name: "body", label, mine: &mine, theirs: &theirs });
    let (mine, theirs) = (t.style_choice_first(), t.style_choice_second());
    let text = Text { name: "", label: t.style_choice(), mine: &mine, theirs: &theirs };
    let chosen = Compared::of(text);
    let band = |band| Chip::named(band, Direction::Higher, t);
    let chips = [
        band(Band::BestQuarter),
        band(Band::MiddleHalf),
        band(Band::WorstQuarter),
        Chip { class: "", sign: "", words: t.kpi_no_direction() },
    ];
    let removal = Form::new(&page, "/style", t.since_last_remove())
        .dangerous(t.since_last_remove_consequence())
        .cancel("/style");
    let marks = [("E1", 333), ("E2", 1000), ("E3", 333)].map(|(code, at)| (code.to_owned(), at));
    let dots = Dots::new(t.style_dots_label(), [0, 333, 667, 1000], marks, Some(667));
    let colours =
        ["ink", "muted", "paper", "sand", "spruce", "needle", "good", "mid", "bad", "info"];
    let (line, needs) = (line.into(), needs.into());
    let (steps, charts) = (steps(t, State::Scoring), compare::charts(&compare::sample()?, t));
    Ok(page::html(&Style {
        page,
        colours,
        steps,
        line,
        needs,
        form,
        draft,
        conflict,
        chosen,
        chips,
        map: kpi::sample_map(t),
        removal,
        dots,
        charts,
    }))
}

/// `POST /style`: answers as a page that saves, so that its forms can be tried. Nothing is kept.
pub(crate) async fn attempt(shell: Shell, Sent(tried): Sent<Tried>) -> Answer {
    shell.saved(tried.version.saturating_add(1), "/style")
}
