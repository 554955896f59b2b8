//! A numeric user for a process on Windows.

mod examples;

use winfit_compat::catalog::KubernetesVersion;

use crate::lint::{FieldRule, FieldUse, PodNodes, RUN_AS_USER_NAME};
use crate::rule::{Asks, Preset, Rule};
use crate::yaml::edit::Value;
use crate::{Confidence, Fix, Safety, Severity};

/// Short name of the rows about tokens that cannot be handed over.
const WITH_TOKEN: &str = "with-service-account-token";

/// From here on accounts can be named.
const ACCOUNTS_SINCE: KubernetesVersion = KubernetesVersion::new(16);

pub(crate) static RULE: Rule = Rule {
    id: "run-as-user",
    title: "Windows has no numeric users",
    statement: "runAsUser names a UID, and Windows runs processes under accounts: the number is not used, and the \
                container runs under the account of its image, which in most of them may do everything. Name the \
                account by windowsOptions.runAsUserName. With spec.os.name: windows the API server refuses the \
                number. From 1.21 to 1.30, where the containers of a pod all have one number, the kubelet fails to \
                hand the token of the service account over to it, and the pod stays in ContainerCreating (chown ... \
                not supported by windows). Where an account is named already, the fix takes the number out, which \
                changes nothing; elsewhere ContainerUser in its place is offered, and somebody has to know whether \
                that account will do.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-validation", "k8s-run-as-user-name", "k8s-issue-102849"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, fix, ..FieldRule::TOLD }),
    examples: examples::EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    let has_one = |pod: PodNodes<'_, '_>| pod.has_service_account_token() && pod.only_user().is_some();
    field.qualifier() != WITH_TOKEN || field.pod().is_some_and(|pod| has_one(pod.nodes))
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    (field.qualifier() == WITH_TOKEN)
        .then(|| "the kubelet cannot hand the token of the service account over to it".to_owned())
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let pod = field.pod()?.nodes;
    let has_account = |container| pod.of_container(container, &RUN_AS_USER_NAME).is_some();
    if field.containers().all(has_account) {
        let title = "remove it, as windowsOptions.runAsUserName names the account".to_owned();
        return Some(Fix { title, ..field.removal()? });
    }
    // Accounts of containers are none of the host's.
    if pod.host_process.is_used() || field.kubernetes() < ACCOUNTS_SINCE {
        return None;
    }
    let context = field.place.parent;
    let mut changes = field.editor().changes();
    let account = Value::mapping([("runAsUserName", Value::text("ContainerUser"))]);
    changes.ensure(context, &["windowsOptions"], &account)?;
    changes.remove_entry(context, "runAsUser")?;
    Fix::new("replace it by windowsOptions.runAsUserName: ContainerUser", Safety::Offered, changes.edits()?)
}
