//! Where the project's files are.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use crate::failure::Failure;

/// Directories that hold no sources: what is built or found, the same as in `.gitignore`.
const NOT_SOURCES: &[&str] =
    &[".git", "target", "fuzz/target", "fuzz/corpus", "fuzz/artifacts", "fuzz/coverage"];

/// A checkout of the project.
pub(crate) struct Repository {
    /// Its top directory.
    pub(crate) root: PathBuf,
}

/// A text file of the project.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// Relative to the top directory, with `/` on every system.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) text: String,
}

impl Repository {
    /// The checkout that `cargo xtask` was started in.
    pub(crate) fn find() -> Result<Self, Failure> {
        let own = env::var_os("CARGO_MANIFEST_DIR").ok_or(Failure::NotUnderCargo)?;
        let root = Path::new(&own).parent().ok_or(Failure::NotUnderCargo)?;
        Ok(Self { root: root.to_owned() })
    }

    /// The workspace of the fuzz targets, which the main one excludes.
    pub(crate) fn fuzz(&self) -> PathBuf {
        self.root.join("fuzz")
    }

    /// All files with one of the extensions, sorted by path; what is built is left out, and so is what is not UTF-8.
    pub(crate) fn sources(&self, extensions: &[&str]) -> Result<Vec<SourceFile>, Failure> {
        let mut paths = Vec::new();
        self.collect(&self.root, extensions, &mut paths)?;
        paths.sort();
        let mut files = Vec::new();
        for path in paths {
            match fs::read_to_string(&path) {
                Ok(text) => files.push(SourceFile { path: self.relative(&path), text }),
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {}
                Err(source) => return Err(Failure::File { doing: "read", path, source }),
            }
        }
        Ok(files)
    }

    /// The text of a file, or `None` where there is none.
    pub(crate) fn read(&self, path: &str) -> Result<Option<String>, Failure> {
        let path = self.root.join(path);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Failure::File { doing: "read", path, source }),
        }
    }

    /// The files of one directory with this extension, sorted, as paths relative to the top; none if it is missing.
    pub(crate) fn list(&self, directory: &str, extension: &str) -> Result<Vec<String>, Failure> {
        let path = self.root.join(directory);
        if !path.is_dir() {
            return Ok(Vec::new());
        }
        let entries =
            entries(&path)?.into_iter().filter(|path| path.is_file() && has_extension(path, &[extension]));
        let mut names: Vec<String> = entries.map(|path| self.relative(&path)).collect();
        names.sort();
        Ok(names)
    }

    fn collect(
        &self,
        directory: &Path,
        extensions: &[&str],
        found: &mut Vec<PathBuf>,
    ) -> Result<(), Failure> {
        for path in entries(directory)? {
            if path.is_symlink() || NOT_SOURCES.contains(&self.relative(&path).as_str()) {
                continue;
            }
            if path.is_dir() {
                self.collect(&path, extensions, found)?;
            } else if has_extension(&path, extensions) {
                found.push(path);
            }
        }
        Ok(())
    }

    fn relative(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }
}

fn entries(directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    let paths = |entries: fs::ReadDir| entries.map(|entry| Ok(entry?.path())).collect();
    fs::read_dir(directory).and_then(paths).map_err(|source| Failure::File {
        doing: "list",
        path: directory.to_owned(),
        source,
    })
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted))
}
