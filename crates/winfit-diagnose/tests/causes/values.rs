//! What is told of pulls, placement, workloads and programs names what the text names, and ends in lines to paste.

use winfit_diagnose::cause::Remedy;
use winfit_diagnose::{Confidence, Found};

use crate::found;

/// The first cause, if it is this one.
fn first(text: &str, id: &str) -> Found {
    let mut all = found(text);
    let ids: Vec<_> = all.iter().map(|it| it.cause.id).collect();
    assert_eq!(ids.first(), Some(&id), "{ids:?}");
    all.remove(0)
}

/// Everything there is to paste.
fn pastes(found: &Found) -> String {
    let done = found.remedies.iter().filter_map(|it| match it {
        Remedy::Do(step) => Some(step.paste.as_str()),
        Remedy::Verdict(_) => None,
    });
    done.chain(found.settle.iter().map(|it| it.paste.as_str())).collect::<Vec<_>>().join("\n")
}

fn evidence(found: &Found) -> String {
    found.evidence.iter().map(|it| it.says.as_str()).collect::<Vec<_>>().join("\n")
}

const NODES: &str = "NAME     STATUS   ROLES           AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION    CONTAINER-RUNTIME\n\
                     cp1      Ready    control-plane   20d   v1.29.1   10.0.0.4      <none>        Ubuntu 22.04.3 LTS               5.15.0-91         containerd://1.7.11\n\
                     win1     Ready    <none>          20d   v1.29.1   10.0.0.5      <none>        Windows Server 2019 Datacenter   10.0.17763.5329   containerd://1.7.11\n";

const POD: &str = "Name:             web-5d8f9c7b6d-x2x9k\n\
                   Namespace:        shop\n\
                   Controlled By:    ReplicaSet/web-5d8f9c7b6d\n\
                   Node:             <none>\n\
                   Node-Selectors:   kubernetes.io/os=windows\n                  node.kubernetes.io/windows-build=10.0.20348\n\
                   Events:\n";

#[test]
fn a_selector_that_no_node_meets_is_told_with_the_nodes_that_were_read() {
    let event = "  Warning  FailedScheduling  12s  default-scheduler  0/2 nodes are available: 1 node(s) didn't match Pod's node \
                 affinity/selector, 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }.";
    let found = first(&format!("{NODES}\n{POD}{event}"), "node-selector-mismatch");
    assert_eq!(found.confidence, Confidence::Certain);
    assert!(found.summary.contains("node.kubernetes.io/windows-build=10.0.20348"), "{}", found.summary);
    let evidence = evidence(&found);
    assert!(evidence.contains("kubernetes.io/os=windows is on win1"), "{evidence}");
    assert!(evidence.contains("cp1 has none, win1 has 10.0.17763"), "{evidence}");
    let pastes = pastes(&found);
    assert!(pastes.contains("kubectl -n shop patch deployment web --type merge"), "{pastes}");
    assert!(pastes.contains("\"node.kubernetes.io/windows-build\":\"10.0.17763\""), "{pastes}");
}

#[test]
fn nodes_that_match_and_are_full_are_the_reason_before_those_that_do_not_match() {
    let found = found(
        "Warning  FailedScheduling  12s  default-scheduler  0/4 nodes are available: 2 node(s) didn't match Pod's node \
         affinity/selector, 2 Insufficient cpu.",
    );
    let ids: Vec<_> = found.iter().map(|it| (it.cause.id, it.confidence)).collect();
    assert_eq!(
        ids,
        [("insufficient-resources", Confidence::Certain), ("node-selector-mismatch", Confidence::Likely)]
    );
}

