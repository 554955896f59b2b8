//! A network driver that Docker on Windows does not have.

use crate::lint::{Compose, ComposeFile, Met, Runner};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unsupported-network-driver",
    title: "Docker on Windows does not have the network driver",
    statement: "bridge, macvlan, ipvlan and host are drivers of Linux. On Windows the network is not created (could not find \
                plugin bridge in v1 plugin registry: plugin not found), and none of the services on it starts. Windows has nat, \
                which does what bridge does on Linux, transparent, which gives containers addresses of the host's network, \
                l2bridge, l2tunnel and, in a Swarm, overlay. Without a driver the engine takes nat by itself.",
    since: "always",
    sources: &["ms-network-drivers", "github-for-win-13927", "moby"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::ComposeFile(find),
    examples: EXAMPLES,
};

/// Drivers that are on Linux alone.
const OF_LINUX: [&str; 4] = ["bridge", "host", "ipvlan", "macvlan"];

fn find(file: &ComposeFile<'_, '_>, findings: &mut Vec<Finding>) {
    for (key, network) in file.root.get("networks").into_iter().flat_map(Node::entries) {
        let Some(name) = key.text() else { continue };
        let Some(driver) = Met::entry(network, "driver") else { continue };
        let Some(word) = driver.text().filter(|word| OF_LINUX.contains(&word.as_str())) else { continue };
        if let Some(user) = file.services.iter().find(|compose| uses(compose, name)) {
            findings.push(finding(file, user, name, &driver, &word));
        }
    }
}

fn finding(
    file: &ComposeFile<'_, '_>,
    user: &Compose<'_, '_>,
    name: &str,
    driver: &Met<'_, '_>,
    word: &str,
) -> Finding {
    let message = format!(
        "network {name}: Windows has no driver \"{word}\", and {} is on it",
        user.subject.found().workload
    );
    let is_engine = user.runner().0 == Runner::Engine;
    let is_certain = is_engine && user.subject.is_certainly_for_windows();
    let finding = file
        .finding(&RULE, driver.value.span(), message)
        .sure(if is_certain { RULE.confidence } else { Confidence::Likely })
        .note(format!(
            "Docker says \"could not find plugin {word} in v1 plugin registry: plugin not found\""
        ));
    // Windows' counterpart would do for services for Linux no better.
    let is_for_windows_alone = file.document.workloads.len() == file.services.len();
    let fix = if is_for_windows_alone && word == "bridge" { fix(file, driver, word) } else { None };
    let finding = match &fix {
        Some(fix) => finding.help(Help::new("edit", fix.title.clone())),
        None => finding.help(Help::new("instead", instead(word))),
    };
    finding.fix(fix)
}

fn fix(file: &ComposeFile<'_, '_>, driver: &Met<'_, '_>, word: &str) -> Option<Fix> {
    let is_here = driver.value.text() == Some(word);
    let edits = file.editor().set(driver.value, "nat").filter(|_| is_here)?;
    Fix::new("take the driver nat", Safety::Unsafe, edits)
}

fn instead(driver: &str) -> &'static str {
    match driver {
        "bridge" => "take the driver nat in a file for Windows",
        "host" => "publish ports: containers do not share the network of a Windows host",
        _ => "take the driver transparent, which gives containers addresses of the host's network",
    }
}

/// Whether a service is on a network: all that name none are on the default one.
fn uses(compose: &Compose<'_, '_>, network: &str) -> bool {
    let layers = &compose.service.layers;
    let names = layers.all(&["networks"]).flat_map(|networks| {
        let keys = networks.entries().filter_map(|(key, _)| key.text());
        let items = networks.items().filter_map(Node::text);
        keys.chain(items).collect::<Vec<_>>()
    });
    let mut names = names.peekable();
    match names.peek() {
        Some(_) => names.any(|name| name == network),
        None => network == "default" && layers.entry("network_mode").is_none(),
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "networks of Linux",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    networks: [front, back]
networks:
  front:
    driver: bridge
#           ^^^^^^ error: network front: Windows has no driver \"bridge\", and service web is on it
  back:
    driver: macvlan
#           ^^^^^^^ error: network back: Windows has no driver \"macvlan\", and service web is on it
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    networks: [front, back]
networks:
  front:
    driver: nat
  back:
    driver: macvlan
",
    ),
    Example::new(
        "the network of services that name none",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
networks:
  default:
    driver: bridge
#           ^^^^^^ error: network default: Windows has no driver \"bridge\", and service web is on it
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
networks:
  default:
    driver: nat
",
    ),
    Example::new(
        "drivers that Windows has, and one that nothing tells",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    networks:
      front:
      back: {aliases: [web]}
      open:
networks:
  front: {driver: nat}
  back: {driver: overlay}
  open: {driver: \"${DRIVER}\"}
",
    ),
    Example::new(
        "a network of services for Linux",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    network_mode: nat
  cache:
    image: redis:7
    networks: [back]
networks:
  default: {driver: bridge}
  back: {driver: bridge}
",
    ),
];
