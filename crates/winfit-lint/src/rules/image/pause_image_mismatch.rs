//! A pause image without a variant for a host.

use winfit_compat::catalog::{PauseImage, RepositoryRole};
use winfit_compat::verdict::Answer;

use crate::judge::Judgement;
use crate::lint::{NamedImage, Subject};
use crate::report::Target;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "pause-image-mismatch",
    title: "the pause image has no variant for a host of the fleet",
    statement: "A pause image keeps the network of a pod, and Windows asks of it what it asks of every image: the build \
                of the host. 3.5 ends with 20H2 and has no variant for Server 2022; 3.9 begins with Server 2019. Where \
                the sandbox image of a node does not fit, no pod starts there (FailedCreatePodSandBox), and the workload \
                gets the blame. What is found here is a pause image that a workload names, to pull it ahead or to hold a \
                place; the sandbox image itself is a matter of each node's configuration.",
    since: "Kubernetes 1.14",
    sources: &["kubernetes-pause", "k8s-issue-87339"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.targets.scheduled || subject.check.fleet.is_none() {
        return;
    }
    let is_pause = |image: &NamedImage<'_>| {
        image.name.claim.repository.is_some_and(|row| row.role == RepositoryRole::Pause)
    };
    for image in subject.named_images().filter(|image| image.brings_windows() && is_pause(image)) {
        let refusing: Vec<&Judgement> = image
            .on_windows()
            .filter(|(_, it)| is_refused(it.verdict.answer))
            .map(|(host, _)| host)
            .collect();
        if refusing.is_empty() {
            continue;
        }
        let message = format!("the pause image has no variant for {}", names(&refusing));
        let finding = subject.finding_about_image(&RULE, image.container, message);
        findings.push(match fitting(&image) {
            Some(pause) => finding
                .help(
                    Help::new("retag", format!("use {}", pause.image))
                        .paste(subject.image_line(&pause.image)),
                )
                .fix(image.fix(&pause.image, Safety::Unsafe)),
            None => finding
                .help(Help::new("retag", "use a pause image with a variant for each build of the hosts")),
        });
    }
}

const fn is_refused(answer: Answer) -> bool {
    matches!(answer, Answer::Blocked(_) | Answer::RunsWithHyperV(_))
}

fn names(hosts: &[&Judgement]) -> String {
    let name = |judgement: &&Judgement| match &judgement.target {
        Target::Pool { version, hosts, .. } => format!("{version} ({})", hosts.join(", ")),
        Target::Release { name, .. } => name.clone(),
    };
    hosts.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// The newest pause image of the same repository that has a variant for the build of each host.
fn fitting<'a>(image: &NamedImage<'a>) -> Option<&'a PauseImage> {
    let name = &image.name.claim.repository?.name;
    let is_of_repository =
        |pause: &PauseImage| pause.image.strip_prefix(&**name).is_some_and(|it| it.starts_with(':'));
    let fits = |pause: &PauseImage| {
        image.on_windows().all(|(host, _)| host.build().is_some_and(|build| pause.builds.contains(&build)))
    };
    let pauses = image.subject.check.catalog.pause_images.iter();
    pauses.filter(|it| is_of_repository(it) && fits(it)).max_by_key(|it| it.builds.iter().max().copied())
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a variant for each release before that of a host",
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
      image: mcr.microsoft.com/oss/kubernetes/pause:1.4.1
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Pod web: the pause image has no variant for 10.0.20348.3091 (win-b)
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
      image: mcr.microsoft.com/oss/kubernetes/pause:3.6
",
    ),
    Example::new(
        "a variant for each host",
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
      image: registry.k8s.io/pause:3.10.2
",
    )
    .fleet(FLEET),
    Example::new(
        "hosts that nobody named",
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
      image: registry.k8s.io/pause:3.9
",
    ),
    Example::new(
        "a pause image for Linux nodes",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: linux
  containers:
    - name: web
      image: registry.k8s.io/pause:3.9
",
    )
    .fleet(FLEET),
];

const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.17763.6775
    runtime: containerd 1.7
  - name: win-b
    os-version: 10.0.20348.3091
    runtime: containerd 1.7
";
