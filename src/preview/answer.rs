//! What a request is answered: the site as its host will serve it.

use std::ops::Range;
use std::sync::Arc;

use super::address::{Address, OWN, View};
use super::edition::{Content, Edition, Kept};
use super::guard::Guard;
use super::host;
use super::making;
use super::markup;
use super::mistake::Mistake;
use super::refusal::Refusal;
use super::state::State;
use crate::site::Route;

/// The policy of the preview's own pages.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// A request.
pub(super) struct Asked<'a> {
    pub(super) method: &'a str,
    pub(super) target: &'a str,
    pub(super) header: &'a dyn Fn(&str) -> Option<&'a str>,
}

/// A response.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) payload: Payload,
}

/// A response's headers, each once.
#[derive(Debug, Default)]
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Sets a header, in the place of one of that name.
    fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.0.push((name.to_owned(), value.into()));
    }

    fn typed(content_type: &str) -> Self {
        let mut headers = Self::default();
        headers.set("Content-Type", content_type);
        headers.set("Cache-Control", "no-cache");
        headers
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// A response's body.
pub(super) enum Payload {
    Bytes(Arc<[u8]>, Range<usize>),
    /// Written as it is made.
    Stream(Arc<Edition>, Route),
}

impl Answer {
    /// Answers a request.
    pub(super) fn to(asked: &Asked<'_>, state: &State, guard: Guard) -> Self {
        if !(asked.header)("host").is_some_and(|host| guard.allows(host)) {
            return Self::refusal(Refusal::Host);
        }
        if !matches!(asked.method, "GET" | "HEAD") {
            return Self::refusal(Refusal::Method);
        }
        match Address::parse(asked.target, guard) {
            Ok(address) => Self::at(&address, asked, state),
            Err(refusal) => Self::refusal(refusal),
        }
    }

    fn at(address: &Address, asked: &Asked<'_>, state: &State) -> Self {
        if let Some(own) = address.path.strip_prefix(OWN) {
            return Self::own(own, asked);
        }
        let edition = if address.view() == View::Good { state.good() } else { state.edition() };
        let base = edition.site.addresses().base_path();
        let Some(path) = address.path.strip_prefix(base) else {
            // The portal is not all of this host.
            return if address.path == "/" {
                Self::redirect(302, &format!("{base}/"))
            } else {
                Self::missing(asked, state, &edition)
            };
        };
        let Some(path) = path.strip_prefix('/') else {
            return if path.is_empty() {
                Self::redirect(301, &format!("{base}/{}", address.query))
            } else {
                Self::missing(asked, state, &edition)
            };
        };
        if let Some(led) = edition.rules().redirect(&address.path, true) {
            return Self::led(&led, asked, state, &edition);
        }
        if let Some(route) = edition.site.resolve(path).filter(|route| *route != Route::SearchIndex) {
            return Self::of_route(&route, address, asked, state, &edition);
        }
        if let Some(kept) = state.search.file(path, &edition.site) {
            let answer = Self::held(200, &kept, asked);
            return answer.with_rules(&edition, &address.path);
        }
        if !path.is_empty() && !path.ends_with('/') && edition.site.resolve(&format!("{path}/")).is_some() {
            return Self::redirect(301, &format!("{}/{}", host::encode(&address.path), address.query));
        }
        match edition.rules().redirect(&address.path, false) {
            Some(led) => Self::led(&led, asked, state, &edition),
            None => Self::missing(asked, state, &edition),
        }
    }

    /// A page or a file of the site.
    fn of_route(
        route: &Route,
        address: &Address,
        asked: &Asked<'_>,
        state: &State,
        edition: &Arc<Edition>,
    ) -> Self {
        if address.view() == View::Making {
            let page = making::page(&edition.site, route, &edition.name);
            return Self::held(200, &Kept::new(host::content_type("x.html"), page.into_bytes()), asked)
                .with_policy();
        }
        let mistake = if address.view() == View::Good { String::new() } else { state.mistake() };
        match edition.content(route) {
            Ok(Content::Held(kept)) if mistake.is_empty() || edition.site.template(route).is_none() => {
                Self::held(200, &kept, asked).with_rules(edition, &address.path)
            }
            // The last good state of the page, and what is wrong over it.
            Ok(Content::Held(kept)) => {
                let page = markup::inject(&kept.bytes, &markup::overlay(&mistake));
                Self::held(200, &Kept::new(kept.content_type, page), asked).with_rules(edition, &address.path)
            }
            Ok(Content::Stream(route)) => {
                let headers = Headers::typed(host::content_type(&address.path));
                let payload = if asked.method == "HEAD" {
                    Payload::Bytes(Arc::default(), 0..0)
                } else {
                    Payload::Stream(Arc::clone(edition), route)
                };
                Self { status: 200, headers, payload }.with_rules(edition, &address.path)
            }
            Err(error) => {
                let mistake = Mistake::of_site(&error, edition.site.config());
                state.fail(edition, &mistake);
                Self::failed(&mistake, route, asked, state, edition)
            }
        }
    }

    /// A page that cannot be rendered: its last good state where there is one, and what is wrong over it.
    fn failed(mistake: &Mistake, route: &Route, asked: &Asked<'_>, state: &State, edition: &Edition) -> Self {
        let address = edition.site.address(route);
        let good = state.good();
        let before = good.site.resolve(&address).and_then(|route| match good.content(&route) {
            Ok(Content::Held(kept)) if good.is_good() => Some(kept),
            _ => None,
        });
        let page = match before {
            Some(kept) => {
                let old = markup::script(&good.name);
                let new = markup::script(&edition.name).replace(" defer", " data-failed=\"yes\" defer");
                let page = String::from_utf8_lossy(&kept.bytes).replace(&old, &new);
                markup::inject(page.as_bytes(), &markup::overlay(&mistake.html(false)))
            }
            None => markup::page("A mistake", &mistake.html(true), &edition.name)
                .replace(" defer", " data-failed=\"yes\" defer")
                .into_bytes(),
        };
        let kept = Kept::new(host::content_type("x.html"), page);
        Self::held(500, &kept, asked).with_rules(edition, &format!("/{address}"))
    }

    /// The site's page for what is not there.
    fn missing(asked: &Asked<'_>, state: &State, edition: &Arc<Edition>) -> Self {
        match edition.content(&Route::NotFound) {
            Ok(Content::Held(kept)) => {
                let mistake = state.mistake();
                let path = format!("{}/404.html", edition.site.addresses().base_path());
                if mistake.is_empty() {
                    return Self::held(404, &kept, asked).with_rules(edition, &path);
                }
                let page = markup::inject(&kept.bytes, &markup::overlay(&mistake));
                Self::held(404, &Kept::new(kept.content_type, page), asked).with_rules(edition, &path)
            }
            Ok(Content::Stream(_)) => Self::text(404, "not found"),
            Err(error) => {
                let mistake = Mistake::of_site(&error, edition.site.config());
                state.fail(edition, &mistake);
                let page = markup::page("A mistake", &mistake.html(true), &edition.name)
                    .replace(" defer", " data-failed=\"yes\" defer");
                Self::held(404, &Kept::new(host::content_type("x.html"), page.into_bytes()), asked)
                    .with_policy()
            }
        }
    }

    fn led(led: &host::Led, asked: &Asked<'_>, state: &State, edition: &Arc<Edition>) -> Self {
        match led.status {
            301 | 302 | 303 | 307 | 308 => Self::redirect(led.status, &led.to),
            _ => Self::missing(asked, state, edition),
        }
    }

    fn redirect(status: u16, to: &str) -> Self {
        let mut answer = Self::text(status, to);
        answer.headers.set("Location", to);
        answer
    }

    fn refusal(refusal: Refusal) -> Self {
        let (status, _, text) = refusal.parts();
        let mut answer = Self::text(status, text);
        if refusal == Refusal::Method {
            answer.headers.set("Allow", "GET, HEAD");
        }
        answer
    }

    fn text(status: u16, text: &str) -> Self {
        let bytes: Arc<[u8]> = format!("{text}\n").into_bytes().into();
        let range = 0..bytes.len();
        let mut headers = Headers::typed("text/plain; charset=utf-8");
        headers.set("X-Content-Type-Options", "nosniff");
        Self { status, headers, payload: Payload::Bytes(bytes, range) }
    }

    /// The preview's own files.
    fn own(name: &str, asked: &Asked<'_>) -> Self {
        let text = match name {
            "preview.js" => markup::SCRIPT,
            "preview.css" => markup::STYLE,
            _ => return Self::text(404, "the preview has no such file"),
        };
        let mut answer =
            Self::held(200, &Kept::new(host::content_type(name), text.as_bytes().to_vec()), asked);
        answer.headers.set("X-Content-Type-Options", "nosniff");
        answer
    }

    /// A body that is held: whole, compressed, a part of it, or nothing where the client has it.
    fn held(status: u16, kept: &Kept, asked: &Asked<'_>) -> Self {
        let header = |name| (asked.header)(name);
        let mut headers = Headers::typed(kept.content_type);
        let range = header("range").filter(|_| status == 200 && asked.method == "GET");
        let gzip = if range.is_none() && header("accept-encoding").is_some_and(takes_gzip) {
            kept.gzip()
        } else {
            None
        };
        let tag = if gzip.is_some() { format!("\"{}-gz\"", kept.tag) } else { format!("\"{}\"", kept.tag) };
        if host::compresses(kept.content_type) {
            headers.set("Vary", "Accept-Encoding");
        }
        let known = header("if-none-match").filter(|_| status == 200);
        if known.is_some_and(|list| has_tag(list, &kept.tag)) {
            headers.set("ETag", tag);
            return Self { status: 304, headers, payload: Payload::Bytes(Arc::default(), 0..0) };
        }
        let length = kept.bytes.len();
        headers.set("Accept-Ranges", "bytes");
        let is_same = header("if-range").is_none_or(|known| known.trim() == tag);
        let part = range.filter(|_| is_same).map_or(Part::Whole, |range| Part::of(range, length));
        headers.set("ETag", tag);
        if let Some(gzip) = gzip {
            headers.set("Content-Encoding", "gzip");
            return Self { status, headers, payload: Payload::Bytes(Arc::clone(gzip), 0..gzip.len()) };
        }
        let bytes = Arc::clone(&kept.bytes);
        match part {
            Part::Whole => Self { status, headers, payload: Payload::Bytes(bytes, 0..length) },
            Part::Piece(piece) => {
                headers.set("Content-Range", format!("bytes {}-{}/{length}", piece.start, piece.end - 1));
                Self { status: 206, headers, payload: Payload::Bytes(bytes, piece) }
            }
            Part::Beyond => {
                headers.set("Content-Range", format!("bytes */{length}"));
                Self { status: 416, headers, payload: Payload::Bytes(bytes, 0..0) }
            }
        }
    }

    /// Adds what the site's `_headers` say of a path.
    fn with_rules(mut self, edition: &Edition, path: &str) -> Self {
        for (name, value) in edition.rules().headers(path) {
            self.headers.set(name, value);
        }
        self
    }

    fn with_policy(mut self) -> Self {
        self.headers.set("Content-Security-Policy", POLICY);
        self.headers.set("X-Content-Type-Options", "nosniff");
        self.headers.set("Referrer-Policy", "no-referrer");
        self
    }
}

/// Whether an `Accept-Encoding` takes gzip (RFC 9110, section 12.5.3).
fn takes_gzip(accepted: &str) -> bool {
    let weight = |wanted: &str| {
        accepted.split(',').find_map(|one| {
            let mut parts = one.split(';').map(str::trim);
            if !parts.next()?.eq_ignore_ascii_case(wanted) {
                return None;
            }
            let weight = parts.find_map(|part| part.strip_prefix("q="));
            Some(weight.map_or(1.0, |weight| weight.parse::<f32>().unwrap_or(0.0)))
        })
    };
    weight("gzip").or_else(|| weight("*")).is_some_and(|weight| weight > 0.0)
}

/// Whether an `If-None-Match` names the tag, compressed or not (RFC 9110, section 13.1.2).
fn has_tag(list: &str, tag: &str) -> bool {
    list.split(',').map(str::trim).any(|one| {
        let one = one.strip_prefix("W/").unwrap_or(one).trim_matches('"');
        one == "*" || one.strip_suffix("-gz").unwrap_or(one) == tag
    })
}

/// The part of a body that a `Range` asks for (RFC 9110, section 14.2).
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// All of it: the range is malformed, or of several pieces, and is ignored.
    Whole,
    Piece(Range<usize>),
    /// There is no such part.
    Beyond,
}

