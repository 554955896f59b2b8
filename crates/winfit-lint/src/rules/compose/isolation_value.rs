//! An isolation mode that Docker does not know.

use crate::lint::{Compose, Meant, Runner, Written, is_mode, meant};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "isolation-value",
    title: "the isolation is none of Windows' modes",
    statement: "isolation is default, process or hyperv; upper and lower case are the same to Docker, and nothing else is. The \
                engine refuses to create a container with any other word. A Swarm is worse: it takes the word for default \
                without telling, and the service runs in the mode of the host, which on servers is process, without the \
                kernel of its own that was asked for. Correct the spelling.",
    since: "always",
    sources: &["moby", "docker-compose-file"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Compose(find),
    examples: EXAMPLES,
};

fn find(compose: &Compose<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(written) = compose.service.value("isolation") else { return };
    // What is no word is told where the file is read.
    let Some(word) = written.met.text().filter(|word| !word.is_empty() && !is_mode(word)) else { return };
    let (runner, _) = compose.runner();
    let shown = word.escape_debug();
    let message = format!("isolation \"{shown}\" is none of default, process and hyperv");
    let finding = compose.subject.finding(&RULE, written.met.value.span(), message);
    let finding = match runner {
        Runner::Engine => finding.note(format!(
            "Docker says \"invalid isolation ({shown}): Windows supports 'default', 'process', or 'hyperv'\""
        )),
        Runner::Swarm => {
            let ignored = Finding { severity: Severity::Warning, ..finding };
            ignored.note("a Swarm takes it for default, and does not tell")
        }
    };
    let meant = meant(&word);
    let fix = meant.and_then(|meant| fix(compose, &written, &word, meant, runner));
    let help = meant.map(|meant| Help::new("edit", format!("write {}", meant.mode())));
    let finding = compose.told_of_origin(finding, &written);
    findings.push(help.into_iter().fold(finding, Finding::help).fix(fix));
}

fn fix(
    compose: &Compose<'_, '_>,
    written: &Written<'_, '_>,
    word: &str,
    meant: Meant,
    runner: Runner,
) -> Option<Fix> {
    // What comes from another service or from a variable is written for others as well.
    let is_here = written.is_own && written.met.value.text() == Some(word);
    let edits = compose.editor().set(written.met.value, meant.mode()).filter(|_| is_here)?;
    let safety = match (meant, runner) {
        (Meant::Surely(_), Runner::Engine) => Safety::Safe,
        // It runs today, in another mode.
        _ => Safety::Unsafe,
    };
    Fix::new(format!("write {}", meant.mode()), safety, edits)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a spelling that people use",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: Hyper-V
#              ^^^^^^^ error: service web: isolation \"Hyper-V\" is none of default, process and hyperv
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: hyperv
",
    ),
    Example::new(
        "a mistyped word, and one that resembles nothing",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: proccess
#              ^^^^^^^^ error: service web: isolation \"proccess\" is none of default, process and hyperv
  api:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: strong
#              ^^^^^^ error: service api: isolation \"strong\" is none of default, process and hyperv
",
    )
    .fixed_unsafely(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: process
  api:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: strong
",
    ),
    Example::new(
        "a Swarm, which takes it for default",
        "stack.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: hyper-v
#              ^^^^^^^ warning: service web: isolation \"hyper-v\" is none of default, process and hyperv
    deploy:
      mode: global
",
    )
    .fixed_unsafely(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: hyperv
    deploy:
      mode: global
",
    ),
    Example::new(
        "the default of a variable, which is for people to correct",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: ${ISOLATION:-hyper-v}
#              ^^^^^^^^^^^^^^^^^^^^^ error: service web: isolation \"hyper-v\" is none of default, process and hyperv
",
    ),
    Example::new(
        "modes in other case, and none",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: HyperV
  api:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: Default
  admin:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: \"\"
",
    ),
    Example::new(
        "a variable of which nothing tells the value",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: ${ISOLATION}
",
    ),
];
