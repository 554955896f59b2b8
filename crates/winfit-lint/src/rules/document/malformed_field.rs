//! A part of a document that cannot be read as meant.

use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "malformed-field",
    title: "a field cannot be read as meant",
    statement: "A field that matters here is missing or of the wrong type, a key occurs twice, or a variable or \
                constraint cannot be read. That part is left out; the rest of the document is checked.",
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
        "a list where a text belongs",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: [mcr.microsoft.com/windows/servercore:ltsc2022]
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: spec.containers[0].image is a list, not a scalar
",
    ),
    Example::new(
        "a key that occurs twice",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: linux
    kubernetes.io/os: windows
#   ^^^^^^^^^^^^^^^^ warning: the key \"kubernetes.io/os\" occurs twice; the last one counts
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "FROM without an image",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS build
FROM
#^^^ error: FROM has no image
",
    ),
    Example::new(
        "a constraint that Swarm refuses",
        "stack.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    deploy:
      placement:
        constraints: [node.platform.os = windows]
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: \"node.platform.os = windows\" is not a placement constraint such as node.labels.OS == windows
",
    ),
    Example::new(
        "the same key in two mappings",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    name: web
spec:
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
];
