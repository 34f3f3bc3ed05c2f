//! The build command, from exports to files: what it writes, what it leaves, what it says.
#![allow(clippy::unwrap_used)] // Helpers of tests fail as tests do.

#[path = "support/portal.rs"]
mod portal;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use portal::{Portal, tree};

#[test]
fn a_catalogue_becomes_a_site() {
    let portal = Portal::of(20);
    let built = portal.build();
    for address in
        ["", "datasets/", "datasets/dataset-7/", "organizations/city/", "reuses/reuse-of-10/", "404.html"]
    {
        assert!(built.page(address).starts_with("<!doctype html>"), "{address}");
    }
    assert!(built.page("datasets/dataset-7/").contains("<strong>Dataset 7</strong>"));
    let report = built.report();
    assert_eq!(report["catalog"]["datasets"], 20);
    assert_eq!(report["catalog"]["resources"], 20);
    assert_eq!(report["catalog"]["organizations"], 3);
    assert_eq!(report["catalog"]["reuses"], 2);
    assert_eq!(report["catalog"]["tags"], 3);
    assert_eq!(report["snapshot"]["date"], "2026-01-16");
    let files = tree(&built.folder)
        .into_iter()
        .filter(|(path, _)| !path.starts_with(".etalage") && !path.ends_with('/'));
    let sizes: Vec<usize> = files.map(|(_, bytes)| bytes.len()).collect();
    assert_eq!(built.files(), [sizes.len() as u64, 0, 0]);
    assert_eq!(report["bytes"], sizes.iter().sum::<usize>());
    for phase in ["read", "prepare", "render", "search", "write", "total"] {
        assert!(report["seconds"][phase].as_f64().unwrap() >= 0.0, "{phase}");
    }
    if cfg!(target_os = "linux") {
        assert!(report["peak_rss_bytes"].as_u64().unwrap() > 1_000_000);
    }
    assert!(built.text().contains("20 datasets (0 archived), 20 files, 3 organizations"), "{}", built.text());
}

