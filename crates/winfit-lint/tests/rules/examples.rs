//! What rules find in their examples.

use crate::asked::every_example;
use crate::drawn;

#[test]
fn every_example_is_found_as_it_is_drawn_and_every_near_miss_left_alone() {
    let mut wrong = Vec::new();
    for asked in every_example() {
        let text = asked.example.plain_text();
        let document = asked.documents(&text).remove(0);
        let found = drawn::of_findings(&document, &asked.findings(&text));
        let expected = drawn::of_example(asked.example);
        if found != expected {
            wrong.push(format!("{}: expected {expected:#?}\nfound {found:#?}", asked.name()));
        }
    }
    assert!(wrong.is_empty(), "{} examples differ:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn every_document_of_an_example_reads_without_a_problem_unless_that_is_the_point() {
    for asked in every_example().filter(|asked| asked.rule.id != "broken-document") {
        let document = asked.documents(&asked.example.plain_text()).remove(0);
        if !["malformed-field", "missing-directive"].contains(&asked.rule.id) {
            assert_eq!(document.problems, [], "{}", asked.name());
        }
    }
}
