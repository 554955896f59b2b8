//! Random Dockerfiles: nothing panics, and places are true.

use proptest::prelude::*;

use super::read;
use crate::dockerfile::{List, Script};
use crate::{ImageStyle, Span};

proptest! {
    #[test]
    fn arbitrary_lines_never_panic_and_places_are_true(
        lines in proptest::collection::vec(
            "(from|FROM|ARG|COPY|RUN|SHELL|# escape=|x)? ?(--from=|--platform=|--mount=from=|--é)?(a|é:1|\\$A|\\$\\{A:-b\\}|A=b|\"q|'|\\[\"cmd\"|<<E|C:)?( AS b|,| )?[\\\\`]? ?",
            0..10,
        ),
        line_break in "\n|\r\n|\r",
    ) {
        let document = read(&lines.join(&line_break));
        let text = document.source.text();
        for found in &document.workloads {
            let places = found.places.iter().flat_map(|place| [place.key, place.value]);
            let images = found.images.iter().map(|image| image.span);
            let sources = found.sources.iter().map(|source| source.place.span);
            for span in places.chain(images).chain(sources).chain([found.span]).chain(found.name) {
                prop_assert!(text.get(span.range()).is_some(), "{} in {:?}", span, text);
            }
            for (container, place) in found.workload.containers.iter().zip(&found.images) {
                if place.style == ImageStyle::Plain && place.substitutions.is_empty() && !container.image.contains(['"', '\'']) {
                    let written = document.source.slice(place.span).replace(['\\', '`', '"', '\''], "");
                    prop_assert_eq!(written, container.image.replace(['\\', '`'], ""));
                }
            }
        }
        for problem in &document.problems {
            prop_assert!(text.get(problem.span.range()).is_some());
        }
    }

    #[test]
    fn places_of_instructions_are_true_whatever_continues_them(
        lines in proptest::collection::vec(
            "(FROM|run|COPY|ONBUILD CMD|HEALTHCHECK CMD|# escape=`|VOLUME|ENV)? ?(--from=|--é)?(a|é\\t|\\[\"é\", ?\"\\\\|C:\\\\|A=\"b|<<E|E|'|\\])?( [^ ]{0,3})?[\\\\`]? ?",
            0..12,
        ),
        line_break in "\n|\r\n",
    ) {
        let text = lines.join(&line_break);
        let script = Script::read(&text);
        let fits = |span: Span| text.get(span.range()).is_some();
        for instruction in &script.instructions {
            let line = &instruction.line;
            prop_assert!(fits(instruction.span()) && fits(instruction.source(instruction.keyword_span)));
            for word in instruction.words().chain(instruction.quoted_words()).chain(instruction.command()) {
                prop_assert_eq!(line.slice(word.span), word.text);
                let source = instruction.source(word.span);
                prop_assert!(fits(source));
                if line.is_one_piece(word.span) {
                    prop_assert_eq!(source.of(&text), word.text);
                }
            }
            for flag in instruction.flags() {
                prop_assert_eq!(line.slice(flag.value_span), flag.value);
                prop_assert!(fits(instruction.source(flag.word)));
            }
            for item in instruction.list().iter().filter_map(List::strings).flatten() {
                prop_assert!(fits(instruction.source(item.span)));
                prop_assert!(line.text().get(item.span.range()).is_some());
            }
            for continuation in line.continuations() {
                let at = continuation.escape;
                prop_assert_eq!(text.get(at..at + 1), Some(if script.directives.escape == '`' { "`" } else { "\\" }));
            }
        }
        for directive in script.directives.all.iter().chain(&script.late_directives) {
            prop_assert!(directive.span.of(&text).starts_with('#'));
        }
    }
}
