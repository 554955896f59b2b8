//! The facts as tables: what Windows releases exist, which update installs which revision, what image tags say,
//! what Microsoft's documents printed, what users reported, what becomes of the fields of Kubernetes objects,
//! how programs word failures.
//!
//! This crate holds the *shape* of the facts and, behind the feature `read`, the reader that turns the text files of
//! `catalog/` into a [`Catalog`] and refuses inconsistent rows by file and row. It decides nothing: what follows from
//! the facts is `winfit-compat`'s business.
//!
//! All strings are [`Text`], so that the same types serve as compiled-in constants and as tables read at run time.

mod base_layer;
mod catalog;
mod date;
mod edition;
mod engine_key;
mod error_code;
mod error_text;
mod field_path;
mod field_report;
mod image_names;
mod kb;
mod kubernetes_field;
mod kubernetes_version;
mod linux_image;
mod pause_image;
mod release;
mod source;
mod statement;
mod update;
mod value_test;

#[cfg(feature = "read")]
pub mod emit;
#[cfg(feature = "read")]
pub mod read;

pub use base_layer::{BaseLayer, LayerKind, LayerPart};
pub use catalog::Catalog;
pub use date::{Date, ParseDateError};
pub use edition::{Edition, HostGroup, MatrixCell, ParseEditionError, Support};
pub use engine_key::{EngineKey, KeyEffect, KeyFile};
pub use error_code::{CodeKind, ErrorCode};
pub use error_text::ErrorText;
pub use field_path::{FieldPath, ParseFieldPathError, PathStep};
pub use field_report::{FieldReport, ReportState, ReportedEffect, ReportedRelation};
pub use image_names::{
    ImageFamily, LinuxWord, MovingTag, Repository, RepositoryRole, RetiredName, TagLabel, TagPattern,
    TagSuffix,
};
pub use kb::{Kb, ParseKbError};
pub use kubernetes_field::{Basis, FieldBehaviour, KubernetesField, ObjectKind, PodOs, RuntimeCondition};
pub use kubernetes_version::{
    KnownVersions, KubernetesVersion, ParseKubernetesVersionError, UnknownVersionError, Versions,
};
pub use linux_image::LinuxImage;
pub use pause_image::PauseImage;
pub use release::{Baseline, Channel, Release};
pub use source::Source;
pub use statement::{Answer, Statement};
pub use update::{Update, UpdateChannel, UpdateKind};
pub use value_test::{ParseValueTestError, ValueTest};

/// Text that is either compiled in or read at run time.
pub type Text = std::borrow::Cow<'static, str>;

/// A list that is either compiled in or read at run time.
pub type List<T> = std::borrow::Cow<'static, [T]>;
