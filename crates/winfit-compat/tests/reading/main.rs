//! Reading of OS versions, as other crates see it.

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod texts;
