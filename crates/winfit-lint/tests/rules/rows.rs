//! Every row of the catalogue about a field that does not work: an object that has the field so is found by the row's rule,
//! with the row's own words, in the versions of the row and in no other.

use std::collections::BTreeMap;
use std::fmt;

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::{
    FieldPath, KubernetesField, KubernetesVersion, ObjectKind, PathStep, PodOs, RuntimeCondition,
};
use winfit_lint::{Example, Finding, Given, rule};

use crate::asked::Asked;

/// A value of JSON, in which only the parts that matter are told apart.
#[derive(Clone)]
enum Json {
    Map(BTreeMap<String, Json>),
    List(Vec<Json>),
    /// As it is written.
    Plain(&'static str),
    Text(String),
}

/// Values that fields of different kinds take; one of them is what the row is about.
const VALUES: [&str; 20] = [
    "true",
    "false",
    "\"x\"",
    "400",
    "\"HostToContainer\"",
    "\"C:\"",
    "\"C:\\\\\"",
    "\"/var/lib\"",
    "\"app/data\"",
    "\"settings.json\"",
    "\"PreferDualStack\"",
    "[\"IPv6\"]",
    "[\"/bin/sh\",\"-c\"]",
    "\"SIGHUP\"",
    "\"a\\\\b\\\\c\"",
    "\"ContainerUser\"",
    "\"\"",
    "\"bsd\"",
    "30080",
    "{\"medium\":\"x\"}",
];

/// What stands beside the field: more of the pod on which it depends.
const BESIDE: [&[(&str, &str)]; 7] = [
    &[],
    &[("spec.securityContext.windowsOptions.hostProcess", "true"), ("spec.hostNetwork", "true")],
    &[("spec.securityContext.windowsOptions.hostProcess", "true")],
    &[
        ("spec.containers[*].securityContext.windowsOptions.hostProcess", "false"),
        ("spec.hostNetwork", "true"),
    ],
    &[("spec.securityContext.windowsOptions.runAsUserName", "\"ContainerAdministrator\"")],
    &[("spec.containers[*].securityContext.windowsOptions.runAsUserName", "\"ContainerAdministrator\"")],
    &[("spec.ports[*].port", "30080")],
];

const DOCKER: &str = "\
orchestrator: kubernetes
hosts: [{name: win, os-version: 10.0.17763.6775, runtime: docker 20.10}]
";

const CONTAINERD: &str = "\
orchestrator: kubernetes
hosts: [{name: win, os-version: 10.0.20348.3091, runtime: containerd 1.6}]
";

#[test]
fn every_row_is_found_in_its_versions_and_in_no_other() {
    let known = builtin().kubernetes_versions;
    let mut wrong = Vec::new();
    let mut found = 0;
    for row in builtin().kubernetes_fields.iter().filter(|row| row.is_defect() && by_row(row)) {
        let version = row.versions.since.unwrap_or(known.oldest).max(known.oldest);
        let Some(object) = objects(row).find(|object| tells(row, object, version)) else {
            // It takes more than one field to come about: then an example of the rule shows it.
            if is_told_by_an_example(row) {
                continue;
            }
            wrong.push(format!("{}: {} in {version} is not found by {:?}", row.id, row.path, row.rule));
            continue;
        };
        found += 1;
        let before = version.minor().checked_sub(1).map(KubernetesVersion::new);
        let after = row.versions.until.map(|until| KubernetesVersion::new(until.minor() + 1));
        for other in before.into_iter().chain(after).filter(|it| known.contains(*it) && !is_said_in(row, *it))
        {
            if tells(row, &object, other) {
                wrong.push(format!("{}: {} is found in {other} as well", row.id, row.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows of {}:\n{}", wrong.len(), wrong.len() + found, wrong.join("\n"));
    assert!(found > 100, "only {found} rows were asked about");
}

/// Whether the row's rule goes by rows, rather than by what else it knows.
fn by_row(row: &KubernetesField) -> bool {
    row.rule.as_deref().and_then(rule).is_some_and(winfit_lint::Rule::goes_by_fields)
}

fn is_told_by_an_example(row: &KubernetesField) -> bool {
    let Some(rule) = row.rule.as_deref().and_then(rule) else { return false };
    let asked = rule.examples.iter().map(|example| Asked { rule, example });
    let findings = asked.flat_map(|asked| asked.findings(&asked.example.plain_text()));
    findings.into_iter().any(|finding| says(&finding, row))
}

/// Whether a finding has the words of the row.
fn says(finding: &Finding, row: &KubernetesField) -> bool {
    finding.message.ends_with(&*row.explanation) || finding.notes.iter().any(|note| *note == row.explanation)
}

/// Whether another row of the rule says the same in that version.
fn is_said_in(row: &KubernetesField, version: KubernetesVersion) -> bool {
    let id = row.rule.as_deref().unwrap_or_default();
    let rows = builtin().kubernetes_fields_of_rule(id).iter();
    rows.filter(|other| other.id != row.id && other.path == row.path)
        .any(|other| other.applies(version) && other.explanation == row.explanation)
}

fn tells(row: &KubernetesField, object: &Json, version: KubernetesVersion) -> bool {
    let Some(rule) = row.rule.as_deref().and_then(rule) else { return false };
    let given = Given {
        kubernetes: Some(version.to_string().leak()),
        fleet: match row.runtime {
            RuntimeCondition::Any => None,
            RuntimeCondition::Docker => Some(DOCKER),
            RuntimeCondition::Containerd { .. } => Some(CONTAINERD),
        },
        ..Given::NOTHING
    };
    let example = Example {
        says: "an object with a field of the catalogue",
        file: "objects.json",
        text: "",
        fixed: None,
        needs_unsafe: false,
        offered: None,
        given,
    };
    let asked = Asked { rule, example: Box::leak(Box::new(example)) };
    let findings = asked.findings(&object.to_string());
    findings.iter().any(|finding| says(finding, row))
}

/// Objects that have the field, in many ways.
fn objects(row: &KubernetesField) -> impl Iterator<Item = Json> {
    let values: Vec<&'static str> = match row.value.as_deref() {
        Some("true") => vec!["true"],
        Some("false") => vec!["false"],
        Some(value) => vec![Box::leak(format!("\"{value}\"").into_boxed_str())],
        None => VALUES.to_vec(),
    };
    let all =
        BESIDE.iter().flat_map(move |beside| values.clone().into_iter().map(move |value| (beside, value)));
    all.map(move |(beside, value)| object(row, beside, value))
}

fn object(row: &KubernetesField, beside: &[(&str, &'static str)], value: &'static str) -> Json {
    let mut pod = Json::map([("apiVersion", "\"v1\""), ("kind", "\"Pod\"")]);
    let put = |object: &mut Json, path: &str, value: &'static str| {
        object.put(&path.parse::<FieldPath>().unwrap().steps, Json::Plain(value));
    };
    put(&mut pod, "metadata.name", "\"web\"");
    put(&mut pod, "metadata.labels[app]", "\"web\"");
    put(&mut pod, "spec.nodeSelector[kubernetes.io/os]", "\"windows\"");
    put(&mut pod, "spec.containers[*].name", "\"web\"");
    put(&mut pod, "spec.containers[*].image", "\"registry.example/web:1\"");
    put(&mut pod, "spec.volumes[*].name", "\"data\"");
    put(&mut pod, "spec.volumes[*].persistentVolumeClaim.claimName", "\"data\"");
    match row.os_name {
        PodOs::Windows => put(&mut pod, "spec.os.name", "\"windows\""),
        PodOs::Linux => put(&mut pod, "spec.os.name", "\"linux\""),
        PodOs::Any | PodOs::Unset => {}
    }
    if row.kind == ObjectKind::Pod {
        for (path, value) in beside {
            put(&mut pod, path, value);
        }
        if let [PathStep::Key(spec), PathStep::Key(list), PathStep::AnyItem, PathStep::Key(mounts), ..] =
            &*row.path.steps
            && (spec.as_ref(), list.as_ref(), mounts.as_ref()) == ("spec", "containers", "volumeMounts")
        {
            put(&mut pod, "spec.containers[*].volumeMounts[*].name", "\"data\"");
            put(&mut pod, "spec.containers[*].volumeMounts[*].mountPath", "\"C:\\\\data\"");
        }
        pod.put(&row.path.steps, Json::Plain(value));
        return pod;
    }
    let mut other = Json::map([("apiVersion", "\"v1\"")]);
    other.put(&[PathStep::Key("kind".into())], Json::Text(row.kind.as_str().to_owned()));
    put(&mut other, "metadata.name", "\"data\"");
    match row.kind {
        ObjectKind::Service => put(&mut other, "spec.selector[app]", "\"web\""),
        ObjectKind::NetworkPolicy => put(&mut other, "spec.podSelector.matchLabels[app]", "\"web\""),
        ObjectKind::Node => put(&mut other, "metadata.labels[kubernetes.io/os]", "\"windows\""),
        ObjectKind::PersistentVolumeClaim | ObjectKind::Pod => {}
    }
    if row.kind == ObjectKind::Service {
        for (path, value) in beside.iter().filter(|(path, _)| path.starts_with("spec.ports")) {
            put(&mut other, path, value);
        }
    }
    if row.path.to_string() != "spec" {
        other.put(&row.path.steps, Json::Plain(value));
    }
    let mut list = Json::map([("apiVersion", "\"v1\""), ("kind", "\"List\"")]);
    list.put(&[PathStep::Key("items".into())], Json::List(vec![other, pod]));
    list
}

impl Json {
    fn map<const N: usize>(entries: [(&str, &'static str); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), Self::Plain(value))).collect())
    }

    /// Puts a value where a path leads, the first of each list.
    fn put(&mut self, steps: &[PathStep], value: Self) {
        let Some((step, rest)) = steps.split_first() else {
            *self = value;
            return;
        };
        if *step == PathStep::AnyItem {
            if !matches!(self, Self::List(_)) {
                *self = Self::List(vec![Self::Map(BTreeMap::new())]);
            }
            let Self::List(items) = self else { return };
            items[0].put(rest, value);
            return;
        }
        let key = match step {
            PathStep::Key(key) | PathStep::Entry(key) => key.to_string(),
            PathStep::EntryPrefix(prefix) => format!("{prefix}2Mi"),
            PathStep::AnyEntry if !rest.is_empty() => "configMap".to_owned(),
            PathStep::AnyEntry => "example.com/device".to_owned(),
            PathStep::AnyItem => unreachable!(),
        };
        if !matches!(self, Self::Map(_)) {
            *self = Self::Map(BTreeMap::new());
        }
        let Self::Map(entries) = self else { return };
        entries.entry(key).or_insert_with(|| Self::Map(BTreeMap::new())).put(rest, value);
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", items.join(","))
            }
            Self::Map(entries) => {
                let entries: Vec<_> =
                    entries.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
                write!(f, "{{{}}}", entries.join(","))
            }
        }
    }
}
