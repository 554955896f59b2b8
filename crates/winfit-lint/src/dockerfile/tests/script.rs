//! Instructions, as rules see them.

use crate::Span;
use crate::dockerfile::{DirectiveKind, Instruction, Keyword, Script};

/// Keyword, flags and arguments of each instruction.
fn instructions(text: &str) -> Vec<String> {
    let script = Script::read(text);
    let of_instruction = |it: &Instruction<'_>| {
        let flags: Vec<_> = it.flags().map(|flag| format!("{}={}", flag.name, flag.value)).collect();
        let keyword = it.keyword.map_or_else(|| "?".to_owned(), |keyword| format!("{keyword:?}"));
        format!("{}{keyword} {flags:?} {}", if it.is_trigger { "on " } else { "" }, it.arguments().text)
    };
    script.instructions.iter().map(of_instruction).collect()
}

#[test]
fn instructions_have_their_flags_and_arguments_apart() {
    assert_eq!(
        instructions(
            "from --platform=$BUILDPLATFORM a as B\nCOPY\t--from=b --link \\\n  \"x y\" /z  \nRUN\nFOO bar\n\
             ONBUILD copy --chown=1 a b\nONBUILD\nonbuild FOO\nHEALTHCHECK --interval=5s CMD a --b\nRUN -- a"
        ),
        [
            "From [\"platform=$BUILDPLATFORM\"] a as B",
            "Copy [\"from=b\", \"link=\"] \"x y\" /z",
            "Run [] ",
            "? [] bar",
            "on Copy [\"chown=1\"] a b",
            "Onbuild [] ",
            "Onbuild [] FOO",
            "Healthcheck [\"interval=5s\"] CMD a --b",
            "Run [\"=\"] a",
        ]
    );
}

#[test]
fn what_is_run_is_told_from_what_is_only_said() {
    let command = |text: &str| Script::read(text).instructions[0].command().map(|word| word.text.to_owned());
    assert_eq!(command("RUN --mount=a dir C:\\a").as_deref(), Some("dir C:\\a"));
    assert_eq!(command("ENTRYPOINT [\"a\"]").as_deref(), Some("[\"a\"]"));
    assert_eq!(command("HEALTHCHECK --retries=1 cmd  dir /b ").as_deref(), Some("dir /b"));
    assert_eq!(command("ONBUILD RUN dir").as_deref(), Some("dir"));
    for text in ["HEALTHCHECK NONE", "HEALTHCHECK", "COPY a b", "ENV CMD=a"] {
        assert_eq!(command(text), None, "{text}");
    }
}

#[test]
fn a_list_is_read_where_the_arguments_begin_as_one() {
    let strings = |text: &str| {
        let list = Script::read(text).instructions[0].list()?;
        Some(list.strings()?.iter().map(|item| item.value.clone()).collect::<Vec<_>>())
    };
    assert_eq!(strings("CMD [\"a\", \\\n \"C:\\\\b\"]"), Some(vec!["a".to_owned(), "C:\\b".to_owned()]));
    assert_eq!(strings("HEALTHCHECK CMD [\"a\"]"), Some(vec!["a".to_owned()]));
    assert_eq!(strings("COPY --from=x [\"a b\", \"c\"]"), Some(vec!["a b".to_owned(), "c".to_owned()]));
    assert_eq!(strings("CMD [a]"), None);
    assert_eq!(strings("CMD a"), None);
}

#[test]
fn continued_lines_name_their_escape_characters_and_the_lines_behind() {
    let text = "RUN dir C:\\ \n# note\n\n  next \\\nCOPY a C:\\\\\nCOPY a C:\\";
    let script = Script::read(text);
    let continuations = |number: usize| {
        let line = &script.instructions[number].line;
        line.continuations().map(|it| (it.before.to_owned(), it.next.map(str::to_owned))).collect::<Vec<_>>()
    };
    assert_eq!(
        continuations(0),
        [
            ("RUN dir C:".to_owned(), Some("  next ".to_owned())),
            ("  next ".to_owned(), Some("COPY a C:\\\\".to_owned())),
        ]
    );
    assert_eq!(continuations(1), [("COPY a C:".to_owned(), None)]);
    for instruction in &script.instructions {
        for continuation in instruction.line.continuations() {
            let at = continuation.escape;
            assert_eq!(Span::new(at, at + 1).of(text), "\\");
        }
    }
}

