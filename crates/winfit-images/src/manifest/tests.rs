//! What documents are read as.
