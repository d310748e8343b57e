//! Answers as Kolada writes them, and a little more loosely: a flag may be 0 or 1, a year may be a text. Names decide,
//! never places.

use serde::de::{self, Deserialize, Deserializer, Visitor};
use std::borrow::Cow;
use std::fmt;

/// One page of a list.
#[derive(serde::Deserialize)]
pub(super) struct Page<T> {
    pub(super) values: Vec<T>,
    /// How many are on this page.
    #[serde(default)]
    count: Option<Whole>,
    #[serde(default)]
    pub(super) next_url: Option<String>,
}

/// Most on a page. A full page that names no next one may be cut.
const FULL_PAGE: usize = 5000;

impl<'de, T: Deserialize<'de>> Page<T> {
    /// Reads a page, whatever its header says of letters: it is UTF-8.
    pub(super) fn read(bytes: &'de [u8]) -> Result<Self, String> {
        let page: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let found = page.values.len();
        if let Some(Whole(count)) = page.count
            && usize::try_from(count) != Ok(found)
        {
            return Err(format!("it says that {count} stand on this page, and there are {found}"));
        }
        if page.next_url.is_none() && found >= FULL_PAGE && !has_next(bytes) {
            return Err("the page is full and does not say whether there is a next one".to_owned());
        }
        Ok(page)
    }
}

/// Whether a page says something of the next one, if only that there is none.
fn has_next(bytes: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Said {
        #[serde(default, deserialize_with = "said")]
        next_url: bool,
    }
    fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
        de::IgnoredAny::deserialize(deserializer).map(|_| true)
    }
    serde_json::from_slice::<Said>(bytes).is_ok_and(|said| said.next_url)
}

/// A KPI, in the form of version 3 or 2.
#[derive(serde::Deserialize)]
pub(super) struct KpiAnswer {
    #[serde(deserialize_with = "code")]
    pub(super) id: String,
    pub(super) title: String,
    #[serde(default)]
    pub(super) description: Option<String>,
    #[serde(default)]
    pub(super) is_divided_by_gender: Flag,
    pub(super) municipality_type: String,
    #[serde(default, alias = "auspices")]
    pub(super) auspice: Option<String>,
    #[serde(default)]
    pub(super) operating_area: Option<String>,
    #[serde(default)]
    pub(super) perspective: Option<String>,
    #[serde(default)]
    pub(super) prel_publication_date: Option<String>,
    #[serde(default)]
    pub(super) publication_date: Option<String>,
    #[serde(default)]
    pub(super) publ_period: Text,
    #[serde(default)]
    pub(super) has_ou_data: Flag,
}

/// A municipality, a region or the nation.
#[derive(serde::Deserialize)]
pub(super) struct AreaAnswer {
    #[serde(deserialize_with = "code")]
    pub(super) id: String,
    pub(super) title: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
}

/// A group of areas or of KPIs.
#[derive(serde::Deserialize)]
pub(super) struct GroupAnswer {
    #[serde(deserialize_with = "code")]
    pub(super) id: String,
    pub(super) title: String,
    pub(super) members: Vec<MemberAnswer>,
}

/// A member of a group.
#[derive(serde::Deserialize)]
pub(super) struct MemberAnswer {
    #[serde(alias = "member_id", deserialize_with = "code")]
    pub(super) id: String,
}

/// The values of one KPI, area and year.
#[derive(serde::Deserialize)]
pub(super) struct ValueAnswer<'a> {
    #[serde(borrow)]
    pub(super) kpi: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) municipality: Cow<'a, str>,
    pub(super) period: Whole,
    #[serde(borrow)]
    pub(super) values: Vec<GenderAnswer<'a>>,
}

/// One of them. The order of genders is not promised.
#[derive(serde::Deserialize)]
pub(super) struct GenderAnswer<'a> {
    #[serde(borrow)]
    pub(super) gender: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) status: Option<Cow<'a, str>>,
    pub(super) value: Number,
    #[serde(default, alias = "is_deleted")]
    pub(super) isdeleted: Flag,
}

/// An id. It becomes part of addresses and of names of files, so it has nothing in it that leads elsewhere.
fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let code = String::deserialize(deserializer)?;
    match is_code(&code) {
        true => Ok(code),
        false => Err(de::Error::custom(format!("{code:?} is no id"))),
    }
}

/// Whether it can be an id of the provider's: letters and digits of ASCII, at most 40.
pub(super) fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_alphanumeric())
}

/// A flag, also as 0 or 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Flag(pub(super) bool);

/// A whole number, also as a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Whole(pub(super) i64);

/// A number or none, also as a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number(pub(super) Option<f64>);

/// A text, also as a whole number; empty if none.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text(pub(super) String);

/// Whatever stands there.
enum Loose {
    Nothing,
    Flag(bool),
    Whole(i64),
    Number(f64),
    Text(String),
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Loose;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a single value")
            }
            fn visit_unit<E>(self) -> Result<Loose, E> {
                Ok(Loose::Nothing)
            }
            fn visit_bool<E>(self, flag: bool) -> Result<Loose, E> {
                Ok(Loose::Flag(flag))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
                Ok(Loose::Whole(number))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Loose, E> {
                i64::try_from(number).map(Loose::Whole).map_err(|_| E::custom("too large a number"))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
                Ok(Loose::Number(number))
            }
            fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
                Ok(Loose::Text(text.to_owned()))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// Reads a type through whatever stands there.
macro_rules! loosely {
    ($type:ident, $expected:literal, $($pattern:pat $(if $guard:expr)? => $read:expr),+ $(,)?) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                match Loose::deserialize(deserializer)? {
                    $($pattern $(if $guard)? => Ok(Self($read)),)+
                    _ => Err(de::Error::custom(concat!("expected ", $expected))),
                }
            }
        }
    };
}

loosely!(Flag, "true or false",
    Loose::Nothing | Loose::Flag(false) | Loose::Whole(0) => false,
    Loose::Flag(true) | Loose::Whole(1) => true,
    Loose::Text(text) if matches!(text.as_str(), "true" | "True" | "1") => true,
    Loose::Text(text) if matches!(text.as_str(), "false" | "False" | "0" | "") => false,
);
loosely!(Whole, "a whole number",
    Loose::Whole(number) => number,
    Loose::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => number as i64,
    Loose::Text(text) if text.parse::<i64>().is_ok() => text.parse().unwrap_or_default(),
);
loosely!(Number, "a number or null",
    Loose::Nothing => None,
    Loose::Whole(number) => Some(number as f64),
    Loose::Number(number) if number.is_finite() => Some(number),
    Loose::Text(text) if text.parse().is_ok_and(f64::is_finite) => text.parse().ok(),
);
loosely!(Text, "a text or a whole number",
    Loose::Nothing => String::new(),
    Loose::Whole(number) => number.to_string(),
    Loose::Text(text) => text,
);
