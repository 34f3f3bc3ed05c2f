//! Whatever a description holds, its HTML is safe, valid and bounded.

#![allow(clippy::unwrap_used, clippy::too_many_lines, clippy::nonminimal_bool)] // Tables of rules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use etalage::text::characters::{Verdict, verdict};
use etalage::text::markdown::{Options, Rendered, Renderer};
use etalage::text::{link, plain};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node};

/// udata's allow-list (`udata/settings.py`), the headings of a page apart.
const ALLOWED: [&str; 40] = [
    "h1",
    "h2",
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "span",
    "s",
];

const PHRASING: [&str; 15] =
    ["a", "abbr", "b", "br", "code", "del", "em", "i", "img", "small", "strong", "sub", "sup", "#text", "s"];

/// Everything that must hold of rendered HTML. `Err` says what does not.
fn inspect(rendered: &Rendered, options: &Options) -> Result<(), String> {
    let html = &rendered.html;
    if html.len() > options.limit {
        return Err(format!("{} bytes", html.len()));
    }
    if let Some(bad) = html.chars().find(|c| verdict(*c) != Verdict::Keep) {
        return Err(format!("holds {bad:?}"));
    }
    let document = Html::parse_fragment(html);
    let root = document.root_element();
    // A browser sees the tree that was written, not one that it had to mend.
    let again = root.inner_html().replace("&nbsp;", "\u{a0}").replace("&quot;", "\"");
    let written = html.replace("&quot;", "\"");
    // A line break after <pre> is not content.
    if again != written && again.replace("<pre>\n", "<pre>") != written.replace("<pre>\n", "<pre>") {
        return Err(format!("a browser makes of it {again}"));
    }
    let mut level = options.heading_base - 1;
    for element in root.descendants().filter_map(ElementRef::wrap).filter(|element| element.id() != root.id())
    {
        inspect_element(element, options)?;
        if let Some(heading) =
            element.value().name().strip_prefix('h').and_then(|digit| digit.parse::<u8>().ok())
        {
            if heading > level + 1 || heading < options.heading_base {
                return Err(format!("h{heading} after h{level}"));
            }
            level = heading;
        }
    }
    strict_sanitizer_agrees(html, options)
}

fn children(element: ElementRef<'_>) -> Vec<String> {
    element
        .children()
        .map(|child| match child.value() {
            Node::Element(element) => element.name().to_owned(),
            Node::Text(_) => "#text".to_owned(),
            other => format!("{other:?}"),
        })
        .collect()
}

