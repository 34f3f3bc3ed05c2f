//! What a build leaves in an output folder: nothing half-written, nothing of an earlier build, nothing of
//! somebody else's touched.
#![allow(clippy::unwrap_used)] // Helpers of tests fail as tests do.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use etalage::catalog::digest_of;
use etalage::output::{Output, OutputError, Planned, Written};
use etalage::site::{Body, BundleFile, SiteError};
use proptest::prelude::*;

/// Opens an output folder. A process that a test beside this one starts holds this one's locks until it has become
/// another program: for that moment the folder is busy.
fn open(folder: &Path, force: bool) -> Result<Output, OutputError> {
    for _ in 0..200 {
        match Output::open(folder, force) {
            Err(OutputError::Busy { .. }) => std::thread::sleep(Duration::from_millis(10)),
            result => return result,
        }
    }
    Output::open(folder, force)
}

/// A site without pages: what each route gives, and how long that takes.
#[derive(Debug, Clone, Default)]
struct Site(BTreeMap<String, Content>, Duration);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Content {
    Bytes(Vec<u8>),
    Stream(Vec<u8>),
    Bundle(BTreeMap<String, Vec<u8>>),
}

impl Site {
    fn pages<const N: usize>(pages: [(&str, &str); N]) -> Self {
        let page = |(path, text): (&str, &str)| (path.to_owned(), Content::Bytes(text.as_bytes().to_vec()));
        Self(pages.into_iter().map(page).collect(), Duration::ZERO)
    }

    fn with(mut self, path: &str, content: Content) -> Self {
        self.0.insert(path.to_owned(), content);
        self
    }

    fn without(mut self, path: &str) -> Self {
        self.0.remove(path);
        self
    }

    fn planned(&self) -> Vec<Planned> {
        let planned =
            |(path, content): (&String, &Content)| Planned { path: path.clone(), key: digest_of(content) };
        self.0.iter().map(planned).collect()
    }

    fn build(&self, folder: &Path) -> Written {
        self.try_build(folder, false).unwrap()
    }

    fn try_build(&self, folder: &Path, force: bool) -> Result<Written, OutputError> {
        let output = open(folder, force)?;
        let planned = self.planned();
        let stale = output.stale(&planned);
        let contents: Vec<&Content> = self.0.values().collect();
        let progressed = AtomicUsize::new(0);
        let written = output.write(
            &planned,
            &stale,
            |place| {
                std::thread::sleep(self.1);
                Ok(contents[place].body())
            },
            |routes| {
                progressed.fetch_add(routes, Ordering::Relaxed);
            },
        )?;
        assert_eq!(progressed.into_inner(), stale.len());
        assert_eq!(written.rendered, stale.len());
        Ok(written)
    }

    /// The tree that a build into a fresh folder leaves.
    fn clean_tree(&self) -> BTreeMap<String, Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        self.build(folder.path());
        tree(folder.path())
    }
}

impl Content {
    fn body(&self) -> Body<'_> {
        match self {
            Self::Bytes(bytes) => Body::Bytes(bytes.clone()),
            Self::Stream(bytes) => Body::Stream(Box::new(move |out| {
                bytes
                    .chunks(7)
                    .try_for_each(|chunk| out.write_all(chunk))
                    .map_err(|source| SiteError::Stream { path: String::new(), source })
            })),
            Self::Bundle(files) => Body::Bundle(
                files
                    .iter()
                    .map(|(path, bytes)| BundleFile { path: path.clone(), bytes: bytes.clone() })
                    .collect(),
            ),
        }
    }
}

/// Every file with its bytes, and every folder, etalage's own included; links by where they lead.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    let entry = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            (path + "/", Vec::new())
        } else if entry.path_is_symlink() {
            (path + " ->", fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes())
        } else {
            (path, fs::read(entry.path()).unwrap())
        }
    };
    entries.map(entry).collect()
}

