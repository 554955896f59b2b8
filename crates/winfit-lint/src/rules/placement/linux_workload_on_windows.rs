//! A workload for Linux that nothing keeps off Windows nodes.

use winfit_compat::Os;
use winfit_fleet::{Fleet, FleetHost, Orchestrator, Placement};

use crate::facts::Known;
use crate::judge::reference;
use crate::lint::{PodNodes, Stray, listed, reached};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::edit::{Editor, Value};
use crate::{Confidence, Finding, Fix, Help, PlaceKind, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "linux-workload-on-windows",
    title: "nothing keeps a workload for Linux off the Windows nodes",
    statement: "The scheduler never looks at images. Where Windows nodes carry no taint, whatever does not select Linux is placed \
                on them as well, and fails there under names that do not tell why: ImagePullBackOff, no match for platform in \
                manifest, network host not found, chown is not supported by windows. DaemonSets and hook jobs of charts are hit \
                first, and those that tolerate everything are hit in spite of taints. Where every Linux node is tainted, as the \
                one that runs the control plane is, such a workload comes to Windows nodes alone. Give it the node selector \
                kubernetes.io/os: linux, or taint the Windows nodes. It is asked only of fleets (--nodes) that have Windows \
                nodes, and never of workloads whose images are for both systems. Of images that were not read, tags tell: \
                1.27-alpine is Linux.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-user-guide", "k8s-windows-intro"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Stray(find),
    examples: EXAMPLES,
};

fn find(stray: &Stray<'_, '_>, findings: &mut Vec<Finding>) {
    let (Some(pod), Some(fleet)) = (stray.pod, stray.check.fleet) else { return };
    let workload = &stray.found.workload;
    if fleet.orchestrator != Orchestrator::Kubernetes || workload.containers.is_empty() {
        return;
    }
    let of = |os| reached(fleet, &workload.placement, os);
    let (windows, linux) = (of(Os::Windows), of(Os::Linux));
    if windows.is_empty() {
        return;
    }
    let evidence = match evidence(stray) {
        Evidence::None if linux.is_empty() && !is_kept_off_by_taints(fleet, &workload.placement) => return,
        Evidence::Both => return,
        evidence => evidence,
    };
    let span = stray.found.place(&PlaceKind::PodSpec).map_or(stray.found.span, |place| place.key);
    let message = format!("nothing keeps it off {}", listed(Os::Windows, &windows));
    let label = os_label(fleet.hosts.as_slice());
    let confidence = if evidence == Evidence::Read { Confidence::Certain } else { RULE.confidence };
    let mut finding = stray.finding(&RULE, span, message).sure(confidence).note(match evidence {
        Evidence::Read => "its images are for Linux",
        Evidence::Name => "by the name of its image, it is for Linux",
        _ => "nothing says that it is for Windows, and its images were not read",
    });
    if linux.is_empty() {
        finding = finding.note("no Linux node takes it as it is: the only nodes that do are for Windows");
    }
    findings.push(
        finding
            .help(
                Help::new("constrain-placement", "select Linux nodes")
                    .paste(format!("nodeSelector:\n  {label}: linux")),
            )
            .help(
                Help::new(
                    "taint-hosts",
                    "or taint the Windows nodes, and have the pods that are for them tolerate it",
                )
                .paste(format!("kubectl taint node -l {label}=windows os=windows:NoSchedule")),
            )
            .fix(fix(stray, &pod, label)),
    );
}

/// Whether a pod that no Linux node takes is meant for one all the same: by what it selects it could go there, were it not
/// for taints; and it is not by what it tolerates that it comes to a Windows node.
fn is_kept_off_by_taints(fleet: &Fleet, placement: &Placement) -> bool {
    let untainted = |host: &FleetHost| FleetHost { taints: Vec::new(), unschedulable: false, ..host.clone() };
    let mut linux = fleet.hosts.iter().filter(|host| host.host.os == Os::Linux);
    let intolerant = Placement { tolerations: Vec::new(), ..placement.clone() };
    linux.any(|host| placement.admits(&untainted(host)).is_ok())
        && !reached(fleet, &intolerant, Os::Windows).is_empty()
}

fn fix(stray: &Stray<'_, '_>, pod: &PodNodes<'_, '_>, label: &str) -> Option<Fix> {
    let editor = Editor::new(stray.source.text());
    let edits = editor.ensure(pod.spec, &["nodeSelector", label], &Value::text("linux"))?;
    Fix::new("select Linux nodes", Safety::Unsafe, edits)
}

/// What tells for which system the images of a workload are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// One was read, and is for Linux alone.
    Read,
    /// The name of one says Linux.
    Name,
    /// All were read, and each has a platform of Windows.
    Both,
    /// One was not read.
    None,
}

fn evidence(stray: &Stray<'_, '_>) -> Evidence {
    let mut evidence = Evidence::Both;
    for (container, image) in stray.images().iter().enumerate() {
        let known = reference(stray.found, container).and_then(|it| stray.check.facts.get(&it));
        let is_read = matches!(known, Some(Known::Read(_)));
        match (is_read, image.is_only_for(Os::Linux)) {
            (true, true) => return Evidence::Read,
            (true, false) => {}
            (false, true) => evidence = Evidence::Name,
            (false, false) if evidence == Evidence::Both => evidence = Evidence::None,
            (false, false) => {}
        }
    }
    evidence
}

