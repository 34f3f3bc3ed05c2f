//! Fetching a portal: whole or not at all, whatever the network and the portal do.
#![allow(clippy::unwrap_used)]

mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use etalage::config::Config;
use etalage::source::udata_api::{self, FetchError, Fetched};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use server::udata::{Records, Udata, date, portal, status};
use server::{Received, Reply};

/// A site in a folder of its own, whose source is a udata.
struct Site {
    folder: tempfile::TempDir,
    source: String,
}

impl Site {
    fn of(udata: &Udata) -> Self {
        let source = format!(
            "kind = \"udata-api\"\nurl = \"{}\"\nallow_private = true\nper_second = 2000\n",
            udata.server.url.as_str().trim_end_matches('/')
        );
        Self { folder: tempfile::tempdir().unwrap(), source }
    }

    fn with(mut self, line: &str) -> Self {
        self.source.push_str(line);
        self.source.push('\n');
        self
    }

    /// The same site, whose portal is at another address now.
    fn moved_to(&mut self, udata: &Udata) {
        let url = udata.server.url.as_str().trim_end_matches('/').to_owned();
        let lines = self.source.lines().map(|line| match line.strip_prefix("url = ") {
            Some(_) => format!("url = \"{url}\"\n"),
            None => format!("{line}\n"),
        });
        self.source = lines.collect();
    }

    fn write(&self) -> PathBuf {
        let path = self.folder.path().join("etalage.toml");
        let site = "[site]\ntitle = \"T\"\nbase_url = \"https://t.example\"\nlanguage = \"fr\"\n[source]\n";
        std::fs::write(&path, format!("{site}{}", self.source)).unwrap();
        path
    }

    fn snapshot(&self) -> PathBuf {
        self.folder.path().join("snapshot")
    }

    fn fetch(&self) -> Result<Fetched, FetchError> {
        let config = Config::load(&self.write()).unwrap();
        udata_api::fetch(&config, &self.snapshot(), &|_| ())
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let kinds = ["datasets", "organizations", "reuses", "dataservices", "topics", "posts"];
        let names = kinds.map(|kind| format!("{kind}.jsonl.gz"));
        names
            .into_iter()
            .filter_map(|name| Some((name.clone(), std::fs::read(self.snapshot().join(name)).ok()?)))
            .collect()
    }

