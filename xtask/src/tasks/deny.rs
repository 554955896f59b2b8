//! Dependencies: licences, duplicates, sources and published advisories, by the rules in `deny.toml`.

use std::path::Path;

use super::{Outcome, Task, no_arguments};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;
use crate::tool::CARGO_DENY;

pub(super) const TASK: Task = Task {
    name: "deny",
    usage: "deny",
    about: "check licences, duplicates, sources and advisories of all dependencies (cargo-deny)",
    in_ci: true,
    run,
};

/// Both workspaces, and what to be silent about: the fuzz targets have few of the crates that `deny.toml` excuses.
const MANIFESTS: &[(&str, &[&str])] =
    &[("Cargo.toml", &[]), ("fuzz/Cargo.toml", &["--allow", "unmatched-skip"])];

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    no_arguments(&TASK, arguments)?;
    let deny = CARGO_DENY.installed(repository)?;
    for (manifest, silent) in MANIFESTS {
        check(repository, &deny, manifest).args(["licenses", "bans", "sources"]).args(*silent).run()?;
    }
    advisories(repository, &deny)
}

fn check(repository: &Repository, deny: &Path, manifest: &str) -> Program {
    let deny = Program::new(deny, &repository.root).args(["--manifest-path", manifest]);
    deny.args(["--locked", "--config", "deny.toml", "check"])
}

/// The database is fetched first and by itself: only then can "not reachable" be told from "something was found".
fn advisories(repository: &Repository, deny: &Path) -> Result<Outcome, Failure> {
    // Git must not wait for a name and password where something between us and the database asks for them.
    let fetch = Program::new(deny, &repository.root).args(["fetch", "db"]).env("GIT_TERMINAL_PROMPT", "0");
    if let Err(failure) = fetch.run() {
        let gap = "advisories were NOT checked: their database could not be fetched";
        let rule = "!".repeat(gap.len());
        println!("\n{rule}\n{gap}\n{rule}\n({failure})\n");
        return Ok(Outcome::DoneBut(gap.to_owned()));
    }
    for (manifest, _) in MANIFESTS {
        check(repository, deny, manifest).args(["advisories"]).run()?;
    }
    Ok(Outcome::Done)
}
