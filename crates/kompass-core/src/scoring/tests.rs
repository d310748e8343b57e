use super::*;
use crate::fixtures;
use crate::framework::catalogue::Catalogue;
use crate::judgement::MILLION;
use proptest::prelude::*;

fn agreed(framework: &Framework, evaluation: &Evaluation) -> Score {
    Score::computed(&Sheet::read(framework, evaluation).unwrap(), Whose::Agreed).unwrap()
}

#[test]
fn everything_on_the_highest_level_gives_all_points() {
    let framework = fixtures::framework();
    let mut evaluation = fixtures::evaluation();
    fixtures::agree_on_all(&mut evaluation, &framework);
    let score = agreed(&framework, &evaluation);
    assert_eq!((score.total, score.max, score.complete), (Some(200), 200, true));
    assert_eq!(score.basis, Basis::KompassDefault);
}

#[test]
fn a_sub_area_is_the_weighted_sum_of_its_questions() {
    let framework = fixtures::framework();
    let mut evaluation = fixtures::evaluation();
    fixtures::agree_on_all(&mut evaluation, &framework);
    fixtures::agree(&mut evaluation, "1.1.1", &["documented", "some"]); // 400 + 300
    fixtures::agree(&mut evaluation, "1.1.2", &["visible", "all"]); // 200 + 600, weighs double
    fixtures::agree(&mut evaluation, "1.1.3", &["none", "all"]); // the gate is closed
    let score = agreed(&framework, &evaluation);
    let sub_area = &score.areas[0].sub_areas[0];
    assert_eq!(sub_area.points, Some(Points(34_500))); // 60 × (0.7 + 2 × 0.8 + 0) / 4
    assert_eq!(sub_area.questions[1].points, Some(Points(24_000)));
    assert_eq!(sub_area.questions[1].max, Points(30_000));
    assert_eq!(score.areas[0].exact, Some(Points(74_500)));
    assert_eq!(score.areas[0].points, Some(75), "half up");

    evaluation.conditions.insert("companies".into(), false);
    let score = agreed(&framework, &evaluation);
    assert_eq!(score.areas[0].sub_areas[0].points, Some(Points(46_000))); // 60 × (0.7 + 1.6) / 3
    assert!(!score.areas[0].scaled);
}

#[test]
fn an_area_rounds_the_unrounded_sum_of_its_sub_areas() {
    let framework = fixtures::framework();
    let mut evaluation = fixtures::evaluation();
    fixtures::agree_on_all(&mut evaluation, &framework);
    evaluation.areas[0].sub_areas[0].questions.clear();
    fixtures::agree_points(&mut evaluation, "1.1", 1_833);
    fixtures::agree(&mut evaluation, "1.2.1", &["visible", "none"]); // 40 × 0.2 / 3 = 2.6666…
    fixtures::agree(&mut evaluation, "1.2.2", &["none", "none"]);
    fixtures::agree(&mut evaluation, "1.2.3", &["none", "none"]);
    let score = agreed(&framework, &evaluation);
    let sub_areas: Vec<_> = score.areas[0].sub_areas.iter().map(|sub| sub.points).collect();
    assert_eq!(sub_areas, [Some(Points(1_833)), Some(Points(2_667))], "shown as 4.5 together");
    assert_eq!(score.areas[0].points, Some(4), "4.4996… rounds down");
    assert_eq!(score.basis, Basis::Direct);
    assert_eq!(score.areas[0].sub_areas[0].state, SubAreaState::Direct);
}

#[test]
fn a_sub_area_that_does_not_apply_is_left_out_and_the_area_scaled() {
    let framework = fixtures::framework();
    let mut evaluation = fixtures::evaluation();
    fixtures::agree_on_all(&mut evaluation, &framework);
    fixtures::agree(&mut evaluation, "2.2.1", &["documented", "none"]);
    evaluation.conditions.insert("culture".into(), false);
    let score = agreed(&framework, &evaluation);
    let area = &score.areas[1];
    assert_eq!((area.scaled, area.left_out.as_slice()), (true, &["2.1".to_owned()][..]));
    assert_eq!(area.sub_areas[0].state, SubAreaState::Inapplicable);
    assert_eq!(area.sub_areas[1].points, Some(Points(51_000))); // 60 × 3.4 / 4
    assert_eq!(area.points, Some(85)); // 51 of 60 is 85 of 100
    assert!(score.complete);
}

