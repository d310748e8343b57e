//! Making, examining, backing up and restoring an installation.

use crate::{Place, text};

#[test]
fn a_backup_restores_everything_into_an_empty_installation() {
    let place = Place::empty();
    place.ok(&["demo", "--once"]);
    place.ok(&["report", "deliver", "granvik-2025"]);
    let file = place.path("all.kompass");
    place.ok(&["backup", text(&file)]);

    let other = Place::empty();
    std::fs::create_dir(other.path("kompass-data")).unwrap();
    std::fs::copy(place.path("kompass-data/audit.key"), other.path("kompass-data/audit.key"))
        .unwrap();
    other.ok(&["restore", text(&file)]);
    assert_eq!(other.json(&["evaluation", "list"]), place.json(&["evaluation", "list"]));
    assert_eq!(other.json(&["results", "list"]), place.json(&["results", "list"]));
    assert_eq!(other.json(&["report", "list"]), place.json(&["report", "list"]));
    other.ok(&["audit", "verify"]);
    other.ok(&["doctor"]);

    let again = other.fails(5, &["restore", text(&file)]);
    assert!(again.contains("empty"), "onto data nothing is restored: {again}");
}

#[test]
fn a_cut_or_altered_backup_changes_nothing() {
    let place = Place::empty();
    place.ok(&["demo", "--once"]);
    place.ok(&["backup", "all.kompass"]);
    let whole = std::fs::read(place.path("all.kompass")).unwrap();
    let mut altered = whole.clone();
    let middle = altered.len() / 2;
    altered[middle] ^= 0x40;
    for (name, bytes) in [("cut", &whole[..whole.len() - 100]), ("altered", &altered[..])] {
        let other = Place::new();
        let file = other.write(name, bytes);
        other.fails(4, &["restore", text(&file)]);
        assert_eq!(other.json(&["evaluation", "list"]), serde_json::json!([]), "{name}");
    }
}

/// What another key signs looks like tampering for ever.
#[test]
fn nothing_is_written_with_another_audit_key() {
    let place = Place::new();
    let (key, kept) = (place.path("kompass-data/audit.key"), place.path("kept.key"));
    place.ok(&["backup", "all.kompass"]);
    std::fs::rename(&key, &kept).unwrap();
    let refused = place.fails(6, &["init"]);
    assert!(refused.contains("kept apart"), "{refused}");
    assert!(!key.exists(), "no key is made for a log that has one");
    let other = Place::empty();
    std::fs::create_dir(other.path("kompass-data")).unwrap();
    let backup = place.path("all.kompass");
    let missing = other.fails(3, &["restore", text(&backup)]);
    assert!(missing.contains("kept apart"), "{missing}");
    for place in [&place, &other] {
        place.write("kompass-data/audit.key", "ab".repeat(32));
    }
    let refused = other.fails(6, &["restore", text(&backup)]);
    assert!(refused.contains("everything was restored"), "{refused}");
    let commands: [&[&str]; 6] = [
        &["init"],
        &["worker"],
        &["admin", "vera@granvik.example"],
        &["record", "series", "KS"],
        &["audit", "checkpoint", "point.json"],
        &["kpi", "import", "--bundled"],
    ];
    for (place, command) in [&place, &other].into_iter().flat_map(|it| commands.map(|to| (it, to)))
    {
        let refused = place.fails(6, command);
        assert!(refused.contains("another key"), "{command:?}: {refused}");
    }
    place.ok(&["backup", "with-another-key.kompass"]);
    assert!(!place.run(&["audit", "verify"]).status.success(), "and it is seen why");
    for place in [&place, &other] {
        std::fs::copy(&kept, place.path("kompass-data/audit.key")).unwrap();
        place.ok(&["audit", "verify"]);
        place.ok(&["init"]);
    }
}

/// An empty one in its place would look as if all were well.
#[test]
fn what_is_gone_is_not_made_anew() {
    let place = Place::new();
    place.ok(&["backup", "all.kompass"]);
    for (what, away) in [("documents", "elsewhere"), ("kompass.db", "kompass.db.away")] {
        let [what, away] = [what, away].map(|name| place.path(&format!("kompass-data/{name}")));
        std::fs::rename(&what, &away).unwrap();
        for command in
            [&["init"][..], &["migrate"], &["evaluation", "list"], &["backup", "no.kompass"]]
        {
            let refused = place.fails(6, command);
            assert!(
                refused.contains("is gone") && refused.contains("restore"),
                "{command:?}: {refused}"
            );
            assert!(!what.exists(), "{command:?}");
        }
        let said = String::from_utf8_lossy(&place.run(&["doctor"]).stdout).into_owned();
        assert!(said.contains("is gone"), "{said}");
        std::fs::create_dir(&what).unwrap();
        let refused = place.fails(6, &["evaluation", "list"]);
        assert!(what.is_file() || what.read_dir().unwrap().next().is_none(), "{refused}");
        std::fs::remove_dir(&what).unwrap();
        std::fs::rename(&away, &what).unwrap();
        place.ok(&["doctor"]);
    }
    std::fs::remove_file(place.path("kompass-data/kompass.db")).unwrap();
    std::fs::remove_dir_all(place.path("kompass-data/documents")).unwrap();
    place.ok(&["restore", "all.kompass"]);
    place.ok(&["doctor"]);
}

