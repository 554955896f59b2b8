//! What is known of images beyond their names: read by somebody else, and handed in.

use std::collections::BTreeMap;

use winfit_compat::reference::Reference;
use winfit_compat::{Image, ImageOsVersion, Os, Platform, Provenance};

use crate::names::first_of;

/// What came of looking images up. Of a reference that is not in it only its name is known.
pub type Facts = BTreeMap<Reference, Known>;

/// What came of looking an image up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It was read: what it is outweighs what its name claims.
    Read(Contents),
    /// It was not; its name is all there is.
    Unread(Unread),
}

/// What was read of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The image.
    pub image: Image,
    /// What is wrong with each of its platforms, in list order: what could not be read, what is malformed. May be shorter
    /// than the list.
    pub problems: Vec<Option<String>>,
}

impl From<Image> for Contents {
    /// An image with which nothing is wrong.
    fn from(image: Image) -> Self {
        Self { image, problems: Vec::new() }
    }
}

impl Contents {
    /// What is wrong with a platform.
    #[must_use]
    pub fn problem(&self, platform: usize) -> Option<&str> {
        self.problems.get(platform)?.as_deref()
    }

    /// Why a fact of the image is missing, where what was read tells: by the platform that a host takes, or of a host of
    /// which nobody can tell what it takes, by those that could not be read.
    #[must_use]
    pub fn missing(&self, platform: Option<usize>) -> Option<String> {
        match platform {
            Some(platform) => self.problem(platform).map(str::to_owned),
            None => self.unread().map(|(count, _)| self.count_unread(count)),
        }
    }

    /// That some platforms could not be read, and why the first of them was not; `None` if all were.
    #[must_use]
    pub fn incomplete(&self) -> Option<String> {
        self.unread().map(|(count, why)| format!("{}: {why}", self.count_unread(count)))
    }

    fn count_unread(&self, count: usize) -> String {
        let all = self.image.platforms.len();
        format!("{count} of {all} platforms of the image could not be read")
    }

    /// How many platforms could not be read at all, and what is wrong with the first.
    fn unread(&self) -> Option<(usize, &str)> {
        let is_unread = |it: &Platform| it.os.is_none() && it.os_version == ImageOsVersion::Unknown;
        let of = |(index, platform)| is_unread(platform).then(|| self.problem(index)).flatten();
        let mut problems = self.image.platforms.iter().enumerate().filter_map(of);
        let first = problems.next()?;
        Some((1 + problems.count(), first))
    }
}

/// Why an image was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The kind of reason.
    pub cause: Cause,
    /// The reason in full, for people.
    pub message: String,
    /// What to do about it; of [`Cause::NotLocked`] the command that adds the images that are named behind it.
    pub help: Option<String>,
}

impl Unread {
    /// What to do about it for these images.
    #[must_use]
    pub fn help_for(&self, images: &[String]) -> Option<String> {
        let help = self.help.as_ref()?;
        Some(match self.cause {
            Cause::NotLocked => format!("{help} {}", images.join(" ")),
            _ => help.clone(),
        })
    }
}

/// The kinds of reasons that `check` tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// There is no such image: pulling it fails.
    NotFound,
    /// Nobody was to be asked, as the user wished.
    Offline,
    /// The facts file that was to be used does not have it.
    NotLocked,
    /// Looking it up failed; the word of `winfit/1` for how, e.g. `denied`.
    Failed(&'static str),
}

impl Cause {
    /// The word in machine-readable output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Offline => "offline",
            Self::NotLocked => "not-locked",
            Self::Failed(word) => word,
        }
    }
}

/// As many OS versions as a line takes before the rest is counted.
const VERSIONS: usize = 4;

/// What an image has inside: the OS versions of its platforms, in list order; `None` if it is not known to have any.
#[must_use]
pub fn inside(image: &Image) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for platform in &image.platforms {
        let word = match (platform.os, platform.os_version) {
            (_, ImageOsVersion::Known(version)) => version.to_string(),
            (Some(Os::Linux), _) => "Linux".to_owned(),
            _ => continue,
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| first_of(VERSIONS, &words))
}

/// Hexadecimal digits of a digest that people are shown: enough to tell two images apart.
const DIGITS: usize = 12;

/// Where what is known of an image comes from, in the few words that stand beside a fact: `registry sha256:…`,
/// `layout sha256:…`, `archive`, `daemon`, `inferred from tag`; `None` if nothing is known. An archive and a daemon may
/// tell a digest, too.
#[must_use]
pub fn origin(image: &Image) -> Option<String> {
    let provenance = image.platforms.iter().map(|it| it.provenance).min().unwrap_or(Provenance::None);
    let place = match provenance {
        Provenance::Given => "given",
        Provenance::Registry => "registry",
        Provenance::Layout => "layout",
        Provenance::Archive => "archive",
        Provenance::Daemon => "daemon",
        Provenance::Tag => "inferred from tag",
        Provenance::None => return None,
    };
    let digest = image.digest.as_deref().map(shortened).filter(|_| provenance != Provenance::Tag);
    Some(digest.map_or_else(|| place.to_owned(), |digest| format!("{place} {digest}")))
}

fn shortened(digest: &str) -> String {
    let Some((algorithm, hex)) = digest.split_once(':') else { return digest.to_owned() };
    match hex.get(..DIGITS).filter(|_| hex.len() > DIGITS) {
        Some(start) => format!("{algorithm}:{start}…"),
        None => digest.to_owned(),
    }
}
