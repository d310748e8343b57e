//! All languages have the same keys with the same variables, and say it in their own words.

#[path = "../build/messages.rs"]
mod messages;

use kompass_core::Lang;
use kompass_core::i18n::{Texts, texts};
use messages::Message;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn locales() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales")
}

/// All messages of a language by file and key.
fn messages_of(lang: Lang) -> BTreeMap<(String, String), Message> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(locales().join(lang.code())).expect("a folder for each language") {
        let path = entry.expect("a file").path();
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        let parsed = messages::parse(&fs::read_to_string(&path).expect("a text"));
        for message in parsed.unwrap_or_else(|error| panic!("{}: {error}", path.display())) {
            all.insert((file.clone(), message.key.clone()), message);
        }
    }
    all
}

/// `nb cli-year` for each text that may be the same as in Swedish.
fn allowed_as_in_swedish() -> BTreeSet<String> {
    let list = fs::read_to_string(locales().join("same-as-swedish.txt")).expect("the list");
    let lines = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(str::to_owned).collect()
}

#[test]
fn every_language_has_the_keys_and_variables_of_swedish() {
    let swedish = messages_of(Lang::Sv);
    assert!(!swedish.is_empty());
    let mut problems = Vec::new();
    for lang in [Lang::En, Lang::Nb] {
        let other = messages_of(lang);
        for (place @ (file, key), message) in &swedish {
            match other.get(place) {
                None => problems.push(format!("{lang}/{file}: {key} is missing")),
                Some(same) if same.variables != message.variables => problems.push(format!(
                    "{lang}/{file}: {key} takes {:?}, in Swedish {:?}",
                    same.variables, message.variables
                )),
                Some(_) => {}
            }
        }
        for (file, key) in other.keys().filter(|place| !swedish.contains_key(*place)) {
            problems.push(format!("{lang}/{file}: {key} does not exist in Swedish"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn no_language_repeats_swedish_by_accident() {
    let allowed = allowed_as_in_swedish();
    let swedish = messages_of(Lang::Sv);
    let mut same = BTreeSet::new();
    for lang in [Lang::En, Lang::Nb] {
        for (place, message) in messages_of(lang) {
            if swedish.get(&place).is_some_and(|original| original.text == message.text) {
                same.insert(format!("{lang} {}", place.1));
            }
        }
    }
    let accidents: Vec<_> = same.difference(&allowed).map(String::as_str).collect();
    assert!(
        accidents.is_empty(),
        "the same as in Swedish, but not in same-as-swedish.txt:\n{}",
        accidents.join("\n")
    );
    let stale: Vec<_> = allowed.difference(&same).map(String::as_str).collect();
    assert!(
        stale.is_empty(),
        "in same-as-swedish.txt, but not the same any more:\n{}",
        stale.join("\n")
    );
}

/// What the product is made of, without its tests.
fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let is_source = [".rs", ".html", ".typ"].iter().any(|end| name.ends_with(end));
        if path.is_dir() && name != "tests" {
            sources(&path, text);
        } else if is_source && name != "tests.rs" {
            text.push_str(&fs::read_to_string(&path).expect("a text"));
        }
    }
}

#[test]
fn no_text_is_left_that_nothing_shows() {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), &mut text);
    let is_name = |it: char| it.is_ascii_alphanumeric() || "_-".contains(it);
    let quoted: BTreeSet<&str> = text.split('"').collect();
    let called: BTreeSet<&str> =
        text.split(['.', ':']).map(|it| it.split(|it| !is_name(it)).next().unwrap_or(it)).collect();
    let unused = Texts::keys().iter().map(|(key, _)| *key).filter(|key| {
        // Some keys are put together at run time, of a beginning and what stands elsewhere.
        let put_together = match key.split_once('-') {
            Some(("done", what)) => {
                quoted.contains(what) || text.contains(&format!("done={what}#"))
            }
            Some(("problem", code)) => quoted.contains(code.to_uppercase().as_str()),
            // The templates of the report get all of these.
            Some(("report", label)) => called.contains(label),
            // Named by how somebody signed in, and by what rates a password.
            Some(("method" | "strength", _)) => true,
            _ => false,
        };
        !put_together && !called.contains(key.replace('-', "_").as_str()) && !quoted.contains(key)
    });
    let unused: Vec<&str> = unused.collect();
    assert!(unused.is_empty(), "nothing shows these texts:\n{}", unused.join("\n"));
}

#[test]
fn every_text_can_be_written_with_its_variables() {
    for lang in Lang::ALL {
        for (key, variables) in Texts::keys() {
            for number in [0, 1, 2, 1_000] {
                let args: Vec<_> = variables.iter().map(|name| (*name, number.into())).collect();
                let text = texts(lang).get(key, &args);
                let text = text.unwrap_or_else(|| {
                    panic!("{lang}: {key} cannot be written with {variables:?}")
                });
                assert!(!text.contains(['\u{2068}', '\u{2069}', '{']), "{lang}: {key}: {text:?}");
                assert!(!text.trim().is_empty(), "{lang}: {key} is empty");
            }
        }
    }
}

/// What a call is given, split at its commas; `rest` begins after the opening parenthesis.
fn arguments(rest: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut all) = (0_u32, false, vec![String::new()]);
    for it in rest.chars() {
        match it {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted && depth == 0 => break,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                all.push(String::new());
                continue;
            }
            _ => {}
        }
        all.last_mut().expect("never empty").push(it);
    }
    all.retain(|argument| !argument.trim().is_empty());
    all
}

