//! A comment that somebody takes for a suppression, and that is none.

use crate::lint::Suppressions;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "malformed-suppression",
    title: "a comment looks like a suppression and is none",
    statement: "Findings are accepted by # winfit: ignore[RULE] with the rule's name in brackets right behind the word, \
                and blanks as they stand here; ignore-file[RULE] does so for the file, above all else in it. This comment \
                is written a little otherwise, and accepts nothing. Write it like that, or in other words if it is not \
                for winfit.",
    since: "always",
    sources: &["winfit-suppressing"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Suppressions(find),
    examples: EXAMPLES,
};

fn find(suppressions: &Suppressions<'_>, findings: &mut Vec<Finding>) {
    for (suppression, _) in suppressions.ledger.entries() {
        let Err(why) = suppression.names else { continue };
        let message = format!("this comment accepts no finding: {why}");
        let help = Help::new("edit", "write it like this").paste("# winfit: ignore[RULE] reason");
        findings.push(suppressions.finding(&RULE, suppression.span, message).help(help));
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "no brackets, and a colon that belongs to others",
        "Dockerfile",
        "\
# winfit: ignore withdrawn-tag
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: this comment accepts no finding: it names no rule in brackets
FROM mcr.microsoft.com/windows/nanoserver:latest
# winfit: ignore [withdrawn-tag]
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: this comment accepts no finding: it is written otherwise
FROM mcr.microsoft.com/windows/servercore:latest
",
    ),
    Example::new(
        "a suppression of the file that is not on top of it",
        "compose.yaml",
        "\
services:
  web:
    # winfit: ignore-file[withdrawn-tag]
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: this comment accepts no finding: ignore-file belongs above all else in the file
    image: mcr.microsoft.com/windows/nanoserver:latest
",
    ),
    Example::new(
        "a suppression, prose about winfit, and comments for other programs",
        "Dockerfile",
        "\
# winfit: see docs/windows.md; findings are ignored by
# winfit: ignore[withdrawn-tag] replaced next week
# hadolint ignore=DL3007
FROM mcr.microsoft.com/windows/nanoserver:latest
",
    ),
    Example::new(
        "what would be a suppression, in a text",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    notes: |
      # winfit: ignore
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
