//! Tries an address without fetching what is there: HEAD, then GET of one byte from servers that refuse HEAD.

use ureq::Body;
use ureq::http::{Response, StatusCode, header};
use url::Url;

use super::client::failure;
use super::redirect::MOST_HOPS;
use super::{Client, NetError, Refusal, shown};

impl Client {
    /// The status that an address ends in. Redirects are followed to any host by http or https; whether private
    /// addresses are connected to is for the client's manners.
    pub fn probe(&self, url: &Url) -> Result<u16, NetError> {
        match self.follow(url, true) {
            Ok(status) if status.is_success() => Ok(status.as_u16()),
            Err(
                error @ (NetError::UnknownHost { .. }
                | NetError::Unreachable { .. }
                | NetError::PrivateAddress { .. }),
            ) => Err(error),
            // Many servers answer HEAD with an error, or not at all.
            _ => self.follow(url, false).map(|status| status.as_u16()),
        }
    }

    fn follow(&self, url: &Url, head: bool) -> Result<StatusCode, NetError> {
        let mut url = url.clone();
        for _ in 0..=MOST_HOPS {
            let _permit = self.enter();
            let response = self.try_once(&url, head)?;
            let status = response.status();
            let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
            match location.filter(|_| status.is_redirection()) {
                Some(location) => {
                    let to = url.join(location).map_err(|error| NetError::Unusable {
                        url: shown(&url),
                        reason: format!("the answer is a redirect to what is no address ({error})"),
                    })?;
                    if !matches!(to.scheme(), "http" | "https") {
                        let (url, to) = (shown(&url), shown(&to));
                        return Err(NetError::Redirect { url, to, refusal: Refusal::Scheme });
                    }
                    url = to;
                }
                None => return Ok(status),
            }
        }
        Err(NetError::Redirect { url: shown(&url), to: shown(&url), refusal: Refusal::Endless })
    }

    fn try_once(&self, url: &Url, head: bool) -> Result<Response<Body>, NetError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(NetError::BadUrl {
                url: shown(url),
                reason: "only http and https are known".to_owned(),
            });
        }
        let wait = self.timeout();
        let agent = self.agent();
        let call = if head { agent.head(url.as_str()) } else { agent.get(url.as_str()) };
        let mut call = call
            .config()
            .timeout_resolve(Some(wait))
            .timeout_connect(Some(wait))
            .timeout_recv_response(Some(wait))
            .build();
        if !head {
            call = call.header(header::RANGE, "bytes=0-0");
        }
        self.counted();
        call.call().map_err(|error| failure(url, wait, error))
    }
}
