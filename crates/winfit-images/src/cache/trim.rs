//! Keeping the cache within its limit: what was used longest ago goes first.
//!
//! Looking at every file costs more than most runs have, so a ledger says how much there is: the size found when somebody
//! last looked, and what each process has written since, a line each. Lines of a process that was killed are missing, which
//! is why somebody looks at least once a day.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use super::CacheSettings;
use super::error::CacheError;
use super::files::{self, Files};
use super::folder::{Folder, Found, Owner, Shelf};

/// How long the ledger is believed.
const LOOKED_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Bytes of the longest ledger that is believed.
const LONGEST_LEDGER: u64 = 64 * 1024;

/// A file that is still unfinished after this long has lost its writer.
const LONGEST_WRITE: Duration = Duration::from_secs(60 * 60);

/// What the ledger says.
#[derive(Debug, PartialEq, Eq)]
struct Ledger {
    looked: SystemTime,
    bytes: u64,
}

/// Tells the ledger what was written, and removes what is too much, if it is time to look. Two processes that do so at
/// once remove the same files.
pub(super) fn trim(folder: &Folder, files: &Files, settings: &CacheSettings, written: &AtomicU64) {
    let path = folder.ledger();
    let written = written.swap(0, Ordering::Relaxed);
    let now = SystemTime::now();
    let ledger = files.read(&path, LONGEST_LEDGER);
    let ledger = ledger.and_then(|bytes| Ledger::parse(str::from_utf8(&bytes).ok()?));
    if let Some(Ledger { looked, bytes }) = ledger
        && super::is_within(LOOKED_EVERY, looked, now)
        && bytes.saturating_add(written) <= settings.limit
    {
        if written > 0 {
            tell(&path, written);
        }
        return;
    }
    // Nothing is removed from a folder, or written to it, that is not ours.
    if !matches!(folder.owner(), Ok(Owner::Winfit)) {
        return;
    }
    if let Ok(bytes) = look(folder, settings, now) {
        files.write(folder, &path, Ledger { looked: now, bytes }.text().as_bytes());
    }
}

/// Adds a line. If that fails, the ledger says too little until somebody looks.
fn tell(ledger: &Path, bytes: u64) {
    let _ = OpenOptions::new()
        .append(true)
        .open(ledger)
        .and_then(|mut file| file.write_all(format!("{bytes}\n").as_bytes()));
}

/// Looks at every file, removes what is too much, and says how much is left.
fn look(folder: &Folder, settings: &CacheSettings, now: SystemTime) -> Result<u64, CacheError> {
    let limit = settings.limit;
    let mut kept: Vec<Found> = Vec::new();
    let mut bytes: u64 = 0;
    folder.walk(|found| {
        let lifetime = match found.shelf {
            None => LONGEST_WRITE,
            Some(Shelf::Failures) => settings.failure_lifetime,
            Some(Shelf::Documents | Shelf::Tags) => Duration::MAX,
        };
        let age = now.duration_since(found.used);
        if age.is_ok_and(|age| age > lifetime) {
            files::discard(&found.path);
        } else {
            bytes = bytes.saturating_add(found.bytes);
            kept.push(found);
        }
    })?;
    if bytes > limit {
        // A time that is yet to come was written under a wrong clock: such a file would be kept for ever.
        kept.sort_by_key(|found| if found.used > now { SystemTime::UNIX_EPOCH } else { found.used });
        for found in kept.iter().filter(|found| found.shelf.is_some()) {
            if bytes <= limit / 5 * 4 {
                break;
            }
            if fs::remove_file(&found.path).is_ok() {
                bytes = bytes.saturating_sub(found.bytes);
            }
        }
    }
    Ok(bytes)
}

impl Ledger {
    fn text(&self) -> String {
        let looked = self.looked.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
        format!("looked {looked}\n{}\n", self.bytes)
    }

    /// What it says, if it is sound: a line with the time, and numbers to add up.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let looked = Duration::from_secs(lines.next()?.strip_prefix("looked ")?.parse().ok()?);
        let mut bytes: u64 = 0;
        for line in lines {
            bytes = bytes.saturating_add(line.parse().ok()?);
        }
        Some(Self { looked: SystemTime::UNIX_EPOCH.checked_add(looked)?, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_adds_up_its_lines() {
        let looked = SystemTime::UNIX_EPOCH + Duration::from_secs(7);
        assert_eq!(Ledger::parse("looked 7\n100\n20\n3\n"), Some(Ledger { looked, bytes: 123 }));
        let ledger = Ledger { looked, bytes: 5 };
        assert_eq!(Ledger::parse(&ledger.text()), Some(ledger));
    }

    #[test]
    fn a_broken_ledger_says_nothing() {
        for broken in
            ["", "looked 7", "looked 7\n100", "looked x\n1\n", "looked 7\n-1\n", "looked 7\n1\n\n", "7\n1\n"]
        {
            assert_eq!(Ledger::parse(broken), None, "{broken:?}");
        }
    }
}
