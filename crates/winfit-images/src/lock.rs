//! Facts files: what references stood for, to be judged again without a network, with the same answer.
//!
//! A facts file is made to be committed: sorted, a line per fact, and the same bytes for the same facts. What its text
//! looks like is the matter of `text`, how it gets to disk of `file`.

mod error;
mod file;
mod model;
mod text;
mod time;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use winfit_compat::catalog::Date;

use crate::{ImageFacts, Source};

pub use error::LockError;

/// What references stood for, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    /// Facts by source; sorted, so that the file changes only where facts do.
    ///
    /// Images whose platforms could not all be read have no place here: what is missing would be missing for weeks.
    /// Kept of each are all facts and the second when they were checked, but not whether they came out of the cache.
    pub images: BTreeMap<Source, ImageFacts>,
}

/// Facts that were checked long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale<'a> {
    /// The image.
    pub source: &'a Source,
    /// Whole days, in UTC, since it was checked.
    pub days: u32,
}

impl Lock {
    /// Days for which facts are taken to hold: base images are published anew on the second Tuesday of each month, so that
    /// after five weeks every tag of theirs has moved.
    pub const LIFETIME_DAYS: u32 = 35;

    /// Reads a facts file of at most 16 MiB.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is none.
    pub fn read(file: &Path) -> Result<Self, LockError> {
        Self::parse(&file.display().to_string(), &file::read(file)?)
    }

    /// The facts in the bytes of a facts file, which errors call `name`.
    ///
    /// # Errors
    ///
    /// It is none, or one of another version: every field has to be there, and no others.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self, LockError> {
        text::parse(name, bytes)
    }

    /// The text of a facts file: JSON, indented, with a line break at its end.
    #[must_use]
    pub fn to_text(&self) -> String {
        text::print(self)
    }

    /// Changes a facts file, or begins one: what others wrote into it in the meantime is in what `change` gets. On Unix,
    /// programs that do so at the same time take turns; elsewhere there is an instant between reading and writing.
    ///
    /// # Errors
    ///
    /// It is there and cannot be read or is none, or it cannot be written; what was there before is still there.
    pub fn update<T>(file: &Path, change: impl FnOnce(&mut Self) -> T) -> Result<T, LockError> {
        let _turn = file::turn(file);
        let mut lock = Self::read_or_begin(file)?;
        let told = change(&mut lock);
        lock.write(file)?;
        Ok(told)
    }

    /// Reads a facts file; an empty one where there is no file.
    ///
    /// # Errors
    ///
    /// It is there, and cannot be read or is none.
    pub fn read_or_begin(file: &Path) -> Result<Self, LockError> {
        match Self::read(file) {
            Err(LockError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            read => read,
        }
    }

    /// Writes it, whole or not at all. A link is followed, and the old file's permissions stay.
    ///
    /// # Errors
    ///
    /// It cannot be written; what was there before is still there.
    pub fn write(&self, file: &Path) -> Result<(), LockError> {
        file::write(file, self.to_text().as_bytes())
    }

    /// The images that were checked more than so many days before this day, longest ago first.
    #[must_use]
    pub fn stale(&self, today: Date, days: u32) -> Vec<Stale<'_>> {
        let ages = self
            .images
            .iter()
            .map(|(source, facts)| Stale { source, days: age_in_days(facts.origin.checked, today) });
        let mut stale: Vec<Stale<'_>> = ages.filter(|it| it.days > days).collect();
        // Stable: equally old ones stay sorted by source.
        stale.sort_by_key(|it| std::cmp::Reverse(it.days));
        stale
    }
}

/// Whole days, in UTC, from a moment to a day; none if the moment is yet to come.
fn age_in_days(checked: SystemTime, today: Date) -> u32 {
    let checked = time::seconds_since_epoch(checked).div_euclid(time::SECONDS_PER_DAY);
    u32::try_from(today.days_since_epoch().saturating_sub(checked)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
