//! Another processor.

use super::mismatch::{self, Kind};
use super::output::is_of_container;
use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Example, Found};
use crate::facts::Sighting;

/// The image is not there for the architecture of the host, or its program is for another.
pub static CAUSE: Cause = Cause {
    id: "arch-mismatch",
    class: Class::Platform,
    title: "the image, or its program, is not for the architecture of the host",
    statement: "Operating system and version may fit: the processor does not. Windows images are for amd64, few for arm64; \
                nothing emulates the other on a server. An image says of itself what it is for, and the program inside can \
                be for something else all the same.",
    requires: "No platform for an architecture that is not amd64; an entry of the right system for another architecture; or a \
               program that the system of the container refuses to execute.",
    against: "An entry of the architecture among the platforms of the image; a script without an interpreter in its first line, \
              which is refused in the same words.",
    signs: &["no-matching-manifest", "exec-format", "image-platform-warning"],
    sources: &["moby", "containerd-platforms", "win32-error-codes"],
    retry_may_help: false,
    find,
    examples: EXAMPLES,
};

fn find(case: &Case<'_>) -> Vec<Found> {
    let of_image = mismatch::found(case, Kind::Architecture, &CAUSE);
    if !of_image.is_empty() {
        return of_image;
    }
    told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|it| is_of_program(case, it)), say)
}

/// Shells and loaders say the same outside of containers.
fn is_of_program(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    let words = ["exec user process", "exec /", "standard_init_linux", "runc", "hcs", "daemon"];
    match &*sighting.row.sign {
        "image-platform-warning" => other_architecture(sighting).is_some(),
        "exec-format" => is_of_container(case) || words.iter().any(|word| sighting.line.contains(word)),
        _ => false,
    }
}

/// The architectures of image and host, where an engine warns that they differ.
fn other_architecture<'a>(sighting: &'a Sighting<'_>) -> Option<(&'a str, &'a str)> {
    let second = |platform: &'a str| platform.split('/').nth(1);
    let image = second(sighting.capture("platform")?)?;
    let host = second(sighting.capture("any")?)?;
    (image != host).then_some((image, host))
}

fn say(told: &Told<'_>) -> Option<Says> {
    let warned = told.seen.iter().find_map(|it| other_architecture(it));
    let (image, host) = (told.image_words(), told.host_words());
    let says = match (told.shows("exec-format"), warned) {
        (true, Some((of_image, of_host))) => {
            Says::certain(format!("{image} is for {of_image}, and {host} is {of_host}"))
        }
        (true, None) => {
            Says::likely(format!("the program in {image} is for another processor or system than {host}"))
                .against("a script without an interpreter in its first line is refused in the same words")
        }
        (false, Some((of_image, of_host))) => {
            Says::possible(format!("{image} is for {of_image}, and {host} is {of_host}"))
                .against("it is a warning: engines that emulate other processors run it")
        }
        (false, None) => return None,
    };
    let wanted = warned.map_or("amd64", |(_, host)| host);
    Some(
        says.remedy(
            "take the image for the processor of the host, if there is one",
            format!("docker pull --platform linux/{wanted} {}", told.image()),
        )
        .remedy(
            "or build it for that",
            format!("docker buildx build --platform linux/{wanted} -t {} .", told.image()),
        )
        .remedy(
            "or, in a Windows image, put in the program for Windows and its processor",
            "dotnet publish -r win-x64",
        )
        .settle("which platforms the image has", format!("winfit image {}", told.image()))
        .settle("which the engine has", "docker version --format '{{.Server.Os}}/{{.Server.Arch}}'"),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "arm64 has no entry",
        text: "no matching manifest for linux/arm64/v8 in the manifest list entries",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the program is for another processor",
        text: "standard_init_linux.go:228: exec user process caused: exec format error",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the engine warns, and the program does not run",
        text: "WARNING: The requested image's platform (linux/arm64) does not match the detected host platform (linux/amd64) and \
               no specific platform was requested\nexec /app/shop: exec format error",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "amd64",
        text: "no matching manifest for windows/amd64 10.0.17763 in the manifest list entries",
        found: None,
    },
    Example {
        says: "a shell outside of any container",
        text: "bash: ./tool: cannot execute binary file: Exec format error",
        found: None,
    },
];
