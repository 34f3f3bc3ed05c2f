//! What is wrong with a rendered page.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::catalogue::HOSTILE;
use super::html::{self, Start, Token};

/// Attributes that name ids.
const NAMING: [&str; 5] = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers"];

/// Elements that end a paragraph, or cannot stand in a line.
const BLOCKS: [&str; 20] = [
    "div",
    "p",
    "ul",
    "ol",
    "dl",
    "table",
    "section",
    "article",
    "nav",
    "aside",
    "header",
    "footer",
    "main",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "figure",
];

/// What a `link` may say of another page without loading it.
const NOT_LOADED: [&str; 11] =
    ["canonical", "alternate", "license", "author", "me", "help", "next", "prev", "search", "up", "first"];

/// What the Content-Security-Policy lets no page load, wherever it comes from.
const NEVER_LOADED: [&str; 8] = ["base", "iframe", "frame", "object", "embed", "video", "audio", "applet"];

/// Elements that HTML dropped: what they say belongs into the stylesheet.
const OBSOLETE: [&str; 10] =
    ["acronym", "big", "blink", "center", "dir", "font", "marquee", "nobr", "strike", "tt"];

/// States and properties of WAI-ARIA 1.2, after `aria-`.
#[rustfmt::skip]
const ARIA: [&str; 49] = [
    "activedescendant", "atomic", "autocomplete", "braillelabel", "brailleroledescription", "busy", "checked",
    "colcount", "colindex", "colindextext", "colspan", "controls", "current", "describedby", "description", "details",
    "disabled", "dropeffect", "errormessage", "expanded", "flowto", "grabbed", "haspopup", "hidden", "invalid",
    "keyshortcuts", "label", "labelledby", "level", "live", "modal", "multiline", "multiselectable", "orientation",
    "owns", "placeholder", "posinset", "pressed", "readonly", "relevant", "required", "roledescription", "rowcount",
    "rowindex", "rowspan", "selected", "setsize", "sort", "valuenow",
];
/// And those of sliders, which no page has had yet.
const ARIA_VALUES: [&str; 3] = ["valuemax", "valuemin", "valuetext"];

/// Roles of WAI-ARIA 1.2 that an element may be given.
#[rustfmt::skip]
const ROLES: [&str; 76] = [
    "alert", "alertdialog", "application", "article", "banner", "blockquote", "button", "caption", "cell", "checkbox",
    "code", "columnheader", "combobox", "complementary", "contentinfo", "definition", "deletion", "dialog",
    "directory", "document", "emphasis", "feed", "figure", "form", "generic", "grid", "gridcell", "group", "heading",
    "img", "insertion", "link", "list", "listbox", "listitem", "log", "main", "marquee", "math", "menu", "menubar",
    "menuitem", "menuitemcheckbox", "menuitemradio", "meter", "navigation", "none", "note", "option", "paragraph",
    "presentation", "progressbar", "radio", "radiogroup", "region", "row", "rowgroup", "rowheader", "scrollbar",
    "search", "searchbox", "separator", "slider", "spinbutton", "status", "strong", "subscript", "superscript",
    "switch", "tab", "table", "tablist", "tabpanel", "term", "textbox", "timer",
];

/// Something wrong with a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub kind: &'static str,
    pub message: String,
    pub place: Place,
}

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// At a tag.
    Mark(String),
    /// In the frame of the page.
    Frame,
    /// In the page's own template.
    Page,
}

/// What a page may lead to.
pub(super) struct Site<'a> {
    /// Its address, complete.
    pub url: &'a Url,
    /// The site's address, complete, with a slash at the end.
    pub root: &'a Url,
    /// Whether the site serves a path, relative to its root and decoded.
    pub serves: &'a dyn Fn(&str) -> bool,
    /// Whether a tag has that text in its template.
    pub written: &'a dyn Fn(&str, &str) -> bool,
    /// Whether a tag stands in a file of the site's own.
    pub own: &'a dyn Fn(&str) -> bool,
}

