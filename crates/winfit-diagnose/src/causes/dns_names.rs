//! Names that are not resolved.

use super::pull::is_of_pull;
use super::told::{Says, Told, told_of};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// A name was not resolved, in a pod most likely because it has a dot and is not complete.
pub static CAUSE: Cause = Cause {
    id: "dns-names",
    class: Class::Network,
    title: "a name was not resolved",
    statement: "Windows completes names with one suffix only, that of the pod's namespace, and names that have a dot not at all: \
                in a Windows pod kubernetes.default is not found where kubernetes.default.svc.cluster.local is. Other names \
                fail where the DNS server is not reached.",
    requires: "A program says that a name was not resolved; surer where it is a name of the cluster that is not complete.",
    against: "A message about a pull: there the host looks up the registry.",
    signs: &["dns-failed"],
    sources: &["k8s-dns", "k8s-windows-networking", "k8s-windows-intro-1.22"],
    retry_may_help: true,
    find: |case| {
        let seen = case.seen(CAUSE.signs).filter(|it| !is_of_pull(case, it));
        told_of(case, &CAUSE, seen, |it| Some(say(it)))
    },
    examples: EXAMPLES,
};

/// What the names of services end with.
const CLUSTER: &str = ".svc.cluster.local";

fn say(told: &Told<'_>) -> Says {
    let name = told.seen.iter().find_map(|it| name(&it.line));
    let words = name.as_deref().unwrap_or("a name");
    let pod = told.pod();
    match name.as_deref().and_then(completed) {
        Some(complete) => {
            Says::likely(format!("{words} was not resolved: Windows completes no name that has a dot"))
                .remedy("ask for the complete name", &*complete)
                .remedy("or for the bare name of the service, from a pod of the same namespace", "")
                .settle(
                    "whether the complete name is found",
                    format!("kubectl exec {pod} -- powershell Resolve-DnsName {complete}"),
                )
        }
        None if told.engine() == Engine::Kubernetes => Says::possible(format!("{words} was not resolved"))
            .remedy(
                "in a Windows pod, ask for complete names: Windows completes none that has a dot",
                format!("SERVICE.NAMESPACE{CLUSTER}"),
            )
            .remedy(
                "see whether the DNS servers of the cluster run",
                "kubectl get pods -n kube-system -l k8s-app=kube-dns -o wide",
            )
            .settle(
                "which DNS server the pod has, and whether it answers",
                format!("kubectl exec {pod} -- nslookup kubernetes.default{CLUSTER}"),
            ),
        None => Says::possible(format!("{words} was not resolved"))
            .remedy(
                "give the container a DNS server that it reaches",
                format!("docker run --dns ADDRESS {}", told.image()),
            )
            .settle(
                "whether the host resolves it",
                format!("Resolve-DnsName {}", name.as_deref().unwrap_or("NAME")),
            ),
    }
}

/// The complete name of a service of which a part is given with a dot in it.
fn completed(name: &str) -> Option<String> {
    let name = name.trim_end_matches('.');
    if name.ends_with(".cluster.local") {
        return None;
    }
    if name.ends_with(".svc") {
        return Some(format!("{name}.cluster.local"));
    }
    (name.ends_with(".default") || name.ends_with(".kube-system")).then(|| format!("{name}{CLUSTER}"))
}

/// The name that a line says was not resolved: what stands where these programs put it.
fn name(line: &str) -> Option<String> {
    let after =
        ["lookup ", "resolve host: ", "resolve host ", "be resolved: '", "can't find ", "resolve hostname "];
    let after = after.iter().find_map(|words| line.split_once(words).map(|(_, behind)| behind));
    let before =
        || line.split_once(" : DNS name does not exist").and_then(|(before, _)| before.rsplit(' ').next());
    let word = after.or_else(before)?.split(|c: char| c.is_whitespace() || "'\"():;,".contains(c)).next()?;
    (!word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)))
        .then(|| word.to_owned())
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a name of the cluster that is not complete",
        text: "PS C:\\> Resolve-DnsName kubernetes.default\nResolve-DnsName : kubernetes.default : DNS name does not exist",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "any name",
        text: "curl: (6) Could not resolve host: example.com",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "a registry that the host does not find",
        text: "docker: Error response from daemon: Get \"https://registry.example.com/v2/\": dial tcp: lookup \
               registry.example.com: no such host.",
        found: None,
    },
];
