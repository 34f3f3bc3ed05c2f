//! A small HTTP server for tests, on the loopback interface, that answers well or as badly as a test wants.
#![allow(dead_code, clippy::unwrap_used, unreachable_pub)]

pub mod udata;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use url::Url;

/// A request, as it came.
#[derive(Debug, Clone)]
pub struct Received {
    /// The path, still percent-encoded.
    pub path: String,
    /// The query's pairs, decoded; of two with the same name, the last.
    pub query: BTreeMap<String, String>,
    /// The headers, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// How many requests had come before.
    pub number: usize,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    pub fn number_of(&self, name: &str, default: usize) -> usize {
        self.query.get(name).map_or(default, |value| value.parse().unwrap())
    }
}

/// What the server does with a connection's raw stream.
pub type Raw = Box<dyn FnOnce(&mut TcpStream) + Send>;

/// An answer.
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Takes the whole connection over instead.
    pub raw: Option<Raw>,
}

impl Reply {
    pub fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), media_type.to_owned())];
        Self { status, headers, body: body.into(), raw: None }
    }

    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "application/json", body)
    }

    pub fn html(status: u16) -> Self {
        Self::new(status, "text/html", "<!doctype html><title>Maintenance</title>")
    }

    pub fn redirect(to: &str) -> Self {
        Self::new(302, "text/plain", "").with("Location", to)
    }

    pub fn raw(raw: impl FnOnce(&mut TcpStream) + Send + 'static) -> Self {
        Self { raw: Some(Box::new(raw)), ..Self::new(200, "", "") }
    }

    /// Announces the whole body, sends half and closes.
    pub fn cut(body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self::raw(move |stream| {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(&body[..body.len() / 2]);
        })
    }

    /// Never answers.
    pub fn hang() -> Self {
        Self::raw(|_| std::thread::sleep(Duration::from_secs(3600)))
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The server; its threads end with the test's process.
pub struct Server {
    pub url: Url,
    log: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Starts one that answers as `handler` says.
    pub fn start(handler: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_at("127.0.0.1:0", handler)
    }

    /// Starts one at this address, for pages that show it.
    pub fn start_at(address: &str, handler: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(address).unwrap_or_else(|error| panic!("{address}: {error}"));
        let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let log = Arc::new(Mutex::new(Vec::new()));
        let (kept, handler) = (Arc::clone(&log), Arc::new(handler));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, handler) = (Arc::clone(&kept), Arc::clone(&handler));
                std::thread::spawn(move || serve(stream, &log, &*handler));
            }
        });
        Self { url, log }
    }

    /// An address on the server.
    pub fn at(&self, path: &str) -> Url {
        self.url.join(path).unwrap()
    }

    /// All requests that came.
    pub fn requests(&self) -> Vec<Received> {
        self.log.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<Received>>, handler: &dyn Fn(&Received) -> Reply) {
    stream.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while let Some(mut request) = receive(&mut reader) {
        {
            let mut log = log.lock().unwrap();
            request.number = log.len();
            log.push(request.clone());
        }
        let reply = handler(&request);
        if let Some(raw) = reply.raw {
            raw(&mut stream);
            return;
        }
        let mut head = format!("HTTP/1.1 {} X\r\nContent-Length: {}\r\n", reply.status, reply.body.len());
        for (name, value) in &reply.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.push_str("\r\n");
        if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&reply.body)).is_err() {
            return;
        }
    }
}

fn receive(reader: &mut impl BufRead) -> Option<Received> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let target = line.split(' ').nth(1)?.to_owned();
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(':') {
            Some((name, value)) => headers.insert(name.to_ascii_lowercase(), value.trim().to_owned()),
            None => break,
        };
    }
    let url = Url::parse("http://server/").unwrap().join(&target).ok()?;
    let query = url.query_pairs().into_owned().collect();
    Some(Received { path: url.path().to_owned(), query, headers, number: 0 })
}
