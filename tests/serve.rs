//! The preview: what it serves, what it refuses, how it follows the files that it is made of.
#![allow(clippy::unwrap_used)] // Helpers of tests fail as tests do.

#[path = "support/portal.rs"]
mod portal;
#[path = "support/preview.rs"]
mod preview;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use portal::{Portal, tree};
use preview::{Preview, save_by_renaming};

/// Compares every file of a built site with what the preview serves. Gives how many there are.
fn assert_serves(preview: &Preview, built: &Path) -> usize {
    let mut count = 0;
    for (path, bytes) in tree(built) {
        if path.ends_with('/') || path.starts_with(".etalage") {
            continue;
        }
        assert_serves_file(preview, &path, &bytes);
        count += 1;
    }
    count
}

/// Compares a file of a built site with what the preview serves.
fn assert_serves_file(preview: &Preview, path: &str, bytes: &[u8]) {
    let address = path.strip_suffix("index.html").unwrap_or(path);
    let response = preview.get(&encoded(address));
    assert_eq!(response.status, 200, "{path}: {}", response.text());
    assert!(response.built() == bytes, "{path} differs from what a build writes");
    let is_page = Path::new(path).extension().is_some_and(|extension| extension == "html");
    assert_eq!(response.body.len() > bytes.len(), is_page, "{path}: script");
}

fn encoded(address: &str) -> String {
    percent_encoding::utf8_percent_encode(address, percent_encoding::CONTROLS).to_string().replace(' ', "%20")
}

#[test]
fn what_is_served_is_what_a_build_writes() {
    let mut portal = Portal::of(60);
    portal.file("content/about.md", "+++\ntitle = \"About\"\n+++\nText.\n");
    portal.file("content/table.csv", "a,b\n1,2\n");
    let built = portal.build();
    let preview = Preview::of(&portal);
    assert!(assert_serves(&preview, &built.folder) > 100);
}

#[test]
fn the_demo_portal_is_served_as_it_is_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_etalage"))
        .current_dir(root)
        .args(["build", "--quiet", "--out"])
        .arg(folder.path().join("site"))
        .status()
        .unwrap();
    assert!(built.success());
    let preview = Preview::start(root, &["--quiet"]);
    assert!(assert_serves(&preview, &folder.path().join("site")) > 250);
}

/// Over a whole catalogue: the folder of exports in `ETALAGE_NATIONAL`. Run it with `--release`: it builds the site.
#[test]
fn a_national_portal_is_served_as_it_is_built() {
    let Some(exports) = std::env::var_os("ETALAGE_NATIONAL").map(PathBuf::from).filter(|path| path.is_dir())
    else {
        println!("not tested: no national catalogue (set ETALAGE_NATIONAL to a folder of udata exports)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let config = format!(
        "[site]\ntitle = \"National\"\nbase_url = \"https://donnees.example.fr\"\n[source]\npath = '{}'\n",
        fs::canonicalize(exports).unwrap().display()
    );
    fs::write(folder.path().join("etalage.toml"), config).unwrap();
    let build = Command::new(env!("CARGO_BIN_EXE_etalage"))
        .current_dir(folder.path())
        .args(["build", "--quiet", "--out", "site"])
        .env_remove("SOURCE_DATE_EPOCH")
        .status();
    assert!(build.unwrap().success());
    let built = folder.path().join("site");
    let preview = Preview::start(folder.path(), &["--quiet"]);
    let paths = some_of(&built, 1000);
    assert!(paths.len() >= 1000, "{} files", paths.len());
    for path in &paths {
        assert_serves_file(&preview, path, &fs::read(built.join(path)).unwrap());
    }
    println!("{} files are served as they are built", paths.len());
}

/// Files of a built site: the first of each kind in each folder of its root, and `count` from all over it.
fn some_of(built: &Path, count: usize) -> BTreeSet<String> {
    let mut all = Vec::new();
    let entries = walkdir::WalkDir::new(built).sort_by_file_name().into_iter().map(Result::unwrap);
    for entry in entries.filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(built).unwrap().to_str().unwrap().to_owned();
        if !path.starts_with(".etalage") {
            all.push(path);
        }
    }
    let mut kinds = BTreeMap::new();
    for path in &all {
        let folder = path.split_once('/').map_or("", |(folder, _)| folder);
        let depth = path.matches('/').count();
        let name = path.rsplit('/').next().unwrap();
        let kind = if name == "index.html" { name } else { name.rsplit('.').next().unwrap() };
        kinds.entry((folder, depth, kind)).or_insert(path);
    }
    let step = (all.len() / count).max(1);
    kinds.into_values().chain(all.iter().step_by(step)).cloned().collect()
}

