//! What no page asks for: everybody walks from link to link in every step of an evaluation and sends every form that is met
//! with values that a person, a browser or a program gone wrong could send. Whatever it was, no answer may be a fault of ours.
//!
//! Few values are tried of each, in two steps of an evaluation; `KOMPASS_TEST_GENERATED=50` tries so many, in all ten, and
//! `KOMPASS_TEST_SEED` begins elsewhere.

use super::fixture::{Fixture, Person};
use super::harness::{Answer, Client, TestApp, on_both_apps};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use kompass_core::evaluation::State;
use kompass_web::route::{self, Kind, Route};
use kompass_web::{openapi, routes};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use uuid::Uuid;

/// What stands in fields that ask for something else.
const VALUES: [&str; 34] = [
    "",
    " ",
    "0",
    "-1",
    "1e308",
    "NaN",
    "1,5",
    "99999999999999999999",
    "-9223372036854775808",
    "true",
    "null",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "-9999-01-01",
    "24:61",
    "00000000-0000-0000-0000-000000000000",
    "1.1",
    "1.1.1",
    "8",
    "E1",
    "politicians",
    "'; DROP TABLE account; --",
    "%00%ff%",
    "../../../etc/passwd",
    "<script>alert(1)</script>",
    "{{7*7}}{ $x }",
    "a\u{0}b",
    "\u{7}\u{1b}[2J",
    "\u{202e}tpircs\u{200d}",
    "e\u{301}\u{301}\u{301}\u{301}",
    "\u{feff}åäö🏛️",
    "https://example.se/%zz",
    "person@example.se",
];

#[test]
fn no_form_and_no_address_brings_the_server_down() {
    on_both_apps(async |test: &TestApp| {
        let mut chance = Chance::begin();
        let times = many();
        let states = if times == 1 { &[State::Scoring, State::Delivered][..] } else { &State::ALL };
        for &state in states {
            let make = async || Fixture::make(test, |evaluation| evaluation.state = state).await;
            let (mut fixture, mut met) = (make().await, BTreeSet::new());
            for person in Person::ALL {
                // Who sends much closes the organisation, and whoever comes after would meet nothing.
                if times > 1 {
                    fixture = make().await;
                }
                let mut walk = Walk::new(test, &fixture, person).await;
                walk.all(&mut chance, times).await;
                met.extend(walk.sent);
            }
            assert!(met.len() > 20, "{state:?}: few forms were met: {met:?}");
        }
    });
}

#[test]
fn no_document_brings_the_api_down() {
    on_both_apps(async |test: &TestApp| {
        let mut chance = Chance::begin();
        let document = openapi::document(routes::table());
        let fixture = Fixture::make(test, |_| {}).await;
        let takes_json = |it: &&Route| matches!(it.kind, Kind::Api(..) | Kind::Script);
        for route in routes::table().iter().filter(takes_json) {
            for person in [Person::Lead, Person::Coordinator, Person::System, Person::Contributor] {
                for _ in 0..many() {
                    let mut client = fixture.client(test, person).await;
                    let csrf = client.get("/style").await.csrf();
                    let path = chance.path(route, &fixture);
                    let method = format!("{:?}", route.method).to_uppercase();
                    let there = &document["paths"][route.path][method.to_lowercase()];
                    let schema = &there["requestBody"]["content"]["application/json"]["schema"];
                    let body = chance.json(&document, schema, 0);
                    let answer = client.script(method.parse().unwrap(), &path, &csrf, &body).await;
                    fine(&answer, &format!("{method} {path} as {person} with {body}"));
                }
            }
        }
    });
}

fn many() -> usize {
    std::env::var("KOMPASS_TEST_GENERATED").map_or(1, |many| many.parse().unwrap())
}

fn fine(answer: &Answer, what: &str) {
    let text = || answer.text().chars().take(2000).collect::<String>();
    assert!(!answer.status.is_server_error(), "{what}: {} {}", answer.status, text());
}

/// Somebody on their way through everything that they are led to.
struct Walk<'a> {
    test: &'a TestApp,
    fixture: &'a Fixture,
    person: Person,
    client: Client,
    ahead: VecDeque<String>,
    seen: BTreeSet<String>,
    /// How often a route was read.
    read: BTreeMap<&'static str, usize>,
    /// Routes of forms that were sent.
    sent: BTreeSet<&'static str>,
}

/// A form of a page.
struct Met {
    action: String,
    upload: bool,
    fields: Vec<(String, String)>,
}

