//! What Windows does not take of a volume.

use crate::Confidence;
use crate::compose::volume::is_pipe;
use crate::lint::{Compose, Volume, VolumePart};

/// What is wrong with a volume, and the part that it is wrong with.
pub(super) struct Flaw {
    pub(super) part: VolumePart,
    pub(super) message: String,
    pub(super) confidence: Confidence,
    /// What Docker says.
    pub(super) says: Option<&'static str>,
    /// The text that cures it, and what that does.
    pub(super) cure: Option<(String, String)>,
    /// What to do by hand.
    pub(super) instead: Option<&'static str>,
}

/// What is wrong with a volume first of all.
pub(super) fn flaw(compose: &Compose<'_, '_>, volume: &Volume<'_, '_>) -> Option<Flaw> {
    if volume.kind.as_deref().is_some_and(|kind| !matches!(kind, "bind" | "volume" | "npipe")) {
        return None;
    }
    control_characters(compose, volume)
        .or_else(|| socket(compose, volume))
        .or_else(|| system_drive(volume))
        .or_else(|| target(volume))
        .or_else(|| options(volume))
        .or_else(|| single_file(volume))
}

/// A path in double quotes whose backslashes YAML takes for itself.
fn control_characters(compose: &Compose<'_, '_>, volume: &Volume<'_, '_>) -> Option<Flaw> {
    let part = VolumePart::Target;
    volume.target.chars().find(|it| it.is_control())?;
    let raw = compose.subject.source.text().get(volume.span(part).range())?;
    let raw = raw.strip_prefix('"')?.strip_suffix('"')?;
    let cure = (format!("write {raw} so that YAML leaves it alone"), raw.to_owned());
    Some(Flaw {
        part: if volume.kind.is_some() { part } else { VolumePart::Whole },
        message: format!("volume \"{raw}\" has a control character where a backslash is meant"),
        confidence: Confidence::Certain,
        says: Some("invalid mount path"),
        cure: Some(cure),
        instead: None,
    })
}

/// Where the engine listens on Linux.
fn socket(compose: &Compose<'_, '_>, volume: &Volume<'_, '_>) -> Option<Flaw> {
    const PIPE: &str = r"\\.\pipe\docker_engine";
    let source = volume.source.as_deref().filter(|source| source.ends_with("/docker.sock"))?;
    let cure = (format!("mount the pipe {PIPE}"), format!("{PIPE}:{PIPE}"));
    let is_there = Volume::all(compose).iter().any(|it| it.target.eq_ignore_ascii_case(PIPE));
    Some(Flaw {
        part: VolumePart::Whole,
        message: format!("the engine does not listen at \"{source}\" on Windows"),
        confidence: Confidence::Certain,
        says: None,
        cure: Some(cure).filter(|_| volume.kind.is_none() && !is_there),
        instead: match volume.kind {
            _ if is_there => Some("take it out: the pipe is mounted already"),
            Some(_) => Some(r"mount the pipe \\.\pipe\docker_engine, with the type npipe"),
            None => None,
        },
    })
}

fn system_drive(volume: &Volume<'_, '_>) -> Option<Flaw> {
    let is_drive = matches!(volume.target.to_ascii_lowercase().as_str(), "c:" | "c:\\" | "c:/");
    is_drive.then(|| Flaw {
        part: VolumePart::Target,
        message: format!("volume target \"{}\" is the drive with the system of the container", volume.target),
        confidence: Confidence::Certain,
        says: Some(r"destination path cannot be `c:` or `c:\`"),
        cure: None,
        instead: Some(r"mount it at a folder, such as C:\data"),
    })
}

fn target(volume: &Volume<'_, '_>) -> Option<Flaw> {
    if is_path_of_windows(&volume.target) || is_pipe(&volume.target) {
        return None;
    }
    let wanted = path_of_windows(&volume.target);
    Some(Flaw {
        part: VolumePart::Target,
        message: format!("volume target \"{}\" is no path inside a Windows container", volume.target),
        confidence: Confidence::Certain,
        says: Some(if volume.kind.is_some() { "invalid mount path" } else { "invalid volume specification" }),
        instead: wanted.is_none().then_some(r"mount it at a folder with its drive, such as C:\data"),
        cure: wanted.map(|path| (format!("mount it at {path}"), path)),
    })
}

fn is_path_of_windows(path: &str) -> bool {
    let path = path.strip_prefix(r"\\?\").unwrap_or(path);
    let Some((drive, folders)) = path.split_at_checked(2) else { return false };
    let has_drive = matches!(drive.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic());
    let folders = folders.replace('/', "\\");
    let folders = folders.strip_suffix('\\').unwrap_or(&folders);
    let is_name = |name: &str| !name.is_empty() && !name.contains([':', '*', '?', '"', '<', '>']);
    has_drive
        && (folders.is_empty() || folders.strip_prefix('\\').is_some_and(|it| it.split('\\').all(is_name)))
}

/// The path of Windows that is meant by one without a drive, or with doubled backslashes.
fn path_of_windows(path: &str) -> Option<String> {
    let path = path.replace('/', "\\").replace(r"\\", "\\");
    let path = if path.starts_with('\\') { format!("C:{path}") } else { path };
    (is_path_of_windows(&path) && path.len() > 3).then_some(path)
}

/// Options that only Linux has.
fn options(volume: &Volume<'_, '_>) -> Option<Flaw> {
    const OF_LINUX: [&str; 8] = ["Z", "private", "rprivate", "rshared", "rslave", "shared", "slave", "z"];
    let (of_linux, others): (Vec<&str>, Vec<&str>) =
        volume.options.split(',').partition(|option| OF_LINUX.contains(option));
    let first = of_linux.first()?;
    let message = format!("volume option \"{first}\" is for Linux");
    let cure = Some((format!("leave {} out", of_linux.join(",")), others.join(",")));
    Some(Flaw {
        part: VolumePart::Options,
        message,
        confidence: Confidence::Certain,
        says: Some("invalid volume specification"),
        cure,
        instead: None,
    })
}

/// A file that is mounted, as the endings tell of what is on the machine and in the container.
fn single_file(volume: &Volume<'_, '_>) -> Option<Flaw> {
    // Folders of projects have names such as Shop.Web.
    const OF_FILES: [&str; 20] = [
        "bat", "cer", "cfg", "cmd", "conf", "config", "crt", "env", "exe", "htpasswd", "ini", "json", "key",
        "pem", "pfx", "ps1", "toml", "xml", "yaml", "yml",
    ];
    let source = volume.source.as_deref().filter(|_| volume.is_bind())?;
    let ending = |path: &str| {
        let name = path.rsplit(['/', '\\']).next()?;
        Some(name.rsplit_once('.')?.1.to_ascii_lowercase())
    };
    let is_file =
        ending(source).filter(|ending| OF_FILES.contains(&ending.as_str())) == ending(&volume.target);
    (is_file && ending(source).is_some()).then(|| Flaw {
        part: VolumePart::Whole,
        message: format!("the file \"{source}\" cannot be mounted: on Windows, only folders can"),
        confidence: Confidence::Likely,
        says: Some("source path must be a directory"),
        cure: None,
        instead: Some("mount the folder that it is in, or copy the file into the image"),
    })
}
