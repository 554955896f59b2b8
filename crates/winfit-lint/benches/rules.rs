//! How fast documents are read and judged with all rules: the budget is 100 MB/s of what is for Linux on one core, and
//! 20 MB/s where every rule finds something.

#![expect(clippy::expect_used, reason = "what is measured is there")]
#![expect(clippy::print_stdout, reason = "it says what it measures")]

#[path = "../examples/corpus/flagged.rs"]
mod flagged;
#[path = "../examples/corpus/manifests.rs"]
mod manifests;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flagged::Company;
use manifests::{System, manifest, stream};
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Date;
use winfit_compat::rules::RuleSet;
use winfit_lint::facts::Facts;
use winfit_lint::judge::{Check, judge};
use winfit_lint::nodes::read_nodes;
use winfit_lint::report::Report;
use winfit_lint::{Accepted, Selection, Selector, link, read_document};

/// Bytes of a big file.
const BIG: usize = 4 << 20;

const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - {names: [a, b], os-version: 10.0.17763.6775, runtime: containerd 1.7}
  - {names: [c, d], os-version: 10.0.20348.3091, runtime: containerd 1.7}
  - {names: [e, f], os: linux}
";

type Files = Vec<(String, String)>;

fn one(text: String) -> Files {
    vec![("big.yaml".to_owned(), text)]
}

/// Everything that a check does between the bytes of the files and the report.
fn check(files: &Files, fleet: Option<&str>) -> Report {
    let fleet = fleet.map(|text| read_nodes("fleet.yaml", text.into()).expect("a fleet file"));
    let selection = Selection { select: vec![Selector::All], ignore: Vec::new() };
    let read = |(name, text): &(String, String)| read_document(name, text.clone().into()).expect("a text");
    let mut documents: Vec<_> = files.iter().map(read).collect();
    link(&mut documents);
    let check = Check {
        catalog: builtin(),
        rules: RuleSet::default(),
        today: Date::new(2026, 11, 20).expect("a day"),
        fleet: fleet.as_ref(),
        facts: &Facts::new(),
        selection: &selection,
        kubernetes: builtin().kubernetes_versions.newest,
        accepted: Accepted::NOTHING,
    };
    judge(&check, documents)
}

fn rules(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rules");
    group.sample_size(10);
    let number = |number| (format!("{number}.yaml"), manifest(System::Linux, number));
    for (name, files, fleet) in [
        ("Linux, one file", one(stream(System::Linux, BIG)), None),
        ("Linux, many files", (0..2000).map(number).collect(), None),
        ("Windows, one file", one(stream(System::Windows, BIG)), None),
        ("flagged, one file", one(flagged::stream(Company::Usual, BIG)), None),
        ("flagged, one file, on a fleet", one(flagged::stream(Company::Usual, BIG)), Some(FLEET)),
        ("flagged, many files", flagged::files(Company::Usual).collect(), None),
        ("flagged densely, one file", one(flagged::stream(Company::None, BIG)), None),
    ] {
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let report = check(&files, fleet);
        let mut found: Vec<_> = report.findings.iter().map(|finding| finding.rule).collect();
        let findings = found.len();
        found.sort_unstable();
        found.dedup();
        println!(
            "{name}: {} files, {bytes} bytes, {findings} findings of {} rules",
            files.len(),
            found.len()
        );
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(name, |bencher| bencher.iter(|| black_box(check(&files, fleet))));
    }
    group.finish();
}

criterion_group!(benches, rules);
criterion_main!(benches);
