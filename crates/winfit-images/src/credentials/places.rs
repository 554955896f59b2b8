//! Where docker and podman keep their auth files, by given environment values.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The usual auth files, in the order in which they are looked into; whether they exist is not asked. `variable` gives
/// the values of environment variables, `home` is the user's home folder.
///
/// `REGISTRY_AUTH_FILE` stands alone. Otherwise podman's files come before docker's, as in skopeo and podman: theirs may
/// name a part of a registry, and who has logged in with podman on a machine where docker has run too means those.
/// `DOCKER_CONFIG` is a folder and stands for `~/.docker`.
///
/// ```
/// use std::path::{Path, PathBuf};
/// let places = winfit_images::auth_file_places(|_| None, Some(Path::new("/me")));
/// let expected = ["/me/.config/containers/auth.json", "/me/.docker/config.json"];
/// assert_eq!(places, expected.map(PathBuf::from));
/// ```
#[must_use]
pub fn auth_file_places(variable: impl Fn(&str) -> Option<OsString>, home: Option<&Path>) -> Vec<PathBuf> {
    let folder = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(file) = folder("REGISTRY_AUTH_FILE") {
        return vec![file];
    }
    let podman = |folder: PathBuf| folder.join("containers").join("auth.json");
    // Podman on Windows and macOS has ~/.config only. XDG_RUNTIME_DIR is not set there, nor where there is no session.
    let session = folder("XDG_RUNTIME_DIR").map(podman);
    let own = folder("XDG_CONFIG_HOME").or_else(|| home.map(|home| home.join(".config"))).map(podman);
    let docker = folder("DOCKER_CONFIG").or_else(|| home.map(|home| home.join(".docker")));
    let docker = docker.map(|folder| folder.join("config.json"));
    session.into_iter().chain(own).chain(docker).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(variables: &[(&str, &str)]) -> Vec<PathBuf> {
        let value = |name: &str| variables.iter().find(|(it, _)| *it == name).map(|(_, value)| value.into());
        auth_file_places(value, Some(Path::new("/me")))
    }

    #[test]
    fn a_named_file_stands_alone() {
        let named =
            [("DOCKER_CONFIG", "/d"), ("REGISTRY_AUTH_FILE", "/auth.json"), ("XDG_RUNTIME_DIR", "/run/1")];
        assert_eq!(places(&named), [PathBuf::from("/auth.json")]);
        assert_eq!(places(&[("REGISTRY_AUTH_FILE", "")]), places(&[]));
    }

    #[test]
    fn the_session_comes_first_and_docker_last() {
        let all = [("DOCKER_CONFIG", "/d"), ("XDG_RUNTIME_DIR", "/run/1"), ("XDG_CONFIG_HOME", "/c")];
        let expected = ["/run/1/containers/auth.json", "/c/containers/auth.json", "/d/config.json"];
        assert_eq!(places(&all), expected.map(PathBuf::from));
    }

    #[test]
    fn without_a_home_only_what_is_named_is_left() {
        assert_eq!(auth_file_places(|_| None, None), Vec::<PathBuf>::new());
    }
}
