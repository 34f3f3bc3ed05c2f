//! Watches the files that a site is made of, and says which of its parts changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{EventKind, PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use crate::config::Config;

/// How long a file must be quiet, and how often that is looked at: a save is known of within 30 ms.
const QUIET: Duration = Duration::from_millis(20);
const TICK: Duration = Duration::from_millis(5);
/// How often files are looked at where the system tells nothing.
const POLL: Duration = Duration::from_millis(200);

/// What changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) config: bool,
    pub(super) theme: bool,
    pub(super) content: bool,
    /// A file that the config names for a part of the site, such as its synonyms.
    pub(super) other: bool,
    pub(super) catalogue: bool,
    /// Whether nothing but stylesheets of the theme changed.
    pub(super) only_styles: bool,
    /// Whether a folder that is watched came or went.
    roots: bool,
    /// Files that changed, for the terminal.
    pub(super) files: Vec<PathBuf>,
}

impl Change {
    /// Whether nothing changed that the site depends on.
    pub(super) const fn is_empty(&self) -> bool {
        !(self.config || self.theme || self.content || self.other || self.catalogue)
    }

    /// Adds another change.
    pub(super) fn add(&mut self, other: Self) {
        self.only_styles = match (self.is_empty(), other.is_empty()) {
            (true, _) => other.only_styles,
            (false, true) => self.only_styles,
            (false, false) => self.only_styles && other.only_styles,
        };
        self.config |= other.config;
        self.theme |= other.theme;
        self.content |= other.content;
        self.other |= other.other;
        self.catalogue |= other.catalogue;
        self.roots |= other.roots;
        self.files.extend(other.files);
        self.files.sort();
        self.files.dedup();
    }
}

/// Where each part of a site lies on the disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    config: PathBuf,
    themes: PathBuf,
    content: PathBuf,
    synonyms: Option<PathBuf>,
    sources: Vec<PathBuf>,
}

impl Places {
    /// The places that a config names; `sources` are the files and folders that the catalogue is read from.
    pub(super) fn new(file: &Path, config: &Config, sources: &[PathBuf]) -> Self {
        Self {
            config: complete(file),
            themes: complete(&config.root.join("themes")),
            content: complete(&config.path(&config.build.content)),
            synonyms: config.search.synonyms.as_ref().map(|file| complete(&config.path(file))),
            sources: sources.iter().map(|path| complete(path)).collect(),
        }
    }

    /// What to watch, and whether with all that is below.
    fn roots(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let mut roots = BTreeMap::new();
        let mut deep = |folder: &Path| {
            if folder.is_dir() {
                roots.insert(folder.to_owned(), RecursiveMode::Recursive);
            }
        };
        deep(&self.themes);
        deep(&self.content);
        self.sources.iter().for_each(|path| deep(path));
        // Folders that hold what is watched tell when it comes, goes or is replaced.
        let files = [&self.config, &self.themes, &self.content].into_iter();
        for path in files.chain(&self.synonyms).chain(&self.sources) {
            if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
                let is_within = roots
                    .iter()
                    .any(|(root, mode)| *mode == RecursiveMode::Recursive && folder.starts_with(root));
                if !is_within {
                    roots.entry(folder.to_owned()).or_insert(RecursiveMode::NonRecursive);
                }
            }
        }
        roots
    }

    /// What a change of these paths changes.
    pub(super) fn change<'a>(&self, paths: impl Iterator<Item = &'a Path>) -> Change {
        let mut change = Change { only_styles: true, ..Change::default() };
        for path in paths {
            let is_root =
                [&self.themes, &self.content].into_iter().chain(&self.sources).any(|root| path == root);
            let within = |root: &Path| path.strip_prefix(root).is_ok_and(|rest| !is_left_alone(rest));
            let mut is_style = false;
            if path == self.config {
                change.config = true;
            } else if within(&self.themes) {
                change.theme = true;
                is_style = is_stylesheet(path.strip_prefix(&self.themes).unwrap_or(path));
            } else if within(&self.content) {
                change.content = true;
            } else if self.synonyms.as_deref() == Some(path) {
                change.other = true;
            } else if self.sources.iter().any(|source| within(source)) {
                change.catalogue = true;
            } else {
                continue;
            }
            change.roots |= is_root;
            change.only_styles &= is_style;
            change.files.push(path.to_owned());
        }
        change.only_styles &= !change.files.is_empty();
        change.files.sort();
        change.files.dedup();
        change
    }
}

