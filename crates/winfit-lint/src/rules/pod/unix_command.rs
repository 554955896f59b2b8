//! A command for Unix in a container on Windows.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Severity};

/// Shells that Unix has and Windows does not, by name or in a folder of Unix.
const SHELLS: [&str; 6] = ["sh", "bash", "ash", "dash", "ksh", "zsh"];

/// Folders of programs on Unix.
const FOLDERS: [&str; 4] = ["/bin/", "/sbin/", "/usr/", "/opt/"];

pub(crate) static RULE: Rule = Rule {
    id: "unix-command",
    title: "Windows images have no Unix shell",
    statement: "A command that begins with /bin/sh, bash, /usr/bin/env or a shell script comes from a manifest for \
                Linux. Windows images have no such programs, and Windows starts no scripts of a Unix shell: the \
                container fails to start (The system cannot find the file specified), and starts over for ever. Name \
                cmd /c or powershell -Command, and rewrite what the shell was to do. The same holds for the commands of probes and hooks. A path below /usr or /bin is \
                taken below C:, where a Windows image rarely has a program, and never looks for one that ends in \
                .exe. Images that bring a Unix shell along are a reason to ignore this rule.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "win32-create-process"],
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    let Some(word) = first_word(field) else { return false };
    let has_command = field.place.base.get("command").is_some_and(|command| !command.is_null());
    match field.place.key.text() {
        // Arguments are a command of their own where the image has no entrypoint.
        Some("args") => !has_command && folder_and_name(word).is_some_and(|(folder, _)| !folder.is_empty()),
        _ if field.qualifier() == "unix-shell" => is_shell(word) && !brings_shell(field),
        _ => folder_and_name(word).is_some() && !is_shell(word),
    }
}

fn first_word<'a>(field: &FieldUse<'a, '_>) -> Option<&'a str> {
    field.value().items().next().and_then(Node::text)
}

/// Whether Windows has nothing to start this with.
fn is_shell(word: &str) -> bool {
    let is_script = word.ends_with(".sh") || word.ends_with(".bash");
    let is_known = |(_, name): (&str, &str)| SHELLS.contains(&name) || name == "env";
    is_script || folder_and_name(word).is_some_and(is_known)
}

/// A program as Unix names it: in a folder of Unix, or a shell without one. None ends as those of Windows do.
fn folder_and_name(word: &str) -> Option<(&str, &str)> {
    let (folder, name) = match word.rfind('/') {
        Some(slash) => word.split_at(slash + 1),
        None => ("", word),
    };
    let is_of_unix = match folder {
        "" => SHELLS.contains(&name),
        folder => FOLDERS.iter().any(|start| folder.starts_with(start)),
    };
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_of_windows =
        ["exe", "com", "cmd", "bat", "ps1"].iter().any(|it| extension.eq_ignore_ascii_case(it));
    (is_of_unix && !is_of_windows).then_some((folder, name))
}

