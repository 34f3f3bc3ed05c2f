//! Reads again what changed, and only that; the catalogue on a thread of its own, while the site stays in use.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::mistake::Mistake;
use super::state::{Part, State};
use super::watch::{Change, Places, Watch};
use super::{Options, PreviewError};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::site::{Changed, Site};
use crate::source::{Source, SourceError};

/// What the workshop waits for.
enum News {
    /// Files changed.
    Files(Vec<PathBuf>),
    /// The catalogue was read.
    Catalogue(Box<Result<Catalog, SourceError>>),
}

/// Makes the site anew as its files change.
pub(super) struct Workshop {
    options: Options,
    state: Arc<State>,
    watch: Watch,
    news: Receiver<News>,
    sender: Sender<News>,
    config: Config,
    /// The catalogue to use: the site's, or a newer one that no site could be made with yet.
    catalog: Arc<Catalog>,
    is_new_catalogue: bool,
    /// What changed since the site was last made; kept until it can be.
    pending: Change,
    /// When the catalogue is to be read: once its files are quiet, large ones take time to write.
    read_at: Option<Instant>,
    /// Whether a thread reads it.
    reading: bool,
}

/// How long the catalogue's files must be quiet before they are read.
const CATALOGUE_QUIET: Duration = Duration::from_millis(60);

/// The config with what the command line says otherwise.
pub(super) fn configuration(options: &Options) -> Result<Config, crate::config::ConfigError> {
    let mut config = Config::load(&options.config)?;
    if let Some(theme) = &options.theme {
        config.set_theme(theme)?;
    }
    Ok(config)
}

/// Where a site's parts lie.
fn places(options: &Options, config: &Config) -> Places {
    Places::new(&options.config, config, &Source::paths(config, &options.sources))
}

impl Workshop {
    /// Begins to watch.
    pub(super) fn new(options: Options, state: Arc<State>) -> Result<Self, PreviewError> {
        let (sender, news) = channel();
        let (paths, changed) = channel();
        let edition = state.edition();
        let config = edition.site.config().clone();
        let (watch, trouble) = Watch::start(places(&options, &config), options.poll, &paths)?;
        if let Some(trouble) = trouble {
            eprintln!("warning: files are looked at five times a second, as with --poll: {trouble}");
        }
        let to_news = sender.clone();
        std::thread::Builder::new()
            .name("files".to_owned())
            .spawn(move || {
                while let Ok(paths) = changed.recv() {
                    if to_news.send(News::Files(paths)).is_err() {
                        return;
                    }
                }
            })
            .map_err(PreviewError::Thread)?;
        Ok(Self {
            options,
            catalog: edition.site.shared_catalog(),
            state,
            watch,
            news,
            sender,
            config,
            is_new_catalogue: false,
            pending: Change::default(),
            read_at: None,
            reading: false,
        })
    }

