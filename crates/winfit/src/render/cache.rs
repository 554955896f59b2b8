//! `winfit cache` for people.

use super::words::plural;
use super::{Human, Page, style};
use crate::wire::cache::{Body, Cleared, Info};

impl Human for Body {
    fn human(&self, page: &mut Page) {
        match self {
            Self::Info(info) => info.human(page),
            Self::Cleared(cleared) => cleared.human(page),
        }
    }
}

impl Human for Info {
    fn human(&self, page: &mut Page) {
        page.headline(
            &size(self.bytes),
            style::HEADING,
            &format!(" of {} in {}", size(self.limit), self.folder),
        );
        page.gap();
        let [documents, tags, failures] =
            [(self.documents, "document"), (self.tags, "tag"), (self.failures, "failure")]
                .map(|(count, noun)| plural(count, noun));
        page.entry("kept", &format!("{documents}, {tags}, {failures}"));
        if let (Some(oldest), Some(newest)) = (&self.oldest, &self.newest) {
            page.entry("last used", &format!("from {oldest} to {newest}"));
        }
    }
}

impl Human for Cleared {
    fn human(&self, page: &mut Page) {
        let removed = plural(self.removed, "file");
        let rest = format!(" removed, {}, from {}", size(self.freed), self.folder);
        page.headline(&removed, style::HEADING, &rest);
    }
}

const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];

/// `999 bytes`, `1.2 MiB`, `256 MiB`: as exact as three digits.
fn size(bytes: u64) -> String {
    let (mut whole, mut rest, mut unit) = (bytes, 0, None);
    for next in UNITS {
        if whole < 1024 {
            break;
        }
        (whole, rest, unit) = (whole / 1024, whole % 1024 * 10 / 1024, Some(next));
    }
    match unit {
        None => format!("{whole} bytes"),
        Some(unit) if rest == 0 || whole >= 10 => format!("{whole} {unit}"),
        Some(unit) => format!("{whole}.{rest} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_told_in_the_largest_unit_that_they_fill() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1_023, "1023 bytes"),
            (1_024, "1 KiB"),
            (1_536, "1.5 KiB"),
            (10_752, "10 KiB"),
            (1_048_575, "1023 KiB"),
            (268_435_456, "256 MiB"),
            (3_650_722_202, "3.3 GiB"),
            (u64::MAX, "16777215 TiB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }
}
