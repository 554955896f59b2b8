//! `winfit check` and `winfit fits` of images that are in a real registry, a layout folder or a facts file.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use winfit_testkit::{Entry, Index, Manifest, Registry, fixtures};

use crate::check::folder;
use crate::program::{Run, command, json, run};

/// `winfit` that asks, with a cache of its own.
fn asking(folder: &Path) -> Command {
    let mut command = command();
    command.env_remove("WINFIT_OFFLINE").env("WINFIT_CACHE_DIR", folder.join(".cache")).current_dir(folder);
    command
}

/// Checks are about verdicts here; other rules have tests of their own.
const VERDICTS: [&str; 4] = ["--ignore", "all", "--select", "compatibility,image-not-found,misleading-tag"];

fn winfit(folder: &TempDir, arguments: &[&str]) -> Run {
    let verdicts: &[&str] = if arguments.first() == Some(&"check") { &VERDICTS } else { &[] };
    run(asking(folder.path()).args(arguments).args(verdicts), b"")
}

fn report(folder: &TempDir, arguments: &[&str]) -> Value {
    json(&winfit(folder, &[arguments, &["--format", "json"]].concat()).out)
}

/// A pod for Windows.
fn pod(image: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  nodeSelector: {{kubernetes.io/os: windows}}\n  \
         containers:\n  - {{name: web, image: '{image}'}}\n"
    )
}

/// A pod of which nothing says for what it is.
fn silent_pod(image: &str) -> String {
    pod(image).replace("  nodeSelector: {kubernetes.io/os: windows}\n", "")
}

/// The three releases under containerd, and a Linux host.
const FLEET: &str = "orchestrator: kubernetes\nhosts:\n\
    - {name: a, os-version: 10.0.17763.6775, runtime: containerd}\n\
    - {name: b, os-version: 10.0.20348.3091, runtime: containerd}\n\
    - {name: c, os-version: 10.0.26100.2894, runtime: containerd}\n\
    - {name: d, os: linux}\n";

fn rules(report: &Value) -> Vec<&str> {
    report["findings"].as_array().unwrap().iter().map(|it| it["rule"].as_str().unwrap()).collect()
}

#[test]
fn a_tag_that_misleads_is_told_and_the_registry_is_right() {
    let Some(registry) = Registry::anonymous() else { return };
    let digest = registry.push("app", "ltsc2019", &Manifest::windows(fixtures::SERVER_2022).image());
    let reference = registry.reference("app", "ltsc2019");
    let folder = folder(&[("pod.yaml", &pod(&reference)), ("fleet.yaml", FLEET)]);
    let report = report(&folder, &["check", "pod.yaml", "--nodes", "fleet.yaml"]);
    assert_eq!(rules(&report), ["image-newer-than-host", "misleading-tag"]);
    let image = &report["workloads"][0]["images"][0];
    assert_eq!(image["os_version"], fixtures::SERVER_2022);
    assert_eq!((&image["provenance"], &image["digest"]), (&"registry".into(), &digest.as_str().into()));
    assert_eq!(report["notices"], json("[]"));
    let text = winfit(&folder, &["check", "pod.yaml", "--nodes", "fleet.yaml"]).found();
    let origin = format!("{}, registry {}…", fixtures::SERVER_2022, &digest[.."sha256:".len() + 12]);
    assert!(text.contains(&origin), "{text}");
}

#[test]
fn an_image_of_several_versions_runs_on_every_host_that_has_one_of_its_own() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "all", &fixtures::multi_version());
    registry.push(
        "app",
        "two",
        &Index::oci()
            .with(&Manifest::windows(fixtures::SERVER_2019).image())
            .with(&Manifest::windows(fixtures::SERVER_2025).image())
            .image(),
    );
    let folder = folder(&[
        ("all.yaml", &pod(&registry.reference("app", "all"))),
        ("two.yaml", &pod(&registry.reference("app", "two"))),
        ("fleet.yaml", FLEET),
    ]);
    let check = |file| report(&folder, &["check", file, "--nodes", "fleet.yaml"]);
    let verdicts = |report: &Value| -> Vec<String> {
        let targets = report["workloads"][0]["targets"].as_array().unwrap().clone();
        targets.iter().map(|it| format!("{} {}", it["os_version"], it["verdict"]).replace('"', "")).collect()
    };
    let all = check("all.yaml");
    assert_eq!(rules(&all), Vec::<&str>::new());
    assert_eq!(all["workloads"][0]["images"][0]["platforms"].as_array().unwrap().len(), 3);
    let two = check("two.yaml");
    let expected = ["10.0.17763.6775 runs", "10.0.20348.3091 blocked", "10.0.26100.2894 runs"];
    assert!(expected.iter().all(|it| verdicts(&two).iter().any(|verdict| verdict == it)), "{two:#}");
}

