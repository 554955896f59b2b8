//! Settings of checks.

use winfit_lint::Selector;

use super::*;
use crate::status::FailOn;

fn words(selectors: &[Selector]) -> Vec<&str> {
    selectors.iter().map(Selector::as_str).collect()
}

#[test]
fn everything_that_can_be_set_of_checks_is_understood() {
    let check = parse(
        r#"
        [check]
        select = ["suppression-without-reason", "image"]
        ignore = ["build-mismatch", "all"]
        baseline = "winfit-baseline.json"
        fail-on = "warning"
        kubernetes-version = "1.29"
        nodes = "cluster/nodes.json"

        [check.per-file-ignores]
        "legacy/" = ["all"]
        "*.dev.yaml" = ["image", "no-host"]
        "#,
    )
    .unwrap()
    .check;
    assert_eq!(words(&check.select), ["suppression-without-reason", "image"]);
    assert_eq!(words(&check.ignore), ["build-mismatch", "all"]);
    assert_eq!(check.baseline, Some(PathBuf::from("/etc/team/winfit-baseline.json")));
    assert_eq!(check.nodes, Some(PathBuf::from("/etc/team/cluster/nodes.json")));
    assert_eq!(check.fail_on, Some(FailOn::Warning));
    assert_eq!(check.kubernetes_version.unwrap().to_string(), "1.29");
    let rules: Vec<_> = check.per_file_ignores.iter().map(|it| words(&it.rules)).collect();
    assert_eq!(rules, [vec!["image", "no-host"], vec!["all"]]);
}

#[test]
fn what_is_wrong_with_a_setting_of_checks_is_named_with_what_would_be_valid() {
    for (text, message, help) in [
        (
            "[check]\nselects = []\n",
            "winfit.toml:2:1: check.selects: there is no such setting",
            "did you mean select?",
        ),
        (
            "[check]\nselect = \"image\"\n",
            "winfit.toml:2:10: check.select: expected a list of texts in quotes, found a text",
            "docs/configuration.md has an example",
        ),
        (
            "[check]\nignore = [\"image\",\n  \"no-hosts\"]\n",
            "winfit.toml:3:3: check.ignore = \"no-hosts\": this is no rule and no area of rules",
            "did you mean no-host",
        ),
        (
            "[check.per-file-ignores]\n\"a.yaml\" = [\"imag\"]\n",
            "winfit.toml:2:13: check.per-file-ignores.\"a.yaml\" = \"imag\": this is no rule and no area of rules",
            "did you mean image?",
        ),
        (
            "[check.per-file-ignores]\n\"!a.yaml\" = [\"image\"]\n",
            "winfit.toml:2:1: check.per-file-ignores = \"!a.yaml\": this is no pattern of files",
            "write it as in .gitignore",
        ),
        (
            "[check.per-file-ignores]\n\"{a\" = [\"image\"]\n",
            "winfit.toml:2:1: check.per-file-ignores = \"{a\": this is no pattern of files",
            "write it as in .gitignore",
        ),
        (
            "[check]\nper-file-ignores = [\"a.yaml\"]\n",
            "winfit.toml:2:20: check.per-file-ignores: expected a table, found a list",
            "docs/configuration.md has an example",
        ),
        (
            "[check]\nfail-on = \"errors\"\n",
            "winfit.toml:2:11: check.fail-on = \"errors\": this is no severity",
            "it is error, warning, info or never",
        ),
        (
            "[check]\nkubernetes-version = \"29\"\n",
            "winfit.toml:2:22: check.kubernetes-version = \"29\": this is no version of Kubernetes",
            "write it as \"1.29\"",
        ),
        (
            "[check]\nkubernetes-version = 1.29\n",
            "winfit.toml:2:22: check.kubernetes-version: expected a text in quotes, found a number",
            "docs/configuration.md has an example",
        ),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert!(error.help()[0].starts_with(help), "{text}: {:?}", error.help());
    }
}

#[test]
fn patterns_mean_files_as_in_gitignore_and_none_outside_of_the_folder() {
    let is_meant = |pattern: &str, path: &str| {
        let text = format!("[check.per-file-ignores]\n'{pattern}' = [\"all\"]\n");
        parse(&text).unwrap().check.per_file_ignores[0].means(path)
    };
    for (pattern, path) in [
        ("a.yaml", "a.yaml"),
        ("a.yaml", "deploy/a.yaml"),
        ("/a.yaml", "a.yaml"),
        ("deploy/a.yaml", "deploy/a.yaml"),
        ("deploy/*.yaml", "deploy/a.yaml"),
        ("deploy/**", "deploy/x/y/a.yaml"),
        ("**/test/**", "x/test/a.yaml"),
        ("deploy/", "deploy/a.yaml"),
        ("deploy", "deploy/x/a.yaml"),
        ("*.{yaml,yml}", "a.yml"),
        ("my file.yaml", "my file.yaml"),
    ] {
        assert!(is_meant(pattern, path), "{pattern} {path}");
    }
    for (pattern, path) in [
        ("a.yaml", "b.yaml"),
        ("a.yaml", "aa.yaml"),
        ("/a.yaml", "deploy/a.yaml"),
        ("deploy/*.yaml", "deploy/x/a.yaml"),
        ("deploy/a.yaml", "x/deploy/a.yaml"),
        ("deploy/", "deploy"),
        ("*", "../a.yaml"),
        ("*", "/a.yaml"),
    ] {
        assert!(!is_meant(pattern, path), "{pattern} {path}");
    }
}
