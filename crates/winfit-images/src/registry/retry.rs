//! Asking again: after a broken connection a moment later, after "too many requests" when the host says so.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Method, StatusCode};
use tokio::time::{Instant, sleep, sleep_until};

use super::RegistryError;
use super::endpoint::registry;
use super::exchange::{Answer, Request, Turn};
use super::hosts::Host;

/// How often a request is repeated after a failure that may pass.
const RETRIES: u32 = 2;

/// How often a request is repeated because the host asked for patience.
const WAITS: u32 = 4;

/// Longest wait that is worth it; whoever asks for more is told that we cannot.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Time that a request spends in waiting, in all.
const PATIENCE: Duration = Duration::from_secs(60);

const FIRST_BACKOFF: Duration = Duration::from_millis(200);
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// Until when a host wants to be left alone, by all requests; kept until it has answered since.
#[derive(Default)]
pub(super) struct Pause(Mutex<Option<Instant>>);

impl Host {
    /// Sends the request, again where that is safe and has a chance, never more than [`per_host`] at a time.
    ///
    /// [`per_host`]: super::RegistrySettings::per_host
    pub(super) async fn ask(&self, request: &Request) -> Result<Answer, RegistryError> {
        let start = Instant::now();
        let outcome = self.ask_again(request, start).await;
        // Trouble that others met with is theirs to date, or those who wait would pass it on for ever.
        if outcome.is_ok() || self.trouble.since(start).is_none() {
            self.trouble.note(&outcome);
        }
        outcome
    }

    async fn ask_again(&self, request: &Request, start: Instant) -> Result<Answer, RegistryError> {
        let (mut failures, mut waits, mut patience) = (0, 0, None);
        loop {
            let outcome = self.ask_in_turn(request, start, &mut patience).await?;
            let is_safe = request.method != Method::POST;
            match &outcome {
                Ok(answer) if waits < WAITS && is_safe => match wait_asked(answer, waits) {
                    Some(wait) => {
                        waits += 1;
                        self.pause.extend(wait);
                        if wait > LONGEST_WAIT {
                            return outcome;
                        }
                        continue;
                    }
                    // Where HEAD fails, GET is asked: that is try enough.
                    None if !answer.status.is_server_error() || request.method == Method::HEAD => {
                        return outcome;
                    }
                    None => {}
                },
                Err(error) if error.may_pass() => {}
                _ => return outcome,
            }
            if failures == RETRIES || !is_safe {
                return outcome;
            }
            sleep(jittered(FIRST_BACKOFF * 4_u32.pow(failures))).await;
            failures += 1;
        }
    }

    /// Waits for the host's pause to be over and for a free slot, then asks once.
    async fn ask_in_turn(
        &self,
        request: &Request,
        start: Instant,
        patience: &mut Option<Instant>,
    ) -> Result<Result<Answer, RegistryError>, RegistryError> {
        loop {
            let beginning = match request.turn {
                Turn::First => Some(self.beginnings.acquire().await),
                Turn::Further => None,
            };
            let slot = self.slots.acquire().await;
            if let Some(error) = self.trouble.since(start) {
                return Err(error);
            }
            let Some(until) = self.pause.until() else {
                let outcome = self.exchange(request).await;
                if outcome.as_ref().is_ok_and(|answer| wait_asked(answer, 0).is_none()) {
                    self.pause.end();
                }
                return Ok(outcome);
            };
            drop((slot, beginning));
            let now = Instant::now();
            let end = *patience.get_or_insert(now + PATIENCE);
            let left = until.saturating_duration_since(now);
            if left > LONGEST_WAIT || until > end {
                return Err(self.asks_to_wait(left));
            }
            // Not all at the same moment.
            sleep_until(until + random_below(left / 4 + FIRST_BACKOFF)).await;
        }
    }
}

impl Host {
    /// The error for somebody who cannot wait any longer, if the host has asked to wait and not answered since.
    pub(super) fn still_asks_to_wait(&self) -> Option<RegistryError> {
        let until = (*self.pause.0.lock().unwrap_or_else(PoisonError::into_inner))?;
        Some(self.asks_to_wait(until.saturating_duration_since(Instant::now())))
    }

    fn asks_to_wait(&self, left: Duration) -> RegistryError {
        let seconds = (!left.is_zero()).then(|| left.as_secs().max(1));
        RegistryError::RateLimited { registry: registry(&self.name), seconds, said: String::new() }
    }
}

impl Pause {
    fn until(&self) -> Option<Instant> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).filter(|it| *it > Instant::now())
    }

    fn extend(&self, wait: Duration) {
        let end = Instant::now().checked_add(wait);
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *until = (*until).max(end);
    }

    /// The host has answered. An answer to a request from before the pause does not shorten it.
    fn end(&self) {
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *until = until.filter(|it| *it > Instant::now());
    }
}

/// How long to wait before asking again, if that is what the answer says.
fn wait_asked(answer: &Answer, waits: u32) -> Option<Duration> {
    let said = retry_after(&answer.headers, SystemTime::now());
    match answer.status {
        StatusCode::TOO_MANY_REQUESTS => Some(said.unwrap_or(FIRST_WAIT * 2_u32.pow(waits))),
        StatusCode::SERVICE_UNAVAILABLE => said,
        _ => None,
    }
}

/// What `Retry-After` says: seconds, or a date.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    /// More than anyone means; it keeps sums of times from overflowing.
    const MOST: Duration = Duration::from_secs(366 * 24 * 3600);
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text.parse().map_or(MOST, Duration::from_secs).min(MOST));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default().min(MOST))
}

/// Between half of a time and all of it.
fn jittered(time: Duration) -> Duration {
    time / 2 + random_below(time / 2)
}

/// A time of chance; the hasher of the standard library is chance enough to spread requests.
fn random_below(time: Duration) -> Duration {
    let chance = RandomState::new().build_hasher().finish() % 1024;
    time.mul_f64(f64::from(u32::try_from(chance).unwrap_or(0)) / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<u64> {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap();
        retry_after(&headers, now).map(|it| it.as_secs())
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        for (text, expected) in [
            ("0", Some(0)),
            ("120", Some(120)),
            (" 7 ", Some(7)),
            ("Sun, 06 Nov 1994 08:50:07 GMT", Some(30)),
            ("Sun, 06 Nov 1994 08:49:07 GMT", Some(0)),
            ("99999999999999999999999999", Some(366 * 24 * 3600)),
            ("18446744073709551615", Some(366 * 24 * 3600)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(366 * 24 * 3600)),
            ("", None),
            ("-1", None),
            ("+5", None),
            ("1.5", None),
            ("soon", None),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn chance_stays_within_its_bounds() {
        let time = Duration::from_secs(8);
        let times: Vec<_> = (0..100).map(|_| jittered(time)).collect();
        assert!(times.iter().all(|it| *it >= time / 2 && *it <= time), "{times:?}");
        assert!(times.windows(2).any(|pair| pair[0] != pair[1]), "{times:?}");
    }

    #[test]
    fn a_pause_is_never_shortened() {
        let pause = Pause::default();
        assert_eq!(pause.until(), None);
        pause.extend(Duration::from_secs(20));
        let long = pause.until();
        pause.extend(Duration::from_secs(1));
        assert_eq!(pause.until(), long);
    }
}
