//! The files that whole processes are measured with: made anew each time, and the same every time.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

/// What is measured by itself, in the order of the budgets.
pub(super) const PARTS: &[&str] =
    &["linux.yaml", "windows.yaml", "flagged.yaml", "flagged-densely.yaml", "flagged", "files"];

/// Documents that several linters read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Documents {
    /// A hundred Kubernetes manifests.
    Manifests,
    /// Dockerfiles, each with something to find.
    Dockerfiles,
}

/// The folder.
pub(super) struct Corpus(PathBuf);

impl Corpus {
    /// Writes it.
    pub(super) fn written(repository: &Repository, folder: &Path) -> Result<Self, Failure> {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(|source| failure("remove", folder, source))?;
        }
        Program::cargo(&repository.root)
            .args(["run", "--quiet", "--release", "--package", "winfit-lint", "--example", "corpus", "--"])
            .arg(folder)
            .run()?;
        Ok(Self(folder.to_owned()))
    }

    /// Where a part is.
    pub(super) fn path(&self, part: &str) -> String {
        self.0.join(part).display().to_string()
    }

    /// Says how much a part is.
    pub(super) fn print_size(&self, part: &str) -> Result<(), Failure> {
        let sizes = sizes(&self.0.join(part))?;
        let bytes: u64 = sizes.iter().sum();
        let largest = sizes.iter().max().copied().unwrap_or_default();
        println!("{part}: {} files, {bytes} bytes, the largest of {} KiB", sizes.len(), largest >> 10);
        Ok(())
    }

    /// The paths of some documents.
    pub(super) fn paths(&self, documents: Documents) -> Result<Vec<String>, Failure> {
        match documents {
            Documents::Manifests => Ok(vec![self.path("files/000")]),
            Documents::Dockerfiles => {
                let mut paths: Vec<_> = entries(&self.0.join("flagged/00"))?
                    .into_iter()
                    .map(|folder| folder.join("Dockerfile"))
                    .filter(|path| path.is_file())
                    .map(|path| path.display().to_string())
                    .collect();
                paths.sort();
                Ok(paths)
            }
        }
    }
}

/// The sizes of a file, or of all files of a folder and those below it.
fn sizes(path: &Path) -> Result<Vec<u64>, Failure> {
    if !path.is_dir() {
        let file = fs::metadata(path).map_err(|source| failure("read", path, source))?;
        return Ok(vec![file.len()]);
    }
    let mut all = Vec::new();
    for entry in entries(path)? {
        all.append(&mut sizes(&entry)?);
    }
    Ok(all)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let paths = |entries: fs::ReadDir| entries.map(|entry| Ok(entry?.path())).collect();
    fs::read_dir(folder).and_then(paths).map_err(|source| failure("list", folder, source))
}

fn failure(doing: &'static str, path: &Path, source: std::io::Error) -> Failure {
    Failure::File { doing, path: path.to_owned(), source }
}
