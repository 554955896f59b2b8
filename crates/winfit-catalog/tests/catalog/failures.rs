//! What readers of the tables about failures can ask, of the small catalogue, of an overlay and of the shipped one.

use std::collections::BTreeSet;

use winfit_catalog::CodeKind;
use winfit_catalog::read::{read, read_overlaid};

use crate::shipped::shipped;
use crate::small;

#[test]
fn wordings_of_a_sign_are_found_and_say_what_their_lines_say() {
    let catalog = read(&small::files()).unwrap();
    let [row] = catalog.error_texts_of("os-mismatch") else { panic!("one row") };
    assert_eq!(row.phrase, "this image is for {platform}, not for \"{os}\" hosts");
    assert_eq!((&*row.printed_by, row.versions.as_deref()), ("dockerd", Some("up to 1.13")));
    assert_eq!(
        (&*row.says, &*row.sources),
        ("The image does not fit.", &["lists".into(), "tables".into()][..])
    );
    let phrases: Vec<&str> = catalog.error_texts_of("pull-failed").iter().map(|row| &*row.phrase).collect();
    assert_eq!(phrases, ["failed to pull {image}", "pulling of {image} was cancelled"]);
    assert!(catalog.error_texts_of("pull").is_empty());
}

#[test]
fn number_has_the_meanings_of_its_kinds() {
    let catalog = read(&small::files()).unwrap();
    let names = |code| catalog.codes_of(code).iter().map(|row| &*row.name).collect::<Vec<_>>();
    assert_eq!(names(0xc000_0005), ["E_EXAMPLE", "STATUS_ACCESS_VIOLATION"]);
    assert_eq!(names(6), [""; 0]);
    let row = catalog.code(0xc000_0005, CodeKind::Ntstatus).unwrap();
    assert_eq!(
        (&*row.means, row.note.as_deref()),
        ("the program touched memory that it may not", Some("a note"))
    );
    assert_eq!(catalog.code(5, CodeKind::Win32).map(|row| row.note.as_deref()), Some(None));
    assert_eq!(catalog.code(5, CodeKind::Hresult), None);
}

#[test]
fn repository_is_linux_only_under_its_full_name() {
    let catalog = read(&small::files()).unwrap();
    assert!(catalog.is_linux_only("docker.io/library/debian"));
    for other in ["debian", "docker.io/library/debia", "docker.io/library/golang", ""] {
        assert!(!catalog.is_linux_only(other), "{other}");
    }
}

#[test]
fn overlay_moves_a_wording_to_another_sign_and_adds_codes_and_repositories() {
    let mut overlay = small::overlay(
        "error-texts.csv",
        "sign,phrase,printed_by,versions,says,sources\npull-cancelled,Pulling of {image} was cancelled.,dockerd,,It took too long.,lists\n",
    );
    overlay.insert("codes.csv", "code,kind,name,means,note,sources\n0x00000002,win32,ERROR_FILE_NOT_FOUND,there is no such file,,lists\n");
    overlay.insert("linux-images.csv", "repository,sources\ndocker.io/library/busybox,lists\n");
    let catalog = read_overlaid(&small::files(), &overlay).unwrap();
    let signs: Vec<&str> = catalog.error_texts.iter().map(|row| &*row.sign).collect();
    assert_eq!(signs, ["os-mismatch", "pull-cancelled", "pull-failed"]);
    assert_eq!(
        catalog.codes.iter().map(|row| row.code).collect::<Vec<_>>(),
        [2, 5, 0xc000_0005, 0xc000_0005]
    );
    assert!(
        catalog.is_linux_only("docker.io/library/busybox")
            && catalog.is_linux_only("docker.io/library/alpine")
    );
}

#[test]
fn shipped_wordings_of_a_sign_do_not_hold_each_other() {
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|found| found.to_ascii_lowercase()).collect()
    };
    let catalog = shipped();
    for row in catalog.error_texts.iter().filter(|row| !row.phrase.contains('{')) {
        let phrase = letters(&row.phrase);
        let of_sign = catalog.error_texts_of(&row.sign).iter().filter(|other| !other.phrase.contains('{'));
        for other in of_sign.filter(|other| other.phrase != row.phrase) {
            let is_inside = letters(&other.phrase).contains(&phrase);
            assert!(!is_inside, "\"{}\" is found wherever \"{}\" is", row.phrase, other.phrase);
        }
    }
}

#[test]
fn shipped_codes_have_every_number_of_the_compute_service_in_both_forms() {
    let catalog = shipped();
    for number in 0x8037_0100..=0x8037_011e_u32 {
        // 0x0103 and 0x0104 have names in the older form only, and those from 0x0114 on in the newer one.
        let older = number | 0x4000_0000;
        let known = [number, older].map(|code| catalog.code(code, CodeKind::Hresult).is_some());
        assert!(known.contains(&true), "{number:#010x}");
        assert!(known == [true, true] || !(0x8037_0105..=0x8037_0113).contains(&number), "{number:#010x}");
    }
    let names: BTreeSet<_> = catalog.codes.iter().map(|row| (row.kind, &row.name)).collect();
    assert_eq!(names.len(), catalog.codes.len());
}

#[test]
fn shipped_linux_images_leave_out_those_that_windows_has_too() {
    let catalog = shipped();
    for name in ["alpine", "debian", "nginx", "postgres", "redis", "ubuntu"] {
        assert!(catalog.is_linux_only(&format!("docker.io/library/{name}")), "{name}");
    }
    for name in
        ["golang", "python", "eclipse-temurin", "openjdk", "mongo", "nats", "hello-world", "traefik", "caddy"]
    {
        assert!(!catalog.is_linux_only(&format!("docker.io/library/{name}")), "{name}");
    }
}
