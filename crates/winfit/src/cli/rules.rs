//! The flags of `winfit rules`.

use clap::Args;

use super::offered::RuleWord;

/// The rules of check: what each finds, how bad that is, and whether there is a fix
///
/// Lists the rules by area: how bad their findings are, in parentheses for rules that are asked with --select only, and what
/// their fixes promise: safe ones are made by check --fix, unsafe ones by check --unsafe-fixes, offered ones are shown.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct RulesArgs {
    /// Only these: names of rules, of areas, or all; with commas or repeated
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = RuleWord, hide_possible_values = true)]
    pub(crate) select: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  winfit rules
  winfit rules --select image,placement
  winfit rules --format json

Exit status:
  0  always, unless a word means no rule (2)";
