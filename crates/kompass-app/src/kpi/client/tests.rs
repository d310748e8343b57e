//! The client against a Kolada that answers as the contract says, and as badly as servers do.

use super::{Client, Manner, address};
use crate::config::Config;
use kompass_core::Error;
use kompass_kpi::sync::Ask;
use kompass_testkit::kolada::{Fault, Kolada};
use std::time::{Duration, Instant};

/// As polite as it must be, in a hurry.
const QUICK: Manner = Manner {
    every: Duration::ZERO,
    at_once: 4,
    patience: Duration::from_secs(2),
    tries: 3,
    pause: Duration::from_millis(5),
    told: (Duration::from_millis(50), Duration::from_millis(300)),
};

fn client(kolada: &Kolada, manner: Manner) -> Client {
    let mut config = Config::default();
    config.kpi.address.clone_from(&kolada.address);
    config.kpi.contact = "kansli@example.se".to_owned();
    Client::new(&config, manner).unwrap()
}

fn values() -> Ask {
    let areas = (1..=20).map(|at| format!("{:04}", 9100 + at)).collect();
    Ask::Values { areas, years: 2024..=2025, since: None }
}

#[tokio::test]
async fn an_answer_is_followed_to_its_last_page() {
    let kolada = Kolada::start().await;
    kolada.state().page = 7;
    let client = client(&kolada, QUICK);
    let pages = client.ask(&values()).await.unwrap();
    assert_eq!(pages.len(), (20 * 2 * 2_usize).div_ceil(7));
    assert_eq!(kolada.count("page="), pages.len() - 1);
    let agent = kolada.state().agent.clone();
    assert!(agent.starts_with("kompass/"), "{agent}");
    assert!(agent.contains("kansli@example.se"), "{agent}");
    assert!(
        kolada
            .state()
            .asked
            .iter()
            .all(|(_, asked)| asked.starts_with("/v3/data/municipality/9101,"))
    );
}

/// What comes broken once comes whole the next time.
#[tokio::test]
async fn what_is_broken_is_asked_for_again() {
    let kolada = Kolada::start().await;
    let client = client(&kolada, QUICK);
    let whole = client.ask(&values()).await.unwrap();
    for fault in [
        Fault::SamePage,
        Fault::Slow(Duration::from_millis(2500)),
        Fault::Cut,
        Fault::Half,
        Fault::Page,
        Fault::NotANumber,
        Fault::Gender,
        Fault::Stranger,
        Fault::TwoValues,
        Fault::Status(500, None),
        Fault::Status(502, None),
        Fault::Status(503, Some("0")),
        Fault::Status(429, Some("0")),
        Fault::Status(429, Some("Wed, 21 Oct 2015 07:28:00 GMT")),
        Fault::Status(429, None),
    ] {
        let place = if fault == Fault::SamePage { "page=2" } else { "/data/" };
        kolada.spoil(place, fault.clone(), 1);
        let before = kolada.count("/v3/");
        assert_eq!(client.ask(&values()).await.unwrap(), whole, "{fault:?}");
        assert!(kolada.count("/v3/") > before + whole.len(), "{fault:?} was not asked for again");
    }
    // These are no faults to us.
    kolada.spoil("/data/", Fault::Charset, 1);
    assert_eq!(client.ask(&values()).await.unwrap(), whole);
    kolada.spoil("/data/", Fault::Loose, 9);
    assert_eq!(client.ask(&values()).await.unwrap().len(), whole.len());
    kolada.spoil("/kpi", Fault::Loose, 1);
    kolada.spoil("/kpi", Fault::Charset, 1);
    for _ in 0..2 {
        let kpis = client.ask(&Ask::Kpis).await.unwrap();
        assert!(String::from_utf8(kpis[0].clone()).unwrap().contains("Åtgärder"));
    }
}

/// What stays broken is given up with the reason.
#[tokio::test]
async fn what_stays_broken_is_told() {
    let kolada = Kolada::start().await;
    let client = client(&kolada, QUICK);
    for (fault, times, why) in [
        (Fault::Page, 3, "expected value"),
        (Fault::Half, 3, "stand on this page"),
        (Fault::Status(500, None), 3, "500"),
        (Fault::Circle, 2, "circle"),
        (Fault::Elsewhere, 1, "its next page is elsewhere"),
        (Fault::Status(422, None), 1, "spoilt"),
        (Fault::Status(404, None), 1, "404"),
        (Fault::Status(410, None), 1, "no longer served"),
        (Fault::Status(302, None), 1, "302"),
    ] {
        kolada.spoil("/data/", fault.clone(), times);
        let before = kolada.count("/v3/");
        let error = client.ask(&values()).await.err().unwrap();
        assert!(matches!(error, Error::Unavailable(_)), "{error}");
        assert!(error.to_string().contains(why), "{fault:?}: {error}");
        assert_eq!(kolada.count("/v3/") - before, times as usize, "{fault:?}");
    }
    assert!(client.ask(&values()).await.is_ok(), "no fault is left");
}

#[tokio::test]
async fn nobody_is_asked_too_often() {
    let kolada = Kolada::start().await;
    kolada.state().page = 10;
    let every = Duration::from_millis(40);
    let client = client(&kolada, Manner { every, ..QUICK });
    let ask = values();
    let (one, other) = tokio::join!(client.ask(&Ask::Areas), client.ask(&ask));
    assert!(one.is_ok() && other.is_ok());
    let asked: Vec<Instant> = kolada.state().asked.iter().map(|(at, _)| *at).collect();
    assert!(asked.len() >= 11);
    let took = asked[asked.len() - 1] - asked[0];
    assert!(took >= every * (asked.len() as u32 - 2), "{took:?} for {} requests", asked.len());
    // Who is told to wait waits, with all that is open.
    kolada.spoil("/kpi", Fault::Status(429, Some("1")), 1);
    let began = Instant::now();
    client.ask(&Ask::Kpis).await.unwrap();
    assert!(began.elapsed() >= QUICK.told.1, "no longer than the longest, no shorter");
    assert!(Manner::default().every >= Duration::from_millis(200), "five a second are the most");
}

#[test]
fn only_a_safe_address_is_asked() {
    for bad in
        ["", "kolada.se", "http://api.kolada.se/v3/", "ftp://api.kolada.se/", "file:///etc/passwd"]
    {
        assert!(address(bad).is_err(), "{bad}");
    }
    for (given, used) in [
        ("https://api.kolada.se/v3", "https://api.kolada.se/v3/"),
        ("https://api.kolada.se/v3/?x=1#y", "https://api.kolada.se/v3/"),
        ("http://127.0.0.1:8000/v3/", "http://127.0.0.1:8000/v3/"),
        ("http://[::1]:8000/v3/", "http://[::1]:8000/v3/"),
    ] {
        assert_eq!(address(given).unwrap().as_str(), used);
    }
}
