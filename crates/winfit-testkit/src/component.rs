//! Which programs of this machine tests use, and what happens where one is missing: the test that wants it fails, by its
//! name. Only who says so by name, `cargo xtask test --without NAME`, leaves it out, and is reminded of it.

mod kubernetes;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::{env, io, thread};

/// Environment variable with the programs to do without, separated by commas.
pub const WITHOUT: &str = "WINFIT_WITHOUT";

/// Environment variable with the file in which each skipped test leaves a line: the program, a tab, the test.
pub const SKIPPED: &str = "WINFIT_SKIPPED";

/// Folders of daemons, which a user's PATH may lack.
const MORE_FOLDERS: [&str; 4] = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin"];

/// The path of a program that a test wants, or `None` where it is left out on purpose, which is then said on stderr.
///
/// # Panics
///
/// Where the program is missing and nobody said that it may be.
#[must_use]
#[track_caller]
pub fn component(program: &str) -> Option<PathBuf> {
    if is_left_out(&env::var(WITHOUT).unwrap_or_default(), program) {
        say_skipped(program);
        return None;
    }
    let found = find(program);
    assert!(found.is_some(), "{}", missing(program));
    found
}

/// Where a program is: among Kubernetes' own, in a folder of PATH, or in one of those where Debian puts daemons.
fn find(program: &str) -> Option<PathBuf> {
    let assets = env::var_os(kubernetes::ASSETS).map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = assets.into_iter().chain(env::split_paths(&path)).chain(MORE_FOLDERS.map(PathBuf::from));
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    let mut paths = folders.map(|folder| folder.join(&file));
    paths.find(|path| path.is_file()).or_else(|| kubernetes::unpacked(program))
}

fn missing(program: &str) -> String {
    let way = match package(program) {
        Some(package) => {
            format!("run `cargo xtask test`, which installs it; on Debian: apt-get install {package}")
        }
        None => format!("set {} to a folder that has it, such as setup-envtest fills", kubernetes::ASSETS),
    };
    format!(
        "this test wants the program \"{program}\", which is not installed\n\
         help: {way}; to do without it: cargo xtask test --without {program}"
    )
}

/// The Debian package that has the program.
fn package(program: &str) -> Option<&str> {
    match program {
        "kube-apiserver" => None,
        "dockerd" | "docker" => Some("docker.io"),
        "etcd" => Some("etcd-server"),
        "xz" => Some("xz-utils"),
        other => Some(other),
    }
}

fn is_left_out(list: &str, program: &str) -> bool {
    list.split(',').any(|word| word.trim() == program)
}

/// Says which test was skipped, and why. Not by `eprintln!`, which the test harness holds back when a test passes.
fn say_skipped(program: &str) {
    let current = thread::current();
    let test = current.name().unwrap_or("a test");
    let _ = writeln!(io::stderr(), "SKIPPED: {test} wants {program}, which {WITHOUT} leaves out");
    let Some(file) = env::var_os(SKIPPED) else { return };
    // One write, so that lines of tests that run at once do not mix.
    let line = format!("{program}\t{test}\n");
    let written = OpenOptions::new().append(true).create(true).open(file);
    let _ = written.and_then(|mut file| file.write_all(line.as_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_left_out_by_its_whole_name_only() {
        assert!(is_left_out("dockerd,skopeo", "skopeo"));
        assert!(is_left_out(" dockerd , skopeo", "dockerd"));
        for almost in ["", "docker", "dockerd-rootless", "all"] {
            assert!(!is_left_out(almost, "dockerd"), "{almost}");
        }
    }

    #[test]
    fn a_missing_program_is_named_with_its_package_and_the_ways_out() {
        let text = missing("dockerd");
        for part in ["\"dockerd\"", "cargo xtask test`", "apt-get install docker.io", "--without dockerd"] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn a_missing_program_that_is_in_no_package_is_named_with_another_way() {
        let text = missing("kube-apiserver");
        for part in ["\"kube-apiserver\"", "set KUBEBUILDER_ASSETS to", "--without kube-apiserver"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("apt-get"), "{text}");
    }

    #[test]
    fn a_shell_is_found_and_a_made_up_program_is_not() {
        assert!(find("sh").is_some() || cfg!(windows));
        assert_eq!(find("no-such-program-here"), None);
    }
}
