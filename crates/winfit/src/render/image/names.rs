//! Names of releases in lists: short, and without repeating what the one before said.

/// `Windows Server 2019`, `2022`, `Windows 11 24H2`, `25H2`.
pub(super) fn short_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut last = "";
    let mut short_names = Vec::new();
    for name in names {
        let (family, version) = split(name);
        match version {
            Some(version) if family == last => short_names.push(version.to_owned()),
            Some(version) => short_names.push(format!("{family} {version}")),
            None => short_names.push(family.to_owned()),
        }
        last = if version.is_some() { family } else { "" };
    }
    short_names
}

/// `Windows 11, version 24H2 (October …)` is `Windows 11` and `24H2`; what is no name of a release stays whole.
fn split(name: &str) -> (&str, Option<&str>) {
    let name = name.split(" (").next().unwrap_or(name);
    if let Some((family, version)) = name.split_once(", version ") {
        return (family, Some(version));
    }
    match name.strip_prefix("Windows Server ") {
        Some(version) => ("Windows Server", Some(version)),
        None => (name, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_named_once() {
        let names = [
            "Windows Server 2019",
            "Windows Server, version 1809",
            "Windows Server 2025",
            "Windows 11, version 24H2",
            "Windows 11, version 25H2 (September 2025)",
            "Linux",
            "Windows 11, version 26H1",
        ];
        let short =
            ["Windows Server 2019", "1809", "2025", "Windows 11 24H2", "25H2", "Linux", "Windows 11 26H1"];
        assert_eq!(short_names(names.into_iter()), short);
    }
}