/// Two variables of a text that a call gives the wrong way round, as far as their names tell: each argument names the other.
fn swapped<'a>(variables: &[&'a str], given: &[String]) -> Option<(&'a str, &'a str)> {
    let names = |argument: &String, variable: &str| {
        let is_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
        argument.split(|it| !is_name(it)).any(|word| word == variable.replace('-', "_"))
    };
    let pairs = (0..variables.len()).flat_map(|one| (0..one).map(move |other| (other, one)));
    pairs
        .filter(|(one, other)| given.len() == variables.len() && one != other)
        .find(|(one, other)| {
            let (first, second) = (&given[*one], &given[*other]);
            names(first, variables[*other])
                && !names(first, variables[*one])
                && !names(second, variables[*other])
        })
        .map(|(one, other)| (variables[one], variables[other]))
}

#[test]
fn variables_are_given_in_the_order_of_their_names() {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), &mut text);
    let mut problems = Vec::new();
    let mut calls = 0;
    for (key, variables) in Texts::keys().iter().filter(|(_, variables)| variables.len() > 1) {
        let call = format!(".{}(", key.replace('-', "_"));
        for (at, _) in text.match_indices(&call) {
            calls += 1;
            let given = arguments(&text[at + call.len()..]);
            if let Some((one, other)) = swapped(variables, &given) {
                problems.push(format!("{key}: {one} and {other} in ({})", given.join(",")));
            }
        }
    }
    assert!(calls > 50, "only {calls} calls were found");
    assert!(problems.is_empty(), "{}", problems.join("\n"));

    let given = |text: &str| arguments(text);
    assert_eq!(given("a(b, c), \"(d,\")?;").len(), 2);
    let pair = ["max", "points"];
    assert_eq!(swapped(&pair, &given("points, max)")), Some(("max", "points")));
    assert_eq!(swapped(&pair, &given("format::points(lang, max), points_to(points))")), None);
    assert_eq!(swapped(&pair, &given("14, points)")), None);
}

#[test]
fn numbers_and_plurals_follow_the_language() {
    let (sv, en, nb) = (texts(Lang::Sv), texts(Lang::En), texts(Lang::Nb));
    assert_eq!(sv.n_evaluations(1), "1 utvärdering");
    assert_eq!(sv.n_evaluations(1_204), "1\u{202f}204 utvärderingar");
    assert_eq!(en.n_evaluations(1_204), "1,204 evaluations");
    assert_eq!(nb.n_evaluations(58), "58 evalueringer");
    assert_eq!(sv.points_of_max("35", "14,5"), "14,5 av 35 poäng");
    assert_eq!(sv.comparison_window_years(2010, 2019), "åren 2010–2019");
    assert_eq!(
        en.comparison_window_since_version(2020),
        "since the version was introduced in 2020"
    );
}

#[test]
fn labels_can_be_fetched_as_data() {
    let kinds = texts(Lang::Sv).starting_with("kind-");
    assert_eq!(kinds.get("kind-peer").map(String::as_str), Some("kollegial utvärdering"));
    assert_eq!(kinds.len(), 4);
    assert!(texts(Lang::Sv).starting_with("n-").is_empty(), "those take arguments");
    assert_eq!(texts(Lang::Sv).get("no-such-key", &[]), None);
    assert_eq!(texts(Lang::Sv).get("n-evaluations", &[]), None);
}

#[test]
fn a_broken_file_is_refused_with_its_place() {
    for (broken, says) in [
        ("a = x\nb = { $n ]\n", "line 2"),
        ("a = x\na = y\n", "a: stands twice"),
        ("a = x\n    .title = y\n", "a: attributes"),
        ("a = { NUMBER($n) }\n", "a: NUMBER()"),
        ("a = x\nb = { a }\n", "b: refers to the message a"),
    ] {
        let error = messages::parse(broken).expect_err(broken);
        assert!(error.contains(says), "{error}");
    }
    let parsed = messages::parse(
        "-k = kommun\nyear-of = { $to-year ->\n    [one] { -k } { $n }\n   *[other] x\n}\n",
    );
    let message = &parsed.unwrap()[0];
    assert_eq!(message.variables, ["n", "to-year"].map(str::to_owned).into());
    assert_eq!(message.text, "{ $to-year ->\n[one] { -k } { $n }\n*[other] x\n}");
}