    fn lines(&self, kind: &str) -> Vec<Value> {
        let bytes = std::fs::read(self.snapshot().join(format!("{kind}.jsonl.gz"))).unwrap();
        let mut text = String::new();
        GzDecoder::new(&*bytes).read_to_string(&mut text).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn ids(&self, kind: &str) -> BTreeSet<String> {
        self.lines(kind).iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etalage"));
        command.args(arguments).arg("--config").arg(self.write());
        command
    }
}

/// The snapshot of a portal that nothing happens to.
fn clean(datasets: usize) -> BTreeMap<String, Vec<u8>> {
    let udata = Udata::start(portal(datasets));
    let site = Site::of(&udata);
    site.fetch().unwrap();
    site.files()
}

#[test]
fn a_whole_portal_is_fetched() {
    let udata = Udata::start(portal(260));
    let site = Site::of(&udata);
    let fetched = site.fetch().unwrap();
    let counts = &fetched.manifest.counts;
    assert_eq!((counts["datasets"], counts["resources"], counts["organizations"]), (260, 390, 3));
    assert_eq!((counts["reuses"], counts["dataservices"], counts["topics"], counts["posts"]), (70, 2, 2, 4));
    assert_eq!(fetched.tally.requests, udata.server.requests().len() as u64);
    let datasets = site.lines("datasets");
    let ids: Vec<&str> = datasets.iter().map(|record| record["id"].as_str().unwrap()).collect();
    assert!(ids.is_sorted() && ids.len() == 260);
    assert_eq!(datasets[3]["resources"].as_array().unwrap().len(), 3);
    // Reuses name their datasets, and do not hold them.
    let reuse = &site.lines("reuses")[0];
    assert!(reuse["datasets"][0]["id"].is_string() && reuse["datasets"][0]["resources"].is_null());
    assert_eq!(site.lines("topics")[1]["elements"].as_array().unwrap().len(), 60);
    assert!(!site.folder.path().join("snapshot.part").exists());
    for file in &fetched.manifest.files {
        let bytes = std::fs::read(site.snapshot().join(&file.name)).unwrap();
        assert_eq!(file.bytes, bytes.len() as u64);
    }
    // Nobody is named.
    for kind in ["organizations", "reuses"] {
        let text = serde_json::to_string(&site.lines(kind)).unwrap();
        assert!(!text.contains("Jeanne") && !text.contains("jeanne"), "{text}");
    }
    let agent = &udata.server.requests()[0].headers["user-agent"];
    assert!(agent.starts_with("etalage/") && agent.contains("https://t.example"), "{agent}");
}

#[test]
fn every_fault_of_a_server_passes() {
    type Answer = fn() -> Reply;
    let faults: [(&str, Answer); 6] = [
        ("429", || status(429, "Too many requests").with("Retry-After", "0")),
        ("502", || Reply::html(502)),
        ("cut", || Reply::cut(vec![b' '; 1000])),
        ("html", || Reply::html(200)),
        ("badjson", || Reply::json("{\"data\": [{\"id\"")),
        ("closed", || Reply::raw(|_| ())),
    ];
    let expected = clean(260);
    std::thread::scope(|scope| {
        for (name, fault) in faults {
            let expected = &expected;
            scope.spawn(move || {
                let udata = Udata::with(portal(260), move |request, _| (request.number % 5 == 4).then(fault));
                let site = Site::of(&udata);
                let fetched = site.fetch().unwrap();
                assert!(fetched.tally.retries > 0, "{name}");
                assert!(site.files() == *expected, "{name}");
            });
        }
        let expected = &expected;
        scope.spawn(move || {
            let udata = Udata::with(portal(260), move |request, _| {
                let number = request.number;
                faults
                    .iter()
                    .enumerate()
                    .find(|(place, _)| number % (place + 5) == 4)
                    .map(|(_, (_, fault))| fault())
            });
            let site = Site::of(&udata);
            site.fetch().unwrap();
            assert!(site.files() == *expected, "all together");
        });
    });
}

#[test]
fn what_moves_between_pages_is_neither_lost_nor_doubled() {
    // Three go, one comes, one changes, while pages are turned.
    let udata = Udata::with(portal(260), |request, records| {
        if request.path == "/api/1/datasets/" && request.query.get("page").is_some_and(|page| page == "4") {
            let datasets = records.get_mut("datasets").unwrap();
            if datasets.len() == 260 {
                for gone in &mut datasets[..3] {
                    gone["deleted"] = json!("2026-01-16T00:00:00+00:00");
                }
                datasets[10]["title"] = json!("Autre titre");
                let mut new = datasets[20].clone();
                new["id"] = json!("5fffffffffffffffffffffff");
                new["created_at"] = json!("2025-01-01T00:00:00+00:00");
                datasets.push(new);
            }
        }
        None
    });
    let site = Site::of(&udata);
    site.fetch().unwrap();
    let ids = site.ids("datasets");
    assert_eq!(ids.len(), 258);
    assert!(ids.contains("5fffffffffffffffffffffff") && !ids.contains("5f0000000000000000000000"));
    let changed = site.lines("datasets").into_iter().find(|record| record["slug"] == "jeu-10").unwrap();
    assert_eq!(changed["title"], "Autre titre");
}

#[test]
fn a_list_that_repeats_and_skips_at_its_pages_is_still_whole() {
    let udata = Udata::with(portal(200), |request, records| {
        let (page, size) = (request.number_of("page", 1), request.number_of("page_size", 20));
        if request.path != "/api/1/datasets/" || page == 1 {
            return None;
        }
        // The first record of a page is the last of the page before.
        let mut sorted: Vec<&Value> = records["datasets"].iter().collect();
        sorted.sort_by_key(|record| record["created_at"].as_str().unwrap());
        if request.query["sort"].starts_with('-') {
            sorted.reverse();
        }
        let data: Vec<&Value> = sorted.into_iter().skip((page - 1) * size - 1).take(size).collect();
        Some(server::udata::reply(&json!({"data": data, "page": page, "page_size": size, "total": 200})))
    });
    let site = Site::of(&udata);
    site.fetch().unwrap();
    assert_eq!(site.ids("datasets").len(), 200);
}

#[test]
fn pages_shrink_for_a_server_that_fails_on_large_ones_and_resources_come_apart() {
    let mut records = portal(120);
    records.get_mut("datasets").unwrap()[77] = server::udata::dataset(77, 130);
    let largest = Arc::new(AtomicUsize::new(0));
    let answered = Arc::clone(&largest);
    // Fails on pages of more than 10, and on every page of the first version with the large dataset.
    let udata = Udata::with(records, move |request, _| {
        let size = request.number_of("page_size", 20);
        if request.path == "/api/1/datasets/" && request.header("x-fields").is_none() {
            let first = (request.number_of("page", 1) - 1) * size;
            if size > 10 || (first..first + size).contains(&77) {
                return Some(Reply::html(504));
            }
            answered.fetch_max(size, Ordering::SeqCst);
        }
        (request.path.contains("5f000000000000000000004d") && request.path.starts_with("/api/1/"))
            .then(|| Reply::html(504))
    });
    let site = Site::of(&udata).with("include = [\"datasets\"]");
    site.fetch().unwrap();
    assert_eq!(largest.load(Ordering::SeqCst), 5);
    let datasets = site.lines("datasets");
    assert_eq!(datasets.len(), 120);
    let large = datasets.iter().find(|record| record["slug"] == "jeu-77").unwrap();
    assert_eq!(large["resources"].as_array().unwrap().len(), 130);
    assert_eq!(large["resources"][129], server::udata::dataset(77, 130)["resources"][129]);
}

#[test]
fn a_fetch_that_ends_short_leaves_the_last_snapshot_and_is_taken_up() {
    let is_down = Arc::new(AtomicUsize::new(0));
    let state = Arc::clone(&is_down);
    let udata = Udata::with(portal(260), move |request, _| {
        let fails =
            state.load(Ordering::SeqCst) == 1 && request.query.get("page").is_some_and(|page| page == "5");
        fails.then(|| status(403, "closed"))
    });
    let site = Site::of(&udata);
    site.fetch().unwrap();
    let before = (site.files(), std::fs::read(site.snapshot().join("manifest.json")).unwrap());

    udata.records().get_mut("datasets").unwrap()[200]["title"] = json!("Nouveau titre");
    is_down.store(1, Ordering::SeqCst);
    let error = site.fetch().unwrap_err().to_string();
    assert!(error.contains("page=5") && error.contains("403 (closed)"), "{error}");
    assert!((site.files(), std::fs::read(site.snapshot().join("manifest.json")).unwrap()) == before);

    is_down.store(0, Ordering::SeqCst);
    let asked = udata.server.requests().len();
    let fetched = site.fetch().unwrap();
    assert!(fetched.is_resumed);
    let requests = udata.server.requests();
    let again = requests[asked..]
        .iter()
        .filter(|request| request.path == "/api/1/datasets/" && request.header("x-fields").is_none());
    // At least the pages before the fifth that had come are not asked for again.
    assert!(again.count() <= 3);
    assert_eq!(site.lines("datasets")[200]["title"], "Nouveau titre");
}

#[test]
fn a_killed_fetch_leaves_the_last_snapshot_and_its_pages() {
    let expected = clean(260);
    // Each answer takes its time, so that kills fall everywhere.
    let udata = Udata::with(portal(260), |_, _| {
        std::thread::sleep(Duration::from_millis(8));
        None
    });
    let site = Site::of(&udata);
    for moment in 0..10 {
        let mut child = site.command(&["fetch", "--quiet"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(5 + moment * 25));
        // SIGKILL: nothing is tidied up.
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(site.files().is_empty() || site.files() == expected, "kill {moment}");
    }
    assert!(site.command(&["fetch", "--quiet"]).status().unwrap().success());
    assert!(site.files() == expected);
}

#[test]
fn servers_that_lie_are_told_and_cost_little() {
    type Lie = fn(&Received) -> Option<Reply>;
    let lies: [(&str, Lie, &str); 9] = [
        ("file", |_| Some(Reply::redirect("file:///etc/passwd")), "only http and https are followed"),
        (
            "host",
            |_| Some(Reply::redirect("https://evil.example/api/1/site/")),
            "may not send its reader to another host",
        ),
        (
            "port",
            |_| Some(Reply::redirect("http://127.0.0.1:9/api/1/site/")),
            "may not send its reader to another host",
        ),
        ("loop", |request| Some(Reply::redirect(&request.path)), "too many redirects"),
        (
            "same page",
            |request| {
                let data: Vec<Value> = (0..50).map(|number| server::udata::dataset(number, 0)).collect();
                listed(request).then(|| server::udata::reply(&json!({"data": data, "total": 100_000})))
            },
            "the list does not turn its pages",
        ),
        (
            "itself",
            |request| {
                let data: Vec<Value> = (0..50).map(|number| server::udata::dataset(number, 0)).collect();
                let next = "http://127.0.0.1/api/1/datasets/?page=1&page_size=50";
                listed(request).then(|| {
                    server::udata::reply(&json!({"data": data, "total": 100, "page": 1, "next_page": next}))
                })
            },
            "names itself or an earlier one as the next",
        ),
        (
            "slash",
            |request| {
                let data = json!([{"id": "../../etc/passwd", "title": "x"}]);
                listed(request).then(|| server::udata::reply(&json!({"data": data, "total": 1})))
            },
            "which is none of udata's",
        ),
        (
            "huge",
            |request| {
                listed(request).then(|| {
                    Reply::raw(|stream| {
                        use std::io::Write;
                        let spaces = vec![b' '; 65536];
                        let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
                        let _ = write!(stream, "Content-Length: 2147483648\r\n\r\n");
                        while stream.write_all(&spaces).is_ok() {}
                    })
                })
            },
            "larger than 33554432 bytes",
        ),
        (
            "bomb",
            |request| {
                listed(request).then(|| {
                    let body = bomb();
                    Reply::new(200, "application/json", body).with("Content-Encoding", "gzip")
                })
            },
            "larger than 33554432 bytes",
        ),
    ];
    let start = Instant::now();
    std::thread::scope(|scope| {
        for (name, lie, message) in lies {
            scope.spawn(move || {
                let udata = Udata::with(portal(3), move |request, _| lie(request));
                let site = Site::of(&udata);
                let error = site.fetch().unwrap_err().to_string();
                assert!(error.contains(message), "{name}: {error}");
                assert!(!site.snapshot().exists(), "{name}");
            });
        }
    });
    assert!(start.elapsed() < Duration::from_secs(60));
}

fn listed(request: &Received) -> bool {
    request.path.ends_with("/datasets/")
}

/// 100 MB of spaces, packed.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    static BOMB: Mutex<Vec<u8>> = Mutex::new(Vec::new());
    let mut bomb = BOMB.lock().unwrap();
    if bomb.is_empty() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..100 {
            encoder.write_all(&vec![b' '; 1024 * 1024]).unwrap();
        }
        *bomb = encoder.finish().unwrap();
    }
    bomb.clone()
}

