//! The account of a host-process container.

use crate::lint::{ContainerNode, FieldRule, FieldUse, RUN_AS_USER_NAME};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Fix, Safety, Severity};

/// The accounts that only containers have, and what comes nearest on a node.
const ACCOUNTS: [(&str, &str); 2] =
    [("ContainerAdministrator", "NT AUTHORITY\\SYSTEM"), ("ContainerUser", "NT AUTHORITY\\Local service")];

pub(crate) static RULE: Rule = Rule {
    id: "host-process-user",
    title: "host-process containers have no container accounts",
    statement: "ContainerUser and ContainerAdministrator exist inside of Windows containers. A host-process \
                container runs on the node, which does not have them: older versions of the runtime then run it as \
                SYSTEM, which is more than was asked for, and newer ones fail to log on. Name a service account of \
                the node (NT AUTHORITY\\SYSTEM, NT AUTHORITY\\Local service, NT AUTHORITY\\NetworkService), or a local \
                group of the node: the process then gets an account of its own in that group. What is offered is the \
                service account that comes nearest.",
    since: "Kubernetes 1.22",
    sources: &["k8s-host-process", "hcsshim-job-containers"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Offered),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    let Some(pod) = field.pod().map(|pod| pod.nodes) else { return false };
    let is_of_pod = field.place.container.is_none();
    let names_own = |container: &ContainerNode<'_, '_>| container.node.at(&RUN_AS_USER_NAME).is_some();
    let mut users = field.containers().filter(|container| !is_of_pod || !names_own(container));
    account(field).is_some() && users.any(|container| pod.is_host_process(container))
}

/// The account that is named, and what comes nearest on a node.
fn account(field: &FieldUse<'_, '_>) -> Option<(&'static str, &'static str)> {
    let name = field.value().text()?;
    ACCOUNTS.into_iter().find(|(account, _)| account.eq_ignore_ascii_case(name))
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    Some(format!("a host-process container cannot run as {}", account(field)?.0))
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let (_, nearest) = account(field)?;
    Fix::new(format!("run it as {nearest}"), Safety::Offered, field.editor().set(field.value(), nearest)?)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the account of an administrator in a container",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions:
      hostProcess: true
      runAsUserName: ContainerAdministrator
#     ^^^^^^^^^^^^^ warning: Pod web: securityContext.windowsOptions.runAsUserName: a host-process container cannot run as ContainerAdministrator
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions:
      hostProcess: true
      runAsUserName: NT AUTHORITY\\SYSTEM
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a container whose pod is host-process",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true, runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {runAsUserName: \"containeruser\"}
#                        ^^^^^^^^^^^^^ warning: Pod web: securityContext.windowsOptions.runAsUserName of container web: a host-process container cannot run as ContainerUser
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true, runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {runAsUserName: \"NT AUTHORITY\\\\Local service\"}
",
    ),
    Example::new(
        "a local group, and a service account",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true, runAsUserName: hpc-localgroup}
  containers:
    - name: web
      image: registry.example/web:1
    - name: log
      image: registry.example/web:1
      securityContext:
        windowsOptions: {runAsUserName: \"NT AUTHORITY\\\\NetworkService\"}
",
    ),
    Example::new(
        "an account of containers that no container takes over",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true, runAsUserName: ContainerUser}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"}
",
    ),
    Example::new(
        "an ordinary container",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  securityContext:
    windowsOptions: {runAsUserName: ContainerUser}
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
