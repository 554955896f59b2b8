//! `winfit fits`: a verdict for each host.

mod cautions;
mod pick;
mod subject;
mod unpullable;
mod verdict;

use winfit_compat::Host;
use winfit_compat::catalog::{Catalog, Release};
use winfit_compat::remedy::host_of_release_for;
use winfit_lint::Severity;

use crate::cli::FitsArgs;
use crate::context::Context;
use crate::error::Error;
use crate::named;
use crate::output::Report;
use crate::wire::fits::{Body, Fits};

use subject::Subject;
use verdict::Asked;

/// The verdicts that were asked for.
pub(crate) fn report(arguments: &FitsArgs, context: &Context) -> Result<Report<Body>, Error> {
    let catalog = context.catalog();
    let rules = named::rule_set(arguments.rules, arguments.edition)?;
    let subject = Subject::new(arguments, context)?;
    let asked = Asked { subject: &subject, isolation: arguments.isolation, rules, context };
    let hosts =
        arguments.hosts.iter().map(|text| named::host(catalog, text)).collect::<Result<Vec<_>, _>>()?;
    match hosts.as_slice() {
        [] => Ok(on_supported_servers(&asked)),
        [host] => {
            let (fits, severity) = asked.on(&host.host, Some(&host.text));
            Ok(Report { body: Body::One(Box::new(fits)), worst: severity })
        }
        _ => {
            let answers = hosts.iter().map(|host| asked.on(&host.host, Some(&host.text)));
            let (fits, severities): (Vec<Fits>, Vec<_>) = answers.unzip();
            Ok(Report { body: Body::Several(fits), worst: severities.into_iter().max().flatten() })
        }
    }
}

/// Without hosts the question is where it runs at all: the status is that of the best answer.
fn on_supported_servers(asked: &Asked<'_>) -> Report<Body> {
    let hosts = supported_servers(asked);
    let (fits, severities): (Vec<Fits>, Vec<_>) = hosts.iter().map(|host| asked.on(host, None)).unzip();
    // A catalogue without supported servers has no answer to give.
    let best = severities.into_iter().min().unwrap_or(Some(Severity::Error));
    Report { body: Body::Several(fits), worst: best }
}

/// A host of each server build that is supported today, with everything but its build in favour of the image.
fn supported_servers(asked: &Asked<'_>) -> Vec<Host> {
    let catalog = asked.context.catalog();
    let today = asked.context.today;
    let mut releases: Vec<&Release> =
        servers(catalog).filter(|release| release.is_supported_on(today)).collect();
    releases.dedup_by_key(|release| release.build);
    let platforms = &asked.subject.image.platforms;
    let host = |release| host_of_release_for(catalog, release, platforms, asked.isolation, asked.rules);
    releases.into_iter().map(host).collect()
}

fn servers(catalog: &Catalog) -> impl Iterator<Item = &Release> {
    catalog.releases.iter().filter(|release| release.is_server())
}
