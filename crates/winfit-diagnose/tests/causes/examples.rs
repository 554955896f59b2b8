//! Each example of each cause.

use winfit_diagnose::causes::CAUSES;

use crate::found;

#[test]
fn each_example_shows_its_cause_as_surely_as_it_says_or_not_at_all() {
    let mut wrong = Vec::new();
    for cause in CAUSES {
        for example in cause.examples {
            let all = found(example.text);
            let this = all.iter().find(|it| it.cause.id == cause.id);
            if this.map(|it| it.confidence) != example.found {
                let all: Vec<_> = all.iter().map(|it| (it.cause.id, it.confidence)).collect();
                wrong.push(format!(
                    "{}: {}: expected {:?}, found {all:?}",
                    cause.id, example.says, example.found
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_cause_has_an_example_that_shows_it_and_one_that_only_looks_like_it() {
    for cause in CAUSES {
        assert!(cause.examples.iter().any(|it| it.found.is_some()), "{}", cause.id);
        assert!(cause.examples.iter().any(|it| it.found.is_none()), "{}", cause.id);
    }
}

#[test]
fn a_cause_that_an_example_shows_comes_first() {
    let mut wrong = Vec::new();
    for cause in CAUSES {
        for example in cause.examples.iter().filter(|it| it.found.is_some()) {
            let all = found(example.text);
            if all.first().map(|it| it.cause.id) != Some(cause.id) {
                wrong.push(format!(
                    "{}: {}: {:?}",
                    cause.id,
                    example.says,
                    all.first().map(|it| it.cause.id)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
