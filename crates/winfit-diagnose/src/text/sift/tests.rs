//! Long texts, and what is kept of them.

use std::io::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;
use winfit_compat::builtin::builtin;

use super::*;

const ERROR: &str = "hcsshim::CreateComputeSystem 0f1e: The container operating system does not match the host operating system.";

fn small() -> Sift {
    Sift { whole: 1 << 10, around: 256, kept: 64 << 10, repeats: 4, limit: 1 << 30 }
}

static PHRASES: LazyLock<Phrases<'static>> = LazyLock::new(|| Phrases::new(builtin()).unwrap());

fn sifted(text: &[u8], limits: Sift) -> Pasted {
    sift("log", text, &PHRASES, limits).unwrap()
}

fn noise(lines: usize) -> String {
    (0..lines)
        .map(|line| format!("I0101 10:00:{:02}.000000 1 server.go:{line}] nothing to see\n", line % 60))
        .collect()
}

#[test]
fn a_short_text_is_kept_whole() {
    let pasted = sifted(b"one\r\ntwo\n", small());
    assert_eq!(pasted.pieces.len(), 1);
    assert_eq!(pasted.pieces[0].text(), "one\ntwo\n");
    assert_eq!((pasted.bytes, pasted.lines), (9, 2));
}

#[test]
fn of_a_long_text_the_lines_around_a_message_are_kept_with_their_numbers() {
    let text = format!("{}{ERROR}\n{}", noise(2_000), noise(2_000));
    let pasted = sifted(text.as_bytes(), small());
    assert_eq!(pasted.lines, 4_001);
    assert_eq!(pasted.pieces.len(), 1, "{:?}", pasted.pieces.len());
    let piece = &pasted.pieces[0];
    let at = piece.text().find(ERROR).unwrap();
    assert_eq!(piece.place(0, at).line, 2_001);
    assert_eq!(piece.place(0, at).column, 1);
    assert!(piece.text().len() < 1_000);
}

#[test]
fn a_long_text_without_messages_leaves_nothing() {
    let pasted = sifted(noise(5_000).as_bytes(), small());
    assert!(pasted.pieces.is_empty());
    assert!(!pasted.is_partial);
}

#[test]
fn a_flood_of_messages_is_kept_up_to_the_limits_and_said_to_be_partial() {
    let text = format!("{ERROR}\n").repeat(50_000);
    let pasted = sifted(text.as_bytes(), small());
    let kept: usize = pasted.pieces.iter().map(|piece| piece.text().len()).sum();
    assert!(pasted.is_partial);
    assert!(kept <= small().kept && kept > 0, "{kept}");
    assert_eq!(pasted.lines, 50_000);
}

#[test]
fn a_line_without_end_is_read_as_any_other() {
    let text = format!("{}{ERROR}{}", "x".repeat(1 << 20), "y".repeat(1 << 20));
    let text = text.replace("xhcsshim", "x hcsshim").replace(".y", ". y");
    let pasted = sifted(text.as_bytes(), small());
    assert_eq!(pasted.pieces.len(), 1);
    assert!(pasted.pieces[0].text().contains(ERROR));
}

#[test]
fn what_powershell_writes_into_a_file_is_read() {
    for (mark, unit) in
        [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)]
    {
        let text = format!("{}版🙂{ERROR}\r\n", noise(1_000));
        let mut bytes = mark.to_vec();
        text.encode_utf16().for_each(|it| bytes.write_all(&unit(it)).unwrap());
        let pasted = sifted(&bytes, small());
        assert!(pasted.pieces[0].text().contains(&format!("版🙂{ERROR}")));
    }
}

proptest! {
    #[test]
    fn a_message_is_found_wherever_the_chunks_of_a_text_end(before in 0_usize..200_000, behind in 0_usize..3_000) {
        let text = format!("{}\n{ERROR}\n{}", "a".repeat(before), "b".repeat(behind));
        let pasted = sifted(text.as_bytes(), small());
        let found: Vec<_> = pasted.pieces.iter().filter(|it| it.text().contains(ERROR)).collect();
        prop_assert_eq!(found.len(), 1);
        let at = found[0].text().find(ERROR).unwrap();
        prop_assert_eq!(found[0].place(0, at).line, 2);
    }

    #[test]
    fn whatever_the_bytes_are_they_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..5_000)) {
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        prop_assume!(!utf16);
        let pasted = sifted(&bytes, small());
        prop_assert_eq!(pasted.bytes, bytes.len() as u64);
    }
}
