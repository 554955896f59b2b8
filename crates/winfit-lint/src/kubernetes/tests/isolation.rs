//! Isolation out of pods: host-process, runtime classes, the old annotation.

use winfit_compat::Isolation;

use super::super::heed_annotation;
use super::{hints, pod, read};
use crate::{Document, link, read_document};

/// What the annotation of a pod asks for, and what comes of it where it is heeded.
fn annotated(document: &Document) -> (Option<Isolation>, Vec<Option<Isolation>>) {
    let mut found = document.workloads[0].clone();
    heed_annotation(&mut found);
    let containers = found.workload.containers.iter().map(|container| container.isolation);
    (found.annotated_isolation, containers.collect())
}

fn isolation(document: &Document) -> Option<Isolation> {
    document.workloads[0].workload.containers[0].isolation
}

#[test]
fn nothing_asked_for_is_the_default_of_the_host() {
    assert_eq!(isolation(&pod("hostNetwork: true")), None);
    assert_eq!(isolation(&pod("securityContext: {windowsOptions: {hostProcess: false}}")), None);
    assert_eq!(isolation(&pod("runtimeClassName: windows-2019")), None);
}

#[test]
fn host_process_of_the_pod_or_of_a_container_counts() {
    let document = pod("securityContext:\n  windowsOptions:\n    hostProcess: true");
    assert_eq!(isolation(&document), Some(Isolation::HostProcess));
    assert_eq!(hints(&document), ["WindowsOptions: windowsOptions"]);
    let document = read(
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: a\n    securityContext: {windowsOptions: {hostProcess: true}}\n  - image: b\n",
    );
    let containers = &document.workloads[0].workload.containers;
    assert_eq!((containers[0].isolation, containers[1].isolation), (Some(Isolation::HostProcess), None));
}

#[test]
fn the_annotation_of_the_pod_asks_for_hyperv_and_that_of_the_deployment_does_not() {
    let annotation = "annotations: {experimental.windows.kubernetes.io/isolation-type: hyperv}";
    let spec = "spec: {containers: [{image: a}]}";
    let document = read(&format!("apiVersion: v1\nkind: Pod\nmetadata: {{{annotation}}}\n{spec}\n"));
    assert_eq!(isolation(&document), None);
    assert_eq!(annotated(&document), (Some(Isolation::HyperV), vec![Some(Isolation::HyperV)]));
    assert_eq!(hints(&document), ["Isolation: hyperv"]);
    let document = read(&format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{{annotation}}}\nspec: {{template: {{{spec}}}}}\n"
    ));
    assert_eq!(annotated(&document), (None, vec![None]));
    let other = annotation.replace(": hyperv", ": process");
    let document = read(&format!("apiVersion: v1\nkind: Pod\nmetadata: {{{other}}}\n{spec}\n"));
    assert_eq!(annotated(&document), (None, vec![None]));
}

#[test]
fn host_process_of_the_pod_stands_above_its_annotation() {
    let document = read(
        "apiVersion: v1\nkind: Pod\nmetadata: {annotations: {experimental.windows.kubernetes.io/isolation-type: hyperv}}\n\
         spec: {securityContext: {windowsOptions: {hostProcess: true}}, containers: [{image: a}]}\n",
    );
    assert_eq!(annotated(&document), (Some(Isolation::HyperV), vec![Some(Isolation::HostProcess)]));
}

