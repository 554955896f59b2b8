//! Element not found.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// Something that the container was given does not exist, most often on the side of the network.
pub static CAUSE: Cause = Cause {
    id: "hns-element-not-found",
    class: Class::Network,
    title: "something that the container is given does not exist, most often its network endpoint",
    statement: "Windows could not create the container because something in the request is not there (0x490). It is the \
                endpoint on the network of the host, as a rule: the network of Docker is damaged, its gateway address is used \
                by something else, or an update of Windows changed it. A mismatch of versions is told otherwise.",
    requires: "\"Element not found\" where the container was to be created, or from the network service.",
    against: "A sentence about operating systems that do not match.",
    signs: &["element-not-found"],
    sources: &["github-hcsshim-715", "hcsshim-hcn", "ms-troubleshooting-containers"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let host = told.host_words();
    Says::likely(format!(
        "{} did not start on {host} because something it is given does not exist, most likely its network endpoint",
        told.image_words()
    ))
    .remedy("let Docker and the network service start anew", "Stop-Service docker; Restart-Service hns; Start-Service docker")
    .remedy(
        "or delete the network of Docker too: it is made anew",
        "Stop-Service docker; Get-HnsNetwork | Where-Object Name -eq nat | Remove-HnsNetwork; Restart-Service hns; Start-Service docker",
    )
    .remedy(
        "see whether its gateway is an address of another adapter; give Docker another subnet if so: \
         C:\\ProgramData\\docker\\config\\daemon.json",
        "{\n  \"fixed-cidr\": \"172.30.0.0/16\"\n}",
    )
    .settle("whether it starts without a network: then the network is at fault", format!("docker run --rm --network none {}", told.image()))
    .settle(
        "what the health check for container hosts says",
        "Invoke-WebRequest https://aka.ms/Debug-ContainerHost.ps1 -UseBasicParsing | Invoke-Expression",
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "Docker up to 18.06",
        text: "docker: Error response from daemon: container 0f1e2d encountered an error during CreateContainer: failure in a \
               Windows system call: Element not found. (0x490) extra info: {\"SystemType\":\"Container\",\"HvPartition\":false}.",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the network service",
        text: "failed to create endpoint web on network nat: HNS failed with error : Element not found.",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a mismatch",
        text: "container 0f1e2d encountered an error during CreateContainer: failure in a Windows system call: The operating \
               system of the container does not match the operating system of the host. (0xc0370101)",
        found: None,
    },
];
