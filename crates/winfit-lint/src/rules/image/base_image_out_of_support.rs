//! An image of a long-term release that gets no security updates any more.

use winfit_compat::catalog::{Channel, Date, Release};

use crate::lint::{NamedImage, Subject};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "base-image-out-of-support",
    title: "the Windows inside the image is out of support",
    statement: "The image is of a Windows Server release whose base images get no security updates any more: what is \
                found in it from that day on stays open, and new images for its hosts no longer appear. Hosts of that \
                release are out of support as well, and newer hosts run the image in Hyper-V isolation at best. Move \
                hosts and images to a supported release. Of a list, the newest image counts.",
    since: "always",
    sources: &["ms-base-image-lifecycle", "endoflife-date"],
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images().filter(NamedImage::brings_windows) {
        let Some((release, end)) = ended(&image) else { continue };
        let message = format!("the image is {}, whose images are out of support since {end}", release.name);
        let finding = subject.finding_about_image(&RULE, image.container, message);
        findings.push(image.moved_to_supported(finding));
    }
}

/// The long-term release of which the image is, and the day on which its support ended.
fn ended<'a>(image: &NamedImage<'a>) -> Option<(&'a Release, Date)> {
    let check = image.subject.check;
    let servers = check.catalog.releases_of_build(image.newest_build()?).filter(|it| it.is_server());
    let release = servers.filter(|it| it.channel == Channel::Ltsc).last()?;
    let end = release.image_support_end(image.name.claim.family)?;
    (check.today > end).then_some((release, end))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "Nano Server of 2016, which was out of support years before the release",
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
      image: mcr.microsoft.com/windows/nanoserver:sac2016
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the image is Windows Server 2016, whose images are out of support since 2018-10-09
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
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "the day after the last",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2016
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: stage 0: the image is Windows Server 2016, whose images are out of support since 2027-01-11
RUN build.cmd
",
    )
    .offered(
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN build.cmd
",
    )
    .on("2027-01-12"),
    Example::new(
        "the last day",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2016
RUN build.cmd
",
    )
    .on("2027-01-11"),
    Example::new(
        "a list that has an image of a supported release, too",
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
    .images(&[("registry.example/web:1.0", &["10.0.14393.7699", "10.0.20348.3091"])])
    .on("2027-06-01"),
    Example::new(
        "a supported release",
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
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
];

const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.20348.3091
";
