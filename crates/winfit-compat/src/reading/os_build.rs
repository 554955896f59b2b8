//! Builds that the text calls so: `Version 1809 (OS Build 17763.437)` of `winver` and `docker info`, `OS Build: 19045.2006`
//! of the settings page, `KB4038782 (OS Build 14393.1715)` and `(OS Builds 19042.1237, 19043.1237, and 19044.1237)` of
//! update titles, `Windows build 17763`; in other languages `OS ビルド`, `Сборка ОС`, `内部版本`, `Betriebssystembuild`.
//!
//! `Build 17763.437` alone may be anybody's build: the line must speak of an operating system, or the number must stand
//! in parentheses behind a release, as in `22H2 (Kompilacja 19045.2006)`.

use super::number::numbers;
use super::site::Site;
use super::{Caution, Form, Reading, os_name};

/// Endings of the words right before the number that say build, in lower case.
const BUILD_WORDS: [&str; 13] = [
    "build",
    "builds",
    "build du système",
    "сборка",
    "сборки",
    "построение",
    "ビルド",
    "内部版本",
    "組建",
    "빌드",
    "compilación",
    "compilação",
    "kompilacja",
];

/// Endings that say operating system, in lower case. `so` alone is an English word, too.
const OS_PHRASES: [&str; 11] = [
    "build so",
    "compilación de so",
    "compilación del so",
    "compilação do so",
    "système d'exploitation",
    "système d’exploitation",
    "sistema operativo",
    "sistema operacional",
    "systemu operacyjnego",
    "operačního systému",
    "besturingssysteem",
];

/// Whole words that say operating system, in lower case.
const OS_WORDS: [&str; 5] = ["os", "windows", "win10", "win11", "ос"];

pub(super) fn read(site: &Site) -> Option<Reading> {
    let version = site.build()?;
    let label = site.line_before().to_lowercase();
    let label = skip_list(&label);
    let says_build = BUILD_WORDS.iter().any(|word| label.ends_with(word));
    let says_os = OS_PHRASES.iter().any(|phrase| label.ends_with(phrase)) || ends_with_os(label);
    let speaks_of_os = says_os
        || OS_WORDS.iter().any(|word| has_word(label, word))
        || has_os_letters(label)
        || os_name::last_in(site.line_after()).is_some();
    let is_named = if version.revision.is_some() {
        (says_build && speaks_of_os) || says_os || follows_release(label)
    } else {
        says_build && speaks_of_os
    };
    if !is_named {
        return None;
    }
    let mut reading = Reading::new(version, Form::OsBuild, site.span_with(0));
    reading.cautions.extend(version.revision.is_none().then_some(Caution::RevisionNotShown));
    if let Some(name) = os_name::before(site) {
        reading.set_os_name(name);
    }
    Some(reading)
}

/// Takes away separators before the number, and earlier numbers of the same list: `builds 1.2, 3.4, and `.
fn skip_list(label: &str) -> &str {
    let mut label = trim_separators(label);
    for _ in 0..8 {
        let words = ["and", "or", "und", "y", "e", "et", "и", "及", "和", "、"];
        let listed = words.iter().find_map(|word| label.strip_suffix(word)).unwrap_or(label);
        let listed = trim_separators(listed);
        let rest = listed.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let item = listed.get(rest.len()..).unwrap_or_default();
        let is_build = numbers(item)
            .next()
            .is_some_and(|number| number.end == item.len() && matches!(number.parts(), [10240..=99999, _]));
        if !is_build {
            break;
        }
        label = trim_separators(rest);
    }
    label
}

fn trim_separators(label: &str) -> &str {
    label.trim_end_matches(|c: char| c.is_whitespace() || ":,=;\"'*`#、".contains(c))
}

/// `OS` as the last word.
fn ends_with_os(label: &str) -> bool {
    ["os", "ос"].iter().any(|word| {
        label
            .strip_suffix(word)
            .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '.'))
    })
}

