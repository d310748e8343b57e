//! Evaluations to put into databases: one with everything, and any.

use kompass_core::evaluation::*;
use kompass_core::framework::canonical::Pinned;
use kompass_core::result::{Basis, EvaluationResult, ResultOrigin};
use kompass_core::{Lang, Points, Result};
use kompass_store::step::Step;
use kompass_store::{Db, Stamp};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A framework to pin; the store does not look into it.
pub fn pinned(id: &str) -> Pinned {
    Pinned::of(id, "1", format!("{{\"id\":\"{id}\"}}"))
}

/// Takes an evaluation that is scored in one framework to a state, as it was at a version. Returns the version after it.
///
/// # Errors
/// [`kompass_core::Error::Conflict`] if it was written since.
pub async fn step_to(
    db: &Db,
    stamp: &Stamp,
    evaluation: Uuid,
    version: i64,
    to: State,
) -> Result<i64> {
    let step = Step { evaluation, version, companion: None, to, reason: "" };
    kompass_store::step::take(db, stamp, &step).await
}

/// An evaluation in which every part occurs, told apart from others by its number.
pub fn full_evaluation(number: u32) -> Evaluation {
    let judgement = |by: &str, levels: &[&str]| Judgement {
        by: by.into(),
        levels: levels.iter().map(|&level| level.into()).collect(),
        planned: levels.is_empty(),
        reason: format!("Reason {number} of {by}"),
        evidence: vec!["D1".into(), "group:politicians".into()],
    };
    let question = |code: &str| QuestionPart {
        code: code.into(),
        judgements: vec![judgement("E1", &["visible", "all"]), judgement("E2", &[])],
        agreed: Some(Agreed {
            levels: vec!["visible".into(), "some".into()],
            planned: false,
            reason: "They differed".into(),
        }),
    };
    let sub_area = |code: &str| SubAreaPart {
        code: code.into(),
        text: format!("Prose of {code}."),
        points: Some(Points(6_500)),
        direct: vec![DirectJudgement {
            by: "E2".into(),
            points: Points(12_500),
            reason: "Seen".into(),
            evidence: vec!["answers".into()],
        }],
        agreed: Some(AgreedPoints { points: Points(13_000), reason: "Together".into() }),
        impact: BTreeMap::from([
            ("documents".into(), Impact::Confirms),
            ("politicians".into(), Impact::Silent),
        ]),
        questions: (1..=3).map(|n| question(&format!("{code}.{n}"))).collect(),
    };
    let area = |area: u8| AreaPart {
        number: area,
        way: Some(Way::Independent),
        locked: vec!["E1".into()],
        direct: vec![format!("{area}.1")],
        points: Some(60 + u32::from(area)),
        text: format!("Area {area} of evaluation {number}."),
        strengths: vec![finding("Clear goals"), finding("Open minutes")],
        improvements: vec![finding("Follow up more often")],
        examples: vec![Example { who: "Ängsö".into(), text: String::new(), source: None }],
        since_last: vec![SinceLast {
            improvement: "A vision".into(),
            status: SinceLastStatus::Begun,
            done: "Adopted in June".into(),
            origin: None,
        }],
        sub_areas: (1..=2).map(|sub| sub_area(&format!("{area}.{sub}"))).collect(),
    };
    Evaluation {
        format: FORMAT.into(),
        id: None,
        fictional: true,
        framework: "kommunkompassen-2020".into(),
        kind: Kind::Peer,
        state: State::Scoring,
        year: 2026,
        assessment_date: Some(jiff::civil::date(2026, 3, 12)),
        language: Lang::Sv,
        record_number: number.to_string(),
        municipality: Municipality {
            name: "Granvik".into(),
            country: "SE".into(),
            code: Some("9901".into()),
            facts: vec![Fact {
                label: "Invånare".into(),
                value: "18 240".into(),
                when: "2025".into(),
                source: String::new(),
            }],
        },
        source: None,
        visit: vec![jiff::civil::date(2026, 3, 10), jiff::civil::date(2026, 3, 11)],
        team: ["E1", "E2", "E3"].map(evaluator).to_vec(),
        groups: vec![GroupInterview {
            group: "politicians".into(),
            people: 7,
            date: Some(jiff::civil::date(2026, 3, 10)),
        }],
        documents: vec![Document {
            code: "D1".into(),
            title: "Översiktsplan".into(),
            kind: "plan".into(),
            date: None,
            address: "https://example.org/plan".into(),
            sub_areas: vec!["1.1".into()],
        }],
        conditions: BTreeMap::from([("companies".into(), false)]),
        feedback: Some(Feedback {
            date: jiff::civil::date(2026, 4, 2),
            audience: "Council".into(),
        }),
        review: Some(Signature { by: "E3".into(), date: jiff::civil::date(2026, 4, 1) }),
        fact_check: Some(FactCheck {
            until: jiff::civil::date(2026, 3, 28),
            done: true,
            comments: vec![Comment {
                place: "1.2".into(),
                text: "The plan is from 2024".into(),
                answer: "Corrected".into(),
            }],
        }),
        summary: "A **good** municipality.".into(),
        total: Some(536),
        earlier: vec![EarlierResult {
            year: 2021,
            version: Some("2020".into()),
            total: 452,
            areas: vec![50, 60],
            note: "From the last report".into(),
        }],
        printed_comparisons: vec![PrintedComparison {
            label: "Genomsnitt".into(),
            total: 473,
            areas: Vec::new(),
            n: None,
            rule: "Not stated".into(),
        }],
        areas: (1..=2).map(area).collect(),
    }
}

