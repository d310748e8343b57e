//! A framework for other programs and for people: JSON and TOML.

use super::{Framework, SubArea};
use crate::points::Points;
use crate::writing;
use serde_json::Value;

/// The framework as JSON: `areas[] → sub_areas[] → questions[]`, each with `number` or `code`, `title` and `points`, and
/// everything else that its file holds, with where each part comes from under `provenance`.
pub fn json(framework: &Framework) -> Value {
    // A framework is texts, numbers and lists of these: nothing in it can fail to become JSON.
    let mut root = serde_json::to_value(framework).unwrap_or_default();
    root["points"] = framework.points().into();
    for (area, exported) in framework.areas.iter().zip(items(&mut root, "areas")) {
        for (sub, exported) in area.sub_areas.iter().zip(items(exported, "sub_areas")) {
            for (points, exported) in question_points(sub).iter().zip(items(exported, "questions"))
            {
                exported["points"] = serde_json::to_value(points).unwrap_or_default();
            }
        }
    }
    root
}

/// The framework as a file that can be changed and loaded again.
pub fn toml(framework: &Framework) -> String {
    writing::toml(framework)
}

/// The points of each question of a sub-area, in thousandths that sum to exactly the sub-area's points.
pub fn question_points(sub: &SubArea) -> Vec<Points> {
    let weights: i64 = sub.questions.iter().map(|question| i64::from(question.weight)).sum();
    let upto = |weight: i64| Points::whole(sub.points).scaled(weight, weights.max(1));
    let mut before = 0;
    sub.questions
        .iter()
        .map(|question| {
            let after = before + i64::from(question.weight);
            let points = upto(after) - upto(before);
            before = after;
            points
        })
        .collect()
}

fn items<'v>(value: &'v mut Value, key: &str) -> impl Iterator<Item = &'v mut Value> {
    value.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::parse::parse;
    use crate::framework::{Question, testdata};
    use proptest::prelude::*;

    #[test]
    fn json_nests_and_has_points_at_every_level() {
        let exported = json(&testdata::small());
        insta::assert_json_snapshot!(exported);
    }

    #[test]
    fn toml_reads_back_equal_and_well() {
        let framework = testdata::small();
        let text = toml(&framework);
        assert_eq!(parse("export.toml", &text).unwrap(), framework);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn awkward_texts_survive() {
        let mut framework = testdata::small();
        framework.about.sv = "\"a\" 'b' \\ c\r\nd\n\t\u{1} ''' \"\"\" \u{7f}".into();
        framework.title = crate::text::Text::default();
        framework.areas[0].topics = vec![framework.about.clone(), framework.areas[0].title.clone()];
        assert_eq!(parse("export.toml", &toml(&framework)).unwrap(), framework);
    }

    proptest! {
        #[test]
        fn question_points_sum_to_the_sub_area(
            points in 1_u32..200,
            weights in prop::collection::vec(1_u8.., 1..9),
        ) {
            let mut sub = testdata::small().areas.remove(0).sub_areas.remove(1);
            let question = sub.questions[0].clone();
            sub.points = points;
            let with = |weight: &u8| Question { weight: *weight, ..question.clone() };
            sub.questions = weights.iter().map(with).collect();
            let shares = question_points(&sub);
            prop_assert_eq!(shares.iter().copied().sum::<Points>(), Points::whole(points));
            prop_assert!(shares.iter().all(|share| share.0 >= 0));
        }

        #[test]
        fn any_text_survives(text in "\\PC*|[\\x00-\u{ff}]*") {
            let mut framework = testdata::small();
            framework.owner = text.clone();
            framework.areas[0].sub_areas[0].questions[0].title.sv = text;
            prop_assert_eq!(parse("export.toml", &toml(&framework)).unwrap(), framework);
        }
    }
}
