//! `matrix.csv`: what each edition printed, sorted by edition, hosts (servers first), host and image; a host and an
//! image by build, then id, a group of hosts by its oldest build.

use std::collections::BTreeMap;

use super::fields::{Fields, quoted};
use super::links::Links;
use super::problem::Fault;
use super::report::{Place, Report};
use super::table::{self, Row, Table};
use super::{Files, csv_rows};
use crate::{MatrixCell, Support, Text};

pub(super) const FILE: &str = "matrix.csv";
const COLUMNS: [&str; 6] = ["edition", "hosts", "host", "image", "hyperv", "process"];
const HOSTS: [(&str, bool); 2] = [("server", false), ("client", true)];
const SUPPORT: [(&str, Support); 3] =
    [("yes", Support::Yes), ("no", Support::No), ("preview", Support::Preview)];

/// An image that the 2021 edition printed and that never existed, with the build of the client of that name.
const PRINTED_ONLY: (&str, u32) = ("sac21h1", 19043);

/// The build of a release, or the oldest build of a group, by id.
pub(super) type HostBuilds = BTreeMap<Text, u32>;

pub(super) fn load(layers: &[&Files], report: &mut Report, hosts: &HostBuilds) -> Table<MatrixCell> {
    let label = |[edition, _, host, image, ..]: [&str; 6]| {
        quoted(&format!("edition {edition}, host {host}, image {image}"))
    };
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    let image_build =
        |image: &str| if image == PRINTED_ONLY.0 { Some(PRINTED_ONLY.1) } else { hosts.get(image).copied() };
    table::load(layers, FILE, report, parse, |cell| {
        let (host, image) = (hosts.get(&cell.host)?, image_build(&cell.image)?);
        Some((cell.edition, cell.client, *host, cell.host.clone(), image, cell.image.clone()))
    })
}

fn convert(
    [edition, hosts, host, image, hyperv, process]: [&str; 6],
    fields: &mut Fields<'_>,
) -> Option<(String, MatrixCell)> {
    let key = format!("{edition} {hosts} {host} {image}");
    let edition = quoted(edition).parse().map_err(|error| fields.fault(Fault::Edition(error))).ok();
    let client = fields.word("hosts", hosts, &HOSTS);
    let (host, image) = (fields.id("host", host.to_owned()), fields.id("image", image.to_owned()));
    let (hyperv, process) =
        (fields.word("hyperv", hyperv, &SUPPORT), fields.word("process", process, &SUPPORT));
    let cell = MatrixCell {
        edition: edition?,
        client: client?,
        host: host?,
        image: image?,
        hyperv: hyperv?,
        process: process?,
    };
    Some((key, cell))
}

/// Hosts exist and stand in the right table, images exist.
pub(super) fn check(rows: &[Row<MatrixCell>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: cell, .. } in rows {
        check_host(place, cell, links, report);
        if cell.image == PRINTED_ONLY.0 {
            continue;
        }
        if let Some(image) = links.release(place, "image", &cell.image, report)
            && image.image_tags.is_empty()
        {
            report.row(place, Fault::NoImages { release: image.id.to_string() });
        }
    }
}

fn check_host(place: &Place, cell: &MatrixCell, links: &Links<'_>, report: &mut Report) {
    let Some(hosts) = links.hosts_called(place, &cell.host, report) else { return };
    let fits = if cell.client { !hosts.server } else { !hosts.client };
    if !fits {
        let hosts = if cell.client { "client" } else { "server" };
        report.row(place, Fault::OtherHosts { host: cell.host.to_string(), hosts });
    }
}
