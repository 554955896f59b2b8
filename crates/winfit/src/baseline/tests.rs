//! Baselines as texts: round trips, and what is refused.

use proptest::prelude::*;
use winfit_lint::Fingerprint;

use super::*;

fn entry(file: &str, rule: &str, line: &str) -> BaselineEntry {
    BaselineEntry { file: file.to_owned(), rule: rule.to_owned(), line: Fingerprint::of(line) }
}

fn stored(entries: &[(&str, &str, &str, usize)]) -> Stored {
    let counts = entries.iter().map(|(file, rule, line, count)| (entry(file, rule, line), *count));
    Stored { counts: counts.collect() }
}

#[test]
fn the_text_is_sorted_and_has_a_line_for_each_entry() {
    let text = stored(&[
        ("b.yaml", "no-host", "x", 1),
        ("a.yaml", "no-host", "y", 2),
        ("a.yaml", "build-mismatch", "y", 1),
    ]);
    assert_eq!(
        text.text().unwrap(),
        "{\n  \"schema\": \"winfit-baseline/1\",\n  \"findings\": [\n    \
         {\"file\":\"a.yaml\",\"rule\":\"build-mismatch\",\"line\":\"af63f44c86021554\",\"count\":1},\n    \
         {\"file\":\"a.yaml\",\"rule\":\"no-host\",\"line\":\"af63f44c86021554\",\"count\":2},\n    \
         {\"file\":\"b.yaml\",\"rule\":\"no-host\",\"line\":\"af63f54c86021707\",\"count\":1}\n  ]\n}\n"
    );
    assert_eq!(
        stored(&[]).text().unwrap(),
        "{\n  \"schema\": \"winfit-baseline/1\",\n  \"findings\": []\n}\n"
    );
}

#[test]
fn what_is_no_baseline_is_refused_with_its_place() {
    let entry = |text: &str| format!("{{\"schema\":\"winfit-baseline/1\",\"findings\":[{text}]}}");
    for (text, message) in [
        (String::new(), "b.json:1:0: this is no baseline of winfit: EOF while parsing a value"),
        ("{".to_owned(), "b.json:1:1: this is no baseline of winfit: EOF while parsing an object"),
        ("a: 1\n".to_owned(), "b.json:1:1: this is no baseline of winfit: expected value"),
        ("{}".to_owned(), "b.json:1:2: this is no baseline of winfit: missing field `schema`"),
        (
            "{\"schema\":\"winfit-baseline/2\",\"findings\":[]}".to_owned(),
            "b.json: this is no baseline of winfit: its schema is \"winfit-baseline/2\", and winfit-baseline/1 is read",
        ),
        (
            "{\"schema\":\"winfit-baseline/1\",\"findings\":[],\"x\":1}".to_owned(),
            "b.json:1:47: this is no baseline of winfit: unknown field `x`, expected `schema` or `findings`",
        ),
        (
            entry("{\"file\":\"a\",\"rule\":\"b\",\"line\":\"c\",\"count\":1}"),
            "b.json: findings[0]: this is no baseline of winfit: \"c\" is no fingerprint of a line: 16 digits from 0 to 9 and \
             a to f",
        ),
        (
            entry("{\"file\":\"a\",\"rule\":\"b\",\"line\":\"c\",\"count\":-1}"),
            "b.json:1:86: this is no baseline of winfit: invalid value: integer `-1`, expected usize",
        ),
        (
            "{\"\\u001b[31m\":1}".to_owned(),
            "b.json:1:13: this is no baseline of winfit: unknown field `\\u{1b}[31m`, expected `schema` or `findings`",
        ),
    ] {
        assert_eq!(Stored::parse("b.json", text.as_bytes()).unwrap_err().to_string(), message);
    }
    assert!(Stored::parse("b.json", b"\xff\xfe").is_err());
    assert!(Stored::parse("b.json", "[".repeat(1_000_000).as_bytes()).is_err());
}

#[test]
fn what_is_about_files_of_the_check_takes_their_names_and_what_is_about_others_is_kept_while_they_are_there()
{
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("other.yaml"), "").unwrap();
    let all =
        stored(&[("deploy/a.yaml", "x", "1", 2), ("other.yaml", "x", "1", 3), ("gone.yaml", "x", "1", 4)]);
    let paths = HashMap::from([("deploy/a.yaml".to_owned(), "../deploy/a.yaml".to_owned())]);
    let (own, elsewhere) = all.of_files(folder.path(), &paths);
    assert_eq!(own, Baseline::new([(entry("../deploy/a.yaml", "x", "1"), 2)]));
    assert_eq!(elsewhere.gone, 4);
    let names = HashMap::from([("../deploy/a.yaml".to_owned(), "deploy/a.yaml".to_owned())]);
    let again = Stored::new(&Baseline::new([(entry("../deploy/a.yaml", "y", "1"), 1)]), &names, elsewhere);
    assert_eq!(again.counts, stored(&[("deploy/a.yaml", "y", "1", 1), ("other.yaml", "x", "1", 3)]).counts);
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_it_was(
        entries in proptest::collection::vec(("[a-z./ é\"\\\\\u{1b}\n]{0,12}", "[a-z-]{0,8}", ".{0,8}", 1_usize..5), 0..20)
    ) {
        let counts = entries.iter().map(|(file, rule, line, count)| (entry(file, rule, line), *count)).collect();
        let written = Stored { counts };
        let text = written.text().unwrap();
        let around = if written.counts.is_empty() { 4 } else { 5 };
        prop_assert_eq!(text.lines().count(), written.counts.len() + around);
        let read = Stored::parse("b.json", text.as_bytes()).unwrap();
        prop_assert_eq!(&read.counts, &written.counts);
        prop_assert_eq!(read.text().unwrap(), text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "(\\{|\\}|\\[|\\]|\"schema\":|\"winfit-baseline/1\"|,|\"findings\":|\"a\"|:|1|é|\n){0,20}") {
        let _ = Stored::parse("b.json", text.as_bytes());
    }
}
