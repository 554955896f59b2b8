//! Fixes of several findings that are made together.

use winfit_lint::Accepted;

use crate::accepted::fixed;

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: # hardened
        privileged: true
        # asked for by the auditors
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        procMount: Default
      ports:
        - containerPort: 80
";

#[test]
fn a_mapping_of_which_every_field_goes_by_a_fix_of_its_own_goes_as_well_and_its_comments_stay() {
    let repaired = fixed(Accepted::NOTHING, &[("pod.yaml", POD)]);
    let text = repaired.report.documents[0].source.text();
    let expected = "      image: registry.example/web:1\n      # hardened\n      # asked for by the auditors\n      ports:\n";
    assert!(text.contains(expected), "{text}");
    assert_eq!(repaired.fixed.len(), 4, "{:#?}", repaired.fixed);
}

#[test]
fn a_line_that_comes_to_stand_where_one_like_it_was_removed_is_removed_as_well() {
    let dockerfile =
        "# escape=`\n# escape=`\n# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\n";
    let repaired = fixed(Accepted::NOTHING, &[("Dockerfile", dockerfile)]);
    assert_eq!(
        repaired.report.documents[0].source.text(),
        "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\n"
    );
}
