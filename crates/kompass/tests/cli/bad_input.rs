//! Wrong input: a clear error with place and remedy, and nothing changed.

use crate::{Place, repository, text};
use std::process::Command;

/// A small direct evaluation in which one thing can be made wrong.
fn evaluation(framework: &str, area: &str) -> String {
    format!(
        "format = \"kompass-evaluation/1\"\nframework = \"{framework}\"\nkind = \"imported\"\nstate = \"delivered\"\n\
         year = 2015\nlanguage = \"sv\"\ntotal = 100\n[municipality]\nname = \"Tyresö\"\ncountry = \"SE\"\n{area}\n"
    )
}

fn refused(content: impl AsRef<[u8]>, name: &str, expected: &[&str]) {
    let place = Place::new();
    let file = place.write(name, content);
    let message = place.fails(4, &["evaluation", "import", text(&file)]);
    for word in expected {
        assert!(message.contains(word), "{word:?} is missing in {message}");
    }
    assert_eq!(place.json(&["evaluation", "list"]), serde_json::json!([]), "nothing was kept");
}

#[test]
fn an_unknown_framework_names_the_known_ones() {
    let place = Place::new();
    let file = place.write("e.toml", evaluation("kommunkompasen-2.0", ""));
    let message = place.fails(3, &["evaluation", "import", text(&file)]);
    assert!(message.contains("kommunkompassen-2.0"), "{message}");
}

#[test]
fn an_unknown_area_or_sub_area_is_named() {
    refused(
        evaluation("kommunkompassen-2.0", "[[areas]]\nnumber = 9\npoints = 10"),
        "e.toml",
        &["e.toml:", "9"],
    );
    let sub = "[[areas]]\nnumber = 1\n[[areas.sub_areas]]\ncode = \"1.7\"";
    refused(evaluation("kommunkompassen-2.0", sub), "e.toml", &["1.7", "1.5"]);
}

#[test]
fn impossible_points_are_refused_with_their_line() {
    for points in ["101", "-1", "nan", "\"many\""] {
        let area = format!("[[areas]]\nnumber = 1\npoints = {points}");
        refused(evaluation("kommunkompassen-2.0", &area), "e.toml", &["e.toml:13", "points"]);
    }
}

#[test]
fn areas_that_do_not_sum_are_kept_with_a_warning_that_names_both() {
    let place = Place::new();
    let areas: String =
        (1..=8).map(|number| format!("[[areas]]\nnumber = {number}\npoints = 60\n")).collect();
    let file = place.write("e.toml", evaluation("kommunkompassen-2.0", &areas));
    let output = place.run(&["evaluation", "import", text(&file)]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && message.contains("480") && message.contains("100"),
        "{message}"
    );

    let csv = std::fs::read_to_string(repository("data/results/published-results.csv")).unwrap();
    let header = csv.lines().next().unwrap();
    let row = "SE,Provby,2021,2020,500,60,60,60,60,60,60,60,60,,https://example.org,";
    let file = place.write("r.csv", format!("{header}\n{row}\n"));
    let output = place.run(&["results", "import", text(&file)]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && message.contains("480") && message.contains("500"),
        "{message}"
    );
}

#[test]
fn broken_files_name_the_line() {
    refused("format = \"kompass-evaluation/1\"\nyear = = 2015\n", "e.toml", &["e.toml:2"]);
    refused(
        "{\n  \"format\": \"kompass-evaluation/1\",\n  \"year\": ,\n}",
        "e.json",
        &["e.json:3"],
    );
    let place = Place::new();
    let file = place.write("r.csv", "country,municipality\nSE\n");
    assert!(place.fails(4, &["results", "import", text(&file)]).contains("r.csv:"));
    let file = place.write("f.toml", "id = \"x\"\nowner = 3\n");
    let message = place.fails(4, &["framework", "lint", text(&file)]);
    assert!(message.contains("f.toml:2: F001"), "{message}");
}

#[test]
fn a_wrong_encoding_says_where_and_what_to_do() {
    let latin1 = b"format = \"kompass-evaluation/1\"\nframework = \"Tyres\xf6\"\n";
    refused(latin1, "e.toml", &["e.toml:2", "UTF-8"]);
    let place = Place::new();
    let file = place.write("r.csv", b"country,municipality\nSE,Tyres\xf6\n");
    assert!(place.fails(4, &["results", "import", text(&file)]).contains("UTF-8"));
}

#[test]
fn a_file_of_a_gigabyte_is_refused_before_it_is_read() {
    let place = Place::new();
    let file = std::fs::File::create(place.path("huge.toml")).unwrap();
    file.set_len(1 << 30).unwrap();
    let message = place.fails(4, &["evaluation", "import", "huge.toml"]);
    assert!(message.contains("64 MiB"), "{message}");
    let message = place.fails(4, &["results", "import", "huge.toml"]);
    assert!(message.contains("MiB"), "{message}");
}

#[test]
fn a_database_newer_than_the_program_is_left_alone() {
    let place = Place::new();
    let database = place.path("kompass-data/kompass.db");
    kompass_testkit::pretend_newer(&database);
    let before = std::fs::read(&database).unwrap();
    let message = place.fails(6, &["evaluation", "list"]);
    assert!(message.contains("newer"), "{message}");
    assert_eq!(std::fs::read(&database).unwrap(), before);
}

