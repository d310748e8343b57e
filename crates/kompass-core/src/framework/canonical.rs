//! The canonical form of a framework: the same bytes for the same content, however its file is written. An evaluation
//! pins it, so that nothing that happens to the framework later changes what was asked and counted.

use super::Framework;
use crate::digest::sha256;
use crate::error::{Error, Problem, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A framework as an evaluation keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pinned {
    /// Id of the framework.
    pub id: String,
    /// Version of its file.
    pub version: String,
    /// SHA-256 of the canonical form, in lower-case hex.
    pub digest: String,
    /// The canonical form.
    pub canonical: String,
}

impl Pinned {
    /// The framework as it is now.
    pub fn new(framework: &Framework) -> Self {
        Self::of(&framework.id, &framework.version, canonical(framework))
    }

    /// A canonical form that was kept, with its digest made anew.
    pub fn of(id: &str, version: &str, canonical: String) -> Self {
        let digest = sha256(&canonical);
        Self { id: id.to_owned(), version: version.to_owned(), digest, canonical }
    }

    /// The framework as it was when it was pinned. An error if digest, id or version are not those of the content.
    pub fn framework(&self) -> Result<Framework> {
        let damaged = |why: String| {
            let remedy = "the stored record was changed or damaged: restore it from a backup";
            Error::invalid(Problem::new(format!("pinned framework {}", self.id), why, remedy))
        };
        if sha256(&self.canonical) != self.digest {
            return Err(damaged("the content does not have the digest that was pinned".to_owned()));
        }
        let framework: Framework =
            serde_json::from_str(&self.canonical).map_err(|error| damaged(error.to_string()))?;
        if framework.id != self.id || framework.version != self.version {
            return Err(damaged(format!("the content is {} {}", framework.id, framework.version)));
        }
        Ok(framework)
    }
}

/// JSON with the keys of every object in order and no white space between tokens. What stands at its default is left
/// out, so it makes no difference whether the file says it.
pub fn canonical(framework: &Framework) -> String {
    sorted(framework).to_string()
}

/// The value as JSON whose objects are in order of their keys, whether or not another crate of the build has asked
/// `serde_json` to keep the order of insertion.
fn sorted(framework: &Framework) -> serde_json::Value {
    fn sort(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Object(map) => {
                let sorted: BTreeMap<_, _> = map.into_iter().map(|(k, v)| (k, sort(v))).collect();
                sorted.into_iter().collect()
            }
            serde_json::Value::Array(items) => items.into_iter().map(sort).collect(),
            leaf => leaf,
        }
    }
    // A framework is texts, numbers and lists of these: nothing in it can fail to become JSON.
    sort(serde_json::to_value(framework).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::parse::parse;
    use crate::framework::testdata;

    #[test]
    fn the_canonical_form_does_not_depend_on_how_the_file_is_written() {
        let framework = testdata::small();
        let other_order = testdata::SMALL
            .replace("id = \"small\"\n", "")
            .replace("valid_from = 2020\n", "valid_from   =   2_020\n# comment\nid = 'small'\n")
            .replace("gate = true\n", "")
            .replace("code = \"strategy\"\n", "gate = true\ncode = \"strategy\"\n")
            .replace("code = \"1.2.1\"\n", "weight = 1\npre_question = false\ncode = \"1.2.1\"\n");
        let other = parse("other.toml", &other_order).unwrap();
        assert_eq!(canonical(&framework), canonical(&other));
        assert!(!canonical(&framework).contains(": ") && !canonical(&framework).contains('\n'));
    }

    #[test]
    fn a_pinned_framework_comes_back_equal() {
        let framework = testdata::small();
        let pinned = Pinned::new(&framework);
        assert_eq!(pinned.framework().unwrap(), framework);
        assert_eq!(pinned.digest.len(), 64);
        assert_eq!(Pinned::new(&pinned.framework().unwrap()), pinned);
    }

    /// Fixed: were it to change, evaluations that are stored would no longer match their framework.
    #[test]
    fn the_form_and_the_digest_are_fixed() {
        assert!(canonical(&testdata::small()).starts_with(
            "{\"about\":{\"en\":\"For tests.\",\"sv\":\"För tester.\"},\"areas\":[{\"about\":"
        ));
        assert_eq!(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn a_changed_record_is_found() {
        let pinned = Pinned::new(&testdata::small());
        let canonical = pinned.canonical.replace("\"points\":40", "\"points\":41");
        let changed = Pinned { canonical, ..pinned.clone() };
        assert!(changed.framework().unwrap_err().to_string().contains("digest"));
        let renamed = Pinned { version: "2".into(), ..pinned };
        assert!(renamed.framework().is_err());
    }
}