#[test]
fn a_site_under_a_path_is_served_there() {
    let mut portal = Portal::of(12);
    portal.config(
        "[site]\ntitle = \"A portal\"\nbase_url = \"https://example.org/open/data\"\nlanguage = \"en\"\n\
         [source]\npath = \"export\"\n[host]\nkind = \"gitlab\"\n",
    );
    let built = portal.build();
    let preview = Preview::of(&portal);
    assert_eq!(preview.base, "/open/data/");
    assert_serves(&preview, &built.folder);
    let at = |target: &str| {
        let response = preview.ask("GET", target, &[]);
        (response.status, response.header("location").map(str::to_owned))
    };
    assert_eq!(at("/"), (302, Some("/open/data/".to_owned())));
    assert_eq!(at("/open/data"), (301, Some("/open/data/".to_owned())));
    assert_eq!(at("/open/data/datasets?a=b"), (301, Some("/open/data/datasets/?a=b".to_owned())));
    assert_eq!(at("/open/database/").0, 404);
    assert_eq!(at("/datasets/").0, 404);
    // GitLab sends no headers of the site's.
    let page = preview.get("");
    assert_eq!(page.header("content-security-policy"), None);
    assert!(page.text().contains("http-equiv=\"Content-Security-Policy\""));
}

#[test]
fn the_host_is_played() {
    let mut portal = Portal::of(12);
    portal.and_config("[host]\nkind = \"netlify\"");
    let preview = Preview::of(&portal);
    let page = preview.get("datasets/dataset-3/");
    assert!(page.header("content-security-policy").unwrap().contains("script-src 'self'"));
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    let style =
        page.text().split("href=\"").find(|part| part.starts_with("/assets/style.")).unwrap().to_owned();
    let style = preview.ask("GET", style.split('"').next().unwrap(), &[]);
    assert_eq!(style.header("content-type"), Some("text/css; charset=utf-8"));
    assert!(style.header("cache-control").unwrap().contains("immutable"));
    let led = |target: &str| {
        let response = preview.ask("GET", target, &[]);
        (response.status, response.header("location").unwrap_or_default().to_owned())
    };
    assert_eq!(led("/datasets/dataset-3"), (301, "/datasets/dataset-3/".to_owned()));
    assert_eq!(led("/fr/datasets/dataset-3/"), (301, "/datasets/dataset-3/".to_owned()));
    let id = &portal.files["dataset"][3]["id"];
    assert_eq!(led(&format!("/datasets/{id}")), (301, "/datasets/dataset-3/".to_owned()));
    let file = &portal.files["resource"][3]["id"];
    assert_eq!(led(&format!("/datasets/r/{file}")).0, 301);
    let missing = preview.get("datasets/nowhere/");
    assert_eq!(missing.status, 404);
    assert_eq!(missing.built(), preview.get("404.html").built());
    assert_eq!(preview.get(".etalage/manifest").status, 404);
    assert_eq!(preview.get("search/index").status, 404);
}

#[test]
fn a_client_that_has_a_page_is_not_sent_it_again() {
    let portal = Portal::of(12);
    let preview = Preview::of(&portal);
    let ask = |method: &str, headers: &[&str]| preview.ask(method, "/datasets/", headers);
    let whole = ask("GET", &[]);
    let tag = whole.header("etag").unwrap().to_owned();
    let again = ask("GET", &[&format!("If-None-Match: {tag}")]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), Some(&*tag));
    assert_eq!(ask("GET", &["If-None-Match: \"other\""]).status, 200);
    let head = ask("HEAD", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some(&*whole.body.len().to_string()));
    let part = ask("GET", &["Range: bytes=10-19"]);
    assert_eq!((part.status, &*part.body), (206, &whole.body[10..20]));
    assert_eq!(part.header("content-range"), Some(&*format!("bytes 10-19/{}", whole.body.len())));
    assert_eq!(ask("GET", &["Range: bytes=10-19", "If-Range: \"other\""]).status, 200);
    assert_eq!(ask("GET", &["Range: bytes=99999999-"]).status, 416);
    let packed = ask("GET", &["Accept-Encoding: gzip"]);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(packed.header("vary"), Some("Accept-Encoding"));
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&*packed.body).read_to_end(&mut unpacked).unwrap();
    assert!(unpacked == whole.body && packed.body.len() < whole.body.len());
}

