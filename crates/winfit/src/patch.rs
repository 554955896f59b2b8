//! What fixes change, as a unified diff that `git apply` and `patch -p1` take.

mod change;
mod hunk;

use winfit_lint::Edit;
use winfit_lint::repair::Changed;
use winfit_lint::text::Form;

pub(crate) use change::{Change, Lines, changes};
pub(crate) use hunk::{Hunk, Line};

/// The diff of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Patch {
    /// Its name as the user knows it.
    pub(crate) name: String,
    /// Its path in the headers.
    path: String,
    /// What changes, by place.
    pub(crate) hunks: Vec<Hunk>,
    /// Whether its bytes are those of the text: others cannot be patched by their lines.
    pub(crate) is_applicable: bool,
}

impl Patch {
    /// The diff of a file that was changed.
    pub(crate) fn of(changed: &Changed) -> Self {
        const MARK: &str = "\u{feff}";
        let source = &changed.before;
        let encoding = source.encoding();
        let name = source.name().to_owned();
        let path = path(&name);
        let is_applicable = encoding.form == Form::Utf8;
        let hunks = if encoding.byte_order_mark && is_applicable {
            // For the programs that apply it, the mark is the first character of the first line.
            let shifted = |edit: &Edit| Edit::replace(edit.span.shifted(MARK.len()), edit.text.clone());
            let edits: Vec<Edit> = changed.edits.iter().map(shifted).collect();
            hunk::hunks(&format!("{MARK}{}", source.text()), &edits)
        } else {
            hunk::hunks(source.text(), &changed.edits)
        };
        Self { name, path, hunks, is_applicable }
    }

    /// The two lines above its hunks.
    pub(crate) fn headers(&self) -> [String; 2] {
        let quoted = |side: &str| quoted(&format!("{side}/{}", self.path));
        [format!("--- {}", quoted("a")), format!("+++ {}", quoted("b"))]
    }

    /// Its text, byte by byte as programs read it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for header in self.headers() {
            text.push_str(&header);
            text.push('\n');
        }
        for hunk in &self.hunks {
            text.push_str(&hunk.header());
            text.push('\n');
            for line in &hunk.lines {
                text.push(line.sign());
                text.push_str(line.text());
                if !line.text().ends_with('\n') {
                    text.push_str("\n\\ No newline at end of file\n");
                }
            }
        }
        text
    }
}

/// A file's path from the current folder on, where it is below that.
fn path(name: &str) -> String {
    let path = name.replace('\\', "/");
    let here =
        std::env::current_dir().map(|it| it.display().to_string().replace('\\', "/")).unwrap_or_default();
    let below = path.strip_prefix(&here).and_then(|rest| rest.strip_prefix('/')).filter(|_| !here.is_empty());
    let path = below.unwrap_or(&path);
    path.trim_start_matches("./").trim_start_matches('/').to_owned()
}

/// As git writes names: in quotes where they have signs that would end them, and with a tab behind spaces.
fn quoted(path: &str) -> String {
    if !path.contains(|c: char| c.is_control() || c == '"' || c == '\\') {
        return if path.contains(' ') { format!("{path}\t") } else { path.to_owned() };
    }
    let mut quoted = String::from("\"");
    for character in path.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            other if other.is_control() => {
                for byte in other.encode_utf8(&mut [0; 4]).bytes() {
                    quoted.push_str(&format!("\\{byte:03o}"));
                }
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests;
