//! One interview: when, where and who; and for the evaluators what is asked and what was said, written down by several of
//! them at once.

use super::{Fields, day, evaluators, group, here, one, question, side, standing, under_slot};
use crate::error::{self, Answer};
use crate::evaluation::sees;
use crate::form::{Field, Form};
use crate::page::{self, Page, Shell};
use askama::Template;
use axum::extract::{Form as Sent, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use kompass_app::interview::{self, Visit};
use kompass_app::live::{self, Topic};
use kompass_app::note::{self, Draft, Note};
use kompass_core::access::{Action, Resource};
use kompass_core::evidence::DOCUMENTS;
use kompass_core::i18n::Texts;
use kompass_core::interview::guide::{Asks, Why};
use kompass_core::interview::{Interview, Standing};
use kompass_core::note::{LONGEST, current, tags};
use kompass_core::{Error, Problem};
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "interview/show.html")]
struct Show {
    page: Page,
    here: String,
    facts: Vec<(String, String)>,
    state: String,
    tone: &'static str,
    /// True if this caller plans, and the interview is to come.
    plans: bool,
    /// True if this caller says that it was held.
    holds: bool,
    /// Makes links for everybody in it.
    links: Option<String>,
    /// Where somebody is put on the list, into this interview.
    add_person: String,
    people: Vec<Sits>,
    letter: String,
    /// What is asked and said; `None` for those who may not know.
    talk: Option<Talk>,
}

struct Sits {
    href: String,
    name: String,
    title: String,
    side: String,
}

/// What is asked and said in an interview.
struct Talk {
    stream: String,
    cursor: i64,
    /// Where notes go; `None` for those who only read.
    action: Option<String>,
    about: String,
    questions: Vec<Question>,
    left_out: Vec<String>,
    /// Notes that are at no question of the guide.
    others: Vec<Said>,
    longest: usize,
    typed: Typed,
}

struct Question {
    code: String,
    anchor: String,
    title: String,
    why: String,
    tone: &'static str,
    detail: String,
    counts: String,
    asked: bool,
    notes: Vec<Said>,
    typed: Option<Typed>,
}

/// A note as it is read.
struct Said {
    author: String,
    at: String,
    text: String,
    tags: String,
    corrected: bool,
    /// Where its author mends it.
    correct: Option<String>,
}

/// What was refused, with why.
#[derive(Clone, Default)]
struct Typed {
    text: String,
    tags: String,
    errors: Vec<String>,
}

/// `GET /evaluations/{evaluation}/interviews/{interview}`.
pub(crate) async fn show(shell: Shell, Path((id, slot)): Path<(Uuid, Uuid)>) -> Answer {
    show_with(&shell, id, slot, None).await
}

/// `POST /evaluations/{evaluation}/interviews/{interview}/notes`.
pub(crate) async fn add_note(
    shell: Shell,
    Path((id, slot)): Path<(Uuid, Uuid)>,
    Sent(fields): Sent<Fields>,
) -> Answer {
    let corrects = match one(&fields, "corrects") {
        "" => None,
        given => Some(given.parse().map_err(|_| Error::not_found("note", given, ""))?),
    };
    let text = one(&fields, "text");
    // "Asked" and "take back" say so without words.
    let silent = !one(&fields, "silent").is_empty();
    let back = !one(&fields, "withdraw").is_empty();
    let draft = Draft {
        text: if silent || back { String::new() } else { text.to_owned() },
        tags: if back { Vec::new() } else { tags(one(&fields, "tags")) },
        corrects,
    };
    let own = format!("{}/{slot}", here(id));
    // A note at a question with nothing in it is a slip, not the mark that it was asked.
    let empty = !silent && !back && text.trim().is_empty();
    let added = if empty {
        Err(error::invalid("IN13", "text", "the note is empty"))
    } else {
        note::add(&shell.app.installation, shell.caller(), id, slot, &draft).await
    };
    match added {
        Ok(_) if shell.visit.autosave => shell.saved(0, &own),
        Ok(_) => {
            let anchor = match one(&fields, "at") {
                "" => "notes".to_owned(),
                code => anchor(code),
            };
            Ok(Redirect::to(&format!("{own}?done=note-added#{anchor}")).into_response())
        }
        Err(error) => {
            let problems = page::mendable(error)?;
            match corrects {
                Some(note) => correct_with(&shell, id, slot, note, Some(&fields), &problems).await,
                None => show_with(&shell, id, slot, Some((&fields, &problems))).await,
            }
        }
    }
}

