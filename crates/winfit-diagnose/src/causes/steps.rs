//! What to do about a mismatch: what the decision offers for the pair, then what keeps it from coming back where it was
//! placed.

use winfit_compat::reference::Reference;
use winfit_compat::remedy::{self, ImageQuestion, Means, image_remedies};
use winfit_compat::rules::{RuleSet, SERVER_2016};
use winfit_compat::tag::read_tag;
use winfit_compat::verdict::image_verdict;
use winfit_compat::{Isolation, Os, OsVersion, Platform, Provenance};

use super::mismatch::Kind;
use crate::cause::{Case, Engine, Judged, Pair, Remedy, Step};
use crate::facts::{PodFact, Sighting};

/// What to do about a mismatch, least effort first.
pub(super) fn remedies(case: &Case<'_>, pair: &Pair<'_>, judged: Option<Judged>, kind: Kind) -> Vec<Remedy> {
    let offered: Vec<remedy::Remedy> = match judged {
        Some(judged) if !judged.verdict.verdict.answer.runs() => {
            judged.remedies.into_iter().filter(|it| !matches!(it, remedy::Remedy::Learn(_))).collect()
        }
        _ => Vec::new(),
    };
    let is_of_version = matches!(kind, Kind::Build | Kind::ImageNewer | Kind::Revision2016 | Kind::NoMatch);
    let offered = if offered.is_empty() && is_of_version { assumed(case, pair, kind) } else { offered };
    let is_kubernetes = case.engine() == Engine::Kubernetes;
    // In Kubernetes a flag of docker run helps nobody.
    let is_usable = |it: &remedy::Remedy| {
        !(matches!(it, remedy::Remedy::UseIsolation(Isolation::HyperV))
            && (is_kubernetes || kind == Kind::NoMatch))
    };
    let has_hyperv = offered.iter().any(|it| matches!(it, remedy::Remedy::UseIsolation(Isolation::HyperV)));
    let mut remedies: Vec<Remedy> = match kind {
        Kind::Sandbox => Vec::new(),
        _ => offered.into_iter().filter(is_usable).map(Remedy::Verdict).collect(),
    };
    match kind {
        Kind::Sandbox => remedies.extend(pause_image(case, pair).into_iter().map(Remedy::Do)),
        Kind::LinuxImage | Kind::WindowsImage => {
            remedies.extend(other_system(case, pair, kind).into_iter().map(Remedy::Do));
        }
        Kind::Architecture => {}
        Kind::Build | Kind::ImageNewer | Kind::Revision2016 | Kind::NoMatch => {
            if !remedies.iter().any(|it| matches!(it, Remedy::Verdict(remedy::Remedy::PickHost { .. }))) {
                remedies.push(Remedy::Do(pick_host(pair)));
            }
            remedies.extend(placement(case, pair).into_iter().map(Remedy::Do));
            if has_hyperv && !is_kubernetes && kind != Kind::NoMatch {
                remedies.extend(hyperv_by_default().into_iter().map(Remedy::Do));
            }
        }
    }
    remedies
}

/// What the decision offers for an image of which nothing is known but that it does not fit: what does not depend on what
/// is inside.
fn assumed(case: &Case<'_>, pair: &Pair<'_>, kind: Kind) -> Vec<remedy::Remedy> {
    let reference = pair.image.as_ref().and_then(|it| it.reference.as_deref());
    let reference = reference.and_then(|it| it.parse::<Reference>().ok());
    let claim = reference.as_ref().map(|reference| read_tag(case.catalog, reference));
    let means = Means { reference: reference.as_ref().zip(claim.as_ref()), today: case.today };
    let Some(host) = pair.host.as_ref().map(|it| it.host).filter(|it| it.os == Os::Windows) else {
        return Vec::new();
    };
    let older = OsVersion::of_build(SERVER_2016);
    let Some(version) = host.os_version.filter(|it| !it.same_build(older)) else { return Vec::new() };
    let build = if kind == Kind::ImageNewer { version.build.saturating_add(1) } else { older.build };
    let image = Platform::windows(OsVersion::of_build(build), Provenance::None);
    let question = ImageQuestion {
        host: &host,
        platforms: &[image],
        isolation: Some(Isolation::Process),
        rules: RuleSet::Runtime,
    };
    let holds_anyway = |it: &remedy::Remedy| {
        matches!(
            it,
            remedy::Remedy::Retag(_) | remedy::Remedy::Rebuild { .. } | remedy::Remedy::UseIsolation(_)
        )
    };
    image_remedies(case.catalog, &question, &means).into_iter().filter(holds_anyway).collect()
}

