//! Two entries of daemon.json that set the isolation.

use crate::lint::{DaemonConfig, ExecOption};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "daemon-duplicate-isolation",
    title: "daemon.json sets the isolation more than once",
    statement: "Of several entries isolation= in exec-opts, dockerd takes the last, without a word; only older engines let an \
                earlier one stand before a last one that says default. The earlier ones mislead whoever reads the file. Keep one. \
                What dockerd is given on its command line cannot be seen here: exec-opts there and in the file keep it from \
                starting.",
    since: "always",
    sources: &["moby", "docker-daemon-reference"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Daemon(find),
    examples: EXAMPLES,
};

fn find(config: &DaemonConfig<'_, '_>, findings: &mut Vec<Finding>) {
    let isolations = config.isolations();
    let Some((last, earlier)) = isolations.split_last() else { return };
    findings.extend(earlier.iter().map(|option| finding(config, option, last)));
}

fn finding(config: &DaemonConfig<'_, '_>, option: &ExecOption<'_, '_>, last: &ExecOption<'_, '_>) -> Finding {
    let (value, other) = (option.value.escape_debug(), last.value.escape_debug());
    let is_same = option.value.eq_ignore_ascii_case(last.value);
    let message = match is_same {
        true => format!("isolation \"{value}\" is set again below"),
        false => format!("isolation \"{value}\" does not count: \"{other}\" below does"),
    };
    // Older engines keep the earlier one before a default.
    let is_safe = is_same || !last.value.eq_ignore_ascii_case("default");
    let safety = if is_safe { Safety::Safe } else { Safety::Unsafe };
    let fix = config.exec_options().and_then(|list| {
        let edits = config.editor().remove_item(list, option.index)?;
        Fix::new(format!("remove isolation={value}"), safety, edits)
    });
    config
        .finding(&RULE, option.node.span(), message)
        .related(last.node.span(), "the last one counts")
        .help(Help::new("edit", format!("remove isolation={value}, or the other")))
        .fix(fix)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "two modes, of which the last counts",
        "daemon.json",
        "\
{
  \"exec-opts\": [
    \"isolation=hyperv\",
#   ^^^^^^^^^^^^^^^^^^ warning: isolation \"hyperv\" does not count: \"process\" below does
    \"isolation=process\"
  ]
}
",
    )
    .fixed(
        "\
{
  \"exec-opts\": [
    \"isolation=process\"
  ]
}
",
    ),
    Example::new(
        "one mode three times, in different case",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=process\", \"isolation=Process\", \"ISOLATION=process\"]
#               ^^^^^^^^^^^^^^^^^^^ warning: isolation \"process\" is set again below
#                                    ^^^^^^^^^^^^^^^^^^^ warning: isolation \"Process\" is set again below
}
",
    )
    .fixed(
        "\
{
  \"exec-opts\": [\"ISOLATION=process\"]
}
",
    ),
    Example::new(
        "one mode beside another option",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=process\", \"native.cgroupdriver=systemd\"]
}
",
    ),
];