#[test]
fn a_private_registry_that_denies_leaves_the_tag_and_is_told_once() {
    let Some(registry) = Registry::basic("ann", "secret-of-ann") else { return };
    registry.push("app", "ltsc2022", &fixtures::single());
    let [one, two] = ["ltsc2022", "ltsc2019"].map(|tag| registry.reference("app", tag));
    let folder = folder(&[("one.yaml", &pod(&one)), ("two.yaml", &pod(&two))]);
    let report = report(&folder, &["check", "."]);
    assert_eq!(rules(&report), Vec::<&str>::new());
    let [notice] = report["notices"].as_array().unwrap().as_slice() else { panic!("{report:#}") };
    assert_eq!(notice["kind"], "unread-images");
    let message = notice["message"].as_str().unwrap();
    assert!(message.starts_with(&format!("2 images of {} (", registry.host())), "{message}");
    assert!(message.contains("(denied: ") && message.ends_with("judged by their tags"), "{message}");
    assert!(notice["help"].is_string(), "{notice:#}");
    let image = &report["workloads"][0]["images"][0];
    assert_eq!((&image["provenance"], &image["error"]["kind"]), (&"tag".into(), &"denied".into()));
    let text = winfit(&folder, &["check", "."]).clean();
    assert_eq!(text.matches("note[unread-images]").count(), 1, "{text}");
}

#[test]
fn a_tag_that_the_registry_does_not_have_fails_and_says_so() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "ltsc2022", &fixtures::single());
    let gone = registry.reference("app", "ltsc2019");
    let folder = folder(&[("pod.yaml", &pod(&gone))]);
    let found = report(&folder, &["check", "pod.yaml"]);
    assert_eq!(
        (rules(&found), &found["workloads"][0]["outcome"]),
        (vec!["image-not-found"], &"fails".into())
    );
    for target in found["workloads"][0]["targets"].as_array().unwrap() {
        assert_eq!((&target["verdict"], &target["rule"]), (&"blocked".into(), &"image-not-found".into()));
    }
    let fits = report(&folder, &["fits", &gone, "--host", "ltsc2019"]);
    assert_eq!((&fits["verdict"], &fits["rule"]), (&"blocked".into(), &"image-not-found".into()));
    assert_eq!(fits["image_error"]["kind"], "not-found");
    let text = winfit(&folder, &["check", "pod.yaml"]).found();
    assert!(
        text.contains("\n               10.0.17763, inferred from tag; its registry does not have it\n"),
        "{text}"
    );
    assert!(!text.contains("\n  runs "), "{text}");
    let text = winfit(&folder, &["fits", &gone, "--host", "ltsc2022", "--no-cache"]).found();
    assert!(text.contains("\nhelp      check the spelling of repository and tag\n"), "{text}");
    assert!(text.starts_with(&format!("blocked: {gone} cannot be pulled\n")), "{text}");
}

#[test]
fn files_that_are_not_for_windows_cost_no_request_and_each_image_is_asked_for_once() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1.0", &fixtures::linux());
    let reference = registry.reference("app", "1.0");
    let pinned = pod(&reference).replace("windows", "linux");
    let folder = folder(&[
        ("a.yaml", &silent_pod(&reference)),
        ("b.yaml", &silent_pod(&reference)),
        ("pinned.yaml", &pinned),
        ("fleet.yaml", FLEET),
    ]);
    let no_cache = |arguments: &[&str]| {
        winfit(&folder, &[&["check", "a.yaml", "b.yaml", "pinned.yaml", "--no-cache"], arguments].concat())
            .clean()
    };
    no_cache(&[]);
    assert_eq!(registry.requests().len(), 0);
    assert!(no_cache(&["--nodes", "fleet.yaml"]).starts_with("nothing for Windows in 3 files"));
    let asked = registry.requests().len();
    assert!(asked > 0);
    no_cache(&["--nodes", "fleet.yaml", "--offline"]);
    assert_eq!(registry.requests().len(), asked, "offline nobody is asked");
    let one = ["check", "a.yaml", "--no-cache", "--nodes", "fleet.yaml"];
    winfit(&folder, &one).clean();
    assert_eq!(registry.requests().len(), 2 * asked, "two files with one image cost as much as one");
}

