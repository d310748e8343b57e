//! The rules of the project that a machine can check. They are ordinary tests as well, so `cargo test` is the whole gate.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Which crate of ours may depend on which: `core` ← `kpi`, `store`, `report` ← `app` ← the binary. Dev-dependencies too.
const EDGES: &[(&str, &[&str])] = &[
    ("kompass-core", &[]),
    ("kompass-store", &["kompass-core", "kompass-testkit", "kompass-testkit-s3"]),
    ("kompass-report", &["kompass-core"]),
    (
        "kompass-app",
        &["kompass-core", "kompass-kpi", "kompass-store", "kompass-report", "kompass-testkit"],
    ),
    ("kompass-web", &["kompass-core", "kompass-app"]),
    (
        "kompass-tests",
        &[
            "kompass-core",
            "kompass-store",
            "kompass-app",
            "kompass-web",
            "kompass-testkit",
            "kompass-testkit-s3",
        ],
    ),
    ("kompass-kpi", &["kompass-core"]),
    ("kompass", &["kompass-core", "kompass-app", "kompass-web", "kompass-soak", "kompass-testkit"]),
    ("kompass-testkit", &["kompass-core", "kompass-kpi", "kompass-store"]),
    ("kompass-testkit-s3", &["kompass-store"]),
    (
        "kompass-bench",
        &[
            "kompass-core",
            "kompass-store",
            "kompass-report",
            "kompass-app",
            "kompass-web",
            "kompass-soak",
            "kompass-testkit",
        ],
    ),
    (
        "kompass-soak",
        &["kompass-core", "kompass-store", "kompass-app", "kompass-testkit", "kompass-testkit-s3"],
    ),
    ("xtask", &[]),
];

/// Longest source file: beyond this it wants to be two.
const LONGEST_FILE: usize = 800;

/// Words that say work is unfinished.
const UNFINISHED: [&str; 5] = ["TODO", "FIXME", "XXX", "unimplemented!", "#[ignore"];

/// A check gives everything that is wrong.
type Check = fn() -> Result<Vec<String>>;

/// Every check with its name.
const CHECKS: [(&str, Check); 8] = [
    ("crates depend only along the allowed edges", crate_edges),
    ("every crate takes the workspace lints (public items documented, no printing)", lints_taken),
    ("SQL stands only in the store", sql_only_in_store),
    ("the core does no IO", core_is_pure),
    ("no file is too long, none is unfinished", whole_files),
    ("at most one integration test binary per crate", one_test_binary),
    ("links in the documentation lead somewhere", links_resolve),
    (
        "the mapping of security to ASVS is whole, its tests are there, and every logged event is listed",
        security_mapped,
    ),
];

/// Numbers and levels of what OWASP ASVS 5.0.0 asks at levels 1 and 2.
const ASVS: &str = include_str!("asvs.txt");

/// How a row of the mapping says that something is met, and how that it is not.
const STATES: [&str; 4] = ["met", "partly", "not yet", "n/a"];

/// Runs every check and names all that is wrong.
pub fn run() -> Result<()> {
    let mut wrong = Vec::new();
    for (name, check) in CHECKS {
        wrong.extend(check()?.into_iter().map(|what| format!("{name}: {what}")));
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    Ok(())
}

fn crate_edges() -> Result<Vec<String>> {
    let output = crate::cargo()
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(crate::root())
        .output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let names: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut wrong = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = EDGES.iter().find(|(from, _)| *from == name) else {
            wrong.push(format!("{name} is not in the table of edges in xtask/src/tidy.rs"));
            continue;
        };
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        for to in dependencies.filter_map(|dependency| dependency["name"].as_str()) {
            if names.contains(&to) && !allowed.contains(&to) {
                wrong.push(format!("{name} must not depend on {to}"));
            }
        }
    }
    Ok(wrong)
}

fn lints_taken() -> Result<Vec<String>> {
    let root = std::fs::read_to_string(crate::root().join("Cargo.toml"))?;
    let mut wrong = Vec::new();
    for lint in ["missing_docs", "print_stdout", "print_stderr", "unwrap_used"] {
        if !root.contains(&format!("{lint} = \"warn\"")) {
            wrong.push(format!("the workspace lints lack {lint}"));
        }
    }
    for manifest in files("crates", "toml")? {
        let text = std::fs::read_to_string(&manifest)?;
        if manifest.ends_with("Cargo.toml") && !text.contains("[lints]\nworkspace = true") {
            wrong.push(format!("{} does not take them", manifest.display()));
        }
    }
    Ok(wrong)
}

fn sql_only_in_store() -> Result<Vec<String>> {
    // The tests of the operations tamper with rows, to see whether it is found.
    let allowed =
        ["crates/kompass-store/", "crates/kompass-testkit/", "crates/kompass-app/tests/", "xtask/"];
    let statements =
        ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "];
    matching_lines(&allowed, |line| {
        statements.iter().any(|statement| line.contains(&format!("\"{statement}")))
            || line.contains("sqlx::")
    })
}

