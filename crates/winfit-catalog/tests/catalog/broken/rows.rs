//! Rows in the wrong place, twice, or of another shape.

use super::refuses;

#[test]
fn rows_out_of_order_are_refused_in_every_file() {
    refuses(&[
        (
            "sources.toml",
            "id = \"tables\"",
            "id = \"empty\"\ntitle = \"x\"\nurl = \"https://x.example\"\nread = \"2026-01-01\"\n\n[[source]]\nid = \"tables\"",
            "catalog/sources.toml:7: source \"empty\": the row stands after source \"lists\", which sorts behind it",
        ),
        (
            "releases.toml",
            "id = \"ltsc2016\"\nchannel = \"ltsc\"",
            "id = \"ltsc2016\"\nchannel = \"client\"",
            "catalog/releases.toml:14: release \"ltsc2019\": the row stands after release \"ltsc2016\", which sorts behind it",
        ),
        (
            "updates.csv",
            "14393,10,",
            "14393,9999,",
            "catalog/updates.csv:5: build 14393, revision 3504: the row stands after build 14393, revision 9999, which sorts behind it",
        ),
        (
            "tag-labels.toml",
            "label = \"1809\"",
            "label = \"ltsc9999\"",
            "catalog/tag-labels.toml:13: tag_label \"ltsc2019\": the row stands after tag_label \"ltsc9999\", which sorts behind it",
        ),
        (
            "tag-patterns.toml",
            "id = \"preview\"",
            "id = \"a\"",
            "catalog/tag-patterns.toml:8: tag_pattern \"a\": the row stands after tag_pattern \"base-label\", which sorts behind it",
        ),
        (
            "matrix.csv",
            "2017,server,ltsc2016",
            "2018,server,ltsc2016",
            "catalog/matrix.csv:3: edition 2017, host win10-1607, image ltsc2016: the row stands after edition 2018, host ltsc2016, image ltsc2016, which sorts behind it",
        ),
        (
            "matrix.csv",
            "2025,server,ltsc2019,ltsc2016,yes,no\n2025,server,ltsc2019,ltsc2019,yes,yes\n",
            "2025,server,ltsc2019,ltsc2019,yes,yes\n2025,server,ltsc2019,ltsc2016,yes,no\n",
            "catalog/matrix.csv:5: edition 2025, host ltsc2019, image ltsc2016: the row stands after edition 2025, host ltsc2019, image ltsc2019, which sorts behind it",
        ),
        (
            "base-layers.toml",
            "part = \"base\"",
            "revision = 3504\npart = \"base\"",
            "catalog/base-layers.toml:10: base_layer \"sha256:10bf725c5388a1909f7184467b5ec75dbad3ece68508aa5fa4074baa0b20cc6f\": the row stands after base_layer \"sha256:6c357baed9f5177e8c8fd1fa35b39266f329535ec8801385134790eb08d8787d\", which sorts behind it",
        ),
        (
            "host-groups.toml",
            "\"win10-1607\", \"win10-1703\"",
            "\"win10-1703\", \"win10-1607\"",
            "catalog/host-groups.toml:1: host_group \"win10\": \"win10-1607\" stands after \"win10-1703\", which sorts behind it",
        ),
        (
            "repositories.toml",
            "\"ltsc2016\", \"1809\"",
            "\"1809\", \"ltsc2016\"",
            "catalog/repositories.toml:1: repository \"mcr.microsoft.com/windows/nanoserver\": \"ltsc2016\" stands after \"1809\", which sorts behind it",
        ),
        (
            "field-reports.toml",
            "[14393, 17763]",
            "[17763, 14393]",
            "catalog/field-reports.toml:1: field_report \"newer-image\": image_builds 14393 stands after 17763, which sorts behind it",
        ),
    ]);
}