#[test]
fn a_taint_of_windows_nodes_comes_with_its_toleration_and_the_selector() {
    let found = first(
        "0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 node(s) had \
         untolerated taint {os: windows}.",
        "untolerated-taint",
    );
    assert_eq!(found.confidence, Confidence::Certain);
    let pastes = pastes(&found);
    let toleration = r#""tolerations":[{"key":"os","operator":"Equal","value":"windows"}]"#;
    assert!(pastes.contains(toleration) && pastes.contains(r#""kubernetes.io/os":"windows""#), "{pastes}");
    assert!(!pastes.contains("control-plane"), "{pastes}");
}

#[test]
fn a_taint_of_a_node_that_is_not_ready_is_not_to_be_tolerated() {
    let found = first(
        "0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.",
        "untolerated-taint",
    );
    assert!(!pastes(&found).contains("tolerations"), "{}", pastes(&found));
}

#[test]
fn swarm_s_reasons_are_counted_and_each_has_its_step() {
    let found = first(
        "k3x2m1p0q9w8   web.1   contoso/shop:1   Running   Pending 3 minutes ago   \"no suitable node (scheduling constraints not \
         satisfied on 2 nodes; insufficient resources on 1 node)\"",
        "no-suitable-node",
    );
    assert!(found.summary.contains("constraints not met (2 nodes)"), "{}", found.summary);
    assert!(found.summary.contains("less left than it reserves (1 node)"), "{}", found.summary);
    let pastes = pastes(&found);
    assert!(pastes.contains("--label-add") && pastes.contains("--reserve-memory"), "{pastes}");
}

#[test]
fn a_program_is_named_as_the_request_to_windows_named_it() {
    let found = first(
        r#"docker: Error response from daemon: container 0f1e2d encountered an error during hcsshim::System::CreateProcess: failure in a Windows system call: The system cannot find the file specified. (0x2) extra info: {"CommandLine":"C:\\app\\shop.exe --port 80","WorkingDirectory":"C:\\"}."#,
        "command-not-found",
    );
    assert!(found.summary.contains(r"C:\app\shop.exe --port 80"), "{}", found.summary);
}

#[test]
fn a_program_that_a_linux_container_lacks_is_not_looked_for_in_windows() {
    let found = first(
        r#"OCI runtime create failed: runc create failed: unable to start container process: exec: "powershell": executable file not found in $PATH: unknown."#,
        "command-not-found",
    );
    assert!(found.summary.starts_with("powershell is not in"), "{}", found.summary);
    assert!(!pastes(&found).contains("servercore"), "{}", pastes(&found));
}

#[test]
fn refused_fields_are_named_and_what_was_not_kept_is_counted() {
    let found = first(
        "The Deployment \"web\" is invalid:\n\
         * spec.template.spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod\n\
         * spec.template.spec.containers[0].securityContext.capabilities: Forbidden: cannot be set for a windows pod",
        "linux-field-on-windows",
    );
    assert!(found.summary.contains("spec.template.spec.securityContext.runAsUser"), "{}", found.summary);
    assert!(found.summary.contains("and 1 more"), "{}", found.summary);
}

#[test]
fn a_registry_is_named_by_its_address_and_the_login_is_for_that() {
    let found = first(
        "Failed to pull image \"shop.azurecr.io/web:1\": failed to authorize: failed to fetch oauth token: unexpected status from GET \
         request to https://shop.azurecr.io/oauth2/token?service=shop.azurecr.io: 401 Unauthorized",
        "registry-unauthorized",
    );
    assert!(found.summary.contains("shop.azurecr.io"), "{}", found.summary);
    assert!(pastes(&found).contains("--docker-server=shop.azurecr.io"), "{}", pastes(&found));
}

#[test]
fn a_service_without_tasks_is_told_only_where_nothing_says_why() {
    let list = "ID             NAME      MODE         REPLICAS   IMAGE                 PORTS\n\
                ixi1t7kbthd3   web       replicated   0/2        contoso/shop:latest   *:80->80/tcp\n";
    let alone = first(list, "service-not-running");
    assert!(pastes(&alone).contains("docker service ps --no-trunc web"), "{}", pastes(&alone));
    let explained = found(&format!("{list}\n\"no suitable node (unsupported platform on 2 nodes)\""));
    let ids: Vec<_> = explained.iter().map(|it| it.cause.id).collect();
    assert_eq!(ids, ["unsupported-platform"]);
}

#[test]
fn a_status_of_a_program_says_what_it_means_and_how_to_see_its_output() {
    let found = first(
        "CONTAINER ID   IMAGE              COMMAND   CREATED         STATUS                          PORTS   NAMES\n\
         3c0b5a9be5b3   contoso/shop:1.2   \"shop\"    2 minutes ago   Exited (3221225781) 2 minutes ago           shop",
        "application-exit",
    );
    assert!(found.summary.contains("STATUS_DLL_NOT_FOUND"), "{}", found.summary);
    assert!(pastes(&found).contains("docker logs 3c0b5a9be5b3"), "{}", pastes(&found));
}
