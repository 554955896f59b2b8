//! Files of the user that are replaced in one step: whoever reads them sees the old one or the new one, and each whole.
//!
//! Unlike a file of the cache, nobody can get them anew: a file is on disk before it takes the old one's place. It takes over
//! the old one's permissions, and its owner where the system lets it; links are followed, and stay. Other names of the same
//! file (hard links) keep what was there.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// How the names of files begin that are still being written.
const UNFINISHED: &str = ".winfit-";

/// Links in a row that are followed; systems follow about as many.
const MOST_LINKS: usize = 40;

/// Why a file was not replaced; it is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// Somebody else has changed it.
    #[error("it has changed since it was read")]
    Changed,
    /// Nobody may write to it.
    #[error("it is read-only")]
    ReadOnly,
    /// The system refuses.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Puts bytes in a file's place, or begins one.
///
/// # Errors
///
/// It is no regular file, or the system refuses; what was there before is still there.
pub fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = behind_links(file)?;
    let old = match fs::metadata(&target) {
        Ok(old) => Some(regular(old)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    put(written(&target, bytes, old.as_ref())?, &target)
}

/// Puts bytes in the place of a file that is there, may be written to, and still holds the old bytes. One that holds the new
/// ones already is left alone.
///
/// Between the last look and the replacement there is an instant in which others may write.
///
/// # Errors
///
/// The file is read-only or has changed, or the system refuses; what was there before is still there.
pub fn replace_unchanged(file: &Path, old: &[u8], new: &[u8]) -> Result<(), ReplaceError> {
    let target = behind_links(file)?;
    let metadata = regular(fs::metadata(&target)?)?;
    if metadata.permissions().readonly() {
        return Err(ReplaceError::ReadOnly);
    }
    // Who may write to the folder may put a file in the place of one that is not his to change: that is not what he asked for.
    OpenOptions::new().write(true).open(&target)?;
    let written = written(&target, new, Some(&metadata))?;
    match holds(&target, old, new)? {
        Holds::New => Ok(()),
        Holds::Old => Ok(put(written, &target)?),
        Holds::Other => Err(ReplaceError::Changed),
    }
}

/// Writes a file that is not there yet.
///
/// # Errors
///
/// There is something of that name, of the kind [`io::ErrorKind::AlreadyExists`], or the system refuses.
pub fn create(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = written(file, bytes, None)?;
    written.persist_noclobber(file).map_err(|error| error.error)?;
    sync_folder(file);
    Ok(())
}

/// The folder that a file is in.
pub(crate) fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The file itself, or what the link in its place leads to, which need not exist.
pub(crate) fn behind_links(file: &Path) -> io::Result<PathBuf> {
    let mut target = file.to_owned();
    for _ in 0..MOST_LINKS {
        if !fs::symlink_metadata(&target).is_ok_and(|it| it.is_symlink()) {
            return Ok(target);
        }
        let next = fs::read_link(&target)?;
        target = target.parent().unwrap_or(Path::new("")).join(next);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "too many links lead on from it"))
}

fn regular(metadata: Metadata) -> io::Result<Metadata> {
    if metadata.is_file() {
        return Ok(metadata);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "it is there, and is no regular file"))
}

/// A file beside the target, on disk, under a name that nobody knows; it is gone with the value.
fn written(target: &Path, bytes: &[u8], old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // What others may do with a new file is the user's umask to say; what they may do with the old one is kept below.
    #[cfg(unix)]
    let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(match old {
        Some(_) => 0o600,
        None => 0o666,
    }));
    let mut written = builder.tempfile_in(folder_of(target)).map_err(without_path)?;
    written.write_all(bytes)?;
    if let Some(old) = old {
        take_over(written.as_file(), old)?;
    }
    written.as_file().sync_all()?;
    Ok(written)
}

/// The error of making a file, without the name that nobody knows.
fn without_path(error: io::Error) -> io::Error {
    use io::ErrorKind::{NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    match error.kind() {
        kind @ (NotFound | PermissionDenied | QuotaExceeded | ReadOnlyFilesystem | StorageFull) => {
            kind.into()
        }
        _ => error,
    }
}

/// Gives a file the owner and the permissions of another.
fn take_over(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let new = file.metadata()?;
        // Only root gives files away, and only to groups of their own do others: then it is the user's, as with any editor.
        if new.uid() != old.uid() {
            let _ = fchown(file, Some(old.uid()), None);
        }
        if new.gid() != old.gid() {
            let _ = fchown(file, None, Some(old.gid()));
        }
    }
    file.set_permissions(old.permissions())
}

enum Holds {
    Old,
    New,
    Other,
}

