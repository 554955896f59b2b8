//! What programs get when they ask Windows: `Microsoft Windows NT 10.0.17763.0`, and PowerShell's
//! `[System.Environment]::OSVersion` table, `Win32NT   10.0.17763.0   Microsoft Windows NT 10.0.17763.0`.
//!
//! That interface does not know the revision and says 0.

use super::site::Site;
use super::{Caution, Form, Reading};
use crate::OsVersion;

pub(super) fn read(site: &Site) -> Option<Reading> {
    let version = site.version()?;
    let before = site.line_before();
    if !(before.trim_end().ends_with("Windows NT") || before.contains("Win32NT")) {
        return None;
    }
    let (version, caution) = without_zero(version);
    let mut reading = Reading::new(version, Form::Environment, site.span_with(0));
    reading.cautions.extend(caution);
    Some(reading)
}

/// Takes a revision of 0 for what it is: no update ever had it.
pub(super) fn without_zero(version: OsVersion) -> (OsVersion, Option<Caution>) {
    match version.revision {
        Some(0) => (OsVersion { revision: None, ..version }, Some(Caution::ZeroIsNotRevision)),
        Some(_) => (version, None),
        None => (version, Some(Caution::RevisionNotShown)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;

    #[test]
    fn a_revision_of_zero_is_unknown() {
        for text in [
            "Microsoft Windows NT 10.0.17763.0",
            " Win32NT             10.0.17763.0 Microsoft Windows NT 10.0.17763.0",
            "Platform: Win32NT Version: 10.0.17763.0",
        ] {
            let reading = read(&site(text, "10.0.17763.0")).unwrap();
            assert_eq!(reading.os_version(), Some(OsVersion::of_build(17763)), "{text}");
            assert_eq!(reading.cautions, [Caution::ZeroIsNotRevision], "{text}");
        }
    }

    #[test]
    fn a_revision_that_is_given_is_kept() {
        let reading = read(&site("Microsoft Windows NT 10.0.17763.437", "10.0.17763.437")).unwrap();
        assert_eq!(reading.os_version(), Some(OsVersion::new(17763, 437)));
        assert_eq!(reading.cautions, []);
    }

    #[test]
    fn other_lines_are_not_read() {
        for text in ["Windows 10.0.17763.0", "Win32NT\n10.0.17763.0", "Windows NT, 10.0.17763.0"] {
            assert_eq!(read(&site(text, "10.0.17763.0")), None, "{text}");
        }
    }
}
