//! The decision as its callers meet it: verdicts, tags, remedies, cautions and the facts behind them.

#[cfg(test)]
mod asking;
mod cautions;
mod kb_facts;
mod remedies;
mod tags;
mod verdict;
mod verdict_properties;
