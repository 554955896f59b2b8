//! What can be wrong with `winfit.toml`, where, and what would be valid.

use std::io;

use crate::error::did_you_mean;

/// Why there are no settings.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// It cannot be read.
    #[error("cannot read the settings in {file}: {error}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// It is no file that people write.
    #[error("{file} is larger than 1 MiB")]
    TooLarge {
        /// The file.
        file: String,
    },
    /// It is not UTF-8.
    #[error("{file} is not UTF-8: byte {offset} begins no character")]
    NotUtf8 {
        /// The file.
        file: String,
        /// Where.
        offset: usize,
    },
    /// Something in it is wrong.
    #[error("{file}:{line}:{column}: {}{problem}", named(.key))]
    Wrong {
        /// The file.
        file: String,
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// The key, with those above it; empty where the text is no TOML.
        key: String,
        /// What is wrong.
        problem: Problem,
    },
}

fn named(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("{}: ", shown(key)) }
}

/// Something wrong, at a byte of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) offset: usize,
    pub(super) key: String,
    pub(super) problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Problem {
    /// It is no TOML.
    #[error("{0}")]
    Syntax(String),
    /// There is no such setting.
    #[error("there is no such setting")]
    UnknownKey {
        /// Settings with similar names.
        nearest: Vec<String>,
        /// All that there are.
        valid: &'static [&'static str],
    },
    /// The value is of another kind.
    #[error("expected {expected}, found {found}")]
    Kind {
        /// What it has to be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// There is no such rule, nor an area of that name.
    #[error("this is no rule and no area of rules")]
    UnknownRule {
        /// Words that are similar.
        nearest: Vec<String>,
    },
    /// It means no files.
    #[error("this is no pattern of files")]
    Glob,
    /// It is no severity.
    #[error("this is no severity")]
    FailOn,
    /// It is no version of Kubernetes.
    #[error("this is no version of Kubernetes")]
    KubernetesVersion,
    /// It is a number, and of what is not said.
    #[error("this number has no unit")]
    NoUnit {
        /// What it may mean.
        instead: String,
    },
    /// The name of a registry has no quotes.
    #[error("the name of a registry is written in quotes")]
    Unquoted {
        /// The name as it was meant.
        host: String,
    },
    /// The key of a registry is none.
    #[error("this is no host of a registry")]
    Host,
    /// A registry has two tables.
    #[error("this registry has a table already, under its other name")]
    Twice,
    /// The mirror is no address.
    #[error("this is no address of a mirror")]
    Address,
    /// The size is none.
    #[error("this is no size")]
    Bytes,
    /// The duration is none.
    #[error("this is no duration")]
    Duration,
    /// The timeout is out of bounds.
    #[error("the time for all images together is out of bounds")]
    Timeout,
}

impl Wrong {
    pub(super) fn in_file(self, file: String, text: &str) -> ConfigError {
        let before = text.get(..self.offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = before.matches('\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        ConfigError::Wrong { file, line, column, key: self.key, problem: self.problem }
    }
}

impl ConfigError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        match self {
            Self::Unreadable { .. } => {
                vec!["name another file with --config, or say --no-config".to_owned()]
            }
            Self::TooLarge { .. } => vec!["settings are a few lines: docs/configuration.md".to_owned()],
            Self::NotUtf8 { .. } => vec!["save the file as UTF-8".to_owned()],
            Self::Wrong { problem, .. } => problem.help(),
        }
    }
}

impl Problem {
    fn help(&self) -> Vec<String> {
        vec![match self {
            Self::UnknownKey { nearest, valid } => {
                let mut help = did_you_mean(nearest);
                help.push(format!("what can be set here: {}", valid.join(", ")));
                return help;
            }
            Self::UnknownRule { nearest } => {
                let mut help = did_you_mean(nearest);
                help.push("winfit rules lists all rules and areas; all means all of them".to_owned());
                return help;
            }
            Self::Glob => "write it as in .gitignore, from the folder of this file on, without ! in front".to_owned(),
            Self::FailOn => "it is error, warning, info or never".to_owned(),
            Self::KubernetesVersion => "write it as \"1.29\"".to_owned(),
            Self::NoUnit { instead } => format!("write \"{instead}\", or what else it means"),
            Self::Unquoted { host } => format!("write [registries.\"{}\"]", shown(host)),
            Self::Host => {
                "write it as image references do: [registries.\"registry.example:5000\"]".to_owned()
            }
            Self::Twice => "write all about it into one table: docker.io is index.docker.io".to_owned(),
            Self::Address => {
                "write it as https://HOST[:PORT][/PREFIX], without credentials: those belong to docker login HOST"
                    .to_owned()
            }
            Self::Bytes => "write a whole number and B, kB, MB, GB, KiB, MiB or GiB: \"256 MiB\"".to_owned(),
            Self::Duration => "write a whole number and s, m, h or d: \"90s\", \"1h\"".to_owned(),
            Self::Timeout => "it is from 1s to 1d".to_owned(),
            Self::Kind { .. } | Self::Syntax(_) => "docs/configuration.md has an example".to_owned(),
        }]
    }
}

/// A key or value as an error repeats it.
fn shown(text: &str) -> String {
    const SHOWN: usize = 80;
    let cut: String = text.chars().take(SHOWN).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{more}", cut.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'"))
}
