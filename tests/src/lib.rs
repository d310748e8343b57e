//! Only tests live here: see `tests/web.rs`.
