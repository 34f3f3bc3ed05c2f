//! Finds bare addresses in a run of text: `https://…`, `ftp://…`, `www.…` and mail addresses.

use super::super::link;

/// A part of a run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Text without an address.
    Text(&'a str),
    /// An address: as the text has it (or, where that would show a password, shortened), and where it leads.
    Link { shown: std::borrow::Cow<'a, str>, href: String },
}

/// Takes a run of text apart, in time linear in its length.
pub(super) fn parts(text: &str) -> Parts<'_> {
    Parts {
        text,
        at: 0,
        scheme: Mark::new(b"://"),
        web: Mark::new(b"www."),
        mail: Mark::new(b"@"),
        waiting: None,
    }
}

/// See [`parts`].
pub(super) struct Parts<'a> {
    text: &'a str,
    /// What stands before was given out.
    at: usize,
    scheme: Mark,
    web: Mark,
    mail: Mark,
    /// The link that follows the text given last, and where it ends.
    waiting: Option<(Part<'a>, usize)>,
}

/// The next place of a mark, found once and kept.
struct Mark {
    needle: &'static [u8],
    found: Option<usize>,
    searched: bool,
}

impl Mark {
    const fn new(needle: &'static [u8]) -> Self {
        Self { needle, found: None, searched: false }
    }

    /// The first place at or after `from`, which never goes back.
    fn next(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        if !self.searched || self.found.is_some_and(|found| found < from) {
            self.searched = true;
            self.found = if self.needle.len() == 1 {
                memchr::memchr(self.needle[0], &bytes[from..])
            } else {
                memchr::memmem::find(&bytes[from..], self.needle)
            }
            .map(|found| from + found);
        }
        self.found
    }
}

impl<'a> Parts<'a> {
    /// The next link at or after `from`: where it starts and ends, and the link.
    fn link(&mut self, mut from: usize) -> Option<(usize, usize, Part<'a>)> {
        let bytes = self.text.as_bytes();
        loop {
            let scheme = self.scheme.next(bytes, from);
            let web = self.web.next(bytes, from);
            let mail = self.mail.next(bytes, from);
            let next = [scheme, web, mail].into_iter().flatten().min()?;
            if mail == Some(next) {
                if let Some((start, end, part)) = self.mail_at(next) {
                    return Some((start, end, part));
                }
                from = next + 1;
                continue;
            }
            let start = if scheme == Some(next) { self.scheme_start(next) } else { self.web_start(next) };
            let Some(start) = start else {
                from = next + 3;
                continue;
            };
            let run = address_length(&self.text[start..]);
            let end = start + trimmed_length(&self.text[start..start + run]);
            let raw = &self.text[start..end];
            if end > next
                && let Some(href) = link::href(raw)
            {
                let shown = if has_credentials(raw) {
                    link::safe(raw).map(|link| link.text.into()).unwrap_or_default()
                } else {
                    raw.into()
                };
                return Some((start, end, Part::Link { shown, href }));
            }
            from = (start + run).max(next + 3);
        }
    }

    /// Where the scheme before the `://` at `at` starts, if it is one that is linked and begins a word.
    fn scheme_start(&self, at: usize) -> Option<usize> {
        let before = &self.text.as_bytes()[self.at..at];
        let letters = before.iter().rev().take(6).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let start = at - letters;
        let scheme = &self.text[start..at];
        let known = ["https", "http", "ftp", "ftps"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        (known && self.begins_word(start)).then_some(start)
    }

    fn web_start(&self, at: usize) -> Option<usize> {
        let glued = self.text[self.at..at].ends_with(['/', '.', '-', '_', '@', ':', '=']);
        (!glued && self.begins_word(at)).then_some(at)
    }

    fn begins_word(&self, start: usize) -> bool {
        !self.text[self.at..start].ends_with(char::is_alphanumeric)
    }

    /// The mail address around the `@` at `at`.
    fn mail_at(&self, at: usize) -> Option<(usize, usize, Part<'a>)> {
        /// The longest part before the `@` (RFC 5321).
        const LONGEST_USER: usize = 64;
        let bytes = self.text.as_bytes();
        let user = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'.' | b'_' | b'-' | b'+');
        let host = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'.' | b'-');
        let start = at - bytes[self.at..at].iter().rev().take(LONGEST_USER).take_while(user).count();
        let end = at + 1 + bytes[at + 1..].iter().take(254).take_while(host).count();
        let raw = self.text[start..end].trim_end_matches(['.', '-']);
        if self.text[self.at..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | ':')) {
            return None;
        }
        let link = link::safe_mail(raw)?;
        Some((start, start + raw.len(), Part::Link { shown: raw.into(), href: link.href }))
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        if let Some((link, end)) = self.waiting.take() {
            self.at = end;
            return Some(link);
        }
        if self.at == self.text.len() {
            return None;
        }
        let start = self.at;
        match self.link(start) {
            Some((at, end, link)) if at == start => {
                self.at = end;
                Some(link)
            }
            Some((at, end, link)) => {
                self.waiting = Some((link, end));
                self.at = at;
                Some(Part::Text(&self.text[start..at]))
            }
            None => {
                self.at = self.text.len();
                Some(Part::Text(&self.text[start..]))
            }
        }
    }
}