/// An element that is open.
struct Open {
    name: String,
    mark: Option<String>,
    /// Its text so far, and what stands in for it.
    words: bool,
    /// How many `th` stood before it.
    headers: usize,
}

/// Looks at a page.
pub(super) fn inspect(page: &str, site: &Site) -> Vec<Fault> {
    let tokens = html::tokens(page);
    let mut inspector = Inspector {
        site,
        faults: Vec::new(),
        open: Vec::new(),
        ids: BTreeMap::new(),
        references: Vec::new(),
        labels: BTreeSet::new(),
        controls: Vec::new(),
        level: 0,
        counts: BTreeMap::new(),
        headings: Vec::new(),
        mains: Vec::new(),
        charset: false,
        viewport: false,
        first_link: None,
    };
    for token in &tokens {
        match token {
            Token::Doctype => inspector.count("!doctype"),
            Token::Start(start) => inspector.start(start),
            Token::End(name, mark) => inspector.end(name, mark.as_deref()),
            Token::Text(text) => inspector.text(text),
        }
    }
    inspector.finish()
}

struct Inspector<'a> {
    site: &'a Site<'a>,
    faults: Vec<Fault>,
    open: Vec<Open>,
    /// Ids with the place where each first stood.
    ids: BTreeMap<String, Place>,
    /// Ids that something names: what names it, the id, where.
    references: Vec<(String, String, Place)>,
    /// Ids that a label is for.
    labels: BTreeSet<String>,
    /// Controls without a name of their own: their id and place.
    controls: Vec<(String, String, Place)>,
    level: u8,
    counts: BTreeMap<String, usize>,
    /// Where each `h1` stands, and each `main`.
    headings: Vec<Place>,
    mains: Vec<Place>,
    charset: bool,
    viewport: bool,
    first_link: Option<String>,
}

