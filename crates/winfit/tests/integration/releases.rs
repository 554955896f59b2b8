//! `winfit releases`.

use crate::program::{json, winfit};

#[test]
fn supported_servers_are_listed_with_their_ends() {
    insta::assert_snapshot!(winfit(&["releases", "--supported", "--server"]).clean(), @r"
    4 releases, 4 of them supported on 2026-11-20

    id        build  released    support           name
    ltsc2016  14393  2016-10-15  until 2027-01-12  Windows Server 2016
    ltsc2019  17763  2018-11-13  until 2029-01-09  Windows Server 2019
    ltsc2022  20348  2021-08-18  until 2031-10-14  Windows Server 2022
    ltsc2025  26100  2024-11-01  until 2034-11-14  Windows Server 2025
    ");
}

#[test]
fn support_ends_the_day_after_its_last_day() {
    let supported = |day: &str| {
        let arguments = ["releases", "--server", "--format", "json", "--today", day];
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_winfit"));
        let run = crate::program::run(command.env_clear().args(arguments), b"");
        let releases = json(&run.clean())["releases"].as_array().unwrap().clone();
        releases.iter().find(|release| release["id"] == "sac1709").unwrap()["supported"].clone()
    };
    assert_eq!((supported("2019-04-09"), supported("2019-04-10")), (true.into(), false.into()));
}

#[test]
fn servers_and_clients_are_told_apart() {
    let ids = |flag: &str| {
        let releases = json(&winfit(&["releases", flag, "--format", "json"]).clean())["releases"].clone();
        let ids: Vec<String> =
            releases.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
        ids
    };
    assert!(ids("--client").iter().all(|id| id.starts_with("win1")));
    assert!(!ids("--server").iter().any(|id| id.starts_with("win1")));
}
