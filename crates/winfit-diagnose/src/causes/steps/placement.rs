//! Keeping a workload on hosts that run it: selectors, constraints and labels, ready to paste for the very object.

use winfit_compat::rules::{RuleSet, SERVER_2016};
use winfit_compat::verdict::image_verdict;
use winfit_compat::{Host, Os, OsVersion};
use winfit_fleet::label::{self, OS_BUILD, OS_VERSION, WINDOWS_BUILD};

use crate::cause::{Case, Engine, Pair, Step};
use crate::causes::mismatch::Kind;
use crate::facts::{HostFact, PodFact};

/// Keeps the workload on hosts that run its image.
pub(super) fn of_version(case: &Case<'_>, pair: &Pair<'_>) -> Vec<Step> {
    if case.engine() == Engine::Docker {
        return Vec::new();
    }
    let hosts = hosts_that_run(case, pair);
    let version = build_that_runs(case, pair).or_else(|| hosts.first().and_then(|it| it.host.os_version));
    let names: Vec<&str> = hosts
        .iter()
        .filter(|it| it.host.os_version.zip(version).is_some_and(|(one, other)| one.same_build(other)))
        .filter_map(|it| it.name.as_deref())
        .collect();
    let node = names.first().copied().unwrap_or("NODE");
    match (case.engine(), version) {
        (Engine::Swarm, version) => {
            let version = version.and_then(label::swarm_version).unwrap_or_else(|| "10.0.BUILD".to_owned());
            let service = pair.service.map_or("SERVICE", |it| it.name.as_str());
            vec![
                Step::new(
                    "label the nodes of that build; Swarm knows the version of none",
                    format!("docker node update --label-add {OS_VERSION}={version} {node}"),
                ),
                Step::new(
                    "keep the service on them",
                    format!(
                        "docker service update --constraint-add node.labels.{OS_VERSION}=={version} {service}"
                    ),
                ),
            ]
        }
        // On Windows Server 2016 the revision decides too, and the label of Kubernetes has none.
        (_, Some(version)) if version.build == SERVER_2016 => {
            let value = label::os_build(version).unwrap_or_else(|| SERVER_2016.to_string());
            let selector = format!("{{\"kubernetes.io/os\":\"windows\",\"{OS_BUILD}\":\"{value}\"}}");
            vec![
                Step::new(
                    "label the nodes of that build and revision",
                    format!("kubectl label node {node} {OS_BUILD}={value}"),
                ),
                Step::new("keep the pods on them", patch(pair.pod, &selector)),
            ]
        }
        (_, version) => {
            let value = version.and_then(label::windows_build).unwrap_or_else(|| "10.0.BUILD".to_owned());
            let selector = format!("{{\"kubernetes.io/os\":\"windows\",\"{WINDOWS_BUILD}\":\"{value}\"}}");
            let which = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
            vec![Step::new(
                format!("keep the pods on nodes of that build{which}"),
                patch(pair.pod, &selector),
            )]
        }
    }
}

/// The hosts in the text that run the image; where nothing is known of the image, those that are not of the build that
/// refused it.
pub(super) fn hosts_that_run<'f>(case: &Case<'f>, pair: &Pair<'_>) -> Vec<&'f HostFact> {
    let refused = pair.host.as_ref().and_then(|it| it.host.os_version);
    let platforms = pair.image.as_ref().map(|it| it.platforms.as_slice()).unwrap_or_default();
    let is_known = pair.image.as_ref().is_some_and(|it| it.os_versions().next().is_some());
    let runs = |fact: &&HostFact| {
        let Some(version) = fact.host.os_version.filter(|_| fact.host.os == Os::Windows) else {
            return false;
        };
        if is_known {
            let verdict =
                image_verdict(case.catalog, &fact.host, platforms, pair.isolation, RuleSet::Runtime);
            return verdict.verdict.answer.runs();
        }
        refused.is_some_and(|refused| !refused.same_build(version))
    };
    case.facts.hosts.iter().filter(|it| it.name.is_some()).filter(runs).collect()
}

/// The build of the image, if a host of that build runs it.
fn build_that_runs(case: &Case<'_>, pair: &Pair<'_>) -> Option<OsVersion> {
    let image = pair.image.as_ref()?;
    let mut versions = image.os_versions();
    versions.find(|version| {
        let host = pair.host.as_ref().map_or_else(|| Host::server(*version), |it| it.host);
        let there = Host { os_version: Some(*version), ..host };
        let verdict = image_verdict(case.catalog, &there, &image.platforms, pair.isolation, RuleSet::Runtime);
        verdict.verdict.answer.runs()
    })
}

/// Keeps a workload on hosts of its image's operating system.
pub(super) fn of_system(case: &Case<'_>, pair: &Pair<'_>, kind: Kind) -> Vec<Step> {
    let os = if kind == Kind::LinuxImage { "linux" } else { "windows" };
    match case.engine() {
        Engine::Kubernetes => vec![Step::new(
            format!("keep the pods on {os} nodes"),
            patch(pair.pod, &format!("{{\"kubernetes.io/os\":\"{os}\"}}")),
        )],
        Engine::Swarm => vec![Step::new(
            format!("keep the service on {os} nodes"),
            format!(
                "docker service update --constraint-add node.platform.os=={os} {}",
                pair.service.map_or("SERVICE", |it| it.name.as_str())
            ),
        )],
        Engine::Docker if kind == Kind::WindowsImage => vec![Step::new(
            "Docker Desktop: switch to Windows containers; an engine on Linux never runs it",
            "& $Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe -SwitchWindowsEngine",
        )],
        Engine::Docker => vec![Step::new(
            "Docker Desktop: switch to Linux containers; an engine of Windows Server needs another host, or an image with a \
             Windows platform",
            "& $Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe -SwitchLinuxEngine",
        )],
    }
}

