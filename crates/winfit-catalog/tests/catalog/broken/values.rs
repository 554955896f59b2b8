//! Values without the documented form.

use super::refuses;

#[test]
fn values_that_do_not_have_the_documented_form_are_quoted() {
    refuses(&[
        (
            "base-layers.toml",
            "6c357baed9f5177e8c8fd1fa35b39266f329535ec8801385134790eb08d8787d",
            "6C357BAED9F5177E",
            "catalog/base-layers.toml:1: base_layer \"sha256:6C357BAED9F5177E\": digest \"sha256:6C357BAED9F5177E\" is not sha256: and 64 lower-case hexadecimal digits",
        ),
        (
            "base-layers.toml",
            "part = \"base\"",
            "part = \"second\"",
            "catalog/base-layers.toml:1: base_layer \"sha256:6c357baed9f5177e8c8fd1fa35b39266f329535ec8801385134790eb08d8787d\": part \"second\" is not one of base, update, full",
        ),
        (
            "base-layers.toml",
            "part = \"base\"",
            "part = \"full\"",
            "catalog/base-layers.toml:1: base_layer \"sha256:6c357baed9f5177e8c8fd1fa35b39266f329535ec8801385134790eb08d8787d\": a part other than base is given without revision",
        ),
        (
            "releases.toml",
            "released = \"2016-10-15\"",
            "released = \"2016-10-32\"",
            "catalog/releases.toml:1: release \"ltsc2016\": released: \"2016-10-32\" is not a day written as YYYY-MM-DD",
        ),
        (
            "releases.toml",
            "released = \"2018-11-13\"",
            "released = 2018-11-13",
            "catalog/releases.toml:20: release \"ltsc2019\": invalid type: map, expected a string",
        ),
        (
            "releases.toml",
            "channel = \"ltsc\"\nname = \"Windows Server 2016\"",
            "channel = \"lts\"\nname = \"Windows Server 2016\"",
            "catalog/releases.toml:1: release \"ltsc2016\": channel \"lts\" is not one of ltsc, sac, ac, client",
        ),
        (
            "releases.toml",
            "name = \"Windows Server 2016\"",
            "name = \" \"",
            "catalog/releases.toml:1: release \"ltsc2016\": name is empty",
        ),
        (
            "releases.toml",
            "name = \"Windows Server 2016\"",
            "name = \"a\\u001B[31m\"",
            "catalog/releases.toml:1: release \"ltsc2016\": name \"a\\u{1b}[31m\" has a control character",
        ),
        (
            "releases.toml",
            "sources = [\"lists\", \"tables\"]",
            "sources = []",
            "catalog/releases.toml:14: release \"ltsc2019\": sources is empty",
        ),
        (
            "sources.toml",
            "https://lists.example",
            "http://lists.example",
            "catalog/sources.toml:1: source \"lists\": url \"http://lists.example\" is not an https address",
        ),
        (
            "sources.toml",
            "id = \"tables\"",
            "id = \"Tables\"",
            "catalog/sources.toml:7: source \"Tables\": id \"Tables\" is not a short name of small letters, digits, \"-\", \".\" and \"+\"",
        ),
        (
            "updates.csv",
            "KB3176929",
            "KB31769",
            "catalog/updates.csv:4: build 14393, revision 10: kb: \"KB31769\" is not an article number such as KB4493509",
        ),
        (
            "updates.csv",
            "2016-08-02",
            "2016-8-2",
            "catalog/updates.csv:4: build 14393, revision 10: date: \"2016-8-2\" is not a day written as YYYY-MM-DD",
        ),
        (
            "updates.csv",
            "14393,10,",
            "14393,010,",
            "catalog/updates.csv:4: build 14393, revision 010: revision \"010\" is not a number",
        ),
        (
            "updates.csv",
            "image-only",
            "images",
            "catalog/updates.csv:7: build 14393, revision 3506: kind \"images\" is not one of security, out-of-band, preview, image-only, unknown",
        ),
        (
            "updates.csv",
            "image-only,server",
            "image-only,servers",
            "catalog/updates.csv:7: build 14393, revision 3506: channel \"servers\" is not one of server, client, both",
        ),
        (
            "matrix.csv",
            "2017,server",
            "2016,server",
            "catalog/matrix.csv:2: edition 2016, host ltsc2016, image ltsc2016: edition: \"2016\" is no edition of the compatibility document; known are 2017, 2017-12, 2018, 2019-08, 2019, 2020, 2021, 2022-03, 2022-09, 2022-12, 2022, 2025",
        ),
        (
            "matrix.csv",
            "win10-1607,ltsc2016,yes,no",
            "win10-1607,ltsc2016,yes,maybe",
            "catalog/matrix.csv:3: edition 2017, host win10-1607, image ltsc2016: process \"maybe\" is not one of yes, no, preview",
        ),
        (
            "tag-patterns.toml",
            "[-{kb}]",
            "[-{kb}",
            "catalog/tag-patterns.toml:1: tag_pattern \"base-label\": template has a stray '[' at byte 13",
        ),
        (
            "tag-patterns.toml",
            "1809-KB4493509",
            "1809 KB4493509",
            "catalog/tag-patterns.toml:1: tag_pattern \"base-label\": examples \"1809 KB4493509\" is not an image tag",
        ),
        (
            "repositories.toml",
            "role = \"base\"",
            "role = \"basic\"",
            "catalog/repositories.toml:1: repository \"mcr.microsoft.com/windows/nanoserver\": role \"basic\" is not one of base, insider, derived, pause, host-process",
        ),
        (
            "repositories.toml",
            "family = \"nanoserver\"",
            "family = \"nano\"",
            "catalog/repositories.toml:1: repository \"mcr.microsoft.com/windows/nanoserver\": family \"nano\" is not one of nanoserver, servercore, windows, server",
        ),
        (
            "retired-names.toml",
            "name = \"docker.io/microsoft/nanoserver\"",
            "name = \"microsoft/nanoserver\"",
            "catalog/retired-names.toml:1: retired_name \"microsoft/nanoserver\": name \"microsoft/nanoserver\" is not a registry and a repository name",
        ),
        (
            "field-reports.toml",
            "relation = \"image-revision-newer\"",
            "relation = \"newer\"",
            "catalog/field-reports.toml:1: field_report \"newer-image\": relation \"newer\" is not one of any, image-revision-newer",
        ),
    ]);
}
