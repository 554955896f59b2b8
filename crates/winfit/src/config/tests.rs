//! Settings that are meant, and files that are refused, each with its place and what would be valid.

use super::*;
use crate::status::FailOn;

mod check;

fn parse(text: &str) -> Result<Config, ConfigError> {
    let folder = Path::new("/etc/team");
    Config::parse(text, folder).map_err(|wrong| wrong.in_file("winfit.toml".to_owned(), text))
}

#[test]
fn everything_that_can_be_set_is_understood() {
    let config = parse(
        r#"
        [registries."docker.io"]
        mirrors = ["https://mirror.example/hub", "http://10.0.0.1:5000"]

        [registries."registry.example:5000"]
        ca = "certs/ca.pem"
        plain-http = true

        [cache]
        directory = "cache"
        limit = "1 GiB"
        tag-lifetime = "30m"

        [lookup]
        timeout = "2m"
        offline = false
        "#,
    )
    .unwrap();
    let hub = RegistryConfig {
        mirrors: vec!["https://mirror.example/hub".to_owned(), "http://10.0.0.1:5000".to_owned()],
        ..RegistryConfig::default()
    };
    let own = RegistryConfig {
        ca: Some(PathBuf::from("/etc/team/certs/ca.pem")),
        plain_http: true,
        ..RegistryConfig::default()
    };
    let expected = Config {
        folder: Some(PathBuf::from("/etc/team")),
        check: CheckConfig::default(),
        registries: [("docker.io".to_owned(), hub), ("registry.example:5000".to_owned(), own)].into(),
        cache_directory: Some(PathBuf::from("/etc/team/cache")),
        cache_limit: Some(1 << 30),
        tag_lifetime: Some(Duration::from_secs(1800)),
        timeout: Some(Duration::from_secs(120)),
        offline: Some(false),
    };
    assert_eq!(config, expected);
}

