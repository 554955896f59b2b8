//! What a control plane has on this machine while it runs: two processes, and a folder for each.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fmt, fs, thread};

/// The folders in `/proc` of the processes, and the folder with all their files.
#[derive(Debug)]
pub(crate) struct Footprint(Vec<PathBuf>);

impl Footprint {
    /// That of the control plane whose API server has this URL.
    pub(crate) fn of(url: &str) -> Self {
        let (_, port) = url.rsplit_once(':').unwrap();
        let argument = format!("--secure-port={port}");
        let api_server = process(|it| words(it).contains(&argument));
        // Its own folder is within that of etcd.
        let files = folder(&api_server).unwrap().parent().unwrap().to_owned();
        let etcd = process(|it| folder(it).as_ref() == Some(&files));
        Self(vec![api_server, etcd, files])
    }

    /// Reads what its `Display` writes, if there is all of it.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let paths = line.strip_prefix("footprint ")?.split(' ').map(PathBuf::from);
        Some(Self(paths.collect())).filter(|it| it.0.len() == 3)
    }

    /// What of it is there.
    pub(crate) fn left(&self) -> Vec<&str> {
        self.0.iter().filter(|path| path.exists()).map(|path| path.to_str().unwrap()).collect()
    }

    /// Waits until nothing of it is there.
    pub(crate) fn await_end(&self) {
        let deadline = Instant::now() + Duration::from_secs(60);
        while !self.left().is_empty() {
            assert!(Instant::now() < deadline, "{:?}", self.left());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl fmt::Display for Footprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("footprint")?;
        self.0.iter().try_for_each(|path| write!(f, " {}", path.display()))
    }
}

/// The process of which this is true.
fn process(is_it: impl Fn(&Path) -> bool) -> PathBuf {
    let processes = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path());
    processes.into_iter().find(|path| is_it(path)).unwrap()
}

/// The words of its command line; none for what is no process, or no longer one.
fn words(process: &Path) -> Vec<String> {
    let line = fs::read_to_string(process.join("cmdline")).unwrap_or_default();
    line.split('\0').map(str::to_owned).collect()
}

/// The folder in which it works.
fn folder(process: &Path) -> Option<PathBuf> {
    fs::read_link(process.join("cwd")).ok()
}
