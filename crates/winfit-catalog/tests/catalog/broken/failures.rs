//! The tables about failures: wordings, codes, repositories of Linux images.

use super::refuses;

const TEXTS: &str = "error-texts.csv";
const CODES: &str = "codes.csv";
const IMAGES: &str = "linux-images.csv";

#[test]
fn values_of_a_wording_that_do_not_have_the_documented_form_are_quoted() {
    refuses(&[
        (
            TEXTS,
            "os-mismatch,",
            "OS mismatch,",
            "catalog/error-texts.csv:2: OS mismatch \"this image is for {platform}, not for \"{os}\" hosts\": sign \"OS mismatch\" is not a name in kebab case",
        ),
        (TEXTS, "failed to pull {image}", "", "catalog/error-texts.csv:3: pull-failed \"\": phrase is empty"),
        (
            TEXTS,
            "kubelet,,Nobody",
            ",,Nobody",
            "catalog/error-texts.csv:3: pull-failed \"failed to pull {image}\": printed_by is empty",
        ),
        (
            TEXTS,
            "up to 1.13",
            "up to 1.13.",
            "catalog/error-texts.csv:2: os-mismatch \"this image is for {platform}, not for \"{os}\" hosts\": versions \"up to 1.13.\" is not a fragment without a final period or blanks around it",
        ),
        (
            TEXTS,
            "Somebody gave up.",
            "Somebody gave up",
            "catalog/error-texts.csv:4: pull-failed \"pulling of {image} was cancelled\": says \"Somebody gave up\" is not a sentence with a final period and no blanks around it",
        ),
        (
            TEXTS,
            "up.,tables",
            "up.,",
            "catalog/error-texts.csv:4: pull-failed \"pulling of {image} was cancelled\": sources is empty",
        ),
        (
            TEXTS,
            "up.,tables",
            "up.,rumours",
            "catalog/error-texts.csv:4: pull-failed \"pulling of {image} was cancelled\": source \"rumours\" is not in sources.toml",
        ),
    ]);
}

#[test]
fn phrase_that_cannot_be_found_in_a_text_is_refused() {
    refuses(&[
        (
            TEXTS,
            "failed to pull {image}",
            "failed {image}",
            "catalog/error-texts.csv:3: pull-failed \"failed {image}\": phrase starts with 6 letters and digits, not with 8 or more",
        ),
        (
            TEXTS,
            "failed to pull {image}",
            "failed to pull {container}",
            "catalog/error-texts.csv:3: pull-failed \"failed to pull {container}\": phrase ends with the capture \"container\"; only code, image, message, path may stand there",
        ),
        (
            TEXTS,
            "failed to pull {image}",
            "failed to pull {image",
            "catalog/error-texts.csv:3: pull-failed \"failed to pull {image\": phrase has a '{' at byte 15 that is never closed",
        ),
        (
            TEXTS,
            "failed to pull {image}",
            "failed to pull {any}: {image}",
            "catalog/error-texts.csv:3: pull-failed \"failed to pull {any}: {image}\": phrase has no letter or digit between a capture and \"image\"",
        ),
        (
            TEXTS,
            "failed to pull {image}",
            "failed to pull {tag}",
            "catalog/error-texts.csv:3: pull-failed \"failed to pull {tag}\": phrase has an unknown capture \"tag\"; known are any, architecture, code, container, count, feature, field, host_version, image, image_version, kb, message, network, node, os, path, platform, pod, runtime_class, service, volume",
        ),
    ]);
}

#[test]
fn wording_that_another_row_has_in_other_case_or_quotes_is_refused() {
    refuses(&[
        (
            TEXTS,
            "pull-failed,pulling of {image} was cancelled",
            "stopped,Failed to pull '{image}'!",
            "catalog/error-texts.csv:4: stopped \"Failed to pull '{image}'!\": contradicts line 3, which has the same key",
        ),
        (
            TEXTS,
            "pull-failed,pulling of",
            "back-off,pulling of",
            "catalog/error-texts.csv:4: back-off \"pulling of {image} was cancelled\": the row stands after pull-failed \"failed to pull {image}\", which sorts behind it",
        ),
    ]);
}

