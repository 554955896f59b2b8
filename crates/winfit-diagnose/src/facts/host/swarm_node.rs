//! `docker node inspect`, in JSON and `--pretty`: a node's name, system and the version that somebody put into its labels.

use winfit_compat::reading::Form;
use winfit_compat::{Architecture, Os, OsVersion, Runtime, RuntimeVersion};

use super::super::plain::Plain;
use super::super::scan::is_host_name;
use super::super::tree::{Field, Level, is, keys, walk};
use super::{MOST, Told};

/// A node whose output is being read.
#[derive(Debug, Default)]
struct Node<'t> {
    seen: Vec<&'t str>,
    name: Option<&'t str>,
    os: Option<Os>,
    version: Option<OsVersion>,
    architecture: Option<Architecture>,
    engine: Option<RuntimeVersion>,
    at: usize,
}

/// Keys of a node's own, of which each comes once.
const OWN: [&str; 7] = ["ID", "Spec", "Description", "Hostname", "Labels", "Platform", "Engine Version"];

/// Adds the nodes that a text inspects.
pub(super) fn read(plain: &Plain<'_>, told: &mut Vec<Told>) {
    let mut node = Node::default();
    walk(plain, |path, field| {
        let path = keys(path);
        if path.is_empty() && OWN.contains(&field.key) {
            if node.seen.contains(&field.key) {
                std::mem::take(&mut node).finish(plain, told);
            }
            node.seen.push(field.key);
        }
        node.field(path, field);
    });
    node.finish(plain, told);
}

impl<'t> Node<'t> {
    fn field(&mut self, path: &[Level<'t>], field: &Field<'t>) {
        let value = field.value;
        let (key, value) = match value.split_once('=').filter(|_| field.key.is_empty()) {
            Some((key, value)) => (key.trim(), value.trim()),
            None => (field.key, value),
        };
        let is_label = is(path, &["Spec", "Labels"]) || is(path, &["Labels"]);
        if is_label && key.eq_ignore_ascii_case("osversion") {
            self.version = value.parse().ok();
            self.at = field.at;
        } else if (is(path, &["Description"]) || path.is_empty()) && key == "Hostname" {
            self.name = Some(value).filter(|it| is_host_name(it));
            self.at = if self.version.is_none() { field.at } else { self.at };
        } else if is(path, &["Description", "Platform"]) || is(path, &["Platform"]) {
            match key {
                "OS" | "Operating System" if value.eq_ignore_ascii_case("windows") => {
                    self.os = Some(Os::Windows);
                }
                "OS" | "Operating System" if value.eq_ignore_ascii_case("linux") => self.os = Some(Os::Linux),
                "Architecture" => self.architecture = value.parse().ok(),
                _ => {}
            }
        } else if (is(path, &["Description", "Engine"]) && key == "EngineVersion") || key == "Engine Version"
        {
            let mut parts = value.split('.').map(|part| part.parse::<u16>().ok());
            let version = parts.next().flatten().zip(parts.next().flatten());
            self.engine = version.map(|(major, minor)| RuntimeVersion { major, minor });
        }
    }

    fn finish(self, plain: &Plain<'_>, told: &mut Vec<Told>) {
        let is_windows = self.os == Some(Os::Windows) || (self.os.is_none() && self.version.is_some());
        let is_told = self.version.is_some() || (self.name.is_some() && self.os.is_some());
        if !is_told || told.len() >= 8 * MOST {
            return;
        }
        told.push(Told {
            name: self.name.map(str::to_owned),
            version: self.version.filter(|_| is_windows),
            os: if is_windows { Os::Windows } else { Os::Linux },
            form: self.version.filter(|_| is_windows).map(|_| Form::NodeLabel),
            kind: None,
            architecture: self.architecture,
            runtime: self.engine.map(|version| Runtime::Docker(Some(version))),
            default_isolation: None,
            cautions: Vec::new(),
            place: plain.place(self.at),
        });
    }
}