#[test]
fn duplicate_and_contradictory_rows_name_the_first_one() {
    refuses(&[
        ("updates.csv", "14393,10,KB3176929,2016-08-02,unknown,both,lists\n", "14393,10,KB3176929,2016-08-02,unknown,both,lists\n14393,10,KB3176929,2016-08-02,unknown,both,lists\n",
         "catalog/updates.csv:5: build 14393, revision 10: the same row stands in line 4"),
        ("updates.csv", "14393,10,KB3176929,2016-08-02,unknown,both,lists\n", "14393,10,KB3176929,2016-08-02,unknown,both,lists\n14393,10,KB3176929,2016-08-03,unknown,both,lists\n",
         "catalog/updates.csv:5: build 14393, revision 10: contradicts line 4, which has the same key"),
        ("matrix.csv", "2017,server,ltsc2016,ltsc2016,yes,yes\n", "2017,server,ltsc2016,ltsc2016,yes,yes\n2017,server,ltsc2016,ltsc2016,yes,yes\n",
         "catalog/matrix.csv:3: edition 2017, host ltsc2016, image ltsc2016: the same row stands in line 2"),
        ("matrix.csv", "2017,server,ltsc2016,ltsc2016,yes,yes\n", "2017,server,ltsc2016,ltsc2016,yes,yes\n2017,server,ltsc2016,ltsc2016,yes,no\n",
         "catalog/matrix.csv:3: edition 2017, host ltsc2016, image ltsc2016: contradicts line 2, which has the same key"),
        ("tag-labels.toml", "label = \"1809\"", "label = \"LTSC2019\"",
         "catalog/tag-labels.toml:13: tag_label \"ltsc2019\": contradicts line 7, which has the same key"),
        ("sources.toml", "id = \"tables\"", "id = \"lists\"",
         "catalog/sources.toml:7: source \"lists\": contradicts line 1, which has the same key"),
        ("releases.toml", "[\"lists\", \"tables\"]", "[\"lists\", \"lists\"]",
         "catalog/releases.toml:14: release \"ltsc2019\": sources names \"lists\" twice"),
        ("field-reports.toml", "[14393, 17763]", "[17763, 17763]",
         "catalog/field-reports.toml:1: field_report \"newer-image\": image_builds names \"17763\" twice"),
        ("base-layers.toml", "10bf725c5388a1909f7184467b5ec75dbad3ece68508aa5fa4074baa0b20cc6f", "6c357baed9f5177e8c8fd1fa35b39266f329535ec8801385134790eb08d8787d",
         "catalog/base-layers.toml:9: base_layer \"sha256:6c357baed9f5177e8c8fd1fa35b39266f329535ec8801385134790eb08d8787d\": contradicts line 1, which has the same key"),
        ("host-groups.toml", "id = \"win10\"", "id = \"win10-1607\"",
         "catalog/host-groups.toml:1: host_group \"win10-1607\": the catalogue names \"win10-1607\" twice
catalog/matrix.csv:6: edition 2025, host win10, image ltsc2016: host \"win10\" is not in releases.toml or host-groups.toml"),
    ]);
}

#[test]
fn rows_of_another_shape_are_refused_where_they_stand() {
    refuses(&[
        (
            "moving-tags.toml",
            "tag = \"latest\"",
            "tag = \"latest\"\nsince = \"2016-01-01\"",
            "catalog/moving-tags.toml:4: moving_tag \"docker.io/microsoft/nanoserver:latest\": unknown field `since`, expected one of `repository`, `tag`, `build`, `removed`, `note`, `source`",
        ),
        (
            "moving-tags.toml",
            "tag = \"latest\"\n",
            "",
            "catalog/moving-tags.toml:1: moving_tag \"docker.io/microsoft/nanoserver:?\": missing field `tag`",
        ),
        (
            "moving-tags.toml",
            "build = 14393",
            "build = -1",
            "catalog/moving-tags.toml:4: moving_tag \"docker.io/microsoft/nanoserver:latest\": invalid value: integer `-1`, expected u32",
        ),
        (
            "moving-tags.toml",
            "tag = \"latest\"",
            "tag = \"latest",
            "catalog/moving-tags.toml:3: invalid basic string, expected `\"`",
        ),
        (
            "moving-tags.toml",
            "tag = \"latest\"",
            "tag = \"latest\"\ntag = \"latest\"",
            "catalog/moving-tags.toml:4: duplicate key",
        ),
        (
            "moving-tags.toml",
            "[[moving_tag]]",
            "version = 1\n[[moving_tag]]",
            "catalog/moving-tags.toml:1: \"version\" is not what the file holds, [[moving_tag]] tables only",
        ),
        (
            "updates.csv",
            "build,revision,kb,date,kind,channel,source",
            "build,revision,kb,date,channel,kind,source",
            "catalog/updates.csv:2: the columns are \"build,revision,kb,date,channel,kind,source\", not \"build,revision,kb,date,kind,channel,source\"",
        ),
        (
            "updates.csv",
            "2016-08-02,unknown,both,lists",
            "2016-08-02,unknown,both",
            "catalog/updates.csv:4: row \"14393\": the row has 6 column(s), not 7",
        ),
    ]);
}
