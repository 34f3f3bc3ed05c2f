//! Requests that are not answered, and how that is said.

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not well formed.
    Bad(&'static str),
    /// It names a host that is not this machine: a page elsewhere may have been led here (DNS rebinding).
    Host,
    /// Its method is neither GET nor HEAD.
    Method,
    /// It took too long to come.
    Slow,
    /// It carries a body.
    Body,
    /// Its address is too long.
    LongAddress,
    /// Its head is too long.
    LongHead,
    /// As many connections are open as are served at once.
    Busy,
}

impl Refusal {
    /// Status, its reason, and what to say.
    pub(super) const fn parts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::Bad(why) => (400, "Bad Request", why),
            Self::Host => (
                403,
                "Forbidden",
                "this preview answers under the names of this machine only: 127.0.0.1, localhost, [::1]",
            ),
            Self::Method => (405, "Method Not Allowed", "a static site answers GET and HEAD"),
            Self::Slow => (408, "Request Timeout", "the request did not come in time"),
            Self::Body => (413, "Content Too Large", "a static site takes no body"),
            Self::LongAddress => (414, "URI Too Long", "the address is too long"),
            Self::LongHead => (431, "Request Header Fields Too Large", "the head of the request is too long"),
            Self::Busy => (503, "Service Unavailable", "too many connections: close some of them"),
        }
    }

    /// The whole response.
    pub(super) fn response(self) -> Vec<u8> {
        let (status, reason, text) = self.parts();
        let allow = if self == Self::Method { "Allow: GET, HEAD\r\n" } else { "" };
        format!(
            "HTTP/1.1 {status} {reason}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n{allow}\
             X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{text}\n",
            text.len() + 1
        )
        .into_bytes()
    }
}
