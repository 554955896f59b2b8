//! Each part of the testkit against the program that users have: what a real client sees of it.

mod registry;
mod skopeo;
