//! Arguments in `FROM`.

use super::{read, stages};

#[test]
fn arguments_before_the_first_stage_count_in_from_and_later_ones_do_not() {
    let image = |text: &str| stages(&read(text)).remove(0);
    assert_eq!(image("ARG A=1 B=\"2 3\"\nFROM x:$A-${B}"), "0 x:1-2 3 <- x:$A-${B} []");
    assert_eq!(image("ARG R=core\nARG I=${R}:1809\nFROM $I"), "0 core:1809 <- $I []");
    assert_eq!(image("FROM x:$A\nARG A=1"), "0 x:$A <- x:$A [\"A\"]");
    assert_eq!(image("ARG A\nFROM x:${A}"), "0 x:${A} <- x:${A} [\"A\"]");
    assert_eq!(image("ARG A\nFROM x:${A:-1809}"), "0 x:1809 <- x:${A:-1809} []");
    assert_eq!(image("ARG A=1\nFROM x${A:+:1809}${B:+no}"), "0 x:1809 <- x${A:+:1809}${B:+no} []");
    assert_eq!(
        image("FROM x:${TARGETARCH:-amd64}"),
        "0 x:${TARGETARCH:-amd64} <- x:${TARGETARCH:-amd64} [\"TARGETARCH\"]"
    );
    assert_eq!(
        image("ARG TARGETARCH\nFROM x:${TARGETARCH:-amd64}"),
        "0 x:${TARGETARCH:-amd64} <- x:${TARGETARCH:-amd64} [\"TARGETARCH\"]"
    );
    assert_eq!(image("ARG TARGETARCH=arm64\nFROM x:$TARGETARCH"), "0 x:arm64 <- x:$TARGETARCH []");
    assert_eq!(image("ARG A=$B\nFROM x:${A:-1}"), "0 x:${A:-1} <- x:${A:-1} [\"A\"]");
    assert_eq!(image("ARG A=1\nARG A=2\nARG A\nFROM x:$A"), "0 x:2 <- x:$A []");
}

#[test]
fn an_argument_of_a_stage_is_unknown_in_the_from_of_a_later_one() {
    let last = |text: &str| stages(&read(text)).pop().unwrap();
    assert_eq!(last("FROM a\nARG T=1809\nFROM x:$T"), "1 x:$T <- x:$T [\"T\"]");
    assert_eq!(last("FROM a\nARG T=1809\nFROM x:${T}"), "1 x:${T} <- x:${T} [\"T\"]");
    assert_eq!(last("FROM a\nARG I=core:1809\nFROM $I"), "1 $I <- $I [\"I\"]");
    assert_eq!(last("FROM scratch\nARG T=1809\nFROM x:$T"), "1 x:$T <- x:$T [\"T\"]");
    // A stage that nobody can read began all the same.
    assert_eq!(last("FROM\nARG T=1809\nFROM x:$T"), "0 x:$T <- x:$T [\"T\"]");
    // Near misses: what stands before the first stage goes on counting, and so does a default of the FROM itself.
    assert_eq!(last("ARG T=1809\nFROM a\nARG T\nFROM x:$T"), "1 x:1809 <- x:$T []");
    assert_eq!(last("ARG T=1809\nFROM a\nARG T=1903\nFROM x:$T"), "1 x:1809 <- x:$T []");
    assert_eq!(last("FROM a\nARG T=1809\nFROM x:${T:-1903}"), "1 x:1903 <- x:${T:-1903} []");
}

#[test]
fn arguments_that_double_each_other_do_not_grow_without_end() {
    let mut text = "ARG A0=xxxxxxxxxxxxxxxx\n".to_owned();
    for level in 1..64 {
        text.push_str(&format!("ARG A{level}=${{A{0}}}${{A{0}}}\n", level - 1));
    }
    let document = read(&format!("{text}FROM x:$A63\n"));
    assert!(!document.workloads[0].images[0].is_known());
    assert!(document.workloads[0].workload.containers[0].image.len() < 100);
}
