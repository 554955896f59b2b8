//! A Swarm service for Linux that nothing keeps off Windows nodes.

use winfit_compat::{Image, Os, Provenance};
use winfit_fleet::Orchestrator;

use crate::lint::{Stray, constrained, listed, reached};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::edit::Editor;
use crate::{Confidence, Finding, PlaceKind, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unconstrained-linux-service",
    title: "no constraint keeps a Swarm service for Linux off the Windows nodes",
    statement: "A Swarm keeps an image off nodes of another system only where it could look the image up when the service was \
                deployed: not with an image of a private registry that the client has no login for, and not with \
                --resolve-image never. Then tasks are handed to Windows nodes, fail there (no matching manifest) and are \
                handed out anew. Constrain the service to node.platform.os == linux, which needs no labels. It is asked only \
                of a fleet that is a Swarm with Windows nodes, and never of services whose images are for both systems.",
    since: "always",
    sources: &["swarmkit", "docker-cli", "ms-swarm-mode"],
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Stray(find),
    examples: EXAMPLES,
};

fn find(stray: &Stray<'_, '_>, findings: &mut Vec<Finding>) {
    let (Some(layers), Some(fleet)) = (stray.layers, stray.check.fleet) else { return };
    let workload = &stray.found.workload;
    let is_placed = fleet.orchestrator == Orchestrator::Swarm && !workload.containers.is_empty();
    // One that could not be read may be the one.
    if !is_placed || layers.has_more_constraints_than(workload.placement.constraints.len()) {
        return;
    }
    let windows = reached(fleet, &workload.placement, Os::Windows);
    let images = stray.images();
    let is_read = images.iter().any(is_for_linux);
    // Of a service of which nothing is known, only Linux nodes tell that it may be for Linux.
    let may_be = !reached(fleet, &workload.placement, Os::Linux).is_empty() && images.iter().all(is_unknown);
    if windows.is_empty() || !(is_read || may_be) {
        return;
    }
    let span = stray.found.place(&PlaceKind::Service).map_or(stray.found.span, |place| place.key);
    let message = format!("no constraint keeps it off {}", listed(Os::Windows, &windows));
    let finding = stray
        .finding(&RULE, span, message)
        .sure(if is_read { RULE.confidence } else { Confidence::Possible })
        .note(if is_read {
            "its image is for Linux"
        } else {
            "nothing says that it is for Windows, and its image was not read"
        });
    findings.push(constrained(finding, "linux", &Editor::new(stray.source.text()), layers));
}

/// Whether an image was read, and is for Linux alone.
fn is_for_linux(image: &Image) -> bool {
    let platforms = &image.platforms;
    let is_linux =
        |it: &winfit_compat::Platform| it.os == Some(Os::Linux) && it.provenance != Provenance::Tag;
    !platforms.is_empty() && platforms.iter().all(is_linux)
}

fn is_unknown(image: &Image) -> bool {
    image.platforms.iter().all(|platform| platform.os.is_none())
}

const MIXED: &str = "\
orchestrator: swarm
hosts:
  - {name: linux-a, os: linux, labels: {OS: linux}}
  - {name: win-a, os-version: 10.0.20348.3091, labels: {OS: windows}}
  - {name: win-b, os-version: 10.0.20348.3091, labels: {OS: windows}}
";

const EXAMPLES: &[Example] = &[
    Example::new(
        "services without constraints in a mixed Swarm",
        "stack.yaml",
        "\
services:
  cache:
# ^^^^^ warning: service cache: no constraint keeps it off the Windows nodes win-a, win-b
    image: registry.example/cache:7
  metrics:
# ^^^^^^^ warning: service metrics: no constraint keeps it off the Windows nodes win-a, win-b
    image: registry.example/metrics:1
    deploy:
      placement:
        constraints:
          - node.role == worker
",
    )
    .fleet(MIXED)
    .images(&[("registry.example/cache:7", &["linux"])])
    .fixed(
        "\
services:
  cache:
    image: registry.example/cache:7
    deploy:
      placement:
        constraints:
          - node.platform.os == linux
  metrics:
    image: registry.example/metrics:1
    deploy:
      placement:
        constraints:
          - node.role == worker
          - node.platform.os == linux
",
    ),
    Example::new(
        "services that are constrained, by system or by label",
        "stack.yaml",
        "\
services:
  cache:
    image: registry.example/cache:7
    deploy:
      placement:
        constraints: [node.platform.os == linux]
  metrics:
    image: registry.example/metrics:1
    deploy:
      placement:
        constraints: [node.labels.OS != windows]
  queue:
    image: registry.example/queue:1
    deploy:
      placement:
        constraints: [\"node.hostname == ${NODE}\"]
",
    )
    .fleet(MIXED),
    Example::new(
        "an image for both systems",
        "stack.yaml",
        "\
services:
  metrics:
    image: registry.example/metrics:1
",
    )
    .fleet(MIXED)
    .images(&[("registry.example/metrics:1", &["linux", "10.0.20348.3091"])]),
    Example::new(
        "hosts that are no Swarm",
        "compose.yaml",
        "\
services:
  cache:
    image: registry.example/cache:7
",
    )
    .fleet("hosts:\n  - {name: linux-a, os: linux}\n  - {name: win-a, os-version: 10.0.20348.3091}\n"),
];
