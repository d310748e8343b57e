//! Accounts, at the machine itself: for the day when a telephone or a laptop is gone.

use crate::args::Account as Act;
use crate::output::{Output, table};
use anyhow::Result;
use kompass_app::access::Caller;
use kompass_app::account::{self, Account};
use kompass_app::installation::Installation;
use kompass_core::Error;
use serde_json::json;

/// Runs `kompass account …`.
pub async fn run(act: Act, installation: &Installation, output: Output) -> Result<()> {
    let caller = Caller::command_line();
    let accounts = account::accounts(installation, &caller).await?;
    let one = |email: &str| -> Result<&Account> {
        let email = email.trim().to_lowercase();
        let found = accounts.iter().find(|account| account.email == email);
        let remedy = "see `kompass account list`";
        Ok(found.ok_or_else(|| Error::not_found("account", email, remedy))?)
    };
    match act {
        Act::List => output.answer(&accounts, |accounts| {
            let yes = |what: bool| if what { "yes" } else { "" }.to_owned();
            let row = |it: &Account| {
                let closed = yes(it.disabled_at.is_some());
                let system = yes(it.system_administrator);
                vec![it.email.clone(), it.name.clone(), system, yes(it.has_totp), closed]
            };
            let columns = ["Address", "Name", "System administrator", "Codes", "Closed"];
            table(&columns, &[], accounts.iter().map(row))
        }),
        Act::SignOut { email } => {
            let id = email.as_deref().map(one).transpose()?.map(|account| account.id);
            let ended = account::sign_out(installation, &caller, id).await?;
            output.answer(&json!({ "ended": ended }), |_| format!("{ended} sessions were ended"))
        }
        Act::Close { email } => set_closed(installation, &caller, one(&email)?, true, output).await,
        Act::Open { email } => set_closed(installation, &caller, one(&email)?, false, output).await,
        Act::RemoveSecondFactor { email } => {
            let account = one(&email)?;
            account::remove_totp(installation, &caller, account.id).await?;
            output.answer(&json!({ "email": account.email }), |_| {
                format!(
                    "{} signs in with the password alone until a new factor is set up",
                    account.email
                )
            })
        }
    }
}

async fn set_closed(
    installation: &Installation,
    caller: &Caller,
    account: &Account,
    closed: bool,
    output: Output,
) -> Result<()> {
    account::set_disabled(installation, caller, account.id, account.version, closed).await?;
    let state = if closed { "closed" } else { "open" };
    let answer = json!({ "email": account.email, "closed": closed });
    output.answer(&answer, |_| format!("{} is {state}", account.email))
}