fn counts(written: &Written) -> [usize; 4] {
    [written.rendered, written.written, written.unchanged, written.deleted]
}

fn small() -> Site {
    Site::pages([("index.html", "home"), ("datasets/a/index.html", "a"), ("datasets/b/index.html", "b")])
}

#[test]
fn the_first_build_writes_all_and_the_second_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let site = small()
        .with("catalog.csv", Content::Stream(b"id;title\n".repeat(100)))
        .with("search", Content::Bundle([("search/entry.json".to_owned(), b"{}".to_vec())].into()));
    let out = folder.path().join("deep/public");
    let first = site.build(&out);
    assert_eq!(counts(&first), [5, 5, 0, 0]);
    assert_eq!(first.bytes, 4 + 1 + 1 + 900 + 2);

    let before = tree(&out);
    let times = modified(&out);
    let second = site.build(&out);
    assert_eq!(counts(&second), [0, 0, 5, 0]);
    assert_eq!(second.bytes, first.bytes);
    assert_eq!((&first.largest, &second.largest), (&Some(("catalog.csv".to_owned(), 900)), &first.largest));
    assert_eq!(tree(&out), before);
    assert_eq!(modified(&out), times);
}

fn modified(folder: &Path) -> Vec<(String, std::time::SystemTime)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries
        .map(|entry| (entry.path().display().to_string(), entry.metadata().unwrap().modified().unwrap()))
        .collect()
}

#[test]
fn a_rendered_page_that_did_not_change_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    small().build(folder.path());
    let times = modified(&folder.path().join("datasets"));
    let output = open(folder.path(), false).unwrap();
    let planned: Vec<Planned> = small()
        .planned()
        .into_iter()
        .map(|planned| Planned { key: digest_of(&"another"), ..planned })
        .collect();
    let stale = output.stale(&planned);
    assert_eq!(stale, [0, 1, 2]);
    let texts = ["a", "b", "home"];
    let written =
        output.write(&planned, &stale, |place| Ok(Body::Bytes(texts[place].into())), |_| ()).unwrap();
    assert_eq!(counts(&written), [3, 0, 3, 0]);
    assert_eq!(modified(&folder.path().join("datasets")), times);
    // The new keys are known: nothing is rendered again.
    assert!(open(folder.path(), false).unwrap().stale(&planned).is_empty());
}

#[test]
fn a_streamed_file_that_did_not_change_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let planned = |key: &str| [Planned { path: "all.csv".to_owned(), key: digest_of(&key) }];
    let build = |key: &str, text: &'static [u8]| {
        let stream = |_| {
            Ok(Body::Stream(Box::new(move |out: &mut dyn Write| {
                out.write_all(text).unwrap();
                Ok(())
            })))
        };
        open(folder.path(), false).unwrap().write(&planned(key), &[0], stream, |_| ()).unwrap()
    };
    assert_eq!(build("1", b"text").written, 1);
    assert_eq!(build("2", b"text").written, 0);
    assert_eq!(build("3", b"other").written, 1);
    assert_eq!(fs::read(folder.path().join("all.csv")).unwrap(), b"other");
    let names: Vec<_> = tree(folder.path()).into_keys().collect();
    assert_eq!(names, [".etalage/", ".etalage/lock", ".etalage/manifest", "all.csv"]);
}

#[test]
fn what_went_is_deleted_with_its_folders_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path();
    small().with("deep/er/still/index.html", Content::Bytes(vec![1])).build(out);
    fs::write(out.join("datasets/mine.txt"), "mine").unwrap();
    fs::create_dir(out.join("empty")).unwrap();
    let written = small().without("datasets/a/index.html").without("datasets/b/index.html").build(out);
    assert_eq!(counts(&written), [0, 0, 1, 3]);
    let names: Vec<_> = tree(out).into_keys().filter(|name| !name.starts_with(".etalage")).collect();
    assert_eq!(names, ["datasets/", "datasets/mine.txt", "empty/", "index.html"]);
}