/// Runs the program where no file may grow beyond so many blocks of 512 bytes, which stands in for a full disk: writes fail in
/// the same place and way. Gives its exit code and what it said.
fn with_full_disk(place: &Place, blocks: u32, command: &[&str]) -> (Option<i32>, String) {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_kompass")])
        .args(command)
        .current_dir(place.path("."))
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_full_disk_is_said_and_nothing_is_half_written() {
    let place = Place::new();
    let file = repository("data/demo/granvik-2025.toml");
    let (code, message) = with_full_disk(&place, 400, &["evaluation", "import", text(&file)]);
    assert_eq!(code, Some(6), "{message}");
    assert_eq!(place.json(&["evaluation", "list"]), serde_json::json!([]));
    place.ok(&["audit", "verify"]);
    place.ok(&["evaluation", "import", text(&file)]);
}

#[test]
fn a_document_or_backup_that_finds_no_room_leaves_nothing_behind() {
    let place = Place::new();
    let documents = "[[documents]]\ncode = \"D1\"\ntitle = \"Plan\"\n";
    let file = place.write("e.toml", evaluation("kommunkompassen-2.0", documents));
    place.run(&["evaluation", "import", text(&file)]);
    // Larger than the database, and it cannot be packed.
    let mut state = 1_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state.to_be_bytes()[0]
    })
    .take(12 << 20)
    .collect();
    let plan = place.write("plan.pdf", [b"%PDF-1.4\n".as_slice(), &noise].concat());
    let blobs = || files_in(&place.path("kompass-data/documents"));
    let (before, blocks) = (blobs(), 16 * 1024);

    let attach = ["evaluation", "attach", "tyresö-2015", "D1", text(&plan)];
    let (code, message) = with_full_disk(&place, blocks, &attach);
    assert_eq!(code, Some(6), "{message}");
    assert!(message.contains("the store of documents") && message.contains("full"), "{message}");
    assert_eq!(blobs(), before);
    place.ok(&["audit", "verify"]);
    place.ok(&attach);
    assert_eq!(blobs().len(), before.len() + 1);

    let (code, message) = with_full_disk(&place, blocks, &["backup", "all.backup"]);
    assert_eq!(code, Some(6), "{message}");
    assert!(message.contains("all.backup") && message.contains("space"), "{message}");
    let left = std::fs::read_dir(place.path(".")).unwrap();
    let left: Vec<_> = left.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.contains("backup")), "{left:?}");
    place.ok(&["backup", "all.backup"]);
}

/// All files under a folder, in order.
fn files_in(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_in(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

#[test]
fn wrong_usage_has_its_own_exit_code() {
    let place = Place::empty();
    place.fails(2, &["evaluation", "import"]);
    place.fails(2, &["evaluation", "new", "Tyresö", "--date", "tomorrow"]);
    assert!(place.fails(3, &["evaluation", "list"]).contains("kompass init"));
    let place = Place::new();
    place.fails(3, &["evaluation", "score", "ingenstans-2015"]);
    place.fails(4, &["evaluation", "new", "Tyresö", "--date", "2026-01-01", "--kind", "sideways"]);
}

#[test]
fn errors_are_problem_details_when_json_is_asked_for() {
    let place = Place::new();
    let file = place.write("e.toml", "format = 3\n");
    let message = place.fails(4, &["evaluation", "import", text(&file), "--json"]);
    let details: serde_json::Value = serde_json::from_str(&message).unwrap();
    assert_eq!(details["problems"][0]["line"], 1);
}

#[test]
fn a_web_address_inside_is_never_fetched() {
    let place = Place::new();
    for (number, address) in [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://2130706433/",
        "ftp://example.se/",
        "",
    ]
    .into_iter()
    .enumerate()
    {
        let year = 2000 + number;
        let documents =
            format!("[[documents]]\ncode = \"D1\"\ntitle = \"Plan\"\naddress = \"{address}\"\n");
        let content = evaluation("kommunkompassen-2.0", &documents);
        let file = place.write("e.toml", content.replace("year = 2015", &format!("year = {year}")));
        place.run(&["evaluation", "import", text(&file)]);
        let message = place.fails(4, &["evaluation", "attach", &format!("tyresö-{year}"), "D1"]);
        assert!(message.contains("N01") || message.contains("N02"), "{address}: {message}");
    }
}

#[test]
fn a_document_keeps_the_file_it_was_given() {
    let place = Place::new();
    let documents = "[[documents]]\ncode = \"D1\"\ntitle = \"Plan\"\n";
    let file = place.write("e.toml", evaluation("kommunkompassen-2.0", documents));
    place.run(&["evaluation", "import", text(&file)]);
    let plan = place.write("plan.txt", "Mål och budget");
    let attached = place.json(&["evaluation", "attach", "tyresö-2015", "D1", text(&plan)]);
    assert_eq!((&attached["name"], &attached["blob"]["size"]), (&"plan.txt".into(), &15.into()));
    let message = place.fails(3, &["evaluation", "attach", "tyresö-2015", "D2", text(&plan)]);
    assert!(message.contains("D2"), "{message}");
}
