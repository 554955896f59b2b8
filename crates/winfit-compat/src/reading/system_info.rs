//! `systeminfo`: `OS Version:  10.0.17763 N/A Build 17763`, in any language (`10.0.17763 Nicht zutreffend Build 17763`,
//! `10.0.17763 Н/Д построение 17763`), and MSInfo32: `Version  10.0.17763 Build 17763`.
//!
//! What marks it is the build, twice. It never shows the revision; other programs that write the same way sometimes do
//! (`10.0.17763 (OS Build 17763.437)`).

use super::number::numbers;
use super::site::Site;
use super::{Caution, Form, Reading, os_name};
use crate::OsVersion;

/// How many bytes of words may stand between the two builds.
const BETWEEN: usize = 48;

pub(super) fn read(site: &Site) -> Option<Reading> {
    let version = site.version().filter(|version| version.revision.is_none())?;
    let after = site.after();
    let again = numbers(after).next()?;
    let between = after.get(..again.start)?;
    if between.len() > BETWEEN
        || !between.contains(char::is_alphabetic)
        || between.contains(['"', '{', '}', '<', '>', '=', ':', ';', '\\'])
    {
        return None;
    }
    let revision = match *again.parts() {
        [build] if build == version.build => None,
        [build, revision] if build == version.build => Some(revision),
        _ => return None,
    };
    let next = after.get(again.end..)?.chars().next();
    if next.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let version = OsVersion { revision, ..version };
    let mut reading = Reading::new(version, Form::SystemInfo, site.span_with(again.end));
    reading.cautions.extend(revision.is_none().then_some(Caution::RevisionNotShown));
    if let Some(name) = os_name::before(site) {
        reading.set_os_name(name);
    }
    Some(reading)
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;

    fn check(text: &str) -> Option<String> {
        let reading = read(&site(text, "10.0.17763"))?;
        assert_eq!(reading.cautions.is_empty(), reading.os_version()?.revision.is_some());
        reading.os_version().map(|version| version.to_string())
    }

    #[test]
    fn the_build_twice_is_read_in_any_language() {
        for text in [
            "OS Version:                10.0.17763 N/A Build 17763",
            "Betriebssystemversion:                         10.0.17763 Nicht zutreffend Build 17763",
            "Version du syst\u{e8}me:                            10.0.17763 N/A version 17763",
            "Versi\u{f3}n del sistema operativo:                 10.0.17763 N/D Compilaci\u{f3}n 17763",
            "Версия ОС:                        10.0.17763 Н/Д построение 17763",
            "OS バージョン:          10.0.17763 N/A ビルド 17763\r\n",
            "OS 版本:          10.0.17763 暂缺 Build 17763",
            "Version\t10.0.17763 Build 17763",
            "10.0.17763 N/A\r\n   Build 17763",
            "Version: 10.0.17763 (Build 17763)",
        ] {
            assert_eq!(check(text).as_deref(), Some("10.0.17763"), "{text}");
        }
        let reading = read(&site("Windows Server 2019 10.0.17763 Build 17763", "10.0.17763")).unwrap();
        assert_eq!(reading.kind, Some(crate::HostKind::Server));
        assert_eq!(check("10.0.17763 (OS Build 17763.437)").as_deref(), Some("10.0.17763.437"));
    }

    #[test]
    fn another_number_behind_is_not_the_build_again() {
        for text in [
            "10.0.17763",
            "10.0.17763 17763",
            "10.0.17763 N/A Build 17764",
            "10.0.17763\r\nOsBuildNumber : 17763",
            "10.0.17763 Build 17763a",
            "10.0.17763 Build 17763.4.3",
            "{\"OSVersion\":\"10.0.17763\",\"Build\":\"17763\"}",
            "10.0.17763 and a very long sentence about something else entirely, then 17763",
        ] {
            assert_eq!(check(text), None, "{text}");
        }
    }
}
