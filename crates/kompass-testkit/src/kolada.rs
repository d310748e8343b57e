//! A Kolada of a test's own: it answers as the contract of version 3 says, or as badly as it is told to.

use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Most ids in one step of an address.
const MOST_IDS: usize = 25;

/// How an answer is spoilt.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The header speaks of another charset than the letters have.
    Charset,
    /// Numbers as texts, flags as 0 and 1.
    Loose,
    /// The next page is the same as this one.
    SamePage,
    /// The next page is this one.
    Circle,
    /// The next page is on another machine.
    Elsewhere,
    /// It takes so long.
    Slow(Duration),
    /// The connection breaks in the middle of the answer.
    Cut,
    /// Fewer stand on the page than it says.
    Half,
    /// It is no JSON.
    Page,
    /// A value is not a number.
    NotANumber,
    /// A gender that there is not.
    Gender,
    /// Values of an area that nobody asked for.
    Stranger,
    /// A cell with two values.
    TwoValues,
    /// Another status, with what `Retry-After` says.
    Status(u16, Option<&'static str>),
}

/// One cell as Kolada has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value, if there is one.
    pub value: Option<f64>,
    /// What stands beside it.
    pub status: &'static str,
    /// Whether it was taken back.
    pub deleted: bool,
    /// The day of its last change, as Kolada writes it.
    pub changed: &'static str,
}

/// What it holds, and what was asked of it.
#[derive(Debug)]
pub struct State {
    /// KPIs: id and title.
    pub kpis: BTreeMap<String, String>,
    /// Areas: code, title and type.
    pub areas: Vec<(String, String, &'static str)>,
    /// Groups of areas: id, title, members.
    pub groups: Vec<(String, String, Vec<String>)>,
    /// Groups of KPIs: id, title, members.
    pub kpi_groups: Vec<(String, String, Vec<String>)>,
    /// Values by KPI, area, year and gender.
    pub values: BTreeMap<(String, String, i16, char), Cell>,
    /// Most on a page.
    pub page: usize,
    /// Faults that wait: on addresses with this text, so often.
    faults: Vec<(&'static str, Fault, u32)>,
    /// What was asked: when, and for what.
    pub asked: Vec<(Instant, String)>,
    /// How the one who asked last calls himself.
    pub agent: String,
}

/// A server.
#[derive(Debug)]
pub struct Kolada {
    /// Its address, with a slash at its end.
    pub address: String,
    state: Arc<Mutex<State>>,
}

impl Kolada {
    /// Starts one with a small country: 28 municipalities, a region, the nation; three KPIs with values of four years.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/v3/", listener.local_addr().expect("it is bound"));
        let state = Arc::new(Mutex::new(State::small()));
        let served = (state.clone(), address.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, served.0.clone(), served.1.clone()));
            }
        });
        Self { address, state }
    }

    /// What it holds, to look at and to change.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Spoils the next answers at addresses with this text.
    pub fn spoil(&self, address: &'static str, fault: Fault, times: u32) {
        self.state().faults.push((address, fault, times));
    }

    /// Sets a cell, changed on this day.
    pub fn set(&self, (kpi, area, year, gender): (&str, &str, i16, char), cell: Cell) {
        self.state().values.insert((kpi.to_owned(), area.to_owned(), year, gender), cell);
    }

    /// How often it was asked for something with this text in its address.
    pub fn count(&self, address: &str) -> usize {
        self.state().asked.iter().filter(|(_, asked)| asked.contains(address)).count()
    }
}

impl Cell {
    /// A value that was there from the beginning.
    pub fn of(value: f64) -> Self {
        Self { value: Some(value), status: "", deleted: false, changed: "2026-01-01" }
    }
}

impl State {
    fn small() -> Self {
        let mut areas: Vec<(String, String, &str)> =
            (1..=28).map(|at| (format!("{:04}", 9100 + at), format!("Kommun {at}"), "K")).collect();
        areas.push(("0001".into(), "Region Stockholm".into(), "L"));
        areas.push(("0000".into(), "Riket".into(), "L"));
        let kpis = [
            ("N99901", "Åtgärder, antal"),
            ("N99902", "Kostnad, kr/inv"),
            ("U99903", "Nöjda, andel (%)"),
        ];
        let mut values = BTreeMap::new();
        for (at, (code, ..)) in areas.iter().enumerate() {
            for year in 2022..=2025 {
                let value = f64::from(year) + at as f64 / 8.0;
                for (gender, part) in [('T', 1.0), ('K', 0.5), ('M', 0.25)] {
                    let key = ("N99901".to_owned(), code.clone(), year as i16, gender);
                    values.insert(key, Cell::of(value * part));
                }
                let cell = if at % 5 == 0 {
                    Cell { value: None, status: "..", ..Cell::of(0.0) }
                } else {
                    Cell::of(value / 3.0)
                };
                values.insert(("N99902".to_owned(), code.clone(), year as i16, 'T'), cell);
            }
        }
        values.insert(("U99903".into(), "9101".into(), 1988, 'T'), Cell::of(71.25));
        let members = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        Self {
            kpis: kpis.map(|(id, title)| (id.to_owned(), title.to_owned())).into(),
            areas,
            groups: vec![(
                "G1".into(),
                "Liknande kommuner, övergripande, Kommun 1, 2026".into(),
                members(&["9102", "9103"]),
            )],
            kpi_groups: vec![
                ("G2KPI74586".into(), "KKiK".into(), members(&["N99901", "U99903"])),
                ("G2KPI84661".into(), "Personal".into(), members(&["N99902"])),
            ],
            values,
            page: 50,
            faults: Vec::new(),
            asked: Vec::new(),
            agent: String::new(),
        }
    }

