//! Random trees, written in random forms, are read as what they are.

use super::any::{any_value, shape_of, write_json, written};
use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_written_in_any_form_is_read_as_it_was(
        value in any_value(),
        forms in proptest::collection::vec(any::<u8>(), 1..40),
        line_break in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
    ) {
        let text = written(&value, &forms, line_break);
        let trees = parse(&text).map_err(|error| TestCaseError::fail(format!("{error} in {text:?}")))?;
        prop_assert_eq!(trees.len(), 1);
        prop_assert_eq!(shape(trees[0].root()), shape_of(&value), "in {:?}", text);
        block::tests::compare(&text);
    }

    #[test]
    fn what_is_written_as_json_is_read_the_same_by_both_readers(value in any_value()) {
        let mut json = String::new();
        write_json(&value, &mut json);
        let expected = shape_of(&value);
        let values = json_values(&json, Limits::DOCUMENT).unwrap();
        prop_assert_eq!(shape(values[0].root()), expected.clone());
        let as_yaml = events::read(&json, 0, Limits::DOCUMENT).unwrap();
        prop_assert_eq!(shape(as_yaml.root()), expected);
    }
}
