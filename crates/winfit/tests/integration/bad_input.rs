//! Hostile and broken input through the program: a clear word with file and place, the other files still checked, and
//! status 2 only where nothing is left to check.

use std::fs;
use std::path::Path;

use crate::check::{OLD_FLEET, POD, check_in, folder};
use crate::program::{Run, json, run};

/// Checks a file of these bytes beside a good one, and by itself.
fn beside_and_alone(name: &str, bytes: &[u8]) -> (Run, Run) {
    let folder = folder(&[("good.yaml", POD)]);
    fs::write(folder.path().join(name), bytes).unwrap();
    let check = |arguments: &[&str]| run(&mut check_in(folder.path(), arguments), b"");
    (check(&[name, "good.yaml"]), check(&[name]))
}

/// A file that is no text: a finding beside others, an error alone.
#[track_caller]
fn assert_unreadable(bytes: &[u8], message: &str) {
    let (beside, alone) = beside_and_alone("bad.yaml", bytes);
    let beside = beside.found();
    assert!(beside.contains(&format!("error[unreadable-file]: bad.yaml{message}")), "{beside}");
    assert!(beside.contains("Pod web (good.yaml:3)"), "{beside}");
    let alone = alone.failed();
    assert!(alone.starts_with(&format!("error: bad.yaml{message}")) && alone.contains("\nhelp: "), "{alone}");
}

/// A file that is text and broken: a finding with its place, in both cases.
#[track_caller]
fn assert_broken(name: &str, text: &str, message: &str, place: &str) {
    let (beside, alone) = beside_and_alone(name, text.as_bytes());
    for (out, is_beside) in [(beside.found(), true), (alone.found(), false)] {
        assert!(out.contains(&format!("error[broken-document]: {message}")), "{out}");
        assert!(out.contains(&format!("--> {name}:{place}\n")), "{out}");
        assert_eq!(out.contains("Pod web (good.yaml:3)"), is_beside, "{out}");
    }
}

#[track_caller]
fn assert_read(bytes: &[u8]) {
    let folder = folder(&[("old.yaml", OLD_FLEET)]);
    fs::write(folder.path().join("pod.yaml"), bytes).unwrap();
    let out = run(&mut check_in(folder.path(), &["pod.yaml", "--nodes", "old.yaml"]), b"").found();
    assert!(out.contains("--> pod.yaml:6:24\n"), "{out}");
    assert!(
        out.contains("6 |   - {name: web, image: 'mcr.microsoft.com/windows/servercore:ltsc2022'}\n"),
        "{out}"
    );
}

#[test]
fn line_ends_and_encodings_of_all_systems_are_read_with_the_same_places() {
    let utf16 = |units: fn(u16) -> [u8; 2], mark: &[u8]| {
        [mark, &POD.encode_utf16().flat_map(units).collect::<Vec<_>>()].concat()
    };
    assert_read(POD.as_bytes());
    assert_read(POD.replace('\n', "\r\n").as_bytes());
    assert_read(POD.replace('\n', "\r").as_bytes());
    assert_read(format!("\u{feff}{POD}").as_bytes());
    assert_read(&utf16(u16::to_le_bytes, b"\xff\xfe"));
    assert_read(&utf16(u16::to_be_bytes, b"\xfe\xff"));
    assert_read(&utf16(u16::to_le_bytes, b""));
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    assert_unreadable(b"\x7fELF\x02\x01\x01\0\0\0", ": this is not a text: there is a NUL at byte 7");
    assert_unreadable(format!("{POD}\0").as_bytes(), ": this is not a text: there is a NUL at byte ");
    assert_unreadable(
        b"kind: Pod\nmetadata: {name: caf\xe9}\n",
        ":2: this is not UTF-8: byte 0xe9 at byte 30",
    );
    assert_unreadable(b"\xff\xfea\0\0\xd8b\0", ": this is broken UTF-16: half a character at byte 4");
}

#[test]
fn the_line_of_a_wrong_byte_is_in_json_too() {
    let (beside, _) = beside_and_alone("bad.yaml", b"kind: Pod\nmetadata: {name: caf\xe9}\n");
    assert!(beside.out.contains("bad.yaml:2"));
    let folder = folder(&[("good.yaml", POD)]);
    fs::write(folder.path().join("bad.yaml"), b"a\nb: \xe9\n").unwrap();
    let report = json(&run(&mut check_in(folder.path(), &[".", "--format", "json"]), b"").found());
    let finding = &report["findings"][0];
    assert_eq!((&finding["rule"], &finding["line"]), (&"unreadable-file".into(), &2.into()));
    assert!(finding["help"].as_str().unwrap().contains("UTF-8"));
}

