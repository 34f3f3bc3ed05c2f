//! `etalage check`: each fault is found, with its place and what to do, and nothing else is.

#![allow(clippy::unwrap_used)]

mod support {
    pub(crate) mod portal;
}

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use support::portal::Portal;

/// What a check of a portal says.
struct Checked {
    code: i32,
    json: Value,
}

impl Checked {
    /// Checks the site whose configuration stands in `folder`.
    fn of(folder: &Path, arguments: &[&str]) -> Self {
        let output = check(folder, &[&["--json"], arguments].concat());
        let json = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
        Self { code: output.status.code().unwrap(), json }
    }

    /// `severity kind`, once a kind.
    fn kinds(&self) -> Vec<String> {
        let findings = self.json["findings"].as_array().unwrap();
        let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
        findings
            .iter()
            .map(|finding| format!("{} {}", text(finding, "severity"), text(finding, "kind")))
            .collect()
    }

    /// Fails unless a finding of this kind has such a place: `file:number`, then anything that it must hold.
    fn has(&self, kind: &str, place: &str, words: &[&str]) -> &Self {
        let findings = self.json["findings"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["kind"] == kind);
        let finding = finding.unwrap_or_else(|| panic!("no {kind} in {:?}", self.kinds()));
        assert!(finding["advice"].as_str().unwrap().len() > 10, "{kind} without advice");
        let places = finding["places"].as_array().unwrap();
        let found = places.iter().any(|found| {
            let number = found["line"].as_u64().or(found["row"].as_u64());
            let at = number.map_or(String::new(), |number| format!(":{number}"));
            let text = found.to_string();
            place == format!("{}{at}", found["file"].as_str().unwrap())
                && words.iter().all(|word| text.contains(word))
        });
        assert!(found, "no {kind} at {place} with {words:?} in {places:#?}");
        self
    }
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_etalage"))
        .current_dir(folder)
        .arg("check")
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap()
}

const DATASETS: &str = "export-dataset-20260116.csv";
const RESOURCES: &str = "export-resource-20260116.csv";

/// A portal without a fault.
fn sound() -> Portal {
    let mut portal = Portal::of(3);
    portal.file(
        "content/about.md",
        "+++\ntitle = \"About\"\nmenu = \"footer\"\n+++\n\n## Us\n\nWe are [here](#us).\n",
    );
    portal
}

#[test]
fn nothing_is_wrong_with_a_sound_site() {
    let portal = sound();
    let built = portal.build();
    let checked = Checked::of(portal.path(), &["--site", built.folder.to_str().unwrap()]);
    assert_eq!(checked.kinds(), Vec::<String>::new(), "{:#}", checked.json);
    assert_eq!(checked.code, 0);
}

#[test]
fn every_mistake_of_a_configuration_is_told() {
    let mut portal = sound();
    portal.config(
        "[site]\ntitel = \"A portal\"\nbase_url = \"data.example.org\"\nlanguage = 3\n[sauce]\npath = \"x\"\n\
         [source]\npath = \"nowhere\"\ndate = \"tomorrow\"\n[theme]\naccent = \"blue\"\n[catalog]\ntag_minimum = 0\n",
    );
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!(checked.code, 3);
    checked
        .has("missing-config-key", "etalage.toml:1", &["lacks `title`"])
        .has("unknown-config-key", "etalage.toml:2", &["titel", "Did you mean `title`"])
        .has("unknown-config-key", "etalage.toml:5", &["sauce"])
        .has("wrong-config-value", "etalage.toml:3", &["data.example.org", "https://"])
        .has("wrong-config-value", "etalage.toml:4", &["expected a string"])
        .has("wrong-config-value", "etalage.toml:9", &["is not a day"])
        .has("wrong-config-value", "etalage.toml:11", &["not a colour"])
        .has("wrong-config-value", "etalage.toml:13", &["1 or more"])
        .has("unreadable-source", "etalage.toml:8", &["nowhere"]);
}