    /// Forgets all faults that wait.
    pub fn forgive(&mut self) {
        self.faults.clear();
    }

    /// The fault that is due at an address.
    fn fault(&mut self, address: &str) -> Option<Fault> {
        let due =
            self.faults.iter_mut().find(|(at, _, times)| *times > 0 && address.contains(at))?;
        due.2 -= 1;
        Some(due.1.clone())
    }

    /// Everything that a path asks for.
    fn all(
        &self,
        path: &str,
        query: &HashMap<String, String>,
        loose: bool,
    ) -> Result<Vec<Value>, (u16, Value)> {
        let steps: Vec<&str> = path.split('/').collect();
        let title = query.get("title").map(|title| title.to_lowercase());
        let titled =
            |own: &str| title.as_ref().is_none_or(|title| own.to_lowercase().contains(title));
        Ok(match steps[..] {
            ["kpi"] => self
                .kpis
                .iter()
                .filter(|(_, title)| titled(title))
                .map(|(id, title)| {
                    let (flag, year) = if loose { (json!(1), json!(2026)) } else { (json!(true), json!("2026")) };
                    json!({ "id": id, "title": title, "description": "Egen uppgift. Källa: SCB.", "is_divided_by_gender": flag,
                        "municipality_type": "A", "auspice": null, "operating_area": "Kommunen, övergripande",
                        "perspective": "Volymer", "prel_publication_date": null, "publication_date": "2027-02-20",
                        "publ_period": year, "has_ou_data": false })
                })
                .collect(),
            ["municipality"] => self
                .areas
                .iter()
                .map(|(id, title, kind)| json!({ "id": id, "title": title, "type": kind }))
                .collect(),
            ["municipality_groups"] => groups(&self.groups, titled),
            ["kpi_groups"] => groups(&self.kpi_groups, titled),
            ["data", "municipality", areas, "year", years] => {
                let (areas, years): (Vec<&str>, Vec<&str>) = (areas.split(',').collect(), years.split(',').collect());
                for ids in [&areas, &years] {
                    if ids.len() > MOST_IDS {
                        return Err((422, json!({ "detail": [{ "msg": "at most 25 ids" }] })));
                    }
                }
                self.values_of(&areas, &years, query.get("from_date").map(String::as_str), loose)
            }
            _ => return Err((404, json!({ "detail": "Not Found" }))),
        })
    }

    fn values_of(
        &self,
        areas: &[&str],
        years: &[&str],
        since: Option<&str>,
        loose: bool,
    ) -> Vec<Value> {
        let mut rows: BTreeMap<(&str, &str, i16), Vec<Value>> = BTreeMap::new();
        for ((kpi, area, year, gender), cell) in &self.values {
            let asked =
                areas.contains(&area.as_str()) && years.contains(&year.to_string().as_str());
            if !asked
                || since.is_some_and(|since| cell.changed < since)
                || (since.is_none() && cell.deleted)
            {
                continue;
            }
            let flag = if loose { json!(u8::from(cell.deleted)) } else { json!(cell.deleted) };
            let value = if cell.deleted { None } else { cell.value };
            let count = if value.is_some() { 1 } else { 0 };
            let value =
                if loose { json!(value.map(|value| value.to_string())) } else { json!(value) };
            rows.entry((kpi, area, *year)).or_default().push(
                json!({ "gender": gender.to_string(), "count": count, "status": cell.status, "value": value, "isdeleted": flag }),
            );
        }
        let row = |((kpi, area, year), mut values): ((&str, &str, i16), Vec<Value>)| {
            // No order is promised.
            let shift = usize::from(year.unsigned_abs()) % values.len();
            values.rotate_left(shift);
            let period = if loose { json!(year.to_string()) } else { json!(year) };
            json!({ "kpi": kpi, "municipality": area, "period": period, "values": values })
        };
        rows.into_iter().map(row).collect()
    }
}

