//! A text that is no image reference.

use winfit_compat::reference::Reference;

use crate::judge::Unpullable;
use crate::lint::Subject;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "invalid-image-name",
    title: "the image's name is no image reference",
    statement: "The text is not of the form [registry/]repository[:tag][@digest]: most often there are capitals in the \
                repository, a blank, or a placeholder that nobody has filled in. Nothing pulls it: Kubernetes says \
                InvalidImageName, Docker \"invalid reference format\". Where another tool puts the image in, check what that \
                tool writes.",
    since: "always",
    sources: &["moby"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let containers = subject.found().workload.containers.iter().zip(&subject.found().images).enumerate();
    for (container, (asked, place)) in containers {
        let Some(Unpullable::NoName(error)) = subject.judged.unpullable(container) else { continue };
        let finding = subject.finding(&RULE, place.span, error).at(place.span, "nothing pulls it");
        if let Some(trimmed) = without_blanks(&asked.image) {
            findings.push(
                finding
                    .help(
                        Help::new("retag", "take the blanks around it away")
                            .paste(subject.image_line(trimmed)),
                    )
                    .fix(subject.replace_image(container, trimmed, Safety::Safe)),
            );
            continue;
        }
        findings.push(match in_lower_case(&asked.image) {
            Some(lower) => finding
                .help(Help::new("retag", "write it in lower case").paste(subject.image_line(&lower)))
                .fix(subject.replace_image(container, &lower, Safety::Safe)),
            None => finding.help(Help::new("retag", "write it as [registry/]repository[:tag]")),
        });
    }
}

/// The name without blanks around it, if they are all that is wrong with it.
fn without_blanks(text: &str) -> Option<&str> {
    let trimmed = text.trim();
    (trimmed != text && trimmed.parse::<Reference>().is_ok()).then_some(trimmed)
}

/// The name with its repository in lower case, if that is all that is wrong with it.
fn in_lower_case(text: &str) -> Option<String> {
    // Tags may have capitals.
    let last = text.rfind('/').unwrap_or_default();
    let end = text.match_indices([':', '@']).map(|(at, _)| at).find(|at| *at > last).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let lower = format!("{}{rest}", name.to_ascii_lowercase());
    (lower != text && lower.parse::<Reference>().is_ok()).then_some(lower)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a repository with a capital",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/Web:ltsc2022
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Pod web: \"registry.example/Web:ltsc2022\" is not an image reference: the repository must be lower case
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:ltsc2022
",
    ),
    Example::new(
        "a blank behind the name",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: \"registry.example/web:1.0 \"
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Pod web: \"registry.example/web:1.0 \" is not an image reference: the tag must be 1 to 128 letters, digits, '_', '.' or '-', not starting with '.' or '-'
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: \"registry.example/web:1.0\"
",
    ),
    Example::new(
        "a blank, of which nobody can tell what belongs there",
        "compose.yaml",
        "\
services:
  web:
    image: \"registry.example/web app:1.0\"
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: service web: \"registry.example/web app:1.0\" is not an image reference: the repository must be parts of letters and digits, joined by '/', '.', '_' or '-'
    isolation: process
",
    ),
    Example::new(
        "a name of which only the folder tells that it is for Windows",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/[ervercore:ltsc2022
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: \"mcr.microsoft.com/windows/[ervercore:ltsc2022\" is not an image reference: the repository must be parts of letters and digits, joined by '/', '.', '_' or '-'
",
    ),
    Example::new(
        "a tag with capitals",
        "compose.yaml",
        "\
services:
  web:
    image: registry.example/web:LTSC2022
    isolation: process
",
    ),
    Example::new(
        "a variable that somebody else fills in",
        "compose.yaml",
        "\
services:
  web:
    image: registry.example/${APP}:1.0
    isolation: process
",
    ),
];
