//! Outputs as people paste them, several in one text.

use winfit_compat::Runtime;
use winfit_diagnose::facts::{CommandKind, ImageRole};

use super::facts;

const NODE_YAML: &str = "apiVersion: v1
kind: Node
metadata:
  name: win1
status:
  nodeInfo:
    architecture: amd64
    containerRuntimeVersion: containerd://1.7.2
    kernelVersion: 10.0.17763.4737
    operatingSystem: windows
    osImage: Windows Server 2019 Datacenter
";

const NODE_JSON: &str = r#"{
    "apiVersion": "v1",
    "kind": "Node",
    "metadata": {
        "name": "win1"
    },
    "status": {
        "nodeInfo": {
            "architecture": "amd64",
            "containerRuntimeVersion": "containerd://1.7.2",
            "kernelVersion": "10.0.17763.4737",
            "operatingSystem": "windows",
            "osImage": "Windows Server 2019 Datacenter"
        }
    }
}
"#;

#[test]
fn nodes_are_read_from_yaml_and_json() {
    for text in [NODE_YAML, NODE_JSON] {
        let facts = facts(text);
        assert_eq!(facts.hosts.len(), 1, "{text}");
        assert_eq!(facts.hosts[0].name.as_deref(), Some("win1"));
        assert_eq!(
            facts.hosts[0].host.os_version.map(|it| it.to_string()).as_deref(),
            Some("10.0.17763.4737")
        );
        assert!(matches!(facts.hosts[0].host.runtime, Some(Runtime::Containerd(Some(_)))));
        assert_eq!(facts.images, []);
        assert_eq!(facts.pods, []);
    }
}

#[test]
fn a_build_that_fails_has_its_base_and_its_exit_status() {
    let text = "PS C:\\src> docker build --isolation=process -t contoso/web .
Step 1/3 : FROM contoso/base:1
Step 2/3 : RUN powershell x
The command 'powershell x' returned a non-zero code: 3221225794
";
    let facts = facts(text);
    assert_eq!(facts.commands.iter().map(|it| it.kind).collect::<Vec<_>>(), [CommandKind::Build]);
    let images: Vec<_> = facts.images.iter().map(|it| (it.reference.as_deref(), it.role)).collect();
    assert_eq!(images, [(Some("contoso/base:1"), ImageRole::Base)]);
    assert_eq!(facts.exits.iter().map(|it| it.status).collect::<Vec<_>>(), [0xc000_0142]);
}

#[test]
fn facts_of_several_texts_are_brought_together() {
    let catalog = winfit_compat::builtin::builtin();
    let phrases = super::Phrases::new(catalog).unwrap();
    let texts = [
        "Microsoft Windows [Version 10.0.17763.437]",
        NODE_YAML,
        "image: contoso/web:1",
        "image: contoso/web:1",
    ];
    let inputs: Vec<_> = texts.iter().map(|text| super::Pasted::whole("-", text)).collect();
    let facts = super::read_facts(catalog, &phrases, &inputs);
    assert_eq!(facts.images.len(), 1);
    assert_eq!(facts.images[0].place.map(|it| it.input), Some(2));
    let hosts: Vec<_> =
        facts.hosts.iter().map(|it| (it.name.as_deref(), it.place.map(|it| it.input))).collect();
    assert_eq!(hosts, [(None, Some(0)), (Some("win1"), Some(1))]);
}
