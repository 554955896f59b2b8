//! What was looked up, in the words in which files are judged.

use std::collections::BTreeSet;
use std::path::Path;

use winfit_compat::catalog::Date;
use winfit_compat::reference::Reference;
use winfit_images::{ErrorKind, ImageError, ImageFacts, Lock, Source};
use winfit_lint::facts::{Cause, Contents, Facts, Known, Unread};
use winfit_lint::report::{Notice, NoticeKind};

use crate::cli::LookupArgs;
use crate::context::Context;
use crate::error::Error;
use crate::lookup;

/// Looks images up; asks nobody if there is nothing to ask.
pub(crate) fn look_up(
    arguments: &LookupArgs,
    context: &Context,
    wanted: Vec<Reference>,
) -> Result<Facts, Error> {
    let sources = wanted.into_iter().map(Source::Registry).collect();
    let resolved = lookup::resolve(arguments, context, sources)?;
    let known = resolved.into_iter().filter_map(|(source, result)| match source {
        Source::Registry(reference) => Some((reference.clone(), known(&reference.to_string(), result))),
        _ => None,
    });
    Ok(known.collect())
}

/// What came of one image.
pub(crate) fn known(reference: &str, result: Result<ImageFacts, ImageError>) -> Known {
    match result {
        Ok(facts) => Known::Read(contents(reference, &facts)),
        Err(error) => Known::Unread(unread(&error)),
    }
}

fn contents(reference: &str, facts: &ImageFacts) -> Contents {
    let problems = facts.platforms.iter().map(|it| it.problem.clone()).collect();
    Contents { image: facts.image(reference), problems }
}

fn unread(error: &ImageError) -> Unread {
    let cause = match error.kind() {
        ErrorKind::NotFound => Cause::NotFound,
        ErrorKind::Offline => Cause::Offline,
        kind => Cause::Failed(kind.as_str()),
    };
    Unread { cause, message: error.to_string(), help: error.help() }
}

/// What a facts file says of images, and what there is to say of their age.
pub(crate) fn of_lock(
    file: &Path,
    today: Date,
    wanted: Vec<Reference>,
) -> Result<(Facts, Option<Notice>), Error> {
    let lock = Lock::read(file)?;
    let mut used = BTreeSet::new();
    let mut of = |reference: Reference| {
        let known = match locked(&lock, &reference) {
            Some((source, facts)) => {
                used.insert(source);
                Known::Read(contents(&reference.to_string(), facts))
            }
            None => Known::Unread(missing(file)),
        };
        (reference, known)
    };
    let facts = wanted.into_iter().map(&mut of).collect();
    let notice = stale(file, &lock, today, &used);
    Ok((facts, notice))
}

/// A reference without a tag means latest, which the facts file may have under either name.
fn locked<'l>(lock: &'l Lock, reference: &Reference) -> Option<(&'l Source, &'l ImageFacts)> {
    let of = |reference: &Reference| lock.images.get_key_value(&Source::Registry(reference.clone()));
    let is_bare = reference.tag.is_none() && reference.digest.is_none();
    let latest = || of(&Reference { tag: Some("latest".to_owned()), ..reference.clone() });
    of(reference).or_else(|| is_bare.then(latest).flatten())
}

fn missing(file: &Path) -> Unread {
    let file = file.display();
    Unread {
        cause: Cause::NotLocked,
        message: format!("it is not in {file}"),
        help: Some(format!("winfit image --lock {file}")),
    }
}

/// That facts which were used are old, longest ago first.
fn stale(file: &Path, lock: &Lock, today: Date, used: &BTreeSet<&Source>) -> Option<Notice> {
    let mut stale = lock.stale(today, Lock::LIFETIME_DAYS);
    stale.retain(|it| used.contains(it.source));
    let days = stale.first()?.days;
    let images: Vec<_> = stale.iter().map(|it| it.source.to_string()).collect();
    let file = file.display();
    let message = match images.len() {
        1 => format!("facts of 1 image in {file} are {days} days old"),
        many => format!("facts of {many} images in {file} are up to {days} days old"),
    };
    let help = format!("renew them with winfit image --lock {file} {}", images.join(" "));
    Some(Notice { kind: NoticeKind::StaleFacts, message, help: Some(help), images })
}