#[test]
fn a_workload_without_a_word_of_windows_turns_out_to_be_for_windows() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1.0", &fixtures::single());
    registry.push("both", "1.0", &fixtures::mixed());
    let of = |repository| silent_pod(&registry.reference(repository, "1.0"));
    let folder = folder(&[("app.yaml", &of("app")), ("both.yaml", &of("both")), ("fleet.yaml", FLEET)]);
    let check = |file| report(&folder, &["check", file, "--nodes", "fleet.yaml"]);
    assert_eq!(check("app.yaml")["workloads"][0]["outcome"], "fails");
    let both = check("both.yaml");
    assert_eq!(
        both["findings"][0]["notes"][1], "does not run on a (10.0.17763.6775)",
        "it has none for 2019"
    );
    let newer = FLEET.replace("- {name: a, os-version: 10.0.17763.6775, runtime: containerd}\n", "");
    fs::write(folder.path().join("fleet.yaml"), newer).unwrap();
    assert_eq!(check("both.yaml")["workloads"], json("[]"), "it runs wherever it may come to");
}

#[test]
fn a_verdict_says_what_was_read_and_which_platform_the_host_takes() {
    let Some(registry) = Registry::anonymous() else { return };
    let digest = registry.push("app", "1.0", &fixtures::multi_version());
    let reference = registry.reference("app", "1.0");
    let folder = folder(&[]);
    let fits = report(&folder, &["fits", &reference, "--host", "20348.3091,containerd"]);
    assert_eq!((&fits["verdict"], &fits["provenance"]), (&"runs".into(), &"registry".into()));
    assert_eq!((&fits["image"], &fits["image_platform"]), (&fixtures::SERVER_2022.into(), &1.into()));
    assert_eq!(fits["image_digest"], digest);
    let choice = &fits["evidence"][0];
    assert_eq!((&choice["rule"], &choice["outcome"]), (&"platform-selection".into(), &"pass".into()));
    let text = winfit(&folder, &["fits", &reference, "--host", "20348.3091,containerd"]).clean();
    assert!(text.contains("takes     the host takes 10.0.20348.2227, number 2 of 3 platforms"), "{text}");
}

#[test]
fn a_server_that_runs_it_under_one_runtime_only_is_named_with_it() {
    let Some(registry) = Registry::anonymous() else { return };
    let index = Index::oci().with(&fixtures::docker_single()).with(&fixtures::single());
    registry.push("app", "1.0", &index.image());
    let folder = folder(&[]);
    let text = winfit(&folder, &["fits", &registry.reference("app", "1.0"), "--isolation", "process"]).out;
    assert!(text.contains("\n10.0.20348.2227 (Windows Server 2022)  "), "{text}");
    assert!(text.contains("\n10.0.26100 (Windows Server 2025, containerd)  "), "{text}");
}

#[test]
fn a_pick_that_is_not_the_newest_is_said() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "2016", &fixtures::server_2016_revisions());
    let reference = registry.reference("app", "2016");
    let folder = folder(&[]);
    let fits = report(&folder, &["fits", &reference, "--host", "14393.6529,docker"]);
    let reason = fits["evidence"][0]["reason"].as_str().unwrap();
    assert!(reason.ends_with("although 10.0.14393.6614 is in the list, too"), "{reason}");
}

#[test]
fn an_image_that_is_not_read_and_whose_tag_tells_nothing_is_unknown_with_the_reason() {
    let Some(mut registry) = Registry::anonymous() else { return };
    let reference = registry.reference("app", "1.0");
    registry.stop();
    let folder = folder(&[("pod.yaml", &pod(&reference))]);
    let fits = report(&folder, &["fits", &reference, "--host", "ltsc2022"]);
    assert_eq!((&fits["verdict"], &fits["image_error"]["kind"]), (&"unknown".into(), &"unreachable".into()));
    let check = winfit(&folder, &["check", "pod.yaml"]).clean();
    assert!(check.contains("the image itself was not read: "), "{check}");
    assert_eq!(check.matches("refused").count(), 1, "{check}");
    assert!(!check.contains("by its tag"), "{check}");
}

