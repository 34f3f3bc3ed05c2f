//! A preview of a portal that a test made, and a client that sends what it is told to.
//!
//! ```ignore
//! let preview = Preview::of(&portal);
//! assert_eq!(preview.get("datasets/").status, 200);
//! ```

#![allow(dead_code, clippy::unwrap_used)] // Shared by tests that each use a part; helpers of tests fail as tests do.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::portal::Portal;

/// How long anything may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server under test; ends with the test.
pub(crate) struct Preview {
    child: Child,
    /// `127.0.0.1:PORT`
    pub(crate) host: String,
    /// The path that the site lives under, with a slash at both ends.
    pub(crate) base: String,
    said: Arc<Mutex<String>>,
}

/// A response.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Preview {
    /// Writes the portal and serves it.
    pub(crate) fn of(portal: &Portal) -> Self {
        Self::with(portal, &[])
    }

    /// The same with more arguments.
    pub(crate) fn with(portal: &Portal, arguments: &[&str]) -> Self {
        portal.write();
        Self::start(portal.path(), arguments)
    }

    /// Serves the site in a folder.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_etalage"))
            .current_dir(folder)
            .args(["serve", "--port", "0"])
            .args(arguments)
            .env_remove("SOURCE_DATE_EPOCH")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (lines, heard) = (BufReader::new(child.stderr.take().unwrap()).lines(), Arc::clone(&said));
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut heard = heard.lock().unwrap();
                heard.push_str(&line);
                heard.push('\n');
            }
        });
        let Some(address) = first.trim_end().strip_prefix("http://") else {
            std::thread::sleep(Duration::from_millis(200));
            panic!("no address: {first:?} {}", said.lock().unwrap());
        };
        let (host, base) = address.split_at(address.find('/').unwrap());
        Self { child, host: host.to_owned(), base: base.to_owned(), said }
    }

    /// What was said on the standard error so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// A connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// The response to bytes, up to the connection's end.
    pub(crate) fn send(&self, request: &[u8]) -> Response {
        let mut stream = self.connect();
        // A server that refuses may not read all.
        let _ = stream.write_all(request);
        Response::read(&mut stream)
    }

    /// The response to a method, a target and headers.
    pub(crate) fn ask(&self, method: &str, target: &str, headers: &[&str]) -> Response {
        let mut request = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|header| header.starts_with("Host:")) {
            let _ = write!(request, "Host: {}\r\n", self.host);
        }
        for header in headers {
            let _ = write!(request, "{header}\r\n");
        }
        request.push_str("\r\n");
        self.send(request.as_bytes())
    }

    /// What is at an address of the site, relative to its root.
    pub(crate) fn get(&self, address: &str) -> Response {
        self.ask("GET", &format!("{}{address}", self.base), &[])
    }

    /// The text at an address.
    pub(crate) fn page(&self, address: &str) -> String {
        self.get(address).text()
    }

    /// Asks for an address again and again, until its text is as wanted.
    pub(crate) fn until(&self, address: &str, wanted: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let text = self.page(address);
            if wanted(&text) {
                return text;
            }
            assert!(begun.elapsed() < PATIENCE, "never came: {}\n{}", self.said(), text);
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the terminal says something.
    pub(crate) fn until_said(&self, wanted: &str) {
        let begun = Instant::now();
        while !self.said().contains(wanted) {
            assert!(begun.elapsed() < PATIENCE, "never said {wanted:?}: {}", self.said());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Response {
    fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head, body: bytes.split_off((end + 4).min(bytes.len())) }
    }

    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body without the one element that the preview adds.
    pub(crate) fn built(&self) -> Vec<u8> {
        let text = self.text();
        let Some(start) = text.rfind("<script src=\"/__etalage/") else { return self.body.clone() };
        let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
        format!("{}{}", &text[..start], &text[end..]).into_bytes()
    }
}

/// Writes a file as an editor does: beside it, then in its place.
pub(crate) fn save_by_renaming(path: &Path, text: &str) {
    let beside = path.with_extension("new~");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}
