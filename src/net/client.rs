//! The client: one for a command, shared by its threads.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body, Proxy};
use url::Url;

use super::body::{self, Incoming};
use super::gate::{Gate, Permit};
use super::redirect::MOST_HOPS;
use super::resolver::{CheckedResolver, PrivateAddress};
use super::retry::{Patience, retry_after};
use super::{NetError, Phase, Redirects, Refusal, shown};

/// How long a server may ask to wait before the command gives up instead.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(150);
/// With nothing usable for so long, a client gives up.
const LONGEST_SILENCE: Duration = Duration::from_secs(15 * 60);
/// How long a first try waits for an answer; further tries wait longer, up to [`Manners::timeout`].
const FIRST_WAIT: Duration = Duration::from_secs(15);
/// The most bytes of a response's header.
const LONGEST_HEADER: usize = 64 * 1024;

/// How a client behaves.
#[derive(Clone)]
pub struct Manners {
    /// How it names itself: product, version, and where its owner can be reached.
    pub user_agent: String,
    /// Requests a second, at most.
    pub per_second: f64,
    /// Requests at once, at most.
    pub concurrency: usize,
    /// How long it waits at most for an answer to begin, and between two pieces of it.
    pub timeout: Duration,
    /// How often it tries.
    pub attempts: u32,
    /// Whether it connects to loopback, private and link-local addresses.
    pub allow_private: bool,
    /// The key for one origin, sent nowhere else.
    pub key: Option<(Url, String)>,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            user_agent: concat!("etalage/", env!("CARGO_PKG_VERSION")).to_owned(),
            per_second: 4.0,
            concurrency: 4,
            timeout: Duration::from_secs(60),
            attempts: 10,
            allow_private: false,
            key: None,
        }
    }
}

impl fmt::Debug for Manners {
    /// Everything but the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Manners")
            .field("user_agent", &self.user_agent)
            .field("per_second", &self.per_second)
            .field("concurrency", &self.concurrency)
            .field("timeout", &self.timeout)
            .field("attempts", &self.attempts)
            .field("allow_private", &self.allow_private)
            .field("has_key", &self.key.is_some())
            .finish()
    }
}

/// What a server said about a version of an answer, to ask later whether there is another.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Validators {
    /// The `ETag` header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

impl Validators {
    /// Whether the server gave none.
    pub fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// A request.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The address.
    pub url: Url,
    /// The media types asked for.
    pub accept: &'a str,
    /// Further headers.
    pub headers: Vec<(&'a str, String)>,
    /// The most bytes that the answer may have, unpacked.
    pub limit: u64,
    /// Which redirects are followed.
    pub redirects: Redirects<'a>,
    /// Fewer tries than the client's own, for requests with an alternative.
    pub attempts: Option<u32>,
}

impl Request<'_> {
    /// A request for JSON that stays on its host.
    pub fn json(url: Url, limit: u64) -> Self {
        Self {
            url,
            accept: "application/json",
            headers: Vec::new(),
            limit,
            redirects: Redirects::SameHost,
            attempts: None,
        }
    }

    /// Asks only for what is newer.
    pub fn newer_than(&mut self, validators: &Validators) {
        if let Some(etag) = &validators.etag {
            self.headers.push(("if-none-match", etag.clone()));
        } else if let Some(date) = &validators.last_modified {
            self.headers.push(("if-modified-since", date.clone()));
        }
    }
}

/// An answer with its whole body.
#[derive(Debug)]
pub struct Answer {
    /// 200, 206 or 304.
    pub status: u16,
    /// Where it came from, after redirects.
    pub url: Url,
    /// The media type, without parameters, in lower case.
    pub media_type: String,
    /// Its version.
    pub validators: Validators,
    /// The bytes.
    pub body: Vec<u8>,
}

/// Why an answer is not what was asked for. It is asked for again: proxies and caches show such pages in passing.
#[derive(Debug)]
pub struct Unusable(pub String);

/// What a client did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Requests sent, repeated ones and redirects included.
    pub requests: u64,
    /// Requests that were repeated.
    pub retries: u64,
    /// Bytes of bodies received, packed as they came.
    pub bytes: u64,
}

/// An HTTP client.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    manners: Manners,
    gate: Gate,
    patience: Patience,
    requests: AtomicU64,
    retries: AtomicU64,
    bytes: Arc<AtomicU64>,
    /// Whether anything usable has come yet.
    is_seen: AtomicBool,
    last_success: Mutex<Instant>,
    /// How long the slowest usable answer took to begin, in milliseconds.
    slowest: AtomicU64,
}

/// An exchange that has begun: the body has yet to come.
pub(super) struct Exchange<'a> {
    pub(super) response: Response<Body>,
    pub(super) url: Url,
    /// Held until the body is read.
    pub(super) _permit: Permit<'a>,
}

