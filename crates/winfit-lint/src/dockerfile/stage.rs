//! `FROM`: where a stage begins.

use winfit_fleet::{Container, ContainerRole, Placement, Workload, WorkloadKind};

use super::Reader;
use super::flags::flags;
use super::lines::Line;
use super::words::{Word, unquoted};
use crate::found::{ImagePlace, ImageStyle};
use crate::platform::platform_os;
use crate::{Found, HintReason, Place, PlaceKind, ProblemKind, WindowsHint, variables};
use winfit_compat::Os;

/// Reads `FROM [--platform=P] IMAGE [AS NAME]`.
pub(super) fn read(line: &Line<'_>, keyword: &Word<'_>, reader: &mut Reader<'_>) -> Option<Found> {
    let escape = reader.directives.escape;
    let (flags, image) = flags(line, escape);
    let Some(image) = image else {
        reader.problem(ProblemKind::NoImage, line.source(keyword.span));
        return None;
    };
    let name = name(line, &image, escape);
    let number = reader.stages.len().to_string();
    let workload = Workload {
        kind: WorkloadKind::DockerfileStage,
        name: name.map_or_else(|| number.clone(), |name| name.text.to_owned()),
        namespace: None,
        os: None,
        containers: Vec::new(),
        placement: Placement::default(),
    };
    let mut found = Found::new(workload, line.span());
    found.name = name.map(|name| name.source(line));
    let stage_name = name.map(|name| name.text.to_ascii_lowercase());
    found.places.push(Place { kind: PlaceKind::From, key: line.source(keyword.span), value: line.span() });
    if let Some(flag) = flags.iter().find(|flag| flag.name == "platform") {
        let (key, value) = (line.source(flag.word), line.source(flag.value_span));
        found.places.push(Place { kind: PlaceKind::Platform, key, value });
        let filled = reader.fill(flag.value);
        // An unknown part behind the slash leaves the operating system known.
        found.workload.os = platform_os(&unquoted(&filled.text, escape));
        if found.workload.os == Some(Os::Windows) {
            found.windows_hints.push(WindowsHint { reason: HintReason::Platform, span: value });
        }
    }
    read_image(line, &image, &mut found, reader);
    reader.names.extend(stage_name);
    Some(found)
}

fn read_image(line: &Line<'_>, word: &Word<'_>, found: &mut Found, reader: &mut Reader<'_>) {
    let escape = reader.directives.escape;
    let filled = reader.fill(word.text);
    let image = unquoted(&filled.text, escape);
    let mut place = ImagePlace::new(word.source(line), style(line, word));
    place.substitutions = filled.substitutions;
    place.substitutions.extend(variables::foreign(&image, &[("{{", "}}")]));
    for text in filled.bad {
        let plain = if escape == '`' { "`$" } else { "\\$" };
        reader.problem(ProblemKind::BadVariable { text, plain }, place.span);
    }
    if image.is_empty() {
        reader.problem(ProblemKind::NoImage, place.span);
        return;
    }
    // A stage that starts with nothing, or where another ended, has no image of its own.
    if place.is_known() && (image == "scratch" || reader.names.contains(&image.to_ascii_lowercase())) {
        return;
    }
    let name = found.workload.name.clone();
    let role = ContainerRole::Main;
    found.workload.containers.push(Container { name, image, role, isolation: None });
    found.images.push(place);
}

fn name<'l>(line: &'l Line<'_>, image: &Word<'_>, escape: char) -> Option<Word<'l>> {
    let mut behind = line.words(escape).skip_while(|word| word.span.start <= image.span.start);
    behind.next().filter(|word| word.text.eq_ignore_ascii_case("as")).and_then(|_| behind.next())
}

fn style(line: &Line<'_>, word: &Word<'_>) -> ImageStyle {
    let is_quoted = |quote| word.text.starts_with(quote) && word.text.ends_with(quote) && word.text.len() > 1;
    if !line.is_one_piece(word.span) {
        ImageStyle::Block
    } else if is_quoted('"') {
        ImageStyle::DoubleQuoted
    } else if is_quoted('\'') {
        ImageStyle::SingleQuoted
    } else {
        ImageStyle::Plain
    }
}
