use proptest::prelude::*;

use super::{NodesError, read, read_nodes};

#[test]
fn other_files_are_refused_with_the_forms_that_are_known() {
    for text in [
        "",
        "NAME    STATUS   ROLES    AGE   VERSION\nwin-1   Ready    <none>   1d    v1.29.0\n",
        "Client:\n Version: 27.0\nServer:\n Containers: 0\n",
        "apiVersion: v1\nkind: Pod\n",
        "{\"some\": \"json\"}",
        "text",
    ] {
        let error = read_nodes("nodes", text.as_bytes().to_vec()).unwrap_err();
        let is_refused = matches!(error, NodesError::Unrecognized { .. } | NodesError::Syntax { .. });
        assert!(is_refused, "{text}: {error}");
    }
    assert_eq!(
        read("{\"some\": \"json\"}").unwrap_err(),
        "nodes: these are no hosts: expected the output of kubectl get nodes -o json or -o yaml, of docker info \
         --format '{{json .}}', of docker node inspect, or a winfit fleet file"
    );
}

#[test]
fn a_known_form_without_hosts_is_said_to_be_empty() {
    for text in [
        "hosts: []",
        "orchestrator: swarm",
        "[]",
        "{\"kind\": \"NodeList\", \"items\": []}",
        "kind: List\nitems:\n",
    ] {
        assert_eq!(read(text).unwrap_err(), "nodes: there are no hosts in this file", "{text}");
    }
}

#[test]
fn broken_text_is_refused_with_line_and_column() {
    assert_eq!(
        read("{\"kind\": \"NodeList\",\n \"items\": [}").unwrap_err(),
        "nodes:2:12: this is not JSON: expected a value"
    );
    assert!(read("hosts:\n- name: \"a\n").unwrap_err().starts_with("nodes:2:9: this is not YAML: "));
    assert_eq!(
        read_nodes("n.json", b"\x00\x01".to_vec()).unwrap_err().to_string(),
        "n.json: this is not a text: there is a NUL at byte 0"
    );
}

#[test]
fn wrong_types_in_nodes_are_refused_with_line_and_column() {
    assert_eq!(
        read("kind: Node\nmetadata: {name: a}\nspec: {taints: [{key: a, effect: Never}]}\n").unwrap_err(),
        "nodes:3:34: spec.taints[0].effect is \"Never\", not NoSchedule, PreferNoSchedule or NoExecute"
    );
    assert_eq!(
        read("kind: Node\nmetadata: [a]\n").unwrap_err(),
        "nodes:2:11: metadata is a list, not a mapping"
    );
}

#[test]
fn more_hosts_than_any_fleet_has_are_refused() {
    let many = "--- {kind: Node}\n".repeat(100_001);
    assert_eq!(read(&many).unwrap_err(), "nodes:100001:5: the fleet has more than 100000 hosts");
    let engines = "{\"OSType\":\"windows\"}\n".repeat(100_001);
    assert_eq!(read(&engines).unwrap_err(), "nodes:100001:1: the fleet has more than 100000 hosts");
    let list = format!("{{\"kind\":\"NodeList\",\"items\":[{{}}{}]}}", ",{}".repeat(100_000));
    assert_eq!(read(&list).unwrap_err(), "nodes:1:1: the fleet has more than 100000 hosts");
}

#[test]
fn powershell_redirection_changes_nothing() {
    let text = "hosts: [{name: a, os: linux}]\r\n";
    let bytes: Vec<_> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_nodes("nodes", bytes).unwrap().hosts.len(), 1);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_nodes("nodes", bytes);
    }

    #[test]
    fn arbitrary_fleets_never_panic(
        text in "(hosts|kind|OSType|Spec|items|name|count|os|labels|Node|List|windows|[:,\\[\\]{}\n -]){0,40}"
    ) {
        let _ = read(&text);
    }
}
