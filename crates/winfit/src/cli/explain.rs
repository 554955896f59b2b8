//! The flags of `winfit explain`.

use clap::Args;

use super::offered::RuleId;

/// A rule: what it says, why it matters, its sources, worked examples
///
/// Explains the rule that a verdict, a finding or a caution names: what it says, what goes wrong where it is not heeded,
/// since when it holds, where it is written, where sources contradict each other, and worked examples with what comes of
/// them. Without a rule: the list of all.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ExplainArgs {
    /// Name of the rule, e.g. build-mismatch
    #[arg(value_name = "RULE", value_parser = RuleId, hide_possible_values = true)]
    pub(crate) rule: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  winfit explain
  winfit explain build-mismatch
  winfit explain platform-selection

Exit status:
  0  always, unless the rule is unknown (2)";