impl<'a> Walk<'a> {
    async fn new(test: &'a TestApp, fixture: &'a Fixture, person: Person) -> Self {
        let client = fixture.client(test, person).await;
        let evaluation = fixture.evaluation;
        let first = ["/", "/profile", &format!("/evaluations/{evaluation}")];
        Self {
            test,
            fixture,
            person,
            client,
            ahead: first.map(str::to_owned).into(),
            seen: BTreeSet::new(),
            read: BTreeMap::new(),
            sent: BTreeSet::new(),
        }
    }

    async fn all(&mut self, chance: &mut Chance, times: usize) {
        while let Some(path) = self.ahead.pop_front() {
            let bare = path.split(['?', '#']).next().unwrap_or_default().to_owned();
            let Some(route) = of(&bare, route::Method::Get) else { continue };
            let read = self.read.entry(route.path).or_default();
            if *read >= times.min(4) || !self.seen.insert(bare.clone()) || is_stream(route) {
                continue;
            }
            *read += 1;
            let page = self.get(&path).await;
            let (links, forms) = found(&page);
            self.ahead.extend(links);
            for _ in 0..times {
                let names = ["q", "after", "page", "year", "area", "from", "format", "show"];
                // No server takes an address without end.
                let short = |value: String| value.chars().take(2000).collect::<String>();
                let query = (0..2).map(|_| (*chance.of(&names), short(chance.value())));
                let query = query.collect::<Vec<_>>();
                let query = url::form_urlencoded::Serializer::new(String::new())
                    .extend_pairs(query)
                    .finish();
                self.get(&format!("{bare}?{query}")).await;
            }
            for form in forms {
                let Some(route) = of(&form.action, route::Method::Post) else { continue };
                // Two forms of a kind are enough, and who has gone meets no more pages.
                if form.action.starts_with("/sign-out") {
                    continue;
                }
                self.sent.insert(route.path);
                for _ in 0..times {
                    self.send(chance, &form).await;
                }
            }
        }
    }

    async fn get(&mut self, path: &str) -> Answer {
        let mut answer = self.client.get(path).await;
        if [StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS].contains(&answer.status)
            || answer.location().starts_with("/sign-in")
        {
            self.client = self.fixture.client(self.test, self.person).await;
            answer = self.client.get(path).await;
        }
        fine(&answer, &format!("{path} as {}", self.person));
        answer
    }

    async fn send(&mut self, chance: &mut Chance, form: &Met) {
        let mut fields = form.fields.clone();
        for (name, value) in &mut fields {
            // What was made for this browser and page stands, mostly, or nothing would get further.
            let own = ["csrf", "key", "version"].contains(&name.as_str());
            if chance.below(if own { 20 } else { 2 }) == 0 {
                *value = chance.value();
            }
        }
        if chance.below(10) == 0 && !fields.is_empty() {
            let at = chance.below(fields.len());
            let (name, value) = (fields[at].0.clone(), chance.value());
            if chance.below(2) == 0 { fields.push((name, value)) } else { drop(fields.remove(at)) }
        }
        let answer = if form.upload {
            let headers = [
                ("content-type", "multipart/form-data; boundary=part"),
                ("origin", "http://localhost:8080"),
                ("sec-fetch-site", "same-origin"),
            ];
            let body = Body::from(chance.parts(&fields));
            self.client.call(Method::POST, &form.action, &headers, body).await
        } else {
            self.client.post(&form.action, &fields).await
        };
        fine(&answer, &format!("{} as {} with {fields:?}", form.action, self.person));
    }
}

/// The route that an address of ours belongs to.
fn of(path: &str, method: route::Method) -> Option<&'static Route> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |it: &&Route| {
        let own: Vec<&str> = it.path.split('/').collect();
        let mut pairs = own.iter().zip(&parts);
        it.method == method
            && own.len() == parts.len()
            && pairs.all(|(own, part)| own == part || own.starts_with('{'))
    };
    // One that is named wholly goes before one with a place for anything.
    let fit = routes::table().iter().filter(fits);
    fit.min_by_key(|it| it.path.matches('{').count())
}

/// Streams do not end.
fn is_stream(route: &Route) -> bool {
    route.path.ends_with("/live")
}

