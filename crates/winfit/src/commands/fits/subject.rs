//! The image that is asked about: what was given, else what it is, else what its name claims.

use winfit_compat::catalog::Catalog;
use winfit_compat::reference::Reference;
use winfit_compat::remedy::Means;
use winfit_compat::tag::{TagClaim, read_tag};
use winfit_compat::verdict::Answer;
use winfit_compat::{Architecture, Image, ImageOsVersion, Os, Platform, Provenance};
use winfit_images::Source;
use winfit_lint::facts::{Cause, Contents, Known, Unread};

use crate::cli::FitsArgs;
use crate::context::Context;
use crate::error::Error;
use crate::remedies::Named;
use crate::wire::ImagePlatform;
use crate::{facts, lookup, named};

/// An image.
#[derive(Debug)]
pub(super) struct Subject<'c> {
    /// As typed.
    pub(super) text: Option<String>,
    /// Its reference and what that claims.
    pub(super) named: Option<(Reference, TagClaim<'c>)>,
    /// What is known of it; one platform at least, unless it was read and has none.
    pub(super) image: Image,
    /// What came of looking it up, where that was tried.
    pub(super) known: Option<Known>,
}

impl<'c> Subject<'c> {
    pub(super) fn new(arguments: &FitsArgs, context: &'c Context) -> Result<Self, Error> {
        let catalog = context.catalog();
        let text = arguments.image.clone();
        let source: Option<Source> = text.as_deref().map(str::parse).transpose()?;
        let named = source.as_ref().and_then(reference).map(|reference| {
            let claim = read_tag(catalog, &reference);
            (reference, claim)
        });
        let claimed = named.as_ref().map_or_else(Platform::unknown, |(_, claim)| claim.platform);
        let architecture = arguments.image_arch.or(claimed.architecture);
        let image =
            |platforms| Image { reference: text.clone().unwrap_or_default(), digest: None, platforms };
        if let Some(version) = &arguments.image_os_version {
            let image = image(vec![given(catalog, version, architecture)?]);
            return Ok(Self { text, named, image, known: None });
        }
        let known = source.map(|source| look_up(arguments, context, source)).transpose()?.flatten();
        let known = known.map(|known| match known {
            Known::Read(contents) => Known::Read(of_architecture(contents, arguments.image_arch)),
            unread @ Known::Unread(_) => unread,
        });
        let image = match &known {
            Some(Known::Read(contents)) => contents.image.clone(),
            Some(Known::Unread(_)) | None => {
                let list = named.as_ref().map(|(_, claim)| &claim.list).filter(|list| !list.is_empty());
                image(list.map_or_else(|| vec![Platform { architecture, ..claimed }], Vec::clone))
            }
        };
        Ok(Self { text, named, image, known })
    }

    /// The image as `docker run` takes it, if it does: as typed, without a prefix.
    fn name_for_docker(&self) -> Option<&str> {
        self.named.as_ref()?;
        let text = self.text.as_deref()?;
        let is_prefix = |prefix: &&str| text.starts_with(*prefix);
        let prefix = ["docker://", "docker-daemon:"].into_iter().find(is_prefix).unwrap_or_default();
        text.strip_prefix(prefix)
    }

    /// What remedies say of it.
    pub(super) fn for_remedies(&self) -> Named<'_> {
        Named { text: self.text.as_deref(), docker: self.name_for_docker(), contents: self.contents() }
    }

    /// Why it was not read, where that was tried.
    pub(super) const fn unread(&self) -> Option<&Unread> {
        match &self.known {
            Some(Known::Unread(unread)) => Some(unread),
            Some(Known::Read(_)) | None => None,
        }
    }

    /// What was read of it, if it was.
    pub(super) const fn contents(&self) -> Option<&Contents> {
        match &self.known {
            Some(Known::Read(contents)) => Some(contents),
            Some(Known::Unread(_)) | None => None,
        }
    }

    /// Why a fact of the image is missing, where what was read of it tells.
    pub(super) fn missing(&self, answer: Answer, platform: Option<usize>) -> Option<String> {
        match answer {
            Answer::Unknown(fact, _) if fact.is_of_image() => self.contents()?.missing(platform),
            _ => None,
        }
    }

    /// What it offers, in list order.
    pub(super) fn platforms(&self) -> Vec<ImagePlatform> {
        ImagePlatform::of(&self.image.platforms, self.contents().map_or(&[], |it| &it.problems))
    }

    /// Whether it was read, so that it is there.
    pub(super) const fn is_read(&self) -> bool {
        self.contents().is_some()
    }

    /// What remedies may draw on.
    pub(super) fn means(&self, context: &Context) -> Means<'_> {
        let reference = self.named.as_ref().map(|(reference, claim)| (reference, claim));
        Means { reference, today: context.today }
    }
}

/// The reference of an image that is found by one; a folder or a file has a name of its own.
fn reference(source: &Source) -> Option<Reference> {
    match source {
        Source::Registry(reference) | Source::Daemon(reference) => Some(reference.clone()),
        Source::Layout { .. } | Source::Archive { .. } => None,
    }
}

/// What the user says of the image.
fn given(catalog: &Catalog, version: &str, architecture: Option<Architecture>) -> Result<Platform, Error> {
    Ok(Platform {
        os: Some(Os::Windows),
        architecture,
        os_version: ImageOsVersion::Known(named::windows(catalog, version, None)?.version),
        provenance: Provenance::Given,
    })
}

/// What the image is, as far as it can be read; a file or folder that cannot be has no tag to fall back to.
fn look_up(arguments: &FitsArgs, context: &Context, source: Source) -> Result<Option<Known>, Error> {
    let name = source.to_string();
    let is_named = reference(&source).is_some();
    let mut resolved = lookup::resolve(&arguments.lookup, context, vec![source.clone()])?;
    match resolved.remove(&source) {
        Some(Err(error)) if !is_named => Err(Error::Image(Box::new(error))),
        result => Ok(result.map(|result| in_its_place(&source, facts::known(&name, result)))),
    }
}

/// What a daemon does not have may still be pulled.
fn in_its_place(source: &Source, known: Known) -> Known {
    match (source, known) {
        (Source::Daemon(_), Known::Unread(unread)) if unread.cause == Cause::NotFound => {
            Known::Unread(Unread { cause: Cause::Failed(Cause::NotFound.as_str()), ..unread })
        }
        (_, known) => known,
    }
}

/// The platforms of an architecture, if the image has any.
fn of_architecture(contents: Contents, wanted: Option<Architecture>) -> Contents {
    let is_wanted = |it: &Platform| wanted.is_some() && it.architecture == wanted;
    if !contents.image.platforms.iter().any(is_wanted) {
        return contents;
    }
    let Contents { image, problems } = contents;
    let problems = problems.into_iter().chain(std::iter::repeat(None));
    let (platforms, problems) =
        image.platforms.into_iter().zip(problems).filter(|(it, _)| is_wanted(it)).unzip();
    Contents { image: Image { platforms, ..image }, problems }
}
