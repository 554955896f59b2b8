//! The kinds of things that can be wrong with a file or a row, each with its message.

use crate::read::{FILE_NAMES, MAX_FILE_BYTES, PhraseError, TemplateError};
use crate::{
    Date, Kb, KubernetesVersion, ParseDateError, ParseEditionError, ParseFieldPathError, ParseKbError,
    ParseKubernetesVersionError, ParseValueTestError,
};

/// What is wrong with a file or a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A file of the catalogue was not given.
    #[error("the file is missing")]
    MissingFile,
    /// A file was given that no catalogue has.
    #[error("a catalogue has no such file; it has {}", FILE_NAMES.join(", "))]
    UnknownFile,
    /// The file is larger than what is read.
    #[error("the file has {bytes} bytes; at most {MAX_FILE_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The text is not TOML or CSV.
    #[error("{message}")]
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// A TOML file has something else than its one array of tables.
    #[error("\"{found}\" is not what the file holds, [[{expected}]] tables only")]
    Table {
        /// The key.
        found: String,
        /// The name of its tables.
        expected: &'static str,
    },
    /// A CSV file has another header.
    #[error("the columns are \"{found}\", not \"{expected}\"")]
    Header {
        /// The header as it stands.
        found: String,
        /// The documented one.
        expected: String,
    },
    /// A CSV row is longer or shorter than the header.
    #[error("the row has {found} column(s), not {expected}")]
    Columns {
        /// Columns of the row.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// A field is unknown, missing, repeated or of another type.
    #[error("{message}")]
    Shape {
        /// What the parser says.
        message: String,
    },
    /// A field that must say something is empty.
    #[error("{field} is empty")]
    Empty {
        /// The field.
        field: &'static str,
    },
    /// A text has control characters, which would reach terminals.
    #[error("{field} \"{value}\" has a control character")]
    Control {
        /// The field.
        field: &'static str,
        /// Its value, escaped.
        value: String,
    },
    /// A value does not have the form that its field asks for.
    #[error("{field} \"{value}\" is not {expected}")]
    Form {
        /// The field.
        field: &'static str,
        /// Its value, escaped.
        value: String,
        /// The form, with its article.
        expected: &'static str,
    },
    /// A word is not one of those that the field knows.
    #[error("{field} \"{value}\" is not one of {known}")]
    Word {
        /// The field.
        field: &'static str,
        /// Its value, escaped.
        value: String,
        /// The words, separated by commas.
        known: String,
    },
    /// A date is malformed.
    #[error("{field}: {error}")]
    Date {
        /// The field.
        field: &'static str,
        /// Why.
        error: ParseDateError,
    },
    /// An article number is malformed.
    #[error("{field}: {error}")]
    Kb {
        /// The field.
        field: &'static str,
        /// Why.
        error: ParseKbError,
    },
    /// A version of Kubernetes is malformed.
    #[error("{field}: {error}")]
    KubernetesVersion {
        /// The field.
        field: &'static str,
        /// Why.
        error: ParseKubernetesVersionError,
    },
    /// The path of a field is malformed.
    #[error("path: {0}")]
    Path(ParseFieldPathError),
    /// The question about a value is malformed.
    #[error("value: {0}")]
    ValueTest(ParseValueTestError),
    /// The edition is unknown.
    #[error("edition: {0}")]
    Edition(ParseEditionError),
    /// The template of a tag pattern is malformed.
    #[error("template {0}")]
    Template(TemplateError),
    /// The phrase of a wording is malformed.
    #[error("phrase {0}")]
    Phrase(PhraseError),
    /// A list names something twice.
    #[error("{field} names \"{value}\" twice")]
    Repeated {
        /// The field.
        field: &'static str,
        /// What is named twice.
        value: String,
    },
    /// The file has no rows, and something must be in it.
    #[error("the file has no rows")]
    NoRows,
    /// Versions follow each other, and one is left out.
    #[error("version {missing} is missing before it")]
    Gap {
        /// The first one that is left out.
        missing: KubernetesVersion,
    },
    /// A range of versions ends before it starts.
    #[error("since {since} is later than until {until}")]
    Backwards {
        /// The start.
        since: KubernetesVersion,
        /// The end.
        until: KubernetesVersion,
    },
    /// Something does not work, and nothing says which rule reports it, or why none does.
    #[error("behaviour \"{behaviour}\" asks for a rule, or for the reason in unchecked why there is none")]
    Unanswered {
        /// What becomes of the field.
        behaviour: &'static str,
    },
    /// Two fields exclude each other.
    #[error("{one} and {other} exclude each other")]
    Both {
        /// One of them.
        one: &'static str,
        /// The other.
        other: &'static str,
    },
    /// A row, or an entry of a list in it, stands in the wrong place.
    #[error("{what} stands after {after}, which sorts behind it")]
    Unsorted {
        /// `the row`, or the entry.
        what: String,
        /// Its predecessor.
        after: String,
    },
    /// The same row stands in the file already.
    #[error("the same row stands in line {first}")]
    Duplicate {
        /// The line of the first one.
        first: usize,
    },
    /// A row with the same key stands in another file already.
    #[error("a row with the same key stands in {file}")]
    Elsewhere {
        /// The other file.
        file: &'static str,
    },
    /// A row with the same key stands in the file already, and says something else.
    #[error("contradicts line {first}, which has the same key")]
    Contradiction {
        /// The line of the first one.
        first: usize,
    },
    /// A reference leads to nothing.
    #[error("{field} \"{value}\" is not in {file}")]
    Dangling {
        /// The field.
        field: &'static str,
        /// The reference, escaped.
        value: String,
        /// The file or files where it should be.
        file: &'static str,
    },
    /// No release has the build.
    #[error("no release has build {build}")]
    NoRelease {
        /// The build.
        build: u32,
    },
    /// The build has releases, but none that the row is for.
    #[error("listed for {channel} hosts, but no {missing} release has build {build}")]
    NoSuchHosts {
        /// The channel of the row.
        channel: &'static str,
        /// The kind of release that the build lacks.
        missing: &'static str,
        /// The build.
        build: u32,
    },
    /// Something ends before it starts.
    #[error("{end} {ended} precedes {start} {started}")]
    EndsEarly {
        /// The field with the end.
        end: &'static str,
        /// The end.
        ended: Date,
        /// The field with the start.
        start: &'static str,
        /// The start.
        started: Date,
    },
    /// A release names an image tag that means another build.
    #[error("image tag \"{tag}\" means build {build}, but the release has build {actual}")]
    TagOfOtherBuild {
        /// The tag.
        tag: String,
        /// The build of the label.
        build: u32,
        /// The build of the release.
        actual: u32,
    },
    /// A row and the release that it names disagree about the build.
    #[error("has build {build}, but release \"{release}\" has build {actual}")]
    OtherBuild {
        /// The build of the row.
        build: u32,
        /// The release.
        release: String,
        /// Its build.
        actual: u32,
    },
    /// The updates do not have what the row relies on.
    #[error("updates.csv has no {kb} with revision {revision} for build {build}")]
    NoUpdate {
        /// The build, or several.
        build: String,
        /// The revision.
        revision: u32,
        /// The article.
        kb: Kb,
    },
    /// The updates do not have the revision that the row names.
    #[error("updates.csv has no revision {revision} of build {build}")]
    NoRevision {
        /// The build.
        build: u32,
        /// The revision.
        revision: u32,
    },
    /// One of two fields that belong together is missing.
    #[error("{present} is given without {missing}")]
    Half {
        /// The field that is there.
        present: &'static str,
        /// The field that is not.
        missing: &'static str,
    },
    /// A server stands in a table of clients, or the other way round.
    #[error("host \"{host}\" does not belong in the table of {hosts} hosts")]
    OtherHosts {
        /// The release or group.
        host: String,
        /// `server` or `client`.
        hosts: &'static str,
    },
    /// The release has no images.
    #[error("image \"{release}\" is a release without images")]
    NoImages {
        /// The release.
        release: String,
    },
}