/// An element's attributes, children and parents, by HTML's content model.
fn inspect_element(element: ElementRef<'_>, options: &Options) -> Result<(), String> {
    let name = element.value().name();
    let fault = |what: &str| Err(format!("<{name}> {what}: {}", element.html()));
    if !ALLOWED.contains(&name) || (name == "img" && !options.images) {
        return fault("is not allowed");
    }
    let attributes: BTreeMap<&str, &str> = element.value().attrs().collect();
    let allowed: &[&str] = match name {
        "a" => &["href", "title", "rel"],
        "abbr" => &["title"],
        "img" => &["src", "alt", "title"],
        "div" => &["class"],
        _ => &[],
    };
    if attributes.keys().any(|attribute| !allowed.contains(attribute)) {
        return fault("has an attribute");
    }
    let children = children(element);
    let only = |names: &[&str]| children.iter().all(|child| names.contains(&child.as_str()));
    let has_ancestor = |names: &[&str]| {
        element.ancestors().filter_map(ElementRef::wrap).any(|outer| names.contains(&outer.value().name()))
    };
    let parent = element.parent().and_then(ElementRef::wrap).map_or("", |parent| parent.value().name());
    let text: String = element.text().collect();
    let blank = text.trim().is_empty() && !children.iter().any(|child| child == "img" || child == "hr");
    if blank
        && element.select(&scraper::Selector::parse("img, hr").unwrap()).next().is_none()
        && !matches!(name, "br" | "hr" | "img" | "td")
    {
        return fault("is empty");
    }
    match name {
        "a" => {
            let href = attributes.get("href").copied().unwrap_or_default();
            let mail =
                href.starts_with("mailto:") && link::safe_mail(href).is_some_and(|link| link.href == href);
            let page = link::href(href).as_deref() == Some(href);
            if !mail && !page {
                return fault("leads nowhere");
            }
            if page && attributes.get("rel") != Some(&"nofollow ugc noopener") {
                return fault("has no rel");
            }
            if has_ancestor(&["a"]) {
                return fault("in a link");
            }
        }
        "img"
            if !attributes.get("src").is_some_and(|src| link::href(src).as_deref() == Some(src))
                || !attributes.contains_key("alt") =>
        {
            return fault("is not an image");
        }
        "div" if attributes.get("class") != Some(&"table") || children != ["table"] => {
            return fault("is not around a table");
        }
        "table" => {
            if parent != "div"
                || !(children == ["tbody"] || children == ["thead", "tbody"] || children == ["thead"])
            {
                return fault("has other children");
            }
            let cells: BTreeSet<&str> =
                element.descendants().filter_map(ElementRef::wrap).map(|cell| cell.value().name()).collect();
            if cells.contains("th") && !cells.contains("td") {
                return fault("has no data cells");
            }
        }
        "thead" | "tbody" if parent != "table" || !only(&["tr"]) => return fault("holds no rows"),
        "tr" if !matches!(parent, "thead" | "tbody") || !only(&["td", "th"]) => {
            return fault("holds no cells");
        }
        "td" | "th" if parent != "tr" => return fault("stands outside of a row"),
        "ul" | "ol" if !only(&["li"]) => return fault("holds no items"),
        "li" if !matches!(parent, "ul" | "ol") => return fault("stands outside of a list"),
        "dl" => {
            let order: Vec<&str> = children.iter().map(String::as_str).collect();
            if !only(&["dt", "dd"]) || order.first() != Some(&"dt") || order.last() != Some(&"dd") {
                return fault("is out of order");
            }
        }
        "dt" | "dd" if parent != "dl" => return fault("stands outside of a list"),
        "details" if children.first().map(String::as_str) != Some("summary") => {
            return fault("has no summary");
        }
        "summary" if parent != "details" || element.prev_sibling().is_some() => return fault("is not first"),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if has_ancestor(&["th"]) => {
            return fault("in a heading cell");
        }
        _ => {}
    }
    let holds_text_only = PHRASING.contains(&name)
        || matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "dt" | "summary");
    if holds_text_only && !only(&PHRASING) {
        return fault("holds a block");
    }
    if name == "br" && (element.prev_sibling().is_none() || element.next_sibling().is_none()) {
        let formatting = PHRASING.contains(&parent);
        if !formatting {
            return fault("begins or ends a block");
        }
    }
    Ok(())
}

/// A sanitizer that knows nothing but the allow-list changes nothing.
fn strict_sanitizer_agrees(html: &str, options: &Options) -> Result<(), String> {
    let mut tags: std::collections::HashSet<&str> = ALLOWED.into_iter().collect();
    if !options.images {
        tags.remove("img");
    }
    let clean = ammonia::Builder::default()
        .tags(tags)
        .tag_attributes(
            [
                ("a", ["href", "title", "rel"].into_iter().collect()),
                ("abbr", ["title"].into_iter().collect()),
                ("img", ["src", "alt", "title"].into_iter().collect()),
                ("div", ["class"].into_iter().collect()),
            ]
            .into_iter()
            .collect(),
        )
        .generic_attributes(std::collections::HashSet::new())
        .url_schemes(["http", "https", "ftp", "ftps", "mailto"].into_iter().collect())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None)
        .clean(html)
        .to_string();
    let plain =
        |html: &str| html.replace("&nbsp;", "\u{a0}").replace("&quot;", "\"").replace("<pre>\n", "<pre>");
    if plain(&clean) == plain(html) { Ok(()) } else { Err(format!("a sanitizer makes of it {clean}")) }
}

fn options() -> impl Strategy<Value = Options> {
    (any::<bool>(), 2_u8..=5, prop_oneof![Just(60_000_usize), 0_usize..400], any::<bool>()).prop_map(
        |(images, heading_base, limit, portal)| Options {
            images,
            heading_base,
            limit,
            portal: portal.then(|| "https://www.data.gouv.fr/".to_owned()),
            table_label: None,
        },
    )
}

