//! How fast documents are read: the budget is 100 MB/s of YAML on one core.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use winfit_lint::nodes::read_nodes;
use winfit_lint::read_document;

const DEPLOYMENT: &str = "\
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/part-of: \"shop\"
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      nodeSelector:
        kubernetes.io/os: linux
      containers:
      - name: web
        image: registry.example.com/shop/web:1.2.3 # the newest
        args: [\"--port\", \"8080\", \"--verbose\"]
        env:
        - name: DATABASE_URL
          valueFrom:
            secretKeyRef: {name: db, key: url}
        - name: SCRIPT
          value: |
            one line of a script
            another: with a colon
        resources:
          limits:
            cpu: 500m
            memory: 512Mi
        ports:
        - containerPort: 8080
          protocol: TCP
";

/// The same, with what only the parser of the whole language reads.
fn with_anchors() -> String {
    DEPLOYMENT.replace("labels: {app: web}", "labels: &labels\n        app: web")
}

fn nodes() -> String {
    let mut items = String::new();
    for number in 0..500 {
        let separator = if number == 0 { "" } else { ",\n" };
        let conditions =
            "{\"type\": \"Ready\", \"status\": \"True\", \"reason\": \"KubeletReady\"}, ".repeat(40);
        let conditions = conditions.trim_end_matches(", ");
        let _ = write!(
            items,
            "{separator}{{\"kind\": \"Node\", \"metadata\": {{\"name\": \"win-{number}\"}}, \"status\": {{\"conditions\": \
             [{conditions}], \"nodeInfo\": {{\"operatingSystem\": \"windows\", \"kernelVersion\": \"10.0.20348.{number}\"}}}}}}"
        );
    }
    format!("{{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{items}]}}")
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reading");
    group.sample_size(20);
    for (name, document) in [("plain YAML", DEPLOYMENT.to_owned()), ("YAML with anchors", with_anchors())] {
        let text = document.repeat(2000);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(read_document("deploy.yaml", text.clone().into_bytes())));
        });
    }
    let text = nodes();
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("nodes as JSON", |bencher| {
        bencher.iter(|| black_box(read_nodes("nodes.json", text.clone().into_bytes())));
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
