//! What can be wrong with a built site, and what to do about it.

use crate::catalog::Severity;
use crate::check::finding::{Kind, Part};

macro_rules! kinds {
    ($($constant:ident = $name:literal, $severity:ident, $advice:literal;)*) => {
        $(pub(super) const $constant: Kind = Kind {
            part: Part::Site,
            name: $name,
            severity: Severity::$severity,
            advice: $advice,
        };)*
    };
}

kinds! {
    BROKEN_LINK = "broken-link", Error,
        "Correct the address in the template or the text that holds the link, or bring the page back";
    BROKEN_ANCHOR = "broken-anchor", Error,
        "Correct what stands after # in the link, or give the element on that page this id";
    BROKEN_ASSET = "broken-asset", Error,
        "Put the file where the page looks for it, or correct the address; for a theme's files use asset()";
    BROKEN_REDIRECT = "broken-redirect", Error, "Correct the target of the redirect, or take the line out";
    BROKEN_SITEMAP = "broken-sitemap-entry", Error, "Build the site again: the sitemap names a page that is not there";
    OUTSIDE = "link-outside", Warning,
        "Put the site's base path before the address: base_url has a path, and this leads beside it";
    DUPLICATE_ID = "duplicate-id", Error,
        "Give each element of the page its own id: links to the second one lead to the first";
    ORPHAN = "orphan-page", Warning, "Link to the page from another one (a menu, a list), or take it out";
    NO_ALT = "image-without-alt", Error,
        "Describe the picture in alt=\"\", or leave alt empty where it only decorates";
    NO_TITLE = "missing-title", Error, "Give the page a <title> that tells it from the others";
    NO_LANGUAGE = "missing-language", Error, "Give the page's <html> its language: lang=\"fr\"";
    NO_HEADING = "missing-heading", Warning, "Give the page one <h1>";
    MANY_HEADINGS = "several-main-headings", Warning, "Leave one <h1> a page; the others are <h2>";
    EMPTY_LINK = "empty-link", Error, "Put words into the link, or name it with aria-label";
    NO_LABEL = "control-without-label", Error, "Give the field a <label for>, or name it with aria-label";
    INLINE = "inline-code", Error,
        "Move scripts and styles into files of the theme: the site's security policy blocks them in pages";
    UNSAFE = "unsafe-link", Error, "Take the link out: it runs code instead of leading somewhere";
    FOREIGN = "foreign-asset", Error,
        "Put the file into the theme or beside the content: the site's security policy blocks other servers";
    BAD_JSON = "bad-json", Error, "Correct the JSON: what reads it stops there";
    BAD_UTF8 = "bad-utf8", Error, "Save the file as UTF-8, or build the site again";
    EMPTY = "empty-file", Error, "Build the site again: the file has nothing in it";
    PAGE_BUDGET = "page-over-budget", Warning,
        "Show less on the page: cut long texts, put lists on pages of their own";
    ASSET_BUDGET = "asset-over-budget", Warning,
        "Make the file smaller: compress the picture, leave out what no page uses";
    HOST_ERROR = "host-limit", Error, "Do what the note says: the host would refuse the site";
    HOST_WARNING = "host-limit-near", Warning, "Do what the note says, or try a deploy before you rely on it";
    MISSING_FILE = "missing-file", Error, "Build the site again: the last build wrote a file that is gone";
    CHANGED_FILE = "changed-file", Info,
        "Change the theme or the content instead: the next build writes the file again";
    DAMAGED_MANIFEST = "damaged-manifest", Warning, "Build the site again";
    LEFT_OVER = "left-over-file", Warning, "Build the site again, which finishes or deletes the file";
    UNREADABLE = "unreadable-file", Error, "Make the file readable, or build the site again";
    NO_HOME = "missing-home-page", Error, "Name the folder that a build wrote: the one with index.html";
}
