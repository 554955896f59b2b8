//! A container's image, and the variables of other tools that may stand in it.

use crate::found::{ImagePlace, ImageStyle};
use crate::reading::{Path, Problems};
use crate::yaml::{Node, NodeKind, Style};
use crate::{ProblemKind, Span, variables};

/// The image of a container, as written.
pub(super) fn read(container: Node<'_, '_>, path: Path<'_>, problems: &mut Problems) -> (String, ImagePlace) {
    let missing = |span: Span| (String::new(), ImagePlace::new(span, ImageStyle::Missing));
    let place = container.get("name").unwrap_or(container);
    let Some(node) = container.get("image") else {
        return missing(place.span());
    };
    if !problems.is(node, path.key("image"), NodeKind::Scalar) {
        return missing(node.span());
    }
    // Blanks around it are no part of a name: it is none with them.
    let image = node.text().unwrap_or_default();
    if image.trim().is_empty() {
        problems.add(ProblemKind::EmptyImage { path: path.key("image").to_string() }, node);
        return missing(node.span());
    }
    let mut place = ImagePlace::new(node.value_span(), image_style(node));
    // Kubernetes replaces nothing in an image: what looks like a variable is for a tool that runs before it.
    place.substitutions = variables::foreign(image, &[("{{", "}}"), ("${", "}"), ("$(", ")")]);
    (image.to_owned(), place)
}

/// How an image is written, for whoever wants to change it.
pub(crate) fn image_style(node: Node<'_, '_>) -> ImageStyle {
    let is_one_line = !node.value_span().is_empty();
    match node.style() {
        _ if node.is_shared() => ImageStyle::Shared,
        Some(Style::Plain) if is_one_line => ImageStyle::Plain,
        Some(Style::SingleQuoted) => ImageStyle::SingleQuoted,
        Some(Style::DoubleQuoted) => ImageStyle::DoubleQuoted,
        _ => ImageStyle::Block,
    }
}