#[test]
fn a_list_without_end_is_told() {
    // Every page is new and announces more.
    let udata = Udata::with(portal(3), |request, _| {
        let page = request.number_of("page", 1);
        let size = request.number_of("page_size", 50);
        let data: Vec<Value> =
            (0..size).map(|place| server::udata::dataset((page - 1) * size + place, 0)).collect();
        let total = page * 1000 + 1000;
        listed(request).then(|| server::udata::reply(&json!({"data": data, "page": page, "total": total})))
    });
    let site = Site::of(&udata);
    let error = site.fetch().unwrap_err().to_string();
    assert!(error.contains("grows without end") || error.contains("could be found"), "{error}");
    assert!(udata.server.requests().len() < 2000);
}

#[test]
fn an_organization_by_its_slug_is_fetched_with_what_belongs_to_it() {
    let udata = Udata::start(portal(90));
    let site = Site::of(&udata).with("organizations = [\"ville-1\"]");
    let fetched = site.fetch().unwrap();
    assert_eq!(fetched.manifest.counts["datasets"], 30);
    assert_eq!(site.ids("organizations").into_iter().collect::<Vec<_>>(), [format!("60{:022x}", 1)]);
    // Reuses of its datasets, and no others.
    assert!(site.lines("reuses").iter().all(|reuse| {
        let dataset = reuse["datasets"][0]["id"].as_str().unwrap();
        site.ids("datasets").contains(dataset)
    }));
    assert_eq!(site.lines("reuses").len(), 23);
    assert_eq!(site.lines("dataservices").len(), 1);
    assert_eq!(fetched.manifest.source.filters["organizations"], ["ville-1"]);
}