/// Hosts that would do, where the decision could not name a release.
fn pick_host(pair: &Pair<'_>) -> Step {
    let reference = pair.image.as_ref().and_then(|it| it.reference.as_deref());
    Step::new(
        "run it on a host of the Windows that the image is built for; this tells which",
        format!("winfit image {}", reference.unwrap_or("IMAGE")),
    )
}

/// Keeps the workload on hosts that run its image.
fn placement(case: &Case<'_>, pair: &Pair<'_>) -> Vec<Step> {
    let build = builds_that_run(case, pair);
    match case.engine() {
        Engine::Docker => Vec::new(),
        Engine::Swarm => {
            let version = build.map_or_else(|| "10.0.BUILD".to_owned(), |it| it.to_string());
            let service = pair.service.map_or("SERVICE", |it| it.name.as_str());
            let node = pair.host.as_ref().and_then(|it| it.name.as_deref());
            let _ = node;
            vec![
                Step::new(
                    "label the nodes of that build; Swarm knows the version of none",
                    format!("docker node update --label-add OsVersion={version} NODE"),
                ),
                Step::new(
                    "keep the service on them",
                    format!(
                        "docker service update --constraint-add node.labels.OsVersion=={version} {service}"
                    ),
                ),
            ]
        }
        Engine::Kubernetes => {
            let version = build.map_or_else(|| "10.0.BUILD".to_owned(), |it| it.to_string());
            vec![Step::new(
                "keep the pods on nodes of that build",
                patch(
                    pair.pod,
                    &format!(
                        "{{\"kubernetes.io/os\":\"windows\",\"node.kubernetes.io/windows-build\":\"{version}\"}}"
                    ),
                ),
            )]
        }
    }
}

/// The build of the image, if a host of that build runs it.
fn builds_that_run(case: &Case<'_>, pair: &Pair<'_>) -> Option<OsVersion> {
    let image = pair.image.as_ref()?;
    let host = pair.host.as_ref()?.host;
    let mut versions = image.os_versions();
    versions.find_map(|version| {
        let of_build = OsVersion { revision: None, ..version };
        let there = winfit_compat::Host { os_version: Some(version), ..host };
        let verdict = image_verdict(case.catalog, &there, &image.platforms, pair.isolation, RuleSet::Runtime);
        verdict.verdict.answer.runs().then_some(of_build)
    })
}

/// A node selector for the object that made the pod.
pub(super) fn patch(pod: Option<&PodFact>, selector: &str) -> String {
    patch_spec(pod, &format!("{{\"nodeSelector\":{selector}}}"))
}

/// A change to the template of the object that made the pod: a part of its `spec`, as JSON.
pub(super) fn patch_spec(pod: Option<&PodFact>, spec: &str) -> String {
    let namespace =
        pod.and_then(|it| it.namespace.as_deref()).map(|it| format!(" -n {it}")).unwrap_or_default();
    let (kind, name) = match pod {
        Some(pod) => owner(pod),
        None => ("deployment".to_owned(), "NAME".to_owned()),
    };
    format!(
        "kubectl{namespace} patch {kind} {name} --type merge -p '{{\"spec\":{{\"template\":{{\"spec\":{spec}}}}}}}'"
    )
}

