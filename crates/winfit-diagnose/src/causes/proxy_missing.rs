//! A proxy that the machine does not know of.

use super::pull::is_of_pull;
use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Example};
use crate::facts::Sighting;

/// A proxy stands between, and the machine does not know of it, or does not get through.
pub static CAUSE: Cause = Cause {
    id: "proxy-missing",
    class: Class::Node,
    title: "a proxy stands between, and the machine does not get through it",
    statement: "Services of Windows do not see the proxy of the browser or of the person who is logged in: it has to be in the \
                environment of the machine. Without it downloads of the set-up scripts and pulls time out; a proxy that asks \
                for a login, or that is not there, stops them as well.",
    requires: "A proxy's answer; or a download or a pull that timed out or found no way.",
    against: "A time-out of a program that downloads nothing.",
    signs: &["proxy-timeout"],
    sources: &["k8s-windows-intro-1.22"],
    retry_may_help: false,
    find: |case| told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|it| is_of_download(case, it)), say),
    examples: EXAMPLES,
};

fn is_of_download(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    let line = sighting.line.to_ascii_lowercase();
    let words =
        ["proxy", "invoke-webrequest", "invoke-restmethod", "download", "start-bitstransfer", "install-"];
    words.iter().any(|word| line.contains(word)) || is_of_pull(case, sighting)
}

fn say(told: &Told<'_>) -> Option<Says> {
    let host = told.host_words();
    let says = match () {
        () if told.is_worded("407") => Says::certain(format!("the proxy asks {host} for a login")).remedy(
            "name the login in the address of the proxy, or let the machine through without",
            SET_WITH_LOGIN,
        ),
        () if told.is_worded("proxyconnect") => {
            Says::certain(format!("{host} does not reach the proxy that it is told to use"))
                .remedy("correct its address, for the machine; then restart the services that download", SET)
        }
        () => Says::possible(format!("{host} finds no way out: it may need a proxy"))
            .remedy("name the proxy for the machine; then restart the services that download", SET),
    };
    let says = says.remedy(
        "exempt what is inside the cluster",
        "[Environment]::SetEnvironmentVariable(\"NO_PROXY\", \"localhost,127.0.0.1,.svc,.cluster.local,10.0.0.0/8\", \
         [EnvironmentVariableTarget]::Machine)",
    );
    Some(says.settle(
        "what the machine has set; in PowerShell on that host",
        "[Environment]::GetEnvironmentVariable(\"HTTPS_PROXY\", \"Machine\")",
    ))
}

const SET: &str = "[Environment]::SetEnvironmentVariable(\"HTTP_PROXY\", \"http://proxy.example.com:80/\", [EnvironmentVariableTarget]::Machine)\n\
                   [Environment]::SetEnvironmentVariable(\"HTTPS_PROXY\", \"http://proxy.example.com:443/\", [EnvironmentVariableTarget]::Machine)";
const SET_WITH_LOGIN: &str = "[Environment]::SetEnvironmentVariable(\"HTTPS_PROXY\", \"http://USER:PASSWORD@proxy.example.com:443/\", [EnvironmentVariableTarget]::Machine)";

const EXAMPLES: &[Example] = &[
    Example {
        says: "a proxy that is named and not there",
        text: r#"Error response from daemon: Get "https://mcr.microsoft.com/v2/": proxyconnect tcp: dial tcp 10.1.2.3:3128: connectex: No connection could be made because the target machine actively refused it."#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the set-up script of a node downloads nothing",
        text: "Invoke-WebRequest : Unable to connect to the remote server\nAt C:\\k\\start.ps1:18 char:5",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "a program that waits for its database",
        text: "System.TimeoutException: The operation has timed out.\n   at Shop.Orders.Load()",
        found: None,
    },
];