#[test]
fn the_first_line_says_that_images_could_not_be_read() {
    let Some(mut registry) = Registry::anonymous() else { return };
    let [silent, named] = ["1.0", "ltsc2022"].map(|tag| registry.reference("app", tag));
    registry.push("other", "1.0", &fixtures::single());
    let not_found = registry.reference("other", "2.0");
    let folder = folder(&[
        ("silent.yaml", &silent_pod(&silent)),
        ("gone.yaml", &silent_pod(&not_found)),
        ("named.yaml", &pod(&named)),
        ("fleet.yaml", "orchestrator: kubernetes\nhosts: [{name: a, os-version: 10.0.20348.3091}]"),
    ]);
    let first = |arguments: &[&str]| {
        let run = winfit(&folder, arguments);
        (run.status, run.out.lines().next().unwrap().to_owned())
    };
    let check = |file: &str| first(&["check", file, "--nodes", "fleet.yaml"]).1;
    let nothing = "nothing that is known to be for Windows in 1 file; 1 image could not be read";
    assert_eq!(check("gone.yaml"), nothing);
    registry.stop();
    assert_eq!(check("silent.yaml"), nothing);
    let runs = "the workload for Windows runs on the fleet (1 host)";
    assert_eq!(check("named.yaml"), format!("{runs}; 1 image could not be read"));
    let offline = first(&["check", "named.yaml", "--nodes", "fleet.yaml", "--offline"]).1;
    assert_eq!(offline, runs, "nobody was to be asked");
    let fits = first(&["fits", &named, "--host", "ltsc2022"]);
    let by_tag =
        format!("runs: by its tag, {named} runs on 10.0.20348 (Windows Server 2022) in process isolation");
    assert_eq!(fits, (0, by_tag));
    assert!(first(&["fits", &named]).1.ends_with(&format!(": by its tag, {named}")));
}

#[test]
fn what_the_cache_has_is_known_offline() {
    let Some(mut registry) = Registry::anonymous() else { return };
    registry.push("app", "1.0", &fixtures::single());
    let reference = registry.reference("app", "1.0");
    let folder = folder(&[]);
    let fits = |more: &[&str]| {
        report(&folder, &[&["fits", &reference, "--host", "ltsc2022"], more].concat())["provenance"].clone()
    };
    assert_eq!(fits(&["--offline"]), "none");
    assert_eq!(fits(&[]), "registry");
    registry.stop();
    assert_eq!(fits(&["--offline"]), "registry");
}

#[test]
fn a_facts_file_is_judged_by_without_a_network_and_says_when_it_is_old_or_short() {
    let Some(mut registry) = Registry::anonymous() else { return };
    registry.push("app", "1.0", &fixtures::single());
    let [known, missing] = ["1.0", "ltsc2022"].map(|tag| registry.reference("app", tag));
    let folder = folder(&[("known.yaml", &pod(&known)), ("missing.yaml", &pod(&missing))]);
    winfit(&folder, &["image", "--lock", "facts.json", &known]).clean();
    registry.stop();
    let notices = |file: &str| -> Vec<(String, String)> {
        let run = winfit(&folder, &["check", file, "--lock", "facts.json", "--format", "json"]).clean();
        let report = json(&run);
        let text = |it: &Value| it.as_str().unwrap().to_owned();
        report["notices"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (text(&it["kind"]), text(&it["help"])))
            .collect()
    };
    assert_eq!(notices("known.yaml"), []);
    let help = |what: &str, image: &str| format!("{what}winfit image --lock facts.json {image}");
    assert_eq!(notices("missing.yaml"), [("missing-facts".to_owned(), help("", &missing))]);
    let report = report(&folder, &["check", "missing.yaml", "--lock", "facts.json"]);
    let error = &report["workloads"][0]["images"][0]["error"];
    assert_eq!((&error["kind"], &error["help"]), (&"not-locked".into(), &help("", &missing).into()));
    let renewal = "renew them with winfit image --lock facts.json";
    let file = folder.path().join("facts.json");
    let mut facts = json(&fs::read_to_string(&file).unwrap());
    for (checked, found) in [
        ("2026-10-16T12:00:00Z", vec![]),
        ("2026-10-15T12:00:00Z", vec![("stale-facts".to_owned(), renewal.to_owned())]),
        ("2099-10-15T12:00:00Z", vec![("stale-facts".to_owned(), renewal.to_owned())]),
    ] {
        facts["images"][0]["checked"] = checked.into();
        fs::write(&file, facts.to_string()).unwrap();
        assert_eq!(notices("known.yaml"), found, "{checked}");
        assert_eq!(notices("missing.yaml").len(), 1, "what is not used may be old");
    }
    // Others are in the file that nobody asked for: a few images are named, many are renewed with all the rest.
    let fresh = facts["images"][0].clone();
    for (count, is_named) in [(5, true), (6, false)] {
        let tags: Vec<_> = (0..count).map(|it| registry.reference("old", &it.to_string())).collect();
        let mut images = vec![fresh.clone()];
        images[0]["checked"] = "2026-11-19T12:00:00Z".into();
        for tag in &tags {
            images.push(fresh.clone());
            images.last_mut().unwrap()["reference"] = tag.as_str().into();
            images.last_mut().unwrap()["checked"] = "2026-01-01T12:00:00Z".into();
        }
        let pods: Vec<_> = tags.iter().map(|tag| pod(tag)).collect();
        fs::write(folder.path().join("old.yaml"), pods.join("---\n")).unwrap();
        let many =
            serde_json::json!({"schema": facts["schema"], "winfit": facts["winfit"], "images": images});
        fs::write(&file, many.to_string()).unwrap();
        let [(_, help)] = notices("old.yaml").try_into().unwrap();
        let expected = if is_named { format!(" {}", tags.join(" ")) } else { String::new() };
        assert_eq!(help, format!("{renewal}{expected}"));
    }
    facts["images"][0]["reference"] = registry.reference("bare", "latest").into();
    fs::write(&file, facts.to_string()).unwrap();
    let bare = registry.reference("bare", "latest").replace(":latest", "");
    fs::write(folder.path().join("bare.yaml"), pod(&bare)).unwrap();
    assert_eq!(notices("bare.yaml").len(), 1, "it has the image, and its facts are old");
    let gone = winfit(&folder, &["check", "known.yaml", "--lock", "gone.json"]).failed();
    assert!(gone.contains("gone.json") && gone.contains("help: "), "{gone}");
}