#[test]
fn one_connection_serves_many_requests() {
    let portal = Portal::of(3);
    let preview = Preview::of(&portal);
    let mut stream = preview.connect();
    let request = format!("GET /robots.txt HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host);
    let last = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    stream.write_all(format!("{request}{request}{last}").as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 3, "{text}");
}

#[test]
fn who_is_not_asked_by_its_own_name_does_not_answer() {
    let portal = Portal::of(3);
    let preview = Preview::of(&portal);
    for host in [
        "evil.example",
        "evil.example:4000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "192.168.0.1",
        "0.0.0.0",
        "",
    ] {
        for target in ["/", "/datasets/", "/nowhere", "/__etalage/events", "/__etalage/preview.js"] {
            let status = preview.ask("GET", target, &[&format!("Host: {host}")]).status;
            assert!(matches!(status, 400 | 403), "{host} {target}: {status}");
        }
    }
    assert_eq!(preview.send(b"GET / HTTP/1.1\r\n\r\n").status, 400);
    assert_eq!(preview.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n").status, 400);
    assert_eq!(preview.ask("GET", "http://evil.example/", &[]).status, 403);
    assert_eq!(preview.ask("GET", "/", &["Host: localhost:1"]).status, 200);
}

#[test]
fn nothing_beside_the_site_is_served() {
    let mut portal = Portal::of(3);
    portal.file("secret.txt", "secret");
    let preview = Preview::of(&portal);
    for target in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/datasets/../../secret.txt",
        "/datasets/..%5c..%5csecret.txt",
        "/..\\secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%252e%252e/secret.txt",
        "//secret.txt",
        "/./secret.txt",
        "/secret.txt",
        "/etalage.toml",
        "/export/export-dataset-20260116.csv",
        "/pages/../../secret.txt",
        "/pages/..%2f..%2fsecret.txt",
        "/assets/../../secret.txt",
        "/__etalage/../secret.txt",
        "/__etalage/..%2fsecret.txt",
        "/\0",
        "/%00",
        "/etc/passwd",
        "file:///etc/passwd",
    ] {
        let response = preview.ask("GET", target, &[]);
        assert!(matches!(response.status, 400 | 403 | 404), "{target}: {}", response.status);
        assert!(!response.text().contains("secret\n") && !response.text().contains("root:"), "{target}");
    }
}

#[test]
fn what_is_no_request_for_a_page_is_refused() {
    let portal = Portal::of(3);
    let preview = Preview::of(&portal);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"] {
        let response = preview.ask(method, "/", &[]);
        assert_eq!((response.status, response.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let host = format!("Host: {}", preview.host);
    assert_eq!(preview.ask("POST", "/", &["Content-Length: 5"]).status, 413);
    assert_eq!(preview.ask("GET", "/", &["Transfer-Encoding: chunked"]).status, 413);
    assert_eq!(
        preview.send(format!("GET /{} HTTP/1.1\r\n{host}\r\n\r\n", "a".repeat(9000)).as_bytes()).status,
        414
    );
    // A head without an end is refused long before it is read.
    let endless = format!("GET / HTTP/1.1\r\n{host}\r\nX: {}", "a".repeat(1 << 20));
    assert_eq!(preview.send(endless.as_bytes()).status, 431);
    for garbage in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..],
        b"hello\r\n\r\n",
        b"GET / HTTP/1.1\n\n",
    ] {
        assert_eq!(preview.send(garbage).status, 400);
    }
    assert_eq!(preview.get("").status, 200);
}

#[test]
fn stuck_clients_hold_up_nobody() {
    let mut portal = Portal::of(200);
    portal.file("content/large.bin", &"0123456789".repeat(1 << 19));
    let preview = Preview::of(&portal);
    let mut stuck = Vec::new();
    for number in 0..40 {
        let mut stream = preview.connect();
        let target = ["/", "/__etalage/events", "/pages/large.bin", "/datasets/"][number % 4];
        let end = if number % 4 == 0 { "" } else { "\r\n\r\n" };
        stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: localhost{end}").as_bytes()).unwrap();
        stuck.push(stream);
    }
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for number in 0..50 {
                    assert_eq!(preview.get(&format!("datasets/dataset-{number}/")).status, 200);
                }
            });
        }
    });
}

