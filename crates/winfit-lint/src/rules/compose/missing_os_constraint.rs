//! A Swarm service for Windows that nothing keeps off Linux nodes.

use winfit_compat::{Image, Os};
use winfit_fleet::Orchestrator;

use crate::lint::{Compose, ComposeFile, Runner, constrained, listed, reached};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, PlaceKind, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "missing-os-constraint",
    title: "nothing keeps a Swarm service for Windows off the Linux nodes",
    statement: "In a Swarm of both systems, a service goes to any node that its constraints allow. The Swarm keeps an image off \
                nodes of another system only where it could look the image up when the service was deployed; with an image of \
                a private registry, or --resolve-image never, tasks are handed to Linux nodes and fail there, again and again \
                (no matching manifest, no suitable node). Ask for the system: node.platform.os == windows needs no labels. With \
                a fleet it is an error; without, it is told of stacks that have services for both systems.",
    since: "always",
    sources: &["swarmkit", "ms-swarm-mode", "docker-cli"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::ComposeFile(find),
    examples: EXAMPLES,
};

fn find(file: &ComposeFile<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(file.services.iter().filter_map(|compose| finding(file, compose)));
}

fn finding(file: &ComposeFile<'_, '_>, compose: &Compose<'_, '_>) -> Option<Finding> {
    let found = compose.subject.found();
    let swarm = file.check.fleet.filter(|fleet| fleet.orchestrator == Orchestrator::Swarm);
    let constraints = &found.workload.placement.constraints;
    // One that could not be read may be the one.
    let has_unread = compose.service.layers.has_more_constraints_than(constraints.len());
    if compose.runner().0 != Runner::Swarm || has_unread {
        return None;
    }
    let message = match swarm {
        // Of images that are known to be for Windows, the verdict tells.
        Some(_) if compose.subject.images().iter().any(is_windows) => return None,
        Some(fleet) => match reached(fleet, &found.workload.placement, Os::Linux).as_slice() {
            [] => return None,
            names => format!("nothing keeps it off {}", listed(Os::Linux, names)),
        },
        None if is_unconstrained(compose) && has_service_for_linux(file) => {
            "nothing keeps it off the nodes that run the services for Linux".to_owned()
        }
        None => return None,
    };
    let span = found.place(&PlaceKind::Service).map_or(found.span, |place| place.key);
    let finding = compose.subject.finding(&RULE, span, message);
    let finding = constrained(finding, "windows", &compose.editor(), &compose.service.layers);
    Some(match swarm {
        Some(_) => finding,
        None => Finding { severity: Severity::Warning, confidence: Confidence::Likely, ..finding },
    })
}

fn is_windows(image: &Image) -> bool {
    image.platforms.iter().any(|platform| platform.os == Some(Os::Windows))
}

/// Whether no constraint tells nodes apart by anything but their role.
fn is_unconstrained(compose: &Compose<'_, '_>) -> bool {
    let constraints = &compose.subject.found().workload.placement.constraints;
    constraints.iter().all(|constraint| constraint.key.eq_ignore_ascii_case("node.role"))
}

fn has_service_for_linux(file: &ComposeFile<'_, '_>) -> bool {
    file.document.workloads.iter().any(|found| {
        let is_for_windows = file.services.iter().any(|it| it.subject.found().span == found.span);
        !is_for_windows && !found.images.is_empty()
    })
}

const MIXED: &str = "\
orchestrator: swarm
hosts:
  - {name: linux-a, os: linux}
  - {name: win-a, os-version: 10.0.20348.3091}
  - {name: win-b, os-version: 10.0.20348.3091}
";

const EXAMPLES: &[Example] = &[
    Example::new(
        "a service of which its isolation says that it is for Windows, in a mixed Swarm",
        "stack.yaml",
        "\
services:
  web:
# ^^^ error: service web: nothing keeps it off the Linux node linux-a
    image: registry.example/web:1
    isolation: process
    deploy:
      replicas: 2
",
    )
    .fleet(MIXED)
    .fixed(
        "\
services:
  web:
    image: registry.example/web:1
    isolation: process
    deploy:
      replicas: 2
      placement:
        constraints:
          - node.platform.os == windows
",
    ),
    Example::new(
        "a stack with services for both systems",
        "stack.yaml",
        "\
services:
  web:
# ^^^ warning: service web: nothing keeps it off the nodes that run the services for Linux
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    deploy:
      placement:
        constraints: [node.role == worker]
  cache:
    image: redis:7
    deploy:
      placement:
        constraints: [node.platform.os == linux]
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    deploy:
      placement:
        constraints: [node.role == worker, node.platform.os == windows]
  cache:
    image: redis:7
    deploy:
      placement:
        constraints: [node.platform.os == linux]
",
    ),
    Example::new(
        "services that are constrained, one by a label, one by what a variable says",
        "stack.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    deploy:
      placement:
        constraints: [node.labels.OS == windows]
  api:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    deploy:
      placement:
        constraints: [\"${CONSTRAINT}\"]
  cache:
    image: redis:7
",
    ),
    Example::new(
        "a stack with services for Windows only, and a Swarm of both systems that is not told",
        "stack.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    deploy:
      mode: global
",
    ),
    Example::new(
        "a Swarm of Windows nodes",
        "stack.yaml",
        "\
services:
  web:
    image: registry.example/web:1
    isolation: process
",
    )
    .fleet("orchestrator: swarm\nhosts:\n  - {name: win-a, os-version: 10.0.20348.3091}\n"),
    Example::new(
        "services for both systems that no Swarm places",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    deploy:
      resources:
        limits: {memory: 2G}
  cache:
    image: redis:7
",
    ),
];
