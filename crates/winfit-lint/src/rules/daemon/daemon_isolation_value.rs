//! An isolation mode that dockerd does not know.

use crate::lint::{DaemonConfig, ExecOption, Meant, is_mode, meant};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "daemon-isolation-value",
    title: "the isolation in daemon.json is none of Windows' modes",
    statement: "The entry isolation= of exec-opts is default, process or hyperv; upper and lower case are the same to dockerd. \
                With any other word it does not start (Invalid exec-opt value), and neither do the containers of the host, which \
                is noticed at the next restart and not when the file is written. Correct the spelling.",
    since: "always",
    sources: &["moby", "docker-daemon-reference"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Daemon(find),
    examples: EXAMPLES,
};

fn find(config: &DaemonConfig<'_, '_>, findings: &mut Vec<Finding>) {
    let isolations = config.isolations();
    let wrong = isolations.iter().filter(|option| !is_mode(option.value));
    findings.extend(wrong.map(|option| finding(config, option)));
}

fn finding(config: &DaemonConfig<'_, '_>, option: &ExecOption<'_, '_>) -> Finding {
    let word = option.value.escape_debug();
    let message = format!("isolation \"{word}\" is none of default, process and hyperv");
    let meant = meant(option.value);
    let finding = config
        .finding(&RULE, option.node.span(), message)
        .note(format!("dockerd does not start: Invalid exec-opt value for 'isolation':'{word}'"));
    let help = meant.map(|meant| Help::new("edit", format!("write isolation={}", meant.mode())));
    let fix = meant.and_then(|meant| {
        let wanted = format!("isolation={}", meant.mode());
        let safety = if matches!(meant, Meant::Surely(_)) { Safety::Safe } else { Safety::Unsafe };
        Fix::new(format!("write {wanted}"), safety, config.editor().set(option.node, &wanted)?)
    });
    help.into_iter().fold(finding, Finding::help).fix(fix)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a spelling that people use",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=hyper-v\"]
#               ^^^^^^^^^^^^^^^^^^^ error: isolation \"hyper-v\" is none of default, process and hyperv
}
",
    )
    .fixed(
        "\
{
  \"exec-opts\": [\"isolation=hyperv\"]
}
",
    ),
    Example::new(
        "a mistyped word beside another option, and a word that resembles nothing",
        "daemon.json",
        "\
{
  \"data-root\": \"D:\\\\docker\",
  \"exec-opts\": [
    \"isolation=proces\",
#   ^^^^^^^^^^^^^^^^^^ error: isolation \"proces\" is none of default, process and hyperv
    \"isolation=strong\"
#   ^^^^^^^^^^^^^^^^^^ error: isolation \"strong\" is none of default, process and hyperv
  ]
}
",
    )
    .fixed_unsafely(
        "\
{
  \"data-root\": \"D:\\\\docker\",
  \"exec-opts\": [
    \"isolation=process\",
    \"isolation=strong\"
  ]
}
",
    ),
    Example::new(
        "a mode in other case, with blanks around it",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"Isolation = HyperV\"]
}
",
    ),
    Example::new(
        "an option of Linux",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"native.cgroupdriver=systemd\"]
}
",
    ),
];
