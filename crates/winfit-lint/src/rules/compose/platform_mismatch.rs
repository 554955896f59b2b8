//! A platform that the image of the service does not have.

use winfit_compat::{Architecture, Os, Platform, Provenance};

use crate::lint::Compose;
use crate::platform::{platform_architecture, platform_os};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "platform-mismatch",
    title: "the image is not for the platform that the service asks for",
    statement: "platform says which of an image's platforms is pulled. An image that does not have it is not pulled (no matching \
                manifest), and one that is there already is not taken (does not match the specified platform). linux/amd64 at \
                a service with a Windows image is mostly left over from a template, or from a Mac. Ask for what the image is, \
                or name another image. windows without an architecture is fine: the engine takes its own.",
    since: "always",
    sources: &["docker-compose-file", "moby"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Compose(find),
    examples: EXAMPLES,
};

fn find(compose: &Compose<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(written) = compose.service.value("platform") else { return };
    // What is built is built for it.
    let is_built = compose.subject.found().build.is_some();
    let (Some(asked), [image], false) = (written.met.text(), compose.subject.images(), is_built) else {
        return;
    };
    let Some(has) = mismatch(&asked, &image.platforms) else { return };
    let message = format!("platform \"{}\", and its image is for {has}", asked.escape_debug());
    let is_read =
        image.platforms.iter().all(|it| !matches!(it.provenance, Provenance::Tag | Provenance::None));
    let wanted = wanted(&asked, &has);
    let title = format!("ask for {wanted}");
    let mut finding = compose.subject.finding(&RULE, written.met.value.span(), message).sure(if is_read {
        RULE.confidence
    } else {
        Confidence::Likely
    });
    if let Some(place) = compose.subject.found().images.first() {
        finding = finding.related(place.span, "the image");
    }
    let finding = compose.told_of_origin(finding.help(Help::new("edit", title.as_str())), &written);
    let is_here = written.is_own && written.met.value.text() == Some(&asked);
    let edits = compose.editor().set(written.met.value, &wanted).filter(|_| is_here);
    findings.push(finding.fix(edits.and_then(|edits| Fix::new(title, Safety::Unsafe, edits))));
}

/// What an image is for, if that is known and is not what is asked for.
fn mismatch(asked: &str, platforms: &[Platform]) -> Option<String> {
    let systems: Vec<Os> = platforms.iter().map(|it| it.os).collect::<Option<_>>()?;
    let os = platform_os(asked)?;
    if !systems.contains(&os) {
        return platforms.first().and_then(shown);
    }
    let architecture = platform_architecture(asked)?;
    let mut of_system = platforms.iter().filter(|it| it.os == Some(os));
    let first = of_system.clone().next()?;
    // One that is not known may be the one.
    let may_be = |it: &Platform| matches!(it.architecture, None | Some(Architecture::Other));
    let is_there = of_system.any(|it| may_be(it) || it.architecture == Some(architecture));
    if is_there { None } else { shown(first) }
}

fn shown(platform: &Platform) -> Option<String> {
    let os = platform.os?.as_str();
    Some(platform.architecture.map_or_else(|| os.to_owned(), |it| format!("{os}/{it}")))
}

/// The platform to ask for: an architecture that is asked for stays, and a variant, which is of Linux, goes.
fn wanted(asked: &str, has: &str) -> String {
    let architecture = asked.split('/').nth(1).filter(|_| !has.contains('/'));
    architecture.map_or_else(|| has.to_owned(), |it| format!("{has}/{it}"))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a platform of Linux, left over from a template",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    platform: linux/amd64
#             ^^^^^^^^^^^ error: service web: platform \"linux/amd64\", and its image is for windows/amd64
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    platform: windows/amd64
",
    ),
    Example::new(
        "an image that was read, and is for Linux alone",
        "compose.yaml",
        "\
services:
  web:
    image: registry.example/web:1
    platform: windows
#             ^^^^^^^ error: service web: platform \"windows\", and its image is for linux/amd64
",
    )
    .images(&[("registry.example/web:1", &["linux"])])
    .fixed(
        "\
services:
  web:
    image: registry.example/web:1
    platform: linux/amd64
",
    ),
    Example::new(
        "an image that has no such architecture",
        "compose.yaml",
        "\
services:
  web:
    image: registry.example/web:1
    platform: windows/arm64
#             ^^^^^^^^^^^^^ error: service web: platform \"windows/arm64\", and its image is for windows/amd64
",
    )
    .images(&[("registry.example/web:1", &["10.0.20348.3091"])])
    .fixed(
        "\
services:
  web:
    image: registry.example/web:1
    platform: windows/amd64
",
    ),
    Example::new(
        "what the image is, and windows without an architecture",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    platform: windows/amd64
  api:
    image: mcr.microsoft.com/windows/nanoserver:ltsc2022
    platform: windows
",
    ),
    Example::new(
        "an image for both systems, asked for on Windows",
        "compose.yaml",
        "\
services:
  web:
    image: registry.example/web:1
    platform: windows/amd64
",
    )
    .images(&[("registry.example/web:1", &["linux", "10.0.20348.3091"])]),
    Example::new(
        "an image of which nothing is known, and one that is built for the platform",
        "compose.yaml",
        "\
services:
  web:
    image: registry.example/web:1
    platform: windows/amd64
  api:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    build: .
    platform: linux/amd64
",
    ),
];
