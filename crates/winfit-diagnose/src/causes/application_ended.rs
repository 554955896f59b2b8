//! A program that ended with a number of its own.

use super::output::{is_of_container, logs};
use super::told::Says;
use crate::cause::{Case, Cause, Class, Confidence, Evidence, Example, Found};

/// The program in the container ended with a number that it chose itself.
pub static CAUSE: Cause = Cause {
    id: "application-ended",
    class: Class::Consequence,
    title: "the program in the container ended, with a number of its own",
    statement: "The container started, so that image and host fit; its program ended. The number is the program's own: what it \
                printed says why. 125 is the engine's, 126 and 127 are a shell's, and on Linux more than 128 is a signal.",
    requires: "An exit status that is no value of Windows, of a container or a step of a build.",
    against: "Any message that says why.",
    signs: &["task-exited", "build-step-failed"],
    sources: &["moby", "swarmkit", "buildkit-windows"],
    retry_may_help: false,
    find,
    examples: EXAMPLES,
};

/// More than that no program on Linux gives, and few on Windows do.
const HIGHEST: u32 = 255;
/// How many are told.
const MOST: usize = 3;

fn find(case: &Case<'_>) -> Vec<Found> {
    if !is_of_container(case) {
        return Vec::new();
    }
    let own = case.facts.exits.iter().filter(|it| it.row.is_none() && it.status != 0 && it.status <= HIGHEST);
    own.take(MOST)
        .map(|exit| {
            let pair = case.pair_of_text();
            let is_step = case.has("build-step-failed");
            let what = if is_step { "a command of the build" } else { "the program in the container" };
            let words = meaning(exit.status).map(|it| format!(": {it}")).unwrap_or_default();
            let says = Says::possible(format!("{what} ended with {}{words}", exit.text))
                .because(Evidence { says: format!("exit status {}", exit.text), place: exit.place });
            let says = match is_step {
                true => says
                    .settle("what the step prints, all of it", "docker build --progress plain --no-cache ."),
                false => says.settle("what the program printed before it ended", logs(case, &pair)),
            };
            says.of(&CAUSE, pair, &[])
        })
        .collect()
}

/// What a number says by convention.
const fn meaning(status: u32) -> Option<&'static str> {
    match status {
        125 => Some("the engine did not start it"),
        126 => Some("the shell could not execute it"),
        127 => Some("the shell did not find it"),
        137 => Some("on Linux it was killed, by the limit of its memory or from outside"),
        139 => Some("on Linux it touched memory that it may not"),
        143 => Some("on Linux it was told to stop"),
        _ => None,
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a task of Swarm",
        text: r#"web.1  contoso/shop:1  Shutdown  Failed 9 seconds ago  "task: non-zero exit (1)""#,
        found: Some(Confidence::Possible),
    },
    Example {
        says: "a step of a build",
        text: "The command 'cmd /S /C msbuild shop.sln' returned a non-zero code: 3",
        found: Some(Confidence::Possible),
    },
    Example { says: "a program outside any container", text: "make: *** [all] exit status 2", found: None },
];