impl Client {
    /// A client with these manners. A proxy is taken from the environment (`HTTPS_PROXY`, `NO_PROXY`); it then
    /// resolves names itself, and private addresses are its affair.
    pub fn new(manners: Manners) -> Self {
        let proxy = Proxy::try_from_env();
        let proxy_host = proxy.as_ref().map(|proxy| (proxy.host().to_owned(), proxy.port()));
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(&manners.user_agent)
            .max_response_header_size(LONGEST_HEADER)
            .max_idle_connections_per_host(manners.concurrency.max(1))
            .proxy(proxy)
            .build();
        let connector = ureq::unversioned::transport::DefaultConnector::default();
        let resolver = CheckedResolver::new(manners.allow_private, proxy_host);
        let interval = Duration::try_from_secs_f64(1.0 / manners.per_second.max(0.001)).unwrap_or_default();
        Self {
            agent: Agent::with_parts(config, connector, resolver),
            gate: Gate::new(manners.concurrency, interval),
            patience: Patience {
                attempts: manners.attempts.max(1),
                attempts_unseen: manners.attempts.clamp(1, 3),
                first: Duration::from_millis(250),
                longest: Duration::from_secs(20),
            },
            manners,
            requests: AtomicU64::new(0),
            retries: AtomicU64::new(0),
            bytes: Arc::default(),
            is_seen: AtomicBool::new(false),
            last_success: Mutex::new(Instant::now()),
            slowest: AtomicU64::new(0),
        }
    }

    /// Asks until `accept` takes an answer, or it is no use. Statuses other than 200, 206 and 304 are errors.
    pub fn get<T>(
        &self,
        request: &Request,
        mut accept: impl FnMut(Answer) -> Result<T, Unusable>,
    ) -> Result<T, NetError> {
        self.persist(request, |attempt| {
            let exchange = self.exchange(request, attempt)?;
            let answer = self.answer(exchange, request.limit)?;
            let url = shown(&answer.url);
            accept(answer).map_err(|Unusable(reason)| NetError::Unusable { url, reason })
        })
    }