#[test]
fn a_configuration_that_cannot_be_read_is_told() {
    let mut portal = sound();
    portal.config("[site\ntitle = \"A portal\"\nbase_url = https://x\n");
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!((checked.code, checked.kinds()), (3, vec!["error wrong-config-value".to_owned()]));
    checked.has("wrong-config-value", "etalage.toml:1", &[]);
    let checked = Checked::of(portal.path(), &["--config", "none.toml"]);
    assert_eq!(checked.code, 3);
    checked.has("unreadable-config", "none.toml", &["no such file"]);
}

#[test]
fn every_mistake_of_the_content_is_told() {
    let mut portal = sound();
    portal
        .file("content/draft.md", "+++\ntitle = \"Draft\"\ndraft = true\n+++\n")
        .file("content/untitled.md", "+++\nmenu = \"footer\"\n+++\n")
        .file(
            "content/links.md",
            "+++\ntitle = \"Links\"\n+++\n[a](draft.md)\n[b](none.md)\n[c](about.md#none)\n[d](dataset:none)\n\
             [e](/none/)\n![f](none.png)\n",
        );
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!(checked.code, 3);
    checked
        .has("broken-content-link", "content/links.md:4", &["draft.md", "leads to a draft"])
        .has("broken-content-link", "content/links.md:5", &["none.md"])
        .has("broken-content-link", "content/links.md:6", &["about.md#none"])
        .has("broken-content-link", "content/links.md:7", &["dataset:none"])
        .has("broken-content-link", "content/links.md:8", &["/none/"])
        .has("broken-content-link", "content/links.md:9", &["none.png"])
        .has("wrong-content-page", "content/untitled.md:2", &["title"]);
}

#[test]
fn a_theme_that_extends_nothing_is_told() {
    let mut portal = sound();
    portal.and_config("[theme]\nname = \"mine\"").file("themes/mine/theme.toml", "extends = \"none\"\n");
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!(checked.code, 3);
    checked.has("missing-theme", "themes/mine/theme.toml:1", &["none"]);
}

#[test]
fn what_is_wrong_with_a_theme_is_told_as_its_own_check_does() {
    let mut portal = sound();
    portal
        .and_config("[theme]\nname = \"mine\"")
        .file("themes/mine/templates/404.html", "{% extends \"404.html\" %}\n{% block main %}{{ super() }}<img src=\"{{ asset(path=\"icon.svg\") }}\">\n<p>{{ nothing }}</p>{% endblock %}\n");
    portal.write();
    let checked = Checked::of(portal.path(), &[]);
    assert_eq!(checked.code, 3);
    checked.has("image-without-alt", "themes/mine/templates/404.html:2", &["alt"]).has(
        "unknown-variable",
        "themes/mine/templates/404.html:3",
        &["nothing"],
    );
    assert_eq!(checked.kinds().len(), 2, "{:?}", checked.kinds());
}

