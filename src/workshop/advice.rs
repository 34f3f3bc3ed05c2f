//! How bad each kind of finding is, and what to do about it.

use crate::catalog::Severity::{self, Error, Info, Warning};

/// By kind: see [`of`].
const KINDS: &[(&str, Severity, &str)] = &[
    (
        "asset-name",
        Warning,
        "Assets get their content’s hash in their name: name them with asset(path=\"...\").",
    ),
    ("bad-id", Error, "An id is one word."),
    ("bad-language", Error, "www.w3.org/International/articles/language-tags tells how they are written."),
    (
        "broken-link",
        Error,
        "Write {{ base }} before an address of the site, and link only to pages that every site has.",
    ),
    ("broken-reference", Error, "Give the element that is meant this id, or correct the name."),
    ("component-twice", Error, "Give one of them another name."),
    ("css-syntax", Error, "A browser leaves out all that follows."),
    ("duplicate-attribute", Error, "Put both values into one, or take one out."),
    ("duplicate-id", Error, "In a loop, put what tells the items apart into the id."),
    ("empty-address", Error, "Leave the element out where there is nothing to name."),
    ("empty-heading", Warning, "Leave the heading out where there is nothing to say."),
    (
        "escaped-html",
        Warning,
        "Readers would see its tags: write `| safe` after it, as the field is HTML that the program made safe.",
    ),
    ("extra-parameter", Error, "Use the parameters that the message is given."),
    ("forbidden-element", Error, "Lead to it with a link instead, or put the picture into assets/."),
    (
        "heading-jump",
        Warning,
        "Headings are the table of contents of those who listen: choose the next level, and the size in the stylesheet.",
    ),
    ("image-without-alt", Error, "Add alt=\"...\", empty where the picture only decorates."),
    (
        "inline-script",
        Error,
        "Put it into a file of assets/ and load it with <script type=\"module\" src=\"{{ asset(path=\"...\") }}\">.",
    ),
    ("inline-style", Error, "Put it into assets/style.css, under a class."),
    ("late-import", Error, "Put it before everything else but other imports."),
    ("link-out", Info, "Nothing has to be done: it is told so that it is meant."),
    ("message-syntax", Error, "projectfluent.org/fluent/guide tells how messages are written."),
    ("misplaced-element", Error, "A browser would put it elsewhere."),
    ("missing-asset", Error, "Put the file into assets/, or correct its name."),
    ("missing-charset", Error, "Put it first into the head, as base.html of the default theme does."),
    ("missing-doctype", Error, "Begin base.html with it: browsers lay out pages without it by old rules."),
    ("missing-h1", Error, "Every page has one h1, in {% block main %}."),
    ("missing-label", Error, "Put the field into a label, or name its id in the label’s `for`."),
    ("missing-landmark", Warning, "Those who listen find their way by header, nav, main and footer."),
    ("missing-lang", Error, "Programs that read aloud would not know how."),
    ("missing-main", Error, "Put what is not header or footer into <main id=\"main\">."),
    (
        "missing-message",
        Error,
        "Add the message to messages/fr.ftl and en.ftl of the theme, or correct the key.",
    ),
    ("missing-name", Error, "Those who listen would not know what it does: add words or aria-label."),
    ("missing-parameter", Error, "Give it: t(key=\"...\", name=...)."),
    ("missing-parent", Error, "etalage theme list tells the themes, etalage theme show FILE their files."),
    ("missing-skip-link", Warning, "Who uses a keyboard would go through the whole menu on every page."),
    ("missing-template", Error, "etalage theme show FILE tells which themes have a file."),
    ("missing-theme", Error, "Correct `extends` in theme.toml."),
    ("missing-title", Error, "Write <title>{{ page.title }}</title> into the head."),
    ("missing-viewport", Error, "Put it into the head, as base.html of the default theme does."),
    ("nested-element", Error, "Take the inner one out."),
    ("new-window", Warning, "Better still, leave target out: readers open windows themselves."),
    ("no-zoom", Error, "Leave width=device-width, initial-scale=1."),
    ("obsolete-element", Warning, "Use a class, and say in assets/style.css what it looks like."),
    ("one-language", Warning, "A site in the other language would show these words in the wrong one."),
    ("outside-blocks", Error, "Put it into a block of the template that is extended."),
    ("refresh", Error, "Take it out: readers decide when they go on."),
    ("several-h1", Warning, "Make the others h2."),
    ("several-main", Error, "Leave the one that base.html has."),
    ("stray-end", Error, "Open it, or take the end tag out."),
    ("stylesheet-cycle", Error, "Take one of the two imports out."),
    ("tab-order", Warning, "Put things into the page in the order in which they are read."),
    (
        "table-without-headers",
        Warning,
        "Write <th scope=\"col\"> in the first row, or <th scope=\"row\"> before each other; for what is no table, a list.",
    ),
    ("template", Error, "etalage theme show --variables FILE tells what the template is given."),
    ("template-cycle", Error, "One of them has to extend or include another template, or none."),
    ("template-syntax", Error, "keats.github.io/tera tells how templates are written."),
    ("theme", Error, "Correct the file that the message names."),
    ("theme-cycle", Error, "Correct `extends` in the theme.toml of one of them."),
    (
        "theme-file",
        Error,
        "theme.toml knows extends, description, contract, and accent, light and dark under [colors].",
    ),
    ("third-party", Error, "Readers’ browsers ask the site alone; links may lead anywhere."),
    ("unclosed", Error, "Close it, or take the end out that closes something else."),
    ("unclosed-element", Error, "A browser would close it elsewhere."),
    ("unknown-aria", Error, "www.w3.org/TR/wai-aria-1.2 tells what there is."),
    (
        "unknown-block",
        Error,
        "etalage theme show FILE --text shows the blocks of the template that is extended.",
    ),
    (
        "unknown-component",
        Error,
        "etalage theme show components.html --text shows those of the default theme.",
    ),
    (
        "unknown-file",
        Warning,
        "A theme has theme.toml, templates/, assets/, messages/fr.ftl and messages/en.ftl.",
    ),
    ("unknown-filter", Error, "keats.github.io/tera lists the filters."),
    ("unknown-function", Error, "There are t, asset, super, range and throw."),
    ("unknown-property", Error, "Define it under :root, or correct its name."),
    ("unknown-test", Error, "keats.github.io/tera lists the tests."),
    ("unknown-variable", Error, "etalage theme show --variables FILE tells what the template is given."),
    ("unneeded-parameter", Warning, "Leave it out, or correct its name."),
    (
        "unsafe-text",
        Error,
        "Only fields named html, or ending in _html, are HTML that the program made safe.",
    ),
    ("unused-message", Warning, "Correct the key, or take the message out."),
    ("unused-template", Info, "A content page can name it (template = \"...\"); else take it out."),
];

/// The severity of a kind, and what to do.
pub(super) fn of(kind: &str) -> (Severity, &'static str) {
    KINDS
        .iter()
        .find(|(known, ..)| *known == kind)
        .map_or((Error, ""), |(_, severity, advice)| (*severity, advice))
}

#[cfg(test)]
mod tests {
    use super::KINDS;

    #[test]
    fn kinds_are_in_order_and_told_once_and_all_have_advice() {
        assert!(KINDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(KINDS.iter().all(|(.., advice)| advice.len() > 10));
    }
}
