//! How fast long texts are read: the budget is 200 MB/s of logs without messages, and time in proportion to the length for
//! whatever else.

#![allow(clippy::unwrap_used, reason = "a benchmark")]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use winfit_compat::builtin::builtin;
use winfit_diagnose::facts::read_facts;
use winfit_diagnose::text::{Sift, sift};
use winfit_diagnose::{Phrases, diagnose};

const MIB: usize = 1 << 20;

/// Lines of the kubelet, of containerd and of an application, with nothing wrong in them.
fn quiet(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 400);
    let mut line = 0_u32;
    while text.len() < bytes {
        line += 1;
        let (minute, second, rest) = (line / 60 % 60, line % 60, line.wrapping_mul(2_654_435_761));
        let _ = writeln!(
            text,
            "I1001 14:{minute:02}:{second:02}.{rest:06}    8072 kubelet_volumes.go:{line}] \"SyncLoop (PLEG): event for pod\" \
             pod=\"shop/web-{rest:08x}\" event=&{{ID:5bee20e9-543d Type:ContainerStarted Data:{rest:016x}}}"
        );
        let _ = writeln!(
            text,
            "time=\"2024-05-01T14:{minute:02}:{second:02}.{rest:09}Z\" level=info msg=\"StartContainer for \\\"{rest:032x}\\\" \
             returns successfully\""
        );
        let _ = writeln!(
            text,
            "10.0.{}.{} - - GET /api/orders/{line} HTTP/1.1 200 {rest} 0.0{second}",
            line % 256,
            rest % 256
        );
    }
    text
}

fn read(criterion: &mut Criterion) {
    let phrases = Phrases::new(builtin()).unwrap();
    let today = "2026-01-01".parse().unwrap();
    let error = "Error: failed to start container \"web\": Error response from daemon: hcsshim::CreateComputeSystem web: The \
                 container operating system does not match the host operating system.\n";
    let texts = [
        ("logs without messages", quiet(32 * MIB)),
        ("one message in logs", format!("{}{error}{}", quiet(16 * MIB), quiet(16 * MIB))),
        ("nothing but messages", error.repeat(8 * MIB / error.len())),
        ("beginnings of messages", "The container operating system does not ".repeat(8 * MIB / 40)),
        ("backslashes", "\\".repeat(8 * MIB)),
        ("numbers", "10.0.17763.437 ".repeat(8 * MIB / 15)),
        ("one line", quiet(16 * MIB).replace('\n', " ")),
    ];
    let mut group = criterion.benchmark_group("diagnose");
    group.sample_size(10);
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(*name, |bencher| {
            bencher.iter(|| {
                let pasted = sift("log", text.as_bytes(), &phrases, Sift::default()).unwrap();
                let facts = read_facts(builtin(), &phrases, &[pasted]);
                black_box(diagnose(builtin(), &facts, today))
            });
        });
    }
    group.finish();
}

fn begin(criterion: &mut Criterion) {
    criterion.bench_function("making the wordings ready", |bencher| {
        bencher.iter(|| black_box(Phrases::new(builtin()).unwrap()));
    });
}

criterion_group!(benches, read, begin);
criterion_main!(benches);
