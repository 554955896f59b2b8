//! Options of the resolver for a pod on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "dns-options",
    title: "Windows has no options of a resolver",
    statement: "dnsConfig.options are lines of resolv.conf, such as ndots. Windows has no such file and no setting \
                for them: names are looked up as Windows does it, and a name with a dot counts as complete. Write \
                names with a final dot where that matters. The fix takes the options out, which changes nothing on \
                Windows.",
    since: "Kubernetes 1.14",
    sources: &["cni-plugins", "k8s-dns", "k8s-windows-networking"],
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: |field| field.value().items().len() > 0, ..FieldRule::REMOVED }),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "ndots",
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
    options:
#   ^^^^^^^ warning: Pod web: dnsConfig.options: Windows ignores it
      - {name: ndots, value: \"2\"}
  containers:
    - name: web
      image: registry.example/web:1
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
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "none",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  dnsConfig: {options: []}
  containers:
    - name: web
      image: registry.example/web:1
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
  dnsConfig: {options: [{name: ndots, value: \"2\"}]}
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
