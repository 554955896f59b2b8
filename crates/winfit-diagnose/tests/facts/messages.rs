//! What messages tell of the host and the image that they are about.

use winfit_compat::{Architecture, Isolation, Os};
use winfit_diagnose::facts::{ImageRole, IsolationTold};

use super::facts;

/// Versions of the hosts, and of the images.
fn versions(text: &str) -> (Vec<String>, Vec<String>) {
    let facts = facts(text);
    let hosts = facts.hosts.iter().filter_map(|it| it.host.os_version).map(|it| it.to_string());
    let images =
        facts.images.iter().flat_map(winfit_diagnose::facts::ImageFact::os_versions).map(|it| it.to_string());
    (hosts.collect(), images.collect())
}

#[test]
fn the_platform_that_was_wanted_is_the_hosts() {
    for platform in ["windows/amd64 10.0.17763", "windows(10.0.17763)/amd64", "windows/amd64\n> 10.0.17763"] {
        let text = format!("no matching manifest for {platform} in the manifest list entries");
        assert_eq!(versions(&text), (vec!["10.0.17763".to_owned()], Vec::new()), "{text}");
        let facts = facts(&text);
        assert_eq!(facts.hosts[0].host.architecture, Some(Architecture::Amd64), "{text}");
        assert_eq!(facts.hosts[0].host.kind, None, "{text}");
    }
}

#[test]
fn a_message_that_names_both_gives_each_its_version() {
    let text = "a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host";
    let expected = (vec!["10.0.17763".to_owned()], vec!["10.0.20348".to_owned()]);
    assert_eq!(versions(text), expected);
}

#[test]
fn the_platform_that_an_image_has_is_the_images() {
    let text = "WARNING: The requested image's platform (linux/amd64) does not match the detected host platform (windows/amd64) and no specific platform was requested";
    let facts = facts(text);
    assert_eq!(facts.hosts, []);
    assert_eq!(facts.images.len(), 1);
    assert_eq!(facts.images[0].platforms[0].os, Some(Os::Linux));
}

#[test]
fn an_image_is_of_the_sandbox_if_its_name_or_the_message_says_so() {
    let roles = |text: &str| facts(text).images.iter().map(|it| it.role).collect::<Vec<_>>();
    assert_eq!(roles("failed pulling image \"contoso/pause:3.1\": no"), [ImageRole::Sandbox]);
    assert_eq!(roles("Failed to pull image \"contoso/web:1\": no"), [ImageRole::Workload]);
}

#[test]
fn a_handler_that_is_missing_tells_the_isolation_that_was_asked_for() {
    let isolations = |text: &str| facts(text).isolations.iter().map(|it| it.value).collect::<Vec<_>>();
    let asked = [IsolationTold::Asked(Isolation::HyperV)];
    assert_eq!(isolations("no runtime for \"runhcs-wcow-hypervisor\" is configured"), asked);
    assert_eq!(isolations("no runtime for \"runhcs-wcow-process\" is configured"), []);
}

#[test]
fn an_image_in_a_message_is_the_one_that_a_list_shows() {
    let text = "failed to pull and unpack image \"contoso/web:1\": no match for platform in manifest: not found

docker manifest inspect contoso/web:1
{\"manifests\": [{\"platform\": {\"architecture\": \"amd64\", \"os\": \"windows\", \"os.version\": \"10.0.20348.2113\"}}]}
";
    let facts = facts(text);
    assert_eq!(facts.images.len(), 1);
    assert_eq!(facts.images[0].reference.as_deref(), Some("contoso/web:1"));
    assert_eq!(facts.images[0].role, ImageRole::Workload);
    assert_eq!(versions(text).1, ["10.0.20348.2113"]);
}
