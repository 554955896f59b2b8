//! A kind or version that the cluster does not serve.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The cluster does not serve the kind in the version that the manifest names.
pub static CAUSE: Cause = Cause {
    id: "api-version-removed",
    class: Class::Workload,
    title: "the cluster does not serve the kind in the version that the manifest names",
    statement: "Versions of APIs go: since Kubernetes 1.16 Deployments, DaemonSets and ReplicaSets are apps/v1 only, which want \
                a spec.selector. Kinds of additions to the cluster are there once these are installed.",
    requires: "kubectl's message.",
    against: "A kind that kubectl api-resources lists: then the version alone is wrong.",
    signs: &["api-version-removed"],
    sources: &["k8s-deprecations"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let message = told.capture("message").unwrap_or_default();
    let mut words = message.split(['"', '\\', ' ']).filter(|it| !it.is_empty());
    let kind = words.next().unwrap_or("KIND");
    let version = words.skip_while(|it| *it != "version").nth(1).unwrap_or("VERSION");
    let group = version.split_once('/').map_or("", |(group, _)| group);
    let is_own = !group.contains('.') || group.ends_with(".k8s.io");
    let says = match is_own {
        true => Says::certain(format!("the cluster has no {kind} in version {version} any more"))
            .remedy(
                "name a version that it serves; for Deployments, DaemonSets and ReplicaSets that is",
                "apiVersion: apps/v1\nspec:\n  selector:\n    matchLabels:\n      app: NAME",
            )
            .remedy("or let kubectl rewrite the file", "kubectl convert -f FILE --output-version apps/v1"),
        false => Says::likely(format!(
            "the cluster has no {kind} of {version}: what brings it is not installed, or newer"
        )),
    };
    Some(says.settle("what the cluster serves", format!("kubectl api-resources | Select-String {kind}")))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a Deployment of old",
        text: r#"error: unable to recognize "web.yaml": no matches for kind "Deployment" in version "extensions/v1beta1""#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a kind that nobody installed",
        text: r#"error: resource mapping not found for name: "web" namespace: "" from "w.yaml": no matches for kind "GMSACredentialSpec" in version "windows.example.com/v1""#,
        found: Some(Confidence::Likely),
    },
    Example { says: "an object that is not there", text: r#"deployments.apps "web" not found"#, found: None },
];
