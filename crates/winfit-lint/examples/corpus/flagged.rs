//! What rules flag: the bad examples of all of them, by themselves or among what else stands in such files.

use winfit_lint::{Example, rules};

use super::manifests::{System, beside};

/// How much else there is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Company {
    /// Nothing: every other line has a finding.
    None,
    /// As much as in files that people keep: each example of a Kubernetes object stands among the objects of a service.
    Usual,
}

/// The bad examples of all rules.
fn examples() -> impl Iterator<Item = &'static Example> {
    rules().flat_map(|rule| rule.examples).filter(|example| example.is_bad())
}

/// Whether more objects can be written behind an example.
fn is_object(example: &Example) -> bool {
    example.text.starts_with("apiVersion:")
}

fn text(example: &Example, company: Company, number: usize) -> String {
    let mut text = example.plain_text();
    if company == Company::Usual && is_object(example) {
        text.push_str(&beside(System::Linux, number));
    }
    text
}

/// Kubernetes objects in one file of at least this many bytes.
pub(crate) fn stream(company: Company, bytes: usize) -> String {
    let objects: Vec<_> = examples().filter(|example| is_object(example)).collect();
    let mut stream = String::with_capacity(bytes + 4096);
    for (number, example) in objects.into_iter().cycle().enumerate() {
        stream.push_str("---\n");
        stream.push_str(&text(example, company, number));
        if stream.len() >= bytes {
            break;
        }
    }
    stream
}

/// Each example as a file: its path from a folder on, and its text.
pub(crate) fn files(company: Company) -> impl Iterator<Item = (String, String)> {
    let file = move |(number, example): (usize, &Example)| {
        (format!("{number:03}/{}", example.file), text(example, company, number))
    };
    examples().enumerate().map(file)
}