/// The events that a page hears, until one is as wanted.
fn hear(stream: &mut std::net::TcpStream, wanted: impl Fn(&str) -> bool) -> String {
    let mut text = String::new();
    let mut piece = [0; 4096];
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        let count = stream.read(&mut piece).unwrap();
        assert_ne!(count, 0, "the stream ended: {text}");
        text.push_str(&String::from_utf8_lossy(&piece[..count]));
        if let Some(event) = text.split("\n\n").find(|event| event.starts_with("data: ") && wanted(event)) {
            return event.to_owned();
        }
    }
    panic!("never heard: {text}");
}

fn listen(preview: &Preview) -> std::net::TcpStream {
    let mut stream = preview.connect();
    stream.write_all(b"GET /__etalage/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    stream
}

#[test]
fn every_part_is_fresh_once_saved() {
    let mut portal = Portal::of(6);
    portal.and_config("[theme]\nname = \"mine\"");
    portal.file("themes/mine/templates/footer.html", "<footer>first</footer>");
    portal.file("themes/mine/assets/extra.css", "a{color:red}");
    portal.file("content/about.md", "+++\ntitle = \"About\"\n+++\nFirst text.\n");
    let preview = Preview::of(&portal);
    assert!(preview.page("").contains("<footer>first</footer>"));

    // A template, in place, and by renaming.
    portal.file("themes/mine/templates/footer.html", "<footer>second</footer>");
    preview.until("", |page| page.contains("<footer>second</footer>"));
    save_by_renaming(&portal.path().join("themes/mine/templates/footer.html"), "<footer>third</footer>");
    preview.until("datasets/", |page| page.contains("<footer>third</footer>"));

    // A file that the theme did not have, and that goes again.
    portal.file("themes/mine/templates/404.html", "<main>lost</main>");
    preview.until("nowhere", |page| page.contains("<main>lost</main>"));
    fs::remove_file(portal.path().join("themes/mine/templates/404.html")).unwrap();
    preview.until("nowhere", |page| !page.contains("<main>lost</main>"));

    // Content, messages, the config.
    portal.file("content/about.md", "+++\ntitle = \"About\"\n+++\nSecond text.\n");
    preview.until("pages/about/", |page| page.contains("Second text."));
    portal.file("content/more.md", "+++\ntitle = \"More\"\nmenu = \"header\"\n+++\nMore.\n");
    preview.until("", |page| page.contains(">More</a>"));
    portal.file("themes/mine/messages/en.ftl", "datasets = Records\n");
    preview.until("datasets/", |page| page.contains("<h1>Records"));
    let config = fs::read_to_string(portal.path().join("etalage.toml")).unwrap();
    portal.file("etalage.toml", &config.replace("\"A portal\"", "\"Another portal\""));
    preview.until("", |page| page.contains("<title>Another portal</title>"));

    // The catalogue.
    portal.dataset("Fresh data");
    let rows = portal.files["dataset"].clone();
    let mut other = Portal::new();
    other.files.insert("dataset", rows);
    other.write();
    let name = "export/export-dataset-20260116.csv";
    fs::copy(other.path().join(name), portal.path().join(name)).unwrap();
    preview.until("datasets/fresh-data/", |page| page.contains("What <strong>Fresh data</strong> holds."));
    assert!(preview.said().contains("the site stays as it was meanwhile"), "{}", preview.said());
    assert!(!preview.said().contains("error"), "{}", preview.said());
}

#[test]
fn a_stylesheet_is_swapped_and_the_page_kept() {
    let mut portal = Portal::of(3);
    portal.and_config("[theme]\nname = \"mine\"");
    portal.file("themes/mine/assets/extra.css", "a{color:red}");
    let preview = Preview::of(&portal);
    let mut page = listen(&preview);
    let first = hear(&mut page, |_| true);
    let edition =
        |event: &str| event.split("\"edition\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    portal.file("themes/mine/assets/extra.css", "a{color:blue}");
    let styles =
        |event: &str| event.split("\"styles\":").nth(1).unwrap().split(']').next().unwrap().to_owned();
    let second = hear(&mut page, |event| styles(event) != styles(&first));
    assert_eq!(edition(&second), edition(&first));
    portal.file("themes/mine/templates/footer.html", "<footer>other</footer>");
    let third = hear(&mut page, |event| edition(event) != edition(&first));
    assert!(third.contains("\"mistake\":\"\""));
}

#[test]
fn a_mistake_is_shown_over_the_last_good_page() {
    let mut portal = Portal::of(3);
    portal.and_config("[theme]\nname = \"mine\"");
    portal.file("themes/mine/templates/footer.html", "<footer>good</footer>");
    portal.file("content/about.md", "+++\ntitle = \"About\"\n+++\nText.\n");
    let preview = Preview::of(&portal);
    let config = fs::read_to_string(portal.path().join("etalage.toml")).unwrap();
    let export = portal.path().join("export/export-dataset-20260116.csv");
    let rows = fs::read(&export).unwrap();
    let mut page = listen(&preview);
    let cases: [(&str, &str, &str, &str); 5] = [
        (
            "themes/mine/templates/footer.html",
            "<footer>\n{% if %}</footer>",
            "<footer>good</footer>",
            "footer.html:2:",
        ),
        ("themes/mine/messages/en.ftl", "a = b\n{ broken", "a = b\n", "en.ftl:"),
        ("content/about.md", "+++\ntitle = \n+++\n", "+++\ntitle = \"About\"\n+++\nText.\n", "about.md:2"),
        (
            "content/about.md",
            "+++\ntitle = \"About\"\n+++\n[x](gone.md)\n",
            "+++\ntitle = \"About\"\n+++\nText.\n",
            "about.md:4",
        ),
        ("etalage.toml", "[site]\ntitel = \"x\"\n", &config, "etalage.toml:2"),
    ];
    for (file, wrong, right, place) in cases {
        portal.file(file, wrong);
        let shown = preview.until("", |page| page.contains("etalage-mistake"));
        assert!(shown.contains(place), "{file}: {shown}");
        // The last good page is beneath, and reachable without word of the mistake.
        assert!(shown.contains("<footer>good</footer>"), "{file}");
        let good = preview.page("?__etalage=good");
        assert!(good.contains("<footer>good</footer>") && !good.contains("etalage-mistake"), "{file}");
        let heard = hear(&mut page, |event| event.contains("etalage-mistake"));
        assert!(heard.contains(place), "{heard}");
        portal.file(file, right);
        preview.until("", |page| !page.contains("etalage-mistake"));
        hear(&mut page, |event| event.contains("\"mistake\":\"\""));
        assert_eq!(preview.said().matches(place).count(), 1, "{}", preview.said());
    }
    fs::remove_file(&export).unwrap();
    let shown = preview.until("datasets/", |page| page.contains("etalage-mistake"));
    assert!(shown.contains("no datasets in export") && shown.contains("dataset-1"), "{shown}");
    fs::write(&export, rows).unwrap();
    preview.until("datasets/", |page| !page.contains("etalage-mistake"));
}

#[test]
fn a_page_that_cannot_be_rendered_shows_why() {
    let mut portal = Portal::of(3);
    portal.and_config("[theme]\nname = \"mine\"");
    portal.file("themes/mine/theme.toml", "");
    let preview = Preview::of(&portal);
    assert!(preview.page("tags/").contains("<h1>"));
    portal.file(
        "themes/mine/templates/tags.html",
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ no_such_name }}</h1>\n{% endblock %}",
    );
    let shown = preview.until("tags/", |page| page.contains("etalage-mistake"));
    assert!(shown.contains("tags.html:3:") && shown.contains("no_such_name"), "{shown}");
    assert_eq!(preview.get("tags/").status, 500);
    // The page as it was is beneath; other pages have no fault.
    assert!(shown.contains("<h1>Tags") || shown.contains("<h1>Keywords"), "{shown}");
    assert!(!preview.page("datasets/").contains("etalage-mistake"));
    assert_eq!(preview.said().matches("tags.html:3:").count(), 1, "{}", preview.said());
    fs::remove_file(portal.path().join("themes/mine/templates/tags.html")).unwrap();
    preview.until("tags/", |page| !page.contains("etalage-mistake"));
    assert_eq!(preview.get("tags/").status, 200);
}