#[test]
fn an_area_of_which_nothing_applies_is_missing_rather_than_0() {
    let mut framework = fixtures::framework();
    for sub_area in &mut framework.areas[1].sub_areas {
        for question in &mut sub_area.questions {
            question.applies_if = Some("culture".into());
        }
    }
    let mut evaluation = fixtures::evaluation();
    fixtures::agree_on_all(&mut evaluation, &framework);
    evaluation.conditions.insert("culture".into(), false);
    let score = agreed(&framework, &evaluation);
    assert_eq!((score.areas[1].points, score.total, score.complete), (None, None, false));
    assert_eq!(score.missing, ["2"]);
}

#[test]
fn what_is_not_assessed_blocks_its_area_and_the_total_and_is_named() {
    let framework = fixtures::framework();
    let mut evaluation = fixtures::evaluation();
    fixtures::agree_on_all(&mut evaluation, &framework);
    fixtures::question(&mut evaluation, "1.2.2").agreed = None;
    let score = agreed(&framework, &evaluation);
    assert_eq!(score.missing, ["1.2.2"]);
    assert_eq!((score.total, score.complete), (None, false));
    assert_eq!(score.areas[0].points, None);
    assert_eq!(score.areas[0].sub_areas[0].points, Some(Points::whole(60)));
    assert_eq!(score.areas[0].sub_areas[1].state, SubAreaState::NotAssessed);
    assert_eq!(score.areas[1].points, Some(100));
}

#[test]
fn an_evaluators_score_counts_what_that_evaluator_judged() {
    let framework = fixtures::framework();
    let mut evaluation = fixtures::evaluation();
    for (_, question) in framework.questions() {
        fixtures::judge(&mut evaluation, "E1", &question.code, &["documented", "some"]);
        fixtures::judge(&mut evaluation, "E2", &question.code, &["documented", "all"]);
    }
    let sheet = Sheet::read(&framework, &evaluation).unwrap();
    let total = |code| Score::computed(&sheet, Whose::Evaluator(code)).unwrap().total;
    assert_eq!((total("E1"), total("E2"), total("E3")), (Some(140), Some(200), None));
}

#[test]
fn published_points_stay_as_the_source_says() {
    let framework = fixtures::framework();
    let mut evaluation = fixtures::evaluation();
    evaluation.kind = Kind::Imported;
    evaluation.total = Some(150);
    let score = Score::of(&framework, &evaluation).unwrap();
    assert_eq!((score.total, score.areas[0].points), (Some(150), None), "never split");
    assert_eq!(score.missing, ["1", "2"]);

    fixtures::area_part(&mut evaluation, 1).points = Some(74);
    fixtures::area_part(&mut evaluation, 2).points = Some(75);
    let score = Score::of(&framework, &evaluation).unwrap();
    assert_eq!((score.total, score.complete), (Some(150), true), "never corrected");

    fixtures::sub_area(&mut evaluation, "2.1").points = Some(Points(31_500));
    let score = Score::of(&framework, &evaluation).unwrap();
    let [published] = &score.areas[1].sub_areas[..] else { panic!("{score:?}") };
    assert_eq!((published.code.as_str(), published.points), ("2.1", Some(Points(31_500))));
    assert_eq!(published.state, SubAreaState::Published);
    assert!(score.areas[0].sub_areas.is_empty(), "what was not published is not there");

    evaluation.total = None;
    let result = result(&framework, &evaluation).unwrap();
    assert_eq!((result.total, result.areas), (None, vec![Some(74), Some(75)]));
    assert_eq!((result.origin, result.basis), (ResultOrigin::Published, Basis::Official));
}

#[test]
fn a_framework_without_questions_is_scored_directly() {
    let mut framework = fixtures::framework();
    framework.rubric = None;
    for area in &mut framework.areas {
        for sub_area in &mut area.sub_areas {
            sub_area.questions.clear();
        }
    }
    let mut evaluation = fixtures::evaluation();
    for (code, thousandths) in [("1.1", 30_250), ("1.2", 20_250), ("2.1", 0), ("2.2", 60_000)] {
        fixtures::agree_points(&mut evaluation, code, thousandths);
    }
    let score = agreed(&framework, &evaluation);
    let areas: Vec<_> = score.areas.iter().map(|area| area.points).collect();
    assert_eq!((areas, score.total), (vec![Some(51), Some(60)], Some(111)));
}

