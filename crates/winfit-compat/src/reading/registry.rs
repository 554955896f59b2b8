//! The registry key `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`, as `reg query`, `regedit` and PowerShell's
//! `Get-ItemProperty` print it.
//!
//! `CurrentBuild` and `CurrentBuildNumber` hold the build, `UBR` the revision (in hexadecimal where `reg query` prints
//! it: `0x1b5`). They stand in different lines, perhaps of different commands; [`join`] brings them together.

use super::key::Mark;
use super::site::Site;
use super::{Caution, Form, Reading, System};

/// A revision without a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ubr {
    pub(super) at: usize,
    pub(super) revision: u32,
}

pub(super) fn read(site: &Site) -> Option<Reading> {
    let named = site.key.is_some_and(|key| key.is("currentbuild") || key.is("currentbuildnumber"));
    let version = site.build().filter(|version| named && version.revision.is_none())?;
    let mut reading = Reading::new(version, Form::Registry, site.span_with(0));
    reading.cautions.push(Caution::RevisionNotShown);
    Some(reading)
}

/// The value of `UBR`.
pub(super) fn ubr(site: &Site) -> Option<Ubr> {
    let key = site.key.filter(|key| key.is("ubr") || key.is("windowsubr"))?;
    let value = site.after();
    let hexadecimal = if key.mark == Mark::Registry && site.before().ends_with("dword:") {
        Some(site.with_number())
    } else {
        value.strip_prefix('x').filter(|_| *site.number.parts() == [0])
    };
    let revision = match hexadecimal {
        Some(digits) => {
            let end = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
            u32::from_str_radix(digits.get(..end)?, 16).ok()?
        }
        None => match *site.number.parts() {
            [revision] => revision,
            _ => return None,
        },
    };
    Some(Ubr { at: site.number.start, revision })
}

/// Gives every build the revision that belongs to it: the next `UBR` behind it, or the last before it if none is left.
/// Both lists are in text order.
pub(super) fn join(readings: &mut [Reading], ubrs: &[Ubr]) {
    let mut builds: Vec<_> =
        readings.iter_mut().filter(|r| matches!(r.form, Form::Registry | Form::ComputerInfo)).collect();
    let mut open = 0;
    for (index, ubr) in ubrs.iter().enumerate() {
        let behind = builds.iter().skip(open).take_while(|build| build.span.start < ubr.at).count();
        let limit = ubrs.get(index + 1).map_or(usize::MAX, |next| next.at);
        let count = match behind {
            0 => builds.iter().skip(open).take_while(|build| build.span.start < limit).count(),
            _ => behind,
        };
        for build in builds.iter_mut().skip(open).take(count) {
            give(build, ubr.revision);
        }
        open += count;
    }
}

fn give(reading: &mut Reading, revision: u32) {
    if let System::Windows(version) = &mut reading.system
        && version.revision.is_none()
    {
        version.revision = Some(revision);
        reading.cautions.retain(|caution| *caution != Caution::RevisionNotShown);
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;

    fn versions(text: &str) -> Vec<String> {
        read(text).iter().filter_map(|reading| Some(reading.os_version()?.to_string())).collect()
    }

    #[test]
    fn build_and_revision_are_joined_across_lines_and_commands() {
        for text in [
            "    CurrentBuild    REG_SZ    17763\r\n    CurrentMajorVersionNumber    REG_DWORD    0xa\r\n    UBR    REG_DWORD    0x1b5\r\n",
            "UBR    REG_DWORD    0x1b5\n\nCurrentBuild    REG_SZ    17763\n",
            "CurrentBuild : 17763\nUBR          : 437\n",
            "\"CurrentBuild\"=\"17763\"\r\n\"UBR\"=dword:000001b5\r\n",
            "OsBuildNumber : 17763\nWindowsUBR : 437",
            "UBR REG_DWORD 0x000001b5 (437)\nCurrentBuildNumber REG_SZ 17763",
        ] {
            assert_eq!(versions(text), ["10.0.17763.437"], "{text}");
        }
    }

    #[test]
    fn both_names_of_the_build_get_the_revision() {
        let text = "CurrentBuild : 17763\nCurrentBuildNumber : 17763\nUBR : 437";
        assert_eq!(versions(text), ["10.0.17763.437", "10.0.17763.437"]);
    }

    #[test]
    fn several_hosts_keep_their_own_revisions() {
        let behind = "CurrentBuild : 17763\nUBR : 437\nCurrentBuild : 20348\nUBR : 887";
        let before = "UBR : 437\nCurrentBuild : 17763\nUBR : 887\nCurrentBuild : 20348";
        for text in [behind, before] {
            assert_eq!(versions(text), ["10.0.17763.437", "10.0.20348.887"], "{text}");
        }
    }

    #[test]
    fn a_build_without_revision_and_a_revision_without_build_stay_so() {
        assert_eq!(versions("CurrentBuild : 17763"), ["10.0.17763"]);
        assert_eq!(versions("UBR : 437"), Vec::<String>::new());
        assert_eq!(versions("UBR : 4.3.7\nCurrentBuild : 17763"), ["10.0.17763"]);
        assert_eq!(versions("UBR : 0xfffffffff\nCurrentBuild : 17763"), ["10.0.17763"]);
        assert_eq!(versions("CurrentVersion REG_SZ 6.3"), Vec::<String>::new());
        assert_eq!(versions("CurrentBuild : 17763.437"), Vec::<String>::new());
    }
}