#[test]
fn a_burst_of_files_ends_in_the_last_state() {
    let mut portal = Portal::of(3);
    portal.and_config("[theme]\nname = \"mine\"");
    portal.file("themes/mine/templates/footer.html", "<footer>0</footer>");
    for number in 0..200 {
        portal.file(&format!("content/page-{number}.md"), "+++\ntitle = \"Page\"\n+++\nOld.\n");
    }
    let preview = Preview::of(&portal);
    for number in 0..200 {
        portal.file(&format!("content/page-{number}.md"), "+++\ntitle = \"Page\"\n+++\nNew.\n");
    }
    portal.file("themes/mine/templates/footer.html", "<footer>1</footer>");
    preview.until("pages/page-199/", |page| page.contains("New.") && page.contains("<footer>1</footer>"));
    preview.until("pages/page-0/", |page| page.contains("New."));
    // A folder that is replaced as a whole, as by a checkout.
    let content = portal.path().join("content");
    fs::rename(&content, portal.path().join("old")).unwrap();
    preview.until("pages/page-0/", |page| !page.contains("New."));
    portal.file("content/page-0.md", "+++\ntitle = \"Page\"\n+++\nBack.\n");
    preview.until("pages/page-0/", |page| page.contains("Back."));
    portal.file("content/page-0.md", "+++\ntitle = \"Page\"\n+++\nAgain.\n");
    preview.until("pages/page-0/", |page| page.contains("Again."));
}

