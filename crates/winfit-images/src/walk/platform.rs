//! One platform out of all that index, manifest and configuration say of it.

use winfit_compat::builtin::builtin;
use winfit_compat::tag::read_tag;
use winfit_compat::{Architecture, ImageOsVersion, Os, OsVersion, Platform, Provenance};

use crate::manifest::{Config, Manifest, Words};
use crate::shown::shown;
use crate::{BaseHint, Digest, ImageError, PlatformFacts};

/// Lowest layers that can tell a base image: its own, and its update.
pub(crate) const BASE_LAYERS: usize = 2;

/// Characters of an `os.version` that are looked at to say what is wrong with it.
const LONGEST_VERSION: usize = 120;

/// What was read of a platform so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// By the entry of the index; `None` if it names no operating system.
    words: Option<Words>,
    /// The base image by the entry of the index.
    entry_base: Option<String>,
    /// The base image by the index as a whole.
    index_base: Option<String>,
    /// By the configuration, once it was read.
    config: Option<Words>,
    /// The base image by the manifest.
    manifest_base: Option<String>,
    /// The base image by a label in the configuration.
    label_base: Option<String>,
    base_layers: Vec<Digest>,
}

impl Told {
    /// What the entry of an index says, and the index as a whole.
    pub(crate) fn listed(
        words: Option<Words>,
        entry_base: Option<String>,
        index_base: Option<String>,
    ) -> Self {
        Self { words, entry_base, index_base, ..Self::default() }
    }

    /// Whether the entry names a platform.
    pub(super) fn has_platform(&self) -> bool {
        self.words.is_some()
    }

    /// Whether the entry says all that a host looks at.
    pub(super) fn is_enough(&self) -> bool {
        self.words.as_ref().is_some_and(|words| {
            let is_version = |text: &String| text.parse::<OsVersion>().is_ok();
            !words.is_windows() || words.os_version.as_ref().is_some_and(is_version)
        })
    }

    /// With what an image's own documents say.
    pub(super) fn with(self, manifest: &Manifest, config: Config) -> Self {
        let unpacked = config.layers.into_iter().take(BASE_LAYERS);
        Self {
            config: Some(config.words),
            manifest_base: manifest.base_name.clone(),
            label_base: config.base_name,
            base_layers: unpacked.chain(manifest.layers.iter().take(BASE_LAYERS).cloned()).collect(),
            ..self
        }
    }

    /// The facts, now that nothing more will be read.
    pub(crate) fn facts(self, digest: Option<Digest>, provenance: Provenance) -> PlatformFacts {
        let (version, problem) = self.os_version();
        self.facts_with(version, problem, digest, provenance)
    }

    /// The facts where reading on failed.
    pub(super) fn unread(self, digest: Digest, error: &ImageError, provenance: Provenance) -> PlatformFacts {
        let raw = self.words.as_ref().and_then(|words| words.os_version.clone());
        let (problem, version) = (Some(error.to_string()), (raw, ImageOsVersion::Unknown));
        PlatformFacts { unread: true, ..self.facts_with(version, problem, Some(digest), provenance) }
    }

    fn facts_with(
        self,
        (raw, os_version): (Option<String>, ImageOsVersion),
        problem: Option<String>,
        digest: Option<Digest>,
        provenance: Provenance,
    ) -> PlatformFacts {
        let base = self.base();
        // What the index says is what a host compares itself with.
        let words = self.words.or(self.config).unwrap_or_default();
        let (os_word, architecture_word) =
            (words.os.unwrap_or_default(), words.architecture.unwrap_or_default());
        PlatformFacts {
            platform: Platform {
                os: os(&os_word),
                architecture: architecture(&architecture_word),
                os_version,
                provenance,
            },
            os: os_word,
            architecture: architecture_word,
            variant: words.variant,
            os_version: raw,
            problem,
            unread: false,
            os_features: words.os_features,
            digest,
            base,
            base_layers: self.base_layers,
        }
    }

    /// The Windows inside, as it is written and as it is understood, and what is wrong with it.
    ///
    /// The configuration is right about what is inside; where it is needed, the index said nothing that can be understood.
    fn os_version(&self) -> ((Option<String>, ImageOsVersion), Option<String>) {
        let listed = self.words.as_ref().and_then(|words| words.os_version.clone());
        let inside = self.config.as_ref().and_then(|words| words.os_version.clone());
        let words = self.words.as_ref().or(self.config.as_ref());
        let is_other_os = words.is_some_and(|words| words.os.is_some() && !words.is_windows());
        if is_other_os {
            return ((inside.or(listed), ImageOsVersion::Absent), None);
        }
        if let Some(problem) = self.contradiction() {
            return ((inside.or(listed), ImageOsVersion::Unknown), Some(problem));
        }
        let malformed = |text: &str| {
            // The error repeats all of it.
            let error = text.chars().take(LONGEST_VERSION).collect::<String>().parse::<OsVersion>().err();
            error.map(|error| format!("os.version {error}"))
        };
        let problem_of_list = listed.as_deref().and_then(malformed).map(|it| format!("in the index, {it}"));
        let Some(text) = inside.or_else(|| listed.clone()) else {
            return ((None, ImageOsVersion::Absent), None);
        };
        // Of an entry without a platform, hosts read the configuration, too.
        let is_listed = listed.is_some_and(|text| text.parse::<OsVersion>().is_ok());
        let is_unlisted = self.words.is_some() && !is_listed;
        match text.parse() {
            Ok(version) if is_unlisted => ((Some(text), ImageOsVersion::Unlisted(version)), problem_of_list),
            Ok(version) => ((Some(text), ImageOsVersion::Known(version)), problem_of_list),
            Err(_) => {
                let problem = malformed(&text);
                ((Some(text), ImageOsVersion::Unknown), problem)
            }
        }
    }

    /// Index and configuration do not mean the same operating system: then there is no Windows to have a version.
    fn contradiction(&self) -> Option<String> {
        let listed = self.words.as_ref()?;
        let inside = self.config.as_ref()?;
        let os = inside.os.as_deref()?;
        (listed.is_windows() && !inside.is_windows())
            .then(|| format!("the index says os windows, its configuration says \"{}\"", shown(os)))
    }

    /// The base image by its name, the nearest claim first; families are of Windows only.
    fn base(&self) -> Option<BaseHint> {
        if !self.words.as_ref().or(self.config.as_ref()).is_some_and(Words::is_windows) {
            return None;
        }
        let claims = [
            (&self.entry_base, "annotation"),
            (&self.manifest_base, "annotation"),
            (&self.label_base, "label"),
            (&self.index_base, "annotation"),
        ];
        claims.into_iter().find_map(|(name, told_by)| {
            let reference = name.as_deref()?.parse().ok()?;
            let family = read_tag(builtin(), &reference).family?;
            Some(BaseHint { family, told_by: told_by.to_owned() })
        })
    }
}

/// The operating system that an image's own word means; `None` for one that no host here has, and for no word.
pub(crate) fn os(word: &str) -> Option<Os> {
    match word.to_ascii_lowercase().as_str() {
        "windows" => Some(Os::Windows),
        "linux" => Some(Os::Linux),
        _ => None,
    }
}

/// The architecture that an image's own word means; `None` for no word.
pub(crate) fn architecture(word: &str) -> Option<Architecture> {
    (!word.is_empty()).then(|| word.parse().unwrap_or(Architecture::Other))
}
