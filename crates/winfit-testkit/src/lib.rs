//! Real components for tests, started on free loopback ports and stopped when they go out of scope.
//!
//! A test that wants a registry gets Debian's `docker-registry`, one that wants a daemon gets `dockerd`, one that wants a
//! cluster's opinion gets `kube-apiserver`: what a user has, and no imitation of it. Only behaviour that no real one shows on request comes from [`Rude`], a server that does to each
//! path what the test says. Nothing is pulled from afar: [`Manifest`] and [`Index`] make small real images, [`fixtures`]
//! the usual ones.
//!
//! Everything here blocks and runs on threads of its own, so it serves tests with and without an async runtime. What goes
//! wrong ends the test by a panic that names it: there is no reader of an error but the failing test.
//!
//! ```no_run
//! use winfit_testkit::{Registry, fixtures};
//!
//! let Some(registry) = Registry::anonymous() else { return };
//! let digest = registry.push("team/app", "1.0", &fixtures::multi_version());
//! // … read registry.reference("team/app", "1.0") …
//! assert_eq!(registry.requests().len(), 1);
//! # let _ = digest;
//! ```
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a component that fails has to fail the test that wants it"
)]

mod archive;
mod authority;
mod background;
pub mod component;
#[cfg(unix)]
mod control_plane;
#[cfg(unix)]
mod engine;
pub mod fixtures;
mod http;
mod image;
mod listener;
mod process;
mod registry;
mod rude;
mod token;

pub use archive::Archive;
pub use authority::{Authority, Identity};
pub use component::component;
#[cfg(unix)]
pub use control_plane::{ControlPlane, Refusal, Status};
#[cfg(unix)]
pub use engine::{Engine, Listen, Reply};
pub use image::{Blob, Entry, Image, Index, Manifest};
pub use listener::Heard;
pub use registry::{Access, Registry, Request, Transport};
pub use rude::{Answer, Rude};
pub use token::TokenServer;
