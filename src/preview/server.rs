//! Answers requests: a small pool of threads takes them from `tiny_http`.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use super::address::Address;
use super::answer::{Answer, Asked, Payload};
use super::guard::Guard;
use super::state::State;

/// Bytes of a stream written at once.
const PIECE: usize = 64 << 10;
/// Threads that only write or wait.
const STACK: usize = 256 << 10;

/// Starts the pool.
pub(super) fn start(server: Server, state: &Arc<State>, guard: Guard) -> io::Result<()> {
    let server = Arc::new(server);
    let threads = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8) * 2;
    for _ in 0..threads {
        let (server, state) = (Arc::clone(&server), Arc::clone(state));
        std::thread::Builder::new().name("page".to_owned()).spawn(move || {
            loop {
                // The gate alone connects: an error concerns one of its connections.
                if let Ok(request) = server.recv() {
                    handle(request, &state, guard);
                }
            }
        })?;
    }
    Ok(())
}

/// Answers a request, elsewhere if that takes waiting.
fn handle(request: Request, state: &Arc<State>, guard: Guard) {
    let waits = Address::parse(request.url(), guard).is_ok_and(|address| {
        let edition = state.edition();
        let base = edition.site.addresses().base_path();
        let inside = address.path.strip_prefix(base).and_then(|path| path.strip_prefix('/'));
        inside.is_some_and(|path| state.search.must_wait(path) && edition.site.resolve(path).is_none())
    });
    if waits {
        let state = Arc::clone(state);
        apart(move || respond(request, &state, guard));
    } else {
        respond(request, state, guard);
    }
}

fn respond(request: Request, state: &State, guard: Guard) {
    let header = |name: &str| {
        request
            .headers()
            .iter()
            .find(|header| header.field.as_str().as_str().eq_ignore_ascii_case(name))
            .map(|header| header.value.as_str())
    };
    let asked = Asked {
        method: match request.method() {
            Method::Get => "GET",
            Method::Head => "HEAD",
            _ => "",
        },
        target: request.url(),
        header: &header,
    };
    let answer = Answer::to(&asked, state, guard);
    deliver(request, answer);
}

/// Writes an answer. The gate takes what is held at once; what is written as it is made goes at its reader's pace, on a
/// thread of its own.
fn deliver(request: Request, answer: Answer) {
    let Answer { status, headers, payload } = answer;
    let headers: Vec<Header> = headers
        .iter()
        .chain([("Server", "etalage")])
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok())
        .collect();
    // A client that went away is no error of the server.
    match payload {
        Payload::Bytes(bytes, range) => {
            let length = range.len();
            let mut reader = Cursor::new(bytes);
            reader.set_position(range.start as u64);
            let response =
                Response::new(StatusCode(status), headers, reader.take(length as u64), Some(length), None)
                    .with_chunked_threshold(usize::MAX);
            let _ = request.respond(response);
        }
        Payload::Stream(edition, route) => apart(move || {
            let Ok((reader, mut writer)) = io::pipe() else { return };
            let making = std::thread::Builder::new().name("stream".to_owned()).spawn(move || {
                // A reader that stops reading ends this.
                if let Ok(crate::site::Body::Stream(write)) = edition.site.render(&route) {
                    let _ = write(&mut io::BufWriter::with_capacity(PIECE, &mut writer));
                }
            });
            if making.is_ok() {
                let response = Response::new(StatusCode(status), headers, reader, None, None);
                let _ = request.respond(response);
            }
        }),
    }
}

/// Runs on a thread of its own; there are never more than connections to the gate.
fn apart(work: impl FnOnce() + Send + 'static) {
    let _ = std::thread::Builder::new().name("writer".to_owned()).stack_size(STACK).spawn(work);
}
