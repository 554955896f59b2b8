//! Why not one image could be read: each reason once, with the images that it is about.

use winfit_images::Source;

use crate::wire::ImageError;

/// As many images as a reason names before the rest is counted.
const NAMES: usize = 3;

/// As many help lines as people read.
const HELPS: usize = 5;

/// Stands in a reason that is about several images for the name of each.
const EACH: &str = "…";

/// One reason alone, several each behind its images.
pub(super) fn in_words(failures: &[(String, ImageError)]) -> String {
    if let [only] = failures {
        let (reference, failure) = only;
        let is_named = without_names(only) != failure.message;
        return if is_named { failure.message.clone() } else { format!("{reference}: {}", failure.message) };
    }
    let mut groups: Vec<(String, Vec<&(String, ImageError)>)> = Vec::new();
    for failure in failures {
        let reason = without_names(failure);
        match groups.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, group)) => group.push(failure),
            None => groups.push((reason, vec![failure])),
        }
    }
    let lines = groups.iter().map(|(reason, group)| match group.as_slice() {
        [(reference, failure)] if failure.message.contains(reference) => format!("  {}", failure.message),
        [(reference, failure)] => format!("  {reference}: {}", failure.message),
        several => format!("  {}: {reason}", names(several)),
    });
    let head = format!("none of {} images could be read", failures.len());
    std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
}

/// What to do about it, each once.
pub(super) fn help(failures: &[(String, ImageError)]) -> Vec<String> {
    let mut help: Vec<String> = failures.iter().filter_map(|(_, it)| it.help.clone()).collect();
    help.sort_unstable();
    help.dedup();
    help.truncate(HELPS);
    help
}

/// The reason as it reads for any other image that fails alike.
fn without_names((reference, failure): &(String, ImageError)) -> String {
    let mut names = vec![reference.clone()];
    if let Ok(source) = reference.parse::<Source>() {
        let full = source.to_string();
        names.extend(full.split_once('/').map(|(_, repository)| repository.to_owned()));
        names.insert(0, full);
    }
    names
        .iter()
        .filter(|name| !name.is_empty())
        .fold(failure.message.clone(), |message, name| message.replace(name, EACH))
}

fn names(failures: &[&(String, ImageError)]) -> String {
    let names: Vec<_> = failures.iter().take(NAMES).map(|(reference, _)| reference.as_str()).collect();
    match failures.len().saturating_sub(NAMES) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(reference: &str, message: &str) -> (String, ImageError) {
        let help = Some("wait".to_owned());
        (reference.to_owned(), ImageError { kind: "unreachable", message: message.to_owned(), help })
    }

    #[test]
    fn a_reason_is_told_once_and_names_few_of_its_images() {
        let many =
            (0..200).map(|it| failed(&format!("a.example/app:{it}"), &format!("a.example has no app:{it}")));
        let mut failures: Vec<_> = many.collect();
        failures.push(failed("b.example/app:1", "b.example/app:1 was not read within 8 s in all"));
        failures.push(failed("app:2", "no route to registry-1.docker.io"));
        assert_eq!(
            in_words(&failures),
            "none of 202 images could be read\n  \
             a.example/app:0, a.example/app:1, a.example/app:2 and 197 more: a.example has no …\n  \
             b.example/app:1 was not read within 8 s in all\n  \
             app:2: no route to registry-1.docker.io"
        );
        assert_eq!(help(&failures), ["wait"]);
        assert_eq!(in_words(&failures[..1]), "a.example has no app:0");
    }
}
