//! The files that the user means: paths, folders, standard input.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use winfit_lint::is_document_name;

/// The name under which standard input appears.
pub(crate) const STANDARD_INPUT: &str = "<stdin>";

/// A file that is meant.
#[derive(Debug)]
pub(crate) struct Input {
    /// Name as the user knows it.
    pub(crate) name: String,
    /// Where it is; `None`: it came by standard input.
    pub(crate) path: Option<PathBuf>,
    /// What is known of its bytes before it is opened: those of standard input, or that it could not be found.
    early: Option<io::Result<Vec<u8>>>,
}

/// All files meant by some paths: a file itself, whatever its name; of a folder, and the folders below it, the files whose
/// names are those of documents, but for what `.gitignore` and its kin leave out; `-` is standard input, which is read.
///
/// Files come in the order of the paths, within a folder sorted by path; a file that is meant twice comes once. The
/// others, such as that with the hosts, are no documents, unless they are named as such.
pub(crate) fn inputs(paths: &[PathBuf], others: &[&Path], limit: usize) -> Vec<Input> {
    let others: Vec<PathBuf> = others.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let is_other = |path: &Path| {
        let may_be = others.iter().any(|other| other.file_name() == path.file_name() || path.is_symlink());
        may_be && path.canonicalize().is_ok_and(|path| others.contains(&path))
    };
    let mut inputs: Vec<Input> = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            if seen.insert(plain(path)) {
                let bytes = read_bounded(io::stdin().lock(), limit);
                inputs.push(Input { name: STANDARD_INPUT.to_owned(), path: None, early: Some(bytes) });
            }
            continue;
        }
        if !path.is_dir() {
            if seen.insert(plain(path)) {
                inputs.push(Input::at(path.clone()));
            }
            continue;
        }
        for entry in walk(path) {
            match entry {
                Ok(found) if !is_other(&found) && seen.insert(plain(&found)) => {
                    inputs.push(Input::at(found));
                }
                Ok(_) => {}
                Err(error) => {
                    inputs.push(Input { early: Some(Err(error)), ..Input::at(path.clone()) });
                }
            }
        }
    }
    inputs
}

impl Input {
    fn at(path: PathBuf) -> Self {
        Self { name: display(&path), path: Some(path), early: None }
    }

    /// Its bytes; at most one more than the limit, so that readers see that it is too large.
    ///
    /// # Errors
    ///
    /// It cannot be opened or read.
    pub(crate) fn read(&mut self, limit: usize) -> io::Result<Vec<u8>> {
        match (self.early.take(), &self.path) {
            (Some(early), _) => early,
            (None, Some(path)) => read_file(path, limit),
            (None, None) => Ok(Vec::new()),
        }
    }
}

/// Reads one file or standard input (`-`), at most one byte more than the limit.
///
/// # Errors
///
/// The file cannot be opened or read.
pub(crate) fn read_one(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    if path.as_os_str() == "-" { read_bounded(io::stdin().lock(), limit) } else { read_file(path, limit) }
}

fn walk(folder: &Path) -> impl Iterator<Item = io::Result<PathBuf>> {
    let mut builder = WalkBuilder::new(folder);
    let inside = folder.canonicalize().ok();
    // People check folders that are no checkouts, too.
    builder.require_git(false).sort_by_file_path(Path::cmp);
    builder.build().filter_map(move |entry| match entry {
        Ok(entry) => {
            let is_document = is_document_name(&entry.file_name().to_string_lossy());
            (is_document && is_file(&entry, inside.as_deref())).then(|| Ok(entry.into_path()))
        }
        Err(error) => {
            Some(Err(error.into_io_error().unwrap_or_else(|| io::Error::other("cannot be walked"))))
        }
    })
}

/// Links to files of the same folder count as files. Links to folders, those that lead out of the folder, where nobody wants
/// fixes to be made, and those that lead nowhere are not followed.
fn is_file(entry: &DirEntry, folder: Option<&Path>) -> bool {
    match entry.file_type() {
        Some(kind) if kind.is_symlink() => {
            let target = entry.path().canonicalize().ok().filter(|target| target.is_file());
            target.zip(folder).is_some_and(|(target, folder)| target.starts_with(folder))
        }
        kind => kind.is_some_and(|kind| kind.is_file()),
    }
}

/// The path without what makes no difference: `./a.yaml` is `a.yaml`.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

fn read_file(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let size = metadata.len();
    if metadata.is_file() && usize::try_from(size).map_or(true, |size| size > limit) {
        let message = format!("this file has {size} bytes, more than the {limit} bytes that are read");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    read_bounded(file, limit)
}

fn read_bounded(source: impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(limit).unwrap_or(u64::MAX);
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn display(path: &Path) -> String {
    path.display().to_string()
}