/// `GET /evaluations/{evaluation}/interviews/{interview}/notes/{note}`.
pub(crate) async fn correct(
    shell: Shell,
    Path((id, slot, note)): Path<(Uuid, Uuid, Uuid)>,
) -> Answer {
    correct_with(&shell, id, slot, note, None, &[]).await
}

async fn correct_with(
    shell: &Shell,
    id: Uuid,
    slot: Uuid,
    note: Uuid,
    fields: Option<&Fields>,
    problems: &[Problem],
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let visit = interview::visit(installation, caller, id).await?;
    let (_, notes) = interview::live(installation, caller, &visit).await?;
    let author = caller.member(id);
    let own = current(&notes)
        .into_iter()
        .find(|it| it.id == note && it.interview == slot && Some(it.author.as_str()) == author);
    let Some(there) = own else { return Err(Error::not_found("note", note, "").into()) };
    let page = under_slot(shell, &visit, &visit.interview(slot)?.value, t.note_correct_heading())?;
    let own = format!("{}/{slot}", here(id));
    let typed = |name: &str, there: String| fields.map_or(there, |it| one(it, name).to_owned());
    let form = Form::new(&page, format!("{own}/notes"), t.note_correct_go())
        .field(
            Field::lines("text", t.note_text())
                .most(LONGEST)
                .optional()
                .value(typed("text", there.text.clone())),
        )
        .field(
            Field::text("tags", t.note_tags())
                .optional()
                .help(t.note_tags_help())
                .value(typed("tags", there.tags.join(", "))),
        )
        .field(Field::check("withdraw", t.note_withdraw()).help(t.note_withdraw_help()))
        .field(Field::hidden("corrects", note.to_string()))
        .cancel(own)
        .wrong(problems, t);
    Ok(shell.form_page(page, t.note_correct_lead(), form))
}

