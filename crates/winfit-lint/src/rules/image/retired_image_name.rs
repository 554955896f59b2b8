//! An image under a name that is no longer served.

use winfit_compat::OsVersion;
use winfit_compat::catalog::{Catalog, RepositoryRole, RetiredName};

use crate::lint::{NamedImage, Subject};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "retired-image-name",
    title: "the image has moved to another name",
    statement: "Microsoft's images left Docker Hub for mcr.microsoft.com: names such as microsoft/nanoserver get no new \
                tags since April 2019. What is still pulled there is years behind on security updates. Use the new \
                name with a tag that names the release.",
    since: "2019-04-02",
    sources: &["ms-latest-tag-removal", "mcr-readmes"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images() {
        let Some(row) = image.name.claim.retired else { continue };
        if subject.judged.unpullable(image.container).is_some() {
            continue;
        }
        let reference = &image.name.reference;
        let since = row.until.map(|until| format!(" since {until}")).unwrap_or_default();
        let message = format!("{} gets no new tags{since}: the image has moved", reference.familiar_name());
        let place = image.place.span;
        let finding = subject.finding(&RULE, place, message).at(place, format!("now {}", row.replaced_by));
        findings.push(match moved(&image, row) {
            Some((moved, safety)) => {
                let text = match safety {
                    Safety::Offered => {
                        format!("use {}, if it has that tag; else a newer one", row.replaced_by)
                    }
                    _ => format!("use {moved}"),
                };
                finding
                    .help(Help::new("retag", text).paste(subject.image_line(&moved)))
                    .fix(image.fix(&moved, safety))
            }
            None => finding.help(Help::new("retag", format!("use a tag of {}", row.replaced_by))),
        });
    }
}

/// The same tag under the new name, and what is known of it: a tag that names an update is the same image there, one that
/// names a release has gone on.
fn moved(image: &NamedImage<'_>, row: &RetiredName) -> Option<(String, Safety)> {
    let reference = &image.name.reference;
    let tag = reference.tag.as_ref()?;
    let digest = reference.digest.as_ref().map(|digest| format!("@{digest}")).unwrap_or_default();
    let moved = format!("{}:{tag}{digest}", row.replaced_by);
    let claim = &image.name.claim;
    let catalog = image.subject.check.catalog;
    let repository = claim.repository?;
    let is_listed = match repository.role {
        RepositoryRole::Base => {
            row.until.is_some()
                && claim.is_published() != Some(false)
                && claim.platform.os_version.inside().is_some_and(|version| was_published(catalog, version))
        }
        RepositoryRole::Pause => catalog.pause_image(&format!("{}:{tag}", repository.name)).is_some(),
        RepositoryRole::Derived => {
            let suffixes = catalog.tag_suffixes_of(&row.replaced_by);
            let is_listed = suffixes.iter().any(|it| it.has_tag(tag));
            // Tags are spelt otherwise there.
            if !suffixes.is_empty() && !is_listed {
                return None;
            }
            is_listed
        }
        RepositoryRole::Insider | RepositoryRole::HostProcess => false,
    };
    let is_frozen = repository.role == RepositoryRole::Pause || !claim.floating;
    let safety = match (is_listed && digest.is_empty(), is_frozen) {
        (false, _) => Safety::Offered,
        (true, true) => Safety::Safe,
        (true, false) => Safety::Unsafe,
    };
    Some((moved, safety))
}

/// Whether there are images of a version: of a build, and of a revision if it names one, that updates have.
fn was_published(catalog: &Catalog, version: OsVersion) -> bool {
    catalog.releases_of_build(version.build).next().is_some()
        && version.revision.is_none_or(|it| !catalog.updates_of_revision(version.build, it).is_empty())
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a revision that nobody has seen",
        "Dockerfile",
        "\
FROM microsoft/nanoserver:10.0.99999.1
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: stage 0: microsoft/nanoserver gets no new tags since 2019-04-02: the image has moved
COPY app C:/app
",
    )
    .offered(
        "\
FROM mcr.microsoft.com/windows/nanoserver:10.0.99999.1
COPY app C:/app
",
    ),
    Example::new(
        "a base image by its update, which the new name has as well",
        "Dockerfile",
        "\
FROM microsoft/nanoserver:1709_KB4074588
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: stage 0: microsoft/nanoserver gets no new tags since 2019-04-02: the image has moved
COPY app C:/app
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/nanoserver:1709_KB4074588
COPY app C:/app
",
    ),
    Example::new(
        "a base image by its release, which has gone on under the new name",
        "Dockerfile",
        "\
FROM microsoft/windowsservercore:ltsc2016
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: stage 0: microsoft/windowsservercore gets no new tags since 2019-04-02: the image has moved
COPY app C:/app
",
    )
    .fixed_unsafely(
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2016
COPY app C:/app
",
    ),
    Example::new(
        "IIS on Docker Hub",
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
      image: microsoft/iis:windowsservercore-ltsc2019
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: microsoft/iis gets no new tags: the image has moved
",
    )
    .fixed_unsafely(
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
      image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019
",
    ),
    Example::new(
        "a pause image under its old address",
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
      image: k8s.gcr.io/pause:3.6
#            ^^^^^^^^^^^^^^^^^^^^ warning: Pod web: k8s.gcr.io/pause gets no new tags: the image has moved
",
    )
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
      image: registry.k8s.io/pause:3.6
",
    ),
    Example::new(
        "PowerShell on Docker Hub, of whose tags the catalogue has no list",
        "Dockerfile",
        "\
FROM microsoft/powershell:6.1-nanoserver-1803
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: stage 0: microsoft/powershell gets no new tags: the image has moved
COPY app C:/app
",
    )
    .offered(
        "\
FROM mcr.microsoft.com/powershell:6.1-nanoserver-1803
COPY app C:/app
",
    ),
    Example::new(
        "a tag that is spelt otherwise under the new name",
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
      image: microsoft/dotnet-framework:4.7.2-runtime-windowsservercore-ltsc2019
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: microsoft/dotnet-framework gets no new tags: the image has moved
",
    ),
    Example::new(
        "the new name",
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
        "somebody's own image of that name",
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
      image: registry.example/microsoft/nanoserver:1809
",
    ),
];
