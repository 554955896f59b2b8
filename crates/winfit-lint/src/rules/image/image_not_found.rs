//! An image that the registry does not have.

use crate::judge::Unpullable;
use crate::lint::Subject;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "image-not-found",
    title: "the registry has no such image",
    statement: "The registry was asked for the image and answered that it has no such repository or tag. Pulling it fails \
                on every host, whatever the versions: ImagePullBackOff, or a service that stays at 0 replicas. Often it \
                is a misspelt tag, one that was never pushed, or one that was deleted. That an image may not be read is \
                another matter, which is told apart and is no finding.",
    since: "always",
    sources: &["moby"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images() {
        let Some(Unpullable::NotFound(unread)) = subject.judged.unpullable(image.container) else { continue };
        let message = "the registry has no such image: pulling it fails";
        let mut finding =
            subject.finding(&RULE, image.place.span, message).at(image.place.span, "no such image");
        finding.notes.push(unread.message.clone());
        finding.help.extend(unread.help.as_ref().map(|help| Help::new("learn", help)));
        findings.push(finding);
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a tag that was never pushed",
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
      image: registry.example/web:ltsc2023
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Pod web: the registry has no such image: pulling it fails
",
    )
    .images(&[("registry.example/web:ltsc2023", &["missing"])]),
    Example::new(
        "an image that the registry has",
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
      image: registry.example/web:ltsc2022
",
    )
    .images(&[("registry.example/web:ltsc2022", &["10.0.20348.3091"])]),
    Example::new(
        "an image that is built beside the file, and pushed by nobody",
        "compose.yaml",
        "\
services:
  web:
    build: .
    image: registry.example/web:dev
    isolation: process
",
    )
    .images(&[("registry.example/web:dev", &["missing"])]),
];
