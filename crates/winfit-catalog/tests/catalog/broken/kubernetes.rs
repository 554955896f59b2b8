//! The tables about Kubernetes: values, references and facts.

use super::{problems, refuses};
use crate::small;

const FIELDS: &str = "kubernetes-fields.csv";
const VERSIONS: &str = "kubernetes-versions.csv";

#[test]
fn values_of_a_field_row_that_do_not_have_the_documented_form_are_quoted() {
    refuses(&[
        (
            FIELDS,
            "ignored,1.22",
            "dropped,1.22",
            "catalog/kubernetes-fields.csv:5: row \"f2\": behaviour \"dropped\" is not one of rejected-by-api, rejected-by-kubelet, ignored, fails-at-start, limited, not-supported, supported, not-in-api",
        ),
        (
            FIELDS,
            "f4,Service",
            "f4,Ingress",
            "catalog/kubernetes-fields.csv:3: row \"f4\": kind \"Ingress\" is not one of Pod, Service, PersistentVolumeClaim, NetworkPolicy, Node",
        ),
        (
            FIELDS,
            "unset",
            "none",
            "catalog/kubernetes-fields.csv:5: row \"f2\": os_name \"none\" is not one of any, windows, linux, unset",
        ),
        (
            FIELDS,
            "inferred",
            "guessed",
            "catalog/kubernetes-fields.csv:5: row \"f2\": basis \"guessed\" is not one of code, document, release-note, issue, inferred",
        ),
        (
            FIELDS,
            "spec.hostname",
            "spec.[hostname]",
            "catalog/kubernetes-fields.csv:2: row \"f3\": path: \"spec.[hostname]\" is not a path such as spec.containers[*].image",
        ),
        (
            FIELDS,
            "host-pid,f1",
            "HostPid,f1",
            "catalog/kubernetes-fields.csv:4: row \"f1\": rule \"HostPid\" is not a name in kebab case",
        ),
        (
            FIELDS,
            "host-pid,f1",
            "host--pid,f1",
            "catalog/kubernetes-fields.csv:4: row \"f1\": rule \"host--pid\" is not a name in kebab case",
        ),
        (
            FIELDS,
            "over-64-backends",
            "over 64",
            "catalog/kubernetes-fields.csv:3: row \"f4\": qualifier \"over 64\" is not a name in kebab case",
        ),
        (
            FIELDS,
            "containerd >=1.6",
            "containerd >=1",
            "catalog/kubernetes-fields.csv:5: row \"f2\": runtime \"containerd >=1\" is not any, docker, containerd, or containerd with a least release such as >=1.6",
        ),
        (
            FIELDS,
            "containerd >=1.6",
            "docker >=1.6",
            "catalog/kubernetes-fields.csv:5: row \"f2\": runtime \"docker >=1.6\" is not any, docker, containerd, or containerd with a least release such as >=1.6",
        ),
        (
            FIELDS,
            "containerd >=1.6",
            "",
            "catalog/kubernetes-fields.csv:5: row \"f2\": runtime \"\" is not any, docker, containerd, or containerd with a least release such as >=1.6",
        ),
        (
            FIELDS,
            "1.23,,any,remove it",
            "23,,any,remove it",
            "catalog/kubernetes-fields.csv:4: row \"f1\": since: \"23\" is not a Kubernetes version such as 1.29",
        ),
        (
            FIELDS,
            "1.23,,any,remove it",
            "v1.23,,any,remove it",
            "catalog/kubernetes-fields.csv:4: row \"f1\": since \"v1.23\" is not a minor version without anything around it",
        ),
        (
            FIELDS,
            "it is refused",
            "it is refused.",
            "catalog/kubernetes-fields.csv:4: row \"f1\": explanation \"it is refused.\" is not a fragment without a final period or blanks around it",
        ),
        (FIELDS, "it is refused", "", "catalog/kubernetes-fields.csv:4: row \"f1\": explanation is empty"),
        (
            FIELDS,
            "remove it",
            " remove it",
            "catalog/kubernetes-fields.csv:4: row \"f1\": alternative \" remove it\" is not a fragment without a final period or blanks around it",
        ),
        (
            FIELDS,
            "code,lists tables",
            "code,",
            "catalog/kubernetes-fields.csv:4: row \"f1\": sources is empty",
        ),
        (
            FIELDS,
            "code,lists tables",
            "code,lists lists",
            "catalog/kubernetes-fields.csv:4: row \"f1\": sources names \"lists\" twice",
        ),
    ]);
}

