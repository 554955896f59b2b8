//! An image of a semi-annual release.

use winfit_compat::catalog::{Channel, Release};

use crate::lint::{NamedImage, Subject};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "sac-release",
    title: "the image is of a semi-annual release",
    statement: "Windows Server 1709 to 20H2 were semi-annual releases, with eighteen months of updates each; the last \
                ended in August 2022, and no release of the kind follows. Their images run process-isolated on hosts of \
                exactly the same build only, which are out of support themselves. Use an image of a long-term release: \
                ltsc2019, ltsc2022 or ltsc2025. 1809 is ltsc2019 by another name, and fine; so is a list that has an image of a \
                long-term release as well.",
    since: "2019-04-09",
    sources: &["ms-base-image-lifecycle", "ms-container-base-images"],
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images().filter(NamedImage::brings_windows) {
        let Some(release) = short_lived(&image) else { continue };
        let until = match release.support_end() {
            Some(end) if end < subject.check.today => format!(": out of support since {end}"),
            Some(end) => format!(": supported until {end} only"),
            None => String::new(),
        };
        let message = format!("the image is {}, a semi-annual release{until}", release.name);
        let finding = subject.finding_about_image(&RULE, image.container, message);
        findings.push(image.moved_to_supported(finding));
    }
}

/// The release of which the image is, if there is no long-term one of its build. A list that has one is left alone.
fn short_lived<'a>(image: &NamedImage<'a>) -> Option<&'a Release> {
    let releases = |build| image.subject.check.catalog.releases_of_build(build).filter(|it| it.is_server());
    let is_long = |build| releases(build).any(|release| release.channel == Channel::Ltsc);
    let mut versions = image.windows().filter_map(|platform| platform.os_version.inside());
    let newest = releases(image.newest_build()?).next()?;
    (!versions.any(|version| is_long(version.build))).then_some(newest)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a base image of a semi-annual release",
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
      image: mcr.microsoft.com/windows/servercore:1909
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the image is Windows Server, version 1909, a semi-annual release: out of support since 2021-05-11
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
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "an image that is built on one, where the hosts are not known",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-20H2
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: service web: the image is Windows Server, version 20H2, a semi-annual release: out of support since 2022-08-09
",
    )
    .offered(
        "\
services:
  web:
    image: mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022
",
    ),
    Example::new(
        "somebody's own image that was read",
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
      image: registry.example/web:1.0
#            ^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the image is Windows Server, version 1903, a semi-annual release: out of support since 2020-12-08
",
    )
    .images(&[("registry.example/web:1.0", &["10.0.18362.1256"])]),
    Example::new(
        "a list that has an image of a long-term release, too",
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
      image: registry.example/web:1.0
",
    )
    .images(&[("registry.example/web:1.0", &["10.0.17763.6775", "10.0.19042.1889"])]),
    Example::new(
        "1809, which is ltsc2019",
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
      image: mcr.microsoft.com/windows/nanoserver:1809
",
    ),
    Example::new(
        "a number that is no release in an image of others",
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
      image: registry.example/web:1909
",
    ),
];

const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.20348.3091
";
