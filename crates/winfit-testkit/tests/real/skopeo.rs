//! Skopeo, as a user would run it, without any of the user's own settings.

use std::path::Path;
use std::process::{Command, Output};

use winfit_testkit::component;

/// Skopeo with these arguments; `None` where it is left out.
pub(crate) fn skopeo(arguments: &[&str]) -> Option<Output> {
    let home = tempfile::tempdir().unwrap();
    let program = component("skopeo")?;
    Some(Command::new(program).env_clear().env("HOME", home.path()).args(arguments).output().unwrap())
}

/// The document behind a reference, by plain HTTP.
pub(crate) fn raw(reference: &str, more: &[&str]) -> Option<Vec<u8>> {
    let image = format!("docker://{reference}");
    let output = skopeo(&[&["inspect", "--raw", "--tls-verify=false"], more, &[&image]].concat())?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

/// The document behind a reference, by HTTPS with this authority.
pub(crate) fn raw_by_tls(reference: &str, ca: &Path, more: &[&str]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(ca, folder.path().join("ca.crt")).unwrap();
    let (image, folder) = (format!("docker://{reference}"), folder.path().to_str().unwrap());
    let output = skopeo(&[&["inspect", "--raw", "--cert-dir", folder], more, &[&image]].concat())?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

/// What it says when it refuses to read a reference.
pub(crate) fn refusal(reference: &str, more: &[&str]) -> Option<String> {
    let image = format!("docker://{reference}");
    let output = skopeo(&[&["inspect", "--raw", "--tls-verify=false"], more, &[&image]].concat())?;
    assert!(!output.status.success());
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}
