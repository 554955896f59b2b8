//! The flags of `winfit check`.

use std::path::PathBuf;

use clap::Args;
use winfit_compat::catalog::Edition;

use super::{AcceptArgs, FixArgs, LookupArgs, RulesName};
use crate::status::FailOn;

/// Whether the images in your files run on your hosts: where, where not, why, and what to write instead
///
/// Reads Kubernetes manifests, Compose files, Dockerfiles and daemon.json, finds the images of every workload for Windows, and
/// judges them against the hosts of --nodes. There each workload must run on every host on which its selectors, affinity, taints and
/// constraints allow it; what nobody places (a Dockerfile, a Compose file outside Swarm) must run on one. Without --nodes,
/// the images are judged against every release that is supported today. Files that are not for Windows are left alone.
///
/// What is inside an image is read from its registry: the images of workloads for Windows are looked up, and on a fleet with
/// Windows hosts those of every workload that may come to run on one. With each fact comes where it is from. Where the
/// registry and the tag disagree, the registry is right, and the tag is a finding. An image that cannot be read is judged by
/// its tag, and said so; if that names no Windows release, it cannot be judged, which is a warning. One that its registry
/// does not have fails. With --offline, what the cache does not have is taken from tags.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct CheckArgs {
    /// Files, folders (searched for documents, .gitignore honoured), or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// File with the hosts: kubectl get nodes -o json or yaml, docker info, docker node inspect, or a fleet file
    ///
    /// File with the hosts, or - for standard input: the output of kubectl get nodes -o json or -o yaml, of docker info
    /// --format '{{json .}}', of docker node inspect, or a fleet file written by hand (docs/hosts.md).
    #[arg(long, value_name = "FILE")]
    pub(crate) nodes: Option<PathBuf>,

    /// By which rules: what Microsoft documents, or what runtimes let start
    #[arg(long, value_enum, default_value_t, value_name = "RULES")]
    pub(crate) rules: RulesName,

    /// Edition of Microsoft's compatibility document, e.g. 2022; by default the newest, 2025
    #[arg(long, value_name = "EDITION")]
    pub(crate) edition: Option<Edition>,

    /// Facts file of winfit image --lock: judge by it and ask no registry
    ///
    /// Facts file, as winfit image --lock FILE REF... writes it: images are judged by it, without a network, so that the same
    /// files give the same findings tomorrow. An image that it does not have is judged by its tag, and said so; so are facts
    /// that are older than 35 days. Neither changes the exit status.
    #[arg(long, value_name = "FILE")]
    pub(crate) lock: Option<PathBuf>,

    /// From which severity on the exit status is 1; by default error
    ///
    /// From which severity on the exit status is 1; by default, error. Errors are workloads that fail as they are written; warnings are those
    /// that cannot be judged, that run in Hyper-V isolation only, or that users report to fail.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,

    /// The version of Kubernetes that objects are for, e.g. 1.29; by default the newest
    ///
    /// The version of Kubernetes that objects are for, e.g. 1.29; by default the newest that winfit knows. What is refused,
    /// ignored or possible on Windows differs between versions.
    #[arg(long, value_name = "1.N")]
    pub(crate) kubernetes_version: Option<String>,

    #[command(flatten)]
    pub(crate) fixes: FixArgs,

    #[command(flatten)]
    pub(crate) accepting: AcceptArgs,

    #[command(flatten)]
    pub(crate) lookup: LookupArgs,
}

const EXAMPLES: &str = "\
Examples:
  winfit check deploy/ --nodes nodes.json
  kubectl get nodes -o json | winfit check deploy/web.yaml --nodes -
  helm template chart/ | winfit check - --nodes nodes.json
  winfit check Dockerfile compose.yaml
  winfit check deploy/ --nodes nodes.json --lock facts.json
  winfit check deploy/ --diff | git apply
  winfit check deploy/ --fix
  winfit check deploy/ --write-baseline winfit-baseline.json

Exit status:
  0  no finding at or above --fail-on
  1  at least one, of those that are left after --fix; with --diff, also if something would change
  2  there is no answer: not one file, or not the hosts or the facts file, could be read; or a fix could not be written

With --fail-on never it is 1 in no case. Findings that are accepted by comments in the files (docs/suppressing.md), by winfit.toml or
by a baseline do not count.

That an image cannot be looked up changes none of this; that its registry does not have it is an error.";