#[test]
fn directives_are_those_of_the_first_lines_and_late_ones_are_noted() {
    let script = Script::read(
        "  #Syntax = docker/dockerfile:1 \r\n# escape=`\r\n# check=skip=all\n# owner=me\n# escape=\\\nFROM a\nRUN b `\n\
         # syntax=x\n c <<E\n# escape=`\nE\n",
    );
    let directives: Vec<_> = script.directives.all.iter().map(|it| (it.kind, it.value)).collect();
    assert_eq!(
        directives,
        [
            (DirectiveKind::Syntax, "docker/dockerfile:1"),
            (DirectiveKind::Escape, "`"),
            (DirectiveKind::Check, "skip=all"),
        ]
    );
    assert_eq!(script.directives.all[0].span.of(script.text), "#Syntax = docker/dockerfile:1");
    // What stands in a text is none.
    let late: Vec<_> = script.late_directives.iter().map(|it| it.span.of(script.text)).collect();
    assert_eq!(late, ["# escape=\\", "# syntax=x"]);
}

#[test]
fn only_a_directive_that_docker_takes_chooses_the_escape_character() {
    let escape = |head: &str| Script::read(&format!("{head}FROM a\n")).directives.escape;
    assert_eq!(escape("# escape=`\n# escape=\\\n"), '`', "the first one, before docker refuses the second");
    assert_eq!(escape("#escape\t=\t`\n"), '`');
    for head in
        ["# escape=``\n", "# escape=\"`\"\n", "# escape=\n# escape=`\n", "# my.escape=`\n", "// escape=`\n"]
    {
        assert_eq!(escape(head), '\\', "{head:?}");
    }
    // One that nobody knows ends them, as any comment does.
    assert_eq!(escape("# owner=me\n# escape=`\n"), '\\');
}

#[test]
fn texts_belong_to_the_instructions_that_ask_for_them() {
    let texts = |text: &str| {
        let script = Script::read(text);
        let of_instruction = |it: &Instruction<'_>| {
            it.heredocs.iter().map(|text| it.line.slice(text.word).to_owned()).collect::<Vec<_>>()
        };
        script.instructions.iter().map(of_instruction).collect::<Vec<_>>()
    };
    assert_eq!(texts("COPY <<A <<-\"B C\" /\nx\nA\n\tB C\nRUN a\n"), [vec!["<<A", "<<-\"B C\""], vec![]]);
    assert_eq!(texts("ONBUILD RUN 3<<E cat\nE\n"), [vec!["3<<E"]]);
    // A bracket alone makes no list, and no list has texts.
    assert_eq!(texts("RUN [ -f a ] <<E\nE\n"), [vec!["<<E"]]);
    assert_eq!(texts("RUN [\"<<E\"]\nRUN b\n"), [Vec::<String>::new(), vec![]]);
    // A quote that nothing closes hides all of them; one that is escaped opens nothing.
    assert_eq!(texts("RUN it's <<E\nRUN b\n"), [Vec::<String>::new(), vec![]]);
    assert_eq!(texts("RUN echo \\\" <<E\nE\n"), [vec!["<<E"]]);
    for text in ["RUN a <<< b\n", "RUN a << b\n", "RUN 1<<2<<3\n", "CMD <<E\n", "RUN <<''\n"] {
        assert_eq!(texts(text), [Vec::<String>::new()], "{text:?}");
    }
}

#[test]
fn a_line_of_a_megabyte_is_read_in_one_piece() {
    let long = "x ".repeat(500_000);
    let text = format!("FROM a\nRUN {long}\nCOPY {long}\n");
    let script = Script::read(&text);
    assert_eq!(script.instructions[1].arguments().text.len(), long.len() - 1);
    assert_eq!(script.instructions[2].words().count(), 500_000);
    assert_eq!(script.instructions[2].keyword, Some(Keyword::Copy));
}
