//! Writes a site: only what changed, each file whole at any moment, and nothing that is not the site's touched.
//!
//! The output's own folder, `.etalage/`, holds the manifest of the last finished build (each route's key, each
//! file's size and digest) and, while a build runs, a journal of the files that it is about to make or change.
//! A build may be killed at any moment: the next one reads both, takes the journal's files for unknown, and
//! leaves the tree that a build into an empty folder would.
//!
//! Nothing here knows what a page is: a route is a path, a key, and a way to render it.

mod earlier;
mod error;
pub mod figure;
mod folder;
mod frame;
pub mod host;
mod journal;
mod manifest;
mod path;
mod update;

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::Path;

use rayon::prelude::*;

pub use earlier::Earlier;
pub use error::OutputError;
pub use path::OWN_FOLDER;
pub use update::Written;

use crate::catalog::Digest;
use crate::site::{Body, SiteError};
use earlier::{JOURNAL, MANIFEST};
use folder::Folder;
use journal::Journal;
use manifest::{Files, Manifest};
use update::Update;

/// Refuses a folder that a build must not write to, without touching it: see [`Output::open`].
pub fn check(folder: &Path, force: bool) -> Result<(), OutputError> {
    earlier::survey(folder, force).map(drop)
}

/// What the manifest is called while it is being written.
const NEW_MANIFEST: &str = "manifest.new";

/// A route that the site will have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The file that it is, relative to the output, with `/` between folders (`datasets/x/index.html`).
    /// For a bundle: a name of its own, which need not be that of a file.
    pub path: String,
    /// What it depends on: the same key gives the same bytes.
    pub key: Digest,
}

/// An output folder, locked by this process.
#[derive(Debug)]
pub struct Output {
    earlier: Earlier,
    force: bool,
    /// Held until the output is dropped.
    _lock: Option<File>,
}

impl Output {
    /// Opens an output folder, made if it is not there, and locks it.
    ///
    /// With `force`, a folder that etalage did not make is taken over: files that the site has too are
    /// replaced, all others are left alone.
    pub fn open(folder: &Path, force: bool) -> Result<Self, OutputError> {
        check(folder, force)?;
        let own = folder.join(OWN_FOLDER);
        fs::create_dir_all(&own).map_err(OutputError::disk("make the output folder", &own))?;
        let lock = lock(folder, &own.join("lock"))?;
        let earlier = Earlier::read(folder, force)?;
        // A build killed as it wrote its manifest.
        let _ = fs::remove_file(own.join(NEW_MANIFEST));
        let output = Self { earlier, force, _lock: lock };
        let manifest = output.own(MANIFEST);
        if !manifest.exists() {
            // From now on the folder is known as etalage's, whatever happens.
            fs::write(&manifest, Manifest::encode(std::iter::empty()))
                .map_err(OutputError::disk("write the manifest", &manifest))?;
        }
        Ok(output)
    }

    /// What earlier builds left.
    pub fn earlier(&self) -> &Earlier {
        &self.earlier
    }

    /// The places in `planned` of the routes that must be rendered: see [`Earlier::stale`].
    pub fn stale(&self, planned: &[Planned]) -> Vec<usize> {
        self.earlier.stale(planned)
    }

