//! The table about keys of Docker's files: values and references.

use super::refuses;

const KEYS: &str = "engine-keys.csv";

#[test]
fn values_of_a_key_row_that_do_not_have_the_documented_form_are_quoted() {
    refuses(&[
        (
            KEYS,
            "daemon,userns",
            "docker,userns",
            "catalog/engine-keys.csv:4: docker userns-remap, set: file \"docker\" is not one of compose, daemon",
        ),
        (
            KEYS,
            "userns-remap",
            "[userns]",
            "catalog/engine-keys.csv:4: daemon [userns], set: path: \"[userns]\" is not a path such as spec.containers[*].image",
        ),
        (KEYS, "userns-remap", "", "catalog/engine-keys.csv:4: daemon , set: path is empty"),
        (
            KEYS,
            "is true",
            "true",
            "catalog/engine-keys.csv:3: compose init, true: value: \"true\" is not set, any, unix-account, is A|B or not A|B",
        ),
        (
            KEYS,
            "set,refused",
            "set,rejected",
            "catalog/engine-keys.csv:4: daemon userns-remap, set: engine \"rejected\" is not one of refused, ignored",
        ),
        (
            KEYS,
            "a note",
            "A note.",
            "catalog/engine-keys.csv:4: daemon userns-remap, set: note \"A note.\" is not a fragment without a final period or blanks around it",
        ),
        (KEYS, ",lists tables", ",", "catalog/engine-keys.csv:3: compose init, is true: sources is empty"),
    ]);
}

#[test]
fn key_row_that_contradicts_itself_or_another_is_refused() {
    refuses(&[
        (KEYS, "ignored,ignored", ",", "catalog/engine-keys.csv:3: compose init, is true: engine is empty"),
        (
            KEYS,
            "set,refused,",
            "set,refused,refused",
            "catalog/engine-keys.csv:4: daemon userns-remap, set: daemon and swarm exclude each other",
        ),
        (
            KEYS,
            "ignored,ignored,",
            "ignored,ignored,it says so",
            "catalog/engine-keys.csv:3: compose init, is true: message is given without refused",
        ),
        (
            KEYS,
            "compose,init",
            "compose,a_key",
            "catalog/engine-keys.csv:3: compose a_key, is true: the row stands after compose cap_add[*], not all, which sorts behind it",
        ),
        (
            KEYS,
            "a note,tables",
            "a note,rumours",
            "catalog/engine-keys.csv:4: daemon userns-remap, set: source \"rumours\" is not in sources.toml",
        ),
    ]);
}
