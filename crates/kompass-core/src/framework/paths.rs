//! Where the parts of a framework stand in its file, as paths that the lint names.

use super::{Framework, Question, SubArea};
use crate::text::Text;

/// Which languages a text must exist in, and how long it may be.
pub(super) enum Kind {
    /// All languages of the framework.
    Normal,
    /// A heading with little room.
    Short,
    /// Part of a question: Norwegian may be missing.
    OfQuestion,
}

/// All texts with their path, what a person calls the thing they belong to, and which rules hold for them.
pub(super) fn texts(framework: &Framework) -> Vec<(String, String, &Text, Kind)> {
    let mut texts = Vec::new();
    let mut add = |path: String, label: &str, text, kind| {
        texts.push((path, label.to_owned(), text, kind));
    };
    add("title".to_owned(), "", &framework.title, Kind::Normal);
    add("about".to_owned(), "", &framework.about, Kind::Normal);
    for (i, provenance) in framework.provenance.iter().enumerate() {
        add(format!("provenance[{i}].note"), "", &provenance.note, Kind::Normal);
    }
    for (i, group) in framework.groups.iter().enumerate() {
        add(format!("groups[{i}].title"), &group.code, &group.title, Kind::Normal);
    }
    for (i, dimension) in framework.rubric.iter().flat_map(|r| &r.dimensions).enumerate() {
        let (path, code) = (format!("rubric.dimensions[{i}]"), &dimension.code);
        add(format!("{path}.title"), code, &dimension.title, Kind::Normal);
        add(format!("{path}.question"), code, &dimension.question, Kind::Normal);
        for (j, level) in dimension.levels.iter().enumerate() {
            let (path, code) = (format!("{path}.levels[{j}]"), &level.code);
            add(format!("{path}.title"), code, &level.title, Kind::Normal);
            add(format!("{path}.meaning"), code, &level.meaning, Kind::Normal);
        }
    }
    for (i, condition) in framework.conditions.iter().enumerate() {
        add(format!("conditions[{i}].title"), &condition.code, &condition.title, Kind::Normal);
    }
    for (i, field) in framework.fields.iter().enumerate() {
        add(format!("fields[{i}].title"), &field.number.to_string(), &field.title, Kind::Normal);
    }
    for (i, area) in framework.areas.iter().enumerate() {
        let (path, number) = (format!("areas[{i}]"), area.number.to_string());
        add(format!("{path}.title"), &number, &area.title, Kind::Normal);
        add(format!("{path}.about"), &number, &area.about, Kind::Normal);
        for (j, topic) in area.topics.iter().enumerate() {
            add(format!("{path}.topics[{j}]"), &number, topic, Kind::Normal);
        }
    }
    for (path, sub) in sub_areas(framework) {
        add(format!("{path}.title"), &sub.code, &sub.title, Kind::Normal);
        add(format!("{path}.short"), &sub.code, &sub.short, Kind::Short);
        add(format!("{path}.about"), &sub.code, &sub.about, Kind::Normal);
    }
    for (path, question) in questions(framework) {
        let code = &question.code;
        add(format!("{path}.title"), code, &question.title, Kind::OfQuestion);
        add(format!("{path}.counts"), code, &question.counts, Kind::OfQuestion);
        add(format!("{path}.not_counts"), code, &question.not_counts, Kind::OfQuestion);
    }
    texts
}

/// All sub-areas with their paths.
pub(super) fn sub_areas(framework: &Framework) -> impl Iterator<Item = (String, &SubArea)> {
    framework.areas.iter().enumerate().flat_map(|(i, area)| {
        let subs = area.sub_areas.iter().enumerate();
        subs.map(move |(j, sub)| (format!("areas[{i}].sub_areas[{j}]"), sub))
    })
}

/// All questions with their paths.
pub(super) fn questions(framework: &Framework) -> impl Iterator<Item = (String, &Question)> {
    sub_areas(framework).flat_map(|(path, sub)| {
        let questions = sub.questions.iter().enumerate();
        questions.map(move |(k, question)| (format!("{path}.questions[{k}]"), question))
    })
}
