//! A small framework and an empty evaluation for the tests of the rules: big enough for every rule to bite, small enough
//! to compute by hand.

use crate::evaluation::view::{empty_area, empty_sub_area};
use crate::evaluation::{
    Agreed, AgreedPoints, AreaPart, DirectJudgement, Evaluation, FORMAT, Judgement, Kind, Member,
    Municipality, QuestionPart, State, SubAreaPart, TeamRole,
};
use crate::framework::{
    Area, Condition, Detail, Dimension, Framework, Group, Level, OrganisationType, Origin, Part,
    Provenance, Question, Rubric, SubArea,
};
use crate::points::Points;
use crate::text::{Lang, Text};

/// Two areas of 100 points with two sub-areas each. Question 1.1.3 depends on `companies`, all of 2.1 on `culture`;
/// question 1.1.2 weighs double. The rubric: strategy (400, gate) none 0 · visible 500 · documented 1000; scope (600)
/// none 0 · one 0 · some 500 · all 1000.
pub(crate) fn framework() -> Framework {
    let mut areas = vec![
        area(1, &[("1.1", 60, 3), ("1.2", 40, 3)]),
        area(2, &[("2.1", 40, 3), ("2.2", 60, 4)]),
    ];
    areas[0].sub_areas[0].questions[1].weight = 2;
    areas[0].sub_areas[0].questions[2].applies_if = Some("companies".into());
    for question in &mut areas[1].sub_areas[0].questions {
        question.applies_if = Some("culture".into());
    }
    Framework {
        id: "test".into(),
        version: "1.0.0".into(),
        results_version: "2020".into(),
        detail: Detail::Questions,
        country: "SE".into(),
        owner: "test".into(),
        valid_from: 2020,
        valid_to: None,
        organisation_types: vec![OrganisationType::Municipality],
        languages: vec![Lang::Sv],
        title: text("test"),
        about: text("test"),
        provenance: [Part::Rubric, Part::Points]
            .map(|part| Provenance {
                part,
                origin: Origin::KompassDefault,
                source: None,
                note: text("test"),
            })
            .into(),
        groups: ["politicians", "managers", "unions"]
            .map(|code| Group { code: code.into(), title: text(code) })
            .into(),
        rubric: Some(Rubric {
            dimensions: vec![
                dimension(
                    "strategy",
                    400,
                    true,
                    &[("none", 0), ("visible", 500), ("documented", 1000)],
                ),
                dimension(
                    "scope",
                    600,
                    false,
                    &[("none", 0), ("one", 0), ("some", 500), ("all", 1000)],
                ),
            ],
        }),
        conditions: ["companies", "culture"]
            .map(|code| Condition { code: code.into(), title: text(code) })
            .into(),
        fields: Vec::new(),
        areas,
    }
}

/// An external evaluation of the framework with three evaluators and a reviewer, in which nothing is judged.
pub(crate) fn evaluation() -> Evaluation {
    Evaluation {
        format: FORMAT.into(),
        id: None,
        fictional: true,
        framework: "test".into(),
        kind: Kind::External,
        state: State::Scoring,
        year: 2024,
        assessment_date: None,
        language: Lang::Sv,
        record_number: String::new(),
        municipality: Municipality {
            name: "Granvik".into(),
            country: "SE".into(),
            code: None,
            facts: Vec::new(),
        },
        source: None,
        visit: Vec::new(),
        team: [
            ("E1", TeamRole::Lead),
            ("E2", TeamRole::Evaluator),
            ("E3", TeamRole::Evaluator),
            ("R1", TeamRole::Reviewer),
        ]
        .map(|(code, role)| Member {
            code: code.into(),
            name: code.into(),
            employer: "test".into(),
            role,
            declaration: None,
        })
        .into(),
        groups: Vec::new(),
        documents: Vec::new(),
        conditions: [].into(),
        feedback: None,
        review: None,
        fact_check: None,
        summary: String::new(),
        total: None,
        earlier: Vec::new(),
        printed_comparisons: Vec::new(),
        areas: Vec::new(),
    }
}

/// Records an evaluator's levels for a question.
pub(crate) fn judge(evaluation: &mut Evaluation, by: &str, code: &str, levels: &[&str]) {
    question(evaluation, code).judgements.push(Judgement {
        by: by.into(),
        levels: levels.iter().map(ToString::to_string).collect(),
        planned: false,
        reason: String::new(),
        evidence: Vec::new(),
    });
}