    /// What was done so far.
    pub fn tally(&self) -> Tally {
        Tally {
            requests: self.requests.load(Ordering::Relaxed),
            retries: self.retries.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }

    /// How many requests run at once.
    pub fn concurrency(&self) -> usize {
        self.manners.concurrency.max(1)
    }

    /// Tries until it goes well, as long as another try may go better.
    pub(super) fn persist<T>(
        &self,
        request: &Request,
        mut attempt: impl FnMut(u32) -> Result<T, NetError>,
    ) -> Result<T, NetError> {
        let patience =
            Patience { attempts: request.attempts.unwrap_or(self.patience.attempts), ..self.patience };
        let mut number = 1;
        loop {
            let error = match attempt(number) {
                Ok(value) => {
                    self.succeeded();
                    return Ok(value);
                }
                Err(error) => error,
            };
            let is_silent = number > 2 && self.silence() > LONGEST_SILENCE;
            let wait = patience.wait(number, &error, self.is_seen.load(Ordering::Relaxed));
            let Some(wait) = wait.filter(|_| !is_silent) else {
                return Err(match number {
                    1 => error,
                    attempts => NetError::GaveUp { attempts, error: Box::new(error) },
                });
            };
            self.retries.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(wait);
            number += 1;
        }
    }

    /// Sends a request and follows its redirects, up to the answer's header.
    pub(super) fn exchange(&self, request: &Request, attempt: u32) -> Result<Exchange<'_>, NetError> {
        let mut url = request.url.clone();
        for _ in 0..=MOST_HOPS {
            let permit = self.gate.enter();
            let response = self.send(request, &url, attempt)?;
            let status = response.status();
            if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
                url = redirected(request, &url, &response)?;
                // The body, read to its end, leaves the connection free for the next request.
                body::message(response, &self.bytes);
                continue;
            }
            if status.is_success() || status == StatusCode::NOT_MODIFIED {
                return Ok(Exchange { response, url, _permit: permit });
            }
            self.obey_retry_after(&url, &response)?;
            let (url, status) = (shown(&url), status.as_u16());
            return Err(NetError::Status { url, status, message: body::message(response, &self.bytes) });
        }
        Err(NetError::Redirect { url: shown(&request.url), to: shown(&url), refusal: Refusal::Endless })
    }

    fn send(&self, request: &Request, url: &Url, attempt: u32) -> Result<Response<Body>, NetError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(NetError::BadUrl {
                url: shown(url),
                reason: "only http and https are known".to_owned(),
            });
        }
        let wait = self.wait_for_answer(attempt);
        let mut call = self
            .agent
            .get(url.as_str())
            .config()
            .timeout_resolve(Some(wait.min(FIRST_WAIT)))
            .timeout_connect(Some(wait.min(FIRST_WAIT)))
            .timeout_recv_response(Some(wait))
            .timeout_per_read(Some(wait))
            .timeout_per_write(Some(wait))
            .build()
            .header(header::ACCEPT, request.accept)
            .header(header::ACCEPT_ENCODING, "gzip");
        for (name, value) in &request.headers {
            call = call.header(*name, value);
        }
        if let Some((of, key)) = &self.manners.key
            && of.origin() == url.origin()
        {
            call = call.header("x-api-key", key);
        }
        self.requests.fetch_add(1, Ordering::Relaxed);
        let start = Instant::now();
        let response = call.call().map_err(|error| failure(url, wait, error))?;
        let taken = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.slowest.fetch_max(taken, Ordering::Relaxed);
        Ok(response)
    }

    /// How long to wait for an answer: longer at each try, and longer with a server that has shown to be slow.
    fn wait_for_answer(&self, attempt: u32) -> Duration {
        let slowest = Duration::from_millis(self.slowest.load(Ordering::Relaxed));
        let first = FIRST_WAIT.max(slowest.saturating_mul(3));
        first.saturating_mul(1 << (attempt - 1).min(8)).min(self.manners.timeout)
    }

    fn answer(&self, exchange: Exchange<'_>, limit: u64) -> Result<Answer, NetError> {
        let Exchange { response, url, _permit } = exchange;
        let (status, validators) = (response.status().as_u16(), validators(&response));
        let media_type = media_type(&response);
        let body =
            Incoming::new(response, shown(&url), limit, &self.bytes)?.read_all(self.manners.timeout * 5)?;
        Ok(Answer { status, url, media_type, validators, body })
    }

    /// Waits for a turn.
    pub(super) fn enter(&self) -> Permit<'_> {
        self.gate.enter()
    }

    pub(super) const fn agent(&self) -> &Agent {
        &self.agent
    }

    pub(super) const fn timeout(&self) -> Duration {
        self.manners.timeout
    }

    pub(super) fn counted(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn wire(&self) -> &Arc<AtomicU64> {
        &self.bytes
    }

    fn obey_retry_after(&self, url: &Url, response: &Response<Body>) -> Result<(), NetError> {
        let header = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        let Some(wait) = header.and_then(|header| retry_after(header, Timestamp::now())) else {
            return Ok(());
        };
        if !matches!(response.status().as_u16(), 429 | 503) {
            return Ok(());
        }
        if wait > LONGEST_RETRY_AFTER {
            return Err(NetError::RetryLater { url: shown(url), seconds: wait.as_secs() });
        }
        self.gate.pause(wait);
        Ok(())
    }

    fn succeeded(&self) {
        self.is_seen.store(true, Ordering::Relaxed);
        *self.last_success.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn silence(&self) -> Duration {
        self.last_success.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }
}

/// Where a redirect leads, if it may be followed.
fn redirected(request: &Request, from: &Url, response: &Response<Body>) -> Result<Url, NetError> {
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let Some(location) = location else {
        let reason = "the answer is a redirect that does not say where to".to_owned();
        return Err(NetError::Unusable { url: shown(from), reason });
    };
    let to = from.join(location).map_err(|error| NetError::Unusable {
        url: shown(from),
        reason: format!("the answer is a redirect to what is no address ({error})"),
    })?;
    match request.redirects.check(from, &to) {
        Ok(()) => Ok(to),
        Err(refusal) => Err(NetError::Redirect { url: shown(from), to: shown(&to), refusal }),
    }
}

pub(super) fn validators(response: &Response<Body>) -> Validators {
    let header = |name| {
        let value = response.headers().get(name)?.to_str().ok()?;
        (!value.is_empty() && value.len() <= 300).then(|| value.to_owned())
    };
    Validators { etag: header(header::ETAG), last_modified: header(header::LAST_MODIFIED) }
}

fn media_type(response: &Response<Body>) -> String {
    let value = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

/// What ureq's errors mean.
pub(super) fn failure(url: &Url, wait: Duration, error: ureq::Error) -> NetError {
    use ureq::{Error, Timeout};
    let seconds = wait.as_secs();
    let url = shown(url);
    match error {
        Error::HostNotFound => NetError::UnknownHost { url },
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            NetError::Timeout { url, phase: Phase::Connection, seconds: seconds.min(FIRST_WAIT.as_secs()) }
        }
        Error::Timeout(_) => NetError::Timeout { url, phase: Phase::Answer, seconds },
        Error::Other(error) => match error.downcast::<PrivateAddress>() {
            Ok(private) => NetError::PrivateAddress { url, address: private.0 },
            Err(error) => NetError::Cut { url, received: 0, reason: error.to_string() },
        },
        Error::Rustls(error) => NetError::Tls { url, reason: error.to_string() },
        Error::Tls(reason) => NetError::Tls { url, reason: reason.to_owned() },
        Error::TlsRequired => NetError::Tls { url, reason: "the connection is not encrypted".to_owned() },
        Error::BadUri(reason) => NetError::BadUrl { url, reason },
        Error::Http(error) => NetError::BadUrl { url, reason: error.to_string() },
        Error::Io(error) => io_failure(url, error),
        Error::ConnectionFailed | Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => {
            NetError::Unreachable { url, error: std::io::Error::other(error.to_string()) }
        }
        error => NetError::Cut { url, received: 0, reason: error.to_string() },
    }
}

fn io_failure(url: String, error: std::io::Error) -> NetError {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::UnexpectedEof
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe => NetError::Cut { url, received: 0, reason: error.to_string() },
        // How rustls's errors come through the stream.
        ErrorKind::InvalidData => NetError::Tls { url, reason: error.to_string() },
        _ => NetError::Unreachable { url, error },
    }
}