#[test]
fn filters_narrow_and_named_ones_add() {
    let mut records = portal(90);
    records.get_mut("datasets").unwrap()[4]["tags"] = json!(["velo"]);
    let udata = Udata::start(records);
    let count = |lines: &[&str]| {
        let site = lines.iter().fold(Site::of(&udata), |site, line| site.with(line));
        site.fetch().map(|fetched| fetched.manifest.counts["datasets"])
    };
    assert_eq!(count(&["tags = [\"velo\"]"]).unwrap(), 1);
    assert_eq!(count(&["tags = [\"velo\", \"mobilite\"]"]).unwrap(), 90);
    assert_eq!(count(&["tags = [\"velo\"]", "organizations = [\"ville-1\"]"]).unwrap(), 1);
    assert_eq!(count(&["tags = [\"velo\"]", "datasets = [\"jeu-7\"]"]).unwrap(), 2);
    assert_eq!(count(&["topics = [\"sujet-0\"]"]).unwrap(), 60);
    assert_eq!(count(&["q = \"Jeu 8\""]).unwrap(), 11);
}

#[test]
fn wrong_filters_are_told() {
    let udata = Udata::start(portal(9));
    let error = |line: &str| Site::of(&udata).with(line).fetch().unwrap_err().to_string();
    let unknown = error("organizations = [\"vile-1\"]");
    assert!(
        unknown.contains("knows no organization \"vile-1\". Did you mean \"ville-1\" (Ville 1)"),
        "{unknown}"
    );
    let nothing = error("organizations = [\"ville-1\"]\ntags = [\"absent\"]");
    assert!(nothing.contains("matches organizations = \"ville-1\", tags = \"absent\""), "{nothing}");
    assert!(error("datasets = [\"absent\"]").contains("knows no dataset \"absent\""));
    // A portal that does not know a filter must not be fetched whole instead.
    let deaf = Udata::with(portal(9), |request, records| {
        let mut request = request.clone();
        request.query.remove("tag");
        Some(server::udata::answer(&request, records))
    });
    let ignored = Site::of(&deaf).with("tags = [\"velo\"]").fetch().unwrap_err().to_string();
    assert!(ignored.contains("does not know this filter"), "{ignored}");
}

