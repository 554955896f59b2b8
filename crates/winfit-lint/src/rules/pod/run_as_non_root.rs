//! A container on Windows that must not run as root.

use winfit_compat::catalog::KubernetesVersion;

use crate::lint::{ContainerNode, FieldRule, FieldUse, RUN_AS_USER_NAME};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Fix, Safety, Severity};

/// Short name of the rows about the account that counts as root.
const ADMINISTRATOR: &str = "container-administrator";

/// From here on the case of the account does not matter.
const ANY_CASE_SINCE: KubernetesVersion = KubernetesVersion::new(25);

pub(crate) static RULE: Rule = Rule {
    id: "run-as-non-root",
    title: "what must not run as root cannot run as ContainerAdministrator",
    statement: "Windows has no root. Since 1.20 the kubelet takes ContainerAdministrator for it, and refuses to \
                start a container that has runAsNonRoot: true and this account (will be regarded as root identity \
                and will break non-root policy); before, it asked for the UID as on Linux, and could refuse any \
                container. Name ContainerUser, or an account of the image, by windowsOptions.runAsUserName. Where no \
                account is named the one of the image counts, which for Server Core is ContainerAdministrator. \
                Host-process containers have the rights of their node, whatever they are called: the documents do \
                not allow the field there. What is offered puts ContainerUser in the place of \
                ContainerAdministrator.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-kubelet", "k8s-pr-92355", "k8s-pr-111009", "k8s-host-process"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Offered),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    let Some(pod) = field.pod() else { return false };
    match field.qualifier() {
        ADMINISTRATOR => administrators(field).next().is_some(),
        "host-process" => concerned(field).any(|container| pod.nodes.is_host_process(container)),
        _ => true,
    }
}

/// The containers for which the field counts: a container's own comes before the pod's.
fn concerned<'a, 't>(field: &FieldUse<'a, 't>) -> impl Iterator<Item = ContainerNode<'a, 't>> + use<'a, 't> {
    let is_of_pod = field.place.container.is_none();
    field.containers().filter(move |container| {
        let own = container.node.at(&["securityContext", "runAsNonRoot"]);
        !is_of_pod || own.is_none_or(Node::is_null)
    })
}

/// Those of them that are to run as the account that counts as root, with the place that says so.
fn administrators<'a, 't>(
    field: &FieldUse<'a, 't>,
) -> impl Iterator<Item = (ContainerNode<'a, 't>, Node<'a, 't>)> + use<'a, 't> {
    let pod = field.pod();
    let any_case = field.kubernetes() >= ANY_CASE_SINCE;
    concerned(field).filter_map(move |container| {
        let account = pod?.nodes.of_container(container, &RUN_AS_USER_NAME)?;
        let name = account.text()?;
        let is_administrator = name == "ContainerAdministrator"
            || (any_case && name.eq_ignore_ascii_case("ContainerAdministrator"));
        is_administrator.then_some((container, account))
    })
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    match field.qualifier() {
        ADMINISTRATOR => {
            let (container, _) = administrators(field).next()?;
            let name = container.name();
            Some(format!(
                "the kubelet refuses to start container {name}, which runs as ContainerAdministrator"
            ))
        }
        "host-process" => Some("host-process containers have the rights of their node".to_owned()),
        _ => Some("the kubelet asks for the UID, and may refuse to start what has none".to_owned()),
    }
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let pod = field.pod().filter(|_| field.qualifier() == ADMINISTRATOR)?;
    if pod.nodes.host_process.is_used() {
        return None;
    }
    let mut changes = field.editor().changes();
    for (_, account) in administrators(field) {
        changes.set(account, "ContainerUser")?;
    }
    let edits = changes.edits()?;
    Fix::new("set windowsOptions.runAsUserName to ContainerUser", Safety::Offered, edits)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the account that counts as root, for two containers",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    runAsNonRoot: true
#   ^^^^^^^^^^^^ error: Pod web: securityContext.runAsNonRoot true: the kubelet refuses to start container web, which runs as ContainerAdministrator
    windowsOptions: {runAsUserName: ContainerAdministrator}
  containers: [{name: web, image: registry.example/web:1}, {name: log, image: registry.example/log:1}]
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    runAsNonRoot: true
    windowsOptions: {runAsUserName: ContainerUser}
  containers: [{name: web, image: registry.example/web:1}, {name: log, image: registry.example/log:1}]
",
    ),
    Example::new(
        "one container of two, whose account is written in small letters",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: {runAsNonRoot: true}
    - name: log
      image: registry.example/web:1
      securityContext:
        runAsNonRoot: true
#       ^^^^^^^^^^^^ error: Pod web: securityContext.runAsNonRoot true of container log: the kubelet refuses to start container log, which runs as ContainerAdministrator
        windowsOptions: {runAsUserName: containeradministrator}
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: {runAsNonRoot: true}
    - name: log
      image: registry.example/web:1
      securityContext:
        runAsNonRoot: true
        windowsOptions: {runAsUserName: ContainerUser}
",
    ),
    Example::new(
        "a version that minds the case",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    runAsNonRoot: true
    windowsOptions: {runAsUserName: containeradministrator}
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .kubernetes("1.24"),
    Example::new(
        "a version that asks for the UID",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {runAsNonRoot: true}
#                   ^^^^^^^^^^^^ warning: Pod web: securityContext.runAsNonRoot true: the kubelet asks for the UID, and may refuse to start what has none
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .kubernetes("1.19"),
    Example::new(
        "a host-process container",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: true
  securityContext:
    runAsNonRoot: true
#   ^^^^^^^^^^^^ warning: Pod web: securityContext.runAsNonRoot true: host-process containers have the rights of their node
    windowsOptions: {hostProcess: true, runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"}
  containers: [{name: web, image: registry.example/web:1}]
",
    ),
    Example::new(
        "a host-process container under an account of containers",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: true
  securityContext:
    runAsNonRoot: true
#   ^^^^^^^^^^^^ error: Pod web: securityContext.runAsNonRoot true: the kubelet refuses to start container web, which runs as ContainerAdministrator
    windowsOptions: {hostProcess: true, runAsUserName: ContainerAdministrator}
  containers: [{name: web, image: registry.example/web:1}]
",
    ),
    Example::new(
        "ContainerUser, and a container that may run as what it likes",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    runAsNonRoot: true
    windowsOptions: {runAsUserName: ContainerUser}
  containers:
    - name: web
      image: registry.example/web:1
    - name: setup
      image: registry.example/web:1
      securityContext:
        runAsNonRoot: false
        windowsOptions: {runAsUserName: ContainerAdministrator}
",
    ),
    Example::new(
        "an account that only the image knows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {runAsNonRoot: true}
  containers: [{name: web, image: registry.example/web:1}]
",
    ),
];
