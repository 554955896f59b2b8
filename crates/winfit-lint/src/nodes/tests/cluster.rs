//! Hosts out of what kubectl prints.

use winfit_compat::{Architecture, HostKind, HyperV, Os, Runtime, RuntimeVersion};
use winfit_fleet::Orchestrator;
use winfit_fleet::placement::TaintEffect;

use super::{fleet, host, version};

/// In the manner of the two Windows nodes and the master of Microsoft's page of 2017.
const MIXED: &str = r#"{
  "apiVersion": "v1",
  "kind": "List",
  "metadata": {"resourceVersion": "", "selfLink": ""},
  "items": [
    {
      "apiVersion": "v1", "kind": "Node",
      "metadata": {
        "name": "acs9010",
        "labels": {"beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "windows", "kubernetes.io/hostname": "acs9010"}
      },
      "spec": {"externalID": "acs9010"},
      "status": {
        "conditions": [{"type": "Ready", "status": "True"}],
        "nodeInfo": {
          "architecture": "amd64",
          "containerRuntimeVersion": "docker://Unknown",
          "kernelVersion": "10.0 14393 (14393.1715.amd64fre.rs1_release_inmarket.170906-1810)",
          "kubeletVersion": "v1.7.7-7+e79c96c8ff2d8e", "operatingSystem": "windows", "osImage": ""
        }
      }
    },
    {
      "apiVersion": "v1", "kind": "Node",
      "metadata": {"name": "acs9011", "labels": {"beta.kubernetes.io/os": "windows"}},
      "spec": {"unschedulable": true},
      "status": {"nodeInfo": {
        "architecture": "amd64", "kernelVersion": "10.0 16299 (16299.0.amd64fre.rs3_release.170922-1354)",
        "operatingSystem": "windows", "osImage": ""
      }}
    },
    {
      "apiVersion": "v1", "kind": "Node",
      "metadata": {"name": "master-0", "labels": {"beta.kubernetes.io/os": "linux"}},
      "spec": {"taints": [{"key": "node-role.kubernetes.io/master", "value": "true", "effect": "NoSchedule"}]},
      "status": {"nodeInfo": {
        "architecture": "amd64", "kernelVersion": "4.11.0-1009-azure", "operatingSystem": "linux",
        "osImage": "Debian GNU/Linux 8 (jessie)", "containerRuntimeVersion": "docker://1.12.6"
      }}
    }
  ]
}"#;

#[test]
fn the_nodes_that_the_documents_tell_of_are_read_with_all_facts() {
    let fleet = fleet(MIXED);
    assert_eq!(fleet.orchestrator, Orchestrator::Kubernetes);
    let [old, new, master] = fleet.hosts.as_slice() else { panic!("{fleet:?}") };
    assert_eq!((old.name.as_str(), version(old).as_str()), ("acs9010", "10.0.14393.1715"));
    assert_eq!((new.name.as_str(), version(new).as_str()), ("acs9011", "10.0.16299"));
    assert_eq!(old.host.kind, Some(HostKind::Server), "kubernetes has no clients");
    assert_eq!(old.host.architecture, Some(Architecture::Amd64));
    assert_eq!((old.host.hyperv, old.host.runtime), (HyperV::Unknown, Some(Runtime::Docker(None))));
    assert_eq!(old.labels["beta.kubernetes.io/os"], "windows");
    assert!(new.unschedulable && !old.unschedulable);
    assert_eq!((master.host.os, master.host.os_version), (Os::Linux, None));
    assert_eq!(master.taints[0].effect, TaintEffect::NoSchedule);
    let docker = RuntimeVersion { major: 1, minor: 12 };
    assert_eq!(master.host.runtime, Some(Runtime::Docker(Some(docker))));
}

#[test]
fn yaml_single_nodes_and_several_documents_say_the_same() {
    let node = "apiVersion: v1\nkind: Node\nmetadata:\n  name: win-1\n  labels:\n    kubernetes.io/os: windows\n    \
                node.kubernetes.io/windows-build: 10.0.20348\nspec:\n  taints:\n  - effect: NoExecute\n    key: os\n    value: \
                windows\nstatus:\n  nodeInfo:\n    architecture: amd64\n    containerRuntimeVersion: containerd://1.7.20\n    \
                kernelVersion: 10.0.20348.2700\n    operatingSystem: windows\n    osImage: Windows Server 2022 Datacenter\n";
    let alone = host(node);
    assert_eq!((version(&alone).as_str(), alone.host.kind), ("10.0.20348.2700", Some(HostKind::Server)));
    assert_eq!(alone.taints[0].to_string(), "os=windows:NoExecute");
    let containerd = RuntimeVersion { major: 1, minor: 7 };
    assert_eq!(alone.host.runtime, Some(Runtime::Containerd(Some(containerd))));
    let indented: String = node.lines().map(|line| format!("  {line}\n")).collect();
    let list = format!("apiVersion: v1\nkind: List\nitems:\n-{}", indented.get(1..).unwrap());
    assert_eq!(host(&list), alone);
    assert_eq!(fleet(&format!("---\n{node}---\n{node}")).hosts.len(), 2);
    assert_eq!(fleet(&format!("---\r\n{}", node.replace('\n', "\r\n"))).hosts, [alone]);
}

