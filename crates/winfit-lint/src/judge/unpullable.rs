//! Images that cannot be pulled, whatever the host: their workloads run nowhere.

use winfit_compat::catalog::Date;
use winfit_compat::reference::{ParseReferenceError, Reference};

use super::Name;
use crate::Found;
use crate::facts::{Cause, Known, Unread};
use crate::rule::Rule;
use crate::rules::image::{image_not_found, invalid_image_name, withdrawn_tag};

/// Why an image cannot be pulled.
#[derive(Debug, Clone)]
pub(crate) enum Unpullable<'d> {
    /// Its name is none: no registry is asked for it.
    NoName(ParseReferenceError),
    /// The tag was removed on this day.
    Withdrawn(Date),
    /// The registry was asked, and does not have it.
    NotFound(&'d Unread),
}

impl<'d> Unpullable<'d> {
    /// Why a container's image cannot be pulled, if that is so.
    pub(super) fn of(
        found: &Found,
        container: usize,
        name: Option<&Name<'_>>,
        known: Option<&'d Known>,
    ) -> Option<Self> {
        let Some(name) = name else { return no_name(found, container).map(Self::NoName) };
        match known {
            // What was read is there, whatever happened to its tag in the meantime.
            Some(Known::Read(_)) => None,
            unread => {
                let removed = name.claim.moving.and_then(|row| row.removed).map(Self::Withdrawn);
                removed.or_else(|| match unread {
                    Some(Known::Unread(unread)) if unread.cause == Cause::NotFound => {
                        Some(Self::NotFound(unread))
                    }
                    _ => None,
                })
            }
        }
    }

    /// The rule that says so.
    pub(crate) const fn rule(&self) -> &'static Rule {
        match self {
            Self::NoName(_) => &invalid_image_name::RULE,
            Self::Withdrawn(_) => &withdrawn_tag::RULE,
            Self::NotFound(_) => &image_not_found::RULE,
        }
    }
}

/// What is wrong with a name that is written without gaps.
fn no_name(found: &Found, container: usize) -> Option<ParseReferenceError> {
    let is_known = found.images.get(container).is_some_and(crate::ImagePlace::is_known);
    found.workload.containers.get(container).filter(|_| is_known)?.image.parse::<Reference>().err()
}