fn core_is_pure() -> Result<Vec<String>> {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::env::var",
        "SystemTime",
        "Timestamp::now",
        "Zoned::now",
        "tokio",
        "sqlx",
        "rand::",
    ];
    let mut wrong = Vec::new();
    // Tests may read the files that are compiled in.
    let sources = files("crates/kompass-core/src", "rs")?;
    for file in sources.into_iter().filter(|file| !file.ends_with("tests.rs")) {
        for (number, line) in code_lines(&file)? {
            if let Some(word) = forbidden.iter().find(|word| line.contains(**word)) {
                wrong.push(format!("{}:{number} mentions {word}", file.display()));
            }
        }
    }
    Ok(wrong)
}

fn whole_files() -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for file in rust_files()? {
        let text = std::fs::read_to_string(&file)?;
        let lines = text.lines().count();
        if lines > LONGEST_FILE {
            wrong.push(format!("{} has {lines} lines, {LONGEST_FILE} is the most", file.display()));
        }
        if file.ends_with("xtask/src/tidy.rs") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = UNFINISHED.iter().find(|word| line.contains(**word)) {
                wrong.push(format!("{}:{} says {word}", file.display(), number + 1));
            }
        }
    }
    Ok(wrong)
}

fn one_test_binary() -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for package in std::fs::read_dir(crate::root().join("crates"))?.flatten() {
        let binaries: Vec<_> = std::fs::read_dir(package.path().join("tests"))
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
            .collect();
        if binaries.len() > 1 {
            wrong.push(format!("{} has {}", package.path().display(), binaries.len()));
        }
    }
    Ok(wrong)
}

fn links_resolve() -> Result<Vec<String>> {
    let mut documents = files("docs", "md")?;
    documents.extend(
        std::fs::read_dir(crate::root())?
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md")),
    );
    let mut wrong = Vec::new();
    for document in documents {
        let text = std::fs::read_to_string(&document)?;
        let folder = document.parent().context("a file has a folder")?;
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            let outside = target.contains("://") || target.starts_with("mailto:");
            if !outside && !path.is_empty() && !folder.join(path).exists() {
                wrong.push(format!("{} links to {target}", document.display()));
            }
        }
    }
    Ok(wrong)
}

fn security_mapped() -> Result<Vec<String>> {
    let text = std::fs::read_to_string(crate::root().join("docs/security.md"))?;
    let mut wrong = unmapped(&text);
    for (file, test) in named_tests(&text) {
        match std::fs::read_to_string(crate::root().join(file)) {
            Ok(source) if has_test(file, &source, test) => {}
            Ok(_) => wrong.push(format!("{file} has no test {test}")),
            Err(_) => wrong.push(format!("{file}::{test}: there is no such file")),
        }
    }
    for file in files("crates", "rs")? {
        for (number, line) in code_lines(&file)? {
            let event = line.split_once("event = \"").and_then(|(_, rest)| rest.split('"').next());
            if event.is_some_and(|event| !text.contains(&format!("`{event}`"))) {
                wrong.push(format!("{}:{number} logs an event that is not listed", file.display()));
            }
        }
    }
    Ok(wrong)
}

/// What is wrong with the rows `| number | level | state | … | … | shown by |`: each number stands once, with its level, and
/// the words above the rows name those that are not met and no others.
fn unmapped(text: &str) -> Vec<String> {
    let row = |line: &str| -> Option<Vec<String>> {
        let cells = line.strip_prefix("| V")?.trim_end().strip_suffix('|')?.split('|');
        Some(cells.map(|cell| cell.trim().to_owned()).collect())
    };
    let rows: Vec<Vec<String>> = text.lines().filter_map(row).collect();
    let asked: Vec<(&str, &str)> =
        ASVS.lines().filter_map(|line| line.strip_prefix('V')?.split_once(' ')).collect();
    let mut wrong = Vec::new();
    let words: String = text.lines().filter(|line| !line.starts_with("| V")).collect();
    let named = |number: &str| {
        words.split(|it: char| !it.is_ascii_digit() && it != '.').any(|it| it == number)
    };
    for (number, level) in &asked {
        match rows.iter().filter(|row| row[0] == *number).collect::<Vec<_>>().as_slice() {
            [row] => match row.as_slice() {
                [_, stated, state, what, how, shown]
                    if stated == level && STATES.contains(&state.as_str()) =>
                {
                    if [what, how, shown].iter().any(|cell| cell.is_empty()) {
                        wrong.push(format!("V{number} has an empty cell"));
                    }
                    if named(number) != matches!(state.as_str(), "partly" | "not yet") {
                        wrong.push(format!(
                            "V{number} is {state}, and the list of what is not met says otherwise"
                        ));
                    }
                }
                _ => wrong
                    .push(format!("V{number} is not a row of six with level {level} and a state")),
            },
            several => {
                wrong.push(format!("V{number} stands in {} rows, not in one", several.len()))
            }
        }
    }
    let known = |row: &&Vec<String>| asked.iter().any(|(number, _)| row[0] == *number);
    wrong.extend(
        rows.iter().filter(|row| !known(row)).map(|row| format!("V{} is not asked", row[0])),
    );
    wrong
}

