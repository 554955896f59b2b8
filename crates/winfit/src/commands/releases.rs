//! `winfit releases`: the releases of the catalogue.

use winfit_compat::catalog::{self, Channel, Date, Text};

use crate::cli::ReleasesArgs;
use crate::context::Context;
use crate::output::Report;
use crate::wire;
use crate::wire::releases::{Body, Release};

/// The releases that were asked for.
pub(crate) fn report(arguments: &ReleasesArgs, context: &Context) -> Report<Body> {
    let today = context.today;
    let is_asked = |release: &&catalog::Release| {
        (!arguments.supported || release.is_supported_on(today))
            && (!arguments.server || release.is_server())
            && (!arguments.client || !release.is_server())
    };
    let releases =
        context.catalog().releases.iter().filter(is_asked).map(|release| self::release(release, today));
    let body = Body { schema: wire::SCHEMA, today: today.to_string(), releases: releases.collect() };
    Report { body, worst: None }
}

fn release(release: &catalog::Release, today: Date) -> Release {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let list = |list: &[Text]| list.iter().map(ToString::to_string).collect();
    Release {
        id: release.id.to_string(),
        name: release.name.to_string(),
        channel: match release.channel {
            Channel::Ltsc => "ltsc",
            Channel::Sac => "sac",
            Channel::Ac => "ac",
            Channel::Client => "client",
        },
        version: release.version.to_string(),
        build: release.build,
        released: release.released.to_string(),
        supported: release.is_supported_on(today),
        support_end: day(release.support_end()),
        mainstream_end: day(release.mainstream_end),
        extended_end: day(release.extended_end),
        ltsc_end: day(release.ltsc_end),
        esu_end: day(release.esu_end),
        image_end: day(release.image_end),
        image_tags: list(&release.image_tags),
        image_architectures: list(&release.image_architectures),
        note: release.note.to_string(),
        sources: list(&release.sources),
    }
}
