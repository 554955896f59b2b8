//! What was read of an image, with what the catalogue and the rules say about it.

use std::time::{Duration, SystemTime};

use winfit_compat::base::base_of_layers;
use winfit_compat::catalog::{Catalog, ImageFamily, Release};
use winfit_compat::reference::Reference;
use winfit_compat::remedy::host_of_release_for;
use winfit_compat::rules::RuleSet;
use winfit_compat::tag::read_tag;
use winfit_compat::verdict::{grounds, image_verdict};
use winfit_compat::{HostKind, ImageOsVersion, Isolation, Os, OsVersion, Provenance};
use winfit_images::{ImageFacts, PlatformFacts, SkippedKind, Source};

use super::Asked;
use crate::clock::timestamp;
use crate::commands::version::about::of_version;
use crate::context::Context;
use crate::facts::problems;
use crate::wire::image::{Answer, Base, Image, OnRelease, Platform, Skipped};
use crate::wire::{self, ReleaseName};

/// All about an image.
pub(super) fn image(
    context: &Context,
    asked: &Asked,
    source: &Source,
    facts: &ImageFacts,
    now: SystemTime,
) -> Image {
    let family = named_family(context.catalog(), source);
    let checked = facts.origin.checked;
    Image {
        reference: asked.text.clone(),
        digest: facts.digest.as_ref().map(ToString::to_string),
        platforms: facts.platforms.iter().map(|it| platform(context, it, family)).collect(),
        provenance: Some(wire::provenance(place(source))),
        checked: timestamp(checked),
        cached: Some(facts.origin.cached),
        releases: releases(context, facts),
        skipped: facts.skipped.iter().map(skipped).collect(),
        error: None,
        problems: problems(facts),
        age: now.duration_since(checked).unwrap_or(Duration::ZERO).as_secs(),
    }
}

const fn place(source: &Source) -> Provenance {
    match source {
        Source::Registry(_) => Provenance::Registry,
        Source::Layout { .. } => Provenance::Layout,
        Source::Archive { .. } => Provenance::Archive,
        Source::Daemon(_) => Provenance::Daemon,
    }
}

/// The base image family that the image's name tells.
fn named_family(catalog: &Catalog, source: &Source) -> Option<ImageFamily> {
    let reference: &Reference = match source {
        Source::Registry(reference) | Source::Daemon(reference) => reference,
        Source::Layout { .. } | Source::Archive { .. } => return None,
    };
    read_tag(catalog, reference).family
}

fn platform(context: &Context, facts: &PlatformFacts, named: Option<ImageFamily>) -> Platform {
    let mut platform = Platform {
        os: facts.os.clone(),
        architecture: facts.architecture.clone(),
        variant: facts.variant.clone(),
        os_version: None,
        problem: facts.problem.clone(),
        os_version_text: facts.os_version.clone(),
        os_features: facts.os_features.clone(),
        digest: facts.digest.as_ref().map(ToString::to_string),
        provenance: wire::provenance(facts.platform.provenance),
        releases: Vec::new(),
        updates: Vec::new(),
        date: None,
        newest: None,
        behind: None,
        base: None,
        cautions: Vec::new(),
    };
    if facts.platform.os != Some(Os::Windows) {
        return platform;
    }
    let catalog = context.catalog();
    platform.base = base(catalog, facts, named);
    if let ImageOsVersion::Known(version) = facts.platform.os_version {
        // The Windows in images is a server's, also where clients share its build.
        let is_servers = catalog.releases_of_build(version.build).any(Release::is_server);
        let about = of_version(context, version, is_servers.then_some(HostKind::Server));
        let of_image = |release: &wire::version::Release| ReleaseName {
            id: release.id.clone(),
            name: release.name.clone(),
            build: version.build,
        };
        platform.os_version = about.os_version;
        platform.releases = about.releases.iter().map(of_image).collect();
        platform.updates = about.updates;
        platform.date = about.date;
        platform.newest = about.newest;
        platform.behind = about.behind;
        platform.cautions = about.cautions;
    }
    platform
}

/// The base image: as annotations and labels claim, else as the layers tell, else as the image's own name does.
fn base(catalog: &Catalog, facts: &PlatformFacts, named: Option<ImageFamily>) -> Option<Base> {
    let told = |family, os_version: Option<OsVersion>, told_by: &str| Base {
        family: wire::family(family),
        os_version: os_version.map(|version| version.to_string()),
        told_by: told_by.to_owned(),
    };
    if let Some(base) = &facts.base {
        return Some(told(base.family, None, &base.told_by));
    }
    let layers: Vec<_> = facts.base_layers.iter().map(ToString::to_string).collect();
    if let Some((family, version)) = base_of_layers(catalog, layers.iter().map(String::as_str)) {
        return Some(told(family, Some(version), "layers"));
    }
    named.map(|family| told(family, None, "name"))
}

/// What the releases that are supported today make of an image, servers first.
fn releases(context: &Context, facts: &ImageFacts) -> Vec<OnRelease> {
    let platforms: Vec<_> = facts.platforms.iter().map(|it| it.platform).collect();
    if platforms.iter().all(|it| it.os != Some(Os::Windows)) {
        return Vec::new();
    }
    let supported = context.catalog().releases.iter().filter(|it| it.is_supported_on(context.today));
    let on_release = |release: &Release| {
        let kind = if release.is_server() { HostKind::Server } else { HostKind::Client };
        OnRelease {
            release: ReleaseName::from(release),
            kind: wire::host_kind(kind),
            process: answer(context.catalog(), release, &platforms, Isolation::Process),
            hyperv: answer(context.catalog(), release, &platforms, Isolation::HyperV),
        }
    };
    supported.map(on_release).collect()
}

fn answer(
    catalog: &Catalog,
    release: &Release,
    platforms: &[winfit_compat::Platform],
    isolation: Isolation,
) -> Answer {
    let (isolation, rules) = (Some(isolation), RuleSet::default());
    let host = host_of_release_for(catalog, release, platforms, isolation, rules);
    let verdict = image_verdict(catalog, &host, platforms, isolation, rules);
    let index = verdict.platform;
    let about = index.and_then(|index| platforms.get(index)).copied();
    let about = about.unwrap_or(winfit_compat::Platform::unknown());
    Answer {
        verdict: verdict.verdict.answer.as_str(),
        rule: grounds(catalog, &host, &about, &verdict.verdict).rule.id,
        platform: index,
        runtime: host.runtime.map(wire::runtime),
    }
}

fn skipped(skipped: &winfit_images::Skipped) -> Skipped {
    Skipped {
        kind: match skipped.kind {
            SkippedKind::Attestation => "attestation",
            SkippedKind::Artifact => "artifact",
            SkippedKind::Broken => "broken",
        },
        digest: skipped.digest.as_ref().map(ToString::to_string),
        media_type: skipped.media_type.clone(),
        problem: skipped.problem.clone(),
    }
}