#[test]
fn a_page_that_was_removed_or_cut_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    small().build(folder.path());
    let clean = tree(folder.path());
    fs::remove_dir_all(folder.path().join("datasets/a")).unwrap();
    fs::write(folder.path().join("index.html"), "").unwrap();
    assert_eq!(counts(&small().build(folder.path())), [2, 2, 1, 0]);
    assert_eq!(tree(folder.path()), clean);
}

#[test]
fn a_bundle_owns_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = |names: &[&str]| {
        let file = |name: &&str| (format!("search/{name}"), format!("shard {name}").into_bytes());
        small().with("search", Content::Bundle(names.iter().map(file).collect()))
    };
    bundle(&["entry.json", "0.abc", "1.def"]).build(folder.path());
    let written = bundle(&["entry.json", "0.abc", "1.fff"]).build(folder.path());
    assert_eq!(counts(&written), [1, 1, 5, 1]);
    assert_eq!(tree(folder.path()), bundle(&["entry.json", "0.abc", "1.fff"]).clean_tree());

    fs::remove_file(folder.path().join("search/0.abc")).unwrap();
    assert_eq!(counts(&bundle(&["entry.json", "0.abc", "1.fff"]).build(folder.path())), [1, 1, 5, 0]);

    small().build(folder.path());
    assert!(!folder.path().join("search").exists());
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("index.html"), "theirs").unwrap();
    fs::write(folder.path().join("thesis.txt"), "theirs").unwrap();
    let before = tree(folder.path());
    let error = small().try_build(folder.path(), false).unwrap_err();
    assert!(matches!(error, OutputError::NotOurs { .. }), "{error}");
    assert!(error.to_string().contains("--force"));
    assert_eq!(tree(folder.path()), before);

    small().try_build(folder.path(), true).unwrap();
    assert_eq!(fs::read(folder.path().join("index.html")).unwrap(), b"home");
    assert_eq!(fs::read(folder.path().join("thesis.txt")).unwrap(), b"theirs");
    // From now on it is etalage's.
    Site::default().build(folder.path());
    let names: Vec<_> =
        tree(folder.path()).into_keys().filter(|name| !name.starts_with(".etalage")).collect();
    assert_eq!(names, ["thesis.txt"]);
}

#[test]
fn a_file_of_somebody_else_is_not_replaced_unasked() {
    let folder = tempfile::tempdir().unwrap();
    small().build(folder.path());
    fs::write(folder.path().join("about.html"), "theirs").unwrap();
    let before = tree(folder.path());
    let more = small().with("about.html", Content::Bytes(b"ours".to_vec()));
    assert!(matches!(more.try_build(folder.path(), false), Err(OutputError::InTheWay { .. })));
    assert_eq!(tree(folder.path()), before);
    more.try_build(folder.path(), true).unwrap();
    assert_eq!(tree(folder.path()), more.clean_tree());
}

