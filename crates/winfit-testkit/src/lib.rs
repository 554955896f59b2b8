//! Real components for tests, started on free loopback ports and stopped when they go out of scope.
