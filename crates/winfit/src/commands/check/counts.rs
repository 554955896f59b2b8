//! How many findings there are, how bad they are, and how many of them a fix cures.

use std::fmt;

use winfit_lint::{Safety, Severity};

use super::Checked;

/// Counts of findings; files that could not be read are among the errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    /// What goes wrong as it is written.
    pub(crate) errors: usize,
    /// What may go wrong.
    pub(crate) warnings: usize,
    /// What is worth knowing.
    pub(crate) infos: usize,
    /// Findings of any severity with a fix that is safe.
    pub(crate) fixable: usize,
    /// Findings of any severity with a fix that is not safe, and can be applied.
    pub(crate) fixable_unsafely: usize,
    /// Findings that somebody accepts, and that are in no other count.
    pub(crate) suppressed: usize,
}

impl Counts {
    /// Counts them.
    pub(crate) fn of(checked: &Checked) -> Self {
        let findings = &checked.report.findings;
        let severity = |wanted| findings.iter().filter(|it| it.severity == wanted).count();
        let fixes = || findings.iter().filter_map(|it| it.fix.as_ref());
        let safety = |wanted| fixes().filter(|it| it.safety == wanted).count();
        Self {
            errors: severity(Severity::Error) + checked.unreadable.len(),
            warnings: severity(Severity::Warning),
            infos: severity(Severity::Info),
            fixable: safety(Safety::Safe),
            fixable_unsafely: safety(Safety::Unsafe),
            suppressed: checked.report.suppressed.len(),
        }
    }

    /// Of every severity.
    pub(crate) const fn total(self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

/// `3 findings, 2 fixable with --fix, 1 more with --unsafe-fixes`.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.total() {
            0 => f.write_str("no findings")?,
            1 => f.write_str("1 finding")?,
            more => write!(f, "{more} findings")?,
        }
        match (self.fixable, self.fixable_unsafely) {
            (0, 0) => {}
            (safe, 0) => write!(f, ", {safe} fixable with --fix")?,
            (0, others) => write!(f, ", {others} fixable with --unsafe-fixes")?,
            (safe, others) => {
                write!(f, ", {safe} fixable with --fix, {others} more with --unsafe-fixes")?;
            }
        }
        if self.suppressed > 0 { write!(f, "; {} suppressed", self.suppressed) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_only_the_flags_that_would_cure_something() {
        let none = Counts::default();
        for (counts, line) in [
            (none, "no findings"),
            (Counts { warnings: 1, ..none }, "1 finding"),
            (Counts { suppressed: 2, ..none }, "no findings; 2 suppressed"),
            (Counts { warnings: 1, suppressed: 1, ..none }, "1 finding; 1 suppressed"),
            (Counts { errors: 1, infos: 2, fixable: 2, ..none }, "3 findings, 2 fixable with --fix"),
            (Counts { errors: 2, fixable_unsafely: 1, ..none }, "2 findings, 1 fixable with --unsafe-fixes"),
            (
                Counts { errors: 2, warnings: 1, fixable: 2, fixable_unsafely: 1, ..none },
                "3 findings, 2 fixable with --fix, 1 more with --unsafe-fixes",
            ),
        ] {
            assert_eq!(counts.to_string(), line);
        }
    }
}
