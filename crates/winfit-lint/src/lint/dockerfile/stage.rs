//! A stage of a Dockerfile, as rules see it: what it starts from, and what says that it is for Windows.

use std::fmt;

use winfit_compat::catalog::{ImageFamily, RepositoryRole};
use winfit_compat::rules::SERVER_2016;
use winfit_compat::tag::read_tag;
use winfit_compat::{ImageOsVersion, Os, Platform, Provenance};

use super::Shell;
use crate::judge::{Check, Judged, reference};
use crate::{Confidence, Found, HintReason, ImagePlace};

/// A stage.
pub(crate) struct Stage<'a> {
    /// The number of its `FROM` among the instructions.
    pub(crate) from: usize,
    /// The number of the earlier stage that it goes on from.
    pub(crate) base: Option<usize>,
    /// What was read of it; `None` if it could not be.
    pub(crate) found: Option<&'a Found>,
    /// What its image is, or that of the stage it goes on from.
    pub(crate) platforms: Vec<Platform>,
    /// Whether that is a base image of Microsoft's, as it is.
    pub(crate) is_bare: bool,
    /// Whether that is a Nano Server of a release without Windows PowerShell.
    pub(crate) lacks_powershell: bool,
    /// How sure it is that it is for Windows; `None` if nothing says so.
    pub(crate) windows: Option<Confidence>,
    /// What runs commands at its end.
    pub(crate) shell: Shell,
}

impl<'a> Stage<'a> {
    pub(super) fn new(
        check: &Check<'_>,
        from: usize,
        found: Option<&'a Found>,
        judged: Option<&'a Judged<'a>>,
        base: Option<(usize, &Stage<'a>)>,
    ) -> Self {
        let (base_number, base) = base.unzip();
        let platforms = match (judged, base) {
            (Some(judged), _) => judged.platforms(0).to_vec(),
            (None, Some(base)) => base.platforms.clone(),
            (None, None) => Vec::new(),
        };
        let own = found.and_then(|found| is_bare(check, found));
        Self {
            from,
            base: base_number,
            found,
            platforms,
            is_bare: own.unwrap_or_else(|| base.is_some_and(|base| base.is_bare)),
            lacks_powershell: match own {
                Some(_) => found.is_some_and(|found| lacks_powershell(check, found)),
                None => base.is_some_and(|base| base.lacks_powershell),
            },
            windows: found.and_then(|found| windows(found, judged, base)),
            shell: base.map_or(Shell::Image, |base| base.shell),
        }
    }

    /// Its name, if it has one, in small letters: it has no case.
    pub(super) fn name(&self) -> Option<String> {
        let found = self.found.filter(|found| found.name.is_some());
        found.map(|found| found.workload.name.to_ascii_lowercase())
    }

    /// The variables of its image that have no value.
    pub(crate) fn unknown_variables(&self) -> impl Iterator<Item = &'a str> {
        let image = self.found.and_then(|found| found.images.first());
        // What is no variable is noted as well.
        let is_name = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        image.into_iter().flat_map(ImagePlace::unknown_variables).filter(is_name)
    }

    /// The builds of its platforms, as far as they are known.
    pub(crate) fn builds(&self) -> Vec<u32> {
        builds(&self.platforms)
    }
}

/// The builds of Windows platforms, as far as they are known.
pub(crate) fn builds(platforms: &[Platform]) -> Vec<u32> {
    let build = |platform: &Platform| match platform.os_version {
        ImageOsVersion::Known(version) | ImageOsVersion::Unlisted(version) => Some(version.build),
        ImageOsVersion::Absent | ImageOsVersion::Unknown => None,
    };
    platforms.iter().filter(|it| it.os == Some(Os::Windows)).filter_map(build).collect()
}

impl fmt::Display for Stage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.found {
            Some(found) => found.workload.fmt(f),
            None => f.write_str("stage"),
        }
    }
}

/// Whether the image is a base image of Microsoft's; `None` if there is no image.
fn is_bare(check: &Check<'_>, found: &Found) -> Option<bool> {
    found.workload.containers.first()?;
    let repository = reference(found, 0).and_then(|it| read_tag(check.catalog, &it).repository);
    Some(repository.is_some_and(|it| it.windows_only && it.role == RepositoryRole::Base))
}

/// Whether the image is a Nano Server as it is, of a release after the one of 2016, which had PowerShell.
fn lacks_powershell(check: &Check<'_>, found: &Found) -> bool {
    let Some(reference) = reference(found, 0) else { return false };
    let claim = read_tag(check.catalog, &reference);
    let is_nano_server = claim.family == Some(ImageFamily::NanoServer)
        && claim.repository.is_some_and(|it| it.role == RepositoryRole::Base);
    is_nano_server && claim.platform.os_version.inside().is_some_and(|it| it.build > SERVER_2016)
}

fn windows(found: &Found, judged: Option<&Judged<'_>>, base: Option<&Stage<'_>>) -> Option<Confidence> {
    let (os, hints) = (found.workload.os, &found.windows_hints);
    if os == Some(Os::Linux) || judged.is_some_and(|judged| !judged.is_for_windows) {
        return None;
    }
    let of_image = judged.and_then(|judged| {
        let windows = judged.platforms(0).iter().filter(|platform| platform.os == Some(Os::Windows));
        windows.map(|platform| of_provenance(platform.provenance)).max()
    });
    let of_hints = hints.iter().map(|hint| match hint.reason {
        HintReason::EscapeDirective => Confidence::Possible,
        _ => Confidence::Likely,
    });
    let of_platform = (os == Some(Os::Windows)).then_some(Confidence::Certain);
    let of_base = base.and_then(|base| base.windows);
    of_hints.chain(of_image).chain(of_platform).chain(of_base).max()
}

const fn of_provenance(provenance: Provenance) -> Confidence {
    match provenance {
        Provenance::Tag => Confidence::Likely,
        Provenance::None => Confidence::Possible,
        _ => Confidence::Certain,
    }
}
