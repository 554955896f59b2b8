//! Paths as files that people share write them: from a folder on, with slashes on every system.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// A folder, and the ways from it to files.
#[derive(Debug)]
pub(crate) struct Base {
    folder: Vec<Part>,
    /// The ways to folders that were asked for.
    known: HashMap<PathBuf, String>,
}

type Part = OsString;

impl Base {
    /// From this folder on; an empty path is the current one.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: parts(folder), known: HashMap::new() }
    }

    /// The way to a file, e.g. `deploy/web.yaml` or `../web.yaml`. Links are followed, but for the file's own.
    pub(crate) fn path_to(&mut self, file: &Path) -> String {
        let name = file.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let parent = file.parent().unwrap_or(Path::new(""));
        if let Some(way) = self.known.get(parent) {
            return format!("{way}{name}");
        }
        let way = self.way(&parts(parent));
        let path = format!("{way}{name}");
        self.known.insert(parent.to_owned(), way);
        path
    }

    fn way(&self, parent: &[Part]) -> String {
        let common = self.folder.iter().zip(parent).take_while(|(one, other)| one == other).count();
        let up = self.folder.len() - common;
        let down = parent.iter().skip(common).map(|part| part.to_string_lossy().replace('\\', "/"));
        std::iter::repeat_n("..".to_owned(), up)
            .chain(down)
            .fold(String::new(), |way, part| way + &part + "/")
    }
}

/// The folders from the root to a folder; of one that does not exist, by its name alone.
fn parts(folder: &Path) -> Vec<Part> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let absolute = folder.canonicalize().or_else(|_| std::path::absolute(folder));
    let absolute = absolute.unwrap_or_else(|_| folder.to_owned());
    let part = |component: Component<'_>| match component {
        Component::RootDir | Component::CurDir => None,
        other => Some(other.as_os_str().to_owned()),
    };
    absolute.components().filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_way_is_the_same_however_the_file_was_named() {
        let root = tempfile::tempdir().unwrap();
        let [here, below, beside] = ["here", "here/below", "beside"].map(|it| root.path().join(it));
        for folder in [&below, &beside] {
            fs::create_dir_all(folder).unwrap();
        }
        let mut base = Base::new(&here);
        for (file, way) in [
            (here.join("a.yaml"), "a.yaml"),
            (here.join("./below/../a.yaml"), "a.yaml"),
            (below.join("a b.yaml"), "below/a b.yaml"),
            (below.join("c.yaml"), "below/c.yaml"),
            (beside.join("a.yaml"), "../beside/a.yaml"),
            (root.path().join("a.yaml"), "../a.yaml"),
            (here.join("gone/a.yaml"), "gone/a.yaml"),
        ] {
            assert_eq!(base.path_to(&file), way, "{}", file.display());
        }
    }

    #[test]
    fn an_empty_path_is_the_current_folder() {
        assert_eq!(Base::new(Path::new("")).path_to(Path::new("a.yaml")), "a.yaml");
        assert_eq!(Base::new(Path::new(".")).path_to(Path::new("src/a.yaml")), "src/a.yaml");
    }
}
