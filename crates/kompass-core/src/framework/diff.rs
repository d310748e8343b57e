//! What differs between two frameworks, or two versions of one.

use super::Framework;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What kind of thing changed.
    pub element: Element,
    /// Its code or number; of a level after the code of its dimension: `strategy/some`. Empty for the framework itself.
    pub code: String,
    /// What happened to it.
    #[serde(flatten)]
    pub what: What,
}

/// A kind of thing that a framework consists of, in the order in which changes are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// The framework itself: its head.
    Framework,
    /// An interview group.
    Group,
    /// A dimension of the rubric.
    Dimension,
    /// A level of a dimension.
    Level,
    /// A condition.
    Condition,
    /// A main field.
    Field,
    /// An area.
    Area,
    /// A sub-area.
    SubArea,
    /// A question.
    Question,
}

/// What happened to a thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum What {
    /// Only the second framework has it.
    Added {
        /// Its title, in the languages it has.
        title: Value,
        /// Its points, if it has any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<u64>,
    },
    /// Only the first framework has it.
    Removed {
        /// Its title, in the languages it has.
        title: Value,
        /// Its points, if it has any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<u64>,
    },
    /// Its title differs.
    Retitled {
        /// Title in the first framework.
        from: Value,
        /// Title in the second.
        to: Value,
    },
    /// Its points differ.
    Points {
        /// Points in the first framework.
        from: u64,
        /// Points in the second.
        to: u64,
    },
    /// Something else about it differs.
    Changed {
        /// Name of the key in the file.
        key: String,
        /// Value in the first framework; null where it has none.
        from: Value,
        /// Value in the second; null where it has none.
        to: Value,
    },
}

/// Everything that differs, from the head to the last question. Empty exactly where the two are equal.
pub fn diff(from: &Framework, to: &Framework) -> Vec<Change> {
    let (from, to) = (things(from), things(to));
    let mut keys: Vec<&Key> =
        from.keys().chain(to.keys().filter(|key| !from.contains_key(*key))).collect();
    keys.sort();
    let mut changes = Vec::new();
    for key in keys {
        let mut add = |what| changes.push(Change { element: key.0, code: key.2.clone(), what });
        match (from.get(key), to.get(key)) {
            (None, Some(new)) => add(What::Added { title: title(new), points: points(new) }),
            (Some(old), None) => add(What::Removed { title: title(old), points: points(old) }),
            (Some(old), Some(new)) => differences(old, new).into_iter().for_each(add),
            (None, None) => {}
        }
    }
    changes
}

/// Kind, the numbers in the code (so that 1.10 comes after 1.9), and the code.
type Key = (Element, Vec<u32>, String);

/// All things of a framework, each without the things inside it. Where something has a place in an order that its code
/// does not show, the place is one of its values.
fn things(framework: &Framework) -> BTreeMap<Key, Map<String, Value>> {
    let mut things = BTreeMap::new();
    // A framework is texts, numbers and lists of these: nothing in it can fail to become JSON.
    let mut root = object(serde_json::to_value(framework).unwrap_or_default());
    let mut rubric = object(root.remove("rubric").unwrap_or_default());
    for (index, mut dimension) in list(&mut rubric, "dimensions").into_iter().enumerate() {
        dimension.insert("position".to_owned(), (index + 1).into());
        let parent = code(&dimension);
        for (index, mut level) in list(&mut dimension, "levels").into_iter().enumerate() {
            level.insert("position".to_owned(), (index + 1).into());
            let code = format!("{parent}/{}", code(&level));
            things.insert(key(Element::Level, code), level);
        }
        things.insert(key(Element::Dimension, parent), dimension);
    }
    for (element, name) in [(Element::Group, "groups"), (Element::Condition, "conditions")] {
        for (index, mut thing) in list(&mut root, name).into_iter().enumerate() {
            thing.insert("position".to_owned(), (index + 1).into());
            things.insert(key(element, code(&thing)), thing);
        }
    }
    for field in list(&mut root, "fields") {
        things.insert(key(Element::Field, code(&field)), field);
    }
    for mut area in list(&mut root, "areas") {
        for mut sub in list(&mut area, "sub_areas") {
            for question in list(&mut sub, "questions") {
                things.insert(key(Element::Question, code(&question)), question);
            }
            things.insert(key(Element::SubArea, code(&sub)), sub);
        }
        things.insert(key(Element::Area, code(&area)), area);
    }
    things.insert(key(Element::Framework, String::new()), root);
    things
}