#[test]
fn weights_of_the_owner_make_the_basis_official() {
    let mut framework = fixtures::framework();
    for provenance in &mut framework.provenance {
        provenance.origin = Origin::Source;
    }
    assert_eq!(agreed(&framework, &fixtures::evaluation()).basis, Basis::Official);
}

/// Source 001: the areas of Tyresö 2015 and their sum, from the evaluation as it is quoted to the result that is compared.
#[test]
fn tyreso_2015_is_536() {
    let bytes =
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/demo/tyreso-2015.toml"));
    let evaluation = crate::evaluation::file::read("tyreso-2015.toml", bytes).unwrap();
    let framework = Catalogue::built_in().framework(&evaluation.framework).unwrap();
    let score = Score::of(framework, &evaluation).unwrap();
    let areas: Option<Vec<u32>> = score.areas.iter().map(|area| area.points).collect();
    assert_eq!(areas, Some(vec![74, 74, 78, 55, 67, 64, 60, 64]));
    assert_eq!((score.total, score.max, score.complete), (Some(536), 800, true));
    assert_eq!(score.areas.iter().map(|area| area.points).sum::<Option<u32>>(), score.total);
    assert!(score.areas.iter().all(|area| area.sub_areas.is_empty()), "never split");
    let result = result(framework, &evaluation).unwrap();
    assert_eq!((result.framework.as_str(), result.code.as_deref()), ("2.0", Some("0138")));
}

#[test]
fn in_every_built_in_framework_the_highest_levels_give_all_points_and_the_lowest_none() {
    let scored: Vec<&Framework> =
        Catalogue::built_in().frameworks().iter().filter(|it| it.rubric.is_some()).collect();
    assert_eq!(scored.len(), 2, "2.0 and 2020");
    for framework in scored {
        let dimensions = &framework.rubric.as_ref().unwrap().dimensions;
        let mut evaluation = fixtures::evaluation();
        for (highest, total) in [(true, 800), (false, 0)] {
            let levels = dimensions.iter().map(|dimension| {
                let level =
                    if highest { dimension.levels.last() } else { dimension.levels.first() };
                level.unwrap().code.as_str()
            });
            let levels: Vec<&str> = levels.collect();
            for (_, question) in framework.questions() {
                fixtures::agree(&mut evaluation, &question.code, &levels);
            }
            let score = agreed(framework, &evaluation);
            assert_eq!((score.total, score.complete), (Some(total), true), "{}", framework.id);
            assert_eq!(score.basis, Basis::KompassDefault);
        }
        for condition in &framework.conditions {
            evaluation.conditions.insert(condition.code.clone(), false);
        }
        let score = agreed(framework, &evaluation);
        assert!(
            score.complete,
            "{}: whatever does not apply, every area can be scored",
            framework.id
        );
    }
}

/// Positions of levels per question; `None` for planned only.
type Answers = Vec<Option<(u8, u8)>>;

const STRATEGY: [&str; 3] = ["none", "visible", "documented"];
const SCOPE: [&str; 4] = ["none", "one", "some", "all"];

fn answers() -> impl Strategy<Value = Answers> {
    prop::collection::vec(prop::option::weighted(0.9, (0..3_u8, 0..4_u8)), 13)
}

/// The framework of the tests with other weights, points and conditions.
fn frameworks() -> impl Strategy<Value = Framework> {
    (prop::collection::vec(1..=u8::MAX, 13), 1..100_u32, 1..100_u32).prop_map(
        |(weights, first, second)| {
            let mut framework = fixtures::framework();
            let mut weights = weights.into_iter();
            for (area, points) in framework.areas.iter_mut().zip([first, second]) {
                area.sub_areas[0].points = points;
                area.sub_areas[1].points = 100 - points;
                let questions = area.sub_areas.iter_mut().flat_map(|sub| &mut sub.questions);
                for (question, weight) in questions.zip(&mut weights) {
                    question.weight = weight;
                }
            }
            framework
        },
    )
}

