//! National key figures: the rules by which their values are compared, and the titles of those that questions of the
//! frameworks name, as bundled in `data/kpis-of-questions.csv` (its source stands in `data/README.md`).

mod direction;

pub use direction::Direction;

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a key figure is called in Kolada, in Swedish; `None` if no bundled framework names it.
pub fn title(id: &str) -> Option<&'static str> {
    TITLES.get(id).map(String::as_str)
}

static TITLES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let text =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/kpis-of-questions.csv"));
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    // A test reads every row of the file that is compiled in.
    rows.collect::<Result<_, _>>().expect("the bundled table of key figures is well-formed")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_figure_is_called_what_it_is_called() {
        assert_eq!(title("N00090"), Some("Sjukfrånvaro totalt bland anställda, kommun, andel (%)"));
        assert_eq!(title("N99999"), None);
        assert!(TITLES.len() > 50 && TITLES.values().all(|title| !title.trim().is_empty()));
    }
}
