//! Kinds of objects, lists of them, and the containers inside.

use winfit_compat::Os;
use winfit_fleet::ContainerRole;

use super::{problems, read};
use crate::{DocumentKind, PlaceKind};

#[test]
fn the_deployment_that_the_documents_tell_of_is_read_with_its_places() {
    // In the manner of the deployment that Microsoft's page of 2017 labels by build.
    let document = read(
        "\
apiVersion: extensions/v1beta1
kind: Deployment
metadata:
  annotations:
    kompose.version: 1.2.0 ()
  creationTimestamp: null
  labels:
    io.kompose.service: fabrikamfiber.web
  name: fabrikamfiber.web
  namespace: shop
spec:
  replicas: 1
  strategy: {}
  template:
    metadata:
      creationTimestamp: null
      labels:
        io.kompose.service: fabrikamfiber.web
    spec:
      containers:
      - image: contoso/fabrikamfiber.web:latest
        name: fabrikamfiberweb
        ports:
        - containerPort: 80
        resources: {}
      restartPolicy: Always
      nodeSelector:
        \"beta.kubernetes.io/os\": windows
        \"beta.kubernetes.io/osbuild\": \"14393.1715\"
status: {}
",
    );
    assert_eq!((document.kind, problems(&document)), (DocumentKind::Kubernetes, vec![]));
    let found = &document.workloads[0];
    assert_eq!(found.workload.to_string(), "Deployment fabrikamfiber.web");
    assert_eq!(found.workload.namespace.as_deref(), Some("shop"));
    assert_eq!(found.workload.os, Some(Os::Windows));
    assert_eq!(found.name.map(|span| document.source.slice(span)), Some("fabrikamfiber.web"));
    assert_eq!(document.source.slice(found.images[0].span), "contoso/fabrikamfiber.web:latest");
    let position = document.source.position(found.images[0].span.start);
    assert_eq!((position.line, position.column), (21, 16));
    let build = PlaceKind::NodeSelectorEntry("beta.kubernetes.io/osbuild".to_owned());
    let place = found.place(&build).unwrap();
    assert_eq!(document.source.slice(place.value), "\"14393.1715\"");
    assert_eq!(document.source.slice(place.key), "\"beta.kubernetes.io/osbuild\"");
}

#[test]
fn every_kind_and_group_with_a_pod_template_is_found() {
    let template = "template: {spec: {containers: [{name: c, image: core:1809}]}}";
    for (version, kind) in [
        ("apps/v1", "Deployment"),
        ("apps/v1beta1", "Deployment"),
        ("apps/v1beta2", "StatefulSet"),
        ("extensions/v1beta1", "DaemonSet"),
        ("apps/v1", "ReplicaSet"),
        ("v1", "ReplicationController"),
        ("batch/v1", "Job"),
        ("apps.openshift.io/v1", "DeploymentConfig"),
        ("argoproj.io/v1alpha1", "Rollout"),
    ] {
        let document = read(&format!("apiVersion: {version}\nkind: {kind}\nspec:\n  {template}\n"));
        assert_eq!(document.workloads[0].workload.to_string(), kind);
        assert_eq!(document.workloads[0].workload.containers[0].image, "core:1809");
    }
    for version in ["batch/v1", "batch/v1beta1", "batch/v2alpha1"] {
        let document = read(&format!(
            "apiVersion: {version}\nkind: CronJob\nmetadata: {{name: nightly}}\nspec:\n  jobTemplate:\n    spec:\n      {template}\n"
        ));
        assert_eq!(document.workloads[0].workload.to_string(), "CronJob nightly");
    }
    let document = read(&format!(
        "apiVersion: keda.sh/v1alpha1\nkind: ScaledJob\nmetadata: {{name: queue}}\nspec:\n  jobTargetRef:\n    {template}\n"
    ));
    assert_eq!(document.workloads[0].workload.to_string(), "ScaledJob queue");
    let document = read(&format!("apiVersion: v1\nkind: PodTemplate\n{template}\n"));
    assert_eq!(document.workloads[0].images.len(), 1);
}

#[test]
fn kinds_that_others_made_are_workloads_if_they_have_containers_where_a_deployment_has() {
    let template = "template: {spec: {containers: [{image: core:1809}]}}";
    for (version, kind) in [
        ("serving.knative.dev/v1", "Service"),
        ("apps.kruise.io/v1alpha1", "CloneSet"),
        ("apps.kruise.io/v1alpha1", "DaemonSet"),
        ("example.com/v1", "Shop"),
    ] {
        let document = read(&format!("apiVersion: {version}\nkind: {kind}\nspec:\n  {template}\n"));
        assert_eq!(document.workloads[0].workload.to_string(), kind);
        assert_eq!(document.source.slice(document.workloads[0].images[0].span), "core:1809");
        assert_eq!(problems(&document), Vec::<String>::new());
    }
    let list =
        format!("apiVersion: serving.knative.dev/v1\nkind: ServiceList\nitems:\n- spec: {{{template}}}\n");
    assert_eq!(read(&list).workloads[0].workload.to_string(), "Service");
}

