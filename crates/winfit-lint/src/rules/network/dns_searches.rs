//! Suffixes that a pod on Windows shall search names with.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "dns-searches",
    title: "Windows pods search one suffix for certain, that of their namespace",
    statement: "A Windows pod has one DNS suffix, that of its namespace: short names of services in it resolve, and \
                so do complete names. Further suffixes in dnsConfig.searches arrive only if the CNI plug-in passes \
                them on, and then not for every resolver of Windows: nslookup and Resolve-DnsName differ. What works \
                on Linux as db.staging fails here with no such host. Use complete names.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-networking", "k8s-dns"],
    severity: Severity::Warning,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: |field| field.value().items().len() > 0, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a suffix of another namespace",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  dnsConfig:
    searches: [staging.svc.cluster.local]
#   ^^^^^^^^ warning: Pod web: dnsConfig.searches: only the suffix of the namespace is searched for certain
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "none, and servers",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  dnsConfig: {searches: [], nameservers: [10.0.0.10]}
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
