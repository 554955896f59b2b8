//! The hash by which code scanning of GitHub knows a line again when others move: `primaryLocationLineHash`.
//!
//! The action that uploads SARIF files computes it where it is missing, and complains where another is given; uploaded in any
//! other way, a file must bring it. It is computed as there: <https://github.com/github/codeql-action>, `src/fingerprints.ts`.
//! Each line is known by its first hundred characters, spaces and tabs left out, those of the following lines
//! included; equal ones are numbered.

use std::collections::{HashMap, VecDeque};

/// As many characters make a hash.
const BLOCK: usize = 100;

/// What each character's share is multiplied by when another is added.
const FACTOR: u64 = 37;

const SPACE: u16 = b' ' as u16;
const TAB: u16 = b'\t' as u16;
const FEED: u16 = b'\n' as u16;
const RETURN: u16 = b'\r' as u16;

/// Stands behind the last character.
const END: u16 = 0xffff;

/// The hashes of these lines, which count from 1. A byte order mark is a character of the first line.
pub(super) fn line_hashes(text: &str, has_mark: bool, wanted: &[usize]) -> HashMap<usize, String> {
    // Where many lines are counted, only those are that share a hash with one that is asked for.
    let mut hash_of: HashMap<usize, u64> = wanted.iter().map(|line| (*line, 0)).collect();
    each_line(text, has_mark, |line, hash| {
        if let Some(of_line) = hash_of.get_mut(&line) {
            *of_line = hash;
        }
    });
    let mut counts: HashMap<u64, usize> = hash_of.values().map(|hash| (*hash, 0)).collect();
    let mut named = HashMap::with_capacity(hash_of.len());
    each_line(text, has_mark, |line, hash| {
        let Some(count) = counts.get_mut(&hash) else { return };
        *count += 1;
        if hash_of.contains_key(&line) {
            named.insert(line, format!("{hash:x}:{count}"));
        }
    });
    named
}

/// Calls back with each line and its hash, in the order of lines.
fn each_line(text: &str, has_mark: bool, mut found: impl FnMut(usize, u64)) {
    let mut window = Window::new();
    let (mut line, mut is_line_start, mut is_behind_return) = (0, true, false);
    let mark = has_mark.then_some(0xfeff);
    for unit in mark.into_iter().chain(text.encode_utf16()).chain([END]) {
        let was_behind_return = std::mem::replace(&mut is_behind_return, unit == RETURN);
        let unit = match unit {
            SPACE | TAB => continue,
            FEED if was_behind_return => continue,
            RETURN => FEED,
            other => other,
        };
        if is_line_start {
            line += 1;
        }
        window.push(unit, is_line_start.then_some(line), &mut found);
        is_line_start = unit == FEED;
    }
    for _ in 0..BLOCK {
        window.push(0, None, &mut found);
    }
}

/// The last hundred characters, and the number of the line that starts at each.
struct Window {
    units: VecDeque<(u64, Option<usize>)>,
    hash: u64,
    /// The share of a character that leaves.
    leaving: u64,
}

impl Window {
    fn new() -> Self {
        let leaving = (0..BLOCK).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
        Self { units: VecDeque::from(vec![(0, None); BLOCK]), hash: 0, leaving }
    }

    /// Adds a character; a line that starts at the one that leaves is complete.
    fn push(&mut self, unit: u16, line: Option<usize>, found: &mut impl FnMut(usize, u64)) {
        let (left, line_of_left) = self.units.pop_front().unwrap_or_default();
        if let Some(line) = line_of_left {
            found(line, self.hash);
        }
        let unit = u64::from(unit);
        self.hash =
            self.hash.wrapping_mul(FACTOR).wrapping_add(unit).wrapping_sub(self.leaving.wrapping_mul(left));
        self.units.push_back((unit, line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<String> {
        let lines: Vec<_> = (1..=1 + text.replace("\r\n", "\n").matches(['\r', '\n']).count()).collect();
        let mut named = line_hashes(text, false, &lines);
        lines.iter().map(|line| named.remove(line).unwrap()).collect()
    }

    /// The values are those of the action's own tests.
    #[test]
    fn lines_have_the_hashes_that_the_action_computes() {
        assert_eq!(hashes(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            hashes(" a\nb\n  \t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
        let repeated = hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10));
        assert_eq!(repeated[0], "a7f2ff13bc495cf2:1");
        assert_eq!(repeated[5], "a7f2ff13bc495cf2:6");
        assert_eq!(repeated[6..8], ["a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1"]);
    }

    #[test]
    fn line_breaks_of_every_kind_are_alike() {
        let feeds = hashes("a\n\nb\nc\n");
        assert_eq!(hashes("a\r\n\r\nb\r\nc\r\n"), feeds);
        assert_eq!(hashes("a\r\rb\rc\r"), feeds);
        assert_ne!(hashes("a\nb\nc\n"), feeds);
    }

    #[test]
    fn lines_above_change_nothing_and_the_next_ones_do() {
        let tail = format!("image: a\n{}", "x\n".repeat(BLOCK));
        let moved = line_hashes(&format!("more\nand more\n{tail}"), false, &[3]);
        assert_eq!(moved[&3], line_hashes(&tail, false, &[1])[&1]);
        assert_ne!(moved[&3], line_hashes("image: a\n", false, &[1])[&1]);
    }

    #[test]
    fn equal_lines_are_numbered_whether_all_are_asked_for_or_one() {
        let text = "a\n".repeat(200);
        assert_eq!(line_hashes(&text, false, &[50])[&50], line_hashes(&text, false, &[1, 50])[&50]);
        assert!(line_hashes(&text, false, &[50])[&50].ends_with(":50"));
    }

    #[test]
    fn a_byte_order_mark_belongs_to_the_first_line() {
        let (with, without) = (line_hashes("a\nb\n", true, &[1, 2]), line_hashes("a\nb\n", false, &[1, 2]));
        assert_ne!(with[&1], without[&1]);
        assert_eq!(with[&2], without[&2]);
    }
}
