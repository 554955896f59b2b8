//! Processor architectures, as image platforms name them.

use std::fmt;
use std::str::FromStr;

/// A processor architecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Architecture {
    /// `amd64`, also written `x86_64` or `x64`.
    Amd64,
    /// `arm64`, also written `aarch64`.
    Arm64,
    /// `386`, also written `x86` or `i386`.
    X86,
    /// `arm`, 32 bit.
    Arm,
    /// Any other: no Windows container runs on it.
    Other,
}

/// The text names no architecture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseArchitectureError {
    text: String,
}

impl Architecture {
    /// The name that image platforms use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Amd64 => "amd64",
            Self::Arm64 => "arm64",
            Self::X86 => "386",
            Self::Arm => "arm",
            Self::Other => "another architecture",
        }
    }
}

impl FromStr for Architecture {
    type Err = ParseArchitectureError;

    /// Reads the names that Go, Windows, Linux and Docker print, without case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_lowercase().as_str() {
            "amd64" | "x86_64" | "x86-64" | "x64" => Ok(Self::Amd64),
            "arm64" | "aarch64" | "arm64v8" => Ok(Self::Arm64),
            "386" | "x86" | "i386" | "i686" => Ok(Self::X86),
            "arm" | "arm32v7" | "armv7" | "armhf" => Ok(Self::Arm),
            "ppc64le" | "s390x" | "riscv64" | "mips64le" | "loong64" | "ppc64" => Ok(Self::Other),
            _ => Err(ParseArchitectureError { text: text.to_owned() }),
        }
    }
}

impl fmt::Display for Architecture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for ParseArchitectureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not an architecture such as amd64 or arm64", self.text.escape_debug())
    }
}

impl std::error::Error for ParseArchitectureError {}