/// Whether the image is made to have Unix programs on Windows.
fn brings_shell(field: &FieldUse<'_, '_>) -> bool {
    let image = field.place.base.get("image").and_then(Node::text).unwrap_or_default();
    image.rsplit('/').next().is_some_and(|name| name.contains("busybox"))
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    let word = first_word(field)?.escape_debug();
    Some(match field.qualifier() {
        "unix-shell" => format!("Windows cannot start \"{word}\""),
        _ => format!("\"{word}\" is a program of Unix"),
    })
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the shell of Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  containers:
    - name: web
      image: registry.example/web:1
      command: [\"/bin/sh\", \"-c\", \"sleep 3600\"]
#     ^^^^^^^ error: Pod web: command of container web: Windows cannot start \"/bin/sh\"
",
    ),
    Example::new(
        "shells by name, and a script",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  containers:
    - name: web
      image: registry.example/web:1
      command: [bash, -c, ./run]
#     ^^^^^^^ error: Pod web: command of container web: Windows cannot start \"bash\"
    - name: log
      image: registry.example/web:1
      command: [/usr/bin/env, python]
#     ^^^^^^^ error: Pod web: command of container log: Windows cannot start \"/usr/bin/env\"
    - name: job
      image: registry.example/web:1
      command:
#     ^^^^^^^ error: Pod web: command of container job: Windows cannot start \"/docker-entrypoint.sh\"
        - /docker-entrypoint.sh
",
    ),
    Example::new(
        "a probe and a hook",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  containers:
    - name: web
      image: registry.example/web:1
      livenessProbe:
        exec:
          command: [/bin/sh, -c, curl localhost]
#         ^^^^^^^ error: Pod web: livenessProbe.exec.command of container web: Windows cannot start \"/bin/sh\"
      lifecycle:
        preStop:
          exec:
            command: [bash, -c, sleep 5]
#           ^^^^^^^ warning: Pod web: lifecycle.preStop.exec.command of container web: Windows cannot start \"bash\"
",
    ),
    Example::new(
        "a path of Unix, and one in the place of a command",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  containers:
    - name: web
      image: registry.example/web:1
      command: [/usr/local/bin/app]
#     ^^^^^^^ warning: Pod web: command of container web: \"/usr/local/bin/app\" is a program of Unix
    - name: log
      image: registry.example/web:1
      args: [/bin/bash, -c, ls]
#     ^^^^ warning: Pod web: args of container log: \"/bin/bash\" is a program of Unix
",
    ),
    Example::new(
        "programs of Windows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  containers:
    - name: web
      image: registry.example/web:1
      command: [powershell, -Command, \"bash; sh\"]
      args: [\"/bin/sh\"]
    - name: log
      image: registry.example/web:1
      command: [cmd, /c, dir]
    - name: app
      image: registry.example/web:1
      command: [/app/app.exe]
    - name: git
      image: registry.example/web:1
      command: ['C:\\Program Files\\Git\\bin\\bash.exe', -c, ls]
",
    ),
    Example::new(
        "programs that look alike",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  containers:
    - name: web
      image: registry.example/web:1
      command: [/usr/local/bin/app.exe]
    - name: log
      image: registry.example/web:1
      command: [env, -x]
    - name: app
      image: registry.example/web:1
      command: [bashful]
    - name: old
      image: registry.example/web:1
      command: []
      args: [\"-sh\"]
    - name: go
      image: registry.example/web:1
      command: [/manager]
",
    ),
    Example::new(
        "an image that has a shell on Windows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  containers:
    - name: web
      image: registry.k8s.io/e2e-test-images/busybox:1.29-4
      command: [sh, -c, ls]
",
    ),
    Example::new(
        "a pod for Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: linux}
  containers:
    - name: web
      image: registry.example/web:1
      command: [sh]
",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shells_and_their_scripts_are_told_from_programs_of_unix_and_both_from_those_of_windows() {
        for word in [
            "sh",
            "bash",
            "zsh",
            "/bin/sh",
            "/usr/bin/bash",
            "/usr/bin/env",
            "./run.sh",
            "C:/run.sh",
            "a.bash",
        ] {
            assert!(is_shell(word), "{word}");
        }
        for word in ["/sbin/init", "/usr/local/bin/app", "/opt/app/bin/app", "/bin/app.v2"] {
            assert!(!is_shell(word) && folder_and_name(word).is_some(), "{word}");
        }
        for word in [
            "",
            "env",
            "sh.exe",
            "Bash.EXE",
            "/bin/app.exe",
            "/usr/bin/app.COM",
            "/usr/app.cmd",
            "/opt/app.bat",
            "/opt/app.ps1",
            "app",
            "./app",
            "/app/app",
            "/binary/app",
            "C:\\bin\\sh",
            "C:/bin/sh.exe",
            "/",
        ] {
            assert!(!is_shell(word) && folder_and_name(word).is_none(), "{word}");
        }
    }
}