/// What a file holds, read no further than need be.
fn holds(target: &Path, old: &[u8], new: &[u8]) -> io::Result<Holds> {
    let most = u64::try_from(old.len().max(new.len())).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(target)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(match bytes.as_slice() {
        bytes if bytes == old => Holds::Old,
        bytes if bytes == new => Holds::New,
        _ => Holds::Other,
    })
}

fn put(written: NamedTempFile, target: &Path) -> io::Result<()> {
    written.persist(target).map_err(|error| error.error)?;
    sync_folder(target);
    Ok(())
}

/// The name is in the folder. Where folders cannot be synced, the old file may be back after a power cut.
fn sync_folder(target: &Path) {
    #[cfg(unix)]
    let _ = File::open(folder_of(target)).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let _ = target;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a file in it.
    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.yaml");
        fs::write(&file, text).unwrap();
        (folder, file)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = folder.read_dir().unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = entries.collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_holds_the_old_bytes_gets_the_new_ones() {
        let (folder, file) = file("old");
        replace_unchanged(&file, b"old", b"new").unwrap();
        assert_eq!(
            (fs::read(&file).unwrap(), names(folder.path())),
            (b"new".to_vec(), vec!["a.yaml".to_owned()])
        );
        // Two names may lead to one file: then the second finds it done.
        replace_unchanged(&file, b"old", b"new").unwrap();
    }

    #[test]
    fn a_file_that_somebody_changed_is_left_as_it_is() {
        for text in ["", "ol", "older", "Old", "something else that is much longer"] {
            let (folder, file) = file(text);
            assert!(matches!(replace_unchanged(&file, b"old", b"new"), Err(ReplaceError::Changed)), "{text}");
            assert_eq!(
                (fs::read_to_string(&file).unwrap(), names(folder.path()).len()),
                (text.to_owned(), 1)
            );
        }
    }

    #[test]
    fn a_file_that_is_gone_or_is_a_folder_is_not_made() {
        let (folder, file) = file("old");
        fs::remove_file(&file).unwrap();
        assert!(matches!(replace_unchanged(&file, b"old", b"new"), Err(ReplaceError::Io(_))));
        assert_eq!(names(folder.path()), [""; 0]);
        fs::create_dir(&file).unwrap();
        assert!(matches!(replace_unchanged(&file, b"", b"new"), Err(ReplaceError::Io(_))));
        assert!(replace(&file, b"new").is_err());
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }

    #[test]
    fn a_file_is_made_only_where_there_is_none() {
        let (folder, file) = file("old");
        let error = create(&file, b"new").unwrap_err();
        assert_eq!((error.kind(), fs::read(&file).unwrap()), (io::ErrorKind::AlreadyExists, b"old".to_vec()));
        create(&folder.path().join("b.yaml"), b"new").unwrap();
        assert_eq!(names(folder.path()), ["a.yaml", "b.yaml"]);
    }

    #[test]
    fn a_read_only_file_is_left_as_it_is() {
        let (folder, file) = file("old");
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        assert!(matches!(replace_unchanged(&file, b"old", b"new"), Err(ReplaceError::ReadOnly)));
        assert_eq!((fs::read(&file).unwrap(), names(folder.path()).len()), (b"old".to_vec(), 1));
    }

    #[test]
    fn an_error_names_no_file_that_nobody_knows() {
        let error = create(Path::new("/does/not/exist/a.yaml"), b"new").unwrap_err();
        assert_eq!(error.to_string(), "entity not found");
    }

    #[cfg(unix)]
    mod on_unix {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        use super::*;

        #[test]
        fn permissions_and_owner_stay() {
            for mode in [0o600, 0o640, 0o755, 0o664] {
                let (_folder, file) = file("old");
                fs::set_permissions(&file, PermissionsExt::from_mode(mode)).unwrap();
                let before = fs::metadata(&file).unwrap();
                replace_unchanged(&file, b"old", b"new").unwrap();
                let after = fs::metadata(&file).unwrap();
                assert_eq!(after.permissions().mode() & 0o7777, mode);
                assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
                assert_ne!(after.ino(), before.ino(), "it is another file");
            }
        }

        #[test]
        fn links_stay_and_what_they_lead_to_is_replaced() {
            let (folder, file) = file("old");
            let [link, other] = ["link", "other"].map(|name| folder.path().join(name));
            symlink("a.yaml", &link).unwrap();
            symlink("link", &other).unwrap();
            replace_unchanged(&other, b"old", b"new").unwrap();
            assert_eq!(fs::read_link(&other).unwrap(), Path::new("link"));
            assert_eq!(fs::read_link(&link).unwrap(), Path::new("a.yaml"));
            assert_eq!(fs::read(&file).unwrap(), b"new");
            symlink("loop", folder.path().join("loop")).unwrap();
            assert!(replace(&folder.path().join("loop"), b"new").is_err());
        }
    }
}
