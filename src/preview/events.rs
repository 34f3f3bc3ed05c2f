//! The pages that are open in browsers, and what they are told: server-sent events (HTML, section 9.2).

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::gate::Place;

/// How often a stream shows that it lives; browsers that went are noticed by it.
const BEAT: Duration = Duration::from_secs(10);

/// A stream's beginning. A browser that loses it comes back after a quarter of a second.
const BEGINNING: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 250\n\n";

/// Open pages. They hold a socket each, and no thread.
#[derive(Default)]
pub(super) struct Hub {
    listening: Mutex<Listening>,
}

#[derive(Default)]
struct Listening {
    pages: Vec<(TcpStream, Place)>,
    /// What a page is told when it comes: the state of things.
    state: String,
}

impl Hub {
    /// Takes a page in, and tells it the state of things.
    pub(super) fn join(&self, stream: TcpStream, place: Place) -> io::Result<()> {
        // A page that reads nothing must not hold up the others: what does not fit its buffer ends its stream.
        stream.set_nonblocking(true)?;
        let mut listening = self.lock();
        (&stream).write_all(format!("{BEGINNING}{}", listening.state).as_bytes())?;
        listening.pages.push((stream, place));
        Ok(())
    }

    /// Tells every page the new state of things, a line of text.
    pub(super) fn tell(&self, state: &str) {
        let mut listening = self.lock();
        listening.state = format!("data: {state}\n\n");
        listening.send_state();
    }

    /// How many pages listen.
    pub(super) fn count(&self) -> usize {
        self.lock().pages.len()
    }

    /// Keeps the streams alive, for ever.
    pub(super) fn beat(&self) {
        loop {
            std::thread::sleep(BEAT);
            self.lock().send(b":\n\n");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Listening> {
        self.listening.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listening {
    fn send_state(&mut self) {
        let state = self.state.clone();
        self.send(state.as_bytes());
    }

    fn send(&mut self, bytes: &[u8]) {
        self.pages.retain(|(stream, _)| {
            let mut stream = stream;
            stream.write_all(bytes).is_ok()
        });
    }
}
