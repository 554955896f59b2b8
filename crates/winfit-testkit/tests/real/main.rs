//! Each part of the testkit against the program that users have: what a real client sees of it.

#[cfg(test)]
mod archive;
#[cfg(test)]
mod control_plane;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod process;
#[cfg(test)]
mod registry;
#[cfg(test)]
mod rude;
#[cfg(test)]
mod skopeo;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod token;
