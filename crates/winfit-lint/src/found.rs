//! A workload, and where in its file each thing stands that a finding might point at or a fix might change.

mod hint;
mod image_place;
mod place;

pub use hint::{HintReason, WindowsHint};
pub use image_place::{ImagePlace, ImageStyle, Substitution};
pub use place::{Place, PlaceKind};

use winfit_compat::Isolation;
use winfit_fleet::Workload;
use winfit_fleet::placement::Toleration;

use crate::Span;

/// A workload with its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What asks to be placed.
    pub workload: Workload,
    /// The object that says so: the Kubernetes object, the Compose service, the Dockerfile stage.
    pub span: Span,
    /// Where its name is written.
    pub name: Option<Span>,
    /// Where its images are written: one for each container of the workload, in the same order.
    pub images: Vec<ImagePlace>,
    /// Images whose files a Dockerfile stage takes without starting them: `COPY --from`, `RUN --mount=from=`.
    pub sources: Vec<Source>,
    /// Everything else that bears on where it runs, in document order.
    pub places: Vec<Place>,
    /// What says that it is meant for Windows, apart from its images' names.
    pub windows_hints: Vec<WindowsHint>,
    /// The labels of a Kubernetes pod, by which services and policies choose it.
    pub labels: Vec<(String, String)>,
    /// The persistent volume claims that a Kubernetes pod uses, by name.
    pub claims: Vec<String>,
    /// The Kubernetes runtime class that it names.
    pub runtime_class: Option<RuntimeClassUse>,
    /// The service of another file that it extends, for a Compose service.
    pub extends: Option<ExtendsUse>,
    /// The number of the earlier stage that a Dockerfile stage goes on from.
    pub base_stage: Option<usize>,
    /// The isolation that an annotation of a Kubernetes pod asks for. Old versions heed it, and no others: it is not among
    /// what the containers have.
    pub annotated_isolation: Option<Isolation>,
    /// How its image is built, for a Compose service that builds one. Such a service may have no container: then its
    /// image has no name, and only the Dockerfile tells what it is.
    pub build: Option<Build>,
}

/// An image that is read and not started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The image reference.
    pub image: String,
    /// Where it is written.
    pub place: ImagePlace,
}

/// A workload's `runtimeClassName`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeClassUse {
    /// The name.
    pub name: String,
    /// Where it is written.
    pub span: Span,
    /// Whether the class itself was found and merged into the workload, by [`crate::link`].
    pub linked: bool,
}

/// A Compose service's `extends` that leads to another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendsUse {
    /// The file, as it is written.
    pub file: String,
    /// The service there.
    pub service: String,
    /// Where the service that has it says so.
    pub span: Span,
    /// The isolation that this service asks for itself; one without an image has no container that would.
    pub isolation: Option<Isolation>,
    /// Whether the other service was found and merged into the workload, by [`crate::link`].
    pub linked: bool,
}

/// A Kubernetes RuntimeClass: which handler runs the pods that name it, and where they may be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeClass {
    /// Its name.
    pub name: String,
    /// The handler of the container runtime, e.g. `runhcs-wcow-hypervisor`.
    pub handler: String,
    /// `scheduling.nodeSelector`, which is merged into that of the pod.
    pub node_selector: Vec<(String, String)>,
    /// `scheduling.tolerations`, which are added to those of the pod.
    pub tolerations: Vec<Toleration>,
    /// The object.
    pub span: Span,
}

/// A Compose service's `build`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Build {
    /// The directory with the sources, relative to the Compose file; variables filled in where known.
    pub context: Option<String>,
    /// The Dockerfile, relative to the context; `None`: `Dockerfile`.
    pub dockerfile: Option<String>,
    /// The stage to build; `None`: the last.
    pub target: Option<String>,
    /// `dockerfile_inline`: the Dockerfile stands in the Compose file itself.
    pub inline: bool,
    /// `build.args` with a value: they replace the defaults of the Dockerfile's arguments.
    pub args: Vec<(String, String)>,
    /// Where it is written.
    pub span: Span,
}

impl Found {
    /// A workload of which only the object itself has a place yet.
    #[must_use]
    pub const fn new(workload: Workload, span: Span) -> Self {
        Self {
            workload,
            span,
            name: None,
            images: Vec::new(),
            sources: Vec::new(),
            places: Vec::new(),
            windows_hints: Vec::new(),
            labels: Vec::new(),
            claims: Vec::new(),
            runtime_class: None,
            extends: None,
            base_stage: None,
            annotated_isolation: None,
            build: None,
        }
    }

    /// The first place of this kind.
    #[must_use]
    pub fn place(&self, kind: &PlaceKind) -> Option<&Place> {
        self.places.iter().find(|place| place.kind == *kind)
    }
}