#[test]
fn kinds_that_others_made_are_left_alone_without_a_list_of_containers_in_that_place() {
    let containers = "containers: [{image: core}]";
    for (version, kind, spec) in [
        ("argoproj.io/v1alpha1", "WorkflowTemplate", "templates: [{container: {image: core}}]".to_owned()),
        ("argoproj.io/v1alpha1", "ApplicationSet", "template: {spec: {project: shop}}".to_owned()),
        ("serving.knative.dev/v1", "Service", "template: web".to_owned()),
        ("example.com/v1", "Shop", "template: {spec: {containers: {a: {image: core}}}}".to_owned()),
        ("example.com/v1", "Shop", "template: {spec: {containers: 3}}".to_owned()),
        ("example.com/v1", "Shop", format!("template: {{{containers}}}")),
        ("example.com/v1", "Shop", containers.to_owned()),
        ("v1", "Service", format!("template: {{spec: {{{containers}}}}}")),
        ("apps/v1", "deployment", format!("template: {{spec: {{{containers}}}}}")),
    ] {
        let document = read(&format!("apiVersion: {version}\nkind: {kind}\nspec: {{{spec}}}\n"));
        assert_eq!((document.kind, document.workloads.len()), (DocumentKind::Kubernetes, 0), "{kind} {spec}");
        assert_eq!(problems(&document), Vec::<String>::new(), "{kind} {spec}");
    }
}

#[test]
fn what_only_resembles_an_object_with_pods_is_left_alone() {
    for (text, kind) in [
        ("kind: Pod\nspec: {containers: [{image: a}]}\n", DocumentKind::Other),
        ("apiVersion: v1\nspec: {containers: [{image: a}]}\n", DocumentKind::Other),
        ("apiVersion: v1\nkind: [Pod]\n", DocumentKind::Other),
        ("apiVersion: v1\nkind: Service\nspec: {ports: []}\n", DocumentKind::Kubernetes),
        ("apiVersion: v1\nkind: pod\nspec: {containers: [{image: a}]}\n", DocumentKind::Kubernetes),
        ("apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nspec: {tasks: []}\n", DocumentKind::Kubernetes),
        ("- apiVersion: v1\n  kind: Pod\n", DocumentKind::Other),
        ("just text\n", DocumentKind::Other),
        ("", DocumentKind::Other),
    ] {
        let document = read(text);
        assert_eq!((document.kind, document.workloads.len()), (kind, 0), "{text}");
        assert_eq!(problems(&document), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn lists_give_their_items_and_typed_ones_their_kind() {
    let pod = "spec: {containers: [{name: c, image: core}]}";
    let document = read(&format!(
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {{name: a}}\n  {pod}\n- apiVersion: v1\n  \
         kind: Service\n"
    ));
    assert_eq!(document.workloads[0].workload.to_string(), "Pod a");
    let document =
        read(&format!("apiVersion: v1\nkind: PodList\nitems:\n- metadata: {{name: b}}\n  {pod}\n"));
    assert_eq!(document.workloads[0].workload.to_string(), "Pod b");
    let json = "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[{\"metadata\":{\"name\":\"j\"},\
                \"spec\":{\"containers\":[{\"image\":\"core\"}]}}]}";
    let document = read(json);
    assert_eq!(document.workloads[0].workload.to_string(), "Pod j");
    assert_eq!(document.source.slice(document.workloads[0].images[0].span), "\"core\"");
}

#[test]
fn lists_in_lists_are_followed_so_far_and_no_further() {
    let nested = |depth: usize| {
        let pod = "{apiVersion: v1, kind: Pod, spec: {containers: [{image: core}]}}";
        let (open, close) = ("{apiVersion: v1, kind: List, items: [".repeat(depth), "]}".repeat(depth));
        read(&format!("{open}{pod}{close}"))
    };
    assert_eq!(nested(4).workloads.len(), 1);
    let document = nested(5);
    assert_eq!(document.workloads.len(), 0);
    assert!(document.problems[0].to_string().contains("nested more than 4 deep"));
}

#[test]
fn containers_of_each_kind_are_told_apart() {
    let document = read(
        "apiVersion: v1\nkind: Pod\nspec:\n  initContainers: [{name: i, image: a}]\n  containers: [{name: m, image: b}]\n  \
         ephemeralContainers: [{name: e, image: c}]\n",
    );
    let containers = &document.workloads[0].workload.containers;
    let roles: Vec<_> = containers.iter().map(|it| (it.name.as_str(), it.role)).collect();
    assert_eq!(
        roles,
        [("i", ContainerRole::Init), ("m", ContainerRole::Main), ("e", ContainerRole::Ephemeral)]
    );
}

#[test]
fn several_documents_and_a_broken_one_among_them_are_read() {
    let pod = |name: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\nspec: {{containers: [{{image: x}}]}}\n"
        )
    };
    let document = read(&format!("{}---\nkind: [\n---\n{}---\n{{{{ if }}}}\n", pod("a"), pod("b")));
    let names: Vec<_> = document.workloads.iter().map(|it| it.workload.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(document.problems.len(), 1);
    assert_eq!(document.skipped.len(), 1);
    assert_eq!(document.source.slice(document.skipped[0].span), "{{");
}

#[test]
fn crlf_byte_order_marks_and_utf_16_change_nothing() {
    let text =
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: é\nspec:\n  containers:\n  - image: core:1809 # x\n";
    let utf_16 = text.replace('\n', "\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    for bytes in [
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        ["\u{feff}", text].concat().into_bytes(),
        [b"\xff\xfe", utf_16.as_slice()].concat(),
        utf_16,
    ] {
        let document = crate::read_document("pod.yaml", bytes).unwrap();
        assert_eq!(document.source.slice(document.workloads[0].images[0].span), "core:1809");
        assert_eq!(document.source.position(document.workloads[0].images[0].span.start).line, 7);
    }
}

#[test]
fn an_image_behind_an_alias_points_to_where_it_is_written() {
    let document = read(
        "apiVersion: v1\nkind: Pod\nx: &image core:1809\nspec:\n  containers:\n  - {name: a, image: *image}\n  - {name: b, <<: {image: d}}\n",
    );
    let found = &document.workloads[0];
    let written: Vec<_> = found.images.iter().map(|it| (document.source.slice(it.span), it.style)).collect();
    assert_eq!(written, [("core:1809", crate::ImageStyle::Shared), ("d", crate::ImageStyle::Shared)]);
}
