//! What rules flag: the bad examples of all of them.

use winfit_lint::{Example, rules};

/// The bad examples of all rules.
pub(crate) fn examples() -> impl Iterator<Item = &'static Example> {
    rules().flat_map(|rule| rule.examples).filter(|example| example.is_bad())
}

/// Those that can stand one behind the other in a file of Kubernetes objects.
fn objects() -> impl Iterator<Item = String> {
    let is_object = |text: &String| text.starts_with("apiVersion:");
    examples().map(Example::plain_text).filter(is_object)
}

/// Kubernetes objects in one file of at least this many bytes.
pub(crate) fn stream(bytes: usize) -> String {
    let objects: Vec<_> = objects().collect();
    let mut text = String::with_capacity(bytes + 4096);
    for object in objects.iter().cycle() {
        text.push_str("---\n");
        text.push_str(object);
        if text.len() >= bytes {
            break;
        }
    }
    text
}

/// Bytes from which a file of Kubernetes objects is full.
const FULL: usize = 2048;

/// Each kind of document as people keep it: Kubernetes objects several to a file, everything else for itself. The paths are
/// relative to a folder.
pub(crate) fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut objects = String::new();
    for (number, example) in examples().enumerate() {
        let text = example.plain_text();
        if !text.starts_with("apiVersion:") {
            files.push((format!("{number}/{}", example.file), text));
            continue;
        }
        objects.push_str("---\n");
        objects.push_str(&text);
        if objects.len() >= FULL {
            files.push((format!("{number}/objects.yaml"), std::mem::take(&mut objects)));
        }
    }
    files.push(("last/objects.yaml".to_owned(), objects));
    files
}
