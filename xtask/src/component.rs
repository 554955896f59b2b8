//! The real programs that tests run against, and how they get onto a Debian machine. What is there already is not touched,
//! and nothing that a package brings along is started.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use crate::process::Program;
use crate::repository::Repository;

/// A program that tests start.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Component {
    /// What tests ask for.
    pub(crate) program: &'static str,
    /// The Debian package that has it; where there is none, the tests say how to come by it.
    package: Option<&'static str>,
    /// The program for whose sake alone tests want it.
    beside: Option<&'static str>,
}

/// All of them.
pub(crate) const COMPONENTS: &[Component] = &[
    Component::packaged("docker-registry", "docker-registry"),
    Component::packaged("dockerd", "docker.io"),
    Component::packaged("etcd", "etcd-server").beside("kube-apiserver"),
    Component { program: "kube-apiserver", package: None, beside: None },
    Component::packaged("skopeo", "skopeo"),
    Component::packaged("xz", "xz-utils").beside("kube-apiserver"),
    Component::packaged("zstd", "zstd"),
];

/// Environment variable with a folder of Kubernetes' programs.
const ASSETS: &str = "KUBEBUILDER_ASSETS";

/// Folders of daemons, which a user's PATH may lack.
const MORE_FOLDERS: [&str; 4] = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin"];

/// Installs the packages that are its arguments. Debian starts the services of what it installs, a registry on port 5000
/// among them, unless the policy forbids it; the policy is put back however this ends.
const INSTALL: &str = r#"
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "$@"
"#;

/// Installs what is missing and not left out, where that can be done. Where it cannot, it says so and goes on: the tests
/// that want what is missing fail by its name.
pub(crate) fn install_missing(repository: &Repository, left_out: &BTreeSet<String>) {
    let missing = missing(left_out, |program| find(program).is_some());
    if missing.is_empty() {
        return;
    }
    let (programs, packages): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
    let (programs, named) = (programs.join(", "), packages.join(" "));
    if find("apt-get").is_none() {
        println!("Tests want {programs}, and there is no apt-get to install it; those that do will fail.");
        return;
    }
    println!(
        "Tests want {programs}: installing the Debian packages {named}, without starting their services."
    );
    let root = Program::new("id", &repository.root).arg("-u").output().is_ok_and(|id| id.trim() == "0");
    let shell = if root {
        Program::new("sh", &repository.root)
    } else {
        Program::new("sudo", &repository.root).arg("sh")
    };
    let shell =
        shell.args(["-c", INSTALL, "install"]).args(&packages).shown_as(&format!("apt-get install {named}"));
    if let Err(failure) = shell.run() {
        println!("{failure}\nThe tests that want {programs} will fail.");
    }
}

/// The programs to install, and their packages.
fn missing(
    left_out: &BTreeSet<String>,
    is_there: impl Fn(&str) -> bool,
) -> Vec<(&'static str, &'static str)> {
    let is_wanted = |program: &str| !left_out.contains(program);
    let wanted = COMPONENTS.iter().filter(|it| is_wanted(it.program) && it.beside.is_none_or(is_wanted));
    let packaged = wanted.filter_map(|it| Some((it.program, it.package?)));
    packaged.filter(|(program, _)| !is_there(program)).collect()
}

impl Component {
    const fn packaged(program: &'static str, package: &'static str) -> Self {
        Self { program, package: Some(package), beside: None }
    }

    const fn beside(self, program: &'static str) -> Self {
        Self { beside: Some(program), ..self }
    }
}

/// Where a program is, looked for as the tests do.
fn find(program: &str) -> Option<PathBuf> {
    let assets = env::var_os(ASSETS).map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = assets.into_iter().chain(env::split_paths(&path)).chain(MORE_FOLDERS.map(PathBuf::from));
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    folders.map(|folder| folder.join(&file)).find(|path| Path::is_file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programs(left_out: &[&str], there: &[&str]) -> Vec<&'static str> {
        let left_out = left_out.iter().map(ToString::to_string).collect();
        missing(&left_out, |program| there.contains(&program))
            .into_iter()
            .map(|(program, _)| program)
            .collect()
    }

    #[test]
    fn what_is_there_or_left_out_is_not_installed() {
        let most = ["etcd", "skopeo", "xz", "zstd"];
        assert_eq!(programs(&[], &[&most[..], &["docker-registry", "dockerd"]].concat()), [""; 0]);
        assert_eq!(programs(&["dockerd"], &most), ["docker-registry"]);
        assert_eq!(programs(&["docker"], &[&most[..], &["docker-registry", "docker"]].concat()), ["dockerd"]);
    }

    #[test]
    fn what_only_the_api_server_wants_is_not_installed_without_it() {
        let there = ["docker-registry", "dockerd", "skopeo", "zstd"];
        assert_eq!(programs(&[], &there), ["etcd", "xz"]);
        assert_eq!(programs(&["kube-apiserver"], &there), [""; 0]);
        assert_eq!(programs(&["etcd"], &there), ["xz"]);
    }
}
