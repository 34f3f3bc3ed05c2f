//! The files of the search: made on a thread of their own when first asked for, and again when the site changed,
//! while the old ones stay in use.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::edition::Kept;
use super::host::content_type;
use crate::catalog::Digest;
use crate::site::{Body, Route, Site};

/// The folder that all of them are in.
const FOLDER: &str = "search/";

/// The search's files.
pub(super) struct Search {
    inside: Mutex<Inside>,
    /// Told when files were made.
    made: Condvar,
    quiet: bool,
}

#[derive(Default)]
struct Inside {
    files: Option<Arc<HashMap<String, Arc<Kept>>>>,
    /// What they depend on.
    key: Digest,
    /// The site that they are to be made of next.
    next: Option<Arc<Site>>,
    /// Whether a thread makes them.
    working: bool,
}

impl Search {
    pub(super) fn new(quiet: bool) -> Self {
        Self { inside: Mutex::default(), made: Condvar::new(), quiet }
    }

    /// Whether a path may be one of the search's files and these have to be waited for.
    pub(super) fn must_wait(&self, path: &str) -> bool {
        path.starts_with(FOLDER) && self.lock().files.is_none()
    }

    /// A file of the search, waiting until they are made for the first time.
    pub(super) fn file(self: &Arc<Self>, path: &str, site: &Arc<Site>) -> Option<Arc<Kept>> {
        if !path.starts_with(FOLDER) {
            return None;
        }
        let mut inside = self.lock();
        if inside.files.is_none() && !inside.working {
            inside.next = Some(Arc::clone(site));
            self.start(&mut inside);
        }
        let inside = self
            .made
            .wait_while(inside, |inside| inside.files.is_none() && inside.working)
            .unwrap_or_else(PoisonError::into_inner);
        inside.files.as_ref()?.get(path).cloned()
    }

    /// Makes the files again where they were made before and the site changed what they depend on.
    pub(super) fn renew(self: &Arc<Self>, site: &Arc<Site>) {
        let mut inside = self.lock();
        if inside.files.is_none() && !inside.working {
            return;
        }
        inside.next = Some(Arc::clone(site));
        self.start(&mut inside);
    }

    fn start(self: &Arc<Self>, inside: &mut Inside) {
        if inside.working {
            return;
        }
        let search = Arc::clone(self);
        let thread = std::thread::Builder::new().name("search".to_owned());
        inside.working = thread.spawn(move || search.work()).is_ok();
    }

    /// Makes the files of the newest site, until there is no newer one.
    fn work(&self) {
        loop {
            let (site, first, key) = {
                let mut inside = self.lock();
                let Some(site) = inside.next.take() else {
                    inside.working = false;
                    self.made.notify_all();
                    return;
                };
                (site, inside.files.is_none(), inside.key)
            };
            let next = site.search_key();
            if !first && next == key {
                continue;
            }
            if first {
                self.say("Making the search index...");
            } else {
                self.say("Making the search index again; the old one stays in use...");
            }
            let begun = Instant::now();
            let files = files(&site);
            self.say(&format!("The search index is ready, in {:.1} s", begun.elapsed().as_secs_f64()));
            let mut inside = self.lock();
            inside.files = Some(Arc::new(files));
            inside.key = next;
            self.made.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn say(&self, text: &str) {
        if !self.quiet {
            eprintln!("{text}");
        }
    }
}

fn files(site: &Site) -> HashMap<String, Arc<Kept>> {
    match site.render(&Route::SearchIndex) {
        Ok(Body::Bundle(files)) => files
            .into_iter()
            .map(|file| {
                let kept = Kept::new(content_type(&file.path), file.bytes);
                (file.path, Arc::new(kept))
            })
            .collect(),
        _ => HashMap::new(),
    }
}