/// Links and forms of a page.
fn found(page: &Answer) -> (Vec<String>, Vec<Met>) {
    if !page.header("content-type").starts_with("text/html") {
        return (Vec::new(), Vec::new());
    }
    let css = |selector: &str| Selector::parse(selector).unwrap();
    let (link, form, field, option) = (
        css("a[href^='/']"),
        css("form[method=post]"),
        css("input[name], textarea[name], select[name], button[name]"),
        css("option"),
    );
    let html = Html::parse_document(&page.text());
    let links = html.select(&link).filter_map(|it| it.attr("href"));
    let links = links.map(str::to_owned).collect();
    let forms = html.select(&form).filter_map(|form| {
        let fields = form.select(&field).map(|it| {
            let chosen = it.select(&option).last().and_then(|it| it.attr("value"));
            let value = it.attr("value").or(chosen).map(str::to_owned);
            let value = value.unwrap_or_else(|| it.text().collect());
            (it.attr("name").unwrap_or_default().to_owned(), value)
        });
        Some(Met {
            action: form.attr("action")?.to_owned(),
            upload: form.attr("enctype").is_some(),
            fields: fields.collect(),
        })
    });
    (links, forms.collect())
}

/// The same chances each time that it begins with the same number.
struct Chance(u64);

impl Chance {
    fn begin() -> Self {
        let seed = std::env::var("KOMPASS_TEST_SEED").map_or(1, |seed| seed.parse().unwrap());
        Self(seed)
    }

    /// Numbers as SplitMix64 gives them (Steele, Lea and Flood 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap()
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }

    fn value(&mut self) -> String {
        match self.below(24) {
            0 => "å".repeat(70_000),
            1 => "\n- *x* [y](z) `".repeat(2000),
            2 => Uuid::now_v7().to_string(),
            3 => (0..self.below(40)).map(|_| self.letter()).collect(),
            4 => format!("{}{}", self.of(&VALUES), self.of(&VALUES)),
            _ => (*self.of(&VALUES)).to_owned(),
        }
    }

    fn letter(&mut self) -> char {
        let number = u32::try_from(self.next() % 0x11_0000).unwrap();
        char::from_u32(number).unwrap_or('\u{fffd}')
    }

    /// The address of a route, with what is there in it, or anything.
    fn path(&mut self, route: &Route, fixture: &Fixture) -> String {
        let mut parts = Vec::new();
        for part in route.path.split('/') {
            parts.push(match part {
                "{organisation}" => fixture.own.0.to_string(),
                "{evaluation}" => fixture.evaluation.to_string(),
                part if part.starts_with('{') => {
                    let value: String = self.value().chars().take(200).collect();
                    url::form_urlencoded::byte_serialize(value.as_bytes()).collect()
                }
                part => part.to_owned(),
            });
        }
        parts.join("/")
    }

    /// A document of this schema, or nearly.
    fn json(&mut self, document: &Value, schema: &Value, depth: usize) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            let schema = document.pointer(name.trim_start_matches('#')).unwrap();
            return self.json(document, schema, depth);
        }
        match self.below(6) {
            0 => (0..self.below(200)).fold(json!(1), |inner, _| json!([inner])),
            1 => {
                self.of(&[Value::Null, json!(-1), json!(1e300), json!(u64::MAX), json!([])]).clone()
            }
            _ => match schema["properties"].as_object() {
                Some(properties) if depth < 8 => {
                    let mut made = serde_json::Map::new();
                    for (name, schema) in properties {
                        if self.below(8) > 0 {
                            made.insert(name.clone(), self.json(document, schema, depth + 1));
                        }
                    }
                    if self.below(8) == 0 {
                        made.insert(self.value(), json!({}));
                    }
                    Value::Object(made)
                }
                _ => json!(self.value()),
            },
        }
    }

    /// A form with files.
    fn parts(&mut self, fields: &[(String, String)]) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in fields {
            let name = name.replace(['"', '\r', '\n'], "");
            let file = name == "files" || name == "file";
            let of_file: String = self.value().chars().take(300).collect();
            let of_file = of_file.replace(['"', '\r', '\n'], "");
            let of_file =
                if file { format!("; filename=\"{of_file}.pdf\"") } else { String::new() };
            let head = format!(
                "--part\r\nContent-Disposition: form-data; name=\"{name}\"{of_file}\r\n\r\n"
            );
            body.extend(head.into_bytes());
            if file {
                body.extend(
                    self.of(&[b"%PDF-1.7\n".as_slice(), b"PK\x03\x04", b"\xff\xd8", b""]).iter(),
                );
                body.extend((0..self.below(2000)).map(|_| self.next().to_be_bytes()[0]));
            } else {
                body.extend(value.as_bytes());
            }
            body.extend(b"\r\n");
        }
        if self.below(4) > 0 {
            body.extend(b"--part--\r\n");
        }
        body
    }
}
