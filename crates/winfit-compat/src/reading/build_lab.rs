//! `BuildLabEx`: `14393.321.amd64fre.rs1_release_inmarket.161004-2338`, and its short sister `BuildLab`,
//! `17763.rs5_release.180914-1434`.
//!
//! The second number names the build lab's compilation of the kernel. Up to build 14393 every update brought a new
//! kernel and a new `BuildLabEx`, so that the number was the revision too (Microsoft's page on container versions of
//! 2017 reads it that way). From 15063 on the value stands still while updates come: Windows 10 1709 hosts patched in
//! 2020 still print `16299.637…`, and every 17763 prints `17763.1…`. There it gives the build only.
//!
//! Even the build can be too low: releases that are switched on over an older one keep its lab. Windows 10 22H2, build
//! 19045, prints `19041.1.amd64fre.vb_release.191206-1406`.

use std::ops::RangeInclusive;

use super::site::{Site, is_build, stamp_length};
use super::{Caution, Form, Reading};
use crate::{Architecture, OsVersion};

/// The last build whose lab number is the revision.
const LAST_WITH_REVISION: u32 = 14393;

/// Builds whose lab later builds keep: first and last of each family.
const FAMILIES: [(u32, u32); 4] = [(18362, 18363), (19041, 19045), (22621, 22631), (26100, 26200)];

/// A build lab string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BuildLab {
    build: u32,
    /// The number after the build, which `BuildLab` lacks.
    lab: Option<u32>,
    pub(super) architecture: Option<Architecture>,
    /// Bytes after the number that belong to it.
    length: usize,
}

pub(super) fn read(site: &Site) -> Option<Reading> {
    let lab = parse(site)?;
    let mut reading = Reading::new(lab.os_version(), Form::BuildLab, site.span_with(lab.length));
    reading.architecture = lab.architecture;
    reading.cautions.extend(lab.caution());
    if later_builds(lab.build).is_some() {
        reading.cautions.push(Caution::BuildLabOfLaterBuild);
    }
    Some(reading)
}

/// The builds that carry the lab of an older build.
pub(super) fn later_builds(lab: u32) -> Option<RangeInclusive<u32>> {
    FAMILIES.iter().find(|&&(first, _)| first == lab).map(|&(first, last)| first + 1..=last)
}

impl BuildLab {
    /// What the string is sure of.
    pub(super) fn os_version(&self) -> OsVersion {
        match self.lab {
            Some(lab) if self.build <= LAST_WITH_REVISION => OsVersion::new(self.build, lab),
            _ => OsVersion::of_build(self.build),
        }
    }

    /// How many bytes it goes on after its number.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Why it is not sure of the revision.
    pub(super) fn caution(&self) -> Option<Caution> {
        match self.lab {
            Some(_) if self.build <= LAST_WITH_REVISION => None,
            Some(_) => Some(Caution::BuildLabIsNotRevision),
            None => Some(Caution::RevisionNotShown),
        }
    }
}

/// The build lab string that starts at a number.
pub(super) fn parse(site: &Site) -> Option<BuildLab> {
    let before = site.before().chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || "._~@\\".contains(c)) {
        return None;
    }
    let after = site.after().strip_prefix('.')?;
    let (build, lab) = match *site.number.parts() {
        [build] => (build, None),
        [build, lab] | [10, 0, build, lab] => (build, Some(lab)),
        _ => return None,
    };
    if !is_build(build) {
        return None;
    }
    match lab {
        None => {
            let length = 1 + branch_and_stamp(after)?;
            Some(BuildLab { build, lab, architecture: None, length })
        }
        Some(_) => {
            let (architecture, flavour) = flavour(after)?;
            let rest = after.get(flavour..).unwrap_or_default();
            let tail = rest.strip_prefix('.').and_then(branch_and_stamp).map_or(0, |length| 1 + length);
            Some(BuildLab { build, lab, architecture: Some(architecture), length: 1 + flavour + tail })
        }
    }
}

/// `amd64fre` and the like, with its length.
fn flavour(text: &str) -> Option<(Architecture, usize)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let word = text.get(..end)?;
    let processor = word.strip_suffix("fre").or_else(|| word.strip_suffix("chk"))?;
    let architecture = match processor {
        "amd64" => Architecture::Amd64,
        "arm64" => Architecture::Arm64,
        "x86" => Architecture::X86,
        "arm" | "woa" => Architecture::Arm,
        _ => return None,
    };
    Some((architecture, end))
}

