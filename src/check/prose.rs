//! The texts of the site's own pages: what a build takes and readers still stumble over.

use std::collections::BTreeMap;
use std::path::Path;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use url::Url;

use super::finding::{Kind, Place, Report, kinds};
use super::text;
use crate::config::Config;
use crate::content::{self, Page};
use crate::net;

kinds! {
    Content:
    SKIPPED_HEADING = "skipped-heading", Warning,
        "Give the heading the level below the one before it: screen readers go from level to level";
    NO_ALT = "content-image-without-alt", Warning,
        "Describe the picture between the brackets, ![like this](picture.png), unless it only decorates";
    EMPTY_LINK = "content-link-without-words", Error, "Put words between the brackets of the link";
    CODE = "code-in-content", Warning,
        "Take the script, the style or the frame out: pages never hold one";
    PLACEHOLDER = "placeholder-in-content", Warning, "Fill in the text that was left open";
    INSECURE_PICTURE = "picture-elsewhere", Warning,
        "Put the picture beside the page: the site's security policy blocks other servers";
    CREDENTIALS = "credentials-in-content", Error,
        "Take the name and the password out of the address, and change the password: it is public";
    SAME_TITLE = "same-page-title", Warning, "Give each page a title of its own: menus and tabs show nothing else";
    EMPTY_PAGE = "empty-content-page", Warning, "Write the page, or mark it as a draft: draft = true";
    GARBLED = "garbled-content", Warning, "Save the file as UTF-8: it was read in another encoding";
}

/// Looks at every page of the content folder.
pub(super) fn check(config: &Config, report: &mut Report) {
    let folder = config.path(&config.build.content);
    let (content, _) = content::survey(config);
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for page in &content.pages {
        let (markdown, first_line) = page.markdown();
        let mut reader = Reader { folder: &folder, page, markdown, first_line, report };
        if let Some(first) = titles.insert(&page.title, &page.file) {
            reader.add(SAME_TITLE, 0, "title", &page.title, &format!("also that of {first}"));
        }
        if markdown.trim().is_empty() {
            reader.add(EMPTY_PAGE, 0, "", "", "");
        }
        reader.read();
    }
}

struct Reader<'a> {
    folder: &'a Path,
    page: &'a Page,
    markdown: &'a str,
    first_line: usize,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn read(&mut self) {
        if let Some(garbled) = text::garbled(self.markdown) {
            let place = self.markdown.find(garbled).unwrap_or(0);
            self.add(GARBLED, place, "", garbled, "");
        }
        let mut level = None;
        // What is open: a link or picture, and whether there are words in it.
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut code = false;
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
        for (event, range) in Parser::new_ext(self.markdown, options).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { level: next, .. }) => self.heading(&mut level, next, range.start),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    open.push((range.start, false));
                    self.address(&dest_url, range.start);
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    open.push((range.start, false));
                    if Url::parse(&dest_url).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
                        self.add(INSECURE_PICTURE, range.start, "image", &dest_url, "");
                    }
                }
                Event::End(TagEnd::Link) => {
                    if let Some((start, false)) = open.pop() {
                        self.add(EMPTY_LINK, start, "link", self.markdown.get(range).unwrap_or_default(), "");
                    }
                }
                Event::End(TagEnd::Image) => {
                    let is_described = match open.pop() {
                        Some((start, false)) => {
                            let image = self.markdown.get(range).unwrap_or_default();
                            self.add(NO_ALT, start, "image", image, "");
                            false
                        }
                        _ => true,
                    };
                    // The words of a picture are those of a link around it.
                    if is_described {
                        say(&mut open);
                    }
                }
                Event::Start(Tag::CodeBlock(_)) => code = true,
                Event::End(TagEnd::CodeBlock) => code = false,
                Event::Text(words) => {
                    if !words.trim().is_empty() {
                        say(&mut open);
                    }
                    if !code && let Some(left_open) = placeholder(&words) {
                        self.add(PLACEHOLDER, range.start, "", left_open, "");
                    }
                }
                Event::Code(_) | Event::InlineMath(_) => {
                    say(&mut open);
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    say(&mut open);
                    if let Some(running) = runs(&html) {
                        self.add(CODE, range.start, "", running, "");
                    }
                }
                _ => {}
            }
        }
    }

    fn heading(&mut self, level: &mut Option<HeadingLevel>, next: HeadingLevel, start: usize) {
        if let Some(last) = *level
            && next as usize > last as usize + 1
        {
            let note = format!("level {} after level {}", next as usize, last as usize);
            let line = self.markdown[start..].lines().next().unwrap_or_default();
            self.add(SKIPPED_HEADING, start, "heading", line, &note);
        }
        *level = Some(next);
    }

    fn address(&mut self, address: &str, start: usize) {
        let has_user =
            Url::parse(address).is_ok_and(|url| !url.username().is_empty() || url.password().is_some());
        if has_user && !address.starts_with("mailto:") {
            self.add(CREDENTIALS, start, "link", &net::shown_text(address), "");
        }
    }

    fn add(&mut self, kind: Kind, start: usize, field: &str, value: &str, note: &str) {
        let line = self.first_line + self.markdown[..start].matches('\n').count();
        self.report.add(
            kind,
            Place {
                file: self.folder.join(&self.page.file).display().to_string(),
                line: line as u64,
                field: field.to_owned(),
                value: value.to_owned(),
                note: note.to_owned(),
                ..Place::default()
            },
        );
    }
}

/// There are words in every link and picture that is open.
fn say(open: &mut [(usize, bool)]) {
    for (_, has_words) in open {
        *has_words = true;
    }
}

/// What was left to be written: `TODO`, `lorem ipsum`, a placeholder of a template.
fn placeholder(words: &str) -> Option<&str> {
    let words_left = ["TODO", "FIXME", "Lorem ipsum", "lorem ipsum"];
    words_left.into_iter().find(|open| words.contains(open)).or_else(|| {
        let start = words.find("{{")?;
        let end = words[start..].find("}}")?;
        Some(&words[start..start + end + 2])
    })
}

/// The element of a piece of HTML that pages never hold.
fn runs(html: &str) -> Option<&'static str> {
    let lower = html.to_ascii_lowercase();
    ["<script", "<style", "<iframe", "<object", "<embed"].into_iter().find(|tag| lower.contains(tag))
}
