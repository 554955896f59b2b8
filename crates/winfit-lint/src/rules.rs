//! The rules of `check` that are not rules of compatibility: they concern names, placement and the files themselves.

/// A rule of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LintRule {
    /// Kebab-case name; keeps its meaning once released.
    pub id: &'static str,
    /// The problem in a few words.
    pub title: &'static str,
    /// What it is, why it hurts, what to do.
    pub statement: &'static str,
    /// Since when it holds.
    pub since: &'static str,
    /// Ids of the catalogue's sources.
    pub sources: &'static [&'static str],
}

/// A pull of a tag that the registry has removed.
pub(crate) const WITHDRAWN_TAG: LintRule = LintRule {
    id: "withdrawn-tag",
    title: "the registry no longer has this tag",
    statement: "The tag latest of the Windows base images was removed on 2019-04-16. A reference to it, or one without \
                any tag, fails at the next pull; a copy cached before is a Windows Server 2016 image. Name the release \
                instead, e.g. ltsc2022. Where the registry was asked and has the tag, there is nothing to find.",
    since: "2019-04-16",
    sources: &["ms-latest-tag-removal", "ms-version-compatibility"],
};

/// An image that the registry does not have.
pub(crate) const IMAGE_NOT_FOUND: LintRule = LintRule {
    id: "image-not-found",
    title: "the registry has no such image",
    statement: "The registry was asked for the image and answered that it has no such repository or tag. Pulling it fails \
                on every host, whatever the versions: ImagePullBackOff, or a service that stays at 0 replicas. Often it \
                is a misspelt tag, one that was never pushed, or one that was deleted. That an image may not be read is \
                another matter, which is told apart and is no finding.",
    since: "always",
    sources: &["moby"],
};

/// A text that is no image reference.
pub(crate) const INVALID_IMAGE_NAME: LintRule = LintRule {
    id: "invalid-image-name",
    title: "the image's name is no image reference",
    statement: "The text is not of the form [registry/]repository[:tag][@digest]: most often there are capitals in the \
                repository, a blank, or a placeholder that nobody has filled in. Nothing pulls it: Kubernetes says \
                InvalidImageName, Docker \"invalid reference format\". Where another tool puts the image in, check what that \
                tool writes.",
    since: "always",
    sources: &["moby"],
};

/// A tag that names another Windows than the image has inside.
pub(crate) const MISLEADING_TAG: LintRule = LintRule {
    id: "misleading-tag",
    title: "the tag names another Windows than is in the image",
    statement: "The tag names a Windows release or an OS version, and the image behind it carries another: it was rebuilt \
                on a newer base, or tagged by mistake. Hosts compare themselves with the image and never look at the tag, \
                so the verdict goes by what the image carries, and whoever picks hosts by the tag picks the wrong ones. \
                Name the image after what is in it, or build it on the release that it is named after.",
    since: "always",
    sources: &["ms-tag-format", "ms-version-compatibility"],
};

/// An image under a name that is no longer served.
pub(crate) const RETIRED_IMAGE_NAME: LintRule = LintRule {
    id: "retired-image-name",
    title: "the image has moved to another name",
    statement: "Microsoft's images left Docker Hub for mcr.microsoft.com: names such as microsoft/nanoserver get no new \
                tags since April 2019. What is still pulled there is years behind on security updates. Use the new \
                name with a tag that names the release.",
    since: "2019-04-02",
    sources: &["ms-latest-tag-removal", "mcr-readmes"],
};

/// A workload that placement allows on no host of the fleet.
pub(crate) const NO_HOST: LintRule = LintRule {
    id: "no-host",
    title: "no host of the fleet takes the workload",
    statement: "Selectors, affinity, taints or constraints refuse every host of the fleet, so the workload stays pending \
                (Kubernetes) or at 0 replicas (Swarm), whatever its image. Often a label was never set, or a toleration \
                is missing. Of a Dockerfile: its stages run on different hosts, and one host has to build them all.",
    since: "always",
    sources: &["k8s-windows-intro", "ms-version-compatibility"],
};

/// A combination that runs by every rule, and that users report to fail.
pub(crate) const FIELD_REPORT: LintRule = LintRule {
    id: "field-report",
    title: "users report that such a combination fails",
    statement: "By every rule the image runs on the host, and users publicly report that it does not: most often because \
                the image's revision is newer than the host's, although revisions need not match. The report names its \
                source, and the update that closes the gap where one does. A report never changes a verdict.",
    since: "2025-02-12",
    sources: &["github-actions-runner-images-11582", "github-windows-containers-591", "github-hcsshim-2566"],
};

/// A document that is broken.
pub(crate) const BROKEN_DOCUMENT: LintRule = LintRule {
    id: "broken-document",
    title: "the document cannot be read",
    statement: "The document is not valid YAML, JSON or Dockerfile syntax, or exceeds a limit on size or depth. Nothing \
                in it is checked; the other documents and files are.",
    since: "always",
    sources: &["k8s-windows-intro"],
};

/// A part of a document that cannot be read as meant.
pub(crate) const MALFORMED_FIELD: LintRule = LintRule {
    id: "malformed-field",
    title: "a field cannot be read as meant",
    statement: "A field that matters here is missing or of the wrong type, a key occurs twice, or a variable or \
                constraint cannot be read. That part is left out; the rest of the document is checked.",
    since: "always",
    sources: &["k8s-windows-intro"],
};

/// A file that cannot be read at all.
pub const UNREADABLE_FILE: LintRule = LintRule {
    id: "unreadable-file",
    title: "the file cannot be read",
    statement: "The file is missing, may not be read, is binary or larger than the limit, or is in an encoding other \
                than UTF-8 and UTF-16. It is not checked; the other files are.",
    since: "always",
    sources: &["k8s-windows-intro"],
};

/// All of them, sorted by id.
pub static LINT_RULES: [LintRule; 10] = [
    BROKEN_DOCUMENT,
    FIELD_REPORT,
    IMAGE_NOT_FOUND,
    INVALID_IMAGE_NAME,
    MALFORMED_FIELD,
    MISLEADING_TAG,
    NO_HOST,
    RETIRED_IMAGE_NAME,
    UNREADABLE_FILE,
    WITHDRAWN_TAG,
];

/// The rule with this id.
#[must_use]
pub fn lint_rule(id: &str) -> Option<&'static LintRule> {
    LINT_RULES.iter().find(|rule| rule.id == id)
}
