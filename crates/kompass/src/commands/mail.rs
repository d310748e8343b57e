//! Mail, for whoever sets it up.

use crate::args::Mail;
use crate::output::Output;
use anyhow::Result;
use kompass_app::installation::Installation;
use kompass_app::mail;
use serde_json::json;

/// Runs `kompass mail …`.
pub async fn run(command: Mail, installation: &Installation, output: Output) -> Result<()> {
    match command {
        Mail::Test { address } => {
            mail::test(installation, &address, output.lang).await?;
            output.answer(&json!({ "sent_to": address }), |_| {
                format!("The mail server took a mail to {address}; see whether it arrives")
            })
        }
    }
}
