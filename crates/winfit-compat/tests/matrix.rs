//! The rules agree with every cell that an edition of the compatibility document prints, but for the cells listed here.

use winfit_compat::HostKind;
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Edition;
use winfit_compat::matrix::{Origin, derived, printed};

/// Printed cells that the rules do not follow: edition, host, image, and why.
const EXCEPTIONS: [(Edition, &str, &str, &str); 3] = [
    (
        Edition::V2017,
        "win10-1703",
        "ltsc2016",
        "the column lumps Windows 10 1607 and 1703 together; no image has build 15063",
    ),
    (
        Edition::V2022Mar,
        "win10-21h1",
        "ltsc2022",
        "preview images of build 20348 for Windows 10 21H1, long gone",
    ),
    (Edition::V2022Dec, "win10", "ltsc2019", "withdrawn on 2023-03-16; holds for Windows 10 1809 only"),
];

const KINDS: [HostKind; 2] = [HostKind::Server, HostKind::Client];

#[test]
fn the_rules_give_what_each_edition_prints() {
    let mut compared = 0;
    let mut contradicted = Vec::new();
    for edition in Edition::ALL {
        for kind in KINDS {
            let matrix = printed(builtin(), edition, kind);
            assert!(!matrix.rows.is_empty(), "{edition} prints no {kind:?} table");
            for row in &matrix.rows {
                for ((image, release), cell) in matrix.images.iter().zip(&row.cells) {
                    let Some(cell) = cell else { continue };
                    assert_eq!(cell.origin, Origin::Printed);
                    // An image that never existed has no build to judge.
                    if release.is_none() {
                        assert_eq!(*image, "sac21h1");
                        continue;
                    }
                    compared += 1;
                    if cell.contradicted_by_rules.is_some() {
                        contradicted.push((edition, row.id, *image));
                    }
                }
            }
        }
    }
    let expected: Vec<_> =
        EXCEPTIONS.iter().map(|(edition, host, image, _)| (*edition, *host, *image)).collect();
    assert_eq!(contradicted, expected);
    let existing = builtin().matrix.iter().filter(|cell| cell.image != "sac21h1").count();
    assert_eq!(compared, existing);
}

#[test]
fn the_derived_tables_cover_every_release() {
    for kind in KINDS {
        let matrix = derived(builtin(), Edition::V2025, kind);
        let releases =
            builtin().releases.iter().filter(|release| release.is_server() == (kind == HostKind::Server));
        assert_eq!(matrix.rows.len(), releases.count());
        assert!(matrix.rows.iter().all(|row| row.cells.len() == matrix.images.len()));
    }
}
