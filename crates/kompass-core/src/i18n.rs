//! The texts of the interface and of reports, in Swedish, English and Norwegian, from `locales/*/*.ftl`. Each Swedish
//! message is a method of [`Texts`] named after its key (`n-evaluations` → `n_evaluations`) whose parameters are its
//! variables in alphabetical order; a test keeps the other languages equal in keys and variables.
//!
//! Numbers given as arguments are written by [`crate::format`]. A variable called `year`, or ending in `-year`, takes
//! a year and prints it as it is.

use crate::format;
use crate::text::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::BTreeMap;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The texts of a language, made once.
pub fn texts(lang: Lang) -> &'static Texts {
    static SV: LazyLock<Texts> = LazyLock::new(|| Texts::new(Lang::Sv));
    static EN: LazyLock<Texts> = LazyLock::new(|| Texts::new(Lang::En));
    static NB: LazyLock<Texts> = LazyLock::new(|| Texts::new(Lang::Nb));
    match lang {
        Lang::Sv => &SV,
        Lang::En => &EN,
        Lang::Nb => &NB,
    }
}

/// All texts of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// Reads the texts of a language; [`texts`] keeps them.
    pub fn new(lang: Lang) -> Self {
        let locale = lang.code().parse().expect("the code of a language is a language tag");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Sv => |value, _| number(value, Lang::Sv),
            Lang::En => |value, _| number(value, Lang::En),
            Lang::Nb => |value, _| number(value, Lang::Nb),
        }));
        for source in sources(lang) {
            // What can be wrong with a file is found by the build script (Swedish) and by `tests/locales.rs`.
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*source).to_owned());
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The text of a key that is known only at run time; `None` if there is no such key or an argument is missing.
    pub fn get(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.find(key, Some(&args))
    }

    /// All texts without variables whose key begins so, by key: labels for a template.
    pub fn starting_with(&self, prefix: &str) -> BTreeMap<&'static str, String> {
        KEYS.iter()
            .filter(|(key, variables)| key.starts_with(prefix) && variables.is_empty())
            .map(|(key, _)| (*key, self.text(key, None)))
            .collect()
    }

    /// The keys of all texts with their variables.
    pub fn keys() -> &'static [(&'static str, &'static [&'static str])] {
        KEYS
    }

    /// The key itself stands in for a text that is missing; `tests/locales.rs` sees to it that none is.
    fn text(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        self.find(key, args).unwrap_or_else(|| key.to_owned())
    }

    fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

fn number(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::number(lang, number.value)),
        _ => None,
    }
}