#[test]
fn the_name_of_a_runtime_class_suggests_and_its_handler_decides() {
    assert_eq!(isolation(&pod("runtimeClassName: windows-hyperv")), Some(Isolation::HyperV));
    assert_eq!(isolation(&pod("runtimeClassName: runhcs-wcow-hypervisor-17763")), Some(Isolation::HyperV));
    assert_eq!(isolation(&pod("runtimeClassName: runhcs-wcow-process")), Some(Isolation::Process));
    let class = |name: &str, handler: &str| {
        read(&format!(
            "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {{name: {name}}}\nhandler: {handler}\nscheduling:\n  \
             nodeSelector: {{kubernetes.io/os: windows}}\n  tolerations: [{{key: os, operator: Equal, value: windows, effect: NoSchedule}}]\n"
        ))
    };
    let linked = |used: &str, name: &str, handler: &str| {
        let mut documents = [pod(&format!("runtimeClassName: {used}")), class(name, handler)];
        link(&mut documents);
        let once = documents.clone();
        link(&mut documents);
        assert_eq!(documents, once, "linking twice changes nothing");
        documents[0].clone()
    };
    let document = linked("isolated", "isolated", "runhcs-wcow-hypervisor");
    assert_eq!(isolation(&document), Some(Isolation::HyperV));
    let workload = &document.workloads[0].workload;
    assert_eq!(workload.os, Some(winfit_compat::Os::Windows));
    assert_eq!(workload.placement.tolerations.len(), 1);
    assert_eq!(isolation(&linked("no-hyperv", "no-hyperv", "runc")), None);
    assert_eq!(isolation(&linked("isolated", "other", "runhcs-wcow-hypervisor")), None);
}

#[test]
fn a_runtime_class_of_the_same_file_is_merged_at_once_and_the_first_version_is_understood() {
    let document = read(
        "apiVersion: node.k8s.io/v1alpha1\nkind: RuntimeClass\nmetadata: {name: strong}\nspec: {runtimeHandler: wcow-hypervisor}\n---\n\
         apiVersion: v1\nkind: Pod\nspec: {runtimeClassName: strong, containers: [{image: a}]}\n",
    );
    assert_eq!(isolation(&document), Some(Isolation::HyperV));
    assert!(document.workloads[0].runtime_class.as_ref().is_some_and(|class| class.linked));
}

#[test]
fn host_process_and_the_annotation_stand_above_a_runtime_class() {
    let text = "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: strong}\nhandler: runc\n---\n\
                apiVersion: v1\nkind: Pod\nmetadata: {annotations: {experimental.windows.kubernetes.io/isolation-type: hyperv}}\n\
                spec: {runtimeClassName: strong, containers: [{image: a}, {image: b, securityContext: {windowsOptions: \
                {hostProcess: true}}}]}\n";
    let document = read_document("a.yaml", text.as_bytes().to_vec()).unwrap();
    let heeded = vec![Some(Isolation::HyperV), Some(Isolation::HostProcess)];
    assert_eq!(annotated(&document), (Some(Isolation::HyperV), heeded));
}

#[test]
fn a_runtime_class_counts_beside_an_annotation_that_nobody_heeds() {
    let document = read(
        "apiVersion: v1\nkind: Pod\nmetadata: {annotations: {experimental.windows.kubernetes.io/isolation-type: process}}\n\
         spec: {runtimeClassName: runhcs-wcow-hypervisor, containers: [{image: a}]}\n",
    );
    assert_eq!(isolation(&document), Some(Isolation::HyperV));
}

#[test]
fn a_runtime_class_with_very_many_labels_is_not_copied_without_end() {
    let labels: String = (0..20_000).map(|number| format!("    l{number}: v\n")).collect();
    let class = format!(
        "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {{name: c}}\nhandler: h\nscheduling:\n  nodeSelector:\n{labels}"
    );
    let pod =
        "---\n{apiVersion: v1, kind: Pod, spec: {runtimeClassName: c, containers: [{name: a, image: a}]}}\n";
    let document = read(&format!("{class}{}", pod.repeat(200)));
    let labels: usize = document.workloads.iter().map(|it| it.workload.placement.node_selector.len()).sum();
    assert!((20_000..2_000_000).contains(&labels), "{labels}");
    let linked =
        |number: usize| document.workloads[number].runtime_class.as_ref().is_some_and(|it| it.linked);
    assert!(linked(0) && !linked(199));
}
