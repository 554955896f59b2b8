//! The JSON form of arguments, `["a", "b"]`, read so that what is wrong with it can be mended.

use crate::Span;

/// Arguments that begin as a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum List {
    /// A list of strings.
    Strings(Vec<Item>),
    /// A list with something else in it: docker refuses the line.
    OtherValues(Span),
    /// No JSON: docker takes the text as it is, brackets and quotes included.
    Broken,
}

/// A string of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// What it says.
    pub(crate) value: String,
    /// Its text between the quotes, in the logical line.
    pub(crate) span: Span,
}

impl List {
    /// Reads a text that starts at `offset` of the line; `None` if it does not begin as a list.
    pub(crate) fn read(text: &str, offset: usize) -> Option<Self> {
        let mut reader = Reader { text, at: 0, offset };
        reader.blanks();
        if !reader.takes('[') {
            return None;
        }
        Some(reader.list().unwrap_or(Self::Broken))
    }

    /// Its strings, if it is one of strings.
    pub(crate) fn strings(&self) -> Option<&[Item]> {
        match self {
            Self::Strings(items) => Some(items),
            Self::OtherValues(_) | Self::Broken => None,
        }
    }
}

struct Reader<'l> {
    text: &'l str,
    at: usize,
    offset: usize,
}

impl Reader<'_> {
    /// Reads on behind the opening bracket; `None` if it is no JSON.
    fn list(&mut self) -> Option<List> {
        let mut items = Vec::new();
        let mut other = None;
        self.blanks();
        if !self.takes(']') {
            loop {
                self.blanks();
                match self.item() {
                    Some(item) => items.push(item?),
                    None => {
                        let span = self.scalar()?;
                        other = other.or(Some(span));
                    }
                }
                self.blanks();
                if self.takes(']') {
                    break;
                }
                if !self.takes(',') {
                    return None;
                }
            }
        }
        self.blanks();
        let is_whole = self.at == self.text.len();
        is_whole.then(|| other.map_or(List::Strings(items), List::OtherValues))
    }

    /// A string: `None` if there is none, `Some(None)` if it is broken.
    fn item(&mut self) -> Option<Option<Item>> {
        self.takes('"').then(|| self.string())
    }

    fn string(&mut self) -> Option<Item> {
        let start = self.at;
        let mut value = String::new();
        loop {
            match self.next()? {
                '"' => break,
                '\\' => value.push(self.escaped()?),
                // Control characters have to be escaped.
                c if c < ' ' => return None,
                c => value.push(c),
            }
        }
        let span = Span::new(self.offset + start, self.offset + self.at - 1);
        Some(Item { value, span })
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            c @ ('"' | '\\' | '/') => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let digits = self.text.get(self.at..self.at + 4)?;
                let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
                let code = is_hex.then(|| u32::from_str_radix(digits, 16).ok())??;
                self.at += 4;
                // Half of a pair becomes a replacement character, as it does in docker.
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }

    /// A number or a word, which are all that people write in place of a string.
    fn scalar(&mut self) -> Option<Span> {
        let start = self.at;
        let rest = self.text.get(start..)?;
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
        let text = rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len()))?;
        let is_number = text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
            && text.parse::<f64>().is_ok();
        self.at += text.len();
        let is_known = is_number || matches!(text, "true" | "false" | "null");
        is_known.then(|| Span::new(self.offset + start, self.offset + self.at))
    }

    fn blanks(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    fn takes(&mut self, wanted: char) -> bool {
        let is_next = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(wanted));
        self.at += if is_next { wanted.len_utf8() } else { 0 };
        is_next
    }

    fn next(&mut self) -> Option<char> {
        let c = self.text.get(self.at..)?.chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        let list = List::read(text, 0).unwrap();
        list.strings().unwrap().iter().map(|item| item.value.clone()).collect()
    }

    #[test]
    fn strings_are_read_with_their_places_and_escapes() {
        assert_eq!(values(r#" [ "a" ,"b c", "" ] "#), ["a", "b c", ""]);
        assert_eq!(
            values(r#"["C:\\a", "\"\/\b\f\n\r\tA\ud800"]"#),
            ["C:\\a", "\"/\u{8}\u{c}\n\r\tA\u{fffd}"]
        );
        assert_eq!(values("[]"), [""; 0]);
        let text = r#"["a", "é\\"]"#;
        let list = List::read(text, 10).unwrap();
        let spans = list.strings().unwrap().iter().map(|item| item.span);
        assert_eq!(spans.collect::<Vec<_>>(), [Span::new(12, 13), Span::new(17, 21)]);
    }

    #[test]
    fn what_is_no_json_is_broken_and_what_is_no_list_is_none() {
        for text in [
            r#"["C:\app"]"#,
            "['a']",
            r#"["a",]"#,
            r#"["a" "b"]"#,
            r#"["a""#,
            r#"["a"#,
            r#"["a"] b"#,
            "[",
            "[a]",
            "[[\"a\"]]",
            "[\"a\tb\"]",
            r#"["\u12"]"#,
            r#"["\u+123"]"#,
            r#"["\ué123"]"#,
            "[1.2.3]",
        ] {
            assert_eq!(List::read(text, 0), Some(List::Broken), "{text}");
        }
        for text in ["", "a [\"b\"]", "\"a\"", "  "] {
            assert_eq!(List::read(text, 0), None, "{text}");
        }
    }

    #[test]
    fn other_values_than_strings_are_named() {
        assert_eq!(List::read(r#"["sleep", 10]"#, 0), Some(List::OtherValues(Span::new(10, 12))));
        assert_eq!(List::read("[true]", 0), Some(List::OtherValues(Span::new(1, 5))));
        assert_eq!(List::read("[-1.5e3,null]", 0), Some(List::OtherValues(Span::new(1, 7))));
    }
}
