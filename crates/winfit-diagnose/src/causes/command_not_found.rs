//! A program that the image does not have.

use super::output::is_of_container;
use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Example};
use crate::facts::Sighting;

/// The program that the container should run is not in the image.
pub static CAUSE: Cause = Cause {
    id: "command-not-found",
    class: Class::Application,
    title: "the program that should run is not in the image",
    statement: "The container was made, so that image and host fit; the program that it should start is not there: misspelt, not \
                in PATH, in another folder, or of the other system. Nano Server has no PowerShell, Windows images have no sh \
                or bash, and a script with line ends of Windows names an interpreter that Linux does not find.",
    requires: "The failed start of a program for a file that is not there, or a shell's word that it knows no such command.",
    against: "A command of the host, outside any container.",
    signs: &["command-not-found"],
    sources: &["hcsshim", "moby"],
    retry_may_help: false,
    find: |case| {
        told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|it| is_inside(case, it)), |told| Some(say(told)))
    },
    examples: EXAMPLES,
};

/// Shells say the same outside of containers.
fn is_inside(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    !is_of_shell(sighting) || is_of_container(case)
}

fn is_of_shell(sighting: &Sighting<'_>) -> bool {
    sighting.row.phrase.starts_with("is not recognized")
}

fn say(told: &Told<'_>) -> Says {
    let program = program(told);
    let name = program.clone().unwrap_or_else(|| "the program that should run".to_owned());
    let summary = format!("{name} is not in {}", told.image_words());
    let says = if told.seen.iter().all(|it| is_of_shell(it)) {
        Says::likely(summary)
    } else {
        Says::certain(summary)
    };
    let lower = program.unwrap_or_default().to_ascii_lowercase();
    let lower = lower.split([' ', '"']).next().unwrap_or_default().trim_end_matches(".exe").to_owned();
    let short = lower.rsplit(['/', '\\']).next().unwrap_or_default();
    let image = told.image().to_owned();
    // Windows would have said %PATH%.
    let is_linux = told.seen.iter().any(|it| it.line.contains("$PATH"));
    let says = match () {
        () if told.is_worded("exec user process") => says
            .remedy(
                "if it is a script: give it line ends of Linux, and keep them",
                "*.sh text eol=lf    # .gitattributes",
            )
            .remedy("or name an interpreter that the image has, in its first line", "#!/bin/sh"),
        () if is_linux => says.remedy(
            "the container is one of Linux: give it a command of Linux",
            format!("docker run --entrypoint sh {image} -c 'uname -a'"),
        ),
        () if short == "powershell" => says
            .remedy(
                "if it is Nano Server: use a base image with PowerShell",
                "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
            )
            .remedy(
                "or one with PowerShell 7, and call pwsh",
                "FROM mcr.microsoft.com/powershell:lts-nanoserver-ltsc2022",
            ),
        () if ["sh", "bash", "ash"].contains(&short) || lower.starts_with('/') => says.remedy(
            "it is a program of Linux: give Windows images a command of Windows",
            format!("docker run --entrypoint cmd {image} /c ver"),
        ),
        () => says.remedy(
            "correct its name or path, in CMD, ENTRYPOINT or the command that is given",
            "ENTRYPOINT [\"C:\\\\app\\\\app.exe\"]",
        ),
    };
    says.settle("what is there", format!("docker run --rm --entrypoint cmd {image} /c \"dir C:\\ & path\""))
        .settle(
            "what the image starts",
            format!("docker image inspect --format '{{{{json .Config.Entrypoint}}}} {{{{json .Config.Cmd}}}}' {image}"),
        )
}

/// The program that was to be started: of the request to Windows, or of the message itself.
fn program(told: &Told<'_>) -> Option<String> {
    told.seen.iter().find_map(|it| {
        let line = it.line.as_str();
        let of_request = || {
            let (_, behind) = line.split_once("CommandLine")?;
            let value = behind.trim_start_matches(['\\', '"', ':', ' ']);
            let shown: String = value.chars().take_while(|c| *c != '"').collect();
            let shown = shown.replace("\\\\", "\\");
            Some(shown.trim_end_matches('\\').to_owned()).filter(|it| !it.is_empty())
        };
        let quoted = |words: &str| {
            let (before, _) = line.split_once(words)?;
            let before = before.trim_end_matches([' ', ':', '\\', '"', '\'']);
            let name = before.rsplit(['"', '\'', '\\']).next()?.trim();
            (!name.is_empty() && name.len() < 120).then(|| name.to_owned())
        };
        of_request()
            .or_else(|| quoted("executable file not found"))
            .or_else(|| quoted(" is not recognized as"))
            .map(|it| it.rsplit("exec: ").next().unwrap_or(&it).to_owned())
    })
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "hcsshim, with the request",
        text: r#"docker: Error response from daemon: container 0f1e2d encountered an error during hcsshim::System::CreateProcess: failure in a Windows system call: The system cannot find the file specified. (0x2) extra info: {"CommandLine":"powershell -Command Get-Date","WorkingDirectory":"C:\\"}."#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a script of Windows on Linux",
        text: "standard_init_linux.go:228: exec user process caused: no such file or directory",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a step of a build",
        text: "The command 'cmd /S /C choco install git' returned a non-zero code: 1\n'choco' is not recognized as an internal or \
               external command,\noperable program or batch file.",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the container itself is refused",
        text: "hcsshim::CreateComputeSystem 0f1e: The system cannot find the file specified.",
        found: None,
    },
];
