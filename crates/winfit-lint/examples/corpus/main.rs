//! Writes the files that winfit is measured with.
//!
//!     cargo run --release --package winfit-lint --example corpus -- FOLDER
//!
//! They are the same every time. `cargo xtask bench` measures with them, and `docs/benchmarks.md` says what came of that.

mod flagged;
mod manifests;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use flagged::Company;
use manifests::{System, manifest, stream};

/// Bytes of the one big file of each kind.
const BIG: usize = 16 << 20;

/// Of the folder of small ones.
const FILES: usize = 10_000;

/// Of these, one in so many is for Windows.
const WINDOWS: usize = 10;

/// How often each bad example is there.
const REPEATED: usize = 10;

fn main() -> io::Result<()> {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        return Err(io::Error::other("name the folder to write to"));
    };
    write(&folder.join("linux.yaml"), &stream(System::Linux, BIG))?;
    write(&folder.join("windows.yaml"), &stream(System::Windows, BIG))?;
    write(&folder.join("flagged.yaml"), &flagged::stream(Company::Usual, BIG))?;
    write(&folder.join("flagged-densely.yaml"), &flagged::stream(Company::None, BIG / 4))?;
    for number in 0..FILES {
        let system = if number % WINDOWS == 0 { System::Windows } else { System::Linux };
        let path = folder.join(format!("files/{:03}/service-{number}.yaml", number / 100));
        write(&path, &manifest(system, number))?;
    }
    for (path, text) in flagged::files(Company::Usual) {
        for copy in 0..REPEATED {
            write(&folder.join(format!("flagged/{copy:02}/{path}")), &text)?;
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
