//! How long a password takes on this machine: `cargo run --release -p kompass-app --example argon2`.

use kompass_app::password::{Password, hash, verify};
use std::time::Instant;

#[tokio::main]
async fn main() {
    let password = Password::new("kanot lingon tvätt måne");
    let stored = hash(&password).await.expect("a hash");
    let mut times: Vec<u128> = Vec::new();
    for _ in 0..21 {
        let begun = Instant::now();
        assert!(verify(&password, Some(&stored)).await.expect("an answer"));
        times.push(begun.elapsed().as_micros());
    }
    times.sort_unstable();
    let parameters = stored.split('$').nth(3).unwrap_or_default();
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    #[expect(clippy::print_stdout, reason = "this is what the example is for")]
    {
        println!("{parameters}: median {median} µs, slowest {slowest} µs");
    }
}
