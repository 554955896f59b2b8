//! Pods of outputs and of messages.

use super::*;
use crate::text::Piece;

fn pods(text: &str) -> Vec<PodFact> {
    let piece = Piece::new(1, text.as_bytes());
    let plain = Plain::new(0, &piece);
    let mut pods = Pods::default();
    read(&plain, &mut pods);
    pods.finish()
}

fn one(text: &str) -> PodFact {
    let mut found = pods(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

#[test]
fn a_described_pod_has_its_node_images_controller_and_selectors() {
    let pod = one("Name:           web-5d9c-x2k
Namespace:      shop
Node:           winnode1/10.240.0.6
Labels:         app=web
Controlled By:  ReplicaSet/web-5d9c
Init Containers:
  setup:
    Image:  contoso/setup:1
Containers:
  web:
    Container ID:   containerd://x
    Image:          contoso/web:1
Volumes:
  token:
    Type:  Secret
    Name:  other
Node-Selectors:  kubernetes.io/os=windows
                 pool=win
Tolerations:     <none>
Events:
  Type     Reason  Age  From     Message
  Warning  Failed  1s   kubelet  Error: no
");
    assert_eq!((pod.name.as_str(), pod.namespace.as_deref()), ("web-5d9c-x2k", Some("shop")));
    assert_eq!(pod.node.as_deref(), Some("winnode1"));
    assert_eq!(pod.images, ["contoso/setup:1", "contoso/web:1"]);
    assert_eq!(pod.controller.as_deref(), Some("ReplicaSet/web-5d9c"));
    assert_eq!(pod.selectors, ["kubernetes.io/os=windows", "pool=win"]);
}

#[test]
fn a_described_node_or_deployment_is_no_pod() {
    for text in [
        "Name:   winnode1\nRoles:  <none>\nLabels: a=b\nSystem Info:\n  Kernel Version: 10.0.17763.1\n",
        "Name:   web\nNamespace: shop\nPod Template:\n  Containers:\n   web:\n    Image: contoso/web\n",
    ] {
        assert_eq!(pods(text), [], "{text}");
    }
}

#[test]
fn each_of_several_described_pods_has_its_own() {
    let found = pods(
        "Name:  a\nNode:  n1/1.2.3.4\nContainers:\n  x:\n    Image: i1\n\n\nName:  b\nNode:  <none>\nContainers:\n  x:\n    Image: i2\n",
    );
    let told: Vec<_> =
        found.iter().map(|it| (it.name.as_str(), it.node.as_deref(), it.images.as_slice())).collect();
    assert_eq!(told, [("a", Some("n1"), &["i1".to_owned()][..]), ("b", None, &["i2".to_owned()][..])]);
}

#[test]
fn objects_are_read_from_yaml_and_json() {
    let yaml = "apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  ownerReferences:
  - apiVersion: apps/v1
    kind: ReplicaSet
    name: web-1
spec:
  containers:
  - image: contoso/web:1
    name: web
  nodeName: winnode1
  nodeSelector:
    kubernetes.io/os: windows
status:
  phase: Pending
";
    let json = r#"{
    "apiVersion": "v1",
    "kind": "List",
    "items": [
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {
                "name": "web",
                "namespace": "shop",
                "ownerReferences": [
                    {
                        "kind": "ReplicaSet",
                        "name": "web-1"
                    }
                ]
            },
            "spec": {
                "containers": [
                    {
                        "image": "contoso/web:1"
                    }
                ],
                "nodeName": "winnode1",
                "nodeSelector": {
                    "kubernetes.io/os": "windows"
                }
            }
        }
    ]
}
"#;
    for text in [yaml, json] {
        let pod = one(text);
        assert_eq!((pod.name.as_str(), pod.namespace.as_deref()), ("web", Some("shop")), "{text}");
        assert_eq!(pod.node.as_deref(), Some("winnode1"));
        assert_eq!(pod.images, ["contoso/web:1"]);
        assert_eq!(pod.controller.as_deref(), Some("ReplicaSet/web-1"));
        assert_eq!(pod.selectors, ["kubernetes.io/os=windows"]);
    }
    assert_eq!(pods(&yaml.replace("kind: Pod", "kind: Job")), []);
}

#[test]
fn the_pods_of_a_list_are_not_mixed() {
    let text = "apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: a\n  spec:\n    nodeName: n1\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: b\n  spec:\n    nodeName: n2\nkind: List\n";
    let found = pods(text);
    let told: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.node.as_deref())).collect();
    assert_eq!(told, [("a", Some("n1")), ("b", Some("n2"))]);
}

#[test]
fn tables_of_pods_are_read() {
    let found = pods("NAMESPACE   NAME    READY   STATUS             RESTARTS     AGE   IP       NODE       NOMINATED NODE   READINESS GATES
shop        web-1   0/1     ImagePullBackOff   3 (5m ago)   1h    <none>   winnode1   <none>           <none>
shop        web-2   0/1     Pending            0            1h    <none>   <none>     <none>           <none>
");
    let told: Vec<_> =
        found.iter().map(|it| (it.name.as_str(), it.namespace.as_deref(), it.node.as_deref())).collect();
    assert_eq!(told, [("web-1", Some("shop"), Some("winnode1")), ("web-2", Some("shop"), None)]);
}

#[test]
fn every_message_that_names_a_pod_is_read() {
    let uid = "5bee20e9-543d-c773-95c9-f044c7b219c2";
    for (text, namespace, node) in [
        ("Successfully assigned shop/web-1 to winnode1".to_owned(), Some("shop"), Some("winnode1")),
        ("Successfully assigned web-1 to winnode1".to_owned(), None, Some("winnode1")),
        ("14m   Warning   Failed   pod/web-1   Error".to_owned(), None, None),
        (
            "\"Error syncing pod, skipping\" err=\"x\" pod=\"shop/web-1\" podUID=1".to_owned(),
            Some("shop"),
            None,
        ),
        (format!("CreatePodSandbox for pod \"web-1_shop({uid})\" failed"), Some("shop"), None),
        (format!("createPodSandbox for pod \\\"web-1_shop({uid})\\\" failed"), Some("shop"), None),
        (format!("Error syncing pod {uid} (\"web-1_shop({uid})\"), skipping"), Some("shop"), None),
        ("failed to start sandbox container for pod \"web-1\": Error".to_owned(), None, None),
        ("failed to set up pod \"web-1_sandbox\" network".to_owned(), None, None),
        (
            "1s  1s  1  kubelet, winnode1  Warning  Failed  for pod \"web-1\": no".to_owned(),
            None,
            Some("winnode1"),
        ),
        (
            "RunPodSandbox for &PodSandboxMetadata{Name:web-1,Uid:1,Namespace:shop,Attempt:0,} failed"
                .to_owned(),
            Some("shop"),
            None,
        ),
    ] {
        let pod = one(&text);
        assert_eq!(pod.name, "web-1", "{text}");
        assert_eq!((pod.namespace.as_deref(), pod.node.as_deref()), (namespace, node), "{text}");
    }
}

#[test]
fn words_about_pods_name_none() {
    for text in [
        "the pod is pending",
        "pod: none",
        "Error syncing pod",
        "pods/web",
        "pod/Web",
        "Pod \"Not Ready\"",
        "pod=\"<nil>\"",
    ] {
        assert_eq!(pods(text), [], "{text}");
    }
}

#[test]
fn one_name_in_two_namespaces_is_two_pods() {
    assert_eq!(pods("pod=\"a/web\" pod=\"b/web\" pod=\"a/web\" pod/web").len(), 2);
}
