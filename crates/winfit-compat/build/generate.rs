//! What the build script does, apart from its dealings with cargo, so that tests can do it, too.

#![expect(clippy::disallowed_methods, reason = "a build script reads the catalogue from its files")]

use std::fs;
use std::path::Path;

use winfit_catalog::emit::rust_source;
use winfit_catalog::read::{FILE_NAMES, Files, STATEMENT_FILE_NAMES, read, read_statements};

/// The Rust source of the tables, or all that is wrong with the files, one problem per line. Statements are checked,
/// and go into no table.
pub(crate) fn generate(catalog: &Path) -> Result<String, String> {
    let facts = read(&files(catalog, &FILE_NAMES)?).map_err(|problems| problems.to_string())?;
    let statements = files(catalog, &STATEMENT_FILE_NAMES)?;
    read_statements(&facts, &statements).map_err(|problems| problems.to_string())?;
    Ok(rust_source(&facts))
}

fn files(catalog: &Path, names: &[&'static str]) -> Result<Files, String> {
    let mut files = Files::new("catalog");
    for name in names {
        let path = catalog.join(name);
        // A file that does not exist is reported by the reader, with all other problems.
        if path.exists() {
            let text = fs::read_to_string(&path)
                .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            files.insert(*name, text);
        }
    }
    Ok(files)
}
