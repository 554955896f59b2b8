//! Bytes as a program printed them, made text.

/// The text of some bytes: UTF-8 as far as it is, without a byte order mark, terminal colours, carriage returns and other
/// control characters. Every line stays a line.
pub(super) fn clean(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\u{1b}' => skip_sequence(&mut rest),
            // A carriage return alone begins its line anew, as progress bars do.
            '\r' if rest.peek().is_some_and(|next| *next != '\n') => clean.push('\n'),
            '\n' | '\t' => clean.push(character),
            '\u{feff}' => {}
            _ if character.is_control() => {}
            _ => clean.push(character),
        }
    }
    clean
}

/// What follows the character that begins a control sequence: `[31m`, or a title up to a bell.
fn skip_sequence(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            // A sequence that was cut off must not swallow the text.
            for _ in 0..32 {
                match rest.next_if(|next| *next != '\n') {
                    Some('\u{40}'..='\u{7e}') | None => return,
                    Some(_) => {}
                }
            }
        }
        Some(']') => {
            while let Some(next) = rest.next_if(|next| *next != '\n') {
                if next == '\u{7}' {
                    return;
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_titles_and_carriage_returns_go_and_lines_stay() {
        for (printed, text) in [
            ("\u{1b}[31;1mred\u{1b}[0m\r\nnext", "red\nnext"),
            ("\u{1b}]0;title\u{7}text", "text"),
            ("10%\r20%\rdone\n", "10%\n20%\ndone\n"),
            ("\u{feff}text\0\u{8}", "text"),
            ("a\tb", "a\tb"),
            ("\u{1b}[31", ""),
        ] {
            assert_eq!(clean(printed.as_bytes()), text);
        }
        assert_eq!(clean(b"caf\xe9"), "caf\u{fffd}");
    }
}
