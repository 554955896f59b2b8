//! The banner of `ver` and `cmd`, in any language: `Microsoft Windows [Version 10.0.16299.125]`,
//! `[Versión …]`, `[版本 …]`, `[バージョン …]`.
//!
//! `ver` asks the kernel. In a container with process isolation that is the host's, so that the banner shows the
//! host's version and not the image's.

use super::site::Site;
use super::{Caution, Form, Reading};

pub(super) fn read(site: &Site) -> Option<Reading> {
    let version = site.version()?;
    let (outside, word) = site.before().rsplit_once('[')?;
    let word = word.trim();
    let is_word = word.len() <= 40 && !word.contains(|c: char| c.is_ascii_digit() || "]{}\"=".contains(c));
    let is_closed = site.after().trim_start().starts_with(']');
    let says_windows = outside.trim_end().to_ascii_lowercase().ends_with("windows");
    let says_version = word.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("ver"));
    if !(is_word && is_closed && (says_windows || says_version)) {
        return None;
    }
    let mut reading = Reading::new(version, Form::Banner, site.span_with(0));
    reading.cautions.push(Caution::BannerShowsKernel);
    reading.cautions.extend(version.revision.is_none().then_some(Caution::RevisionNotShown));
    Some(reading)
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;

    fn reads(text: &str) -> bool {
        read(&site(text, "10.0.16299.125")).is_some()
    }

    #[test]
    fn the_banner_is_read_in_any_language() {
        for text in [
            "Microsoft Windows [Version 10.0.16299.125]",
            "Microsoft Windows [Versión 10.0.16299.125]",
            "Microsoft Windows [versão 10.0.16299.125]",
            "Microsoft Windows [版本 10.0.16299.125]",
            "Microsoft Windows [バージョン 10.0.16299.125]",
            "Microsoft Windows [버전 10.0.16299.125]",
            "Microsoft Windows [версия 10.0.16299.125]",
            "Microsoft Windows [الإصدار 10.0.16299.125]",
            "Microsoft Windows [10.0.16299.125]",
            "microsoft windows\r\n[Version\r\n10.0.16299.125 ]",
            "C:\\> cmd.exe /c ver\r\n\r\nMicrosoft Windows [Version 10.0.16299.125]\r\n",
            "[Version 10.0.16299.125]",
        ] {
            assert!(reads(text), "{text}");
        }
    }

    #[test]
    fn the_banner_warns_that_it_shows_the_kernel() {
        let cautions = |text: &str, number: &str| read(&site(text, number)).unwrap().cautions;
        assert_eq!(
            cautions("Microsoft Windows [Version 10.0.16299.125]", "10.0.16299.125"),
            [Caution::BannerShowsKernel]
        );
        assert_eq!(
            cautions("osImage: Microsoft Windows [Version 10.0.14393]", "10.0.14393"),
            [Caution::BannerShowsKernel, Caution::RevisionNotShown]
        );
    }

    #[test]
    fn other_brackets_are_no_banner() {
        for text in [
            "[10.0.16299.125]",
            "[nuget 10.0.16299.125]",
            "Microsoft Windows [Version 10.0.16299.125",
            "Microsoft Windows [1] 10.0.16299.125]",
            "Microsoft Windows Version 10.0.16299.125",
            "{\"Microsoft Windows\": [\"10.0.16299.125\"]}",
        ] {
            assert!(!reads(text), "{text}");
        }
    }
}