fn finding(text: &str) -> Finding {
    Finding { text: text.into(), sub_area: Some("1.1".into()), source: None }
}

fn evaluator(code: &str) -> Member {
    Member {
        code: code.into(),
        name: format!("Åsa {code}"),
        employer: "Bergby kommun".into(),
        role: if code == "E1" { TeamRole::Lead } else { TeamRole::Evaluator },
        declaration: Some(Declaration {
            date: jiff::civil::date(2026, 2, 1),
            conflict: String::new(),
        }),
    }
}

/// Any text a database must keep: no NUL, else everything.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        5 => "[a-zåäöæøé '\"\\\\%_;€\n|.-]{0,12}",
        1 => any::<String>().prop_map(|text| text.replace('\0', "")),
    ]
}

/// Any day of a few hundred years.
fn day() -> impl Strategy<Value = jiff::civil::Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(values)
}

/// Any result.
pub fn any_result() -> impl Strategy<Value = EvaluationResult> {
    let who = ("[A-ZÅÄÖ][a-zåäö]{1,8}", option::of("[0-9]{4}"), option::of(2000_i16..2030));
    let what = (option::of(0_u32..800), vec(option::of(0_u32..100), 8), text(), text());
    let framework = one_of(&["original", "2.0", "2020", "no-2010", "no-2020"]);
    (who, framework, what).prop_map(
        |((municipality, code, year), framework, (total, areas, source, note))| EvaluationResult {
            country: "SE".into(),
            municipality,
            code,
            year,
            framework: framework.into(),
            total,
            areas,
            origin: ResultOrigin::Published,
            basis: Basis::Official,
            source,
            note,
        },
    )
}

