//! A library that the image does not have.

use super::output::is_of_container;
use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Example};
use crate::facts::Sighting;

/// A library that the program needs is not in the image.
pub static CAUSE: Cause = Cause {
    id: "library-missing",
    class: Class::Application,
    title: "a library that the program needs is not in the image",
    statement: "Nano Server has few of the libraries of Windows, Server Core lacks fonts, media and graphics, and neither has the \
                Visual C++ runtime. A library that is there fails just so when one that it needs itself is not, or when \
                one is of 32 and the other of 64 bits.",
    requires: "The sentence of Windows or .NET about a module.",
    against: "The same sentence from a program outside any container.",
    signs: &["library-missing"],
    sources: &["win32-error-codes", "ms-container-base-images"],
    retry_may_help: false,
    find: |case| {
        told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|it| is_inside(case, it)), |told| Some(say(told)))
    },
    examples: EXAMPLES,
};

fn is_inside(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    !sighting.row.phrase.starts_with("The specified module")
        || is_of_container(case)
        || sighting.line.contains("hcs")
}

fn say(told: &Told<'_>) -> Says {
    let message = told.capture("message").unwrap_or_default();
    let name =
        message.split(['\'', '"']).find(|it| it.contains('.') || it.len() > 2).unwrap_or_default().trim();
    let named = if name.is_empty() || name.len() > 80 { "a library".to_owned() } else { name.to_owned() };
    let says = Says::likely(format!("{named}, or one that it needs, is not in {}", told.image_words()));
    let runtime = [
        "ADD https://aka.ms/vs/17/release/vc_redist.x64.exe C:/vc_redist.x64.exe",
        "RUN C:\\vc_redist.x64.exe /install /quiet /norestart",
    ];
    says.remedy("if it is of the Visual C++ runtime: install that, in the Dockerfile", runtime.join("\n"))
        .remedy(
            "if it is one of Windows: use a base image that has more: Server Core in place of Nano Server, or Server in place of \
             Server Core",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
        )
        .settle("which one it is", format!("docker run --rm --entrypoint cmd {} /c \"where NAME.dll & dir C:\\app\"", told.image()))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a .NET program",
        text: "System.DllNotFoundException: Unable to load DLL 'msodbcsql17.dll': The specified module could not be found. (Exception \
               from HRESULT: 0x8007007E)",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a module of PowerShell on the host",
        text: "Import-Module : The specified module could not be found: Shop.Tools",
        found: None,
    },
];