/// What stands in backquotes as `path::name`.
fn named_tests(text: &str) -> Vec<(&str, &str)> {
    let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    quoted.filter_map(|name| name.split_once("::").filter(|(file, _)| file.contains('/'))).collect()
}

/// True if a source has a test of this name: in Rust a function under an attribute that makes it one, in JavaScript the
/// words of its name.
fn has_test(file: &str, source: &str, test: &str) -> bool {
    if !file.ends_with(".rs") {
        return source.contains(test);
    }
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let opening = format!("fn {test}(");
    let is_attribute = |line: &&&str| line.starts_with("#[") || line.starts_with("//");
    lines.iter().enumerate().any(|(at, line)| {
        let mut above = lines[..at].iter().rev().take_while(is_attribute);
        line.contains(&opening) && above.any(|line| line.starts_with("#[") && line.contains("test"))
    })
}

/// Lines of code outside the allowed folders for which the test holds, as `file:line`.
fn matching_lines(allowed: &[&str], test: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let root = crate::root();
    let mut wrong = Vec::new();
    for file in rust_files()? {
        let name = file.strip_prefix(&root)?.display().to_string();
        if allowed.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        wrong.extend(
            code_lines(&file)?
                .into_iter()
                .filter(|(_, line)| test(line))
                .map(|(number, line)| format!("{name}:{number} {}", line.trim())),
        );
    }
    Ok(wrong)
}

/// The lines of a Rust file with their numbers, comments left out.
fn code_lines(file: &Path) -> Result<Vec<(usize, String)>> {
    let text = std::fs::read_to_string(file)?;
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.to_owned()));
    Ok(lines.filter(|(_, line)| !line.trim_start().starts_with("//")).collect())
}

fn rust_files() -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for folder in ["bench", "crates", "xtask"] {
        all.extend(files(folder, "rs")?);
    }
    Ok(all)
}

/// All files with this extension below a folder of the workspace, sorted; build output left out.
fn files(folder: &str, extension: &str) -> Result<Vec<PathBuf>> {
    let mut open = vec![crate::root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() && !path.ends_with("target") {
                open.push(path);
            } else if path.extension().is_some_and(|own| own == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_tidy() {
        run().unwrap();
    }

    /// A check that cannot fail is worth nothing: each must see its own violation.
    #[test]
    fn the_checks_see_a_violation() {
        let sql = |line: &str| line.contains("\"SELECT ");
        let seen = matching_lines(&["crates/"], sql).unwrap();
        assert!(seen.iter().any(|line| line.starts_with("xtask/src/tidy.rs")), "{seen:?}");
        assert!(!files("crates", "rs").unwrap().is_empty());
    }

    #[test]
    fn a_hole_in_the_security_mapping_is_seen() {
        let whole: String = ASVS
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(number, level)| format!("| {number} | {level} | met | what | how | a gate |\n"))
            .collect();
        assert_eq!(unmapped(&whole), Vec::<String>::new());
        for (from, to, says) in [
            ("| V6.2.1 | 1 |", "| V6.2.0 | 1 |", "V6.2.1 stands in 0 rows"),
            ("| V6.2.1 | 1 |", "| V6.2.0 | 1 |", "V6.2.0 is not asked"),
            ("| V6.2.1 | 1 |", "| V6.2.2 | 1 |", "V6.2.2 stands in 2 rows"),
            ("| V6.2.1 | 1 |", "| V6.2.1 | 2 |", "V6.2.1 is not a row"),
            ("| V6.2.1 | 1 | met |", "| V6.2.1 | 1 | perhaps |", "V6.2.1 is not a row"),
            (
                "| V6.2.1 | 1 | met | what | how | a gate |",
                "| V6.2.1 | 1 | met | what | how | |",
                "V6.2.1 has an empty cell",
            ),
            ("| V6.2.1 | 1 | met |", "| V6.2.1 | 1 | partly |", "V6.2.1 is partly"),
            ("| V6.2.1 | 1 |", "Not met (6.2.1).\n| V6.2.1 | 1 |", "V6.2.1 is met"),
        ] {
            let wrong = unmapped(&whole.replacen(from, to, 1)).join("\n");
            assert!(wrong.contains(says), "{says}: {wrong}");
        }
    }

    #[test]
    fn a_test_that_is_named_must_be_one() {
        let text = "see `a/b.rs::one` and `Vec::new`\nor `e2e/c.mjs::says what to do`";
        assert_eq!(named_tests(text), [("a/b.rs", "one"), ("e2e/c.mjs", "says what to do")]);
        let source =
            "#[tokio::test]\n/// Why.\nasync fn one() {}\n\nfn two() {}\n// #[test]\nfn three() {}";
        assert!(has_test("a/b.rs", source, "one"));
        for none in ["on", "two", "three", "four"] {
            assert!(!has_test("a/b.rs", source, none), "{none}");
        }
        assert!(has_test("c.mjs", "test('says what to do', …)", "says what to do"));
    }
}
