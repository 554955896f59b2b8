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
        looked_up.notices.extend(result.as_ref().ok().and_then(|facts| doubtful(&name, facts)));
        looked_up.facts.insert(reference, known(&name, result));
    }
    Ok(looked_up)
}

/// What is wrong with platforms of an image: what could not be read, what is malformed. Of several platforms, each behind
/// its position.
pub(crate) fn problems(facts: &ImageFacts) -> Vec<String> {
    let with_number = |(index, problem): (usize, &String)| match facts.platforms.len() {
        1 => problem.clone(),
        _ => format!("number {}: {problem}", index + 1),
    };
    let problems = facts.platforms.iter().enumerate();
    problems.filter_map(|(index, it)| Some(with_number((index, it.problem.as_ref()?)))).collect()
}

/// That not all of an image is known.
fn doubtful(name: &str, facts: &ImageFacts) -> Option<Notice> {
    let problems = problems(facts);
    let message = format!("not all platforms of {name} are known: {}", problems.join("; "));
    let images = vec![name.to_owned()];
    (!problems.is_empty()).then_some(Notice {
        kind: NoticeKind::DoubtfulPlatforms,
        message,
        help: None,
        images,
    })
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
                let name = reference.to_string();
                looked_up.notices.extend(doubtful(&name, facts));
                Known::Read(contents(&name, facts))
            }
            None => Known::Unread(missing(file)),
        };
        looked_up.facts.insert(reference, known);
    }
    looked_up.notices.extend(stale(file, &lock, today, &used));
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
