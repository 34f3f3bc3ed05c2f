//! The head of a request: read strictly, so that what `tiny_http` is given is short, plain ASCII and complete.

use super::refusal::Refusal;

/// The longest head that is read. Browsers send well under 4 kB.
pub(super) const LONGEST: usize = 16 << 10;
/// The longest address in it.
const LONGEST_TARGET: usize = 8 << 10;

/// What of a request's headers a page can depend on; the others are not passed on.
const KEPT: [&str; 8] = [
    "host",
    "accept-encoding",
    "if-none-match",
    "if-match",
    "if-range",
    "if-modified-since",
    "range",
    "sec-fetch-dest",
];

/// A request's method, address and headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) method: String,
    pub(super) target: String,
    /// Whether the connection may serve another request.
    pub(super) keeps_alive: bool,
    /// Names in lower case.
    headers: Vec<(String, String)>,
}

impl Head {
    /// Parses a head without the empty line at its end (RFC 9112, sections 2 to 5).
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        let bad = Refusal::Bad("the request is not HTTP/1.1");
        let mut lines =
            bytes.split_inclusive(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r\n").ok_or(bad));
        let first = lines.next().ok_or(bad)??;
        let mut words = first.split(|&byte| byte == b' ');
        let (method, target, version) = (words.next(), words.next(), words.next());
        let (Some(method), Some(target), Some(version), None) = (method, target, version, words.next())
        else {
            return Err(bad);
        };
        let newer = match version {
            b"HTTP/1.1" => true,
            b"HTTP/1.0" => false,
            _ => return Err(bad),
        };
        if method.is_empty() || !method.iter().copied().all(is_token) {
            return Err(bad);
        }
        if target.len() > LONGEST_TARGET {
            return Err(Refusal::LongAddress);
        }
        if target.is_empty() || !target.iter().all(u8::is_ascii_graphic) {
            return Err(bad);
        }
        let mut headers = Vec::new();
        for line in lines {
            let line = line?;
            headers.push(header(line).ok_or(Refusal::Bad("a header is malformed"))?);
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut head = Self { method: text(method), target: text(target), keeps_alive: newer, headers };
        head.check(newer)?;
        Ok(head)
    }

    fn check(&mut self, newer: bool) -> Result<(), Refusal> {
        let hosts = self.all("host").count();
        if hosts > 1 || (newer && hosts == 0) {
            return Err(Refusal::Bad("a request names one host"));
        }
        let empty = self.all("content-length").all(|length| length.trim() == "0");
        if !empty || self.all("transfer-encoding").next().is_some() {
            return Err(Refusal::Body);
        }
        let wishes: Vec<String> = self.all("connection").map(str::to_ascii_lowercase).collect();
        let wishes = |word: &str| wishes.iter().any(|wish| wish.split(',').any(|one| one.trim() == word));
        self.keeps_alive = if newer { !wishes("close") } else { wishes("keep-alive") };
        Ok(())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The value of a header, of the first where there are several.
    pub(super) fn header<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// The path of the address, without the query.
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The request as `tiny_http` is given it: what pages depend on, nothing else.
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            let is_plain = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
            if KEPT.contains(&name.as_str()) && is_plain {
                text.push_str(name);
                text.push_str(": ");
                text.push_str(value);
                text.push_str("\r\n");
            }
        }
        text.push_str("\r\n");
        text.into_bytes()
    }
}

/// A header's name, in lower case, and its value.
fn header(line: &[u8]) -> Option<(String, String)> {
    let colon = line.iter().position(|&byte| byte == b':')?;
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    let is_sound = !name.is_empty()
        && name.iter().copied().all(is_token)
        && value.iter().all(|&byte| byte == b'\t' || (byte >= b' ' && byte != 0x7f));
    is_sound.then(|| {
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        (name, String::from_utf8_lossy(value).trim().to_owned())
    })
}

/// RFC 9110, section 5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Head, Refusal> {
        Head::parse(text.as_bytes())
    }

    #[test]
    fn what_pages_depend_on_is_passed_on() {
        let head = parse("GET /a?b HTTP/1.1\r\nHost: localhost:1\r\nUser-Agent: é\r\nRange:  bytes=0-1 \r\n")
            .unwrap();
        assert_eq!((head.path(), head.keeps_alive, head.header("range")), ("/a", true, Some("bytes=0-1")));
        let text = String::from_utf8(head.encode()).unwrap();
        assert_eq!(text, "GET /a?b HTTP/1.1\r\nhost: localhost:1\r\nrange: bytes=0-1\r\n\r\n");
        assert!(!parse("GET / HTTP/1.1\r\nHost: x\r\nConnection: a, Close\r\n").unwrap().keeps_alive);
        assert!(!parse("GET / HTTP/1.0\r\n").unwrap().keeps_alive);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for text in [
            "",
            "GET /",
            "GET / HTTP/1.1",
            "GET / HTTP/1.1\n",
            "GET  / HTTP/1.1\r\nHost: x\r\n",
            "GET / HTTP/2.0\r\nHost: x\r\n",
            "G(T / HTTP/1.1\r\nHost: x\r\n",
            "GET /é HTTP/1.1\r\nHost: x\r\n",
            "GET / HTTP/1.1\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n",
            "GET / HTTP/1.1\r\nHost : x\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n",
            "GET / HTTP/1.1\r\nHost: x\nA: b\r\n",
        ] {
            assert!(matches!(parse(text), Err(Refusal::Bad(_))), "{text:?}");
        }
        for body in
            ["Content-Length: 4", "Content-Length: 0\r\nContent-Length: 5", "Transfer-Encoding: chunked"]
        {
            let text = format!("GET / HTTP/1.1\r\nHost: x\r\n{body}\r\n");
            assert_eq!(parse(&text), Err(Refusal::Body), "{body}");
        }
        let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n", "a".repeat(LONGEST_TARGET));
        assert_eq!(parse(&long), Err(Refusal::LongAddress));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            if let Ok(head) = Head::parse(&bytes) {
                proptest::prop_assert!(head.encode().is_ascii());
            }
        }
    }
}
