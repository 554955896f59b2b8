//! What Windows and Docker tell of the host as key and value without a revision: `Get-ComputerInfo`
//! (`OsVersion : 10.0.17763`, `OsBuildNumber : 17763`), WMI (`BuildNumber : 17763`), and `"OSVersion": "10.0.17763"` in
//! the JSON of `docker info`.
//!
//! `WindowsBuildLabEx` of the same listing is a [`build_lab`](super::build_lab); `OsHardwareAbstractionLayer :
//! 10.0.17763.1` is the version of a file and no OS version ([`plain`](super::plain) refuses it). The revision stands in
//! `WindowsUBR`, which only newer listings have ([`registry`](super::registry) reads it).

use super::key::Mark;
use super::site::Site;
use super::{Caution, Form, Reading};

pub(super) fn read(site: &Site) -> Option<Reading> {
    let key = site.key.filter(|key| key.mark != Mark::Tag)?;
    let version = if key.is("osversion") {
        site.version()?
    } else if key.is("osbuildnumber") || key.name.trim() == "BuildNumber" {
        site.build().filter(|version| version.revision.is_none())?
    } else {
        return None;
    };
    let mut reading = Reading::new(version, Form::ComputerInfo, site.span_with(0));
    reading.cautions.extend(version.revision.is_none().then_some(Caution::RevisionNotShown));
    Some(reading)
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;

    #[test]
    fn the_build_is_read_and_the_missing_revision_said() {
        for (text, number) in [
            ("OsVersion                                               : 10.0.17763", "10.0.17763"),
            ("OsBuildNumber      : 17763", "17763"),
            ("\"OsBuildNumber\":  \"17763\",", "17763"),
            ("BuildNumber=17763", "17763"),
            ("{\"OSVersion\":\"10.0.17763\",\"OSType\":\"windows\"}", "10.0.17763"),
        ] {
            let reading = read(&site(text, number)).unwrap();
            assert_eq!(
                reading.os_version().map(|version| version.to_string()).as_deref(),
                Some("10.0.17763")
            );
            assert_eq!(reading.cautions, [Caution::RevisionNotShown], "{text}");
        }
    }

    #[test]
    fn other_build_numbers_are_left_alone() {
        for (text, number) in [
            ("BiosBuildNumber : 17763", "17763"),
            ("BuildNumber : 177", "177"),
            ("JenkinsBuildNumber=17763", "17763"),
            ("OsHardwareAbstractionLayer : 10.0.17763.1", "10.0.17763.1"),
            ("<OsVersion>10.0.17763</OsVersion>", "10.0.17763"),
        ] {
            assert_eq!(read(&site(text, number)), None, "{text}");
        }
    }
}
