//! A state of the site: what is rendered of it is kept until the next one, up to a bound.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::host::{Rules, compresses, content_type};
use super::markup;
use crate::site::{Body, MachineFile, Route, Site, SiteError};

/// Bytes of rendered bodies that are kept; all are dropped when there are more.
const KEPT: usize = 48 << 20;
/// Bodies that are longer are not held but written as they are made.
const LONGEST: usize = 4 << 20;
/// Bodies under this many bytes are not worth compressing.
const SHORTEST_COMPRESSED: usize = 512;

/// A state of the site.
pub(super) struct Edition {
    pub(super) site: Arc<Site>,
    /// What open pages are compared by: two editions whose pages differ in nothing but stylesheets share it.
    pub(super) name: String,
    rules: OnceLock<Rules>,
    bodies: Mutex<Bodies>,
    /// Whether a page of it could not be rendered.
    failed: AtomicBool,
}

#[derive(Default)]
struct Bodies {
    by_path: HashMap<String, Arc<Kept>>,
    bytes: usize,
}

/// A body as it is served.
pub(super) struct Kept {
    pub(super) content_type: &'static str,
    pub(super) bytes: Arc<[u8]>,
    /// A strong entity tag, without its quotes.
    pub(super) tag: String,
    compressed: OnceLock<Option<Arc<[u8]>>>,
}

/// What an address of the site gives.
pub(super) enum Content {
    Held(Arc<Kept>),
    /// Too long to be held.
    Stream(Route),
}

impl Kept {
    pub(super) fn new(content_type: &'static str, bytes: Vec<u8>) -> Self {
        let tag = blake3::hash(&bytes).to_hex()[..24].to_owned();
        Self { content_type, bytes: bytes.into(), tag, compressed: OnceLock::new() }
    }

    /// The body compressed, where that is worth it.
    pub(super) fn gzip(&self) -> Option<&Arc<[u8]>> {
        let compress = || {
            if self.bytes.len() < SHORTEST_COMPRESSED || !compresses(self.content_type) {
                return None;
            }
            let mut encoder = GzEncoder::new(Vec::with_capacity(self.bytes.len() / 3), Compression::new(4));
            encoder.write_all(&self.bytes).ok()?;
            let bytes = encoder.finish().ok()?;
            (bytes.len() < self.bytes.len()).then(|| bytes.into())
        };
        self.compressed.get_or_init(compress).as_ref()
    }
}

impl Edition {
    pub(super) fn new(site: Arc<Site>, name: String) -> Self {
        Self { site, name, rules: OnceLock::new(), bodies: Mutex::default(), failed: AtomicBool::new(false) }
    }

    /// What the host would do with the site's own files.
    pub(super) fn rules(&self) -> &Rules {
        self.rules.get_or_init(|| {
            let text = |file| {
                let route = self.site.resolve(&MachineFile::path(file))?;
                match self.site.render(&route) {
                    Ok(Body::Bytes(bytes)) => String::from_utf8(bytes).ok(),
                    _ => None,
                }
            };
            let [headers, redirects] =
                [MachineFile::Headers, MachineFile::Redirects].map(|file| text(file).unwrap_or_default());
            Rules::parse(&headers, &redirects)
        })
    }

    /// The body of a route: a page with the script that listens to the preview, anything else as a build writes it.
    pub(super) fn content(&self, route: &Route) -> Result<Content, SiteError> {
        let path = self.site.path(route);
        if let Some(kept) = self.lock().by_path.get(&path) {
            return Ok(Content::Held(Arc::clone(kept)));
        }
        let mut bytes = match self.site.render(route)? {
            Body::Bytes(bytes) => bytes,
            Body::Stream(write) => {
                let mut bounded = Bounded::default();
                match write(&mut bounded) {
                    Ok(()) => bounded.bytes,
                    Err(_) if bounded.full => return Ok(Content::Stream(route.clone())),
                    Err(error) => return Err(error),
                }
            }
            // Its files are served one by one.
            Body::Bundle(_) => Vec::new(),
        };
        if self.site.template(route).is_some() {
            bytes = markup::inject(&bytes, &markup::script(&self.name));
        }
        let kept = Arc::new(Kept::new(content_type(&path), bytes));
        self.keep(path, &kept);
        Ok(Content::Held(kept))
    }

    fn keep(&self, path: String, kept: &Arc<Kept>) {
        let mut bodies = self.lock();
        if bodies.bytes + kept.bytes.len() > KEPT {
            *bodies = Bodies::default();
        }
        if bodies.by_path.insert(path, Arc::clone(kept)).is_none() {
            // As much again for what is compressed and for names, at most.
            bodies.bytes += kept.bytes.len();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Bodies> {
        self.bodies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a page could not be rendered.
    pub(super) fn fail(&self) {
        self.failed.store(true, Ordering::Relaxed);
    }

    /// Whether every page that was asked for could be rendered.
    pub(super) fn is_good(&self) -> bool {
        !self.failed.load(Ordering::Relaxed)
    }

    /// Where the stylesheets are.
    pub(super) fn styles(&self) -> Vec<String> {
        let base = self.site.addresses().base_path();
        let assets = self.site.theme().assets();
        assets
            .filter(|(path, _)| content_type(path).starts_with("text/css"))
            .map(|(path, _)| format!("{base}/{path}"))
            .collect()
    }
}

/// Holds what is written, up to a bound.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
    full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LONGEST {
            self.full = true;
            return Err(io::Error::other("too long to be held"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
