//! Files that give no hosts.

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
fn powershell_redirection_changes_nothing() {
    let text = "hosts: [{name: a, os: linux}]\r\n";
    let bytes: Vec<_> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_nodes("nodes", bytes).unwrap().hosts.len(), 1);
}

#[test]
fn more_hosts_than_a_fleet_may_have_are_refused_in_every_form() {
    let too_many = "the fleet has more than 100000 hosts";
    let fleets = "---\nhosts: [{count: 60000, os: linux}]\n".repeat(2);
    assert_eq!(read(&fleets).unwrap_err(), format!("nodes:4:9: {too_many}"));
    let node = r#"{"kind":"Node"}"#;
    for text in [
        vec![node; 100_001].join("\n"),
        format!("{{\"kind\":\"NodeList\",\"items\":[{}]}}", vec![node; 100_001].join(",")),
        vec![r#"{"OSType":"linux"}"#; 100_001].join("\n"),
    ] {
        assert!(read(&text).unwrap_err().ends_with(too_many), "{}", &text[..40]);
    }
    assert_eq!(
        read_nodes("nodes", vec![node; 100_000].join("\n").into_bytes()).unwrap().hosts.len(),
        100_000
    );
}

#[test]
fn labels_that_very_many_hosts_repeat_are_refused_also_in_several_entries() {
    let entry = format!("- {{count: 1000, os: linux, labels: {{a: {}}}}}\n", "x".repeat(100_000));
    assert!(read(&format!("hosts:\n{entry}")).is_ok());
    let error = read(&format!("hosts:\n{}", entry.repeat(3))).unwrap_err();
    assert!(error.ends_with("the names and labels of these hosts have more than 268435456 bytes"), "{error}");
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
