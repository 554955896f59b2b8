//! The decision as its callers meet it: verdicts, tags, remedies, cautions and the facts behind them.

#[cfg(test)]
mod any;
#[cfg(test)]
mod asking;
#[cfg(test)]
mod cautions;
#[cfg(test)]
mod image_remedies;
#[cfg(test)]
mod kb_facts;
#[cfg(test)]
mod missing_facts;
#[cfg(test)]
mod remedies;
#[cfg(test)]
mod tags;
#[cfg(test)]
mod verdict;
#[cfg(test)]
mod verdict_properties;
