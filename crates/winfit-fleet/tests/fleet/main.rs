//! Fleets as their callers meet them: where placement allows a workload, what comes of it there, and what to do.

#[cfg(test)]
mod assessment;
#[cfg(test)]
mod hosts;
#[cfg(test)]
mod offered_placement;
#[cfg(test)]
mod placement;
#[cfg(test)]
mod remedies;
