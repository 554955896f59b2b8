//! What the cache costs where it answers a thousand images: a tag and a document each. The budget is 50 ms for everything
//! that a run with a warm cache does, of which this may take 15. Writing them is to stay well under 100 ms.
//!
//! Run with `cargo bench -p winfit-images --bench cache`.

use std::hint::black_box;
use std::time::SystemTime;

use bytes::Bytes;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use winfit_compat::reference::Reference;
use winfit_images::{Cache, CacheSettings, Digest, Known};

const IMAGES: usize = 1_000;

/// An index of Windows images has about so many bytes.
const BYTES: usize = 2_500;

fn images() -> Vec<(Reference, Digest, Bytes)> {
    let image = |number: usize| {
        let reference = format!("registry.example/team/app-{number}:1.{number}").parse().ok()?;
        let bytes = Bytes::from(format!("{number:>BYTES$}"));
        Some((reference, Digest::of(&bytes), bytes))
    };
    (0..IMAGES).filter_map(image).collect()
}

fn keep(cache: &Cache, images: &[(Reference, Digest, Bytes)]) {
    let now = SystemTime::now();
    for (reference, digest, bytes) in images {
        cache.keep_document(digest, bytes);
        cache.keep_tag(reference, digest, now);
    }
}

fn read(cache: &Cache, images: &[(Reference, Digest, Bytes)]) -> usize {
    let now = SystemTime::now();
    let is_known = |(reference, _, bytes): &&(Reference, Digest, Bytes)| match cache.tag(reference, now) {
        Some(Known::Digest { digest, fresh: true, .. }) => cache.document(&digest).as_ref() == Some(bytes),
        _ => false,
    };
    images.iter().filter(is_known).count()
}

fn cache(criterion: &mut Criterion) {
    let Ok(parent) = tempfile::tempdir() else { return };
    let settings = |name: &str| CacheSettings::in_folder(parent.path().join(name));
    let images = images();
    let warm = Cache::new(settings("warm"));
    keep(&warm, &images);
    assert_eq!(read(&warm, &images), IMAGES);

    let mut group = criterion.benchmark_group("cache");
    group.throughput(Throughput::Elements(1_000));
    group.bench_function("read", |bencher| bencher.iter(|| black_box(read(&warm, &images))));
    group.bench_function("keep-again", |bencher| bencher.iter(|| keep(&warm, &images)));
    let mut run = 0;
    let mut cold = || {
        run += 1;
        Cache::new(settings(&format!("cold-{run}")))
    };
    group.bench_function("keep-new", |bencher| {
        bencher.iter_batched(&mut cold, |cache| keep(&cache, &images), BatchSize::PerIteration);
    });
    group.bench_function("trim-with-nothing-to-do", |bencher| bencher.iter(|| warm.trim()));
    group.finish();
}

criterion_group!(benches, cache);
criterion_main!(benches);
