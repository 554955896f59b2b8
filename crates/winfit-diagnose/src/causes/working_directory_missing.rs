//! A folder to start in that is not there.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// The folder that the program should start in is not valid, or not in the image.
pub static CAUSE: Cause = Cause {
    id: "working-directory-missing",
    class: Class::Application,
    title: "the folder that the program should start in is not in the image",
    statement: "The container was made, so that image and host fit. WORKDIR, --workdir or workingDir name a folder that is not \
                there, as a rule a path of Linux, or one that a volume hides.",
    requires: "The failed start of a program with \"The directory name is invalid\".",
    against: "A volume at that folder which did not come up.",
    signs: &["working-directory-missing"],
    sources: &["hcsshim", "win32-error-codes"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let folder = told.seen.iter().find_map(|it| {
        let (_, behind) = it.line.split_once("WorkingDirectory")?;
        let value = behind.trim_start_matches(['\\', '"', ':', ' ']);
        let value: String = value.chars().take_while(|c| *c != '"').collect();
        let value = value.replace("\\\\", "\\");
        (!value.is_empty()).then_some(value)
    });
    let named = folder.unwrap_or_else(|| "the folder to start in".to_owned());
    let says = Says::certain(format!(
        "{named} is not in {}, and the program should start there",
        told.image_words()
    ));
    Some(
        match told.engine() {
            Engine::Kubernetes => says.remedy("correct it in the pod template", "workingDir: C:\\app"),
            Engine::Docker | Engine::Swarm => says.remedy(
                "correct it where it is asked for",
                format!("docker run --workdir C:\\app {}", told.image()),
            ),
        }
        .remedy("or make it, in the Dockerfile", "WORKDIR C:/app")
        .settle(
            "what the image asks for",
            format!("docker image inspect --format '{{{{.Config.WorkingDir}}}}' {}", told.image()),
        ),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a path of Linux",
        text: r#"container 0f1e2d encountered an error during CreateProcess: failure in a Windows system call: The directory name is invalid. (0x10b) extra info: {"CommandLine":"cmd","WorkingDirectory":"/app"}"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the program is missing, not the folder",
        text: "container 0f1e2d encountered an error during CreateProcess: failure in a Windows system call: The system cannot find \
               the file specified. (0x2)",
        found: None,
    },
];