/// The label by which the nodes of this cluster tell their system: the old one, where they have no other.
fn os_label(hosts: &[FleetHost]) -> &'static str {
    const LABEL: &str = "kubernetes.io/os";
    const OLD: &str = "beta.kubernetes.io/os";
    let is_old = |host: &FleetHost| host.labels.contains_key(OLD) && !host.labels.contains_key(LABEL);
    if hosts.iter().any(is_old) { OLD } else { LABEL }
}

const MIXED: &str = "\
orchestrator: kubernetes
hosts:
  - name: linux-a
    os: linux
    labels: {kubernetes.io/os: linux}
  - name: win-a
    os-version: 10.0.20348.3091
    labels: {kubernetes.io/os: windows}
  - name: win-b
    os-version: 10.0.20348.3091
    labels: {kubernetes.io/os: windows}
";

const TAINTED: &str = "\
orchestrator: kubernetes
hosts:
  - name: linux-a
    os: linux
    labels: {kubernetes.io/os: linux}
  - name: win-a
    os-version: 10.0.20348.3091
    labels: {kubernetes.io/os: windows}
    taints: [os=windows:NoSchedule]
";

const TAINTED_LINUX: &str = "\
orchestrator: kubernetes
hosts:
  - name: control-plane
    os: linux
    labels: {kubernetes.io/os: linux}
    taints: [node-role.kubernetes.io/control-plane:NoSchedule]
  - name: win-a
    os-version: 10.0.20348.3091
    labels: {kubernetes.io/os: windows, pool: win}
";

const ALL_WINDOWS: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.20348.3091
    labels: {kubernetes.io/os: windows}
";

const DAEMON_SET: &str = "\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
spec:
  selector:
    matchLabels: {app: node-exporter}
  template:
    metadata:
      labels: {app: node-exporter}
    spec:
#   ^^^^ error: DaemonSet node-exporter: nothing keeps it off the Windows nodes win-a, win-b
      containers:
      - name: node-exporter
        image: quay.io/prometheus/node-exporter:v1.8.2
";

const FIXED: &str = "\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
spec:
  selector:
    matchLabels: {app: node-exporter}
  template:
    metadata:
      labels: {app: node-exporter}
    spec:
      containers:
      - name: node-exporter
        image: quay.io/prometheus/node-exporter:v1.8.2
      nodeSelector:
        kubernetes.io/os: linux
";

const EXAMPLES: &[Example] = &[
    Example::new("a DaemonSet without a selector, on a mixed fleet", "daemonset.yaml", DAEMON_SET)
        .fixed(FIXED)
        .fleet(MIXED),
    Example::new(
        "a DaemonSet that tolerates every taint",
        "daemonset.yaml",
        "\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
#   ^^^^ error: DaemonSet agent: nothing keeps it off the Windows node win-a
      tolerations: [{operator: Exists}]
      containers:
      - name: agent
        image: registry.example/agent:1
",
    )
    .fixed(
        "\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      tolerations: [{operator: Exists}]
      containers:
      - name: agent
        image: registry.example/agent:1
      nodeSelector:
        kubernetes.io/os: linux
",
    )
    .fleet(TAINTED)
    .images(&[("registry.example/agent:1", &["linux"])]),
    Example::new("the fixed one", "daemonset.yaml", FIXED).fleet(MIXED),
    Example::new(
        "a Linux node that is tainted",
        "deployment.yaml",
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
#   ^^^^ error: Deployment web: nothing keeps it off the Windows node win-a
      containers:
      - name: web
        image: registry.example/web:1
",
    )
    .fixed(
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: registry.example/web:1
      nodeSelector:
        kubernetes.io/os: linux
",
    )
    .fleet(TAINTED_LINUX),
    Example::new(
        "a tag that says Linux, and Windows nodes alone",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
#^^^ error: Pod web: nothing keeps it off the Windows node win-a
  containers:
  - name: web
    image: nginx:1.27-alpine
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27-alpine
  nodeSelector:
    kubernetes.io/os: linux
",
    )
    .fleet(ALL_WINDOWS),
    Example::new(
        "nothing that tells of Linux, and Windows nodes alone",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: registry.example/web:1
",
    )
    .fleet(ALL_WINDOWS),
    Example::new(
        "a pool that Windows nodes alone are in",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector: {pool: win}
  containers:
  - name: web
    image: registry.example/web:1
",
    )
    .fleet(TAINTED_LINUX),
    Example::new(
        "Windows nodes that are tainted",
        "daemonset.yaml",
        "\
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: migrate
        image: registry.example/migrate:1
",
    )
    .fleet(TAINTED),
    Example::new(
        "an image for both systems",
        "job.yaml",
        "\
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: migrate
        image: registry.example/migrate:1
",
    )
    .fleet(MIXED)
    .images(&[("registry.example/migrate:1", &["linux", "10.0.20348.3091"])]),
    Example::new(
        "no fleet",
        "job.yaml",
        "\
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: migrate
        image: registry.example/migrate:1
",
    ),
];
