//! The flags of every command that looks images up.

use std::path::PathBuf;

use clap::Args;

/// How images are looked up. What is not said here is taken from the environment, then from winfit.toml.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Looking up images")]
pub(crate) struct LookupArgs {
    /// Ask no registry and no daemon: what the cache has, whatever its age [env: WINFIT_OFFLINE]
    ///
    /// Ask no registry and no daemon: take what the cache has, whatever its age. Layout folders and archives are still
    /// read. WINFIT_OFFLINE=1 says the same; so does `offline = true` in winfit.toml, which WINFIT_OFFLINE=0 outweighs.
    #[arg(long)]
    pub(crate) offline: bool,

    /// Time for all images together; by default 60
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) timeout: Option<u64>,

    /// Neither use nor fill the cache
    #[arg(long)]
    pub(crate) no_cache: bool,

    /// The cache's folder; by default where the platform keeps caches [env: WINFIT_CACHE_DIR]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache", hide_short_help = true)]
    pub(crate) cache_dir: Option<PathBuf>,

    /// File with credentials, as docker and podman write it [env: REGISTRY_AUTH_FILE]
    ///
    /// File with credentials, as docker login and podman login write it, instead of those in the usual places: see
    /// docs/images.md.
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) auth_file: Option<PathBuf>,

    /// Ask this registry by plain http; repeat for several
    ///
    /// Ask this registry by plain http, credentials included; repeat for several. Those on the loopback are asked so anyway.
    #[arg(long, value_name = "HOST[:PORT]", hide_short_help = true)]
    pub(crate) plain_http: Vec<String>,

    /// File with certificates of authorities to trust besides the system's, in PEM; repeat for several
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) ca: Vec<PathBuf>,
}