#[test]
fn values_of_a_code_that_do_not_have_the_documented_form_are_quoted() {
    refuses(&[
        (
            CODES,
            "0x00000005",
            "5",
            "catalog/codes.csv:2: 5 win32: code \"5\" is not 0x and eight lower-case hexadecimal digits",
        ),
        (
            CODES,
            "0x00000005",
            "0x0000000A",
            "catalog/codes.csv:2: 0x0000000A win32: code \"0x0000000A\" is not 0x and eight lower-case hexadecimal digits",
        ),
        (
            CODES,
            "0x00000005",
            "0x+0000005",
            "catalog/codes.csv:2: 0x+0000005 win32: code \"0x+0000005\" is not 0x and eight lower-case hexadecimal digits",
        ),
        (
            CODES,
            "0x00000005",
            "0x100000005",
            "catalog/codes.csv:2: 0x100000005 win32: code \"0x100000005\" is not 0x and eight lower-case hexadecimal digits",
        ),
        (
            CODES,
            "win32",
            "errno",
            "catalog/codes.csv:2: 0x00000005 errno: kind \"errno\" is not one of hresult, ntstatus, win32",
        ),
        (
            CODES,
            "ERROR_ACCESS_DENIED",
            "Access denied",
            "catalog/codes.csv:2: 0x00000005 win32: name \"Access denied\" is not a name of capitals, digits and \"_\"",
        ),
        (CODES, "access is denied", "", "catalog/codes.csv:2: 0x00000005 win32: means is empty"),
        (
            CODES,
            "a note",
            "A note.",
            "catalog/codes.csv:4: 0xc0000005 ntstatus: note \"A note.\" is not a fragment without a final period or blanks around it",
        ),
        (
            CODES,
            "an example,,tables",
            "an example,,rumours",
            "catalog/codes.csv:3: 0xc0000005 hresult: source \"rumours\" is not in sources.toml",
        ),
    ]);
}

#[test]
fn code_of_another_kind_or_in_another_place_is_refused() {
    refuses(&[
        (
            CODES,
            "0x00000005,win32",
            "0x00000005,ntstatus",
            "catalog/codes.csv:2: 0x00000005 ntstatus: code \"0x00000005\" is not an ntstatus, which is 0x40000000 or more",
        ),
        (
            CODES,
            "0x00000005,win32",
            "0x00000005,hresult",
            "catalog/codes.csv:2: 0x00000005 hresult: code \"0x00000005\" is not an hresult, which is 0x80000000 or more",
        ),
        (
            CODES,
            "0xc0000005,hresult",
            "0xc0000005,win32",
            "catalog/codes.csv:3: 0xc0000005 win32: code \"0xc0000005\" is not a win32 number, which is 0x0000ffff or less",
        ),
        (
            CODES,
            "0xc0000005,hresult",
            "0xc0000005,ntstatus",
            "catalog/codes.csv:4: 0xc0000005 ntstatus: contradicts line 3, which has the same key",
        ),
        (
            CODES,
            "0xc0000005,hresult",
            "0xc0000006,hresult",
            "catalog/codes.csv:4: 0xc0000005 ntstatus: the row stands after 0xc0000006 hresult, which sorts behind it",
        ),
    ]);
}

#[test]
fn repository_of_linux_images_that_is_no_name_or_has_windows_images_is_refused() {
    refuses(&[
        (
            IMAGES,
            "docker.io/library/alpine",
            "alpine",
            "catalog/linux-images.csv:2: repository \"alpine\": repository \"alpine\" is not a registry and a repository name",
        ),
        (
            IMAGES,
            "docker.io/library/alpine",
            "docker.io/library/*",
            "catalog/linux-images.csv:2: repository \"docker.io/library/*\": repository \"docker.io/library/*\" is not the name of one repository",
        ),
        (
            IMAGES,
            "docker.io/library/debian",
            "mcr.microsoft.com/windows/nanoserver",
            "catalog/linux-images.csv:3: repository \"mcr.microsoft.com/windows/nanoserver\": a row with the same key stands in repositories.toml",
        ),
        (
            IMAGES,
            "alpine,lists",
            "alpine,rumours",
            "catalog/linux-images.csv:2: repository \"docker.io/library/alpine\": source \"rumours\" is not in sources.toml",
        ),
        (
            IMAGES,
            "library/alpine",
            "library/fedora",
            "catalog/linux-images.csv:3: repository \"docker.io/library/debian\": the row stands after repository \"docker.io/library/fedora\", which sorts behind it",
        ),
    ]);
}
