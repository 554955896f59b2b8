//! By what documents are judged: the catalogue, the settings of `winfit.toml`, the hosts, the version of Kubernetes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use winfit_compat::catalog::KubernetesVersion;
use winfit_fleet::Fleet;
use winfit_lint::facts::Facts;
use winfit_lint::judge::Check;
use winfit_lint::{Accepted, Selection};

use super::settings::Settings;
use super::uri;
use crate::baseline::{BaselineError, Stored, by_path, folder_of};
use crate::cli::{Globals, RulesName};
use crate::commands::check::{by_file, read_fleet};
use crate::config;
use crate::context::Context;
use crate::error::Error;
use crate::named::rule_set;

/// The folder that is open in the editor, with all that is set for it.
#[derive(Debug)]
pub(super) struct Workspace {
    globals: Globals,
    folder: PathBuf,
    options: Value,
    pub(super) context: Arc<Context>,
    pub(super) settings: Settings,
    pub(super) fleet: Option<Fleet>,
    kubernetes: KubernetesVersion,
    /// Findings that are accepted, with the file that says so.
    baseline: Option<(PathBuf, Stored)>,
}

impl Workspace {
    /// No folder, and nothing set.
    ///
    /// # Errors
    ///
    /// There is no catalogue, or no day.
    pub(super) fn new(globals: &Globals) -> Result<Self, Error> {
        let context = Context::new(globals, None)?;
        Ok(Self {
            globals: globals.clone(),
            folder: PathBuf::from("."),
            options: Value::Null,
            kubernetes: context.catalog().kubernetes_versions.newest,
            context: Arc::new(context),
            settings: Settings::default(),
            fleet: None,
            baseline: None,
        })
    }

    /// Opens a folder with the client's options. What is wrong is left out, and told.
    pub(super) fn open(&mut self, folder: PathBuf, options: Value) -> Vec<String> {
        self.folder = folder;
        self.options = options;
        self.reload()
    }

    /// Takes other options for the folder.
    pub(super) fn set(&mut self, options: Value) -> Vec<String> {
        self.options = options;
        self.reload()
    }

    /// Whether what was set stands in this file.
    pub(super) fn is_set_in(&self, uri: &str) -> bool {
        let Some(path) = uri::file(uri) else { return false };
        let is_settings = path.file_name().is_some_and(|name| name == config::NAME);
        let baseline = self.baseline.as_ref().map(|(file, _)| file.as_path());
        let named = [self.nodes(), baseline];
        is_settings || named.into_iter().flatten().any(|file| is_same(file, &path))
    }

    /// The file with the hosts: the client's, else that of `winfit.toml`.
    fn nodes(&self) -> Option<&Path> {
        self.settings.nodes.as_deref().or(self.context.config.check.nodes.as_deref())
    }

    /// Reads all files anew in which something is set.
    pub(super) fn reload(&mut self) -> Vec<String> {
        let (settings, mut wrong) = Settings::read(&self.options, &self.folder);
        let without = Globals { no_config: true, ..self.globals.clone() };
        let context = Context::new(&self.globals, Some(&self.folder)).or_else(|error| {
            wrong.push(words(&error));
            Context::new(&without, None)
        });
        if let Ok(context) = context {
            self.context = Arc::new(context);
        }
        self.settings = settings;
        self.fleet = told(&mut wrong, self.nodes().map(read_fleet).transpose()).flatten();
        let config = &self.context.config.check;
        let baseline = config.baseline.as_ref().map(|file| Ok((file.clone(), Stored::read(file)?)));
        let baseline: Result<_, BaselineError> = baseline.transpose();
        let known = self.context.catalog().kubernetes_versions;
        let asked = self.settings.kubernetes.or(config.kubernetes_version).map(|it| it.to_string());
        let asked = asked.map_or(Ok(known.newest), |text| known.parse(&text));
        self.baseline = told(&mut wrong, baseline).flatten();
        self.kubernetes = told(&mut wrong, asked).unwrap_or(known.newest);
        wrong
    }

    /// What is accepted in documents, which come with their names and paths.
    pub(super) fn accepted<'d>(
        &self,
        named: impl Iterator<Item = (&'d str, Option<&'d PathBuf>)> + Clone,
    ) -> Accepted {
        let baseline = self.baseline.as_ref().map(|(file, stored)| {
            let (baseline, _) = stored.of_files(folder_of(file), &by_path(file, named.clone()));
            baseline
        });
        Accepted { by_file: by_file(&self.context.config, named), baseline }
    }

    /// Asks something by all this, by what is known of images and by what is accepted.
    pub(super) fn with_check<T>(
        &self,
        facts: &Facts,
        accepted: &Accepted,
        ask: impl FnOnce(&Check<'_>) -> T,
    ) -> Result<T, Error> {
        let config = &self.context.config.check;
        let selection = Selection { select: config.select.clone(), ignore: config.ignore.clone() };
        Ok(ask(&Check {
            catalog: self.context.catalog(),
            rules: rule_set(RulesName::Documented, None)?,
            today: self.context.today,
            fleet: self.fleet.as_ref(),
            facts,
            selection: &selection,
            kubernetes: self.kubernetes,
            accepted,
        }))
    }
}

/// What came of something, unless it is wrong, which is told.
fn told<T>(wrong: &mut Vec<String>, result: Result<T, impl Into<Error>>) -> Option<T> {
    result.map_err(|error| wrong.push(words(&error.into()))).ok()
}

fn is_same(one: &Path, other: &Path) -> bool {
    let canonical = |path: &Path| path.canonicalize().ok();
    one == other || canonical(one).is_some_and(|one| Some(one) == canonical(other))
}

/// An error as it is shown to the user, with what to do about it.
pub(super) fn words(error: &Error) -> String {
    let help = error.help().into_iter().map(|help| format!("\nhelp: {help}"));
    std::iter::once(error.to_string()).chain(help).collect()
}
