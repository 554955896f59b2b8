//! Errors that end the program with status 2, and what to do about each.

use std::io;

use winfit_compat::catalog::{Edition, UnknownVersionError};
use winfit_compat::reading::NoOsVersion;
use winfit_images::{CacheError, ImageError, LockError, ParseSourceError};

use crate::baseline::BaselineError;
use crate::cli::FormatName;
use crate::commands::check::{CheckError, Unwritten};
use crate::commands::diagnose::DiagnoseError;
use crate::commands::image::ImageListError;
use crate::commands::init::InitError;
use crate::config::ConfigError;
use crate::context::OverlayError;
use crate::input::InputError;
use crate::lookup::LookupError;
use crate::named::{HostError, NameError};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A host is not written as one.
    #[error(transparent)]
    Host(#[from] HostError),
    /// A word names no Windows.
    #[error(transparent)]
    Name(#[from] NameError),
    /// What is given is no image, nor a place to find one.
    #[error(transparent)]
    Source(#[from] ParseSourceError),
    /// The image that was named is not where it was said to be.
    #[error(transparent)]
    Image(Box<ImageError>),
    /// The facts file cannot be used.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// Standard input cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The text names no OS version.
    #[error(transparent)]
    NoOsVersion(#[from] NoOsVersion),
    /// An edition was asked for, of rules that have none.
    #[error("the runtime's rules have no edition {edition}")]
    EditionOfRuntime {
        /// The edition.
        edition: Edition,
    },
    /// Nothing could be checked.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// A baseline cannot be used.
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    /// `winfit.toml` could not be written.
    #[error(transparent)]
    Init(#[from] InitError),
    /// A fix could not be written.
    #[error(transparent)]
    Unwritten(#[from] Unwritten),
    /// A version of Kubernetes is none, or not known.
    #[error(transparent)]
    KubernetesVersion(#[from] UnknownVersionError),
    /// A diff was asked for in a format for programs.
    #[error("--diff shows a diff, and --format {format} something else")]
    FormatOfDiff {
        /// The format.
        format: FormatName,
    },
    /// The cache cannot be looked at or cleared.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// There is no place for a cache.
    #[error("this system names no folder for caches: the user has no home")]
    NoCacheFolder,
    /// Not one image could be read, or the list of images is wrong.
    #[error(transparent)]
    ImageList(#[from] ImageListError),
    /// Images cannot be looked up at all.
    #[error(transparent)]
    Lookup(#[from] LookupError),
    /// `winfit.toml` is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// `--catalog` is wrong.
    #[error(transparent)]
    Overlay(#[from] OverlayError),
    /// A rule is unknown.
    #[error("no rule is called \"{}\"", id.escape_debug())]
    UnknownRule {
        /// As typed.
        id: String,
        /// Rules with similar names.
        nearest: Vec<String>,
    },
    /// A word of `--select` or `--ignore` means nothing.
    #[error("\"{}\" is no rule and no area of rules", word.escape_debug())]
    UnknownSelector {
        /// As typed.
        word: String,
        /// Words that are similar.
        nearest: Vec<String>,
    },
    /// What `updates` was asked for is neither an article nor a Windows.
    #[error("\"{}\" is no article number: KB and six to eight digits", text.escape_debug())]
    MalformedKb {
        /// As typed.
        text: String,
    },
    /// A command was asked for a format that only another has.
    #[error("--format {format} is for winfit {command} only")]
    FormatOfOther {
        /// The format.
        format: FormatName,
        /// The command that has it.
        command: &'static str,
    },
    /// The texts of a failure cannot be read.
    #[error(transparent)]
    Diagnose(#[from] DiagnoseError),
    /// The system's clock is absurd.
    #[error("the system's clock shows no day between 1970 and 9999")]
    Clock,
    /// The registry of this host does not tell.
    #[cfg(windows)]
    #[error(transparent)]
    ThisHost(#[from] crate::this_host::ThisHostError),
    /// The report cannot be written.
    #[error("cannot write the report: {0}")]
    Output(#[source] io::Error),
}

impl Error {
    /// What to do about it, a line each.
    pub(crate) fn help(&self) -> Vec<String> {
        match self {
            Self::Host(error) => error.help(),
            Self::Name(error) => error.help(),
            Self::Source(_) => vec![
                "an image reference looks like mcr.microsoft.com/windows/servercore:ltsc2022".to_owned(),
                "elsewhere than in a registry: docker-daemon:IMAGE, oci:FOLDER, docker-archive:FILE, oci-archive:FILE".to_owned(),
                "an OS version instead of an image goes with --image-os-version".to_owned(),
            ],
            Self::Image(error) => error.help().into_iter().collect(),
            Self::Lock(error) => error.help().into_iter().collect(),
            Self::Input(error) => vec![error.help()],
            Self::Cache(error) => error.help().into_iter().collect(),
            Self::NoCacheFolder => vec!["name one with --cache-dir DIR".to_owned()],
            Self::NoOsVersion(_) => {
                vec!["winfit reads ver, BuildLabEx, systeminfo, docker info, docker version, kubectl get nodes -o wide \
                      and more: paste the whole output"
                    .to_owned()]
            }
            Self::Check(error) => error.help(),
            Self::Baseline(error) => error.help(),
            Self::Init(error) => error.help(),
            Self::Unwritten(error) => error.help(),
            Self::KubernetesVersion(_) => {
                vec!["write the minor version of your cluster, as kubectl version shows it".to_owned()]
            }
            Self::FormatOfDiff { .. } => {
                vec!["leave out --diff: in json and sarif, each finding has its fix".to_owned()]
            }
            Self::EditionOfRuntime { .. } => {
                vec!["leave out --edition, or say --rules documented".to_owned()]
            }
            Self::ImageList(error) => error.help(),
            Self::Lookup(error) => error.help(),
            Self::Config(error) => error.help(),
            Self::Overlay(error) => vec![error.help()],
            Self::UnknownRule { nearest, .. } => {
                let mut help = did_you_mean(nearest);
                help.push("winfit explain lists all rules".to_owned());
                help
            }
            Self::UnknownSelector { nearest, .. } => {
                let mut help = did_you_mean(nearest);
                help.push("winfit rules lists all rules and areas; all means all of them".to_owned());
                help
            }
            Self::MalformedKb { .. } => {
                vec!["write KB4493509, a build such as 17763, or a version such as 10.0.17763.437".to_owned()]
            }
            Self::FormatOfOther { .. } => {
                vec!["every command has --format human and --format json".to_owned()]
            }
            Self::Diagnose(error) => error.help(),
            Self::Clock => vec!["set the clock, or say --today YYYY-MM-DD".to_owned()],
            #[cfg(windows)]
            Self::ThisHost(_) => {
                vec![
                    "run it as `ver | winfit version -`, or give the version: winfit version 10.0.17763.437"
                        .to_owned(),
                ]
            }
            Self::Output(_) => Vec::new(),
        }
    }
}

/// "did you mean", with candidates; nothing without.
pub(crate) fn did_you_mean(nearest: &[String]) -> Vec<String> {
    match nearest {
        [] => Vec::new(),
        _ => vec![format!("did you mean {}?", nearest.join(" or "))],
    }
}
