//! Bytes that are text, and bytes that are not.

use super::*;
use crate::text::SourceText;
use proptest::prelude::*;

const KINDS: [(Form, bool); 6] = [
    (Form::Utf8, false),
    (Form::Utf8, true),
    (Form::Utf16Le, false),
    (Form::Utf16Le, true),
    (Form::Utf16Be, false),
    (Form::Utf16Be, true),
];

fn error(bytes: &[u8]) -> String {
    SourceText::decode("deploy.yaml", bytes.to_vec(), 1000).unwrap_err().to_string()
}

#[test]
fn every_encoding_that_windows_tools_write_is_read_and_remembered() {
    for (form, byte_order_mark) in KINDS {
        let encoding = Encoding { form, byte_order_mark };
        let bytes = encoding.encode("image: nanoserver:1809 # für später\r\n");
        let source = SourceText::decode("a.yaml", bytes.clone(), 1000).unwrap();
        assert_eq!(source.text(), "image: nanoserver:1809 # für später\r\n", "{encoding:?}");
        assert_eq!(source.encoding(), encoding);
        assert_eq!(source.encoding().encode(source.text()), bytes);
    }
}

#[test]
fn an_empty_file_is_an_empty_text() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"] {
        assert_eq!(SourceText::decode("a.yaml", bytes.to_vec(), 10).unwrap().text(), "");
    }
}

#[test]
fn what_is_no_text_is_refused_with_the_place() {
    assert_eq!(error(b"MZ\x90\0\x03"), "deploy.yaml: this is not a text: there is a NUL at byte 3");
    assert_eq!(error(b"a: b\0"), "deploy.yaml: this is not a text: there is a NUL at byte 4");
    assert_eq!(
        error(b"a: b\nc: \xe4\n"),
        "deploy.yaml:2: this is not UTF-8: byte 0xe4 at byte 8; save the file as UTF-8"
    );
    assert_eq!(
        error(b"\xff\xfea\0b"),
        "deploy.yaml: this is broken UTF-16: half a character at byte 4; save the file as UTF-8"
    );
    assert_eq!(
        error(b"\xff\xfea\0\0\xd8b\0"),
        "deploy.yaml: this is broken UTF-16: half a character at byte 4; save the file as UTF-8"
    );
    assert_eq!(error(b"\xff\xfe\0\0a\0\0\0"), "deploy.yaml: this is not a text: there is a NUL at byte 2");
}

#[test]
fn a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not() {
    assert_eq!(error(&[b' '; 1001]), "deploy.yaml: this file has more than the 1000 bytes that are read");
    assert!(SourceText::decode("a.yaml", vec![b' '; 1000], 1000).is_ok());
}

#[test]
fn wide_text_with_a_zero_byte_now_and_then_is_not_taken_for_utf_16() {
    assert_eq!(error(b"ab\0cdefg"), "deploy.yaml: this is not a text: there is a NUL at byte 2");
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = SourceText::decode("x", bytes, 200) {
            prop_assert!(!source.text().contains('\0'));
        }
    }

    #[test]
    fn text_survives_every_encoding_with_a_mark(text in "[^\0]*", form in 0..3_usize) {
        let form = [Form::Utf8, Form::Utf16Le, Form::Utf16Be][form];
        let bytes = Encoding { form, byte_order_mark: true }.encode(&text);
        let source = SourceText::decode("x", bytes, 10_000).unwrap();
        prop_assert_eq!(source.text(), text);
    }
}
