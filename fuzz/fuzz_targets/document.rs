//! Kubernetes, Compose and Docker files: every place that is named lies in the text. The first byte picks the name.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_lint::{Span, read_document};

const NAMES: [&str; 4] = ["Dockerfile", "compose.yaml", "deployment.yaml", "objects.json"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let Ok(document) = read_document(name, bytes.to_vec()) else { return };
    let text = document.source.text();
    let fits = |span: Span| assert!(text.get(span.range()).is_some(), "{span} is not of the text");
    for found in &document.workloads {
        fits(found.span);
        found.images.iter().for_each(|place| fits(place.span));
        found.places.iter().for_each(|place| (fits(place.key), fits(place.value)).1);
        assert_eq!(found.images.len(), found.workload.containers.len());
    }
    for problem in &document.problems {
        fits(problem.span);
        assert!(!problem.to_string().is_empty());
    }
});
