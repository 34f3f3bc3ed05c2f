//! The socket between the gate and `tiny_http`, which nobody else connects to.

use std::io;

use tiny_http::{Listener, Server};

/// Where `tiny_http` listens.
pub(super) struct Inner {
    address: Place,
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
    Ok((server, Inner { address }))
}

impl Inner {
    pub(super) fn connect(&self) -> io::Result<InnerStream> {
        system::connect(&self.address)
    }
}
