//! What was looked up, in the words in which files are judged.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, SystemTime};

use winfit_compat::catalog::Date;
use winfit_compat::reference::Reference;
use winfit_images::{ErrorKind, ImageError, ImageFacts, Lock, Source};
use winfit_lint::facts::{Cause, Contents, Facts, Known, Unread};
use winfit_lint::report::{Notice, NoticeKind};

use crate::cli::LookupArgs;
use crate::context::Context;
use crate::error::Error;
use crate::lookup;

/// What is known of images, and what there is to say of that as a whole.
#[derive(Debug, Default)]
pub(crate) struct LookedUp {
    pub(crate) facts: Facts,
    pub(crate) notices: Vec<Notice>,
}

/// Looks images up; asks nobody if there is nothing to ask.
pub(crate) fn look_up(
    arguments: &LookupArgs,
    context: &Context,
    wanted: Vec<Reference>,
) -> Result<LookedUp, Error> {
    let sources = wanted.into_iter().map(Source::Registry).collect();
    let mut looked_up = LookedUp::default();
    for (source, result) in lookup::resolve(arguments, context, sources)? {
        let Source::Registry(reference) = source else { continue };
        let name = reference.to_string();
        looked_up.facts.insert(reference, known(&name, result));
    }
    Ok(looked_up)
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
pub(crate) fn of_lock(file: &Path, today: Date, wanted: Vec<Reference>) -> Result<LookedUp, Error> {
    let lock = Lock::read(file)?;
    let mut used = BTreeSet::new();
    let mut looked_up = LookedUp::default();
    for reference in wanted {
        let known = match locked(&lock, &reference) {
            Some((source, facts)) => {
                used.insert(source);
                Known::Read(contents(&reference.to_string(), facts))
            }
            None => Known::Unread(missing(file)),
        };
        looked_up.facts.insert(reference, known);
    }
    looked_up.notices.extend(stale(file, &lock, today, &used));
    looked_up.notices.extend(undated(file, &lock, SystemTime::now(), &used));
    Ok(looked_up)
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

/// Images that a command to copy names; where there are more, it renews the whole file.
const NAMED: usize = 5;

/// That facts which were used are old, longest ago first.
fn stale(file: &Path, lock: &Lock, today: Date, used: &BTreeSet<&Source>) -> Option<Notice> {
    let mut stale = lock.stale(today, Lock::LIFETIME_DAYS);
    stale.retain(|it| used.contains(it.source));
    let days = stale.first()?.days;
    let images: Vec<_> = stale.iter().map(|it| it.source.to_string()).collect();
    let message = match images.len() {
        1 => format!("facts of 1 image in {} are {days} days old", file.display()),
        many => format!("facts of {many} images in {} are up to {days} days old", file.display()),
    };
    Some(stale_notice(file, lock, message, images))
}

/// That facts which were used are dated later than now: nobody can tell how old they are.
fn undated(file: &Path, lock: &Lock, now: SystemTime, used: &BTreeSet<&Source>) -> Option<Notice> {
    // Clocks of two machines may differ.
    let end = now + Duration::from_secs(24 * 60 * 60);
    let undated =
        lock.images.iter().filter(|(source, facts)| used.contains(source) && facts.origin.checked > end);
    let images: Vec<_> = undated.map(|(source, _)| source.to_string()).collect();
    let count = match images.len() {
        0 => return None,
        1 => "1 image".to_owned(),
        many => format!("{many} images"),
    };
    let message = format!(
        "facts of {count} in {} are dated later than today: how old they are is not known",
        file.display()
    );
    Some(stale_notice(file, lock, message, images))
}

fn stale_notice(file: &Path, lock: &Lock, message: String, images: Vec<String>) -> Notice {
    let is_all = images.len() == lock.images.len();
    let names = if is_all || images.len() > NAMED { String::new() } else { format!(" {}", images.join(" ")) };
    let help = format!("renew them with winfit image --lock {}{names}", file.display());
    Notice { kind: NoticeKind::StaleFacts, message, help: Some(help), images }
}
