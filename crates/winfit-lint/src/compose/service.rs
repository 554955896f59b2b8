//! One service.

use winfit_compat::{Isolation, Os};
use winfit_fleet::{Container, ContainerRole, Placement, Workload, WorkloadKind};

use super::extends::{Layer, Layers};
use super::{build, filled, placement, volume};
use crate::found::{ImagePlace, ImageStyle};
use crate::kubernetes::image_style;
use crate::platform::platform_os;
use crate::reading::{Path, Problems};
use crate::yaml::NodeKind;
use crate::{ExtendsUse, Found, HintReason, Place, PlaceKind, ProblemKind, Span, WindowsHint, variables};

pub(super) fn read(name: &str, layers: &Layers<'_, '_>, path: Path<'_>, problems: &mut Problems) -> Found {
    let Layer { name: key, node: service } = layers.own();
    let workload = Workload {
        kind: WorkloadKind::ComposeService,
        name: name.to_owned(),
        namespace: None,
        os: None,
        containers: Vec::new(),
        placement: Placement::default(),
    };
    // By where its name stands, rules find a service again.
    let span = Span::new(key.span().start, service.span().end.max(key.span().end));
    let mut found = Found::new(workload, span);
    found.name = Some(key.span());
    let kind = PlaceKind::Service;
    found.places.push(Place { kind, key: key.span(), value: service.span() });
    read_platform(layers, path, &mut found, problems);
    placement::read(layers, path, &mut found, problems);
    let isolation = read_isolation(layers, path, &mut found, problems);
    volume::read(layers, &mut found);
    build::read(layers, path, &mut found, problems);
    found.extends = layers.elsewhere().map(|extends| ExtendsUse { isolation, ..extends.clone() });
    if let Some((image, place)) = read_image(layers, path, problems) {
        let (name, role) = (name.to_owned(), ContainerRole::Main);
        found.workload.containers.push(Container { name, image, role, isolation });
        found.images.push(place);
    }
    found
}

fn read_image(
    layers: &Layers<'_, '_>,
    path: Path<'_>,
    problems: &mut Problems,
) -> Option<(String, ImagePlace)> {
    let (_, node) = layers.entry("image")?;
    let path = path.key("image");
    if !problems.is(node, path, NodeKind::Scalar) {
        return None;
    }
    let filled = filled(node, problems)?;
    let style = if layers.is_own("image") { image_style(node) } else { ImageStyle::Shared };
    let mut place = ImagePlace::new(node.value_span(), style);
    place.substitutions = filled.substitutions;
    place.substitutions.extend(variables::foreign(&filled.text, &[("{{", "}}")]));
    let image = filled.text.trim().to_owned();
    if image.is_empty() {
        problems.add(ProblemKind::EmptyImage { path: path.to_string() }, node);
        return None;
    }
    Some((image, place))
}

fn read_platform(layers: &Layers<'_, '_>, path: Path<'_>, found: &mut Found, problems: &mut Problems) {
    let Some((key, node)) = layers.entry("platform") else { return };
    if !problems.is(node, path.key("platform"), NodeKind::Scalar) {
        return;
    }
    let Some(filled) = filled(node, problems) else { return };
    found.places.push(Place { kind: PlaceKind::Platform, key: key.span(), value: node.span() });
    found.workload.os = platform_os(&filled.text);
    if found.workload.os == Some(Os::Windows) {
        found.windows_hints.push(WindowsHint { reason: HintReason::Platform, span: node.span() });
    }
}

fn read_isolation(
    layers: &Layers<'_, '_>,
    path: Path<'_>,
    found: &mut Found,
    problems: &mut Problems,
) -> Option<Isolation> {
    let (key, node) = layers.entry("isolation")?;
    let path = path.key("isolation");
    if !problems.is(node, path, NodeKind::Scalar) {
        return None;
    }
    let filled = filled(node, problems)?;
    found.places.push(Place { kind: PlaceKind::Isolation, key: key.span(), value: node.span() });
    if !filled.is_known || filled.text.eq_ignore_ascii_case("default") {
        return None;
    }
    // Only Windows has modes to choose among, and a word that is none was meant to be one.
    found.windows_hints.push(WindowsHint { reason: HintReason::Isolation, span: node.span() });
    let isolation = filled.text.parse::<Isolation>().ok();
    isolation.filter(|isolation| matches!(isolation, Isolation::Process | Isolation::HyperV))
}
