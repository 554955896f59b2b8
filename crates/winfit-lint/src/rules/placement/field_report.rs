//! A combination that runs by every rule, and that users report to fail.

use winfit_compat::caution::{Caution, cautions};
use winfit_compat::verdict::Question;

use crate::lint::Subject;
use crate::report::Target;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "field-report",
    title: "users report that such a combination fails",
    statement: "By every rule the image runs on the host, and users publicly report that it does not: most often because \
                the image's revision is newer than the host's, although revisions need not match. The report names its \
                source, and the update that closes the gap where one does. A report never changes a verdict.",
    since: "2025-02-12",
    sources: &["github-actions-runner-images-11582", "github-windows-containers-591", "github-hcsshim-2566"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for container in 0..subject.images().len() {
        for (caution, hosts) in reported(subject, container) {
            let message = "runs by every rule, and users report that it does not";
            let mut finding = subject
                .finding_about_image(&RULE, container, message)
                .note(caution.to_string())
                .note(format!("concerns {}", hosts.join(", ")));
            finding.help.extend(closes_gap(&caution, &hosts));
            findings.push(finding);
        }
    }
}

/// The reports about a container's image, each with all the hosts that it concerns.
fn reported<'a>(subject: &Subject<'a>, container: usize) -> Vec<(Caution<'a>, Vec<String>)> {
    let Subject { check, judged, targets, .. } = *subject;
    let mut reported: Vec<(Caution<'_>, Vec<String>)> = Vec::new();
    for judgement in targets.judgements.iter().filter(|it| it.target.is_considered()) {
        // A release stands for hosts with the best of revisions; only real hosts lag behind an image.
        let Target::Pool { hosts: names, .. } = &judgement.target else { continue };
        let (Some(host), Some(verdict)) = (judgement.hosts.get(container), judgement.verdicts.get(container))
        else {
            continue;
        };
        let image = judged.platform(container, verdict);
        let isolation = judged.found.workload.containers.get(container).and_then(|it| it.isolation);
        let question = Question { host, image: &image, isolation, rules: check.rules };
        for caution in cautions(check.catalog, &question, &verdict.verdict) {
            if !matches!(caution, Caution::Reported { .. }) || !verdict.verdict.answer.runs() {
                continue;
            }
            match reported.iter_mut().find(|(known, _)| *known == caution) {
                Some((_, all)) => all.extend(names.iter().cloned()),
                None => reported.push((caution, names.to_vec())),
            }
        }
    }
    reported
}

fn closes_gap(caution: &Caution<'_>, hosts: &[String]) -> Option<Help> {
    let Caution::Reported { closes_gap: Some(update), .. } = caution else { return None };
    let text = format!("install {} or a later update on {}", update.kb?, hosts.join(", "));
    Some(Help::new("update-host", text))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "an image newer than its host, on the same build",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:10.0.20348.4893
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: runs by every rule, and users report that it does not
",
    )
    .fleet(FLEET),
    Example::new(
        "an image as old as its host",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:10.0.20348.3091
",
    )
    .fleet(FLEET),
    Example::new(
        "a newer image where the hosts are not known",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:10.0.20348.4893
",
    ),
];

const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.20348.3091
";
