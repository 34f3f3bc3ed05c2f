//! What a theme's writer gets wrong is found, with file and line, all of it in one run; in themes that are right,
//! nothing is.

#![allow(clippy::unwrap_used)] // A test fails where something is not there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use assert_cmd::Command;
use etalage::theme;
use etalage::workshop::{Checked, Severity, Workshop};

static WORKSHOP: LazyLock<Workshop> = LazyLock::new(|| Workshop::new().unwrap());

/// A site's folder of themes.
struct Themes(tempfile::TempDir);

impl Themes {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join("themes").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn check(&self) -> Checked {
        WORKSHOP.check(&self.0.path().join("themes"), "mine").unwrap()
    }
}

/// The template of the default theme with something put before its first `</div>`, and the line of it.
fn with(template: &str, line: &str) -> (String, usize) {
    let place = format!("templates/{template}");
    let part = theme::find(std::path::Path::new("/nowhere"), theme::DEFAULT, &place).unwrap();
    let text = String::from_utf8(part.versions[0].bytes.to_vec()).unwrap();
    let at = text.find("</div>").unwrap_or_else(|| text.find("{% endblock %}").unwrap());
    let start = text[..at].rfind('\n').unwrap() + 1;
    let number = text[..start].matches('\n').count() + 1;
    (format!("{}{line}\n{}", &text[..start], &text[start..]), number)
}

/// All findings, one a line.
fn told(checked: &Checked) -> String {
    checked.findings.iter().fold(String::new(), |mut text, finding| {
        let file = finding.file.rsplit("themes/").next().unwrap();
        writeln!(text, "{file}:{} {} {}", finding.line, finding.kind, finding.message).unwrap();
        text
    })
}

fn assert_found(checked: &Checked, file: &str, line: usize, kind: &str, part: &str) {
    let found = checked.findings.iter().any(|finding| {
        finding.file.ends_with(&format!("themes/mine/{file}"))
            && finding.line == line
            && finding.kind == kind
            && finding.message.contains(part)
    });
    assert!(found, "{file}:{line} {kind} {part:?} is not among\n{}", told(checked));
}

/// One line each, put into a page of its own: the template, the line, the kind, a part of the message.
const LINES: &[(&str, &str, &str, &str)] = &[
    ("home.html", "<p>{{ totl }}</p>", "unknown-variable", "did you mean `totals`"),
    ("datasets.html", "{% if headng %}<p>a</p>{% endif %}", "unknown-variable", "did you mean `heading`"),
    (
        "dataset.html",
        "{% if dataset.archived and false %}{{ dataset.titel }}{% endif %}",
        "unknown-variable",
        "did you mean `title`",
    ),
    ("files.html", "{{ href.nothing }}", "unknown-variable", "it is a text"),
    ("organization.html", "{% for line in reuses %}{{ line.nmae }}{% endfor %}", "unknown-variable", "line"),
    ("reuse.html", "{% set reuse_title = reuse.titre %}", "unknown-variable", "`reuse` has no `titre`"),
    ("dataservice.html", "<p>{{ page.title | uper }}</p>", "unknown-filter", "did you mean `upper`"),
    ("organizations.html", "<p>{{ t(key=\"no-such-key\") }}</p>", "missing-message", "no-such-key"),
    ("dashboard.html", "<p>{{ t(key=\"count-datasets\") }}</p>", "missing-parameter", "$count"),
    (
        "content.html",
        "<p><img src=\"{{ asset(path=\"none.png\") }}\" alt=\"\"></p>",
        "missing-asset",
        "none.png",
    ),
    ("search.html", "<p style=\"color:red\">a</p>", "inline-style", "`style`"),
    ("404.html", "<script>alert(1)</script>", "inline-script", "inline script"),
    ("sitemap.html", "<img src=\"{{ asset(path=\"icon.svg\") }}\">", "image-without-alt", "without `alt`"),
];