#[test]
fn a_layout_folder_is_judged_as_a_registry_is() {
    let layout = format!("oci:{}/../../examples/image-layout/web", env!("CARGO_MANIFEST_DIR"));
    let folder = folder(&[]);
    let fits = report(&folder, &["fits", &layout, "--host", "ltsc2022"]);
    assert_eq!((&fits["verdict"], &fits["provenance"]), (&"runs".into(), &"layout".into()));
    let gone = winfit(&folder, &["fits", "oci:gone", "--host", "ltsc2022"]).failed();
    assert!(gone.contains("gone"), "{gone}");
}

#[test]
fn commands_to_copy_name_an_image_as_docker_does_and_nothing_that_it_does_not_know() {
    let folder = folder(&[]);
    let paste = |image: &str| {
        let arguments = ["fits", image, "--host", "ltsc2025", "--isolation", "process", "--offline"];
        report(&folder, &arguments)["remedies"][0]["paste"].clone()
    };
    let name = "registry.example/app:ltsc2019";
    for prefix in ["", "docker://", "docker-daemon:"] {
        assert_eq!(
            paste(&format!("{prefix}{name}")),
            format!("docker run --isolation=hyperv {name}"),
            "{prefix}"
        );
    }
    assert_eq!(paste("docker-daemon:app:1.0"), "winfit image docker-daemon:app:1.0");
    let image = Manifest::windows(fixtures::SERVER_2019).image();
    let archive = folder.path().join("app.tar");
    fs::write(&archive, winfit_testkit::Archive::oci(&[(None, &image)]).tar()).unwrap();
    assert_eq!(paste("./app.tar"), "--isolation=hyperv");
    // It was read, and does not tell: then it is for the user to say.
    let image = Manifest::windows("").without_os_version().image();
    fs::write(&archive, winfit_testkit::Archive::oci(&[(None, &image)]).tar()).unwrap();
    assert_eq!(paste("./app.tar"), "--image-os-version V");
}

#[cfg(unix)]
#[test]
fn what_a_daemon_does_not_have_may_still_be_pulled() {
    let Some(engine) = winfit_testkit::Engine::start() else { return };
    let folder = folder(&[]);
    let mut command = asking(folder.path());
    command.env("DOCKER_HOST", engine.host());
    let arguments = ["fits", "docker-daemon:contoso/app:ltsc2022", "--host", "ltsc2022", "--format", "json"];
    let fits = json(&run(command.args(arguments), b"").clean());
    assert_eq!((&fits["verdict"], &fits["provenance"]), (&"runs".into(), &"tag".into()));
    assert_eq!(fits["image_error"]["kind"], "not-found");
}

