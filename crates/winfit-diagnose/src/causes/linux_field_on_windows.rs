//! Fields and options of Linux for a Windows container.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// A field or an option is refused that only one of the two systems has.
pub static CAUSE: Cause = Cause {
    id: "linux-field-on-windows",
    class: Class::Workload,
    title: "a field or an option is asked for that the operating system of the container does not have",
    statement: "With spec.os.name the API server refuses fields of the other system; engines on Windows refuse options such as \
                --privileged, --read-only or capabilities. Take them out, or write them for the other pods only.",
    requires: "The API server's or the engine's message that names field or option.",
    against: "A pod that is meant for the other system: then spec.os.name is wrong, not the field.",
    signs: &["linux-field-refused", "windows-field-refused", "windows-option-refused"],
    sources: &["k8s-validation", "moby"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    if told.shows("windows-field-refused") {
        return Some(
            Says::certain(format!(
                "{} is for Linux, and has securityContext.windowsOptions",
                told.pod_words()
            ))
            .remedy("take windowsOptions out, of the pod and of each container", "")
            .remedy("or, if it is for Windows, say so", "os:\n  name: windows"),
        );
    }
    if told.shows("linux-field-refused") {
        let fields = fields(told);
        // The same words about further fields are counted, not kept.
        let most = told.seen.iter().map(|it| it.count as usize).max().unwrap_or_default();
        let more = match most.saturating_sub(fields.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named = if fields.is_empty() {
            "a field of Linux".to_owned()
        } else {
            format!("{}{more}", fields.join(", "))
        };
        return Some(
            Says::certain(format!(
                "{} is for Windows, and has {named}, which only Linux has",
                told.pod_words()
            ))
            .remedy(format!("take out {named}"), "")
            .remedy(
                "for the account, Windows has a field of its own",
                "securityContext:\n  windowsOptions:\n    runAsUserName: ContainerUser",
            )
            .remedy("or, if it is for Linux, say so", "os:\n  name: linux"),
        );
    }
    let option = told.capture("message").map(|it| it.split(['.', ',', '"']).next().unwrap_or(it).trim());
    let what = option.filter(|it| !it.is_empty()).map_or_else(|| format!("{:?}", told.text()), str::to_owned);
    let says = Says::certain(format!(
        "{} refuses an option that Windows containers do not have: {what}",
        told.host_words()
    ));
    Some(match told.engine() {
        Engine::Kubernetes => says.remedy("take it out of the pod template", ""),
        Engine::Swarm | Engine::Docker => says
            .remedy("leave the option out: of docker run, of the service, or of the Compose file", "")
            .remedy("or run it on an engine for Linux containers, if the image is for Linux", ""),
    })
}

/// The paths of fields in front of the API server's words.
fn fields(told: &Told<'_>) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for line in told.seen.iter().map(|it| it.line.as_str()) {
        let parts: Vec<&str> = line.split(": Forbidden: cannot be set for a windows pod").collect();
        let all_but_last = parts.len().saturating_sub(1);
        for part in parts.iter().take(all_but_last) {
            let field = part.rsplit(char::is_whitespace).next().unwrap_or_default();
            let field = field.trim_start_matches(['[', '(', '"']);
            if !field.is_empty() && !fields.iter().any(|it| it == field) {
                fields.push(field.to_owned());
            }
        }
    }
    fields
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the API server",
        text: r#"The Pod "web" is invalid: spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an engine on Windows",
        text: "docker: Error response from daemon: invalid option: Windows does not support privileged mode.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a field that is refused for another reason",
        text: r#"The Pod "web" is invalid: spec.containers[0].image: Required value"#,
        found: None,
    },
];