#[test]
fn every_fault_of_the_catalogue_is_told() {
    let mut portal = sound();
    portal.dataset("Twice").dataset("Twice").set("slug", "once");
    let id = portal.files["dataset"][3]["id"].clone();
    portal.set("id", &id);
    portal
        .dataset("Fourth")
        .set("slug", "dataset-0")
        .set("license", "Licence maison")
        .set("frequency", "every blue moon")
        .set("created_at", "0003-02-05T00:00:00")
        .set("last_modified", "2031-01-01T00:00:00")
        .set("temporal_coverage.start", "2024-02-30")
        .set("description", "Data of {{organisation}}. <script>alert(1)</script>")
        .set("organization_id", "f00000000000000000000000")
        .set("harvest.remote_url", "http://10.1.2.3/catalogue");
    portal.resource("a.csv");
    let row = portal.files.get_mut("resource").unwrap().last_mut().unwrap();
    row.insert("url".to_owned(), "https://user:secret@files.example.org/a.csv".to_owned());
    row.insert("filesize".to_owned(), "-5".to_owned());
    portal.resource("b.csv");
    let row = portal.files.get_mut("resource").unwrap().last_mut().unwrap();
    row.insert("url".to_owned(), "www.example.org/b.csv".to_owned());
    portal.resource("c.csv");
    let row = portal.files.get_mut("resource").unwrap().last_mut().unwrap();
    row.insert("dataset.id".to_owned(), "e00000000000000000000000".to_owned());
    row.insert("url".to_owned(), "javascript:alert(1)".to_owned());
    portal.write();
    let file = portal.path().join("export").join(DATASETS);
    let mut bytes = fs::read(&file).unwrap();
    bytes.extend_from_slice(b"\"ragged\";\"x\"\r\n");
    let place = bytes.windows(7).position(|seven| seven == b"Dataset").unwrap();
    bytes[place] = 0xe9;
    fs::write(&file, bytes).unwrap();

    let checked = Checked::of(portal.path(), &[]);
    let last = format!("{DATASETS}:6");
    checked
        .has("duplicate-dataset", &format!("{DATASETS}:5"), &[&id])
        .has("duplicate-slug", &last, &["dataset-0"])
        .has("unknown-license", &last, &["Licence maison", "license"])
        .has("unknown-frequency", &last, &["every blue moon"])
        .has("impossible-date", &last, &["created_at", "0003"])
        .has("future-date", &last, &["last_modified", "2031"])
        .has("bad-date", &last, &["temporal_coverage.start", "2024-02-30"])
        .has("unfilled-placeholder", &last, &["{{organisation}}"])
        .has("script-in-description", &last, &["description", "<script>"])
        .has("dangling-dataset-organization", &last, &["f00000000000000000000000"])
        .has("private-address", &last, &["harvest.remote_url", "10.1.2.3"])
        .has("credentials-in-url", &format!("{RESOURCES}:4"), &["url", "files.example.org"])
        .has("negative-size", &format!("{RESOURCES}:4"), &["filesize", "-5"])
        .has("url-without-scheme", &format!("{RESOURCES}:5"), &["www.example.org"])
        .has("unsafe-url", &format!("{RESOURCES}:6"), &["javascript:"])
        .has("dangling-resource-dataset", &format!("{RESOURCES}:6"), &["e00000000000000000000000"])
        .has("ragged-row", &format!("{DATASETS}:7"), &["2 cells"])
        .has("bad-utf8", &format!("{DATASETS}:1"), &[]);
    assert_eq!(checked.code, 3);
    assert!(!checked.json.to_string().contains("secret"));
    // A build reports the same.
    let report =
        portal.command(&portal.path().join("public")).args(["--report", "report.json"]).output().unwrap();
    assert!(report.status.success());
    let report: Value =
        serde_json::from_slice(&fs::read(portal.path().join("report.json")).unwrap()).unwrap();
    let kinds = |json: &Value| {
        let mut kinds: Vec<String> = json
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["kind"].as_str().unwrap().to_owned())
            .collect();
        kinds.sort_unstable();
        kinds
    };
    assert_eq!(kinds(&report["findings"]), kinds(&checked.json["findings"]));
}

/// A fault planted in a page of a built site: what is put in before the end of `<main>`, and what is found.
const PLANTED: [(&str, &str, &str); 16] = [
    ("<a href=\"/none/\">a</a>", "broken-link", "/none/"),
    ("<a href=\"../../none.html?q=1\">a</a>", "broken-link", "none.html"),
    ("<a href=\"https://portal.example.org/none/\">a</a>", "broken-link", "/none/"),
    ("<a href=\"#none\">a</a>", "broken-anchor", "#none"),
    ("<a href=\"/organizations/#none\">a</a>", "broken-anchor", "organizations/index.html#none"),
    ("<p id=\"main\"></p><p id=\"main\"></p>", "duplicate-id", "main"),
    ("<img src=\"/icon.none\" alt=\"\">", "broken-asset", "/icon.none"),
    ("<img src=\"/\">", "image-without-alt", "/"),
    ("<script src=\"https://cdn.example.org/x.js\"></script>", "foreign-asset", "cdn.example.org"),
    ("<script>alert(1)</script>", "inline-code", "script"),
    ("<p style=\"color:red\">a</p>", "inline-code", "color:red"),
    ("<a href=\"javascript:alert(1)\">a</a>", "unsafe-link", "javascript:"),
    ("<a href=\"/\"><span></span></a>", "empty-link", "/"),
    ("<input name=\"x\" type=\"text\">", "control-without-label", ""),
    ("<h1>Again</h1>", "several-main-headings", "there are 2"),
    ("<script type=\"application/ld+json\">{\"a\":</script>", "bad-json", ""),
];

