//! A finding in a few lines of plain text, for formats that have one field for it.

use crate::render::{clean, fix_words};
use crate::wire::check::FindingWire;

/// What is wrong, what else there is to know, what to do, and what the fix does. Nothing in it would command a terminal.
pub(super) fn lines(finding: &FindingWire<'_>) -> Vec<String> {
    let mut lines = vec![clean(finding.message)];
    lines.extend(finding.notes.iter().map(|note| format!("note: {}", clean(note))));
    if finding.remedies.is_empty() {
        lines.extend(finding.help.map(|help| format!("help: {}", clean(help))));
    }
    for remedy in &finding.remedies {
        lines.push(format!("help: {}", clean(remedy.text)));
        lines.extend(remedy.paste.unwrap_or_default().lines().map(|line| format!("  {}", clean(line))));
    }
    lines.extend(finding.fix.as_ref().map(|fix| format!("fix: {}", fix_words(fix.title, fix.safety))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::check::sample::checked;
    use crate::wire::check::findings;

    #[test]
    fn everything_that_helps_is_said_and_a_fix_says_who_applies_it() {
        let checked = checked();
        let texts: Vec<_> = findings(&checked).map(|finding| lines(&finding).join("\n")).collect();
        assert_eq!(
            texts,
            [
                "No such file or directory\nhelp: check the path",
                "users report that it fails on \"web, too\": 100 %\nnote: seen on 10.0.26100.2894\n\
                 fix: name it, to be applied by hand",
                "the image runs on no host\nhelp: use a tag of build 20348\n  image: a\n  image: b\n\
                 help: run it in Hyper-V isolation\nfix: place it on build 17763, applied by --unsafe-fixes only",
                "privileged means nothing on Windows\nfix: remove privileged",
            ]
        );
    }
}