#[test]
fn a_file_in_place_of_the_folder_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("public");
    fs::write(&file, "").unwrap();
    assert!(matches!(small().try_build(&file, true), Err(OutputError::NotAFolder { .. })));
    let error = small().try_build(&file.join("below"), true).unwrap_err();
    assert!(error.to_string().contains("public"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::create_dir(folder.path().join("probe")).is_ok() {
        eprintln!("not tested: this user may write anywhere");
        return;
    }
    let error = small().try_build(folder.path(), false).unwrap_err();
    assert!(matches!(error, OutputError::Disk { .. }), "{error}");
}

#[test]
fn two_builds_of_a_folder_do_not_mix() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path(), false).unwrap();
    assert!(matches!(Output::open(folder.path(), false), Err(OutputError::Busy { .. })));
    drop(first);
    small().build(folder.path());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("a")).unwrap();
    fs::write(elsewhere.path().join("a/index.html"), "theirs").unwrap();
    fs::write(elsewhere.path().join("file"), "theirs").unwrap();
    let theirs = tree(elsewhere.path());

    // A file that is a link is replaced, what it leads to is not.
    let folder = tempfile::tempdir().unwrap();
    small().build(folder.path());
    fs::remove_file(folder.path().join("index.html")).unwrap();
    symlink(elsewhere.path().join("file"), folder.path().join("index.html")).unwrap();
    assert_eq!(counts(&small().build(folder.path())), [1, 1, 2, 0]);
    assert_eq!(tree(folder.path()), small().clean_tree());

    // A folder that is a link is neither written nor deleted through.
    fs::remove_dir_all(folder.path().join("datasets")).unwrap();
    symlink(elsewhere.path(), folder.path().join("datasets")).unwrap();
    let changed = small().with("datasets/a/index.html", Content::Bytes(b"new".to_vec()));
    let error = changed.try_build(folder.path(), false).unwrap_err();
    assert!(matches!(error, OutputError::Link { .. }), "{error}");
    let gone = Site::pages([("index.html", "home")]);
    assert_eq!(gone.build(folder.path()).deleted, 0);
    assert!(folder.path().join("datasets").is_symlink());
    assert_eq!(tree(elsewhere.path()), theirs);
}

#[cfg(unix)]
#[test]
fn the_output_itself_may_be_a_link() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("real")).unwrap();
    std::os::unix::fs::symlink("real", folder.path().join("public")).unwrap();
    small().build(&folder.path().join("public"));
    assert_eq!(tree(&folder.path().join("real")), small().clean_tree());
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = Site::pages([("a", "file"), ("b/c/index.html", "in"), ("b/c/d/index.html", "in")]);
    let other = Site::pages([("a/x/index.html", "in"), ("a/y", "in"), ("b/c", "file")]);
    for site in [&file, &other, &file, &other] {
        site.build(folder.path());
        assert_eq!(tree(folder.path()), site.clean_tree());
    }
    // What is in the way and not ours stays, and says so.
    fs::write(folder.path().join("a/theirs"), "theirs").unwrap();
    assert!(matches!(file.try_build(folder.path(), false), Err(OutputError::InTheWay { .. })));
    assert_eq!(fs::read(folder.path().join("a/theirs")).unwrap(), b"theirs");
}

#[test]
fn what_a_killed_build_was_writing_is_cleaned_away() {
    // A build is stopped while it streams a file into a folder that the next one wants for a file.
    let folder = tempfile::tempdir().unwrap();
    small().build(folder.path());
    let planned = [Planned { path: "index/deep/all.csv".into(), key: digest_of(&1) }];
    let place = folder.path().join("index/deep");
    let output = open(folder.path(), false).unwrap();
    let found = Mutex::new(None);
    let stream = |_| {
        Ok(Body::Stream(Box::new(|out: &mut dyn Write| {
            out.write_all(b"begun").unwrap();
            let entry = fs::read_dir(&place).unwrap().next().unwrap().unwrap();
            *found.lock().unwrap() = Some(entry.path());
            Err(SiteError::Stream { path: "x".into(), source: std::io::Error::other("stopped") })
        })))
    };
    output.write(&planned, &[0], stream, |_| ()).unwrap_err();
    // Removed now; a build that is killed leaves it.
    let temporary: std::path::PathBuf = found.into_inner().unwrap().unwrap();
    assert!(temporary.file_name().unwrap().to_str().unwrap().starts_with(".etalage-") && !temporary.exists());
    for next in [small(), Site::pages([("index", "a file")]), Site::pages([("index/deep/all.csv", "whole")])]
    {
        let folder = copy(folder.path());
        fs::create_dir_all(folder.path().join("index/deep")).unwrap();
        let left = folder.path().join("index/deep").join(temporary.file_name().unwrap());
        fs::write(&left, "begun").unwrap();
        next.build(folder.path());
        assert_eq!(tree(folder.path()), next.clean_tree());
    }
}

