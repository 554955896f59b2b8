//! An isolation in daemon.json that is the default anyway, or that the hosts refuse.

use winfit_compat::{HostKind, Os};
use winfit_fleet::FleetHost;

use crate::lint::{DaemonConfig, ExecOption};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "daemon-isolation-default",
    title: "the isolation in daemon.json is the default anyway",
    statement: "Without an isolation, containers run in process isolation on Windows Server and in Hyper-V isolation on Windows 10 \
                and 11. isolation=default says just that, and so does process on servers, or hyperv on clients. It does no harm, \
                but people look for a reason. On clients before version 1809 (build 17763), process keeps dockerd from starting. \
                Which hosts the file is for only a fleet tells (--nodes): all of its Windows hosts have to agree.",
    since: "always",
    sources: &["moby", "docker-daemon-reference"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Daemon(find),
    examples: EXAMPLES,
};

fn find(config: &DaemonConfig<'_, '_>, findings: &mut Vec<Finding>) {
    // Of several, another rule tells.
    let isolations = config.isolations();
    let [option] = isolations.as_slice() else { return };
    let value = option.value.escape_debug();
    if option.value.eq_ignore_ascii_case("default") {
        let message = "isolation \"default\" is what dockerd takes without it".to_owned();
        findings.push(redundant(config, option, message, Safety::Safe));
        return;
    }
    let Some(hosts) = windows_hosts(config) else { return };
    let is_process = option.value.eq_ignore_ascii_case("process");
    if is_process && hosts.iter().all(refuses_process) {
        let message = "the Windows hosts of the fleet are clients that have no process isolation".to_owned();
        findings.push(Finding {
            severity: Severity::Error,
            ..config
                .finding(&RULE, option.node.span(), message)
                .note("dockerd does not start: Windows client operating systems only support Hyper-V containers")
                .help(Help::new("instead", "leave it out, or write hyperv"))
        });
        return;
    }
    let (kind, systems) = match () {
        () if is_process => (HostKind::Server, "servers"),
        () if option.value.eq_ignore_ascii_case("hyperv") => (HostKind::Client, "clients"),
        () => return,
    };
    if hosts.iter().all(|host| host.host.kind == Some(kind)) {
        let message =
            format!("isolation \"{value}\" is the default of {systems}, which all Windows hosts are");
        // Hosts that are not in the fleet may have the file as well.
        findings.push(redundant(config, option, message, Safety::Unsafe));
    }
}

fn redundant(
    config: &DaemonConfig<'_, '_>,
    option: &ExecOption<'_, '_>,
    message: String,
    safety: Safety,
) -> Finding {
    let fix = removal(config, option).and_then(|edits| Fix::new("leave it out", safety, edits));
    config
        .finding(&RULE, option.node.span(), message)
        .help(Help::new("edit", "leave it out, or keep it to say that it is meant"))
        .fix(fix)
}

fn removal(config: &DaemonConfig<'_, '_>, option: &ExecOption<'_, '_>) -> Option<Vec<Edit>> {
    let list = config.exec_options()?;
    match list.items().len() {
        1 => config.editor().remove_entry(config.root, "exec-opts"),
        _ => config.editor().remove_item(list, option.index),
    }
}

/// The Windows hosts of the fleet, if there are any.
fn windows_hosts<'a>(config: &DaemonConfig<'a, '_>) -> Option<Vec<&'a FleetHost>> {
    let hosts = config.check.fleet?.hosts.iter().filter(|host| host.host.os == Os::Windows);
    Some(hosts.collect()).filter(|hosts: &Vec<_>| !hosts.is_empty())
}

/// Whether it is a client from before process isolation.
fn refuses_process(host: &&FleetHost) -> bool {
    const FIRST: u32 = 17763;
    let is_older = host.host.os_version.is_some_and(|version| version.build < FIRST);
    host.host.kind == Some(HostKind::Client) && is_older
}

const SERVERS: &str = "\
hosts:
  - {name: a, os-version: 10.0.20348.3091}
  - {name: b, os-version: 10.0.26100.1}
  - {name: l, os: linux}
";

const EXAMPLES: &[Example] = &[
    Example::new(
        "the default by its name",
        "daemon.json",
        "\
{
  \"data-root\": \"D:\\\\docker\",
  \"exec-opts\": [\"isolation=default\"]
#               ^^^^^^^^^^^^^^^^^^^ info: isolation \"default\" is what dockerd takes without it
}
",
    )
    .fixed(
        "\
{
  \"data-root\": \"D:\\\\docker\"
}
",
    ),
    Example::new(
        "process on servers",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"native.cgroupdriver=systemd\", \"isolation=process\"]
#                                              ^^^^^^^^^^^^^^^^^^^ info: isolation \"process\" is the default of servers, which all Windows hosts are
}
",
    )
    .fleet(SERVERS)
    .fixed_unsafely(
        "\
{
  \"exec-opts\": [\"native.cgroupdriver=systemd\"]
}
",
    ),
    Example::new(
        "process on clients that do not have it",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=process\"]
#               ^^^^^^^^^^^^^^^^^^^ error: the Windows hosts of the fleet are clients that have no process isolation
}
",
    )
    .fleet("hosts:\n  - {name: a, kind: client, os-version: 10.0.16299.15}\n"),
    Example::new(
        "hyperv on servers",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=hyperv\"]
}
",
    )
    .fleet(SERVERS),
    Example::new(
        "hyperv on servers and clients",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=hyperv\"]
}
",
    )
    .fleet("hosts:\n  - {name: a, kind: client, os-version: 10.0.26100.1}\n  - {name: b, os-version: 10.0.26100.1}\n"),
    Example::new(
        "process, and nothing that tells of the hosts",
        "daemon.json",
        "\
{
  \"exec-opts\": [\"isolation=process\"]
}
",
    ),
];
