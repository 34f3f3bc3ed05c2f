//! What the preview shows now: the edition that is served, the last good one, and what is wrong.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;

use super::edition::Edition;
use super::events::Hub;
use super::mistake::Mistake;
use super::search::Search;
use crate::site::Site;

/// What may be wrong, each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Config,
    Catalogue,
    /// Theme, content, synonyms.
    Site,
}

/// What open pages are told.
#[derive(Serialize)]
struct Told<'a> {
    edition: &'a str,
    styles: Vec<String>,
    /// HTML; empty when all is well.
    mistake: String,
}

/// The preview's state.
pub(super) struct State {
    /// Told from any earlier run by its start.
    run: String,
    count: AtomicU64,
    edition: RwLock<Arc<Edition>>,
    /// The edition before, when pages of the present one may fail.
    good: Mutex<Option<Arc<Edition>>>,
    mistakes: Mutex<BTreeMap<Part, Mistake>>,
    /// The pages' own mistakes that the terminal was told, in this edition.
    said: Mutex<Vec<Mistake>>,
    pub(super) hub: Arc<Hub>,
    pub(super) search: Arc<Search>,
    pub(super) quiet: bool,
}

impl State {
    pub(super) fn new(site: Site, quiet: bool) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let run = format!("{:x}", since.as_millis());
        let first = Arc::new(Edition::new(Arc::new(site), format!("{run}-1")));
        let state = Self {
            run,
            count: AtomicU64::new(1),
            edition: RwLock::new(first),
            good: Mutex::default(),
            mistakes: Mutex::default(),
            said: Mutex::default(),
            hub: Arc::default(),
            search: Arc::new(Search::new(quiet)),
            quiet,
        };
        state.tell();
        state
    }

    /// The edition that is served.
    pub(super) fn edition(&self) -> Arc<Edition> {
        Arc::clone(&self.edition.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The last edition without a fault: the present one while all its pages could be rendered.
    pub(super) fn good(&self) -> Arc<Edition> {
        let now = self.edition();
        if now.is_good() {
            return now;
        }
        self.good.lock().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or(now)
    }

    /// Serves another site. With `same_pages`, open pages stay as they are but for their stylesheets.
    pub(super) fn publish(&self, site: Site, same_pages: bool) {
        let before = self.edition();
        let name = if same_pages {
            before.name.clone()
        } else {
            format!("{}-{}", self.run, self.count.fetch_add(1, Ordering::Relaxed) + 1)
        };
        let is_other_catalogue = !Arc::ptr_eq(&before.site.shared_catalog(), &site.shared_catalog());
        let next = Arc::new(Edition::new(Arc::new(site), name));
        *self.edition.write().unwrap_or_else(PoisonError::into_inner) = next;
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let mut good = self.good.lock().unwrap_or_else(PoisonError::into_inner);
        if is_other_catalogue {
            // A catalogue is large: only one is held beside the one that is read.
            *good = None;
        } else if before.is_good() {
            *good = Some(before);
        }
    }

    /// Counts the figures on a thread of its own, before a page asks for them: those of a large catalogue take a
    /// second, which would hold up all who ask meanwhile.
    pub(super) fn count_figures(&self) {
        let site = Arc::clone(&self.edition().site);
        let thread = std::thread::Builder::new().name("figures".to_owned());
        // Without a thread the first page that shows them counts them.
        let _ = thread.spawn(move || {
            site.counted_figures();
        });
    }

    /// Notes what is wrong with a part, or that nothing is any more. Says it on the terminal, once.
    pub(super) fn set_mistake(&self, part: Part, mistake: Option<Mistake>) {
        let mut mistakes = self.mistakes.lock().unwrap_or_else(PoisonError::into_inner);
        match mistake {
            Some(mistake) => {
                if !mistakes.get(&part).is_some_and(|known| known.is_same(&mistake)) {
                    eprintln!("error: {mistake}");
                }
                mistakes.insert(part, mistake);
            }
            None => {
                mistakes.remove(&part);
            }
        }
    }

    /// What is wrong with the site as a whole, as HTML; empty when all is well.
    pub(super) fn mistake(&self) -> String {
        let mistakes = self.mistakes.lock().unwrap_or_else(PoisonError::into_inner);
        mistakes.values().next().map_or_else(String::new, |mistake| mistake.html(false))
    }

    /// Notes that a page of an edition could not be rendered. Says it on the terminal, once.
    pub(super) fn fail(&self, edition: &Edition, mistake: &Mistake) {
        edition.fail();
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if !said.iter().any(|known| known.is_same(mistake)) {
            eprintln!("error: {mistake}");
            said.push(mistake.clone());
        }
    }

    /// Tells open pages how things are.
    pub(super) fn tell(&self) {
        let edition = self.edition();
        let told = Told { edition: &edition.name, styles: edition.styles(), mistake: self.mistake() };
        // A structure of texts always has a JSON form.
        self.hub.tell(&serde_json::to_string(&told).unwrap_or_default());
    }

    /// Says something on the terminal.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            eprintln!("{text}");
        }
    }
}
