//! The catalogue that is compiled in: the build script turns the files of `catalog/` into static tables, so that a
//! start reads and allocates nothing.

use winfit_catalog::Catalog;
#[cfg(feature = "overlay")]
use winfit_catalog::read::{Files, Problems, read_overlaid};

mod generated {
    include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

    pub(super) const fn catalog() -> &'static Catalog {
        &CATALOG
    }
}

/// The facts of `catalog/` at the time of the build. They passed all checks of the reader.
///
/// ```
/// use winfit_compat::builtin::builtin;
/// use winfit_compat::catalog::Kb;
///
/// let update = builtin().updates_of_kb(Kb(4_493_509)).next().unwrap();
/// assert_eq!((update.build, update.revision), (17763, 437));
/// ```
#[must_use]
pub const fn builtin() -> &'static Catalog {
    generated::catalog()
}

/// The texts that the built-in catalogue was made from, as the base of an overlay.
#[cfg(feature = "overlay")]
#[must_use]
pub fn builtin_files() -> Files {
    let mut files = Files::new("catalog");
    for (name, text) in embedded_files() {
        files.insert(name, text);
    }
    files
}

/// The built-in catalogue with newer facts laid over it: see [`read_overlaid`].
///
/// # Errors
///
/// All problems of the overlay's files, and of the whole that they make together with the built-in ones.
#[cfg(feature = "overlay")]
pub fn overlaid(overlay: &Files) -> Result<Catalog, Problems> {
    read_overlaid(&builtin_files(), overlay)
}

#[cfg(feature = "overlay")]
const fn embedded_files() -> [(&'static str, &'static str); 22] {
    macro_rules! texts {
        ($($name:literal),+ $(,)?) => {
            [$(($name, include_str!(concat!("../../../catalog/", $name)))),+]
        };
    }
    texts![
        "sources.toml",
        "releases.toml",
        "host-groups.toml",
        "updates.csv",
        "baseline-2020-02.toml",
        "tag-labels.toml",
        "tag-patterns.toml",
        "repositories.toml",
        "tag-suffixes.csv",
        "linux-words.csv",
        "retired-names.toml",
        "moving-tags.toml",
        "matrix.csv",
        "field-reports.toml",
        "base-layers.toml",
        "kubernetes-versions.csv",
        "kubernetes-fields.csv",
        "pause-images.csv",
        "engine-keys.csv",
        "error-texts.csv",
        "codes.csv",
        "linux-images.csv",
    ]
}

#[cfg(all(test, feature = "overlay"))]
mod tests {
    use winfit_catalog::Kb;
    use winfit_catalog::read::FILE_NAMES;

    use super::*;

    #[test]
    fn embedded_texts_are_those_that_the_tables_were_made_from() {
        assert!(builtin_files().names().eq(sorted(FILE_NAMES)));
        assert_eq!(&winfit_catalog::read::read(&builtin_files()).unwrap(), builtin());
    }

    #[test]
    fn overlay_adds_an_update_to_the_built_in_ones() {
        let mut overlay = Files::new("newer");
        let header = "build,revision,kb,date,kind,channel,source";
        overlay.insert(
            "updates.csv",
            format!("{header}\n20348,99999,KB9999999,2030-01-08,security,server,patch-lists-2026\n"),
        );
        let catalog = overlaid(&overlay).unwrap();
        assert_eq!(catalog.updates.len(), builtin().updates.len() + 1);
        assert_eq!(catalog.updates_of_revision(20348, 99999)[0].kb, Some(Kb(9_999_999)));
    }

    fn sorted(mut names: [&'static str; 22]) -> [&'static str; 22] {
        names.sort_unstable();
        names
    }
}
