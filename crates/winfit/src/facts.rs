//! What was looked up, in the words in which files are judged.

use std::path::Path;
use std::time::SystemTime;

use winfit_compat::catalog::Date;
use winfit_compat::reference::Reference;
use winfit_images::{ErrorKind, ImageError, ImageFacts, Lock, Source};
use winfit_lint::facts::{Cause, Facts, Known, Unread};
use winfit_lint::report::{Notice, NoticeKind};

use crate::cli::LookupArgs;
use crate::context::Context;
use crate::error::Error;
use crate::lookup;

/// From how many days on the facts of a facts file are called old: base images change every month.
const STALE_DAYS: i64 = 35;

/// Looks images up; asks nobody if there is nothing to ask.
pub(crate) fn look_up(
    arguments: &LookupArgs,
    context: &Context,
    wanted: Vec<Reference>,
) -> Result<Facts, Error> {
    if wanted.is_empty() {
        return Ok(Facts::new());
    }
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
        Ok(facts) => Known::Read(facts.image(reference)),
        Err(error) => Known::Unread(unread(&error)),
    }
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
    let mut stale = Vec::new();
    let known = wanted.into_iter().map(|reference| {
        let source = Source::Registry(reference.clone());
        let known = match lock.images.get(&source) {
            Some(facts) => {
                stale.extend(age(facts, today).map(|days| (source.to_string(), days)));
                Known::Read(facts.image(&reference.to_string()))
            }
            None => Known::Unread(missing(file)),
        };
        (reference, known)
    });
    let facts = known.collect();
    Ok((facts, stale_notice(file, &stale)))
}

/// Days since an image was read, if they are too many.
fn age(facts: &ImageFacts, today: Date) -> Option<i64> {
    let checked = facts.origin.checked.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let checked = i64::try_from(checked.as_secs() / 86_400).ok()?;
    Some(today.days_since_epoch().saturating_sub(checked)).filter(|days| *days > STALE_DAYS)
}

fn missing(file: &Path) -> Unread {
    let file = file.display();
    Unread {
        cause: Cause::NotLocked,
        message: format!("it is not in {file}"),
        help: Some(format!("winfit image --lock {file}")),
    }
}

fn stale_notice(file: &Path, stale: &[(String, i64)]) -> Option<Notice> {
    let (_, days) = stale.iter().max_by_key(|(_, days)| *days)?;
    let images: Vec<_> = stale.iter().map(|(image, _)| image.clone()).collect();
    let message = match stale.len() {
        1 => format!("facts of 1 image in {} are {days} days old", file.display()),
        many => format!("facts of {many} images in {} are up to {days} days old", file.display()),
    };
    let help = format!("renew them with winfit image --lock {} {}", file.display(), images.join(" "));
    Some(Notice { kind: NoticeKind::StaleFacts, message, help: Some(help), images })
}