#[test]
fn a_file_of_a_gigabyte_is_refused_unread() {
    let folder = folder(&[("good.yaml", POD)]);
    for name in ["big.yaml", "big.json"] {
        fs::File::create(folder.path().join(name)).unwrap().set_len(1 << 30).unwrap();
    }
    let out = run(&mut check_in(folder.path(), &["."]), b"").found();
    let message = "this file has 1073741824 bytes, more than the 67108864 bytes that are read";
    assert!(
        out.contains(&format!("big.yaml: {message}")) && out.contains(&format!("big.json: {message}")),
        "{out}"
    );
    assert!(out.contains("Pod web"), "{out}");
    let nodes = run(&mut check_in(folder.path(), &["good.yaml", "--nodes", "big.json"]), b"").failed();
    assert!(nodes.contains("big.json: this file has 1073741824 bytes, more than the 268435456"), "{nodes}");
}

#[test]
fn standard_input_that_does_not_end_is_read_to_the_limit() {
    let input = vec![b' '; (64 << 20) + 2];
    let error = run(&mut check_in(Path::new("."), &["-"]), &input).failed();
    assert!(error.contains("<stdin>: this file has more than the 67108864 bytes that are read"), "{error}");
}

#[test]
fn a_hundred_thousand_brackets_and_an_alias_bomb_are_findings() {
    let brackets = "[".repeat(100_000);
    assert_broken("deep.json", &brackets, "collections are nested more than 128 deep", "1:129");
    assert_broken("deep.yaml", &format!("a: {brackets}"), "this is not YAML: ", "1:259");
    let mut bomb = "apiVersion: v1\nkind: Pod\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    assert_broken(
        "bomb.yaml",
        &bomb,
        "the aliases of this document stand for more than 250000 values",
        "8:20",
    );
}

#[test]
fn tabs_are_a_finding_at_the_tab() {
    assert_broken(
        "tabs.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata:\n\tname: web\n",
        "this is not YAML: tabs",
        "4:2",
    );
}

#[test]
fn a_line_of_ten_megabytes_is_a_finding_and_is_cut_where_it_is_shown() {
    let text = format!("apiVersion: v1\nkind: Pod\nspec: {}\n", "x".repeat(10_000_000));
    let (_, alone) = beside_and_alone("line.yaml", text.as_bytes());
    let out = alone.found();
    assert!(out.contains("one value has more than 2097152 characters"), "{out:.400}");
    assert!(out.len() < 2000, "{} bytes", out.len());
}

#[test]
fn a_hundred_thousand_documents_in_one_file_are_all_checked() {
    let linux = "---\napiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: 'redis:7'}]}\n";
    let text = linux.repeat(99_999) + "---\n" + POD;
    let (_, alone) = beside_and_alone("many.yaml", text.as_bytes());
    assert!(alone.clean().contains("Pod web (many.yaml:400000)"));
}

#[test]
fn a_key_that_occurs_twice_is_a_warning_and_the_rest_is_judged() {
    let text = POD.replace("kind: Pod\n", "kind: Pod\nkind: Pod\n");
    let (_, alone) = beside_and_alone("twice.yaml", text.as_bytes());
    let out = alone.clean();
    assert!(out.contains("warning[malformed-field]: the key \"kind\" occurs twice"), "{out}");
    assert!(out.contains("--> twice.yaml:3:1\n") && out.contains("Pod web (twice.yaml:4)"), "{out}");
}

#[test]
fn a_template_is_left_alone_and_told_how_to_be_rendered() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Release.Name }}}\n{{- if .x }}\nspec: {}\n{{- end }}\n";
    let (_, alone) = beside_and_alone("pod.yaml", text.as_bytes());
    assert!(alone.clean().contains("helm template CHART"));
}