fn agreed_on(
    framework: &Framework,
    answers: &Answers,
    companies: bool,
    culture: bool,
) -> Evaluation {
    let mut evaluation = fixtures::evaluation();
    evaluation.conditions = [("companies".into(), companies), ("culture".into(), culture)].into();
    for ((_, question), answer) in framework.questions().zip(answers) {
        match answer {
            Some((strategy, scope)) => fixtures::agree(
                &mut evaluation,
                &question.code,
                &[STRATEGY[usize::from(*strategy)], SCOPE[usize::from(*scope)]],
            ),
            None => fixtures::agree(&mut evaluation, &question.code, &[]),
        }
    }
    evaluation
}

proptest! {
    #[test]
    fn a_score_lies_between_0_and_max(
        framework in frameworks(), answers in answers(), companies: bool, culture: bool,
    ) {
        let score = agreed(&framework, &agreed_on(&framework, &answers, companies, culture));
        prop_assert!(score.complete);
        prop_assert!(score.total.unwrap() <= score.max);
        prop_assert_eq!(score.total, score.areas.iter().map(|area| area.points).sum());
        for area in &score.areas {
            prop_assert!(area.points.unwrap() <= area.max);
            for sub_area in &area.sub_areas {
                prop_assert!(sub_area.points.is_none_or(|points| points >= Points::ZERO && points <= sub_area.max));
            }
        }
    }

    #[test]
    fn raising_a_level_never_lowers_the_score(
        framework in frameworks(), answers in answers(), companies: bool, culture: bool, at in 0..13_usize,
    ) {
        let before = agreed(&framework, &agreed_on(&framework, &answers, companies, culture));
        for raise in [(1, 0), (0, 1)] {
            let mut raised = answers.clone();
            raised[at] = Some(raised[at].map_or((0, 0), |(strategy, scope)| {
                ((strategy + raise.0).min(2), (scope + raise.1).min(3))
            }));
            let after = agreed(&framework, &agreed_on(&framework, &raised, companies, culture));
            prop_assert!(after.total >= before.total);
            for (after, before) in after.areas.iter().zip(&before.areas) {
                prop_assert!(after.points >= before.points);
                prop_assert!(after.exact >= before.exact);
            }
        }
    }

    #[test]
    fn planned_only_never_adds(
        framework in frameworks(), answers in answers(), companies: bool, culture: bool, at in 0..13_usize,
    ) {
        let before = agreed(&framework, &agreed_on(&framework, &answers, companies, culture));
        let mut planned = answers.clone();
        planned[at] = None;
        let mut lowest = answers;
        lowest[at] = Some((0, 0));
        let planned = agreed(&framework, &agreed_on(&framework, &planned, companies, culture));
        let lowest = agreed(&framework, &agreed_on(&framework, &lowest, companies, culture));
        prop_assert!(planned.total <= before.total);
        prop_assert_eq!(planned.total, lowest.total);
    }

    #[test]
    fn the_order_in_the_file_does_not_matter(
        framework in frameworks(), answers in answers(), companies: bool, culture: bool,
    ) {
        let evaluation = agreed_on(&framework, &answers, companies, culture);
        let mut reversed = evaluation.clone();
        reversed.areas.reverse();
        for area in &mut reversed.areas {
            area.sub_areas.reverse();
            for sub_area in &mut area.sub_areas {
                sub_area.questions.reverse();
            }
        }
        prop_assert_eq!(agreed(&framework, &evaluation), agreed(&framework, &reversed));
    }

    #[test]
    fn parts_sum_to_the_whole(framework in frameworks(), answers in answers(), companies: bool, culture: bool) {
        let evaluation = agreed_on(&framework, &answers, companies, culture);
        let sheet = Sheet::read(&framework, &evaluation).unwrap();
        let rubric = framework.rubric.as_ref().unwrap();
        for units in sheet.sub_areas() {
            let applicable = || units.iter().filter(|unit| unit.inapplicable().is_none());
            if applicable().next().is_none() {
                continue;
            }
            let off = applicable().map(Unit::max).sum::<Points>().0 - Points::whole(units[0].sub_area.points).0;
            prop_assert!(off.abs() <= 3, "questions are shown rounded: at most half a thousandth off each");
            for unit in applicable() {
                let share = crate::judgement::share(rubric, &unit.agreed).unwrap();
                prop_assert!(share <= MILLION);
                prop_assert!(unit.points(Some(rubric), &unit.agreed).unwrap() <= unit.max());
            }
        }
    }
}
