//! `FROM`: where a stage begins.

use winfit_fleet::{Container, ContainerRole, Placement, Workload, WorkloadKind};

use super::Reader;
use super::instruction::Instruction;
use super::words::{Word, unquoted};
use crate::found::{ImagePlace, ImageStyle};
use crate::platform::platform_os;
use crate::{Found, HintReason, Place, PlaceKind, ProblemKind, WindowsHint, variables};
use winfit_compat::Os;

/// Reads `FROM [--platform=P] IMAGE [AS NAME]`.
pub(super) fn read(instruction: &Instruction<'_>, reader: &mut Reader<'_>) -> Option<Found> {
    let mut words = instruction.words();
    let Some(image) = words.next() else {
        reader.problem(ProblemKind::NoImage, instruction.source(instruction.keyword_span));
        return None;
    };
    let (name, rest) = name(words, instruction, &image);
    if let Some(word) = rest {
        let message = format!("FROM takes an image, AS and a name, and not \"{}\"", word.text.escape_debug());
        reader.problem(ProblemKind::DockerfileSyntax { message }, instruction.source(word.span));
    }
    let number = reader.stages.len();
    let workload = Workload {
        kind: WorkloadKind::DockerfileStage,
        name: name.map_or_else(|| number.to_string(), |name| name.text.to_owned()),
        namespace: None,
        os: None,
        containers: Vec::new(),
        placement: Placement::default(),
    };
    let mut found = Found::new(workload, instruction.span());
    found.name = name.map(|name| instruction.source(name.span));
    let key = instruction.source(instruction.keyword_span);
    found.places.push(Place { kind: PlaceKind::From, key, value: instruction.span() });
    read_platform(instruction, &mut found, reader);
    read_image(instruction, &image, &mut found, reader);
    reader.names.extend(name.map(|name| (name.text.to_ascii_lowercase(), number)));
    Some(found)
}

/// The name of the stage, and the first word behind the image that does not belong there.
fn name<'l>(
    mut words: impl Iterator<Item = Word<'l>>,
    instruction: &Instruction<'_>,
    image: &Word<'_>,
) -> (Option<Word<'l>>, Option<Word<'l>>) {
    let Some(first) = words.next() else { return (None, None) };
    let name = words.next().filter(|_| first.text.eq_ignore_ascii_case("as"));
    let rest = if name.is_some() { words.next() } else { Some(first) };
    // The parts of a template are no words of a Dockerfile.
    let text = instruction.line.text().get(image.span.start..).unwrap_or_default();
    let is_template = ["{{", "{%", "<%"].iter().any(|open| text.contains(open));
    (name, rest.filter(|_| !is_template))
}

fn read_platform(instruction: &Instruction<'_>, found: &mut Found, reader: &Reader<'_>) {
    let Some(flag) = instruction.flags().find(|flag| flag.name == "platform") else { return };
    let (key, value) = (instruction.source(flag.word), instruction.source(flag.value_span));
    found.places.push(Place { kind: PlaceKind::Platform, key, value });
    let filled = reader.fill(flag.value);
    // An unknown part behind the slash leaves the operating system known.
    found.workload.os = platform_os(&unquoted(&filled.text, reader.escape));
    if found.workload.os == Some(Os::Windows) {
        found.windows_hints.push(WindowsHint { reason: HintReason::Platform, span: value });
    }
}

fn read_image(instruction: &Instruction<'_>, word: &Word<'_>, found: &mut Found, reader: &mut Reader<'_>) {
    let escape = reader.escape;
    let filled = reader.fill(word.text);
    let image = unquoted(&filled.text, escape);
    let mut place = ImagePlace::new(instruction.source(word.span), style(instruction, word));
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
    if place.is_known() {
        found.base_stage = reader.names.get(&image.to_ascii_lowercase()).copied();
        if found.base_stage.is_some() || image == "scratch" {
            return;
        }
    }
    let name = found.workload.name.clone();
    let role = ContainerRole::Main;
    found.workload.containers.push(Container { name, image, role, isolation: None });
    found.images.push(place);
}

fn style(instruction: &Instruction<'_>, word: &Word<'_>) -> ImageStyle {
    let is_quoted = |quote| word.text.starts_with(quote) && word.text.ends_with(quote) && word.text.len() > 1;
    if !instruction.line.is_one_piece(word.span) {
        ImageStyle::Block
    } else if is_quoted('"') {
        ImageStyle::DoubleQuoted
    } else if is_quoted('\'') {
        ImageStyle::SingleQuoted
    } else {
        ImageStyle::Plain
    }
}
