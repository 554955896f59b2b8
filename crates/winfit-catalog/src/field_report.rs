//! Publicly reported combinations that behave otherwise than documented.

use crate::{Date, Kb, List, Text};

/// Whether a report still describes what users meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportState {
    /// Nobody has announced a cure.
    Open,
    /// An update cures it: see [`FieldReport::cured_by`].
    Cured,
}

/// What the reporters saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportedEffect {
    /// Documented to run, and fails.
    Fails,
    /// Documented not to run, and starts.
    Starts,
}

/// How the image's revision stands to the host's, where the report depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportedRelation {
    /// The report holds whatever the revisions are.
    Any,
    /// Same build, and the image's revision is greater than the host's.
    ImageRevisionNewer,
}

/// A field report: a row of `catalog/field-reports.toml`. It never changes a verdict; it adds a caution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReport {
    /// Short name, e.g. `image-revision-newer-than-host`.
    pub id: Text,
    /// What users met, in one sentence.
    pub statement: Text,
    /// What the reporters saw.
    pub effect: ReportedEffect,
    /// Whether it still happens.
    pub state: ReportState,
    /// Host builds that it concerns; empty: any.
    pub host_builds: List<u32>,
    /// The report concerns server hosts (`Some(false)`), client hosts (`Some(true)`) or both.
    pub host_client: Option<bool>,
    /// Hosts at or above this revision are not concerned: the cure is installed.
    pub host_below_revision: Option<u32>,
    /// Image builds that it concerns; empty: any.
    pub image_builds: List<u32>,
    /// Images below this revision are not concerned.
    pub image_from_revision: Option<u32>,
    /// How the revisions stand to each other.
    pub relation: ReportedRelation,
    /// Error code or text that users saw, e.g. `0xc0370106`; empty if none was given.
    pub symptom: Text,
    /// The update that cures it.
    pub cured_by: Option<Kb>,
    /// Day of the first report.
    pub reported: Date,
    /// Id of the source.
    pub source: Text,
}
