//! The key that a value belongs to: `"os.version": `, `OS Version:   `, `OsVersion=`, `UBR    REG_DWORD    `, `<Tag>`.

/// What joins a key to its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `key: value` or `"key": "value"`.
    Colon,
    /// `key=value` or `key == value`.
    Equals,
    /// `key REG_SZ value`, as `reg query` prints.
    Registry,
    /// `<key>value`.
    Tag,
}

/// A key before a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key<'t> {
    /// As written; may open with words that are not part of it.
    pub(super) name: &'t str,
    /// What joins it to the value.
    pub(super) mark: Mark,
    /// The key is in quotes, as in JSON.
    pub(super) quoted: bool,
}

impl<'t> Key<'t> {
    /// The key at the end of what stands before a value in its line.
    pub(super) fn before(line: &'t str) -> Option<Self> {
        let rest = line.trim_end_matches(is_padding);
        let (rest, mark) = if rest.ends_with([':', '=']) {
            let mark = if rest.ends_with('=') { Mark::Equals } else { Mark::Colon };
            let rest = rest.trim_end_matches(|c| matches!(c, ':' | '=') || is_padding(c));
            // A .reg file writes numbers as `"UBR"=dword:000001b5`.
            match rest.strip_suffix("=dword") {
                Some(rest) => (rest, Mark::Registry),
                None => (rest, mark),
            }
        } else if let Some(rest) = rest.strip_suffix('>') {
            (rest, Mark::Tag)
        } else {
            let rest = rest.strip_suffix("REG_SZ").or_else(|| rest.strip_suffix("REG_DWORD"))?;
            (rest.trim_end_matches(is_padding), Mark::Registry)
        };
        let quoted = line.get(rest.len()..).is_some_and(|tail| tail.starts_with(['"', '\'', '\\']));
        let rest = rest.trim_end_matches(is_padding);
        let start = rest.rfind(is_delimiter).map_or(0, |at| at + rest.get(at..).map_or(0, first_length));
        let name = rest.get(start..).unwrap_or_default();
        // Two spaces end a column.
        let name = name.rsplit("  ").next().unwrap_or_default().trim_matches(is_padding);
        (!name.is_empty()).then_some(Self { name, mark, quoted })
    }

    /// Whether the key is this one or ends with it, without regard to case, spaces, dots, dashes and underscores:
    /// `os.version`, `OSVersion` and `Host OS Version` all are `osversion`, `chaosversion` is not.
    pub(super) fn is(&self, squeezed: &str) -> bool {
        ends_with_word(self.name, squeezed)
    }
}

/// See [`Key::is`].
pub(super) fn ends_with_word(name: &str, squeezed: &str) -> bool {
    let mut name = name.chars().rev();
    for wanted in squeezed.chars().rev() {
        let found = name.by_ref().find(|c| !matches!(c, ' ' | '.' | '-' | '_'));
        if found.is_none_or(|found| !found.eq_ignore_ascii_case(&wanted)) {
            return false;
        }
    }
    !name.next().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Quotes, spaces, escapes and emphasis around keys and values.
fn is_padding(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '\\' | '*' | '`')
}

fn is_delimiter(c: char) -> bool {
    matches!(c, '"' | '\'' | '\\' | '{' | '}' | '[' | ']' | '(' | ')' | ',' | ';' | '|' | '<' | '>' | '\t')
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(line: &str) -> Option<(&str, Mark, bool)> {
        Key::before(line).map(|key| (key.name, key.mark, key.quoted))
    }

    #[test]
    fn each_notation_gives_its_key() {
        assert_eq!(key("  \"os.version\": \""), Some(("os.version", Mark::Colon, true)));
        assert_eq!(key("{\"a\":1,\"OsVersion\":\""), Some(("OsVersion", Mark::Colon, true)));
        assert_eq!(key("{\\\"os.version\\\":\\\""), Some(("os.version", Mark::Colon, true)));
        assert_eq!(key("OS Version:                "), Some(("OS Version", Mark::Colon, false)));
        assert_eq!(key("OsBuildNumber      : "), Some(("OsBuildNumber", Mark::Colon, false)));
        assert_eq!(
            key("a=b,node.kubernetes.io/windows-build="),
            Some(("node.kubernetes.io/windows-build", Mark::Equals, false))
        );
        assert_eq!(key("node.labels.OsVersion == "), Some(("node.labels.OsVersion", Mark::Equals, false)));
        assert_eq!(key("    UBR    REG_DWORD    "), Some(("UBR", Mark::Registry, false)));
        assert_eq!(key("\"UBR\"=dword:"), Some(("UBR", Mark::Registry, false)));
        assert_eq!(key("<TargetPlatformVersion>"), Some(("TargetPlatformVersion", Mark::Tag, false)));
        assert_eq!(key("**Kernel Version:** "), Some(("Kernel Version", Mark::Colon, false)));
        assert_eq!(key("操作系统版本: "), Some(("操作系统版本", Mark::Colon, false)));
    }

    #[test]
    fn words_without_a_mark_are_no_key() {
        for line in ["", "  ", "windows/amd64 ", "[Version ", "- \"", ": ", " = "] {
            assert_eq!(key(line), None, "{line}");
        }
    }

    #[test]
    fn a_key_is_compared_without_case_and_separators_but_as_a_whole_word() {
        for name in ["os.version", "OSVersion", "os_version", "OS Version", "Host OS Version", "--os-version"]
        {
            assert!(ends_with_word(name, "osversion"), "{name}");
        }
        for name in ["chaosversion", "version", "os versions", "macOS version", ""] {
            assert!(!ends_with_word(name, "osversion"), "{name}");
        }
    }
}