#[test]
fn a_platform_that_cannot_be_read_is_named_and_leads_nowhere_else() {
    let Some(registry) = Registry::anonymous() else { return };
    let lost = Manifest::windows(fixtures::SERVER_2022).image();
    let index = Index::oci().with(&fixtures::docker_single()).entry(Entry::of(&lost).without_platform());
    registry.push("app", "1.0", &index.image());
    registry.delete("app", lost.digest());
    let reference = registry.reference("app", "1.0");
    let folder = folder(&[("pod.yaml", &pod(&reference)), ("fleet.yaml", FLEET)]);
    let told = "1 of 2 platforms of the image could not be read";
    let check = report(&folder, &["check", "pod.yaml", "--nodes", "fleet.yaml"]);
    assert_eq!(rules(&check), ["os-version-unknown"]);
    assert_eq!(check["findings"][0]["message"], format!("Pod web: {told}"));
    assert_eq!(check["notices"][0]["kind"], "unread-platforms");
    let platform = &check["workloads"][0]["images"][0]["platforms"][1];
    assert!(platform["problem"].as_str().unwrap().contains(lost.digest()), "{platform}");
    let fits = |host: &str| report(&folder, &["fits", &reference, "--host", host]);
    let unknown = fits("20348.3091");
    assert_eq!((&unknown["verdict"], &unknown["reason"]), (&"unknown".into(), &told.into()));
    assert_eq!(unknown["image_platforms"][1]["problem"], platform["problem"]);
    let remedies = unknown["remedies"].as_array().unwrap();
    let pastes: Vec<_> = remedies.iter().map(|it| it["paste"].as_str().unwrap_or_default()).collect();
    assert_eq!(pastes, [format!("winfit image {reference}")]);
    for fits in [unknown, fits("17763.6775")] {
        let caution = &fits["cautions"][0];
        assert_eq!(caution["id"], "unread-platforms", "{fits:#}");
        assert!(caution["text"].as_str().unwrap().starts_with(told), "{caution}");
    }
}

#[test]
fn an_os_version_that_is_none_is_named() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "1.0", &Manifest::windows("10.0.x.y").image());
    let reference = registry.reference("app", "1.0");
    let folder = folder(&[("pod.yaml", &pod(&reference))]);
    let named = "\"10.0.x.y\"";
    let check = report(&folder, &["check", "pod.yaml"]);
    assert!(check["findings"][0]["message"].as_str().unwrap().contains(named), "{check:#}");
    let fits = report(&folder, &["fits", &reference, "--host", "ltsc2022"]);
    assert!(fits["reason"].as_str().unwrap().contains(named), "{fits:#}");
    let text = winfit(&folder, &["fits", &reference, "--host", "ltsc2022"]).found();
    assert!(!text.contains("not read") && !text.contains("docker manifest"), "{text}");
}

#[test]
fn an_image_for_another_system_or_architecture_has_help_that_is_about_that() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("linux", "1.0", &fixtures::linux());
    let arm = Manifest::windows(fixtures::SERVER_2022).architecture("arm64").image();
    registry.push("arm", "1.0", &arm);
    let [linux, arm] = ["linux", "arm"].map(|it| registry.reference(it, "1.0"));
    let folder = folder(&[("linux.yaml", &pod(&linux)), ("arm.yaml", &pod(&arm)), ("fleet.yaml", FLEET)]);
    let built = "build the image for amd64: docker build --platform windows/amd64";
    for fleet in [&[][..], &["--nodes", "fleet.yaml"]] {
        let help = |file| {
            let report = report(&folder, &[&["check", file], fleet].concat());
            report["findings"][0]["help"].as_str().unwrap_or_default().to_owned()
        };
        assert!(help("linux.yaml").starts_with("run it on a Linux host"), "{fleet:?}");
        let help = help("arm.yaml");
        assert_eq!(help.replace(", which runs on b, c", ""), built, "{fleet:?}");
    }
    let fits = report(&folder, &["fits", &arm, "--host", "ltsc2022"]);
    assert_eq!(fits["remedies"][0]["text"], built);
    let text = winfit(&folder, &["fits", &linux, "--host", "ltsc2022"]).found();
    assert!(text.contains("\nimage     Linux, amd64, registry sha256:"), "{text}");
}
