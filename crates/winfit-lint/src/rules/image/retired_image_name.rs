//! An image under a name that is no longer served.

use crate::lint::Subject;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "retired-image-name",
    title: "the image has moved to another name",
    statement: "Microsoft's images left Docker Hub for mcr.microsoft.com: names such as microsoft/nanoserver get no new \
                tags since April 2019. What is still pulled there is years behind on security updates. Use the new \
                name with a tag that names the release.",
    since: "2019-04-02",
    sources: &["ms-latest-tag-removal", "mcr-readmes"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for image in subject.named_images() {
        let Some(row) = image.name.claim.retired else { continue };
        if subject.judged.unpullable(image.container).is_some() {
            continue;
        }
        let reference = &image.name.reference;
        let since = row.until.map(|until| format!(" since {until}")).unwrap_or_default();
        let message = format!("{} gets no new tags{since}: the image has moved", reference.familiar_name());
        let mut help =
            Help::new("retag", format!("use {}, if it has that tag; else a newer one", row.replaced_by));
        if let Some(tag) = &reference.tag {
            help = help.paste(subject.image_line(&format!("{}:{tag}", row.replaced_by)));
        }
        let place = image.place.span;
        let finding = subject.finding(&RULE, place, message).at(place, format!("now {}", row.replaced_by));
        findings.push(finding.help(help));
    }
}

const EXAMPLES: &[Example] = &[];
