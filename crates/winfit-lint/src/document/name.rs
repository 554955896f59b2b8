//! What a file is by its name; where that does not tell, by how it begins.

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Dockerfile,
    DaemonConfig,
    Yaml,
}

impl Form {
    pub(super) fn of(name: &str, text: &str) -> Self {
        match by_name(name) {
            Some(form) => form,
            None if begins_as_dockerfile(text) => Self::Dockerfile,
            None => Self::Yaml,
        }
    }
}

/// Whether a file of this name may be a document of ours: worth reading when a directory is walked.
#[must_use]
pub fn is_document_name(name: &str) -> bool {
    by_name(name).is_some()
}

fn by_name(path: &str) -> Option<Form> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
    let is_dockerfile = ["dockerfile", "containerfile"].iter().any(|word| {
        let before = name.strip_suffix(word);
        let behind = name.strip_prefix(word);
        before.is_some_and(|it| it.is_empty() || it.ends_with(['.', '-', '_']))
            || behind.is_some_and(|it| it.starts_with(['.', '-', '_']))
    });
    // BuildKit looks for the ignore file of a Dockerfile beside it.
    if is_dockerfile {
        return (!name.ends_with(".dockerignore")).then_some(Form::Dockerfile);
    }
    if name == "daemon.json" {
        return Some(Form::DaemonConfig);
    }
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    matches!(extension, Some("yaml" | "yml" | "json")).then_some(Form::Yaml)
}

/// A Dockerfile begins with comments and directives, then `FROM`, or `ARG` before it. Prose may begin so too, and goes on
/// otherwise.
fn begins_as_dockerfile(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(line) = lines.next() else { return false };
    let mut words = line.split_whitespace();
    let keyword = words.next().unwrap_or_default();
    let words: Vec<&str> = words.skip_while(|word| word.starts_with("--")).take(4).collect();
    if keyword.eq_ignore_ascii_case("arg") {
        return words
            .first()
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'));
    }
    let is_stage = match words.as_slice() {
        [_] => true,
        [_, word, _] => word.eq_ignore_ascii_case("as"),
        [.., last] => last.ends_with(['\\', '`']),
        [] => line.ends_with(['\\', '`']),
    };
    keyword.eq_ignore_ascii_case("from") && is_stage
}
