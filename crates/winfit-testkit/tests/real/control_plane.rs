//! The Kubernetes API server: what it says of objects, and what is left of it.
#![cfg(unix)]

mod footprint;

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

use footprint::Footprint;
use serde_json::Value;
use winfit_testkit::{ControlPlane, Refusal, Status, component};

const POD: &str = "\
# Minimal.
apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  nodeSelector: {kubernetes.io/os: windows}
  containers:
  - name: app
    image: mcr.microsoft.com/windows/nanoserver:ltsc2022
";

fn status(refusal: Result<Value, Refusal>) -> Status {
    match refusal.unwrap_err() {
        Refusal::Status(status) => status,
        other => panic!("{other}"),
    }
}

/// The names of all the objects at a path.
fn names(control_plane: &ControlPlane, path: &str) -> Vec<String> {
    let list = control_plane.get(path).unwrap();
    let items = list["items"].as_array().unwrap();
    items.iter().map(|item| item["metadata"]["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_minimal_pod_is_accepted_with_the_defaults_of_the_server() {
    let Some(control_plane) = ControlPlane::shared() else { return };
    let pod = control_plane.dry_run(POD).unwrap();
    assert_eq!(pod["metadata"]["namespace"], "default");
    assert_eq!(pod["metadata"]["managedFields"][0]["manager"], "winfit-testkit");
    assert_eq!(pod["spec"]["nodeSelector"]["kubernetes.io/os"], "windows");
    assert_eq!(pod["spec"]["restartPolicy"], "Always");
}

#[test]
fn an_invalid_pod_is_refused_with_the_path_of_the_field() {
    let Some(control_plane) = ControlPlane::shared() else { return };
    let status = status(control_plane.dry_run(&POD.replace("image: mcr", "imagePullPolicy: mcr")));
    assert_eq!((status.code, status.reason.as_str()), (422, "Invalid"));
    assert!(status.message.contains("spec.containers[0].image: Required value"), "{status}");
}

#[test]
fn json_and_kinds_of_other_groups_and_outside_of_namespaces_are_accepted_too() {
    let Some(control_plane) = ControlPlane::shared() else { return };
    for (document, kind) in [
        (r#"{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}"#, "ConfigMap"),
        ("apiVersion: v1\nkind: Node\nmetadata: {name: a}\n", "Node"),
        (
            "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {generateName: a-}\nhandler: runhcs-wcow-process\n",
            "RuntimeClass",
        ),
        (
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    \
             metadata: {labels: {a: b}}\n    spec: {containers: [{name: a, image: a}]}\n",
            "Deployment",
        ),
    ] {
        let object =
            control_plane.dry_run(document).unwrap_or_else(|refusal| panic!("{document}: {refusal}"));
        assert_eq!(object["kind"], kind);
    }
}

#[test]
fn a_dry_run_leaves_nothing_behind_but_the_namespace() {
    let Some(control_plane) = ControlPlane::shared() else { return };
    let pod = POD.replace("  name: app\nspec", "  name: app\n  namespace: left-behind\nspec");
    for _ in 0..2 {
        let pod = control_plane.dry_run(&pod).unwrap();
        assert_eq!(pod["metadata"]["namespace"], "left-behind");
    }
    assert_eq!(names(control_plane, "/api/v1/namespaces/left-behind/pods"), [""; 0]);
    assert!(names(control_plane, "/api/v1/namespaces").contains(&"left-behind".to_owned()));
}

#[test]
fn a_created_object_is_there_and_cannot_be_made_twice() {
    let Some(control_plane) = ControlPlane::shared() else { return };
    let class = "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: made}\nhandler: docker\n";
    let path = "/apis/node.k8s.io/v1/runtimeclasses";
    assert!(!names(control_plane, path).contains(&"made".to_owned()));
    control_plane.create(class).unwrap();
    assert!(names(control_plane, path).contains(&"made".to_owned()));
    assert_eq!(status(control_plane.create(class)).code, 409);
}

#[test]
fn a_kind_that_nobody_serves_is_told_from_an_object_that_is_refused() {
    let Some(control_plane) = ControlPlane::shared() else { return };
    for (api_version, kind) in [
        ("example.com/v1", "Pod"),
        ("v1", "Podd"),
        ("apps/v1", "Pod"),
        ("v1", "PodExecOptions"),
        ("v1", "List"),
    ] {
        let refusal =
            control_plane.dry_run(&format!("apiVersion: {api_version}\nkind: {kind}\n")).unwrap_err();
        assert_eq!(
            refusal,
            Refusal::UnknownKind { api_version: api_version.to_owned(), kind: kind.to_owned() }
        );
    }
    let refusal = control_plane.dry_run("kind: Pod\n").unwrap_err();
    assert_eq!(refusal, Refusal::NoObject("the document has no apiVersion".to_owned()));
}

#[test]
fn two_run_at_once_and_do_not_know_of_each_other() {
    let Some(one) = ControlPlane::start() else { return };
    let Some(other) = ControlPlane::start() else { return };
    assert!(one.version() >= (1, 20) && other.version() == one.version());
    one.create("apiVersion: v1\nkind: Namespace\nmetadata: {name: one}\n").unwrap();
    assert!(names(&one, "/api/v1/namespaces").contains(&"one".to_owned()));
    assert!(!names(&other, "/api/v1/namespaces").contains(&"one".to_owned()));
}

#[test]
fn a_control_plane_is_gone_with_its_etcd_and_its_files_when_a_test_panics() {
    let Some(control_plane) = ControlPlane::start() else { return };
    let footprint = Footprint::of(control_plane.url());
    assert_eq!(footprint.left().len(), 3);
    let test = AssertUnwindSafe(move || {
        let _ = &control_plane;
        // Without a message on stderr.
        std::panic::resume_unwind(Box::new("a test fails"));
    });
    assert!(catch_unwind(test).is_err());
    assert_eq!(footprint.left(), [""; 0]);
}

/// Set for the process that ends with a control plane in a static.
const END: &str = "WINFIT_TESTKIT_END";

#[test]
fn the_shared_control_plane_does_not_outlive_its_process() {
    let Some(_) = component("kube-apiserver").and_then(|_| component("etcd")) else { return };
    if env::var_os(END).is_some() {
        println!("\n{}", Footprint::of(ControlPlane::shared().unwrap().url()));
        return;
    }
    let name = "control_plane::the_shared_control_plane_does_not_outlive_its_process";
    let child = Command::new(env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env(END, "1")
        .output()
        .unwrap();
    let output = String::from_utf8(child.stdout).unwrap();
    output.lines().find_map(Footprint::read).unwrap().await_end();
}