#[test]
fn every_fault_of_a_built_page_is_told() {
    let portal = sound();
    let built = portal.build();
    let site = built.folder.to_str().unwrap();
    let path = "datasets/dataset-1/index.html";
    let page = built.page("datasets/dataset-1/");
    let end = page.find("</main>").unwrap();
    for (html, kind, value) in PLANTED {
        let planted = format!("{}\n{html}{}", &page[..end], &page[end..]);
        let line = 2 + page[..end].matches('\n').count();
        let line = if kind == "several-main-headings" { 1 } else { line };
        fs::write(built.folder.join(path), planted).unwrap();
        Checked::of(portal.path(), &["--site", site]).has(kind, &format!("{path}:{line}"), &[value]);
    }
    let changed = |from: &str, to: &str| {
        assert!(page.contains(from), "{from}");
        fs::write(built.folder.join(path), page.replacen(from, to, 1)).unwrap();
        Checked::of(portal.path(), &["--site", site])
    };
    let title = &page[page.find("<title>").unwrap()..page.find("</title>").unwrap()];
    changed(title, "<title> ").has("missing-title", &format!("{path}:1"), &[]);
    changed(" lang=\"en\"", "").has("missing-language", &format!("{path}:1"), &[]);
    changed("<h1", "<h2").has("missing-heading", &format!("{path}:1"), &[]);
    changed("</main>", &format!("<p>{}</p></main>", "long ".repeat(60_000))).has(
        "page-over-budget",
        path,
        &["kB"],
    );
    fs::write(built.folder.join(path), b"").unwrap();
    Checked::of(portal.path(), &["--site", site]).has("empty-file", path, &[]);
}

#[test]
fn every_fault_of_a_built_site_is_told() {
    let mut portal = sound();
    portal.and_config("[host]\nkind = \"cloudflare\"\nmax_files = 5");
    // The build itself would refuse a site that its host does not take.
    let built = sound().build_into(&portal.path().join("public"));
    portal.write();
    fs::create_dir_all(built.folder.join("orphan")).unwrap();
    fs::write(
        built.folder.join("orphan/index.html"),
        "<!doctype html><html lang=\"en\"><title>Orphan</title><h1>Orphan</h1>",
    )
    .unwrap();
    fs::remove_file(built.folder.join("datasets/dataset-2/index.html")).unwrap();
    fs::write(built.folder.join("_redirects"), "/old /none/ 301\n/older / 301\n").unwrap();
    let sitemap = fs::read_to_string(built.folder.join("sitemap.xml")).unwrap();
    assert!(sitemap.contains("<loc>"));
    let checked = Checked::of(portal.path(), &["--site", built.folder.to_str().unwrap()]);
    assert_eq!(checked.code, 3);
    checked
        .has("orphan-page", "orphan/index.html", &[])
        .has("missing-file", "datasets/dataset-2/index.html", &[])
        .has("broken-link", "datasets/index.html:1", &["/datasets/dataset-2/"])
        .has("broken-redirect", "_redirects:1", &["/none/"])
        .has("host-limit", ".", &["Cloudflare Pages takes 5"]);
}

#[test]
fn pages_under_a_path_are_found_under_it() {
    let mut portal = sound();
    portal.config(
        "[site]\ntitle = \"A portal\"\nbase_url = \"https://example.org/data/portal\"\nlanguage = \"en\"\n\
         [source]\npath = \"export\"\n",
    );
    let built = portal.build();
    let site = built.folder.to_str().unwrap();
    assert_eq!(Checked::of(portal.path(), &["--site", site]).kinds(), Vec::<String>::new());
    let page = built.page("datasets/dataset-1/").replace("</main>", "\n<a href=\"/datasets/\">a</a></main>");
    fs::write(built.folder.join("datasets/dataset-1/index.html"), page).unwrap();
    let checked = Checked::of(portal.path(), &["--site", site]);
    assert!(checked.kinds().contains(&"warning link-outside".to_owned()), "{:?}", checked.kinds());
}

