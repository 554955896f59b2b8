//! A registry that is not reached.

use super::pull::{is_of_pull, pull_line, registry};
use super::told::{Says, Told, told_of};
use crate::cause::{Cause, Class, Confidence, Example};

/// The registry is not reached, or not trusted.
pub static CAUSE: Cause = Cause {
    id: "registry-unreachable",
    class: Class::Pull,
    title: "the registry is not reached, or its certificate is not trusted",
    statement: "The host that pulls does not get as far as the image: its DNS does not know the registry, a firewall or proxy \
                stands between, the registry is down, or its certificate is not one that the host trusts. It says nothing of \
                the image.",
    requires: "A failed connection, name look-up or TLS handshake, in a message about a pull.",
    against: "The same words from a program that pulls nothing.",
    signs: &["pull-unreachable"],
    sources: &["moby", "containerd"],
    retry_may_help: true,
    find: |case| {
        told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|it| is_of_pull(case, it)), |told| {
            Some(say(told))
        })
    },
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let name = registry(told);
    let words = name.clone().unwrap_or_else(|| "the registry".to_owned());
    let server = name.unwrap_or_else(|| "REGISTRY".to_owned());
    let host = told.host_words();
    let text: String = told.seen.iter().map(|it| it.line.to_ascii_lowercase()).collect();
    let says = match () {
        () if text.contains("no such host") || text.contains("lookup") => {
            Says::certain(format!("{host} finds no address for {words}: DNS"))
                .remedy("correct the name of the registry, or the DNS servers of the host", "Get-DnsClientServerAddress")
                .settle("whether the name resolves; on that host", format!("Resolve-DnsName {server}"))
        }
        () if text.contains("http response to https client") => {
            Says::certain(format!("{words} speaks HTTP, and HTTPS is expected"))
                .remedy(
                    "give the registry a certificate; for a trial, allow it in daemon.json and restart Docker",
                    format!("{{\n  \"insecure-registries\": [\"{server}\"]\n}}"),
                )
        }
        () if text.contains("expired or is not yet valid") => {
            Says::certain(format!("the certificate of {words} has expired, or the clock of {host} is wrong"))
                .remedy("correct the clock; on that host", "w32tm /resync")
                .remedy("or renew the certificate of the registry", "")
        }
        () if text.contains("x509") || text.contains("verify certificate") => {
            Says::certain(format!("{host} does not trust the certificate of {words}"))
                .remedy(
                    "trust its authority on that host, then restart the runtime; a proxy that opens TLS has one of its own",
                    "Import-Certificate -FilePath ca.crt -CertStoreLocation Cert:\\LocalMachine\\Root; Restart-Service docker",
                )
        }
        () => Says::likely(format!("{host} does not reach {words}"))
            .remedy("try again: overloaded registries and networks recover", pull_line(told))
            .remedy("let the firewall of host and network pass HTTPS to the registry", "")
            .remedy(
                "behind a proxy: name it for the machine, then restart the runtime",
                "[Environment]::SetEnvironmentVariable(\"HTTPS_PROXY\", \"http://proxy.example.com:443/\", \
                 [EnvironmentVariableTarget]::Machine)",
            ),
    };
    says.settle("whether the host reaches it; on that host", format!("Test-NetConnection {server} -Port 443"))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "no such name",
        text: "Error response from daemon: Get https://registry.example.com/v2/: dial tcp: lookup registry.example.com: no \
               such host",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a host of Windows without a way out",
        text: r#"Failed to pull image "mcr.microsoft.com/windows/nanoserver:ltsc2022": rpc error: code = Unknown desc = failed to do request: Head "https://mcr.microsoft.com/v2/windows/nanoserver/manifests/ltsc2022": dial tcp 204.79.197.219:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time"#,
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a program that reaches its database not",
        text: "2024-03-01 shop: cannot open orders: read tcp 10.0.0.4:5432: connection reset by peer",
        found: None,
    },
];
