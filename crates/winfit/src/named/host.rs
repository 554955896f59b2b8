//! A host as `--host` takes it: `V[,WORD]…`.

use winfit_compat::catalog::{Catalog, Release};
use winfit_compat::{
    Architecture, Host, HostKind, HyperV, Isolation, Os, OsVersion, Runtime, RuntimeVersion,
};

use super::windows::{NameError, similar, windows};
use crate::error::did_you_mean;

/// A host that was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedHost {
    /// As typed.
    pub(crate) text: String,
    /// What is meant.
    pub(crate) host: Host,
}

/// Why a text describes no host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HostError {
    /// The first part names no Windows.
    #[error("host \"{}\": {error}", text.escape_debug())]
    Name {
        /// The host as typed.
        text: String,
        /// Why.
        error: NameError,
    },
    /// A later part is no word for hosts.
    #[error("host \"{}\": \"{}\" says nothing about a host", text.escape_debug(), word.escape_debug())]
    Word {
        /// The host as typed.
        text: String,
        /// The part.
        word: String,
        /// Words that resemble it.
        nearest: Vec<String>,
    },
    /// The version of the runtime is malformed.
    #[error("host \"{}\": \"{}\" is no version such as 2.2", text.escape_debug(), version.escape_debug())]
    RuntimeVersion {
        /// The host as typed.
        text: String,
        /// The version.
        version: String,
    },
    /// Two words contradict each other, or one stands twice.
    #[error("host \"{}\": \"{}\" after something else was said of the same", text.escape_debug(), word.escape_debug())]
    Twice {
        /// The host as typed.
        text: String,
        /// The second word.
        word: String,
    },
    /// A release of the other kind was named.
    #[error("host \"{}\": \"{}\" names no {}", text.escape_debug(), name.escape_debug(), kind_in_words(*kind))]
    OtherKind {
        /// The host as typed.
        text: String,
        /// The release as typed.
        name: String,
        /// The kind that was asked for.
        kind: HostKind,
    },
    /// No release of the kind that was asked for has the build.
    #[error("host \"{}\": no {} has build {build}, only {}", text.escape_debug(), kind_in_words(*kind), names.join(", "))]
    NotOfKind {
        /// The host as typed.
        text: String,
        /// The kind.
        kind: HostKind,
        /// The build.
        build: u32,
        /// The releases of the build.
        names: Vec<String>,
    },
}

const WORDS: [&str; 11] = [
    "server",
    "client",
    "hyperv",
    "nohyperv",
    "amd64",
    "arm64",
    "docker",
    "docker-containerd",
    "containerd",
    "default=hyperv",
    "default=process",
];

impl HostError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        let words = || format!("the words are {}", WORDS.join(", "));
        match self {
            Self::Name { error, .. } => error.help(),
            Self::Word { nearest, .. } => {
                let mut help = did_you_mean(nearest);
                help.push(words());
                help
            }
            Self::RuntimeVersion { .. } => vec!["write e.g. containerd=2.2 or docker=26.1".to_owned()],
            Self::Twice { .. } => vec!["say each thing once; repeat --host for several hosts".to_owned()],
            Self::OtherKind { kind, .. } | Self::NotOfKind { kind, .. } => {
                let word = if *kind == HostKind::Server { "server" } else { "client" };
                vec![format!("leave out \"{word}\", or name another release")]
            }
        }
    }
}

/// The words about a host.
#[derive(Debug, Default)]
struct Words {
    kind: Option<HostKind>,
    hyperv: Option<HyperV>,
    architecture: Option<Architecture>,
    runtime: Option<Runtime>,
    default_isolation: Option<Isolation>,
}

/// The host that a text describes. What is not said: a server if a server has the build, amd64, and Hyper-V
/// available, but under containerd not known: Kubernetes offers it through a special runtime handler only.
pub(crate) fn host(catalog: &Catalog, text: &str) -> Result<NamedHost, HostError> {
    let (name, rest) = split_name(text);
    let mut words = Words::default();
    for word in rest.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        words.take(text, word)?;
    }
    let architecture = words.architecture.unwrap_or(Architecture::Amd64);
    if name.eq_ignore_ascii_case("linux") {
        let host = Host { architecture: Some(architecture), runtime: words.runtime, ..Host::linux() };
        return Ok(NamedHost { text: text.to_owned(), host });
    }
    let named = windows(catalog, name, words.kind)
        .map_err(|error| HostError::Name { text: text.to_owned(), error })?;
    if let (Some(kind), Some(other)) = (words.kind, named.kind)
        && kind != other
    {
        return Err(HostError::OtherKind { text: text.to_owned(), name: name.to_owned(), kind });
    }
    let kind = words.kind.or(named.kind).unwrap_or_else(|| usual_kind(catalog, named.version.build));
    let releases: Vec<&Release> = catalog.releases_of_build(named.version.build).collect();
    if !releases.is_empty() && !releases.iter().any(|release| is_of(release, kind)) {
        let names = releases.iter().map(|release| release.name.to_string()).collect();
        return Err(HostError::NotOfKind { text: text.to_owned(), kind, build: named.version.build, names });
    }
    let host = windows_host(named.version, kind, architecture, &words);
    Ok(NamedHost { text: text.to_owned(), host })
}

