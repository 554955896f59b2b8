//! A suppression of a rule that there is not.

use crate::lint::Suppressions;
use crate::nearest::nearest;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Selector, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unknown-suppression",
    title: "a suppression names a rule that there is not",
    statement: "The name in the brackets is that of no rule, so that the comment accepts nothing. Often it is mistyped, or \
                it is the name of an area: areas and all are words for --ignore and winfit.toml, while a comment names \
                each rule. winfit rules lists them. Where one name is very near, it is offered as an edit.",
    since: "always",
    sources: &["winfit-suppressing"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    // It would hide what is shown now: that is for the user to say.
    fix: Some(Safety::Offered),
    preset: Preset::On,
    asks: Asks::Suppressions(find),
    examples: EXAMPLES,
};

/// Names for which a near one is looked for, in one file: comparing takes time.
const COMPARED: usize = 20;

fn find(suppressions: &Suppressions<'_>, findings: &mut Vec<Finding>) {
    let words: Vec<Selector> = Selector::every().collect();
    let rules: Vec<&str> =
        words.iter().filter(|it| matches!(it, Selector::Rule(_))).map(Selector::as_str).collect();
    let unknown = suppressions.made().flat_map(|(_, names)| names).filter(|named| named.rule.is_none());
    for (before, named) in unknown.enumerate() {
        let name = suppressions.document.source.slice(named.span);
        let message = format!("there is no rule \"{}\"", shortened(name).escape_debug());
        let mut finding = suppressions.finding(&RULE, named.span, message);
        if words.iter().any(|it| it.as_str() == name) {
            finding = finding
                .help(Help::new("edit", format!("name the rules: winfit rules --select {name} lists them")));
        } else if let Some(near) = nearest(name, &rules).filter(|_| before < COMPARED) {
            let title = format!("name {near} instead");
            let edit = Edit::replace(named.span, near);
            finding =
                finding.help(Help::new("edit", &title)).fix(Fix::new(title, Safety::Offered, vec![edit]));
        } else {
            finding = finding.help(Help::new("learn", "winfit rules lists all rules"));
        }
        findings.push(finding);
    }
}

/// Most characters of a name that are shown.
const SHOWN: usize = 60;

fn shortened(name: &str) -> &str {
    name.char_indices().nth(SHOWN).and_then(|(end, _)| name.get(..end)).unwrap_or(name)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a mistyped name, an area, and a rule of another linter",
        "Dockerfile",
        "\
# winfit: ignore[withdrawn-tags, image, DL3007] replaced next week
#                ^^^^^^^^^^^^^^ warning: there is no rule \"withdrawn-tags\"
#                                ^^^^^ warning: there is no rule \"image\"
#                                       ^^^^^^ warning: there is no rule \"DL3007\"
FROM mcr.microsoft.com/windows/nanoserver:latest
",
    )
    .offered(
        "\
# winfit: ignore[withdrawn-tag, image, DL3007] replaced next week
FROM mcr.microsoft.com/windows/nanoserver:latest
",
    ),
    Example::new(
        "rules of winfit's, of compatibility too",
        "Dockerfile",
        "\
# winfit: ignore[withdrawn-tag, build-mismatch] replaced next week
FROM mcr.microsoft.com/windows/nanoserver:latest
",
    ),
];
