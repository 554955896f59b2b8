//! What is asked of a check: flags, then `winfit.toml`.

use std::path::{Path, PathBuf};

use winfit_compat::catalog::KubernetesVersion;
use winfit_compat::rules::RuleSet;
use winfit_lint::{Safety, Selection};

use super::CheckError;
use crate::cli::{CheckArgs, FixArgs};
use crate::context::Context;
use crate::error::Error;
use crate::named::{rule_set, selectors};
use crate::status::FailOn;

/// What is asked.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) rules: RuleSet,
    pub(super) selection: Selection,
    pub(super) kubernetes: KubernetesVersion,
    pub(super) fail_on: FailOn,
    pub(super) fixing: Fixing,
    /// The file with the hosts, or `-`.
    pub(super) nodes: Option<PathBuf>,
    /// The file with findings that are accepted.
    pub(super) baseline: Option<PathBuf>,
    /// Where those of this run are to be written.
    pub(super) write_baseline: Option<PathBuf>,
}

/// What becomes of fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixing {
    /// They are told.
    Told,
    /// Those that promise at least this are shown as they would change the files.
    Shown(Safety),
    /// Those that promise at least this are made.
    Made(Safety),
}

impl Asked {
    pub(super) fn new(arguments: &CheckArgs, context: &Context) -> Result<Self, Error> {
        let config = &context.config.check;
        let accepting = &arguments.accepting;
        let or = |flags: Vec<_>, file: &Vec<_>| if flags.is_empty() { file.clone() } else { flags };
        let asked = Self {
            rules: rule_set(arguments.rules, arguments.edition)?,
            selection: Selection {
                select: or(selectors(&accepting.select)?, &config.select),
                ignore: or(selectors(&accepting.ignore)?, &config.ignore),
            },
            kubernetes: kubernetes(arguments, context)?,
            fail_on: arguments.fail_on.or(config.fail_on).unwrap_or_default(),
            fixing: Fixing::of(&arguments.fixes),
            nodes: arguments.nodes.clone().or_else(|| config.nodes.clone()),
            baseline: accepting.baseline.clone().or_else(|| config.baseline.clone()),
            write_baseline: accepting.write_baseline.clone(),
        };
        if arguments.paths.iter().any(|it| is_stdin(it)) && asked.nodes.as_deref().is_some_and(is_stdin) {
            return Err(CheckError::StandardInputTwice.into());
        }
        Ok(asked)
    }

    /// The files that are no documents, unless they are named as such.
    pub(super) fn others(&self) -> Vec<&Path> {
        [&self.nodes, &self.baseline, &self.write_baseline].into_iter().filter_map(Option::as_deref).collect()
    }
}

impl Fixing {
    const fn of(arguments: &FixArgs) -> Self {
        let least = if arguments.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
        match arguments {
            FixArgs { diff: true, .. } => Self::Shown(least),
            FixArgs { fix: true, .. } | FixArgs { unsafe_fixes: true, .. } => Self::Made(least),
            _ => Self::Told,
        }
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn kubernetes(arguments: &CheckArgs, context: &Context) -> Result<KubernetesVersion, Error> {
    let known = context.catalog().kubernetes_versions;
    let configured = context.config.check.kubernetes_version.map(|it| it.to_string());
    match arguments.kubernetes_version.as_ref().or(configured.as_ref()) {
        None => Ok(known.newest),
        Some(text) => Ok(known.parse(text)?),
    }
}
