//! What Windows says of containers that fail: what is told of it.

use winfit_diagnose::cause::Remedy;

use crate::found;

#[test]
fn a_container_that_exits_is_told_with_the_update_that_closes_the_gap_of_revisions() {
    let all = found(
        "docker run --rm mcr.microsoft.com/windows/servercore:10.0.26100.3194\nhcs::System::Start 0f1e2d: The virtual machine or \
         container exited unexpectedly. (0xc0370106)\nMicrosoft Windows [Version 10.0.26100.2894]",
    );
    let [only] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(only.cause.id, "compute-system-exited");
    assert!(only.summary.contains("whose revision is older"), "{}", only.summary);
    let Some(Remedy::Do(first)) = only.remedies.first() else { panic!("{:?}", only.remedies) };
    assert!(first.text.contains("10.0.26100.3194") && first.paste.contains("KB5051987"), "{first:?}");
}

#[test]
fn a_container_that_exits_on_a_host_of_the_same_revision_is_not_told_so() {
    let all = found(
        "docker run --rm mcr.microsoft.com/windows/servercore:10.0.26100.2894\nhcs::System::Start 0f1e2d: The virtual machine or \
         container exited unexpectedly. (0xc0370106)\nMicrosoft Windows [Version 10.0.26100.2894]",
    );
    let [only] = all.as_slice() else { panic!("{all:?}") };
    assert!(only.summary.contains("their versions fit"), "{}", only.summary);
}

#[test]
fn a_sentence_that_nobody_knows_is_quoted_with_what_its_code_means() {
    let all = found("hcs::CreateComputeSystem 0f1e2d: Das Netzwerk hat einen Schluckauf. (0x80070570)");
    let [only] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(only.cause.id, "windows-call-failed");
    assert!(only.summary.contains("Das Netzwerk hat einen Schluckauf"), "{}", only.summary);
    assert!(only.evidence.iter().any(|it| it.says.contains("ERROR_FILE_CORRUPT")), "{:?}", only.evidence);
}

#[test]
fn what_only_follows_is_left_out_where_a_cause_is_known() {
    let all = found(
        "Warning  FailedCreatePodSandBox  3s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = something\n\
         Warning  FailedCreatePodSandBox  1s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to \
         setup network for sandbox \"0f1e\": plugin type=\"win-bridge\" failed (add): hnsCall failed in Win32: The wrong diskette \
         is in the drive. (0x22)",
    );
    let all: Vec<_> = all.iter().map(|it| it.cause.id).collect();
    assert_eq!(all, ["hns-stale-object"]);
}

#[test]
fn a_code_tells_in_any_language_what_a_sentence_does() {
    for (text, cause) in [
        (
            "hcs::CreateComputeSystem 0f1e2d: 指定された識別子の仮想マシンまたはコンテナーは既に存在します。 (0xc037010f)",
            "container-exists",
        ),
        ("hcs::System::Start 0f1e2d: Das System antwortet nicht. (0xc0370109)", "compute-service-timeout"),
        (
            "hcs::System::Start 0f1e2d: コンテナーが予期せず終了しました。 (0xc0370106)",
            "compute-system-exited",
        ),
        (
            "hcs::CreateComputeSystem 0f1e2d: Das JSON-Dokument ist ungültig. (0xc037010d)",
            "compute-request-invalid",
        ),
        ("hnsCall failed in Win32: Element nicht gefunden. (0x490)", "hns-element-not-found"),
        ("hnsCall failed in Win32: Der Port ist bereits vorhanden. (0x803b0013)", "hns-port-in-use"),
        (
            "hcnCreateLoadBalancer failed in Win32: Der Port ist bereits vorhanden. (0x803b0013)",
            "load-balancer-ports",
        ),
        (
            "hcnOpenNetwork failed in Win32: Das Netzwerk wurde nicht gefunden. (0x803b0001)",
            "hns-network-missing",
        ),
    ] {
        let all: Vec<_> = found(text).iter().map(|it| it.cause.id).collect();
        assert_eq!(all, [cause], "{text}");
    }
}
