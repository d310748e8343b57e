//! The devices on which somebody is signed in.

use crate::error::Answer;
use crate::page::{self, Link, Page, Shell};
use askama::Template;
use axum::extract::Path;
use kompass_app::session::{self, Session};
use kompass_core::i18n::Texts;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "device/list.html")]
struct Devices {
    page: Page,
    devices: Vec<Device>,
    others: bool,
}

struct Device {
    id: Uuid,
    name: String,
    method: String,
    address: String,
    since: String,
    seen: String,
    here: bool,
}

/// `GET /profile/devices`.
pub(crate) async fn list(shell: Shell) -> Answer {
    let t = shell.texts();
    let sessions = session::devices(&shell.app.installation, shell.caller()).await?;
    let here = shell.caller().session.as_ref().map(|session| session.id);
    let device = |session: &Session| Device {
        id: session.id,
        name: name(&session.agent, t),
        method: method(&shell, &session.method),
        address: session.address.clone(),
        since: shell.moment(session.created_at),
        seen: shell.moment(session.seen_at),
        here: Some(session.id) == here,
    };
    let devices: Vec<Device> = sessions.iter().map(device).collect();
    let page = shell.page(t.devices())?.under([Link::to(t.profile(), "/profile")]);
    let others = devices.iter().any(|device| !device.here);
    Ok(page::html(&Devices { page, devices, others }))
}

/// `POST /profile/devices/{session}/end`.
pub(crate) async fn end(shell: Shell, Path(session): Path<Uuid>) -> Answer {
    session::end(&shell.app.installation, shell.caller(), session).await?;
    page::done("/profile/devices", "device-ended")
}

/// `POST /profile/devices/end-others`.
pub(crate) async fn end_others(shell: Shell) -> Answer {
    session::end_others(&shell.app.installation, shell.caller()).await?;
    page::done("/profile/devices", "devices-ended")
}

/// What a browser says it is, in words: the more particular names come first, because most call themselves several.
fn name(agent: &str, t: &Texts) -> String {
    let known = |names: &[(&str, &'static str)]| {
        names.iter().find(|(part, _)| agent.contains(part)).map(|(_, name)| *name)
    };
    let browser = known(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = known(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => t.device_browser(browser, system),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => t.device_unknown(),
    }
}

/// How somebody signed in; a provider goes by its name.
fn method(shell: &Shell, method: &str) -> String {
    if let Some(id) = method.strip_prefix("oidc:") {
        let mut providers = shell.app.installation.config.oidc.iter();
        return providers
            .find(|provider| provider.id == id)
            .map_or(id, |provider| &provider.name)
            .to_owned();
    }
    let key = format!("method-{}", method.replace('+', "-"));
    shell.texts().get(&key, &[]).unwrap_or_else(|| method.to_owned())
}

#[cfg(test)]
mod tests {
    use super::name;
    use kompass_core::Lang;
    use kompass_core::i18n::texts;

    #[test]
    fn devices_are_called_what_people_call_them() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36";
        for (agent, words) in [
            (chrome.to_owned(), "Chrome i Windows"),
            (format!("{chrome} Edg/126.0"), "Edge i Windows"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0".to_owned(), "Firefox i Linux"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile Safari/604.1".to_owned(),
                "Safari i iPhone",
            ),
            ("curl/8.5".to_owned(), "okänt program"),
            ("<script>Firefox/1</script>".to_owned(), "Firefox"),
        ] {
            assert_eq!(name(&agent, texts(Lang::Sv)), words);
        }
    }
}
