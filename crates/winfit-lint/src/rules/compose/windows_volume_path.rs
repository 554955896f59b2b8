//! Volumes that a Windows container cannot have.

mod flaw;

use flaw::{Flaw, flaw};

use crate::lint::{Compose, Volume};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "windows-volume-path",
    title: "a volume that a Windows container cannot have",
    statement: "Inside a Windows container, a volume is at a folder with its drive, such as C:\\data, or is a named pipe. The \
                engine refuses any other target (invalid volume specification, invalid mount path), C: itself, options for \
                SELinux and propagation, and files, of which it mounts none: mount the folder that the file is in. In double \
                quotes, YAML reads \\t and \\n as a tab and a line end, so that \"C:\\temp\" is no path at all: use single \
                quotes or none. The engine does not listen at /var/run/docker.sock, but at the pipe docker_engine.",
    since: "always",
    sources: &["moby", "ms-persistent-storage", "github-moby-37120"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Compose(find),
    examples: EXAMPLES,
};

fn find(compose: &Compose<'_, '_>, findings: &mut Vec<Finding>) {
    for volume in Volume::all(compose) {
        findings.extend(flaw(compose, &volume).map(|flaw| finding(compose, &volume, flaw)));
    }
}

fn finding(compose: &Compose<'_, '_>, volume: &Volume<'_, '_>, flaw: Flaw) -> Finding {
    let finding = compose.subject.finding(&RULE, volume.span(flaw.part), flaw.message);
    let is_certain = flaw.confidence == RULE.confidence;
    let severity = if is_certain { RULE.severity } else { Severity::Warning };
    let is_sure = is_certain && compose.subject.is_certainly_for_windows();
    let confidence = if is_sure { RULE.confidence } else { Confidence::Likely };
    let mut finding = Finding { severity, confidence, ..compose.told_of_origin(finding, &volume.written) };
    if let Some(says) = flaw.says {
        finding = finding.note(format!("Docker says \"{says}\""));
    }
    let mut fix = None;
    if let Some((title, text)) = flaw.cure {
        let edits = volume.edits(&compose.editor(), flaw.part, &text);
        finding = finding.help(Help::new("edit", title.clone()));
        fix = edits.and_then(|edits| Fix::new(title, Safety::Unsafe, edits));
    }
    if let Some(instead) = flaw.instead {
        finding = finding.help(Help::new("instead", instead));
    }
    finding.fix(fix)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the socket of Linux beside the pipe",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: service web: the engine does not listen at \"/var/run/docker.sock\" on Windows
      - \\\\.\\pipe\\docker_engine:\\\\.\\pipe\\docker_engine
",
    ),
    Example::new(
        "targets of Linux",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    volumes:
      - ./data:/data
#       ^^^^^^^^^^^^ error: service web: volume target \"/data\" is no path inside a Windows container
      - logs:/var/log:ro
#       ^^^^^^^^^^^^^^^^ error: service web: volume target \"/var/log\" is no path inside a Windows container
      - type: volume
        source: more
        target: /more
#               ^^^^^ error: service web: volume target \"/more\" is no path inside a Windows container
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    volumes:
      - ./data:C:\\data
      - logs:C:\\var\\log:ro
      - type: volume
        source: more
        target: C:\\more
",
    ),
    Example::new(
        "backslashes that are too few or too many for their quotes",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    volumes:
      - \"temp:C:\\temp\"
#       ^^^^^^^^^^^^^^ error: service web: volume \"temp:C:\\temp\" has a control character where a backslash is meant
      - data:C:\\\\data
#       ^^^^^^^^^^^^^ error: service web: volume target \"C:\\\\data\" is no path inside a Windows container
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    volumes:
      - \"temp:C:\\\\temp\"
      - data:C:\\data
",
    ),
    Example::new(
        "the socket of the engine, the system drive, an option of SELinux, a file",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: service web: the engine does not listen at \"/var/run/docker.sock\" on Windows
      - data:C:\\
#       ^^^^^^^^ error: service web: volume target \"C:\\\" is the drive with the system of the container
      - ./site:C:\\site:ro,z
#       ^^^^^^^^^^^^^^^^^^^ error: service web: volume option \"z\" is for Linux
      - ./web.config:C:\\site\\web.config
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: service web: the file \"./web.config\" cannot be mounted: on Windows, only folders can
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    volumes:
      - \\\\.\\pipe\\docker_engine:\\\\.\\pipe\\docker_engine
      - data:C:\\
      - ./site:C:\\site:ro
      - ./web.config:C:\\site\\web.config
",
    ),
    Example::new(
        "volumes that Windows has",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    volumes:
      - ./data:C:\\data
      - C:\\logs:c:/logs:ro
      - data:D:\\
      - ./Shop.Web:C:\\Shop.Web
      - \\\\.\\pipe\\docker_engine:\\\\.\\pipe\\docker_engine
      - type: npipe
        source: \\\\.\\pipe\\docker_engine
        target: \\\\.\\pipe\\docker_engine
      - \"more:C:\\\\more\"
",
    ),
    Example::new(
        "the volumes of a service for Linux beside it, and what variables leave open",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    volumes:
      - ${DATA:-./data}:${TARGET}
  cache:
    image: redis:7
    volumes: [\"./data:/data:z\"]
",
    ),
];