#[test]
fn a_key_goes_to_the_portal_and_nowhere_else() {
    let udata = Udata::with(portal(60), |request, _| {
        (request.header("x-api-key") != Some("s3cret-key")).then(|| status(401, "who are you?"))
    });
    let site = Site::of(&udata);
    let without = site.command(&["fetch"]).env_remove("ETALAGE_API_KEY").output().unwrap();
    assert_eq!(without.status.code(), Some(1));
    let with = site.command(&["fetch"]).env("ETALAGE_API_KEY", "s3cret-key").output().unwrap();
    assert!(with.status.success());
    let mut told = [with.stdout, with.stderr, without.stdout, without.stderr].concat();
    for entry in walkdir::WalkDir::new(site.folder.path()) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let mut bytes = std::fs::read(entry.path()).unwrap();
            if entry.path().extension().is_some_and(|extension| extension == "gz") {
                let packed = std::mem::take(&mut bytes);
                GzDecoder::new(&*packed).read_to_end(&mut bytes).unwrap();
            }
            told.extend(bytes);
        }
    }
    assert!(!String::from_utf8_lossy(&told).contains("s3cret"));
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let udata = Udata::start(portal(3));
    let site = Site::of(&udata);
    std::fs::create_dir(site.snapshot()).unwrap();
    std::fs::write(site.snapshot().join("thesis.txt"), "years of work").unwrap();
    let error = site.fetch().unwrap_err().to_string();
    assert!(error.contains("holds no snapshot"), "{error}");
    assert_eq!(std::fs::read(site.snapshot().join("thesis.txt")).unwrap(), b"years of work");
}

