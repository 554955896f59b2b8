//! A pull of a tag that the registry has removed.

use crate::judge::Unpullable;
use crate::lint::Subject;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "withdrawn-tag",
    title: "the registry no longer has this tag",
    statement: "The tag latest of the Windows base images was removed on 2019-04-16. A reference to it, or one without \
                any tag, fails at the next pull; a copy cached before is a Windows Server 2016 image. Name the release \
                instead, e.g. ltsc2022. Where the registry was asked and has the tag, there is nothing to find.",
    since: "2019-04-16",
    sources: &["ms-latest-tag-removal", "ms-version-compatibility"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images() {
        let Some(Unpullable::Withdrawn(removed)) = subject.judged.unpullable(image.container) else {
            continue;
        };
        let message = format!("{} is gone since {removed}: pulling it fails", image.tag_in_words());
        let place = image.place.span;
        let finding = subject.finding(&RULE, place, message).at(place, "no such tag");
        let finding = finding.note("a copy cached before that day is a Windows Server 2016 image");
        findings.push(image.retagged(finding, &image.retags(), None));
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a base image without a tag",
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
      image: mcr.microsoft.com/windows/nanoserver # the smallest
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Pod web: mcr.microsoft.com/windows/nanoserver without a tag (latest) is gone since 2019-04-16: pulling it fails
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
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022 # the smallest
",
    ),
    Example::new(
        "latest as the default of an argument",
        "Dockerfile",
        "\
ARG VERSION=latest
FROM mcr.microsoft.com/windows/servercore:${VERSION}
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: the tag latest of mcr.microsoft.com/windows/servercore is gone since 2019-04-16: pulling it fails
RUN build.cmd
",
    )
    .fleet(FLEET)
    .fixed(
        "\
ARG VERSION=ltsc2022
FROM mcr.microsoft.com/windows/servercore:${VERSION}
RUN build.cmd
",
    ),
    Example::new(
        "latest where no hosts are given: which release it must be is not told",
        "compose.yaml",
        "\
services:
  web:
    image: \"mcr.microsoft.com/windows/servercore:latest\"
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: service web: the tag latest of mcr.microsoft.com/windows/servercore is gone since 2019-04-16: pulling it fails
",
    )
    .offered(
        "\
services:
  web:
    image: \"mcr.microsoft.com/windows/servercore:ltsc2025\"
",
    ),
    Example::new(
        "a mirror that has such a tag",
        "compose.yaml",
        "\
services:
  web:
    image: registry.example/windows/servercore:latest
    isolation: process
",
    ),
    Example::new(
        "a tag that the registry has",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:latest
",
    )
    .images(&[("mcr.microsoft.com/windows/servercore:latest", &["10.0.20348.3091"])]),
];

const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.20348.3091
";
