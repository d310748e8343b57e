//! Framework and crosswalk files: read, linted, exported and read again.
#![no_main]

use kompass_core::framework::catalogue::Catalogue;
use kompass_core::framework::canonical::Pinned;
use kompass_core::framework::export;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let catalogue = Catalogue::built_in();
    let _ = catalogue.lint_crosswalk("fuzz.toml", bytes);
    if let Ok(framework) = catalogue.lint_file("fuzz.toml", bytes) {
        let pinned = Pinned::new(&framework);
        assert_eq!(pinned.framework().unwrap(), framework);
        let again = catalogue.lint_file("fuzz.toml", export::toml(&framework).as_bytes()).unwrap();
        assert_eq!(again, framework);
    }
});
