//! References to nothing.

use super::refuses;

#[test]
fn references_to_nothing_are_refused() {
    refuses(&[
        (
            "releases.toml",
            "sources = [\"lists\", \"tables\"]",
            "sources = [\"lists\", \"rumours\"]",
            "catalog/releases.toml:14: release \"ltsc2019\": source \"rumours\" is not in sources.toml",
        ),
        (
            "updates.csv",
            "2017-04-05,unknown,client,lists",
            "2017-04-05,unknown,client,rumours",
            "catalog/updates.csv:8: build 15063, revision 13: source \"rumours\" is not in sources.toml",
        ),
        (
            "host-groups.toml",
            "source = \"tables\"",
            "source = \"rumours\"",
            "catalog/host-groups.toml:1: host_group \"win10\": source \"rumours\" is not in sources.toml",
        ),
        (
            "baseline-2020-02.toml",
            "source = \"lists\"",
            "source = \"rumours\"",
            "catalog/baseline-2020-02.toml:1: baseline \"14393\": source \"rumours\" is not in sources.toml",
        ),
        (
            "tag-patterns.toml",
            "era = \"2018\"\nsource = \"lists\"",
            "era = \"2018\"\nsource = \"rumours\"",
            "catalog/tag-patterns.toml:8: tag_pattern \"preview\": source \"rumours\" is not in sources.toml",
        ),
        (
            "repositories.toml",
            "source = \"lists\"",
            "source = \"rumours\"",
            "catalog/repositories.toml:1: repository \"mcr.microsoft.com/windows/nanoserver\": source \"rumours\" is not in sources.toml",
        ),
        (
            "retired-names.toml",
            "source = \"lists\"",
            "source = \"rumours\"",
            "catalog/retired-names.toml:1: retired_name \"docker.io/microsoft/nanoserver\": source \"rumours\" is not in sources.toml",
        ),
        (
            "moving-tags.toml",
            "source = \"lists\"",
            "source = \"rumours\"",
            "catalog/moving-tags.toml:1: moving_tag \"docker.io/microsoft/nanoserver:latest\": source \"rumours\" is not in sources.toml",
        ),
        (
            "field-reports.toml",
            "source = \"lists\"",
            "source = \"rumours\"",
            "catalog/field-reports.toml:1: field_report \"newer-image\": source \"rumours\" is not in sources.toml",
        ),
        (
            "base-layers.toml",
            "kind = \"layer\"\nsource = \"lists\"",
            "kind = \"layer\"\nsource = \"rumours\"",
            "catalog/base-layers.toml:9: base_layer \"sha256:10bf725c5388a1909f7184467b5ec75dbad3ece68508aa5fa4074baa0b20cc6f\": source \"rumours\" is not in sources.toml",
        ),
        (
            "base-layers.toml",
            "revision = 10",
            "revision = 11",
            "catalog/base-layers.toml:9: base_layer \"sha256:10bf725c5388a1909f7184467b5ec75dbad3ece68508aa5fa4074baa0b20cc6f\": updates.csv has no revision 11 of build 14393",
        ),
        (
            "base-layers.toml",
            "build = 14393\nrevision = 10",
            "build = 14394\nrevision = 10",
            "catalog/base-layers.toml:9: base_layer \"sha256:10bf725c5388a1909f7184467b5ec75dbad3ece68508aa5fa4074baa0b20cc6f\": no release has build 14394",
        ),
        (
            "base-layers.toml",
            "build = 14393\nrevision = 10",
            "build = 15063\nrevision = 13",
            "catalog/base-layers.toml:9: base_layer \"sha256:10bf725c5388a1909f7184467b5ec75dbad3ece68508aa5fa4074baa0b20cc6f\": listed for server hosts, but no server release has build 15063",
        ),
        (
            "tag-labels.toml",
            "release = \"ltsc2016\"\nsource = \"lists\"",
            "release = \"ltsc2016\"\nsource = \"rumours\"",
            "catalog/tag-labels.toml:1: tag_label \"ltsc2016\": source \"rumours\" is not in sources.toml",
        ),
        (
            "host-groups.toml",
            "\"win10-1703\"",
            "\"win10-1709\"",
            "catalog/host-groups.toml:1: host_group \"win10\": releases \"win10-1709\" is not in releases.toml",
        ),
        (
            "tag-labels.toml",
            "release = \"ltsc2016\"",
            "release = \"ltsc2012\"",
            "catalog/tag-labels.toml:1: tag_label \"ltsc2016\": release \"ltsc2012\" is not in releases.toml",
        ),
        (
            "releases.toml",
            "\"ltsc2019\", \"1809\"",
            "\"ltsc2019\", \"1909\"",
            "catalog/releases.toml:14: release \"ltsc2019\": image_tags \"1909\" is not in tag-labels.toml",
        ),
        (
            "repositories.toml",
            "\"preview\"",
            "\"review\"",
            "catalog/repositories.toml:1: repository \"mcr.microsoft.com/windows/nanoserver\": patterns \"review\" is not in tag-patterns.toml",
        ),
        (
            "repositories.toml",
            "\"LTSC2019\"",
            "\"ltsc2022\"",
            "catalog/repositories.toml:1: repository \"mcr.microsoft.com/windows/nanoserver\": labels \"ltsc2022\" is not in tag-labels.toml",
        ),
        (
            "retired-names.toml",
            "windows/nanoserver",
            "windows/nano",
            "catalog/retired-names.toml:1: retired_name \"docker.io/microsoft/nanoserver\": replaced_by \"mcr.microsoft.com/windows/nano\" is not in repositories.toml",
        ),
        (
            "moving-tags.toml",
            "microsoft/nanoserver",
            "microsoft/nano",
            "catalog/moving-tags.toml:1: moving_tag \"docker.io/microsoft/nano:latest\": repository \"docker.io/microsoft/nano\" is not in repositories.toml or retired-names.toml",
        ),
        (
            "matrix.csv",
            "client,win10-1607",
            "client,win10-1511",
            "catalog/matrix.csv:3: edition 2017, host win10-1511, image ltsc2016: host \"win10-1511\" is not in releases.toml or host-groups.toml",
        ),
        (
            "matrix.csv",
            "ltsc2019,ltsc2019,yes",
            "ltsc2019,ltsc2022,yes",
            "catalog/matrix.csv:5: edition 2025, host ltsc2019, image ltsc2022: image \"ltsc2022\" is not in releases.toml",
        ),
        (
            "updates.csv",
            "15063,13,",
            "15064,13,",
            "catalog/updates.csv:8: build 15064, revision 13: no release has build 15064",
        ),
        (
            "tag-patterns.toml",
            "fixed_build = 17763",
            "fixed_build = 17764",
            "catalog/tag-patterns.toml:8: tag_pattern \"preview\": no release has build 17764",
        ),
        (
            "moving-tags.toml",
            "build = 14393",
            "build = 14394",
            "catalog/moving-tags.toml:1: moving_tag \"docker.io/microsoft/nanoserver:latest\": no release has build 14394",
        ),
        (
            "field-reports.toml",
            "[14393, 17763]",
            "[14394, 17763]",
            "catalog/field-reports.toml:1: field_report \"newer-image\": no release has build 14394",
        ),
    ]);
}
