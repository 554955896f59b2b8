//! Which lines of a text are one message that a terminal, a console or a mail program broke.

/// The first and the last line of the message that each line belongs to, counted from 0.
///
/// A line goes on in the next where the next one's first word had no room in the width of the paragraph, and does not begin
/// as a message of its own does.
pub(super) fn messages(lines: &[&str]) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = lines.iter().map(|line| content(line)).collect();
    let widths = paragraph_widths(&lines);
    let mut messages: Vec<(usize, usize)> = Vec::with_capacity(lines.len());
    let mut start = 0;
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        let width = widths.get(index).copied().unwrap_or_default();
        let goes_on = before.is_some_and(|before| goes_on(before, line, width));
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

/// Shorter lines are broken by nobody.
const NARROWEST: usize = 36;

/// A line without the marks of quoted text and without its margin.
fn content(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t']).trim_end()
}

/// The length of the longest line of the paragraph that each line is in, in bytes.
fn paragraph_widths(lines: &[&str]) -> Vec<usize> {
    let mut widths = Vec::with_capacity(lines.len());
    for paragraph in lines.split_inclusive(|line| line.is_empty()) {
        let width = paragraph.iter().map(|line| line.len()).max().unwrap_or_default();
        widths.extend(std::iter::repeat_n(width, paragraph.len()));
    }
    widths
}

fn goes_on(before: &str, line: &str, width: usize) -> bool {
    let word = line.split(' ').next().unwrap_or_default();
    before.len() >= NARROWEST
        && !line.is_empty()
        && before.len() + 1 + word.len() > width
        && !begins_message(line)
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
