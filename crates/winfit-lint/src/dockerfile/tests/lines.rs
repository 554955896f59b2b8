//! Lines: continued ones, comments, directives, texts.

use super::{problems, read, stages};
use crate::ImageStyle;

#[test]
fn continued_lines_crlf_and_comments_keep_places_true() {
    let document =
        read("FROM \\\r\n  --platform=windows \\\r\n# note\r\n\r\n  x:é1 \\\r\n  AS b\r\nRUN y\r\n");
    assert_eq!(stages(&document), ["b x:é1 <- x:é1 []"]);
    assert_eq!(document.source.position(document.workloads[0].images[0].span.start).line, 5);
    let document = read("FROM mcr.microsoft.com/\\\nwindows:1\n");
    assert_eq!(document.workloads[0].workload.containers[0].image, "mcr.microsoft.com/windows:1");
    assert_eq!(document.workloads[0].images[0].style, ImageStyle::Block);
    let document = read("FROM a\\\\\nFROM b");
    assert_eq!(document.workloads.len(), 2, "an escaped escape character continues nothing");
    let document = read("FROM 'a' \\");
    assert_eq!(document.workloads[0].images[0].style, ImageStyle::SingleQuoted);
    assert_eq!(document.workloads[0].workload.containers[0].image, "a");
}

#[test]
fn the_escape_directive_counts_only_at_the_top() {
    let continued = |head: &str| read(&format!("{head}FROM a `\n AS b\n")).workloads[0].workload.name == "b";
    assert!(continued("# escape=`\n"));
    assert!(continued("#Escape = `\r\n"));
    assert!(continued("# syntax=x\n# escape=`\n"));
    for head in ["", "# escape=\\\n", "# note\n# escape=`\n", "\n# escape=`\n", "ARG A\n# escape=`\n"] {
        assert!(!continued(head), "{head:?}");
    }
}

#[test]
fn lines_of_texts_are_no_instructions() {
    let document = read(
        "FROM a\nRUN <<EOF\nFROM b\nEOF \n EOF\nFROM c\nEOF\nRUN python <<-'END' > x\nFROM c\n\tEND\nCOPY <<A <<\"B C\" /\nFROM d\nA\nFROM e\nB C\n\
         RUN [\"<<EOF\"]\nRUN echo \"<<EOF\" 1<<2\nFROM g\n2\nRUN cat <<<x\nCMD <<EOF\nONBUILD RUN <<E\nFROM h\nE\nFROM z\n",
    );
    assert_eq!(stages(&document), ["0 a <- a []", "1 z <- z []"]);
    assert_eq!(problems(&document), Vec::<String>::new());
    let document = read("FROM a\nRUN <<EOF\nFROM b\n");
    assert_eq!(
        problems(&document),
        ["\"RUN <<EOF\": this is not a Dockerfile: the text that ends with \"EOF\" has no end"]
    );
}

#[test]
fn a_byte_order_mark_tabs_and_other_blanks_are_no_part_of_the_lines() {
    let document = read("\u{feff}# escape=`\r\n\tfrom\ta`\r\n\t\tas\tb\r\n\u{a0}RUN x\r\n");
    assert_eq!(problems(&document), Vec::<String>::new());
    assert_eq!(stages(&document), ["b a <- a []"]);
}

#[test]
fn a_line_that_only_continues_is_a_line() {
    assert_eq!(stages(&read("FROM a\n\\\n\\\nRUN b\n")), ["0 a <- a []"]);
    assert_eq!(stages(&read("\\\nFROM a \\\n\\\n AS b")), ["b a <- a []"]);
    assert_eq!(stages(&read("FROM a \\")), ["0 a <- a []"]);
}