#[test]
fn kinds_that_a_portal_does_not_serve_are_absent_until_they_vanish() {
    let mut records = portal(9);
    records.remove("dataservices");
    let udata = Udata::start(records);
    let mut site = Site::of(&udata);
    let fetched = site.fetch().unwrap();
    assert_eq!(fetched.absent.len(), 1);
    assert!(!site.snapshot().join("dataservices.jsonl.gz").exists());
    // One that was there is an error, and the last snapshot stays.
    let is_gone = Arc::new(AtomicUsize::new(0));
    let state = Arc::clone(&is_gone);
    let whole = Udata::with(portal(9), move |request, _| {
        (state.load(Ordering::SeqCst) == 1 && request.path.contains("/reuses/"))
            .then(|| status(404, "not found"))
    });
    site.moved_to(&whole);
    site.fetch().unwrap();
    is_gone.store(1, Ordering::SeqCst);
    let error = site.fetch().unwrap_err().to_string();
    assert!(error.contains("does not serve reuses any more (404), and the last snapshot has 70"), "{error}");
    assert_eq!(site.lines("reuses").len(), 70);
}

#[test]
fn a_second_fetch_takes_what_changed_by_few_requests() {
    let udata = Udata::start(portal(1200));
    let site = Site::of(&udata);
    site.fetch().unwrap();
    let first = udata.server.requests().len();
    {
        let mut records = udata.records();
        let datasets = records.get_mut("datasets").unwrap();
        for number in 0..150 {
            datasets[number * 7]["description"] = json!("Autre description");
            datasets[number * 7]["last_update"] = json!(date(2000 + number));
        }
        // What a list by date does not show.
        datasets[3]["title"] = json!("Titre corrigé");
        datasets[4]["deleted"] = json!("2026-01-16T00:00:00+00:00");
        datasets[5]["archived"] = json!("2026-01-16T00:00:00+00:00");
        let mut new = server::udata::dataset(5000, 2);
        new["last_update"] = json!(date(2500));
        datasets.push(new);
    }
    site.fetch().unwrap();
    let second = udata.server.requests().len() - first;
    assert!(second < 30, "{second} requests after {first}");
    let updated = site.files();
    // The same as a fetch that begins with nothing.
    let fresh = Site::of(&udata);
    fresh.fetch().unwrap();
    assert!(updated == fresh.files());
    assert_eq!(site.lines("datasets").len(), 1199);
}

#[test]
fn an_export_tells_what_changed_and_what_went() {
    let exports = |records: &Records| {
        let mut text = "\"id\";\"title\";\"archived\";\"metric.views\"\r\n".to_owned();
        for record in records["datasets"].iter().filter(|record| record["deleted"].is_null()) {
            use std::fmt::Write;
            let archived =
                record["archived"].as_str().map_or("False".to_owned(), |date| format!("\"{date}\""));
            let (id, title) = (record["id"].as_str().unwrap(), record["title"].as_str().unwrap());
            let _ = write!(text, "\"{id}\";\"{title}\";{archived};{}\r\n", record["metrics"]["views"]);
        }
        text
    };
    let udata = Udata::with(portal(5200), move |request, records| match request.path.as_str() {
        "/api/1/site/datasets.csv" => Some(Reply::redirect("/exports/export-dataset-20260116.csv")),
        "/exports/export-dataset-20260116.csv" => Some(Reply::new(200, "text/csv", exports(records))),
        _ => None,
    });
    let site = Site::of(&udata).with("include = [\"datasets\"]");
    site.fetch().unwrap();
    let first = udata.server.requests().len();
    {
        let mut records = udata.records();
        let datasets = records.get_mut("datasets").unwrap();
        for (number, dataset) in datasets.iter_mut().enumerate().take(200) {
            dataset["description"] = json!("Autre description");
            dataset["last_update"] = json!(date(6000 + number % 20));
            dataset["title"] = json!(format!("Autre titre {number}"));
        }
        datasets[1000]["title"] = json!("Titre corrigé");
        datasets[1001]["license"] = json!("fr-lo");
        datasets[1001]["title"] = json!("Licence corrigée");
        datasets[1002]["deleted"] = json!("2026-01-16T00:00:00+00:00");
        datasets[1003]["archived"] = json!("2026-01-16T00:00:00+00:00");
        // Views move every night, and are no change.
        for dataset in datasets.iter_mut().skip(1100) {
            dataset["metrics"]["views"] = json!(12345);
        }
    }
    site.fetch().unwrap();
    let second = udata.server.requests().len() - first;
    assert!(second < 30, "{second} requests after {first}");
    let lines = site.lines("datasets");
    assert_eq!(lines.len(), 5198);
    let of = |slug: &str| lines.iter().find(|record| record["slug"] == slug);
    assert_eq!(of("jeu-1000").unwrap()["title"], "Titre corrigé");
    assert_eq!(of("jeu-1001").unwrap()["license"], "fr-lo");
    assert_eq!(of("jeu-199").unwrap()["description"], "Autre description");
    assert!(of("jeu-1002").is_none() && of("jeu-1003").is_none());
}

