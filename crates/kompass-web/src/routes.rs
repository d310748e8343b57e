//! The table of all routes. A page is added here and nowhere else.

use crate::route::{Guard, Kind, Method, Route, Scope};
use crate::{
    asset, confirm, device, language, link, openapi, passkey, profile, provider, security, sign_in,
    start, style,
};
use axum::Json;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use kompass_core::access::Action::{Read, Write};
use kompass_core::access::Resource;
use std::sync::LazyLock;

/// Every route there is.
pub fn table() -> &'static [Route] {
    static TABLE: LazyLock<Vec<Route>> = LazyLock::new(rows);
    &TABLE
}

macro_rules! row {
    ($method:ident $path:literal $kind:expr, $guard:expr, $summary:literal, $handler:expr) => {
        Route {
            method: Method::$method,
            path: $path,
            summary: $summary,
            guard: $guard,
            kind: $kind,
            handler: || $handler,
        }
    };
}

fn rows() -> Vec<Route> {
    use Kind::{File, Form, Page, Script};
    let public = guard(Resource::Pages, Read, Scope::Installation);
    let choose = guard(Resource::Pages, Write, Scope::Installation);
    let own = guard(Resource::OwnAccount, Read, Scope::Own);
    let change = guard(Resource::OwnAccount, Write, Scope::Own);
    let opens = guard(Resource::PersonalLink, Read, Scope::Installation);
    let accepts = guard(Resource::PersonalLink, Write, Scope::Installation);
    vec![
        row!(Get "/" Page, public, "what waits for the caller and where they have a part", get(start::show)),
        row!(Get "/sign-in" Page, public, "sign in, or how the first administrator is made", get(sign_in::show)),
        row!(Post "/sign-in" Form, choose, "signs in with a password", post(sign_in::submit)),
        row!(Get "/sign-in/code" Page, public, "the second factor", get(sign_in::show_code)),
        row!(Post "/sign-in/code" Form, choose, "signs in with the second factor", post(sign_in::submit_code)),
        row!(Post "/sign-in/passkey/begin" Script, choose, "a challenge for a passkey", post(passkey::sign_in_begin)),
        row!(Post "/sign-in/passkey/finish" Script, choose, "signs in with a passkey", post(passkey::sign_in_finish)),
        row!(Get "/sign-in/oidc/{provider}" Page, public, "leads to a sign-in provider", get(provider::go)),
        row!(Get "/sign-in/oidc/{provider}/callback" Page, public, "comes back from one", get(provider::come_back)),
        row!(Post "/sign-out" Form, choose, "signs out", post(sign_in::sign_out)),
        row!(Get "/link/{token}" Page, opens, "what a personal link is for", get(link::show)),
        row!(Post "/link/{token}" Form, accepts, "accepts a personal link", post(link::accept)),
        row!(Get "/my-part" Page, opens, "what a personal link opened", get(link::part)),
        row!(Get "/profile" Page, own, "name and language", get(profile::show)),
        row!(Post "/profile" Form, change, "saves name and language", post(profile::save)),
        row!(Get "/profile/security" Page, own, "the ways in", get(security::overview)),
        row!(Get "/profile/password" Page, own, "change the password", get(security::show_password)),
        row!(Post "/profile/password" Form, change, "changes the password", post(security::change_password)),
        row!(Post "/password-strength" Script, choose, "how hard a password is to guess", post(security::measure)),
        row!(Get "/profile/totp" Page, change, "a secret for an app of codes", get(security::show_totp)),
        row!(Post "/profile/totp" Form, change, "turns one-time codes on", post(security::turn_totp_on)),
        row!(Get "/profile/totp/remove" Page, own, "turn one-time codes off", get(security::ask_totp_off)),
        row!(Post "/profile/totp/remove" Form, change, "turns one-time codes off", post(security::turn_totp_off)),
        row!(Get "/profile/recovery-codes" Page, own, "make new recovery codes", get(security::ask_new_codes)),
        row!(Post "/profile/recovery-codes" Form, change, "makes and shows them once", post(security::make_codes)),
        row!(Get "/profile/passkeys" Page, own, "own passkeys", get(passkey::list)),
        row!(Post "/profile/passkeys/begin" Script, change, "a challenge for a new passkey", post(passkey::register_begin)),
        row!(Post "/profile/passkeys/finish" Script, change, "keeps a new passkey", post(passkey::register_finish)),
        row!(Get "/profile/passkeys/{passkey}/remove" Page, own, "remove a passkey", get(passkey::ask_removal)),
        row!(Post "/profile/passkeys/{passkey}/remove" Form, change, "removes a passkey", post(passkey::remove)),
        row!(Post "/profile/providers/{provider}" Form, change, "connects a sign-in provider", post(provider::connect)),
        row!(Get "/profile/providers/{provider}/remove" Page, own, "disconnect one", get(provider::ask_removal)),
        row!(Post "/profile/providers/{provider}/remove" Form, change, "disconnects one", post(provider::remove)),
        row!(Get "/profile/devices" Page, own, "where the caller is signed in", get(device::list)),
        row!(Post "/profile/devices/{session}/end" Form, change, "signs a device out", post(device::end)),
        row!(Post "/profile/devices/end-others" Form, change, "signs all others out", post(device::end_others)),
        row!(Get "/confirm" Page, own, "prove anew that it is the caller", get(confirm::show)),
        row!(Post "/confirm" Form, change, "takes the proof", post(confirm::submit)),
        row!(Post "/confirm/passkey/begin" Script, change, "a challenge for a passkey", post(confirm::passkey_begin)),
        row!(Post "/confirm/passkey/finish" Script, change, "takes the proof by a passkey", post(confirm::passkey_finish)),
        row!(Get "/style" Page, public, "every part of the interface", get(style::show)),
        row!(Post "/language" Form, choose, "chooses the language", post(language::choose)),
        row!(Get "/assets/{digest}/{name}" File, public, "style sheet, script, icon", get(asset::serve)),
        row!(Get "/api/v1/openapi.json" File, public, "the description of the API", get(description)),
    ]
}

fn guard(resource: Resource, action: kompass_core::access::Action, scope: Scope) -> Guard {
    Guard { resource, action, scope }
}

/// `GET /api/v1/openapi.json`.
async fn description() -> Response {
    Json(openapi::document(table())).into_response()
}
