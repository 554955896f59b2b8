//! The API server's own opinion of what `windowsOptions` hold: it refuses the same accounts and credential specs.

use winfit_compat::catalog::KubernetesVersion;
use winfit_lint::{Severity, rule};
use winfit_testkit::{ControlPlane, Refusal};

use crate::asked::Asked;

#[test]
fn an_account_is_found_wrong_where_the_api_server_refuses_it_and_only_there() {
    let user = |length: usize| "u".repeat(length);
    let domain = |length: usize| format!("{}\\u", "d".repeat(length));
    let mut names: Vec<String> = [
        "",
        ".",
        "..",
        " ",
        ". .",
        ".a",
        "a.",
        "a b",
        "a\tb",
        "a\u{7f}b",
        "é",
        "a\u{85}b",
        "$",
        "a'b",
        "a%b",
        "a&b",
        "\\",
        "\\a",
        "a\\",
        "a\\b",
        "a\\b\\c",
        "a\\\\b",
        ".a\\b",
        "a.\\b",
        "a..b\\c",
        "-a\\b",
        "a_b\\c",
        "é\\b",
        "a b\\c",
        " \\b",
        "a.b.c.d.e.f.g.h.i\\j",
        "a.b.c.d.e.f.g.h.i-\\j",
        "not_a_netbios_name\\j",
        "ééééééééééééééé\\b",
        "éééééééééééééééé\\b",
        "NT AUTHORITY\\NETWORK SERVICE",
        "a\\.",
        "a\\. .",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    names.extend("\"/:;|=,+*?<>@[]{}()#!^~`".chars().flat_map(|c| [format!("a{c}b"), format!("a{c}b\\c")]));
    names.extend([104, 105].map(user));
    names.extend([15, 16, 63, 64, 255, 256].map(domain));
    names.extend([127, 128].map(|labels| format!("{}d\\u", "d.".repeat(labels))));
    check("run-as-user-name", "runAsUserName", &names);
}

#[test]
fn a_credential_spec_is_found_wrong_where_the_api_server_refuses_it_and_only_there() {
    let size = |size: usize| "x".repeat(size);
    let contents =
        [String::new(), "x".to_owned(), size(64 * 1024), size(64 * 1024 + 1), "é".repeat(32 * 1024 + 1)];
    check("gmsa-credential-spec", "gmsaCredentialSpec", &contents);
}

/// Asks both about pods and containers with each value of a field.
fn check(id: &str, field: &str, values: &[String]) {
    let Some(server) = ControlPlane::shared() else { return };
    let (_, minor) = server.version();
    let kubernetes = KubernetesVersion::new(minor.try_into().unwrap());
    let rule = rule(id).unwrap();
    let asked = Asked { rule, example: rule.examples.first().unwrap() };
    let mut refused = 0;
    for text in values.iter().flat_map(|value| pods(field, value)) {
        let is_refused = match server.dry_run(&text) {
            Ok(_) => false,
            Err(Refusal::Status(status)) if status.message.contains(field) => true,
            Err(other) => panic!("{other:?}: {text}"),
        };
        refused += usize::from(is_refused);
        let findings = asked.findings_of_all(&text, kubernetes);
        let is_found = findings.iter().any(|it| it.rule == id && it.severity == Severity::Error);
        assert_eq!(is_found, is_refused, "{text}");
    }
    assert!(refused > 0 && refused < 2 * values.len(), "{refused} are refused");
}

/// A pod with such an option of its own, and one whose container has it, as JSON.
fn pods(field: &str, value: &str) -> [String; 2] {
    let options = serde_json::json!({ "windowsOptions": { field: value } });
    let (of_pod, of_container) = (options.clone(), options);
    [(of_pod, serde_json::json!({})), (serde_json::json!({}), of_container)].map(|(pod, container)| {
        serde_json::json!({
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": { "name": "web" },
            "spec": {
                "nodeSelector": { "kubernetes.io/os": "windows" },
                "securityContext": pod,
                "containers": [{ "name": "web", "image": "registry.example/web:1", "securityContext": container }],
            },
        })
        .to_string()
        // Some readers want these written so.
        .replace('\u{7f}', "\\u007f")
        .replace('\u{85}', "\\u0085")
    })
}