/// What a pod's template stands in: of a ReplicaSet it is the Deployment that made it.
fn owner(pod: &PodFact) -> (String, String) {
    let without_hash = |name: &str, parts: usize| {
        let mut name = name;
        for _ in 0..parts {
            name = name.rsplit_once('-').map_or(name, |(before, _)| before);
        }
        name.to_owned()
    };
    match pod.controller.as_deref().and_then(|it| it.split_once('/')) {
        Some(("ReplicaSet", name)) => ("deployment".to_owned(), without_hash(name, 1)),
        Some((kind, name)) => (kind.to_ascii_lowercase(), name.to_owned()),
        None => ("deployment".to_owned(), without_hash(&pod.name, 2)),
    }
}

/// The pause image of the node.
fn pause_image(case: &Case<'_>, pair: &Pair<'_>) -> Vec<Step> {
    let build = pair.host.as_ref().and_then(|it| it.host.os_version).map(|it| it.build);
    let fits =
        |it: &&winfit_compat::catalog::PauseImage| build.is_some_and(|build| it.builds.contains(&build));
    let newest =
        case.catalog.pause_images.iter().filter(fits).max_by_key(|it| it.default_of.map(|it| it.since));
    let image = newest.map_or("registry.k8s.io/pause:3.10", |it| &*it.image);
    vec![
        Step::new(
            "containerd: set the sandbox image in C:\\Program Files\\containerd\\config.toml, then restart containerd",
            format!(
                "[plugins.\"io.containerd.grpc.v1.cri\"]\n  sandbox_image = \"{image}\"\n\nRestart-Service containerd"
            ),
        ),
        Step::new(
            "Docker (Kubernetes up to 1.23): give the kubelet the image, then restart it",
            format!("--pod-infra-container-image={image}"),
        ),
        Step::new("verify that it has an entry of the node's build", format!("winfit image {image}")),
    ]
}

/// Keeps a workload on hosts of its image's operating system.
fn other_system(case: &Case<'_>, pair: &Pair<'_>, kind: Kind) -> Vec<Step> {
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

/// Hyper-V isolation for all containers of a host.
fn hyperv_by_default() -> Vec<Step> {
    vec![
        Step::new(
            "or let the daemon use Hyper-V isolation for all containers: C:\\ProgramData\\docker\\config\\daemon.json",
            "{\n  \"exec-opts\": [\"isolation=hyperv\"]\n}",
        ),
        Step::new("restart the daemon", "Restart-Service docker"),
        Step::new(
            "verify: it says hyperv",
            "docker inspect --format='{{json .HostConfig.Isolation}}' CONTAINER",
        ),
    ]
}

/// What would make the answer surer.
pub(super) fn settle(case: &Case<'_>, pair: &Pair<'_>, sighting: &Sighting<'_>) -> Vec<Step> {
    let mut settle = Vec::new();
    if sighting.is_cut {
        settle.push(match (case.engine(), pair.service) {
            (Engine::Swarm, Some(service)) => Step::new(
                "the message is cut off: see all of it",
                format!("docker service ps --no-trunc {}", service.name),
            ),
            (Engine::Swarm, None) => {
                Step::new("the message is cut off: see all of it", "docker service ps --no-trunc SERVICE")
            }
            _ => Step::new("the message is cut off: give all of it", ""),
        });
    }
    let is_known =
        |it: &crate::facts::ImageFact| it.platforms.iter().any(|it| it.provenance < Provenance::Tag);
    match pair.image.as_ref() {
        Some(image) if is_known(image) => {}
        Some(image) => settle.push(Step::new(
            "which Windows the image is built for",
            format!("winfit image {}", image.reference.as_deref().unwrap_or("IMAGE")),
        )),
        None => settle.push(Step::new("name the image", "winfit diagnose FILE --image IMAGE")),
    }
    if pair.host.as_ref().and_then(|it| it.host.os_version).is_none() {
        settle.push(match case.engine() {
            Engine::Kubernetes => {
                Step::new("which Windows the node runs", "kubectl get nodes -o wide | winfit version -")
            }
            Engine::Swarm | Engine::Docker => {
                Step::new("which Windows the host runs, with its revision; on that host", "cmd /c ver")
            }
        });
    }
    settle
}
