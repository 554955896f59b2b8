//! A digest that tells nothing about the Windows behind it.

use std::collections::BTreeSet;

use winfit_compat::catalog::RepositoryRole;
use winfit_compat::verdict::Answer;

use crate::lint::{NamedImage, Subject};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "digest-without-platform",
    title: "a digest does not tell which Windows is behind it",
    statement: "A digest names one image for good, and says nothing about it: neither a reader nor a check without the \
                registry can tell which hosts run it. Keep the tag beside the digest, as in repo:ltsc2022@sha256:…; the \
                digest decides what is pulled, and the tag says what it is. Where the image was read: the digest of a \
                single image, instead of that of the list it is in, fits the hosts of one build, and every other host \
                refuses it. Pin the digest of the list then.",
    since: "always",
    sources: &["moby", "containerd-platforms", "ms-version-compatibility"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let pinned = |image: &NamedImage<'_>| image.name.reference.digest.is_some() && image.brings_windows();
    for image in subject.named_images().filter(pinned) {
        let reference = &subject.found().workload.containers.get(image.container).map_or("", |it| &it.image);
        if is_silent(&image) {
            let help = "keep the tag beside the digest, as in REPOSITORY:TAG@sha256:…; this tells what it is";
            let message = "the digest tells nothing about the Windows behind it";
            let finding = subject.finding_about_image(&RULE, image.container, message);
            let finding = finding.help(Help::new("learn", help).paste(format!("winfit image {reference}")));
            findings.push(image.with_reason(finding));
        } else if is_of_one_build_among_several(&image) {
            let message = "the digest is that of one image, and hosts of other builds refuse it";
            let help =
                "pin the digest of the list that the tag names, if there is one: winfit image tells it";
            let finding = subject.finding_about_image(&RULE, image.container, message);
            findings.push(finding.help(Help::new("retag", help)));
        }
    }
}

/// Whether neither its name nor the image itself was there to tell.
fn is_silent(image: &NamedImage<'_>) -> bool {
    let claim = &image.name.claim;
    let is_meant =
        |role| matches!(role, RepositoryRole::Base | RepositoryRole::Derived | RepositoryRole::Insider);
    let is_windows = claim.says_windows() || image.subject.judged.says_windows();
    image.name.reference.tag.is_none()
        && !image.is_read()
        && is_windows
        && claim.repository.is_none_or(|row| is_meant(row.role))
}

/// Whether it was read, and is a single image that hosts of the fleet refuse for their build.
fn is_of_one_build_among_several(image: &NamedImage<'_>) -> bool {
    let platforms = image.subject.judged.platforms(image.container).len();
    let builds: BTreeSet<_> = image.on_windows().filter_map(|(judgement, _)| judgement.build()).collect();
    let runs = |answer: Answer| matches!(answer, Answer::Runs | Answer::Preview(_));
    let mut answers = image.on_windows().map(|(_, verdict)| verdict.verdict.answer);
    image.is_read()
        && platforms == 1
        && builds.len() > 1
        && image.on_windows().any(|(_, verdict)| runs(verdict.verdict.answer))
        && answers.any(|answer| matches!(answer, Answer::Blocked(_) | Answer::RunsWithHyperV(_)))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a digest alone",
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
      image: mcr.microsoft.com/windows/servercore@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the digest tells nothing about the Windows behind it
",
    ),
    Example::new(
        "the digest of one image, on a fleet of two builds",
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
      image: registry.example/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the digest is that of one image, and hosts of other builds refuse it
",
    )
    .fleet(FLEET)
    .images(&[("registry.example/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", &["10.0.17763.6775"])]),
    Example::new(
        "the digest of a list",
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
      image: registry.example/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
",
    )
    .fleet(FLEET)
    .images(&[("registry.example/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", &["10.0.17763.6775", "10.0.20348.3091"])]),
    Example::new(
        "the tag beside the digest",
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
    Example::new(
        "a digest in a workload that nothing says to be for Windows",
        "compose.yaml",
        "\
services:
  web:
    image: registry.example/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
",
    ),
];

const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.17763.6775
  - name: win-b
    os-version: 10.0.20348.3091
";
