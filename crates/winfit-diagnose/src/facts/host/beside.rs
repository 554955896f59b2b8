//! What outputs tell of a host beside its version: the runtime, the isolation by default, its name.

use winfit_compat::{Isolation, Os, Runtime, RuntimeVersion};

use super::super::plain::Plain;
use super::super::scan::{digits, is_host_name, values, word};
use super::{MOST, Told};

/// How many lines around the version of a node its runtime is told.
const NODE: usize = 12;

/// How many lines of `docker info` lie between the two.
const INFO: usize = 80;

pub(super) fn read(plain: &Plain<'_>, told: &mut [Told]) {
    let Some(lines) = lines_of(plain, told) else { return };
    for (at, runtime) in runtimes(plain) {
        let line = plain.line_of(at);
        let near = nearest(&lines, line, NODE, |_| true);
        if let Some(host) = near.and_then(|index| told.get_mut(index)) {
            host.runtime = host.runtime.or(Some(runtime));
        }
    }
    for value in values(plain, "server version").take(MOST) {
        // That of Kubernetes begins with a `v`.
        let Some(version) = version(value.text).filter(|_| !value.text.starts_with('v')) else { continue };
        let line = plain.line_of(value.at);
        let is_later = |of: usize| of >= line;
        let Some(index) = nearest(&lines, line, INFO, is_later) else { continue };
        let last = lines.get(index).copied().unwrap_or(line);
        let store = (line..=last).filter_map(|it| plain.line(it));
        let is_containerd = store.into_iter().any(|it| it.text.contains("io.containerd.snapshotter"));
        let runtime = match is_containerd {
            true => Runtime::DockerWithContainerdStore(Some(version)),
            false => Runtime::Docker(Some(version)),
        };
        for host in of_info(told, &lines, line, last) {
            host.runtime = host.runtime.or(Some(runtime));
        }
    }
    for value in values(plain, "default isolation").take(MOST) {
        let Ok(isolation) = word(value.text).parse::<Isolation>() else { continue };
        let line = plain.line_of(value.at);
        let near = nearest(&lines, line, NODE, |_| true);
        if let Some(host) = near.and_then(|index| told.get_mut(index)).filter(|host| host.os == Os::Windows) {
            host.default_isolation = host.default_isolation.or(Some(isolation));
        }
    }
    read_names(plain, told, &lines);
}

/// The name that `docker info` tells, below the memory.
fn read_names(plain: &Plain<'_>, told: &mut [Told], lines: &[usize]) {
    for value in values(plain, "total memory").take(MOST) {
        let line = plain.line_of(value.at);
        let Some(next) = plain.line(line + 1) else { continue };
        let Some(name) = next.text.strip_prefix("Name:").map(str::trim).filter(|it| is_host_name(it)) else {
            continue;
        };
        let Some(index) = nearest(lines, line, NODE, |of| of <= line) else { continue };
        if let Some(host) = told.get_mut(index).filter(|host| host.name.is_none()) {
            host.name = Some(name.to_owned());
        }
    }
}

/// The lines of what is told of hosts without names, in order; `None` if there is none.
fn lines_of(plain: &Plain<'_>, told: &[Told]) -> Option<Vec<usize>> {
    let first = plain.place(0).line;
    let line = |it: &Told| usize::try_from(it.place.line.saturating_sub(first)).unwrap_or(usize::MAX);
    (!told.is_empty()).then(|| told.iter().map(line).collect())
}

/// The nearest host within so many lines.
fn nearest(lines: &[usize], line: usize, within: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let behind = lines.partition_point(|it| *it < line);
    let around = behind.saturating_sub(8)..(behind + 8).min(lines.len());
    let near = around.filter_map(|index| Some((index, *lines.get(index)?)));
    let near = near.filter(|(_, of)| of.abs_diff(line) <= within && fits(*of));
    near.min_by_key(|(_, of)| of.abs_diff(line)).map(|(index, _)| index)
}

/// What the same output tells of its host: the lines around its first version.
fn of_info<'a>(
    told: &'a mut [Told],
    lines: &'a [usize],
    from: usize,
    first: usize,
) -> impl Iterator<Item = &'a mut Told> {
    let range = from..=first.saturating_add(NODE);
    told.iter_mut().zip(lines).filter(move |(_, line)| range.contains(*line)).map(|(host, _)| host)
}

/// `docker://18.9.2` and `containerd://1.6.8`, wherever they stand.
fn runtimes(plain: &Plain<'_>) -> impl Iterator<Item = (usize, Runtime)> {
    let of = |scheme: &'static str, runtime: fn(Option<RuntimeVersion>) -> Runtime| {
        plain.lower().match_indices(scheme).filter_map(move |(at, _)| {
            let version = version(plain.text().get(at + scheme.len()..)?)?;
            Some((at, runtime(Some(version))))
        })
    };
    of("docker://", Runtime::Docker)
        .take(4 * MOST)
        .chain(of("containerd://", Runtime::Containerd).take(4 * MOST))
}

/// `18.09.2` and `1.7.24+k3s1`: the first two numbers.
fn version(text: &str) -> Option<RuntimeVersion> {
    let text = text.strip_prefix('v').unwrap_or(text);
    let (major, rest) = text.split_at_checked(digits(text))?;
    let rest = rest.strip_prefix('.')?;
    let minor = rest.get(..digits(rest))?;
    Some(RuntimeVersion { major: major.parse().ok()?, minor: minor.parse().ok()? })
}
