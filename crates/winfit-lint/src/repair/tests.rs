//! What becomes of fixes that break a file, or stand in each other's way.

use super::*;
use crate::read_document;

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: a
";

fn pod() -> Document {
    read_document("pod.yaml", POD.as_bytes().to_vec()).unwrap()
}

fn replace(text: &str, by: &str) -> Edit {
    let start = POD.find(text).unwrap();
    Edit::replace(Span::new(start, start + text.len()), by)
}

fn open(edits: Vec<Edit>) -> Open {
    Open { rule: "no-host", fix: Fix::new("x", Safety::Safe, edits).unwrap() }
}

/// What became of each fix, and the text after.
fn made(fixes: &[Vec<Edit>]) -> (Vec<Outcome>, String) {
    let open: Vec<Open> = fixes.iter().cloned().map(open).collect();
    let mut document = pod();
    let mut noted = None;
    let outcomes = make(&mut document, &open, |before, edits| noted = apply(before.text(), edits));
    let text = document.source.text().to_owned();
    assert_eq!(noted.unwrap_or_else(|| POD.to_owned()), text, "what is noted is what was done");
    (outcomes, text)
}

#[test]
fn a_fix_after_which_the_file_no_longer_parses_is_not_made() {
    for broken in [
        replace("{name: web}", "{name: web"),
        replace("  containers:\n", "\tcontainers:\n"),
        replace("spec:", "kind:"),
        replace("containers:\n  - name: web\n    image: a\n", "containers: none\n"),
        replace("apiVersion: v1\nkind: Pod\n", ""),
        // Not even inside of the text.
        Edit::remove(Span::new(POD.len(), POD.len() + 1)),
    ] {
        assert_eq!(made(&[vec![broken.clone()]]), (vec![Outcome::LeftOut], POD.to_owned()), "{broken:?}");
    }
}

#[test]
fn a_fix_that_breaks_the_file_does_not_keep_others_from_being_made() {
    let good = vec![replace("image: a", "image: b")];
    let broken = vec![replace("{name: web}", "{name: web")];
    let (outcomes, text) = made(&[broken.clone(), good.clone()]);
    assert_eq!(outcomes, [Outcome::LeftOut, Outcome::Made]);
    assert_eq!(text, POD.replace("image: a", "image: b"));
    // The other way round it is not tried before the next round.
    assert_eq!(made(&[good, broken]).0, [Outcome::Made, Outcome::Postponed]);
}

#[test]
fn of_fixes_that_break_the_file_only_together_the_first_is_made() {
    let with_x = |text: &str, by: &str| vec![replace(text, by)];
    let (outcomes, text) =
        made(&[with_x("- name: web", "- x: 1\n    name: web"), with_x("image: a", "image: a\n    x: 2")]);
    assert_eq!(outcomes, [Outcome::Made, Outcome::Postponed]);
    assert!(text.contains("x: 1") && !text.contains("x: 2"), "{text}");
}

#[test]
fn of_two_fixes_of_one_place_the_second_waits_and_one_that_is_the_same_is_made_with_it() {
    let one = vec![replace("image: a", "image: b")];
    let other = vec![replace("a\n", "c\n")];
    let (outcomes, text) = made(&[one.clone(), other, one]);
    assert_eq!(outcomes, [Outcome::Made, Outcome::Postponed, Outcome::Made]);
    assert!(text.ends_with("image: b\n"));
}

#[test]
fn many_fixes_that_break_the_file_cost_a_limited_number_of_readings() {
    let broken: Vec<_> = POD.char_indices().map(|(at, _)| vec![Edit::insert(at, "\n\t}: [")]).collect();
    let (outcomes, text) = made(&broken);
    assert_eq!(text, POD);
    assert!(outcomes.contains(&Outcome::LeftOut) && outcomes.contains(&Outcome::Postponed));
}

#[test]
fn neighbouring_lines_go_one_after_the_other_so_that_the_last_knows_what_it_leaves() {
    let goes = |text: &str| vec![replace(text, "")];
    let (kind, api) = (goes("kind: Pod\n"), goes("apiVersion: v1\n"));
    let (name, image) = (goes("  - name: web\n"), goes("    image: a\n"));
    let set = |fixes: &[Vec<Edit>]| {
        let open: Vec<Open> = fixes.iter().cloned().map(open).collect();
        apart(&pod(), &open).0
    };
    assert_eq!(set(&[name.clone(), image.clone()]), [0]);
    assert_eq!(set(&[image.clone(), name.clone()]), [0]);
    assert_eq!(set(&[kind.clone(), image]), [0, 1], "with something between them that stays");
    assert_eq!(set(&[vec![replace("v1", "v2")], kind]), [0, 1], "within lines");
    assert_eq!(set(&[api, name]), [0, 1]);
}
