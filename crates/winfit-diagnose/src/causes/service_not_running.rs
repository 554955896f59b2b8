//! A service that does not get going, and nothing says why.

use super::told::Says;
use crate::cause::{Case, Cause, Class, Confidence, Evidence, Example, Found, Pair};

/// A Swarm service has fewer tasks running than it should, and nothing says why.
pub static CAUSE: Cause = Cause {
    id: "service-not-running",
    class: Class::Consequence,
    title: "a service has fewer tasks running than it should",
    statement: "docker service ls only counts. Why tasks do not start or end again stands in the list of the service's tasks, \
                cut off unless asked for in full.",
    requires: "A service with fewer replicas than wanted.",
    against: "Any message that says why: then this only follows. Right after a start or an update it is normal.",
    signs: &[],
    sources: &["ms-swarm-mode"],
    retry_may_help: false,
    find,
    examples: EXAMPLES,
};

fn find(case: &Case<'_>) -> Vec<Found> {
    let services = case.facts.services.iter();
    let stuck =
        services.filter_map(|it| Some((it, it.replicas.filter(|(running, wanted)| running < wanted)?)));
    let stuck = stuck.take(5);
    stuck
        .map(|(service, (running, wanted))| {
            let reference = service.image.as_deref();
            let mut images = case.facts.images.iter();
            let image =
                images.find(|it| it.reference.is_some() && it.reference.as_deref() == reference).cloned();
            let pair = Pair { image, service: Some(service), ..Pair::default() };
            let says = Says::possible(format!(
                "service {} runs {running} of {wanted} tasks, and the text does not say why",
                service.name
            ))
            .because(Evidence { says: format!("replicas {running}/{wanted}"), place: service.place });
            says.settle(
                "the reason stands in the list of its tasks",
                format!("docker service ps --no-trunc {}", service.name),
            )
            .settle(
                "whether the image has a platform for the nodes",
                format!("winfit image {}", reference.unwrap_or("IMAGE")),
            )
            .of(&CAUSE, pair, &[])
        })
        .collect()
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "docker service ls",
        text: "ID             NAME      MODE         REPLICAS   IMAGE                 PORTS\n\
               ixi1t7kbthd3   web       replicated   0/3        contoso/shop:latest   *:80->80/tcp",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "all tasks run",
        text: "ID             NAME      MODE         REPLICAS   IMAGE                 PORTS\n\
               ixi1t7kbthd3   web       replicated   3/3        contoso/shop:latest   *:80->80/tcp",
        found: None,
    },
];