/// `NAME/assets/**.css`
fn is_stylesheet(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "css")
        && path.components().nth(1).is_some_and(|part| part.as_os_str() == "assets")
}

/// What editors and systems leave beside files, anywhere on the way to a file.
fn is_left_alone(path: &Path) -> bool {
    path.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        name.starts_with('.')
            || name.starts_with('#')
            || name.ends_with('~')
            || name.ends_with(".swp")
            || name.ends_with(".tmp")
            // What vim writes to see whether it may.
            || name == "4913"
    })
}

/// A path as events name it: complete, with the folder's links followed.
fn complete(path: &Path) -> PathBuf {
    if let Ok(complete) = path.canonicalize() {
        return complete;
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (absolute.parent().and_then(|folder| folder.canonicalize().ok()), absolute.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => absolute,
    }
}

/// A watcher of files, by the system or by looking at them.
pub(super) struct Watch {
    watcher: Kind,
    places: Places,
    roots: BTreeMap<PathBuf, RecursiveMode>,
}

enum Kind {
    Told(Debouncer<RecommendedWatcher, NoCache>),
    Looking(Debouncer<PollWatcher, NoCache>),
}

impl Watch {
    /// Begins to watch; sends paths as they change. Says why where the system's own way cannot be used, and then
    /// looks at the files by itself.
    pub(super) fn start(
        places: Places,
        poll: bool,
        sender: &Sender<Vec<PathBuf>>,
    ) -> Result<(Self, Option<String>), notify::Error> {
        let mut trouble = None;
        if !poll {
            match Self::told(&places, sender.clone()) {
                Ok(watch) => return Ok((watch, None)),
                Err(error) => trouble = Some(error.to_string()),
            }
        }
        let config = notify::Config::default().with_poll_interval(POLL);
        let debouncer = new_debouncer_opt::<_, PollWatcher, _>(
            QUIET,
            Some(TICK),
            handler(sender.clone()),
            NoCache,
            config,
        )?;
        let mut watch = Self { watcher: Kind::Looking(debouncer), places, roots: BTreeMap::new() };
        watch.follow()?;
        Ok((watch, trouble))
    }

    fn told(places: &Places, sender: Sender<Vec<PathBuf>>) -> Result<Self, notify::Error> {
        let config = notify::Config::default();
        let debouncer = new_debouncer_opt::<_, RecommendedWatcher, _>(
            QUIET,
            Some(TICK),
            handler(sender),
            NoCache,
            config,
        )?;
        let mut watch =
            Self { watcher: Kind::Told(debouncer), places: places.clone(), roots: BTreeMap::new() };
        watch.follow()?;
        Ok(watch)
    }

    /// What a change of these paths changes.
    pub(super) fn change(&self, paths: &[PathBuf]) -> Change {
        self.places.change(paths.iter().map(PathBuf::as_path))
    }

    /// Follows the site to where its parts are now; folders that came anew are watched anew.
    pub(super) fn update(&mut self, places: Places, change: &Change) {
        let is_same = self.places == places;
        if is_same && !change.roots {
            return;
        }
        self.places = places;
        if change.roots {
            // A folder that was replaced has the name but not the watch of the old one.
            for root in &change.files {
                if self.roots.remove(root).is_some() {
                    let _ = self.unwatch(root);
                }
            }
        }
        // What cannot be watched now is tried again at the next change.
        let _ = self.follow();
    }

    fn follow(&mut self) -> Result<(), notify::Error> {
        let wanted = self.places.roots();
        let gone: Vec<PathBuf> = self
            .roots
            .iter()
            .filter(|(root, mode)| wanted.get(*root) != Some(mode))
            .map(|(root, _)| root.clone())
            .collect();
        for root in gone {
            let _ = self.unwatch(&root);
            self.roots.remove(&root);
        }
        for (root, mode) in wanted {
            if !self.roots.contains_key(&root) {
                match &mut self.watcher {
                    Kind::Told(debouncer) => debouncer.watch(&root, mode)?,
                    Kind::Looking(debouncer) => debouncer.watch(&root, mode)?,
                }
                self.roots.insert(root, mode);
            }
        }
        Ok(())
    }

    fn unwatch(&mut self, root: &Path) -> Result<(), notify::Error> {
        match &mut self.watcher {
            Kind::Told(debouncer) => debouncer.unwatch(root),
            Kind::Looking(debouncer) => debouncer.unwatch(root),
        }
    }
}

/// Sends on the paths of events that change something.
fn handler(sender: Sender<Vec<PathBuf>>) -> impl FnMut(DebounceEventResult) + Send + 'static {
    move |result: DebounceEventResult| {
        let Ok(events) = result else { return };
        let paths: Vec<PathBuf> = events
            .into_iter()
            .filter(|event| changes(event.kind))
            .flat_map(|event| event.event.paths)
            .collect();
        if !paths.is_empty() {
            // The preview ends with its process.
            let _ = sender.send(paths);
        }
    }
}

