//! A tag that moves to the newest update of a release.

use winfit_compat::OsVersion;
use winfit_compat::catalog::RepositoryRole;

use crate::lint::{NamedImage, Subject};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "floating-windows-tag",
    title: "the tag moves to each month's update",
    statement: "A tag such as ltsc2022 names a release, and its publisher moves it to the newest update each month: two \
                pulls, or two nodes, may get different images under one name, and what was tested is not what runs. \
                Whoever wants to decide when an update comes names it: by the exact version (10.0.20348.3091) of a base \
                image, by KB (ltsc2022-KB5051979), or by a digest beside the tag. The price is to move it by hand each \
                month, which is why nobody is asked for it unless this rule is selected.",
    since: "2019-02-12",
    sources: &["ms-tag-format", "ms-update-containers"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::Off,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images().filter(is_floating) {
        let message = format!("{} moves to the newest update each month", image.tag_in_words());
        let finding = subject.finding_about_image(&RULE, image.container, message);
        findings.push(match fixed_reference(&image) {
            Some(fixed) => finding
                .help(Help::new("retag", format!("use {fixed}")).paste(subject.image_line(&fixed)))
                .fix(image.fix(&fixed, Safety::Unsafe)),
            None => finding.help(Help::new("retag", "name the update in the tag, or a digest beside it")),
        });
    }
}

fn is_floating(image: &NamedImage<'_>) -> bool {
    let claim = &image.name.claim;
    let names_release = claim.moving.is_none() && claim.platform.os_version.inside().is_some();
    claim.floating && names_release && image.name.reference.digest.is_none() && image.brings_windows()
}

/// The name of what is behind the tag today, where it was read: the version of a base image, the digest of others.
fn fixed_reference(image: &NamedImage<'_>) -> Option<String> {
    let contents = image.subject.judged.contents(image.container)?;
    let name = image.name.reference.familiar_name();
    let is_base = image.name.claim.repository.is_some_and(|row| row.role == RepositoryRole::Base);
    match one_version(image).filter(|_| is_base) {
        Some(version) => Some(format!("{name}:{version}")),
        None => {
            let tag = image.name.reference.tag.as_ref()?;
            Some(format!("{name}:{tag}@{}", contents.image.digest.as_ref()?))
        }
    }
}

/// The version of all its Windows platforms, with its revision.
fn one_version(image: &NamedImage<'_>) -> Option<OsVersion> {
    let mut versions = image.windows().map(|it| it.os_version.inside());
    let first = versions.next()??;
    (first.revision.is_some() && versions.all(|it| it == Some(first))).then_some(first)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a base image by its release",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Pod web: the tag ltsc2022 of mcr.microsoft.com/windows/servercore moves to the newest update each month
",
    )
    .images(&[("mcr.microsoft.com/windows/servercore:ltsc2022", &["10.0.20348.3091"])])
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:10.0.20348.3091
",
    ),
    Example::new(
        "an image that is built on one",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1.0-ltsc2022
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Pod web: the tag 1.0-ltsc2022 of registry.example/web moves to the newest update each month
",
    )
    .images(&[("registry.example/web:1.0-ltsc2022", &["10.0.20348.3091"])])
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1.0-ltsc2022@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
",
    ),
    Example::new(
        "an image that was not read",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: Pod web: the tag ltsc2022 of mcr.microsoft.com/windows/servercore moves to the newest update each month
",
    ),
    Example::new(
        "the exact version",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:10.0.20348.3091
",
    ),
    Example::new(
        "the update by its article",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:1809-KB4493509
",
    ),
    Example::new(
        "a digest beside the tag",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
",
    ),
];