#[test]
fn a_typed_list_need_not_say_that_its_items_are_nodes_and_other_objects_are_left_out() {
    let list =
        "{\"kind\": \"NodeList\", \"apiVersion\": \"v1\", \"items\": [{\"metadata\": {\"name\": \"a\"}}]}";
    assert_eq!(host(list).name, "a");
    let list =
        "kind: List\nitems:\n- {kind: Pod, metadata: {name: p}}\n- {kind: Node, metadata: {name: n}}\n";
    assert_eq!(host(list).name, "n");
}

fn node(labels: &str, info: &str) -> String {
    format!("kind: Node\nmetadata: {{name: n, labels: {{{labels}}}}}\nstatus: {{nodeInfo: {{{info}}}}}\n")
}

#[test]
fn labels_tell_the_version_where_the_kernel_version_does_not() {
    let version_of = |labels: &str, info: &str| version(&host(&node(labels, info)));
    let build = "node.kubernetes.io/windows-build: 10.0.17763";
    assert_eq!(version_of(build, "operatingSystem: windows"), "10.0.17763");
    assert_eq!(
        version_of("beta.kubernetes.io/osbuild: '14393.1715'", "operatingSystem: windows"),
        "10.0.14393.1715"
    );
    assert_eq!(
        version_of(build, "operatingSystem: windows, kernelVersion: 10.0.17763.6293"),
        "10.0.17763.6293"
    );
    assert_eq!(version_of(build, "operatingSystem: windows, kernelVersion: 10.0.20348.1"), "10.0.20348.1");
    let other = "beta.kubernetes.io/osbuild: '14393.1715'";
    let lab = "operatingSystem: windows, kernelVersion: 10.0 17763 (17763.1.amd64fre.x)";
    assert_eq!(version_of(other, lab), "10.0.17763", "a label of another build completes nothing");
    assert_eq!(version_of("kubernetes.io/os: windows", ""), "-");
    assert_eq!(version_of(build, "operatingSystem: linux, kernelVersion: 6.1.0"), "-");
}

#[test]
fn the_operating_system_is_told_by_the_node_its_labels_or_its_kernel() {
    let os = |labels: &str, info: &str| host(&node(labels, info)).host.os;
    assert_eq!(os("", "operatingSystem: windows"), Os::Windows);
    assert_eq!(os("kubernetes.io/os: windows", ""), Os::Windows);
    assert_eq!(os("kubernetes.io/os: windows", "operatingSystem: linux"), Os::Linux);
    assert_eq!(os("", "kernelVersion: 10.0.17763.1"), Os::Windows);
    assert_eq!(os("", "kernelVersion: 5.15.0-1064-azure"), Os::Linux);
}

#[test]
fn the_product_tells_server_or_client() {
    let kind =
        |product: &str| host(&node("", &format!("operatingSystem: windows, osImage: {product}"))).host.kind;
    assert_eq!(kind("Windows Server 2019 Datacenter"), Some(HostKind::Server));
    assert_eq!(kind("Windows Server Datacenter"), Some(HostKind::Server));
    assert_eq!(kind("Windows 10 Enterprise"), Some(HostKind::Client));
}

#[test]
fn what_real_nodes_carry_beside_the_facts_is_passed_over() {
    let images: String =
        (0..50).map(|n| format!("{{\"names\":[\"registry/image{n}@sha256:0\"],\"sizeBytes\":1}},")).collect();
    let item = |n: usize| {
        format!(
            "{{\"kind\":\"Node\",\"metadata\":{{\"name\":\"n{n}\"}},\"status\":{{\"images\":[{}],\"nodeInfo\":\
             {{\"operatingSystem\":\"windows\",\"kernelVersion\":\"10.0.20348.{n}\"}}}}}}",
            images.trim_end_matches(',')
        )
    };
    let items: Vec<_> = (0..500).map(item).collect();
    let fleet = fleet(&format!("{{\"kind\":\"NodeList\",\"items\":[{}]}}", items.join(",\n")));
    assert_eq!(fleet.hosts.len(), 500);
    assert_eq!(version(&fleet.hosts[499]), "10.0.20348.499");
}
