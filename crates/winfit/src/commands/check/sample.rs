//! A check for the tests of printers: findings of each severity with fixes of each safety, a file without any, one that cannot be
//! read, and something to know about the check as a whole.

use winfit_lint::report::{Against, Notice, NoticeKind, Report};
use winfit_lint::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span, read_document};

use super::{Checked, Unreadable};

/// The file with the findings.
pub(crate) const WEB: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web # für alle
spec:
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:1809
      securityContext:
        privileged: true
        runAsUser: 1000
";

/// The place of the only such text in [`WEB`].
pub(crate) fn place(text: &str) -> Span {
    let start = WEB.find(text).expect("the text is there");
    Span::new(start, start + text.len())
}

/// The check.
pub(crate) fn checked() -> Checked {
    let documents = [("deploy/web.yaml", WEB), ("ok.yaml", "services: {db: {image: postgres}}\n")];
    let documents = documents.map(|(name, text)| read_document(name, text.as_bytes().to_vec()).unwrap());
    Checked {
        report: Report {
            documents: documents.into(),
            findings: vec![offered(), unsafely_fixable(), fixable()],
            suppressed: Vec::new(),
            workloads: Vec::new(),
            against: Against::Releases,
            notices: vec![Notice {
                kind: NoticeKind::StaleFacts,
                message: "the facts of 1 image are 40 days old".to_owned(),
                help: Some("run winfit image --lock again".to_owned()),
                images: vec!["mcr.microsoft.com/windows/servercore:1809".to_owned()],
            }],
        },
        unreadable: vec![Unreadable {
            file: "gone.yaml".to_owned(),
            line: None,
            message: "No such file or directory".to_owned(),
            help: "check the path",
        }],
        fixes: None,
    }
}

fn offered() -> Finding {
    Finding::new("field-report", Severity::Info, 0, "users report that it fails on \"web, too\": 100 %")
        .sure(Confidence::Possible)
        .at(place("name: web"), "")
        .note("seen on 10.0.26100.2894")
        .fix(Fix::new("name it", Safety::Offered, vec![Edit::replace(place("web #"), "site #")]))
}

fn unsafely_fixable() -> Finding {
    let image = place("mcr.microsoft.com/windows/servercore:1809");
    let selector = "  nodeSelector:\n    node.kubernetes.io/windows-build: \"10.0.17763\"\n";
    let fix = vec![
        Edit::insert(place("  containers:").start, selector),
        Edit::replace(Span::new(image.end - 4, image.end), "ltsc2019"),
    ];
    Finding::new("build-mismatch", Severity::Error, 0, "the image runs on no host")
        .sure(Confidence::Likely)
        .at(image, "10.0.17763 by its tag")
        .related(place("kind: Pod"), "placed on every host")
        .help(Help::new("retag", "use a tag of build 20348").paste("image: a\nimage: b"))
        .help(Help::new("use-hyperv", "run it in Hyper-V isolation"))
        .fix(Fix::new("place it on build 17763", Safety::Unsafe, fix))
}

fn fixable() -> Finding {
    Finding::new("malformed-field", Severity::Warning, 0, "privileged means nothing on Windows")
        .at(place("privileged: true"), "")
        .fix(Fix::new(
            "remove privileged",
            Safety::Safe,
            vec![Edit::remove(place("        privileged: true\n"))],
        ))
}
