//! However a message is carried.

use proptest::prelude::*;

use crate::{FAILURES, Names, first};

fn names() -> impl Strategy<Value = Names> {
    (
        "[0-9a-f]{64}",
        "[a-z]{2,8}(\\.example\\.com)?/[a-z]{2,8}:[1-9]\\.[0-9]{1,2}",
        "[a-z]{3,9}-[0-9a-f]{8}-[a-z0-9]{5}",
        "[a-z]{3}-[0-9]{2,4}",
    )
        .prop_map(|(id, image, pod, node)| Names { id, image, pod, node })
}

fn named(text: &str, names: &Names) -> String {
    text.replace("ID", &names.id)
        .replace("IMAGE", &names.image)
        .replace("POD", &names.pod)
        .replace("NODE", &names.node)
}

/// Wrapped as a terminal of so many columns does it: anywhere.
fn wrapped(text: &str, columns: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    let lines: Vec<String> = characters.chunks(columns).map(|line| line.iter().collect()).collect();
    lines.join("\n")
}

/// Wrapped at spaces.
fn folded(text: &str, columns: usize, margin: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if !line.is_empty() && line.len() + word.len() >= columns {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join(&format!("\n{margin}"))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Sentences around a message, in languages of those who paste it.
const AROUND: [&str; 6] = [
    "Hallo zusammen, seit gestern geht gar nichts mehr:",
    "Вот что я вижу в журнале:",
    "次のエラーが発生します。",
    "从昨天开始就出现以下错误：",
    "Bonjour à tous, voilà ce que j'obtiens :",
    "컨테이너가 시작되지 않습니다.",
];

fn failure() -> impl Strategy<Value = (&'static str, String)> {
    (0..FAILURES.len(), names()).prop_map(|(index, names)| {
        let (cause, text) = FAILURES[index];
        (cause, named(text, &names))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn other_names_have_the_same_cause((cause, text) in failure()) {
        prop_assert_eq!(first(&text), cause, "{}", text);
    }

    #[test]
    fn a_terminal_s_width_changes_nothing((cause, text) in failure(), columns in 40_usize..200) {
        prop_assert_eq!(first(&wrapped(&text, columns)), cause, "{}", wrapped(&text, columns));
        prop_assert_eq!(first(&folded(&text, columns, "  ")), cause, "{}", folded(&text, columns, "  "));
    }

    #[test]
    fn quotes_line_ends_and_colours_change_nothing((cause, text) in failure(), columns in 60_usize..200) {
        for text in [
            format!("> {}", folded(&text, columns, "> ")),
            folded(&text, columns, "").replace('\n', "\r\n"),
            format!("\u{1b}[31;1m{}\u{1b}[0m", folded(&text, columns, "\u{1b}[31m")),
            format!("```\n{text}\n```"),
            format!("    {text}"),
        ] {
            prop_assert_eq!(first(&text), cause, "{}", text);
        }
    }

    #[test]
    fn what_a_log_writes_before_a_message_changes_nothing((cause, text) in failure(), second in 0_u32..60) {
        for text in [
            format!("2024-05-01T12:00:{second:02}.1234567Z {text}"),
            format!("E1001 14:29:{second:02}.759095    8072 pod_workers.go:190] \"Error syncing pod\" err={text:?}"),
            format!("time=\"2024-05-01T12:00:{second:02}Z\" level=error msg={text:?}"),
            format!("[build] 12:00:{second:02} ERROR: {text}"),
            format!("web_1  | {text}"),
        ] {
            prop_assert_eq!(first(&text), cause, "{}", text);
        }
    }

    #[test]
    fn json_around_a_message_changes_nothing((cause, text) in failure()) {
        let once = format!("{{\"message\":\"{}\",\"reason\":\"Failed\",\"type\":\"Warning\"}}", escaped(&text));
        let twice = format!("{{\"log\":\"{}\",\"stream\":\"stderr\"}}", escaped(&once));
        prop_assert_eq!(first(&once), cause, "{}", once);
        prop_assert_eq!(first(&twice), cause, "{}", twice);
    }

    #[test]
    fn the_words_of_people_around_a_message_change_nothing(
        (cause, text) in failure(),
        before in 0..AROUND.len(),
        behind in 0..AROUND.len(),
    ) {
        let text = format!("{}\n\n{text}\n\n{}", AROUND[before], AROUND[behind]);
        prop_assert_eq!(first(&text), cause, "{}", text);
    }

    #[test]
    fn lines_in_another_order_have_the_same_cause(
        (cause, text) in failure(),
        mut noise in prop::collection::vec("(I[0-9]{4} 14:29:03 server.go:[0-9]{1,3}\\] [a-z ]{5,40}|[a-z]{3,10}: [a-z ]{5,30})", 0..8),
        at in 0_usize..8,
    ) {
        let at = at.min(noise.len());
        noise.insert(at, text);
        let text = noise.join("\n");
        prop_assert_eq!(first(&text), cause, "{}", text);
    }

    #[test]
    fn the_same_message_many_times_is_one_cause((cause, text) in failure(), times in 2_usize..40) {
        let text = vec![text; times].join("\n");
        prop_assert_eq!(first(&text), cause);
        let same = crate::found(&text).iter().filter(|it| it.cause.id == cause).count();
        prop_assert_eq!(same, 1);
    }
}
