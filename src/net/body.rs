//! An answer's body: unpacked, bounded, and whole or an error.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use ureq::Body;
use ureq::http::{Response, header};

use super::{NetError, Phase};

/// Bytes of an error page that are read for its message.
const ERROR_PAGE: u64 = 64 * 1024;

/// A body as it comes, unpacked where the server packed it for the way.
pub(super) struct Incoming {
    reader: Box<dyn Read>,
    url: String,
    limit: u64,
    received: u64,
    /// What the server says will come, when it is not packed.
    pub(super) expected: Option<u64>,
}

impl Incoming {
    /// The body of `response`, of which at most `limit` bytes (unpacked) are given. Bytes on the wire are added
    /// to `wire`.
    pub(super) fn new(
        response: Response<Body>,
        url: String,
        limit: u64,
        wire: &Arc<AtomicU64>,
    ) -> Result<Self, NetError> {
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let encoding = header(header::CONTENT_ENCODING).unwrap_or("").trim().to_ascii_lowercase();
        let length = header(header::CONTENT_LENGTH).and_then(|length| length.trim().parse::<u64>().ok());
        let counted = Counted { reader: response.into_body().into_reader(), wire: Arc::clone(wire) };
        let (reader, expected): (Box<dyn Read>, _) = match encoding.as_str() {
            "" | "identity" => (Box::new(counted), length),
            "gzip" | "x-gzip" => (Box::new(MultiGzDecoder::new(counted)), None),
            _ => {
                let reason = format!("the answer is packed as \"{encoding}\", which was not asked for");
                return Err(NetError::Unusable { url, reason });
            }
        };
        if expected.is_some_and(|expected| expected > limit) {
            return Err(NetError::TooLarge { url, limit });
        }
        Ok(Self { reader, url, limit, received: 0, expected })
    }

    /// The next bytes; 0 at the end.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, NetError> {
        let length = loop {
            match self.reader.read(buffer) {
                Ok(length) => break length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.broken(error)),
            }
        };
        self.received += length as u64;
        if self.received > self.limit {
            return Err(NetError::TooLarge { url: self.url.clone(), limit: self.limit });
        }
        if length == 0 && self.expected.is_some_and(|expected| expected != self.received) {
            return Err(self.broken(io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(length)
    }

    /// All of it, within `longest`: a server that sends a byte now and then would otherwise never end.
    pub(super) fn read_all(mut self, longest: Duration) -> Result<Vec<u8>, NetError> {
        let start = Instant::now();
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match self.read(&mut buffer)? {
                0 => return Ok(bytes),
                length => bytes.extend_from_slice(&buffer[..length]),
            }
            if start.elapsed() > longest {
                return Err(self.too_slow(longest.as_secs()));
            }
        }
    }

    /// The answer is not what was asked for.
    pub(super) fn unusable(&self, reason: String) -> NetError {
        NetError::Unusable { url: self.url.clone(), reason }
    }

    /// The answer comes too slowly to be waited for.
    pub(super) fn too_slow(&self, seconds: u64) -> NetError {
        NetError::Timeout { url: self.url.clone(), phase: Phase::Whole, seconds }
    }

    fn broken(&self, error: io::Error) -> NetError {
        let (url, received) = (self.url.clone(), self.received);
        match ureq::Error::from(error) {
            ureq::Error::Timeout(_) => {
                NetError::Cut { url, received, reason: "nothing more came for too long".to_owned() }
            }
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                NetError::Cut { url, received, reason: "the connection was closed before its end".to_owned() }
            }
            error => NetError::Cut { url, received, reason: error.to_string() },
        }
    }
}

/// What an error page says: the `message` of a JSON object, on one line. Empty when it says nothing of the kind.
pub(super) fn message(response: Response<Body>, wire: &Arc<AtomicU64>) -> String {
    #[derive(serde::Deserialize)]
    struct Said {
        message: String,
    }
    let Ok(incoming) = Incoming::new(response, String::new(), ERROR_PAGE, wire) else { return String::new() };
    let bytes = incoming.read_all(Duration::from_secs(10)).unwrap_or_default();
    let Ok(Said { message }) = serde_json::from_slice(&bytes) else { return String::new() };
    let line: String = message.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
    line.trim().trim_end_matches('.').to_owned()
}

/// Counts the bytes that come over the wire.
struct Counted<R> {
    reader: R,
    wire: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.wire.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
