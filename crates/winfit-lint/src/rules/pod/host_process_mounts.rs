//! What host-process containers mount.

use winfit_compat::{Host, Runtime, RuntimeVersion};

use crate::lint::{FieldRule, FieldUse, Pod};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Severity};

/// The first version of containerd that mounts at the path that is given.
const MOUNTS_IN_PLACE: RuntimeVersion = RuntimeVersion { major: 1, minor: 7 };

/// The variable with the folder below which older versions mount.
const MOUNT_POINT: &str = "CONTAINER_SANDBOX_MOUNT_POINT";

pub(crate) static RULE: Rule = Rule {
    id: "host-process-mounts",
    title: "host-process containers do not find the mount where it is asked for",
    statement: "A host-process container sees the file system of its node. Named pipes of the node cannot be mounted \
                into it, and need not be: open them by their own path, such as \\\\.\\pipe\\containerd-containerd. \
                Volumes stand at their mountPath with containerd 1.7 and newer; with 1.6 they stand below a folder \
                of each container, and only paths that start with $CONTAINER_SANDBOX_MOUNT_POINT lead there, so that \
                a program that opens C:\\data finds nothing, or what the node has there. The second is found only \
                where the hosts are known to have containerd 1.6.",
    since: "Kubernetes 1.22",
    sources: &["k8s-host-process"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    let Some(pod) = field.pod() else { return false };
    match field.place.container {
        Some(container) => {
            let is_host_process = pod.nodes.is_host_process(container);
            is_host_process && !mentions_mount_point(container.node) && mounts_elsewhere(pod)
        }
        None => pod.nodes.host_process.is_used() && field.value().text().is_some_and(is_pipe),
    }
}

fn is_pipe(path: &str) -> bool {
    path.replace('/', "\\").starts_with("\\\\.\\pipe\\")
}

/// Whether a host that counts is known to have a containerd that mounts below a folder of its own.
fn mounts_elsewhere(pod: &Pod<'_, '_>) -> bool {
    let is_old = |host: &Host| {
        matches!(host.runtime, Some(Runtime::Containerd(Some(version)))
            if (version.major, version.minor) < (MOUNTS_IN_PLACE.major, MOUNTS_IN_PLACE.minor))
    };
    let considered = pod.subject.targets.judgements.iter().filter(|it| it.target.is_considered());
    // Of a pool, all hosts are alike.
    pod.subject.check.fleet.is_some() && considered.filter_map(|it| it.hosts.first()).any(is_old)
}

/// Whether a command, an argument or a variable of the container goes by the folder.
fn mentions_mount_point(container: Node<'_, '_>) -> bool {
    let words = ["command", "args"].into_iter().filter_map(|key| container.get(key)).flat_map(Node::items);
    let variables = container.get("env").into_iter().flat_map(Node::items);
    let values = variables.filter_map(|variable| variable.get("value"));
    words.chain(values).any(|it| it.text().is_some_and(|text| text.contains(MOUNT_POINT)))
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    Some(if field.place.container.is_some() {
        format!("containerd 1.6 mounts them below ${MOUNT_POINT}")
    } else {
        "host-process containers cannot mount named pipes".to_owned()
    })
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a named pipe of the node",
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
  volumes:
    - name: pipe
      hostPath:
        path: \\\\.\\pipe\\containerd-containerd
#       ^^^^ warning: Pod web: hostPath.path of volume pipe: host-process containers cannot mount named pipes
    - name: docker
      hostPath:
        path: //./pipe/docker_engine
#       ^^^^ warning: Pod web: hostPath.path of volume docker: host-process containers cannot mount named pipes
  containers:
    - name: web
      image: registry.example/web:1
      volumeMounts:
        - {name: pipe, mountPath: '\\\\.\\pipe\\containerd-containerd'}
        - {name: docker, mountPath: //./pipe/docker_engine}
",
    ),
    Example::new(
        "a volume on a node with containerd 1.6",
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
  volumes: [{name: data, emptyDir: {}}]
  containers:
    - name: web
      image: registry.example/web:1
      volumeMounts:
#     ^^^^^^^^^^^^ warning: Pod web: volumeMounts of container web: containerd 1.6 mounts them below $CONTAINER_SANDBOX_MOUNT_POINT
        - {name: data, mountPath: \"C:\\\\data\"}
",
    )
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.6}]"),
    Example::new(
        "the same, with a command and a variable that know",
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
  volumes: [{name: data, emptyDir: {}}]
  containers:
    - name: web
      image: registry.example/web:1
      command: [agent.exe, \"-data\", \"$env:CONTAINER_SANDBOX_MOUNT_POINT/data\"]
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
    - name: log
      image: registry.example/web:1
      env: [{name: DATA, value: $(CONTAINER_SANDBOX_MOUNT_POINT)/data}]
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
",
    )
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.6}]"),
    Example::new(
        "the same on nodes with containerd 1.7",
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
  volumes: [{name: data, emptyDir: {}}]
  containers:
    - name: web
      image: registry.example/web:1
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
",
    )
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.7}]"),
    Example::new(
        "the same on nodes that nobody describes",
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
  volumes: [{name: data, emptyDir: {}}]
  containers:
    - name: web
      image: registry.example/web:1
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
",
    ),
    Example::new(
        "a pipe for an ordinary container",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  volumes:
    - name: pipe
      hostPath:
        path: \\\\.\\pipe\\docker_engine
  containers:
    - name: web
      image: registry.example/web:1
      volumeMounts:
        - {name: pipe, mountPath: '\\\\.\\pipe\\docker_engine'}
",
    )
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.6}]"),
];