fn has_word(label: &str, word: &str) -> bool {
    label.match_indices(word).any(|(at, _)| {
        let before = label.get(..at).and_then(|text| text.chars().next_back());
        let after = label.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Scripts without spaces: `OSビルド`, `操作系统内部版本`, `운영 체제 빌드`.
fn has_os_letters(label: &str) -> bool {
    ["osビルド", "os内部版本", "os組建", "操作系统", "作業系統", "운영 체제", "운영체제", "betriebssystem"]
        .iter()
        .any(|letters| label.contains(letters))
}

/// `22h2 (some words`, with nothing but words in the parenthesis.
fn follows_release(label: &str) -> bool {
    let Some((outside, inside)) = label.rsplit_once('(') else { return false };
    let release = outside.trim_end();
    let start = release.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
    let release = release.get(start..).or_else(|| release.get(release.len().saturating_sub(4)..));
    inside.contains(char::is_alphabetic)
        && !inside.contains(|c: char| c.is_ascii_digit())
        && release.is_some_and(is_release)
}

/// `1809`, `2004`, `22H2`: the label of a release of Windows 10, 11 or Server.
pub(super) fn is_release(word: &str) -> bool {
    const NUMBERED: [&str; 11] =
        ["1507", "1511", "1607", "1703", "1709", "1803", "1809", "1903", "1909", "2004", "2009"];
    NUMBERED.contains(&word) || matches!(word.as_bytes(), [b'2', b'0'..=b'9', b'h' | b'H', b'1' | b'2'])
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;
    use crate::HostKind;

    fn check(text: &str, number: &str) -> Option<String> {
        read(&site(text, number))?.os_version().map(|version| version.to_string())
    }

    #[test]
    fn winver_is_read_in_many_languages() {
        for text in [
            "Version 1809 (OS Build 17763.437)",
            "Version 22H2 (Build 17763.437)",
            "Version 22H2 (build du système d’exploitation 17763.437)",
            "Version 21H1 (version du système d'exploitation 17763.437)",
            "Versión 22H2 (compilación de SO 17763.437)",
            "Versão 22H2 (OS Compilação 17763.437)",
            "Versione 22H2 (build SO 17763.437)",
            "Wersja 22H2 (kompilacja systemu operacyjnego 17763.437)",
            "Versie 22H2 (build van besturingssysteem 17763.437)",
            "Версия 22H2 (Сборка ОС 17763.437)",
            "版本 22H2 (OS 内部版本 17763.437)",
            "版本 22H2（OS 組建 17763.437）",
            "バージョン 22H2 (OS ビルド 17763.437)",
            "버전 22H2(OS 빌드 17763.437)",
            "Sürüm 22H2 (OS Derlemesi 17763.437)",
        ] {
            assert_eq!(check(text, "17763.437").as_deref(), Some("10.0.17763.437"), "{text}");
        }
    }

    #[test]
    fn settings_docker_info_and_update_titles_are_read() {
        for text in [
            "OS build: 17763.437",
            "OS Build\t17763.437",
            "**OS build**: 17763.437",
            "Betriebssystembuild\t17763.437",
            "Сборка ОС\t17763.437",
            "操作系统内部版本 17763.437",
            "Windows build 17763.437",
            "build 17763.437 of Windows Server 2019",
            "Operating System: Windows Server 2019 Datacenter Version 1809 (OS Build 17763.437)",
            "April 9, 2019\u{2014}KB4493509 (OS Build 17763.437)",
        ] {
            assert_eq!(check(text, "17763.437").as_deref(), Some("10.0.17763.437"), "{text}");
        }
        for text in [
            "Windows Version: Build 17763",
            "Windows 10 build 17763",
            "Microsoft Windows Server 2019 (Build 17763)",
            "OS Build 17763",
        ] {
            assert_eq!(check(text, "17763").as_deref(), Some("10.0.17763"), "{text}");
        }
    }

    #[test]
    fn each_build_of_a_list_is_read() {
        let text = "KB5005565 (OS Builds 19041.1237, 19042.1237, and 19043.1237)";
        for number in ["19041.1237", "19042.1237", "19043.1237"] {
            assert_eq!(check(text, number), Some(format!("10.0.{number}")), "{number}");
        }
    }

    #[test]
    fn the_line_tells_server_from_client() {
        let kind = |text: &str| read(&site(text, "17763.437")).unwrap().kind;
        assert_eq!(
            kind("Windows Server 2019 Datacenter Version 1809 (OS Build 17763.437)"),
            Some(HostKind::Server)
        );
        assert_eq!(kind("Windows 10 Pro Version 1809 (OS Build 17763.437)"), Some(HostKind::Client));
        assert_eq!(kind("Microsoft Windows Version 1809 (OS Build 17763.437)"), None);
    }

    #[test]
    fn other_builds_and_numbers_are_left_alone() {
        for (text, number) in [
            ("Build 17763.437", "17763.437"),
            ("Jenkins build 17763.437", "17763.437"),
            ("Jenkins build 17763", "17763"),
            ("Windows took 17763.437 ms", "17763.437"),
            ("Windows 17763.437", "17763.437"),
            ("videos 17763.437", "17763.437"),
            ("macos 17763.437", "17763.437"),
            ("and so 17763.437", "17763.437"),
            ("OS Build 17763.437.1", "17763.437.1"),
            ("OS port 17763", "17763"),
            ("OS 17763", "17763"),
            ("Version 1.2 (patch 17763.437)", "17763.437"),
            ("1809 (17763.437)", "17763.437"),
            ("1809 (see 12, note 17763.437)", "17763.437"),
            ("OS build 9200.17763", "9200.17763"),
            ("the build of 17763.437", "17763.437"),
        ] {
            assert_eq!(check(text, number), None, "{text}");
        }
    }
}
