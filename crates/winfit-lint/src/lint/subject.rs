//! A workload for Windows, as rules see it: what was read of it, what is known of its images, where it runs.

use winfit_compat::{Image, Os};

use super::NamedImage;
use crate::judge::{Check, Judged, Targets, describe, written};
use crate::rule::Rule;
use crate::{Finding, Fix, Found, Safety, SourceText, Span};

/// A workload for Windows.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// By what everything is judged.
    pub(crate) check: &'a Check<'a>,
    /// Its file.
    pub(crate) source: &'a SourceText,
    /// The workload, with what is known of its images.
    pub(crate) judged: &'a Judged<'a>,
    /// Where it was judged, and what came of it.
    pub(crate) targets: &'a Targets,
}

impl<'a> Subject<'a> {
    /// The workload with its places.
    pub(crate) const fn found(&self) -> &'a Found {
        self.judged.found
    }

    /// The images of its containers, as they were read, else as their names claim.
    pub(crate) fn images(&self) -> &'a [Image] {
        &self.judged.images
    }

    /// Whether nothing about it leaves a doubt: its file says so, or its images are all for Windows.
    pub(crate) fn is_certainly_for_windows(&self) -> bool {
        let is_windows = |image: &Image| image.platforms.iter().all(|it| it.os == Some(Os::Windows));
        let images = self.images();
        self.found().workload.os == Some(Os::Windows) || (!images.is_empty() && images.iter().all(is_windows))
    }

    /// The images whose names are written without gaps, container by container.
    pub(crate) fn named_images(&self) -> impl Iterator<Item = NamedImage<'a>> {
        let subject = *self;
        let places = subject.found().images.iter().enumerate();
        places.filter_map(move |(container, place)| {
            Some(NamedImage { subject, container, place, name: subject.judged.name(container)? })
        })
    }

    /// The line that names an image in this kind of file.
    pub(crate) fn image_line(&self, reference: &str) -> String {
        written::line(self.judged, reference)
    }

    /// Names another image in the place of a container's, where the file can be edited so.
    pub(crate) fn replace_image(&self, container: usize, reference: &str, safety: Safety) -> Option<Fix> {
        written::fix(self.judged, container, reference, safety)
    }

    /// A finding of a rule about a container's image: the words under it say what is known of it.
    pub(crate) fn finding_about_image(
        &self,
        rule: &'static Rule,
        container: usize,
        message: impl std::fmt::Display,
    ) -> Finding {
        let place = self.found().images.get(container);
        let span = place.map_or(self.found().span, |place| place.span);
        self.finding(rule, span, message).at(span, describe(self.judged, container))
    }

    /// A finding of a rule about a place: the message begins with the workload's name.
    pub(crate) fn finding(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl std::fmt::Display,
    ) -> Finding {
        Finding::new(
            rule.id,
            rule.severity,
            self.judged.file,
            format!("{}: {message}", self.found().workload),
        )
        .sure(rule.confidence)
        .at(span, "")
    }
}
