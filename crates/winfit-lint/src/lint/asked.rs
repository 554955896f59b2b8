//! A rule that is asked, with what it goes by in this check.

use winfit_compat::catalog::KubernetesField;

use crate::judge::Check;
use crate::rule::Rule;

/// A rule that is asked. What depends on no document is settled once: it would be as much work for each pod.
pub(super) struct Asked<'a> {
    pub(super) rule: &'static Rule,
    /// The rows about fields that hold for the version asked for and tell of something that does not work.
    pub(super) rows: Vec<&'a KubernetesField>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(check: &Check<'a>, rule: &'static Rule) -> Self {
        let rows = check.catalog.kubernetes_fields_of_rule(rule.id).iter();
        Self { rule, rows: rows.filter(|row| row.is_defect() && row.applies(check.kubernetes)).collect() }
    }
}