#[test]
fn exports_are_downloaded_from_their_stable_addresses() {
    let datasets = "\"id\";\"title\";\"slug\";\"organization\";\"organization_id\";\"owner\";\"owner_id\";\"tags\"\r\n\
                    \"d1\";\"Arbres\";\"arbres\";\"Ville\";\"o1\";\"\";\"\";\"nature,ville\"\r\n\
                    \"d2\";\"Bus\nà l'heure\";\"bus\";\"\";\"\";\"jeanne-secret\";\"u1\";\"bus\"\r\n";
    let resources = "\"dataset.id\";\"id\";\"title\";\"url\";\"format\"\r\n\
                     \"d1\";\"r1\";\"arbres.csv\";\"https://f.example/a.csv\";\"csv\"\r\n\
                     \"d2\";\"r2\";\"bus.csv\";\"https://f.example/b.csv\";\"csv\"\r\n";
    let organizations =
        "\"id\";\"name\";\"slug\"\r\n\"o1\";\"Ville\";\"ville\"\r\n\"o2\";\"Autre\";\"autre\"\r\n";
    let udata = Udata::with(portal(3), move |request, _| {
        let file = |text: &str| {
            if request.header("if-none-match") == Some("\"v1\"") {
                return Some(status(304, ""));
            }
            Some(Reply::new(200, "text/csv", text).with("ETag", "\"v1\""))
        };
        match request.path.as_str() {
            "/api/1/site/datasets.csv" => Some(Reply::redirect("/exports/export-dataset-20260116.csv")),
            "/exports/export-dataset-20260116.csv" => file(datasets),
            "/api/1/site/resources.csv" => file(resources),
            // As before udata 10.3.2.
            "/organizations.csv" => file(organizations),
            "/api/1/organizations/ville/" => {
                Some(server::udata::reply(&json!({"id": "o1", "slug": "ville"})))
            }
            _ => None,
        }
    });
    let mut site = Site::of(&udata);
    site.source = site.source.replace("udata-api", "udata-exports");
    let fetched = site.fetch().unwrap();
    assert_eq!(fetched.manifest.counts["datasets"], 2);
    assert_eq!(fetched.manifest.counts["resources"], 2);
    assert_eq!(fetched.absent.len(), 2);
    let text = |name: &str| {
        let bytes = std::fs::read(site.snapshot().join(name)).unwrap();
        std::io::read_to_string(GzDecoder::new(&*bytes)).unwrap()
    };
    // As it came, but for the owner's name.
    assert_eq!(text("datasets.csv.gz"), datasets.replace("jeanne-secret", ""));
    assert_eq!(text("resources.csv.gz"), resources);
    let built = site.command(&["build"]).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let page = std::fs::read_to_string(site.folder.path().join("public/datasets/arbres/index.html")).unwrap();
    assert!(page.contains("arbres.csv"));
    // Nothing new: nothing is sent again.
    let before = site.fetch().unwrap().tally.bytes;
    assert!(before < 200, "{before}");
    assert_eq!(text("resources.csv.gz"), resources);
    // One organization.
    let site = Site { folder: tempfile::tempdir().unwrap(), source: site.source.clone() }
        .with("organizations = [\"ville\"]");
    let counts = site.fetch().unwrap().manifest.counts;
    assert_eq!((counts["datasets"], counts["resources"], counts["organizations"]), (1, 1, 1));
    // Cut off, and elsewhere.
    let cut = Udata::with(portal(3), |request, _| {
        request
            .path
            .ends_with("datasets.csv")
            .then(|| Reply::new(200, "text/csv", "\"id\";\"title\"\r\n\"a\";\"A\"\r\n\"b\""))
    });
    let mut site = site;
    site.source = site.source.replace("organizations = [\"ville\"]\n", "");
    site.moved_to(&cut);
    let error = site.fetch().unwrap_err().to_string();
    assert!(error.contains("the file is cut off"), "{error}");
    let away = Udata::with(portal(3), |request, _| {
        request
            .path
            .ends_with("datasets.csv")
            .then(|| Reply::redirect("https://files.example.org/datasets.csv"))
    });
    site.moved_to(&away);
    let error = site.fetch().unwrap_err().to_string();
    assert!(error.contains("add it to `hosts` under `[source]`"), "{error}");
}