/// Length of `rs5_release.180914-1434`.
fn branch_and_stamp(text: &str) -> Option<usize> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let branch = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))?;
    let stamp = stamp_length(text.get(branch..)?.strip_prefix('.')?)?;
    Some(branch + 1 + stamp)
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;

    fn check(text: &str, number: &str) -> Option<(String, Vec<Caution>, Option<Architecture>)> {
        let reading = read(&site(text, number))?;
        Some((reading.os_version()?.to_string(), reading.cautions, reading.architecture))
    }

    #[test]
    fn on_the_2016_line_the_lab_number_is_the_revision() {
        let amd64 = Some(Architecture::Amd64);
        assert_eq!(
            check("14393.321.amd64fre.rs1_release_inmarket.161004-2338", "14393.321"),
            Some(("10.0.14393.321".into(), vec![], amd64))
        );
        assert_eq!(
            check("10.0.14393.2485.amd64fre.rs1_release.180827-1809", "10.0.14393.2485"),
            Some(("10.0.14393.2485".into(), vec![], amd64))
        );
        assert_eq!(
            check("10240.16384.x86fre.th1.150709-1700", "10240.16384"),
            Some(("10.0.10240.16384".into(), vec![], Some(Architecture::X86)))
        );
    }

    #[test]
    fn later_the_lab_number_is_not_the_revision() {
        for (text, number, build) in [
            ("15063.0.amd64fre.rs2_release.170317-1834", "15063.0", "10.0.15063"),
            ("16299.637.amd64fre.rs3_release_svc.180808-1748", "16299.637", "10.0.16299"),
            ("17763.1.amd64fre.rs5_release.180914-1434", "17763.1", "10.0.17763"),
            ("20348.1.amd64fre.fe_release.210507-1500", "20348.1", "10.0.20348"),
        ] {
            let found = check(text, number).unwrap();
            assert_eq!((found.0.as_str(), found.1), (build, vec![Caution::BuildLabIsNotRevision]), "{text}");
        }
        assert_eq!(
            check("26100.1.arm64fre.ge_release.240331-1435", "26100.1"),
            Some((
                "10.0.26100".into(),
                vec![Caution::BuildLabIsNotRevision, Caution::BuildLabOfLaterBuild],
                Some(Architecture::Arm64)
            ))
        );
    }

    #[test]
    fn a_short_build_lab_gives_the_build() {
        assert_eq!(
            check("17763.rs5_release.180914-1434", "17763"),
            Some(("10.0.17763".into(), vec![Caution::RevisionNotShown], None))
        );
    }

    #[test]
    fn the_span_covers_the_whole_string_and_no_more() {
        let text = "(14393.1715.amd64fre.rs1_release_inmarket.170906-1810)";
        assert_eq!(read(&site(text, "14393.1715")).map(|reading| reading.span), Some(1..text.len() - 1));
        assert_eq!(read(&site("17134.1.amd64fre", "17134.1")).map(|reading| reading.span), Some(0..16));
        assert_eq!(read(&site("17134.1.amd64fre.", "17134.1")).map(|reading| reading.span), Some(0..16));
    }

    #[test]
    fn what_only_resembles_a_build_lab_is_left_alone() {
        for (text, number) in [
            ("17763.1.amd64", "17763.1"),
            ("17763.1.amd64free", "17763.1"),
            ("17763.1", "17763.1"),
            ("17763.tar.gz", "17763"),
            ("17763.rs5_release.1809-1434", "17763"),
            ("9600.17415.amd64fre.winblue_r4.141028-1500", "9600.17415"),
            ("Package~17763.437.amd64fre", "17763.437"),
            ("6.1.7601.amd64fre", "6.1.7601"),
        ] {
            assert_eq!(check(text, number), None, "{text}");
        }
    }

    #[test]
    fn a_lab_belongs_to_the_later_builds_of_its_family_only() {
        assert_eq!(later_builds(18362), Some(18363..=18363));
        assert_eq!(later_builds(19041), Some(19042..=19045));
        assert_eq!(later_builds(22621), Some(22622..=22631));
        assert_eq!(later_builds(26100), Some(26101..=26200));
        assert_eq!((later_builds(17763), later_builds(19045)), (None, None));
    }
}
