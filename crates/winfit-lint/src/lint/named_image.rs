//! An image that a workload for Windows names, as rules see it.

use winfit_compat::catalog::{Channel, Release};
use winfit_compat::remedy::Retag;
use winfit_compat::verdict::ImageVerdict;
use winfit_compat::{Isolation, Os, Platform};

use super::Subject;
use crate::judge::{Check, Judgement, Name, Retags, unread, written};
use crate::{Finding, Fix, Help, ImagePlace, Safety};

/// An image of a container, whose name is written without gaps.
#[derive(Clone, Copy)]
pub(crate) struct NamedImage<'a> {
    /// The workload.
    pub(crate) subject: Subject<'a>,
    /// Number of the container.
    pub(crate) container: usize,
    /// Where it is written.
    pub(crate) place: &'a ImagePlace,
    /// Its name, with what that claims.
    pub(crate) name: &'a Name<'a>,
}

impl<'a> NamedImage<'a> {
    /// Its Windows platforms, as they were read, else as its name claims.
    pub(crate) fn windows(&self) -> impl Iterator<Item = &'a Platform> {
        let platforms = self.subject.images().get(self.container).map(|image| image.platforms.as_slice());
        platforms.unwrap_or_default().iter().filter(|platform| platform.os == Some(Os::Windows))
    }

    /// Whether it was read.
    pub(crate) fn is_read(&self) -> bool {
        self.subject.judged.contents(self.container).is_some()
    }

    /// Whether its OS version matters: it is pulled, and runs in a container that has a Windows of its own.
    pub(crate) fn brings_windows(&self) -> bool {
        let judged = self.subject.judged;
        let asked = judged.found.workload.containers.get(self.container);
        let is_host_process = asked.is_some_and(|it| it.isolation == Some(Isolation::HostProcess));
        !is_host_process
            && judged.unpullable(self.container).is_none()
            && !judged.is_built(self.subject.check.fleet)
    }

    /// Whether nothing but its name is known, and that tells no release: the finding says why the image was not read.
    pub(crate) fn with_reason(&self, mut finding: Finding) -> Finding {
        let Some((note, help)) = unread(self.subject.judged, self.container) else { return finding };
        finding.help.extend(help);
        finding.note(note)
    }

    /// The newest build among its Windows platforms; `None` if one of them is not known.
    pub(crate) fn newest_build(&self) -> Option<u32> {
        let builds: Option<Vec<u32>> =
            self.windows().map(|it| it.os_version.inside().map(|version| version.build)).collect();
        builds?.into_iter().max()
    }

    /// The Windows hosts of the fleet on which it may come to run, and what it does there.
    pub(crate) fn on_windows(&self) -> impl Iterator<Item = (&'a Judgement, &'a ImageVerdict)> {
        let container = self.container;
        let considered = self.subject.targets.considered().filter(|it| it.is_windows());
        considered.filter_map(move |it| Some((it, it.verdicts.get(container)?)))
    }

    /// What is written behind the name: its tag in words.
    pub(crate) fn tag_in_words(&self) -> String {
        let name = self.name.reference.familiar_name();
        match &self.name.reference.tag {
            Some(tag) => format!("the tag {tag} of {name}"),
            None => format!("{name} without a tag (latest)"),
        }
    }

    /// The tags of the same image that run on the hosts.
    pub(crate) fn retags(&self) -> Retags {
        let Subject { check, judged, targets, .. } = self.subject;
        Retags::new(check, judged, targets, self.container)
    }

    /// Names another image in its place, where the file can be edited so.
    pub(crate) fn fix(&self, reference: &str, safety: Safety) -> Option<Fix> {
        written::fix(self.subject.judged, self.container, reference, safety)
    }

    /// The finding with another tag to use: the one that is meant, else the one for the hosts of the fleet, else all that
    /// there are to choose among. What is not known to exist, or to fit, is only offered.
    pub(crate) fn retagged(&self, finding: Finding, tags: &Retags, meant: Option<&Retag>) -> Finding {
        if let Some(retag) = meant.or(tags.for_fleet()) {
            let safety = if retag.certain { Safety::Unsafe } else { Safety::Offered };
            return finding.help(self.help(retag)).fix(self.fix(&retag.reference, safety));
        }
        let lines: Vec<_> = tags.all().map(|retag| self.subject.image_line(&retag.reference)).collect();
        let newest = tags.newest_of_releases();
        let finding = match (lines.as_slice(), tags.all().next()) {
            ([_], Some(only)) => finding.help(self.help(only)),
            ([], _) | (_, None) => finding,
            _ => finding.help(
                Help::new("retag", "name the release that the hosts run, one of").paste(lines.join("\n")),
            ),
        };
        finding.fix(newest.and_then(|retag| self.fix(&retag.reference, Safety::Offered)))
    }

    /// The finding with what to use instead of an image that is out of support.
    pub(crate) fn moved_to_supported(&self, finding: Finding) -> Finding {
        let Check { catalog, today, .. } = *self.subject.check;
        let is_long_term =
            |release: &Release| release.channel == Channel::Ltsc && release.is_supported_on(today);
        let tags = self.retags().only(|retag| catalog.releases_of_build(retag.build).any(is_long_term));
        let finding = self.retagged(finding, &tags, None);
        match finding.help.as_slice() {
            [] => finding.help(Help::new("rebuild", "build it anew on a base image of a supported release")),
            _ => finding,
        }
    }

    fn help(&self, retag: &Retag) -> Help {
        Help::new("retag", retag.to_string()).paste(self.subject.image_line(&retag.reference))
    }
}
