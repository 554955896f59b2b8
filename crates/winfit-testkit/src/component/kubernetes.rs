//! Where Kubernetes' programs are, which no Debian package has: in the folder that its own tools go by, or in an archive
//! beside the project.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::{env, io};

/// Environment variable with a folder of `kube-apiserver`, and perhaps `etcd`. `setup-envtest` fills such folders.
pub(super) const ASSETS: &str = "KUBEBUILDER_ASSETS";

/// Where an archive may be, seen from the project.
const ARCHIVES: &str = "../shared/kube";

/// The program out of the archive, unpacked into the user's cache once; `None` where there is no archive or no such program
/// in it.
pub(super) fn unpacked(program: &str) -> Option<PathBuf> {
    // One after the other, so that tests that run at once do not all unpack it.
    static UNPACKING: Mutex<()> = Mutex::new(());
    if !program.starts_with("kube-") {
        return None;
    }
    let archive = archive()?;
    let name = archive.file_name()?.to_str()?.strip_suffix(".tar.xz")?;
    let file = cache()?.join(name).join(program);
    let _one = UNPACKING.lock().unwrap_or_else(PoisonError::into_inner);
    let is_there = file.is_file() || unpack(&archive, program, &file);
    is_there.then_some(file)
}

/// The one with the highest name.
fn archive() -> Option<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
    let ending = format!("-{}-{}.tar.xz", env::consts::OS, go_architecture());
    let entries = fs::read_dir(project.join(ARCHIVES)).ok()?;
    let names = entries.filter_map(|entry| Some(entry.ok()?.path()));
    names.filter(|path| is_archive(path, &ending)).max()
}

fn is_archive(path: &Path, ending: &str) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with("kube-") && name.ends_with(ending)
}

/// As Go calls it.
fn go_architecture() -> &'static str {
    match env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}

/// `$XDG_CACHE_HOME/winfit/kubernetes`, or the same under `~/.cache`.
fn cache() -> Option<PathBuf> {
    let set = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = set.or_else(|| Some(env::home_dir()?.join(".cache")))?;
    Some(base.join("winfit").join("kubernetes"))
}

/// Whether the archive had the program, which is then in the file, whole: other processes may do the same.
fn unpack(archive: &Path, program: &str, file: &Path) -> bool {
    let xz = super::find("xz").unwrap_or_else(|| panic!("{}", super::missing("xz")));
    let mut decompressing = Command::new(xz)
        .args(["--decompress", "--stdout"])
        .arg(archive)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start xz: {error}"));
    let stream = decompressing.stdout.take().expect("it is piped");
    let found = extract(&mut tar::Archive::new(stream), program, file);
    // It need not come to its end.
    let _ = decompressing.kill();
    let _ = decompressing.wait();
    found.unwrap_or_else(|error| panic!("cannot unpack {program} from {}: {error}", archive.display()))
}

fn extract(archive: &mut tar::Archive<impl io::Read>, program: &str, file: &Path) -> io::Result<bool> {
    for entry in archive.entries()? {
        let mut entry = entry?;
        if entry.path()?.file_name() != Some(program.as_ref()) {
            continue;
        }
        let folder = file.parent().expect("it is in the cache");
        fs::create_dir_all(folder)?;
        let unfinished = tempfile::tempdir_in(folder)?;
        let whole = unfinished.path().join(program);
        entry.unpack(&whole)?;
        fs::rename(whole, file)?;
        return Ok(true);
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive_of(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = tar::Builder::new(Vec::new());
        for (name, text) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mode(0o755);
            archive.append_data(&mut header, name, text.as_bytes()).unwrap();
        }
        archive.into_inner().unwrap()
    }

    #[test]
    fn a_program_is_taken_out_of_an_archive_whole_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kube-1.0").join("kube-a");
        let bytes = archive_of(&[("bin/kube-a.md", "no"), ("bin/kube-a", "yes"), ("kube-b", "no")]);
        assert!(extract(&mut tar::Archive::new(&bytes[..]), "kube-a", &file).unwrap());
        assert_eq!(fs::read_to_string(&file).unwrap(), "yes");
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o111, 0o111);
        }
    }

    #[test]
    fn an_archive_without_the_program_or_cut_short_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kube-a");
        let bytes = archive_of(&[("kube-a", &"yes".repeat(1000))]);
        assert!(!extract(&mut tar::Archive::new(&bytes[..]), "kube-b", &file).unwrap());
        assert!(extract(&mut tar::Archive::new(&bytes[..1000]), "kube-a", &file).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn an_archive_is_for_this_machine() {
        let ending = "-linux-amd64.tar.xz";
        assert!(is_archive(Path::new("/a/kube-1.20.2-linux-amd64.tar.xz"), ending));
        for almost in
            ["kube-1.20.2-linux-arm64.tar.xz", "kube-1.20.2-linux-amd64.tar.gz", "kubectl-linux-amd64.tar.xz"]
        {
            assert!(!is_archive(Path::new(almost), ending), "{almost}");
        }
    }
}
