//! Each part of the testkit against the program that users have: what a real client sees of it.

mod archive;
#[cfg(unix)]
mod engine;
mod registry;
mod rude;
mod skopeo;
#[cfg(unix)]
mod tls;
