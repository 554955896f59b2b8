//! A group managed service account for a Windows pod.

use winfit_compat::catalog::KubernetesVersion;

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

/// The largest content that the API server takes, in bytes.
const LARGEST: usize = 64 * 1024;

/// The first version with the fields.
const FIELDS_SINCE: KubernetesVersion = KubernetesVersion::new(15);

pub(crate) static RULE: Rule = Rule {
    id: "gmsa-credential-spec",
    title: "the group managed service account cannot be had so",
    statement: "windowsOptions.gmsaCredentialSpecName names a credential spec; a webhook reads it and writes the \
                content into windowsOptions.gmsaCredentialSpec. Whoever writes the content by hand bypasses the \
                check of who may use the account, and the API server refuses one that is empty or larger than 64 \
                KiB. In 1.14 there are only alpha annotations for it; in 1.15 the fields need a feature gate. \
                Without an account the pod runs, and every call to the domain fails.",
    since: "Kubernetes 1.14",
    sources: &["k8s-gmsa", "kep-689", "k8s-validation"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    field.qualifier() != "invalid-value" || field.value().text().and_then(problem).is_some()
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    Some(match field.qualifier() {
        "invalid-value" => format!("the API server refuses it: {}", field.value().text().and_then(problem)?),
        _ if field.kubernetes() < FIELDS_SINCE => "this version knows annotations for it only".to_owned(),
        _ => "it needs the feature gate WindowsGMSA".to_owned(),
    })
}

/// Why the API server refuses this content.
fn problem(content: &str) -> Option<&'static str> {
    match content.len() {
        0 => Some("it is empty"),
        length => (length > LARGEST).then_some("it is larger than 64 KiB"),
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "content that is empty",
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
    windowsOptions:
      gmsaCredentialSpecName: web
      gmsaCredentialSpec: \"\"
#     ^^^^^^^^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.gmsaCredentialSpec: the API server refuses it: it is empty
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a version that knows annotations",
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
      securityContext:
        windowsOptions: {gmsaCredentialSpecName: web}
#                        ^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: securityContext.windowsOptions.gmsaCredentialSpecName of container web: this version knows annotations for it only
",
    )
    .kubernetes("1.14"),
    Example::new(
        "a version in which the fields are alpha",
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
    windowsOptions: {gmsaCredentialSpecName: web}
#                    ^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: securityContext.windowsOptions.gmsaCredentialSpecName: it needs the feature gate WindowsGMSA
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.15"),
    Example::new(
        "a name",
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
    windowsOptions: {gmsaCredentialSpecName: web}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.16"),
    Example::new(
        "content that somebody wrote",
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
      securityContext:
        windowsOptions:
          gmsaCredentialSpec: '{\"CmsPlugins\": [\"ActiveDirectory\"]}'
",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_of_64_kib_is_accepted_and_not_a_byte_more() {
        assert_eq!(problem(&"x".repeat(LARGEST)), None);
        assert_eq!(problem(&"x".repeat(LARGEST + 1)), Some("it is larger than 64 KiB"));
        // It counts bytes.
        assert_eq!(problem(&"é".repeat(LARGEST / 2 + 1)), Some("it is larger than 64 KiB"));
        assert_eq!(problem("x"), None);
        assert_eq!(problem(""), Some("it is empty"));
    }
}