#[test]
fn field_row_that_contradicts_itself_or_others_is_refused() {
    refuses(&[
        (
            FIELDS,
            "1.22,1.24",
            "1.24,1.22",
            "catalog/kubernetes-fields.csv:5: row \"f2\": since 1.24 is later than until 1.22",
        ),
        (
            FIELDS,
            "only the live object shows it",
            "",
            "catalog/kubernetes-fields.csv:3: row \"f4\": behaviour \"limited\" asks for a rule, or for the reason in unchecked why there is none",
        ),
        (
            FIELDS,
            "it is refused,,",
            "it is refused,nobody looks,",
            "catalog/kubernetes-fields.csv:4: row \"f1\": rule and unchecked exclude each other",
        ),
        (
            FIELDS,
            "rejected-by-api",
            "supported",
            "catalog/kubernetes-fields.csv:4: row \"f1\": rule and behaviour \"supported\" exclude each other",
        ),
        (
            FIELDS,
            "host-pid,f2",
            "host-pid,f1",
            "catalog/kubernetes-fields.csv:5: row \"f1\": contradicts line 4, which has the same key",
        ),
        (
            FIELDS,
            ",f4,Service",
            ",f3,Service",
            "catalog/kubernetes-fields.csv:3: row \"f3\": contradicts line 2, which has the same key",
        ),
        (
            FIELDS,
            "host-pid,f2",
            "host-ipc,f2",
            "catalog/kubernetes-fields.csv:5: row \"f2\": the row stands after row \"f1\", which sorts behind it",
        ),
    ]);
}

#[test]
fn references_of_field_rows_to_nothing_are_refused() {
    refuses(&[
        (
            FIELDS,
            "code,lists tables",
            "code,lists rumours",
            "catalog/kubernetes-fields.csv:4: row \"f1\": source \"rumours\" is not in sources.toml",
        ),
        (
            FIELDS,
            "1.22,1.24",
            "1.22,1.25",
            "catalog/kubernetes-fields.csv:5: row \"f2\": until \"1.25\" is not in kubernetes-versions.csv",
        ),
        (
            FIELDS,
            "1.22,1.24",
            "1.21,1.24",
            "catalog/kubernetes-fields.csv:5: row \"f2\": since \"1.21\" is not in kubernetes-versions.csv",
        ),
        (
            VERSIONS,
            "1.23,lists",
            "1.23,rumours",
            "catalog/kubernetes-versions.csv:3: version 1.23: source \"rumours\" is not in sources.toml",
        ),
    ]);
}

#[test]
fn versions_are_ascending_and_without_gaps() {
    refuses(&[
        (
            VERSIONS,
            "1.23,lists\n",
            "",
            "catalog/kubernetes-versions.csv:3: version 1.24: version 1.23 is missing before it",
        ),
        (
            VERSIONS,
            "1.22,lists\n1.23,lists\n",
            "1.23,lists\n1.22,lists\n",
            "catalog/kubernetes-versions.csv:3: version 1.22: the row stands after version 1.23, which sorts behind it",
        ),
        (
            VERSIONS,
            "1.24,lists\n",
            "1.24,lists\n1.24,lists\n",
            "catalog/kubernetes-versions.csv:5: version 1.24: the same row stands in line 4",
        ),
        (
            VERSIONS,
            "1.24,lists\n",
            "24,lists\n",
            "catalog/kubernetes-versions.csv:4: version 24: version: \"24\" is not a Kubernetes version such as 1.29",
        ),
    ]);
}

#[test]
fn table_of_versions_without_rows_is_refused_and_nothing_follows_from_it() {
    let mut files = small::files();
    files.insert(VERSIONS, "version,source\n");
    assert_eq!(problems(&files), "catalog/kubernetes-versions.csv: the file has no rows");
}
