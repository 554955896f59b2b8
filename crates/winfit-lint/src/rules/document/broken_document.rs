//! A document that is broken.

use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "broken-document",
    title: "the document cannot be read",
    statement: "The document is not valid YAML, JSON or Dockerfile syntax, or exceeds a limit on size or depth. Nothing \
                in it is checked; the other documents and files are.",
    since: "always",
    sources: &["k8s-windows-intro"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a bracket that nobody closed, before a document that is read all the same",
        "pods.yaml",
        "\
apiVersion: v1
kind: [Pod
metadata:
#       ^ error: this is not YAML: illegal placement of ':' indicator
  name: web
---
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "a line that is no instruction",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUNN echo hello
#^^^ error: this is not a Dockerfile: there is no instruction \"RUNN\"
",
    ),
    Example::new(
        "a configuration of dockerd on Windows with a comma too many",
        "daemon.json",
        "\
{\"hosts\": [\"npipe://\"], \"debug\": true, }
#                                      ^ error: this is not JSON: expected a key in double quotes
",
    ),
    Example::new(
        "brackets inside of quotes",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    note: '[not a list'
spec:
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "a template, which is skipped",
        "deployment.yaml",
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
",
    ),
];