#[test]
fn a_folder_without_a_site_is_told() {
    let portal = sound();
    portal.write();
    let checked = Checked::of(portal.path(), &["--site", "nowhere"]);
    assert_eq!(checked.code, 3);
    checked.has("missing-home-page", "nowhere", &[]);
}

/// The demo holds what its README says that it plants, and its pages hold nothing wrong.
#[test]
fn the_demo_has_nothing_but_what_it_plants() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("public");
    let built = Command::new(env!("CARGO_BIN_EXE_etalage"))
        .current_dir(root)
        .args(["build", "--quiet", "--out"])
        .arg(&site)
        .status()
        .unwrap();
    assert!(built.success());
    let checked = Checked::of(root, &["--site", site.to_str().unwrap()]);
    let parts: Vec<_> =
        checked.json["findings"].as_array().unwrap().iter().map(|finding| &finding["part"]).collect();
    assert!(parts.iter().all(|part| **part == "catalog"), "{:#}", checked.json);
}

/// A server that answers a few requests, each by its path, and says what it was asked.
fn serve(answers: &'static [(&'static str, u16)]) -> (String, std::sync::mpsc::Receiver<String>) {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (asked, requests) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let Some(first) = lines.next() else { continue };
            let range = lines
                .by_ref()
                .take_while(|line| !line.is_empty())
                .any(|line| line.eq_ignore_ascii_case("range: bytes=0-0"));
            let words: Vec<&str> = first.split(' ').collect();
            let request = format!("{} {}{}", words[0], words[1], if range { " of one byte" } else { "" });
            let status =
                answers.iter().find(|(known, _)| **known == request).map_or(404, |(_, status)| *status);
            let length = if words[0] == "HEAD" { "" } else { "x" };
            let answer =
                format!("HTTP/1.1 {status} X\r\nContent-Length: 1\r\nConnection: close\r\n\r\n{length}");
            let _ = stream.write_all(answer.as_bytes());
            let _ = asked.send(request);
        }
    });
    (address, requests)
}

#[test]
fn addresses_are_tried_once_and_feed_the_availability() {
    let (address, requests) =
        serve(&[("HEAD /good.csv", 200), ("HEAD /shy.csv", 405), ("GET /shy.csv of one byte", 206)]);
    let mut portal = sound();
    portal.dataset("Tried").set("frequency", "punctual");
    for file in ["good.csv", "shy.csv", "gone.csv"] {
        portal.resource(file);
        let row = portal.files.get_mut("resource").unwrap().last_mut().unwrap();
        row.insert("url".to_owned(), format!("{address}/{file}"));
        row.insert("filetype".to_owned(), "remote".to_owned());
    }
    // Only these addresses are tried: the others are of no server.
    portal.files.get_mut("resource").unwrap().retain(|row| row["url"].starts_with("http://127."));
    portal.write();

    // Addresses of this machine are not tried unless that is asked for.
    let checked = Checked::of(portal.path(), &["--external"]);
    assert!(!checked.kinds().contains(&"warning unavailable-file".to_owned()), "{:?}", checked.kinds());
    assert!(requests.try_recv().is_err());

    let checked = Checked::of(portal.path(), &["--external", "--allow-private"]);
    checked.has("unavailable-file", "datasets/tried/", &["gone.csv", "404"]);
    let mut asked: Vec<String> = requests.try_iter().collect();
    asked.sort_unstable();
    assert_eq!(
        asked,
        [
            "GET /gone.csv of one byte",
            "GET /shy.csv of one byte",
            "HEAD /gone.csv",
            "HEAD /good.csv",
            "HEAD /shy.csv"
        ]
    );
    // Not again so soon.
    Checked::of(portal.path(), &["--external", "--allow-private"]).has(
        "unavailable-file",
        "datasets/tried/",
        &[],
    );
    assert!(requests.try_recv().is_err());

    let page = portal.build().page("datasets/tried/");
    assert!(page.contains("Some files are not available"));
}
