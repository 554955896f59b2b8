//! All tests: unit, integration and documentation tests of every crate.
//!
//! Plain `cargo test`, since it is the only runner that also runs documentation tests. The programs that tests run against
//! are installed first where they are missing; what was left out on purpose is summed up at the end.

mod skipped;

use std::collections::BTreeSet;
use std::env;

use super::{Outcome, Task};
use crate::component::{COMPONENTS, install_missing};
use crate::failure::Failure;
use crate::process::Program;
use crate::repository::Repository;

pub(super) const TASK: Task = Task {
    name: "test",
    usage: "test [--without PROGRAM] [ARGUMENT…]",
    about: "run every test; arguments go to cargo test, e.g. `test -p winfit-compat kb`",
    in_ci: true,
    run,
};

/// By these, tests are told what they have to do without, and tell where they did. The testkit reads them.
const WITHOUT: &str = "WINFIT_WITHOUT";
const SKIPPED: &str = "WINFIT_SKIPPED";

/// What was asked for.
#[derive(Debug, PartialEq, Eq, Default)]
struct Request {
    without: BTreeSet<String>,
    for_cargo: Vec<String>,
}

fn run(repository: &Repository, arguments: &[String]) -> Result<Outcome, Failure> {
    let request = Request::read(arguments)?;
    if wants_components(repository, &request.packages())? {
        install_missing(repository, &request.without);
    }
    // To the end, so that one run shows every test that fails.
    let mut cargo = Program::cargo(&repository.root).args(["test", "--all-features", "--no-fail-fast"]);
    // Packages that were asked for would otherwise be joined by all the others.
    if request.packages().is_empty() {
        cargo = cargo.arg("--workspace");
    }
    let log = skipped::Log::new();
    if !request.without.is_empty() || env::var_os(WITHOUT).is_some() {
        // Said here or not at all: what the environment says by chance skips nothing.
        let without: Vec<&str> = request.without.iter().map(String::as_str).collect();
        cargo = cargo.env(WITHOUT, &without.join(",")).env(SKIPPED, &log.path());
    }
    let result = cargo.args(&request.for_cargo).run();
    let gap = log.sum();
    if let (Err(_), Some(gap)) = (&result, &gap) {
        println!("{gap}");
    }
    result.map(|()| gap.map_or(Outcome::Done, Outcome::DoneBut))
}

impl Request {
    fn read(arguments: &[String]) -> Result<Self, Failure> {
        let mut request = Self::default();
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            if word == "--" {
                request.for_cargo.push(word.clone());
                request.for_cargo.extend(words.cloned());
                break;
            }
            match word.strip_prefix("--without") {
                Some("") => request.leave_out(words.next().map(String::as_str).unwrap_or_default())?,
                Some(rest) if rest.starts_with('=') => request.leave_out(rest.trim_start_matches('='))?,
                _ => request.for_cargo.push(word.clone()),
            }
        }
        Ok(request)
    }

    fn leave_out(&mut self, list: &str) -> Result<(), Failure> {
        for name in list.split(',') {
            if !COMPONENTS.iter().any(|it| it.program == name) {
                let known: Vec<&str> = COMPONENTS.iter().map(|it| it.program).collect();
                let problem = format!("tests can do without {}, and \"{name}\" was given", known.join(", "));
                return Err(Failure::Argument { task: TASK.name, problem, usage: TASK.usage });
            }
            self.without.insert(name.to_owned());
        }
        Ok(())
    }

    /// The packages that it is narrowed to; none for all.
    fn packages(&self) -> Vec<&str> {
        let mut packages = Vec::new();
        let mut words = self.for_cargo.iter().map(String::as_str).take_while(|word| *word != "--");
        while let Some(word) = words.next() {
            if word == "-p" || word == "--package" {
                packages.extend(words.next());
            } else if let Some(name) = word.strip_prefix("--package=").or_else(|| word.strip_prefix("-p")) {
                packages.push(name.trim_start_matches('='));
            }
        }
        packages
    }
}

/// Whether tests of these packages, or of all if there are none, start programs: they do it by way of the testkit.
fn wants_components(repository: &Repository, packages: &[&str]) -> Result<bool, Failure> {
    for package in packages {
        let manifest = repository.read(&format!("crates/{package}/Cargo.toml"))?;
        if manifest.is_none_or(|text| text.contains("winfit-testkit")) {
            return Ok(true);
        }
    }
    Ok(packages.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<Request, Failure> {
        Request::read(&words.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_left_out_is_named_once_or_in_a_list() {
        for words in [
            "--without dockerd --without=skopeo kb",
            "--without dockerd,skopeo kb",
            "kb --without=skopeo,dockerd",
        ] {
            let request = read(words).unwrap();
            assert_eq!(request.without, BTreeSet::from(["dockerd".to_owned(), "skopeo".to_owned()]));
            assert_eq!(request.for_cargo, ["kb"]);
        }
    }

    #[test]
    fn what_stands_behind_the_dashes_is_left_alone() {
        let request = read("-p a -- --without dockerd").unwrap();
        assert_eq!(request.without, BTreeSet::new());
        assert_eq!(request.for_cargo, ["-p", "a", "--", "--without", "dockerd"]);
    }

    #[test]
    fn only_known_programs_can_be_left_out() {
        for words in ["--without docker", "--without", "--without=", "--without dockerd,"] {
            let text = read(words).unwrap_err().to_string();
            assert!(
                text.contains("docker-registry, dockerd, etcd, kube-apiserver, skopeo"),
                "{words}: {text}"
            );
        }
        assert_eq!(read("--without-docker").unwrap().for_cargo, ["--without-docker"]);
    }

    #[test]
    fn packages_are_found_however_they_are_given() {
        let request = read("-p a --package b --package=c -pd kb -- -p e").unwrap();
        assert_eq!(request.packages(), ["a", "b", "c", "d"]);
        assert_eq!(read("kb").unwrap().packages(), [""; 0]);
    }
}
