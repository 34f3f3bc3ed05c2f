//! What can be wrong with a built site, and what to do about it.

use crate::check::finding::kinds;

kinds! {
    pub(super) Site:
    BROKEN_LINK = "broken-link", Error,
        "Correct the address in the template or the text that holds the link, or bring the page back";
    BROKEN_ANCHOR = "broken-anchor", Error,
        "Correct what stands after # in the link, or give the element on that page this id";
    BROKEN_ASSET = "broken-asset", Error,
        "Put the file where the page looks for it, or correct the address; for a theme's files use asset()";
    BROKEN_REDIRECT = "broken-redirect", Error, "Correct the target of the redirect, or take the line out";
    REDIRECT_LOOP = "redirect-loop", Error, "Correct the target of the redirect: it leads back to itself";
    REDIRECT_CHAIN = "redirect-chain", Info, "Let the redirect lead to the last address at once";
    SAME_REDIRECT = "same-redirect-twice", Warning, "Take one of the two lines out: only the first one counts";
    NO_SITEMAP_ENTRY = "page-not-in-sitemap", Warning,
        "Build the site again, or ask search engines to leave the page out: the sitemap does not name it";
    BAD_XML = "bad-xml", Error, "Correct the XML: readers of feeds and sitemaps stop there";
    NO_404 = "missing-404-page", Warning, "Add 404.html: else the host shows a page of its own where there is none";
    SAME_BUT_CASE = "same-path-but-case", Error,
        "Rename one of both: where the case does not count, one file takes the place of the other";
    ODD_PATH = "unportable-path", Warning,
        "Rename the file: some systems and hosts do not take such a name (at most 255 bytes, none of : * ? \" < > |)";
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
    SKIPPED_HEADING = "skipped-heading", Warning,
        "Give the heading the level below the one before it: screen readers go from level to level";
    NO_CHARSET = "missing-charset", Error, "Begin the page's <head> with <meta charset=\"utf-8\">";
    NO_VIEWPORT = "missing-viewport", Error,
        "Add <meta name=\"viewport\" content=\"width=device-width\"> to the head: phones show the page too small";
    NO_CANONICAL = "missing-canonical", Warning,
        "Add <link rel=\"canonical\"> with the page's own address to the head, or ask search engines to leave it out";
    MANY_CANONICAL = "several-canonicals", Warning, "Leave one <link rel=\"canonical\"> in the head: none counts of several";
    CANONICAL_ELSEWHERE = "canonical-elsewhere", Warning,
        "Correct the canonical address: it tells search engines that the page is another site's; look at base_url";
    BAD_LANGUAGE = "bad-language", Error, "Correct hreflang: a language tag such as fr, en or pt-BR, or x-default";
    REFRESH = "page-refresh", Warning, "Link to the other page, or let the host redirect: readers lose their place";
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
