//! Keys of daemon.json that are written otherwise than dockerd reads them.

use crate::lint::{DaemonConfig, is_mode};
use crate::nearest::nearest;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::{Node, NodeKind};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "daemon-misspelt-key",
    title: "dockerd does not know the key as it is written",
    statement: "dockerd refuses to start with a key in daemon.json that it does not know (the following directives don't match any \
                configuration option), and with a value of the wrong type. Keys are compared letter by letter. The isolation is \
                no key of its own: it is an entry of exec-opts, which is a list: \"exec-opts\": [\"isolation=hyperv\"]; the name before the \
                sign of equality is refused, too, if it is another. The name of a flag, insecure-registry for insecure-registries, \
                is taken without a word and does nothing. Other keys are looked at where the file says that it is for Windows.",
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
const ISOLATION: &str = "isolation";

/// Keys whose flag has another name, and the flag: dockerd knows the flag, and looks for its value under the key.
const FLAGS: [(&str, &str); 9] = [
    ("authorization-plugins", "authorization-plugin"),
    ("dns-opts", "dns-opt"),
    (EXEC_OPTS, "exec-opt"),
    ("hosts", "host"),
    ("insecure-registries", "insecure-registry"),
    ("labels", "label"),
    ("log-opts", "log-opt"),
    ("registry-mirrors", "registry-mirror"),
    ("storage-opts", "storage-opt"),
];

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
    let options = config.exec_options().into_iter().flat_map(Node::items);
    findings.extend(options.filter_map(|option| of_option(config, option, is_for_windows)));
    for (key, value) in config.root.entries() {
        let Some(name) = key.text() else { continue };
        if letters(name) == "isolation" {
            findings.push(top_level(config, key, value));
            continue;
        }
        let meant = meant(name).filter(|it| is_for_windows || (*it == EXEC_OPTS && sets_isolation(value)));
        let Some(meant) = meant else { continue };
        if meant != name {
            let is_flag = FLAGS.contains(&(meant, name));
            findings.push(if is_flag { flag(config, key, meant) } else { misspelt(config, key, meant) });
        } else if meant == EXEC_OPTS && value.kind() == NodeKind::Scalar {
            findings.push(no_list(config, value));
        }
    }
}

/// The key that is meant: its letters are the same, or it is the single one of what are several, or its flag.
fn meant(name: &str) -> Option<&'static str> {
    if let Some((key, _)) = FLAGS.into_iter().find(|(_, flag)| *flag == name) {
        return Some(key);
    }
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

/// An entry of `exec-opts` that dockerd on Windows does not know.
fn of_option(config: &DaemonConfig<'_, '_>, option: Node<'_, '_>, is_for_windows: bool) -> Option<Finding> {
    let text = option.text()?;
    let refused = |message: String, note: String| {
        config.finding(&RULE, option.span(), message).note(format!("dockerd does not start: {note}"))
    };
    let Some((name, value)) = text.split_once('=') else {
        let is_isolation = text.trim().eq_ignore_ascii_case(ISOLATION);
        let text = text.escape_debug();
        return (is_for_windows || is_isolation).then(|| {
            refused(
                format!("{EXEC_OPTS} \"{text}\" is a name without a value"),
                format!("unable to parse key/value option: {text}"),
            )
            .help(Help::new("edit", "write it as isolation=process, hyperv or default"))
        });
    };
    let name = name.trim().to_ascii_lowercase();
    let is_meant = nearest(&name, &[ISOLATION]).is_some();
    // Those for Linux have rows in the catalogue.
    let is_known = name == ISOLATION || name.starts_with("native.");
    if is_known || !(is_for_windows || is_meant) {
        return None;
    }
    let name = name.escape_debug();
    let finding = refused(
        format!("dockerd on Windows knows no entry \"{name}\" of {EXEC_OPTS}"),
        format!("Unrecognised exec-opt '{name}'"),
    );
    if !is_meant || !is_mode(value.trim()) {
        return Some(
            finding.help(Help::new("edit", "remove it: isolation is the only one that Windows has")),
        );
    }
    let wanted = format!("{ISOLATION}={}", value.trim());
    let title = format!("write {wanted}");
    let edits = config.editor().set(option, &wanted);
    let fix = edits.and_then(|edits| Fix::new(title.clone(), Safety::Safe, edits));
    Some(finding.help(Help::new("edit", title)).fix(fix))
}

/// The name of a flag as a key: nothing comes of it.
fn flag(config: &DaemonConfig<'_, '_>, key: Node<'_, '_>, meant: &'static str) -> Finding {
    let name = key.text().unwrap_or_default();
    let edits = config.editor().rename_key(config.root, name, meant);
    // With the right name its value counts, and may be refused.
    let fix = edits.and_then(|edits| Fix::new(format!("write {meant}"), Safety::Unsafe, edits));
    let message = format!("dockerd ignores the key \"{name}\": in a file it is {meant}");
    let finding = config.finding(&RULE, key.span(), message);
    Finding { severity: Severity::Warning, ..finding }
        .note("it is the name of the flag, and so no unknown directive: dockerd starts without it")
        .help(Help::new("edit", format!("write {meant}")))
        .fix(fix)
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
# ^^^^^^^^^^ warning: dockerd ignores the key \"exec-opt\": in a file it is exec-opts
}
",
    )
    .fixed_unsafely(
        "\
{
  \"exec-opts\": [\"isolation=hyperv\"]
}
",
    ),
    Example::new(
        "an entry of exec-opts that is misspelt, and one without a value",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolaton=hyperv\", \"isolation\"]
#               ^^^^^^^^^^^^^^^^^ error: dockerd on Windows knows no entry \"isolaton\" of exec-opts
#                                  ^^^^^^^^^^^ error: exec-opts \"isolation\" is a name without a value
}
",
    )
    .fixed(
        "\
{
  \"exec-opts\": [\"isolation=hyperv\", \"isolation\"]
}
",
    ),
    Example::new(
        "the flag for registries, beside a named pipe",
        "daemon.json",
        "\
{
  \"hosts\": [\"npipe://\"],
  \"insecure-registry\": [\"registry.example:5000\"]
# ^^^^^^^^^^^^^^^^^^^ warning: dockerd ignores the key \"insecure-registry\": in a file it is insecure-registries
}
",
    )
    .fixed_unsafely(
        "\
{
  \"hosts\": [\"npipe://\"],
  \"insecure-registries\": [\"registry.example:5000\"]
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