/// More of the same: pages again, other mistakes.
const MORE: &[(&str, &str, &str, &str)] = &[
    ("home.html", "<p><a href=\"{{ base }}/nowhere/\">a</a></p>", "broken-link", "/nowhere/"),
    ("datasets.html", "<p><a href=\"/datasets/\">a</a></p>", "broken-link", "{{ base }}"),
    ("dataset.html", "<p>{{ dataset.title | safe }}</p>", "unsafe-text", "dataset.title"),
    (
        "files.html",
        "<script src=\"https://cdn.example.com/x.js\"></script>",
        "third-party",
        "cdn.example.com",
    ),
    ("organization.html", "<p onclick=\"x()\">a</p>", "inline-script", "onclick"),
    ("reuse.html", "<a href=\"javascript:x()\">a</a>", "inline-script", "script in an address"),
    ("dataservice.html", "<p id=\"main\">a</p>", "duplicate-id", "main"),
    ("organizations.html", "<h5>a</h5>", "heading-jump", "h5 follows h1"),
    ("dashboard.html", "<section><p>a</p>", "unclosed-element", "section"),
    ("content.html", "<input type=\"text\" name=\"x\">", "missing-label", "input"),
    ("search.html", "<style>a{}</style>", "inline-style", "inline style"),
    ("404.html", "<p><a href=\"#nothing\">a</a></p>", "broken-reference", "nothing"),
    ("sitemap.html", "<p>a</span></p>", "stray-end", "</span>"),
];

/// And more.
const STILL_MORE: &[(&str, &str, &str, &str)] = &[
    ("home.html", "<button type=\"button\"></button>", "missing-name", "button"),
    ("datasets.html", "{{ <totls of={listings.orders} /> }}", "unknown-component", "totls"),
    ("dataset.html", "{% if dataset is definde %}a{% endif %}", "unknown-test", "definde"),
    ("files.html", "{{ nothing(a=1) }}", "unknown-function", "nothing"),
    ("organization.html", "{% include \"nothing.html\" %}", "missing-template", "nothing.html"),
    ("reuse.html", "<ul><p>a</p></ul>", "misplaced-element", "a list holds only"),
    (
        "dataservice.html",
        "<a href=\"{{ base }}/\"><a href=\"{{ base }}/\">b</a></a>",
        "nested-element",
        "`a`",
    ),
    (
        "organizations.html",
        "<p><a href=\"https://elsewhere.example.com/\">a</a></p>",
        "link-out",
        "elsewhere",
    ),
    ("dashboard.html", "<h1>a</h1>", "several-h1", "more than one"),
    ("content.html", "<p aria-labelledby=\"none-such\">a</p>", "broken-reference", "none-such"),
    ("search.html", "<p>{{ t(key=\"ways-topic\") }}</p>", "missing-message", "write `ways-all`"),
    ("404.html", "<p><a href=\"{{ base }}/pages/contact/\">a</a></p>", "broken-link", "site.footer"),
    (
        "sitemap.html",
        "<iframe src=\"//maps.example.com/\" title=\"a\"></iframe>",
        "third-party",
        "maps.example.com",
    ),
];

/// The last ones.
const LAST: &[(&str, &str, &str, &str)] = &[
    ("home.html", "<p>{{ t(key=\"home\", who=site.title) }}</p>", "unneeded-parameter", "$who"),
    ("datasets.html", "{% for letter in heading %}<p>{{ letter }}</p>{% endfor %}", "template", "a list"),
    ("dataset.html", "<div>{{ dataset.description_html }}</div>", "escaped-html", "description_html"),
    ("files.html", "<a href=\"java&#9;script:x()\">a</a>", "inline-script", "script in an address"),
    (
        "organization.html",
        "<p><a href=\"data:text/html,x\">a</a></p>",
        "inline-script",
        "script in an address",
    ),
    ("reuse.html", "<p><a>a</a></p>", "empty-address", "leads nowhere"),
    ("dataservice.html", "<p aria-lable=\"a\">a</p>", "unknown-aria", "did you mean `aria-label`"),
    ("organizations.html", "<p role=\"buton\">a</p>", "unknown-aria", "did you mean `button`"),
    ("dashboard.html", "<font color=\"red\">a</font>", "obsolete-element", "font"),
    ("content.html", "<p class=\"a\" class=\"b\">a</p>", "duplicate-attribute", "twice"),
    ("search.html", "<video src=\"{{ asset(path=\"icon.svg\") }}\"></video>", "forbidden-element", "video"),
    ("404.html", "<p><a href=\"{{ base }}/\" target=\"_blank\">a</a></p>", "new-window", "noopener"),
    ("sitemap.html", "<p lang=\"french\">a</p>", "bad-language", "french"),
    ("figure.html", "<table><tr><td>a</td></tr></table>", "table-without-headers", "no names"),
    ("topic.html", "<p>{{ topic.nmae }}</p>", "unknown-variable", "nmae"),
    ("post.html", "<img alt=\"\">", "empty-address", "without `src`"),
];

