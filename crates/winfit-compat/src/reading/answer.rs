//! What a text as a whole is about: one host, several nodes, or nothing that has an OS version.

use std::collections::BTreeMap;
use std::fmt;

use super::look_alike::{LookAlike, look_alikes};
use super::number::numbers;
use super::site::is_build;
use super::{Caution, Form, Reading, build_lab, read};
use crate::OsVersion;

/// The OS versions that a text is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The text is about one host or image.
    One(Reading),
    /// The text is about several: nodes, or a host and an image. At least two, in text order.
    Several(Vec<Reading>),
}

/// A text names no OS version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoOsVersion {
    /// What was seen instead: a few, in text order.
    pub seen: Vec<LookAlike>,
    /// The text holds nothing but white space.
    pub is_empty: bool,
}

/// Reads the one OS version that a text is about, or one for each node that it names.
///
/// What a text says several times of the same host is brought together: in `docker info` the OS build gives the revision
/// that the kernel version leaves open. Nodes come before other hosts, and hosts before images and versions in passing.
/// A text that is nothing but `17763.437` or `17763` is taken for a build.
///
/// # Errors
///
/// [`NoOsVersion`] if there is none; it says what was seen instead.
pub fn read_one(text: &str) -> Result<Answer, NoOsVersion> {
    let mut answers = combine(subject_of(read(text)));
    if answers.len() > 1 {
        return Ok(Answer::Several(answers));
    }
    match answers.pop().or_else(|| bare_build(text)) {
        Some(reading) => Ok(Answer::One(reading)),
        None => Err(NoOsVersion { seen: look_alikes(text), is_empty: text.trim().is_empty() }),
    }
}

impl Answer {
    /// The readings; at least one.
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        match self {
            Self::One(reading) => std::slice::from_ref(reading),
            Self::Several(readings) => readings,
        }
    }
}

/// The readings that matter most: those of nodes, else those of hosts, else all.
fn subject_of(readings: Vec<Reading>) -> Vec<Reading> {
    let tier = |reading: &Reading| match reading {
        Reading { subject: Some(_), .. } => 2,
        Reading { form: Form::NodeLabel, .. } => 0,
        Reading { form, .. } => u8::from(form.is_of_host()),
    };
    let best = readings.iter().map(tier).max().unwrap_or_default();
    readings.into_iter().filter(|reading| tier(reading) == best).collect()
}

/// One reading for each host: those of the same subject and build are put together.
fn combine(readings: Vec<Reading>) -> Vec<Reading> {
    let mut groups: BTreeMap<(Option<String>, Option<u32>), Group> = BTreeMap::new();
    for reading in readings {
        let build = reading.os_version().map(|version| version.build);
        groups.entry((reading.subject.clone(), build)).or_default().add(reading);
    }
    let labs: Vec<_> =
        groups.iter().filter(|(_, group)| group.is_lab_only()).map(|(key, _)| key.clone()).collect();
    for (subject, lab) in labs {
        let Some(later) = lab.and_then(build_lab::later_builds) else { continue };
        let later = (subject.clone(), Some(*later.start()))..=(subject.clone(), Some(*later.end()));
        if groups.range(later).next().is_some() {
            groups.remove(&(subject, lab));
        }
    }
    let mut answers: Vec<_> = groups.into_values().flat_map(Group::finish).collect();
    answers.sort_by_key(|reading| reading.span.start);
    answers
}

/// Readings of one build of one subject.
#[derive(Debug, Default)]
struct Group {
    /// With revision, as the form tells it.
    sure: BTreeMap<u32, Reading>,
    /// With a revision out of a build lab.
    of_lab: BTreeMap<u32, Reading>,
    /// Without revision, or Linux.
    without: Option<Reading>,
}

impl Group {
    fn add(&mut self, reading: Reading) {
        let is_lab = matches!(reading.form, Form::BuildLab | Form::KernelVersionWithLab);
        let known = match reading.os_version().and_then(|version| version.revision) {
            Some(revision) if is_lab => self.of_lab.entry(revision).or_insert_with(|| reading.clone()),
            Some(revision) => self.sure.entry(revision).or_insert_with(|| reading.clone()),
            None => self.without.get_or_insert_with(|| reading.clone()),
        };
        merge(known, &reading);
    }

    fn is_lab_only(&self) -> bool {
        let is_lab = |reading: &Reading| reading.form == Form::BuildLab;
        self.sure.is_empty() && self.of_lab.is_empty() && self.without.as_ref().is_some_and(is_lab)
    }

    /// The surest readings, knowing what the others know beside the version.
    fn finish(self) -> Vec<Reading> {
        let Self { sure, of_lab, without } = self;
        let levels = [sure.into_values().collect(), of_lab.into_values().collect(), Vec::from_iter(without)];
        let mut levels = levels.into_iter().filter(|level: &Vec<Reading>| !level.is_empty());
        let mut best = levels.next().unwrap_or_default();
        for other in levels.flatten() {
            for reading in &mut best {
                reading.kind = reading.kind.or(other.kind);
                reading.architecture = reading.architecture.or(other.architecture);
                let says_ten = other.cautions.contains(&Caution::NameSaysWindows10);
                if says_ten && !reading.cautions.contains(&Caution::NameSaysWindows10) {
                    reading.cautions.push(Caution::NameSaysWindows10);
                }
            }
        }
        best
    }
}

/// Adds to a reading what another of the same version knows.
fn merge(reading: &mut Reading, other: &Reading) {
    // A build lab is the weakest word on a build.
    if reading.form == Form::BuildLab && other.form != Form::BuildLab {
        reading.form = other.form;
        reading.span = other.span.clone();
        reading.cautions.retain(|caution| *caution != Caution::BuildLabOfLaterBuild);
    }
    reading.kind = reading.kind.or(other.kind);
    reading.architecture = reading.architecture.or(other.architecture);
    for caution in &other.cautions {
        let is_settled = *caution == Caution::BuildLabOfLaterBuild && reading.form != Form::BuildLab;
        if !is_settled && !reading.cautions.contains(caution) {
            reading.cautions.push(*caution);
        }
    }
    // Another form shows the same version without asking the kernel.
    if reading.form != Form::Banner || other.form != Form::Banner {
        reading.cautions.retain(|caution| *caution != Caution::BannerShowsKernel);
    }
}

/// A text that is a build and nothing else.
fn bare_build(text: &str) -> Option<Reading> {
    let number = numbers(text).next()?;
    let around = [text.get(..number.start)?, text.get(number.end..)?].map(str::trim);
    let version = match *number.parts() {
        [build] if is_build(build) => OsVersion::of_build(build),
        [build, revision] if is_build(build) => OsVersion::new(build, revision),
        _ => return None,
    };
    let is_bare = (around[0].is_empty() || around[0].eq_ignore_ascii_case("build")) && around[1].is_empty();
    is_bare.then(|| Reading::new(version, Form::Build, number.start..number.end))
}

impl fmt::Display for NoOsVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty {
            return f.write_str(
                "the text is empty: give it the output of ver, docker info or kubectl get nodes -o wide",
            );
        }
        f.write_str("no OS version such as 10.0.17763.437 in the text")?;
        for (index, seen) in self.seen.iter().take(3).enumerate() {
            write!(f, "{}{seen}", if index == 0 { ": " } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for NoOsVersion {}