#[test]
fn what_is_wrong_with_the_data_is_told() {
    let mut portal = Portal::of(3);
    portal.files.get_mut("resource").unwrap()[1].insert("dataset.id".into(), "gone".into());
    let built = portal.build();
    let report = built.report();
    let findings = report["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["kind"] == "dangling-resource-dataset").unwrap();
    assert_eq!((finding["count"].as_u64(), finding["severity"].as_str()), (Some(1), Some("error")));
    let example = &finding["examples"][0];
    for (field, value) in
        [("file", "export-resource-20260116.csv"), ("field", "dataset.id"), ("value", "gone")]
    {
        assert_eq!(example[field], value);
    }
    assert_eq!(example["row"], 2);
    assert!(!example["done"].as_str().unwrap().is_empty());
    let text = built.text();
    assert!(text.contains("1 record lost") && text.contains("dangling-resource-dataset"), "{text}");
}

#[test]
fn a_second_build_writes_nothing() {
    let portal = Portal::of(30);
    let first = portal.build();
    let before = first.tree();
    let second = portal.build();
    assert_eq!(second.files(), [0, first.files()[0], 0]);
    assert!(second.errors().contains("0 of them to render"), "{}", second.errors());
    assert!(second.tree() == before);
}

#[test]
fn a_changed_catalogue_gives_the_tree_of_a_clean_build() {
    let mut portal = Portal::of(60);
    let first = portal.build();
    let datasets = portal.files.get_mut("dataset").unwrap();
    datasets[10].insert("title".into(), "Another title".into());
    datasets[20].insert("description".into(), "Another description.".into());
    let gone = datasets.remove(30)["id"].clone();
    portal.files.get_mut("resource").unwrap().retain(|row| row["dataset.id"] != gone);
    portal.dataset("A new one").organization("Newcomer").resource("new.csv");
    let second = portal.build();
    assert!(second.tree() == portal.clean_tree());
    assert!(!second.has("datasets/dataset-30") && second.has("datasets/a-new-one/index.html"));
    let [written, unchanged, deleted] = second.files();
    assert!(deleted >= 1 && written < unchanged, "{written} {unchanged} {deleted}");
    // What was written is what differs.
    let (old, new) = (first.report()["files"]["written"].as_u64().unwrap(), written + unchanged);
    assert!(new >= old);
}

#[test]
fn only_files_that_differ_are_written() {
    let mut portal = Portal::of(40);
    portal.build();
    let before = portal.try_build().tree();
    portal.files.get_mut("dataset").unwrap()[3].insert("title".into(), "Another title".into());
    let built = portal.build();
    let after = built.tree();
    let differ = after.iter().filter(|(path, bytes)| {
        !path.starts_with(".etalage") && !path.ends_with('/') && before.get(*path) != Some(bytes)
    });
    let differ: Vec<_> = differ.map(|(path, _)| path).collect();
    assert_eq!(built.files()[0], differ.len() as u64, "{differ:?}");
}

#[test]
fn the_same_bytes_wherever_and_however_it_runs() {
    let mut portal = Portal::of(40);
    let reference = portal.clean_tree();
    for (name, value) in [
        ("RAYON_NUM_THREADS", "1"),
        ("RAYON_NUM_THREADS", "3"),
        ("TZ", "Pacific/Kiritimati"),
        ("TZ", "America/Los_Angeles"),
        ("LC_ALL", "fr_FR.UTF-8"),
        ("LC_ALL", "C"),
    ] {
        portal.environment(name, value);
        assert!(portal.clean_tree() == reference, "{name}={value}");
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let mut command = portal.command(&elsewhere.path().join("public"));
    command.current_dir("/").arg("--config").arg(portal.path().join("etalage.toml"));
    assert!(command.output().unwrap().status.success());
    assert!(tree(&elsewhere.path().join("public")) == reference);
}

#[test]
fn killed_at_any_moment_every_file_is_whole_and_the_next_build_is_clean() {
    let old = Portal::of(60);
    // Another portal's title: every page changes. Another slug: pages come and go.
    let mut changed = Portal::of(60);
    changed.config(
        "[site]\ntitle = \"Another\"\nbase_url = \"https://portal.example.org\"\nlanguage = \"en\"\n\
         [source]\npath = \"export\"\n",
    );
    for row in changed.files.get_mut("dataset").unwrap().iter_mut().skip(20) {
        let title = format!("New {}", row["title"]);
        row.insert("slug".into(), title.to_lowercase().replace(' ', "-"));
        row.insert("title".into(), title);
    }
    let mut other = Portal::of(15);
    other.argument("--accept-shrink");
    let (old_tree, new_tree, other_tree) = (old.clean_tree(), changed.clean_tree(), other.clean_tree());
    let spawn = |out: &Path| {
        let mut command = changed.command(out);
        command.stderr(std::process::Stdio::null()).stdout(std::process::Stdio::null()).spawn().unwrap()
    };
    // How long a build over the old site takes until it writes, and how long it writes: its journal shows.
    let wait_for_journal = |child: &mut Child, out: &Path| {
        let begun = Instant::now();
        while !out.join(".etalage/journal").exists() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        begun.elapsed()
    };
    let (before, writing) = {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        assert!(old.build_into(&out).output.status.success());
        let mut child = spawn(&out);
        let before = wait_for_journal(&mut child, &out);
        let begun = Instant::now();
        assert!(child.wait().unwrap().success());
        (before, begun.elapsed())
    };
    let mut interrupted = 0;
    for moment in 0..20_u32 {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        assert!(old.build_into(&out).output.status.success());
        let mut child = spawn(&out);
        if moment < 5 {
            std::thread::sleep(before * moment / 4);
        } else {
            wait_for_journal(&mut child, &out);
            std::thread::sleep(writing * (moment - 5) / 15);
        }
        let _ = child.kill();
        child.wait().unwrap();
        let left = tree(&out);
        interrupted += u32::from(left.contains_key(".etalage/journal"));
        for (path, bytes) in &left {
            if path.starts_with(".etalage/") || path.rsplit('/').next().unwrap().starts_with(".etalage-") {
                continue;
            }
            let is_whole = [&old_tree, &new_tree].iter().any(|tree| tree.get(path) == Some(bytes));
            assert!(is_whole, "{path} is neither old nor new, killed at moment {moment}");
        }
        let (next, clean): (&Portal, &BTreeMap<String, Vec<u8>>) =
            [(&changed, &new_tree), (&other, &other_tree)][moment as usize % 2];
        let built = next.build_into(&out);
        assert!(built.output.status.success(), "{}", built.errors());
        assert!(built.tree() == *clean, "killed at moment {moment}");
    }
    println!("{interrupted} of 20 builds were killed while they wrote");
    assert!(interrupted > 0);
}

#[test]
fn quiet_means_quiet() {
    let mut portal = Portal::of(3);
    portal.argument("--quiet");
    let built = portal.build();
    assert_eq!((built.text(), built.errors()), (String::new(), String::new()));
}

#[test]
fn elsewhere_there_are_lines_and_no_bars() {
    let built = Portal::of(3).build();
    let errors = built.errors();
    assert_eq!(errors.lines().count(), 3, "{errors}");
    assert!(!errors.contains('\r') && !errors.contains('\u{1b}'), "{errors}");
    assert!(errors.starts_with("Read "), "{errors}");
}

#[test]
fn a_dry_run_writes_nothing_and_foretells() {
    let mut portal = Portal::of(12);
    portal.argument("--dry-run");
    let dry = portal.build();
    assert!(!dry.folder.exists());
    let foretold = dry.report();
    assert_eq!(foretold["dry_run"], true);

    let mut portal = Portal::of(12);
    let built = portal.build();
    // A bundle, whose files are known only once it is made, counts as one.
    let prepared = |errors: String| errors.lines().nth(1).unwrap().split(" in ").next().unwrap().to_owned();
    assert_eq!(prepared(dry.errors()), prepared(built.errors()));
    assert!(dry.files()[0] > 20 && dry.files()[0] <= built.files()[0]);
    let (about, exactly) = (foretold["bytes"].as_u64().unwrap(), built.report()["bytes"].as_u64().unwrap());
    assert!(about.abs_diff(exactly) < exactly / 5, "{about} {exactly}");

    portal.files.get_mut("dataset").unwrap().pop();
    portal.files.get_mut("resource").unwrap().pop();
    let before = built.tree();
    portal.argument("--dry-run");
    let dry = portal.build();
    assert!(dry.tree() == before);
    assert_eq!(dry.files()[2], 1);
}

#[test]
fn a_host_that_would_refuse_is_told_before_anything_is_written() {
    let mut portal = Portal::of(12);
    portal.and_config("[host]\nkind = \"cloudflare\"\nmax_files = 20");
    let built = portal.try_build();
    assert_eq!(built.output.status.code(), Some(1));
    let errors = built.errors();
    assert!(
        errors.contains("error: the site has ") && errors.contains("Cloudflare Pages takes 20."),
        "{errors}"
    );
    assert!(!built.folder.exists());
    portal.argument("--dry-run");
    assert_eq!(portal.try_build().output.status.code(), Some(1));
}

#[test]
fn options_stand_in_for_the_configuration() {
    let portal = Portal::of(3);
    portal.write();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(portal.path().join("export"), elsewhere.path().join("moved")).unwrap();
    let mut command = portal.command("other".as_ref());
    command.args(["--base-url", "https://example.net/sub/", "--source"]).arg(elsewhere.path().join("moved"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(portal.path().join("other/datasets/dataset-1/index.html")).unwrap();
    assert!(
        page.contains("https://example.net/sub/datasets/dataset-1/") && page.contains("\"/sub/"),
        "{page}"
    );
    assert!(!page.contains("portal.example.org"));
}

#[test]
fn what_is_missing_or_wrong_stops_before_anything_is_written() {
    for (arguments, status, said) in [
        (&["--source", "nowhere"][..], 1, "error: cannot read the source nowhere"),
        (&["--theme", "nothing"], 1, "error: "),
        (&["--theme", "../x"], 1, "error: --theme: "),
        (&["--base-url", "x"], 1, "error: --base-url: "),
        (&["--config", "none.toml"], 1, "error: none.toml: no such file"),
        (&["--frobnicate"], 2, "error: unexpected argument '--frobnicate'"),
    ] {
        let portal = Portal::of(2);
        portal.write();
        let output = portal.command("public".as_ref()).args(arguments).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?} {errors}");
        assert!(errors.contains(said), "{arguments:?} {errors}");
        assert!(!portal.path().join("public").exists(), "{arguments:?}");
    }
    let mut portal = Portal::of(2);
    portal.and_config("[hots]\nkind = \"plain\"");
    let built = portal.try_build();
    assert_eq!(built.output.status.code(), Some(1));
    assert!(built.errors().contains("Did you mean `host`?"), "{}", built.errors());
}

#[test]
fn a_folder_of_somebody_else_is_refused_before_the_catalogue_is_read() {
    let portal = Portal::of(2);
    portal.write();
    fs::create_dir(portal.path().join("public")).unwrap();
    fs::write(portal.path().join("public/thesis.txt"), "theirs").unwrap();
    let begun = Instant::now();
    let built = portal.try_build();
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert_eq!(built.output.status.code(), Some(1));
    assert!(built.errors().contains("--force") && !built.errors().contains("Read "), "{}", built.errors());
    let mut portal = portal;
    portal.argument("--force");
    let built = portal.build();
    assert_eq!(built.page("thesis.txt"), "theirs");
}