#[test]
fn each_mistake_is_found_and_all_in_one_run() {
    for table in [LINES, MORE, STILL_MORE, LAST] {
        let texts: Vec<_> = table.iter().map(|(template, line, ..)| with(template, line)).collect();
        let names: Vec<_> = table.iter().map(|(template, ..)| format!("mine/templates/{template}")).collect();
        let files: Vec<_> =
            names.iter().zip(&texts).map(|(name, (text, _))| (name.as_str(), text.as_str())).collect();
        let checked = Themes::new(&files).check();
        for ((template, _, kind, part), (_, line)) in table.iter().zip(&texts) {
            assert_found(&checked, &format!("templates/{template}"), *line, kind, part);
        }
    }
}

#[test]
fn a_mistake_is_told_once_and_brings_no_other() {
    // Some of them: each is a whole check.
    for (template, line, kind, _) in LINES.iter().chain(MORE).chain(STILL_MORE).step_by(5) {
        // One wrong tag makes those around it wrong.
        let spreads =
            ["heading-jump", "unclosed-element", "stray-end", "nested-element", "misplaced-element"];
        if spreads.contains(kind) {
            continue;
        }
        let (text, _) = with(template, line);
        let checked = Themes::new(&[(&format!("mine/templates/{template}"), &text)]).check();
        assert_eq!(checked.findings.len(), 1, "{line}\n{}", told(&checked));
    }
}

#[test]
fn templates_that_cannot_be_read_give_way_and_the_rest_is_looked_at() {
    let (broken, line) = with("content.html", "<p>{{ nothing }}</p>");
    let checked = Themes::new(&[
        (
            "mine/templates/home.html",
            "{% extends \"base.html\" %}\n{% block main %}\n<h1>a</h1>\n{% if totals %}\n{% endblock %}\n",
        ),
        (
            "mine/templates/dataset.html",
            "{% extends \"bse.html\" %}\n{% block main %}{{ nothing }}{% endblock %}",
        ),
        ("mine/templates/reuse.html", "\n{% extends \"dataservice.html\" %}"),
        ("mine/templates/dataservice.html", "{% extends \"reuse.html\" %}"),
        (
            "mine/templates/files.html",
            "{% extends \"base.html\" %}\n{% block main %}<h1>{{ title }</h1>{% endblock %}",
        ),
        (
            "mine/templates/search.html",
            "{% extends \"base.html\" %}\n{% block mian %}a{% endblock %}\n<p>b</p>\n",
        ),
        ("mine/templates/card.html", "<li>\n{{ card.title | upper( }}</li>"),
        ("mine/templates/sitmap.html", "{% extends \"base.html\" %}"),
        ("mine/templates/parts.html", "{% component totals(of) %}a{% endcomponent %}"),
        ("mine/templates/more-parts.html", "{% component totals(of) %}a{% endcomponent %}"),
        ("mine/templates/content.html", &broken),
    ])
    .check();
    for (file, line, kind, part) in [
        ("home.html", 5, "unclosed", "`if` of line 4"),
        ("dataset.html", 1, "missing-parent", "bse.html"),
        ("dataset.html", 2, "unknown-variable", "nothing"),
        ("dataservice.html", 1, "template-cycle", "leads back"),
        ("files.html", 2, "unclosed", "without its `}}`"),
        ("search.html", 2, "unknown-block", "mian"),
        ("search.html", 3, "outside-blocks", "ignored"),
        ("card.html", 2, "template-syntax", ""),
        ("sitmap.html", 1, "unused-template", "did you mean sitemap.html"),
        ("parts.html", 1, "component-twice", "totals"),
        ("content.html", line, "unknown-variable", "nothing"),
    ] {
        assert_found(&checked, &format!("templates/{file}"), line, kind, part);
    }
}

#[test]
fn a_frame_without_its_landmarks_is_told_once() {
    let checked = Themes::new(&[(
        "mine/templates/base.html",
        "<html>\n<head><title></title></head>\n<body>\n{% block search %}{% endblock %}<div>{% block main %}{% endblock %}</div>\n</body></html>\n",
    )])
    .check();
    for kind in [
        "missing-main",
        "missing-lang",
        "missing-title",
        "missing-doctype",
        "missing-charset",
        "missing-viewport",
        "missing-landmark",
        "missing-skip-link",
    ] {
        let found: Vec<_> = checked.findings.iter().filter(|finding| finding.kind == kind).collect();
        assert!(found.len() == 1 || kind == "missing-landmark", "{kind}\n{}", told(&checked));
        assert!(
            found.iter().all(|finding| finding.file.ends_with("mine/templates/base.html")),
            "{}",
            told(&checked)
        );
        assert!(found[0].pages > 50 || kind == "missing-lang", "{kind}: {} pages", found[0].pages);
    }
}

