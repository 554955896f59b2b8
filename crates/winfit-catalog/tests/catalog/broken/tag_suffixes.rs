//! The table of suffixes of tags.

use super::refuses;

const FILE: &str = "tag-suffixes.csv";

#[test]
fn wrong_rows_about_suffixes_are_refused() {
    refuses(&[
        (
            FILE,
            ",,nanoserver,",
            ",,picoserver,",
            "catalog/tag-suffixes.csv:2: mcr.microsoft.com/windows/nanoserver picoserver: family \"picoserver\" is not one of nanoserver, servercore, windows, server",
        ),
        (
            FILE,
            "ltsc2016 1809",
            "",
            "catalog/tag-suffixes.csv:2: mcr.microsoft.com/windows/nanoserver nanoserver: labels is empty",
        ),
        (
            FILE,
            "ltsc2016 1809",
            "ltsc2016 1909",
            "catalog/tag-suffixes.csv:2: mcr.microsoft.com/windows/nanoserver nanoserver: labels \"1909\" is not in tag-labels.toml",
        ),
        (
            FILE,
            "ltsc2016 1809",
            "1809 ltsc2016",
            "catalog/tag-suffixes.csv:2: mcr.microsoft.com/windows/nanoserver nanoserver: \"ltsc2016\" stands after \"1809\", which sorts behind it",
        ),
        (
            FILE,
            "ltsc2016 1809",
            "1809 1809",
            "catalog/tag-suffixes.csv:2: mcr.microsoft.com/windows/nanoserver nanoserver: labels names \"1809\" twice",
        ),
        (
            FILE,
            "ltsc2016 1809,lists",
            "ltsc2016 1809,rumours",
            "catalog/tag-suffixes.csv:2: mcr.microsoft.com/windows/nanoserver nanoserver: source \"rumours\" is not in sources.toml",
        ),
        (
            FILE,
            "mcr.microsoft.com/windows/nanoserver,,",
            "mcr.microsoft.com/windows/microserver,,",
            "catalog/tag-suffixes.csv:2: mcr.microsoft.com/windows/microserver nanoserver: repository \"mcr.microsoft.com/windows/microserver\" is not in repositories.toml",
        ),
        (
            FILE,
            "1.0,nanoserver",
            "0.9,nanoserver",
            "catalog/tag-suffixes.csv:4: mcr.microsoft.com/windows/nanoserver:0.9 nanoserver: the row stands after mcr.microsoft.com/windows/nanoserver:1.0 servercore, which sorts behind it",
        ),
        (
            FILE,
            "1.0,nanoserver,1809",
            "1.0,servercore,1809",
            "catalog/tag-suffixes.csv:4: mcr.microsoft.com/windows/nanoserver:1.0 servercore: contradicts line 3, which has the same key",
        ),
    ]);
}
