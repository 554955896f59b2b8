//! Baselines on disk: findings that are accepted, by files as seen from the baseline's folder.
//!
//! The file is made to be committed: sorted, a line per entry, and the same bytes for the same findings.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use winfit_images::replace::replace;
use winfit_lint::{Baseline, BaselineEntry};

use crate::relative::Base;

const SCHEMA: &str = "winfit-baseline/1";

/// Bytes that it may have: half a million entries.
const LIMIT: u64 = 64 << 20;

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BaselineError {
    /// It cannot be read.
    #[error("cannot read the baseline {file}: {error}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// It is longer than any.
    #[error("{file} has more than the {LIMIT} bytes that are read of a baseline")]
    TooLarge {
        /// The file.
        file: String,
    },
    /// It is none.
    #[error("{file}{place}: this is no baseline of winfit: {problem}")]
    Malformed {
        /// The file.
        file: String,
        /// Line and column, where there are any.
        place: String,
        /// What is wrong.
        problem: String,
    },
    /// It cannot be written.
    #[error("cannot write the baseline {file}: {error}")]
    Unwritable {
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
}

impl BaselineError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        vec![match self {
            Self::Unreadable { file, error } if error.kind() == io::ErrorKind::NotFound => {
                format!("write it with winfit check PATH --write-baseline {file}")
            }
            Self::Unreadable { .. } => "check who may read it, and that it is a file".to_owned(),
            Self::TooLarge { .. } | Self::Malformed { .. } => {
                "restore it from version control, or remove it and write it anew with --write-baseline"
                    .to_owned()
            }
            Self::Unwritable { .. } => "name a file in a folder that you may write to".to_owned(),
        }]
    }
}

/// A baseline as it is on disk.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    counts: BTreeMap<BaselineEntry, usize>,
}

/// What of a baseline is about files that were not checked.
#[derive(Debug, Default)]
pub(crate) struct Elsewhere {
    /// About files that are there.
    kept: Vec<(BaselineEntry, usize)>,
    /// How many findings it accepts in files that are gone.
    pub(crate) gone: usize,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    schema: String,
    findings: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    rule: String,
    line: String,
    count: usize,
}

impl Stored {
    /// Reads a baseline.
    pub(crate) fn read(file: &Path) -> Result<Self, BaselineError> {
        let name = || file.display().to_string();
        let mut bytes = Vec::new();
        File::open(file)
            .and_then(|opened| opened.take(LIMIT + 1).read_to_end(&mut bytes))
            .map_err(|error| BaselineError::Unreadable { file: name(), error })?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LIMIT {
            return Err(BaselineError::TooLarge { file: name() });
        }
        Self::parse(&name(), &bytes)
    }

    /// Reads one; an empty one where there is no file.
    pub(crate) fn read_or_begin(file: &Path) -> Result<Self, BaselineError> {
        match Self::read(file) {
            Err(BaselineError::Unreadable { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            read => read,
        }
    }

    fn parse(file: &str, bytes: &[u8]) -> Result<Self, BaselineError> {
        let malformed = |place: String, problem: String| BaselineError::Malformed {
            file: file.to_owned(),
            place,
            problem,
        };
        let text: Text = serde_json::from_slice(bytes).map_err(|error| {
            let place = format!(":{}:{}", error.line(), error.column());
            let message = error.to_string();
            let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
            malformed(place, what.escape_debug().to_string().replace("\\\"", "\""))
        })?;
        if text.schema != SCHEMA {
            let schema = text.schema.chars().take(40).collect::<String>();
            let problem = format!("its schema is \"{}\", and {SCHEMA} is read", schema.escape_debug());
            return Err(malformed(String::new(), problem));
        }
        let mut counts = BTreeMap::new();
        for (index, Entry { file, rule, line, count }) in text.findings.into_iter().enumerate() {
            let line = line
                .parse()
                .map_err(|error| malformed(format!(": findings[{index}]"), format!("{error}")))?;
            let all: &mut usize = counts.entry(BaselineEntry { file, rule, line }).or_default();
            *all = all.saturating_add(count);
        }
        Ok(Self { counts })
    }

    /// What it says of the files of a check, under the names that these have there; and what it says of others. `paths` are those
    /// from its folder on, with those names.
    pub(crate) fn of_files(&self, folder: &Path, paths: &HashMap<String, String>) -> (Baseline, Elsewhere) {
        let mut own = Vec::new();
        let mut elsewhere = Elsewhere::default();
        let mut is_there: HashMap<&str, bool> = HashMap::new();
        for (entry, count) in &self.counts {
            if let Some(name) = paths.get(&entry.file) {
                own.push((BaselineEntry { file: name.clone(), ..entry.clone() }, *count));
                continue;
            }
            let exists = || fs::symlink_metadata(folder.join(&entry.file)).is_ok();
            if *is_there.entry(&entry.file).or_insert_with(exists) {
                elsewhere.kept.push((entry.clone(), *count));
            } else {
                elsewhere.gone = elsewhere.gone.saturating_add(*count);
            }
        }
        (Baseline::new(own), elsewhere)
    }

    /// The baseline of a check's files and of others.
    pub(crate) fn new(own: &Baseline, names: &HashMap<String, String>, elsewhere: Elsewhere) -> Self {
        let mut counts: BTreeMap<BaselineEntry, usize> = elsewhere.kept.into_iter().collect();
        for (entry, count) in own.entries() {
            let file = names.get(&entry.file).unwrap_or(&entry.file).clone();
            let all: &mut usize = counts.entry(BaselineEntry { file, ..entry.clone() }).or_default();
            *all = all.saturating_add(count);
        }
        Self { counts }
    }

    /// Writes it, whole or not at all.
    pub(crate) fn write(&self, file: &Path) -> Result<(), BaselineError> {
        let unwritable = |error| BaselineError::Unwritable { file: file.display().to_string(), error };
        let text = self.text().map_err(|error| unwritable(error.into()))?;
        replace(file, text.as_bytes()).map_err(unwritable)
    }

    fn text(&self) -> Result<String, serde_json::Error> {
        let mut text = format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"findings\": [");
        for (index, (entry, count)) in self.counts.iter().enumerate() {
            text.push_str(if index == 0 { "\n    " } else { ",\n    " });
            text.push_str(&serde_json::to_string(&Entry {
                file: entry.file.clone(),
                rule: entry.rule.clone(),
                line: entry.line.to_string(),
                count: *count,
            })?);
        }
        text.push_str(if self.counts.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        Ok(text)
    }
}

/// The names of files, by their paths from the folder of a baseline on.
pub(crate) fn by_path<'a>(
    baseline: &Path,
    files: impl Iterator<Item = (&'a str, Option<&'a PathBuf>)>,
) -> HashMap<String, String> {
    let mut base = Base::new(folder_of(baseline));
    files
        .map(|(name, path)| {
            (path.map_or_else(|| name.to_owned(), |path| base.path_to(path)), name.to_owned())
        })
        .collect()
}

/// The folder from which a baseline's paths go on.
pub(crate) fn folder_of(baseline: &Path) -> &Path {
    baseline.parent().unwrap_or(Path::new(""))
}

#[cfg(test)]
mod tests;
