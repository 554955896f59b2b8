//! A registry that has had enough.

use super::pull::{pull_line, registry_words};
use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The registry refuses further pulls for a while.
pub static CAUSE: Cause = Cause {
    id: "registry-rate-limited",
    class: Class::Pull,
    title: "the registry has had too many pulls",
    statement: "Registries count pulls by address or account: everything behind one outgoing address counts together. The same \
                pull works later, or with an account that may do more.",
    requires: "A registry's 429, or its sentence about a rate limit.",
    against: "A server that is no registry: others answer 429 as well.",
    signs: &["pull-rate-limited"],
    sources: &["distribution-spec"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |told| {
            let registry = registry_words(told);
            // Other services answer 429 too.
            if !told.is_worded("pull rate limit")
                && !told.seen.iter().any(|it| super::pull::is_of_pull(case, it))
            {
                return None;
            }
            Some(
                Says::certain(format!("{registry} refuses the pull: too many from this address or account"))
                    .remedy("wait some minutes up to hours, then pull again", pull_line(told))
                    .remedy("or log in: accounts may pull more", format!("docker login {registry}"))
                    .remedy(
                        "or keep a copy in a registry of your own, and pull from there; a mirror for Docker Hub in daemon.json",
                        "{\n  \"registry-mirrors\": [\"https://MIRROR\"]\n}",
                    ),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "Docker Hub, to somebody without an account",
        text: "Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. \
               https://www.docker.com/increase-rate-limit",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a registry through containerd",
        text: r#"failed to pull and unpack image "registry.example.com/shop:1": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry.example.com/v2/shop/blobs/sha256:ab: 429 Too Many Requests"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an API that is no registry",
        text: "GET /api/orders 429 Too Many Requests in 3 ms",
        found: None,
    },
];
