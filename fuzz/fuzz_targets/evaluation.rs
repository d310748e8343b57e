//! Evaluation files: read, checked, scored, exported and read again.
#![no_main]

use kompass_core::evaluation::{check, file};
use kompass_core::framework::catalogue::Catalogue;
use kompass_core::scoring;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(evaluation) = file::read("fuzz", bytes) else { return };
    let Ok(framework) = Catalogue::built_in().framework(&evaluation.framework) else { return };
    let checked = check::check(&evaluation, framework).located("fuzz", bytes);
    if checked.errors.is_empty() {
        let _ = scoring::result(framework, &evaluation);
        assert_eq!(file::read("json", file::to_json(&evaluation).as_bytes()).unwrap(), evaluation);
        assert_eq!(file::read("toml", file::to_toml(&evaluation).as_bytes()).unwrap(), evaluation);
    }
});
