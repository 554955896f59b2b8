//! `winfit image`: what images are, and which releases run them.

mod about;
mod asked;
mod failures;
mod lock;

use std::path::Path;
use std::time::SystemTime;

use winfit_images::{self as images, ImageFacts, Lock, LockError, Resolved, Source};
use winfit_lint::Severity;
use winfit_lint::text::TextError;

use crate::cli::ImageArgs;
use crate::context::Context;
use crate::error::Error;
use crate::lookup;
use crate::output::Report;
use crate::wire::image::{Body, Image};
use crate::wire::{self, ImageError};

use asked::Asked;

/// Why nothing can be said of any image.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ImageListError {
    /// The list cannot be opened.
    #[error("cannot read the images from {file}: {error}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// The list is too long or no text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The list is longer than anybody means it to be.
    #[error("{file} has more than {limit} images")]
    TooMany {
        /// The file.
        file: String,
        /// How many there may be.
        limit: usize,
    },
    /// There is nothing to ask.
    #[error("{file} names no image")]
    Empty {
        /// The file.
        file: String,
    },
    /// There is nothing to renew.
    #[error("{file} {}", if *.is_new { "does not exist" } else { "has no image yet" })]
    NothingRecorded {
        /// The facts file.
        file: String,
        /// It is not there.
        is_new: bool,
    },
    /// Not one image could be read.
    #[error("{}", failures::in_words(.0))]
    NotOneRead(Vec<(String, ImageError)>),
    /// The facts file cannot be used.
    #[error(transparent)]
    Lock(#[from] LockError),
}

impl ImageListError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        match self {
            Self::Unreadable { .. } | Self::Empty { .. } => {
                vec!["write one image into each line, or give images as arguments".to_owned()]
            }
            Self::NothingRecorded { file, .. } => {
                vec![format!("name the images to record: winfit image --lock {file} REF…")]
            }
            Self::Text(_) => vec!["give a text in UTF-8 or UTF-16, one image in each line".to_owned()],
            Self::TooMany { .. } => vec!["split it".to_owned()],
            Self::NotOneRead(failures) => failures::help(failures),
            Self::Lock(error) => error.help().into_iter().collect(),
        }
    }
}

/// What is known of the images that were asked for.
pub(crate) fn report(arguments: &ImageArgs, context: &Context) -> Result<Report<Body>, Error> {
    let asked = asked::asked(arguments)?;
    let (asked, resolved, lock) = match &arguments.lock {
        None => {
            let resolved = lookup::resolve(&arguments.lookup, context, sources(&asked))?;
            (asked, resolved, None)
        }
        Some(file) => recorded(arguments, context, asked, file)?,
    };
    let now = SystemTime::now();
    let images: Vec<Image> = asked.iter().map(|it| image(context, it, &resolved, now)).collect();
    let failed = images.iter().filter(|image| image.error.is_some()).count();
    if failed == images.len() {
        let failures = images.into_iter().filter_map(|image| Some((image.reference, image.error?)));
        return Err(ImageListError::NotOneRead(failures.collect()).into());
    }
    let is_whole = |it: &Image| it.error.is_none() && it.platforms.iter().all(|platform| !platform.unread);
    let worst = (!images.iter().all(is_whole)).then_some(Severity::Error);
    Ok(Report { body: Body { schema: wire::SCHEMA, images, lock }, worst })
}

type Recorded = (Vec<Asked>, Resolved, Option<wire::image::LockChange>);

/// Asks anew, and records what can be read.
fn recorded(
    arguments: &ImageArgs,
    context: &Context,
    asked: Vec<Asked>,
    file: &Path,
) -> Result<Recorded, Error> {
    let exists = file.exists();
    let mut lock = Lock::read_or_begin(file).map_err(ImageListError::Lock)?;
    // Nothing was named: all that is recorded is meant.
    let asked = if asked.is_empty() { lock.images.keys().map(Asked::from).collect() } else { asked };
    if asked.is_empty() {
        let file = file.display().to_string();
        return Err(ImageListError::NothingRecorded { file, is_new: !exists }.into());
    }
    let resolved = lookup::resolve_anew(&arguments.lookup, context, sources(&asked))?;
    let change = if resolved.values().flatten().any(ImageFacts::is_complete) {
        Lock::update(file, |lock| lock::merge(lock, &resolved, file)).map_err(ImageListError::Lock)?
    } else {
        lock::merge(&mut lock, &resolved, file)
    };
    Ok((asked, resolved, Some(change)))
}

fn sources(asked: &[Asked]) -> Vec<Source> {
    asked.iter().filter_map(|it| it.source.as_ref().ok().cloned()).collect()
}

fn image(context: &Context, asked: &Asked, resolved: &Resolved, now: SystemTime) -> Image {
    let failed = |failure| Image { reference: asked.text.clone(), error: Some(failure), ..Image::default() };
    match &asked.source {
        Err(error) => failed(ImageError {
            kind: "reference",
            message: error.to_string(),
            help: Some(
                "an image is written as registry.example/team/app:1.4, or with a prefix: winfit image --help"
                    .to_owned(),
            ),
        }),
        Ok(source) => match resolved.get(source) {
            Some(Ok(facts)) => about::image(context, asked, source, facts, now),
            Some(Err(error)) => failed(of_error(error)),
            // The resolver answers for all that it was asked; what it forgot was not read in time.
            None => {
                failed(of_error(&images::ImageError::Deadline { reference: asked.text.clone(), seconds: 0 }))
            }
        },
    }
}

fn of_error(error: &images::ImageError) -> ImageError {
    ImageError { kind: error.kind().as_str(), message: error.to_string(), help: error.help() }
}