    /// Follows the files, for ever.
    pub(super) fn run(mut self) {
        loop {
            // While a thread reads the catalogue, its end is waited for before another one begins.
            let news = match self.read_at.filter(|_| !self.reading) {
                Some(at) => self.news.recv_timeout(at.saturating_duration_since(Instant::now())),
                None => self.news.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let news = match news {
                Ok(news) => news,
                Err(RecvTimeoutError::Timeout) => {
                    self.read_catalogue();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let begun = Instant::now();
            let mut change = Change::default();
            let mut catalogue = None;
            // What has come meanwhile is done in one go.
            for news in std::iter::once(news).chain(self.news.try_iter().collect::<Vec<_>>()) {
                match news {
                    News::Files(paths) => change.add(self.watch.change(&paths)),
                    News::Catalogue(result) => catalogue = Some(*result),
                }
            }
            if change.is_empty() && catalogue.is_none() {
                continue;
            }
            self.follow(change, catalogue, begun);
        }
    }

    fn follow(&mut self, change: Change, read: Option<Result<Catalog, SourceError>>, begun: Instant) {
        let files = change.files.clone();
        let seen = change.clone();
        self.pending.add(change);
        let is_sound = !self.pending.config || self.read_config();
        self.watch.update(places(&self.options, &self.config), &seen);
        if std::mem::take(&mut self.pending.catalogue) {
            self.read_at = Some(Instant::now() + CATALOGUE_QUIET);
        }
        if let Some(result) = read {
            self.reading = false;
            match result {
                // It is read again already: this one is dropped before the next is held.
                _ if self.read_at.is_some() => {}
                Ok(catalog) => {
                    self.catalog = Arc::new(catalog);
                    self.is_new_catalogue = true;
                    self.state.set_mistake(Part::Catalogue, None);
                }
                Err(error) => {
                    self.state.set_mistake(Part::Catalogue, Some(Mistake::of_source(&error)));
                    self.state.tell();
                }
            }
        }
        if !is_sound {
            self.state.tell();
        } else if !self.pending.is_empty() || self.is_new_catalogue {
            self.make(&files, begun);
        }
    }

    /// Reads the config. Gives whether it could be.
    fn read_config(&mut self) -> bool {
        match configuration(&self.options) {
            Ok(config) => {
                let source = |config: &Config| format!("{:?} {}", config.source, config.root.display());
                self.pending.catalogue |= source(&config) != source(&self.config);
                self.config = config;
                self.state.set_mistake(Part::Config, None);
                true
            }
            Err(error) => {
                self.state.set_mistake(Part::Config, Some(Mistake::of_config(&error)));
                false
            }
        }
    }

    /// Reads the catalogue on a thread of its own.
    fn read_catalogue(&mut self) {
        self.read_at = None;
        self.state.say("The catalogue changed: reading it again; the site stays as it was meanwhile...");
        let (config, sources, sender) =
            (self.config.clone(), self.options.sources.clone(), self.sender.clone());
        let earlier = Arc::clone(&self.catalog);
        let thread = std::thread::Builder::new().name("catalogue".to_owned());
        let reading = thread.spawn(move || {
            let catalog = Source::find(&config, &sources).and_then(|source| source.read_again(earlier));
            let _ = sender.send(News::Catalogue(Box::new(catalog)));
        });
        self.reading = reading.is_ok();
    }

    /// Makes the site with what changed.
    fn make(&mut self, files: &[PathBuf], begun: Instant) {
        let is_new_catalogue = self.is_new_catalogue;
        let pending = &self.pending;
        let changed = Changed { theme: pending.theme, content: pending.content };
        let before = self.state.edition();
        let is_marked = !self.state.mistake().is_empty();
        let renew = || before.site.renew(self.config.clone(), Arc::clone(&self.catalog), changed);
        // A file that went after its folder was listed is no mistake.
        match renew().or_else(|error| if error.is_absence() { renew() } else { Err(error) }) {
            Ok(site) => {
                let same_pages =
                    pending.only_styles && !pending.config && !is_new_catalogue && before.is_good();
                self.state.set_mistake(Part::Site, None);
                self.say(&site, is_new_catalogue, files, begun);
                let search_may_differ = is_new_catalogue || !same_pages;
                self.state.publish(site, same_pages);
                self.pending = Change::default();
                self.is_new_catalogue = false;
                drop(before);
                self.state.tell();
                if is_new_catalogue {
                    self.state.count_figures();
                }
                if search_may_differ {
                    self.state.search.renew(&self.state.edition().site);
                }
            }
            Err(error) => {
                self.state.set_mistake(Part::Site, Some(Mistake::of_site(&error, &self.config)));
                self.state.tell();
            }
        }
        let is_mended = is_marked && self.state.mistake().is_empty();
        if is_mended {
            self.state.say("Mended");
        }
    }

    /// Says what was read again.
    fn say(&self, site: &Site, is_new_catalogue: bool, files: &[PathBuf], begun: Instant) {
        if self.state.quiet {
            return;
        }
        let what = match (is_new_catalogue, files) {
            (true, _) => format!("catalogue, {} datasets", site.catalog().datasets.len()),
            (false, [file]) => shown(file),
            (false, []) => "all".to_owned(),
            (false, files) => format!("{} files", files.len()),
        };
        let pages = self.state.hub.count();
        let open = match pages {
            0 => String::new(),
            1 => ", 1 open page".to_owned(),
            pages => format!(", {pages} open pages"),
        };
        eprintln!("Fresh: {what} ({:.0} ms{open})", begun.elapsed().as_secs_f64() * 1000.0);
    }
}

/// A path for people: seen from here where it is below.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok().and_then(|folder| folder.canonicalize().ok());
    let below = here.and_then(|folder| path.strip_prefix(folder).ok().map(Path::to_owned));
    below.as_deref().unwrap_or(path).display().to_string()
}
