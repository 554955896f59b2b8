//! What the reader refuses, and how it says so: each case breaks the small catalogue in one place.

mod engine;
mod facts;
mod failures;
mod kubernetes;
mod linux_words;
mod pause_images;
mod references;
mod rows;
mod statements;
mod tag_suffixes;
mod values;

use winfit_catalog::read::{FILE_NAMES, Fault, Files, MAX_FILE_BYTES, read};

use crate::small;

/// File, the part to replace, its replacement, and all problems that follow.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn problems(files: &Files) -> String {
    read(files).map_or_else(|problems| problems.to_string(), |_| "none".to_owned())
}

fn refuses(cases: &[Case]) {
    for (name, part, replacement, expected) in cases {
        assert_eq!(problems(&small::with(name, part, replacement)), *expected, "{part:?} -> {replacement:?}");
    }
}

#[test]
fn small_catalogue_that_the_cases_start_from_is_accepted() {
    assert_eq!(problems(&small::files()), "none");
}

#[test]
fn all_problems_of_all_files_are_listed_by_file_and_line() {
    let mut files = small::with("updates.csv", "14393,10,KB3176929,2016-08-02", "14393,x,KB1,2016");
    files.insert(
        "releases.toml",
        files.text("releases.toml").unwrap().replace("channel = \"client\"", "channel = \"c\""),
    );
    assert_eq!(
        problems(&files),
        "catalog/releases.toml:25: release \"win10-1607\": channel \"c\" is not one of ltsc, sac, ac, client
catalog/releases.toml:34: release \"win10-1703\": channel \"c\" is not one of ltsc, sac, ac, client
catalog/updates.csv:4: build 14393, revision x: revision \"x\" is not a number
catalog/updates.csv:4: build 14393, revision x: kb: \"KB1\" is not an article number such as KB4493509
catalog/updates.csv:4: build 14393, revision x: date: \"2016\" is not a day written as YYYY-MM-DD"
    );
}

#[test]
fn missing_files_are_named_and_nothing_follows_from_them() {
    assert_eq!(
        problems(&Files::new("catalog")).lines().collect::<Vec<_>>(),
        FILE_NAMES.map(|name| format!("catalog/{name}: the file is missing"))
    );
    for missing in FILE_NAMES {
        let mut files = Files::new("catalog");
        for name in FILE_NAMES.into_iter().filter(|name| *name != missing) {
            files.insert(name, small::files().text(name).unwrap().to_owned());
        }
        assert_eq!(problems(&files), format!("catalog/{missing}: the file is missing"));
    }
}

#[test]
fn file_that_no_catalogue_has_is_refused() {
    let mut files = small::files();
    files.insert("update.csv", "");
    assert!(
        problems(&files)
            .starts_with("catalog/update.csv: a catalogue has no such file; it has sources.toml, ")
    );
}

#[test]
fn file_of_the_largest_size_is_read_and_one_byte_more_is_refused() {
    let text = small::files().text("updates.csv").unwrap().to_owned();
    let mut files = small::files();
    let filler = "#".repeat(MAX_FILE_BYTES - text.len() - 1);
    files.insert("updates.csv", format!("{filler}\n{text}"));
    assert_eq!(problems(&files), "none");
    files.insert("updates.csv", format!("#{filler}\n{text}"));
    let found = read(&files).unwrap_err();
    assert_eq!(found.as_slice()[0].fault, Fault::TooLarge { bytes: MAX_FILE_BYTES + 1 });
    assert_eq!(found.as_slice().len(), 1);
}

#[test]
fn list_of_problems_is_bounded_and_the_rest_is_counted() {
    let mut files = small::files();
    files.insert("sources.toml", "[[source]]\n".repeat(1_500));
    let found = read(&files).unwrap_err();
    assert_eq!((found.as_slice().len(), found.omitted()), (1_000, 500));
    assert!(
        found
            .to_string()
            .ends_with("catalog/sources.toml:1000: source \"?\": missing field `id`\nand 500 more")
    );
}

#[test]
fn windows_line_ends_and_byte_order_marks_change_nothing() {
    let mut files = Files::new("catalog");
    for name in FILE_NAMES {
        let text = small::files().text(name).unwrap().replace('\n', "\r\n");
        files.insert(name, format!("\u{feff}{text}"));
    }
    assert_eq!(read(&files), read(&small::files()));
    let text = files.text("updates.csv").unwrap().to_owned();
    files.insert("updates.csv", format!("\u{feff}{}", text.replace("15063,13,", "15063,x,")));
    assert_eq!(
        problems(&files),
        "catalog/updates.csv:8: build 15063, revision x: revision \"x\" is not a number"
    );
    files.insert("updates.csv", format!("\u{feff}{}", text.replace("build,", "builds,")));
    assert!(problems(&files).starts_with("catalog/updates.csv:2: the columns are \"builds,"));
}
