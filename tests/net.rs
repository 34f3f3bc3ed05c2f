//! The HTTP client, against servers that are slow, broken or hostile.
#![allow(clippy::unwrap_used)]

mod server;

use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use etalage::net::{
    Client, Downloaded, Manners, NetError, Redirects, Refusal, Request, Unusable, Validators,
};
use flate2::Compression;
use flate2::write::GzEncoder;
use server::{Reply, Server};
use url::Url;

const LIMIT: u64 = 1024 * 1024;
const MEGABYTE: usize = 1024 * 1024;

fn manners() -> Manners {
    Manners {
        per_second: 1000.0,
        timeout: Duration::from_secs(1),
        attempts: 4,
        allow_private: true,
        ..Manners::default()
    }
}

fn get(client: &Client, url: Url) -> Result<Vec<u8>, NetError> {
    client.get(&Request::json(url, LIMIT), |answer| Ok(answer.body))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn it_names_itself_and_unpacks() {
    let server = Server::start(|request| {
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
        Reply::new(200, "application/json", gzip(b"{\"a\": 1}")).with("Content-Encoding", "gzip")
    });
    let client =
        Client::new(Manners { user_agent: "etalage/1 (https://ville.example)".to_owned(), ..manners() });
    assert_eq!(get(&client, server.at("x")).unwrap(), b"{\"a\": 1}");
    assert_eq!(server.requests()[0].header("user-agent"), Some("etalage/1 (https://ville.example)"));
    let tally = client.tally();
    assert_eq!((tally.requests, tally.retries), (1, 0));
    assert_eq!(tally.bytes, gzip(b"{\"a\": 1}").len() as u64);
}

#[test]
fn what_may_pass_is_tried_again() {
    type Fault = fn() -> Reply;
    let faults: [(&str, Fault); 6] = [
        ("429", || Reply::json("{\"message\": \"Too many requests\"}").with("X", "x")),
        ("502", || Reply::html(502)),
        ("cut", || Reply::cut(vec![b' '; 1000])),
        ("html", || Reply::html(200)),
        ("hang", || Reply::raw(|_| std::thread::sleep(Duration::from_secs(3)))),
        ("closed", || Reply::raw(|_| ())),
    ];
    for (name, fault) in faults {
        let server = Server::start(move |request| match (request.number, name) {
            (0, "429") => Reply { status: 429, ..fault() },
            (0, _) => fault(),
            _ => Reply::json("[]"),
        });
        let client = Client::new(manners());
        let body = client.get(&Request::json(server.at("x"), LIMIT), |answer| {
            if answer.media_type == "text/html" {
                Err(Unusable("not JSON".to_owned()))
            } else {
                Ok(answer.body)
            }
        });
        assert_eq!(body.unwrap(), b"[]", "{name}");
        assert_eq!(client.tally().retries, 1, "{name}");
    }
}

#[test]
fn what_stays_wrong_is_told() {
    let server = Server::start(|request| match request.path.as_str() {
        "/gone" => Reply { status: 410, ..Reply::json("{\"message\": \"Dataset has been deleted\"}") },
        _ => Reply::html(502),
    });
    let client = Client::new(manners());
    let gone = get(&client, server.at("gone")).unwrap_err();
    assert_eq!(gone.status(), Some(410));
    assert!(gone.to_string().ends_with("answered 410 (Dataset has been deleted)"), "{gone}");
    assert_eq!(client.tally().requests, 1);
    let broken = get(&client, server.at("broken")).unwrap_err();
    assert!(broken.to_string().ends_with("answered 502 (tried 4 times)"), "{broken}");
    assert!(broken.is_overload());
}

#[test]
fn retry_after_is_obeyed_within_reason() {
    let server = Server::start(|request| match (request.path.as_str(), request.number) {
        ("/patient", 0) => Reply { status: 429, ..Reply::json("{}") }.with("Retry-After", "1"),
        ("/endless", _) => Reply { status: 503, ..Reply::json("{}") }.with("Retry-After", "86400"),
        _ => Reply::json("[]"),
    });
    let client = Client::new(manners());
    let start = Instant::now();
    get(&client, server.at("patient")).unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    let error = get(&client, server.at("endless")).unwrap_err();
    assert!(matches!(error, NetError::RetryLater { seconds: 86400, .. }), "{error}");
}

#[test]
fn nothing_private_is_connected_to() {
    let touched = std::sync::Arc::new(AtomicUsize::new(0));
    let counter = touched.clone();
    let server = Server::start(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        Reply::json("[]")
    });
    let client = Client::new(Manners { allow_private: false, ..manners() });
    let port = server.url.port().unwrap();
    for host in ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0"] {
        let url = Url::parse(&format!("http://{host}:{port}/")).unwrap();
        let error = get(&client, url).unwrap_err();
        assert!(matches!(error, NetError::PrivateAddress { .. }), "{host}: {error}");
    }
    assert_eq!(touched.load(Ordering::SeqCst), 0);
}