impl Inspector<'_> {
    fn tell(&mut self, kind: &'static str, place: Place, message: impl Into<String>) {
        self.faults.push(Fault { kind, message: message.into(), place });
    }

    fn count(&mut self, name: &str) {
        *self.counts.entry(name.to_owned()).or_default() += 1;
    }

    fn counted(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or_default()
    }

    /// The place of a tag: its own, else that of the nearest one around it.
    fn place(&self, start: &Start) -> Place {
        let around = || self.open.iter().rev().find_map(|open| open.mark.clone());
        start.mark.clone().or_else(around).map_or(Place::Page, Place::Mark)
    }

    fn is_within(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == name)
    }

    fn start(&mut self, start: &Start) {
        let place = self.place(start);
        self.close_implied(&start.name);
        self.count(&start.name);
        self.safety(start, &place);
        self.ids(start, &place);
        self.content(start, &place);
        self.structure(start, &place);
        self.words_of_html(start, &place);
        if start.name == "img" && start.says("alt")
            || start.says("aria-label")
            || start.says("aria-labelledby")
        {
            self.words();
        }
        let drawing = self.is_within("svg") || self.is_within("math") || start.name == "svg";
        if !(start.is_void() || start.closes_itself && drawing) {
            let words = start.says("aria-label") || start.says("aria-labelledby") || start.says("title");
            let headers = self.counted("th");
            self.open.push(Open { name: start.name.clone(), mark: start.mark.clone(), words, headers });
        }
    }

    /// Something to read stands in every element that is open.
    fn words(&mut self) {
        for open in &mut self.open {
            open.words = true;
        }
    }

    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        match self.open.last() {
            Some(open) if open.name == "script" => {}
            _ => self.words(),
        }
    }

    /// What the Content-Security-Policy forbids, and what comes from elsewhere.
    fn safety(&mut self, start: &Start, place: &Place) {
        if start.name.starts_with(HOSTILE) || start.attribute(HOSTILE).is_some() {
            let message =
                "a text of the catalogue is written here unescaped: an attacker’s would run as HTML";
            self.tell("unsafe-text", place.clone(), message);
            return;
        }
        let data = start.attribute("type").is_some_and(|kind| kind.contains("json"));
        if start.name == "script" && start.attribute("src").is_none() && !data {
            let message = "an inline script: the Content-Security-Policy of the site forbids it";
            self.tell("inline-script", place.clone(), message);
        }
        if start.name == "style" {
            let message = "an inline style: the Content-Security-Policy of the site forbids it";
            self.tell("inline-style", place.clone(), message);
        }
        if start.repeats {
            let message = "an attribute stands twice in this tag: browsers pass over the second";
            self.tell("duplicate-attribute", place.clone(), message);
        }
        for (name, value) in &start.attributes {
            if name == "style" {
                let message =
                    "the attribute `style` is an inline style, which the Content-Security-Policy forbids";
                self.tell("inline-style", place.clone(), message);
            } else if name.starts_with("on") {
                let message =
                    format!("`{name}` is an inline script, which the Content-Security-Policy forbids");
                self.tell("inline-script", place.clone(), message);
            } else if runs(name, value) {
                let message = format!(
                    "`{name}` holds a script in an address, which the Content-Security-Policy forbids"
                );
                self.tell("inline-script", place.clone(), message);
            }
        }
        let before = self.faults.len();
        for (name, value) in addresses(start) {
            self.address(start, name, &value, place);
        }
        let is_told = self.faults[before..].iter().any(|fault| fault.kind == "third-party");
        if NEVER_LOADED.contains(&start.name.as_str()) && !is_told {
            let message = format!(
                "`{}` is nothing that the Content-Security-Policy of the site lets a page use",
                start.name
            );
            self.tell("forbidden-element", place.clone(), message);
        }
        let is = |name: &str, wanted: &str| {
            start.attribute(name).is_some_and(|value| value.trim().eq_ignore_ascii_case(wanted))
        };
        if start.name == "meta" && is("http-equiv", "refresh") {
            let message = "this takes a reader elsewhere, or to the top again, without being asked";
            self.tell("refresh", place.clone(), message);
        }
        let rel = start.attribute("rel").unwrap_or_default().to_ascii_lowercase();
        let keeps_apart = rel.split_ascii_whitespace().any(|word| matches!(word, "noopener" | "noreferrer"));
        if is("target", "_blank") && !keeps_apart {
            let message = "this opens a window that may act on the one it came from: add `rel=\"noopener\"`";
            self.tell("new-window", place.clone(), message);
        }
    }

    /// Names that HTML and WAI-ARIA do not have, or no longer.
    fn words_of_html(&mut self, start: &Start, place: &Place) {
        if OBSOLETE.contains(&start.name.as_str()) {
            let message = format!("`{}` is no element of HTML any more", start.name);
            self.tell("obsolete-element", place.clone(), message);
        }
        let language = start.attribute("lang").unwrap_or_default();
        let primary = language.split('-').next().unwrap_or_default();
        if !language.is_empty() && !(2..=3).contains(&primary.len()) {
            let message = format!("{language:?} is no tag of a language: French is `fr`, English `en`");
            self.tell("bad-language", place.clone(), message);
        }
        let known = ARIA.iter().chain(&ARIA_VALUES).copied();
        for (name, _) in &start.attributes {
            if let Some(word) =
                name.strip_prefix("aria-").filter(|word| !known.clone().any(|known| known == *word))
            {
                let near = near(word, known.clone())
                    .map_or_else(String::new, |near| format!("; did you mean `aria-{near}`?"));
                self.tell("unknown-aria", place.clone(), format!("there is no attribute `{name}`{near}"));
            }
        }
        for role in start.attribute("role").unwrap_or_default().split_ascii_whitespace() {
            let is_known = ROLES.contains(&role) || role.starts_with("doc-") || role.starts_with("graphics-");
            if !is_known {
                let near = near(role, ROLES.into_iter())
                    .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                self.tell("unknown-aria", place.clone(), format!("there is no role `{role}`{near}"));
            }
        }
    }

    /// An address that a page loads from or leads to.
    fn address(&mut self, start: &Start, attribute: &str, value: &str, place: &Place) {
        let value = value.trim();
        if value.is_empty() {
            if attribute != "action" {
                self.tell(
                    "empty-address",
                    place.clone(),
                    format!("`{attribute}` of this {} is empty", start.name),
                );
            }
            return;
        }
        if value.starts_with("data:") || value.starts_with("mailto:") || value.starts_with("tel:") {
            return;
        }
        let Ok(target) = self.site.url.join(value) else {
            self.tell("broken-link", place.clone(), format!("`{attribute}={value:?}` is not an address"));
            return;
        };
        if !matches!(target.scheme(), "http" | "https") {
            return;
        }
        if target.origin() != self.site.root.origin() {
            let rel = start.attribute("rel").unwrap_or_default();
            let loaded = match start.name.as_str() {
                "a" | "area" => attribute == "ping",
                "link" => !rel.split_ascii_whitespace().any(|word| NOT_LOADED.contains(&word)),
                _ => attribute != "cite",
            };
            if loaded {
                let message = format!(
                    "{} is an address of a third party: pages load nothing from elsewhere; put the file into assets/",
                    target.host_str().unwrap_or(value)
                );
                self.tell("third-party", place.clone(), message);
            } else if let Place::Mark(mark) = place
                && (self.site.written)(mark, value)
            {
                let message = format!(
                    "this leads to {}, on every page that shows it",
                    target.host_str().unwrap_or(value)
                );
                self.tell("link-out", place.clone(), message);
            }
            return;
        }
        self.inside(&target, attribute, value, place);
    }

    /// An address of the site itself.
    fn inside(&mut self, target: &Url, attribute: &str, value: &str, place: &Place) {
        let root = self.site.root.path();
        let Some(path) = target.path().strip_prefix(root) else {
            let message = format!(
                "`{attribute}={value:?}` leaves out the path that the site may live under: write `{{{{ base }}}}` before it"
            );
            self.tell("broken-link", place.clone(), message);
            return;
        };
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        if !(self.site.serves)(&decoded) {
            let message = if decoded.starts_with("pages/") {
                format!(
                    "/{decoded} is a page of one site’s content: use the menus, `site.header` and `site.footer`"
                )
            } else {
                format!("no page of the site has the address /{decoded}")
            };
            self.tell("broken-link", place.clone(), message);
            return;
        }
        let same_page = target.path() == self.site.url.path() && target.query() == self.site.url.query();
        if let Some(fragment) = target.fragment().filter(|fragment| same_page && !fragment.is_empty()) {
            let id = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy().into_owned();
            if id != "top" {
                self.references.push((attribute.to_owned(), id, place.clone()));
            }
        }
    }

    fn ids(&mut self, start: &Start, place: &Place) {
        if let Some(id) = start.attribute("id") {
            if id.is_empty() || id.contains(|c: char| c.is_ascii_whitespace()) {
                self.tell("bad-id", place.clone(), format!("{id:?} cannot be an id"));
            } else if let Some(first) = self.ids.get(id) {
                let message = if first == place {
                    format!("the id {id:?} stands several times on a page")
                } else {
                    format!("the id {id:?} stands on the page already")
                };
                self.tell("duplicate-id", place.clone(), message);
            } else {
                self.ids.insert(id.to_owned(), place.clone());
            }
        }
        for name in NAMING {
            for id in start.attribute(name).unwrap_or_default().split_ascii_whitespace() {
                self.references.push((name.to_owned(), id.to_owned(), place.clone()));
            }
        }
        if start.name == "label"
            && let Some(id) = start.attribute("for")
        {
            self.labels.insert(id.to_owned());
            self.references.push(("for".to_owned(), id.to_owned(), place.clone()));
        }
    }

    /// What a reader, or the one who listens, must be given.
    fn content(&mut self, start: &Start, place: &Place) {
        match start.name.as_str() {
            "html" if !start.says("lang") => {
                self.tell(
                    "missing-lang",
                    place.clone(),
                    "`html` says no language: `lang=\"{{ site.language }}\"`",
                );
            }
            "img" | "area" if start.attribute("alt").is_none() => {
                let message =
                    "an image without `alt`: say what it shows, or `alt=\"\"` where it only decorates";
                self.tell("image-without-alt", place.clone(), message);
            }
            "svg"
                if start.attribute("role") == Some("img")
                    && !(start.says("aria-label") || start.says("aria-labelledby")) =>
            {
                let message = "a drawing with `role=\"img\"` and no name: add `aria-label`";
                self.tell("image-without-alt", place.clone(), message);
            }
            "img" if start.attribute("src").is_none() && start.attribute("srcset").is_none() => {
                self.tell("empty-address", place.clone(), "an image without `src`");
            }
            "a" if start.attribute("href").is_none() && !self.is_within("svg") => {
                self.tell("empty-address", place.clone(), "a link without `href` leads nowhere");
            }
            "h1" => self.headings.push(place.clone()),
            "main" => self.mains.push(place.clone()),
            "meta" if start.attribute("charset").is_some() => self.charset = true,
            "iframe" if !start.says("title") => {
                self.tell("missing-name", place.clone(), "an `iframe` without `title`");
            }
            "meta" if start.attribute("name") == Some("viewport") => {
                self.viewport = true;
                let content = start.attribute("content").unwrap_or_default().replace(' ', "");
                if content.contains("user-scalable=no") || content.contains("maximum-scale=1") {
                    self.tell("no-zoom", place.clone(), "this keeps readers from enlarging the page");
                }
            }
            "input" | "select" | "textarea" => self.control(start, place),
            "a" if self.first_link.is_none() && self.counted("body") > 0 => {
                self.first_link = start.attribute("href").map(str::to_owned);
            }
            _ => {}
        }
        if start
            .attribute("tabindex")
            .and_then(|value| value.parse::<i32>().ok())
            .is_some_and(|value| value > 0)
        {
            let message =
                "`tabindex` above 0 puts the keyboard’s order out of joint: use 0, or the order of the page";
            self.tell("tab-order", place.clone(), message);
        }
    }

    fn control(&mut self, start: &Start, place: &Place) {
        let kind = start.attribute("type").unwrap_or_default();
        let named = ["aria-label", "aria-labelledby", "title"].iter().any(|name| start.says(name));
        let hidden = start.name == "input" && matches!(kind, "hidden" | "submit" | "reset" | "button");
        if start.name == "input" && kind == "image" && !start.says("alt") {
            self.tell("image-without-alt", place.clone(), "a button that is an image, without `alt`");
        } else if !(named || hidden || self.is_within("label") || kind == "image") {
            let id = start.attribute("id").unwrap_or_default().to_owned();
            self.controls.push((start.name.clone(), id, place.clone()));
        }
    }

    /// What may stand where.
    fn structure(&mut self, start: &Start, place: &Place) {
        let name = start.name.as_str();
        if let Some(level) = heading(name) {
            if self.level > 0 && level > self.level + 1 {
                let message = format!("{name} follows h{}: no level is left out", self.level);
                self.tell("heading-jump", place.clone(), message);
            }
            self.level = level;
        }
        let parent = self.open.last().map(|open| open.name.clone()).unwrap_or_default();
        let wrong = match name {
            "li" => !matches!(parent.as_str(), "ul" | "ol" | "menu"),
            "dt" | "dd" => !matches!(parent.as_str(), "dl" | "div"),
            "tr" => !matches!(parent.as_str(), "table" | "thead" | "tbody" | "tfoot"),
            "td" | "th" => parent != "tr",
            "option" => !matches!(parent.as_str(), "select" | "datalist" | "optgroup"),
            "figcaption" => parent != "figure",
            "legend" => parent != "fieldset",
            "summary" => parent != "details",
            _ => false,
        };
        if wrong && !parent.is_empty() {
            self.tell("misplaced-element", place.clone(), format!("`{name}` cannot stand in `{parent}`"));
        }
        if matches!(parent.as_str(), "ul" | "ol") && !matches!(name, "li" | "script" | "template") {
            let message = format!("`{name}` cannot stand in `{parent}`: a list holds only `li`");
            self.tell("misplaced-element", place.clone(), message);
        }
        let nested = matches!(name, "a" | "button" | "form") && self.is_within(name)
            || name == "button" && self.is_within("a")
            || name == "a" && self.is_within("button");
        if nested {
            let outer = if self.is_within(name) {
                name
            } else if name == "a" {
                "button"
            } else {
                "a"
            };
            self.tell("nested-element", place.clone(), format!("`{name}` stands inside of `{outer}`"));
        }
        if matches!(parent.as_str(), "span" | "p") && BLOCKS.contains(&name) {
            self.tell("misplaced-element", place.clone(), format!("`{name}` cannot stand in `{parent}`"));
        }
    }

    /// Ends what a start tag ends without saying so.
    fn close_implied(&mut self, name: &str) {
        let implied = |open: &str| match name {
            "li" => open == "li",
            "dt" | "dd" => matches!(open, "dt" | "dd"),
            "option" => open == "option",
            "tr" => matches!(open, "td" | "th" | "tr"),
            "td" | "th" => matches!(open, "td" | "th"),
            "tbody" | "tfoot" => matches!(open, "td" | "th" | "tr" | "thead" | "tbody"),
            _ => false,
        };
        while self.open.last().is_some_and(|open| implied(&open.name)) {
            // Written out everywhere in these themes: what is left out is more often forgotten than meant.
            self.unclosed();
        }
    }

    fn unclosed(&mut self) {
        if let Some(open) = self.open.pop() {
            let place = open.mark.map_or(Place::Page, Place::Mark);
            self.tell("unclosed-element", place, format!("this `{}` is not closed", open.name));
        }
    }

    fn end(&mut self, name: &str, mark: Option<&str>) {
        if !self.is_within(name) {
            let around = || self.open.iter().rev().find_map(|open| open.mark.clone());
            let place = mark.map(str::to_owned).or_else(around).map_or(Place::Page, Place::Mark);
            self.tell(
                "stray-end",
                place,
                format!("`</{name}>` closes nothing, in this `{}`", self.innermost()),
            );
            return;
        }
        while self.open.last().is_some_and(|open| open.name != name) {
            self.unclosed();
        }
        let Some(open) = self.open.pop() else { return };
        let silent = !open.words;
        let place = open.mark.clone().map_or(Place::Page, Place::Mark);
        if name == "table" && open.mark.is_some() && self.counted("th") == open.headers {
            let message = "a table without `th`: its columns, or its rows, have no names";
            self.tell("table-without-headers", place.clone(), message);
        }
        if silent
            && matches!(name, "a" | "button" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "legend" | "summary")
        {
            let hidden = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            let kind = if hidden { "empty-heading" } else { "missing-name" };
            self.tell(kind, place, format!("this `{name}` has no words"));
        } else if silent && name == "title" && !self.is_within("svg") {
            self.tell("missing-title", place, "the page has no title");
        }
    }

    /// Of several places the last one in a file of the site's own, else the last.
    fn own(&self, places: &[Place]) -> Place {
        let is_own = |place: &&Place| matches!(place, Place::Mark(mark) if (self.site.own)(mark));
        places.iter().rev().find(is_own).or(places.last()).cloned().unwrap_or(Place::Page)
    }

    fn innermost(&self) -> String {
        self.open.last().map_or_else(|| "page".to_owned(), |open| open.name.clone())
    }

    fn finish(mut self) -> Vec<Fault> {
        while self.open.last().is_some_and(|open| !matches!(open.name.as_str(), "html" | "body")) {
            self.unclosed();
        }
        for (name, id, place) in std::mem::take(&mut self.references) {
            if !self.ids.contains_key(&id) {
                let message = format!("`{name}` names the id {id:?}, which the page does not have");
                self.tell("broken-reference", place, message);
            }
        }
        for (name, id, place) in std::mem::take(&mut self.controls) {
            if id.is_empty() || !self.labels.contains(&id) {
                let message = format!("a `{name}` without a label: add a `label for`, or `aria-label`");
                self.tell("missing-label", place, message);
            }
        }
        self.whole();
        // What an attacker’s text opens is not what the theme’s writer left open.
        if self.faults.iter().any(|fault| fault.kind == "unsafe-text") {
            self.faults.retain(|fault| fault.kind == "unsafe-text");
        }
        self.faults
    }

    /// What every page has.
    fn whole(&mut self) {
        if self.counted("!doctype") == 0 {
            self.tell("missing-doctype", Place::Frame, "the page does not begin with `<!doctype html>`");
        }
        for (name, kind) in [("html", "missing-lang"), ("title", "missing-title")] {
            if self.counted(name) == 0 {
                self.tell(kind, Place::Frame, format!("the page has no `{name}`"));
            }
        }
        match self.counted("main") {
            0 => self.tell("missing-main", Place::Frame, "the page has no `main`"),
            1 => {}
            _ => self.tell("several-main", self.own(&self.mains), "the page has more than one `main`"),
        }
        match self.counted("h1") {
            0 => self.tell("missing-h1", Place::Page, "the page has no `h1`"),
            1 => {}
            _ => self.tell("several-h1", self.own(&self.headings), "the page has more than one `h1`"),
        }
        for name in ["header", "footer", "nav"] {
            if self.counted(name) == 0 {
                self.tell("missing-landmark", Place::Frame, format!("the page has no `{name}`"));
            }
        }
        if !self.charset {
            let message = "the page has no `<meta charset=\"utf-8\">`: a copy of it would show wrong letters";
            self.tell("missing-charset", Place::Frame, message);
        }
        if !self.viewport {
            let message = "the page has no `<meta name=\"viewport\">`: phones would show it tiny";
            self.tell("missing-viewport", Place::Frame, message);
        }
        if !self.first_link.as_deref().is_some_and(|link| link.starts_with('#')) {
            let message =
                "the page’s first link does not lead to its content (`<a class=\"skip\" href=\"#main\">`)";
            self.tell("missing-skip-link", Place::Frame, message);
        }
    }
}

