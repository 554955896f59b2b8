//! The settings of `winfit check`, as they are meant.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use winfit_compat::catalog::KubernetesVersion;
use winfit_lint::Selector;

use super::error::{Problem, Wrong};
use super::written::{At, WrittenCheck};
use crate::named::similar_selectors;
use crate::status::FailOn;

/// What is configured of checks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CheckConfig {
    /// Rules to ask besides those that are on by themselves.
    pub(crate) select: Vec<Selector>,
    /// Rules not to ask.
    pub(crate) ignore: Vec<Selector>,
    /// Files, and rules whose findings are accepted in them.
    pub(crate) per_file_ignores: Vec<FileIgnores>,
    /// The file with the findings that are accepted.
    pub(crate) baseline: Option<PathBuf>,
    /// From which severity on the exit status is 1.
    pub(crate) fail_on: Option<FailOn>,
    /// The version of Kubernetes that objects are for.
    pub(crate) kubernetes_version: Option<KubernetesVersion>,
    /// The file with the hosts.
    pub(crate) nodes: Option<PathBuf>,
}

/// Files by a glob, and rules whose findings are accepted in them.
#[derive(Debug, Clone)]
pub(crate) struct FileIgnores {
    /// As it was typed.
    pattern: String,
    glob: Gitignore,
    /// The rules.
    pub(crate) rules: Vec<Selector>,
}

impl FileIgnores {
    /// Whether a file is meant: its path from the folder of `winfit.toml` on, with slashes.
    pub(crate) fn means(&self, path: &str) -> bool {
        // What is elsewhere is meant by no glob of this folder.
        let is_inside = !path.starts_with("../") && Path::new(path).is_relative();
        is_inside && self.glob.matched_path_or_any_parents(path, false).is_ignore()
    }
}

impl PartialEq for FileIgnores {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern && self.rules == other.rules
    }
}

impl Eq for FileIgnores {}

impl CheckConfig {
    pub(super) fn of(written: &WrittenCheck, folder: &Path) -> Result<Self, Wrong> {
        let per_file = written.per_file_ignores.iter();
        let file_ignores = |(glob, rules): &(At<String>, Vec<At<String>>)| {
            Ok(FileIgnores { pattern: glob.value.clone(), glob: self::glob(glob)?, rules: selectors(rules)? })
        };
        Ok(Self {
            select: selectors(&written.select)?,
            ignore: selectors(&written.ignore)?,
            per_file_ignores: per_file.map(file_ignores).collect::<Result<_, Wrong>>()?,
            baseline: written.baseline.as_ref().map(|it| folder.join(&it.value)),
            fail_on: written.fail_on.as_ref().map(fail_on).transpose()?,
            kubernetes_version: written.kubernetes_version.as_ref().map(kubernetes_version).transpose()?,
            nodes: written.nodes.as_ref().map(|it| folder.join(&it.value)),
        })
    }
}

fn selectors(words: &[At<String>]) -> Result<Vec<Selector>, Wrong> {
    let selector = |word: &At<String>| {
        let unknown = |_| word.refuse(Problem::UnknownRule { nearest: similar_selectors(&word.value) });
        word.value.parse::<Selector>().map_err(unknown)
    };
    words.iter().map(selector).collect()
}

/// As in `.gitignore`: without a slash, a name in any folder; a folder means what is in it. Nothing is taken back with `!`.
fn glob(written: &At<String>) -> Result<Gitignore, Wrong> {
    let refused = || written.refuse(Problem::Glob);
    let text = written.value.as_str();
    if text.trim().is_empty() || text.starts_with(['!', '#']) {
        return Err(refused());
    }
    // Paths are given from the folder on.
    let mut builder = GitignoreBuilder::new("");
    builder.add_line(None, text).map_err(|_| refused())?;
    builder.build().map_err(|_| refused())
}

fn fail_on(written: &At<String>) -> Result<FailOn, Wrong> {
    FailOn::from_str(&written.value, false).map_err(|_| written.refuse(Problem::FailOn))
}

fn kubernetes_version(written: &At<String>) -> Result<KubernetesVersion, Wrong> {
    written.value.parse().map_err(|_| written.refuse(Problem::KubernetesVersion))
}
