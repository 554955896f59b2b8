//! A program that Windows ended, or that ended itself for a reason that its status tells.

use super::baseline_2020_02;
use super::output::logs;
use super::told::Says;
use crate::cause::{Case, Cause, Class, Confidence, Evidence, Example, Found};
use crate::facts::ExitFact;

/// The program in the container ended for a reason that its exit status tells.
pub static CAUSE: Cause = Cause {
    id: "application-exit",
    class: Class::Application,
    title: "the program in the container ended, and its exit status tells why",
    statement: "The container started, so that image and host fit; its program ended with a status that Windows or a runtime \
                gives. It is a matter of the program and of what it needs.",
    requires: "An exit status that is a known NTSTATUS value.",
    against: "The statuses of 32-bit programs across the update of February 2020, which have a cause of their own; a container \
              that was stopped.",
    signs: &[],
    sources: &["ms-erref", "dotnet-runtime"],
    retry_may_help: false,
    find,
    examples: EXAMPLES,
};

/// Told to end from outside: no failure by itself.
const STOPPED: [u32; 3] = [0xc000_013a, 0x4001_0004, 0xc000_02eb];
/// A library is missing, or is another than the program needs.
const LIBRARIES: [u32; 4] = [0xc000_0135, 0xc000_0138, 0xc000_0139, 0xc015_0002];
/// Program and system are of different bits.
const FORMAT: u32 = 0xc000_007b;
/// Memory ran out.
const MEMORY: [u32; 3] = [0xc000_0017, 0xc000_009a, 0xc000_012d];
/// No hypervisor: that is no status of a program.
const NO_HYPERVISOR: u32 = 0xc035_1000;
/// How many are told.
const MOST: usize = 4;

fn find(case: &Case<'_>) -> Vec<Found> {
    let of_baseline = !(baseline_2020_02::CAUSE.find)(case).is_empty();
    let is_own = |exit: &&ExitFact<'_>| {
        exit.row.is_some()
            && exit.status != NO_HYPERVISOR
            && !(of_baseline && baseline_2020_02::is_status(exit.status))
    };
    case.facts.exits.iter().filter(is_own).take(MOST).map(|exit| tell(case, exit)).collect()
}

fn tell(case: &Case<'_>, exit: &ExitFact<'_>) -> Found {
    let pair = case.pair_of_text();
    let (name, means) = exit.row.map_or(("", ""), |row| (&*row.name, &*row.means));
    let summary = format!("{means}: exit status {} ({name})", exit.text);
    let image = pair.image.as_ref().and_then(|it| it.reference.as_deref()).unwrap_or("IMAGE").to_owned();
    let says = match exit.status {
        status if STOPPED.contains(&status) => {
            Says::possible(summary).against("containers that are stopped end so: it need not be a failure")
        }
        status if LIBRARIES.contains(&status) => Says::likely(summary)
            .remedy(
                "use a base image that has more, or add what is missing: Server Core in place of Nano Server, the Visual C++ runtime",
                "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
            ),
        FORMAT => Says::likely(summary).remedy(
            "build program and libraries for the same number of bits; Nano Server runs 64-bit programs only",
            "dotnet publish -r win-x64",
        ),
        status if MEMORY.contains(&status) => {
            Says::likely(summary).remedy("give the container more memory", format!("docker run --memory 4g {image}"))
        }
        _ => Says::likely(summary),
    };
    let note = exit.row.and_then(|row| row.note.as_deref());
    let note = note.map(|it| format!(": {it}")).unwrap_or_default();
    let evidence = Evidence {
        says: format!("exit status {} is {name} ({:#010x}){note}", exit.text, exit.status),
        place: exit.place,
    };
    says.because(evidence)
        .settle("what the program printed before it ended", logs(case, &pair))
        .settle(
            "whether it runs from a shell inside",
            format!("docker run --rm -it --entrypoint cmd {image}"),
        )
        .of(&CAUSE, pair, &[])
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a .NET program that caught nothing",
        text: "web_1 exited with code 3762504530",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a library of the image",
        text: "PS C:\\> docker inspect web --format '{{.State.ExitCode}}'\nexit code: -1073741515",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a container that was stopped",
        text: "Exited (3221225786) 2 minutes ago",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "the update of February 2020",
        text: "C:\\>docker run --rm mcr.microsoft.com/dotnet/framework/sdk:4.7.2-windowsservercore-ltsc2019 msbuild\n\
               C:\\>echo %errorlevel%\n-1073741502",
        found: None,
    },
];
