//! Keys of daemon.json that dockerd on Windows refuses or ignores.

use winfit_compat::catalog::{KeyEffect, KeyFile};

use crate::lint::{DaemonConfig, KeyUse, met};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "daemon-linux-only-key",
    title: "dockerd on Windows refuses or ignores the key",
    statement: "Half of the keys of daemon.json are for Linux: storage-driver: overlay2, live-restore, cgroup-parent, userns-remap, \
                bip. dockerd on Windows does not know them and does not start (the following directives don't match any \
                configuration option). It is asked only of a file that says that it is for Windows: by an isolation, a path with \
                a drive, or a named pipe. The catalogue has the list (engine-keys.csv). Take the key out: with --unsafe-fixes \
                winfit does, because dockerd then starts without what was asked for.",
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
    if !config.is_for_windows() {
        return;
    }
    for row in config.check.catalog.engine_keys_of(KeyFile::Daemon) {
        let Some(effect) = row.engine else { continue };
        let uses = KeyUse::all(row, effect, config.root, met(config.root, &row.path));
        findings.extend(KeyUse::joined(uses).iter().map(|it| finding(config, it)));
    }
}

fn finding(config: &DaemonConfig<'_, '_>, it: &KeyUse<'_, '_>) -> Finding {
    let (becomes, safety) = match it.effect {
        KeyEffect::Refused => ("dockerd refuses it on Windows", Safety::Unsafe),
        KeyEffect::Ignored => ("Windows ignores it", Safety::Safe),
    };
    let finding = config.finding(&RULE, it.span(), format!("{}: {becomes}", it.written()));
    let edits = it.removal(&config.editor());
    let fix = edits.and_then(|edits| Fix::new(format!("remove {}", it.written()), safety, edits));
    it.told(finding, fix)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "keys of Linux beside an isolation",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=process\", \"native.cgroupdriver=systemd\"],
#                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: exec-opts \"native.cgroupdriver=systemd\": dockerd refuses it on Windows
  \"storage-driver\": \"overlay2\",
#                   ^^^^^^^^^^ error: storage-driver \"overlay2\": dockerd refuses it on Windows
  \"live-restore\": true
# ^^^^^^^^^^^^^^ error: live-restore: dockerd refuses it on Windows
}
",
    )
    .fixed_unsafely(
        "\
{
  \"exec-opts\": [\"isolation=process\"]
}
",
    ),
    Example::new(
        "a path with a drive",
        "daemon.json",
        "\
{
  \"data-root\": \"D:\\\\docker\",
  \"userns-remap\": \"default\"
# ^^^^^^^^^^^^^^ error: userns-remap: dockerd refuses it on Windows
}
",
    )
    .fixed_unsafely(
        "\
{
  \"data-root\": \"D:\\\\docker\"
}
",
    ),
    Example::new(
        "a key of Linux that is switched off: that it is there is enough",
        "daemon.json",
        "\
{
  \"hosts\": [\"npipe://\"],
  \"iptables\": false,
# ^^^^^^^^^^ error: iptables: dockerd refuses it on Windows
  \"log-driver\": \"journald\"
#               ^^^^^^^^^^ error: log-driver \"journald\": dockerd refuses it on Windows
}
",
    )
    .fixed_unsafely(
        "\
{
  \"hosts\": [\"npipe://\"]
}
",
    ),
    Example::new(
        "a key that is ignored",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=hyperv\"],
  \"mtu\": 1400
# ^^^^^ warning: mtu: Windows ignores it
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
        "a file that does not say what it is for",
        "daemon.json",
        "\
{
  \"storage-driver\": \"overlay2\",
  \"live-restore\": true,
  \"exec-opts\": [\"native.cgroupdriver=systemd\"]
}
",
    ),
    Example::new(
        "keys that Windows has",
        "daemon.json",
        "\
{
  \"hosts\": [\"npipe://\", \"tcp://127.0.0.1:2375\"],
  \"group\": \"docker-users\",
  \"storage-driver\": \"windowsfilter\",
  \"storage-opts\": [\"size=40GB\"],
  \"fixed-cidr\": \"172.16.1.0/24\",
  \"log-driver\": \"etwlogs\"
}
",
    ),
];
