//! The account that a process runs under on Windows.

use winfit_compat::catalog::FieldBehaviour;

use crate::kubernetes::user_name_problem;
use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "run-as-user-name",
    title: "the account cannot be named so, or not in this version",
    statement: "windowsOptions.runAsUserName is USER or DOMAIN\\USER. The API server refuses names that no account \
                can have: empty ones, those with control characters or a second backslash, a domain that is neither \
                a NetBIOS name of up to 15 characters nor a DNS name, a user that is longer than 104 characters, \
                made of dots and blanks alone, or has one of \" / \\ : ; | = , + * ? < > @ [ ]: an account is not \
                written as user@domain. That the account exists nobody checks; if it does not, the container fails \
                to start (The user name or password is incorrect). 1.14 and 1.15 drop the field, and the container \
                runs as its image says; in 1.16 it needs a feature gate.",
    since: "Kubernetes 1.14",
    sources: &["k8s-run-as-user-name", "k8s-validation", "k8s-pr-82133", "kep-1043"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    field.qualifier() != "invalid-value" || field.value().text().and_then(user_name_problem).is_some()
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    match field.row.behaviour {
        FieldBehaviour::RejectedByApi => {
            let problem = field.value().text().and_then(user_name_problem)?;
            Some(format!("the API server refuses it: {problem}"))
        }
        FieldBehaviour::Limited => Some("it needs the feature gate WindowsRunAsUserName".to_owned()),
        _ => None,
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a user with the domain behind it",
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
      runAsUserName: web@example.com
#     ^^^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.runAsUserName: the API server refuses it: the user has \"@\"
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a path instead of a domain",
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
        windowsOptions: {runAsUserName: 'corp\\sales\\web'}
#                        ^^^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.runAsUserName of container web: the API server refuses it: it has more than one backslash
",
    ),
    Example::new(
        "nothing",
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
      runAsUserName: \"\"
#     ^^^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.runAsUserName: the API server refuses it: it is empty
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a version without the field",
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
      runAsUserName: ContainerUser
#     ^^^^^^^^^^^^^ warning: Pod web: securityContext.windowsOptions.runAsUserName: Kubernetes 1.15 does not have the field, and drops it
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.15"),
    Example::new(
        "a version in which it is alpha",
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
      runAsUserName: ContainerUser
#     ^^^^^^^^^^^^^ warning: Pod web: securityContext.windowsOptions.runAsUserName: it needs the feature gate WindowsRunAsUserName
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.16"),
    Example::new(
        "an account of the image, of a domain, and of the system",
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
      securityContext:
        windowsOptions: {runAsUserName: 'corp.example.com\\web.server$'}
    - name: log
      image: registry.example/web:1
      securityContext:
        windowsOptions: {runAsUserName: \"NT AUTHORITY\\\\NETWORK SERVICE\"}
",
    ),
];
