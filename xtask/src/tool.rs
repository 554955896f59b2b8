//! Cargo subcommands that tasks need: taken from PATH, or built once into a cache that is the project's own.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

/// A published crate with a program in it.
pub(crate) struct Tool {
    name: &'static str,
    /// Pinned, so that a desk and CI give the same answer.
    version: &'static str,
}

pub(crate) const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };
pub(crate) const CARGO_FUZZ: Tool = Tool { name: "cargo-fuzz", version: "0.13.2" };

impl Tool {
    /// The path of the program, which is built first where neither PATH nor the cache has the wanted version.
    pub(crate) fn installed(&self, repository: &Repository) -> Result<PathBuf, Failure> {
        let Self { name, version } = self;
        let cache = cache()?;
        let cached = cache.join("bin").join(format!("{name}{}", env::consts::EXE_SUFFIX));
        for candidate in [Path::new(name), &cached] {
            if self.is_wanted(candidate, repository) {
                return Ok(candidate.to_owned());
            }
        }
        println!(
            "{name} {version} is neither on PATH nor in the cache; building it into {}, which takes some minutes once",
            cache.display()
        );
        let install = ["install", "--locked", "--force", "--root"];
        Program::cargo(&repository.root).args(install).arg(&cache).arg(format!("{name}@{version}")).run()?;
        Ok(cached)
    }

    fn is_wanted(&self, program: &Path, repository: &Repository) -> bool {
        let version = Program::new(program, &repository.root).arg("--version").output();
        version.is_ok_and(|text| states_version(&text, self.name, self.version))
    }
}

/// Whether the text is `NAME VERSION`, possibly followed by details.
fn states_version(text: &str, name: &str, version: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next() == Some(name) && words.next() == Some(version)
}

/// `$XDG_CACHE_HOME/winfit/tools`, or the same under `~/.cache`.
fn cache() -> Result<PathBuf, Failure> {
    let set = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = set.or_else(|| env::home_dir().map(|home| home.join(".cache"))).ok_or(Failure::NoHome)?;
    Ok(base.join("winfit").join("tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pinned_version_of_the_same_program_is_taken() {
        assert!(states_version("cargo-deny 0.20.2\n", "cargo-deny", "0.20.2"));
        assert!(states_version("cargo-deny 0.20.2 (abcdef 2026-01-01)", "cargo-deny", "0.20.2"));
        for almost in ["cargo-deny 0.20.20", "cargo-deny 0.20", "cargo-denyx 0.20.2", "0.20.2", ""] {
            assert!(!states_version(almost, "cargo-deny", "0.20.2"), "{almost}");
        }
    }
}
