//! What the layers of an image tell of the base image that it was built on.

use winfit_catalog::{BaseLayer, Catalog, ImageFamily, LayerPart};

use crate::OsVersion;

/// The base image whose layers are among these: its family, and its version as far as they tell.
///
/// Digests may be those of packed or of unpacked layers, in any order. A first layer is shared by several revisions, and
/// so tells the build only. `None` where the catalogue knows none of them, or they contradict each other.
///
/// ```
/// use winfit_compat::base::base_of_layers;
/// use winfit_compat::builtin::builtin;
/// use winfit_compat::OsVersion;
/// use winfit_compat::catalog::ImageFamily;
///
/// let first = "sha256:3fd27ecef6a323f5ea7f3fde1f7b87a2dbfb1afa797f88fd7d20e8dbdc856f67";
/// let second = "sha256:b9454c3094c68005f07ae8424021ff0e7906dac77a172a874cd5ec372528fc15";
/// let of = |layers: &[&str]| base_of_layers(builtin(), layers.iter().copied());
/// assert_eq!(of(&[first, second]), Some((ImageFamily::ServerCore, OsVersion::new(14393, 447))));
/// assert_eq!(of(&[first]), Some((ImageFamily::ServerCore, OsVersion::of_build(14393))));
/// assert_eq!(of(&["sha256:another"]), None);
/// ```
#[must_use]
pub fn base_of_layers<'a>(
    catalog: &Catalog,
    layers: impl IntoIterator<Item = &'a str>,
) -> Option<(ImageFamily, OsVersion)> {
    let of_digest = |digest: &str| catalog.base_layers.iter().find(|row| row.digest == digest);
    let mut told = layers.into_iter().filter_map(of_digest).map(told_by);
    let first = told.next()?;
    told.try_fold(first, agreed)
}

fn told_by(layer: &BaseLayer) -> (ImageFamily, OsVersion) {
    let revision = layer.revision.filter(|_| layer.part == LayerPart::Update);
    (layer.family, OsVersion { revision, ..OsVersion::of_build(layer.build) })
}

/// Two layers agree where both may be in one image.
fn agreed(
    (family, version): (ImageFamily, OsVersion),
    (other_family, other): (ImageFamily, OsVersion),
) -> Option<(ImageFamily, OsVersion)> {
    let revision = match (version.revision, other.revision) {
        (Some(one), Some(another)) if one != another => return None,
        (one, another) => one.or(another),
    };
    (family == other_family && version.same_build(other))
        .then_some((family, OsVersion { revision, ..version }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::builtin;

    /// The digest of the row with these facts.
    fn layer(family: ImageFamily, revision: u32, part: LayerPart) -> &'static str {
        let is_it = |row: &&BaseLayer| {
            (row.family, row.build, row.revision, row.part) == (family, 14393, Some(revision), part)
        };
        &builtin().base_layers.iter().find(is_it).unwrap().digest
    }

    #[test]
    fn layers_that_are_in_no_one_image_tell_nothing() {
        use ImageFamily::{NanoServer, ServerCore};
        let of = |layers: [&'static str; 2]| base_of_layers(builtin(), layers);
        let base = layer(NanoServer, 576, LayerPart::Base);
        let update = layer(NanoServer, 693, LayerPart::Update);
        let expected = Some((NanoServer, OsVersion::new(14393, 693)));
        assert_eq!(of([base, update]), expected);
        assert_eq!(of([update, base]), expected);
        assert_eq!(of([base, layer(ServerCore, 693, LayerPart::Update)]), None);
        assert_eq!(of([update, layer(NanoServer, 576, LayerPart::Update)]), None);
    }

    #[test]
    fn a_layer_that_later_revisions_start_with_tells_no_revision() {
        let full = layer(ImageFamily::NanoServer, 206, LayerPart::Full);
        let expected = Some((ImageFamily::NanoServer, OsVersion::of_build(14393)));
        assert_eq!(base_of_layers(builtin(), [full, "sha256:of the application"]), expected);
    }
}
