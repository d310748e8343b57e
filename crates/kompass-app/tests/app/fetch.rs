//! Fetching as pages do it, with the names of the system: nothing of this machine is reached.

use crate::installed::code;
use kompass_app::fetch::{Limits, get};
use std::time::Duration;
use tokio::net::TcpListener;

const LIMITS: Limits = Limits { bytes: 1000, time: Duration::from_secs(5) };

#[tokio::test]
async fn this_machine_is_not_reached_by_number_or_name() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    for (address, expected) in [
        (format!("http://127.0.0.1:{port}/"), "N01"),
        (format!("http://localhost:{port}/"), "N01"),
        ("http://127.0.0.1/".to_owned(), "N02"),
        ("https://localhost/".to_owned(), "N02"),
        ("http://localhost./".to_owned(), "N02"),
        ("http://169.254.169.254/latest/meta-data/".to_owned(), "N02"),
        ("https://no-such-name.invalid/".to_owned(), "N02"),
    ] {
        assert_eq!(code(get(&address, LIMITS).await), expected, "{address}");
    }
    let knock = tokio::time::timeout(Duration::from_millis(50), listener.accept()).await;
    assert!(knock.is_err(), "somebody knocked");
}
