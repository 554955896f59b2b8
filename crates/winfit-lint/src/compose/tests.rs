//! Compose files: what is read, and the near misses.

use winfit_compat::{Isolation, Os};

use crate::{Document, DocumentKind, ImageStyle, PlaceKind, read_document};

fn read_as(name: &str, text: &str) -> Document {
    read_document(name, text.as_bytes().to_vec()).unwrap()
}

fn read(text: &str) -> Document {
    read_as("compose.yaml", text)
}

/// A file with one service of these lines.
fn service(lines: &str) -> Document {
    let indented: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    let document = read_as("stack.yml", &format!("services:\n  web:\n{indented}"));
    assert_eq!((document.kind, document.workloads.len()), (DocumentKind::Compose, 1));
    document
}

fn problems(document: &Document) -> Vec<String> {
    document
        .problems
        .iter()
        .map(|problem| format!("{:?}: {problem}", document.source.slice(problem.span)))
        .collect()
}

fn hints(document: &Document) -> Vec<String> {
    let hints = document.workloads.iter().flat_map(|found| &found.windows_hints);
    hints.map(|hint| format!("{:?}: {}", hint.reason, document.source.slice(hint.span))).collect()
}

/// Each service with its image, the text at the image's place, and what is unknown of it.
fn images(document: &Document) -> Vec<String> {
    document
        .workloads
        .iter()
        .map(|found| match found.workload.containers.first() {
            None => format!("{} -", found.workload.name),
            Some(container) => {
                let place = &found.images[0];
                let written = document.source.slice(place.span);
                let unknown: Vec<_> = place.unknown_variables().collect();
                format!("{} {} <- {written} {unknown:?}", found.workload.name, container.image)
            }
        })
        .collect()
}

#[test]
fn a_stack_for_two_windows_builds_is_read_with_its_places() {
    let document = read_as(
        "deploy/shop.yml",
        "\
version: '3.8'
x-windows: &windows
  isolation: process
  deploy: &constrained
    placement:
      constraints:
        - node.platform.os == windows
        - node.labels.OsVersion == 10.0.16299
services:
  web:
    <<: *windows
    image: contoso/fabrikamfiber.web:1709 # the newest
  queue:
    image: \"rabbitmq:3\"
    platform: linux/amd64
networks: {}
",
    );
    assert_eq!((document.kind, problems(&document)), (DocumentKind::Compose, vec![]));
    assert_eq!(
        images(&document),
        [
            "web contoso/fabrikamfiber.web:1709 <- contoso/fabrikamfiber.web:1709 []",
            "queue rabbitmq:3 <- \"rabbitmq:3\" []",
        ]
    );
    let web = &document.workloads[0];
    assert_eq!(web.workload.to_string(), "service web");
    assert_eq!(web.workload.os, Some(Os::Windows));
    assert_eq!(web.workload.containers[0].isolation, Some(Isolation::Process));
    assert_eq!(web.workload.placement.constraints[1].to_string(), "node.labels.OsVersion == 10.0.16299");
    let place = web.place(&PlaceKind::Constraint(1)).unwrap();
    assert_eq!(document.source.slice(place.value), "node.labels.OsVersion == 10.0.16299");
    assert_eq!(document.workloads[1].workload.os, Some(Os::Linux));
    assert_eq!(hints(&document), ["Constraint: node.platform.os == windows", "Isolation: process"]);
}

#[test]
fn a_file_is_compose_by_its_services_and_the_first_version_by_its_name() {
    let kind = |name: &str, text: &str| read_as(name, text).kind;
    let first = "web:\n  image: core:1809\n";
    assert_eq!(kind("docker-compose.yml", first), DocumentKind::Compose);
    assert_eq!(kind("a/b\\compose.prod.yaml", first), DocumentKind::Compose);
    assert_eq!(images(&read(first)), ["web core:1809 <- core:1809 []"]);
    // GitLab's pipelines look the same.
    assert_eq!(kind(".gitlab-ci.yml", "test:\n  image: rust:1\n  script: []\n"), DocumentKind::Other);
    assert_eq!(kind("ci.yml", "services:\n- docker:dind\n"), DocumentKind::Other);
    assert_eq!(kind("services.yaml", "services:\n  _defaults: {autowire: true}\n"), DocumentKind::Other);
    assert_eq!(kind("any.yaml", "services:\n  a: {}\n  b: {build: .}\n"), DocumentKind::Compose);
    assert_eq!(kind("compose.yaml", "name: x\n"), DocumentKind::Other);
}

#[test]
fn kubernetes_and_compose_documents_may_share_a_file() {
    let document = read(
        "services: {a: {image: x}}\n---\napiVersion: v1\nkind: Pod\nspec: {containers: [{image: y}]}\n---\nother: true\n",
    );
    let kinds: Vec<_> = document.workloads.iter().map(|found| found.workload.kind.to_string()).collect();
    assert_eq!(kinds, ["service", "Pod"]);
}

