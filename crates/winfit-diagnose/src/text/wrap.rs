//! Which lines of a text are one message that a terminal, a console or a mail program broke.

/// The first and the last line of the message that each line belongs to, counted from 0.
///
/// A line goes on in the next where it is full, or the next one's first word had no room in the width of the paragraph, and
/// the next does not begin as a message of its own does.
pub(super) fn messages(lines: &[&str]) -> Vec<(usize, usize)> {
    let raw = lines;
    let lines: Vec<&str> = lines.iter().map(|line| content(line)).collect();
    let widths = paragraph_widths(raw, &lines);
    let mut messages: Vec<(usize, usize)> = Vec::with_capacity(lines.len());
    let mut start = 0;
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1);
        let width = widths.get(index).copied().unwrap_or_default();
        let is_broken = before.is_some_and(|before| {
            let raw = raw.get(before).map_or(0, |line| line.len());
            lines.get(before).is_some_and(|content| width.is_reached(raw, content, line))
        });
        let goes_on = is_broken && !line.is_empty() && !begins_message(line);
        if !goes_on || index - start >= LONGEST {
            start = index;
        }
        messages.push((start, index));
    }
    let mut end = lines.len().saturating_sub(1);
    for index in (0..messages.len()).rev() {
        let next_start = messages.get(index + 1).map(|(start, _)| *start);
        if next_start.is_none_or(|start| start > index) {
            end = index;
        }
        if let Some(message) = messages.get_mut(index) {
            message.1 = end;
        }
    }
    messages
}

/// A message that is broken into more lines is none.
const LONGEST: usize = 40;

/// Text is broken at no smaller width.
const NARROWEST: usize = 36;

/// How wide a paragraph is, in bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Width {
    /// Its longest line, as it stands there.
    raw: usize,
    /// Its longest line of several words, without margin: a word that is longer than the width has a line of its own.
    words: usize,
}

impl Width {
    /// Whether a line ends because it was full: to the last character, or because the next word had no room in it.
    fn is_reached(self, raw: usize, content: &str, next: &str) -> bool {
        let word = next.split(' ').next().unwrap_or_default();
        let is_full = self.raw >= NARROWEST && raw + 1 >= self.raw;
        let has_no_room = self.words >= NARROWEST && content.len() + 1 + word.len() > self.words;
        !content.is_empty() && (is_full || has_no_room)
    }
}

/// A line without the marks of quoted text and without its margin.
fn content(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t']).trim_end()
}

/// The width of the paragraph that each line is in.
fn paragraph_widths(raw: &[&str], lines: &[&str]) -> Vec<Width> {
    let mut widths = Vec::with_capacity(lines.len());
    let mut raw = raw.iter();
    for paragraph in lines.split_inclusive(|line| line.is_empty()) {
        let longest = raw.by_ref().take(paragraph.len()).map(|line| line.len()).max();
        let words = paragraph.iter().filter(|line| line.contains(' ')).map(|line| line.len()).max();
        let width = Width { raw: longest.unwrap_or_default(), words: words.unwrap_or_default() };
        widths.extend(std::iter::repeat_n(width, paragraph.len()));
    }
    widths
}

/// Whether a line begins as messages do: with a time, a level, a prompt, the name of what prints it.
fn begins_message(line: &str) -> bool {
    const STARTS: [&str; 13] = [
        "time=", "level=", "Normal", "Warning", "Error:", "docker:", "PS ", "C:\\", "$ ", "# ", "[", "{",
        "Step ",
    ];
    let bytes = line.as_bytes();
    let digits = |from: usize, to: usize| {
        bytes.get(from..to).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
    };
    let is_klog =
        bytes.first().is_some_and(|it| b"IWEF".contains(it)) && digits(1, 5) && bytes.get(5) == Some(&b' ');
    let is_date = digits(0, 4) && bytes.get(4) == Some(&b'-') && digits(5, 7);
    let is_clock = digits(0, 2) && bytes.get(2) == Some(&b':') && digits(3, 5);
    is_klog || is_date || is_clock || STARTS.iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(usize, usize)> {
        messages(&text.lines().collect::<Vec<_>>())
    }

    #[test]
    fn what_a_width_broke_is_one_message() {
        let text = "Failed to create pod sandbox: rpc error: code = Unknown desc = failed\n\
                    > to start sandbox container for pod: Error response from daemon: the\n\
                    > container operating system does not match.";
        assert_eq!(of(text), [(0, 2); 3]);
    }

    #[test]
    fn lines_of_a_log_are_messages_of_their_own() {
        let text = "E1001 14:29:03.759095 8072 pod.go:1] Failed to create pod sandbox: rpc error\n\
                    E1001 14:29:04.759095 8072 pod.go:2] The container operating system does not match";
        assert_eq!(of(text), [(0, 0), (1, 1)]);
        let text = "a short line\nanother short line";
        assert_eq!(of(text), [(0, 0), (1, 1)]);
    }

    #[test]
    fn an_empty_line_ends_a_message() {
        let text = format!("{}\n\nnext", "word ".repeat(12));
        assert_eq!(of(&text), [(0, 0), (1, 1), (2, 2)]);
    }
}
