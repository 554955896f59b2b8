//! `winfit image` as a whole process against a real registry, side by side with the registry's own rate and with skopeo.
//!
//! `cargo bench -p winfit --bench images` prints a table; each row is the median of several runs that take turns, so that
//! what else the machine does falls on all of them. It needs docker-registry, skopeo and wrk.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark prints what it measured, and stops where it cannot"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use winfit_testkit::{Index, Manifest, Registry, component, fixtures};

const IMAGES: usize = 1_000;
const COMPARED_WITH_SKOPEO: usize = 20;
const ROUNDS: usize = 5;
const REPOSITORY: &str = "windows/app";

fn main() {
    // `cargo test --benches` only asks whether it starts.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let registry = Registry::anonymous().expect("docker-registry is needed");
    let skopeo = component("skopeo").expect("skopeo is needed");
    let wrk = component("wrk").expect("wrk is needed");
    let folder = tempfile::tempdir().unwrap();
    fill(&registry);
    let list = folder.path().join("images.txt");
    let references = (0..IMAGES).map(|number| registry.reference(REPOSITORY, &tag(number)));
    fs::write(&list, references.collect::<Vec<_>>().join("\n")).unwrap();
    let script = folder.path().join("manifests.lua");
    fs::write(&script, WRK_SCRIPT).unwrap();
    let cache = folder.path().join("cache");

    let few: Vec<String> =
        (0..COMPARED_WITH_SKOPEO).map(|number| registry.reference(REPOSITORY, &tag(number))).collect();
    let mut rows: [Vec<f64>; 5] = Default::default();
    for _ in 0..ROUNDS {
        rows[0].push(rate_of_wrk(&wrk, &script, registry.host()));
        let _ = fs::remove_dir_all(&cache);
        rows[1].push(seconds(|| winfit(&cache, &["--file", list.to_str().unwrap()])));
        rows[2].push(seconds(|| winfit(&cache, &["--file", list.to_str().unwrap()])));
        rows[3].push(seconds(|| few.iter().for_each(|reference| inspect(&skopeo, reference))));
        let _ = fs::remove_dir_all(&cache);
        rows[4].push(seconds(|| winfit(&cache, &few.iter().map(String::as_str).collect::<Vec<_>>())));
    }
    let [wrk, cold, cached, skopeo, few] = rows.map(median);
    let rate = IMAGES as f64 / cold;
    println!("{IMAGES} images, the registry's own GET rate (wrk)   {wrk:8.0} /s");
    println!(
        "{IMAGES} images, winfit, cold                        {rate:8.0} /s  {:.0} %",
        100.0 * rate / wrk
    );
    println!("{IMAGES} images, winfit, from the cache              {:8.1} ms", 1000.0 * cached);
    println!("{COMPARED_WITH_SKOPEO} images, skopeo inspect --raw, one by one    {:8.1} ms", 1000.0 * skopeo);
    println!("{COMPARED_WITH_SKOPEO} images, winfit, cold                          {:8.1} ms", 1000.0 * few);
}

/// Asks for the manifests of all images in turn, as often as it can.
const WRK_SCRIPT: &str = r#"
local number = 0
wrk.headers["Accept"] = "application/vnd.oci.image.index.v1+json"
request = function()
  number = (number + 1) % 1000
  return wrk.format("GET", "/v2/windows/app/manifests/t" .. number)
end
"#;

fn tag(number: usize) -> String {
    format!("t{number}")
}

/// As many different indexes over the same three platforms.
fn fill(registry: &Registry) {
    let versions = [fixtures::SERVER_2019, fixtures::SERVER_2022, fixtures::SERVER_2025];
    let platforms = versions.map(|version| Manifest::windows(version).image());
    for number in 0..IMAGES {
        let index = Index::oci().annotation("number", &number.to_string());
        let index = platforms.iter().fold(index, Index::with);
        registry.push(REPOSITORY, &tag(number), &index.image());
    }
}

fn winfit(cache: &Path, arguments: &[&str]) {
    run(Command::new(env!("CARGO_BIN_EXE_winfit"))
        .args(["image", "--format", "json", "--cache-dir"])
        .arg(cache)
        .args(arguments));
}

fn inspect(skopeo: &Path, reference: &str) {
    run(Command::new(skopeo).args([
        "inspect",
        "--raw",
        "--tls-verify=false",
        &format!("docker://{reference}"),
    ]));
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}: {status}");
}

fn rate_of_wrk(wrk: &Path, script: &Path, host: &str) -> f64 {
    let output = Command::new(wrk)
        .args(["--threads", "1", "--connections", "16", "--duration", "3s", "--script"])
        .arg(script)
        .arg(format!("http://{host}"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let rate = text.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:"));
    rate.unwrap_or_else(|| panic!("wrk said no rate:\n{text}")).trim().parse().unwrap()
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    Duration::as_secs_f64(&start.elapsed())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