#[test]
fn variables_get_their_defaults_or_are_named() {
    let image = |image: &str| images(&service(&format!("image: {image}"))).remove(0);
    assert_eq!(image("core:${TAG:-1809}"), "web core:1809 <- core:${TAG:-1809} []");
    assert_eq!(image("\"$R/core:${TAG}\""), "web $R/core:${TAG} <- \"$R/core:${TAG}\" [\"R\", \"TAG\"]");
    assert_eq!(image("'core:{{ tag }}'"), "web core:{{ tag }} <- 'core:{{ tag }}' [\"tag\"]");
    let document = service("image: core:${TAG:-1809}");
    let substitution = &document.workloads[0].images[0].substitutions[0];
    assert_eq!((substitution.name.as_str(), substitution.value.as_deref()), ("TAG", Some("1809")));
    assert_eq!(
        problems(&service("image: 'core:${TAG'")),
        ["\"'core:${TAG'\": \"${TAG\" is not a variable; write $$ for a plain dollar sign"]
    );
}

#[test]
fn a_variable_without_a_default_is_named_and_never_an_empty_text() {
    let image = |image: &str| images(&service(&format!("image: {image}"))).remove(0);
    assert_eq!(image("core:${TAG}"), "web core:${TAG} <- core:${TAG} [\"TAG\"]");
    assert_eq!(image("core:$TAG"), "web core:$TAG <- core:$TAG [\"TAG\"]");
    assert_eq!(image("${IMAGE}"), "web ${IMAGE} <- ${IMAGE} [\"IMAGE\"]");
    assert_eq!(image("core${SUFFIX}:1809"), "web core${SUFFIX}:1809 <- core${SUFFIX}:1809 [\"SUFFIX\"]");
    assert_eq!(image("'core:${TAG?set it}'"), "web core:${TAG?set it} <- 'core:${TAG?set it}' [\"TAG\"]");
    assert_eq!(image("'core:${TAG:?set it}'"), "web core:${TAG:?set it} <- 'core:${TAG:?set it}' [\"TAG\"]");
    let nested = "core:${TAG:-${OTHER}}";
    assert_eq!(image(nested), format!("web {nested} <- {nested} [\"OTHER\", \"TAG\"]"));
    // Nothing else of a service is taken for empty either.
    let document = service(
        "image: core:1809\nplatform: ${P}\nisolation: ${I}\nbuild: {context: '${C}', args: {TAG: '${T}'}}\n\
         deploy: {placement: {constraints: ['node.platform.os == ${O}']}}",
    );
    let found = &document.workloads[0];
    assert_eq!((found.workload.os, found.workload.containers[0].isolation), (None, None));
    let build = found.build.as_ref().unwrap();
    assert_eq!((build.context.as_deref(), build.args.len()), (None, 0));
    assert!(found.workload.placement.constraints.is_empty());
    assert_eq!(problems(&document), Vec::<String>::new());
}

#[test]
fn services_take_what_they_extend_and_override_it() {
    let document = read(
        "\
services:
  base:
    image: core:1809
    isolation: hyperv
    deploy: {placement: {constraints: [node.platform.os == windows]}}
  web:
    extends: {service: base}
    deploy: {placement: {constraints: [node.role == worker]}}
  api:
    extends: web
    image: api:1
",
    );
    assert_eq!(problems(&document), Vec::<String>::new());
    assert_eq!(images(&document)[1..], ["web core:1809 <- core:1809 []", "api api:1 <- api:1 []",]);
    let styles: Vec<_> = document.workloads.iter().map(|it| it.images[0].style).collect();
    assert_eq!(styles, [ImageStyle::Plain, ImageStyle::Shared, ImageStyle::Plain]);
    let api = &document.workloads[2].workload;
    assert_eq!(api.containers[0].isolation, Some(Isolation::HyperV));
    let constraints: Vec<_> = api.placement.constraints.iter().map(ToString::to_string).collect();
    assert_eq!(constraints, ["node.role == worker", "node.platform.os == windows"]);
}

#[test]
fn what_cannot_be_extended_is_named() {
    let text = "services:\n  a: {image: x, extends: {service: b}}\n";
    assert_eq!(problems(&read(text)), ["\"{service: b}\": there is no service \"b\" to extend"]);
    let text = "services:\n  a: {image: x, extends: {service: b, file: common.yml}}\n";
    assert_eq!(
        problems(&read(text)),
        [
            "\"{service: b, file: common.yml}\": the service extends one of \"common.yml\", which was not checked"
        ]
    );
    let text = "services:\n  a: {image: x, extends: {}}\n";
    assert_eq!(problems(&read(text)), ["\"{}\": services.a.extends.service is missing"]);
    let text = "services:\n  a: {image: x, extends: b}\n  b: {extends: a}\n  c: {extends: a}\n";
    assert_eq!(
        problems(&read(text)),
        ["\"b\": the service \"b\" extends itself", "\"a\": the service \"a\" extends itself",]
    );
}

