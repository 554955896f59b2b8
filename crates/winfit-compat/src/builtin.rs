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
const fn embedded_files() -> [(&'static str, &'static str); 12] {
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
        "retired-names.toml",
        "moving-tags.toml",
        "matrix.csv",
        "field-reports.toml",
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "overlay")]
    fn compiled_tables_equal_what_the_reader_makes_of_the_files() {
        let read = winfit_catalog::read::read(&builtin_files()).unwrap();
        assert_eq!(&read, builtin());
    }
}
