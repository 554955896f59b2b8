//! Texts that nobody meant to be a catalogue.

use proptest::prelude::*;
use winfit_catalog::read::{FILE_NAMES, Files, STATEMENT_FILE_NAMES, read, read_overlaid, read_statements};
use winfit_catalog::{FieldPath, KubernetesVersion};

use crate::small;

fn any_name() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(FILE_NAMES.to_vec())
}

/// Words that lead deep into the reader, in any order.
fn almost_rows() -> impl Strategy<Value = String> {
    let words = [
        "[[release]]\n",
        "[[source]]\n",
        "[[tag_pattern]]\n",
        "[[field_report]]\n",
        "[[matrix]]\n",
        "id = ",
        "build = ",
        "template = ",
        "image_tags = ",
        "released = ",
        "\"\"",
        "\"ltsc2019\"",
        "\"{label}[-{kb}\"",
        "4294967296",
        "-1",
        "17763",
        "[1, 2, 1]",
        "[[]]",
        "{}",
        "2016-10-15",
        "\"2016-10-15\"",
        "\n",
        ",",
        "\"",
        "#",
        "14393",
        "\r",
        "\u{feff}",
        "é",
        "\0",
        "build,revision,kb,date,kind,channel,source\n",
        "edition,hosts,host,image,hyperv,process\n",
        "version,source\n",
        "rule,id,kind,path,value,qualifier,os_name,behaviour,since,until,runtime,alternative,explanation,unchecked,basis,sources\n",
        "image,builds,since,until,containerd,note,sources\n",
        "id,area,statement,since,until,answer,sources\n",
        "sign,phrase,printed_by,versions,says,sources\n",
        "code,kind,name,means,note,sources\n",
        "repository,sources\n",
        "failed to pull {image} of {",
        "0xc0370101",
        "hresult",
        "1.22",
        "spec.a[b].*",
        "containerd >=1.6",
        "later:",
        "Works.",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..60)
        .prop_map(|words| words.concat())
}

fn replaced(name: &'static str, text: String) -> Files {
    let mut files = small::files();
    files.insert(name, text);
    files
}

/// Every problem can be printed, and has a message.
fn survives(files: &Files) {
    for result in [read(files), read_overlaid(&small::files(), files)] {
        if let Err(problems) = result {
            assert!(!problems.as_slice().is_empty());
            assert!(!problems.to_string().is_empty());
        }
    }
}

proptest! {
    #[test]
    fn arbitrary_text_in_any_file_never_panics(name in any_name(), text in "(?s).{0,400}") {
        survives(&replaced(name, text));
    }

    #[test]
    fn almost_rows_of_statements_never_panic(
        name in proptest::sample::select(STATEMENT_FILE_NAMES.to_vec()),
        text in almost_rows(),
    ) {
        let mut files = small::statements();
        files.insert(name, text);
        if let Err(problems) = read_statements(&read(&small::files()).unwrap(), &files) {
            assert!(!problems.to_string().is_empty());
        }
    }

    #[test]
    fn arbitrary_phrase_never_panics(phrase in "[{}a-z _]{0,40}") {
        let text = format!("sign,phrase,printed_by,versions,says,sources\npull-failed,failed to {phrase},kubelet,,It says.,lists\n");
        survives(&replaced("error-texts.csv", text));
    }

    #[test]
    fn path_that_is_read_is_printed_as_it_was(text in "[a-z.*\\[\\]/-]{0,20}") {
        if let Ok(path) = text.parse::<FieldPath>() {
            assert_eq!(path.to_string(), text);
        }
    }

    #[test]
    fn version_that_is_read_is_what_its_own_text_reads_as(text in "v?1\\.[0-9]{1,3}(\\.[0-9]{1,2})?([-+.][a-z0-9.+-]{0,6})?") {
        if let Ok(version) = text.parse::<KubernetesVersion>() {
            assert_eq!(version.to_string().parse(), Ok(version));
            assert!(text.trim_start_matches('v').starts_with(&version.to_string()));
        }
    }

    #[test]
    fn almost_rows_in_any_file_never_panic(name in any_name(), text in almost_rows()) {
        survives(&replaced(name, text));
    }

    #[test]
    fn file_with_a_piece_replaced_never_panics(
        name in any_name(),
        from in any::<prop::sample::Index>(),
        length in 0_usize..40,
        piece in "(?s).{0,20}",
    ) {
        let original = small::files();
        let mut characters: Vec<char> = original.text(name).unwrap().chars().collect();
        let start = from.index(characters.len());
        let end = (start + length).min(characters.len());
        characters.splice(start..end, piece.chars());
        survives(&replaced(name, characters.into_iter().collect()));
    }

    #[test]
    fn arbitrary_template_never_panics(template in "[\\[\\]{}a-z_.-]{0,30}") {
        let text = format!("[[tag_pattern]]\nid = \"base-label\"\ntemplate = \"{template}\"\nexamples = [\"a\"]\nera = \"e\"\nsource = \"lists\"\n");
        survives(&replaced("tag-patterns.toml", text));
    }
}

#[test]
fn deeply_nested_values_are_refused_without_exhausting_the_stack() {
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        let text = format!("x = {}1{}\n", open.repeat(200_000), close.repeat(200_000));
        let problems = read(&replaced("releases.toml", text)).unwrap_err().to_string();
        assert!(problems.starts_with("catalog/releases.toml:"), "{problems}");
    }
}

#[test]
fn long_values_are_quoted_in_part() {
    let text = small::files()
        .text("releases.toml")
        .unwrap()
        .replace("\"ltsc2016\"\nchannel", &format!("\"{}\"\nchannel", "A".repeat(1_000_000)));
    let problems = read(&replaced("releases.toml", text)).unwrap_err().to_string();
    assert!(problems.contains("id \"AAAA") && problems.contains('…'));
    assert!(problems.lines().all(|line| line.len() < 1_000));
}
