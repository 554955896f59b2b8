//! A tag that names another Windows than the image has inside.

use winfit_compat::reference::Reference;
use winfit_compat::tag::TagClaim;
use winfit_compat::{Image, ImageOsVersion, Os, OsVersion, Platform};

use crate::facts::inside;
use crate::lint::Subject;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "misleading-tag",
    title: "the tag names another Windows than is in the image",
    statement: "The tag names a Windows release or an OS version, and the image behind it carries another: it was rebuilt \
                on a newer base, or tagged by mistake. Hosts compare themselves with the image and never look at the tag, \
                so the verdict goes by what the image carries, and whoever picks hosts by the tag picks the wrong ones. \
                Name the image after what is in it, or build it on the release that it is named after.",
    since: "always",
    sources: &["ms-tag-format", "ms-version-compatibility"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images() {
        let Some(contents) = subject.judged.contents(image.container) else { continue };
        let Some(message) = misleads(&image.name.reference, &image.name.claim, &contents.image) else {
            continue;
        };
        let help = "name the image after what is in it, or build it on the Windows that its tag names";
        let finding = subject.finding_about_image(&RULE, image.container, message);
        let note = "judged by what the image carries: hosts never look at the tag";
        findings.push(finding.note(note).help(Help::new("rebuild", help)));
    }
}

/// How the tag of an image that was read contradicts what is in it, in a sentence; `None` if it does not.
///
/// A tag that names a release is right if one of the platforms is of its build, and a tag that names a revision if one
/// is of that revision. Where the image itself carries no OS version, nothing contradicts the tag.
#[must_use]
pub fn misleads(reference: &Reference, claim: &TagClaim<'_>, image: &Image) -> Option<String> {
    // What latest used to mean is the catalogue's word and not the tag's.
    let tag = reference.tag.as_deref().filter(|_| claim.moving.is_none())?;
    let ImageOsVersion::Known(claimed) = claim.platform.os_version else { return None };
    let bears_out = |platform: &Platform| match platform.os_version {
        ImageOsVersion::Known(version) | ImageOsVersion::Unlisted(version) => is_meant(claimed, version),
        ImageOsVersion::Absent | ImageOsVersion::Unknown => platform.os != Some(Os::Linux),
    };
    if image.platforms.is_empty() || image.platforms.iter().any(bears_out) {
        return None;
    }
    let name = reference.familiar_name();
    let inside = inside(image)?;
    Some(format!("the tag {tag} of {name} names {claimed}, and the image is {inside}"))
}

fn is_meant(claimed: OsVersion, found: OsVersion) -> bool {
    let same_revision = claimed.revision.is_none_or(|claimed| found.revision.is_none_or(|it| it == claimed));
    claimed.same_build(found) && same_revision
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "an image that was rebuilt on a newer base, under its old tag",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:ltsc2019
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the tag ltsc2019 of registry.example/web names 10.0.17763, and the image is 10.0.20348.3091
",
    )
    .images(&[("registry.example/web:ltsc2019", &["10.0.20348.3091"])]),
    Example::new(
        "a list with an image of the release that the tag names",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:ltsc2019
",
    )
    .images(&[("registry.example/web:ltsc2019", &["10.0.17763.6775", "10.0.20348.3091"])]),
    Example::new(
        "an image that carries no OS version contradicts nothing",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:ltsc2019
",
    )
    .images(&[("registry.example/web:ltsc2019", &["none"])]),
];
