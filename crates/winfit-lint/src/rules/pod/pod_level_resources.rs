//! Resources of a Windows pod as a whole.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::edit::Value;
use crate::yaml::{Node, NodeKind, Style};
use crate::{Confidence, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "pod-level-resources",
    title: "Windows has no resources of a whole pod",
    statement: "spec.resources bounds what all containers of a pod use together. Windows has no such bound: since \
                1.34 the kubelet of a Windows node refuses the pod, and with spec.os.name: windows the API server \
                does. Set resources on each container. Of a pod with one container, what is offered moves them \
                there.",
    since: "Kubernetes 1.34",
    sources: &["k8s-changelog-1.34", "k8s-pr-133046", "k8s-validation"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Offered),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let mut containers = field.containers();
    let (Some(container), None) = (containers.next(), containers.next()) else { return None };
    if container.node.get("resources").is_some() {
        return None;
    }
    let mut changes = field.editor().changes();
    changes.remove_path(field.place.base, &field.place.keys())?;
    changes.ensure(container.node, &["resources"], &copied(field.value())?)?;
    let title = format!("move them to container {}", container.name());
    Fix::new(title, Safety::Offered, changes.edits()?)
}

/// Requests and limits, to be written elsewhere.
fn copied(resources: Node<'_, '_>) -> Option<Value> {
    let lists = resources.entries().map(|(key, list)| {
        let is_list = list.kind() == NodeKind::Mapping && matches!(key.text(), Some("limits" | "requests"));
        let amounts = list.entries().filter(|_| is_list).map(|(name, amount)| {
            let text = amount.text()?;
            let is_bare = amount.style() == Some(Style::Plain);
            let amount = if is_bare { Value::plain(text) } else { Value::quoted(text) };
            Some((name.text()?.to_owned(), amount))
        });
        let amounts: Vec<_> = amounts.collect::<Option<_>>()?;
        is_list.then_some((key.text()?.to_owned(), Value::Mapping(amounts)))
    });
    Some(Value::Mapping(lists.collect::<Option<_>>()?))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "one container",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  os: {name: windows}
  resources:
# ^^^^^^^^^ error: Pod web: resources: the API server refuses it in a pod whose os.name is windows
    limits:
      cpu: \"2\"
      memory: 2Gi
    requests: {cpu: 1}
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
  os: {name: windows}
  containers:
    - name: web
      image: registry.example/web:1
      resources:
        limits:
          cpu: \"2\"
          memory: 2Gi
        requests:
          cpu: 1
",
    ),
    Example::new(
        "two containers, in a pod without spec.os",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  resources: {limits: {memory: 2Gi}}
# ^^^^^^^^^ error: Pod web: resources: the kubelet on Windows refuses the pod
  containers:
    - name: web
      image: registry.example/web:1
    - name: log
      image: registry.example/web:1
",
    ),
    Example::new(
        "a container that has resources of its own",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  resources: {limits: {memory: 2Gi}}
# ^^^^^^^^^ error: Pod web: resources: the kubelet on Windows refuses the pod
  containers:
    - name: web
      image: registry.example/web:1
      resources: {requests: {memory: 1Gi}}
",
    ),
    Example::new(
        "resources of a container",
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
      image: registry.example/web:1
      resources: {limits: {memory: 2Gi}}
",
    ),
    Example::new(
        "a pod for Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector: {kubernetes.io/os: linux}
  resources: {limits: {memory: 2Gi}}
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
