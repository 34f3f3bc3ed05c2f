//! The connections between the gate and `tiny_http`: a fixed few that stay open, opened one by one.
//!
//! `tiny_http` counts its idle threads only once they run. Several connections that come at once may all be given to
//! the one thread that idles, and then wait until others end. So each connection here is opened while no other is,
//! and has had an answer before it is used.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use tiny_http::{Listener, Server};

/// Connections, and so requests that are answered at once; others wait their turn.
const MOST: usize = 16;

/// Where `tiny_http` listens, and the connections to it.
pub(super) struct Inner {
    address: Place,
    /// Held while a connection is being opened.
    opening: Mutex<()>,
    idle: Mutex<Idle>,
}

#[derive(Default)]
struct Idle {
    streams: Vec<InnerStream>,
    /// Those who wait for one, first come first served.
    waiting: VecDeque<SyncSender<InnerStream>>,
}

#[cfg(target_os = "linux")]
mod system {
    //! A socket without a place on the disk: it is gone with the process, however that ends.

    use std::io;
    use std::os::linux::net::SocketAddrExt;
    pub(in super::super) use std::os::unix::net::UnixStream as InnerStream;
    use std::os::unix::net::{SocketAddr, UnixListener};
    use std::time::{SystemTime, UNIX_EPOCH};

    pub(super) type Place = SocketAddr;

    pub(super) fn listen() -> io::Result<(UnixListener, Place)> {
        let nanoseconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
        let name = format!("etalage-preview-{}-{nanoseconds}", std::process::id());
        let address = SocketAddr::from_abstract_name(name)?;
        Ok((UnixListener::bind_addr(&address)?, address))
    }

    pub(super) fn connect(address: &Place) -> io::Result<InnerStream> {
        InnerStream::connect_addr(address)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    //! A free port of this machine.

    use std::io;
    pub(in super::super) use std::net::TcpStream as InnerStream;
    use std::net::{Ipv4Addr, SocketAddr, TcpListener};

    pub(super) type Place = SocketAddr;

    pub(super) fn listen() -> io::Result<(TcpListener, Place)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    }

    pub(super) fn connect(address: &Place) -> io::Result<InnerStream> {
        let stream = InnerStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

pub(super) use system::InnerStream;
use system::Place;

/// Starts `tiny_http`, and says where the gate finds it.
pub(super) fn start() -> io::Result<(Server, Inner)> {
    let (listener, address) = system::listen()?;
    let server = Server::from_listener(Listener::from(listener), None).map_err(io::Error::other)?;
    Ok((server, Inner { address, opening: Mutex::default(), idle: Mutex::default() }))
}

impl Inner {
    /// Opens the connections, once requests are answered.
    pub(super) fn fill(&self) -> io::Result<()> {
        for _ in 0..MOST {
            self.give(self.open()?);
        }
        Ok(())
    }

    /// Opens a connection, and sees that it is served.
    pub(super) fn open(&self) -> io::Result<InnerStream> {
        let _alone = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        let mut stream = system::connect(&self.address)?;
        stream.write_all(b"HEAD /__etalage/preview.js HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        let mut answer = Vec::new();
        let mut piece = [0; 1024];
        while !answer.ends_with(b"\r\n\r\n") {
            match stream.read(&mut piece)? {
                0 => return Err(ErrorKind::UnexpectedEof.into()),
                count => answer.extend_from_slice(&piece[..count]),
            }
        }
        Ok(stream)
    }

    /// Takes a connection, waiting for one.
    pub(super) fn take(&self) -> io::Result<InnerStream> {
        let receiver = {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(stream) = idle.streams.pop() {
                return Ok(stream);
            }
            let (sender, receiver) = sync_channel(1);
            idle.waiting.push_back(sender);
            receiver
        };
        receiver.recv().map_err(io::Error::other)
    }

    /// Gives a connection to who waits, or back; closes it where there are enough.
    pub(super) fn give(&self, mut stream: InnerStream) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(waiting) = idle.waiting.pop_front() {
            match waiting.send(stream) {
                Ok(()) => return,
                Err(unsent) => stream = unsent.0,
            }
        }
        if idle.streams.len() < MOST {
            idle.streams.push(stream);
        }
    }
}
