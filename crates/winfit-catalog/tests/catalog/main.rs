//! The reader of the catalogue, over the shipped files, a small valid catalogue, and what breaks it.

#[cfg(test)]
mod broken;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod failures;
#[cfg(test)]
mod hostile;
mod kubernetes;
#[cfg(test)]
mod overlay;
#[cfg(test)]
mod shipped;
#[cfg(test)]
mod small;
