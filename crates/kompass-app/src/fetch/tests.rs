//! Fetching against servers of its own that lie, stall and lead astray.

use super::*;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const LIMITS: Limits = Limits { bytes: 10_000, time: Duration::from_secs(2) };

/// A server on `127.0.0.x` that gives each connection to a function.
struct Server {
    port: u16,
    asked: Arc<AtomicUsize>,
}

impl Server {
    async fn start<F>(
        host: &str,
        answer: impl Fn(TcpStream, String) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = asked.clone();
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                count.fetch_add(1, Ordering::SeqCst);
                let mut head = vec![0; 4096];
                let length = stream.read(&mut head).await.unwrap_or(0);
                let head = String::from_utf8_lossy(&head[..length]).into_owned();
                tokio::spawn(answer(stream, head));
            }
        });
        Self { port, asked }
    }

    /// Answers everything with the same bytes.
    async fn saying(answer: &'static str) -> Self {
        Self::start("127.0.0.1", move |mut stream, _| async move {
            let _ = stream.write_all(answer.as_bytes()).await;
        })
        .await
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Names with a list of answers each: the first question gets the first, every later one the next, the last for ever.
#[derive(Default)]
struct Names {
    answers: HashMap<&'static str, Vec<Vec<IpAddr>>>,
    asked: Mutex<Vec<String>>,
}

impl Names {
    fn of(answers: &[(&'static str, &[&[&str]])]) -> Arc<Self> {
        let parse = |list: &[&[&str]]| {
            let each = |one: &&[&str]| one.iter().map(|ip| ip.parse().unwrap()).collect();
            list.iter().map(each).collect::<Vec<_>>()
        };
        let answers = answers.iter().map(|(name, list)| (*name, parse(list))).collect();
        Arc::new(Self { answers, asked: Mutex::default() })
    }
}

/// `reqwest` takes the resolver by `Arc`, the test keeps another to look into.
struct Shared(Arc<Names>);

impl Resolve for Shared {
    fn resolve(&self, name: Name) -> Resolving {
        let mut asked = self.0.asked.lock().unwrap();
        let before = asked.iter().filter(|other| *other == name.as_str()).count();
        asked.push(name.as_str().to_owned());
        let found = self.0.answers.get(name.as_str()).map(|list| {
            let answer = list.get(before).or(list.last()).cloned().unwrap_or_default();
            answer.into_iter().map(|ip| SocketAddr::new(ip, 0)).collect::<Vec<_>>()
        });
        Box::pin(async move {
            let found = found.ok_or("no such name")?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

fn local(names: &Arc<Names>) -> Fetcher {
    Fetcher::new(Arc::new(Shared(names.clone())), Reach::Loopback).unwrap()
}

fn public_only(names: &Arc<Names>) -> Fetcher {
    Fetcher::new(Arc::new(Shared(names.clone())), Reach::Public).unwrap()
}

fn code<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result {
        Err(Error::Invalid(problems)) => problems[0].code.clone(),
        other => panic!("a problem with a code was expected, not {other:?}"),
    }
}

#[tokio::test]
async fn a_page_comes_with_its_type_and_where_it_was_found() {
    let server = Server::start("127.0.0.1", |mut stream, head| async move {
        assert!(!head.to_lowercase().contains("cookie"), "{head}");
        assert!(head.to_lowercase().contains("accept-encoding: identity"), "{head}");
        let answer = if head.starts_with("GET /old") {
            "HTTP/1.1 301 Moved\r\nLocation: /new\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"
        } else {
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 5\r\n\r\nhello"
        };
        let _ = stream.write_all(answer.as_bytes()).await;
    })
    .await;
    let fetched = local(&Names::of(&[])).get(&server.url("old"), LIMITS).await.unwrap();
    assert_eq!(fetched.bytes, b"hello");
    assert_eq!(fetched.media_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(fetched.final_address.as_str(), server.url("new"));
}

#[tokio::test]
async fn what_is_no_address_of_the_web_is_refused() {
    let fetcher = public_only(&Names::of(&[]));
    let long = format!("https://example.org/{}", "a".repeat(LONGEST_ADDRESS));
    for address in [
        "",
        "example.org",
        "//example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "data:text/plain,a",
        "javascript:alert(1)",
        "https://",
        "https://user@example.org/",
        "https://:secret@example.org/",
        "https://example.org:22/",
        "http://example.org:8080/",
        "https://example.org:0/",
        "http://[fe80::1%25eth0]/",
        "http://1.2.3.4.5/",
        "http://exa mple.org/",
        &long,
    ] {
        assert_eq!(code(fetcher.get(address, LIMITS).await), "N01", "{address}");
    }
}

#[tokio::test]
async fn numbers_of_the_inside_are_refused_however_written() {
    let names = Names::of(&[]);
    let fetcher = public_only(&names);
    for address in [
        "http://127.0.0.1/",
        "http://127.0.0.1./",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://017700000001/",
        "http://0177.0.0.01/",
        "http://0/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2852039166/",
        "http://\u{ff11}27.0.0.1/",
        "http://127\u{3002}0\u{3002}0\u{3002}1/",
        "http://%31%32%37.0.0.1/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
    ] {
        assert_eq!(code(fetcher.get(address, LIMITS).await), "N02", "{address}");
    }
    assert!(names.asked.lock().unwrap().is_empty(), "a number is never asked for as a name");
}

#[tokio::test]
async fn a_name_of_the_inside_and_an_unknown_name_get_the_same_answer() {
    let fetcher = public_only(&Names::of(&[
        ("inside.example", &[&["10.0.0.5"]]),
        ("half.example", &[&["1.1.1.1", "192.168.0.1"]]),
        ("six.example", &[&["fd00::1"]]),
        ("nothing.example", &[&[]]),
    ]));
    let mut answers = Vec::new();
    for name in ["inside", "half", "six", "nothing", "unknown"] {
        let error = fetcher.get(&format!("http://{name}.example/"), LIMITS).await.unwrap_err();
        answers.push(error.to_string());
    }
    assert!(answers[0].contains("N02"), "{answers:?}");
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert!(!answers[0].contains("10.0"), "{answers:?}");
}

#[tokio::test]
async fn only_the_checked_answer_of_a_name_is_connected_to() {
    const SAYING: &str = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst";
    let first = Server::saying(SAYING).await;
    let trap = TcpListener::bind(("127.0.0.2", first.port)).await.unwrap();
    let names = Names::of(&[("turn.example", &[&["127.0.0.1"], &["127.0.0.2"]])]);
    let url = format!("http://turn.example:{}/", first.port);
    let fetched = local(&names).get(&url, LIMITS).await.unwrap();
    assert_eq!(fetched.bytes, b"first");
    assert_eq!(*names.asked.lock().unwrap(), ["turn.example"], "a connection asks once");
    let knock = tokio::time::timeout(Duration::from_millis(50), trap.accept()).await;
    assert!(knock.is_err(), "the second answer was connected to");
}

#[tokio::test]
async fn a_name_is_checked_anew_for_every_redirect() {
    let server =
        Server::saying("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n").await;
    let names = Names::of(&[("turn.example", &[&["127.0.0.1"], &["10.0.0.1"]])]);
    let url = format!("http://turn.example:{}/", server.port);
    assert_eq!(code(local(&names).get(&url, LIMITS).await), "N02");
    assert_eq!(server.asked(), 1);
}

#[tokio::test]
async fn redirects_are_followed_five_times_and_never_to_the_inside() {
    let leading = |place: &'static str| {
        Server::start("127.0.0.1", move |mut stream, head| async move {
            let hop: usize =
                head.split(['/', ' ']).nth(2).and_then(|text| text.parse().ok()).unwrap_or(0);
            let place = place.replace("{next}", &(hop + 1).to_string());
            let answer = if head.starts_with("GET /5 ") {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".to_owned()
            } else {
                format!("HTTP/1.1 307 On\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n")
            };
            let _ = stream.write_all(answer.as_bytes()).await;
        })
    };
    let fetcher = local(&Names::of(&[("inside.example", &[&["192.168.1.1"]])]));
    let five = leading("/{next}").await;
    assert_eq!(fetcher.get(&five.url("0"), LIMITS).await.unwrap().bytes, b"ok");
    assert_eq!(five.asked(), 6);
    let six = leading("/0{next}").await; // never arrives at /5
    assert_eq!(code(fetcher.get(&six.url("00"), LIMITS).await), "N06");
    assert_eq!(six.asked(), 6);
    for (place, expected) in [
        ("http://10.0.0.1/", "N02"),
        ("http://inside.example/", "N02"),
        ("//169.254.169.254/latest/", "N02"),
        ("file:///etc/passwd", "N01"),
        ("http://user:secret@127.0.0.1/", "N01"),
        ("http://[", "N06"),
    ] {
        let server = leading(place).await;
        assert_eq!(code(fetcher.get(&server.url("0"), LIMITS).await), expected, "{place}");
    }
    let nowhere = Server::saying("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n").await;
    assert_eq!(code(fetcher.get(&nowhere.url(""), LIMITS).await), "N06");
}

#[test]
fn a_redirect_may_not_leave_https() {
    let (from, to) =
        (Url::parse("https://a.example/").unwrap(), Url::parse("http://a.example/").unwrap());
    assert_eq!(code(onward(&from, Some(to.as_str()))), "N06");
    assert_eq!(onward(&to, Some("https://b.example/")).unwrap().as_str(), "https://b.example/");
    assert_eq!(onward(&from, Some("/c")).unwrap().as_str(), "https://a.example/c");
}

#[tokio::test]
async fn an_answer_is_read_no_further_than_the_limit_whatever_it_says() {
    let fetcher = local(&Names::of(&[]));
    let says_much = Server::saying("HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n").await;
    assert_eq!(code(fetcher.get(&says_much.url(""), LIMITS).await), "N05");
    let endless = Server::start("127.0.0.1", |mut stream, _| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await;
        while stream.write_all(b"5\r\nabcde\r\n").await.is_ok() {}
    })
    .await;
    assert_eq!(code(fetcher.get(&endless.url(""), LIMITS).await), "N05");
    let unmeasured = Server::start("127.0.0.1", |mut stream, _| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
        while stream.write_all(b"abcde").await.is_ok() {}
    })
    .await;
    assert_eq!(code(fetcher.get(&unmeasured.url(""), LIMITS).await), "N05");
    let says_more = Server::saying("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort").await;
    assert_eq!(code(fetcher.get(&says_more.url(""), LIMITS).await), "N03");
    let says_less = Server::saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokxxxxxx").await;
    assert_eq!(fetcher.get(&says_less.url(""), LIMITS).await.unwrap().bytes, b"ok");
    let exactly = Limits { bytes: 2, ..LIMITS };
    assert_eq!(fetcher.get(&says_less.url(""), exactly).await.unwrap().bytes, b"ok");
    let endless_head = Server::start("127.0.0.1", |mut stream, _| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
        while stream.write_all(b"X-More: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").await.is_ok() {}
    })
    .await;
    assert_eq!(code(fetcher.get(&endless_head.url(""), LIMITS).await), "N03");
}

#[tokio::test]
async fn time_runs_out_for_all_of_it_together() {
    let fetcher = local(&Names::of(&[]));
    let limits = Limits { time: Duration::from_millis(200), ..LIMITS };
    let silent = Server::start("127.0.0.1", |stream, _| async move {
        tokio::time::sleep(Duration::from_secs(5)).await;
        drop(stream);
    })
    .await;
    assert_eq!(code(fetcher.get(&silent.url(""), limits).await), "N04");
    let dripping = Server::start("127.0.0.1", |mut stream, _| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").await;
        while stream.write_all(b"a").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    assert_eq!(code(fetcher.get(&dripping.url(""), limits).await), "N04");
    let circle = Server::start("127.0.0.1", |mut stream, _| async move {
        tokio::time::sleep(Duration::from_millis(70)).await;
        let _ = stream
            .write_all(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")
            .await;
    })
    .await;
    assert_eq!(code(fetcher.get(&circle.url(""), limits).await), "N04");
}

#[tokio::test]
async fn errors_of_the_server_compression_and_noise_are_told_apart() {
    let fetcher = local(&Names::of(&[]));
    let missing = Server::saying("HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\nsecret").await;
    let error = fetcher.get(&missing.url(""), LIMITS).await.unwrap_err().to_string();
    assert!(error.contains("N07") && !error.contains("secret"), "{error}");
    let gzip =
        Server::saying("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx")
            .await;
    assert_eq!(code(fetcher.get(&gzip.url(""), LIMITS).await), "N08");
    let noise = Server::saying("SSH-2.0-OpenSSH_9.6\r\n").await;
    assert_eq!(code(fetcher.get(&noise.url(""), LIMITS).await), "N03");
    let closed = Server::start("127.0.0.1", |stream, _| async move { drop(stream) }).await;
    assert_eq!(code(fetcher.get(&closed.url(""), LIMITS).await), "N03");
}

#[test]
fn the_crypto_is_said_as_often_as_one_likes() {
    install_crypto();
    install_crypto();
}
