//! The preview server: the site as its host will serve it, rendered page by page when asked for, and fresh on every
//! save of a file that it is made of.
//!
//! From the outside in: [`gate`] lets connections in and bounds them, since `tiny_http` cannot; `tiny_http` reads
//! requests and writes responses; a small pool ([`server`]) [answers](answer) them from the present [`edition`] of
//! the site, by the rules of its [host](host). [`watch`] sees files change; the [`workshop`] reads again what changed
//! and only that, and publishes an edition in the [`state`]; open pages are told by the [hub](events). A
//! [`mistake`] is shown over the last good page. [`making`] tells how a page is made.
//!
//! Nothing of the preview is ever written into a built site: pages differ from what a build writes by one script
//! element ([`markup::script`]).

mod address;
mod answer;
mod edition;
mod events;
mod gate;
mod guard;
mod head;
mod host;
mod inner;
mod making;
mod markup;
mod mistake;
mod refusal;
mod search;
mod server;
mod state;
mod watch;
mod workshop;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::config::{Config, ConfigError};
use crate::site::{Site, SiteError};
use crate::source::SourceError;
use gate::Gate;
use guard::Guard;
use state::State;
use workshop::Workshop;

/// The port where none is asked for; another one where it is taken.
const PORT: u16 = 4000;

/// How to preview.
#[derive(Debug, Clone)]
pub struct Options {
    /// The configuration's file.
    pub config: PathBuf,
    /// Files and folders of the catalogue, instead of those that the config names.
    pub sources: Vec<PathBuf>,
    /// The theme, instead of the one that the config names.
    pub theme: Option<String>,
    /// The address to listen on.
    pub host: IpAddr,
    /// The port; 0 for any that is free.
    pub port: Option<u16>,
    /// Looks at the files instead of being told of changes by the system.
    pub poll: bool,
    /// Says nothing but errors.
    pub quiet: bool,
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PreviewError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The catalogue.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The theme or the content.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The port cannot be listened on.
    #[error(
        "cannot listen on {address}: {source}. Name another port with --port, or --port 0 for any that is free"
    )]
    Listen {
        /// The address with its port.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The server could not be started.
    #[error("cannot start the server: {0}")]
    Server(io::Error),
    /// Files cannot be watched.
    #[error("cannot watch the site's files: {0}")]
    Watch(#[from] notify::Error),
    /// The system gives no thread.
    #[error("cannot start a thread: {0}")]
    Thread(io::Error),
}

/// A port that is listened on, before there is anything to serve.
pub struct Preview {
    options: Options,
    config: Config,
    listener: TcpListener,
}

impl Preview {
    /// Reads the configuration and takes the port.
    pub fn open(options: Options) -> Result<Self, PreviewError> {
        let config = workshop::configuration(&options)?;
        let listen = |port| {
            let address = SocketAddr::new(options.host, port);
            TcpListener::bind(address).map_err(|source| PreviewError::Listen { address, source })
        };
        let listener = match options.port {
            Some(port) => listen(port)?,
            None => listen(PORT).or_else(|_| listen(0))?,
        };
        Ok(Self { options, config, listener })
    }

    /// The configuration.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The address of the site's home page.
    pub fn address(&self) -> Result<String, PreviewError> {
        let mut address = self.listener.local_addr().map_err(PreviewError::Server)?;
        if address.ip().is_unspecified() {
            // A browser is not led to all addresses but to this machine's.
            address.set_ip(match address.ip() {
                IpAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
                IpAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
            });
        }
        Ok(format!("http://{address}{}/", self.config.base_path()))
    }

    /// Joins the catalogue with theme and content; `ready` is called once pages are answered. Serves for ever.
    pub fn run(self, catalog: Catalog, ready: impl FnOnce()) -> Result<(), PreviewError> {
        let guard = Guard::new(self.options.host);
        let site = Site::load(self.config, catalog)?;
        let state = Arc::new(State::new(site, self.options.quiet));
        let (server, inner) = inner::start().map_err(PreviewError::Server)?;
        server::start(server, &state, guard).map_err(PreviewError::Server)?;
        inner.fill().map_err(PreviewError::Server)?;
        let workshop = Workshop::new(self.options, Arc::clone(&state))?;
        let thread = |name: &str| std::thread::Builder::new().name(name.to_owned());
        thread("workshop").spawn(move || workshop.run()).map_err(PreviewError::Thread)?;
        let hub = Arc::clone(&state.hub);
        thread("beat").spawn(move || hub.beat()).map_err(PreviewError::Thread)?;
        ready();
        state.count_figures();
        Gate::new(inner, Arc::clone(&state.hub), guard).run(&self.listener);
        Ok(())
    }
}