#[test]
fn messages_are_looked_at_in_both_languages() {
    let checked = Themes::new(&[
        ("mine/templates/404.html", "{% extends \"404.html\" %}\n{% block main %}{{ super() }}<p>{{ t(key=\"mine-french\") }}</p><p>{{ t(key=\"mine-both\", n=1) }}</p>{% endblock %}"),
        ("mine/messages/fr.ftl", "mine-french = Bonjour\nmine-both = { $n }\nserch = Chercher\ncount-files = { $cout } fichiers\nmine-broken = { $x\nhome = Accueil\n"),
        ("mine/messages/en.ftl", "mine-both = { $n }\nmine-both = { $n }\nhome = Home\nskip = { nothing }\n"),
    ])
    .check();
    for (file, line, kind, part) in [
        ("fr.ftl", 1, "one-language", "mine-french"),
        ("fr.ftl", 3, "unused-message", "did you mean \"search\""),
        ("fr.ftl", 4, "extra-parameter", "$cout"),
        ("fr.ftl", 5, "message-syntax", ""),
        ("en.ftl", 2, "message-syntax", "twice"),
        ("en.ftl", 4, "missing-message", "nothing"),
    ] {
        assert_found(&checked, &format!("messages/{file}"), line, kind, part);
    }
}

#[test]
fn assets_and_the_theme_file_are_looked_at() {
    let checked = Themes::new(&[
        ("mine/theme.toml", "extends = \"default\"\ndescripton = \"a\"\n"),
        ("mine/asset/other.css", "a { top: 0 }\n"),
        ("mine/messages/french.ftl", "home = Accueil\n"),
        ("mine/assets/mine.svg", "<svg>\n<script>a()</script></svg>"),
        ("mine/assets/mine.js", "\nfetch(\"https://example.com/x\");\n"),
        ("mine/assets/style.css", "@import \"style.css\";\na { background: url(none.svg) }\n@import url(\"https://fonts.example.com/a.css\");\nb { color: var(--acent) }\nc {\n"),
    ])
    .check();
    for (file, line, kind, part) in [
        ("theme.toml", 2, "theme-file", "descripton"),
        ("assets/style.css", 2, "missing-asset", "none.svg"),
        ("assets/style.css", 3, "third-party", "fonts.example.com"),
        ("assets/style.css", 4, "unknown-property", "did you mean --accent"),
        ("assets/style.css", 5, "css-syntax", "not closed"),
        ("assets/style.css", 3, "late-import", "after a rule"),
        ("assets/mine.svg", 2, "inline-script", "drawing"),
        ("assets/mine.js", 2, "third-party", "https://example.com/x"),
        ("asset", 1, "unknown-file", "did you mean assets/"),
        ("messages/french.ftl", 1, "unknown-file", "fr.ftl"),
    ] {
        assert_found(&checked, file, line, kind, part);
    }
    for (files, kind, part) in [
        (vec![("mine/theme.toml", "\nextends = \"nothing\"")], "missing-theme", "nothing"),
        (
            vec![("mine/theme.toml", "\nextends = \"other\""), ("other/theme.toml", "\nextends = \"mine\"")],
            "theme-cycle",
            "mine -> other -> mine",
        ),
        (vec![("mine/theme.toml", "\ncontract = 99")], "theme-file", "contract 99"),
        (vec![("mine/theme.toml", "\n[colors]\naccent = \"red\"")], "theme-file", "not a colour"),
    ] {
        let checked = Themes::new(&files).check();
        let finding = checked.findings.first().unwrap();
        assert!(finding.kind == kind && finding.message.contains(part), "{}", told(&checked));
        assert_eq!(finding.line, 2, "{}", told(&checked));
    }
}

#[test]
fn catalogue_text_that_is_written_unescaped_is_found_however_it_was() {
    let checked = Themes::new(&[(
        "mine/templates/card.html",
        "<li class=\"card\"><h3><a href=\"{{ card.href }}\">{{ card.title }}</a></h3>\n{% set body_html = card.producer.name %}<p>\n{{ body_html | safe }}</p></li>",
    )])
    .check();
    assert_found(&checked, "templates/card.html", 2, "unsafe-text", "unescaped");
}