#[test]
fn an_empty_file_says_nothing() {
    let nothing = Config { folder: Some(PathBuf::from("/etc/team")), ..Config::default() };
    assert_eq!(parse("# nothing\n").unwrap(), nothing);
    assert_eq!(parse("[check]\n[registries]\n[cache]\n[lookup]\n").unwrap(), nothing);
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_what_would_be_valid() {
    for (text, message, help) in [
        ("[cach]\n", "winfit.toml:1:2: cach: there is no such setting", "did you mean cache?"),
        (
            "[cache]\nlimits = \"1 GiB\"\n",
            "winfit.toml:2:1: cache.limits: there is no such setting",
            "did you mean limit?",
        ),
        (
            "[registries.\"a.example\"]\n# ü\nmirror = []\n",
            "winfit.toml:3:1: registries.\"a.example\".mirror: there is no such setting",
            "did you mean mirrors?",
        ),
        (
            "[lookup]\nnothing = 1\n",
            "winfit.toml:2:1: lookup.nothing: there is no such setting",
            "what can be set here: timeout, offline",
        ),
        (
            "[cache]\nlimit = 5\n",
            "winfit.toml:2:9: cache.limit: this number has no unit",
            "write \"5 MiB\", or what else it means",
        ),
        (
            "[lookup]\ntimeout = 5\n",
            "winfit.toml:2:11: lookup.timeout: this number has no unit",
            "write \"5s\", or what else it means",
        ),
        (
            "[lookup]\ntimeout = 1.5\n",
            "winfit.toml:2:11: lookup.timeout: expected a text in quotes, found a number",
            "docs/configuration.md has an example",
        ),
        (
            "[registries.docker.io]\nplain-http = true\n",
            "winfit.toml:1:13: registries: the name of a registry is written in quotes",
            "write [registries.\"docker.io\"]",
        ),
        (
            "[registries.\"a.example\"]\nmirrors = {a = 1}\n",
            "winfit.toml:2:11: registries.\"a.example\".mirrors: expected a list of texts in quotes, found a table",
            "docs/configuration.md has an example",
        ),
        (
            "[registries]\na.b.example.mirrors = []\n",
            "winfit.toml:2:1: registries: the name of a registry is written in quotes",
            "write [registries.\"a.b.example\"]",
        ),
        (
            "lookup = \"x\"\n",
            "winfit.toml:1:10: lookup: expected a table, found a text",
            "docs/configuration.md has an example",
        ),
        (
            "[registries.\"a.example\"]\nmirrors = [\"https://b.example\", 5]\n",
            "winfit.toml:2:33: registries.\"a.example\".mirrors: expected a list of texts in quotes, found a number",
            "docs/configuration.md has an example",
        ),
        (
            "[lookup]\noffline = \"yes\"\n",
            "winfit.toml:2:11: lookup.offline: expected true or false, found a text",
            "docs/configuration.md has an example",
        ),
        (
            "[cache]\nlimit = \"much\"\n",
            "winfit.toml:2:9: cache.limit = \"much\": this is no size",
            "write a whole number and B, kB, MB, GB, KiB, MiB or GiB: \"256 MiB\"",
        ),
        (
            "[cache]\ntag-lifetime = \"soon\"\n",
            "winfit.toml:2:16: cache.tag-lifetime = \"soon\": this is no duration",
            "write a whole number and s, m, h or d: \"90s\", \"1h\"",
        ),
        (
            "[lookup]\ntimeout = \"0s\"\n",
            "winfit.toml:2:11: lookup.timeout = \"0s\": the time for all images together is out of bounds",
            "it is from 1s to 1d",
        ),
        (
            "[registries.nginx]\n",
            "winfit.toml:1:13: registries = \"nginx\": this is no host of a registry",
            "write it as image references do: [registries.\"registry.example:5000\"]",
        ),
        (
            "[registries.\"docker.io\"]\n[registries.\"index.docker.io\"]\n",
            "winfit.toml:2:13: registries = \"index.docker.io\": this registry has a table already, under its other name",
            "write all about it into one table: docker.io is index.docker.io",
        ),
        (
            "[registries.\"a.example\"]\nmirrors = [\"b.example\"]\n",
            "winfit.toml:2:12: registries.\"a.example\".mirrors = \"b.example\": this is no address of a mirror",
            "write it as https://HOST[:PORT][/PREFIX], without credentials: those belong to docker login HOST",
        ),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(error.help().first().map(String::as_str), Some(help), "{text}");
    }
}

#[test]
fn a_text_that_is_no_toml_is_refused_where_it_stops_being_one() {
    let error = parse("[cache]\nlimit = \n").unwrap_err().to_string();
    assert!(error.starts_with("winfit.toml:2:"), "{error}");
    assert!(parse(&"a.".repeat(100_000)).is_err());
    assert!(parse(&format!("a = {}", "[".repeat(100_000))).is_err());
}

#[test]
fn mirrors_are_addresses_without_credentials() {
    for (address, fits) in [
        ("https://mirror.example", true),
        ("https://mirror.example:5000/a/b", true),
        ("http://127.0.0.1:5000", true),
        ("https://", false),
        ("https:///a", false),
        ("ftp://mirror.example", false),
        ("mirror.example", false),
        ("https://user:word@mirror.example", false),
        ("https://mirror.example/?a", false),
        ("https://mirror.example/a b", false),
    ] {
        assert_eq!(is_address(address), fits, "{address}");
    }
}

#[test]
fn a_mirror_that_is_refused_is_named_without_its_password() {
    for (mirror, named) in [
        ("http://u:s3cret@mirror.example/hub", "http://…@mirror.example/hub"),
        ("https://s3cret@mirror.example", "https://…@mirror.example"),
        ("https://u:s3@cret/s3cret?@mirror.example", "https://…@mirror.example"),
        ("u:s3cret@mirror.example", "…@mirror.example"),
        ("https://mirror.example/hub?token=s3cret", "https://mirror.example/hub?…"),
        ("https://mirror.example/hub#s3cret", "https://mirror.example/hub#…"),
        ("ftp://mirror.example", "ftp://mirror.example"),
    ] {
        let error = parse(&format!("[registries.\"a.example\"]\nmirrors = [\"{mirror}\"]\n")).unwrap_err();
        let text = error.to_string();
        assert!(text.contains(&format!("mirrors = \"{named}\": this is no address of a mirror")), "{text}");
        assert!(!format!("{error:?} {:?}", error.help()).contains("s3cret"), "{error:?}");
    }
}

#[test]
fn registries_are_named_as_references_name_them() {
    for (text, host) in [
        ("docker.io", Some("docker.io")),
        ("index.docker.io", Some("docker.io")),
        ("localhost", Some("localhost")),
        ("localhost:5000", Some("localhost:5000")),
        ("[::1]:5000", Some("[::1]:5000")),
        ("nginx", None),
        ("registry.example/team", None),
        ("https://registry.example", None),
        ("registry.example:port", None),
        ("", None),
    ] {
        assert_eq!(registry_host(text).as_deref(), host, "{text}");
    }
}

/// Whether a line of the template is a setting or the head of a table: what explains them has a blank behind its sign.
fn is_setting(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '))
}

/// The template with every setting in effect.
fn uncommented() -> String {
    let line = |line: &str| if is_setting(line) { line.replacen('#', "", 1) } else { line.to_owned() };
    TEMPLATE.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_init_writes_says_nothing_before_something_is_set() {
    let nothing = Config { folder: Some(PathBuf::from("/etc/team")), ..Config::default() };
    assert_eq!(parse(TEMPLATE).unwrap(), nothing);
}

#[test]
fn what_init_writes_has_every_setting_and_is_valid_with_all_of_them() {
    parse(&uncommented()).unwrap();
    let text = format!("\n{TEMPLATE}");
    for (table, settings) in written::settings() {
        assert!(text.contains(&format!("\n#[{table}")), "{table}");
        for setting in settings.iter().filter(|it| **it != "per-file-ignores") {
            assert!(text.contains(&format!("\n#{setting} = ")), "{setting}");
        }
    }
}

#[test]
fn what_init_writes_explains_each_setting_in_the_line_above() {
    let lines: Vec<_> = TEMPLATE.lines().collect();
    for pair in lines.windows(2) {
        let [above, line] = pair else { continue };
        if is_setting(line) && !line.starts_with("#\"") {
            let is_explained = above.starts_with("# ") || line.starts_with("#[") || above.starts_with("#\"");
            assert!(is_explained, "{line}");
        }
    }
}

#[test]
fn what_init_writes_as_a_default_is_one() {
    let config = parse(&uncommented()).unwrap();
    assert_eq!(config.check.fail_on, Some(FailOn::default()));
    assert_eq!((config.check.select.len(), config.check.ignore.len()), (0, 0));
    assert_eq!(config.cache_limit, Some(winfit_images::CacheSettings::in_folder(PathBuf::new()).limit));
    assert_eq!(
        config.tag_lifetime,
        Some(winfit_images::CacheSettings::in_folder(PathBuf::new()).tag_lifetime)
    );
    assert_eq!((config.timeout, config.offline), (Some(Duration::from_secs(60)), Some(false)));
}
