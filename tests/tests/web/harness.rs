//! A server without sockets and clients that behave as browsers do: they keep cookies, follow what a form says and send
//! its hidden fields.

use axum::Router;
use axum::body::Body;
use axum::http::{Extensions, HeaderMap, Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use kompass_app::account;
use kompass_app::config::Config;
use kompass_app::installation::Installation;
use kompass_store::blob::Blobs;
use kompass_testkit::{TestDb, kpis, on_both};
use kompass_web::App;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt;

/// What the sample people sign in with.
pub(super) const PASSWORD: &str = "korrekt häst batteri klammer";

/// An installation with its router.
pub(super) struct TestApp {
    pub app: App,
    router: Router,
    _folder: tempfile::TempDir,
}

impl TestApp {
    /// An installation over a fresh database.
    pub(super) async fn over(db: &TestDb) -> Self {
        Self::changed(db, Config::default(), |installation| installation)
    }

    /// The same with a configuration and, for example, a clock of the test's.
    pub(super) fn changed(
        db: &TestDb,
        config: Config,
        change: impl FnOnce(Installation) -> Installation,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config { data: folder.path().to_owned(), ..config };
        // The router sees every request come from this machine, as if behind a proxy.
        config.web.trusted_proxies.push("127.0.0.1".to_owned());
        // As on every node that shares a key with one before.
        Blobs::folder(&folder.path().join("documents"), 1).unwrap();
        let installation = Installation::over(config, db.db.clone(), db.key()).unwrap();
        let installation = change(installation.with_kpis(kpis()));
        let app = App::new(installation).unwrap();
        Self { router: kompass_web::router(&app), app, _folder: folder }
    }

    /// A browser as it is, led to this node by whatever stands before the nodes.
    pub(super) fn takes_over(&self, client: &Client) -> Client {
        Client { router: self.router.clone(), ..client.clone() }
    }

    /// The installation.
    pub(super) fn installation(&self) -> &Installation {
        &self.app.installation
    }

    /// Somebody who has not been here before.
    pub(super) fn visitor(&self) -> Client {
        static VISITORS: AtomicU32 = AtomicU32::new(0);
        // Everybody comes from an address of their own, so that limits of one do not stop another.
        let number = VISITORS.fetch_add(1, Ordering::Relaxed);
        let address = Ipv4Addr::from_bits((198 << 24 | 18 << 16) + number).to_string();
        Client { router: self.router.clone(), cookies: BTreeMap::new(), lang: "sv", address }
    }

    /// A system administrator who is signed in.
    pub(super) async fn administrator(&self) -> Client {
        let made =
            account::make_administrator(self.installation(), "admin@example.se", "Ada Admin");
        let link = made.await.unwrap().address(self.installation());
        self.accept(&link, "Ada Admin").await
    }

    /// Opens a personal link, chooses a password and is signed in.
    pub(super) async fn accept(&self, link: &str, name: &str) -> Client {
        let path = link.strip_prefix("http://localhost:8080").expect("a link of ours");
        let mut client = self.visitor();
        let page = client.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let answer = client.send(&page, path, &[("name", name), ("password", PASSWORD)]).await;
        assert!(answer.status.is_redirection(), "{}", answer.text());
        client
    }

    /// Somebody with a password who is signed in; the account is made past the pages.
    pub(super) async fn signed_in(&self, email: &str) -> Client {
        let mut client = self.visitor();
        let page = client.get("/sign-in").await;
        let answer =
            client.send(&page, "/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert!(answer.status.is_redirection(), "{}", answer.text());
        client
    }
}

/// Runs a test on both engines.
pub(super) fn on_both_apps(test: impl AsyncFn(&TestApp)) {
    on_both(async |db: &TestDb| test(&TestApp::over(db).await).await);
}

/// A browser.
#[derive(Clone)]
pub(super) struct Client {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub lang: &'static str,
    pub address: String,
}

impl Client {
    /// Reads a page.
    pub(super) async fn get(&mut self, path: &str) -> Answer {
        self.call(Method::GET, path, &[], Body::empty()).await
    }

    /// Fills in the form of a page that has this action, and sends it with its hidden fields.
    pub(super) async fn send(
        &mut self,
        page: &Answer,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let fields = page.form(action, fields);
        self.post(action, &fields).await
    }

    /// Sends an empty form that no page need have shown.
    pub(super) async fn forge(&mut self, path: &str) -> Answer {
        let csrf = self.get("/style").await.csrf();
        self.post(path, &[("csrf".to_owned(), csrf)]).await
    }

    /// Sends a form as it is.
    pub(super) async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Answer {
        let body =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", "http://localhost:8080"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.call(Method::POST, path, &headers, Body::from(body)).await
    }

    /// Sends JSON as a script of ours does.
    pub(super) async fn script(
        &mut self,
        method: Method,
        path: &str,
        csrf: &str,
        body: &serde_json::Value,
    ) -> Answer {
        let headers = [("content-type", "application/json"), ("x-kompass-csrf", csrf)];
        self.call(method, path, &headers, Body::from(body.to_string())).await
    }

    /// A request as it is; cookies are sent and kept. Of a stream, which may never end, the beginning is read.
    pub(super) async fn call(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let (parts, mut body) = self.open(method, path, headers, body).await.into_parts();
        let streams =
            parts.headers.get(header::CONTENT_TYPE).is_some_and(|it| it == "text/event-stream");
        let body = if streams {
            body.frame().await.unwrap().unwrap().into_data().unwrap().to_vec()
        } else {
            body.collect().await.unwrap().to_bytes().to_vec()
        };
        Answer { status: parts.status, headers: parts.headers, body, extensions: parts.extensions }
    }

    /// As above, with the body still to be read.
    pub(super) async fn open(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Response<Body> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("accept-language", self.lang)
            .header("x-forwarded-for", &self.address);
        if !self.cookies.is_empty() {
            request = request.header(header::COOKIE, self.cookie());
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    /// The cookies as a browser sends them.
    pub(super) fn cookie(&self) -> String {
        let pairs: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }
}

/// An answer with its body.
pub(super) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// What the router says to tests beside the answer.
    pub extensions: Extensions,
}

impl Answer {
    /// The body as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// A header.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where the answer leads.
    pub(super) fn location(&self) -> &str {
        self.header("location")
    }

    /// The text of the first element that a CSS selector finds, without the space around it.
    pub(super) fn find(&self, selector: &str) -> Option<String> {
        let html = Html::parse_document(&self.text());
        let text = |element: ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
        html.select(&css(selector)).next().map(text)
    }

    /// The text of every element that a CSS selector finds.
    pub(super) fn all(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.text());
        html.select(&css(selector)).map(|it| it.text().collect()).collect()
    }

    /// An attribute of every element that a CSS selector finds.
    pub(super) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.text());
        html.select(&css(selector)).filter_map(|it| it.attr(name)).map(str::to_owned).collect()
    }

    /// The token of the page's forms.
    pub(super) fn csrf(&self) -> String {
        self.attributes("input[name=csrf]", "value").into_iter().next().expect("a form")
    }

    /// The fields of the form with this action: hidden ones and what is filled in as they stand, the others as given.
    pub(super) fn form(&self, action: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.text());
        let form = html
            .select(&css("form"))
            .find(|form| form.attr("action") == Some(action))
            .unwrap_or_else(|| panic!("no form goes to {action}: {}", self.text()));
        let mut sent: Vec<(String, String)> = Vec::new();
        for input in form.select(&css("input, textarea, select")) {
            let Some(name) = input.attr("name") else { continue };
            if fields.iter().any(|(given, _)| given == &name) {
                continue;
            }
            let chosen = input.attr("checked").is_some();
            let value = match (input.value().name(), input.attr("type")) {
                ("input", Some("checkbox" | "radio")) if !chosen => continue,
                ("input", _) => input.attr("value").unwrap_or_default().to_owned(),
                ("select", _) => {
                    let options: Vec<_> = input.select(&css("option")).collect();
                    let selected =
                        options.iter().find(|it| it.attr("selected").is_some()).or(options.first());
                    selected.and_then(|it| it.attr("value")).unwrap_or_default().to_owned()
                }
                _ => input.text().collect(),
            };
            sent.push((name.to_owned(), value));
        }
        sent.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        sent
    }
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}
