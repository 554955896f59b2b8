//! The flags of `winfit image`.

use std::path::PathBuf;

use clap::Args;

use super::LookupArgs;

/// What images really are: digest, platforms, updates, and which releases run them
///
/// Reads images from where they are, and never a layer: a registry (REF or docker://REF), an OCI layout folder (oci:FOLDER
/// or oci:FOLDER:NAME), an archive of docker save or skopeo (the path of one, docker-archive:FILE or oci-archive:FILE, plain,
/// gzip or zstd), or a Docker daemon (docker-daemon:REF). Says of each platform which Windows is inside, which update, and how
/// far that is behind the newest one known; and which releases that are supported today run the image, in process isolation
/// and in Hyper-V isolation, by the documented rules.
///
/// Many images are read side by side, each once; docs/images.md tells how registries are reached.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ImageArgs {
    /// Images, by reference or with a prefix; - reads them from standard input
    #[arg(value_name = "REF", required_unless_present_any = ["file", "lock"])]
    pub(crate) references: Vec<String>,

    /// File with images, one in each line; # starts a comment. - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,

    /// Record what the images are in this facts file; without REF: renew all that is in it
    ///
    /// Record what the images are in this facts file, from which check --lock judges without a network. Images that are
    /// in it already are replaced, all others stay. Without REF, all that is in it is asked for anew. What cannot be read
    /// keeps its entry. The cache is not trusted for what a tag stands for.
    #[arg(long, value_name = "FILE")]
    pub(crate) lock: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) lookup: LookupArgs,
}

const EXAMPLES: &str = "\
Examples:
  winfit image mcr.microsoft.com/windows/servercore:ltsc2022
  winfit image registry.example:5000/team/app:1.4 oci:build/layout app.tar.gz docker-daemon:app:dev
  grep -rhoE 'image: *[^ ]+' deploy/ | cut -d' ' -f2 | winfit image -
  winfit image --lock images.lock mcr.microsoft.com/windows/nanoserver:ltsc2025
  winfit image --lock images.lock

Exit status:
  0  every image was read
  1  some were, and others, or platforms of them, could not be read: each says why
  2  there is no answer: not one image could be read, or a flag or file is wrong";
