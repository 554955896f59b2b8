//! What is wrong with a host's certificate, in words: from what the TLS library says to the errors of ours.

use rustls::CertificateError;
use rustls::pki_types::UnixTime;
use winfit_compat::catalog::Date;

use super::RegistryError;
use crate::shown::{said, shown};

/// Names of a certificate that an error repeats.
const NAMES: usize = 5;

const SECONDS_PER_DAY: u64 = 86_400;

/// The error for a certificate of this host.
pub(super) fn refused(host: String, reason: &CertificateError) -> RegistryError {
    match reason {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => {
            RegistryError::CertificateTime { host, problem: when(reason) }
        }
        CertificateError::NotValidForName => {
            let problem = "this one is not among its names".to_owned();
            RegistryError::CertificateName { host, problem }
        }
        CertificateError::NotValidForNameContext { presented, .. } => {
            RegistryError::CertificateName { host, problem: names(presented) }
        }
        _ => RegistryError::Untrusted { host, problem: why(reason) },
    }
}

fn when(reason: &CertificateError) -> String {
    match reason {
        CertificateError::ExpiredContext { not_after, .. } => match day(*not_after) {
            Some(day) => format!("expired on {day}"),
            None => "is expired".to_owned(),
        },
        CertificateError::NotValidYetContext { not_before, .. } => match day(*not_before) {
            Some(day) => format!("is not valid before {day}"),
            None => "is not valid yet".to_owned(),
        },
        CertificateError::Expired => "is expired".to_owned(),
        _ => "is not valid yet".to_owned(),
    }
}

/// The day of a moment, by UTC.
fn day(moment: UnixTime) -> Option<Date> {
    Date::from_days_since_epoch(i64::try_from(moment.as_secs() / SECONDS_PER_DAY).ok()?)
}

fn names(presented: &[String]) -> String {
    let mut names: Vec<String> = presented.iter().take(NAMES).map(|it| shown(bare(it))).collect();
    match presented.len().saturating_sub(NAMES) {
        0 => {}
        more => names.push(format!("{more} more")),
    }
    match names.split_last() {
        None => "it is for none".to_owned(),
        Some((only, [])) => format!("it is for {only}"),
        Some((last, others)) => format!("it is for {} and {last}", others.join(", ")),
    }
}

/// A name without what the library puts around it: `DnsName("a.example")`, `IpAddress(10.0.0.1)`.
fn bare(presented: &str) -> &str {
    let inner = presented.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    inner.map_or(presented, |it| it.trim_matches('"'))
}

fn why(reason: &CertificateError) -> String {
    let known = match reason {
        CertificateError::UnknownIssuer => "no authority that is trusted here has signed it",
        CertificateError::Revoked => "it is revoked",
        CertificateError::BadSignature => "its signature is wrong",
        CertificateError::BadEncoding => "it is no sound certificate",
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            "it is not for servers"
        }
        // What people make who sign for themselves.
        CertificateError::Other(other) if other.to_string() == "CaUsedAsEndEntity" => {
            "it is that of an authority, not of a server"
        }
        _ => return said(&reason.to_string()),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn text(reason: &CertificateError) -> String {
        refused("h".to_owned(), reason).to_string()
    }

    fn at(seconds: u64) -> UnixTime {
        UnixTime::since_unix_epoch(Duration::from_secs(seconds))
    }

    #[test]
    fn the_days_of_a_certificate_are_told_as_days() {
        let (first, last) = (at(1_738_368_000), at(1_738_454_399));
        for (reason, expected) in [
            (CertificateError::ExpiredContext { time: at(0), not_after: first }, "expired on 2025-02-01"),
            (CertificateError::ExpiredContext { time: at(0), not_after: last }, "expired on 2025-02-01"),
            (
                CertificateError::NotValidYetContext { time: at(0), not_before: first },
                "is not valid before 2025-02-01",
            ),
            (CertificateError::ExpiredContext { time: at(0), not_after: at(u64::MAX) }, "is expired"),
            (
                CertificateError::NotValidYetContext { time: at(0), not_before: at(u64::MAX) },
                "is not valid yet",
            ),
            (CertificateError::Expired, "is expired"),
            (CertificateError::NotValidYet, "is not valid yet"),
        ] {
            assert_eq!(text(&reason), format!("the certificate of h {expected}"));
        }
    }

    #[test]
    fn the_names_of_a_certificate_are_told_without_the_library_around_them() {
        let names = |count| (0..count).map(|it| format!("DnsName(\"{it}.test\")")).collect::<Vec<_>>();
        for (presented, expected) in [
            (vec![], "it is for none"),
            (names(1), "it is for 0.test"),
            (names(2), "it is for 0.test and 1.test"),
            (names(5), "it is for 0.test, 1.test, 2.test, 3.test and 4.test"),
            (names(7), "it is for 0.test, 1.test, 2.test, 3.test, 4.test and 2 more"),
            (vec!["IpAddress(10.0.0.1)".to_owned()], "it is for 10.0.0.1"),
            (vec!["DnsName(\"a\u{1b}[2J\")".to_owned()], "it is for a\\u{1b}[2J"),
            (vec!["DirectoryName".to_owned()], "it is for DirectoryName"),
        ] {
            let expected_name = "h".try_into().unwrap();
            let reason = CertificateError::NotValidForNameContext { expected: expected_name, presented };
            assert_eq!(text(&reason), format!("the certificate of h is for another name: {expected}"));
        }
    }

    #[test]
    fn each_trouble_with_a_certificate_has_its_name() {
        let of = |reason| refused("h".to_owned(), &reason);
        for reason in [CertificateError::Expired, CertificateError::NotValidYet] {
            assert!(matches!(of(reason), RegistryError::CertificateTime { .. }));
        }
        assert!(matches!(of(CertificateError::NotValidForName), RegistryError::CertificateName { .. }));
        for reason in
            [CertificateError::UnknownIssuer, CertificateError::Revoked, CertificateError::BadSignature]
        {
            let error = of(reason.clone());
            assert!(matches!(error, RegistryError::Untrusted { .. }));
            assert!(!error.to_string().contains(&format!("{reason:?}")), "{error}");
        }
    }
}
