//! Image references, in Docker's grammar.
