//! Where the cache is, if nobody says it: where the platform keeps caches.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

/// The platform's folder for what winfit knows of images, which need not exist: `$XDG_CACHE_HOME/winfit/images` or
/// `~/.cache/winfit/images`, on macOS `~/Library/Caches/winfit/images`, on Windows `%LOCALAPPDATA%\winfit\images`. `None` where the
/// user has no home.
pub(crate) fn platform_folder() -> Option<PathBuf> {
    // Other things of winfit's may be kept beside it.
    Some(etcetera::base_strategy::choose_native_strategy().ok()?.cache_dir().join("winfit").join("images"))
}