fn windows_host(version: OsVersion, kind: HostKind, architecture: Architecture, words: &Words) -> Host {
    Host {
        os: Os::Windows,
        os_version: Some(version),
        kind: Some(kind),
        architecture: Some(architecture),
        hyperv: words.hyperv.unwrap_or(match words.runtime {
            Some(Runtime::Containerd(_)) => HyperV::Unknown,
            _ => HyperV::Available,
        }),
        runtime: words.runtime,
        default_isolation: words.default_isolation,
    }
}

/// The name and the words behind it. A name may have a comma of its own: `Windows Server, version 1709`.
fn split_name(text: &str) -> (&str, &str) {
    let mut from = 0;
    while let Some(comma) = text.get(from..).and_then(|rest| rest.find(',')).map(|at| from + at) {
        let (name, rest) = text.split_at_checked(comma).unwrap_or((text, ""));
        let rest = rest.get(1..).unwrap_or_default();
        let continues = rest.trim_start().get(..7).is_some_and(|it| it.eq_ignore_ascii_case("version"));
        if !continues {
            return (name, rest);
        }
        from = comma + 1;
    }
    (text, "")
}

/// Servers are what containers mostly run on; only where no server has the build is the host a client.
fn usual_kind(catalog: &Catalog, build: u32) -> HostKind {
    let mut releases = catalog.releases_of_build(build).peekable();
    if releases.peek().is_some() && !releases.any(Release::is_server) {
        HostKind::Client
    } else {
        HostKind::Server
    }
}

fn is_of(release: &Release, kind: HostKind) -> bool {
    release.is_server() == (kind == HostKind::Server)
}

fn kind_in_words(kind: HostKind) -> &'static str {
    match kind {
        HostKind::Server => "Windows Server",
        HostKind::Client => "Windows client",
    }
}

impl Words {
    fn take(&mut self, text: &str, word: &str) -> Result<(), HostError> {
        let lower = word.to_ascii_lowercase();
        let (key, value) =
            lower.split_once('=').map_or((lower.as_str(), None), |(key, value)| (key, Some(value)));
        let is_first = match (key, value) {
            ("server", None) => set(&mut self.kind, HostKind::Server),
            ("client", None) => set(&mut self.kind, HostKind::Client),
            ("hyperv", None) => set(&mut self.hyperv, HyperV::Available),
            ("nohyperv", None) => set(&mut self.hyperv, HyperV::Unavailable),
            ("docker", _) => set(&mut self.runtime, Runtime::Docker(version(text, value)?)),
            ("docker-containerd", _) => {
                set(&mut self.runtime, Runtime::DockerWithContainerdStore(version(text, value)?))
            }
            ("containerd", _) => set(&mut self.runtime, Runtime::Containerd(version(text, value)?)),
            ("default", Some("process")) => set(&mut self.default_isolation, Isolation::Process),
            ("default", Some("hyperv")) => set(&mut self.default_isolation, Isolation::HyperV),
            (_, None) => match lower.parse() {
                Ok(architecture) => set(&mut self.architecture, architecture),
                Err(_) => return Err(unknown_word(text, word)),
            },
            _ => return Err(unknown_word(text, word)),
        };
        if is_first { Ok(()) } else { Err(HostError::Twice { text: text.to_owned(), word: word.to_owned() }) }
    }
}

fn unknown_word(text: &str, word: &str) -> HostError {
    let nearest = similar(&word.to_ascii_lowercase(), &WORDS);
    HostError::Word { text: text.to_owned(), word: word.to_owned(), nearest }
}

/// Sets what was not said before; `false` if it was.
fn set<T>(slot: &mut Option<T>, value: T) -> bool {
    let is_first = slot.is_none();
    *slot = Some(value);
    is_first
}