/// Any evaluation: every part may be missing, every list may be long, codes are in their places.
pub fn any_evaluation() -> impl Strategy<Value = Evaluation> {
    let kinds = one_of(&[Kind::External, Kind::Peer, Kind::SelfEvaluation, Kind::Imported]);
    let states = one_of(&[State::Planned, State::FactCheck, State::FollowUp, State::Closed]);
    let head =
        (any::<bool>(), kinds, states, 1990_i16..2100, option::of(day()), one_of(&Lang::ALL));
    let texts = (text(), text(), vec(day(), 0..3), btree_map("[a-z]{1,6}", any::<bool>(), 0..3));
    let lists = (vec(member(), 0..4), vec(group(), 0..4), vec(document(), 0..4));
    let numbers = (option::of(any::<u32>()), vec(earlier(), 0..3), vec(printed(), 0..3));
    (head, municipality(), texts, lists, numbers, dates(), vec(area(), 0..4)).prop_map(
        |(head, municipality, texts, lists, numbers, dates, areas)| {
            let (fictional, kind, state, year, assessment_date, language) = head;
            let (record_number, summary, visit, conditions) = texts;
            let (team, groups, documents) = lists;
            let (total, earlier, printed_comparisons) = numbers;
            let (source, feedback, review, fact_check) = dates;
            let mut any = Evaluation {
                format: FORMAT.into(),
                id: None,
                fictional,
                framework: "kommunkompassen-2020".into(),
                kind,
                state,
                year,
                assessment_date,
                language,
                record_number,
                municipality,
                source,
                visit,
                team,
                groups,
                documents,
                conditions,
                feedback,
                review,
                fact_check,
                summary,
                total,
                earlier,
                printed_comparisons,
                areas,
            };
            give_codes(&mut any);
            any
        },
    )
}

/// Puts codes in their places. Evaluators come in another order than the team's, because a file may have them so.
fn give_codes(whole: &mut Evaluation) {
    for (member, number) in whole.team.iter_mut().zip(1..) {
        member.code = format!("E{number}");
    }
    for (document, number) in whole.documents.iter_mut().zip(1..) {
        document.code = format!("D{number}");
    }
    for (area, number) in whole.areas.iter_mut().zip(1_u8..) {
        area.number = number;
        for (sub_area, sub) in area.sub_areas.iter_mut().zip(1..) {
            sub_area.code = format!("{number}.{sub}");
            for (direct, by) in sub_area.direct.iter_mut().rev().zip(1..) {
                direct.by = format!("E{by}");
            }
            for (question, place) in sub_area.questions.iter_mut().zip(1..) {
                question.code = format!("{number}.{sub}.{place}");
                for (judgement, by) in question.judgements.iter_mut().rev().zip(1..) {
                    judgement.by = format!("E{by}");
                }
            }
        }
    }
}

fn municipality() -> impl Strategy<Value = Municipality> {
    let fact = (text(), text(), text(), text()).prop_map(|(label, value, when, source)| Fact {
        label,
        value,
        when,
        source,
    });
    (text(), option::of("[0-9]{4}"), vec(fact, 0..3)).prop_map(|(name, code, facts)| Municipality {
        name,
        country: "SE".into(),
        code,
        facts,
    })
}

/// What has a date: source, feedback, review, fact check.
fn dates()
-> impl Strategy<Value = (Option<Source>, Option<Feedback>, Option<Signature>, Option<FactCheck>)> {
    let source = (text(), text(), option::of(day()), text(), text()).prop_map(
        |(title, publisher, date, address, note)| Source { title, publisher, date, address, note },
    );
    let feedback = (day(), text()).prop_map(|(date, audience)| Feedback { date, audience });
    let review = (text(), day()).prop_map(|(by, date)| Signature { by, date });
    let comment =
        (text(), text(), text()).prop_map(|(place, text, answer)| Comment { place, text, answer });
    let fact_check = (day(), any::<bool>(), vec(comment, 0..3))
        .prop_map(|(until, done, comments)| FactCheck { until, done, comments });
    (option::of(source), option::of(feedback), option::of(review), option::of(fact_check))
}

fn member() -> impl Strategy<Value = Member> {
    let roles = one_of(&[TeamRole::Lead, TeamRole::Evaluator, TeamRole::Reviewer]);
    let declaration = (day(), text()).prop_map(|(date, conflict)| Declaration { date, conflict });
    (text(), text(), roles, option::of(declaration)).prop_map(
        |(name, employer, role, declaration)| Member {
            code: String::new(),
            name,
            employer,
            role,
            declaration,
        },
    )
}

fn group() -> impl Strategy<Value = GroupInterview> {
    (text(), any::<u32>(), option::of(day())).prop_map(|(group, people, date)| GroupInterview {
        group,
        people,
        date,
    })
}