async fn show_with(
    shell: &Shell,
    id: Uuid,
    slot: Uuid,
    refused: Option<(&Fields, &[Problem])>,
) -> Answer {
    let (installation, caller, t) = (&shell.app.installation, shell.caller(), shell.texts());
    let visit = interview::visit(installation, caller, id).await?;
    let there = &visit.interview(slot)?.value;
    let may = |resource, action| sees(&visit.seen, resource, action);
    let own = format!("{}/{slot}", here(id));
    let talk = if may(Resource::Notes, Action::Read) {
        let cursor = live::cursor(installation, id, Topic::Notes).await?;
        let (answered, notes) = interview::live(installation, caller, &visit).await?;
        let writes = may(Resource::Notes, Action::Write) && caller.member(id).is_some();
        let talk = Talk { cursor, ..Talk::of(shell, &visit, there, &answered, &notes, writes) };
        Some(match refused {
            Some((fields, problems)) => talk.refused(t, fields, problems),
            None => talk,
        })
    } else {
        None
    };
    let facts = [
        (t.interview_day(), day(t, there)),
        (t.interview_time(), there.hours(t.lang())),
        (t.interview_room(), there.room.clone()),
        (t.interview_evaluators(), evaluators(&visit, there)),
    ];
    let plans = may(Resource::Schedule, Action::Write);
    let people = visit.plan.people_of(slot).map(|person| Sits {
        href: if plans { format!("{}/people/{}", here(id), person.id) } else { String::new() },
        name: person.name.clone(),
        title: person.title.clone(),
        side: side(t, person),
    });
    let people: Vec<Sits> = people.collect();
    let (state, tone) = standing(t, there);
    let heading = group(t, &visit.seen.framework, &there.group);
    let show = Show {
        page: shell.evaluation_page(&visit.seen.head, heading)?,
        facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        state,
        tone,
        plans: plans && there.standing == Standing::Planned,
        holds: plans && there.counts(),
        links: (may(Resource::Links, Action::Write) && there.counts() && !people.is_empty())
            .then(|| format!("{own}/links")),
        add_person: format!("{}/people/new?interview={slot}", here(id)),
        people,
        letter: format!("{}/letter/{}", here(id), there.group),
        talk,
        here: own,
    };
    let mut response = page::html(&show);
    if refused.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

impl Talk {
    fn of(
        shell: &Shell,
        visit: &Visit,
        slot: &Interview,
        answered: &BTreeSet<String>,
        notes: &[Note],
        writes: bool,
    ) -> Self {
        let t = shell.texts();
        let id = visit.seen.head.id;
        let own = format!("{}/{}", here(id), slot.id);
        let member = shell.caller().member(id).filter(|_| writes);
        let guide = visit.guide(slot, answered, notes);
        let mut here_now = current(notes);
        here_now.retain(|note| note.interview == slot.id);
        let replaced: BTreeSet<Uuid> = notes.iter().filter_map(|note| note.corrects).collect();
        let said = |note: &Note| Said {
            author: member_name(visit, &note.author),
            at: shell.moment(note.at),
            text: note.text.clone(),
            tags: note.tags.join(", "),
            corrected: note.corrects.is_some_and(|old| replaced.contains(&old)),
            correct: (member == Some(note.author.as_str()))
                .then(|| format!("{own}/notes/{}", note.id)),
        };
        let at = |code: &str| {
            let tagged = here_now.iter().filter(move |it| it.tags.iter().any(|tag| tag == code));
            tagged.map(|note| said(note)).collect::<Vec<_>>()
        };
        let asks: BTreeSet<&str> = guide.questions.iter().map(|it| it.question.as_str()).collect();
        let loose = |note: &&&Note| !note.tags.iter().any(|tag| asks.contains(tag.as_str()));
        let others: Vec<Said> = here_now.iter().filter(loose).map(|note| said(note)).collect();
        let question = |it: &Asks| {
            let (why, tone, detail) = why(t, visit, it);
            let found = visit.seen.framework.question(&it.question);
            let notes = at(&it.question);
            Question {
                anchor: anchor(&it.question),
                title: question(t.lang(), &visit.seen.framework, &it.question),
                code: it.question.clone(),
                why,
                tone,
                detail,
                counts: found.map_or("", |found| found.counts.get(t.lang())).to_owned(),
                asked: !notes.is_empty(),
                notes,
                typed: None,
            }
        };
        let left_out = guide.left_out.iter();
        Self {
            stream: format!("/evaluations/{id}/live/notes"),
            cursor: 0,
            action: writes.then(|| format!("{own}/notes")),
            about: t.note_guide_about(guide.questions.len() as u64),
            questions: guide.questions.iter().map(question).collect(),
            left_out: left_out
                .map(|it| super::question(t.lang(), &visit.seen.framework, &it.question))
                .collect(),
            others,
            longest: LONGEST,
            typed: Typed::default(),
        }
    }

    /// The same with what was refused in the form it was typed into.
    fn refused(mut self, t: &Texts, fields: &Fields, problems: &[Problem]) -> Self {
        let typed = Typed {
            text: one(fields, "text").to_owned(),
            tags: one(fields, "tags").to_owned(),
            errors: problems.iter().map(|problem| error::words(problem, t)).collect(),
        };
        let code = one(fields, "at");
        match self.questions.iter_mut().find(|it| it.code == code) {
            Some(question) => question.typed = Some(typed),
            None => self.typed = typed,
        }
        self
    }
}

/// Why a question is asked, in words, and what exactly.
fn why(t: &Texts, visit: &Visit, asks: &Asks) -> (String, &'static str, String) {
    let sources: Vec<String> = asks
        .contradicted
        .iter()
        .map(|code| match code.as_str() {
            DOCUMENTS => t.note_why_documents(),
            code => group(t, &visit.seen.framework, code),
        })
        .collect();
    let (why, tone, detail) = match asks.why {
        Why::NotShown => (t.note_why_not_shown(), "waits", t.note_why_not_shown_detail()),
        Why::Contradicted => {
            (t.note_why_contradicted(), "bad", t.note_why_contradicted_detail(sources.join("; ")))
        }
        Why::Changed => (t.note_why_changed(), "info", t.note_why_changed_detail()),
        Why::Practice => (t.note_why_practice(), "", t.note_why_practice_detail()),
    };
    let elsewhere = if asks.asked { t.note_asked_elsewhere() } else { String::new() };
    let detail = [detail, elsewhere].into_iter().filter(|it| !it.is_empty());
    (why, tone, detail.collect::<Vec<_>>().join(" "))
}

fn member_name(visit: &Visit, code: &str) -> String {
    let member = visit.seen.evaluation.team.iter().find(|member| member.code == code);
    member.map_or(code, |member| &member.name).to_owned()
}

/// Where a question stands in the page.
fn anchor(code: &str) -> String {
    let safe = code.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' });
    format!("q-{}", safe.collect::<String>())
}