fn groups(all: &[(String, String, Vec<String>)], titled: impl Fn(&str) -> bool) -> Vec<Value> {
    let group = |(id, title, members): &(String, String, Vec<String>)| {
        let members: Vec<Value> =
            members.iter().map(|id| json!({ "member_id": id, "member_title": id })).collect();
        json!({ "id": id, "title": title, "members": members })
    };
    all.iter().filter(|(_, title, _)| titled(title)).map(group).collect()
}

/// Answers the requests of a connection, until a fault ends it.
async fn serve(stream: TcpStream, state: Arc<Mutex<State>>, address: String) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    while let Ok(Some(request)) = lines.next_line().await {
        let mut agent = String::new();
        while let Ok(Some(line)) = lines.next_line().await {
            if line.is_empty() {
                break;
            }
            if let Some(said) = line.to_lowercase().strip_prefix("user-agent: ") {
                agent = said.to_owned();
            }
        }
        let target = request.split(' ').nth(1).unwrap_or("/").to_owned();
        let (answer, slow) = {
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            state.agent = agent;
            state.asked.push((Instant::now(), target.clone()));
            let fault = state.fault(&target);
            let slow = if let Some(Fault::Slow(slow)) = fault { Some(slow) } else { None };
            (answer(&state, &target, &address, fault), slow)
        };
        if let Some(slow) = slow {
            tokio::time::sleep(slow).await;
        }
        let (bytes, whole) = answer;
        if write.write_all(&bytes).await.is_err() || !whole {
            return;
        }
    }
}

/// The bytes of an answer, and whether it is whole.
fn answer(state: &State, target: &str, address: &str, fault: Option<Fault>) -> (Vec<u8>, bool) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let query: HashMap<String, String> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if let Some(Fault::Status(status, after)) = fault {
        let after = after.map_or_else(String::new, |after| format!("retry-after: {after}\r\n"));
        return (http(status, &after, br#"{"detail":"spoilt"}"#), true);
    }
    let Some(path) = path.strip_prefix("/v3/") else {
        let gone = json!({ "error": "This endpoint is deprecated. Please use /v3 instead." });
        return (http(410, "", gone.to_string().as_bytes()), true);
    };
    let mut all = match state.all(path, &query, fault == Some(Fault::Loose)) {
        Ok(all) => all,
        Err((status, body)) => return (http(status, "", body.to_string().as_bytes()), true),
    };
    let page: usize = query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let pages = all.len().div_ceil(state.page).max(1);
    let first = ((page - 1) * state.page).min(all.len());
    let mut rows: Vec<Value> = all.drain(first..(first + state.page).min(all.len())).collect();
    let at = |page: usize| {
        let mut rest: Vec<String> = query
            .iter()
            .filter(|(name, _)| name.as_str() != "page")
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        rest.push(format!("page={page}"));
        format!("{address}{path}?{}", rest.join("&"))
    };
    let mut next = (page < pages).then(|| at(page + 1));
    let count = rows.len();
    match &fault {
        Some(Fault::Circle) => next = Some(at(page)),
        Some(Fault::Elsewhere) => next = Some("https://example.org/v3/kpi?page=2".to_owned()),
        Some(Fault::SamePage) if page > 1 => {
            rows = state.all(path, &query, false).unwrap_or_default();
            rows.truncate(count);
        }
        Some(Fault::Half) => rows.truncate(count / 2),
        Some(Fault::Gender) => rows[0]["values"][0]["gender"] = json!("X"),
        Some(Fault::Stranger) => rows[0]["municipality"] = json!("9999"),
        Some(Fault::TwoValues) => {
            let mut other = rows[0].clone();
            other["values"][0]["value"] = json!(-1.5);
            *rows.last_mut().expect("a page has rows") = other;
        }
        _ => {}
    }
    let body = json!({ "values": rows, "count": count, "next_url": next, "previous_url": null });
    let mut body = body.to_string();
    match fault {
        Some(Fault::Page) => body = "<html>Underhåll pågår</html>".to_owned(),
        Some(Fault::NotANumber) => body = body.replacen("\"value\":", "\"value\":NaN,\"was\":", 1),
        _ => {}
    }
    let charset = if fault == Some(Fault::Charset) {
        "content-type: application/json; charset=iso-8859-1\r\n"
    } else {
        ""
    };
    let mut bytes = http(200, charset, body.as_bytes());
    let cut = fault == Some(Fault::Cut);
    if cut {
        bytes.truncate(bytes.len() - body.len() / 2);
    }
    (bytes, !cut)
}

fn http(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let media =
        if headers.contains("content-type") { "" } else { "content-type: application/json\r\n" };
    let head =
        format!("HTTP/1.1 {status} Said\r\n{media}{headers}content-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}
