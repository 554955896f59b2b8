//! The files that the user means: paths, folders, standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use winfit_lint::is_document_name;

/// The name under which standard input appears.
const STANDARD_INPUT: &str = "<stdin>";

/// A file, or why it could not be read.
#[derive(Debug)]
pub(crate) struct Input {
    /// Name as the user knows it.
    pub(crate) name: String,
    /// Its bytes; at most one more than the limit, so that readers see that it is too large.
    pub(crate) bytes: io::Result<Vec<u8>>,
}

/// Reads all files meant by some paths: a file itself, whatever its name; of a folder, and the folders below it, the
/// files whose names are those of documents, but for what `.gitignore` and its kin leave out; `-` is standard input.
///
/// Files come in the order of the paths, within a folder sorted by path; a file that is meant twice comes once.
pub(crate) fn read_inputs(paths: &[PathBuf], limit: usize) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            if seen.insert(path.clone()) {
                let bytes = read_bounded(io::stdin().lock(), limit);
                inputs.push(Input { name: STANDARD_INPUT.to_owned(), bytes });
            }
            continue;
        }
        if !path.is_dir() {
            if seen.insert(path.clone()) {
                inputs.push(Input { name: display(path), bytes: read_file(path, limit) });
            }
            continue;
        }
        for entry in walk(path) {
            match entry {
                Ok(found) if seen.insert(found.clone()) => {
                    inputs.push(Input { name: display(&found), bytes: read_file(&found, limit) });
                }
                Ok(_) => {}
                Err(error) => inputs.push(Input { name: display(path), bytes: Err(error) }),
            }
        }
    }
    inputs
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
    // People check folders that are no checkouts, too.
    builder.require_git(false).sort_by_file_path(Path::cmp);
    builder.build().filter_map(|entry| match entry {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let name = entry.file_name().to_string_lossy().into_owned();
            (is_file && is_document_name(&name)).then(|| Ok(entry.into_path()))
        }
        Err(error) => {
            Some(Err(error.into_io_error().unwrap_or_else(|| io::Error::other("cannot be walked"))))
        }
    })
}

fn read_file(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    read_bounded(File::open(path)?, limit)
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