#[test]
fn redirects_stay_where_they_may_lead() {
    let other = Server::start(|_| Reply::json("[\"other\"]"));
    let elsewhere = other.at("secret").to_string();
    let server = Server::start(move |request| match request.path.as_str() {
        "/slug" => Reply::redirect("/id"),
        "/file" => Reply::redirect("file:///etc/passwd"),
        "/gopher" => Reply::redirect("gopher://127.0.0.1/"),
        "/other" => Reply::redirect(&elsewhere),
        "/loop" => Reply::redirect("/loop"),
        "/nowhere" => Reply { status: 302, ..Reply::json("") },
        _ => Reply::json("[]"),
    });
    let client = Client::new(manners());
    assert_eq!(get(&client, server.at("slug")).unwrap(), b"[]");
    for (path, expected) in [
        ("file", Refusal::Scheme),
        ("gopher", Refusal::Scheme),
        ("other", Refusal::OtherHost),
        ("loop", Refusal::Endless),
    ] {
        match get(&client, server.at(path)).unwrap_err() {
            NetError::Redirect { refusal, .. } => assert_eq!(refusal, expected, "{path}"),
            error => panic!("{path}: {error}"),
        }
    }
    let hosts = ["static.example".to_owned()];
    let request = Request { redirects: Redirects::Hosts(&hosts), ..Request::json(server.at("other"), LIMIT) };
    match client.get(&request, |_| Ok(())).unwrap_err() {
        NetError::Redirect { refusal, .. } => assert_eq!(refusal, Refusal::UnlistedHost),
        error => panic!("{error}"),
    }
    assert!(get(&client, server.at("nowhere")).unwrap_err().to_string().contains("does not say where to"));
    assert!(other.requests().is_empty());
}

#[test]
fn bodies_are_bounded() {
    let bomb = gzip(&vec![0; 64 * MEGABYTE]);
    assert!(bomb.len() < MEGABYTE);
    let server = Server::start(move |request| match request.path.as_str() {
        "/bomb" => Reply::new(200, "application/json", bomb.clone()).with("Content-Encoding", "gzip"),
        "/announced" => Reply::raw(|stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n");
            std::thread::sleep(Duration::from_secs(5));
        }),
        "/endless" => Reply::raw(|stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            let spaces = vec![b' '; 65536];
            while stream.write_all(&spaces).is_ok() {}
        }),
        "/headers" => Reply::raw(|stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
            while stream.write_all(format!("X: {}\r\n", "y".repeat(1000)).as_bytes()).is_ok() {}
        }),
        _ => Reply::raw(|stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while stream.write_all(b" ").is_ok() {
                std::thread::sleep(Duration::from_millis(100));
            }
        }),
    });
    let client = Client::new(Manners { attempts: 1, timeout: Duration::from_millis(500), ..manners() });
    let start = Instant::now();
    for path in ["bomb", "announced", "endless"] {
        let error = get(&client, server.at(path)).unwrap_err();
        assert!(matches!(error.cause(), NetError::TooLarge { limit: LIMIT, .. }), "{path}: {error}");
    }
    assert!(matches!(get(&client, server.at("headers")).unwrap_err(), NetError::Cut { .. }));
    let error = get(&client, server.at("drip")).unwrap_err();
    assert!(matches!(error, NetError::Timeout { .. }), "{error}");
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_key_goes_to_its_own_origin_only_and_is_never_shown() {
    let other = Server::start(|_| Reply::json("[]"));
    let server = Server::start(|_| Reply::json("[]"));
    let manners = Manners { key: Some((server.url.clone(), "s3cret".to_owned())), ..manners() };
    assert!(!format!("{manners:?}").contains("s3cret"));
    let client = Client::new(manners);
    assert!(!format!("{client:?}").contains("s3cret"));
    get(&client, server.at("a")).unwrap();
    get(&client, other.at("a")).unwrap();
    assert_eq!(server.requests()[0].header("x-api-key"), Some("s3cret"));
    assert_eq!(other.requests()[0].header("x-api-key"), None);
}

