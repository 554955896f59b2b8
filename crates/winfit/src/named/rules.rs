//! Rule sets, by name and edition.

use winfit_compat::catalog::Edition;
use winfit_compat::rules::RuleSet;

use crate::cli::RulesName;
use crate::error::Error;

/// The rule set of that name; only the documented rules have editions.
pub(crate) fn rule_set(rules: RulesName, edition: Option<Edition>) -> Result<RuleSet, Error> {
    match (rules, edition) {
        (RulesName::Documented, edition) => Ok(RuleSet::Documented(edition.unwrap_or_default())),
        (RulesName::Runtime, None) => Ok(RuleSet::Runtime),
        (RulesName::Runtime, Some(edition)) => Err(Error::EditionOfRuntime { edition }),
    }
}
