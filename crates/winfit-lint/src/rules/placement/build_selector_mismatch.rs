//! A selector for Windows nodes of a build that does not run the pod's images, or that no node's label can have.

use winfit_compat::verdict::{Answer, image_verdict};
use winfit_compat::{Host, OsVersion};

use crate::lint::Pod;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::yaml::edit::Editor;
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "build-selector-mismatch",
    title: "the selected build of Windows does not run the images",
    statement: "The label node.kubernetes.io/windows-build says which build a node has, in three parts and without a revision: \
                10.0.20348. A pod that selects a build on which one of its images does not run fails on every node that it \
                gets, and one that selects a value of another form gets none and stays pending. Select the build that the \
                images are for. Where hosts are given (--nodes), every one of them is judged instead, and of this rule only the \
                form of the value is left.",
    since: "Kubernetes 1.17",
    sources: &["k8s-labels", "k8s-windows-user-guide"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Pod(find),
    examples: EXAMPLES,
};

const LABEL: &str = "node.kubernetes.io/windows-build";

fn find(pod: &Pod<'_, '_>, findings: &mut Vec<Finding>) {
    for value in selected(pod) {
        let Some(text) = value.text() else { continue };
        let Some(build) = build_of(text) else {
            findings.push(malformed(pod, value, text));
            continue;
        };
        if pod.subject.check.fleet.is_none() {
            findings.extend(refused(pod, value, text, build));
        }
    }
}

/// The values that are asked for.
fn selected<'a, 't>(pod: &Pod<'a, 't>) -> Vec<Node<'a, 't>> {
    let spec = pod.nodes.spec;
    let of_selector = spec.at(&["nodeSelector", LABEL]);
    let text = |node: Node<'a, 't>, key: &str| node.get(key).and_then(Node::text);
    let requirements = pod.nodes.node_requirements();
    let about_build =
        requirements.filter(|it| text(*it, "key") == Some(LABEL) && text(*it, "operator") == Some("In"));
    // Of several values each may have its image; only a single one says what is meant.
    let single = about_build.filter_map(|it| {
        let mut values = it.get("values")?.items();
        values.next().filter(|_| values.next().is_none())
    });
    of_selector.into_iter().chain(single).collect()
}

/// `10.0.BUILD`, as the kubelet writes it.
fn build_of(text: &str) -> Option<OsVersion> {
    let version: OsVersion = text.parse().ok()?;
    (version.revision.is_none() && text.matches('.').count() == 2).then_some(version)
}

fn malformed(pod: &Pod<'_, '_>, value: Node<'_, '_>, text: &str) -> Finding {
    let message =
        format!("no node has the build \"{}\": the label is of the form 10.0.20348", text.escape_debug());
    let meant = meant(text);
    let title = meant.map(|meant| format!("select {meant}"));
    let help = title.clone().unwrap_or_else(|| "write the three parts of the build".to_owned());
    let fix = meant.and_then(|meant| set(pod, value, &meant.to_string())).zip(title);
    pod.subject
        .finding(&RULE, value.span(), message)
        .help(Help::new("edit", help))
        .fix(fix.and_then(|(edits, title)| Fix::new(title, Safety::Unsafe, edits)))
}

/// What somebody means who writes four parts, or the build alone.
fn meant(text: &str) -> Option<OsVersion> {
    let version: OsVersion = text.parse().or_else(|_| format!("10.0.{text}").parse()).ok()?;
    Some(OsVersion { revision: None, ..version })
}

/// An image that runs on no host of the selected build.
fn refused(pod: &Pod<'_, '_>, value: Node<'_, '_>, text: &str, build: OsVersion) -> Option<Finding> {
    let check = pod.subject.check;
    let host = Host::server(build);
    let containers = &pod.subject.found().workload.containers;
    let refusing = pod.subject.images().iter().zip(containers).position(|(image, container)| {
        let answer = image_verdict(check.catalog, &host, &image.platforms, container.isolation, check.rules);
        matches!(answer.verdict.answer, Answer::Blocked(_) | Answer::RunsWithHyperV(_))
    })?;
    let image = pod.subject.images().get(refusing)?;
    let inside = crate::facts::inside(image)?;
    let place = pod.subject.found().images.get(refusing)?;
    let only = only_build(pod).filter(|it| !it.same_build(build));
    let title = only.map(|only| format!("select {only}"));
    let help = title
        .clone()
        .unwrap_or_else(|| "select a build that all images run on, or take images for this one".to_owned());
    let fix = only.and_then(|only| set(pod, value, &only.to_string())).zip(title);
    Some(
        pod.subject
            .finding(
                &RULE,
                value.span(),
                format!("nodes of build {text} do not run the image, which is {inside}"),
            )
            .related(place.span, inside)
            .help(Help::new("edit", help))
            .fix(fix.and_then(|(edits, title)| Fix::new(title, Safety::Unsafe, edits))),
    )
}

/// The build that all images are of, if they are of one.
fn only_build(pod: &Pod<'_, '_>) -> Option<OsVersion> {
    let mut builds =
        pod.subject.images().iter().flat_map(|image| &image.platforms).map(|platform| {
            platform.os_version.inside().map(|version| OsVersion { revision: None, ..version })
        });
    let first = builds.next()??;
    builds.all(|build| build == Some(first)).then_some(first)
}

fn set(pod: &Pod<'_, '_>, value: Node<'_, '_>, text: &str) -> Option<Vec<Edit>> {
    Editor::new(pod.subject.source.text()).set(value, text)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the build of another release",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
    node.kubernetes.io/windows-build: 10.0.17763
#                                     ^^^^^^^^^^ error: Pod web: nodes of build 10.0.17763 do not run the image, which is 10.0.20348
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
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
    node.kubernetes.io/windows-build: 10.0.20348
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "a revision, which the label does not have",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
    node.kubernetes.io/windows-build: \"10.0.20348.3091\"
#                                     ^^^^^^^^^^^^^^^^^ error: Pod web: no node has the build \"10.0.20348.3091\": the label is of the form 10.0.20348
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
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
    node.kubernetes.io/windows-build: \"10.0.20348\"
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "the build of the image, and a newer one that runs it as well",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - {key: node.kubernetes.io/windows-build, operator: In, values: [10.0.20348]}
          - matchExpressions:
              - {key: node.kubernetes.io/windows-build, operator: In, values: [10.0.26100]}
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "an image that does not tell",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    node.kubernetes.io/windows-build: 10.0.17763
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
