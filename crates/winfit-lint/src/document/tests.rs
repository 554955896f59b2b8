//! Documents by name and by content.

use proptest::prelude::*;

use super::*;
use crate::ImageStyle;
use crate::text::TextError;

fn read(name: &str, text: &str) -> Document {
    read_document(name, text.as_bytes().to_vec()).unwrap()
}

#[test]
fn files_of_other_kinds_are_none_of_ours_and_no_problem() {
    for (name, text) in [
        (".gitlab-ci.yml", "image: rust:1\ntest:\n  image: rust:2\n  script: [cargo test]\n"),
        (".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    services: {db: {image: postgres}}\n"),
        ("azure-pipelines.yml", "pool: {vmImage: windows-2022}\nsteps:\n- script: echo ${{ variables.x }}\n"),
        ("values.yaml", "image:\n  repository: core\n  tag: 1809\n"),
        ("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"),
        ("package.json", "{\"name\": \"web\", \"version\": \"1.0.0\"}"),
        ("tsconfig.json", "{\n  // comments are allowed here\n  \"compilerOptions\": {},\n}\n"),
        ("list.yaml", "- a\n- b\n"),
        ("empty.yaml", "# nothing\n---\n"),
        ("README.md", "# Images\n\nFROM here on: all is well\n"),
    ] {
        let document = read(name, text);
        let found = (document.kind, document.workloads.len(), document.problems, document.skipped);
        assert_eq!(found, (DocumentKind::Other, 0, vec![], vec![]), "{name}");
    }
}

#[test]
fn a_broken_manifest_is_a_problem_also_as_json() {
    for name in ["pod.json", "pod.yaml", "-"] {
        let document = read(name, "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\n}");
        assert_eq!(document.problems.len(), 1, "{name}");
        assert_eq!(document.source.position(document.problems[0].span.start).line, 2);
    }
}

#[test]
fn a_template_is_skipped_with_its_place_and_not_called_broken() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  {{- with .Values.spec }}\n  {{- toYaml . }}\n  {{- end }}\n";
    let document = read("templates/pod.yaml", text);
    assert_eq!((document.problems.len(), document.workloads.len()), (0, 0));
    let [skipped] = document.skipped.as_slice() else { panic!("{:?}", document.skipped) };
    assert_eq!(
        (skipped.reason, document.source.position(skipped.span.start).line),
        (SkipReason::Template, 4)
    );
    assert!(skipped.reason.to_string().contains("helm template"));
}

#[test]
fn a_manifest_whose_texts_contain_templates_is_no_template() {
    let text = "apiVersion: v1\nkind: ConfigMap\ndata:\n  alert: |\n    {{ $labels.instance }} is down\n---\n\
                apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: core:1809\n    args: [\"{{ .x }}\"]\n";
    let document = read("alerts.yaml", text);
    assert_eq!((document.skipped.len(), document.workloads.len(), document.problems.len()), (0, 1, 0));
}

#[test]
fn documents_over_a_limit_are_problems_with_their_place() {
    let deep = read("deep.yaml", &"- ".repeat(1000));
    assert!(deep.problems[0].to_string().contains("nested more than 128 deep"));
    let deep = read("deep.yaml", &format!("a: {}{{{{ b }}}}", "[".repeat(200)));
    assert_eq!((deep.problems.len(), deep.skipped.len()), (1, 0), "a template is not as deep");
    let mut bomb = "apiVersion: v1\nkind: Pod\na: &a [1,2,3,4,5,6,7,8,9]\n".to_owned();
    for (one, other) in ["ab", "bc", "cd", "de", "ef", "fg"].iter().map(|it| it.split_at(1)) {
        bomb.push_str(&format!("{other}: &{other} [{}]\n", vec![format!("*{one}"); 9].join(",")));
    }
    let document = read(
        "bomb.yaml",
        &format!("{bomb}---\napiVersion: v1\nkind: Pod\nspec: {{containers: [{{image: a}}]}}\n"),
    );
    assert!(document.problems[0].to_string().contains("stand for more than 250000 values"));
    assert_eq!(document.workloads.len(), 1, "the document behind the bomb is read");
}

#[test]
fn bytes_that_are_no_text_are_an_error() {
    let error = read_document("pod.yaml", vec![0xff, 0, 0, 1]).unwrap_err();
    assert!(matches!(error, TextError::Binary { .. }));
    let limit = DOCUMENT_LIMIT + 1;
    let error = read_document("pod.yaml", vec![b' '; limit]).unwrap_err();
    assert!(matches!(error, TextError::TooLarge { size, .. } if size == limit));
}

#[test]
fn values_of_json_that_follow_each_other_are_all_read() {
    let pod = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"image\":\"a\"}]}}";
    assert_eq!(read("-", &format!("{pod}\n{pod}{pod}")).workloads.len(), 3);
}

/// All places of a document lie in its text, and plain images stand where they say.
fn check(document: &Document) {
    let text = document.source.text();
    let is_place = |span: Span| assert!(text.get(span.range()).is_some(), "{span} in {text:?}");
    document.problems.iter().for_each(|problem| is_place(problem.span));
    document.skipped.iter().for_each(|skipped| is_place(skipped.span));
    document.runtime_classes.iter().for_each(|class| is_place(class.span));
    for found in &document.workloads {
        is_place(found.span);
        found.name.into_iter().for_each(is_place);
        found.places.iter().for_each(|place| [place.key, place.value].into_iter().for_each(is_place));
        found.windows_hints.iter().for_each(|hint| is_place(hint.span));
        assert_eq!(found.images.len(), found.workload.containers.len());
        for (image, container) in found.images.iter().zip(&found.workload.containers) {
            is_place(image.span);
            let is_one_line = !image.span.of(text).contains(['\n', '\r']);
            if image.style == ImageStyle::Plain && image.substitutions.is_empty() && is_one_line {
                assert_eq!(image.span.of(text).replace('\\', ""), container.image.replace('\\', ""));
            }
        }
    }
}

const NAMES: [&str; 5] = ["pod.yaml", "compose.yaml", "Dockerfile", "x.json", "-"];

proptest! {
    #[test]
    fn arbitrary_bytes_under_any_name_never_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        name in 0..NAMES.len(),
    ) {
        if let Ok(document) = read_document(NAMES[name], bytes) {
            check(&document);
        }
    }

    #[test]
    fn texts_of_our_words_never_panic_and_places_are_true(
        lines in proptest::collection::vec(
            "( |  |    ){0,3}(- )?(apiVersion: v1|kind: (Pod|List|RuntimeClass|CronJob)|spec:|containers:|items:|image: (a:é|'b'|\"c\"|\\[d\\]|\\$\\{T:-e\\}|\\*x|&x f)|name: n|services:|web:|os: \\{name: windows\\}|nodeSelector: \\{kubernetes\\.io/os: windows\\}|tolerations:|operator: Exists|extends: web|platform: windows|build: \\.|<<: \\*x|x: &x|metadata: \\{name: é\\}|template:|\\{\\{ if \\}\\}|---|FROM a)?",
            0..16,
        ),
        line_break in "\n|\r\n|\r",
        name in 0..NAMES.len(),
    ) {
        let document = read(NAMES[name], &lines.join(&line_break));
        check(&document);
    }
}