fn document() -> impl Strategy<Value = Document> {
    (text(), text(), option::of(day()), text(), vec(text(), 0..3)).prop_map(
        |(title, kind, date, address, sub_areas)| Document {
            code: String::new(),
            title,
            kind,
            date,
            address,
            sub_areas,
        },
    )
}

fn earlier() -> impl Strategy<Value = EarlierResult> {
    (any::<i16>(), option::of(text()), any::<u32>(), vec(any::<u32>(), 0..9), text()).prop_map(
        |(year, version, total, areas, note)| EarlierResult { year, version, total, areas, note },
    )
}

fn printed() -> impl Strategy<Value = PrintedComparison> {
    (text(), any::<u32>(), vec(any::<u32>(), 0..9), option::of(any::<u32>()), text()).prop_map(
        |(label, total, areas, n, rule)| PrintedComparison { label, total, areas, n, rule },
    )
}

fn area() -> impl Strategy<Value = AreaPart> {
    let finding = || {
        (text(), option::of(text()), option::of(text()))
            .prop_map(|(text, sub_area, source)| Finding { text, sub_area, source })
    };
    let example = (text(), text(), option::of(text())).prop_map(|(who, text, source)| Example {
        who,
        text,
        source,
    });
    let statuses =
        one_of(&[SinceLastStatus::Done, SinceLastStatus::Begun, SinceLastStatus::Declined]);
    let origins =
        one_of(&[SinceLastOrigin::Report(2021), SinceLastOrigin::Plan(2021), SinceLastOrigin::Own]);
    let since = (text(), statuses, text(), option::of(origins)).prop_map(
        |(improvement, status, done, origin)| SinceLast { improvement, status, done, origin },
    );
    let ways = one_of(&[Way::Independent, Way::PrimarySecond, Way::Joint]);
    let head =
        (option::of(ways), vec(text(), 0..3), vec(text(), 0..3), option::of(any::<u32>()), text());
    let lists = (vec(finding(), 0..4), vec(finding(), 0..4), vec(example, 0..3), vec(since, 0..3));
    (head, lists, vec(sub_area(), 0..4)).prop_map(|(head, lists, sub_areas)| {
        let (way, locked, direct, points, text) = head;
        let (strengths, improvements, examples, since_last) = lists;
        AreaPart {
            number: 0,
            way,
            locked,
            direct,
            points,
            text,
            strengths,
            improvements,
            examples,
            since_last,
            sub_areas,
        }
    })
}

fn sub_area() -> impl Strategy<Value = SubAreaPart> {
    let points = || any::<i32>().prop_map(|points| Points(points.into()));
    let direct = (points(), text(), vec(text(), 0..3)).prop_map(|(points, reason, evidence)| {
        DirectJudgement { by: String::new(), points, reason, evidence }
    });
    let agreed = (points(), text()).prop_map(|(points, reason)| AgreedPoints { points, reason });
    let impacts = one_of(&[Impact::Confirms, Impact::Contradicts, Impact::Silent]);
    let impact = btree_map("[a-z]{1,8}", impacts, 0..3);
    let said = (text(), option::of(points()));
    (said, vec(direct, 0..3), option::of(agreed), impact, vec(question(), 0..4)).prop_map(
        |((text, points), direct, agreed, impact, questions)| SubAreaPart {
            code: String::new(),
            text,
            points,
            direct,
            agreed,
            impact,
            questions,
        },
    )
}

fn question() -> impl Strategy<Value = QuestionPart> {
    let levels = || vec("[a-z]{1,8}", 0..4);
    let judgement = (levels(), any::<bool>(), text(), vec(text(), 0..3)).prop_map(
        |(levels, planned, reason, evidence)| Judgement {
            by: String::new(),
            levels,
            planned,
            reason,
            evidence,
        },
    );
    let agreed = (levels(), any::<bool>(), text()).prop_map(|(levels, planned, reason)| Agreed {
        levels,
        planned,
        reason,
    });
    (vec(judgement, 0..4), option::of(agreed)).prop_map(|(judgements, agreed)| QuestionPart {
        code: String::new(),
        judgements,
        agreed,
    })
}
