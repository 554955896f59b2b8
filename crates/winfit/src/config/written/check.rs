//! The tables `check` and `check.per-file-ignores`.

use super::{At, Table, Wrong};

/// Settings of `winfit check`.
pub(super) const CHECK: &[&str] =
    &["select", "ignore", "per-file-ignores", "baseline", "fail-on", "kubernetes-version", "nodes"];

/// The table `check`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::config) struct WrittenCheck {
    pub(in crate::config) select: Vec<At<String>>,
    pub(in crate::config) ignore: Vec<At<String>>,
    /// Globs, and rules whose findings are accepted in the files that they mean.
    pub(in crate::config) per_file_ignores: Vec<(At<String>, Vec<At<String>>)>,
    pub(in crate::config) baseline: Option<At<String>>,
    pub(in crate::config) fail_on: Option<At<String>>,
    pub(in crate::config) kubernetes_version: Option<At<String>>,
    pub(in crate::config) nodes: Option<At<String>>,
}

impl WrittenCheck {
    pub(super) fn of(table: &Table<'_, '_>) -> Result<Self, Wrong> {
        table.allow(CHECK)?;
        let mut per_file_ignores = Vec::new();
        if let Some(globs) = table.table("per-file-ignores")? {
            for name in globs.entries.keys() {
                let glob = At {
                    value: name.get_ref().to_string(),
                    key: globs.path.clone(),
                    offset: name.span().start,
                };
                per_file_ignores.push((glob, globs.texts(name.get_ref())?));
            }
        }
        Ok(Self {
            select: table.texts("select")?,
            ignore: table.texts("ignore")?,
            per_file_ignores,
            baseline: table.text("baseline")?,
            fail_on: table.text("fail-on")?,
            kubernetes_version: table.text("kubernetes-version")?,
            nodes: table.text("nodes")?,
        })
    }
}