impl Part {
    fn of(range: &str, length: usize) -> Self {
        let Some((from, to)) = range.trim().strip_prefix("bytes=").and_then(|range| range.split_once('-'))
        else {
            return Self::Whole;
        };
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse::<usize>().unwrap_or(usize::MAX))
        };
        let piece = |from: usize, end: usize| {
            if from < end { Self::Piece(from..end) } else { Self::Beyond }
        };
        match (from.trim(), to.trim()) {
            ("", last) => number(last).map_or(Self::Whole, |last| piece(length.saturating_sub(last), length)),
            (from, "") => number(from).map_or(Self::Whole, |from| piece(from, length)),
            (from, to) => match (number(from), number(to)) {
                (Some(from), Some(to)) if from <= to => piece(from, to.saturating_add(1).min(length)),
                _ => Self::Whole,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_standard_says() {
        let piece = Part::Piece;
        for (text, part) in [
            ("bytes=0-0", piece(0..1)),
            ("bytes=2-4", piece(2..5)),
            ("bytes=2-", piece(2..10)),
            ("bytes=-3", piece(7..10)),
            ("bytes=-99", piece(0..10)),
            ("bytes=9-99999999999999999999999", piece(9..10)),
            ("bytes=10-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=4-2", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("lines=0-1", Part::Whole),
        ] {
            assert_eq!(Part::of(text, 10), part, "{text}");
        }
    }

    #[test]
    fn what_a_client_takes_and_has_is_known() {
        assert!(takes_gzip("br, gzip;q=0.5") && takes_gzip("*") && takes_gzip("GZIP"));
        assert!(!takes_gzip("br") && !takes_gzip("gzip;q=0, *") && !takes_gzip(""));
        assert!(has_tag("\"a\", W/\"b-gz\"", "b") && has_tag("*", "b") && !has_tag("\"c\"", "b"));
    }
}