#[test]
fn a_folder_named_like_a_file_is_searched_and_links_that_lead_out_or_nowhere_are_left_alone() {
    let folder = folder(&[("dir.yaml/pod.yaml", POD), ("empty.yaml/notes.txt", "")]);
    let check = |arguments: &[&str]| run(&mut check_in(folder.path(), arguments), b"");
    assert!(check(&["dir.yaml"]).clean().contains("Pod web (dir.yaml"));
    assert!(check(&["empty.yaml"]).failed().contains("no Kubernetes, Compose or Docker files in empty.yaml"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/does/not/exist", folder.path().join("dangling.yaml")).unwrap();
        std::os::unix::fs::symlink("dir.yaml/pod.yaml", folder.path().join("link.yaml")).unwrap();
        let alone = check(&["dangling.yaml"]).failed();
        assert!(
            alone.contains("dangling.yaml: No such file") && alone.contains("where a link points to"),
            "{alone}"
        );
        let out = check(&["."]).clean();
        assert!(!out.contains("dangling.yaml"), "{out}");
        assert!(out.contains("Pod web (./link.yaml:3)"), "a link to a file is a file: {out}");
        let outside = self::folder(&[("in/pod.yaml", POD), ("out/pod.yaml", POD)]);
        std::os::unix::fs::symlink("../out/pod.yaml", outside.path().join("in/link.yaml")).unwrap();
        let inside = run(&mut check_in(outside.path(), &["in"]), b"").clean();
        assert!(inside.contains("in/pod.yaml") && !inside.contains("link.yaml"), "{inside}");
        let named = run(&mut check_in(outside.path(), &["in/link.yaml"]), b"").clean();
        assert!(named.contains("in/link.yaml"), "a link that is named is meant: {named}");
    }
}

#[test]
fn nothing_from_a_file_commands_the_terminal() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: \"\\e[35mweb\\u202e\\n\\a\"}\nspec:\n  \
                nodeSelector: {kubernetes.io/os: windows, \"\\e]0;x\\a\": \"\\e[2J\"}\n  containers:\n  \
                - {name: web, image: \"mcr.microsoft.com/windows/servercore:1909\\e[0m\"} # \u{1b}[35m\u{202e}\n";
    let fleet = "hosts: [{name: \"\\e[35mold\", os-version: 10.0.17763.6775}]\n";
    let name = if cfg!(windows) { "pod.yaml" } else { "p\u{1b}[35mod.yaml" };
    let folder = folder(&[(name, text), ("fleet.yaml", fleet)]);
    for arguments in [&[name][..], &[name, "--nodes", "fleet.yaml"], &[name, "--nodes", name]] {
        let mut command = check_in(folder.path(), arguments);
        let run = run(command.args(["--color", "always"]), b"");
        for text in [without_own_colours(&run.out), without_own_colours(&run.err)] {
            let hostile = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!text.contains(hostile), "{arguments:?}: {}", text.escape_debug());
        }
    }
}

/// The text without the colours that winfit itself sets: `ESC [ numbers m`, but for the purple of the inputs above.
fn without_own_colours(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\x1b') {
        kept.push_str(before);
        let end = behind.find(|c: char| !c.is_ascii_digit() && c != '[' && c != ';').unwrap_or(0);
        let is_own =
            behind.get(end..).is_some_and(|it| it.starts_with('m')) && behind.get(..end) != Some("[35");
        if !is_own {
            kept.push('\x1b');
        }
        rest = if is_own { behind.get(end + 1..).unwrap_or_default() } else { behind };
    }
    kept + rest
}

#[test]
fn a_file_without_hosts_is_an_error_that_says_what_is_expected() {
    let pod_json = "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}";
    for (text, message) in [
        ("{\"items\": [", ":1:12: this is not JSON"),
        ("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": []}", ": there are no hosts in this file"),
        ("orchestrator: swarm\nhosts: []\n", ": there are no hosts in this file"),
        (pod_json, ": these are no hosts: expected the output of kubectl get nodes"),
        ("", ": these are no hosts"),
        ("NAME STATUS\nwin Ready\n", ": these are no hosts"),
        (
            "hosts:\n  - name: a\n    os-verson: 10.0.1\n",
            ":3:5: hosts[0] has no key \"os-verson\"; did you mean",
        ),
        ("hosts: [{name: a, os-version: ten}]\n", ":1:31: hosts[0].os-version: "),
        (&"[".repeat(100_000), ":1:129: collections are nested"),
        ("\0", ": this is not a text"),
    ] {
        let folder = folder(&[("pod.yaml", POD), ("nodes.json", text)]);
        let error = run(&mut check_in(folder.path(), &["pod.yaml", "--nodes", "nodes.json"]), b"").failed();
        assert!(error.starts_with(&format!("error: nodes.json{message}")), "{text:.60}: {error}");
        assert!(error.contains("\nhelp: "), "{error}");
    }
}

#[test]
fn hosts_as_powershell_writes_them_are_read() {
    let folder = folder(&[("pod.yaml", POD)]);
    let bytes: Vec<u8> = format!("\u{feff}{}", OLD_FLEET.replace('\n', "\r\n"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(folder.path().join("nodes.yaml"), bytes).unwrap();
    let out = run(&mut check_in(folder.path(), &["pod.yaml", "--nodes", "nodes.yaml"]), b"").found();
    assert!(out.contains("does not run on old (10.0.17763.6775)"), "{out}");
}
