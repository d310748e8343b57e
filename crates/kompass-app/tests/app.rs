//! The operations, from outside: one binary, so that they are linked once.

mod app {
    pub(crate) mod installed;
    mod oidc;
    mod passkey;
    pub(crate) mod provider;
}

use app::{installed, provider};
