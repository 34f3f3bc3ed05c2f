//! The public socket: every connection comes in here, and is bounded before `tiny_http` hears of it.
//!
//! What `tiny_http` 0.12 does not bound, and what is done about it here:
//!
//! - It reads heads of any length, a byte at a time, for as long as a client likes. Here a head is at most
//!   [`head::LONGEST`] bytes and has [`HEAD_TIME`] to come; only then is it passed on, rewritten.
//! - It sets no timeout on its sockets and offers no way to. Here a client that sends nothing is let go after
//!   [`IDLE_TIME`], one that takes nothing after [`WRITE_TIME`].
//! - It spends a thread on each connection, however many there are, leaves some of those that come at once waiting for
//!   the end of others, and queues pipelined requests without end. Here [`MOST`] connections are let in at once, fewer
//!   where the system allows few open files, each with one request at a time, and `tiny_http` sees a fixed few
//!   (see [`super::inner`]).
//! - It stops accepting for good at the first error of `accept`, as when there are no file descriptors left. It
//!   never sees that error: it listens on a socket that only this gate connects to.
//! - It answers a stream only from a thread of its own or of ours. Open pages wait for changes here, in
//!   [`Hub`], where they hold a socket and no thread.
//!
//! - Its workers write into sockets that may be slow to take it. Here a response is taken whole, at once, before it is
//!   passed on at the client's pace; one that is too long to be held has a connection of its own.

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
/// File descriptors left to all else than connections.
const SPARE: u64 = 192;
/// How long an answer may take before another request is let in beside it.
const PROMPT: Duration = Duration::from_millis(250);
/// Threads of connections do little.
const STACK: usize = 128 << 10;
/// Bytes passed on at once.
const PIECE: usize = 16 << 10;

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
        let most = usize::try_from(descriptors().saturating_sub(SPARE)).unwrap_or(MOST);
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
            if !self.answer(&client, &request)? {
                return Ok(());
            }
        }
    }

    /// Answers one request. Gives whether the connection may go on.
    fn answer(&self, mut client: &TcpStream, request: &Head) -> io::Result<bool> {
        let mut inner = self.inner.take()?;
        let fetched = match self.fetch(&mut inner, request) {
            Ok(fetched) => fetched,
            Err(error) => {
                // A connection that broke is replaced.
                self.inner.give(self.inner.open()?);
                return Err(error);
            }
        };
        let Fetched { bytes, keeps_alive, is_whole } = fetched;
        if is_whole {
            self.inner.give(inner);
            client.write_all(&bytes)?;
        } else {
            self.inner.give(self.inner.open()?);
            client.write_all(&bytes)?;
            pass_chunks(&mut inner, client, bytes)?;
        }
        Ok(keeps_alive)
    }

    /// Asks `tiny_http`, and takes the response whole; of one in chunks, its beginning.
    fn fetch(&self, inner: &mut InnerStream, request: &Head) -> io::Result<Fetched> {
        inner.write_all(&request.encode())?;
        inner.set_read_timeout(Some(PROMPT))?;
        let mut piece = vec![0; PIECE];
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = find(&bytes, b"\r\n\r\n") {
                break end + 4;
            }
            match inner.read(&mut piece) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(count) => bytes.extend_from_slice(&piece[..count]),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    // It takes its time (the search is being made): others do not wait for it.
                    inner.set_read_timeout(None)?;
                    self.inner.give(self.inner.open()?);
                }
                Err(error) => return Err(error),
            }
        };
        inner.set_read_timeout(None)?;
        let response = Response::parse(&bytes[..end]);
        let keeps_alive = request.keeps_alive && response.keeps_alive;
        let body = bytes.split_off(end);
        if !keeps_alive {
            bytes.truncate(end - 2);
            bytes.extend_from_slice(b"Connection: close\r\n\r\n");
        }
        let has_body = request.method != "HEAD" && !matches!(response.status, 100..=199 | 204 | 304);
        if !has_body {
            return Ok(Fetched { bytes, keeps_alive, is_whole: true });
        }
        let end = bytes.len();
        bytes.extend_from_slice(&body);
        let Some(length) = response.length else {
            return Ok(Fetched { bytes, keeps_alive, is_whole: false });
        };
        let read = body.len();
        bytes.resize(end + length.max(read), 0);
        inner.read_exact(&mut bytes[end + read..])?;
        Ok(Fetched { bytes, keeps_alive, is_whole: true })
    }
}

/// A response taken from `tiny_http`.
struct Fetched {
    bytes: Vec<u8>,
    /// Whether the connection may go on after it.
    keeps_alive: bool,
    /// Whether that is all; else more chunks follow.
    is_whole: bool,
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

/// Passes on the chunks of a response after its beginning: the last one is empty (RFC 9112, section 7.1).
fn pass_chunks(inner: &mut InnerStream, mut client: &TcpStream, mut last: Vec<u8>) -> io::Result<()> {
    const END: &[u8] = b"\r\n0\r\n\r\n";
    let mut piece = vec![0; PIECE];
    while !last.ends_with(END) {
        let kept = last.len().saturating_sub(END.len());
        last.drain(..kept);
        match inner.read(&mut piece)? {
            0 => return Err(ErrorKind::UnexpectedEof.into()),
            count => {
                client.write_all(&piece[..count])?;
                last.extend_from_slice(&piece[..count]);
            }
        }
    }
    Ok(())
}

/// What of a response says where it ends.
#[derive(Debug, PartialEq, Eq)]
struct Response {
    status: u16,
    /// None when it comes in chunks.
    length: Option<usize>,
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
