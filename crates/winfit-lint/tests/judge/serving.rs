//! What serves pods for Windows, wherever it stands: services, network policies, claims.

use winfit_lint::facts::Facts;
use winfit_lint::{Finding, Selection, Selector};

use crate::check_selected;

const LINUX: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  template:
    metadata: {labels: {app: cache}}
    spec:
      nodeSelector: {kubernetes.io/os: linux}
      containers: [{name: cache, image: 'redis:7'}]
---
";

fn pod(number: usize, metadata: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: web-{number}, {metadata}}}\nspec:\n  \
         nodeSelector: {{kubernetes.io/os: windows}}\n  \
         containers: [{{name: web, image: 'registry.example/web:1'}}]\n  \
         volumes: [{{name: data, persistentVolumeClaim: {{claimName: data}}}}]\n---\n"
    )
}

fn service(metadata: &str, selector: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{name: web{metadata}}}\n\
         spec: {{sessionAffinity: ClientIP, selector: {{{selector}}}}}\n---\n"
    )
}

/// What is found in the second of two files.
fn found_beside(pods: &str, text: &str) -> Vec<Finding> {
    let rules = ["session-affinity", "raw-block-volume"].map(|it| it.parse::<Selector>().unwrap());
    let selection = Selection { select: rules.into(), ignore: vec![Selector::All] };
    let report =
        check_selected(&selection, &Facts::new(), None, &[("pods.yaml", pods), ("others.yaml", text)]);
    assert!(report.findings.iter().all(|finding| finding.file == 1), "{:#?}", report.findings);
    report.findings
}

#[test]
fn a_service_in_a_file_for_linux_is_checked_if_it_selects_a_windows_pod_of_another_file() {
    let pods = pod(1, "labels: {app: web, tier: front}");
    let text = LINUX.to_owned() + &service("", "app: web, tier: front") + &service("", "app: cache");
    let findings = found_beside(&pods, &text);
    let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
    let start = finding.place.as_ref().unwrap().span.start;
    assert_eq!(start, text.find("sessionAffinity").unwrap());
}

#[test]
fn a_service_that_asks_for_a_label_too_many_or_stands_in_another_namespace_is_left_alone() {
    let pods = pod(1, "labels: {app: web, tier: front}") + &pod(2, "labels: {app: api, tier: back}");
    for (metadata, selector) in [
        ("", "app: web, tier: back"),
        ("", "app: web, tier: front, x: y"),
        (", namespace: other", "app: web"),
        ("", ""),
    ] {
        assert_eq!(found_beside(&pods, &service(metadata, selector)), [], "{metadata} {selector}");
    }
    assert_eq!(found_beside(&pods, &service(", namespace: default", "app: api")).len(), 1);
}

#[test]
fn services_are_told_apart_where_many_pods_share_each_of_their_labels() {
    let one = |number| pod(number, "labels: {app: web, tier: front}");
    let other = |number| pod(number, "labels: {app: api, tier: back}");
    let pods: String = (0..40).flat_map(|number| [one(number), other(number)]).collect();
    let alike = |selector| service("", selector).repeat(3);
    let text = alike("app: web, tier: back") + &alike("app: web, tier: front") + &alike("tier: back");
    assert_eq!(found_beside(&pods, &text).len(), 6);
}

#[test]
fn a_claim_is_checked_if_a_windows_pod_of_another_file_uses_it() {
    let claim = |name: &str| {
        format!(
            "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: {name}}}\n\
             spec: {{volumeMode: Block}}\n---\n"
        )
    };
    let pods = pod(1, "labels: {app: web}");
    assert_eq!(found_beside(&pods, &(LINUX.to_owned() + &claim("data"))).len(), 1);
    assert_eq!(found_beside(&pods, &(LINUX.to_owned() + &claim("other"))), []);
}
