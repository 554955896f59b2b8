//! What causes about the compute service of Windows say alike.

/// Shows the log of the compute service.
pub(super) const LOG: &str = "Get-WinEvent -LogName Microsoft-Windows-Hyper-V-Compute-Admin -MaxEvents 20 | Format-List TimeCreated, Message";

/// What such a log tells.
pub(super) const LOGGED: &str = "what the compute service logged at that time; on that host";

/// Keeps antivirus programs from the layers of images: what to say of it.
pub(super) const EXCLUDE: &str = "let antivirus programs leave the layers of images alone";

/// Keeps Defender from the layers of images.
pub(super) const EXCLUSION: &str =
    "Add-MpPreference -ExclusionPath C:\\ProgramData\\docker, C:\\ProgramData\\containerd";

/// Installs the newest update of Windows.
pub(super) const UPDATE: &str =
    "Install-Module PSWindowsUpdate; Install-WindowsUpdate -AcceptAll -AutoReboot";
