//! Lines of the form `key: value`: YAML, and the listings of `kubectl describe`, `docker info`, `systeminfo`, PowerShell,
//! `reg query` and `wmic`, which have no structure that matters and come along unharmed.

use super::Outline;
use super::objects::Objects;

/// The longest key that is looked at.
const LONGEST_KEY: usize = 128;

/// A line with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field<'t> {
    pub(super) key: &'t str,
    /// Empty if an object follows.
    pub(super) value: &'t str,
    /// Offset of the value in the line.
    value_at: usize,
    /// Column of the key.
    pub(super) column: usize,
    /// Column of the last dash before it.
    dash: Option<usize>,
}

/// The key and value of a line.
pub(super) fn field(line: &str) -> Option<Field<'_>> {
    let mut rest = line.trim_start_matches(' ');
    let mut dash = None;
    while let Some(item) = rest.strip_prefix("- ") {
        dash = Some(line.len() - rest.len());
        rest = item.trim_start_matches(' ');
    }
    let column = line.len() - rest.len();
    let (key, value) = split(rest)?;
    let key = key.trim().trim_matches(['"', '\'']);
    if key.is_empty() || key.len() > LONGEST_KEY {
        return None;
    }
    let trimmed = value.trim_start().trim_start_matches(['"', '\'']);
    let value_at = line.len() - trimmed.len();
    let value = trimmed.trim_end().trim_end_matches(['"', '\'']);
    Some(Field { key, value, value_at, column, dash })
}

/// Tells the objects of a line.
pub(super) fn line<'t>(at: usize, field: &Field<'t>, objects: &mut Objects<'t>, outline: &mut Outline<'t>) {
    objects.at_column(at, field.column, field.dash, outline);
    if field.value.is_empty() {
        objects.parent_key(field.key);
    } else {
        objects.field(field.key, field.value, at + field.value_at, outline);
    }
}

/// At the first colon that ends a key, else at `REG_SZ`, a tab, or an equals sign after a single word.
fn split(line: &str) -> Option<(&str, &str)> {
    let head_end =
        line.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|&at| at <= LONGEST_KEY).last()?;
    let head = line.get(..head_end)?;
    let colon = head.match_indices(':').find(|(at, _)| {
        line.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    });
    if let Some((at, _)) = colon {
        return Some((line.get(..at)?, line.get(at + 1..)?));
    }
    let cut =
        |mark: &str| head.find(mark).and_then(|at| Some((line.get(..at)?, line.get(at + mark.len()..)?)));
    cut(" REG_SZ ").or_else(|| cut("\t")).or_else(|| cut("=").filter(|(key, _)| !key.contains(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str) -> Option<(&str, &str, usize, Option<usize>)> {
        field(line).map(|field| {
            assert!(line.get(field.value_at..).unwrap().starts_with(field.value));
            (field.key, field.value, field.column, field.dash)
        })
    }

    #[test]
    fn fields_of_many_listings_are_split() {
        assert_eq!(check("    osImage: Windows Server\n"), Some(("osImage", "Windows Server", 4, None)));
        assert_eq!(check("- apiVersion: v1\r\n"), Some(("apiVersion", "v1", 2, Some(0))));
        assert_eq!(check("  - - \"a\": 'b'"), Some(("a", "b", 6, Some(4))));
        assert_eq!(check("metadata:\n"), Some(("metadata", "", 0, None)));
        assert_eq!(
            check("OsName             : Microsoft Windows 10"),
            Some(("OsName", "Microsoft Windows 10", 0, None))
        );
        assert_eq!(
            check("    ProductName    REG_SZ    Windows 10 Pro"),
            Some(("ProductName", "Windows 10 Pro", 4, None))
        );
        assert_eq!(check("Caption=Microsoft Windows 10"), Some(("Caption", "Microsoft Windows 10", 0, None)));
        assert_eq!(check("Edition\tWindows 10 Pro"), Some(("Edition", "Windows 10 Pro", 0, None)));
        assert_eq!(check("a: docker://x: y"), Some(("a", "docker://x: y", 0, None)));
    }

    #[test]
    fn other_lines_have_no_field() {
        for line in ["", "\n", "words only", ": value", "http://example.com", "a b=c", "- "] {
            assert_eq!(check(line), None, "{line}");
        }
        assert_eq!(check(&format!("{}: x", "k".repeat(200))), None);
    }
}
