//! Prints what docs/ is made from: the command line reference, the pages of rules and causes, what is covered of the documents.
//!
//!     cargo run --package winfit --example reference
//!
//! Each file starts with a form feed and its path in a line. `cargo xtask generated` splits and compares them.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Statement;
use winfit_compat::catalog::read::{Files, STATEMENT_FILE_NAMES, read_statements};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    write!(out, "\x0cdocs/cli.md\n{}", winfit::docs::cli_reference())?;
    write!(out, "\x0cdocs/coverage.md\n{}", winfit::docs::coverage(&statements()?))?;
    for (name, page) in winfit::docs::rule_pages() {
        write!(out, "\x0cdocs/rules/{name}\n{page}")?;
    }
    for (name, page) in winfit::docs::cause_pages() {
        write!(out, "\x0cdocs/causes/{name}\n{page}")?;
    }
    Ok(())
}

fn statements() -> Result<Vec<Statement>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    let mut files = Files::new("catalog");
    for name in STATEMENT_FILE_NAMES {
        files.insert(name, std::fs::read_to_string(folder.join(name))?);
    }
    Ok(read_statements(builtin(), &files).map_err(|problems| problems.to_string())?)
}
