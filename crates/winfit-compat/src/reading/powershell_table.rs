//! Tables of PowerShell: `[System.Environment]::OSVersion.Version` and selected values of the registry.
//!
//! ```text
//! Major  Minor  Build  Revision        CurrentBuild UBR
//! -----  -----  -----  --------        ------------ ---
//! 10     0      17763  0               17763        437
//! ```
//!
//! The first prints a revision of 0 for want of a better one.

use super::environment::without_zero;
use super::site::is_build;
use super::{Caution, Form, Reading};
use crate::OsVersion;

/// All versions in tables of a text. Each line is looked at once.
pub(super) fn read(text: &str) -> Vec<Reading> {
    let mut readings = Vec::new();
    let mut header = "";
    let mut columns = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_rule(line) {
            columns = Columns::of(header);
        } else if line.trim().is_empty() {
            columns = None;
        } else if let Some(columns) = columns {
            readings.extend(columns.read(line, at));
        }
        header = line;
        at += line.len();
    }
    readings
}

/// Where the columns are that matter, counted in words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Columns {
    major: Option<usize>,
    minor: Option<usize>,
    build: Option<usize>,
    revision: Option<usize>,
    of_registry: bool,
}

impl Columns {
    fn of(header: &str) -> Option<Self> {
        let mut columns = Self::default();
        for (index, word) in header.split_whitespace().take(32).enumerate() {
            match word {
                "Major" => columns.major = Some(index),
                "Minor" => columns.minor = Some(index),
                "Build" => columns.build = Some(index),
                "Revision" => columns.revision = Some(index),
                "CurrentBuild" | "CurrentBuildNumber" => {
                    columns.build = Some(index);
                    columns.of_registry = true;
                }
                "UBR" => columns.revision = Some(index),
                _ => {}
            }
        }
        let is_version = columns.major.is_some() && columns.minor.is_some() && columns.build.is_some();
        (is_version || columns.of_registry).then_some(columns)
    }

    fn read(self, line: &str, at: usize) -> Option<Reading> {
        let cell = |index: Option<usize>| line.split_whitespace().nth(index?)?.parse::<u32>().ok();
        if self.major.is_some() && (cell(self.major), cell(self.minor)) != (Some(10), Some(0)) {
            return None;
        }
        let build = cell(self.build).filter(|&build| is_build(build))?;
        let version = OsVersion { revision: cell(self.revision), ..OsVersion::of_build(build) };
        let (version, caution) = match (self.of_registry, version.revision) {
            (true, None) => (version, Some(Caution::RevisionNotShown)),
            (true, Some(_)) => (version, None),
            (false, _) => without_zero(version),
        };
        let form = if self.of_registry { Form::Registry } else { Form::Environment };
        let start = at + (line.len() - line.trim_start().len());
        let mut reading = Reading::new(version, form, start..start + line.trim().len());
        reading.cautions.extend(caution);
        Some(reading)
    }
}

/// A line of dashes, in at least one group.
fn is_rule(line: &str) -> bool {
    line.contains("---") && line.chars().all(|c| c == '-' || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<(String, Form, &str)> {
        let readings = read(text);
        let version = |r: &Reading| r.os_version().map(|v| v.to_string()).unwrap_or_default();
        readings.iter().map(|r| (version(r), r.form, text.get(r.span.clone()).unwrap())).collect()
    }

    #[test]
    fn a_revision_of_zero_is_unknown_and_another_is_kept() {
        let table = |revision: &str| {
            format!(
                "\r\nMajor  Minor  Build  Revision\r\n-----  -----  -----  --------\r\n10     0      17763  {revision}\r\n\r\n"
            )
        };
        let zero = table("0");
        assert_eq!(check(&zero), [("10.0.17763".into(), Form::Environment, "10     0      17763  0")]);
        assert_eq!(read(&zero)[0].cautions, [Caution::ZeroIsNotRevision]);
        assert_eq!(check(&table("437"))[0].0, "10.0.17763.437");
    }

    #[test]
    fn values_of_the_registry_are_read_row_by_row() {
        let text = "PSComputerName CurrentBuild UBR\n-------------- ------------ ---\nwin1 17763 437\nwin2 20348 887\n";
        let found: Vec<_> = check(text).into_iter().map(|(version, form, _)| (version, form)).collect();
        assert_eq!(
            found,
            [("10.0.17763.437".into(), Form::Registry), ("10.0.20348.887".into(), Form::Registry)]
        );
        assert_eq!(check("CurrentBuild\n------------\n17763")[0].0, "10.0.17763");
    }

    #[test]
    fn other_tables_are_left_alone() {
        for text in [
            "Major  Minor  Build  Revision\n-----  -----  -----  --------\n6      3      17763  0",
            "Major  Minor  Build  Revision\n-----  -----  -----  --------\n10     0      100    5",
            "Major  Minor  Build  Revision\n10     0      17763  0",
            "Name  Build\n----  -----\nx  17763",
            "Major  Minor  Build\n-----  -----  -----\n\n10     0      17763",
        ] {
            assert_eq!(check(text), [], "{text}");
        }
    }
}
