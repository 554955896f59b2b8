//! `winfit updates`.

use crate::program::{json, winfit};

#[test]
fn an_article_is_shown_with_the_versions_that_it_installs() {
    insta::assert_snapshot!(winfit(&["updates", "KB4493509"]).clean(), @r"
    KB4493509 installs 10.0.17763.437
    OS version      article    date        kind      releases
    10.0.17763.437  KB4493509  2019-04-09  security  ltsc2019, sac1809, win10-1809
    ");
}

#[test]
fn the_facts_of_the_documents_come_out_right() {
    for (article, version) in [
        ("KB4041691", "10.0.14393.1770"),
        ("KB4051033", "10.0.14393.1914"),
        ("KB4053579", "10.0.14393.1944"),
        ("KB4493509", "10.0.17763.437"),
        ("KB4534273", "10.0.17763.973"),
        ("KB4043961", "10.0.16299.19"),
        ("4043961", "10.0.16299.19"),
        ("kb4043961", "10.0.16299.19"),
    ] {
        let answer = json(&winfit(&["updates", article, "--format", "json"]).clean())["answers"][0].clone();
        assert_eq!(answer["updates"][0]["os_version"], version, "{article}");
        let back = json(&winfit(&["updates", version, "--format", "json"]).clean())["answers"][0].clone();
        assert_eq!(back["kind"], "version");
        assert_eq!(back["updates"][0]["kb"], answer["updates"][0]["kb"]);
    }
}

#[test]
fn a_build_gives_its_updates_newest_first_up_to_the_limit() {
    let text = winfit(&["updates", "16299", "--limit", "2"]).clean();
    insta::assert_snapshot!(text, @r"
    16299: 73 updates, newest first
    OS version       article    date        kind      releases
    10.0.16299.2166  KB4580328  2020-10-13  security  sac1709, win10-1709
    10.0.16299.2107  KB4577041  2020-09-08  security  sac1709, win10-1709
    and 71 older: --limit 0 lists all
    ");
    let all = json(&winfit(&["updates", "16299", "--limit", "0", "--format", "json"]).clean());
    let revisions: Vec<u64> = all["answers"][0]["updates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["revision"].as_u64().unwrap())
        .collect();
    assert!(revisions.len() > 60 && revisions.is_sorted_by(|one, next| one >= next), "{revisions:?}");
    assert_eq!(all["answers"][0]["omitted"], 0);
    let by_name = json(&winfit(&["updates", "sac1709", "--limit", "0", "--format", "json"]).clean());
    assert_eq!(by_name["answers"][0]["updates"], all["answers"][0]["updates"]);
}

#[test]
fn what_the_catalogue_lacks_is_named_with_the_nearest_it_has() {
    insta::assert_snapshot!(winfit(&["updates", "KB4493510", "16299.20"]).found(), @r"
    unknown: KB4493510: no update known has this article
    the nearest known:
    OS version       article    date        kind      releases
    10.0.17763.437   KB4493509  2019-04-09  security  ltsc2019, sac1809, win10-1809
    10.0.14393.2969  KB4494440  2019-05-14  security  ltsc2016, win10-1607

    unknown: 16299.20: no update known installs this revision
    the nearest known:
    OS version     article    date        kind      releases
    10.0.16299.19  KB4043961  2017-10-17  unknown   sac1709, win10-1709
    10.0.16299.64  KB4048955  2017-11-14  security  sac1709, win10-1709
    ");
}

#[test]
fn malformed_articles_are_refused() {
    insta::assert_snapshot!(winfit(&["updates", "KB12"]).failed(), @r#"
    error: "KB12" is no article number: KB and six to eight digits
    help: write KB4493509, a build such as 17763, or a version such as 10.0.17763.437
    "#);
}

#[test]
fn without_arguments_each_build_has_one_line() {
    let answers = json(&winfit(&["updates", "--format", "json"]).clean())["answers"].clone();
    let builds: Vec<u64> =
        answers[0]["updates"].as_array().unwrap().iter().map(|it| it["build"].as_u64().unwrap()).collect();
    assert!(builds.len() > 15 && builds.is_sorted_by(|one, next| one < next), "{builds:?}");
}
