//! Moments of the system's clock as days and as text, in UTC.

use std::time::{Duration, SystemTime};

use winfit_compat::catalog::Date;

const SECONDS_PER_DAY: u64 = 86_400;

/// The day of a moment; `None` before 1970 and after 9999.
pub(crate) fn day(moment: SystemTime) -> Option<Date> {
    day_of(since_epoch(moment)?)
}

/// A moment as RFC 3339 writes it; `None` before 1970 and after 9999.
pub(crate) fn timestamp(moment: SystemTime) -> Option<String> {
    let since = since_epoch(moment)?;
    let (date, seconds) = (day_of(since)?, since.as_secs());
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    Some(format!("{date}T{hour:02}:{minute:02}:{second:02}Z"))
}

fn since_epoch(moment: SystemTime) -> Option<Duration> {
    moment.duration_since(SystemTime::UNIX_EPOCH).ok()
}

fn day_of(since: Duration) -> Option<Date> {
    Date::from_days_since_epoch(i64::try_from(since.as_secs() / SECONDS_PER_DAY).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_utc() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_795_219_199, "2026-11-20T23:59:59Z"),
            (1_795_219_200, "2026-11-21T00:00:00Z"),
        ] {
            let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(timestamp(moment).as_deref(), Some(text));
            assert_eq!(day(moment).unwrap().to_string(), text[..10]);
        }
    }
}
