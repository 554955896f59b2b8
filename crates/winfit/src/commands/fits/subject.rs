//! The image that is asked about: what was given, else what its name claims.

use winfit_compat::catalog::Catalog;
use winfit_compat::reference::Reference;
use winfit_compat::remedy::Means;
use winfit_compat::tag::{TagClaim, read_tag};
use winfit_compat::{ImageOsVersion, Os, Platform, Provenance};

use crate::cli::FitsArgs;
use crate::context::Context;
use crate::error::Error;
use crate::named;

/// An image.
#[derive(Debug)]
pub(super) struct Subject<'c> {
    /// As typed.
    pub(super) text: Option<String>,
    /// Its reference and what that claims.
    pub(super) named: Option<(Reference, TagClaim<'c>)>,
    /// What is known of it.
    pub(super) platform: Platform,
}

impl<'c> Subject<'c> {
    pub(super) fn new(arguments: &FitsArgs, catalog: &'c Catalog) -> Result<Self, Error> {
        let named = match &arguments.image {
            None => None,
            Some(text) => {
                let reference: Reference = text.parse()?;
                let claim = read_tag(catalog, &reference);
                Some((reference, claim))
            }
        };
        let claimed = named.as_ref().map_or_else(Platform::unknown, |(_, claim)| claim.platform);
        let architecture = arguments.image_arch.or(claimed.architecture);
        let platform = match &arguments.image_os_version {
            None => Platform { architecture, ..claimed },
            Some(version) => Platform {
                os: Some(Os::Windows),
                architecture,
                os_version: ImageOsVersion::Known(named::windows(catalog, version, None)?.version),
                provenance: Provenance::Given,
            },
        };
        Ok(Self { text: arguments.image.clone(), named, platform })
    }

    /// What remedies may draw on.
    pub(super) fn means(&self, context: &Context) -> Means<'_> {
        let reference = self.named.as_ref().map(|(reference, claim)| (reference, claim));
        Means { reference, today: context.today }
    }
}
