//! The public socket: every connection comes in here, and is bounded before `tiny_http` hears of it.
//!
//! What `tiny_http` 0.12 does not bound, and what is done about it here:
//!
//! - It reads heads of any length, a byte at a time, for as long as a client likes. Here a head is at most
//!   [`head::LONGEST`] bytes and has [`HEAD_TIME`] to come; only then is it passed on, rewritten.
//! - It sets no timeout on its sockets and offers no way to. Here a client that sends nothing is let go after
//!   [`IDLE_TIME`], one that takes nothing after [`WRITE_TIME`].
//! - It spends a thread on each connection, however many there are, and queues pipelined requests without end. Here
//!   [`MOST`] connections are served at once, fewer where the system allows few open files, each with one request at a
//!   time.
//! - It stops accepting for good at the first error of `accept`, as when there are no file descriptors left. It
//!   never sees that error: it listens on a socket that only this gate connects to.
//! - It answers a stream only from a thread of its own or of ours. Open pages wait for changes here, in
//!   [`Hub`], where they hold a socket and no thread.
//!
//! What stays: for each open connection with a request it holds one idle thread of its own, and its worker writes
//! into the gate's socket; bodies that do not fit there are written by threads of their own (see `server`), so that
//! a slow reader holds up nobody.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::address::EVENTS;
use super::events::Hub;
use super::guard::Guard;
use super::head::{self, Head};
use super::inner::{Inner, InnerStream};
use super::refusal::Refusal;

/// How long a head may take from its first byte to its last.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a connection may wait between two requests.
const IDLE_TIME: Duration = Duration::from_secs(30);
/// How long a client may take nothing of a response.
const WRITE_TIME: Duration = Duration::from_secs(20);
/// Connections served at once.
const MOST: usize = 512;
/// A connection holds four file descriptors: its own, the gate's to `tiny_http`, and the two that it keeps of it.
const DESCRIPTORS: u64 = 4;
/// Descriptors left to all else.
const SPARE: u64 = 96;
/// Threads of connections do little.
const STACK: usize = 128 << 10;
/// Bytes passed on at once.
const PIECE: usize = 64 << 10;

/// Lets connections in.
pub(super) struct Gate {
    pub(super) inner: Inner,
    pub(super) hub: Arc<Hub>,
    pub(super) guard: Guard,
    places: Arc<Places>,
}

/// How many connections may still come in.
struct Places {
    free: AtomicUsize,
}

/// A connection's place among those served; given back when dropped.
pub(super) struct Place(Arc<Places>);

impl Places {
    fn take(self: &Arc<Self>) -> Option<Place> {
        let taken = self.free.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |free| free.checked_sub(1));
        taken.is_ok().then(|| Place(Arc::clone(self)))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.free.fetch_add(1, Ordering::Relaxed);
    }
}

impl Gate {
    pub(super) fn new(inner: Inner, hub: Arc<Hub>, guard: Guard) -> Self {
        let most = usize::try_from(descriptors().saturating_sub(SPARE) / DESCRIPTORS).unwrap_or(MOST);
        Self { inner, hub, guard, places: Arc::new(Places { free: AtomicUsize::new(most.clamp(16, MOST)) }) }
    }

    /// Serves what comes to `listener`, for ever.
    pub(super) fn run(self, listener: &TcpListener) {
        let gate = Arc::new(self);
        loop {
            // An error says that this connection went, or that there is no room for it now: others follow.
            let Ok((client, _)) = listener.accept() else {
                std::thread::sleep(Duration::from_millis(5));
                continue;
            };
            let Some(place) = gate.places.take() else {
                // Its buffer is empty: this waits for nobody.
                let _ = client.set_nonblocking(true);
                let _ = (&client).write_all(&Refusal::Busy.response());
                continue;
            };
            let gate = Arc::clone(&gate);
            let connection = std::thread::Builder::new().name("connection".to_owned()).stack_size(STACK);
            // Without a thread for it the connection is closed, and its place free again.
            let _ = connection.spawn(move || {
                // A connection that breaks concerns its client alone.
                let _ = gate.converse(client, place);
            });
        }
    }

    /// Answers one request after the other.
    fn converse(&self, client: TcpStream, place: Place) -> io::Result<()> {
        client.set_nodelay(true)?;
        client.set_write_timeout(Some(WRITE_TIME))?;
        let mut inner: Option<InnerStream> = None;
        let mut unread = Vec::new();
        loop {
            let request = match read_head(&client, &mut unread) {
                Ok(Some(bytes)) => Head::parse(&bytes),
                Ok(None) => return Ok(()),
                Err(refusal) => Err(refusal),
            };
            let request = match request {
                Ok(request) => request,
                Err(refusal) => return refuse(&client, refusal),
            };
            if request.path() == EVENTS {
                let is_known = request.header("host").is_some_and(|host| self.guard.allows(host));
                return match (is_known, &*request.method) {
                    (false, _) => refuse(&client, Refusal::Host),
                    (true, "GET") => self.hub.join(client, place),
                    (true, _) => refuse(&client, Refusal::Method),
                };
            }
            let stream = match &mut inner {
                Some(stream) => stream,
                None => inner.insert(self.inner.connect()?),
            };
            stream.write_all(&request.encode())?;
            if !relay(stream, &client, &request)? {
                return Ok(());
            }
        }
    }
}

