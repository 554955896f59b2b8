//! Kernel versions, as Docker and Kubernetes report them.
//!
//! - `10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)`: `docker info` and old kubelets. The build before the
//!   parenthesis is the host's; inside it stands the build lab ([`build_lab`](super::build_lab)).
//! - `Kernel Version: 10.0.17763.1879`, `"kernelVersion": "10.0.17763.1879"`, `kernel/10.0.17763.1879`: kubelets since
//!   1.14; older ones left the revision out.
//! - `MINGW64_NT-10.0-17763`: `uname` in Git Bash, MSYS2 and Cygwin.
//! - `10.0 Build 17763`, `10.0 (Build 17763)`: programs that ask Windows for its version.

use super::number::numbers;
use super::site::{Site, is_build};
use super::{Caution, Form, Reading, build_lab};
use crate::OsVersion;

pub(super) fn read(site: &Site) -> Option<Reading> {
    match site.number.parts() {
        [10, 0] => with_lab(site).or_else(|| uname(site)).or_else(|| spelled_out(site)),
        _ => plain(site),
    }
}

fn plain(site: &Site) -> Option<Reading> {
    let named = site.key.is_some_and(|key| key.is("kernelversion")) || site.before().ends_with("kernel/");
    let version = site.version().filter(|_| named)?;
    let mut reading = Reading::new(version, Form::KernelVersion, site.span_with(0));
    reading.cautions.extend(version.revision.is_none().then_some(Caution::RevisionNotShown));
    Some(reading)
}

/// `10.0 17763 (17763.1.amd64fre…)`; without a build lab only where the text says that it is a kernel version.
fn with_lab(site: &Site) -> Option<Reading> {
    let after = site.after();
    let build_at = skip_spaces(after, 0);
    let (build, build_end) = build_number(after, build_at)?;
    if build_at == 0 {
        return None;
    }
    let open = skip_spaces(after, build_end);
    let lab = after.get(open..).and_then(|rest| rest.strip_prefix('(')).and_then(|inner| {
        let at = site.number.end + open + 1;
        let number = numbers(inner).next().filter(|number| number.start == 0)?;
        let lab = build_lab::parse(&site.moved(at, number))?;
        Some((lab, open + 1 + number.end))
    });
    let (version, architecture, caution, length) = match lab {
        Some((lab, lab_end)) => {
            // The lab's revision is the host's only if the lab's build is.
            let version =
                if lab.os_version().build == build { lab.os_version() } else { OsVersion::of_build(build) };
            let caution = version.revision.is_none().then_some(Caution::BuildLabIsNotRevision);
            (version, lab.architecture, caution, lab_end + lab.length())
        }
        None if site.key.is_some_and(|key| key.is("kernelversion")) || site.before().ends_with("kernel/") => {
            (OsVersion::of_build(build), None, Some(Caution::RevisionNotShown), build_end)
        }
        None => return None,
    };
    let closed = after.get(length..).is_some_and(|rest| rest.starts_with(')'));
    let mut reading =
        Reading::new(version, Form::KernelVersionWithLab, site.span_with(length + usize::from(closed)));
    reading.architecture = architecture;
    reading.cautions.extend(caution);
    Some(reading)
}

fn uname(site: &Site) -> Option<Reading> {
    if !site.before().ends_with("_NT-") {
        return None;
    }
    let (build, end) = build_number(site.after(), 1).filter(|_| site.after().starts_with('-'))?;
    let mut reading = Reading::new(OsVersion::of_build(build), Form::KernelVersion, site.span_with(end));
    reading.cautions.push(Caution::RevisionNotShown);
    Some(reading)
}

fn spelled_out(site: &Site) -> Option<Reading> {
    let after = site.after();
    let word = after.trim_start_matches([' ', ',', '(']);
    let rest = word.strip_prefix("Build ").or_else(|| word.strip_prefix("build "))?;
    let (build, end) = build_number(after, after.len() - rest.len())?;
    let mut reading = Reading::new(OsVersion::of_build(build), Form::KernelVersion, site.span_with(end));
    reading.cautions.push(Caution::RevisionNotShown);
    Some(reading)
}

