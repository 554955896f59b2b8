//! How long a verdict takes: each of a set of realistic questions, and all of them in turn. The budget is 50 ns a verdict.
//!
//! Run with `cargo bench -p winfit-compat --bench verdict`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Edition;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::{Question, verdict};
use winfit_compat::{Host, HyperV, Isolation, OsVersion, Platform, Provenance, Runtime, RuntimeVersion};

const DOCUMENTED: RuleSet = RuleSet::Documented(Edition::V2025);
const CONTAINERD_2_2: Runtime = Runtime::Containerd(Some(RuntimeVersion { major: 2, minor: 2 }));

const fn server(build: u32, revision: u32) -> Host {
    Host::server(OsVersion::new(build, revision))
}

const fn client(build: u32, revision: u32) -> Host {
    Host::client(OsVersion::new(build, revision)).with_hyperv(HyperV::Available)
}

const fn image(build: u32, revision: u32) -> Platform {
    Platform::windows(OsVersion::new(build, revision), Provenance::Registry)
}

const fn tagged(build: u32) -> Platform {
    Platform::windows(OsVersion::of_build(build), Provenance::Tag)
}

/// A question with its name and the answer that it must have, so that no figure is of a wrong answer.
struct Asked {
    name: &'static str,
    answer: &'static str,
    host: Host,
    image: Platform,
    isolation: Option<Isolation>,
    rules: RuleSet,
}

const fn asked(name: &'static str, answer: &'static str, host: Host, image: Platform) -> Asked {
    Asked { name, answer, host, image, isolation: None, rules: DOCUMENTED }
}

const fn questions() -> [Asked; 16] {
    let node = Runtime::Containerd(Some(RuntimeVersion { major: 1, minor: 7 }));
    [
        asked("2019-on-2019", "runs", server(17763, 7314).with_runtime(node), image(17763, 7314)),
        asked("2019-on-2019-by-tag", "runs", server(17763, 7314).with_runtime(node), tagged(17763)),
        asked("2019-on-2022", "blocked", server(20348, 3091).with_runtime(node), image(17763, 7314)),
        asked("2022-on-2022", "runs", server(20348, 3091).with_runtime(node), tagged(20348)),
        asked("2022-on-2025", "runs", server(26100, 4061).with_runtime(node), image(20348, 3091)),
        asked("2025-on-2022", "blocked", server(20348, 3091).with_runtime(node), tagged(26100)),
        asked(
            "2016-on-1709-hyperv",
            "runs-with-hyperv",
            server(16299, 0).with_hyperv(HyperV::Available),
            image(14393, 1715),
        ),
        asked("2016-same-revision", "runs", server(14393, 1770), image(14393, 1770)),
        asked("2016-other-revision", "blocked", server(14393, 1914), image(14393, 1944)),
        asked("2019-before-and-after-2020-02", "blocked", server(17763, 973), image(17763, 1040)),
        asked("2022-on-windows-11", "runs", client(26100, 4061), tagged(20348)),
        Asked {
            isolation: Some(Isolation::Process),
            ..asked("2019-on-windows-10-process", "blocked", client(19045, 5737), tagged(17763))
        },
        Asked {
            isolation: Some(Isolation::HostProcess),
            ..asked("host-process", "runs", server(20348, 3091).with_runtime(node), tagged(17763))
        },
        Asked {
            isolation: Some(Isolation::Process),
            rules: RuleSet::Runtime,
            ..asked(
                "2022-on-25h2-containerd-2.2",
                "blocked",
                client(26200, 1).with_runtime(CONTAINERD_2_2),
                tagged(20348),
            )
        },
        asked("linux-on-windows", "blocked", server(20348, 3091), Platform::linux(Provenance::Registry)),
        asked("nothing-known", "unknown", server(20348, 3091), Platform::unknown()),
    ]
}

fn ask(asked: &Asked) -> winfit_compat::verdict::Verdict {
    let Asked { host, image, isolation, rules, .. } = asked;
    verdict(builtin(), &Question { host, image, isolation: *isolation, rules: *rules })
}

fn each(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("verdict");
    for asked in questions() {
        assert_eq!(ask(&asked).answer.as_str(), asked.answer, "{}", asked.name);
        group.bench_function(asked.name, |bencher| bencher.iter(|| ask(black_box(&asked))));
    }
    group.finish();
}

/// The mean over the set, as criterion's time divided by the elements; other questions in between keep the branch
/// predictor honest.
fn in_turn(criterion: &mut Criterion) {
    let questions = questions();
    let mut group = criterion.benchmark_group("verdicts-in-turn");
    group.throughput(Throughput::Elements(questions.len() as u64));
    group.bench_function("16-questions", |bencher| {
        bencher.iter(|| {
            for asked in black_box(&questions) {
                black_box(ask(asked));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, each, in_turn);
criterion_main!(benches);
