//! The keys of auth files: which registry, and which part of it, an entry is for.

/// Where a key is written. The places disagree about a path behind a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// A file of docker's or podman's. Both drop the path of a key with a scheme (`https://registry.example/any/` is for
    /// all of the registry), and podman reads the path of a key without one as a namespace.
    File,
    /// A Kubernetes pull secret: a path is a namespace, with or without a scheme.
    PullSecret,
}

/// The registry of an entry, and the namespace in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    registry: String,
    /// Without slashes at its ends; empty for all of the registry.
    namespace: String,
}

impl Key {
    /// Reads the forms that logins have written over the years: `registry.example:5000`, with `https://` or `http://`,
    /// with `/`, `/v1/` or `/v2/` behind, and with a namespace.
    pub(crate) fn parse(text: &str, dialect: Dialect) -> Self {
        let text = text.trim();
        let bare = without_scheme(text);
        let (registry, path) = bare.split_once('/').unwrap_or((bare, ""));
        let path = path.trim_matches('/');
        let path = ["v1", "v2"]
            .iter()
            .find_map(|version| path.strip_prefix(version).filter(|rest| is_part_end(rest)))
            .filter(|rest| rest.is_empty() || dialect == Dialect::PullSecret)
            .map_or(path, |rest| rest.trim_matches('/'));
        let dropped = dialect == Dialect::File && bare.len() != text.len();
        let namespace = if dropped { "" } else { path };
        Self { registry: canonical(registry), namespace: namespace.to_owned() }
    }

    /// How closely it fits this repository, more for a longer namespace; `None` if it is for another.
    pub(crate) fn closeness(&self, registry: &str, repository: &str) -> Option<usize> {
        let is_inside = self.namespace.is_empty()
            || repository.strip_prefix(self.namespace.as_str()).is_some_and(is_part_end);
        (self.registry == canonical(registry) && is_inside).then_some(self.namespace.len())
    }
}

/// What a program that keeps credentials is asked for: docker stores its own hub under the address of a protocol long gone.
pub(crate) fn helper_key(registry: &str) -> String {
    match canonical(registry).as_str() {
        "docker.io" => "https://index.docker.io/v1/".to_owned(),
        _ => registry.to_owned(),
    }
}

/// The registry in lower case, and one name for docker's hub.
fn canonical(registry: &str) -> String {
    let registry = registry.to_ascii_lowercase();
    match registry.as_str() {
        "index.docker.io" | "registry-1.docker.io" => "docker.io".to_owned(),
        _ => registry,
    }
}

fn without_scheme(text: &str) -> &str {
    let behind = |scheme: &str| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    behind("https://").or_else(|| behind("http://")).unwrap_or(text)
}

fn is_part_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn closeness(key: &str, dialect: Dialect, registry: &str, repository: &str) -> Option<usize> {
        Key::parse(key, dialect).closeness(registry, repository)
    }

    #[test]
    fn the_most_specific_namespace_is_the_closest() {
        let all = closeness("registry.example", Dialect::File, "registry.example", "team/app");
        let team = closeness("registry.example/team", Dialect::File, "registry.example", "team/app");
        let app = closeness("registry.example/team/app/", Dialect::File, "registry.example", "team/app");
        assert!(all.is_some() && all < team && team < app);
    }

    #[test]
    fn a_namespace_ends_at_a_slash() {
        for key in ["registry.example/tea", "registry.example/team/ap", "registry.example/team/app/more"] {
            assert_eq!(closeness(key, Dialect::File, "registry.example", "team/app"), None, "{key}");
        }
    }

    #[test]
    fn a_path_behind_a_scheme_counts_in_pull_secrets_only() {
        let key = "https://registry.example/other";
        assert_eq!(closeness(key, Dialect::File, "registry.example", "team/app"), Some(0));
        assert_eq!(closeness(key, Dialect::PullSecret, "registry.example", "team/app"), None);
        let versioned = "https://registry.example/v2/team/";
        assert_eq!(closeness(versioned, Dialect::PullSecret, "registry.example", "team/app"), Some(4));
    }

    #[test]
    fn every_name_of_the_hub_is_docker_io() {
        for key in [
            "https://index.docker.io/v1/",
            "https://index.docker.io/v1",
            "index.docker.io/v1/",
            "index.docker.io",
            "docker.io",
            "registry-1.docker.io",
            "https://registry-1.docker.io/v2/",
            "HTTPS://Docker.IO",
        ] {
            assert_eq!(closeness(key, Dialect::File, "docker.io", "library/nginx"), Some(0), "{key}");
        }
        for key in
            ["hub.docker.io", "docker.io.example", "docker.com", "docker.io:443", "https://me@docker.io"]
        {
            assert_eq!(closeness(key, Dialect::File, "docker.io", "library/nginx"), None, "{key}");
        }
    }

    proptest! {
        #[test]
        fn a_key_is_for_its_own_host_and_port_in_every_form(
            host in "[a-z]{1,8}\\.(example|test)",
            port in proptest::option::of(1_u16..),
            scheme in "(https://|http://|)",
            end in "(|/|/v1|/v1/|/v2|/v2/)",
            other in "[a-z]{1,8}\\.(example|test)(:[1-9][0-9]{0,3})?",
        ) {
            let registry = port.map_or(host.clone(), |port| format!("{host}:{port}"));
            let key = format!("{scheme}{registry}{end}");
            for dialect in [Dialect::File, Dialect::PullSecret] {
                prop_assert_eq!(closeness(&key, dialect, &registry, "team/app"), Some(0));
                prop_assert_eq!(closeness(&key, dialect, &other, "team/app").is_some(), other == registry);
            }
        }

        #[test]
        fn no_text_is_a_key_for_a_host_that_it_does_not_name(key in "\\PC{0,40}") {
            for dialect in [Dialect::File, Dialect::PullSecret] {
                prop_assert_eq!(closeness(&key, dialect, "unnamed.example:5000", "team/app"), None);
            }
        }
    }
}
