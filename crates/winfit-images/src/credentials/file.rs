//! Reading the small files of docker and podman, within bounds of size and time.

use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::time::Duration;

use tokio::sync::oneshot;

/// Longest that a file may take. `REGISTRY_AUTH_FILE` may name a pipe, which the other end may never fill.
const LONGEST: Duration = Duration::from_secs(5);

/// The bytes of a file, one more than `largest` if it is larger; `None` if there is none.
///
/// # Errors
///
/// Why it cannot be read.
pub(crate) async fn read(path: &Path, largest: usize) -> Result<Option<Vec<u8>>, String> {
    let (sender, receiver) = oneshot::channel();
    let owned = path.to_owned();
    // A thread of its own, because the runtime waits at its end for its own threads, and a pipe may never be filled.
    let reading = std::thread::Builder::new().name("auth-file".to_owned());
    reading.spawn(move || drop(sender.send(read_now(&owned, largest)))).map_err(|error| error.to_string())?;
    let read = tokio::time::timeout(LONGEST, receiver).await;
    let read = read.map_err(|_| format!("nothing comes within {} s", LONGEST.as_secs()))?;
    match read.map_err(|error| error.to_string())? {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

fn read_now(path: &Path, largest: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(largest).unwrap_or(u64::MAX).saturating_add(1);
    std::fs::File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
