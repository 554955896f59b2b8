//! Facts that contradict each other.

use super::refuses;

#[test]
fn facts_that_contradict_each_other_are_refused() {
    refuses(&[
        ("releases.toml", "mainstream_end = \"2022-01-11\"", "mainstream_end = \"2016-10-14\"",
         "catalog/releases.toml:1: release \"ltsc2016\": mainstream_end 2016-10-14 precedes released 2016-10-15"),
        ("releases.toml", "extended_end = \"2027-01-12\"", "extended_end = \"2022-01-10\"",
         "catalog/releases.toml:1: release \"ltsc2016\": extended_end 2022-01-10 precedes mainstream_end 2022-01-11"),
        ("releases.toml", "extended_end = \"2027-01-12\"", "image_end = \"2016-01-01\"",
         "catalog/releases.toml:1: release \"ltsc2016\": image_end 2016-01-01 precedes released 2016-10-15"),
        ("releases.toml", "image_tags = [\"ltsc2016\"]\n", "",
         "catalog/releases.toml:1: release \"ltsc2016\": image_architectures is given without image_tags"),
        ("releases.toml", "image_tags = [\"ltsc2016\"]", "image_tags = [\"1809\"]",
         "catalog/releases.toml:1: release \"ltsc2016\": image tag \"1809\" means build 17763, but the release has build 14393"),
        ("tag-labels.toml", "label = \"1809\"\nbuild = 17763", "label = \"1809\"\nbuild = 16299",
         "catalog/releases.toml:14: release \"ltsc2019\": image tag \"1809\" means build 16299, but the release has build 17763
catalog/tag-labels.toml:7: tag_label \"1809\": has build 16299, but release \"ltsc2019\" has build 17763"),
        ("updates.csv", "security,server,lists\n17763,9376", "security,both,lists\n17763,9376",
         "catalog/updates.csv:9: build 17763, revision 437: listed for both hosts, but no client release has build 17763"),
        ("updates.csv", "unknown,client", "unknown,server",
         "catalog/updates.csv:8: build 15063, revision 13: listed for server hosts, but no server release has build 15063"),
        ("baseline-2020-02.toml", "host_revision = 3504", "host_revision = 3505",
         "catalog/baseline-2020-02.toml:1: baseline \"14393\": updates.csv has no KB4537764 with revision 3505 for build 14393"),
        ("baseline-2020-02.toml", "KB4546850", "KB4546851",
         "catalog/baseline-2020-02.toml:1: baseline \"14393\": updates.csv has no KB4546851 with revision 3506 for build 14393"),
        ("baseline-2020-02.toml", "image_revision = 3506\n", "",
         "catalog/baseline-2020-02.toml:1: baseline \"14393\": image_kb is given without image_revision"),
        ("matrix.csv", "2017,client,win10-1607", "2017,client,ltsc2016",
         "catalog/matrix.csv:3: edition 2017, host ltsc2016, image ltsc2016: host \"ltsc2016\" does not belong in the table of client hosts"),
        (
            "matrix.csv",
            "2017,server,ltsc2016",
            "2017,server,win10-1607",
            "catalog/matrix.csv:2: edition 2017, host win10-1607, image ltsc2016: host \"win10-1607\" does not belong in the table of server hosts",
        ),
        ("matrix.csv", "2017,client,win10-1607,ltsc2016", "2017,client,win10-1607,win10-1703",
         "catalog/matrix.csv:3: edition 2017, host win10-1607, image win10-1703: image \"win10-1703\" is a release without images"),
        ("field-reports.toml", "cured_by = \"KB4493509\"\n", "",
         "catalog/field-reports.toml:1: field_report \"newer-image\": state \"cured\" is given without cured_by"),
        ("field-reports.toml", "state = \"cured\"", "state = \"open\"",
         "catalog/field-reports.toml:1: field_report \"newer-image\": cured_by is given without state \"cured\""),
        ("field-reports.toml", "host_below_revision = 437", "host_below_revision = 436",
         "catalog/field-reports.toml:1: field_report \"newer-image\": updates.csv has no KB4493509 with revision 436 for build 17763"),
    ]);
}
