//! Images that a field or a message names: `Image: X`, `"image":"X"`, `pulling image "X"`, `image="X"`, and the tables of
//! containers and workloads.

use super::super::plain::Plain;
use super::super::reference::reference;
use super::super::scan::{Mark, Value, char_before, values, word};
use super::super::table::Table;
use super::super::{ImageRole, scan};
use super::{Images, add_if_reference};

pub(super) fn read(plain: &Plain<'_>, images: &mut Images) {
    for value in values(plain, "image") {
        let role = match word_before(plain, value.key_at) {
            "os" | "-" | "." => continue,
            "base" => ImageRole::Base,
            _ => ImageRole::Workload,
        };
        if is_value(&value) && !is_runner(word(value.text)) {
            add(images, &value, role, plain);
        }
    }
    for words in BEFORE {
        for (at, _) in plain.lower().match_indices(words) {
            let at = at + words.len();
            let name = word(scan::from(plain.text(), at, 300)).trim_end_matches('.');
            add_if_reference(images, name, ImageRole::Workload, plain, at);
        }
    }
    for key in ["image id", "imageid"] {
        for value in values(plain, key).filter(|value| value.mark != Mark::Space) {
            add(images, &value, ImageRole::Workload, plain);
        }
    }
    for key in ["sandbox_image", "pod-infra-container-image", "sandboximage"] {
        for value in values(plain, key) {
            add(images, &value, ImageRole::Sandbox, plain);
        }
    }
    read_tables(plain, images);
}

/// What engines and runners of CI systems say right before an image.
const BEFORE: [&str; 4] = [
    "downloaded newer image for ",
    "image is up to date for ",
    "docker executor with image ",
    "pulling docker image ",
];

/// Whether a name is that of a hosted runner, which is a machine: `windows-2022`, `ubuntu-24.04`.
fn is_runner(name: &str) -> bool {
    let systems = ["windows", "ubuntu", "macos", "win"];
    let release = systems.iter().find_map(|system| name.strip_prefix(system)?.strip_prefix('-'));
    release.is_some_and(|it| {
        it.starts_with("latest") || it.starts_with(|c: char| c.is_ascii_digit()) && !it.contains(['/', ':'])
    })
}

fn add(images: &mut Images, value: &Value<'_>, role: ImageRole, plain: &Plain<'_>) {
    if let Some(image) = reference(value.text) {
        images.add(image, role, plain, value.at);
    }
}

/// Whether what stands behind the word is its value, and not the rest of a sentence.
fn is_value(value: &Value<'_>) -> bool {
    let word = word(value.text);
    let behind = value.text.get(word.len()..).unwrap_or_default().trim_start();
    let ends =
        behind.is_empty() || behind.starts_with([',', '}', ']', '#', ')', ';', '"', '\'', '\\', '`', '*']);
    match value.mark {
        _ if value.is_quoted => !word.is_empty(),
        Mark::Equals => true,
        Mark::Colon => ends || word.contains(['/', ':']),
        Mark::Space => false,
    }
}

/// The word before a key, in lower case; or the sign that makes the key a part of a longer one.
fn word_before<'t>(plain: &'t Plain<'_>, at: usize) -> &'t str {
    match char_before(plain.text(), at) {
        Some('-') => return "-",
        Some('.') => return ".",
        _ => {}
    }
    let before = scan::before(plain.lower(), at, 32).trim_end_matches([' ', '\t']);
    before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// The tables that have images in a column.
fn read_tables(plain: &Plain<'_>, images: &mut Images) {
    let mut table: Option<Table> = None;
    for line in plain.lines() {
        if let Some(titles) = Table::titles(&line) {
            let is_known = titles.has("CONTAINER ID")
                || titles.has("CONTAINER")
                || (titles.has("REPLICAS") || titles.has("DESIRED STATE")) && titles.has("IMAGE")
                || titles.has("IMAGES");
            table = is_known.then_some(titles);
            continue;
        }
        let Some(row) = table.as_ref().map(|table| table.row(&line)) else { continue };
        let cell = row.cell("IMAGE").or_else(|| row.cell("IMAGES"));
        let Some(cell) = cell.filter(|_| row.is_whole()) else { continue };
        let mut at = cell.at;
        for image in cell.text.split(',') {
            let is_one = !image.contains(' ') && reference(image) == Some(image);
            if is_one {
                add_if_reference(images, image, ImageRole::Workload, plain, at);
            }
            at += image.len() + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::images;
    use super::*;

    #[test]
    fn a_hosted_runner_is_no_image() {
        for name in ["windows-2022", "windows-latest", "ubuntu-24.04", "macos-14"] {
            assert_eq!(
                images(&format!("##[group]Runner Image\n  Image: {name}\n  Version: 20240603.1.0")),
                []
            );
        }
    }

    #[test]
    fn every_field_and_message_that_names_an_image_is_read() {
        for text in [
            "    Image:          contoso/web:1",
            "Status: Downloaded newer image for contoso/web:1",
            "Using Docker executor with image contoso/web:1 ...",
            "    image: contoso/web:1 # ours",
            "  - image: contoso/web:1",
            "  - {name: web, image: contoso/web:1}",
            "\"Image\": \"contoso/web:1\",",
            "Failed to pull image \"contoso/web:1\": rpc error",
            "Back-off pulling image \"contoso/web:1\"",
            "msg=\"PullImage failed\" image=\"contoso/web:1\"",
            "level=error msg=x image=contoso/web:1 error=y",
            "Container image \\\"contoso/web:1\\\" already present on machine",
            "    Image ID:       docker-pullable://contoso/web:1@sha256:0123456789abcdef0123456789abcdef",
            "**Image:** contoso/web:1",
        ] {
            let found = images(text);
            assert!(found.len() == 1 && found[0].0.starts_with("contoso/web:1"), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_is_called_an_image_and_is_none_is_left() {
        for text in [
            " OS Image:   Windows Server 2019 Datacenter",
            " OS Image:   k3os",
            "osImage: windows",
            "image: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "the image is too new",
            "image: too new for this host",
            "image operating system \"windows\" cannot be used on this platform",
            "\"image\": {",
            "Image ID:",
            "image: mcr.microsoft.com/windows/server…",
            "--image-pull-policy=always",
        ] {
            assert_eq!(images(text), [], "{text}");
        }
    }

    #[test]
    fn the_images_of_tables_are_read_unless_they_are_ids() {
        let text = "CONTAINER ID   IMAGE           COMMAND   STATUS
0123456789ab   contoso/web:1   \"cmd\"     Exited (1) 2 hours ago
0123456789ac   fedcba987654    \"cmd\"     Up 2 hours
0123456789ad   contoso/lon…    \"cmd\"     Up 2 hours
";
        assert_eq!(images(text), [("contoso/web:1".to_owned(), ImageRole::Workload)]);
        let text = "NAME  READY  UP-TO-DATE  AVAILABLE  AGE  CONTAINERS  IMAGES  SELECTOR
web   0/1    1           0          1m   web,log     contoso/web:1,contoso/log:2  app=web
";
        assert_eq!(images(text).len(), 2);
    }

    #[test]
    fn the_sandbox_image_of_a_configuration_is_of_the_sandbox() {
        for text in [
            "    sandbox_image = \"contoso/sandbox:1\"",
            "kubelet.exe --pod-infra-container-image=contoso/sandbox:1 --v=4",
        ] {
            assert_eq!(images(text), [("contoso/sandbox:1".to_owned(), ImageRole::Sandbox)], "{text}");
        }
    }
}