#[test]
fn an_unreachable_host_is_told_at_once() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let start = Instant::now();
    let client = Client::new(Manners { attempts: 10, ..manners() });
    let error = get(&client, Url::parse(&closed).unwrap()).unwrap_err();
    assert!(matches!(error.cause(), NetError::Unreachable { .. }), "{error}");
    let error = get(&client, Url::parse("http://nobody.invalid/").unwrap()).unwrap_err();
    assert!(matches!(error.cause(), NetError::UnknownHost { .. }), "{error}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_download_goes_on_where_it_broke_off() {
    let content: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let file = content.clone();
    let server = Server::start(move |request| {
        if request.header("if-none-match") == Some("\"v1\"") {
            return Reply::new(304, "text/csv", "");
        }
        let start = request.header("range").map_or(0, |range| {
            assert_eq!(request.header("if-range"), Some("\"v1\""));
            range.trim_start_matches("bytes=").trim_end_matches('-').parse::<usize>().unwrap()
        });
        let rest = file[start..].to_vec();
        let whole = file.len();
        Reply::raw(move |stream| {
            let status = if start > 0 { "206 Partial Content" } else { "200 OK" };
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\nETag: \"v1\"\r\nContent-Length: {}\r\nContent-Range: bytes {start}-{}/{whole}\r\n\r\n",
                rest.len(),
                whole - 1
            );
            let _ = stream.write_all(&rest[..rest.len().min(500_000)]);
        })
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.csv");
    let client = Client::new(manners());
    let request = Request::json(server.at("export.csv"), 10 * LIMIT);
    let mut last = 0;
    let done = client.download(&request, &path, &|_| Ok(()), &mut |length, whole| {
        assert_eq!(whole, Some(1_200_000));
        last = length;
    });
    let Downloaded::File { validators, length, .. } = done.unwrap() else { panic!() };
    assert_eq!((length, last), (1_200_000, 1_200_000));
    let mut written = Vec::new();
    std::fs::File::open(&path).unwrap().read_to_end(&mut written).unwrap();
    assert!(written == content);
    assert_eq!(server.requests().len(), 3);
    let mut again = Request::json(server.at("export.csv"), 10 * LIMIT);
    again.newer_than(&validators);
    assert_eq!(client.download(&again, &path, &|_| Ok(()), &mut |_, _| ()).unwrap(), Downloaded::Unchanged);
    assert_eq!(validators, Validators { etag: Some("\"v1\"".to_owned()), last_modified: None });
}

#[test]
fn a_download_that_begins_wrong_is_not_gone_on_with() {
    let server = Server::start(|request| match request.number {
        0 => Reply::html(200),
        _ => Reply::new(200, "text/csv", "\"id\";\"title\"\r\n"),
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.csv");
    let head = |bytes: &[u8]| {
        if bytes.starts_with(b"<") { Err(Unusable("this is HTML".to_owned())) } else { Ok(()) }
    };
    let request = Request::json(server.at("x"), LIMIT);
    Client::new(manners()).download(&request, &path, &head, &mut |_, _| ()).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"\"id\";\"title\"\r\n");
}