fn copy(folder: &Path) -> tempfile::TempDir {
    let target = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap) {
        let place = target.path().join(entry.path().strip_prefix(folder).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).unwrap();
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
    target
}

#[test]
fn a_damaged_manifest_loses_no_file_of_somebody_else_and_keeps_none_of_ours_stale() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path();
    small().build(out);
    let manifest = out.join(".etalage/manifest");
    let whole = fs::read(&manifest).unwrap();
    for damage in (0..whole.len()).step_by(5) {
        let mut bytes = whole.clone();
        bytes[damage] ^= 0x55;
        fs::write(&manifest, &bytes).unwrap();
        fs::write(out.join("index.html"), "hame").unwrap();
        fs::write(out.join("mine.txt"), "mine").unwrap();
        let output = open(out, false).unwrap();
        assert!(output.earlier().is_damaged());
        drop(output);
        assert_eq!(counts(&small().build(out)), [3, 3, 0, 0], "byte {damage}");
        assert_eq!(fs::read(out.join("mine.txt")).unwrap(), b"mine");
        fs::remove_file(out.join("mine.txt")).unwrap();
        assert_eq!(tree(out), small().clean_tree());
    }
}

#[test]
fn pages_with_paths_that_lead_elsewhere_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    for path in ["../x", "/x", "a//b", ".etalage/manifest", "a/../../x"] {
        let error = Site::pages([(path, "x")]).try_build(&out, false).unwrap_err();
        assert!(matches!(error, OutputError::Path { .. }), "{error}");
        let bundle = Content::Bundle([(path.to_owned(), vec![])].into());
        let error = Site::default().with("bundle", bundle).try_build(&out, false).unwrap_err();
        assert!(matches!(error, OutputError::Path { .. }), "{error}");
    }
    let bundle = Content::Bundle([("index.html".to_owned(), vec![])].into());
    let error = small().with("bundle", bundle).try_build(&out, false).unwrap_err();
    assert!(matches!(error, OutputError::Clash { .. }), "{error}");
}

#[test]
fn a_page_that_fails_stops_the_build_and_the_next_one_mends_it() {
    let folder = tempfile::tempdir().unwrap();
    small().build(folder.path());
    let big = many(500, "v1");
    let output = open(folder.path(), false).unwrap();
    let planned = big.planned();
    let stale = output.stale(&planned);
    let error = output
        .write(
            &planned,
            &stale,
            |place| match place {
                100.. => {
                    Err(SiteError::Stream { path: "x".into(), source: std::io::Error::other("no template") })
                }
                _ => Ok(Body::Bytes(b"half-way".into())),
            },
            |_| (),
        )
        .unwrap_err();
    assert!(error.to_string().contains("no template"), "{error}");
    assert!(open(folder.path(), false).unwrap().earlier().is_unfinished());
    // Not of the same catalogue, and not of the one before: the tree is its own.
    let third = many(30, "v3");
    third.build(folder.path());
    assert_eq!(tree(folder.path()), third.clean_tree());
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let site = many(300, "x").with("all", Content::Stream(vec![7; 100_000]));
    let trees: Vec<_> = [1, 2, 5]
        .into_iter()
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| site.clean_tree())
        })
        .collect();
    assert!(trees.iter().all(|tree| *tree == trees[0]));
}

/// A site of `count` pages that all say `text`.
fn many(count: usize, text: &str) -> Site {
    let page = |number: usize| {
        (
            format!("datasets/{number:05}/index.html"),
            Content::Bytes(format!("{text} {number} ").repeat(400).into_bytes()),
        )
    };
    let bundle =
        (0..40).map(|shard| (format!("search/{text}.{shard}"), text.repeat(999).into_bytes())).collect();
    Site((0..count).map(page).collect(), Duration::ZERO).with("search", Content::Bundle(bundle))
}

/// What `killed_at_any_moment` runs in a process of its own, to kill it.
#[test]
#[ignore = "a part of killed_at_any_moment"]
fn build_to_be_killed() {
    let Some(folder) = std::env::var_os("ETALAGE_TEST_FOLDER") else { return };
    slow_new().build(Path::new(&folder));
}

