//! What every command is asked with: the catalogue, the day, the settings of `winfit.toml`.

mod overlay;

use std::path::Path;
use std::time::SystemTime;

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::{Catalog, Date};

use crate::cli::Globals;
use crate::clock::day;
use crate::config::Config;
use crate::error::Error;

pub(crate) use overlay::OverlayError;

/// The catalogue, the day, the settings.
#[derive(Debug)]
pub(crate) struct Context {
    catalog: Facts,
    /// The day for which "supported" and "today" are said, in UTC.
    pub(crate) today: Date,
    /// Settings for looking up images; empty for commands that do not.
    pub(crate) config: Config,
}

#[derive(Debug)]
enum Facts {
    BuiltIn(&'static Catalog),
    Overlaid(Box<Catalog>),
}

impl Context {
    /// `winfit.toml` is looked for from `configured_from` upwards, if that is given.
    pub(crate) fn new(globals: &Globals, configured_from: Option<&Path>) -> Result<Self, Error> {
        let catalog = match &globals.catalog {
            None => Facts::BuiltIn(builtin()),
            Some(directory) => Facts::Overlaid(Box::new(overlay::overlaid_from(directory)?)),
        };
        let today = globals.today.or_else(|| day(SystemTime::now())).ok_or(Error::Clock)?;
        let config = match configured_from {
            None => Config::default(),
            Some(start) => Config::find(globals, start)?,
        };
        Ok(Self { catalog, today, config })
    }

    /// The facts: those compiled in, with those of `--catalog` over them.
    pub(crate) fn catalog(&self) -> &Catalog {
        match &self.catalog {
            Facts::BuiltIn(catalog) => catalog,
            Facts::Overlaid(catalog) => catalog,
        }
    }
}
