//! What is wrong with a Dockerfile, and what is left unread.

use super::{problems, read, stages};

#[test]
fn what_is_wrong_is_named_and_the_rest_is_read() {
    let document = read("RUN x\nFROM\nFROM a\nFORM b\nFROM \"\"\nFROM c:${D\nFROM d\n");
    assert_eq!(
        problems(&document),
        [
            "\"RUN x\": only ARG may stand before the first FROM",
            "\"FROM\": FROM has no image",
            "\"FORM\": this is not a Dockerfile: there is no instruction \"FORM\"",
            "\"\\\"\\\"\": FROM has no image",
            "\"c:${D\": \"${D\" is not a variable; write \\$ for a plain dollar sign",
        ]
    );
    assert_eq!(stages(&document), ["0 a <- a []", "1 -", "2 c:${D <- c:${D [\"${D\"]", "3 d <- d []",]);
    assert_eq!(problems(&read("ARG A=1\n")), ["\"\": this Dockerfile has no FROM"]);
    assert_eq!(problems(&read("")), Vec::<String>::new());
}

#[test]
fn of_very_many_stages_and_sources_only_the_first_are_read() {
    let document = read(&"FROM a\n".repeat(10_001));
    assert_eq!((document.workloads.len(), document.problems.len()), (10_000, 1));
    let document = read(&format!("FROM a\n{}", "COPY --from=b c d\n".repeat(1001)));
    assert_eq!(document.workloads[0].sources.len(), 1000);
}

#[test]
fn a_template_is_said_to_be_one() {
    let document = read("FROM a\n{{ if .windows }}\nnonsense\n{{ end }}\n");
    assert_eq!(problems(&document), Vec::<String>::new());
    assert_eq!(document.source.slice(document.skipped[0].span), "{{");
    assert_eq!(stages(&document), ["0 a <- a []"], "what stands before is read");
    let document = read("{{ header }}\nFROM a\n");
    assert_eq!((problems(&document).len(), document.workloads.len()), (0, 0));
    assert_eq!(stages(&read("FROM a:{{.tag}}\n")), ["0 a:{{.tag}} <- a:{{.tag}} [\".tag\"]"]);
}

#[test]
fn more_words_than_an_image_and_a_name_are_named() {
    let wrong = |text: &str| problems(&read(text));
    let names = |word: &str| {
        [format!("{word:?}: this is not a Dockerfile: FROM takes an image, AS and a name, and not {word:?}")]
    };
    assert_eq!(wrong("FROM a # the base\n"), names("#"));
    assert_eq!(wrong("FROM a b\n"), names("b"));
    assert_eq!(wrong("FROM a AS\n"), names("AS"));
    assert_eq!(wrong("FROM a AS b c\n"), names("c"));
    for text in [
        "FROM a\n",
        "FROM a as b\n",
        "FROM {{ .image }}\n",
        "FROM a {% if b %}\n",
        "ONBUILD FROM a b\nFROM c\n",
    ] {
        assert_eq!(wrong(text), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn a_line_that_is_longer_than_docker_reads_is_named_once() {
    let long = |len: usize| format!("FROM a\n#{}\r\nRUN <<E\n{}\nE\n", "x".repeat(len - 1), "y".repeat(len));
    assert_eq!(problems(&read(&long(65_534))), Vec::<String>::new());
    let document = read(&long(65_536));
    assert_eq!(document.problems.len(), 1);
    assert_eq!(
        document.problems[0].to_string(),
        "this line is longer than the 65535 bytes that docker reads of one"
    );
    assert_eq!(document.source.position(document.problems[0].span.start).line, 2);
}

#[test]
fn of_very_many_instructions_only_the_first_are_read() {
    let document = read(&format!("FROM a\n{}FROM b\n", "RUN b\n".repeat(99_999)));
    let problem = "there are more than 100000 instructions in this file; those from here on are not read";
    assert_eq!(problems(&document), [format!("\"FROM b\": {problem}")]);
    assert_eq!(document.workloads.len(), 1);
}

#[test]
fn what_follows_a_broken_stage_belongs_to_none() {
    assert_eq!(problems(&read("FROM\nRUN x\nFROM b\n")), ["\"FROM\": FROM has no image"]);
}
