//! Where the cache is, if nobody says it: where the platform keeps caches.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

/// The platform's folder for winfit's cache, which need not exist: `$XDG_CACHE_HOME/winfit` or `~/.cache/winfit`, on macOS
/// `~/Library/Caches/winfit`, on Windows `%LOCALAPPDATA%\winfit\cache`. `None` where the user has no home.
pub(crate) fn platform_folder() -> Option<PathBuf> {
    let folder = etcetera::base_strategy::choose_native_strategy().ok()?.cache_dir().join("winfit");
    // On Windows, that is the folder for everything that winfit would ever keep on this computer.
    Some(if cfg!(windows) { folder.join("cache") } else { folder })
}
