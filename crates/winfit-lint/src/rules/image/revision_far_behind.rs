//! An image that has not been built anew for a long time.

use winfit_compat::age::{Behind, Newest};
use winfit_compat::catalog::{RepositoryRole, Text};
use winfit_compat::remedy::Retag;
use winfit_compat::tag::read_tag;
use winfit_compat::{HostKind, OsVersion};

use crate::lint::{NamedImage, Subject};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "revision-far-behind",
    title: "the Windows inside the image lacks more than a year of updates",
    statement: "The revision of the Windows inside the image is more than twelve monthly updates behind the newest of \
                its build. An image gets no update on a host: it has what it was built with, and every hole that was \
                closed since is open in it. Build it anew on the current base image (docker build --pull), each month if \
                you can, or use a newer tag. An image whose revision nothing tells is left alone.",
    since: "always",
    sources: &["ms-update-containers", "vuls", "patch-lists-2026"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Offered),
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

/// As many monthly updates an image may be behind.
const MONTHS: usize = 12;

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images().filter(NamedImage::brings_windows) {
        let Some(Age { version, newest, behind }) =
            age(&image).filter(|it| it.behind.monthly_updates > MONTHS)
        else {
            continue;
        };
        let message = format!(
            "the Windows in the image, {version}, is {} monthly updates behind the newest, {}",
            behind.monthly_updates, newest.version
        );
        let finding = subject.finding_about_image(&RULE, image.container, message);
        let tags = image.retags();
        let offered = tags.of_build(version.build).filter(|_| is_pinned(&image));
        findings.push(match offered {
            Some(retag) if is_newer(&image, retag, version) => told(&image, finding, &retag.reference),
            // Hosts of these revisions run nothing newer.
            Some(_) if subject.check.fleet.is_some() => {
                finding.help(Help::new("update-host", "update the hosts, then use a tag of a newer update"))
            }
            _ => match label(&image, version.build).filter(|_| is_pinned(&image)) {
                Some(reference) => told(&image, finding, &reference),
                None if is_base(&image) => finding.help(Help::new("retag", "use a tag of a newer update")),
                None => finding.help(Help::new("rebuild", "build the image anew: docker build --pull")),
            },
        });
    }
}

fn told(image: &NamedImage<'_>, finding: Finding, reference: &str) -> Finding {
    finding
        .help(
            Help::new("retag", format!("use {reference}, or a newer update"))
                .paste(image.subject.image_line(reference)),
        )
        .fix(image.fix(reference, Safety::Offered))
}

/// Whether a tag holds a newer Windows than this: it names a newer one, or is moved to newer ones.
fn is_newer(image: &NamedImage<'_>, retag: &Retag, version: OsVersion) -> bool {
    let Ok(reference) = retag.reference.parse() else { return false };
    let claim = read_tag(image.subject.check.catalog, &reference);
    claim.platform.os_version.inside().is_none_or(|it| it.revision.is_none_or(|_| it > version))
}

fn is_base(image: &NamedImage<'_>) -> bool {
    image.name.claim.repository.is_some_and(|row| row.role == RepositoryRole::Base)
}

/// The tag of a base image that is moved to the newest update of a build.
fn label(image: &NamedImage<'_>, build: u32) -> Option<String> {
    let check = image.subject.check;
    let repository = image.name.claim.repository.filter(|row| row.role == RepositoryRole::Base)?;
    let is_of_build = |label: &&Text| check.catalog.tag_label(label).is_some_and(|it| it.build == build);
    let label = repository.labels.iter().rfind(is_of_build)?;
    Some(format!("{}:{label}", repository.name))
}

struct Age<'a> {
    version: OsVersion,
    newest: Newest<'a>,
    behind: Behind,
}

/// How old the newest of its Windows platforms is; `None` if nothing tells, or no updates come any more.
fn age<'a>(image: &NamedImage<'a>) -> Option<Age<'a>> {
    let check = image.subject.check;
    let ages: Option<Vec<Age<'_>>> = image
        .windows()
        .map(|platform| {
            let version = platform.os_version.inside()?;
            let newest = Newest::of_build(check.catalog, version.build, Some(HostKind::Server))?;
            Some(Age { version, newest, behind: newest.behind(check.catalog, version)? })
        })
        .collect();
    let youngest = ages?.into_iter().min_by_key(|age| age.behind.monthly_updates)?;
    let mut releases = check.catalog.releases_of_build(youngest.version.build);
    let is_supported = releases.any(|it| it.is_server() && it.is_supported_on(check.today));
    is_supported.then_some(youngest)
}

/// Whether its own name keeps it at its revision.
fn is_pinned(image: &NamedImage<'_>) -> bool {
    !image.name.claim.floating && image.name.reference.digest.is_none()
}

const SERVER_2016: &str = "\
orchestrator: kubernetes
hosts:
  - {name: a, os-version: 10.0.14393.1715, labels: {kubernetes.io/os: windows}}
  - {name: b, os-version: 10.0.14393.2000, labels: {kubernetes.io/os: windows}}
";

const EXAMPLES: &[Example] = &[
    Example::new(
        "a base image by an update of 2022",
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
      image: mcr.microsoft.com/windows/servercore:ltsc2022-KB5015827
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the Windows in the image, 10.0.20348.825, is 51 monthly updates behind the newest, 10.0.20348.5761
",
    )
    .offered(
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
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "a base image by its revision, which a label offers anew",
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
      image: mcr.microsoft.com/windows/servercore:1809-KB4493509
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the Windows in the image, 10.0.17763.437, is 91 monthly updates behind the newest, 10.0.17763.9487
",
    )
    .offered(
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
      image: mcr.microsoft.com/windows/servercore:ltsc2019
",
    ),
    Example::new(
        "hosts that run nothing newer",
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
      image: mcr.microsoft.com/windows/servercore:10.0.14393.2000
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the Windows in the image, 10.0.14393.2000, is 106 monthly updates behind the newest, 10.0.14393.9688
",
    )
    .fleet(SERVER_2016),
    Example::new(
        "somebody's own image that was read",
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
      image: registry.example/web:1.0
#            ^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the Windows in the image, 10.0.20348.825, is 51 monthly updates behind the newest, 10.0.20348.5761
",
    )
    .images(&[("registry.example/web:1.0", &["10.0.20348.825"])]),
    Example::new(
        "an image of this year",
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
      image: registry.example/web:1.0
",
    )
    .images(&[("registry.example/web:1.0", &["10.0.20348.4893"])]),
    Example::new(
        "a list whose newest image is of this year",
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
      image: registry.example/web:1.0
",
    )
    .images(&[("registry.example/web:1.0", &["10.0.17763.437", "10.0.20348.4893"])]),
    Example::new(
        "a tag that tells no revision",
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
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
];
