//! The flags of `winfit fits`.

use clap::{Args, ValueEnum};
use winfit_compat::catalog::Edition;
use winfit_compat::{Architecture, Isolation};

use super::LookupArgs;
use super::offered::EditionName;
use crate::status::FailOn;

/// Whether an image runs on a host, why, and what to do if not
///
/// Says whether an image runs on one or several hosts. What is inside the image is read from where it is, a few kilobytes
/// without any layer, unless --image-os-version says so. Of an image that cannot be read, and with --offline of one that
/// is not in the cache, what its tag tells is taken and marked as inferred. Without --host, the image is judged against
/// every Windows Server that is supported today.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct FitsArgs {
    /// The image, e.g. mcr.microsoft.com/windows/nanoserver:1809
    ///
    /// The image: a reference, as Docker writes it, or docker-daemon:REFERENCE, oci:FOLDER[:NAME], docker-archive:FILE[:NAME]
    /// or oci-archive:FILE[:NAME].
    #[arg(value_name = "IMAGE", required_unless_present = "image_os_version")]
    pub(crate) image: Option<String>,

    /// The image's OS version, e.g. 10.0.17763.437, or its release; outweighs what the tag says
    #[arg(long, value_name = "V")]
    pub(crate) image_os_version: Option<String>,

    /// The image's architecture, e.g. amd64 or arm64; by default what the image or its tag says, else amd64
    ///
    /// Of an image that was read, only its platforms for this architecture are judged, if it has any. Where the tag says
    /// nothing, an amd64 host is taken to fit, for every Windows image is published for amd64; on other hosts the
    /// architecture has to be known.
    #[arg(long, value_name = "ARCH")]
    pub(crate) image_arch: Option<Architecture>,

    /// A host: its OS version or release, then what else is known; repeat for several
    ///
    /// V is an OS version (10.0.20348.825, 10.0.20348), a build (20348, 14393.1715), a release
    /// (ltsc2022, win11-24h2, "Windows Server 2022", "Windows Server 2022 Datacenter", 1809), or linux.
    ///
    /// Words: server or client (by default a server, unless only client releases have the build, or a client release is
    /// named); hyperv or nohyperv (by default Hyper-V is taken to be available, but under containerd it is not known, for
    /// Kubernetes offers it through a special runtime handler only); amd64 or arm64 (by default amd64); docker,
    /// docker-containerd or containerd, each with =VERSION if known (docker-containerd is Docker with containerd's image
    /// store); default=hyperv or default=process for the isolation of containers that ask for none.
    #[arg(long = "host", value_name = "V[,WORD]...")]
    pub(crate) hosts: Vec<String>,

    /// process, hyperv or host-process; by default the host's own default
    ///
    /// Hosts default to process on servers and under containerd, to hyperv on clients under Docker. An image that the
    /// default refuses and Hyper-V isolation would run gets the verdict runs-with-hyperv.
    #[arg(long, value_name = "ISOLATION")]
    pub(crate) isolation: Option<Isolation>,

    /// By which rules: what Microsoft documents, or what runtimes let start
    ///
    /// Where the two differ, the other answer is shown as well.
    #[arg(long, value_enum, default_value_t, value_name = "RULES")]
    pub(crate) rules: RulesName,

    /// Edition of Microsoft's compatibility document, e.g. 2022; by default the newest, 2025
    ///
    /// The editions are 2017, 2017-12, 2018, 2019-08, 2019, 2020, 2021, 2022-03, 2022-09, 2022-12, 2022 and 2025. Goes with
    /// the documented rules only.
    #[arg(long, value_name = "EDITION", value_parser = EditionName, hide_possible_values = true)]
    pub(crate) edition: Option<Edition>,

    /// From which severity on the exit status is 1
    ///
    /// The verdicts blocked and unknown are errors; preview, runs-with-hyperv, and whatever runs with a caution are
    /// warnings.
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,

    #[command(flatten)]
    pub(crate) lookup: LookupArgs,
}

/// The names of the rule sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum RulesName {
    /// What Microsoft supports, by an edition of its compatibility document
    #[default]
    Documented,
    /// What Docker, containerd and Windows in fact let start
    Runtime,
}

const EXAMPLES: &str = "\
Examples:
  winfit fits mcr.microsoft.com/windows/nanoserver:1709 --host 10.0.14393.1715
  winfit fits myteam/app:4.8-windowsservercore-ltsc2019 --host ltsc2022 --host ltsc2019,nohyperv
  winfit fits --image-os-version 10.0.14393.1715 --host 10.0.16299.0 --isolation process
  winfit fits mcr.microsoft.com/windows/servercore:ltsc2022 --host win11-25h2,containerd=2.2,hyperv --rules runtime
  winfit fits mcr.microsoft.com/windows/servercore:ltsc2025

Exit status:
  0  it runs on every host asked about; without --host, on at least one supported server
  1  a verdict at or above --fail-on: blocked or unknown, by default
  2  there is no answer: a flag, the image or a host is malformed or unknown";
