//! Reads and checks the files of `catalog/`.
