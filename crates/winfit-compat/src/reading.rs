//! OS versions out of any text in which people meet them.
//!
//! [`read`] finds every OS version of a text, says in what kind of text it stands ([`Form`]) and what to beware of
//! ([`Caution`]). [`read_one`] answers what the text as a whole is about: one host, or several nodes, or the reason why
//! it names no OS version at all ([`NoOsVersion`]).
//!
//! Each form is a file with its statement and examples. The forms look at numbers one after the other, through a window
//! of fixed size, and the outline of the text (whose version is it?) is made in one pass, so that reading takes time and
//! memory in proportion to the text. Nothing here looks into the catalogue: a reading is what the text says.
//!
//! ```
//! use winfit_compat::OsVersion;
//! use winfit_compat::reading::{Caution, Form, read};
//!
//! let found = read("Kernel Version: 10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)");
//! assert_eq!(found[0].os_version(), Some(OsVersion::of_build(17763)));
//! assert_eq!(found[0].form, Form::KernelVersionWithLab);
//! assert_eq!(found[0].cautions, [Caution::BuildLabIsNotRevision]);
//! ```

use std::ops::Range;

use crate::{Architecture, HostKind, Os, OsVersion};

mod answer;
mod banner;
mod build_lab;
mod caution;
mod computer_info;
mod environment;
mod form;
mod image_tag;
mod kernel_version;
mod key;
mod look_alike;
mod node_label;
mod number;
mod os_build;
mod os_name;
mod outline;
mod plain;
mod platform;
mod powershell_table;
mod registry;
mod site;
mod system_info;

pub use answer::{Answer, NoOsVersion, read_one};
pub use caution::Caution;
pub use form::Form;
pub use look_alike::{LookAlike, LookAlikeKind, look_alikes};

use site::Site;

/// An OS version found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The operating system, with its version if it is Windows.
    pub system: System,
    /// What kind of text it stands in.
    pub form: Form,
    /// Byte range in the text.
    pub span: Range<usize>,
    /// The text says server or client.
    pub kind: Option<HostKind>,
    /// The text says which architecture.
    pub architecture: Option<Architecture>,
    /// What the reader should beware of.
    pub cautions: Vec<Caution>,
    /// Name of the node that the version belongs to, where the text names nodes.
    pub subject: Option<String>,
}

/// The operating system of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// Windows of this version; without a revision where the text gives only the build, or a number that is not the
    /// revision.
    Windows(OsVersion),
    /// A Linux node or host; its kernel version means nothing here.
    Linux,
}

/// The forms that look at numbers, the surest first.
const FORMS: [fn(&Site) -> Option<Reading>; 12] = [
    build_lab::read,
    kernel_version::read,
    system_info::read,
    environment::read,
    banner::read,
    node_label::read,
    platform::read,
    registry::read,
    computer_info::read,
    os_build::read,
    image_tag::read,
    plain::read,
];

/// Every OS version of a text, in text order; and every node or host of which it says that it is a Linux.
///
/// A version that the text gives several times is found several times. Takes time and memory in proportion to the length
/// of the text, whatever stands in it.
#[must_use]
pub fn read(text: &str) -> Vec<Reading> {
    let mut readings = powershell_table::read(text);
    let tables: Vec<_> = readings.iter().map(|reading| reading.span.clone()).collect();
    let mut tables = tables.into_iter().peekable();
    let mut ubrs = Vec::new();
    let mut end = 0;
    for number in number::numbers(text) {
        while let Some(table) = tables.next_if(|table| table.start <= number.start) {
            end = end.max(table.end);
        }
        if number.start < end || !is_candidate(text, &number) {
            continue;
        }
        let site = Site::new(text, number);
        if let Some(ubr) = registry::ubr(&site) {
            ubrs.push(ubr);
        } else if let Some(reading) = FORMS.iter().find_map(|form| form(&site)) {
            end = reading.span.end;
            readings.push(reading);
        }
    }
    readings.sort_by_key(|reading| reading.span.start);
    registry::join(&mut readings, &ubrs);
    outline::outline(text).apply(&mut readings);
    readings.sort_by_key(|reading| reading.span.start);
    readings
}

/// Whether any form could want a number. Most numbers of a text are not worth a look around.
fn is_candidate(text: &str, number: &number::Number) -> bool {
    match *number.parts() {
        [10, 0] => true,
        [10, 0, build] | [10, 0, build, _] | [build] | [build, _] if site::is_build(build) => true,
        [_] | [] => {
            let from = number.start.saturating_sub(48);
            text.as_bytes()
                .get(from..number.start)
                .is_some_and(|before| before.windows(3).any(|w| w == b"UBR"))
        }
        _ => false,
    }
}

impl Reading {
    fn new(version: OsVersion, form: Form, span: Range<usize>) -> Self {
        Self {
            system: System::Windows(version),
            form,
            span,
            kind: None,
            architecture: None,
            cautions: Vec::new(),
            subject: None,
        }
    }

    fn linux(span: Range<usize>) -> Self {
        Self { system: System::Linux, ..Self::new(OsVersion::of_build(0), Form::KernelVersion, span) }
    }

    /// The version of Windows; `None` on Linux.
    #[must_use]
    pub const fn os_version(&self) -> Option<OsVersion> {
        match self.system {
            System::Windows(version) => Some(version),
            System::Linux => None,
        }
    }

    /// Windows or Linux.
    #[must_use]
    pub const fn os(&self) -> Os {
        match self.system {
            System::Windows(_) => Os::Windows,
            System::Linux => Os::Linux,
        }
    }

    /// Takes what a product name says, unless something nearer said so already.
    fn set_os_name(&mut self, name: os_name::OsName) {
        self.kind.get_or_insert(name.kind);
        let is_eleven = self.os_version().is_some_and(|version| version.build >= 22000);
        if name.says_ten && is_eleven && !self.cautions.contains(&Caution::NameSaysWindows10) {
            self.cautions.push(Caution::NameSaysWindows10);
        }
    }
}

#[cfg(test)]
mod tests;