/// `2.2` out of `2.2`, `2.2.1`, `v2.2.1` or `2.2.1+build`: patch releases do not matter.
fn version(text: &str, value: Option<&str>) -> Result<Option<RuntimeVersion>, HostError> {
    let Some(value) = value else { return Ok(None) };
    let mut parts = value.strip_prefix('v').unwrap_or(value).split(['.', '-', '+', '~']);
    let mut part = || parts.next().and_then(|part| part.parse::<u16>().ok());
    match (part(), part()) {
        (Some(major), Some(minor)) => Ok(Some(RuntimeVersion { major, minor })),
        _ => Err(HostError::RuntimeVersion { text: text.to_owned(), version: value.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use winfit_compat::builtin::builtin;

    use super::*;

    fn read(text: &str) -> Host {
        host(builtin(), text).unwrap_or_else(|error| panic!("{text}: {error}")).host
    }

    fn error(text: &str) -> String {
        host(builtin(), text).unwrap_err().to_string()
    }

    fn server(build: u32) -> Host {
        Host::server(OsVersion::of_build(build)).with_hyperv(HyperV::Available)
    }

    #[test]
    fn words_behind_the_version_add_what_is_known() {
        assert_eq!(read("10.0.20348"), server(20348));
        assert_eq!(read("ltsc2022, nohyperv"), server(20348).with_hyperv(HyperV::Unavailable));
        assert_eq!(
            read("20348,containerd=2.2.1"),
            server(20348)
                .with_hyperv(HyperV::Unknown)
                .with_runtime(Runtime::Containerd(Some(RuntimeVersion { major: 2, minor: 2 })))
        );
        assert_eq!(
            read("26100,client,arm64,docker-containerd"),
            Host { kind: Some(HostKind::Client), architecture: Some(Architecture::Arm64), ..server(26100) }
                .with_runtime(Runtime::DockerWithContainerdStore(None))
        );
        assert_eq!(read("1809,default=hyperv").default_isolation, Some(Isolation::HyperV));
        assert_eq!(read("Linux").os, Os::Linux);
    }

    #[test]
    fn hyperv_is_taken_to_be_there_but_under_containerd_has_to_be_said() {
        for (text, hyperv) in [
            ("20348,docker", HyperV::Available),
            ("20348,docker-containerd", HyperV::Available),
            ("20348,containerd", HyperV::Unknown),
            ("20348,containerd,hyperv", HyperV::Available),
            ("20348,containerd,nohyperv", HyperV::Unavailable),
        ] {
            assert_eq!(read(text).hyperv, hyperv, "{text}");
        }
    }

    #[test]
    fn a_build_that_only_clients_have_is_a_client() {
        assert_eq!(read("22631").kind, Some(HostKind::Client));
        assert_eq!(read("win11-24h2").kind, Some(HostKind::Client));
        assert_eq!(read("10.0.17763.437").kind, Some(HostKind::Server));
        assert_eq!(read("99999").kind, Some(HostKind::Server));
    }

    #[test]
    fn a_name_may_have_a_comma_of_its_own() {
        assert_eq!(
            read("Windows Server, version 1709,nohyperv").os_version,
            Some(OsVersion::of_build(16299))
        );
    }

    #[test]
    fn contradictions_are_refused() {
        assert_eq!(
            error("20348,client"),
            "host \"20348,client\": no Windows client has build 20348, only Windows Server 2022"
        );
        assert_eq!(
            error("win11-24h2,server"),
            "host \"win11-24h2,server\": \"win11-24h2\" names no Windows Server"
        );
        assert_eq!(read("win11-24h2,client").kind, Some(HostKind::Client));
        assert_eq!(
            error("20348,hyperv,nohyperv"),
            "host \"20348,hyperv,nohyperv\": \"nohyperv\" after something else was said of the same"
        );
    }

    #[test]
    fn almost_words_are_refused_with_what_resembles_them() {
        let nearest = |text: &str| match host(builtin(), text) {
            Err(HostError::Word { nearest, .. }) => nearest,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(nearest("20348,no-hyperv").first().map(String::as_str), Some("nohyperv"));
        assert_eq!(nearest("20348,contained").first().map(String::as_str), Some("containerd"));
        assert_eq!(nearest("20348,client=yes").first().map(String::as_str), Some("client"));
        assert_eq!(error("20348,docker=new"), "host \"20348,docker=new\": \"new\" is no version such as 2.2");
        assert!(error("").contains("names no Windows release"));
        assert!(error(",client").contains("names no Windows release"));
    }
}