fn differences(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<What> {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    let mut differences = Vec::new();
    for name in names {
        let value = |map: &Map<String, Value>| map.get(name).cloned().unwrap_or_default();
        let (from, to) = (value(old), value(new));
        if from == to {
            continue;
        }
        differences.push(match (name.as_str(), from.as_u64(), to.as_u64()) {
            ("title", ..) => What::Retitled { from, to },
            ("points", Some(from), Some(to)) => What::Points { from, to },
            _ => What::Changed { key: name.clone(), from, to },
        });
    }
    differences
}

fn key(element: Element, code: String) -> Key {
    let numbers = code.split(['.', '/']).filter_map(|part| part.parse().ok()).collect();
    (element, numbers, code)
}

fn title(thing: &Map<String, Value>) -> Value {
    thing.get("title").cloned().unwrap_or_default()
}

fn points(thing: &Map<String, Value>) -> Option<u64> {
    thing.get("points").and_then(Value::as_u64)
}

fn code(thing: &Map<String, Value>) -> String {
    match thing.get("code").or_else(|| thing.get("number")) {
        Some(Value::String(code)) => code.clone(),
        Some(number) => number.to_string(),
        None => String::new(),
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Takes a list of objects out of an object.
fn list(map: &mut Map<String, Value>, name: &str) -> Vec<Map<String, Value>> {
    match map.remove(name) {
        Some(Value::Array(items)) => items.into_iter().map(object).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::testdata;

    #[test]
    fn equal_frameworks_do_not_differ() {
        assert_eq!(diff(&testdata::small(), &testdata::small()), []);
    }

    #[test]
    fn every_kind_of_change_is_listed_in_order() {
        let old = testdata::small();
        let mut new = old.clone();
        new.version = "1.1.0".into();
        new.groups.swap(0, 1);
        let dimension = &mut new.rubric.as_mut().unwrap().dimensions[1];
        dimension.weight = 500;
        dimension.levels.remove(1);
        new.conditions.clear();
        new.areas[0].sub_areas[0].points = 30;
        new.areas[0].sub_areas[0].questions.remove(0);
        let mut added = new.areas[0].sub_areas[1].clone();
        added.code = "1.10".into();
        added.points = 10;
        added.questions[0].code = "1.10.1".into();
        new.areas[0].sub_areas.push(added);
        new.areas[0].sub_areas[1].title.sv = "Samtal".into();
        new.areas[0].sub_areas[1].questions[0].groups.clear();
        let changes = diff(&old, &new);
        insta::assert_json_snapshot!(changes);
    }

    #[test]
    fn a_change_anywhere_is_found() {
        let old = testdata::small();
        let json = serde_json::to_value(&old).unwrap();
        let mut pointers = Vec::new();
        leaves(&json, String::new(), &mut pointers);
        let mut found = 0;
        for pointer in pointers {
            let mut changed = json.clone();
            let leaf = changed.pointer_mut(&pointer).unwrap();
            *leaf = match leaf {
                Value::String(text) => format!("{text}x").into(),
                Value::Number(number) => (number.as_u64().unwrap() + 1).into(),
                Value::Bool(value) => (!*value).into(),
                _ => continue,
            };
            if let Ok(new) = serde_json::from_value::<Framework>(changed) {
                assert_ne!(diff(&old, &new), [], "{pointer}");
                found += 1;
            }
        }
        assert!(found > 100);
    }

    fn leaves(value: &Value, path: String, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                map.iter().for_each(|(k, v)| leaves(v, format!("{path}/{k}"), found));
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(i, v)| leaves(v, format!("{path}/{i}"), found));
            }
            _ => found.push(path),
        }
    }
}