#[test]
fn a_checkpoint_proves_a_log_that_is_whole_and_replaces_no_other() {
    let place = Place::new();
    place.ok(&["audit", "checkpoint", "first.json"]);
    let refused = place.fails(5, &["audit", "checkpoint", "first.json"]);
    assert!(refused.contains("name a new file"), "{refused}");
    place.ok(&["audit", "checkpoint", "second.json"]);
    place.ok(&["audit", "verify", "--checkpoint", "first.json"]);
}

#[test]
fn a_record_number_that_another_evaluation_has_is_told() {
    let place = Place::new();
    for name in ["Nacka", "Täby"] {
        place.ok(&["evaluation", "new", name, "--date", "2026-05-04"]);
    }
    let first = place.json(&["record", "number", "nacka-2026", "KS 2026/1"]);
    assert_eq!((&first["number"], &first["also"]), (&"KS 2026/1".into(), &0.into()));
    let said = place.ok(&["--lang", "sv", "record", "number", "täby-2026", "KS 2026/1"]);
    assert!(said.contains("står på en annan utvärdering"), "{said}");
    let said = place.ok(&["record", "number", "täby-2026", "KS 2026/2"]);
    assert_eq!(said.trim(), "KS 2026/2");
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    let place = Place::empty();
    let output = place.run(&["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("WRONG") && said.contains("kompass init"), "{said}");

    let place = Place::new();
    let key = place.path("kompass-data/audit.key");
    let mut open = std::fs::metadata(&key).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut open, 0o644);
    std::fs::set_permissions(&key, open).unwrap();
    let said = String::from_utf8_lossy(&place.run(&["doctor"]).stdout).into_owned();
    assert!(said.contains("chmod 600"), "{said}");

    place.write("kompass.toml", "checkpoints = \"away\"\n[web]\naddress = \"8080\"\n");
    let said = String::from_utf8_lossy(&place.run(&["doctor"]).stdout).into_owned();
    let line = |what: &str| said.lines().find(|line| line.contains(what)).unwrap();
    let pages = line("pages");
    assert!(pages.contains("WRONG") && pages.contains("web.address"), "{said}");
    assert!(pages.contains("listen on \"8080\""), "{said}");
    let kept = line("checkpoints");
    assert!(kept.contains("WRONG") && kept.contains("mount its disk"), "{said}");
    assert!(!place.path("away").exists(), "it is not made where a disk should be");
}

#[test]
fn an_installation_is_made_once_and_for_one_organisation() {
    let place = Place::empty();
    place.ok(&["init", "--organisation", "Granvik"]);
    place.ok(&["init", "--organisation", "Granvik"]);
    place.ok(&["init"]);
    let refused = place.fails(5, &["init", "--organisation", "Storvik"]);
    assert!(refused.contains("Granvik") && refused.contains("add Storvik"), "{refused}");
}

#[test]
fn options_come_from_file_environment_and_command_line_in_this_order() {
    let place = Place::empty();
    place.write("kompass.toml", "data = \"from-file\"\nlang = \"en\"\n");
    place.ok(&["init"]);
    assert!(place.path("from-file/kompass.db").exists());
    let environment =
        place.command(&["init"]).env("KOMPASS_DATA", "from-environment").output().unwrap();
    assert!(environment.status.success() && place.path("from-environment/kompass.db").exists());
    let option = place
        .command(&["init", "--data", "from-option"])
        .env("KOMPASS_DATA", "elsewhere")
        .output()
        .unwrap();
    assert!(option.status.success() && place.path("from-option/kompass.db").exists());
    assert!(
        place.ok(&["evaluation", "list"]).contains("Municipality"),
        "lang = en comes from the file"
    );
}

#[test]
fn frameworks_are_listed_shown_compared_and_exported() {
    let place = Place::empty();
    let list = place.json(&["framework", "list"]);
    assert_eq!(list.as_array().unwrap().len(), 5);
    assert!(place.ok(&["framework", "show", "kommunkompassen-2020"]).contains("3.4"));
    assert!(
        place.ok(&["framework", "show", "kommunkompassen-2.0", "--part", "1.5"]).contains("Etik")
    );
    let question = place.ok(&["framework", "show", "kommunkompassen-2.0", "--part", "1.5.1"]);
    assert!(question.contains("skrivet av Kompass"), "our own questions say so: {question}");
    place.fails(4, &["framework", "show", "kommunkompassen-2.0", "--part", "9.9"]);
    place.ok(&["framework", "lint"]);
    assert!(
        place
            .ok(&["framework", "diff", "kommunkompassen-2.0", "kommunkompassen-2020"])
            .contains('+')
    );
    assert!(
        place
            .ok(&["framework", "crosswalk", "kommunkompassen-2.0", "kommunkompassen-2020"])
            .contains("1.5")
    );

    let nested: serde_json::Value =
        serde_json::from_str(&place.ok(&["framework", "export", "kommunkompassen-2020"])).unwrap();
    let question = &nested["areas"][0]["sub_areas"][0]["questions"][0];
    assert_eq!(question["code"], "1.1.1");
    assert!(question["points"].is_number() && question["title"]["sv"].is_string());

    place.ok(&[
        "framework",
        "export",
        "kommunkompassen-2.0",
        "--format",
        "toml",
        "--output",
        "own.toml",
    ]);
    let own = std::fs::read_to_string(place.path("own.toml")).unwrap();
    std::fs::create_dir(place.path("own")).unwrap();
    place.write("own/own.toml", own.replacen("kommunkompassen-2.0", "egen-kompass", 1));
    let list = place.json(&["framework", "list", "--frameworks", "own"]);
    assert!(list.to_string().contains("egen-kompass"), "a folder adds its frameworks");
    place.fails(4, &["framework", "export", "kommunkompassen-2.0", "--format", "xlsx"]);
    place.ok(&[
        "framework",
        "export",
        "kommunkompassen-2.0",
        "--format",
        "xlsx",
        "--output",
        "own.xlsx",
    ]);
    assert!(std::fs::read(place.path("own.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn help_completions_and_manual_pages_are_there() {
    let place = Place::empty();
    insta::assert_snapshot!("help", place.ok(&["--help"]));
    assert!(place.ok(&["completions", "bash"]).contains("_kompass"));
    place.ok(&["man", "pages"]);
    assert!(
        place.path("pages/kompass.1").exists() && place.path("pages/kompass-evaluation.1").exists()
    );
}

#[test]
fn accounts_are_looked_after_at_the_machine() {
    let place = Place::new();
    for email in ["ada@granvik.example", "bo@granvik.example"] {
        place.ok(&["admin", email, "--name", "Ada"]);
    }
    let closed = |email: &str| {
        let list = place.json(&["account", "list"]);
        let list = list.as_array().unwrap().clone();
        let account = list.into_iter().find(|account| account["email"] == email).unwrap();
        account["disabled_at"] != serde_json::Value::Null
    };
    assert!(!closed("ada@granvik.example"));
    place.ok(&["account", "close", "Ada@Granvik.example"]);
    assert!(closed("ada@granvik.example"));
    let last = place.fails(4, &["account", "close", "bo@granvik.example"]);
    assert!(last.contains("A23"), "{last}");
    place.ok(&["account", "open", "ada@granvik.example"]);
    assert!(!closed("ada@granvik.example"));
    assert_eq!(place.json(&["account", "sign-out"])["ended"], 0);
    let none = place.fails(4, &["account", "remove-second-factor", "bo@granvik.example"]);
    assert!(none.contains("A24"), "{none}");
    let unknown = place.fails(3, &["account", "sign-out", "nobody@granvik.example"]);
    assert!(unknown.contains("kompass account list"), "{unknown}");
    let log = place.ok(&["audit", "verify"]);
    assert!(!log.contains("damaged"), "{log}");
    let lines = place.json(&["--lang", "en", "audit", "list", "--about", "account"]);
    let lines = lines.as_array().unwrap();
    assert!(lines.len() > 2, "{lines:?}");
    for line in lines {
        assert!(line["operation"].as_str().unwrap().starts_with("account."), "{line}");
        assert_eq!(line["who"], "the command line", "{line}");
    }
    let none = place.ok(&["--lang", "sv", "audit", "list", "--to", "2020-01-01"]);
    assert_eq!(none.trim(), "Ingen händelse stämmer.");
    assert!(place.ok(&["--lang", "sv", "audit", "list"]).contains("kommandoraden"));
    place.fails(4, &["audit", "list", "--from", "igår"]);
}
