//! The Windows that the program runs on, out of its registry.
//!
//! The registry is asked on Windows only; what is made of its values is a function of them, tested everywhere.

/// What the registry says of a Windows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Values {
    /// `ProductName`; says Windows 10 on Windows 11.
    product: Option<String>,
    /// `CurrentBuildNumber`.
    build: Option<String>,
    /// `UBR`, the revision.
    revision: Option<u32>,
}

/// The registry does not tell the build.
#[derive(Debug, thiserror::Error)]
#[cfg_attr(not(windows), expect(dead_code, reason = "made where the registry is read"))]
pub(crate) enum ThisHostError {
    /// The key cannot be opened.
    #[error("cannot read HKLM\\{KEY}: {0}")]
    Unreadable(std::io::Error),
    /// It has no build.
    #[error("HKLM\\{KEY} has no CurrentBuildNumber")]
    NoBuild,
}

#[cfg_attr(not(windows), expect(dead_code, reason = "read where there is a registry"))]
const KEY: &str = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

/// The values as a text that `winfit-compat` reads: as PowerShell's `Get-ItemProperty` prints them.
fn text_of(values: &Values) -> Option<String> {
    let build = values.build.as_deref()?;
    let mut text = String::new();
    if let Some(product) = &values.product {
        text.push_str(&format!("ProductName        : {product}\n"));
    }
    text.push_str(&format!("CurrentBuildNumber : {build}\n"));
    if let Some(revision) = values.revision {
        text.push_str(&format!("UBR                : {revision}\n"));
    }
    Some(text)
}

/// This host, as a text that names its OS version.
#[cfg(windows)]
pub(crate) fn describe() -> Result<String, ThisHostError> {
    let key = winreg::RegKey::predef(winreg::enums::HKEY_LOCAL_MACHINE)
        .open_subkey(KEY)
        .map_err(ThisHostError::Unreadable)?;
    let values = Values {
        product: key.get_value("ProductName").ok(),
        build: key.get_value("CurrentBuildNumber").ok(),
        revision: key.get_value("UBR").ok(),
    };
    text_of(&values).ok_or(ThisHostError::NoBuild)
}

#[cfg(test)]
mod tests {
    use winfit_compat::reading::read_one;
    use winfit_compat::{HostKind, OsVersion};

    use super::*;

    fn values(product: &str) -> Values {
        Values { product: Some(product.to_owned()), build: Some("20348".to_owned()), revision: Some(825) }
    }

    #[test]
    fn the_registry_of_a_server_reads_as_one_version_of_a_server() {
        let text = text_of(&values("Windows Server 2022 Datacenter")).unwrap();
        let answer = read_one(&text).unwrap();
        let [reading] = answer.readings() else { panic!("{answer:?}") };
        assert_eq!(reading.os_version(), Some(OsVersion::new(20348, 825)));
        assert_eq!(reading.kind, Some(HostKind::Server));
    }

    #[test]
    fn without_a_revision_only_the_build_is_known() {
        let text = text_of(&Values { revision: None, ..values("Windows 10 Pro") }).unwrap();
        let answer = read_one(&text).unwrap();
        assert_eq!(answer.readings()[0].os_version(), Some(OsVersion::of_build(20348)));
    }

    #[test]
    fn without_a_build_there_is_no_answer() {
        assert_eq!(text_of(&Values { build: None, ..values("Windows 10 Pro") }), None);
    }
}
