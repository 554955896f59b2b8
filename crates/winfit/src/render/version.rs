//! `winfit version` for people.

use super::{Human, Page, style};
use crate::render::table::{Field, Table};
use crate::wire::version::{Behind, Body, Newest, Release, Version};

impl Human for Body {
    fn human(&self, page: &mut Page) {
        match self {
            Self::One(one) => single(page, &one.version),
            Self::Several(several) => table(page, &several.versions),
        }
    }
}

fn single(page: &mut Page, version: &Version) {
    let Some(number) = &version.os_version else {
        page.headline("linux", style::GOOD, ": a Linux host, which has no Windows version");
        return;
    };
    let style = if version.supported == Some(false) { style::BAD } else { style::GOOD };
    page.headline(number, style, &format!(": {}", names(version)));
    page.gap();
    if let Some(subject) = &version.subject {
        page.entry("host", subject);
    }
    page.entry("read from", &read_from(version));
    for (index, release) in version.releases.iter().enumerate() {
        page.entry(if index == 0 { "release" } else { "" }, &support(release));
    }
    if version.releases.is_empty() {
        page.entry("release", "none known");
    }
    page.entry("update", &update(version));
    if let Some(newest) = &version.newest {
        page.entry("newest", &self::newest(version, newest));
    }
    if let Some(newest) = &version.newest_client {
        page.entry("", &format!("{} on clients", described(newest)));
    }
    for caution in &version.cautions {
        page.entry("caution", &format!("{} [{}]", caution.text, caution.id));
    }
}

/// The names of its releases: "Windows Server 2019 or Windows 10, version 1809".
fn names(version: &Version) -> String {
    let names: Vec<&str> = version.releases.iter().map(|release| short(&release.name)).collect();
    match names.as_slice() {
        [] => "of no release known".to_owned(),
        _ => names.join(" or "),
    }
}

/// A name without what stands in brackets behind it.
fn short(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

fn read_from(version: &Version) -> String {
    let mut facts = vec![if version.form == "version" { "the number itself" } else { version.form }];
    facts.extend(version.kind);
    facts.extend(version.architecture);
    facts.join(", ")
}

fn support(release: &Release) -> String {
    let support = match (&release.support_end, release.supported) {
        (Some(end), true) => format!("supported until {end}"),
        (Some(end), false) => format!("support ended on {end}"),
        (None, _) => "supported".to_owned(),
    };
    format!("{} ({}): {support}", release.name, release.id)
}

fn update(version: &Version) -> String {
    match (version.revision, version.updates.as_slice(), &version.date) {
        (None, _, _) => "not known: the text does not tell the revision".to_owned(),
        (Some(revision), [], None) => format!("no update known installs revision {revision}"),
        (Some(_), [], Some(date)) => format!("of {date}, under no article known"),
        (Some(_), updates, Some(date)) => format!("{}, {date}", updates.join(" and ")),
        (Some(_), updates, None) => updates.join(" and "),
    }
}

fn newest(version: &Version, newest: &Newest) -> String {
    let on_servers = if version.newest_client.is_some() { " on servers" } else { "" };
    match version.behind {
        Some(Behind { monthly_updates: 0, days: Some(0) }) => "this is the newest revision known".to_owned(),
        Some(behind) => format!("{}{on_servers}: {} behind", described(newest), distance(behind)),
        None => format!("{}{on_servers}", described(newest)),
    }
}

fn described(newest: &Newest) -> String {
    let mut facts = vec![newest.os_version.clone()];
    facts.extend(newest.updates.iter().cloned());
    facts.extend(newest.date.clone());
    facts.join(", ")
}

fn distance(behind: Behind) -> String {
    let plural =
        |count: i64, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let updates = plural(i64::try_from(behind.monthly_updates).unwrap_or(i64::MAX), "monthly update");
    match behind.days {
        Some(days) => format!("{updates} and {}", plural(days, "day")),
        None => updates,
    }
}

fn table(page: &mut Page, versions: &[Version]) {
    let windows: Vec<&Version> = versions.iter().filter(|version| version.os_version.is_some()).collect();
    let linux = versions.len() - windows.len();
    let mut words = vec![format!("{} of Windows", windows.len())];
    if linux > 0 {
        words.push(format!("{linux} of Linux"));
    }
    page.headline(
        &format!("{} OS versions", versions.len()),
        style::HEADING,
        &format!(": {}", words.join(", ")),
    );
    page.gap();
    let mut table = Table::with_text(["host", "OS version", "update", "behind", "release"]);
    for version in versions {
        let support = if version.supported == Some(false) { style::BAD } else { style::PLAIN };
        table.row(vec![
            version.subject.as_deref().unwrap_or("-").into(),
            Field::new(version.os_version.as_deref().unwrap_or("linux"), support),
            version.updates.first().map_or("-", String::as_str).into(),
            version.behind.map_or_else(|| "-".to_owned(), |behind| behind.monthly_updates.to_string()).into(),
            if version.os_version.is_some() { names(version) } else { "-".to_owned() }.into(),
        ]);
    }
    page.table(&table);
    page.gap();
    page.paragraph("behind: monthly security updates up to the newest revision known");
    for version in versions {
        for caution in &version.cautions {
            let host = version.subject.as_deref().or(version.os_version.as_deref()).unwrap_or_default();
            page.entry("caution", &format!("{host}: {} [{}]", caution.text, caution.id));
        }
    }
}
