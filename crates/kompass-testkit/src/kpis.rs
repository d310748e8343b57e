//! The key figures that come with the program, for all tests of a process and ready for the next one.

use kompass_core::Error;
use kompass_kpi::Store;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

/// Key figures that nobody may change. The first process of a build folder makes them; that takes some seconds without
/// optimisation.
pub fn kpis() -> Arc<Store> {
    static KPIS: LazyLock<Arc<Store>> = LazyLock::new(|| {
        // Beside the binaries: PROFILE/deps/test-0123.
        let binary = std::env::current_exe().expect("a test has a file");
        let profile = binary.ancestors().nth(2).expect("a test is in a folder of its profile");
        let store = Store::at(profile.join("tmp-kpis"));
        // Another process may be making them just now.
        while let Err(error) = store.use_bundled() {
            assert!(matches!(error, Error::Conflict(_)), "{error}");
            std::thread::sleep(Duration::from_millis(50));
        }
        Arc::new(store)
    });
    KPIS.clone()
}