fn slow_new() -> Site {
    Site(many(300, "new").0, Duration::from_millis(1))
}

#[test]
fn killed_at_any_moment() {
    let this = std::env::current_exe().unwrap();
    let (old, new, other) = (many(250, "old"), slow_new(), many(70, "other"));
    let clean = [old.clean_tree(), new.clean_tree(), other.clean_tree()];
    let spawn = |folder: &Path| {
        let mut command = std::process::Command::new(&this);
        command.args(["--exact", "build_to_be_killed", "--ignored"]).env("ETALAGE_TEST_FOLDER", folder);
        command.stdout(std::process::Stdio::null()).spawn().unwrap()
    };
    // A build writes from when its journal is there until it ends.
    let wait_for_journal = |child: &mut std::process::Child, folder: &Path| {
        while !folder.join(".etalage/journal").exists() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(100));
        }
    };
    let writing = {
        let folder = tempfile::tempdir().unwrap();
        old.build(folder.path());
        let mut child = spawn(folder.path());
        wait_for_journal(&mut child, folder.path());
        let begun = std::time::Instant::now();
        child.wait().unwrap();
        begun.elapsed()
    };
    let mut killed = 0;
    for moment in 0..20_u32 {
        let folder = tempfile::tempdir().unwrap();
        old.build(folder.path());
        let mut child = spawn(folder.path());
        wait_for_journal(&mut child, folder.path());
        std::thread::sleep(writing * moment / 20);
        child.kill().unwrap();
        child.wait().unwrap();

        let left = tree(folder.path());
        for (path, bytes) in &left {
            let name = path.rsplit('/').next().unwrap();
            if path.starts_with(".etalage/") || name.starts_with(".etalage-") {
                continue;
            }
            assert!(
                clean[0].get(path) == Some(bytes) || clean[1].get(path) == Some(bytes),
                "{path} is neither old nor new"
            );
        }
        // Every old page that the new site has too is there.
        let lost =
            clean[0].keys().filter(|path| clean[1].contains_key(*path) && !left.contains_key(*path)).count();
        assert_eq!(lost, 0);
        if left.contains_key(".etalage/journal") {
            killed += 1;
        }
        let (next, tree_of_next) =
            [(&new, &clean[1]), (&other, &clean[2]), (&old, &clean[0])][moment as usize % 3];
        next.build(folder.path());
        assert!(tree(folder.path()) == *tree_of_next, "after a kill at moment {moment}");
    }
    assert!(killed >= 5, "hardly any build was killed half-way");
}

fn content() -> impl Strategy<Value = Content> {
    let bytes = prop::collection::vec(any::<u8>(), 0..20);
    prop_oneof![
        4 => bytes.clone().prop_map(Content::Bytes),
        1 => bytes.clone().prop_map(Content::Stream),
        1 => prop::collection::btree_map("s/[a-c]", bytes, 0..3).prop_map(Content::Bundle),
    ]
}

fn site() -> impl Strategy<Value = Site> {
    // Only one bundle: two could have the same file.
    prop::collection::btree_map("[ab](/[ab]){0,2}/i", content(), 0..8).prop_map(|mut routes| {
        let mut bundles = 0;
        routes.retain(|_, content| {
            bundles += usize::from(matches!(content, Content::Bundle(_)));
            !matches!(content, Content::Bundle(_)) || bundles == 1
        });
        Site(routes, Duration::ZERO)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_was_there_the_tree_is_that_of_a_clean_build(sites in prop::collection::vec(site(), 1..5)) {
        let folder = tempfile::tempdir().unwrap();
        for site in sites {
            site.build(folder.path());
            prop_assert_eq!(tree(folder.path()), site.clean_tree());
            prop_assert_eq!(site.build(folder.path()).rendered, 0);
        }
    }
}