/// How far an address may reach: to white space, a bracket or quote that addresses do not hold, or a separator before
/// the next address.
fn address_length(text: &str) -> usize {
    let ends = |(at, character): &(usize, char)| {
        character.is_whitespace()
            || character.is_control()
            || matches!(
                character,
                '<' | '>' | '"' | '`' | '«' | '»' | '“' | '”' | '„' | '’' | '‘' | '…' | '•'
            )
            || (matches!(character, ',' | ';') && text[at + 1..].starts_with("http"))
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

/// The length of an address without the punctuation that ends the sentence around it, and without a closing bracket
/// that was not opened in it (GFM, "extended autolink path validation").
fn trimmed_length(address: &str) -> usize {
    let mut balance = [0_i64; 3];
    for byte in address.bytes() {
        match byte {
            b'(' => balance[0] += 1,
            b')' => balance[0] -= 1,
            b'[' => balance[1] += 1,
            b']' => balance[1] -= 1,
            b'{' => balance[2] += 1,
            b'}' => balance[2] -= 1,
            _ => {}
        }
    }
    let bytes = address.as_bytes();
    let mut length = address.len();
    while length > 0 {
        let bracket = match bytes[length - 1] {
            b'?' | b'!' | b'.' | b',' | b':' | b';' | b'*' | b'_' | b'~' | b'\'' | b'|' | b'\\' => {
                length -= 1;
                continue;
            }
            b')' => 0,
            b']' => 1,
            b'}' => 2,
            _ => break,
        };
        if balance[bracket] >= 0 {
            break;
        }
        balance[bracket] += 1;
        length -= 1;
    }
    length
}

/// Whether an address has a user name, perhaps a password, before its host.
pub(super) fn has_credentials(address: &str) -> bool {
    let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
    after_scheme.split(['/', '?', '#']).next().is_some_and(|authority| authority.contains('@'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Links in square brackets.
    fn sketch(text: &str) -> String {
        parts(text)
            .map(|part| match part {
                Part::Text(text) => text.to_owned(),
                Part::Link { shown, href } if shown == href || format!("{shown}/") == href => {
                    format!("[{shown}]")
                }
                Part::Link { shown, href } => format!("[{shown}]({href})"),
            })
            .collect()
    }

    #[test]
    fn addresses_are_found() {
        for (text, sketched) in [
            ("voir https://x.fr/a_b_c.", "voir [https://x.fr/a_b_c]."),
            ("(https://x.fr/a_(b)) et (http://y.fr)", "([https://x.fr/a_(b)]) et ([http://y.fr])"),
            ("www.x.fr, www.y.fr/z?", "[www.x.fr](https://www.x.fr/), [www.y.fr/z](https://www.y.fr/z)?"),
            (
                "https://x.fr/a,https://y.fr/b;http://z.fr/",
                "[https://x.fr/a],[https://y.fr/b];[http://z.fr/]",
            ),
            ("« https://x.fr/é »", "« [https://x.fr/é](https://x.fr/%C3%A9) »"),
            ("https://web.archive.org/web/http://x.fr/", "[https://web.archive.org/web/http://x.fr/]"),
            ("écrire à a.b@x.gouv.fr.", "écrire à [a.b@x.gouv.fr](mailto:a.b@x.gouv.fr)."),
            ("ftp://u:secret@x.fr/a", "[x.fr/a](ftp://x.fr/a)"),
            (
                "xhttp://x.fr javascript://x.fr a@b @c www. www.x http:// https://",
                "xhttp://x.fr javascript://x.fr a@b @c www. www.x http:// https://",
            ),
            ("http://a..b et http://x.fr/", "http://a..b et [http://x.fr/]"),
            ("HTTPS://X.FR/", "[HTTPS://X.FR/](https://x.fr/)"),
            ("", ""),
        ] {
            assert_eq!(sketch(text), sketched, "{text}");
        }
    }

    #[test]
    fn hostile_text_is_read_in_linear_time() {
        for unit in ["http://", "www.", "a@", "@", "://", "http://(", "www.a", "https://x.fr/)", "http:// "] {
            let text = unit.repeat(400_000 / unit.len());
            let start = std::time::Instant::now();
            assert!(parts(&text).count() > 0);
            assert!(start.elapsed().as_secs() < 60, "{unit}: {:?}", start.elapsed());
        }
    }

    proptest! {
        #[test]
        fn parts_make_up_the_text(text in "(https?://|ftp://|www\\.|@|[a-z.é]|[ ,;:()<>\\[\\]]|/|\\PC){0,30}") {
            let shown: String = parts(&text)
                .map(|part| match part {
                    Part::Text(text) => text.to_owned(),
                    Part::Link { shown, .. } => shown.into_owned(),
                })
                .collect();
            if !text.contains('@') {
                prop_assert_eq!(shown, text);
            }
        }
    }
}
