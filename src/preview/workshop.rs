//! Reads again what changed, and only that; the catalogue on a thread of its own, while the site stays in use.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

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
    /// What changed since the site was last made; kept until it can be.
    pending: Change,
    /// Whether a thread reads the catalogue, and whether it changed since that began.
    reading: bool,
    read_again: bool,
}

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
            pending: Change::default(),
            reading: false,
            read_again: false,
        })
    }

    /// Follows the files, for ever.
    pub(super) fn run(mut self) {
        while let Ok(news) = self.news.recv() {
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
        let roots = change.clone();
        self.pending.add(change);
        if self.pending.config && !self.read_config() {
            self.pending.config = true;
            self.state.tell();
            self.watch.update(places(&self.options, &self.config), &roots);
            return;
        }
        self.watch.update(places(&self.options, &self.config), &roots);
        let mut is_new_catalogue = false;
        if let Some(result) = read {
            self.reading = false;
            match result {
                Ok(catalog) => {
                    self.catalog = Arc::new(catalog);
                    is_new_catalogue = true;
                    self.state.set_mistake(Part::Catalogue, None);
                }
                Err(error) => {
                    self.state.set_mistake(Part::Catalogue, Some(Mistake::of_source(&error)));
                    self.state.tell();
                }
            }
        }
        if std::mem::take(&mut self.pending.catalogue) || (self.read_again && !self.reading) {
            self.read_catalogue();
        }
        if self.pending.is_empty() && !is_new_catalogue {
            return;
        }
        self.make(is_new_catalogue, &files, begun);
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
        if self.reading {
            self.read_again = true;
            return;
        }
        self.read_again = false;
        self.state.say("The catalogue changed: reading it again; the site stays as it was meanwhile...");
        let (config, sources, sender) =
            (self.config.clone(), self.options.sources.clone(), self.sender.clone());
        let thread = std::thread::Builder::new().name("catalogue".to_owned());
        let reading = thread.spawn(move || {
            let catalog = Source::find(&config, &sources).and_then(|source| source.read(&|_| ()));
            let _ = sender.send(News::Catalogue(Box::new(catalog)));
        });
        self.reading = reading.is_ok();
    }

    /// Makes the site with what changed.
    fn make(&mut self, is_new_catalogue: bool, files: &[PathBuf], begun: Instant) {
        let pending = &self.pending;
        let changed = Changed { theme: pending.theme, content: pending.content };
        let before = self.state.edition();
        let is_marked = !self.state.mistake().is_empty();
        match before.site.renew(self.config.clone(), Arc::clone(&self.catalog), changed) {
            Ok(site) => {
                let same_pages =
                    pending.only_styles && !pending.config && !is_new_catalogue && before.is_good();
                self.state.set_mistake(Part::Site, None);
                self.say(&site, is_new_catalogue, files, begun);
                let search_may_differ = is_new_catalogue || !same_pages;
                self.state.publish(site, same_pages);
                self.pending = Change::default();
                drop(before);
                self.state.tell();
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
