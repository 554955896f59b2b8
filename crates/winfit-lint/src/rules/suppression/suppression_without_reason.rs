//! A suppression that does not say why.

use crate::lint::Suppressions;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "suppression-without-reason",
    title: "a suppression does not say why",
    statement: "The comment accepts findings and gives no reason. Whoever meets it in a year cannot tell whether it still \
                holds, and leaves it. Write the reason behind the bracket: # winfit: ignore[RULE] replaced in March.",
    since: "always",
    sources: &["winfit-suppressing"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::Off,
    asks: Asks::Suppressions(find),
    examples: EXAMPLES,
};

fn find(suppressions: &Suppressions<'_>, findings: &mut Vec<Finding>) {
    for (suppression, _) in suppressions.made() {
        let reason = suppressions.document.source.slice(suppression.reason);
        if !reason.contains(char::is_alphanumeric) {
            let help = Help::new("edit", "write the reason behind the bracket");
            let message = "this comment does not say why the finding is accepted";
            findings.push(suppressions.finding(&RULE, suppression.span, message).help(help));
        }
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "nothing behind the bracket, or only a sign",
        "Dockerfile",
        "\
# winfit: ignore[withdrawn-tag]
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: this comment does not say why the finding is accepted
FROM mcr.microsoft.com/windows/nanoserver:latest
# winfit: ignore[withdrawn-tag] --
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: this comment does not say why the finding is accepted
FROM mcr.microsoft.com/windows/servercore:latest
",
    ),
    Example::new(
        "a reason, in any language",
        "Dockerfile",
        "\
# winfit: ignore[withdrawn-tag] wird im März ersetzt
FROM mcr.microsoft.com/windows/nanoserver:latest
",
    ),
];
