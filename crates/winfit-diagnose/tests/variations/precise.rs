//! What is no failure of versions is never called one.

use proptest::prelude::*;
use winfit_diagnose::facts::read_facts;
use winfit_diagnose::text::{Sift, sift};

use crate::{PHRASES, found};
use winfit_compat::builtin::builtin;

/// Whether a mismatch of versions is among what is found.
fn says_mismatch(text: &str) -> bool {
    found(text).iter().any(|it| it.cause.class.is_os_mismatch())
}

/// The words of the messages of a mismatch, and others, in any order.
const WORDS: [&str; 40] = [
    "the",
    "container",
    "operating",
    "system",
    "does",
    "not",
    "match",
    "host",
    "of",
    "image",
    "windows",
    "version",
    "10.0.17763",
    "10.0.20348",
    "manifest",
    "list",
    "entries",
    "no",
    "matching",
    "for",
    "amd64",
    "platform",
    "in",
    "is",
    "incompatible",
    "with",
    "a",
    "based",
    "error",
    "failed",
    "to",
    "start",
    "pull",
    "sandbox",
    "pod",
    "0xc0370106",
    "0x80070005",
    "hcsshim",
    "linux",
    "exit",
];

proptest! {
    #[test]
    fn words_of_messages_in_any_order_are_no_message(picks in prop::collection::vec(0..WORDS.len(), 0..400)) {
        let text: Vec<&str> = picks.iter().map(|pick| WORDS[*pick]).collect();
        let text = text.join(" ");
        // Chance may write the very sentence.
        prop_assume!(!text.contains("no matching manifest for"));
        prop_assert!(!says_mismatch(&text), "{}", text);
    }

    #[test]
    fn a_code_alone_is_no_mismatch(code in 0xc037_0102_u32..0xc037_0120, exit in 1_u32..256) {
        let text = format!("container 0f1e: failure in a Windows system call ({code:#010x}), exited with code {exit}");
        // Its own code says what the host lacks.
        prop_assume!(code != 0xc037_0102);
        prop_assert!(!says_mismatch(&text), "{}", text);
    }

    #[test]
    fn any_text_has_an_answer(text in "\\PC{0,400}") {
        for it in found(&text) {
            prop_assert!(!it.evidence.is_empty());
        }
    }
}

#[test]
fn ten_megabytes_of_logs_without_failures_of_versions_have_no_verdict_on_versions() {
    let mut text = String::new();
    let lines = [
        "I1001 14:29:03.759095    8072 kubelet.go:1953] \"SyncLoop (PLEG): event for pod\" pod=\"shop/web-5d8f\" event=&{ID:5bee Type:ContainerStarted}",
        "time=\"2024-05-01T12:00:00.1234567Z\" level=info msg=\"StartContainer for \\\"0f1e\\\" returns successfully\"",
        "E1001 14:29:04.000001    8072 pod_workers.go:190] \"Error syncing pod\" err=\"failed to \\\"StartContainer\\\" for \\\"web\\\" with CrashLoopBackOff\"",
        "Warning  Unhealthy  2m  kubelet  Readiness probe failed: dial tcp 10.244.1.7:8080: connectex: No connection could be made",
        "Microsoft Windows [Version 10.0.17763.437]",
        "Pulling image \"mcr.microsoft.com/windows/servercore:ltsc2019\"",
        "Successfully pulled image \"mcr.microsoft.com/windows/nanoserver:ltsc2022\" in 12.3s",
        "W1001 14:29:05.000001 hcs.go: hcsshim::System::Start returned 0xc0370106 for container 9a1c",
        "npm ERR! code ELIFECYCLE errno 1 host operating system linux does not matter",
        "  Compiling operating-system v0.3.1 (container/host)",
        "exit status 1",
        "0/5 nodes are available: 2 Insufficient memory.",
    ];
    let mut state = 1_u32;
    while text.len() < 10 << 20 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(lines[state as usize / 65_536 % lines.len()]);
        text.push_str(&format!(" seq={state}\n"));
    }
    let pasted = sift("log", text.as_bytes(), &PHRASES, Sift::default()).unwrap();
    assert!(pasted.bytes >= 10 << 20);
    let facts = read_facts(builtin(), &PHRASES, &[pasted]);
    let found = winfit_diagnose::diagnose(builtin(), &facts, "2026-01-01".parse().unwrap());
    let mismatches: Vec<_> = found.iter().filter(|it| it.cause.class.is_os_mismatch()).collect();
    assert!(mismatches.is_empty(), "{mismatches:#?}");
}