#[test]
fn what_a_theme_may_do_is_no_finding() {
    let checked = Themes::new(&[
        ("mine/theme.toml", "description = \"Mine\"\ncontract = 1\n[colors]\naccent = \"#a00\"\n"),
        ("mine/assets/style.css", "@import \"style.css\";\n:root { --radius: 0; --mine: url(mine.svg) }\na { color: var(--mine) }\n"),
        ("mine/assets/mine.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("mine/assets/mine.js", "document.title = 1;"),
        ("mine/messages/fr.ftl", "mine-hello = Bonjour { $name }\nhome = Entrée\nbadge-mine = À moi\n"),
        ("mine/messages/en.ftl", "mine-hello = Hello { $name }\nhome = Entrance\nbadge-mine = Mine\n"),
        ("mine/templates/parts.html", "{% component mine(of, wide = false, html = \"\") %}\n<p>{{ of.title }}{{ base }}</p>{% if wide %}<ul>{{ html | safe }}</ul>{% endif %}\n{% endcomponent %}\n{% component frame() %}<div>{{ body }}</div>{% endcomponent %}"),
        ("mine/templates/part.html", "<p>{{ hello }}{{ page.title }}{% for total in totals %}{{ total.value }}{% endfor %}</p>"),
        ("mine/templates/home.html", "{% extends \"home.html\" %}\n{% block head %}{{ super() }}<script type=\"module\" src=\"{{ asset(path=\"mine.js\") }}\"></script>{% endblock %}\n{% block main %}\n{% set hello = t(key=\"mine-hello\", name=site.title) %}\n{{ super() }}\n{% include \"part.html\" %}\n{{ <mine of={page} wide={true} html={newest_html} /> }}\n{% <frame> %}<p>{% if dataset is defined %}{{ dataset.title }}{% endif %}{{ missing | default(value=\"x\") }}{{ [total.value for total in totals] | join(sep=\", \") }}{{ totals | length }}{{ page.title or site.title }}</p>{% </frame> %}\n{% for name, value in {\"a\": 1} %}{{ loop.index }}{{ name }}{{ value }}{% endfor %}\n{% endblock %}"),
        ("mine/templates/landing.html", "{% extends \"content.html\" %}\n{% block main %}{{ super() }}<p>{{ snapshot.text }}</p>{% endblock %}"),
    ])
    .check();
    let worse: Vec<_> =
        checked.findings.iter().filter(|finding| finding.severity != Severity::Info).collect();
    assert!(worse.is_empty(), "{}", told(&checked));
    assert_found(&checked, "templates/landing.html", 1, "unused-template", "nothing names");
}

#[test]
fn a_theme_of_nothing_but_copies_has_nothing_wrong() {
    let nowhere = std::path::Path::new("/nowhere");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap();
            let part = theme::find(nowhere, theme::DEFAULT, path).unwrap();
            files.push((format!("mine/{path}"), String::from_utf8(part.versions[0].bytes.to_vec()).unwrap()));
        }
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(told(&Themes::new(&files).check()), "");
}

#[test]
fn themes_that_come_with_etalage_have_nothing_wrong() {
    let nowhere = std::path::Path::new("/nowhere");
    for (name, _) in theme::list(nowhere) {
        let checked = WORKSHOP.check(nowhere, &name).unwrap();
        assert_eq!(told(&checked), "", "{name}");
        assert!(checked.pages > 150, "{} pages", checked.pages);
    }
}

#[test]
fn the_command_says_it_in_words_and_as_json_and_by_its_exit_code() {
    let themes = Themes::new(&[(
        "mine/templates/home.html",
        "{% extends \"home.html\" %}\n{% block main %}{{ nothing }}{{ super() }}{% endblock %}",
    )]);
    let run = |arguments: &[&str]| {
        Command::cargo_bin("etalage").unwrap().args(arguments).current_dir(themes.0.path()).output().unwrap()
    };
    let output = run(&["theme", "check", "mine"]);
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("themes/mine/templates/home.html:2:20: error[unknown-variable]"), "{text}");
    assert!(text.contains("1 error"), "{text}");
    let output = run(&["theme", "check", "mine", "--json"]);
    assert_eq!(output.status.code(), Some(3));
    let json: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["findings"][0]["line"], 2);
    assert_eq!(json["findings"][0]["severity"], "error");
    let output = run(&["theme", "check"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(run(&["theme", "check", "none"]).status.code(), Some(1));
}
