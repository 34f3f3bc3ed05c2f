//! Large answers, straight to a file: taken up where they broke off.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use ureq::http::{StatusCode, header};
use url::Url;

use super::body::Incoming;
use super::client::{Exchange, validators};
use super::{Client, NetError, Request, Unusable, Validators, shown};

/// A server slower than this, on average over [`SLOW_AFTER`], is given up.
const SLOWEST: u64 = 1024;
/// When the pace is first judged.
const SLOW_AFTER: Duration = Duration::from_secs(60);
/// Bytes of the beginning that are looked at.
const HEAD: usize = 4096;

/// Looks at the first bytes of a file, and says what is wrong with them.
pub type Head<'a> = &'a dyn Fn(&[u8]) -> Result<(), Unusable>;

/// What came of a download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Downloaded {
    /// The server has nothing newer.
    Unchanged,
    /// The file was written.
    File {
        /// Where it came from, after redirects.
        url: Url,
        /// Its version.
        validators: Validators,
        /// Its length in bytes, unpacked.
        length: u64,
    },
}

/// A download that broke off: what is in the file, and what it can be gone on with.
#[derive(Default)]
struct Partial {
    length: u64,
    /// A strong `ETag`, or the date (RFC 9110, 13.1.5); without either nothing can be gone on with.
    condition: Option<String>,
}

impl Client {
    /// Writes the answer to `file`, unpacked. `progress` is told the length so far and the whole, where known.
    pub fn download(
        &self,
        request: &Request,
        file: &Path,
        head: Head,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<Downloaded, NetError> {
        let mut partial = Partial::default();
        self.persist(request, |attempt| {
            let mut request = request.clone();
            let goes_on = match partial.condition.clone() {
                Some(condition) if partial.length > 0 => {
                    request.headers.push(("range", format!("bytes={}-", partial.length)));
                    request.headers.push(("if-range", condition));
                    true
                }
                _ => false,
            };
            let exchange = self.exchange(&request, attempt)?;
            if exchange.response.status() == StatusCode::NOT_MODIFIED {
                return Ok(Downloaded::Unchanged);
            }
            self.receive(&request, exchange, file, goes_on, &mut partial, head, progress)
        })
    }

    #[allow(clippy::too_many_arguments)]
    fn receive(
        &self,
        request: &Request,
        exchange: Exchange<'_>,
        path: &Path,
        goes_on: bool,
        partial: &mut Partial,
        head: Head,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<Downloaded, NetError> {
        let Exchange { response, url, _permit } = exchange;
        let write = |error| NetError::Write { path: path.to_owned(), error };
        let begins_at = range_start(response.headers().get(header::CONTENT_RANGE));
        let goes_on = match (response.status(), goes_on) {
            (StatusCode::PARTIAL_CONTENT, true) if begins_at == Some(partial.length) => true,
            (StatusCode::PARTIAL_CONTENT, _) => {
                *partial = Partial::default();
                let reason = "the answer is a part of the file that was not asked for".to_owned();
                return Err(NetError::Unusable { url: shown(&url), reason });
            }
            _ => false,
        };
        let version = validators(&response);
        let is_packed = response.headers().contains_key(header::CONTENT_ENCODING);
        let mut out =
            OpenOptions::new().create(true).write(true).truncate(!goes_on).open(path).map_err(write)?;
        if goes_on {
            out.seek(SeekFrom::Start(partial.length)).map_err(write)?;
        } else {
            *partial = Partial { length: 0, condition: condition(&version, is_packed) };
        }
        let mut incoming = Incoming::new(response, shown(&url), request.limit - partial.length, self.wire())?;
        let whole = incoming.expected.map(|rest| rest + partial.length);
        let outcome =
            copy(&mut incoming, &mut out, path, partial, head, &mut |length| progress(length, whole));
        if let Err(error) = outcome {
            if matches!(error, NetError::Unusable { .. }) {
                *partial = Partial::default();
            }
            return Err(error);
        }
        out.sync_all().map_err(write)?;
        Ok(Downloaded::File { url, validators: version, length: partial.length })
    }
}

fn copy(
    incoming: &mut Incoming,
    out: &mut File,
    path: &Path,
    partial: &mut Partial,
    head: Head,
    progress: &mut dyn FnMut(u64),
) -> Result<(), NetError> {
    let write = |error| NetError::Write { path: path.to_owned(), error };
    let (start, before) = (Instant::now(), partial.length);
    let mut buffer = vec![0; 256 * 1024];
    let mut filled = 0;
    if before == 0 {
        while filled < HEAD {
            match incoming.read(&mut buffer[filled..])? {
                0 => break,
                length => filled += length,
            }
        }
        head(&buffer[..filled]).map_err(|Unusable(reason)| incoming.unusable(reason))?;
    } else {
        filled = incoming.read(&mut buffer)?;
    }
    while filled > 0 {
        out.write_all(&buffer[..filled]).map_err(write)?;
        partial.length += filled as u64;
        progress(partial.length);
        let elapsed = start.elapsed();
        if elapsed > SLOW_AFTER && (partial.length - before) / elapsed.as_secs() < SLOWEST {
            return Err(incoming.too_slow(elapsed.as_secs()));
        }
        filled = incoming.read(&mut buffer)?;
    }
    Ok(())
}

/// What a later request may go on with: never with a packed answer, whose bytes in the file are not those sent.
fn condition(version: &Validators, is_packed: bool) -> Option<String> {
    if is_packed {
        return None;
    }
    version.etag.clone().filter(|etag| !etag.starts_with("W/")).or_else(|| version.last_modified.clone())
}

/// The first byte's place in a `Content-Range: bytes 100-199/200` header.
fn range_start(header: Option<&ureq::http::HeaderValue>) -> Option<u64> {
    header?.to_str().ok()?.trim().strip_prefix("bytes ")?.split('-').next()?.trim().parse().ok()
}
