//! Prints what docs/ is made from: the command line reference and the rule pages.
//!
//!     cargo run --package winfit --example reference
//!
//! Each file starts with a form feed and its path in a line. `cargo xtask generated` splits and compares them.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "\x0cdocs/cli.md\n{}", winfit::docs::cli_reference())?;
    for (name, page) in winfit::docs::rule_pages() {
        write!(out, "\x0cdocs/rules/{name}\n{page}")?;
    }
    Ok(())
}
