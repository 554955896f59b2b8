//! What becomes of flags, variables and `winfit.toml`. That flags outweigh variables and these the file is held by the
//! integration tests, for what can be seen from outside; here is the rest.

use std::ffi::OsString;

use super::*;
use crate::config::RegistryConfig;

fn environment(set: &[(&str, &str)]) -> Environment {
    Environment::of(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value)))
}

fn of(arguments: &LookupArgs, config: &Config, trust: Trust) -> Settings {
    settings(arguments, config, &environment(&[("WINFIT_CACHE_DIR", "/cache")]), trust).unwrap()
}

#[test]
fn time_is_what_the_flag_says_else_the_file_else_a_minute() {
    let seconds = |typed: Option<u64>, configured: Option<u64>| {
        let arguments = LookupArgs { timeout: typed, ..LookupArgs::default() };
        let config = Config { timeout: configured.map(Duration::from_secs), ..Config::default() };
        of(&arguments, &config, Trust::TagsForAWhile).deadline.as_secs()
    };
    assert_eq!(seconds(Some(5), Some(10)), 5);
    assert_eq!(seconds(None, Some(10)), 10);
    assert_eq!(seconds(None, None), 60);
}

#[test]
fn asking_anew_trusts_no_tag_and_no_failure_of_the_cache() {
    let config =
        Config { tag_lifetime: Some(Duration::from_secs(7)), cache_limit: Some(8), ..Config::default() };
    let cache = |trust| of(&LookupArgs::default(), &config, trust).cache.unwrap();
    let usual = CacheSettings::in_folder(PathBuf::from("/cache"));
    let lifetimes = |tag_lifetime, failure_lifetime| CacheSettings {
        limit: 8,
        tag_lifetime,
        failure_lifetime,
        ..usual.clone()
    };
    let anew = lifetimes(Duration::ZERO, Duration::ZERO);
    assert_eq!(cache(Trust::DigestsOnly), anew);
    assert_eq!(cache(Trust::TagsForAWhile), lifetimes(Duration::from_secs(7), usual.failure_lifetime));
}

#[test]
fn registries_are_reached_as_flags_and_file_say_together() {
    let registry = RegistryConfig {
        mirrors: vec!["https://mirror.example".to_owned()],
        ca: Some(PathBuf::from("/ca.pem")),
        plain_http: true,
    };
    let config = Config {
        registries: [("a.example".to_owned(), registry), ("b.example".to_owned(), RegistryConfig::default())]
            .into(),
        ..Config::default()
    };
    let arguments = LookupArgs { plain_http: vec!["index.docker.io".to_owned()], ..LookupArgs::default() };
    let registries = of(&arguments, &config, Trust::TagsForAWhile).registries;
    assert_eq!(registries.plain_http, ["docker.io", "a.example"]);
    let mirrors = [("a.example".to_owned(), vec!["https://mirror.example".to_owned()])];
    assert_eq!(registries.mirrors, mirrors.into());
    assert_eq!(registries.certificates_of, [("a.example".to_owned(), PathBuf::from("/ca.pem"))].into());
    assert!(registries.certificates.is_empty());
}

#[test]
fn certificates_are_looked_for_where_docker_and_podman_have_them() {
    let set = [("XDG_CONFIG_HOME", "/own"), ("ProgramData", "/data")];
    let common = ["/etc/containers/certs.d", "/etc/docker/certs.d"];
    let all = [&["/own/containers/certs.d"], &common[..], &["/data/docker/certs.d"]].concat();
    assert_eq!(
        certificate_folders(&environment(&set)),
        all.into_iter().map(PathBuf::from).collect::<Vec<_>>()
    );
    assert_eq!(certificate_folders(&environment(&[])), common.map(PathBuf::from));
}
