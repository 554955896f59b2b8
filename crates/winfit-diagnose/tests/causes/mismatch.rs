//! Which mismatch a message shows is what the verdict on its host and image says, and nothing of them is guessed.

use winfit_diagnose::Confidence;

use crate::found;

const REFUSED: &str = "docker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The container operating system does \
                       not match the host operating system.";

#[test]
fn of_the_same_refusal_the_cause_follows_from_the_verdict_on_host_and_image() {
    for (image, host, cause, confidence) in [
        ("nanoserver:1809", "10.0.20348.825", "os-mismatch-build", Confidence::Certain),
        ("nanoserver:ltsc2022", "10.0.17763.437", "image-newer-than-host", Confidence::Certain),
        ("nanoserver:10.0.14393.1715", "10.0.14393.206", "os-mismatch-revision-2016", Confidence::Certain),
        // They fit: the image that was started may be another.
        ("nanoserver:10.0.14393.1715", "10.0.14393.1715", "os-mismatch-build", Confidence::Likely),
        ("nanoserver:1809", "10.0.17763.437", "os-mismatch-build", Confidence::Likely),
    ] {
        let text =
            format!("C:\\>docker run microsoft/{image}\n{REFUSED}\nMicrosoft Windows [Version {host}]");
        let all = found(&text);
        assert_eq!((all[0].cause.id, all[0].confidence), (cause, confidence), "{image} on {host}");
    }
}

#[test]
fn a_list_that_the_verdict_lets_run_is_not_said_to_be_of_another_build() {
    let text = "failed to pull and unpack image \"contoso/web:2-ltsc2022\": no match for platform in manifest: not found\n\
                Microsoft Windows [Version 10.0.26100.2894]";
    assert_eq!(found(text)[0].cause.id, "no-matching-manifest");
}

#[test]
fn a_sentence_that_no_program_says_is_less_sure() {
    let quoted =
        "Could it be that \"The container operating system does not match the host operating system\"? No.";
    assert_eq!(found(quoted)[0].confidence, Confidence::Likely);
    assert_eq!(found(REFUSED)[0].confidence, Confidence::Certain);
}

#[test]
fn of_a_node_that_runs_linux_containers_nobody_says_that_it_is_windows() {
    let text = "Successfully assigned shop/web-5d8f7c9b6d-x2k4q to node-7\n\
                Failed to pull image \"contoso/web:1-ltsc2022\": no matching manifest for linux/amd64 in the manifest list entries";
    let first = &found(text)[0];
    assert_eq!(first.cause.id, "windows-image-on-linux");
    assert!(first.host.is_none(), "{:?}", first.host);
}

#[test]
fn a_runtime_that_nothing_names_is_not_told() {
    let bare = "The container operating system does not match the host operating system.\nMicrosoft Windows [Version 10.0.17763.1]";
    let host = |text: &str| found(text)[0].host.as_ref().unwrap().host;
    assert_eq!(host(bare).runtime, None);
    assert!(host(&format!("{REFUSED}\nMicrosoft Windows [Version 10.0.17763.1]")).runtime.is_some());
}
