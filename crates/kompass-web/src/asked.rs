//! What the query of an address asks for: a choice that can be shared and comes back the same.

use crate::page::Shell;
use std::str::FromStr;

/// Names and values in their order.
#[derive(Default, Clone)]
pub(crate) struct Asked(Vec<(String, String)>);

impl Asked {
    /// What the address of a visit asks for.
    pub(crate) fn of(shell: &Shell) -> Self {
        let query = shell.visit.here.split_once('?').map_or("", |(_, query)| query);
        Self(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// Every name and value.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.trim()))
    }

    /// The first value of a name; empty if there is none.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value)
    }

    /// All values of a name that are not empty.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.iter().filter(move |(own, value)| *own == name && !value.is_empty()).map(|(_, it)| it)
    }

    /// True if a name is given, even without a value.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.iter().any(|(own, _)| own == name)
    }

    /// The first value of a name as a number.
    pub(crate) fn number<T: FromStr>(&self, name: &str) -> Option<T> {
        self.one(name).parse().ok()
    }
}

/// An address with a query of these names and values.
pub(crate) fn address<'a>(
    path: &str,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}