/// Records that an evaluator found a question planned only.
pub(crate) fn plan(evaluation: &mut Evaluation, by: &str, code: &str) {
    judge(evaluation, by, code, &[]);
    let judgements = &mut question(evaluation, code).judgements;
    judgements.last_mut().unwrap().planned = true;
}

/// Records what was agreed on for a question; no levels for planned only.
pub(crate) fn agree(evaluation: &mut Evaluation, code: &str, levels: &[&str]) {
    question(evaluation, code).agreed = Some(Agreed {
        levels: levels.iter().map(ToString::to_string).collect(),
        planned: levels.is_empty(),
        reason: String::new(),
    });
}

/// Agrees on the highest level of everything.
pub(crate) fn agree_on_all(evaluation: &mut Evaluation, framework: &Framework) {
    for (_, question) in framework.questions() {
        agree(evaluation, &question.code, &["documented", "all"]);
    }
}

/// Records an evaluator's thousandths of points for a whole sub-area.
pub(crate) fn set(evaluation: &mut Evaluation, by: &str, code: &str, thousandths: i64) {
    sub_area(evaluation, code).direct.push(DirectJudgement {
        by: by.into(),
        points: Points(thousandths),
        reason: String::new(),
        evidence: Vec::new(),
    });
}

/// Records the thousandths of points agreed on for a whole sub-area.
pub(crate) fn agree_points(evaluation: &mut Evaluation, code: &str, thousandths: i64) {
    sub_area(evaluation, code).agreed =
        Some(AgreedPoints { points: Points(thousandths), reason: String::new() });
}

/// The part of a question, made if it is not there.
pub(crate) fn question<'a>(evaluation: &'a mut Evaluation, code: &str) -> &'a mut QuestionPart {
    let (sub_area_code, _) = code.rsplit_once('.').unwrap();
    let questions = &mut sub_area(evaluation, sub_area_code).questions;
    let index = questions.iter().position(|part| part.code == code).unwrap_or_else(|| {
        questions.push(QuestionPart { code: code.into(), judgements: Vec::new(), agreed: None });
        questions.len() - 1
    });
    &mut questions[index]
}

/// The part of a sub-area, made if it is not there.
pub(crate) fn sub_area<'a>(evaluation: &'a mut Evaluation, code: &str) -> &'a mut SubAreaPart {
    let (number, _) = code.split_once('.').unwrap();
    let sub_areas = &mut self::area_part(evaluation, number.parse().unwrap()).sub_areas;
    let index = sub_areas.iter().position(|part| part.code == code).unwrap_or_else(|| {
        sub_areas.push(empty_sub_area(code));
        sub_areas.len() - 1
    });
    &mut sub_areas[index]
}

/// The part of an area, made if it is not there.
pub(crate) fn area_part(evaluation: &mut Evaluation, number: u8) -> &mut AreaPart {
    let areas = &mut evaluation.areas;
    let index = areas.iter().position(|part| part.number == number).unwrap_or_else(|| {
        areas.push(empty_area(number));
        areas.len() - 1
    });
    &mut areas[index]
}

fn area(number: u8, sub_areas: &[(&str, u32, u8)]) -> Area {
    Area {
        number,
        field: None,
        points: 100,
        title: text("area"),
        about: text("area"),
        topics: Vec::new(),
        sub_areas: sub_areas
            .iter()
            .map(|(code, points, questions)| SubArea {
                code: (*code).into(),
                points: *points,
                title: text(code),
                short: text(code),
                about: text(code),
                questions: (1..=*questions)
                    .map(|number| Question {
                        code: format!("{code}.{number}"),
                        title: text(code),
                        counts: text(code),
                        not_counts: text(code),
                        groups: vec!["politicians".into()],
                        pre_question: false,
                        sources: Vec::new(),
                        participation: None,
                        kpis: Vec::new(),
                        applies_if: None,
                        weight: 1,
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn dimension(code: &str, weight: u16, gate: bool, levels: &[(&str, u16)]) -> Dimension {
    Dimension {
        code: code.into(),
        weight,
        gate,
        title: text(code),
        question: text(code),
        levels: levels
            .iter()
            .map(|(code, share)| Level {
                code: (*code).into(),
                share: *share,
                title: text(code),
                meaning: text(code),
            })
            .collect(),
    }
}

fn text(sv: &str) -> Text {
    Text { sv: sv.into(), ..Text::default() }
}