fn skip_spaces(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + (rest.len() - rest.trim_start().len())
}

/// A build that stands alone at an offset, and its end.
fn build_number(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    let number = numbers(rest).next().filter(|number| number.start == 0)?;
    let next = rest.get(number.end..)?.chars().next();
    match *number.parts() {
        [build] if is_build(build) && !next.is_some_and(|c| c.is_ascii_alphanumeric()) => {
            Some((build, at + number.end))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;
    use crate::Architecture;

    fn check(text: &str, number: &str) -> Option<(String, Vec<Caution>)> {
        let reading = read(&site(text, number))?;
        Some((reading.os_version()?.to_string(), reading.cautions))
    }

    #[test]
    fn the_old_form_gives_the_revision_on_14393_only() {
        assert_eq!(
            check("10.0 14393 (14393.1715.amd64fre.rs1_release_inmarket.170906-1810)", "10.0"),
            Some(("10.0.14393.1715".into(), vec![]))
        );
        for text in [
            "10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)",
            "kernel/10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)",
            "Kernel Version: 10.0\r\n 17763\n (17763.1.amd64fre.rs5_release.180914-1434)",
        ] {
            let expected = Some(("10.0.17763".into(), vec![Caution::BuildLabIsNotRevision]));
            assert_eq!(check(text, "10.0"), expected, "{text}");
        }
    }

    #[test]
    fn the_build_before_the_lab_is_the_hosts_even_if_the_lab_is_older() {
        let text = "10.0 19045 (19041.1.amd64fre.vb_release.191206-1406)";
        let reading = read(&site(text, "10.0")).unwrap();
        assert_eq!(reading.os_version(), Some(OsVersion::of_build(19045)));
        assert_eq!(reading.cautions, [Caution::BuildLabIsNotRevision]);
        assert_eq!(reading.architecture, Some(Architecture::Amd64));
        assert_eq!(reading.span, 0..text.len());
    }

    #[test]
    fn a_kernel_version_key_is_enough_without_a_lab() {
        let expected = Some(("10.0.14393".into(), vec![Caution::RevisionNotShown]));
        assert_eq!(check("Kernel Version: 10.0 14393 (Unknown)", "10.0"), expected);
        assert_eq!(check("kernelVersion: 10.0.14393", "10.0.14393"), expected);
    }

    #[test]
    fn the_new_form_is_complete() {
        for text in [
            " Kernel Version:             10.0.17763.1879",
            "\"kernelVersion\": \"10.0.17763.1879\",",
            "      kernelVersion: 10.0.17763.1879",
            "(linux) kernel/10.0.17763.1879 os/windows",
        ] {
            assert_eq!(check(text, "10.0.17763.1879"), Some(("10.0.17763.1879".into(), vec![])), "{text}");
        }
    }

    #[test]
    fn uname_and_spelled_out_builds_are_read() {
        let expected = Some(("10.0.19045".into(), vec![Caution::RevisionNotShown]));
        assert_eq!(check("MINGW64_NT-10.0-19045 HOST 3.4.7-ea781829", "10.0"), expected);
        assert_eq!(check("Windows 10 (10.0 Build 19045).", "10.0"), expected);
        assert_eq!(check("Windows version 10.0 (Build 19045)", "10.0"), expected);
    }

    #[test]
    fn two_numbers_in_a_row_are_not_a_kernel_version() {
        for text in [
            "10.0 17763",
            "10.0 17763 (GB)",
            "load 10.0, 17763 ms",
            "10.0 Building 17763",
            "NT-10.0-17763a",
            "Kernel Version: 10.0 1776",
        ] {
            assert_eq!(check(text, "10.0"), None, "{text}");
        }
    }
}