#[test]
fn a_build_fetches_what_it_lacks_and_makes_do_with_the_last_snapshot() {
    let udata = Udata::start(portal(9));
    let mut site = Site::of(&udata);
    let built = site.command(&["build"]).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(site.folder.path().join("public/datasets/jeu-4/index.html").exists());
    let asked = udata.server.requests().len();
    assert!(site.command(&["build", "--quiet"]).status().unwrap().success());
    assert_eq!(udata.server.requests().len(), asked);
    // The portal is down.
    let down = Udata::with(portal(9), |_, _| Some(status(403, "closed for the night")));
    site.moved_to(&down);
    let built = site.command(&["build", "--fetch"]).output().unwrap();
    let told = String::from_utf8(built.stderr).unwrap();
    assert!(built.status.success() && told.contains("403 (closed for the night)"), "{told}");
    assert!(told.contains("made of the last snapshot, of 20"), "{told}");
    assert_eq!(told.matches("closed for the night").count(), 1, "{told}");
    // A build that does not try to renew it says it all the same.
    let told = String::from_utf8(site.command(&["build"]).output().unwrap().stderr).unwrap();
    assert_eq!(told.matches("closed for the night").count(), 1, "{told}");
    // Without any snapshot it is an error.
    std::fs::remove_dir_all(site.snapshot()).unwrap();
    let failed = site.command(&["build"]).output().unwrap();
    assert_eq!(failed.status.code(), Some(1));
}

#[test]
fn a_site_that_init_begins_builds_as_it_is() {
    let udata = Udata::start(portal(9));
    let folder = tempfile::tempdir().unwrap();
    let url = udata.server.url.as_str().trim_end_matches('/').to_owned();
    for (host, language) in
        [("netlify", "fr"), ("cloudflare", "en"), ("github", "fr"), ("gitlab", "en"), ("plain", "fr")]
    {
        let site = folder.path().join(host);
        let etalage = |arguments: &[&str], at: &Path| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_etalage"));
            command.args(arguments).current_dir(at).output().unwrap()
        };
        let arguments = [
            "init",
            host,
            "--url",
            &url,
            "--organization",
            "ville-2",
            "--host",
            host,
            "--language",
            language,
        ];
        let begun = etalage(&arguments, folder.path());
        assert!(begun.status.success(), "{}", String::from_utf8_lossy(&begun.stderr));
        let again = etalage(&arguments, folder.path());
        assert_eq!(again.status.code(), Some(1));
        let told = String::from_utf8(again.stderr).unwrap();
        assert!(
            told.contains("already there") && told.contains("etalage.toml") && told.contains("--force"),
            "{told}"
        );
        let built = etalage(&["build"], &site);
        assert!(built.status.success(), "{host}: {}", String::from_utf8_lossy(&built.stderr));
        assert!(site.join("public/datasets/jeu-2/index.html").exists());
        assert!(!site.join("public/datasets/jeu-3").exists());
        assert!(site.join("public/pages/legal/accessibility/index.html").exists());
    }
}
