//! XML 1.0 as far as a report needs it: elements with attributes and text, indented, in which nothing from outside is markup.

/// A document that is being written.
#[derive(Debug)]
pub(super) struct Document {
    text: String,
    open: Vec<&'static str>,
}

impl Document {
    pub(super) fn new() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Starts an element that has others.
    pub(super) fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    /// Ends the element that was started last.
    pub(super) fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.text.push_str(&format!("</{name}>\n"));
        }
    }

    /// An element without anything in it.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str("/>\n");
    }

    /// An element with text.
    pub(super) fn with_text(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes);
        self.text.push('>');
        text.chars().for_each(|c| self.push_text(c));
        self.text.push_str(&format!("</{name}>\n"));
    }

    /// The document, with everything ended.
    pub(super) fn into_text(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.text
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.text.push_str(&format!("<{name}"));
        for (key, value) in attributes {
            self.text.push_str(&format!(" {key}=\""));
            for c in value.chars() {
                match c {
                    '"' => self.text.push_str("&quot;"),
                    // Written as they are, they would be read as spaces.
                    '\t' | '\n' => self.text.push_str(&format!("&#{};", u32::from(c))),
                    other => self.push_text(other),
                }
            }
            self.text.push('"');
        }
    }

    fn push_text(&mut self, c: char) {
        match c {
            '&' => self.text.push_str("&amp;"),
            '<' => self.text.push_str("&lt;"),
            '>' => self.text.push_str("&gt;"),
            // Written as it is, it would be read as a line feed.
            '\r' => self.text.push_str("&#13;"),
            '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => self.text.push(c),
            // No document may have these, escaped or not.
            _ => self.text.push(char::REPLACEMENT_CHARACTER),
        }
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.open.len()));
    }
}

#[cfg(test)]
mod tests {
    use roxmltree::Document as Parsed;

    use super::*;

    #[test]
    fn a_parser_reads_back_what_was_written() {
        let hostile = "</a> ]]> <!-- & &amp; \"'\t\r\n\r ü日😀\u{85}\u{2028}\u{fffd}";
        let mut document = Document::new();
        document.start("a", &[]);
        document.with_text("b", &[("c", hostile)], hostile);
        let text = document.into_text();
        let parsed = Parsed::parse(&text).unwrap();
        let element = parsed.root_element().first_element_child().unwrap();
        assert_eq!(element.attribute("c"), Some(hostile));
        assert_eq!(element.text(), Some(hostile));
    }

    #[test]
    fn characters_that_xml_forbids_are_replaced() {
        let mut document = Document::new();
        document.with_text("a", &[("b", "\0")], "\u{1}\u{8}\u{b}\u{1b}[31m\u{1f}\u{fffe}\u{ffff}");
        let text = document.into_text();
        let parsed = Parsed::parse(&text).unwrap();
        assert_eq!(parsed.root_element().attribute("b"), Some("\u{fffd}"));
        assert_eq!(
            parsed.root_element().text(),
            Some(format!("{0}{0}{0}{0}[31m{0}{0}{0}", '\u{fffd}').as_str())
        );
    }

    #[test]
    fn elements_are_indented_and_ended_in_order() {
        let mut document = Document::new();
        document.start("a", &[("x", "1")]);
        document.start("b", &[]);
        document.empty("c", &[]);
        document.end();
        document.with_text("d", &[], "e");
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                        <a x=\"1\">\n  <b>\n    <c/>\n  </b>\n  <d>e</d>\n</a>\n";
        assert_eq!(document.into_text(), expected);
    }
}
