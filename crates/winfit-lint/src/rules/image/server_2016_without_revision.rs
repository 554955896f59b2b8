//! An image of Windows Server 2016 whose revision nothing tells.

use winfit_compat::catalog::{RepositoryRole, UpdateKind};
use winfit_compat::rules::{SERVER_2016, revision_mismatch_2016};
use winfit_compat::verdict::Answer;
use winfit_compat::{Fact, Isolation, OsVersion};

use crate::lint::{NamedImage, Subject};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "server-2016-without-revision",
    title: "an image of Server 2016 does not name its revision",
    statement: "On Windows Server 2016 a process-isolated container needs an image of exactly the host's revision: after \
                each update of the host it needs the image of that update. A tag such as ltsc2016 moves to the newest \
                update each month, and so fails on every host that is older or newer. Name the update that the hosts \
                have: ltsc2016-KB5094122, or 10.0.14393 with the revision. Later releases do not compare revisions, and \
                Hyper-V isolation does not either.",
    since: "2017-10",
    sources: &["ms-version-compatibility", "ms-tag-format", "k8s-windows-intro"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images().filter(|image| image.brings_windows() && lacks_revision(image)) {
        let message =
            "the image is Windows Server 2016, and nothing tells its revision, which must be the host's";
        let finding = subject.finding_about_image(&RULE, image.container, message);
        let tags = image.retags().only(|retag| retag.build == SERVER_2016);
        let finding = image.retagged(finding, &tags, None);
        findings.push(image.with_reason(match finding.help.as_slice() {
            [] => finding.help(help(&image)),
            _ => finding,
        }));
    }
}

/// Whether a host compares its revision with one that nothing tells.
fn lacks_revision(image: &NamedImage<'_>) -> bool {
    if image.subject.check.fleet.is_some() {
        return image.on_windows().any(|(_, verdict)| {
            verdict.verdict.answer == Answer::Unknown(Fact::ImageRevision, &revision_mismatch_2016::RULE)
        });
    }
    let asked = image.subject.found().workload.containers.get(image.container);
    let in_process = asked.is_none_or(|it| it.isolation.is_none_or(|it| it == Isolation::Process));
    let is_silent = |version: OsVersion| version.build == SERVER_2016 && version.revision.is_none();
    let is_supported = |id| {
        let release = image.subject.check.catalog.release(id);
        release.is_some_and(|release| release.is_supported_on(image.subject.check.today))
    };
    let mut versions = image.windows().map(|it| it.os_version.inside()).peekable();
    in_process
        && is_supported("ltsc2016")
        && versions.peek().is_some()
        && versions.all(|version| version.is_some_and(is_silent))
}

/// What to write, where the hosts do not tell: with the newest revision as an example.
fn help(image: &NamedImage<'_>) -> Help {
    let claim = &image.name.claim;
    let updates = image.subject.check.catalog.updates_of_build(SERVER_2016);
    let newest = updates.iter().rev().find(|it| it.kind == UpdateKind::Security);
    let is_base = claim.repository.is_some_and(|row| row.role == RepositoryRole::Base);
    match newest.filter(|_| is_base) {
        Some(update) => {
            let name = image.name.reference.familiar_name();
            let reference = format!("{name}:{}", OsVersion::new(update.build, update.revision));
            Help::new("retag", "name the revision of the hosts, e.g. the newest")
                .paste(image.subject.image_line(&reference))
        }
        None => Help::new(
            "rebuild",
            "build it on a base image of the revision of the hosts, and name that in its tag",
        ),
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the release alone, where a host has it",
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
      image: mcr.microsoft.com/windows/servercore:ltsc2016
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the image is Windows Server 2016, and nothing tells its revision, which must be the host's
",
    )
    .fleet(FLEET)
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
      image: mcr.microsoft.com/windows/servercore:10.0.14393.7699
",
    ),
    Example::new(
        "the release alone, where the hosts are not known",
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
      image: mcr.microsoft.com/windows/servercore:ltsc2016
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the image is Windows Server 2016, and nothing tells its revision, which must be the host's
",
    ),
    Example::new(
        "the revision",
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
      image: mcr.microsoft.com/windows/servercore:10.0.14393.7699
",
    )
    .fleet(FLEET),
    Example::new(
        "an image that was read",
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
      image: mcr.microsoft.com/windows/servercore:ltsc2016
",
    )
    .fleet(FLEET)
    .images(&[("mcr.microsoft.com/windows/servercore:ltsc2016", &["10.0.14393.7699"])]),
    Example::new(
        "a release that does not compare revisions",
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
      image: mcr.microsoft.com/windows/servercore:ltsc2019
",
    ),
    Example::new(
        "Hyper-V isolation",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2016
    isolation: hyperv
",
    ),
];

const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.14393.7699
";
