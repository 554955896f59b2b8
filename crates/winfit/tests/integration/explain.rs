//! `winfit explain`.

use crate::program::{json, winfit};

#[test]
fn a_rule_is_explained_with_sources_and_examples() {
    insta::assert_snapshot!(winfit(&["explain", "hyperv-unavailable"]).clean(), @r"
    hyperv-unavailable: Hyper-V isolation needs Hyper-V on the host

    Hyper-V isolation needs the Hyper-V role on the host, and nested virtualization
    where the host is itself a virtual machine. In Kubernetes it also needs a
    runtime handler for it, which few clusters have.

    Why it matters
    Hyper-V isolation is the usual way out of a mismatch, and no way out on cloud
    machines without nested virtualization or in clusters without a runtime handler
    for it: containers stay in ContainerCreating.

    Since
    2016

    Sources
      - Isolation modes, read 2026-11-20
           https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/live/virtualization/windowscontainers/manage-containers/hyperv-container.md
      - Windows container requirements, read 2026-11-20
           https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/live/virtualization/windowscontainers/deploy-containers/system-requirements.md
      - Kubernetes: Windows containers in Kubernetes, read 2026-11-20
           https://kubernetes.io/docs/concepts/windows/intro/

    Examples
      - a cloud machine without nested virtualization: no
        host 10.0.17763, image 10.0.14393, hyperv isolation, documented, 2025
        edition: blocked
        the host does not offer Hyper-V isolation
      - a host with the Hyper-V role: yes
        host 10.0.17763, image 10.0.14393, hyperv isolation, documented, 2025
        edition: pass
        the host offers Hyper-V isolation
      - a Kubernetes node of which nothing more is known: not decided
        host 10.0.17763, image 10.0.14393, hyperv isolation, runtime: not decided
        without host.hyperv
        nothing tells whether the host offers Hyper-V isolation
      - process isolation: not this rule's business
        host 10.0.17763, image 10.0.14393, process isolation, runtime: not this
        rule's business
    ");
}

#[test]
fn every_rule_of_the_list_has_a_page() {
    let list = json(&winfit(&["explain", "--format", "json"]).clean())["rules"].clone();
    let list = list.as_array().unwrap();
    assert!(list.len() > 20, "{list:?}");
    for entry in list {
        let id = entry["id"].as_str().unwrap();
        // A cause may have the name of a rule.
        let asked = if entry["kind"] == "cause" { format!("cause/{id}") } else { id.to_owned() };
        let page = json(&winfit(&["explain", &asked, "--format", "json"]).clean());
        assert_eq!((&page["id"], &page["title"]), (&entry["id"], &entry["title"]));
        assert!(!page["statement"].as_str().unwrap().is_empty(), "{id}");
        assert!(!page["sources"].as_array().unwrap().is_empty(), "{id} has no source");
        assert!(winfit(&["explain", &asked]).clean().starts_with(&format!("{id}: ")));
    }
}

#[test]
fn a_rule_that_a_verdict_names_is_explained() {
    let verdict = json(&winfit(&["fits", "microsoft/nanoserver", "--host", "16299", "--format", "json"]).out);
    let cautions = verdict["cautions"].as_array().unwrap().iter().map(|caution| &caution["id"]);
    for id in std::iter::once(&verdict["rule"]).chain(cautions) {
        winfit(&["explain", id.as_str().unwrap()]).clean();
    }
}

#[test]
fn an_unknown_rule_is_refused_with_what_resembles_it() {
    insta::assert_snapshot!(winfit(&["explain", "buildmismatch"]).failed(), @r#"
    error: no rule is called "buildmismatch"
    help: did you mean build-mismatch or arch-mismatch?
    help: winfit explain lists all rules
    "#);
}
