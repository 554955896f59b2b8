//! What was told besides the text: by `--host`, `--image` and `--nodes`.

use winfit_compat::Host;
use winfit_compat::reference::Reference;
use winfit_diagnose::facts::{Facts, HostFact, ImageFact, ImageRole};

use super::DiagnoseError;
use crate::cli::DiagnoseArgs;
use crate::commands::check::read_fleet;
use crate::context::Context;
use crate::error::Error;
use crate::named;

/// Adds it to what was read. What is told by hand comes first; nodes join what the text says of them.
pub(super) fn add(facts: &mut Facts<'_>, arguments: &DiagnoseArgs, context: &Context) -> Result<(), Error> {
    if let Some(nodes) = &arguments.nodes {
        for host in read_fleet(nodes)?.hosts {
            join(&mut facts.hosts, host.name, host.host);
        }
    }
    if let Some(text) = &arguments.host {
        let host = named::host(context.catalog(), text)?.host;
        // Of the hosts in the text, the one that failed is now known.
        facts.hosts.retain(|it| it.name.is_some());
        facts.hosts.insert(0, fact(None, host));
    }
    if let Some(text) = &arguments.image {
        text.parse::<Reference>().map_err(|error| DiagnoseError::Image { text: text.clone(), error })?;
        facts.images.retain(|it| it.role == ImageRole::Sandbox);
        facts.images.insert(0, ImageFact::of_name(context.catalog(), text, ImageRole::Workload));
    }
    Ok(())
}

fn join(hosts: &mut Vec<HostFact>, name: String, host: Host) {
    match hosts.iter_mut().find(|it| it.name.as_deref() == Some(name.as_str())) {
        Some(known) => {
            let runtime = host.runtime.or(known.host.runtime);
            known.host = Host { runtime, ..host };
        }
        None => hosts.push(fact(Some(name), host)),
    }
}

fn fact(name: Option<String>, host: Host) -> HostFact {
    HostFact { name, host, form: None, cautions: Vec::new(), place: None }
}