/// Soup of what Markdown, HTML and their parsers give a meaning.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "mot ",
        "é",
        " ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "# ",
        "### ",
        "###### ",
        "- ",
        "1. ",
        "> ",
        "---\n",
        "| a | b |\n|---|---|\n| c | d |\n",
        "|",
        "\n|-|-|\n",
        "[",
        "](",
        ")",
        "](https://x.fr/)",
        "](/y)",
        "![",
        "](data:image/png;base64,AAAA)",
        "](javascript:x)",
        "https://x.fr/a_b",
        "www.x.fr",
        "a@x.fr",
        "<https://x.fr/>",
        "<ftp://u:p@x.fr/>",
        "&amp;lt;",
        "&#x27;",
        "&nbsp;",
        "&lt;",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "\\",
        "=",
        "{{description}}",
        "\u{a0}",
        "\u{92}",
        "\u{202e}",
        "\u{2028}",
        "\u{feff}",
        "\r\n",
        "\0",
        "\u{fffe}",
    ];
    let names = [
        "p",
        "div",
        "span",
        "b",
        "i",
        "em",
        "strong",
        "a",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "colgroup",
        "h1",
        "h2",
        "h6",
        "pre",
        "code",
        "blockquote",
        "details",
        "summary",
        "del",
        "s",
        "u",
        "font",
        "center",
        "section",
        "acronym",
        "abbr",
        "br",
        "hr",
        "img",
        "input",
        "form",
        "button",
        "select",
        "option",
        "script",
        "style",
        "svg",
        "math",
        "template",
        "title",
        "textarea",
        "iframe",
        "noscript",
        "plaintext",
        "object",
        "video",
        "extra",
        "o:p",
        "small",
        "sub",
        "sup",
        "big",
        "tt",
        "ruby",
        "rt",
        "html",
        "body",
        "head",
        "frameset",
        "mglyph",
        "annotation-xml",
        "desc",
        "foreignObject",
        "nobr",
        "menu",
        "dir",
        "listing",
        "marquee",
    ];
    let attributes = [
        "",
        "",
        " href=\"https://x.fr/\"",
        " href='javascript:alert(1)'",
        " href=java&#115;cript:alert(1)",
        " src=\"https://x.fr/a.png\"",
        " src=data:,x",
        " title=\"a > b\"",
        " alt='\"x\"'",
        " onclick=alert(1)",
        " style='color:red'",
        " class=x",
        " id=y",
        " colspan=3",
        " align=right",
        " href=\"",
        " a='",
        " title=\"</p><script>alert(1)</script>\"",
    ];
    let piece = prop_oneof![
        3 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        3 => (prop::sample::select(names.to_vec()), prop::sample::select(attributes.to_vec())).prop_map(|(name, attributes)| format!("<{name}{attributes}>")),
        2 => prop::sample::select(names.to_vec()).prop_map(|name| format!("</{name}>")),
        1 => "\\PC{0,6}",
        1 => Just("<!--".to_owned()),
        1 => Just("-->".to_owned()),
        1 => Just("<![CDATA[".to_owned()),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// The same without HTML: what goes past ammonia.
fn markdown() -> impl Strategy<Value = String> {
    soup().prop_map(|soup| soup.replace('<', "‹"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, max_shrink_iters: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_source_gives_valid_html(source in soup(), options in options()) {
        let rendered = Renderer::new(options.clone()).render(&source);
        if let Err(fault) = inspect(&rendered, &options) {
            prop_assert!(false, "{fault}\nsource: {source:?}\nhtml: {}", rendered.html);
        }
    }

    #[test]
    fn markdown_alone_gives_valid_html(source in markdown(), options in options()) {
        let rendered = Renderer::new(options.clone()).render(&source);
        if let Err(fault) = inspect(&rendered, &options) {
            prop_assert!(false, "{fault}\nsource: {source:?}\nhtml: {}", rendered.html);
        }
    }

    #[test]
    fn long_sources_are_cut(source in prop::collection::vec(soup(), 1..12), limit in 100_usize..2_000) {
        let options = Options { limit, ..Options::default() };
        let source = source.join("\n\n");
        let rendered = Renderer::new(options.clone()).render(&source);
        if let Err(fault) = inspect(&rendered, &options) {
            prop_assert!(false, "{fault}\nsource: {source:?}\nhtml: {}", rendered.html);
        }
    }

    #[test]
    fn plain_text_has_no_markup_left(source in soup(), max in 0_usize..300) {
        let summary = plain::summary(&source, max);
        prop_assert!(summary.chars().count() <= max);
        prop_assert_eq!(plain::clean_line(&summary).into_owned(), summary);
        prop_assert!(plain::plain(&source, max).len() <= max);
    }
}

#[test]
fn hostile_sources_take_bounded_time() {
    let renderer = Renderer::new(Options::default());
    let units = [
        "[",
        "]",
        "![",
        "[a](",
        "[a](b",
        "<",
        "<<",
        "<a ",
        "<b>",
        "<p><b>",
        "<div>",
        "<table><tr><td>",
        "</b>",
        "*",
        "**a *b ",
        "_a ",
        "`",
        "` `` ",
        "~~",
        "> ",
        ">",
        "- ",
        "1. ",
        "| ",
        "|a|b|\n|-|-|\n",
        "# ",
        "\\",
        "&amp;",
        "&",
        "&amp;lt;",
        "\n",
        "\n\n",
        "https://",
        "www.a.b",
        "a@b.fr ",
        "<!--",
        "<!",
        "<?",
        "<![CDATA[",
        "<script>",
        "<svg>",
        "<li>",
        "<ul><li>",
        "<dl>",
        "<details>",
        "<a href=x>",
        "<p a b c d e f g h i j k l m n o p q r s t u v w x y z>",
        "<!-- a",
        "[a]: b\n",
        "[a",
        "*a_ ",
        "a\u{a0}",
        "    a\n",
        "\t",
        "data:a/b;base64,A ",
        "<h1>",
        "<pre>",
        "{{",
        "((",
        "<x ",
        "\u{92}",
        "<a b='",
        "<font size=1>",
        "<i><b><u>",
        "<b><table>",
        "<select><option>",
        "</p>",
        "<br>",
        "[^a]: b\n",
        "- a\n    - b\n",
        ">>>> a\n",
        "[[](",
        "![[](",
        "<b\n",
        "a <b",
        "~",
        "~~~\n",
        "&#x",
        "<o:p>",
    ];
    for unit in units {
        let source = unit.repeat(300_000 / unit.len());
        let start = Instant::now();
        let rendered = renderer.render(&source);
        let summary = plain::summary(&source, 200);
        assert!(start.elapsed() < Duration::from_secs(60), "{unit:?} takes {:?}", start.elapsed());
        assert!(summary.chars().count() <= 200);
        inspect(&rendered, &Options::default())
            .unwrap_or_else(|fault| panic!("{unit:?}: {}", &fault[..fault.len().min(500)]));
    }
    let wide = format!("{}\n{}\n{}", "|a".repeat(20_000), "|-".repeat(20_000), "|b\n".repeat(10_000));
    let start = Instant::now();
    assert!(renderer.render(&wide).html.len() <= 60_000);
    assert!(start.elapsed() < Duration::from_secs(60), "a wide table takes {:?}", start.elapsed());
}

/// Real descriptions that go wrong somewhere, where they are at hand.
#[test]
fn real_descriptions_give_valid_html() {
    let folder = std::env::var("ETALAGE_REAL_DATA").unwrap_or_default();
    let mut seen = 0;
    for name in ["anomalies.csv", "sample-a-2000.csv"] {
        let file = Path::new(&folder).join(name);
        let Ok(mut reader) = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_path(&file) else {
            println!("{} is not there: nothing to check", file.display());
            continue;
        };
        let headers = reader.headers().unwrap().clone();
        let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let (id, description) = (column("id"), column("description"));
        let options = Options::default();
        let renderer = Renderer::new(options.clone());
        for record in reader.records() {
            let record = record.unwrap();
            let rendered = renderer.render(&record[description]);
            inspect(&rendered, &options).unwrap_or_else(|fault| panic!("{}: {fault}", &record[id]));
            assert!(!rendered.html.contains("base64"), "{}", &record[id]);
            assert!(rendered.truncated || rendered.html.len() < 60_000);
            seen += 1;
        }
    }
    println!("{seen} descriptions");
}
