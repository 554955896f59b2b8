//! The ways out of a mismatch that Microsoft's documents give, where the decision has too little to offer its own.

use winfit_compat::remedy;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::{Answer, image_verdict};
use winfit_compat::{Host, HyperV, Isolation};

use crate::cause::{Case, Engine, Pair, Remedy, Step};
use crate::causes::mismatch::Kind;

/// What of the three ways is not offered already: another image, Hyper-V isolation, another host.
pub(super) fn missing(case: &Case<'_>, pair: &Pair<'_>, offered: &[Remedy], kind: Kind) -> Vec<Step> {
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
    let may_help = matches!(kind, Kind::Build | Kind::Revision2016) && runs_in_hyperv(case, pair);
    if case.engine() == Engine::Docker && may_help && !has(|it| matches!(it, remedy::Remedy::UseIsolation(_)))
    {
        ways.insert(
            0,
            Step::new(
                "if the host has Hyper-V and is no older than the image, run it in Hyper-V isolation",
                format!("docker run --isolation=hyperv {image}"),
            ),
        );
    }
    if !has(|it| matches!(it, remedy::Remedy::PickHost { .. })) {
        ways.push(Step::new("or run it on a host of the Windows that the image is built for", ""));
    }
    ways
}

/// Whether it would run in Hyper-V isolation, if the host had that; where something is not known, it may.
fn runs_in_hyperv(case: &Case<'_>, pair: &Pair<'_>) -> bool {
    let Some(host) = pair.host.as_ref().map(|it| it.host) else { return true };
    let host = Host { hyperv: HyperV::Available, ..host };
    let Some(image) = pair.image.as_ref().filter(|it| it.os_versions().next().is_some()) else { return true };
    let isolation = Some(Isolation::HyperV);
    let verdict = image_verdict(case.catalog, &host, &image.platforms, isolation, RuleSet::Runtime);
    verdict.verdict.answer.runs() || matches!(verdict.verdict.answer, Answer::Unknown(..))
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