#[test]
fn a_chain_of_a_thousand_services_is_given_up() {
    let chain: String = (0..1000).map(|n| format!("  s{n}: {{extends: s{}}}\n", n + 1)).collect();
    let document = read(&format!("services:\n{chain}  s1000: {{image: x}}\n"));
    assert_eq!(document.workloads.len(), 1001);
    assert!(document.problems[0].to_string().starts_with("more than 64 services extend each other"));
}

#[test]
fn a_large_service_that_very_many_extend_is_not_read_for_each() {
    let large: String = (0..2_000).map(|number| format!("    x-{number}: 1\n")).collect();
    let users: String = (0..1_000).map(|number| format!("  s{number}: {{extends: a}}\n")).collect();
    let document = read(&format!("services:\n  a:\n    image: core:1809\n{large}{users}"));
    let with_image = document.workloads.iter().filter(|it| !it.images.is_empty()).count();
    assert!((50..100).contains(&with_image), "{with_image}");
    assert!(
        problems(&document)[0]
            .ends_with("take more than 250000 values of others; those from here on are not read")
    );
}

#[test]
fn signs_of_windows_are_found() {
    assert_eq!(hints(&service("image: a\nplatform: windows/amd64")), ["Platform: windows/amd64"]);
    assert_eq!(hints(&service("image: a\nplatform: linux")), Vec::<String>::new());
    assert_eq!(hints(&service("image: a\nisolation: hyperv")), ["Isolation: hyperv"]);
    assert_eq!(hints(&service("image: a\nisolation: default")), Vec::<String>::new());
    assert_eq!(
        hints(&service("image: a\nvolumes: ['dd:/d', 'data:C:\\data']")),
        ["WindowsPath: 'data:C:\\data'"]
    );
    assert_eq!(
        hints(&service("image: a\nvolumes:\n- {type: npipe, source: x, target: y}")),
        ["WindowsPath: {type: npipe, source: x, target: y}"]
    );
    assert_eq!(
        hints(&service("image: a\ndeploy: {placement: {constraints: [node.labels.OS==windows]}}")),
        ["Constraint: node.labels.OS==windows"]
    );
    assert_eq!(
        hints(&service("image: a\ndeploy: {placement: {constraints: [node.labels.OS!=windows]}}")),
        Vec::<String>::new()
    );
}

#[test]
fn constraints_tell_the_operating_system_also_by_exclusion() {
    let os = |constraint: &str| {
        let lines = format!("image: a\ndeploy: {{placement: {{constraints: ['{constraint}']}}}}");
        service(&lines).workloads[0].workload.os
    };
    assert_eq!(os("node.platform.os == windows"), Some(Os::Windows));
    assert_eq!(os("node.platform.os!=Windows"), Some(Os::Linux));
    assert_eq!(os("node.platform.os != linux"), Some(Os::Windows));
    assert_eq!(os("node.labels.OS == windows"), None);
}

#[test]
fn what_is_wrong_in_a_service_is_named_and_the_rest_is_read() {
    let document = service(
        "image: a\nisolation: strong\nplatform: [x]\ndeploy: {placement: {constraints: [ok == 1, nonsense, {a: b}]}}",
    );
    assert_eq!(
        problems(&document),
        [
            "\"[x]\": services.web.platform is a list, not a scalar",
            "\"nonsense\": \"nonsense\" is not a placement constraint such as node.labels.OS == windows",
            "\"{a: b}\": services.web.deploy.placement.constraints[2] is a mapping, not a scalar",
        ]
    );
    assert_eq!(document.workloads[0].workload.placement.constraints.len(), 1);
    let document = read("services:\n  a: text\n  b: {image: [x]}\n  c: {image: ''}\n  d: {image: x}\n");
    assert_eq!(
        problems(&document),
        [
            "\"text\": services.a is a scalar, not a mapping",
            "\"[x]\": services.b.image is a list, not a scalar",
            "\"''\": services.c.image is empty",
        ]
    );
    assert_eq!(images(&document), ["b -", "c -", "d x <- x []"]);
}

#[test]
fn a_service_that_is_only_built_has_no_container_and_says_how_it_is_built() {
    let document = service("build: ./web");
    assert_eq!(images(&document), ["web -"]);
    assert_eq!(document.workloads[0].build.as_ref().unwrap().context.as_deref(), Some("./web"));
    let document = service(
        "image: shop/web\nbuild:\n  context: ${DIR:-web}\n  dockerfile: win.Dockerfile\n  target: final\n  args: {TAG: ltsc2022, NONE: }",
    );
    let build = document.workloads[0].build.clone().unwrap();
    assert_eq!(
        (build.context.as_deref(), build.dockerfile.as_deref()),
        (Some("web"), Some("win.Dockerfile"))
    );
    assert_eq!((build.target.as_deref(), build.inline), (Some("final"), false));
    assert_eq!(build.args, [("TAG".to_owned(), "ltsc2022".to_owned())]);
    let document = service("build: {context: $DIR, dockerfile_inline: FROM core, args: [A=1, B, C=$D]}");
    let build = document.workloads[0].build.clone().unwrap();
    assert_eq!((build.context, build.inline), (None, true));
    assert_eq!(build.args, [("A".to_owned(), "1".to_owned())]);
}
