//! What may be wrong: each cause is a file with its statement, its evidence and its examples.

use winfit_compat::catalog::{Catalog, Date};
use winfit_compat::remedy;

use crate::causes::CAUSES;
use crate::facts::{Facts, HostFact, ImageFact};
use crate::text::Place;

pub(crate) mod case;
mod pair;

pub use case::{Case, Engine, Judged, Stage};
pub use pair::Pair;

/// A cause of failures.
pub struct Cause {
    /// Kebab-case name; keeps its meaning once released.
    pub id: &'static str,
    /// What it is about.
    pub class: Class,
    /// The cause in a few words.
    pub title: &'static str,
    /// What is wrong, in full.
    pub statement: &'static str,
    /// What must be seen before this is said.
    pub requires: &'static str,
    /// What speaks against it, or makes it less sure.
    pub against: &'static str,
    /// Signs of `catalog/error-texts.csv` that it looks at.
    pub signs: &'static [&'static str],
    /// Ids of the catalogue's sources.
    pub sources: &'static [&'static str],
    /// Whether doing the same again may come to work, with nothing changed.
    pub retry_may_help: bool,
    /// Finds it: once for each pair of host and image that it concerns.
    pub find: fn(&Case<'_>) -> Vec<Found>,
    /// Texts, and whether it is found in them.
    pub examples: &'static [Example],
}

/// What a cause is about, the most telling first: of equally sure causes the first class comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The OS versions of host and image do not fit, or the isolation that would make them fit is not there.
    OsMismatch,
    /// Operating system or architecture are others.
    Platform,
    /// What a manifest or a container asks for.
    Workload,
    /// Where orchestrators place.
    Placement,
    /// The network of host and containers.
    Network,
    /// How a node is set up.
    Node,
    /// Getting an image.
    Pull,
    /// The program in the container.
    Application,
    /// What follows from another failure, and says little by itself.
    Consequence,
}

/// How sure a cause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Nothing else prints this, or the verdict on the very host and image says so.
    Certain,
    /// It fits everything that was read; something else would be a surprise.
    Likely,
    /// It fits, and so may others.
    Possible,
}

/// A cause that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Which one.
    pub cause: &'static Cause,
    /// How sure.
    pub confidence: Confidence,
    /// What is wrong, with the values at hand: one sentence, without a full stop.
    pub summary: String,
    /// The host that it is about.
    pub host: Option<HostFact>,
    /// The image that it is about.
    pub image: Option<ImageFact>,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
    /// What speaks against it.
    pub against: Vec<Evidence>,
    /// What to do, least effort first.
    pub remedies: Vec<Remedy>,
    /// What would make it surer.
    pub settle: Vec<Step>,
}

/// Something that was read, or follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// In words.
    pub says: String,
    /// Where it was read; `None` if it follows.
    pub place: Option<Place>,
}

/// Something to do about a cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// What the decision offers for the pair of host and image.
    Verdict(remedy::Remedy),
    /// Anything else.
    Do(Step),
}

/// A step to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it does.
    pub text: String,
    /// A line, or several, to paste; empty if there is nothing to paste.
    pub paste: String,
}

/// An example of a cause.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What it shows.
    pub says: &'static str,
    /// The text.
    pub text: &'static str,
    /// How sure the cause is there; `None`: it is not found.
    pub found: Option<Confidence>,
}

/// Finds what is wrong, the most likely first.
///
/// What only follows from another failure is left out where that failure was found. The same cause on the same host and
/// image is said once.
#[must_use]
pub fn diagnose(catalog: &Catalog, facts: &Facts<'_>, today: Date) -> Vec<Found> {
    let case = Case::new(catalog, facts, today);
    let mut found: Vec<Found> = CAUSES.iter().flat_map(|cause| (cause.find)(&case)).collect();
    found.sort_by_key(|it| (it.confidence, it.cause.class));
    let says_more = found.iter().any(|it| it.cause.class != Class::Consequence);
    if says_more {
        found.retain(|it| it.cause.class != Class::Consequence);
    }
    found
}

impl std::fmt::Debug for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Cause").field(&self.id).finish()
    }
}

impl Confidence {
    /// The word in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

impl Class {
    /// Whether it is about the OS versions of host and image: retrying is futile.
    #[must_use]
    pub const fn is_os_mismatch(self) -> bool {
        matches!(self, Self::OsMismatch)
    }
}

impl Step {
    /// A step with something to paste.
    #[must_use]
    pub fn new(text: impl Into<String>, paste: impl Into<String>) -> Self {
        Self { text: text.into(), paste: paste.into() }
    }
}

impl Evidence {
    /// Something that follows from what was read.
    #[must_use]
    pub fn follows(says: impl Into<String>) -> Self {
        Self { says: says.into(), place: None }
    }
}