/// A node selector for the object that made the pod.
pub(in crate::causes) fn patch(pod: Option<&PodFact>, selector: &str) -> String {
    patch_spec(pod, &format!("{{\"nodeSelector\":{selector}}}"))
}

/// A change to the template of the object that made the pod: a part of its `spec`, as JSON.
pub(in crate::causes) fn patch_spec(pod: Option<&PodFact>, spec: &str) -> String {
    let namespace =
        pod.and_then(|it| it.namespace.as_deref()).map(|it| format!(" -n {it}")).unwrap_or_default();
    let (kind, name) = match pod {
        Some(pod) => owner(pod),
        None => ("deployment".to_owned(), "NAME".to_owned()),
    };
    match kind.as_str() {
        // The template of a Job never changes.
        "job" => format!(
            "kubectl{namespace} get job {name} -o yaml > job.yaml\n# add to spec.template.spec: {spec}\n\
             kubectl{namespace} replace --force -f job.yaml"
        ),
        "cronjob" => format!(
            "kubectl{namespace} patch cronjob {name} --type merge -p \
             '{{\"spec\":{{\"jobTemplate\":{{\"spec\":{{\"template\":{{\"spec\":{spec}}}}}}}}}}}'"
        ),
        _ => format!(
            "kubectl{namespace} patch {kind} {name} --type merge -p '{{\"spec\":{{\"template\":{{\"spec\":{spec}}}}}}}'"
        ),
    }
}

/// What a pod's template stands in: of a ReplicaSet it is the Deployment that made it. Without a controller the name tells,
/// as far as names do.
fn owner(pod: &PodFact) -> (String, String) {
    match pod.controller.as_deref().and_then(|it| it.split_once('/')) {
        Some(("ReplicaSet", name)) => ("deployment".to_owned(), stem(name).to_owned()),
        Some((kind, name)) => (kind.to_ascii_lowercase(), name.to_owned()),
        None => owner_by_name(&pod.name),
    }
}

/// The letters of the hashes that Kubernetes makes names of.
const OF_HASHES: &str = "bcdfghjklmnpqrstvwxz2456789";

fn owner_by_name(pod: &str) -> (String, String) {
    let is_hash = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.chars().all(|c| OF_HASHES.contains(c))
    };
    let last = pod.rsplit('-').next().unwrap_or_default();
    let before = stem(pod);
    if !last.is_empty() && last.len() <= 3 && last.chars().all(|c| c.is_ascii_digit()) {
        return ("statefulset".to_owned(), before.to_owned());
    }
    let hash = before.rsplit('-').next().unwrap_or_default();
    match (is_hash(last, 5..=5), is_hash(hash, 6..=10)) {
        (true, true) => ("deployment".to_owned(), stem(before).to_owned()),
        // A DaemonSet, or a Job: its name does not tell.
        (true, false) => ("KIND".to_owned(), before.to_owned()),
        (false, _) => ("deployment".to_owned(), "NAME".to_owned()),
    }
}

/// A name without its last part.
fn stem(name: &str) -> &str {
    name.rsplit_once('-').map_or(name, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patched(name: &str, controller: Option<&str>) -> String {
        let controller = controller.map(str::to_owned);
        let pod = PodFact { name: name.to_owned(), controller, ..PodFact::default() };
        let patch = patch(Some(&pod), "{}");
        patch.split(" --type").next().unwrap_or_default().to_owned()
    }

    #[test]
    fn what_made_a_pod_is_patched_as_far_as_its_name_tells() {
        for (name, controller, command) in [
            ("web-5d8f7c9b6d-x2k4q", Some("ReplicaSet/web-5d8f7c9b6d"), "kubectl patch deployment web"),
            ("web-5d8f7c9b6d-x2k4q", None, "kubectl patch deployment web"),
            (
                "fabrikamfiber.web-789699744-rqv6p",
                Some("ReplicaSet/fabrikamfiber.web-789699744"),
                "kubectl patch deployment fabrikamfiber.web",
            ),
            ("web-1", None, "kubectl patch statefulset web"),
            ("aws-node-8mrzp", None, "kubectl patch KIND aws-node"),
            ("aws-node-8mrzp", Some("DaemonSet/aws-node"), "kubectl patch daemonset aws-node"),
            ("sonobuoy", None, "kubectl patch deployment NAME"),
        ] {
            assert_eq!(patched(name, controller), command, "{name}");
        }
    }

    #[test]
    fn a_job_is_replaced_for_its_template_never_changes() {
        let patch = patched("cert-gwg9d", Some("Job/cert"));
        assert!(
            patch.starts_with("kubectl get job cert -o yaml") && patch.contains("replace --force"),
            "{patch}"
        );
    }
}
