//! Containers that should act as an account of the domain.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The container cannot act as its account of the domain.
pub static CAUSE: Cause = Cause {
    id: "gmsa-failed",
    class: Class::Network,
    title: "the container cannot act as its account of the domain",
    statement: "A container joins no domain; it acts as a group managed service account that a credential spec names. The spec \
                did not reach the container or is malformed, the host may not fetch the account's password, or the container \
                does not reach a domain controller.",
    requires: "A message about a credential spec, or one of Windows about domains and logon servers.",
    against: "A host that is a member of no domain, and is not to be.",
    signs: &["gmsa-failed"],
    sources: &["k8s-gmsa", "windows-gmsa", "moby"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let pod = told.pod();
    let who = told.pair.pod.map_or_else(|| "the container".to_owned(), |_| told.pod_words());
    if told.is_worded("not authorized to") {
        return Says::certain(format!("the service account of {who} may not use its credential spec"))
            .remedy(
                "allow it",
                "kubectl create clusterrole use-SPEC --verb=use --resource=gmsacredentialspecs.windows.k8s.io \
                 --resource-name=SPEC\nkubectl create rolebinding use-SPEC --clusterrole=use-SPEC \
                 --serviceaccount=NAMESPACE:default -n NAMESPACE",
            )
            .settle("whether it may", "kubectl auth can-i use gmsacredentialspecs/SPEC --as=system:serviceaccount:NAMESPACE:default");
    }
    if told.is_worded("invalid credential spec") {
        return Says::certain("Docker does not take the credential spec that it was given")
            .remedy(
                "put the file into C:\\ProgramData\\docker\\CredentialSpecs, and name it by file://",
                format!("docker run --security-opt \"credentialspec=file://web.json\" {}", told.image()),
            )
            .settle("whether the spec is sound", "Get-CredentialSpec; Test-ADServiceAccount ACCOUNT");
    }
    if told.is_worded("trust") {
        return Says::likely(format!(
            "the domain does not trust {who}: its credential spec is for another domain or account"
        ))
        .remedy("make the spec anew on a member of the domain", "New-CredentialSpec -AccountName ACCOUNT")
        .remedy(
            "let the hosts fetch the account's password",
            "Set-ADServiceAccount ACCOUNT -PrincipalsAllowedToRetrieveManagedPassword GROUP",
        )
        .settle("whether the host may; on that host", "Test-ADServiceAccount ACCOUNT");
    }
    if told.is_worded("parent domain") {
        return Says::likely(format!("the credential spec did not reach {who}"))
            .remedy(
                "install the webhook that puts it in, and let the service account use the spec",
                "kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations",
            )
            .settle(
                "whether the pod has it",
                format!("kubectl get pod {pod} -o yaml | Select-String gmsaCredentialSpec"),
            );
    }
    Says::likely(format!("{who} reaches no domain controller"))
        .remedy(
            "let it resolve the domain: the DNS of the cluster has to forward the domain to its own servers",
            format!("kubectl exec {pod} -- nslookup DOMAIN"),
        )
        .remedy(
            "then make the secure channel anew",
            format!("kubectl exec {pod} -- nltest.exe /sc_reset:DOMAIN"),
        )
        .settle(
            "whether the credential spec arrived: it prints the domain",
            format!("kubectl exec {pod} -- nltest.exe /parentdomain"),
        )
        .settle("whether the channel stands", format!("kubectl exec {pod} -- nltest.exe /query"))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "no spec in the pod",
        text: "C:\\>nltest /parentdomain\nGetting parent domain failed: Status = 1722 0x6ba RPC_S_SERVER_UNAVAILABLE",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "no right to use it",
        text: "admission webhook \"admission-webhook.windows-gmsa.sigs.k8s.io\" denied the request: service account default is not \
               authorized to `use` GMSA cred spec gmsa-web",
        found: Some(Confidence::Certain),
    },
    Example { says: "a program that reads its own", text: "loaded credential spec gmsa-web", found: None },
];