/// Reads up to the end of a head; none when the client has gone, or has nothing more to ask.
fn read_head(mut client: &TcpStream, unread: &mut Vec<u8>) -> Result<Option<Vec<u8>>, Refusal> {
    let waiting_since = Instant::now();
    let mut begun = (!unread.is_empty()).then(Instant::now);
    let mut piece = [0; 2048];
    loop {
        // Empty lines before a request are allowed (RFC 9112, section 2.2).
        let blank = unread.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        unread.drain(..blank);
        if let Some(end) = find(unread, b"\r\n\r\n") {
            let rest = unread.split_off(end + 4);
            let mut bytes = std::mem::replace(unread, rest);
            bytes.truncate(end + 2);
            return Ok(Some(bytes));
        }
        if find(unread, b"\n\n").is_some() {
            return Err(Refusal::Bad("lines end with CR and LF"));
        }
        if unread.len() > head::LONGEST {
            return Err(Refusal::LongHead);
        }
        let (since, most) = begun.map_or((waiting_since, IDLE_TIME), |begun| (begun, HEAD_TIME));
        let left = most.saturating_sub(since.elapsed());
        if left.is_zero() || client.set_read_timeout(Some(left)).is_err() {
            return if begun.is_some() { Err(Refusal::Slow) } else { Ok(None) };
        }
        match client.read(&mut piece) {
            Ok(0) => return Ok(None),
            Ok(count) => {
                begun.get_or_insert_with(Instant::now);
                unread.extend_from_slice(&piece[..count]);
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Ok(None),
        }
    }
}

/// Refuses, and reads on for a moment: a socket closed on unread bytes takes the answer with it.
fn refuse(mut client: &TcpStream, refusal: Refusal) -> io::Result<()> {
    const MOST_READ: usize = 4 << 20;
    client.write_all(&refusal.response())?;
    client.shutdown(Shutdown::Write)?;
    let until = Instant::now() + Duration::from_secs(1);
    let mut piece = vec![0; PIECE];
    let mut read = 0;
    while read < MOST_READ {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        client.set_read_timeout(Some(left))?;
        match client.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(count) => read += count,
        }
    }
    Ok(())
}

/// Passes one response on. Gives whether the connection may go on.
fn relay(inner: &mut InnerStream, mut client: &TcpStream, request: &Head) -> io::Result<bool> {
    let cut = || io::Error::from(ErrorKind::UnexpectedEof);
    let mut piece = vec![0; PIECE];
    let mut held = Vec::new();
    let end = loop {
        if let Some(end) = find(&held, b"\r\n\r\n") {
            break end + 4;
        }
        match inner.read(&mut piece)? {
            0 => return Err(cut()),
            count => held.extend_from_slice(&piece[..count]),
        }
    };
    let response = Response::parse(&held[..end]);
    let keeps_alive = request.keeps_alive && response.keeps_alive;
    let body = held.split_off(end);
    if !keeps_alive {
        held.truncate(end - 2);
        held.extend_from_slice(b"Connection: close\r\n\r\n");
    }
    held.extend_from_slice(&body);
    client.write_all(&held)?;
    if request.method == "HEAD" || matches!(response.status, 100..=199 | 204 | 304) {
        return Ok(keeps_alive);
    }
    if let Some(length) = response.length {
        let mut left = length.saturating_sub(body.len() as u64);
        while left > 0 {
            match inner.read(&mut piece)? {
                0 => return Err(cut()),
                count => {
                    client.write_all(&piece[..count])?;
                    left = left.saturating_sub(count as u64);
                }
            }
        }
        return Ok(keeps_alive);
    }
    // In chunks of its own making: the last one is empty (RFC 9112, section 7.1).
    let mut last = body;
    while !last.ends_with(b"\r\n0\r\n\r\n") && last != b"0\r\n\r\n" {
        match inner.read(&mut piece)? {
            0 => return Err(cut()),
            count => {
                client.write_all(&piece[..count])?;
                let kept = last.len().saturating_sub(7);
                last.drain(..kept);
                last.extend_from_slice(&piece[..count]);
            }
        }
    }
    Ok(keeps_alive)
}

/// What of a response says where it ends.
#[derive(Debug, PartialEq, Eq)]
struct Response {
    status: u16,
    /// None when it comes in chunks.
    length: Option<u64>,
    keeps_alive: bool,
}

impl Response {
    /// Parses what `tiny_http` wrote.
    fn parse(head: &[u8]) -> Self {
        let text = String::from_utf8_lossy(head);
        let status = text.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(502);
        let header = |wanted: &str| {
            text.lines().skip(1).find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
            })
        };
        Self {
            status,
            length: header("content-length").and_then(|length| length.parse().ok()),
            keeps_alive: header("connection").is_none_or(|wish| !wish.eq_ignore_ascii_case("close")),
        }
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
}

/// How many files this process may open, after asking for as many as it may ask for.
#[cfg(target_os = "linux")]
fn descriptors() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.unwrap_or(u64::MAX).min(8192);
    if limit.current.is_some_and(|current| current < wanted) {
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limit.maximum });
    }
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// How many files this process may open: what systems allow at least.
#[cfg(not(target_os = "linux"))]
const fn descriptors() -> u64 {
    1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_given_back() {
        let places = Arc::new(Places { free: AtomicUsize::new(1) });
        let place = places.take();
        assert!(place.is_some() && places.take().is_none());
        drop(place);
        assert!(places.take().is_some());
    }

    #[test]
    fn the_end_of_a_response_is_known() {
        let response = Response::parse(b"HTTP/1.1 206 Partial\r\nServer: x\r\ncontent-length: 12\r\n\r\n");
        assert_eq!(response, Response { status: 206, length: Some(12), keeps_alive: true });
        let chunked =
            Response::parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        assert_eq!(chunked, Response { status: 200, length: None, keeps_alive: false });
    }
}
