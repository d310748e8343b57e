//! Languages, and texts that exist in several of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language of the interface and of reports.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
    /// Norwegian bokmål.
    Nb,
}

impl Lang {
    /// All languages, in the order in which they stand in for one another.
    pub const ALL: [Self; 3] = [Self::Sv, Self::En, Self::Nb];

    /// The code of the language: `sv`, `en`, `nb` (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
            Self::Nb => "nb",
        }
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for Lang {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.code() == code)
            .ok_or_else(|| format!("unknown language {code:?}: use sv, en or nb"))
    }
}

/// A text in one or more languages. An empty string is a text that does not exist in that language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Swedish.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sv: String,
    /// English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
    /// Norwegian bokmål.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nb: String,
}

impl Text {
    /// The text in exactly this language, if it exists.
    pub fn in_lang(&self, lang: Lang) -> Option<&str> {
        let text = match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
            Lang::Nb => &self.nb,
        };
        (!text.is_empty()).then_some(text.as_str())
    }

    /// The text in this language, or else in the first of Swedish, English and Norwegian in which it exists.
    pub fn get(&self, lang: Lang) -> &str {
        self.in_lang(lang)
            .or_else(|| Lang::ALL.into_iter().find_map(|other| self.in_lang(other)))
            .unwrap_or("")
    }

    /// True if it exists in no language.
    pub fn is_empty(&self) -> bool {
        Lang::ALL.into_iter().all(|lang| self.in_lang(lang).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_in_a_fixed_order() {
        let text = Text { en: "area".into(), nb: "område".into(), ..Text::default() };
        assert_eq!(text.get(Lang::Nb), "område");
        assert_eq!(text.get(Lang::Sv), "area");
        assert_eq!(text.in_lang(Lang::Sv), None);
        assert_eq!(Text::default().get(Lang::Sv), "");
    }
}
