//! Keys of daemon.json that are written otherwise than dockerd reads them.

use crate::lint::DaemonConfig;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::{Node, NodeKind};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "daemon-misspelt-key",
    title: "dockerd does not know the key as it is written",
    statement: "dockerd refuses to start with a key in daemon.json that it does not know (the following directives don't match any \
                configuration option), and with a value of the wrong type. Keys are compared letter by letter. The isolation is \
                no key of its own: it is an entry of exec-opts, which is a list: \"exec-opts\": [\"isolation=hyperv\"]. Other keys \
                are looked at where the file says that it is for Windows.",
    since: "always",
    sources: &["moby", "docker-daemon-reference"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Daemon(find),
    examples: EXAMPLES,
};

const EXEC_OPTS: &str = "exec-opts";

/// Keys that Windows has and people write.
const KEYS: [&str; 18] = [
    "allow-nondistributable-artifacts",
    "authorization-plugins",
    "data-root",
    "default-runtime",
    "dns-search",
    EXEC_OPTS,
    "fixed-cidr",
    "insecure-registries",
    "log-driver",
    "log-level",
    "log-opts",
    "max-concurrent-downloads",
    "max-concurrent-uploads",
    "metrics-addr",
    "registry-mirrors",
    "shutdown-timeout",
    "storage-driver",
    "storage-opts",
];

fn find(config: &DaemonConfig<'_, '_>, findings: &mut Vec<Finding>) {
    let is_for_windows = config.is_for_windows();
    for (key, value) in config.root.entries() {
        let Some(name) = key.text() else { continue };
        if letters(name) == "isolation" {
            findings.push(top_level(config, key, value));
            continue;
        }
        let meant = meant(name).filter(|it| is_for_windows || (*it == EXEC_OPTS && sets_isolation(value)));
        let Some(meant) = meant else { continue };
        if meant != name {
            findings.push(misspelt(config, key, meant));
        } else if meant == EXEC_OPTS && value.kind() == NodeKind::Scalar {
            findings.push(no_list(config, value));
        }
    }
}

/// The key that is meant: its letters are the same, or it is the single one of what are several.
fn meant(name: &str) -> Option<&'static str> {
    let written = letters(name);
    let is_meant = |key: &&str| {
        let letters = letters(key);
        letters == written || letters.strip_suffix('s') == Some(&written)
    };
    KEYS.into_iter().find(is_meant)
}

fn letters(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a value of `exec-opts`, a list or not, is about isolation.
fn sets_isolation(value: Node<'_, '_>) -> bool {
    let is_isolation = |node: Node<'_, '_>| {
        let text = node.text().unwrap_or_default();
        text.split_once('=').is_some_and(|(name, _)| name.trim().eq_ignore_ascii_case("isolation"))
    };
    is_isolation(value) || value.items().any(is_isolation)
}

fn misspelt(config: &DaemonConfig<'_, '_>, key: Node<'_, '_>, meant: &'static str) -> Finding {
    let name = key.text().unwrap_or_default();
    let edits = config.editor().rename_key(config.root, name, meant);
    let fix = edits.and_then(|edits| Fix::new(format!("write {meant}"), Safety::Safe, edits));
    unknown(config, key, format!("dockerd knows no key \"{}\"", name.escape_debug()))
        .help(Help::new("edit", format!("write {meant}")))
        .fix(fix)
}

fn top_level(config: &DaemonConfig<'_, '_>, key: Node<'_, '_>, value: Node<'_, '_>) -> Finding {
    let name = key.text().unwrap_or_default();
    let word = value.text().unwrap_or_default();
    let list = format!("[\"isolation={}\"]", word.escape_default());
    let renamed = config.editor().rename_key(config.root, name, EXEC_OPTS).filter(|_| !word.is_empty());
    let fix = renamed.and_then(|mut edits| {
        edits.push(Edit::replace(value.value_span(), list.clone()));
        Fix::new(format!("write it as an entry of {EXEC_OPTS}"), Safety::Unsafe, edits)
    });
    let message = format!("\"{}\" is no key of dockerd: it is an entry of {EXEC_OPTS}", name.escape_debug());
    unknown(config, key, message)
        .help(
            Help::new("edit", "write it as an entry of exec-opts").paste(format!("\"{EXEC_OPTS}\": {list}")),
        )
        .fix(fix)
}

/// A finding about a key that dockerd does not know.
fn unknown(config: &DaemonConfig<'_, '_>, key: Node<'_, '_>, message: String) -> Finding {
    let name = key.text().unwrap_or_default().escape_debug();
    config.finding(&RULE, key.span(), message).note(format!(
        "dockerd does not start: the following directives don't match any configuration option: {name}"
    ))
}

fn no_list(config: &DaemonConfig<'_, '_>, value: Node<'_, '_>) -> Finding {
    let span = value.value_span();
    let insert = |at, text| Edit::replace(Span::empty(at), text);
    let edits = vec![insert(span.start, "["), insert(span.end, "]")];
    config
        .finding(&RULE, value.span(), format!("{EXEC_OPTS} is a text, not a list"))
        .note("dockerd does not start: cannot unmarshal string into Go struct field Config.exec-opts of type []string")
        .help(Help::new("edit", "put it into a list"))
        .fix(Fix::new("put it into a list", Safety::Safe, edits))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "exec-opts as people write it",
        "daemon.json",
        "\
{
  \"exec-opt\": [\"isolation=hyperv\"]
# ^^^^^^^^^^ error: dockerd knows no key \"exec-opt\"
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
        "a key in other case, and one with an underscore, beside a path of Windows",
        "daemon.json",
        "\
{
  \"Exec-Opts\": [\"isolation=process\"],
# ^^^^^^^^^^^ error: dockerd knows no key \"Exec-Opts\"
  \"data_root\": \"D:\\\\docker\"
# ^^^^^^^^^^^ error: dockerd knows no key \"data_root\"
}
",
    )
    .fixed(
        "\
{
  \"exec-opts\": [\"isolation=process\"],
  \"data-root\": \"D:\\\\docker\"
}
",
    ),
    Example::new(
        "the isolation as a key of its own",
        "daemon.json",
        "\
{
  \"debug\": true,
  \"isolation\": \"hyperv\"
# ^^^^^^^^^^^ error: \"isolation\" is no key of dockerd: it is an entry of exec-opts
}
",
    )
    .fixed_unsafely(
        "\
{
  \"debug\": true,
  \"exec-opts\": [\"isolation=hyperv\"]
}
",
    ),
    Example::new(
        "a text that should be a list",
        "daemon.json",
        "\
{
  \"exec-opts\": \"isolation=hyperv\"
#              ^^^^^^^^^^^^^^^^^^ error: exec-opts is a text, not a list
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
        "keys as dockerd knows them, and one that winfit does not know",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=hyperv\"],
  \"data-root\": \"D:\\\\docker\",
  \"features\": {\"buildkit\": true}
}
",
    ),
    Example::new(
        "a misspelt key of a file for Linux",
        "daemon.json",
        "\
{
  \"exec_opts\": [\"native.cgroupdriver=systemd\"],
  \"log_driver\": \"local\"
}
",
    ),
];
