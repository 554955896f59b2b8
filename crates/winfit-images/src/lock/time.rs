//! Moments as facts files write them: UTC, to the second, `2026-11-20T12:34:56Z`.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use winfit_compat::catalog::Date;

use crate::shown::shown;

pub(super) const SECONDS_PER_DAY: i64 = 86_400;

/// The last second that four digits of a year can name: the end of 9999.
const LAST: i64 = 253_402_300_799;

/// The first: the start of the year 0.
const FIRST: i64 = -62_167_219_200;

/// A moment, cut to the second. Years before 0 and after 9999 become the nearest that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    seconds: i64,
}

/// The text is no moment.
#[derive(Debug, thiserror::Error)]
#[error("\"{}\" is not a time written as 2026-11-20T12:34:56Z", shown(.text))]
pub(super) struct ParseMomentError {
    text: String,
}

/// Whole seconds since 1970, negative before.
pub(super) fn seconds_since_epoch(time: SystemTime) -> i64 {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        Err(before) => {
            let before = before.duration();
            let whole = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
            -whole.saturating_add(i64::from(before.subsec_nanos() > 0))
        }
    }
}

impl Moment {
    pub(super) fn time(self) -> SystemTime {
        let seconds = Duration::from_secs(self.seconds.unsigned_abs());
        let epoch = SystemTime::UNIX_EPOCH;
        let time = if self.seconds < 0 { epoch.checked_sub(seconds) } else { epoch.checked_add(seconds) };
        // Some systems cannot count that far.
        time.unwrap_or(epoch)
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        Self { seconds: seconds_since_epoch(time).clamp(FIRST, LAST) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = Date::from_days_since_epoch(self.seconds.div_euclid(SECONDS_PER_DAY)).ok_or(fmt::Error)?;
        let second = self.seconds.rem_euclid(SECONDS_PER_DAY);
        write!(f, "{day}T{:02}:{:02}:{:02}Z", second / 3_600, second / 60 % 60, second % 60)
    }
}

impl FromStr for Moment {
    type Err = ParseMomentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        seconds(text)
            .map(|seconds| Self { seconds })
            .ok_or_else(|| ParseMomentError { text: text.to_owned() })
    }
}

fn seconds(text: &str) -> Option<i64> {
    let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
    let day: Date = day.parse().ok()?;
    let [hour, minute, second] = *time.split(':').collect::<Vec<_>>() else { return None };
    let within = |digits: &str, limit: i64| {
        let is_pair = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse::<i64>().ok().filter(|number| is_pair && *number < limit)
    };
    let (hour, minute, second) = (within(hour, 24)?, within(minute, 60)?, within(second, 60)?);
    Some(day.days_since_epoch() * SECONDS_PER_DAY + hour * 3_600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_moments_are_written_as_others_write_them() {
        // By GNU date: date -u -d @SECONDS +%FT%TZ
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_178_096, "2026-11-20T12:34:56Z"),
            (LAST, "9999-12-31T23:59:59Z"),
            (FIRST, "0000-01-01T00:00:00Z"),
        ] {
            assert_eq!(Moment { seconds }.to_string(), text);
            assert_eq!(text.parse::<Moment>().unwrap(), Moment { seconds });
        }
    }

    #[test]
    fn fractions_are_cut_towards_the_past() {
        let half = Duration::from_millis(500);
        assert_eq!(seconds_since_epoch(SystemTime::UNIX_EPOCH + half), 0);
        assert_eq!(seconds_since_epoch(SystemTime::UNIX_EPOCH - half), -1);
    }

    #[test]
    fn what_is_almost_a_moment_is_refused() {
        for text in [
            "2026-11-20",
            "2026-11-20T12:34:56",
            "2026-11-20 12:34:56Z",
            "2026-11-20T12:34:56+00:00",
            "2026-11-20T12:34:56.5Z",
            "2026-11-20T24:00:00Z",
            "2026-11-20T12:60:00Z",
            "2026-11-20T12:34:60Z",
            "2026-11-20T2:34:56Z",
            "2026-11-20T+2:34:56Z",
            "2026-02-30T12:34:56Z",
            "2026-11-20T12:34:56Zz",
            "",
        ] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_second_is_read_back(seconds in FIRST..=LAST) {
            let moment = Moment { seconds };
            prop_assert_eq!(moment.to_string().parse::<Moment>().unwrap(), moment);
            prop_assert_eq!(Moment::from(moment.time()), moment);
        }
    }
}
