//! The directives in the first lines: `# escape=` decides how all others are read.

use crate::Span;

/// The directives of a file, as the builder looks for them: from the first line on, until a line is none.
#[derive(Debug, Clone)]
pub(crate) struct Directives<'t> {
    /// What continues a line and takes its meaning from the next character.
    pub(crate) escape: char,
    /// All of them, in document order, refused ones too.
    pub(crate) all: Vec<Directive<'t>>,
    /// Where the lines behind them begin.
    pub(super) end: usize,
}

/// `# name=value` with a name that means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Directive<'t> {
    pub(crate) kind: DirectiveKind,
    pub(crate) value: &'t str,
    /// The comment, without blanks around it.
    pub(crate) span: Span,
}

/// The directives that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DirectiveKind {
    /// Which checks the builder makes.
    Check,
    /// The escape character.
    Escape,
    /// The image that reads the file.
    Syntax,
}

/// Most directives of one file: docker refuses the second of a name.
const LIMIT: usize = 100;

impl<'t> Directives<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let mut directives = Self { escape: '\\', all: Vec::new(), end: 0 };
        for line in text.split_inclusive('\n') {
            // The first line that is none ends them.
            let Some(directive) = Directive::read(line, directives.end) else { break };
            let is_first = directives.of(DirectiveKind::Escape).is_none();
            if let (true, Some(escape)) = (is_first, directive.escape()) {
                directives.escape = escape;
            }
            if directives.all.len() < LIMIT {
                directives.all.push(directive);
            }
            directives.end += line.len();
        }
        directives
    }

    /// The first directive of a kind.
    pub(crate) fn of(&self, kind: DirectiveKind) -> Option<&Directive<'t>> {
        self.all.iter().find(|directive| directive.kind == kind)
    }

    /// Where a back-quote was chosen as escape character.
    pub(super) fn back_quote(&self) -> Option<Span> {
        self.of(DirectiveKind::Escape).filter(|it| it.value == "`").map(|directive| directive.span)
    }
}

/// Whether lines that begin a file, or follow its directives, keep those behind them from being directives, too.
pub(crate) fn separates_directives(text: &str, lines: Span) -> bool {
    let before = text.get(..lines.start).unwrap_or_default();
    let behind = text.get(lines.end..).unwrap_or_default();
    let is_directive = |line: &str| Directive::read(line, 0).is_some();
    before.split_inclusive('\n').all(is_directive) && behind.lines().next().is_some_and(is_directive)
}

impl<'t> Directive<'t> {
    /// Reads a line that starts at `offset`.
    pub(super) fn read(line: &'t str, offset: usize) -> Option<Self> {
        let start = line.len() - line.trim_start().len();
        let comment = line.trim();
        let (name, value) = comment.strip_prefix('#')?.split_once('=')?;
        let kind = DirectiveKind::of(name.trim())?;
        let span = Span::new(offset + start, offset + start + comment.len());
        Some(Self { kind, value: value.trim(), span }).filter(|directive| !directive.value.is_empty())
    }

    /// The escape character that it chooses, if it chooses one of the two that there are.
    pub(crate) fn escape(&self) -> Option<char> {
        match (self.kind, self.value) {
            (DirectiveKind::Escape, "`") => Some('`'),
            (DirectiveKind::Escape, "\\") => Some('\\'),
            _ => None,
        }
    }
}

impl DirectiveKind {
    fn of(name: &str) -> Option<Self> {
        [Self::Check, Self::Escape, Self::Syntax].into_iter().find(|it| it.name().eq_ignore_ascii_case(name))
    }

    /// Its name, as it is usually written.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Escape => "escape",
            Self::Syntax => "syntax",
        }
    }
}
