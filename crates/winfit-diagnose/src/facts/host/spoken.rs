//! Versions that stand among words: whose they are is told by the words around them, or not at all.

use winfit_compat::reading::{Form, Reading};
use winfit_compat::{Platform, Provenance};

use super::super::image::{Images, is_keyed};
use super::super::plain::Plain;
use super::super::scan::{before, from};

/// Whose a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Host,
    Image,
}

const HOST: [&str; 7] = ["host", "hosts", "node", "nodes", "machine", "hostos", "hostversion"];
const IMAGE: [&str; 6] = ["image", "images", "container", "containers", "imageversion", "baseimage"];

/// How many words around a version are looked at.
const NEAR: usize = 4;

/// Whether a version in passing is a host's.
pub(super) fn is_of_host(plain: &Plain<'_>, reading: &Reading) -> bool {
    match reading.form {
        Form::Plain => owner(plain, reading) == Some(Owner::Host),
        // Only messages write it so without a key: they tell what the host asked for.
        Form::Platform => {
            let line = before(plain.lower(), reading.span.start, 200);
            !is_keyed(plain, reading) && line.contains("no match")
        }
        _ => false,
    }
}

/// Whether a version in passing is an image's.
pub(super) fn is_of_image(plain: &Plain<'_>, reading: &Reading) -> bool {
    reading.form == Form::Plain && owner(plain, reading) == Some(Owner::Image)
}

/// Adds an image of which this is all that is known.
pub(super) fn tell_image(plain: &Plain<'_>, reading: &Reading, images: &mut Images) {
    if let Some(version) = reading.os_version() {
        let platform = Platform::windows(version, Provenance::Daemon);
        let platform = Platform { architecture: reading.architecture, ..platform };
        images.listed(vec![platform], plain.place(reading.span.start));
    }
}

/// Whether a build stands in the title of an update: it says what the update leads to.
pub(super) fn is_of_update(plain: &Plain<'_>, reading: &Reading) -> bool {
    let line = plain.line_of(reading.span.start);
    let is_named = |text: &str| {
        let mut places = text.match_indices("KB");
        places.any(|(at, _)| super::super::scan::digits(text.get(at + 2..).unwrap_or_default()) >= 6)
    };
    plain.line(line).is_some_and(|line| is_named(from(line.text, 0, 1_000)))
}

/// By the nearest word before or behind a version in its line.
fn owner(plain: &Plain<'_>, reading: &Reading) -> Option<Owner> {
    let is_gap = |c: char| !c.is_alphanumeric();
    let line = plain.line_of(reading.span.start);
    let lower = plain.lower();
    let head = before(lower, reading.span.start, 80);
    let head = head.rsplit('\n').next().unwrap_or_default();
    let tail = from(lower, reading.span.end, 80).split('\n').next().unwrap_or_default();
    let tail = Some(tail).filter(|_| plain.line_of(reading.span.end) == line)?;
    let of = |word: &str| {
        let is = |words: &[&str]| words.contains(&word);
        is(&HOST).then_some(Owner::Host).or_else(|| is(&IMAGE).then_some(Owner::Image))
    };
    let words = |words: Vec<&str>| {
        let words = words.into_iter().filter(|word| !word.is_empty()).take(NEAR);
        words.enumerate().find_map(|(distance, word)| of(word).map(|owner| (distance, owner)))
    };
    // What ends a clause ends what is said of the version.
    let head = head.rsplit([',', ';', '!', '?']).next().unwrap_or_default();
    let tail = tail.split([',', ';', '!', '?']).next().unwrap_or_default();
    let behind = words(tail.split(is_gap).filter(|word| *word != "based").collect());
    let ahead = words(head.rsplit(is_gap).collect());
    let nearest = [behind, ahead].into_iter().flatten().min_by_key(|(distance, _)| *distance);
    nearest.map(|(_, owner)| owner)
}