#[test]
fn a_theme_that_was_not_there_is_seen() {
    let mut portal = Portal::of(3);
    let preview = Preview::of(&portal);
    portal.file("themes/default/templates/footer.html", "<footer>mine</footer>");
    preview.until("", |page| page.contains("<footer>mine</footer>"));
    portal.file("themes/default/templates/footer.html", "<footer>mine again</footer>");
    preview.until("", |page| page.contains("<footer>mine again</footer>"));
}

#[test]
fn files_are_looked_at_where_the_system_tells_nothing() {
    let mut portal = Portal::of(3);
    portal.and_config("[theme]\nname = \"mine\"");
    portal.file("themes/mine/templates/footer.html", "<footer>first</footer>");
    let preview = Preview::with(&portal, &["--poll"]);
    // The time of a file counts, to the second on some systems.
    std::thread::sleep(Duration::from_millis(1100));
    portal.file("themes/mine/templates/footer.html", "<footer>second</footer>");
    preview.until("", |page| page.contains("<footer>second</footer>"));
}

#[test]
fn the_old_search_stays_while_a_new_one_is_made() {
    let mut portal = Portal::of(30);
    let preview = Preview::of(&portal);
    assert!(!preview.said().contains("search index"), "made before it is asked for: {}", preview.said());
    let first = preview.page("search/entry.json");
    assert!(first.contains("\"core\""));
    preview.until_said("The search index is ready");
    portal.dataset("Entirely new words");
    let rows = portal.files["dataset"].clone();
    let mut other = Portal::new();
    other.files.insert("dataset", rows);
    other.write();
    let name = "export/export-dataset-20260116.csv";
    fs::copy(other.path().join(name), portal.path().join(name)).unwrap();
    preview.until_said("Making the search index again; the old one stays in use");
    let second = preview.until("search/entry.json", |entry| entry != first);
    assert!(second.contains("\"core\""));
}

#[test]
fn a_page_tells_how_it_is_made() {
    let mut portal = Portal::of(3);
    portal.and_config("[theme]\nname = \"mine\"");
    portal.file(
        "themes/mine/templates/dataset.html",
        "{% extends \"dataset.html\" %}\n{% block head %}<meta name=\"x\" content=\"y\">{% endblock %}\n",
    );
    let preview = Preview::of(&portal);
    let page = preview.page("datasets/dataset-1/?__etalage");
    assert!(page.contains("Dataset(") && page.contains("datasets/dataset-1/index.html"), "{page}");
    for part in [
        "<code>dataset.html</code> from <code>themes/mine/templates/dataset.html</code>",
        "<code>dataset.html</code> from <code>[default] templates/dataset.html</code>",
        "<code>base.html</code> from <code>[default] templates/base.html</code>",
        "<th scope=\"row\"><code>head</code></th><td><code>themes/mine/templates/dataset.html:2</code></td>",
        "&quot;title&quot;: &quot;Dataset 1&quot;",
        " ms</td>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(preview.get("robots.txt?__etalage").status, 200);
    assert_eq!(preview.get("nowhere?__etalage").status, 404);
}

#[test]
fn only_the_address_is_said_when_quiet() {
    let portal = Portal::of(3);
    let preview = Preview::with(&portal, &["--quiet"]);
    portal.write();
    preview.get("search/entry.json");
    assert_eq!(preview.get("").status, 200);
    assert_eq!(preview.said(), "");
}