    /// Makes the folder hold the planned routes and nothing else of etalage's: renders the stale ones, in the
    /// order given (what takes long comes first), writes those whose bytes differ, deletes what earlier builds
    /// made and this one does not have.
    ///
    /// `render` is called once for each stale place, on any thread; `progress` with the number of routes done
    /// since it was last called.
    pub fn write<'b>(
        self,
        planned: &[Planned],
        stale: &[usize],
        render: impl Fn(usize) -> Result<Body<'b>, SiteError> + Sync,
        progress: impl Fn(usize) + Sync,
    ) -> Result<Written, OutputError> {
        let known = &self.earlier.manifest.routes;
        if stale.is_empty()
            && self.earlier.whole
            && !self.earlier.is_unfinished()
            && known.len() == planned.len()
        {
            let mut done = Written::default();
            for (path, record) in self.earlier.manifest.files() {
                done.unchanged += 1;
                done.measure(path, record.size);
            }
            return Ok(done);
        }
        let order = ordered(planned)?;
        let names = self.earlier.names();
        self.refuse_strangers(planned, stale, &names)?;
        let folder = Folder::new(self.earlier.folder(), &names);
        let update = Update {
            earlier: &self.earlier,
            folder,
            journal: Journal::new(self.own(JOURNAL)),
            planned,
            order,
        };
        let touched = stale.iter().map(|&place| &*planned[place].path);
        update.journal.add(touched.filter(|path| !self.earlier.is_touched(path)))?;
        let (rendered, done) = update.render(stale, &render, &progress)?;
        self.finish(&update, &names, &rendered, done)
    }

    /// Deletes what went and writes the manifest.
    fn finish(
        &self,
        update: &Update,
        names: &[&str],
        rendered: &[Option<Files>],
        mut done: Written,
    ) -> Result<Written, OutputError> {
        let planned = update.planned;
        let mut routes = Vec::with_capacity(planned.len());
        for &place in &update.order {
            let Planned { path, key } = &planned[place];
            let kept = || self.earlier.route(path).map(|route| &route.files);
            if let Some(files) = rendered[place].as_ref().or_else(kept) {
                routes.push((&**path, *key, files));
            }
        }
        let mut wanted = Vec::with_capacity(routes.len());
        for (path, _, files) in &routes {
            for (path, record) in files.under(path) {
                wanted.push(path);
                done.measure(path, record.size);
            }
        }
        wanted.par_sort_unstable();
        if let Some(pair) = wanted.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(OutputError::Clash { path: pair[0].to_owned() });
        }
        done.unchanged = wanted.len() - done.written;
        done.deleted = update.delete(names, &wanted)?;
        self.replace_manifest(&Manifest::encode(routes.into_iter()))?;
        let journal = self.own(JOURNAL);
        match fs::remove_file(&journal) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(OutputError::disk("delete", &journal)(error))
            }
            _ => Ok(done),
        }
    }

    /// Refuses, before anything is written, to replace files that no build named. A damaged manifest may have
    /// named them.
    fn refuse_strangers(
        &self,
        planned: &[Planned],
        stale: &[usize],
        names: &[&str],
    ) -> Result<(), OutputError> {
        if self.force || self.earlier.empty || self.earlier.is_damaged() {
            return Ok(());
        }
        let stranger = stale.par_iter().find_map_first(|&place| {
            let path = &*planned[place].path;
            let known = names.binary_search(&path).is_ok();
            let place = self.earlier.folder().join(path);
            (!known && fs::symlink_metadata(&place).is_ok_and(|metadata| !metadata.is_dir())).then_some(place)
        });
        stranger.map_or(Ok(()), |path| Err(OutputError::InTheWay { path }))
    }

    /// A file of the output's own folder.
    fn own(&self, name: &str) -> std::path::PathBuf {
        self.earlier.folder().join(OWN_FOLDER).join(name)
    }

    /// Writes the manifest, and returns once it is on disk.
    fn replace_manifest(&self, bytes: &[u8]) -> Result<(), OutputError> {
        let new = self.own(NEW_MANIFEST);
        let write = || {
            let mut file = File::create(&new)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&new, self.own(MANIFEST))
        };
        write().map_err(OutputError::disk("write the manifest", &self.own(MANIFEST)))
    }
}

/// The places of `planned` by path, once each path is known to be allowed and there only once.
fn ordered(planned: &[Planned]) -> Result<Vec<usize>, OutputError> {
    planned.par_iter().try_for_each(|planned| path::check(&planned.path))?;
    let mut order: Vec<usize> = (0..planned.len()).collect();
    order.par_sort_unstable_by(|&one, &other| planned[one].path.cmp(&planned[other].path));
    if let Some(pair) = order.windows(2).find(|pair| planned[pair[0]].path == planned[pair[1]].path) {
        return Err(OutputError::Clash { path: planned[pair[0]].path.clone() });
    }
    debug_assert!(
        {
            let mut folded: Vec<String> = planned.iter().map(|planned| planned.path.to_lowercase()).collect();
            folded.sort_unstable();
            folded.windows(2).all(|pair| pair[0] != pair[1])
        },
        "two paths differ only by case"
    );
    Ok(order)
}

/// Locks the folder for as long as the file is open. The lock of a process that died is free.
fn lock(folder: &Path, path: &Path) -> Result<Option<File>, OutputError> {
    let failed = || OutputError::disk("lock the output folder", path);
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(failed())?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(OutputError::Busy { folder: folder.to_owned() }),
        // Some network file systems know no locks.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(None),
        Err(TryLockError::Error(error)) => Err(failed()(error)),
    }
}
