//! The tables about Kubernetes as Rust source.

use super::{Source, text};
use crate::{
    KnownVersions, KubernetesField, KubernetesVersion, PathStep, PauseImage, RuntimeCondition, Text, Versions,
};

/// A row about a field.
pub(super) fn field(out: &mut Source, row: &KubernetesField) -> String {
    let (steps, sources) =
        (out.table("PathStep", &row.path.steps, |_, step| self::step(step)), out.texts(&row.sources));
    format!(
        "KubernetesField {{ id: {}, rule: {}, unchecked: {}, kind: ObjectKind::{:?}, path: FieldPath {{ steps: {steps} }}, \
         value: {}, qualifier: {}, os_name: PodOs::{:?}, behaviour: FieldBehaviour::{:?}, versions: {}, runtime: {}, \
         alternative: {}, explanation: {}, basis: Basis::{:?}, sources: {sources} }}",
        text(&row.id),
        maybe_text(row.rule.as_ref()),
        maybe_text(row.unchecked.as_ref()),
        row.kind,
        maybe_text(row.value.as_ref()),
        maybe_text(row.qualifier.as_ref()),
        row.os_name,
        row.behaviour,
        versions(row.versions),
        runtime(&row.runtime),
        maybe_text(row.alternative.as_ref()),
        text(&row.explanation),
        row.basis,
    )
}

/// A pause image.
pub(super) fn pause_image(out: &mut Source, row: &PauseImage) -> String {
    let builds = out.table("u32", &row.builds, |_, build| build.to_string());
    let (containerd, sources) = (out.texts(&row.containerd), out.texts(&row.sources));
    let default_of = row.default_of.map_or_else(|| "None".to_owned(), |of| format!("Some({})", versions(of)));
    format!(
        "PauseImage {{ image: {}, builds: {builds}, default_of: {default_of}, containerd: {containerd}, note: {}, \
         sources: {sources} }}",
        text(&row.image),
        text(&row.note),
    )
}

/// The range of versions that are known.
pub(super) fn known_versions(known: KnownVersions) -> String {
    format!("KnownVersions {{ oldest: {}, newest: {} }}", version(known.oldest), version(known.newest))
}

pub(super) fn step(step: &PathStep) -> String {
    match step {
        PathStep::Key(name) => format!("PathStep::Key({})", text(name)),
        PathStep::Entry(name) => format!("PathStep::Entry({})", text(name)),
        PathStep::EntryPrefix(prefix) => format!("PathStep::EntryPrefix({})", text(prefix)),
        PathStep::AnyEntry | PathStep::AnyItem => format!("PathStep::{step:?}"),
    }
}

fn runtime(runtime: &RuntimeCondition) -> String {
    match runtime {
        RuntimeCondition::Any | RuntimeCondition::Docker => format!("RuntimeCondition::{runtime:?}"),
        RuntimeCondition::Containerd { least } => {
            format!("RuntimeCondition::Containerd {{ least: {} }}", maybe_text(least.as_ref()))
        }
    }
}

fn versions(versions: Versions) -> String {
    let end = |end: Option<KubernetesVersion>| {
        end.map_or_else(|| "None".to_owned(), |end| format!("Some({})", version(end)))
    };
    format!("Versions {{ since: {}, until: {} }}", end(versions.since), end(versions.until))
}

fn version(version: KubernetesVersion) -> String {
    format!("KubernetesVersion::new({})", version.minor())
}

pub(super) fn maybe_text(value: Option<&Text>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({})", text(value)))
}
