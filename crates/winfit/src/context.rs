//! What every command is asked with: the catalogue and the day.

mod overlay;

use std::time::SystemTime;

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::{Catalog, Date};

use crate::cli::Globals;
use crate::error::Error;

pub(crate) use overlay::OverlayError;

/// The catalogue and the day.
#[derive(Debug)]
pub(crate) struct Context {
    catalog: Facts,
    /// The day for which "supported" and "today" are said, in UTC.
    pub(crate) today: Date,
}

#[derive(Debug)]
enum Facts {
    BuiltIn(&'static Catalog),
    Overlaid(Box<Catalog>),
}

impl Context {
    pub(crate) fn new(globals: &Globals) -> Result<Self, Error> {
        let catalog = match &globals.catalog {
            None => Facts::BuiltIn(builtin()),
            Some(directory) => Facts::Overlaid(Box::new(overlay::overlaid_from(directory)?)),
        };
        let today = globals.today.or_else(system_date).ok_or(Error::Clock)?;
        Ok(Self { catalog, today })
    }

    /// The facts: those compiled in, with those of `--catalog` over them.
    pub(crate) fn catalog(&self) -> &Catalog {
        match &self.catalog {
            Facts::BuiltIn(catalog) => catalog,
            Facts::Overlaid(catalog) => catalog,
        }
    }
}

/// The system's date; `None` if its clock stands before 1970 or after 9999.
fn system_date() -> Option<Date> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Date::from_days_since_epoch(i64::try_from(since.as_secs() / 86_400).ok()?)
}
