//! `winfit matrix`.

use crate::program::{json, winfit};

#[test]
fn a_printed_table_is_reproduced_and_contradictions_are_footnoted() {
    let text = winfit(&["matrix", "--hosts", "client", "--edition", "2022-12"]).clean();
    let printed: Vec<&str> = text.split("\n\n").take(1).collect();
    insta::assert_snapshot!(printed.join("\n\n"), @r"
    The 2022-12 edition's table of client hosts, as printed
    source: ms-version-compatibility, read 2026-11-20
    host   2016  2019   2022
    win10  -H    PH[1]  --
    win11  -H    -H     pH
    ");
    assert!(
        text.contains("[1] win10 with ltsc2019: the document prints PH, and its rules give -H"),
        "{text}"
    );
}

#[test]
fn previews_are_marked() {
    let text = winfit(&["matrix", "--hosts", "client", "--edition", "2022"]).clean();
    assert!(text.contains("win11  -H    -H    pH\n"), "{text}");
}

#[test]
fn the_derived_table_has_every_release() {
    let text = winfit(&["matrix", "--hosts", "server"]).clean();
    let derived = text.split("All releases known").nth(1).unwrap();
    for release in ["ltsc2016", "sac1709", "sac20h2", "ac23h2", "ltsc2025"] {
        assert!(derived.contains(&format!("\n{release} ")), "{release}: {derived}");
    }
    assert!(
        derived.contains("\nac23h2    -H    -H    -H    -H    -H    -H    -H    -H    PH    --\n"),
        "{derived}"
    );
}

#[test]
fn an_image_that_never_existed_is_said_to_be_one() {
    let text = winfit(&["matrix", "--hosts", "client", "--edition", "2021"]).clean();
    assert!(text.contains("21H1 was printed and never existed."), "{text}");
}

#[test]
fn all_editions_are_printed_oldest_first() {
    let text = winfit(&["matrix", "--all", "--hosts", "server", "--format", "json"]).clean();
    let tables = json(&text)["tables"].as_array().unwrap().clone();
    let editions: Vec<_> = tables
        .iter()
        .map(|table| format!("{} {}", table["edition"].as_str().unwrap(), table["origin"].as_str().unwrap()))
        .collect();
    assert_eq!(editions.len(), 13);
    assert_eq!(editions[..2], ["2017 printed", "2017-12 printed"]);
    assert_eq!(editions[11..], ["2025 printed", "2025 derived"]);
}

#[test]
fn every_cell_of_json_says_where_it_comes_from() {
    let text = winfit(&["matrix", "--edition", "2022-12", "--format", "json"]).clean();
    let tables = json(&text)["tables"].clone();
    for table in tables.as_array().unwrap() {
        for cell in table["rows"].as_array().unwrap().iter().flat_map(|row| row["cells"].as_array().unwrap())
        {
            let is_printed = cell["origin"] == "printed";
            assert_eq!(cell["origin"], table["origin"]);
            assert_eq!(cell["source"] == "ms-version-compatibility", is_printed, "{cell}");
        }
    }
    let contradicted = &tables[1]["rows"][0]["cells"][1];
    assert_eq!(contradicted["by_rules"], json(r#"{"process":"no","hyperv":"yes"}"#));
}

#[test]
fn tables_fit_eighty_columns_and_come_in_groups_below() {
    let text = winfit(&["matrix", "--all"]).clean();
    let is_address = |line: &&str| line.trim_start().starts_with("https://");
    let widest = text.lines().filter(|line| !is_address(line)).map(|line| line.chars().count()).max();
    assert!(widest.unwrap() <= 80, "{widest:?}");
}
