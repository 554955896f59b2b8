//! The ways out of a mismatch that Microsoft's documents give, where the decision has too little to offer its own.

use winfit_compat::remedy;

use crate::cause::{Case, Engine, Pair, Remedy, Step};

/// What of the three ways is not offered already: another image, Hyper-V isolation, another host.
pub(super) fn missing(case: &Case<'_>, pair: &Pair<'_>, offered: &[Remedy]) -> Vec<Step> {
    let has = |is: fn(&remedy::Remedy) -> bool| {
        offered.iter().any(|it| matches!(it, Remedy::Verdict(it) if is(it)))
    };
    let image = pair.image.as_ref().and_then(|it| it.reference.as_deref()).unwrap_or("IMAGE");
    let mut ways = Vec::new();
    if !has(|it| matches!(it, remedy::Remedy::Retag(_) | remedy::Remedy::Rebuild { .. })) {
        ways.push(Step::new(
            "use a tag that is built for the Windows of the host, or rebuild the image on a base image of it; this tells what \
             there is",
            format!("winfit image {image}"),
        ));
    }
    let host = pair.host.as_ref().and_then(|it| it.host.os_version);
    let inside = pair.image.as_ref().and_then(|it| it.os_versions().next());
    let is_decided = host.is_some() && inside.is_some();
    if case.engine() == Engine::Docker
        && !is_decided
        && !has(|it| matches!(it, remedy::Remedy::UseIsolation(_)))
    {
        ways.push(Step::new(
            "or, if the host is newer than the image, run it in Hyper-V isolation",
            format!("docker run --isolation=hyperv {image}"),
        ));
    }
    if !has(|it| matches!(it, remedy::Remedy::PickHost { .. })) {
        ways.push(Step::new("or run it on a host of the Windows that the image is built for", ""));
    }
    ways
}

/// Hyper-V isolation for all containers of a host.
pub(super) fn hyperv_by_default() -> Vec<Step> {
    vec![
        Step::new(
            "or let the daemon use Hyper-V isolation for all containers: C:\\ProgramData\\docker\\config\\daemon.json",
            "{\n  \"exec-opts\": [\"isolation=hyperv\"]\n}",
        ),
        Step::new("restart the daemon", "Restart-Service docker"),
        Step::new(
            "verify: it says hyperv",
            "docker inspect --format='{{json .HostConfig.Isolation}}' CONTAINER",
        ),
    ]
}