/// Whether an address in an attribute runs as code where it is followed. Browsers pass over white space in it.
fn runs(attribute: &str, value: &str) -> bool {
    let start: String = value
        .chars()
        .filter(|c| !c.is_ascii_whitespace() && !c.is_control())
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase();
    let leads = matches!(attribute, "href" | "action" | "formaction" | "xlink:href");
    ["javascript:", "vbscript:"].iter().any(|scheme| start.starts_with(scheme))
        || leads && start.starts_with("data:") && !start.starts_with("data:image/")
}

/// The known word that is near.
fn near<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let distances = known.map(|known| (strsim::damerau_levenshtein(known, word), known));
    distances.filter(|(distance, _)| *distance <= 2).min().map(|(_, near)| near)
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// The addresses in a tag, with the attribute of each.
fn addresses(start: &Start) -> Vec<(&'static str, String)> {
    const ATTRIBUTES: [&str; 10] = [
        "href",
        "src",
        "action",
        "formaction",
        "poster",
        "data",
        "background",
        "manifest",
        "xlink:href",
        "ping",
    ];
    let mut found: Vec<(&'static str, String)> = ATTRIBUTES
        .into_iter()
        .filter(|name| *name != "data" || start.name == "object")
        .filter_map(|name| Some((name, start.attribute(name)?.to_owned())))
        .collect();
    if let Some(set) = start.attribute("srcset") {
        let each = set.split(',').filter_map(|part| part.split_ascii_whitespace().next());
        found.extend(each.map(|address| ("srcset", address.to_owned())));
    }
    found
}
