//! The flags of `winfit diagnose`.

use std::path::PathBuf;

use clap::Args;

use super::LookupArgs;

/// What is wrong, out of the text of a failure: the cause, how sure it is, the evidence, and what to do
///
/// Paste or pipe in whatever is at hand: errors of docker run, build and pull, docker service ls and ps, docker inspect, kubectl
/// describe, get and events, logs of kubelet, containerd, dockerd, kube-proxy and flannel, crictl, Windows events, the log of
/// a CI job; several of them in any mixture, with colours and timestamps, cut off or wrapped. Hosts, images, codes and
/// versions are read out of it, and whether such an image runs on such a host is decided as in winfit fits.
///
/// Where nothing fits, it says so, and lists what was seen: an answer is never forced. Images that the text names are looked
/// up in their registries, unless --offline.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct DiagnoseArgs {
    /// Files with the texts, or - for standard input, which is also read if there is no FILE
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The image that failed, where the text does not name it
    #[arg(long, value_name = "IMAGE")]
    pub(crate) image: Option<String>,

    /// The host on which it failed, as in winfit fits: V[,client][,nohyperv]...
    ///
    /// The host on which it failed, where the text does not tell: an OS version or a release, with words about it behind
    /// commas, as in winfit fits.
    #[arg(long, value_name = "V[,WORD]...")]
    pub(crate) host: Option<String>,

    /// File with the nodes, as in winfit check: kubectl get nodes -o json, docker node inspect, a fleet file
    #[arg(long, value_name = "FILE")]
    pub(crate) nodes: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) lookup: LookupArgs,
}

const EXAMPLES: &str = "\
Examples:
  docker service ps --no-trunc web | winfit diagnose -
  kubectl describe pod web-0 | winfit diagnose - --nodes nodes.json
  winfit diagnose job.log --host 10.0.17763.437
  winfit diagnose kubelet.log events.txt --format json
  winfit diagnose error.txt --format markdown

Exit status:
  0  no cause was found, or trying again may help
  1  a cause was found that stays until something is changed: trying again is futile
  2  there is no answer: a file, a flag or the environment is wrong";
