//! How far an OS version is behind the newest revision that is known of its build.

use winfit_catalog::{Catalog, Date, Update, UpdateChannel, UpdateKind};

use crate::{HostKind, OsVersion};

/// The newest revision that is known of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest<'c> {
    /// The OS version.
    pub version: OsVersion,
    /// The updates that install it: at least one.
    pub updates: &'c [Update],
    /// Of servers or of clients; `None`: of either.
    kind: Option<HostKind>,
}

/// A distance between two revisions of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Behind {
    /// Monthly security updates up to the newest revision.
    pub monthly_updates: usize,
    /// Days between the two, where both are dated.
    pub days: Option<i64>,
}

impl<'c> Newest<'c> {
    /// The newest revision of a build, of servers or clients where that is told; `None` if no update of it is known.
    #[must_use]
    pub fn of_build(catalog: &'c Catalog, build: u32, kind: Option<HostKind>) -> Option<Self> {
        // No host ever has what is for images only.
        let is_offered = |update: &&Update| is_for(update, kind) && update.kind != UpdateKind::ImageOnly;
        let last = catalog.updates_of_build(build).iter().rev().find(is_offered)?;
        let updates = catalog.updates_of_revision(build, last.revision);
        Some(Self { version: OsVersion::new(build, last.revision), updates, kind })
    }

    /// The day on which it was published.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        day(self.updates)
    }

    /// How far a version of this build is behind; `None` if its revision is unknown, or newer than this.
    ///
    /// ```
    /// use winfit_compat::{OsVersion, age::Newest, builtin::builtin};
    /// let newest = Newest::of_build(builtin(), 17763, None).unwrap();
    /// assert_eq!(newest.behind(builtin(), newest.version).unwrap().monthly_updates, 0);
    /// assert!(newest.behind(builtin(), OsVersion::new(17763, 437)).unwrap().monthly_updates > 60);
    /// ```
    #[must_use]
    pub fn behind(&self, catalog: &Catalog, version: OsVersion) -> Option<Behind> {
        let (revision, newest) = version.revision.zip(self.version.revision)?;
        if !version.same_build(self.version) || revision > newest {
            return None;
        }
        let between = catalog.updates_of_build(version.build).iter().filter(|update| {
            update.revision > revision
                && update.revision <= newest
                && update.kind == UpdateKind::Security
                && is_for(update, self.kind)
        });
        let mut months: Vec<u32> = between.map(|update| update.revision).collect();
        months.dedup();
        let published = day(catalog.updates_of_revision(version.build, revision));
        let days = published.zip(self.date());
        Some(Behind {
            monthly_updates: months.len(),
            days: days.map(|(ours, newest)| newest.days_since_epoch() - ours.days_since_epoch()),
        })
    }
}

/// Server or client, where a revision was published for one of them only, else where only one of them has the build.
#[must_use]
pub fn kind_of_version(catalog: &Catalog, version: OsVersion) -> Option<HostKind> {
    kind_of_revision(catalog, version).or_else(|| kind_of_build(catalog, version.build))
}

fn kind_of_revision(catalog: &Catalog, version: OsVersion) -> Option<HostKind> {
    let updates = catalog.updates_of_revision(version.build, version.revision?);
    let mut kinds = updates.iter().map(|update| match update.channel {
        UpdateChannel::Server => Some(HostKind::Server),
        UpdateChannel::Client => Some(HostKind::Client),
        UpdateChannel::Both => None,
    });
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}

fn kind_of_build(catalog: &Catalog, build: u32) -> Option<HostKind> {
    let mut releases = catalog.releases_of_build(build);
    let first = releases.next()?.is_server();
    let kind = if first { HostKind::Server } else { HostKind::Client };
    releases.all(|release| release.is_server() == first).then_some(kind)
}

fn is_for(update: &Update, kind: Option<HostKind>) -> bool {
    !matches!(
        (update.channel, kind),
        (UpdateChannel::Server, Some(HostKind::Client)) | (UpdateChannel::Client, Some(HostKind::Server))
    )
}

fn day(updates: &[Update]) -> Option<Date> {
    updates.iter().find_map(|update| update.date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::builtin;

    fn months(kind: HostKind, version: OsVersion) -> Option<usize> {
        let newest = Newest::of_build(builtin(), version.build, Some(kind))?;
        newest.behind(builtin(), version).map(|behind| behind.monthly_updates)
    }

    #[test]
    fn previews_and_what_is_for_images_only_are_no_months() {
        let newest = Newest::of_build(builtin(), 14393, None).unwrap();
        let since = |revision| newest.behind(builtin(), OsVersion::new(14393, revision)).unwrap();
        // 3506 is the image of 3504, and of the same month.
        assert_eq!(since(3443).monthly_updates, since(3504).monthly_updates + 1);
        assert_eq!(since(3504).monthly_updates, since(3506).monthly_updates);
        // 1914 is a preview.
        assert_eq!(since(1884).monthly_updates, since(1914).monthly_updates);
    }

    #[test]
    fn servers_and_clients_of_one_build_are_counted_apart_where_their_revisions_are() {
        let (server, client) = (HostKind::Server, HostKind::Client);
        let newest = |kind| Newest::of_build(builtin(), 26100, Some(kind)).unwrap().version;
        assert!(newest(server).revision > Some(32230) && newest(client).revision < Some(32230));
        assert_eq!(kind_of_version(builtin(), newest(server)), Some(server));
        assert_eq!(kind_of_version(builtin(), newest(client)), Some(client));
        assert_eq!(kind_of_version(builtin(), OsVersion::new(26100, 3194)), None);
        assert_eq!(kind_of_version(builtin(), OsVersion::of_build(20348)), Some(server));
        assert_eq!(months(client, newest(server)), None, "newer than any client");
    }

    #[test]
    fn what_is_not_known_is_no_distance() {
        assert_eq!(months(HostKind::Server, OsVersion::of_build(20348)), None);
        assert_eq!(months(HostKind::Server, OsVersion::new(20348, 99_999)), None);
        assert_eq!(Newest::of_build(builtin(), 12345, None), None);
        let newest = Newest::of_build(builtin(), 20348, None).unwrap();
        assert_eq!(newest.behind(builtin(), OsVersion::new(17763, 437)), None, "another build");
        assert_eq!(newest.behind(builtin(), newest.version).map(|it| it.days), Some(Some(0)));
    }
}
