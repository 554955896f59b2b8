//! The program `winfit`: everything is in the library, where it can be tested.

use std::process::ExitCode;

fn main() -> ExitCode {
    winfit::run(std::env::args_os())
}
