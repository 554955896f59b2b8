//! Objects that cannot be read as meant.

use winfit_compat::Os;

use super::{problems, read};
use crate::ImageStyle;

fn problems_of(text: &str) -> Vec<String> {
    problems(&read(text))
}

#[test]
fn a_wrong_type_is_named_with_its_path_and_the_rest_is_read() {
    let document = read(
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - {name: a, image: [1, 2]}\n  - b\n  - {name: c, image: core}\n",
    );
    assert_eq!(
        problems(&document),
        [
            "\"[1, 2]\": spec.containers[0].image is a list, not a scalar",
            "\"b\": spec.containers[1] is a scalar, not a mapping",
        ]
    );
    let images: Vec<_> =
        document.workloads[0].workload.containers.iter().map(|it| it.image.as_str()).collect();
    assert_eq!(images, ["", "core"]);
    assert_eq!(document.workloads[0].images[0].style, ImageStyle::Missing);
    assert!(!document.workloads[0].images[0].is_known());
}

#[test]
fn collections_of_the_wrong_kind_are_named() {
    let found = problems_of("apiVersion: apps/v1\nkind: Deployment\nspec: [a]\n");
    assert_eq!(found, ["\"[a]\": spec is a list, not a mapping"]);
    let found = problems_of("apiVersion: v1\nkind: Pod\nspec: {containers: {image: a}}\n");
    assert_eq!(found, ["\"{image: a}\": spec.containers is a mapping, not a list"]);
    let found = problems_of("apiVersion: v1\nkind: List\nitems: [a, {kind: Pod, apiVersion: v1, spec: 1}]\n");
    assert_eq!(
        found,
        ["\"a\": items[0] is a scalar, not a mapping", "\"1\": items[1].spec is a scalar, not a mapping",]
    );
}

#[test]
fn an_object_that_says_only_what_it_changes_is_read_as_far_as_it_goes() {
    let patch = read(
        "apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector: {kubernetes.io/os: windows}\n  containers:\n  - name: a\n  - {image: , name: b}\n",
    );
    assert_eq!(problems(&patch), Vec::<String>::new());
    let found = &patch.workloads[0];
    assert_eq!(found.workload.os, Some(Os::Windows));
    let images: Vec<_> = found.images.iter().map(|it| (patch.source.slice(it.span), it.style)).collect();
    assert_eq!(images, [("a", ImageStyle::Missing), ("", ImageStyle::Missing)]);
    for text in [
        "apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 3}\n",
        "apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {}}}\n",
        "apiVersion: v1\nkind: Pod\nspec: {os: {name: windows}}\n",
        "apiVersion: v1\nkind: Pod\nmetadata: {labels: {a: b}}\n",
    ] {
        assert_eq!(problems_of(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn an_empty_image_is_named() {
    let found = problems_of("apiVersion: v1\nkind: Pod\nspec: {containers: [{image: ' '}]}\n");
    assert_eq!(found, ["\"' '\": spec.containers[0].image is empty"]);
}

#[test]
fn a_key_that_occurs_twice_is_named_and_the_last_counts() {
    let document = read("apiVersion: v1\nkind: Pod\nspec: {containers: [{image: a, image: b}]}\n");
    assert_eq!(problems(&document), ["\"image\": the key \"image\" occurs twice; the last one counts"]);
    assert_eq!(document.workloads[0].workload.containers[0].image, "b");
}

#[test]
fn variables_of_other_tools_leave_the_image_unknown() {
    for (image, unknown) in [
        ("\"{{ .Values.image }}:{{ .Values.tag }}\"", vec![".Values.image", ".Values.tag"]),
        ("core:{{ .Values.tag }}", vec![".Values.tag"]),
        ("${REGISTRY}/core:$(Build.BuildId)", vec!["REGISTRY", "Build.BuildId"]),
        ("core:1809", vec![]),
        ("core:$TAG", vec![]),
    ] {
        let document =
            read(&format!("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: {image}\n"));
        let place = &document.workloads[0].images[0];
        assert_eq!(place.unknown_variables().collect::<Vec<_>>(), unknown, "{image}");
        assert_eq!(place.is_known(), unknown.is_empty());
    }
}

#[test]
fn of_very_many_problems_only_the_first_are_kept() {
    let text = "apiVersion: v1\nkind: Pod\nspec: {containers: []}\n"
        .replace("[]", &format!("[{}]", "a,".repeat(5000)));
    let document = read(&text);
    assert_eq!(document.problems.len(), 1001);
    assert_eq!(document.problems[1000].to_string(), "there are more problems than these 1000");
}

#[test]
fn of_very_many_containers_and_pods_only_the_first_are_read() {
    let containers = "{image: a},".repeat(10_001);
    let document = read(&format!("apiVersion: v1\nkind: Pod\nspec: {{containers: [{containers}]}}\n"));
    assert_eq!(document.workloads[0].workload.containers.len(), 10_000);
    assert!(document.problems[0].to_string().starts_with("there are more than 10000 containers in this pod"));
    let document =
        read(&"--- {apiVersion: v1, kind: Pod, spec: {containers: [{image: a}]}}\n".repeat(100_002));
    assert_eq!((document.workloads.len(), document.problems.len()), (100_000, 1));
}