/// Whether an event is of a change; files that are merely read make events too.
const fn changes(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => matches!(kind, AccessKind::Close(AccessMode::Write)),
        EventKind::Modify(ModifyKind::Metadata(kind)) => matches!(kind, MetadataKind::WriteTime),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(paths: &[&str]) -> Change {
        let places = Places {
            config: "/s/etalage.toml".into(),
            themes: "/s/themes".into(),
            content: "/s/content".into(),
            synonyms: Some("/s/words.txt".into()),
            sources: vec!["/data/export".into(), "/data/one.csv".into()],
        };
        places.change(paths.iter().map(|path| Path::new(*path)))
    }

    #[test]
    fn a_file_changes_its_part() {
        let flags = |paths: &[&str]| {
            let change = change(paths);
            [change.config, change.theme, change.content, change.other, change.catalogue, change.only_styles]
        };
        assert_eq!(flags(&["/s/etalage.toml"]), [true, false, false, false, false, false]);
        assert_eq!(flags(&["/s/themes/x/templates/a.html"]), [false, true, false, false, false, false]);
        assert_eq!(flags(&["/s/themes/x/assets/a/b.css"]), [false, true, false, false, false, true]);
        assert_eq!(
            flags(&["/s/themes/x/assets/b.css", "/s/themes/x/theme.toml"]),
            [false, true, false, false, false, false]
        );
        assert_eq!(flags(&["/s/content/a.md"]), [false, false, true, false, false, false]);
        assert_eq!(flags(&["/s/words.txt"]), [false, false, false, true, false, false]);
        assert_eq!(flags(&["/data/export/a.csv"]), [false, false, false, false, true, false]);
        assert_eq!(flags(&["/data/one.csv"]), [false, false, false, false, true, false]);
        for other in [
            "/s/public/index.html",
            "/data/two.csv",
            "/s/themes/x/templates/.a.html.swp",
            "/s/content/a.md~",
            "/s/content/.git/HEAD",
            "/s/content/4913",
        ] {
            assert!(change(&[other]).is_empty(), "{other}");
        }
    }

    #[test]
    fn styles_with_anything_else_are_more_than_styles() {
        let mut styles = change(&["/s/themes/x/assets/b.css"]);
        styles.add(change(&["/s/public/index.html"]));
        assert!(styles.only_styles);
        styles.add(change(&["/s/content/a.md"]));
        assert!(!styles.only_styles);
        let mut nothing = Change::default();
        nothing.add(change(&["/s/themes/x/assets/b.css"]));
        assert!(nothing.only_styles);
    }
}
