//! Tables of published results.
#![no_main]

use kompass_core::result::parse_csv;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(parsed) = parse_csv("fuzz.csv", bytes) {
        for result in parsed.results {
            assert!(result.total.is_none_or(|total| total <= 800));
        }
    }
});
