//! How the containers of a pod are kept apart: host-process, and the three ways to ask for Hyper-V.

use winfit_compat::Isolation;

use crate::yaml::Node;
use crate::{Found, HintReason, Place, PlaceKind, WindowsHint};

/// The annotation of Kubernetes 1.10 to 1.21 that asked the Docker shim for Hyper-V.
const ANNOTATION: &str = "experimental.windows.kubernetes.io/isolation-type";

/// The isolation that the pod asks for as a whole; what an annotation asks for is noted beside.
pub(super) fn of_pod(template: Node<'_, '_>, spec: Node<'_, '_>, found: &mut Found) -> Option<Isolation> {
    let host_process = host_process(spec, found);
    let annotation = template.at(&["metadata", "annotations"]).and_then(|it| it.entry(ANNOTATION));
    if let Some((key, value)) = annotation {
        let (kind, place) = (PlaceKind::IsolationAnnotation, value.span());
        found.places.push(Place { kind, key: key.span(), value: place });
        found.windows_hints.push(WindowsHint { reason: HintReason::Isolation, span: place });
        let is_hyperv = value.text().is_some_and(|text| text.eq_ignore_ascii_case("hyperv"));
        found.annotated_isolation = is_hyperv.then_some(Isolation::HyperV);
    }
    let class = found.runtime_class.as_ref().and_then(|class| of_handler(&class.name));
    host_process.or(class)
}

/// Gives the containers of a pod what its annotation asks for: it stands above a runtime class.
pub(crate) fn heed_annotation(found: &mut Found) {
    let Some(annotated) = found.annotated_isolation else { return };
    let containers = found.workload.containers.iter_mut();
    for container in containers.filter(|it| it.isolation != Some(Isolation::HostProcess)) {
        container.isolation = Some(annotated);
    }
}

/// The isolation that a container asks for itself.
pub(super) fn of_container(container: Node<'_, '_>, found: &mut Found) -> Option<Isolation> {
    host_process(container, found)
}

/// Which isolation the handler of a runtime class, or the class, means by its name. The names are those of hcsshim's
/// documentation and of the clouds, e.g. `runhcs-wcow-hypervisor-17763` and `kata-hyperv`.
pub(super) fn of_handler(name: &str) -> Option<Isolation> {
    let name = name.to_ascii_lowercase();
    if name.contains("hyperv") || name.contains("hyper-v") || name.contains("hypervisor") {
        Some(Isolation::HyperV)
    } else if name.contains("wcow-process") {
        Some(Isolation::Process)
    } else {
        None
    }
}

/// Whether the name of a runtime class says that it is for Windows.
pub(super) fn names_windows(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("windows") || name.contains("wcow")
}

/// `securityContext.windowsOptions.hostProcess` of a pod or container.
fn host_process(node: Node<'_, '_>, found: &mut Found) -> Option<Isolation> {
    let (key, options) = node.get("securityContext")?.entry("windowsOptions")?;
    let hint = WindowsHint { reason: HintReason::WindowsOptions, span: key.span() };
    found.windows_hints.push(hint);
    let (key, value) = options.entry("hostProcess")?;
    let place = Place { kind: PlaceKind::HostProcess, key: key.span(), value: value.span() };
    found.places.push(place);
    value.truth()?.then_some(Isolation::HostProcess)
}
